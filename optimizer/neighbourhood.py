"""Where to look for a better plan near a known one: most decisions stay as they are, some are free."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import cycle, islice

from bounding.found import Point
from optimizer.model import Assignment, PlanningModel

FREE_PROFILES = 6
FREE_USE_CASES = 8
FREE_QUARTERS = 5
MOST_PASSED = 3
"""Turns that a kind is passed over at most."""
SMALLEST, LARGEST, GROWTH = 0.4, 4.0, 1.4
NEAR = 0.1
"""As near to each other, a relaxed value and that of the best plan are taken to agree."""

Fixed = dict[int, int]
"""Variables and the values at which they stay."""


class Neighbourhoods:
    """What stays fixed, one set after the other without end, in an order that the seed and what has helped decide.

    But for relaxed plans: where there is a new one, what it has in common with the best plan stays.
    """

    def __init__(self, model: PlanningModel, seed: int, relaxed: Callable[[], Point | None] = lambda: None) -> None:
        self.problem, self.rows, self.relaxed = model.problem, model.rows, relaxed
        self.hires = model.parts.team.variables()
        self.starts = model.parts.portfolio.variables()
        self.random = random.Random(seed)
        kinds = [_Kind(fixed) for fixed in KINDS]
        self.kinds, self.last = cycle(kinds), kinds[0]

    def around(self, value: Assignment) -> Fixed | None:
        """The next set, at the values of decisions; None where there is none: the problem is too small to have any."""
        for kind in islice(self.kinds, (MOST_PASSED + 1) * len(KINDS)):
            if kind.is_passed():
                continue
            self.last = kind
            fixed = kind.fixed(self, value)
            if fixed and self.rows.has_room_for(fixed):
                return fixed
            kind.size = min(kind.size, 1.0)  # it had grown until nothing stayed
        return None

    def note(self, *, helped: bool, searched: bool) -> None:
        """Whether the last set has led to a better plan, and whether it was searched to its end.

        A kind that fails is passed over once, then twice, and so on. One that is searched to its end has more free the
        next time, one that fails in spite of that has less.
        """
        kind = self.last
        kind.failures = 0 if helped else min(MOST_PASSED, kind.failures + 1)
        kind.to_pass = kind.failures
        if searched:
            kind.size = min(LARGEST, kind.size * GROWTH)
        elif not helped:
            kind.size = max(SMALLEST, kind.size / GROWTH)

    def staffed_anew(self, value: Assignment) -> Fixed:
        """The same use cases."""
        return {variable: value(variable) for variable in self.starts.values()}

    def partly_staffed_anew(self, value: Assignment) -> Fixed:
        """The same use cases, and the same hires but for some profiles."""
        return self.staffed_anew(value) | self.but_for_profiles(value)

    def but_for_profiles(self, value: Assignment) -> Fixed:
        free = self._some_profiles()
        return {variable: value(variable) for (p, _), variable in self.hires.items() if p not in free}

    def but_for_some(self, value: Assignment) -> Fixed:
        """Some use cases and some profiles are free: on large problems the only set that is searched to its end."""
        return self.but_for_use_cases(value) | self.but_for_profiles(value)

    def but_for_quarters(self, value: Assignment) -> Fixed:
        length = round(FREE_QUARTERS * self.last.size)
        first = self.random.randint(1, max(1, self.problem.quarters - length + 1))
        free = range(first, first + length)
        return {variable: value(variable) for (_, q), variable in self.hires.items() if q not in free}

    def but_for_use_cases(self, value: Assignment) -> Fixed:
        free = self._sample([u.id for u in self.problem.ideas], FREE_USE_CASES)
        return {variable: value(variable) for (u, _, _), variable in self.starts.items() if u not in free}

    def as_relaxed(self, value: Assignment) -> Fixed:
        """The use cases that a relaxed plan starts, or does not, and not by halves."""
        point = self.relaxed()
        return {} if point is None else self._near(self.starts.values(), point, lambda v: round(point[v]))

    def in_common(self, value: Assignment) -> Fixed:
        """What a relaxed plan and the best plan have in common."""
        point = self.relaxed()
        return {} if point is None else self._near((*self.hires.values(), *self.starts.values()), point, value)

    def _near(self, variables: Iterable[int], point: Point, value: Assignment) -> Fixed:
        return {v: value(v) for v in variables if abs(point[v] - value(v)) < NEAR}

    def _some_profiles(self) -> set[str]:
        """Profiles that can do the work of one capability, so that one can stand in for another, or any at all."""
        names = [p.id for p in self.problem.profiles]
        capability = self.random.choice((*self.problem.capabilities, None))
        able = [p.id for p in self.problem.profiles if capability is None or p.skills.get(capability, 0) > 0]
        return self._sample(able if len(able) > 1 else names, FREE_PROFILES)

    def _sample(self, names: list[str], size: int) -> set[str]:
        return set(self.random.sample(names, min(round(size * self.last.size), len(names))))


KINDS = (
    Neighbourhoods.staffed_anew,
    Neighbourhoods.but_for_profiles,
    Neighbourhoods.partly_staffed_anew,
    Neighbourhoods.but_for_some,
    Neighbourhoods.but_for_quarters,
    Neighbourhoods.in_common,
    Neighbourhoods.but_for_use_cases,
    Neighbourhoods.as_relaxed,
)
"""All of them, in turn."""


@dataclass
class _Kind:
    """One kind, and how it has done."""

    fixed: Callable[[Neighbourhoods, Assignment], Fixed]
    failures: int = 0
    to_pass: int = 0
    size: float = 1.0
    """how much is free, as a multiple of what is usual"""

    def is_passed(self) -> bool:
        self.to_pass -= 1
        return self.to_pass >= 0
