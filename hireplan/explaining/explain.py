"""One explanation of one problem: solved first, then why not where something is not, and the price of what is."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from hireplan.comparing import Solving
from hireplan.explaining.hires import reasons
from hireplan.explaining.prices import prices, remeasured
from hireplan.explaining.why_not import WhyNot, as_a_must, closest_problem, no_larger, plans_of, why_not
from hireplan.sweeps import Engine, Point, sweep
from models.explanation import Explanation
from models.frontier import best_of
from models.plan import Plan, Result, Status
from models.problem import Objective, Problem

SECONDS = 480.0
"""On the clock, for all of an explanation."""
FOR_THE_PLAN = 0.1
"""Share of the time for the problem as it stands, and for the plan that gives up least."""
FOR_WHY_NOT, FOR_WHY_NOT_ALONE, FOR_PRICES = 0.4, 0.85, 0.7
"""Shares of the time that is left when it comes to conflicts and repairs (where there is a plan, and where there is
none) and to prices; reasons for hires get the rest."""
AT_A_PRICE = "a plan meets the target, but leaves more inherited demand uncovered, which comes first"


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
    return _Explaining(problem, engine, how, seconds, say).explanation()


class _Explaining:
    """One explanation under way."""

    def __init__(
        self, problem: Problem, engine: Engine, how: Solving, seconds: float, say: Callable[[str], None]
    ) -> None:
        self.problem, self.engine, self.how, self.say = problem, engine, how, say
        self.seconds, self.until = seconds, time.monotonic() + seconds

    def explanation(self) -> Explanation:
        self.say("planning")
        base, why = self._solve(self.problem), WhyNot()
        if falls_short(base):
            base, why = self._why_not(base)
        return self._without_a_plan(base, why) if base.plan is None else self._with_a_plan(base, why)

    def _why_not(self, base: Result) -> tuple[Result, WhyNot]:
        """Conflicts and repairs; and the base with a plan that was found on the way, if that is better."""
        self.say("looking for conflicts and repairs")
        known = () if base.plan is None else (base.plan,)
        share = FOR_WHY_NOT if known else FOR_WHY_NOT_ALONE
        problem = as_a_must(self.problem) if known else self.problem
        why = why_not(problem, self.engine, self.how, share * self._left(), known)
        base = best_of(base, [*([why.plan] if why.plan else []), *plans_of(why.repairs)])
        if why.plan is not None and falls_short(base):
            why = replace(why, left_out=(*why.left_out, AT_A_PRICE))
        return base, why

    def _without_a_plan(self, base: Result, why: WhyNot) -> Explanation:
        """The plan that gives up least starts from those of the repairs, so that it gives up no more than they do.

        Where there was no time to find a plan at first, it may turn out to be one that gives up nothing it must not.
        """
        self.say("looking for the plan that gives up least")
        known = plans_of(why.repairs)
        closest = best_of(self._solve(closest_problem(self.problem), known, self._left()), known)
        if closest.plan is not None and (found := best_of(base, [closest.plan])).plan is not None:
            return self._with_a_plan(found, WhyNot())
        repairs = tuple(no_larger(repair, self.problem, closest) for repair in why.repairs)
        return Explanation(base, why.conflicts, repairs, closest, left_out=why.left_out)

    def _with_a_plan(self, base: Result, why: WhyNot) -> Explanation:
        self.say("pricing rules and limits")
        priced = prices(self.problem, base, self.engine, self.how, FOR_PRICES * self._left())
        self.say("asking what each hire is good for")
        reasoned = reasons(priced.base, self.engine, self.how, self._left())
        priced = remeasured(priced, reasoned.base)
        return Explanation(
            base=reasoned.base,
            conflicts=why.conflicts,
            repairs=tuple(no_larger(repair, self.problem, reasoned.base) for repair in why.repairs),
            prices=priced.prices,
            hires=reasoned.hires,
            asked=priced.asked + reasoned.asked,
            unanswered=priced.asked - len(priced.prices) + reasoned.unanswered,
            left_out=(*why.left_out, *priced.left_out, *reasoned.left_out),
        )

    def _left(self) -> float:
        return max(1.0, self.until - time.monotonic())

    def _solve(self, problem: Problem, known: Sequence[Plan] = (), seconds: float = 0.0) -> Result:
        """One problem on the engine, where it can be stopped, on all the cores of one machine; `seconds` or more."""
        how, engine = self.how, self.engine
        limit = how.time_limit or max(seconds, FOR_THE_PLAN * self.seconds)
        point = Point(
            "the plan",
            problem,
            start_from=tuple(known),
            time_limit=limit,
            seed=how.seed,
            workers=engine.threads_alone,
            conflict_seconds=0.0,
        )
        [outcome] = sweep([point], engine, on_progress=how.on_progress, stop=how.stop)
        stopped = "user" if how.stop is not None and how.stop.is_set() else "time limit"
        return outcome.result or Result(problem, Status.UNKNOWN, notes=(outcome.failure,), stopped_by=stopped)


def falls_short(result: Result) -> bool:
    """Whether no plan exists, none was found, or the target is missed."""
    missed = any(level.name is Objective.TARGET and level.value for level in result.levels)
    return missed or result.plan is None
