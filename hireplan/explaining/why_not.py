"""Why a target cannot be met or no plan exists: what cannot hold together, and the smallest changes that mend it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hireplan.comparing import Solving
from hireplan.sweeps import Engine, Outcome, Point, sweep
from hireplan.sweeps.asking import Answered, Asked, ask_all
from models.constraints import constraints, with_budget
from models.explanation import Conflict, Repair, RepairKind
from models.frontier import best_of
from models.judge import judge
from models.ladders import Ladder, all_later, ladders, of_lever
from models.nesting import bounded
from models.overrun import extra_budget
from models.plan import Level, Plan, Result, Status
from models.plan_form import fitted
from models.problem import Objective, Problem
from models.whatif import WhatIf

if TYPE_CHECKING:
    from optimizer.repairs import SmallestChange

MOST_CONFLICTS = 4
PATIENCE = 30.0
"""Seconds beyond its limit after which a call is given up."""
CONCEDED = {RepairKind.BUDGET: Objective.OVERRUN, RepairKind.MUST_DO: Objective.UNDONE}
"""What is repaired by making an amount least, and the objective that is this amount."""
CONFLICTS, MONEY_AGAIN = "conflicts", "less money"
UNSETTLED = "whether the problem has no plan at all: there was not enough time to prove it, so no conflict is named"


@dataclass(frozen=True)
class WhyNot:
    """What was found, and what there was no time for."""

    conflicts: tuple[Conflict, ...] = ()
    repairs: tuple[Repair, ...] = ()
    """in the order of `RepairKind`"""
    left_out: tuple[str, ...] = ()
    plan: Plan | None = None
    """a plan of the problem after all, where one was found: then there are neither conflicts nor repairs"""


def as_a_must(problem: Problem) -> Problem:
    """The problem with its target, if it has one, as a must."""
    must = problem.settings.target_use_cases is not None
    return problem.changed(settings=problem.settings.changed(target_is_a_must=must))


def closest_problem(problem: Problem) -> Problem:
    """The problem in which nothing of money and aims is a must, but little of it is given up: money least of all."""
    objectives = (*CONCEDED.values(), *problem.settings.objectives)
    return problem.changed(settings=problem.settings.changed(objectives=objectives, target_is_a_must=False))


def why_not(problem: Problem, engine: Engine, how: Solving, seconds: float, known: Sequence[Plan] = ()) -> WhyNot:
    """The conflicts and the smallest repairs of a problem of which no plan exists, in about so many seconds.

    `known` are plans of problems like it, to start from.
    """
    return _Search(problem, engine, how, seconds, tuple(known)).found()


@dataclass(frozen=True)
class _Mended:
    """A change that makes a plan possible, before its problem is solved for its own best plan."""

    kind: RepairKind
    size: int
    at_least: int
    unit: str
    change: str
    problem: Problem
    plan: Plan


class _Search:
    """The search for one problem's conflicts and repairs; each third of the time has its task, and what one of them
    leaves of it goes to the next."""

    def __init__(self, problem: Problem, engine: Engine, how: Solving, seconds: float, known: tuple[Plan, ...]) -> None:
        self.problem, self.engine, self.how, self.known = problem, engine, how, known
        self.seconds, self.until = seconds, time.monotonic() + seconds
        self.seed = problem.settings.random_seed if how.seed is None else how.seed
        self.left_out: list[str] = []
        self.free: list[Plan] = []
        """plans that give up nothing of what could be given up"""

    def found(self) -> WhyNot:
        """Conflicts, and beside them the repairs that need none; then those of the rules in them; then their plans."""
        conflicts, mended = self._free(self.seconds / 3)
        if plan := self._plan_after_all(conflicts, (m.plan for m in mended)):
            return WhyNot(plan=plan)
        if not conflicts:
            self.left_out.append(UNSETTLED)
            mended = [replace(m, at_least=0 if m.at_least == 1 else m.at_least) for m in mended]
        mended = self._further(conflicts, mended, self._left() / 2)
        if plan := self._plan_after_all(conflicts, (m.plan for m in mended)):
            return WhyNot(plan=plan)
        repairs = self._solved(sorted(mended, key=lambda m: list(RepairKind).index(m.kind)), self._left())
        results = (r.then.result for r in repairs)
        if plan := self._plan_after_all(conflicts, (r.plan for r in results if r is not None and r.plan is not None)):
            return WhyNot(plan=plan)
        return WhyNot(conflicts, repairs, tuple(self.left_out))

    def _left(self) -> float:
        """Seconds; never nothing, so that what was found is at least looked at."""
        return max(self.seconds / 10, self.until - time.monotonic())

    def _free(self, seconds: float) -> tuple[tuple[Conflict, ...], list[_Mended]]:
        """The conflicts, which have a process to themselves, and what money and aims can mend."""
        climbing = {ladder.name: ladder for ladder in ladders(self.problem)}
        conceding = {kind.value: objective for kind, objective in self._concessions()}
        shares = len(climbing) + len(conceding) + 1  # two of them are the money's, which is hardest to make least
        each = seconds * min(1.0, max(1, self.engine.places() - 1) / shares)
        asked = {CONFLICTS: Asked(search_conflicts, (self.problem, seconds, self.seed))}
        for name, objective in conceding.items():
            share = min(seconds, 2 * each) if objective is Objective.OVERRUN else each
            asked[name] = self._concede(objective, share, self.known)
        asked |= {name: self._climb(ladder, each) for name, ladder in climbing.items()}
        answers = self._ask(asked)
        conflicts: tuple[Conflict, ...] = answers[CONFLICTS].answer or ()
        found = [self._conceded(RepairKind(name), answers[name].answer) for name in conceding]
        found += [_climbed(ladder, answers[name].answer) for name, ladder in climbing.items()]
        return conflicts, [mended for mended in found if mended is not None]

    def _plan_after_all(self, conflicts: Sequence[Conflict], found: Iterable[Plan]) -> Plan | None:
        """One that was found for a repair, and needs none; a proven conflict says that there is none."""
        plans = () if conflicts else (fitted(self.problem, plan) for plan in (*self.free, *found))
        return next((plan for plan in plans if judge(self.problem, plan).accepted), None)

    def _further(self, conflicts: Sequence[Conflict], mended: Sequence[_Mended], seconds: float) -> list[_Mended]:
        """What single rules and limits can mend, and all dates together where neither kind of them can alone; and the
        least money once more, from the best plan so far, where that was not proven."""
        climbing = self._ladders_of(conflicts) if conflicts else {}
        together = all_later(self.problem)
        if together is not None and all(m.kind is not RepairKind.DEADLINE for m in mended):
            climbing[together.name] = together
        money = next((m for m in mended if m.kind is RepairKind.BUDGET), None)
        again = {} if money is not None and money.at_least == money.size else {MONEY_AGAIN: Objective.OVERRUN}
        places = self.engine.places() - (0.5 if again and climbing else 0.0)
        each = seconds * min(1.0, places / max(1, len(climbing)))
        known, for_money = self.known if money is None else (money.plan,), seconds / 2 if climbing else seconds
        asked = {name: self._concede(level, for_money, known) for name, level in again.items()}
        answers = self._ask(asked | {name: self._climb(ladder, each) for name, ladder in climbing.items()})
        found = [_climbed(ladder, answers[name].answer) for name, ladder in climbing.items()]
        if again:
            found.append(_less_money(money, self._conceded(RepairKind.BUDGET, answers[MONEY_AGAIN].answer)))
            mended = [m for m in mended if m is not money]
        return [*mended, *(m for m in found if m is not None)]

    def _ask(self, asked: Mapping[str, Asked]) -> dict[str, Answered]:
        answers = ask_all(asked, self.engine, stop=self.how.stop, seconds=self.seconds + PATIENCE)
        self.left_out += [f"{name}: {one.failure}" for name, one in answers.items() if one.failure]
        return answers

    # -- ladders

    def _climb(self, ladder: Ladder, seconds: float) -> Asked:
        problems = [rung.problem for rung in ladder.rungs]
        return Asked(search_ladder, (problems, seconds, self.seed, self.known))

    def _ladders_of(self, conflicts: Iterable[Conflict]) -> dict[str, Ladder]:
        """Of the rules and limits that are in every conflict: no other one can mend all of them alone."""
        in_all = [set(conflict.members) for conflict in conflicts]
        return {
            constraint.name: of_lever(self.problem, constraint.lever)
            for constraint in constraints(self.problem)
            if constraint.lever is not None and all(constraint.name in members for members in in_all)
        }

    # -- concessions

    def _concessions(self) -> Iterator[tuple[RepairKind, Objective]]:
        for kind, objective in CONCEDED.items():
            if kind is RepairKind.BUDGET or any(idea.must_do for idea in self.problem.ideas):
                yield kind, objective

    def _concede(self, objective: Objective, seconds: float, known: tuple[Plan, ...]) -> Asked:
        """Solve the problem for the least of an amount alone."""
        settings = self.problem.settings
        problem = self.problem.changed(settings=settings.changed(objectives=(objective, *settings.objectives)))
        return Asked(search_least, (problem, objective, seconds, self.seed, known))

    def _conceded(self, kind: RepairKind, result: Result | None) -> _Mended | None:
        if result is None or result.plan is None:
            return None
        if not result.levels[0].value:
            self.free.append(result.plan)
            return None
        if kind is RepairKind.BUDGET:
            return _more_money(self.problem, result, _bound(result.levels[0]))
        return _fewer_must_dos(self.problem, result)

    # -- plans

    def _solved(self, mended: Sequence[_Mended], seconds: float) -> tuple[Repair, ...]:
        """Each repaired problem solved for its best plan, from the one that showed that it has any."""
        limit = seconds * min(1.0, self.engine.places() / max(1, len(mended)))
        points = [Point(m.change, m.problem, time_limit=limit, seed=self.seed, start_from=(m.plan,)) for m in mended]
        outcomes = sweep(points, self.engine, on_progress=self.how.on_progress, stop=self.how.stop)
        return tuple(self._repair(m, outcome) for m, outcome in zip(mended, outcomes, strict=True))

    def _repair(self, mended: _Mended, outcome: Outcome) -> Repair:
        """Where the best plan needs less money than the one that showed that there is any, that is the repair."""
        result = outcome.result
        if mended.kind is RepairKind.BUDGET and result is not None and result.plan is not None:
            less = _more_money(self.problem, result, mended.at_least)
            tight = _within(less.problem, result)
            if less.size < mended.size and tight.plan is not None:
                mended, result = less, tight
        then = WhatIf(mended.change, result, outcome.failure)
        return Repair(mended.kind, mended.size, mended.at_least, mended.unit, then)


def _within(problem: Problem, looser: Result) -> Result:
    """The plan of a looser problem's result as that of a problem within it, with what is proven of the looser one."""
    none = replace(looser, problem=problem, status=Status.UNKNOWN, levels=(), plan=None, accounts=None, stopped_by="")
    return none if looser.plan is None else bounded(best_of(none, [looser.plan]), looser)


