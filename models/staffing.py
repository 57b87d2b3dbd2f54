"""Who is in seat: staff, leavers, survival, ramp and capacity. Both kinds of attrition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from models.memo import remembered
from models.plan import Series
from models.problem import Attrition, Problem, Profile, StaffRow
from models.rounding import MILLION, fourth_root, fraction_of, half_up, one_less_fourth_root

FULL_TIME = 100
"""Hundredths of an FTE."""


@cache
def quarterly_rate(annual_pct: Decimal) -> int:
    """The share of people who leave in a quarter, in millionths: 1 - (1 - annual)^(1/4), half up."""
    return one_less_fourth_root(1 - fraction_of(annual_pct))


def survival(profile: Profile, tenure: int, *, past_first_year: bool = False) -> int:
    """The share of a cohort still there after `tenure` quarters, in millionths."""
    later = profile.attrition_pct
    first = later if past_first_year or profile.first_year_attrition_pct is None else profile.first_year_attrition_pct
    return _survival(first, later, tenure)


@cache
def _survival(first_year_pct: Decimal, later_pct: Decimal, tenure: int) -> int:
    first, later = 1 - fraction_of(first_year_pct), 1 - fraction_of(later_pct)
    return fourth_root(first ** min(tenure, 4) * later ** max(tenure - 4, 0))


def ramp_at(profile: Profile, tenure: int) -> int:
    """Productivity in per cent after `tenure` quarters in seat (0 in the start quarter)."""
    return profile.ramp[min(tenure, len(profile.ramp) - 1)]


def staff_rows(problem: Problem, profile_id: str) -> tuple[StaffRow, ...]:
    """The staff rows of a profile, accepted offers included, in the order of the sheet."""
    return _rows_by_profile(problem).get(profile_id, ())


@remembered
def _rows_by_profile(problem: Problem) -> dict[str, tuple[StaffRow, ...]]:
    rows: dict[str, tuple[StaffRow, ...]] = {}
    for row in problem.staff:
        rows[row.profile] = (*rows.get(row.profile, ()), row)
    return rows


def staff_in_seat(problem: Problem, profile_id: str, quarter: int) -> int:
    """People of a profile on staff in seat in a quarter by contract, before attrition."""
    return _staff_by_quarter(problem)[profile_id][quarter - 1]


@remembered
def _staff_by_quarter(problem: Problem) -> dict[str, Series]:
    return {
        profile.id: tuple(
            sum(row.heads for row in staff_rows(problem, profile.id) if row.in_seat(quarter))
            for quarter in problem.horizon
        )
        for profile in problem.profiles
    }


def average_fte(problem: Problem, profile_id: str, quarter: int) -> int:
    """The average FTE of the staff in seat, in hundredths, half up; 0 where nobody is."""
    seated = [row for row in staff_rows(problem, profile_id) if row.in_seat(quarter)]
    heads = sum(row.heads for row in seated)
    return half_up(Fraction(sum(row.heads * row.fte for row in seated), heads)) if heads else 0


def leavers(problem: Problem, profile_id: str, hires: Series) -> tuple[Series, Series]:
    """Heads, and leavers so far, of a profile with these hires; `expected`: heads before attrition, and zeros."""
    whole = problem.settings.attrition is Attrition.WHOLE
    rate = quarterly_rate(problem.profile[profile_id].attrition_pct) if whole else 0
    heads: list[int] = []
    gone: list[int] = []
    hired = expected = 0
    for quarter, starting in zip(problem.horizon, hires, strict=True):
        hired += starting
        people = staff_in_seat(problem, profile_id, quarter) + hired
        gone.append(min(expected // MILLION, people))
        heads.append(people - gone[-1])
        expected += rate * heads[-1]
    return tuple(heads), tuple(gone)


@dataclass(frozen=True)
class Cohort:
    """People of one profile who start alike: a staff row, or the hires of a quarter."""

    heads: int
    fte: int
    start: int
    base: int | None
    ramped: bool
    """today's staff: fully productive, and past the first year"""


def cohorts(problem: Problem, profile_id: str, hires: Series, quarter: int) -> Iterator[Cohort]:
    """Those in seat in a quarter, before attrition: staff rows first, then hires in order of start."""
    for row in staff_rows(problem, profile_id):
        if row.in_seat(quarter):
            yield Cohort(row.heads, row.fte, row.start, row.base_salary, ramped=row.start == 1)
    for start, starting in enumerate(hires[:quarter], 1):
        if starting:
            yield Cohort(starting, FULL_TIME, start, None, ramped=False)


def cohort_survival(profile: Profile, cohort: Cohort, quarter: int) -> int:
    """The share of a cohort still there, in millionths (attrition `expected`)."""
    return survival(profile, quarter - cohort.start, past_first_year=cohort.ramped)


def staff_survival(profile: Profile, row: StaffRow, quarter: int) -> int:
    """The share of a staff row still there in a quarter in which it is in seat, in millionths (`expected`)."""
    return survival(profile, quarter - row.start, past_first_year=row.start == 1)


def capacity(problem: Problem, profile_id: str, hires: Series) -> Series:
    """Ramped capacity of a profile with these hires, in ten-thousandths of an FTE, never below 0."""
    if problem.settings.attrition is Attrition.EXPECTED:
        return tuple(_expected_capacity(problem, profile_id, hires, quarter) for quarter in problem.horizon)
    gone = leavers(problem, profile_id, hires)[1]
    return tuple(_whole_capacity(problem, profile_id, hires, q, gone[q - 1]) for q in problem.horizon)


def _whole_capacity(problem: Problem, profile_id: str, hires: Series, quarter: int, gone: int) -> int:
    profile = problem.profile[profile_id]
    of_staff = min(gone, staff_in_seat(problem, profile_id, quarter))
    lost = of_staff * average_fte(problem, profile_id, quarter) + (gone - of_staff) * FULL_TIME
    return max(0, capacity_before_leavers(problem, profile_id, hires, quarter) - lost * profile.ramp[-1])


def _expected_capacity(problem: Problem, profile_id: str, hires: Series, quarter: int) -> int:
    return max(0, capacity_before_leavers(problem, profile_id, hires, quarter))


def capacity_before_leavers(problem: Problem, profile_id: str, hires: Series, quarter: int) -> int:
    """The sum over cohorts in a quarter, in ten-thousandths of an FTE, without whole leavers; may be negative."""
    profile = problem.profile[profile_id]
    return sum(
        c.heads * head_capacity(problem, profile, c, quarter) for c in cohorts(problem, profile_id, hires, quarter)
    )


def head_capacity(problem: Problem, profile: Profile, cohort: Cohort, quarter: int) -> int:
    """One head of a cohort in a quarter, in ten-thousandths of an FTE; `expected`: what is left of it, rounded down."""
    ramped = cohort.fte * _productivity(profile, cohort, quarter)
    if problem.settings.attrition is Attrition.WHOLE:
        return ramped
    return cohort_survival(profile, cohort, quarter) * ramped // MILLION


def _productivity(profile: Profile, cohort: Cohort, quarter: int) -> int:
    return profile.ramp[-1] if cohort.ramped else ramp_at(profile, quarter - cohort.start)
