"""Which hire of one plan is which of another: by position ID, and beyond those by role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from models.plan import Series
from models.problem import Profile

DIFFERENCES = ("level", "location", "employment")
"""Fields of a profile in which hires of the same role can differ."""


@dataclass(frozen=True)
class Hire:
    """A position of one of the plans: who is hired, and the first quarter in seat."""

    profile: str
    start: int


@dataclass(frozen=True)
class Side:
    """One of two plans: its profiles by ID, and the hires on them."""

    profiles: Mapping[str, Profile]
    hires: Mapping[str, Series]

    def starts(self, profile: str) -> list[int]:
        """The start of every hire of a profile, in order."""
        return [quarter for quarter, people in enumerate(self.hires.get(profile, ()), 1) for _ in range(people)]


@dataclass(frozen=True)
class Pair:
    """A hire of the first plan and what became of it in the second. None: only the other plan has it."""

    before: Hire | None
    after: Hire | None
    differs: tuple[str, ...] = ()
    """the fields of DIFFERENCES in which their profiles differ"""

    @property
    def swapped(self) -> bool:
        """Whether another profile of the role is hired instead."""
        return self.before is not None and self.after is not None and self.before.profile != self.after.profile


def hire_pairs(before: Side, after: Side) -> list[Pair]:
    """Pairs of all hires of two plans.

    The n-th hire of a profile is the n-th of the other plan. Of the rest, in order of start and then of the profiles, a
    dropped one goes with the first added one of its role: first those that differ in nothing, then in the level only,
    the location only, the employment only, then any. What is left was only dropped, or only added.
    """
    same: list[Pair] = []
    dropped: list[Hire] = []
    added: list[Hire] = []
    for profile in {**after.profiles, **before.profiles}:
        old, new = before.starts(profile), after.starts(profile)
        both = min(len(old), len(new))
        same += [Pair(Hire(profile, a), Hire(profile, b)) for a, b in zip(old, new, strict=False)]
        dropped += [Hire(profile, start) for start in old[both:]]
        added += [Hire(profile, start) for start in new[both:]]
    dropped.sort(key=lambda hire: hire.start)
    added.sort(key=lambda hire: hire.start)
    swapped = list(_swapped(before, after, dropped, added))
    return [*same, *swapped, *(Pair(hire, None) for hire in dropped), *(Pair(None, hire) for hire in added)]


def _swapped(before: Side, after: Side, dropped: list[Hire], added: list[Hire]) -> Iterator[Pair]:
    """Dropped hires with added ones of their role; both are taken from their lists."""
    waiting: dict[str, list[Hire]] = {}
    for hire in reversed(added):
        waiting.setdefault(hire.profile, []).append(hire)  # so that the first to start is the last of its profile
    place = {hire: number for number, hire in enumerate(reversed(added))}
    for wanted in ((), *((name,) for name in DIFFERENCES), None):
        for gone in list(dropped):
            one = before.profiles[gone.profile]
            suit = [hires[-1] for p, hires in waiting.items() if hires and _suits(one, after.profiles[p], wanted)]
            if suit:
                come = max(suit, key=place.__getitem__)
                waiting[come.profile].pop()
                dropped.remove(gone)
                added.remove(come)
                yield Pair(gone, come, _differs(one, after.profiles[come.profile]))


def _suits(one: Profile, other: Profile, wanted: tuple[str, ...] | None) -> bool:
    """Whether two profiles are of one role and differ in what is wanted; None: in anything."""
    return one.role == other.role and wanted in (_differs(one, other), None)


def _differs(one: Profile, other: Profile) -> tuple[str, ...]:
    return tuple(name for name in DIFFERENCES if getattr(one, name) != getattr(other, name))


def at_its_old_start(pair: Pair) -> Hire | None:
    """The hire of the second plan's profile, but when the first plan hires; None: the first has none."""
    if pair.before is None or pair.after is None:
        return pair.before
    return replace(pair.after, start=pair.before.start)
