"""What people can give, and how their time is divided (docs/semantics.md, sections 2 and 10)."""

from __future__ import annotations

from collections.abc import Iterable

from models.linear_program import Linear, total
from models.plain.bounds import most_leavers
from models.plain.draft import Draft
from models.plain.people import People
from models.problem import Attrition, Problem, Profile
from models.rounding import MILLION
from models.sharing import PER_CENT, others_work, shared_pct, usable_pct
from models.staffing import (
    FULL_TIME,
    Cohort,
    average_fte,
    cohorts,
    head_capacity,
    quarterly_rate,
    ramp_at,
    staff_in_seat,
    staff_rows,
)


class Time:
    """The columns of time, by ID of the profile, capability and quarter; a column counts steps of the time grain."""

    def __init__(self, draft: Draft, people: People, wanted: set[tuple[str, int]]) -> None:
        """`wanted`: the capabilities and quarters in which there may be any demand."""
        self.draft, self.people, self.problem = draft, people, draft.problem
        self.steps: dict[tuple[str, str, int], Linear] = {}
        self._apart: dict[int, Linear] = {}
        for profile in self.problem.profiles:
            for quarter in self.problem.horizon:
                skilled = [c for c, skill in profile.skills.items() if skill > 0 and (c, quarter) in wanted]
                if skilled:
                    self._divide(profile, skilled, quarter)

    def supply(self, capability: str, quarter: int) -> Linear:
        """The sum over p of x(p, c, q) x skill(p, c), in 10^-4 FTE."""
        grain = self.problem.settings.time_grain
        return total(
            self.steps[p.id, capability, quarter] * (grain * p.skills[capability])
            for p in self.problem.profiles
            if (p.id, capability, quarter) in self.steps
        )

    def _divide(self, profile: Profile, capabilities: list[str], quarter: int) -> None:
        """The sum over c of x <= floor(max(0, capacity) / 100). Since x is whole the floor needs no row of its own."""
        capacity = self._capacity(profile, quarter)
        grain, most = self.problem.settings.time_grain, self.draft.most(capacity)
        if most < PER_CENT * grain:
            return
        for c in capabilities:
            most_steps = most // (PER_CENT * grain)
            self.steps[profile.id, c, quarter] = self.draft.integer("time", profile.id, c, quarter, most=most_steps)
        nothing = self._counts_as_nothing(profile, capabilities, quarter, capacity)
        given = self._given(profile, capabilities, quarter)
        lifted = nothing * -self.draft.least(capacity)
        self.draft.at_most(("time", profile.id, quarter), given * PER_CENT, capacity + lifted)
        self._share_among_units(profile, capabilities, quarter, capacity, nothing)

    def _given(self, profile: Profile, capabilities: Iterable[str], quarter: int) -> Linear:
        """The sum over c of x, in hundredths of an FTE."""
        grain = self.problem.settings.time_grain
        return total(self.steps[profile.id, c, quarter] * grain for c in capabilities)

    # -- capacity ---------------------------------------------------------------------------------------------

    def _capacity(self, profile: Profile, quarter: int) -> Linear:
        """Ramped capacity in 10^-4 FTE, which may be below 0 here."""
        there = self._before_leavers(profile, quarter)
        if self.problem.settings.attrition is Attrition.EXPECTED:
            return there
        name, full = (profile.id, quarter), profile.ramp[-1]
        of_staff = self.people.staff_leavers[name] * (average_fte(self.problem, profile.id, quarter) * full)
        return there - of_staff - self.people.hire_leavers[name] * (FULL_TIME * full)

    def _before_leavers(self, profile: Profile, quarter: int) -> Linear:
        """Each cohort's heads x what one of them gives; with attrition `expected` what is left of it."""
        problem, hires = self.problem, self.people.hires
        rows = cohorts(problem, profile.id, (0,) * problem.quarters, quarter)
        staff = sum(row.heads * head_capacity(problem, profile, row, quarter) for row in rows)
        hired = (
            hires[profile.id, start] * head_capacity(problem, profile, _hired_in(start), quarter)
            for start in range(1, quarter + 1)
        )
        return total((staff, *hired))

    def _counts_as_nothing(self, profile: Profile, capabilities: list[str], quarter: int, capacity: Linear) -> Linear:
        """Where a capacity below 0 is thinkable: a binary that is 1 if it counts as 0, and nobody gives any time.

        It lifts the row of capacity, so time has a second limit that always holds: what people would give if none
        took any away.
        """
        if self.draft.least(capacity) >= 0 or surely_not_negative(self.problem, profile, quarter):
            return Linear()
        nothing = self.draft.binary("no-time", profile.id, quarter)
        for c in capabilities:
            name = ("no-time", profile.id, c, quarter)
            self.draft.at_most(name, self.steps[profile.id, c, quarter], 0, unless=Linear(constant=1) - nothing)
        positive = Linear({c: n for c, n in capacity.terms.items() if n > 0}, max(0, capacity.constant))
        given = self._given(profile, capabilities, quarter)
        self.draft.at_most(("time-at-best", profile.id, quarter), given * PER_CENT, positive)
        return nothing

    # -- operating models -------------------------------------------------------------------------------------

    def _share_among_units(
        self, profile: Profile, capabilities: list[str], quarter: int, capacity: Linear, nothing: Linear
    ) -> None:
        """Other units get at most their share of capacity, and work what the community leaves: per cent of it.

        Neither holds where all are one team: what is then missing to all of the capacity is at most the rest of the
        most that it can be. Nor does it where capacity counts as nothing, since no time is given then.
        """
        others = [c for c in capabilities if c in others_work(self.problem, profile.id)]
        limits = (
            ("shared-time", others, shared_pct(self.problem)),
            ("work-time", capabilities, usable_pct(self.problem)),
        )
        for kind, work, share in limits:
            if work and share < PER_CENT:
                one_team = Linear(constant=1) - self._apart_in(quarter)
                lifted = one_team * ((PER_CENT - share) * self.draft.most(capacity))
                lifted += nothing * (share * -self.draft.least(capacity))
                given = self._given(profile, work, quarter) * (PER_CENT * PER_CENT)
                self.draft.at_most((kind, profile.id, quarter), given, capacity * share + lifted)

    def _apart_in(self, quarter: int) -> Linear:
        """A binary that is 1 wherever there are more heads than make one team."""
        if quarter not in self._apart:
            self._apart[quarter] = self.draft.binary("apart", quarter)
            heads, most = self.people.all_heads(quarter), self.problem.settings.one_team_up_to
            self.draft.at_most(("apart", quarter), heads, most, unless=self._apart[quarter])
        return self._apart[quarter]


