"""One explanation of one problem: solved first, then why not where something is not, and the price of what is."""

from __future__ import annotations

from collections.abc import Callable

from hireplan.comparing import Solving
from hireplan.explaining.hires import reasons
from hireplan.explaining.prices import prices, remeasured
from hireplan.explaining.why_not import WhyNot, as_a_must, closest_problem, why_not
from hireplan.sweeps import Engine, Point, sweep
from models.explanation import Explanation
from models.plan import Result, Status
from models.problem import Objective, Problem

SECONDS = 480.0
"""On the clock, for all of an explanation."""
FOR_THE_PLAN = 0.1
"""Share of the time for the problem as it stands, and for the plan that gives up least."""
FOR_WHY_NOT, FOR_PRICES, FOR_HIRES = 0.15, 0.5, 0.25
"""Shares of the time; what is not needed for one is not given to the others."""


def explain(
    problem: Problem,
    engine: Engine,
    how: Solving,
    seconds: float = SECONDS,
    say: Callable[[str], None] = lambda doing: None,
) -> Explanation:
    """All that there is to say of a problem, in about so many seconds on the clock; `say` is told what is being done.

    Where no plan exists, or the target is missed: the conflicts, with the target as a must, and the smallest repairs.
    Where a plan exists: what every rule and limit costs, and what each hire is good for.
    """
    say("planning")
    base = _solve(problem, engine, how, FOR_THE_PLAN * seconds)
    known = () if base.plan is None else (base.plan,)
    why = WhyNot()
    if falls_short(base):
        say("looking for conflicts and repairs")
        why = why_not(as_a_must(problem), engine, how, FOR_WHY_NOT * seconds, known)
    if base.plan is None:
        say("looking for the plan that gives up least")
        closest = _solve(closest_problem(problem), engine, how, FOR_THE_PLAN * seconds)
        return Explanation(base, why.conflicts, why.repairs, closest, left_out=why.left_out)
    say("pricing rules and limits")
    priced = prices(problem, base, engine, how, FOR_PRICES * seconds)
    say("asking what each hire is good for")
    reasoned = reasons(priced.base, engine, how, FOR_HIRES * seconds)
    priced = remeasured(priced, reasoned.base)
    return Explanation(
        base=reasoned.base,
        conflicts=why.conflicts,
        repairs=why.repairs,
        prices=priced.prices,
        hires=reasoned.hires,
        left_out=(*why.left_out, *priced.left_out, *reasoned.left_out),
    )


def falls_short(result: Result) -> bool:
    """Whether no plan exists, none was found, or the target is missed."""
    missed = any(level.name is Objective.TARGET and level.value for level in result.levels)
    return missed or result.plan is None


def _solve(problem: Problem, engine: Engine, how: Solving, seconds: float) -> Result:
    """One problem on the engine, where it can be stopped, on all the cores of one machine."""
    limit = how.time_limit or seconds
    point = Point("the plan", problem, time_limit=limit, seed=how.seed, workers=engine.threads_alone)
    [outcome] = sweep([point], engine, on_progress=how.on_progress, stop=how.stop)
    return outcome.result or Result(problem, Status.UNKNOWN, notes=(outcome.failure,), stopped_by="user")
