"""The course of a plan: who is in seat and which use cases are live, before any rule, demand or money is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models.plan import Series
from models.portfolio import active_counts, live_counts, live_units
from models.problem import Problem
from models.rules import Group
from models.staffing import leavers, staff_in_seat

Staffed = Callable[[Problem, str, Series], tuple[Series, Series]]
"""Heads, and leavers so far, of a profile with these hires."""


@dataclass(frozen=True)
class Course:
    """What hires and starts lead to. Series by profile have T entries, quarter 1 first."""

    problem: Problem
    hires: Mapping[str, Series]
    starts: Mapping[str, Series]
    staff: dict[str, Series]
    """profile ID: staff in seat by contract, before attrition"""
    heads: dict[str, Series]
    leavers: dict[str, Series]
    live: Series
    """units live before each of quarters 1..T+1 begins"""
    live_by_plan: Series
    """the same, of the units that the plan started"""
    active: Series
    """units building or live in each quarter"""

    def heads_of(self, group: Group, quarter: int) -> int:
        return sum(self.heads[profile][quarter - 1] for profile in group.profiles)

    def hires_of(self, group: Group, quarter: int) -> int:
        return sum(self.hires[profile][quarter - 1] for profile in group.profiles)

    def live_before(self, quarter: int) -> int:
        """live(q), for q = 1..T+1."""
        return self.live[quarter - 1]

    def go_lives(self, quarter: int) -> int:
        """Units that go live at the end of a quarter."""
        return self.live[quarter] - self.live[quarter - 1]

    def go_lives_by_plan(self, quarter: int) -> int:
        """Units that go live at the end of a quarter and that the plan started."""
        return self.live_by_plan[quarter] - self.live_by_plan[quarter - 1]


def follow(
    problem: Problem, hires: Mapping[str, Series], starts: Mapping[str, Series], staffed: Staffed = leavers
) -> Course:
    """The course that these hires (every profile) and starts (every idea) lead to.

    Who follows many that differ little gives a `staffed` of its own, which remembers.
    """
    people = {profile.id: staffed(problem, profile.id, hires[profile.id]) for profile in problem.profiles}
    started = [live_units(problem, use_case, starts) for use_case in problem.ideas]
    return Course(
        problem=problem,
        hires=hires,
        starts=starts,
        staff={p: tuple(staff_in_seat(problem, p, q) for q in problem.horizon) for p in people},
        heads={p: heads for p, (heads, _) in people.items()},
        leavers={p: gone for p, (_, gone) in people.items()},
        live=live_counts(problem, starts),
        live_by_plan=tuple(sum(units[q] for units in started) for q in range(problem.quarters + 1)),
        active=active_counts(problem, starts),
    )
