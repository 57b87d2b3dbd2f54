"""The positions that a plan opens: one for each hire, with an ID that stays, whom it replaces and what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.lineup import Lineup
from models.plan import Accounts, Plan
from models.problem import Problem, Profile
from models.rule_names import rule_name
from models.rules import Mode

GROWTH, BACKFILL = "growth", "backfill"

LOOK_AHEAD = 3
"""A position serves what there is to do from its start until so many quarters later."""

SHARED = "shared"
"""The business unit of a position that serves several of them, or all."""

NO_WORK = "no work in this plan"
"""What a position serves that nothing in the plan asks for."""


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
    """IDs of the use cases and rules, and capabilities of the requirements, that its time goes to; else what else asks
    for people of its profile: rules, roles in requirements, least heads; else that there is no work; never empty"""
    unit: str
    """the business unit that it belongs to; in a pool that of all that its time goes to, or 'shared'"""


@dataclass(frozen=True)
class Opening:
    """A position's ID and its dates, of which nothing else in the plan decides."""

    id: str
    profile: str
    """profile ID"""
    start: int
    """first quarter in seat"""
    opens: int
    """quarter at whose beginning the requisition opens"""


def openings(problem: Problem, plan: Plan) -> tuple[Opening, ...]:
    """The openings of a plan, profile by profile, in order of start."""
    return tuple(opening for profile in problem.profiles for opening in _openings(profile, plan))


def _openings(profile: Profile, plan: Plan) -> Iterator[Opening]:
    starts = (quarter for quarter, people in enumerate(plan.hires[profile.id], 1) for _ in range(people))
    for number, start in enumerate(starts, 1):
        yield Opening(_position_id(profile, number), profile.id, start, start - profile.time_to_fill)


def positions(problem: Problem, plan: Plan, accounts: Accounts) -> tuple[Position, ...]:
    """All positions of a plan, in order of start, then of the profiles."""
    purposes = _Purposes(problem, plan, accounts)
    found = [p for profile in problem.profiles for p in _of_profile(profile, plan, accounts, purposes)]
    return tuple(sorted(found, key=lambda position: position.start))


def _of_profile(profile: Profile, plan: Plan, accounts: Accounts, purposes: _Purposes) -> Iterator[Position]:
    left = _leavers_in_order(profile, plan, accounts)
    refilled = 0
    for number, opening in enumerate(_openings(profile, plan), 1):
        start = opening.start
        backfill = refilled < accounts.leavers[profile.id][start - 1]
        served = purposes.of_time(profile, number, start)
        yield Position(
            id=opening.id,
            profile=profile.id,
            start=start,
            opens=opening.opens,
            kind=BACKFILL if backfill else GROWTH,
            replaces=left[refilled] if backfill else "",
            serves=purposes.names(served) or purposes.otherwise(profile, start),
            unit=profile.business_unit or purposes.unit(served),
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
            # Only who was in seat before can leave: if no such hire, then staff, though the contract has ended.
            if of_hires < hired_before and len(names) - of_hires >= staff:
                of_hires += 1
                names.append(_position_id(profile, of_hires))
            else:
                names.append(f"staff of {profile.title}")
        hired_before += starting
    return names


class _Purposes:
    """What hires are for, looked up in the plan."""

    def __init__(self, problem: Problem, plan: Plan, accounts: Accounts) -> None:
        self.problem, self.accounts = problem, accounts
        self.lineup = Lineup(problem, plan)

    def of_time(self, profile: Profile, number: int, start: int) -> list[int]:
        """Numbers of the demanders whom the n-th hire works for soon after the start; if there are none, later."""
        soon, horizon = start + LOOK_AHEAD, self.problem.quarters
        near = self._served(profile, number, range(start, min(soon, horizon) + 1))
        return near or self._served(profile, number, range(soon + 1, horizon + 1))

    def _served(self, profile: Profile, number: int, quarters: range) -> list[int]:
        """In the order of the line."""
        served: set[int] = set()
        for quarter in quarters:
            place = place_of_hire(self.accounts, profile.id, number, quarter)
            if place > 0:
                served |= self.lineup.served(profile.id, quarter, place, self.accounts.heads[profile.id][quarter - 1])
        return sorted(served)

    def names(self, served: list[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.lineup.demanders[number].name for number in served))

    def unit(self, served: list[int]) -> str:
        """The business unit of all demanders, where that is one; else the pool that all units share."""
        units = {self.lineup.demanders[number].business_unit for number in served}
        return (units.pop() if len(units) == 1 else None) or SHARED

    def otherwise(self, profile: Profile, start: int) -> tuple[str, ...]:
        """What a position is for whose time is not needed."""
        return self._rules(profile) or self._heads(profile, start) or (NO_WORK,)

    def _rules(self, profile: Profile) -> tuple[str, ...]:
        """Enforced rules that ask for people of the profile before others may come."""
        return tuple(
            rule_name(self.problem, rule)
            for rule in self.problem.rules
            if rule.mode is Mode.ENFORCE and any(_asks_for(row, profile) for row in rule.rows)
        )

    def _heads(self, profile: Profile, start: int) -> tuple[str, ...]:
        """The role, where a requirement asks for heads of it from the start on, and the profile's own least heads."""
        asked = [r for r in self.problem.requirements if r.counts(profile) and any(r.need[start - 1 :])]
        role = [f"requirement {profile.role}"] if asked else []
        return (*role, *(["least heads"] if profile.least_heads else []))


def place_of_hire(accounts: Accounts, profile_id: str, number: int, quarter: int) -> int:
    """The n-th hire's place among the heads of its profile: after the staff and earlier hires; below 1: it has left."""
    staff, gone = accounts.staff[profile_id][quarter - 1], accounts.leavers[profile_id][quarter - 1]
    of_staff = min(gone, staff)
    of_hires = gone - of_staff
    return staff - of_staff + number - of_hires if number > of_hires else 0


def _asks_for(row: object, profile: Profile) -> bool:
    against = getattr(row, "against", None)
    return against is not None and profile.id in against.profiles
