"""Time divided among capabilities at once, without a search: good enough for a plan to start from."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from models.course import Course
from models.demand import demand
from models.plan import Series
from models.problem import Problem, Profile
from models.sharing import PER_CENT, one_team, others_work, shared_pct, usable_pct
from models.staffing import FULL_TIME, capacity


@dataclass
class Free:
    """What is left of a profile's time in a quarter, in hundredths of an FTE."""

    profile: Profile
    time: int
    for_others: int
    """of it, for the work of other units"""


class Allotting:
    """How time is divided for one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.capacities: dict[tuple[str, Series], Series] = {}
        able = {c: sum(p.skills.get(c, 0) > 0 for p in problem.profiles) for c in problem.capabilities}
        self.scarcest_first = sorted(problem.capabilities, key=lambda c: able[c])
        specialists_first = sorted(problem.profiles, key=lambda p: sum(s > 0 for s in p.skills.values()))
        self.able = {
            c: sorted(
                (p for p in specialists_first if p.skills.get(c, 0) > 0), key=lambda p: c in others_work(problem, p.id)
            )
            for c in problem.capabilities
        }
        """capability: who can do it, its own unit's people first, specialists before others"""

    def allotment(self, course: Course) -> tuple[dict[str, dict[str, Series]], dict[str, list[int]]]:
        """Time given to the scarcest capability first, by those with the fewest skills; and what stays short."""
        needed = demand(course)
        short = {c: list(needed[c]) for c in self.problem.capabilities}
        given: dict[str, dict[str, list[int]]] = {p.id: {} for p in self.problem.profiles}
        for index in range(self.problem.quarters):
            free = [self._free(profile, course, index) for profile in self.problem.profiles]
            by_profile = {time.profile.id: time for time in free}
            for capability in self.scarcest_first:
                for profile in self.able[capability]:
                    self._give(by_profile[profile.id], capability, index, short, given)
        frozen = {p: {c: tuple(series) for c, series in shares.items()} for p, shares in given.items()}
        return frozen, short

    def _free(self, profile: Profile, course: Course, index: int) -> Free:
        """The time of a profile that can be given in a quarter."""
        capacity, problem = self._capacity(profile.id, course)[index], self.problem
        if one_team(problem, course.heads, index + 1):
            return Free(profile, capacity // FULL_TIME, capacity // FULL_TIME)
        pct = usable_pct(problem), shared_pct(problem)
        return Free(profile, *(capacity * part // (FULL_TIME * PER_CENT) for part in pct))

    def _give(
        self,
        free: Free,
        capability: str,
        index: int,
        short: dict[str, list[int]],
        given: dict[str, dict[str, list[int]]],
    ) -> None:
        profile, grain = free.profile, self.problem.settings.time_grain
        if short[capability][index] <= 0:
            return
        skill, others = profile.skills[capability], capability in others_work(self.problem, profile.id)
        wanted = ceil(short[capability][index] * FULL_TIME / (skill * grain)) * grain
        time = min(wanted, (min(free.time, free.for_others) if others else free.time) // grain * grain)
        if time <= 0:
            return
        free.time -= time
        free.for_others -= time if others else 0
        short[capability][index] -= time * skill // FULL_TIME
        series = given[profile.id].setdefault(capability, [0] * self.problem.quarters)
        series[index] += time

    def _capacity(self, profile: str, course: Course) -> Series:
        key = (profile, tuple(course.hires[profile]))
        if key not in self.capacities:
            self.capacities[key] = capacity(self.problem, *key)
        return self.capacities[key]
