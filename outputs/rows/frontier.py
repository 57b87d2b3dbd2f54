"""A frontier as rows: each point with what was varied, what is reached, and what is ruled out beyond."""

from __future__ import annotations

from dataclasses import dataclass

from models.frontier import Best, Frontier, FrontierPoint, Reached, left_uncovered, reached
from models.plan import Result, Status
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
    """One point as a reader sees it. None: the point has no plan, or there is no such thing in it."""

    values: tuple[str, ...]
    status: str
    note: str
    reached: int | None = None
    bound: int | None = None
    bound_words: str = ""
    proven: bool = False
    use_cases: int | None = None
    cost: int | None = None
    budget: int | None = None
    """also None where it is lifted"""
    first_production: str | None = None
    peak_heads: int | None = None
    uncovered: int | None = None
    """of inherited demand, in hundredths of FTE-quarters"""

    @property
    def has_plan(self) -> bool:
        return self.cost is not None

    @property
    def open_bound(self) -> int | None:
        """The bound where the point is not proven."""
        return None if self.proven else self.bound


def point_rows(frontier: Frontier) -> list[PointRow]:
    """All points in their order."""
    return [_row(frontier, point) for point in frontier.points]


def lifted_words(frontier: Frontier) -> str:
    """That more may be spent than the input's budget; nothing where that is not so."""
    times = frontier.budget_lifted
    return f"The budget is lifted: each point may spend {times} times that of the input." if times > 1 else ""


def _row(frontier: Frontier, point: FrontierPoint) -> PointRow:
    found = reached(frontier.best, point)
    if found is None or point.result is None:
        return PointRow(point.values, _status(point), _why(point))
    facts = facts_of(point.result)
    return PointRow(
        point.values,
        str(point.result.status),
        point.failure,
        reached=found.value,
        bound=found.bound,
        bound_words=_bound_words(frontier.best, found, point.result),
        proven=found.proven,
        use_cases=at_target(facts),
        cost=sum(facts.accounts.cost),
        budget=sum(facts.problem.budget) if frontier.budget_lifted == 1 else None,
        first_production=first_production(facts),
        peak_heads=max(heads(facts)),
        uncovered=left_uncovered(point.result),
    )


def _bound_words(best: Best, found: Reached, result: Result) -> str:
    if found.bound is None:
        return "the end"
    return result.problem.calendar.label(found.bound) if best is Best.FIRST else f"{found.bound:,}"


def _status(point: FrontierPoint) -> str:
    return "failed" if point.result is None else str(point.result.status)


def _why(point: FrontierPoint) -> str:
    """Why there is no plan."""
    if point.result is None:
        return point.failure
    if point.result.status is Status.INFEASIBLE:
        return "; ".join(point.result.conflict) or "proven that no plan exists"
    return "no plan found in the time allowed"
