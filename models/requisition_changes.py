"""Which requisitions one plan has and another has not, and which it opens or fills at another time, by position ID."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.plan import Result
from models.positions import Opening, openings
from models.problem import Problem, Profile


class RequisitionChange(StrEnum):
    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"


@dataclass(frozen=True)
class ChangedRequisition:
    """A position that two plans do not have alike; each side in the quarters of its own plan."""

    profile: Profile
    """as the second plan has it, or the first where only that one hires"""
    before: Opening | None
    """None: the first plan has no such position"""
    after: Opening | None
    later: int | None
    """quarters by which the second plan starts later (below 0: earlier); None: one has no such position, or quarters
    begin on other days"""

    @property
    def id(self) -> str:
        """The position's ID."""
        found = self.after or self.before
        return found.id if found else ""

    @property
    def change(self) -> RequisitionChange:
        if self.before is None:
            return RequisitionChange.ADDED
        return RequisitionChange.DROPPED if self.after is None else RequisitionChange.MOVED


def openings_of(result: Result) -> dict[str, Opening]:
    """The openings of a result's plan by their IDs; none where it holds no plan."""
    found = () if result.plan is None else openings(result.problem, result.plan)
    return {opening.id: opening for opening in found}


def changed_requisitions(before: Result, after: Result) -> tuple[ChangedRequisition, ...]:
    """What is not alike, by profile (those of the second plan first) and number; empty where one holds no plan."""
    if before.plan is None or after.plan is None:
        return ()
    one, other = openings_of(before), openings_of(after)
    profiles = {**before.problem.profile, **after.problem.profile}
    order = {name: place for place, name in enumerate({**after.problem.profile, **before.problem.profile})}
    found = [
        ChangedRequisition(profiles[known.profile], one.get(name), other.get(name), later)
        for name, known in {**one, **other}.items()
        for later in [_later(before.problem, after.problem, one.get(name), other.get(name), "start")]
        if (later, _later(before.problem, after.problem, one.get(name), other.get(name), "opens")) != (0, 0)
    ]
    return tuple(sorted(found, key=lambda changed: (order[changed.profile.id], len(changed.id), changed.id)))


def _later(before: Problem, after: Problem, one: Opening | None, other: Opening | None, when: str) -> int | None:
    """Quarters by which a date of a position is later in the second plan."""
    if one is None or other is None:
        return None
    old, new = before.calendar.begins(getattr(one, when)), after.calendar.begins(getattr(other, when))
    quarters, months = divmod((new.year - old.year) * 12 + new.month - old.month, 3)
    return None if months else quarters
