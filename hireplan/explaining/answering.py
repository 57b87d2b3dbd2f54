"""Many moves away from one solved problem: each solved from its plan within a total time, then held together."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from hireplan.comparing import Solving
from hireplan.sweeps import Engine, Outcome, Point, SweepProgress, sweep
from models.explanation import Step
from models.frontier import best_of
from models.moves import Move
from models.nesting import bounded, settled
from models.plan import Plan, Result, Status
from models.words import counted

LEAST_SECONDS = 1.0
"""A point that would get less than this is left out: reading the problem takes most of it."""
BATCH = 6
"""Points for each place of the engine that are handed over at once; what they leave of their time goes to the next."""


@dataclass(frozen=True)
class Answers:
    """What came of moves."""

    base: Result
    """the base, with a better plan where a move has led to one"""
    results: dict[str, Result]
    """by the change in words; those of which nothing came are not there"""
    left_out: tuple[str, ...] = ()
    """what was not solved, and why"""


def ask(
    moves: Sequence[Move],
    base: Result,
    engine: Engine,
    how: Solving,
    seconds: float | None,
    known: Mapping[str, Result] | None = None,
) -> Answers:
    """Solve the moves in their order, all of them or as many as there is time for; those `known` (by change) are.

    Without a limit per point in `how` each gets its share of `seconds`. What the base's proof answers is not solved.
    Raises EngineError where the engine is lost before anything is asked of it.
    """
    solved = {move.change: answer for move in moves if (answer := _settled(move, base)) is not None} | dict(known or {})
    asking = _Asking([move for move in moves if move.change not in solved], base, engine, how, seconds)
    asking.run()
    answers = _together(moves, base, solved | asking.results)
    return replace(answers, left_out=asking.left_out())


def _settled(move: Move, base: Result) -> Result | None:
    return settled(move.problem, base) if move.nested and move.step is Step.TIGHTER else None


class _Asking:
    """The moves on their way through an engine, batch by batch."""

    def __init__(
        self, moves: Sequence[Move], base: Result, engine: Engine, how: Solving, seconds: float | None
    ) -> None:
        self.waiting, self.base, self.engine, self.how = list(moves), base, engine, how
        self.places = engine.capacity()
        self.until = None if seconds is None else time.monotonic() + seconds
        self.total, self.began = len(moves), time.monotonic()
        self.results: dict[str, Result] = {}
        self.failures: dict[str, str] = {}
        self.plans: dict[str, list[Plan]] = {}
        """by lever: plans of its moves so far, from which its next ones start"""

    def run(self) -> None:
        while self.waiting and not self._is_over():
            size = len(self.waiting) if self.until is None else BATCH * self.places
            batch, limit = self.waiting[:size], self._limit()
            del self.waiting[:size]
            points = [self._point(move, limit) for move in batch]
            how = self.how
            outcomes = sweep(points, self.engine, on_progress=self._progress(), stop=how.stop, resume=how.resume)
            for move, outcome in zip(batch, outcomes, strict=True):
                self._note(move, outcome)

    def _is_over(self) -> bool:
        if self.how.stop is not None and self.how.stop.is_set():
            return True
        return self.until is not None and self.until - time.monotonic() < LEAST_SECONDS

    def _limit(self) -> float | None:
        """Seconds for each point of the next batch; None: as the input says."""
        if self.until is None:
            return self.how.time_limit
        left = self.until - time.monotonic()
        longest = self.base.problem.settings.time_limit if self.how.time_limit is None else self.how.time_limit
        share = left / -(-len(self.waiting) // self.places)
        return min(left, max(LEAST_SECONDS, min(longest, share)))

    def _point(self, move: Move, limit: float | None) -> Point:
        plans = [self.base.plan] if self.base.plan else []
        start_from = tuple(plans + self.plans.get(move.lever, []))
        return Point(move.change, move.problem, start_from=start_from, time_limit=limit, seed=self.how.seed)

    def _note(self, move: Move, outcome: Outcome) -> None:
        result = outcome.result
        if result is None:
            self.failures[move.change] = outcome.failure
            return
        self.results[move.change] = result
        if result.plan is not None:
            self.plans.setdefault(move.lever, []).append(result.plan)
            self.base = best_of(self.base, [result.plan])

    def _progress(self) -> Callable[[SweepProgress], None] | None:
        """Told of a batch as of the whole."""
        report = self.how.on_progress
        if report is None:
            return None
        done, failed = len(self.results), len(self.failures)

        def whole(progress: SweepProgress) -> None:
            report(
                replace(
                    progress,
                    total=self.total,
                    done=done + progress.done,
                    failed=failed + progress.failed,
                    elapsed=time.monotonic() - self.began,
                )
            )

        return whole

    def left_out(self) -> tuple[str, ...]:
        found = [f"{change}: {failure}" for change, failure in self.failures.items()]
        found += [f"{change}: no plan was found in the time there was" for change in self._unanswered()]
        if self.waiting:
            names = "; ".join(move.change for move in self.waiting)
            found.append(f"no time was left for {counted(len(self.waiting), 'question')}: {names}")
        return tuple(found)

    def _unanswered(self) -> list[str]:
        return [change for change, result in self.results.items() if not is_answer(result)]


def is_answer(result: Result) -> bool:
    """Whether there is a plan, or it is proven that there is none."""
    return result.plan is not None or result.status is Status.INFEASIBLE


def _together(moves: Sequence[Move], base: Result, results: dict[str, Result]) -> Answers:
    """Every problem with the best of all plans that are allowed in it, and with what is proven of those it is part of.

    So no limit seems to be worth money only because one problem was solved better than another.
    """
    plans = [plan for result in (base, *results.values()) if (plan := result.plan) is not None]
    base = best_of(base, plans)
    best = {change: best_of(result, plans) for change, result in results.items()}
    nested = [move for move in moves if move.nested and move.change in best]
    for move in nested:
        if move.step is not Step.TIGHTER:
            base = bounded(base, best[move.change])
    best |= {m.change: bounded(best[m.change], base) for m in nested if m.step is Step.TIGHTER}
    return Answers(base, {change: result for change, result in best.items() if is_answer(result)})
