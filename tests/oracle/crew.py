"""The people of one job profile under given hires: heads, leavers, capacity and pay (docs/semantics.md, 2 and 7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from models.problem import Attrition, Employment, Problem, Profile, StaffRow
from tests.oracle.arithmetic import MILLION, half_up, per_cent, quarterly_rate, survival

Series = tuple[int, ...]


@dataclass(frozen=True)
class Crew:
    """All series have an entry for each of quarters 1..T."""

    heads: Series
    leavers: Series
    capacity: Series
    """ten-thousandths of an FTE"""
    cost: Series


def crew(problem: Problem, profile: Profile, hires: Sequence[int]) -> Crew:
    """What follows from the hires of a profile in quarters 1..T."""
    rows = [row for row in problem.staff if row.profile == profile.id]
    count = _whole if problem.settings.attrition is Attrition.WHOLE else _expected
    quarters = count(problem, profile, rows, hires)
    one_offs = [_one_offs(problem, profile, rows, hires, q) for q in problem.horizon]
    heads, leavers, capacity, recurring = zip(*quarters, strict=True)
    cost = tuple(r + o for r, o in zip(recurring, one_offs, strict=True))
    return Crew(tuple(heads), tuple(leavers), tuple(capacity), cost)


Quarter = tuple[int, int, int, int]
"""heads, leavers so far, capacity, recurring cost"""


def _whole(problem: Problem, profile: Profile, rows: list[StaffRow], hires: Sequence[int]) -> list[Quarter]:
    rate = quarterly_rate(profile.attrition_pct)
    expected, quarters = 0, []
    for q in problem.horizon:
        seated = [row for row in rows if row.in_seat(q)]
        staff, hired = sum(row.heads for row in seated), sum(hires[:q])
        leavers = min(expected // MILLION, staff + hired)
        heads = staff + hired - leavers
        expected += rate * heads
        from_staff = min(leavers, staff)
        from_hires = leavers - from_staff
        capacity = _whole_capacity(profile, seated, hires, q) - _lost(profile, seated, from_staff, from_hires)
        cost = _whole_pay(problem, profile, seated, q, from_staff, hired - from_hires)
        quarters.append((heads, leavers, max(0, capacity), cost))
    return quarters


def _whole_capacity(profile: Profile, seated: list[StaffRow], hires: Sequence[int], q: int) -> int:
    staff = sum(row.heads * row.fte * _staff_ramp(profile, row, q) for row in seated)
    return staff + sum(hires[s - 1] * 100 * _ramp(profile, q - s) for s in range(1, q + 1))


def _lost(profile: Profile, seated: list[StaffRow], from_staff: int, from_hires: int) -> int:
    """Capacity that went with the leavers, each fully ramped: those of the staff at the average FTE."""
    full, heads = profile.ramp[-1], sum(row.heads for row in seated)
    average = half_up(Fraction(sum(row.heads * row.fte for row in seated), heads)) if heads else 0
    return from_staff * average * full + from_hires * 100 * full


def _whole_pay(
    problem: Problem, profile: Profile, seated: list[StaffRow], q: int, from_staff: int, hired_left: int
) -> int:
    """Each component by itself: staff, less leavers at the average, plus hires that are still there; never below 0."""
    heads = sum(row.heads for row in seated)
    of_rows = [(row.heads, recurring(problem, profile, q, row.base_salary, row.fte)) for row in seated]
    of_hire = recurring(problem, profile, q, None, 100)
    total = 0
    for component, amount in enumerate(of_hire):
        staff = sum(n * amounts[component] for n, amounts in of_rows)
        average = half_up(Fraction(staff, heads)) if heads else 0
        total += max(0, staff - from_staff * average + hired_left * amount)
    return total


def _expected(problem: Problem, profile: Profile, rows: list[StaffRow], hires: Sequence[int]) -> list[Quarter]:
    quarters = []
    for q in problem.horizon:
        cohorts = [_staff_cohort(profile, row, q) for row in rows if row.in_seat(q)]
        cohorts += [_hired_cohort(profile, hires[s - 1], q - s) for s in range(1, q + 1)]
        heads = sum(cohort.heads for cohort in cohorts)
        capacity = sum(c.heads * (c.survival * c.fte * c.ramp // MILLION) for c in cohorts)
        cost = sum(
            c.heads * half_up(Fraction(amount * c.survival, MILLION))
            for c in cohorts
            for amount in recurring(problem, profile, q, c.base, c.fte)
        )
        quarters.append((heads, 0, max(0, capacity), cost))
    return quarters


@dataclass(frozen=True)
class _Cohort:
    heads: int
    fte: int
    base: int | None
    ramp: int
    survival: int


def _staff_cohort(profile: Profile, row: StaffRow, q: int) -> _Cohort:
    """Today's staff are past their first year; offers count from their start."""
    later = profile.attrition_pct
    first = later if row.start == 1 else _first_year(profile)
    left = survival(first, later, q - row.start)
    return _Cohort(row.heads, row.fte, row.base_salary, _staff_ramp(profile, row, q), left)


