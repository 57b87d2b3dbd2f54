"""A frontier: what is the best that can be had, point by point, where something in the input is varied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from models.judge import judge
from models.plan import Accounts, Level, Plan, Result, Status
from models.plan_form import fitted
from models.problem import Objective, Problem


class Best(StrEnum):
    """What a frontier shows the best of."""

    USE_CASES = "use cases"  # most in production by the target's date
    COST = "cost"  # least over the horizon
    FIRST = "first production"  # earliest quarter by whose end a use case is in production

    @property
    def unit(self) -> str:
        return {Best.USE_CASES: "use cases", Best.COST: "money", Best.FIRST: "quarter"}[self]


@dataclass(frozen=True)
class FrontierPoint:
    """One point: what was varied and how, and the answer, or why there is none."""

    values: tuple[str, ...]
    """of what is varied, as a reader knows them, in the order of the frontier's names"""
    result: Result | None
    failure: str = ""
    not_before: int = 1
    """of first production: the quarter before which it is proven impossible"""

    @property
    def has_plan(self) -> bool:
        return self.result is not None and self.result.plan is not None


@dataclass(frozen=True)
class Frontier:
    """Points along one thing that is varied, or over a grid of two."""

    names: tuple[str, ...]
    """of what is varied, such as 'Budget'; one or two"""
    best: Best
    points: tuple[FrontierPoint, ...]
    """in the order of the first thing varied, then of the second"""
    budget_lifted: int = 1
    """times the input's budget that every point may spend; 1: the input's own"""


@dataclass(frozen=True)
class Reached:
    """What a point reaches of the frontier's measure, and what no plan goes beyond; both in the measure's unit.

    None: nothing, and nothing known; of the first production, that there is none within the horizon.
    """

    value: int | None
    bound: int | None

    @property
    def proven(self) -> bool:
        return self.value == self.bound


def reached(best: Best, point: FrontierPoint) -> Reached | None:
    """Of a point's plan; None where it has none."""
    result = point.result
    if result is None or result.plan is None or result.accounts is None:
        return None
    live, settings = result.accounts.live, result.problem.settings
    levels = {level.name: level for level in result.levels}
    match best:
        case Best.USE_CASES:
            reached, short = live[settings.target_by], _bound(levels[Objective.TARGET])
            return Reached(reached, max(reached, (settings.target_use_cases or 0) - short))
        case Best.COST:
            return Reached(levels[Objective.COST].value, _bound(levels[Objective.COST]))
        case Best.FIRST:
            first = next((q for q in result.problem.horizon if live[q]), None)
            return Reached(first, point.not_before if point.not_before <= result.problem.quarters else None)


def _bound(level: Level) -> int:
    """Of a level that is nothing at the least; its value where that is proven."""
    return level.value if level.proven else max(0, level.bound)


def left_uncovered(result: Result) -> int:
    """Hundredths of FTE-quarters of inherited demand that its plan leaves uncovered; 0 without a plan."""
    return result.accounts.objectives[Objective.INHERITED] if result.accounts else 0


def carried(points: Sequence[FrontierPoint]) -> list[FrontierPoint]:
    """Every point with the best of all points' plans that the judge accepts for it.

    What a plan reaches with less money it reaches with more: so no point lags behind one that asks for more than it.
    """
    plans = [point.result.plan for point in points if point.result is not None and point.result.plan is not None]
    return [_best_of(point, plans) for point in points]


def _best_of(point: FrontierPoint, plans: Sequence[Plan]) -> FrontierPoint:
    return point if point.result is None else replace(point, result=best_of(point.result, plans))


def best_of(result: Result, plans: Sequence[Plan]) -> Result:
    """A result that is not proven, with the best of its own plan and others that are allowed; bounds stay as they are.

    Where nothing was begun, nothing is put in its place.
    """
    if result.status in (Status.OPTIMAL, Status.INFEASIBLE) or (result.plan is None and result.stopped_by == "user"):
        return result
    for plan in plans:
        result = _with(result, fitted(result.problem, plan))
    return result


def _with(result: Result, plan: Plan) -> Result:
    """The result with a plan, if that is allowed and better on its levels."""
    verdict = judge(result.problem, plan)
    if not verdict.accepted:
        return result
    problem, objectives = result.problem, result.problem.settings.objectives
    if result.accounts is not None and _rank(problem, result.accounts) <= _rank(problem, verdict.accounts):
        return result
    bounds = {level.name: level for level in result.levels}
    levels = tuple(_level(name, verdict.accounts.objectives[name], bounds.get(name)) for name in objectives)
    status = Status.OPTIMAL if all(level.proven for level in levels) else Status.FEASIBLE
    return replace(result, status=status, plan=plan, accounts=verdict.accounts, levels=levels)


def _level(name: Objective, value: int, before: Level | None) -> Level:
    """The level of another plan, with the bound that the point's own solve has found, if it found any."""
    bound = before.bound if before else UNBOUNDED if name.maximised else -UNBOUNDED
    return Level(name, value, bound, proven=value == bound)


UNBOUNDED = 2**53
"""The bound of a level of which nothing is known: no figure of a plan is as large."""


def _rank(problem: Problem, accounts: Accounts) -> list[int]:
    """The levels in their order, less being better."""
    values = ((name, accounts.objectives[name]) for name in problem.settings.objectives)
    return [-value if name.maximised else value for name, value in values]


def most_use_cases(problem: Problem) -> int:
    """All units of the portfolio."""
    return sum(use_case.count for use_case in problem.use_cases)
