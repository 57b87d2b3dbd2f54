"""Changed problems solved in batches: what early ones leave of their time goes to later ones."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from hireplan.batches import LEAST_SECONDS, NO_TIME, Batches
from hireplan.comparing import Solving
from hireplan.sweeps import INTERRUPTED, Engine, Outcome, Point
from models.plan import Plan, Result
from models.problem import Problem
from models.whatif import WhatIf


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
        self.engine, self.how = engine, how
        self.batches: Batches[Asked] = Batches(engine, how, expected)
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

        def limit(waiting: Sequence[Asked]) -> float | None:
            return self._limit(sum(one.weight for one in waiting), until)

        left = self.batches.run(asked, limit=limit, point=self._point, note=self._note)
        why = INTERRUPTED if self.batches.is_stopped() else NO_TIME
        self.found |= {one.key: WhatIf(one.change, failure=why) for one in left}

    def _limit(self, shares: int, until: float) -> float | None:
        """Seconds for each of so many shares; None: there are none left."""
        if self.how.time_limit is not None:
            return self.how.time_limit
        left = self.batches.began + until - time.monotonic()
        share = left / -(-shares // self.engine.places())
        return min(left, max(LEAST_SECONDS, share)) if left >= LEAST_SECONDS else None

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

    def _note(self, one: Asked, outcome: Outcome) -> None:
        self.found[one.key] = WhatIf(one.change, outcome.result, outcome.failure)
