"""Roundings and roots in exact arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache

MILLION = 10**6


def half_up(amount: Fraction | Decimal) -> int:
    """To the nearest whole number, halves upwards."""
    exact = Fraction(amount) + Fraction(1, 2)
    return exact.numerator // exact.denominator


def whole_part(amount: Fraction | Decimal) -> int:
    """The largest whole number that is not above the amount."""
    exact = Fraction(amount)
    return exact.numerator // exact.denominator


def round_up(amount: Fraction | Decimal) -> int:
    """The smallest whole number that is not below the amount."""
    return -whole_part(-Fraction(amount))


def per_cent(amount: Decimal) -> Fraction:
    return Fraction(amount) / 100


def _largest(holds: Callable[[int], bool]) -> int:
    """The largest n of 0..10^6 for which a condition holds; it holds up to some n and not beyond, and holds for 0."""
    low, high = 0, MILLION
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


@cache
def quarterly_rate(annual_pct: Decimal) -> int:
    """1 - (1 - annual)^(1/4), half up, in millionths.

    n <= 10^6 + 1/2 - 10^6 y^(1/4), with y the share that stays a year, is y <= ((10^6 + 1/2 - n) / 10^6)^4.
    """
    stays = 1 - per_cent(annual_pct)
    return _largest(lambda n: stays <= Fraction(2 * MILLION + 1 - 2 * n, 2 * MILLION) ** 4)


@cache
def survival(first_year_pct: Decimal, annual_pct: Decimal, quarters: int) -> int:
    """Share of a cohort that is there after some quarters, half up, in millionths.

    n <= 10^6 y^(1/4) + 1/2, with y the fourth power of the share, is n <= 1/2 or ((n - 1/2) / 10^6)^4 <= y.
    """
    first, later = min(quarters, 4), max(quarters - 4, 0)
    fourth_power = (1 - per_cent(first_year_pct)) ** first * (1 - per_cent(annual_pct)) ** later
    return _largest(lambda n: n == 0 or Fraction(2 * n - 1, 2 * MILLION) ** 4 <= fourth_power)
