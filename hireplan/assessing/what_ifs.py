"""Changed problems solved in batches: what early ones leave of their time goes to later ones."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hireplan.comparing import Solving
from hireplan.sweeps import Engine, Outcome, Point, SweepProgress, sweep
from hireplan.sweeps.point import INTERRUPTED
from models.plan import Plan, Result
from models.problem import Problem
from models.whatif import WhatIf

LEAST_SECONDS = 1.0
"""A point that would get less than this is left out: reading the problem takes most of it."""
BATCH = 4
"""Points for each place of the engine that are handed over at once."""
NO_TIME = "not solved: there was no time for it"


@dataclass(frozen=True)
class Asked:
    """A changed problem that is to be solved."""

    key: str
    change: str
    """in a planner's words"""
    problem: Problem
    near: tuple[str, ...] = ()
    """keys of problems like it, whose plans it starts from if they are there by then"""
    weight: int = 1
    """its share of the time, against that of others"""


class WhatIfs:
    """Changed problems by their keys, and what has come of them so far."""

    def __init__(self, engine: Engine, how: Solving, expected: int) -> None:
        self.engine, self.how, self.expected = engine, how, expected
        self.began = time.monotonic()
        self.found: dict[str, WhatIf] = {}

    def result(self, key: str) -> Result | None:
        found = self.found.get(key)
        return None if found is None else found.result

    def plan(self, key: str) -> Plan | None:
        result = self.result(key)
        return None if result is None else result.plan

    def note(self, asked: Asked, result: Result) -> None:
        """What need not be solved."""
        self.found[asked.key] = WhatIf(asked.change, result)

    def solve(self, asked: Sequence[Asked], until: float) -> None:
        """Solve them in their order, by `until` (seconds after the beginning) unless each has a limit of its own."""
        waiting = list(asked)
        while waiting:
            limit = self._limit(sum(one.weight for one in waiting), until)
            if limit is None or self._is_stopped():
                why = INTERRUPTED if self._is_stopped() else NO_TIME
                self.found |= {one.key: WhatIf(one.change, failure=why) for one in waiting}
                return
            size = BATCH * self.engine.places()
            self._sweep(waiting[:size], limit)
            del waiting[:size]

    def _is_stopped(self) -> bool:
        return self.how.stop is not None and self.how.stop.is_set()

    def _limit(self, shares: int, until: float) -> float | None:
        """Seconds for each of so many shares; None: there are none left."""
        if self.how.time_limit is not None:
            return self.how.time_limit
        left = self.began + until - time.monotonic()
        share = left / -(-shares // self.engine.places())
        return min(left, max(LEAST_SECONDS, share)) if left >= LEAST_SECONDS else None

    def _sweep(self, batch: Sequence[Asked], limit: float) -> None:
        points = [self._point(one, batch, limit) for one in batch]
        how = self.how
        outcomes = sweep(points, self.engine, on_progress=self._progress(), stop=how.stop, resume=how.resume)
        self.found |= {one.key: _what_if(one, outcome) for one, outcome in zip(batch, outcomes, strict=True)}

    def _point(self, one: Asked, batch: Sequence[Asked], limit: float) -> Point:
        here = {other.key for other in batch}
        known = [plan for key in one.near if key not in here and (plan := self.plan(key)) is not None]
        return Point(
            one.key,
            one.problem,
            neighbours=tuple(key for key in one.near if key in here),
            time_limit=limit if self.how.time_limit is not None else one.weight * limit,
            seed=self.how.seed,
            start_from=tuple(known),
            conflict_seconds=0.0,
        )

    def _progress(self) -> Callable[[SweepProgress], None] | None:
        """Told of a batch as of the whole."""
        report = self.how.on_progress
        if report is None:
            return None
        failed = sum(1 for found in self.found.values() if found.failure)
        done = len(self.found) - failed

        def whole(progress: SweepProgress) -> None:
            report(
                replace(
                    progress,
                    total=max(self.expected, done + failed + progress.total),
                    done=done + progress.done,
                    failed=failed + progress.failed,
                    elapsed=time.monotonic() - self.began,
                )
            )

        return whole


def _what_if(asked: Asked, outcome: Outcome) -> WhatIf:
    return WhatIf(asked.change, outcome.result, outcome.failure)
