"""Scenarios of one file or several, solved side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import outputs
from hireplan.api import source_of
from hireplan.sweeps import Engine, Outcome, Point, SweepProgress, sweep
from models.frontier import best_of
from models.plan import Result, Status
from models.redaction import redacted, redacted_changes

if TYPE_CHECKING:
    from inputs import Reading

AS_IT_STANDS = "as it stands"
"""The name of a file's input without any scenario."""


@dataclass(frozen=True)
class Solving:
    """How the points of a sweep are solved. None: as the input says."""

    time_limit: float | None = None
    seed: int | None = None
    resume: Path | None = None
    """the folder in which finished points are kept"""
    on_progress: Callable[[SweepProgress], None] | None = None
    stop: Event | None = None


@dataclass(frozen=True)
class Case:
    """A scenario that is to be solved."""

    name: str
    reading: Reading
    base: str
    """the name of its file's input as it stands, from whose plan it starts"""


def cases(files: Sequence[Path], scenarios: Sequence[str] | None = None) -> list[Case]:
    """The input of each file as it stands, then its scenarios: those of the names given, all without any.

    Raises InputError with all faults of a file.
    """
    import inputs

    names = None if scenarios is None else list(dict.fromkeys(scenarios))
    read = [inputs.read_scenarios(file, names) for file in files]
    if len(files) > 1:
        known = _by_folder(files, lambda path: (path.name,))
        read = [[replace(one, file=file) for one in all_of] for file, all_of in zip(known, read, strict=True)]
    of = [f"{stem}: " for stem in _by_folder(files, lambda path: (path.stem, path.name))] if len(files) > 1 else [""]
    wanted = [
        f"{prefix}{reading.scenario or AS_IT_STANDS}"
        for prefix, all_of in zip(of, read, strict=True)
        for reading in all_of
    ]
    given = iter(_told_apart(wanted))
    found: list[Case] = []
    for all_of in read:
        own = [next(given) for _ in all_of]
        found += [Case(name, reading, own[0]) for name, reading in zip(own, all_of, strict=True)]
    return found


def _by_folder(files: Sequence[Path], names: Callable[[Path], tuple[str, ...]]) -> list[str]:
    """Each file by the first of its names, with as many of its folders as it takes to tell it from the others."""

    def endings(path: Path) -> Iterator[str]:
        for folders in range(len(path.parts) - 1):
            for name in names(path):
                yield "/".join((*path.parts[-1 - folders : -1], name))

    paths = [Path(file).resolve() for file in files]
    taken = {path: {ending.casefold() for ending in endings(path)} for path in paths}

    def label(path: Path) -> str:
        others = [taken[other] for other in taken if other != path]
        alone = (ending for ending in endings(path) if not any(ending.casefold() in other for other in others))
        return next(alone, names(path)[0])

    return [label(path) for path in paths]


def _told_apart(names: Sequence[str]) -> list[str]:
    """Names that stand there again, in whatever case, get the first number that makes another name of them."""
    folded = {name.casefold() for name in names}
    taken: set[str] = set()
    apart: list[str] = []
    for name in names:
        again, number = name, 1
        while again.casefold() in taken or (number > 1 and again.casefold() in folded):
            number += 1
            again = f"{name} ({number})"
        taken.add(again.casefold())
        apart.append(again)
    return apart


def compare(found: Sequence[Case], engine: Engine, how: Solving) -> list[outputs.Scenario]:
    """Solve all cases, each in a process of its own; what could not be solved is a scenario without a plan.

    One that was cut short is never worse than the plan of its file as it stands, where that is allowed in it.
    """
    points = [
        Point(
            case.name,
            case.reading.problem,
            neighbours=(case.base,) if case.base != case.name else (),
            time_limit=how.time_limit,
            seed=how.seed,
        )
        for case in found
    ]
    outcomes = sweep(points, engine, on_progress=how.on_progress, stop=how.stop, resume=how.resume)
    solved = [_scenario(case, outcome) for case, outcome in zip(found, outcomes, strict=True)]
    plans = {case.name: scenario.result.plan for case, scenario in zip(found, solved, strict=True)}
    return [
        replace(scenario, result=best_of(scenario.result, [plan]) if (plan := plans[case.base]) else scenario.result)
        for case, scenario in zip(found, solved, strict=True)
    ]


def _scenario(case: Case, outcome: Outcome) -> outputs.Scenario:
    result = outcome.result or unsolved(case, outcome.failure)
    source = replace(source_of(case.reading), scenario=case.reading.scenario)
    return outputs.Scenario(case.name, result, source, case.reading.changes)


def unsolved(case: Case, failure: str) -> Result:
    """The result of a case that nothing came of."""
    return Result(problem=case.reading.problem, status=Status.UNKNOWN, notes=(failure,), stopped_by="user")


def redacted_alike(scenarios: Sequence[outputs.Scenario]) -> list[outputs.Scenario]:
    """All scenarios without names and own salaries, of which not even sums are left: see `models.redaction`."""
    return [
        replace(
            scenario,
            result=redacted(scenario.result, alone=False),
            changes=redacted_changes(scenario.changes),
        )
        for scenario in scenarios
    ]
