"""One point of a sweep: a problem under a key of its own, how it is solved, and what came of it."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from models.plan import Plan, Result
from models.problem import Problem

INTERRUPTED = "not solved: interrupted"


@dataclass(frozen=True)
class Point:
    """One problem of a sweep. What is left out of the options is taken from the problem's settings."""

    key: str
    """told apart by it, in the sweep and in the folder of finished points; the same in every run"""
    problem: Problem
    neighbours: tuple[str, ...] = ()
    """keys of points much like this one: whichever of them are finished give it plans to start from"""
    time_limit: float | None = None
    """seconds of search"""
    seed: int | None = None
    workers: int = 1
    """threads of the solver; points side by side use the cores better than threads do"""
    start_from: tuple[Plan, ...] = ()
    """plans to start from besides those of neighbours"""
    conflict_seconds: float = 60.0
    """given to finding out why no plan exists, where that is so"""

    @property
    def seconds(self) -> float:
        """The time limit that holds."""
        return self.problem.settings.time_limit if self.time_limit is None else self.time_limit


@dataclass(frozen=True)
class Outcome:
    """What came of a point: a result or a failure, never both."""

    key: str
    result: Result | None
    failure: str = ""
    """why there is no result, in one line; empty: there is one"""
    attempts: int = 0
    """how often it was begun in this sweep; 0: kept from an earlier one, or never begun"""
    seconds: float = 0.0
    """on the clock, over all attempts of this sweep"""


def solve_point(stop: threading.Event, point: Point, start_from: tuple[Plan, ...]) -> Result:
    """The call that an engine runs, in whatever process or machine it may be."""
    import optimizer

    return optimizer.solve(
        point.problem,
        time_limit=point.time_limit,
        workers=point.workers,
        seed=point.seed,
        stop=stop,
        start_from=start_from,
        conflict_seconds=point.conflict_seconds,
    )
