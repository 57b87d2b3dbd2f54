"""Where to look for a better plan near a known one: most decisions stay as they are, some are free."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from bounding.found import Point
from optimizer.model import Assignment, PlanningModel

FREE_PROFILES = 6
FREE_USE_CASES = 8
FREE_QUARTERS = 5
KINDS = 6
NEAR = 0.1
"""As near to each other, a relaxed value and that of the best plan are taken to agree."""

Fixed = dict[int, int]
"""Variables and the values at which they stay."""


class Neighbourhoods:
    """What stays fixed, one set after the other without end, in an order that only the seed decides.

    But for relaxed plans: where there is a new one, what it has in common with the best plan stays.
    """

    def __init__(self, model: PlanningModel, seed: int, relaxed: Callable[[], Point | None] = lambda: None) -> None:
        self.problem, self.rows, self.relaxed = model.problem, model.rows, relaxed
        self.hires = model.parts.team.variables()
        self.starts = model.parts.portfolio.variables()
        self.random = random.Random(seed)
        self.kinds = self._in_turn()

    def around(self, value: Assignment) -> Fixed | None:
        """The next set, at the values of decisions; None where there is none: the problem is too small to have any."""
        for kind in islice(self.kinds, KINDS):
            fixed = kind(value)
            if fixed and self.rows.has_room_for(fixed):
                return fixed
        return None

    def _in_turn(self) -> Iterator[Callable[[Assignment], Fixed]]:
        yield self._staffed_anew
        while True:
            yield self._but_for_profiles
            yield self._but_for_quarters
            yield self._but_for_use_cases
            yield self._as_relaxed
            yield self._in_common

    def _staffed_anew(self, value: Assignment) -> Fixed:
        """The same use cases."""
        return {variable: value(variable) for variable in self.starts.values()}

    def _but_for_profiles(self, value: Assignment) -> Fixed:
        free = self._sample([p.id for p in self.problem.profiles], FREE_PROFILES)
        return {variable: value(variable) for (p, _), variable in self.hires.items() if p not in free}

    def _but_for_quarters(self, value: Assignment) -> Fixed:
        first = self.random.randint(1, max(1, self.problem.quarters - FREE_QUARTERS + 1))
        free = range(first, first + FREE_QUARTERS)
        return {variable: value(variable) for (_, q), variable in self.hires.items() if q not in free}

    def _but_for_use_cases(self, value: Assignment) -> Fixed:
        free = self._sample([u.id for u in self.problem.ideas], FREE_USE_CASES)
        return {variable: value(variable) for (u, _, _), variable in self.starts.items() if u not in free}

    def _as_relaxed(self, value: Assignment) -> Fixed:
        """The use cases that a relaxed plan starts, or does not, and not by halves."""
        point = self.relaxed()
        return {} if point is None else self._near(self.starts.values(), point, lambda v: round(point[v]))

    def _in_common(self, value: Assignment) -> Fixed:
        """What a relaxed plan and the best plan have in common."""
        point = self.relaxed()
        return {} if point is None else self._near((*self.hires.values(), *self.starts.values()), point, value)

    def _near(self, variables: Iterable[int], point: Point, value: Assignment) -> Fixed:
        return {v: value(v) for v in variables if abs(point[v] - value(v)) < NEAR}

    def _sample(self, names: list[str], size: int) -> set[str]:
        return set(self.random.sample(names, min(size, len(names))))
