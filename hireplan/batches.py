"""Points handed to sweeps batch by batch, so that what early ones leave of their time goes to later ones."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from hireplan.comparing import Solving
from hireplan.sweeps import Engine, Outcome, Point, SweepProgress, sweep

LEAST_SECONDS = 1.0
"""A point that would get less than this is left out: reading the problem takes most of it."""
BATCH = 4
"""Points for each place of the engine that are handed over at once."""
NO_TIME = "not solved: there was no time for it"

Item = TypeVar("Item")


class Batches(Generic[Item]):
    """Items that become points when their turn comes; progress is told of all of them as of one sweep."""

    def __init__(self, engine: Engine, how: Solving, expected: int) -> None:
        self.engine, self.how, self.expected = engine, how, expected
        self.began = time.monotonic()
        self.done = self.failed = 0

    def run(
        self,
        items: Sequence[Item],
        *,
        limit: Callable[[Sequence[Item]], float | None],
        point: Callable[[Item, Sequence[Item], float], Point],
        note: Callable[[Item, Outcome], None],
    ) -> list[Item]:
        """Solve items in their order for as long as there is time; returns those that were left.

        `limit` says how many seconds there are for each of those that wait (None: there is no time), `point` makes an
        item's point, knowing its batch and its seconds, and `note` is told what came of it.
        """
        waiting = list(items)
        while waiting and not self.is_stopped() and (seconds := limit(waiting)) is not None:
            batch = waiting[: BATCH * self.engine.places()]
            points = [point(item, batch, seconds) for item in batch]
            del waiting[: len(batch)]
            how = self.how
            outcomes = sweep(points, self.engine, on_progress=self._progress(), stop=how.stop, resume=how.resume)
            for item, outcome in zip(batch, outcomes, strict=True):
                self.done, self.failed = self.done + (not outcome.failure), self.failed + bool(outcome.failure)
                note(item, outcome)
        return waiting

    def is_stopped(self) -> bool:
        """Whether Ctrl-C was pressed, or whatever it is that stops a sweep."""
        return self.how.stop is not None and self.how.stop.is_set()

    def _progress(self) -> Callable[[SweepProgress], None] | None:
        report = self.how.on_progress
        if report is None:
            return None
        done, failed = self.done, self.failed

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
