"""Rates of pay and what the staff cost by contract: the figures from which the cost of any plan follows."""

from __future__ import annotations

from models.pay import ONE_OFF, RECURRING, head_cost, severance, start_cost
from models.plan import Component, Series
from models.problem import Attrition, Problem, Profile, StaffRow
from models.rounding import MILLION, divide_half_up
from models.staffing import staff_rows, staff_survival

RUNNING = (*RECURRING, Component.RUN)
"""What goes on from quarter to quarter; the rest is paid once."""

ONCE = (*ONE_OFF, Component.SEVERANCE, Component.BUILD)


def rates(problem: Problem, profile_id: str) -> dict[Component, Series]:
    """Recurring and one-off money per full-time hire and quarter; components that are always 0 are left out."""
    profile = problem.profile[profile_id]
    by_quarter = [head_cost(problem, profile, q) | start_cost(problem, profile, q) for q in problem.horizon]
    return _without_zeros({c: tuple(cost[c] for cost in by_quarter) for c in (*RECURRING, *ONE_OFF)})


def staff_costs(problem: Problem, profile_id: str) -> dict[Component, Series]:
    """What the staff of a profile cost by contract, before whole people leave, and the one-offs of accepted offers.

    With attrition `expected`: what is left of each row's cost.
    """
    totals = {c: [0] * problem.quarters for c in (*RECURRING, *ONE_OFF, Component.SEVERANCE)}
    profile = problem.profile[profile_id]
    for row in staff_rows(problem, profile_id):
        for q in filter(row.in_seat, problem.horizon):
            for component, money in head_cost(problem, profile, q, fte=row.fte, base=row.base_salary).items():
                totals[component][q - 1] += row.heads * _left(problem, profile, row, q, money)
        if 1 < row.start <= problem.quarters:
            for component, money in start_cost(problem, profile, row.start, base=row.base_salary).items():
                totals[component][row.start - 1] += row.heads * money
        if row.end is not None and row.end <= problem.quarters:
            totals[Component.SEVERANCE][row.end - 1] += row.heads * severance(profile)
    return _without_zeros({component: tuple(series) for component, series in totals.items()})


def _left(problem: Problem, profile: Profile, row: StaffRow, quarter: int, money: int) -> int:
    """What is left of a head's money in a quarter: all of it, where whole people leave."""
    if problem.settings.attrition is Attrition.WHOLE:
        return money
    return divide_half_up(money * staff_survival(profile, row, quarter), MILLION)


def _without_zeros(by_component: dict[Component, Series]) -> dict[Component, Series]:
    return {component: series for component, series in by_component.items() if any(series)}
