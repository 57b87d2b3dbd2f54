"""Problem to Result: the levels one after the other, every plan judged before anyone sees it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from math import inf

from models.errors import PlanRejected
from models.plan import Level, Plan, Result, Status, relative_gap
from models.problem import Objective, Problem
from optimizer.conflict import find_conflict
from optimizer.first_plan import extended, first_plan
from optimizer.incumbent import Incumbent, better, signed, solved
from optimizer.model import build
from optimizer.neighbourhood import Fixed, Neighbourhoods
from optimizer.prover import Prover
from optimizer.search import Limit, Outcome, Run

MOST_WORKERS = 8
EASY_EFFORT = 1.5
"""Deterministic time that the first search of a whole level is given."""
MORE = 4
"""So many times as much has each further one."""
ROUND_EFFORT = 1.5
ROUNDS = 6
"""Neighbourhoods in a row without a better plan after which the whole is tried again."""
CONFLICT_SECONDS = 60.0
"""Given at most to finding out why no plan exists, beyond the solve's own limit."""


@dataclass(frozen=True)
class Progress:
    """How far a solve has come, in the level's own unit; None: not known yet."""

    elapsed: float
    level: Objective
    best: int | None
    bound: int | None

    @property
    def gap(self) -> float | None:
        """How far the bound is from the best; None: not known yet."""
        return None if self.best is None or self.bound is None else relative_gap(self.best, self.bound)


def solve(
    problem: Problem,
    *,
    time_limit: float | None = None,
    workers: int | None = None,
    seed: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
    start_from: Sequence[Plan] = (),
    down_to: Objective | None = None,
    conflict_seconds: float = CONFLICT_SECONDS,
    gap: float = 0.0,
) -> Result:
    """The best plan found, with a bound for every level; optimal only if every level is proven.

    Parameters left out are taken from the problem's settings; workers default to the cores there are. Setting `stop`,
    from any thread, ends the search and returns the best plan so far. With one worker and no limit reached the same
    problem and seed give the same plan. `start_from` holds plans of problems like this one: those that are allowed
    here are plans to start from, whatever they leave out being nothing. Levels below `down_to` are not searched: they
    are as they come. With a `gap` (0.01: one per cent) a level is good enough once it is known to be that near to its
    bound. `on_progress` is called from other threads, never from two at once. Where no plan exists `conflict_seconds`
    more are given to finding out why. Raises PlanRejected where the judge disagrees with the solver: a fault of
    hireplan's own.
    """
    limit = problem.settings.time_limit if time_limit is None else time_limit
    started = time.monotonic()
    run = Run(
        seed=problem.settings.random_seed if seed is None else seed,
        workers=workers or min(MOST_WORKERS, os.cpu_count() or 1),
        stop=stop or threading.Event(),
        deadline=started + limit,
    )
    return _Descent(problem, run, started, on_progress, conflict_seconds, gap).result(start_from, down_to)


