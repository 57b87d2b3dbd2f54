"""Does any plan exist? A plan that shows it, a proof that there is none, or neither in the time there was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.errors import PlanRejected
from models.idle import idle_plan
from models.plan import Plan
from models.plan_form import fitted
from models.problem import Problem
from optimizer.constructive import construct
from optimizer.incumbent import judged, solved
from optimizer.model import build
from optimizer.search import Limit, Run


@dataclass(frozen=True)
class Answer:
    """Whether a plan exists; at most one of the two is set."""

    plan: Plan | None = None
    impossible: bool = False


def any_plan(problem: Problem, run: Run, limit: Limit, known: Iterable[Plan] = ()) -> Answer:
    """Try plans that are known, one put together quickly, and then the solver.

    Money is rounded to the planner's favour where it must be rounded at all, so that what is proven impossible is.
    """
    for plan in known:
        if judged(problem, fitted(problem, plan)):
            return Answer(fitted(problem, plan))
    for plan in (construct(problem, run.may_go_on), idle_plan(problem)):
        if judged(problem, plan):
            return Answer(plan)
    model = build(problem, cautious=False)
    outcome = run.minimise(model.rows, None, limit)
    if outcome.infeasible:
        return Answer(impossible=not model.parts.team.curtailed)
    if outcome.values is None:
        return Answer()
    try:
        return Answer(solved(model, outcome.assignment).plan)
    except PlanRejected:
        if model.is_exact:
            raise
        return Answer()
