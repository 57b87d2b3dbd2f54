"""Which instances there are: size, kind of use cases, objective and budget of each, and the series for growth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Wish = Literal["cost", "value", "net"]


@dataclass(frozen=True)
class Spec:
    """What an instance is made from; everything else about it is drawn with its name as the seed."""

    name: str
    use_cases: int
    quarters: int
    profiles: tuple[int, ...]
    """job profiles by office, the first one at home"""
    named: bool
    """each use case its own size, value, dates and dependencies; else a few rows with a count"""
    objective: Wish
    tightness: float
    """budget over the horizon, as a multiple of a rough estimate of what the target (or all use cases) costs"""
    target: int | None = None
    """use cases in production by the last quarter, a must; None: no target"""
    types: int = 3
    """how many of the catalogue's types there are, the smallest first"""
    staff: int = 0
    """people in seat at the start, each in another job profile"""
    cap: str = "cumulative"
    recruiting: int = 4
    """most hires a quarter"""
    series: str = ""
    """of which the instance is a member; what members have in common is drawn alike, part by part"""

    @property
    def size(self) -> str:
        """S, M, L or XL; the first part of the name."""
        return self.name.split("-")[0].rstrip("0123456789").upper()


INSTANCES: tuple[Spec, ...] = (
    Spec("s1-alike-cost-loose", 6, 8, (9,), False, "cost", 2.0, target=6, types=2, recruiting=3),
    Spec("s2-alike-cost-tight", 8, 10, (10,), False, "cost", 1.1, target=8, types=2, recruiting=4),
    Spec("s3-named-cost-loose", 7, 9, (9,), True, "cost", 2.0, target=6, recruiting=4),
    Spec("s4-alike-value-tight", 8, 10, (10,), False, "value", 0.8, recruiting=3),
    Spec("s5-named-value-loose", 8, 8, (9,), True, "value", 2.0, recruiting=3),
    Spec("s6-named-net-tight", 8, 10, (11,), True, "net", 1.0, cap="fiscal-year"),
    Spec("m1-alike-cost-loose", 12, 12, (12,), False, "cost", 2.0, target=12),
    Spec("m2-alike-cost-tight", 18, 12, (9, 5), False, "cost", 0.85, target=18, recruiting=6),
    Spec("m3-named-cost-loose", 20, 12, (9, 3), True, "cost", 2.0, target=15, recruiting=6),
    Spec("m4-named-value-tight", 12, 12, (12,), True, "value", 0.8),
    Spec("m5-named-value-loose", 18, 12, (9, 3), True, "value", 2.0, recruiting=5, staff=2),
    Spec("m6-alike-net-tight", 16, 12, (9, 6), False, "net", 1.0, recruiting=5, cap="fiscal-year"),
    Spec("l1-named-cost-tight", 60, 20, (12, 9, 9), True, "cost", 0.85, target=40, recruiting=8),
    Spec("l2-named-value-tight", 60, 20, (12, 9, 9), True, "value", 0.6, recruiting=8, staff=2),
    Spec("l3-named-net-loose", 60, 20, (12, 9, 9), True, "net", 2.0, recruiting=8),
    Spec("xl1-named-cost-loose", 200, 24, (16, 15, 15, 14), True, "cost", 2.0, target=120, recruiting=20),
    Spec("xl2-named-value-tight", 200, 24, (16, 15, 15, 14), True, "value", 0.6, recruiting=20),
)
"""All of them, the smallest first."""

MIDDLE = Spec("middle", 20, 12, (9, 6), True, "cost", 2.0, target=15, recruiting=6, series="middle")
"""What the series for growth vary one thing of at a time."""


def growth() -> dict[str, tuple[tuple[int, Spec], ...]]:
    """By what grows: how much of it there is, and the instance."""
    return {
        "use cases": tuple((n, _more_use_cases(n)) for n in (10, 20, 40, 80, 160)),
        "quarters": tuple((n, replace(MIDDLE, name=f"middle-{n}-quarters", quarters=n)) for n in (10, 12, 16, 20, 24)),
        "profiles": tuple((sum(n), replace(MIDDLE, name=f"middle-{sum(n)}-profiles", profiles=n)) for n in OFFICES),
    }


OFFICES = ((9,), (9, 6), (12, 9, 9), (16, 15, 14), (16, 15, 15, 14))


def _more_use_cases(number: int) -> Spec:
    """The target and recruiting grow as the use cases do."""
    target, recruiting = number * 3 // 4, max(4, number * 3 // 10)
    return replace(MIDDLE, name=f"middle-{number}-use-cases", use_cases=number, target=target, recruiting=recruiting)
