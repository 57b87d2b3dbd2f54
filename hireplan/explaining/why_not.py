"""Why a target cannot be met or no plan exists: what cannot hold together, and the smallest changes that mend it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from hireplan.comparing import Solving
from hireplan.sweeps import Engine, Outcome, Point, sweep
from hireplan.sweeps.asking import Answered, Asked, ask_all
from models.constraints import constraints, with_budget
from models.explanation import Conflict, Repair, RepairKind
from models.judge import judge
from models.ladders import Ladder, ladders, of_lever
from models.overrun import extra_budget, lifted
from models.plan import Level, Plan, Result
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
CONFLICTS = "conflicts"
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
    """The search for one problem's conflicts and repairs; each third of the time has its task."""

    def __init__(self, problem: Problem, engine: Engine, how: Solving, seconds: float, known: tuple[Plan, ...]) -> None:
        self.problem, self.engine, self.how, self.known = problem, engine, how, known
        self.third = seconds / 3
        self.seed = problem.settings.random_seed if how.seed is None else how.seed
        self.left_out: list[str] = []

    def found(self) -> WhyNot:
        """Conflicts, and beside them the repairs that need none; then those of the rules in them; then their plans."""
        conflicts, mended = self._free()
        if conflicts:
            mended += self._of_levers(conflicts)
        elif plan := self._plan_after_all(mended):
            return WhyNot(plan=plan)
        else:
            self.left_out.append(UNSETTLED)
            mended = [replace(m, at_least=0 if m.at_least == 1 else m.at_least) for m in mended]
        repairs = self._solved(sorted(mended, key=lambda m: list(RepairKind).index(m.kind)))
        return WhyNot(conflicts, repairs, tuple(self.left_out))

    def _free(self) -> tuple[tuple[Conflict, ...], list[_Mended]]:
        """The conflicts, which have a process to themselves, and what money and aims can mend."""
        climbing = {ladder.kind.value: ladder for ladder in ladders(self.problem)}
        conceding = {kind.value: objective for kind, objective in self._concessions()}
        others = len(climbing) + len(conceding)
        each = self.third * min(1.0, max(1, self.engine.places() - 1) / others)
        asked = {CONFLICTS: Asked(search_conflicts, (self.problem, self.third, self.seed))}
        asked |= {name: self._concede(objective, each) for name, objective in conceding.items()}
        asked |= {name: self._climb(ladder, each) for name, ladder in climbing.items()}
        answers = self._ask(asked)
        conflicts: tuple[Conflict, ...] = answers[CONFLICTS].answer or ()
        found = [self._conceded(RepairKind(name), answers[name].answer) for name in conceding]
        found += [_climbed(ladder, answers[name].answer) for name, ladder in climbing.items()]
        return conflicts, [mended for mended in found if mended is not None]

    def _plan_after_all(self, mended: Iterable[_Mended]) -> Plan | None:
        """One that was found for a repair, and needs none."""
        plans = (fitted(self.problem, m.plan) for m in mended)
        return next((plan for plan in plans if judge(self.problem, plan).accepted), None)

    def _of_levers(self, conflicts: Sequence[Conflict]) -> list[_Mended]:
        """What single rules and limits can mend."""
        ladders_of = self._ladders_of(conflicts)
        each = self.third * min(1.0, self.engine.places() / max(1, len(ladders_of)))
        answers = self._ask({name: self._climb(ladder, each) for name, ladder in ladders_of.items()})
        found = (_climbed(ladder, answers[name].answer) for name, ladder in ladders_of.items())
        return [mended for mended in found if mended is not None]

    def _ask(self, asked: Mapping[str, Asked]) -> dict[str, Answered]:
        answers = ask_all(asked, self.engine, stop=self.how.stop, seconds=2 * self.third + PATIENCE)
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

    def _concede(self, objective: Objective, seconds: float) -> Asked:
        """Solve the problem for the least of an amount alone."""
        settings = self.problem.settings
        problem = self.problem.changed(settings=settings.changed(objectives=(objective, *settings.objectives)))
        return Asked(search_least, (problem, objective, seconds, self.seed, self.known))

    def _conceded(self, kind: RepairKind, result: Result | None) -> _Mended | None:
        if result is None or result.plan is None or not result.levels[0].value:
            return None
        return (_more_money if kind is RepairKind.BUDGET else _fewer_must_dos)(self.problem, result)

    # -- plans

    def _solved(self, mended: Sequence[_Mended]) -> tuple[Repair, ...]:
        """Each repaired problem solved for its best plan, from the one that showed that it has any."""
        limit = self.third * self.engine.places() / max(1, len(mended))
        points = [Point(m.change, m.problem, time_limit=limit, seed=self.seed, start_from=(m.plan,)) for m in mended]
        outcomes = sweep(points, self.engine, on_progress=self.how.on_progress, stop=self.how.stop)
        return tuple(_repair(m, outcome) for m, outcome in zip(mended, outcomes, strict=True))


def _repair(mended: _Mended, outcome: Outcome) -> Repair:
    then = WhatIf(mended.change, outcome.result, outcome.failure)
    return Repair(mended.kind, mended.size, mended.at_least, mended.unit, then)


def _climbed(ladder: Ladder, found: SmallestChange | None) -> _Mended | None:
    if found is None:
        return None
    rung, least = ladder.rungs[found.place], ladder.rungs[found.at_least]
    return _Mended(ladder.kind, rung.size, least.size, ladder.unit, rung.change, rung.problem, found.plan)


def _more_money(problem: Problem, result: Result) -> _Mended:
    """The least more money, in the quarters in which it runs out."""
    assert result.plan is not None
    assert result.accounts is not None
    extra = extra_budget(problem, result.accounts.cost)
    currency, level = problem.settings.currency, result.levels[0]
    where = ", ".join(f"{e:,} in {problem.calendar.label(q)}" for q, e in enumerate(extra, 1) if e)
    richer = with_budget(problem, [b + e for b, e in zip(problem.budget, extra, strict=True)])
    change = f"{level.value:,} {currency} ({where})"
    return _Mended(RepairKind.BUDGET, level.value, _bound(level), currency, change, richer, result.plan)


def _fewer_must_dos(problem: Problem, result: Result) -> _Mended:
    """The fewest must-dos left open."""
    assert result.plan is not None
    open_ = [u.id for u in problem.ideas if u.must_do and sum(result.plan.starts[u.id]) < u.count]
    changed = (u.changed(must_do=False) if u.id in open_ else u for u in problem.use_cases)
    level, change = result.levels[0], f"no must-do of {', '.join(open_)}"
    left = problem.changed(use_cases=tuple(changed))
    return _Mended(RepairKind.MUST_DO, level.value, _bound(level), "unit", change, left, result.plan)


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
    """The problem solved for its first level alone, from the best plan of its own where money is no matter."""
    import optimizer

    solve = partial(optimizer.solve, time_limit=seconds / 2, workers=1, seed=seed, stop=stop, conflict_seconds=0.0)
    cheap = solve(lifted(problem), start_from=known).plan if level is Objective.OVERRUN else None
    return solve(problem, start_from=[*known, *([cheap] if cheap else [])], down_to=level)
