"""Where to look for a better plan near a known one: most decisions stay as they are, some are free."""

from __future__ import annotations

import random
from collections.abc import Iterator

from optimizer.model import Assignment, PlanningModel

FREE_PROFILES = 6
FREE_USE_CASES = 8
FREE_QUARTERS = 5
KINDS = 4

Fixed = dict[int, int]
"""Variables and the values at which they stay."""


class Neighbourhoods:
    """What stays fixed, one set after the other without end, in an order that only the seed decides."""

    def __init__(self, model: PlanningModel, seed: int) -> None:
        self.problem = model.problem
        self.hires = model.parts.team.variables()
        self.starts = model.parts.portfolio.variables()
        self.random = random.Random(seed)
        self.kinds = self._in_turn()

    def around(self, value: Assignment) -> Fixed | None:
        """The next set, at the values of an assignment; None where the problem is too small to have any."""
        fixed = next((variables for _, variables in zip(range(KINDS), self.kinds, strict=False) if variables), [])
        return {variable: value(variable) for variable in fixed} or None

    def _in_turn(self) -> Iterator[list[int]]:
        yield list(self.starts.values())  # the same use cases, staffed anew
        while True:
            yield self._but_for_profiles()
            yield self._but_for_quarters()
            yield self._but_for_use_cases()

    def _but_for_profiles(self) -> list[int]:
        free = self._sample([p.id for p in self.problem.profiles], FREE_PROFILES)
        return [variable for (profile, _), variable in self.hires.items() if profile not in free]

    def _but_for_quarters(self) -> list[int]:
        first = self.random.randint(1, max(1, self.problem.quarters - FREE_QUARTERS + 1))
        free = range(first, first + FREE_QUARTERS)
        return [variable for (_, quarter), variable in self.hires.items() if quarter not in free]

    def _but_for_use_cases(self) -> list[int]:
        free = self._sample([u.id for u in self.problem.ideas], FREE_USE_CASES)
        return [variable for (use_case, _, _), variable in self.starts.items() if use_case not in free]

    def _sample(self, names: list[str], size: int) -> set[str]:
        return set(self.random.sample(names, min(size, len(names))))
