"""Exact rounding: half up, and the fourth roots that turn yearly rates into quarterly ones. No floats."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import isqrt

MILLION = 1_000_000


def half_up(number: Fraction) -> int:
    """The nearest whole number, halves upwards."""
    return divide_half_up(number.numerator, number.denominator)


def divide_half_up(number: int, divisor: int) -> int:
    """number / divisor to the nearest whole number, halves upwards."""
    return (2 * number + divisor) // (2 * divisor)


def fraction_of(pct: Decimal) -> Fraction:
    """A percentage as an exact fraction: 12.5 is 1/8."""
    return Fraction(pct) / 100


def fourth_root(number: Fraction) -> int:
    """The fourth root of a number of at least 0 in millionths, half up."""
    return (_doubled_root(number)[0] + 1) // 2


def one_less_fourth_root(number: Fraction) -> int:
    """One less the fourth root of a number of at least 0, in millionths, half up (so the root goes half down)."""
    doubled, exact = _doubled_root(number)
    return MILLION - (doubled if exact else doubled + 1) // 2


def _doubled_root(number: Fraction) -> tuple[int, bool]:
    """The fourth root in halves of a millionth, rounded down, and whether that is exact."""
    scaled = number * (2 * MILLION) ** 4
    root = isqrt(isqrt(scaled.numerator // scaled.denominator))
    return root, root**4 == scaled
