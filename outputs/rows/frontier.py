"""A frontier as rows: each point with what was varied, what is reached, and what is ruled out beyond."""

from __future__ import annotations

from dataclasses import dataclass

from models.frontier import Best, Frontier, FrontierPoint, reached
from models.plan import Status
from outputs.rows.answer import at_target, first_production, heads
from outputs.rows.facts import facts_of

MEASURES = {
    Best.USE_CASES: ("Most use cases in production by the target date", "at most"),
    Best.COST: ("Least cost", "at least"),
    Best.FIRST: ("Earliest first production", "not before"),
}
"""What the frontier shows, and how a bound on it is said."""


@dataclass(frozen=True)
class PointRow:
    """One point as a reader sees it. None: the point has no plan."""

    values: tuple[str, ...]
    status: str
    reached: int | None
    bound: int | None
    proven: bool
    use_cases: int | None
    cost: int | None
    budget: int | None
    first_production: str
    peak_heads: int | None
    note: str


def point_rows(frontier: Frontier) -> list[PointRow]:
    """All points in their order."""
    return [_row(frontier.best, point) for point in frontier.points]


def _row(best: Best, point: FrontierPoint) -> PointRow:
    found = reached(best, point)
    if found is None or point.result is None:
        return PointRow(point.values, _status(point), None, None, False, None, None, None, "", None, _why(point))
    facts = facts_of(point.result)
    return PointRow(
        point.values,
        str(point.result.status),
        found.value,
        found.bound,
        found.proven,
        at_target(facts),
        sum(facts.accounts.cost),
        sum(facts.problem.budget),
        first_production(facts) or "none",
        max(heads(facts)),
        point.failure,
    )


def _status(point: FrontierPoint) -> str:
    return "failed" if point.result is None else str(point.result.status)


def _why(point: FrontierPoint) -> str:
    """Why there is no plan."""
    if point.result is None:
        return point.failure
    if point.result.status is Status.INFEASIBLE:
        return "; ".join(point.result.conflict) or "proven that no plan exists"
    return "no plan found in the time allowed"