def _hired_in(start: int) -> Cohort:
    return Cohort(1, FULL_TIME, start, None, ramped=False)


def surely_not_negative(problem: Problem, profile: Profile, quarter: int) -> bool:
    """Whether the capacity of a profile cannot be below 0 in a quarter (attrition `whole`): then it needs no binary.

    Leavers take full productivity along, which those who still ramp do not give. Let r be the quarterly rate. A person
    t quarters in seat adds at most r x t to the expected leavers. Where r x (q - 1) <= 1 and no contract has ended,
    the staff's part of them is no more than the staff; so those of the leavers who are hires are at most the sum over
    hires of r x t, and if the ramp after t quarters is at least r x t of full productivity, all hires together still
    give something. The staff do if those who may have left, at their average FTE, are no more than all of them.
    """
    if problem.settings.attrition is Attrition.EXPECTED:
        return False
    rate, full = quarterly_rate(profile.attrition_pct), profile.ramp[-1]
    rows = staff_rows(problem, profile.id)
    if rate * (quarter - 1) > MILLION or any(row.end is not None and row.end < quarter for row in rows):
        return False
    if any(MILLION * ramp_at(profile, t) < rate * t * full for t in range(quarter)) or full < 0:
        return False
    leavers = min(staff_in_seat(problem, profile.id, quarter), most_leavers(problem, profile, quarter))
    seated = cohorts(problem, profile.id, (0,) * problem.quarters, quarter)
    staff = sum(row.heads * head_capacity(problem, profile, row, quarter) for row in seated)
    return staff >= leavers * average_fte(problem, profile.id, quarter) * full