def _climbed(ladder: Ladder, found: SmallestChange | None) -> _Mended | None:
    """Nothing where all use cases would be given up, and that is not proven to be needed: that repairs nothing."""
    if found is None:
        return None
    rung, least = ladder.rungs[found.place], ladder.rungs[found.at_least]
    if ladder.kind is RepairKind.USE_CASES and rung is ladder.rungs[-1] and rung is not least:
        return None
    rung = ladder.fitting(rung, found.plan)
    return _Mended(
        ladder.kind, rung.size, min(rung.size, least.size), ladder.unit, rung.change, rung.problem, found.plan
    )


def _more_money(problem: Problem, result: Result, at_least: int) -> _Mended:
    """The money that a result's plan needs more, in the quarters in which it runs out."""
    assert result.plan is not None
    assert result.accounts is not None
    extra, currency = extra_budget(problem, result.accounts.cost), problem.settings.currency
    where = ", ".join(f"{e:,} in {problem.calendar.label(q)}" for q, e in enumerate(extra, 1) if e)
    richer = with_budget(problem, [b + e for b, e in zip(problem.budget, extra, strict=True)])
    change = f"{sum(extra):,} {currency} ({where})"
    return _Mended(RepairKind.BUDGET, sum(extra), at_least, currency, change, richer, result.plan)


