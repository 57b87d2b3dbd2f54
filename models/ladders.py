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
    for ladder in (*(_of_target(problem) if problem.settings.target_is_a_must else ()), _quicker(problem)):
        if ladder.rungs:
            yield ladder


def _of_target(problem: Problem) -> Iterator[Ladder]:
    settings, label = problem.settings, problem.calendar.label
    wanted, by = settings.target_use_cases or 0, settings.target_by

    def at(**fields: int) -> Problem:
        return problem.changed(settings=settings.changed(**fields))

    yield Ladder(
        RepairKind.DEADLINE,
        "quarter",
        tuple(
            Rung(q - by, f"the target by {label(q)} instead of {label(by)}", at(target_by=q))
            for q in range(by + 1, problem.quarters + 1)
        ),
    )
    yield Ladder(
        RepairKind.USE_CASES,
        "use case",
        tuple(
            Rung(wanted - n, f"a target of {counted(n, 'use case')} instead of {wanted}", at(target_use_cases=n))
            for n in range(wanted - 1, -1, -1)
        ),
    )


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
