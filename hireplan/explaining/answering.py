"""Many moves away from one solved problem: each solved from its plan within a total time, then held together."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hireplan.batches import LEAST_SECONDS, NO_TIME, Batches
from hireplan.comparing import Solving
from hireplan.sweeps import INTERRUPTED, Engine, Outcome, Point
from models.explanation import Step
from models.frontier import best_of, rank
from models.moves import Move
from models.nesting import bounded, settled
from models.plan import Plan, Result, Status


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
        self.until = None if seconds is None else time.monotonic() + seconds
        self.batches: Batches[Move] = Batches(engine, how, len(moves))
        self.results: dict[str, Result] = {}
        self.failures: dict[str, str] = {}
        self.plans: dict[str, list[Plan]] = {}
        """by lever: plans of its moves so far, from which its next ones start"""

    def run(self) -> None:
        self.waiting = self.batches.run(self.waiting, limit=self._limit, point=self._point, note=self._note)

    def _limit(self, waiting: Sequence[Move]) -> float | None:
        """Seconds for each point of the next batch; None: there are none left."""
        longest = self.base.problem.settings.time_limit if self.how.time_limit is None else self.how.time_limit
        if self.until is None:
            return longest
        left = self.until - time.monotonic()
        share = left / -(-len(waiting) // self.engine.places())
        return min(left, max(LEAST_SECONDS, min(longest, share))) if left >= LEAST_SECONDS else None

    def _point(self, move: Move, batch: Sequence[Move], limit: float) -> Point:
        plans = [self.base.plan] if self.base.plan else []
        start_from = tuple(plans + self.plans.get(move.lever, []))
        return Point(
            move.change,
            move.problem,
            start_from=start_from,
            time_limit=limit,
            seed=self.how.seed,
            conflict_seconds=0.0,
        )

    def _note(self, move: Move, outcome: Outcome) -> None:
        result = outcome.result
        if result is None:
            self.failures[move.change] = outcome.failure
            return
        self.results[move.change] = result
        if result.plan is not None:
            self.plans.setdefault(move.lever, []).append(result.plan)
            self.base = best_of(self.base, [result.plan])

    def left_out(self) -> tuple[str, ...]:
        found = [f"{change}: {failure}" for change, failure in self.failures.items()]
        found += [f"{change}: no plan was found in the time there was" for change in self._unanswered()]
        why = INTERRUPTED if self.batches.is_stopped() else NO_TIME
        found += [f"{move.change}: {why}" for move in self.waiting]
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
    found = _distinct([base, *results.values()])
    base = best_of(base, [result.plan for result in found if result.plan])
    best = {change: _with_best(result, base, found) for change, result in results.items()}
    nested = [move for move in moves if move.nested and move.change in best]
    for move in nested:
        if move.step is not Step.TIGHTER:
            base = bounded(base, best[move.change])
    best |= {m.change: bounded(best[m.change], base) for m in nested if m.step is Step.TIGHTER}
    return Answers(base, {change: result for change, result in best.items() if is_answer(result)})


def _distinct(results: Sequence[Result]) -> list[Result]:
    """Results with different plans, the best first, each as its own problem ranks it."""
    found: list[Result] = []
    for result in results:
        if result.plan is not None and all(result.plan != other.plan for other in found):
            found.append(result)
    return sorted(found, key=_rank)


def _with_best(result: Result, base: Result, found: Sequence[Result]) -> Result:
    """The result with the base's plan, or the first of the better ones, the best first, that is allowed in it."""
    result = result if base.plan is None else best_of(result, [base.plan])
    for other in found:
        if other.plan is None or (result.plan is not None and _rank(result) <= _rank(other)):
            break
        better = best_of(result, [other.plan])
        if better is not result:
            return better
    return result


def _rank(result: Result) -> list[int]:
    assert result.accounts is not None
    return rank(result.problem, result.accounts)