def _less_money(one: _Mended | None, other: _Mended | None) -> _Mended | None:
    """The lesser of two amounts of money, no less than either is known to be needed."""
    if one is None or other is None:
        return one or other
    least = min(one, other, key=lambda m: m.size)
    return replace(least, at_least=max(one.at_least, other.at_least))


def _fewer_must_dos(problem: Problem, result: Result) -> _Mended:
    """The fewest must-dos left open."""
    assert result.plan is not None
    open_ = [u.id for u in problem.ideas if u.must_do and sum(result.plan.starts[u.id]) < u.count]
    changed = (u.changed(must_do=False) if u.id in open_ else u for u in problem.use_cases)
    level, change = result.levels[0], f"no must-do of {', '.join(open_)}"
    left = problem.changed(use_cases=tuple(changed))
    return _Mended(RepairKind.MUST_DO, level.value, _bound(level), "unit", change, left, result.plan)


def plans_of(repairs: Iterable[Repair]) -> list[Plan]:
    """Those of the repaired problems."""
    results = (repair.then.result for repair in repairs)
    return [result.plan for result in results if result is not None and result.plan is not None]


def no_larger(repair: Repair, problem: Problem, known: Result) -> Repair:
    """The repair of a problem; if it drops more use cases than another plan of its needs to, only so many.

    So what is told of a repair does not lag behind a plan that is shown beside it.
    """
    if repair.kind is not RepairKind.USE_CASES or known.plan is None or known.accounts is None:
        return repair
    wanted, live = problem.settings.target_use_cases or 0, known.accounts.live[problem.settings.target_by]
    fewer = max(1, repair.at_least, wanted - live)
    if fewer >= repair.size:
        return repair
    ladder = next(ladder for ladder in ladders(as_a_must(problem)) if ladder.kind is repair.kind)
    rung = ladder.rungs[fewer - 1]
    none = Result(rung.problem, Status.UNKNOWN, seed=known.seed, workers=known.workers, stopped_by="time limit")
    found = best_of(none, [known.plan])
    return replace(repair, size=fewer, then=WhatIf(rung.change, found)) if found.plan is not None else repair