def _hired_cohort(profile: Profile, heads: int, tenure: int) -> _Cohort:
    left = survival(_first_year(profile), profile.attrition_pct, tenure)
    return _Cohort(heads, 100, None, _ramp(profile, tenure), left)


def _first_year(profile: Profile) -> Decimal:
    given = profile.first_year_attrition_pct
    return profile.attrition_pct if given is None else given


def _ramp(profile: Profile, tenure: int) -> int:
    return profile.ramp[min(tenure, len(profile.ramp) - 1)]


def _staff_ramp(profile: Profile, row: StaffRow, q: int) -> int:
    return profile.ramp[-1] if row.start == 1 else _ramp(profile, q - row.start)


def merit(problem: Problem, q: int) -> Fraction:
    """(1 + merit)^k, k yearly merit dates after the first day of quarter 1, up to the first day of q."""
    first, now = problem.calendar.begins(1), problem.calendar.begins(q)
    years = range(first.year, now.year + 1)
    dates = [date(year, problem.settings.merit_month, 1) for year in years]
    passed = sum(1 for day in dates if first < day <= now)
    return (1 + per_cent(problem.settings.merit_pct)) ** passed


def recurring(problem: Problem, profile: Profile, q: int, own_base: int | None, fte: int) -> tuple[int, ...]:
    """Base salary, bonus, employer tax, benefits, equity, training, contractor fees of a head in a quarter."""
    m, rate, f = merit(problem, q), Fraction(profile.exchange_rate), Fraction(fte, 100)
    pay = _base(profile, own_base) * m
    bonus, tax = per_cent(profile.bonus_pct), per_cent(profile.employer_tax_pct)
    taxed = pay * (1 + bonus)
    if profile.tax_cap is not None:
        taxed = min(taxed, Fraction(profile.tax_cap))
    a_year = (pay, pay * bonus, tax * taxed, pay * per_cent(profile.benefits_pct), profile.equity, profile.training)
    fees = profile.day_rate * profile.days_per_quarter if profile.employment is Employment.CONTRACTOR else 0
    return (*(half_up(f * Fraction(amount) / 4 * rate) for amount in a_year), half_up(f * fees * rate))


def _base(profile: Profile, own: int | None) -> Fraction:
    if profile.employment is Employment.CONTRACTOR:
        return Fraction(0)
    return Fraction(profile.base_salary if own is None else own)


def _one_offs(problem: Problem, profile: Profile, rows: list[StaffRow], hires: Sequence[int], q: int) -> int:
    """Recruiting fee, sign-on and equipment of those that start in q; severance of rows that end in q."""
    rate = Fraction(profile.exchange_rate)
    total = hires[q - 1] * _joining(problem, profile, q, None)
    for row in rows:
        if row.start > 1 and row.start == q:
            total += row.heads * _joining(problem, profile, q, row.base_salary)
        if row.end == q:
            total += row.heads * half_up(profile.severance * rate)
    return total


def _joining(problem: Problem, profile: Profile, q: int, own_base: int | None) -> int:
    rate = Fraction(profile.exchange_rate)
    fee = _base(profile, own_base) * merit(problem, q) * per_cent(profile.recruiting_fee_pct)
    return half_up(fee * rate) + half_up(profile.sign_on * rate) + half_up(profile.equipment * rate)
