"""Plans made without a search: put together quickly, completed by the solver, staffed anew and put together further."""

from __future__ import annotations

from collections.abc import Sequence

from models.idle import idle_plan
from models.overrun import lifted
from models.plan import Plan
from models.plan_form import fitted
from models.problem import Objective
from optimizer.constructive import construct, thinned
from optimizer.incumbent import Incumbent, better, judged, solved
from optimizer.model import PlanningModel
from optimizer.search import Limit, Run

ROUNDS = 4
EFFORT = 3.0
"""Deterministic time for staffing the same use cases anew."""
HEAVIEST = 1_000
"""Weight of demand left uncovered, in use cases missing, at most: rows stay far below what makes the solver wrong."""


def first_plan(model: PlanningModel, run: Run, seconds: float, start_from: Sequence[Plan] = ()) -> Incumbent | None:
    """The best of what can be put together, the plan that decides nothing and plans that are given, where allowed."""
    problem = model.problem
    best = better(judged(problem, construct(problem, run.may_go_on)), judged(problem, idle_plan(problem)))
    if problem.concedes(Objective.OVERRUN):
        best = better(best, judged(problem, construct(lifted(problem), run.may_go_on)))
    if best is not None:
        best = better(judged(problem, thinned(problem, run.may_go_on, best.plan)), best)
    given = [fitted(problem, plan) for plan in start_from]
    allowed = [judged(problem, plan) for plan in given]
    for plan in allowed:
        best = better(best, plan)
    best = best and completed(model, run, best, seconds)
    forbidden = [plan for plan, as_it_is in zip(given, allowed, strict=True) if as_it_is is None]
    return better(best, brought_back(model, run, forbidden[0], seconds)) if forbidden else best


def brought_back(model: PlanningModel, run: Run, plan: Plan, seconds: float) -> Incumbent | None:
    """A plan of a problem like this one that is not allowed here, with other hires, or with starts put off or given up.

    First all of its starts are kept; where that cannot be, none is brought forward.
    """
    begun, hired = model.parts.portfolio.assigned(plan.starts), model.parts.team.assigned(plan.hires)
    near = hired | begun
    missing = model.goals[Objective.TARGET].expression
    most = min(HEAVIEST, sum(use_case.count for use_case in model.problem.use_cases))
    goal = model.goals[Objective.INHERITED].expression * (most + 1) + missing
    not_begun = {variable: 0 for variable, value in begun.items() if not value}
    for fixed in (begun, not_begun):
        if not model.rows.has_room_for(fixed) or not run.may_go_on():
            continue
        model.rows.hint(lambda variable: near.get(variable, 0))
        outcome = run.minimise(model.rows, goal, Limit(seconds / 2, EFFORT), fixed)
        if outcome.values is not None:
            return solved(model, outcome.assignment)
    return None


def extended(model: PlanningModel, run: Run, incumbent: Incumbent, seconds: float) -> Incumbent:
    """A plan that misses the target with further use cases, paid for by staffing those it has at less cost."""
    best = incumbent
    for _ in range(ROUNDS):
        if not best.small(Objective.TARGET) or not run.may_go_on():
            break
        cheaper = staffed_anew(model, run, best, seconds / ROUNDS)
        further = judged(model.problem, construct(model.problem, run.may_go_on, cheaper.plan))
        further = further and completed(model, run, further, seconds / ROUNDS)
        if further is None or not further.rank() < best.rank():
            break
        best = further
    return best


def completed(model: PlanningModel, run: Run, incumbent: Incumbent, seconds: float) -> Incumbent:
    """The same hires and starts with a value for every other variable; as it was, where none is found in time."""
    fixed = model.assigned(incumbent.plan)
    if not model.rows.has_room_for(fixed):  # more people than are looked at, for whom no row's size was checked
        return incumbent
    uncovered = model.goals[Objective.INHERITED].expression
    outcome = run.minimise(model.rows, uncovered, Limit(seconds, EFFORT), fixed)
    if outcome.values is None:
        return incumbent
    found = solved(model, outcome.assignment)
    return incumbent if incumbent.rank() < found.rank() else found


def staffed_anew(model: PlanningModel, run: Run, incumbent: Incumbent, seconds: float) -> Incumbent:
    """The same starts with cheaper hires, if the solver finds them: what they save pays for further use cases."""
    if incumbent.assignment is None:
        return incumbent
    model.rows.hint(incumbent.assignment)
    fixed = model.parts.portfolio.assigned(incumbent.plan.starts)
    money = model.parts.ledger.spent[model.problem.quarters]
    outcome = run.minimise(model.rows, money, Limit(seconds, EFFORT), fixed)
    return incumbent if outcome.values is None else solved(model, outcome.assignment)