class _Descent:
    """One solve: down the levels, each kept while the next is made as small as it can be."""

    def __init__(
        self,
        problem: Problem,
        run: Run,
        started: float,
        on_progress: Callable[[Progress], None] | None,
        conflict_seconds: float,
        gap: float,
    ) -> None:
        self.problem, self.run, self.started, self.on_progress = problem, run, started, on_progress
        self.conflict_seconds, self.gap = conflict_seconds, gap
        self.model = build(problem)
        self.goals = self.model.goals
        self.bounds = {objective: self.model.rows.low(goal.expression) for objective, goal in self.goals.items()}
        self.incumbent: Incumbent | None = None
        self.prover: Prover | None = None
        self.lock = threading.Lock()
        """bounds and progress are told from several threads"""

    def result(self, start_from: Sequence[Plan], down_to: Objective | None) -> Result:
        """The answer, once every level that is searched has had its time."""
        self.incumbent = first_plan(self.model, self.run, self.run.seconds_left() / 3, start_from)
        objectives = self.problem.settings.objectives
        objectives = objectives if down_to is None else objectives[: objectives.index(down_to) + 1]
        for position, objective in enumerate(objectives):
            share = self.run.seconds_left() / (len(objectives) - position if self.incumbent else 1)
            deadline = time.monotonic() + share
            if objective is Objective.TARGET and self.incumbent is not None:
                self.incumbent = extended(self.model, self.run, self.incumbent, share / 2)
            if not self._descend(objective, deadline):
                return self._no_plan_exists()
            if self.incumbent is None:
                return self._answer(Status.UNKNOWN)
            self._keep(objective)
        return self._answer(Status.OPTIMAL if all(level.proven for level in self._levels()) else Status.FEASIBLE)

    # -- one level ---------------------------------------------------------------------------------------------

    def _descend(self, objective: Objective, deadline: float) -> bool:
        """Make the level small by the deadline; False where it turns out that no plan exists.

        Where the best plan was not made by the solver, a model narrower than the problem may have no room for it.

        Neighbourhoods of the best plan and the whole level in turn, and bounds by linear programs beside.
        """
        if self._is_settled(objective, deadline):
            return True
        with self._proving(objective):
            return self._alternate(objective, deadline)

    @contextmanager
    def _proving(self, objective: Objective) -> Iterator[None]:
        """A search for bounds goes on beside, where there is more than one worker."""
        if self.run.workers == 1:
            yield
            return
        goal = self.goals[objective]
        report = partial(self._report, objective, False, None, None)
        with Prover(self.model.rows, goal.expression, self.model.amounts(), report) as self.prover:
            best = self._best(objective)
            if best is not None:
                self.prover.tell((best + goal.error) // goal.unit)
            try:
                yield
            finally:
                self._note_bound(objective)
                self.prover = None

    def _alternate(self, objective: Objective, deadline: float) -> bool:
        """Neighbourhoods of the best plan, the whole level, and so on, with more and more effort."""
        relaxed = self.prover.taken if self.prover else lambda: None
        neighbourhoods = Neighbourhoods(self.model, self.run.seed, relaxed)
        rounds, effort = 1, EASY_EFFORT
        while not self._is_settled(objective, deadline):
            self._improve(objective, deadline, neighbourhoods, rounds)
            if self._is_settled(objective, deadline):
                break
            whole = self._search(objective, Limit(deadline - time.monotonic(), effort if self.incumbent else inf))
            if whole.infeasible:
                return self.incumbent is not None
            if whole.proven or self.incumbent is None:
                break
            rounds, effort = ROUNDS, MORE * effort
        return True

    def _is_settled(self, objective: Objective, deadline: float) -> bool:
        """Whether the best plan cannot be beaten on this level, or there is no more time to try."""
        self._note_bound(objective)
        over = time.monotonic() >= deadline or not self.run.may_go_on()
        goal, best = self.goals[objective], self._best(objective)
        if over or best is None:
            return over
        reached = (best + goal.error) // goal.unit <= self.bounds[objective]
        return reached or self._is_enough(best, goal.exact_bound(self.bounds[objective]))

    def _note_bound(self, objective: Objective, bound: int | None = None) -> None:
        """Keep a bound on a level's expression if it is the best so far, and what is proven beside."""
        prover = self.prover
        beside = prover.bound if prover is not None else None
        with self.lock:
            self.bounds[objective] = max(b for b in (self.bounds[objective], bound, beside) if b is not None)

    def _is_enough(self, best: int | None, bound: int) -> bool:
        return self.gap > 0 and best is not None and relative_gap(best, bound) <= self.gap

    def _improve(self, objective: Objective, deadline: float, neighbourhoods: Neighbourhoods, rounds: int) -> None:
        """Search neighbourhoods of the best plan, until so many in a row have not helped."""
        failures = 0
        while failures < rounds and self.incumbent is not None and not self._is_settled(objective, deadline):
            before = self._best(objective)
            fixed = neighbourhoods.around(self.incumbent.decided(self.model))
            if fixed is None:
                return
            outcome = self._search(objective, Limit(deadline - time.monotonic(), ROUND_EFFORT), fixed)
            helped = self._best(objective) != before
            neighbourhoods.note(helped=helped, searched=outcome.proven or outcome.infeasible)
            failures = 0 if helped else failures + 1

    def _search(self, objective: Objective, limit: Limit, fixed: Fixed | None = None) -> Outcome:
        """One run of the solver from the best plan; what it finds and rules out is noted."""
        if self.incumbent is not None and self.incumbent.assignment is not None:
            self.model.rows.hint(self.incumbent.assignment)
        report = partial(self._report, objective, bool(fixed))
        if self.prover is not None and self.prover.is_running:
            limit = replace(limit, workers=self.run.workers - 1)
        expression, ended = self.goals[objective].expression, partial(self._is_settled, objective, inf)
        outcome = self.run.minimise(self.model.rows, expression, limit, fixed, report, ended)
        self._note_bound(objective, None if fixed else outcome.bound)
        if outcome.values is not None:
            found = solved(self.model, outcome.assignment)
            self.incumbent = better(found, self.incumbent, down_to=objective)
        return outcome

    def _best(self, objective: Objective) -> int | None:
        return self.incumbent.small(objective) if self.incumbent else None

    def _keep(self, objective: Objective) -> None:
        """From here on no plan may be worse on this level."""
        best, goal = self._best(objective), self.goals[objective]
        if best is not None:
            self.model.rows.at_most(goal.expression, (best + goal.error) // goal.unit)

    def _levels(self) -> tuple[Level, ...]:
        """Every level with the value of the plan at the end, which may be better than when the level was solved."""
        return tuple(self._level(objective) for objective in self.problem.settings.objectives)

    def _level(self, objective: Objective) -> Level:
        best, goal = self._best(objective), self.goals[objective]
        assert best is not None
        floor = goal.exact_bound(self.model.rows.low(goal.expression))
        known = goal.exact_bound(self.bounds[objective]) if self._looked_at_all(objective) else floor
        if known > best and self.model.is_exact:
            raise PlanRejected(f"a plan is better than proven possible on {objective}, a fault of hireplan's own")
        bound = min(best, known)  # what a narrower model rules out, a plan with more hires or money may reach
        proven = best == floor or (best == bound and self.model.is_exact)
        return Level(objective, signed(objective, best), signed(objective, bound), proven)

    def _looked_at_all(self, objective: Objective) -> bool:
        """Whether no plan that the model leaves out is better on a level; all that cost too much overrun by more."""
        beyond, overrun = self.model.parts.ledger.beyond, self._best(Objective.OVERRUN)
        levels = self.problem.settings.objectives
        within = beyond is None or (
            overrun is not None and overrun <= beyond and levels.index(Objective.OVERRUN) <= levels.index(objective)
        )
        return within and not self.model.parts.team.curtailed

    def _report(self, objective: Objective, local: bool, best: int | None, bound: int | None) -> bool:
        """Tell how far a run has come; where most decisions are fixed (local) its bound says nothing of the level."""
        goal, known, prover = self.goals[objective], self._best(objective), self.prover
        if best is not None and prover is not None:
            prover.tell(best)
        self._note_bound(objective, None if local else bound)
        with self.lock:
            reached = self.bounds[objective]
            exact = goal.exact_bound(reached)
            values = [v for v in (known, None if best is None else goal.exact_bound(best)) if v is not None]
            shown = min(values, default=None)
            if self.on_progress is not None:
                self.on_progress(
                    Progress(
                        elapsed=time.monotonic() - self.started,
                        level=objective,
                        best=None if shown is None else signed(objective, shown),
                        bound=signed(objective, exact),
                    )
                )
        return best is not None and (best <= reached or self._is_enough(best * goal.unit, exact))

    # -- the way out -------------------------------------------------------------------------------------------

    def _no_plan_exists(self) -> Result:
        narrower = self.model.parts.team.curtailed or self.model.parts.ledger.beyond is not None
        if narrower or not (self.model.is_exact or self._infeasible_however_rounded()):
            return self._answer(Status.UNKNOWN)
        members = find_conflict(self.problem, self.run, self.conflict_seconds).members if self.conflict_seconds else ()
        return self._answer(Status.INFEASIBLE, members)

    def _infeasible_however_rounded(self) -> bool:
        generous = build(self.problem, cautious=False)
        return self.run.minimise(generous.rows, None, Limit(inf)).infeasible

    def _stopped_by(self, status: Status) -> str:
        """What kept a plan from being proven; a model that is not exact proves nothing, however long it runs."""
        if status in (Status.OPTIMAL, Status.INFEASIBLE):
            return ""
        if self.run.stop.is_set():
            return "user"
        near = self.gap > 0 and status is Status.FEASIBLE
        if near and all(level.proven or level.gap <= self.gap for level in self._levels()):
            return "gap"
        return "time limit" if self.model.is_exact or not self.run.may_go_on() else ""

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
            stopped_by=self._stopped_by(status),
        )