def _bound(level: Level) -> int:
    return level.value if level.proven else level.bound


# -- what an engine runs


def search_conflicts(stop: threading.Event, problem: Problem, seconds: float, seed: int) -> tuple[Conflict, ...]:
    """The conflicts of a problem."""
    from optimizer.conflict import find_conflicts
    from optimizer.repairs import run_of

    return find_conflicts(problem, run_of(stop, seconds, seed), seconds, MOST_CONFLICTS)


def search_ladder(
    stop: threading.Event, problems: Sequence[Problem], seconds: float, seed: int, known: Sequence[Plan]
) -> SmallestChange | None:
    """The first rung with a plan."""
    from optimizer.repairs import run_of, smallest_change

    return smallest_change(problems, run_of(stop, seconds, seed), seconds, known)


def search_least(
    stop: threading.Event, problem: Problem, level: Objective, seconds: float, seed: int, known: Sequence[Plan]
) -> Result:
    """The problem solved for its first level alone, from plans that are known or, where money is what is made least and
    none of them is allowed, from any plan where money is no matter: of that one the search soon makes a cheap one."""
    import optimizer
    from optimizer.repairs import plan_with_plenty

    until, start_from = time.monotonic() + seconds, list(known)
    if level is Objective.OVERRUN and not any(judge(problem, fitted(problem, plan)).accepted for plan in known):
        start_from += plan_with_plenty(problem, stop, seconds / 2, seed)
    left = max(0.1, until - time.monotonic())
    options: dict[str, Any] = {"time_limit": left, "workers": 1, "seed": seed, "stop": stop, "conflict_seconds": 0.0}
    return optimizer.solve(problem, start_from=start_from, down_to=level, **options)
