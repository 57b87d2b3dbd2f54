"""The plan from which the search starts: put together quickly, staffed anew by the solver, and put together further."""

from __future__ import annotations

from models.idle import idle_plan
from models.problem import Objective
from optimizer.constructive import construct
from optimizer.incumbent import Incumbent, better, judged, solved
from optimizer.model import PlanningModel
from optimizer.search import Limit, Run

ROUNDS = 3
EFFORT = 3.0
"""Deterministic time for staffing the same use cases anew."""


def first_plan(model: PlanningModel, run: Run, seconds: float) -> Incumbent | None:
    """The better of what can be put together and the plan that decides nothing, where either is allowed."""
    best = better(judged(model.problem, construct(model.problem)), judged(model.problem, idle_plan(model.problem)))
    if best is None:
        return None
    best = completed(model, run, best, seconds / (ROUNDS + 1))
    for _ in range(ROUNDS):
        if not best.small(Objective.TARGET):
            break
        cheaper = staffed_anew(model, run, best, seconds / (ROUNDS + 1))
        further = judged(model.problem, construct(model.problem, cheaper.plan))
        if further is None or not further.rank < best.rank:
            break
        best = completed(model, run, further, seconds / (ROUNDS + 1))
    return best


def completed(model: PlanningModel, run: Run, incumbent: Incumbent, seconds: float) -> Incumbent:
    """The same hires and starts with a value for every other variable; as it was, where none is found in time."""
    outcome = run.minimise(model.rows, None, Limit(seconds), model.assigned(incumbent.plan))
    if outcome.values is None:
        return incumbent
    found = solved(model, outcome.assignment)
    return incumbent if incumbent.rank < found.rank else found


def staffed_anew(model: PlanningModel, run: Run, incumbent: Incumbent, seconds: float) -> Incumbent:
    """The same starts with cheaper hires, if the solver finds them: what they save pays for further use cases."""
    if incumbent.assignment is None:
        return incumbent
    model.rows.hint(incumbent.assignment)
    fixed = model.parts.portfolio.assigned(incumbent.plan.starts)
    money = model.parts.ledger.spent[model.problem.quarters]
    outcome = run.minimise(model.rows, money, Limit(seconds, EFFORT), fixed)
    return incumbent if outcome.values is None else solved(model, outcome.assignment)
