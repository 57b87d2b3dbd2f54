"""The positions that a plan opens: one for each hire, with an ID that stays, whom it replaces and what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.demand import use_case_demand
from models.plan import Accounts, Plan, Series
from models.problem import Problem, Profile
from models.rules import Mode

GROWTH, BACKFILL = "growth", "backfill"

LOOK_AHEAD = 3
"""A position serves what there is to do from its start until so many quarters later."""


@dataclass(frozen=True)
class Position:
    """One hire."""

    id: str
    """profile ID and number within the profile, in order of start, such as DE-MID-001"""
    profile: str
    """profile ID"""
    start: int
    """first quarter in seat"""
    opens: int
    """quarter at whose beginning the requisition opens"""
    kind: str
    """'growth' or 'backfill'"""
    replaces: str
    """for a backfill: 'staff of ...', or the ID of the earlier position whose holder left"""
    serves: tuple[str, ...]
    """IDs of the use cases it works for; else of the rules that need it; else the requirements"""


def positions(problem: Problem, plan: Plan, accounts: Accounts) -> tuple[Position, ...]:
    """All positions of a plan, in order of start, then of the profiles."""
    purposes = _Purposes(problem, plan)
    found = [p for profile in problem.profiles for p in _of_profile(profile, plan, accounts, purposes)]
    return tuple(sorted(found, key=lambda position: position.start))


def _of_profile(profile: Profile, plan: Plan, accounts: Accounts, purposes: _Purposes) -> Iterator[Position]:
    starts = [quarter for quarter, people in enumerate(plan.hires[profile.id], 1) for _ in range(people)]
    left = _leavers_in_order(profile, plan, accounts)
    refilled = 0
    for number, start in enumerate(starts, 1):
        backfill = refilled < accounts.leavers[profile.id][start - 1]
        yield Position(
            id=_position_id(profile, number),
            profile=profile.id,
            start=start,
            opens=start - profile.time_to_fill,
            kind=BACKFILL if backfill else GROWTH,
            replaces=left[refilled] if backfill else "",
            serves=purposes.of(profile, start),
        )
        refilled += backfill


def _position_id(profile: Profile, number: int) -> str:
    return f"{profile.id}-{number:03d}"


def _leavers_in_order(profile: Profile, plan: Plan, accounts: Accounts) -> list[str]:
    """Who leaves, one after the other: in each quarter staff as long as there are any, then hires in order of start."""
    names: list[str] = []
    of_hires = hired_before = 0
    series = plan.hires[profile.id], accounts.staff[profile.id], accounts.leavers[profile.id]
    for starting, staff, gone in zip(*series, strict=True):
        for _ in range(len(names), gone):
            # Only who was in seat before can leave: with no such hire, it was staff, whose contract may have ended since.
            if of_hires < hired_before and len(names) - of_hires >= min(gone, staff):
                of_hires += 1
                names.append(_position_id(profile, of_hires))
            else:
                names.append(f"staff of {profile.title}")
        hired_before += starting
    return names


class _Purposes:
    """What hires are for, looked up in the plan."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.needs = {u.id: use_case_demand(problem, u, plan.starts) for u in problem.use_cases}

    def of(self, profile: Profile, start: int) -> tuple[str, ...]:
        return self._use_cases(profile, start) or self._rules(profile) or self._requirements(profile)

    def _use_cases(self, profile: Profile, start: int) -> tuple[str, ...]:
        """Use cases with demand for what the profile's time goes to, in the quarters after the start."""
        given = self.plan.allotment.get(profile.id, {})
        soon = slice(start - 1, start + LOOK_AHEAD)
        return tuple(name for name, needs in self.needs.items() if any(_meet(given, needs, c, soon) for c in needs))

    def _rules(self, profile: Profile) -> tuple[str, ...]:
        """Enforced rules that ask for people of the profile before others may come."""
        return tuple(
            rule.id
            for rule in self.problem.rules
            if rule.mode is Mode.ENFORCE and any(_asks_for(row, profile) for row in rule.rows)
        )

    def _requirements(self, profile: Profile) -> tuple[str, ...]:
        """Requirement rows of the profile's role or of a capability it has skill in, and its own least heads."""
        named = [
            r.role or r.capability or ""
            for r in self.problem.requirements
            if r.role == profile.role or profile.skills.get(r.capability or "", 0) > 0
        ]
        least = ["least heads"] if profile.least_heads else []
        return tuple(dict.fromkeys(named + least))


def _meet(given: dict[str, Series], needs: dict[str, Series], capability: str, soon: slice) -> bool:
    """Whether in one of the quarters both time is given to a capability and a use case needs it."""
    pairs = zip(given.get(capability, ())[soon], needs[capability][soon], strict=False)
    return any(time > 0 and need > 0 for time, need in pairs)


def _asks_for(row: object, profile: Profile) -> bool:
    against = getattr(row, "against", None)
    return against is not None and profile.id in against.profiles
