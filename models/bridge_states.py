"""The states between two plans: people and their pay, step by step from the first plan's to the second's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from models.course import follow
from models.hire_pairs import DIFFERENCES, Hire, Pair, Side, at_its_old_start, hire_pairs
from models.money import people_cost
from models.pay import RECURRING
from models.plan import Plan, Series
from models.problem import BudgetRow, Problem, Profile, Settings, StaffRow

ATTRITION_FIELDS = ("attrition_pct", "first_year_attrition_pct")
EXCHANGE_FIELDS = ("exchange_rate",)
MERIT_FIELDS = ("merit_pct", "merit_month")
"""What a step takes from the second plan's profiles or settings; the rest of a profile goes with its price."""

NO_MATTER: dict[str, Any] = {"skills": {}, "least_heads": 0, "most_heads": None, "most_hires_per_quarter": None}
"""Fields of a profile that cost does not depend on, as nothing: those of two plans need not fit together."""

SWAPS = ("", *DIFFERENCES)
"""The fields in which hires of the same role can differ, the last deciding; '': in none."""


@dataclass(frozen=True)
class State:
    """Who is paid what: all that the cost of people depends on, with the profiles of both plans."""

    settings: Settings
    profiles: Mapping[str, Profile]
    staff: tuple[StaffRow, ...]
    hires: Mapping[str, Series]
    """profile ID: people that start in each quarter"""

    def cost(self, like: Problem) -> tuple[Series, Series]:
        """What people cost in every quarter of a problem's time line: recurring, and once."""
        problem = Problem(
            settings=self.settings,
            calendar=like.calendar,
            capabilities=(),
            profiles=tuple(profile.changed(**NO_MATTER) for profile in self.profiles.values()),
            staff=self.staff,
            use_case_types=(),
            use_cases=(),
            budget_rows=tuple(BudgetRow(quarter=quarter, amount=0) for quarter in like.horizon),
        )
        ledger = people_cost(follow(problem, self.hires, {}))
        recurring = [row for c in RECURRING for row in ledger[c].values()]
        once = [row for c in ledger if c not in RECURRING for row in ledger[c].values()]
        return _added(recurring, like.quarters), _added(once, like.quarters)


def _added(rows: list[Series], quarters: int) -> Series:
    return tuple(sum(row[q] for row in rows) for q in range(quarters))


class Steps:
    """The two ends, and what stands between them."""

    def __init__(self, before: tuple[Problem, Plan], after: tuple[Problem, Plan]) -> None:
        (self.one, one_plan), (self.other, other_plan) = before, after
        self.pairs = hire_pairs(Side(self.one.profile, one_plan.hires), Side(self.other.profile, other_plan.hires))

    def first(self) -> State:
        """The first plan, with the profiles that only the second has: nobody is on them."""
        profiles = self.other.profile | self.one.profile
        return State(self.one.settings, profiles, self.one.staff, self._hires(pair.before for pair in self.pairs))

    def attrition(self, state: State) -> State:
        settings = state.settings.changed(attrition=self.other.settings.attrition)
        return replace(state, settings=settings, profiles=self._profiles(state, ATTRITION_FIELDS))

    def price(self, state: State) -> State:
        """Pay parameters, and the own salaries of staff rows that both have on the same profile."""
        known = {(row.id, row.profile): row.base_salary for row in self.other.staff}
        staff = tuple(
            row.changed(base_salary=known[row.id, row.profile]) if (row.id, row.profile) in known else row
            for row in state.staff
        )
        price = [name for name in Profile.model_fields if name not in EXCHANGE_FIELDS]
        return replace(state, staff=staff, profiles=self._profiles(state, price))

    def exchange(self, state: State) -> State:
        return replace(state, profiles=self._profiles(state, EXCHANGE_FIELDS))

    def merit(self, state: State) -> State:
        theirs = {name: getattr(self.other.settings, name) for name in MERIT_FIELDS}
        return replace(state, settings=state.settings.changed(**theirs))

    def staff(self, state: State) -> State:
        return replace(state, staff=self.other.staff)

    def swaps(self, state: State, field: str) -> State:
        """Hires swapped for others of their role, when they started: those that differ in this field, or in less."""
        done = SWAPS[: SWAPS.index(field) + 1]
        there = (at_its_old_start(pair) if _decisive(pair) in done else pair.before for pair in self.pairs)
        return replace(state, hires=self._hires(there))

    def timing(self, state: State) -> State:
        """All that both plans hire, when the second does; the first plan's others are still there."""
        there = (pair.after if pair.after and pair.before else pair.before for pair in self.pairs)
        return replace(state, hires=self._hires(there))

    def volume(self, state: State) -> State:
        return replace(state, hires=self._hires(pair.after for pair in self.pairs))

    def _hires(self, found: Iterable[Hire | None]) -> dict[str, Series]:
        """Those that there are, counted by profile and start."""
        counts = {profile: [0] * self.one.quarters for profile in {**self.other.profile, **self.one.profile}}
        for hire in found:
            if hire is not None:
                counts[hire.profile][hire.start - 1] += 1
        return {profile: tuple(series) for profile, series in counts.items()}

    def _profiles(self, state: State, names: Iterable[str]) -> dict[str, Profile]:
        """The profiles with these fields as the second plan has them, where both have the profile."""
        found = dict(state.profiles)
        for profile in self.one.profile.keys() & self.other.profile.keys():
            theirs = {name: getattr(self.other.profile[profile], name) for name in names}
            found[profile] = found[profile].changed(**theirs)
        return found


def _decisive(pair: Pair) -> str:
    """The last field in which the two differ: employment weighs more than the location, and that than the level."""
    return pair.differs[-1] if pair.differs else ""
