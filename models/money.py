"""What a course costs: every component by itself, in whole units of the reporting currency per quarter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from models.course import Course
from models.pay import ONE_OFF, RECURRING, head_cost, severance, start_cost
from models.plan import Component, Series
from models.portfolio import unit_needs, unit_starts
from models.problem import Attrition, Problem, Profile, UseCase
from models.rounding import MILLION, divide_half_up
from models.staffing import cohort_survival, cohorts, staff_rows

PEOPLE = (*RECURRING, *ONE_OFF, Component.SEVERANCE)
USE_CASES = (Component.BUILD, Component.RUN)

Ledger = dict[Component, dict[str, Series]]
"""component: ID of a profile or use case: money in each quarter 1..T"""

POOL = ""
"""Who owns pooled pay in a ledger: no single profile."""


def people_cost(course: Course) -> Ledger:
    """What the people cost, by component and profile; pooled pay stands as base salary of POOL."""
    problem = course.problem
    by_profile = {p.id: [_profile_cost(course, p, quarter) for quarter in problem.horizon] for p in problem.profiles}
    ledger: Ledger = {
        component: {profile: tuple(cost[component] for cost in costs) for profile, costs in by_profile.items()}
        for component in PEOPLE
    }
    if problem.pooled_pay:
        ledger[Component.BASE][POOL] = problem.pooled_pay
    return ledger


def _profile_cost(course: Course, profile: Profile, quarter: int) -> Mapping[Component, int]:
    whole = course.problem.settings.attrition is Attrition.WHOLE
    recurring = _whole_recurring if whole else _expected_recurring
    cost: Counter[Component] = Counter(recurring(course, profile, quarter))
    cost.update(_one_offs(course, profile, quarter))
    return cost


def _whole_recurring(course: Course, profile: Profile, quarter: int) -> dict[Component, int]:
    """Staff and hires, less leavers: staff first, at their average, then hires at their rate; never below 0."""
    staff: Counter[Component] = Counter()
    for row in staff_rows(course.problem, profile.id):
        if row.in_seat(quarter):
            each = head_cost(course.problem, profile, quarter, fte=row.fte, base=row.base_salary)
            staff.update({component: row.heads * amount for component, amount in each.items()})
    people, gone = course.staff[profile.id][quarter - 1], course.leavers[profile.id][quarter - 1]
    of_staff = min(gone, people)
    hired = sum(course.hires[profile.id][:quarter]) - (gone - of_staff)
    rate = head_cost(course.problem, profile, quarter)
    return {
        c: max(0, staff[c] - of_staff * (divide_half_up(staff[c], people) if people else 0) + hired * rate[c])
        for c in RECURRING
    }


def _expected_recurring(course: Course, profile: Profile, quarter: int) -> dict[Component, int]:
    """Every cohort at what is left of each head's cost, half up."""
    cost: Counter[Component] = Counter()
    for cohort in cohorts(course.problem, profile.id, course.hires[profile.id], quarter):
        each = head_cost(course.problem, profile, quarter, fte=cohort.fte, base=cohort.base)
        left = cohort_survival(profile, cohort, quarter)
        cost.update({c: cohort.heads * divide_half_up(amount * left, MILLION) for c, amount in each.items()})
    return cost


def _one_offs(course: Course, profile: Profile, quarter: int) -> dict[Component, int]:
    """The starts of hires and accepted offers, and the severance of staff rows that end."""
    cost: Counter[Component] = Counter()
    starting: list[tuple[int, int | None]] = [(course.hires[profile.id][quarter - 1], None)]
    for row in staff_rows(course.problem, profile.id):
        if row.start == quarter > 1:
            starting.append((row.heads, row.base_salary))
        if row.end == quarter:
            cost[Component.SEVERANCE] += row.heads * severance(profile)
    for heads, base in starting:
        if heads:
            each = start_cost(course.problem, profile, quarter, base=base)
            cost.update({component: heads * amount for component, amount in each.items()})
    return cost


def use_case_cost(course: Course) -> Ledger:
    """What building and running cost besides people, by component and use case."""
    by_use_case = {u.id: _build_and_run(course.problem, u, course.starts) for u in course.problem.use_cases}
    return {
        component: {use_case: costs[component] for use_case, costs in by_use_case.items()} for component in USE_CASES
    }


def _build_and_run(problem: Problem, use_case: UseCase, starts: Mapping[str, Series]) -> dict[Component, Series]:
    needs = unit_needs(problem, use_case)
    build, run = [0] * problem.quarters, [0] * problem.quarters
    for start, units in unit_starts(problem, use_case, starts).items():
        for quarter in range(max(1, start), problem.quarters + 1):
            since_start = quarter - start
            if since_start < needs.build_quarters:
                build[quarter - 1] += units * needs.build_cost[since_start]
            else:
                run[quarter - 1] += units * needs.run_cost
    return {Component.BUILD: tuple(build), Component.RUN: tuple(run)}


def total_cost(problem: Problem, *ledgers: Ledger) -> Series:
    """All components of all profiles and use cases, per quarter."""
    series = [row for ledger in ledgers for rows in ledger.values() for row in rows.values()]
    return tuple(sum(row[quarter - 1] for row in series) for quarter in problem.horizon)
