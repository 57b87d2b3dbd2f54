"""Rates of pay and what the staff cost by contract: the figures from which the cost of any plan follows."""

from __future__ import annotations

from models.pay import ONE_OFF, RECURRING, head_cost, severance, start_cost
from models.plan import Component, Series
from models.problem import Problem
from models.staffing import staff_rows

RUNNING = (*RECURRING, Component.RUN)
"""What goes on from quarter to quarter; the rest is paid once."""

ONCE = (*ONE_OFF, Component.SEVERANCE, Component.BUILD)


def rates(problem: Problem, profile_id: str) -> dict[Component, Series]:
    """Recurring and one-off money per full-time hire and quarter; components that are always 0 are left out."""
    profile = problem.profile[profile_id]
    by_quarter = [head_cost(problem, profile, q) | start_cost(problem, profile, q) for q in problem.horizon]
    return _without_zeros({c: tuple(cost[c] for cost in by_quarter) for c in (*RECURRING, *ONE_OFF)})


def staff_costs(problem: Problem, profile_id: str) -> dict[Component, Series]:
    """What the staff of a profile cost by contract, before anybody leaves, and the one-offs of accepted offers."""
    totals = {c: [0] * problem.quarters for c in (*RECURRING, *ONE_OFF, Component.SEVERANCE)}
    profile = problem.profile[profile_id]
    for row in staff_rows(problem, profile_id):
        for q in filter(row.in_seat, problem.horizon):
            for component, money in head_cost(problem, profile, q, fte=row.fte, base=row.base_salary).items():
                totals[component][q - 1] += row.heads * money
        if 1 < row.start <= problem.quarters:
            for component, money in start_cost(problem, profile, row.start, base=row.base_salary).items():
                totals[component][row.start - 1] += row.heads * money
        if row.end is not None and row.end <= problem.quarters:
            totals[Component.SEVERANCE][row.end - 1] += row.heads * severance(profile)
    return _without_zeros({component: tuple(series) for component, series in totals.items()})


def _without_zeros(by_component: dict[Component, Series]) -> dict[Component, Series]:
    return {component: series for component, series in by_component.items() if any(series)}
