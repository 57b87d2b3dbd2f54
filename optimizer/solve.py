"""Problem to Result: the levels one after the other, every plan judged before anyone sees it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from models.errors import PlanRejected
from models.idle import idle_plan
from models.judge import judge
from models.plan import Accounts, Level, Plan, Result, Status
from models.problem import Objective, Problem
from optimizer.agreement import disagreements
from optimizer.conflict import find_conflict
from optimizer.constructive import construct
from optimizer.model import Assignment, build
from optimizer.objectives import Goal
from optimizer.search import Outcome, Run

MOST_WORKERS = 8
CONFLICT_SECONDS = 60.0
"""Time given, beyond the solve's own limit at most, to finding out why no plan exists."""


@dataclass(frozen=True)
class Progress:
    """How far a solve has come, in the level's own unit; None: not known yet."""

    elapsed: float
    level: Objective
    best: int | None
    bound: int | None

    @property
    def gap(self) -> float | None:
        """|best - bound| over the larger of |best| and 1."""
        if self.best is None or self.bound is None:
            return None
        return abs(self.best - self.bound) / max(1, abs(self.best))


def solve(
    problem: Problem,
    *,
    time_limit: float | None = None,
    workers: int | None = None,
    seed: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Result:
    """The best plan found, with a bound for every level; optimal only if every level is proven.

    Parameters left out are taken from the problem's settings; workers default to the cores there are. Setting `stop`,
    from any thread, ends the search and returns the best plan so far. With one worker and no limit reached the same
    problem and seed give the same plan. Raises PlanRejected where the judge disagrees with the solver: a fault of
    hireplan's own.
    """
    limit = problem.settings.time_limit if time_limit is None else time_limit
    run = Run(
        seed=problem.settings.random_seed if seed is None else seed,
        workers=workers or min(MOST_WORKERS, os.cpu_count() or 1),
        stop=stop or threading.Event(),
    )
    return _Descent(problem, limit, run, on_progress).result()


@dataclass(frozen=True)
class _Incumbent:
    """The best plan so far, accepted by the judge."""

    plan: Plan
    accounts: Accounts
    assignment: Assignment | None


class _Descent:
    """One solve: down the levels, each kept while the next is made as small as it can be."""

    def __init__(
        self, problem: Problem, limit: float, run: Run, on_progress: Callable[[Progress], None] | None
    ) -> None:
        self.started = time.monotonic()
        self.problem, self.limit, self.run, self.on_progress = problem, limit, run, on_progress
        self.model = build(problem)
        self.goals = self.model.goals
        self.incumbent = self._first_plan()
        self.bounds: dict[Objective, int] = {}

    def result(self) -> Result:
        objectives = self.problem.settings.objectives
        for position, objective in enumerate(objectives):
            infeasible = self._descend(objective, len(objectives) - position)
            if infeasible:
                return self._no_plan_exists()
            if self.incumbent is None:
                return self._answer(Status.UNKNOWN)
        return self._answer(Status.OPTIMAL if all(level.proven for level in self._levels()) else Status.FEASIBLE)

    # -- one level ---------------------------------------------------------------------------------------------

    def _descend(self, objective: Objective, levels_left: int) -> bool:
        """Make the level small, record it and keep it; whether it turned out that no plan exists."""
        goal = self.goals[objective]
        bound = floor = self.model.rows.low(goal.expression)
        if self._has_time() and self._best(objective) != goal.exact_bound(floor):
            outcome = self._minimise(objective, goal, levels_left)
            if outcome.infeasible:
                return True
            bound = max(floor, outcome.bound if outcome.bound is not None else floor)
            if outcome.values is not None:
                self._accept(outcome.assignment, objective, proven=outcome.proven)
        self.bounds[objective] = bound
        self._keep(objective, goal)
        return False

    def _minimise(self, objective: Objective, goal: Goal, levels_left: int) -> Outcome:
        self.run.report = lambda best, bound: self._report(objective, goal, best, bound)
        if self.incumbent is not None and self.incumbent.assignment is not None:
            self.model.rows.hint(self.incumbent.assignment)
        share = levels_left if self.incumbent is not None else 1
        return self.run.minimise(self.model.rows, goal.expression, self._seconds_left() / share)

    def _accept(self, assignment: Assignment, objective: Objective, *, proven: bool) -> None:
        plan = self.model.plan(assignment)
        verdict = judge(self.problem, plan)
        faults = [*verdict.violations, *disagreements(self.model, assignment, verdict.accounts)]
        if faults:
            raise PlanRejected("the judge rejects the solver's plan, a fault of hireplan's own: " + "; ".join(faults))
        candidate = _Incumbent(plan, verdict.accounts, assignment)
        known = self._best(objective)
        if known is None or _small(objective, candidate.accounts) <= known:
            self.incumbent = candidate

    def _keep(self, objective: Objective, goal: Goal) -> None:
        best = self._best(objective)
        if best is not None:
            self.model.rows.at_most(goal.expression, (best + goal.error) // goal.unit)

    def _levels(self) -> tuple[Level, ...]:
        """Every level with the value of the plan at the end, which may be better than when the level was solved."""
        return tuple(self._level(objective) for objective in self.problem.settings.objectives)

    def _level(self, objective: Objective) -> Level:
        best, goal = self._best(objective), self.goals[objective]
        assert best is not None
        floor = goal.exact_bound(self.model.rows.low(goal.expression))
        bound = min(best, max(floor, goal.exact_bound(self.bounds[objective])))
        proven = best == floor or (best == bound and self.model.is_exact)
        return Level(objective, _signed(objective, best), _signed(objective, bound), proven)

    def _best(self, objective: Objective) -> int | None:
        return None if self.incumbent is None else _small(objective, self.incumbent.accounts)

    # -- the clock ---------------------------------------------------------------------------------------------

    def _seconds_left(self) -> float:
        return self.limit - (time.monotonic() - self.started)

    def _has_time(self) -> bool:
        return self._seconds_left() > 0 and not self.run.stop.is_set()

    def _stopped_by(self) -> str:
        if self.run.stop.is_set():
            return "user"
        return "time limit" if self._seconds_left() <= 0 else ""

    def _report(self, objective: Objective, goal: Goal, best: int | None, bound: int | None) -> None:
        if self.on_progress is not None:
            best, bound = (None if n is None else _signed(objective, goal.exact_bound(n)) for n in (best, bound))
            self.on_progress(Progress(time.monotonic() - self.started, objective, best, bound))

    # -- the first plan ----------------------------------------------------------------------------------------

    def _first_plan(self) -> _Incumbent | None:
        """The better of a plan put together quickly and the one that decides nothing, where they are allowed."""
        incumbent = max(
            (found for plan in (construct(self.problem), idle_plan(self.problem)) if (found := self._judged(plan))),
            key=self._rank,
            default=None,
        )
        return incumbent and self._completed(incumbent)

    def _judged(self, plan: Plan) -> _Incumbent | None:
        verdict = judge(self.problem, plan)
        return _Incumbent(plan, verdict.accounts, None) if verdict.accepted else None

    def _rank(self, incumbent: _Incumbent) -> list[int]:
        return [-_small(objective, incumbent.accounts) for objective in self.problem.settings.objectives]

    def _completed(self, incumbent: _Incumbent) -> _Incumbent:
        """The same hires and starts with a value for every other variable, to start the search from."""
        fixed = self.model.assigned(incumbent.plan)
        outcome = self.run.minimise(self.model.rows, None, self._seconds_left() / 4, fixed)
        if outcome.values is None:
            return incumbent
        completed = self._judged(self.model.plan(outcome.assignment))
        if completed is None or self._rank(completed) < self._rank(incumbent):
            return incumbent
        return replace(completed, assignment=outcome.assignment)

    # -- the way out -------------------------------------------------------------------------------------------

    def _no_plan_exists(self) -> Result:
        if not self.model.is_exact and not self._infeasible_however_rounded():
            return self._answer(Status.UNKNOWN)
        return self._answer(Status.INFEASIBLE, find_conflict(self.problem, self.run, CONFLICT_SECONDS))

    def _infeasible_however_rounded(self) -> bool:
        generous = build(self.problem, cautious=False)
        return self.run.minimise(generous.rows, None, max(1.0, self._seconds_left())).infeasible

    def _answer(self, status: Status, conflict: tuple[str, ...] = ()) -> Result:
        there = self.incumbent if status in (Status.OPTIMAL, Status.FEASIBLE) else None
        return Result(
            problem=self.problem,
            status=status,
            levels=self._levels() if there else (),
            plan=there.plan if there else None,
            accounts=there.accounts if there else None,
            conflict=conflict,
            notes=self.model.notes,
            seconds=time.monotonic() - self.started,
            seed=self.run.seed,
            workers=self.run.workers,
            stopped_by=self._stopped_by() if status in (Status.FEASIBLE, Status.UNKNOWN) else "",
        )


def _small(objective: Objective, accounts: Accounts) -> int:
    """An objective's value with less being better."""
    return _signed(objective, accounts.objectives[objective])


def _signed(objective: Objective, value: int) -> int:
    """Between an objective as the planner knows it and as it is made small; its own inverse."""
    return -value if objective.maximised else value
