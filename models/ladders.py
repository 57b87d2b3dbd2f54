"""Ways to give in, one rung looser than the other: later dates, fewer use cases, quicker hiring, looser rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.explanation import RepairKind
from models.levers import Lever
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


@dataclass(frozen=True)
class Ladder:
    """Changes of one kind, each looser than the one before it."""

    kind: RepairKind
    unit: str
    rungs: tuple[Rung, ...]


def ladders(problem: Problem) -> Iterator[Ladder]:
    """The ways to give in that need no rule to be named, as far as there are any."""
    for family in (_later, _fewer, _quicker):
        if (ladder := family(problem)).rungs:
            yield ladder


def _later(problem: Problem) -> Ladder:
    """The dates of what must be so many quarters later: the target's, if it is a must, and those of must-dos."""
    settings, label = problem.settings, problem.calendar.label
    dated = [u.id for u in problem.must_dos if u.live_by is not None]
    must = settings.target_is_a_must
    last = problem.quarters - (settings.target_by if must and not dated else 1)

    def rung(quarters: int) -> Rung:
        by = min(problem.quarters, settings.target_by + quarters)
        words = [f"the target by {label(by)} instead of {label(settings.target_by)}"] if must else []
        words += [f"{', '.join(dated)} {counted(quarters, 'quarter')} later"] if dated else []
        later = (u.changed(live_by=(u.live_by or 0) + quarters) if u.id in dated else u for u in problem.use_cases)
        asked = settings.changed(target_by=by) if must else settings
        return Rung(quarters, "; ".join(words), problem.changed(settings=asked, use_cases=tuple(later)))

    rungs = tuple(map(rung, range(1, last + 1))) if must or dated else ()
    return Ladder(RepairKind.DEADLINE, "quarter", rungs)


def _fewer(problem: Problem) -> Ladder:
    """Fewer use cases as the target, if that is a must."""
    settings = problem.settings
    wanted = (settings.target_use_cases or 0) if settings.target_is_a_must else 0

    def rung(fewer: int) -> Rung:
        words = f"a target of {counted(wanted - fewer, 'use case')} instead of {wanted}"
        asked = settings.changed(target_use_cases=wanted - fewer)
        return Rung(fewer, words, problem.changed(settings=asked))

    return Ladder(RepairKind.USE_CASES, "use case", tuple(map(rung, range(1, wanted + 1))))


def _quicker(problem: Problem) -> Ladder:
    """Everybody hired so many quarters sooner after the requisition is opened, never in less than none."""
    slowest = max(profile.time_to_fill for profile in problem.profiles)

    def rung(quarters: int) -> Rung:
        changed = (p.changed(time_to_fill=max(0, p.time_to_fill - quarters)) for p in problem.profiles)
        words = f"a time to fill of {counted(quarters, 'quarter')} less for everybody"
        return Rung(quarters, words, problem.changed(profiles=tuple(changed)))

    return Ladder(RepairKind.TIME_TO_FILL, "quarter", tuple(map(rung, range(1, slowest + 1))))


def of_lever(problem: Problem, lever: Lever) -> Ladder:
    """A rule or limit loosened step by step, and in the end given up."""
    before, rungs = lever.said(problem), list[Rung]()
    for steps in range(1, MOST_STEPS + 1):
        looser = lever.steps(problem, steps)
        if looser is None:
            break
        rungs.append(Rung(steps, f"{lever.name}: {lever.said(looser)} instead of {before}", looser))
    rungs.append(Rung(len(rungs) + 1, f"{lever.name}: given up", lever.without(problem)))
    return Ladder(RepairKind.LEVER, "step", tuple(rungs))
