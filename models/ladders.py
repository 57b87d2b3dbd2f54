"""Ways to give in, one rung looser than the other: later dates, fewer use cases, quicker hiring, looser rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.explanation import RepairKind
from models.levers import Lever
from models.plan import Plan
from models.portfolio import live_counts, live_units
from models.problem import Problem
from models.words import counted

MOST_STEPS = 12
"""Steps that a rule or limit is loosened by before it is given up altogether."""


@dataclass(frozen=True)
class Rung:
    """One change."""

    size: int
    """in the ladder's unit"""
    change: str
    """in a planner's words"""
    problem: Problem


def as_it_is(rung: Rung, plan: Plan) -> Rung:
    return rung


@dataclass(frozen=True)
class Ladder:
    """Changes of one kind, each looser than the one before it."""

    name: str
    """of all ladders of a problem, only this one's"""
    kind: RepairKind
    unit: str
    rungs: tuple[Rung, ...]
    fitting: Callable[[Rung, Plan], Rung] = as_it_is
    """of a rung's change as much as a plan of its problem needs"""


def ladders(problem: Problem) -> Iterator[Ladder]:
    """The ways to give in that need no rule to be named, as far as there are any."""
    for family in (_target_later, _must_dos_later, _fewer, _quicker):
        if (ladder := family(problem)).rungs:
            yield ladder


# -- dates


def _target_later(problem: Problem) -> Ladder:
    """The target's date later, if it is a must."""
    return _later("the target later", problem, problem.settings.target_is_a_must, {})


def _must_dos_later(problem: Problem) -> Ladder:
    """The dates of must-dos later, the target's as it is."""
    return _later("must-dos later", problem, False, _dated(problem))


def all_later(problem: Problem) -> Ladder | None:
    """All of these dates later; None where there are only some of one kind, so that one of the two above is as much."""
    if not (problem.settings.target_is_a_must and _dated(problem)):
        return None
    return _later("all dates later", problem, True, _dated(problem))


def _dated(problem: Problem) -> dict[str, int]:
    """The dates of must-dos that end before the horizon does, by use case."""
    dates = ((u.id, u.live_by) for u in problem.must_dos)
    return {name: date for name, date in dates if date is not None and date < problem.quarters}


def _later(name: str, problem: Problem, with_target: bool, dates: Mapping[str, int]) -> Ladder:
    last, now = problem.quarters, problem.settings.target_by

    def rung(quarters: int) -> Rung:
        by = min(last, now + quarters) if with_target else now
        return _dates_at(problem, by, {u: min(last, date + quarters) for u, date in dates.items()})

    def fitting(rung: Rung, plan: Plan) -> Rung:
        there = {u.id: u for u in problem.ideas}
        counts = {u: live_units(problem, there[u], plan.starts) for u in dates}
        needed = {u: _reached(counts[u], there[u].count, date) for u, date in dates.items()}
        wanted = problem.settings.target_use_cases or 0
        by = _reached(live_counts(problem, plan.starts), wanted, now) if with_target else now
        return _dates_at(problem, by, needed)

    most = max([last - now if with_target else 0, *(last - date for date in dates.values())])
    return Ladder(name, RepairKind.DEADLINE, "quarter", tuple(map(rung, range(1, most + 1))), fitting)


def _reached(live: Sequence[int], wanted: int, date: int) -> int:
    """The first quarter from a date on by whose end so many are live; `live` counts before quarters 1..T+1."""
    return next((q for q in range(date, len(live)) if live[q] >= wanted), len(live) - 1)


def _dates_at(problem: Problem, by: int, dates: Mapping[str, int]) -> Rung:
    """The target's date and those of must-dos as given; told is what that changes."""
    label, settings = problem.calendar.label, problem.settings
    before = {u.id: u.live_by for u in problem.must_dos if u.live_by is not None}
    moved = {u: date for u, date in dates.items() if date != before[u]}
    words = [f"the target by {label(by)} instead of {label(settings.target_by)}"] if by != settings.target_by else []
    words += [f"{u} by {label(date)} instead of {label(before[u])}" for u, date in moved.items()]
    later = (u.changed(live_by=moved[u.id]) if u.id in moved else u for u in problem.use_cases)
    size = max([by - settings.target_by, *(date - before[u] for u, date in moved.items())])
    return Rung(
        size, "; ".join(words), problem.changed(settings=settings.changed(target_by=by), use_cases=tuple(later))
    )


# -- what is wanted, how quickly people are there, and rules


def _fewer(problem: Problem) -> Ladder:
    """Fewer use cases as the target, if that is a must."""
    settings = problem.settings
    wanted = (settings.target_use_cases or 0) if settings.target_is_a_must else 0

    def rung(fewer: int) -> Rung:
        words = f"a target of {counted(wanted - fewer, 'use case')} instead of {wanted}"
        asked = settings.changed(target_use_cases=wanted - fewer)
        return Rung(fewer, words, problem.changed(settings=asked))

    return Ladder("fewer use cases", RepairKind.USE_CASES, "use case", tuple(map(rung, range(1, wanted + 1))))


def _quicker(problem: Problem) -> Ladder:
    """Everybody hired so many quarters sooner after the requisition is opened, never in less than none."""
    slowest = max(profile.time_to_fill for profile in problem.profiles)

    def rung(quarters: int) -> Rung:
        changed = (p.changed(time_to_fill=max(0, p.time_to_fill - quarters)) for p in problem.profiles)
        words = f"a time to fill of {counted(quarters, 'quarter')} less for everybody"
        return Rung(quarters, words, problem.changed(profiles=tuple(changed)))

    return Ladder("quicker hiring", RepairKind.TIME_TO_FILL, "quarter", tuple(map(rung, range(1, slowest + 1))))


def of_lever(problem: Problem, lever: Lever) -> Ladder:
    """A rule or limit loosened step by step, and in the end given up."""
    before, rungs = lever.said(problem), list[Rung]()
    for steps in range(1, MOST_STEPS + 1):
        looser = lever.steps(problem, steps)
        if looser is None:
            break
        rungs.append(Rung(steps, f"{lever.name}: {lever.said(looser)} instead of {before}", looser))
    rungs.append(Rung(len(rungs) + 1, f"{lever.name}: given up", lever.without(problem)))
    return Ladder(lever.name, RepairKind.LEVER, "step", tuple(rungs))
