"""A frontier: the best that can be had at each of many points, solved side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hireplan.comparing import Solving
from hireplan.sweeps import Engine, Outcome, Point, sweep
from hireplan.varying import Varied, grid, neighbours
from models.errors import InputError
from models.frontier import Best, Frontier, FrontierPoint, carried, most_use_cases
from models.plan import Result
from models.problem import ALWAYS_FIRST, Objective, Problem
from models.rules import Mode, Rule

if TYPE_CHECKING:
    from inputs import Reading

BUDGET_LIFTED = 10
"""Times the input's budget that a frontier of least cost may spend: the cost is what is asked for."""

CHEAPEST = (*ALWAYS_FIRST, Objective.COST)
USE_CASES_FIRST = (Objective.TARGET, Objective.INHERITED, Objective.PREFER, Objective.COST)
"""What a frontier of use cases asks for: if inherited demand came first, more money could mean fewer use cases."""

Place = tuple[int, ...]


def natural(things: Sequence[Varied]) -> Best:
    """What a frontier of these things shows unless asked otherwise."""
    return Best.USE_CASES if any(thing.is_budget for thing in things) else Best.COST


def lifted(best: Best, things: Sequence[Varied]) -> int:
    """Times the input's budget that every point may spend."""
    return BUDGET_LIFTED if best is Best.COST and not any(thing.is_budget for thing in things) else 1


@dataclass(frozen=True)
class Setting:
    """The problem at a point of the grid, or why there is none."""

    place: Place
    values: tuple[str, ...]
    problem: Problem | None
    failure: str = ""


def settings_of(file: Path, scenario: str, things: Sequence[Varied], best: Best) -> list[Setting]:
    """The problem at each point. What a value makes of the input that cannot be read is told at its point.

    Raises InputError, the first point's, where no point can be read.
    """
    import inputs

    changes = [thing.changes() for thing in things]
    found: list[Setting] = []
    refused: list[InputError] = []
    for place in grid(list(things)):
        values = tuple(thing.shown[n] for thing, n in zip(things, place, strict=True))
        wanted = [of[n] for of, n in zip(changes, place, strict=True)]
        try:
            reading: Reading = inputs.read(file, scenario=scenario, changes=wanted)
        except InputError as error:
            refused.append(error)
            found.append(Setting(place, values, None, str(error)))
            continue
        found.append(Setting(place, values, asked_for(reading.problem, best, things)))
    if len(refused) == len(found):
        raise refused[0]
    return found


def asked_for(problem: Problem, best: Best, things: Sequence[Varied]) -> Problem:
    """The problem whose best plan is the point: it asks for as many use cases as there are, or for the least cost."""
    settings = problem.settings
    match best:
        case Best.USE_CASES:
            varied = any(thing.is_target for thing in things)
            target = settings.target_use_cases if varied else most_use_cases(problem)
            most = settings.changed(target_use_cases=target, target_is_a_must=False, objectives=USE_CASES_FIRST)
            return problem.changed(settings=most)
        case Best.COST:
            must = settings.target_use_cases is not None
            rows = tuple(row.changed(amount=lifted(best, things) * row.amount) for row in problem.budget_rows)
            asked = settings.changed(target_is_a_must=must, objectives=CHEAPEST)
            return problem.changed(settings=asked, budget_rows=rows, rules=tuple(map(_only_reported, problem.rules)))
        case Best.FIRST:
            one = settings.changed(target_use_cases=1, target_is_a_must=False, objectives=USE_CASES_FIRST)
            return problem.changed(settings=one)


def _only_reported(rule: Rule) -> Rule:
    """A rule that is preferred may cost money, and what is asked for is the least cost."""
    return rule.changed(mode=Mode.REPORT) if rule.mode is Mode.PREFER else rule


def frontier(things: Sequence[Varied], best: Best, found: Sequence[Setting], engine: Engine, how: Solving) -> Frontier:
    """Solve all points, and give each the best of all their plans that is allowed there."""
    solve = _earliest if best is Best.FIRST else _solved
    points = solve(list(things), found, engine, how)
    return Frontier(tuple(thing.name for thing in things), best, tuple(carried(points)), lifted(best, things))


def _solved(things: list[Varied], found: Sequence[Setting], engine: Engine, how: Solving) -> list[FrontierPoint]:
    outcomes = _swept(things, {at.place: at.problem for at in found if at.problem is not None}, engine, how)
    return [_point(at, outcomes.get(at.place)) for at in found]


def _point(at: Setting, outcome: Outcome | None) -> FrontierPoint:
    if outcome is None:
        return FrontierPoint(at.values, None, at.failure)
    return FrontierPoint(at.values, outcome.result, outcome.failure)


def _swept(
    things: list[Varied], problems: dict[Place, Problem], engine: Engine, how: Solving, round_name: str = ""
) -> dict[Place, Outcome]:
    """All points of a grid, each with those one step away as neighbours."""

    def key(place: Place) -> str:
        values = (f"{thing.name}={thing.values[n]}" for thing, n in zip(things, place, strict=True))
        return f"{round_name}{', '.join(values)}"

    points = [
        Point(
            key(place),
            problem,
            neighbours=tuple(key(other) for other in neighbours(place, things) if other in problems),
            time_limit=how.time_limit,
            seed=how.seed,
        )
        for place, problem in problems.items()
    ]
    outcomes = sweep(points, engine, on_progress=how.on_progress, stop=how.stop, resume=how.resume)
    return dict(zip(problems, outcomes, strict=True))


# -- the earliest first production: the deadline of one use case, halved again and again


@dataclass(frozen=True)
class _Search:
    """What is known of a point: reached by quarter `high` (T + 1: not at all), not before `low`; and the plan."""

    at: Setting
    low: int
    high: int
    not_before: int = 1
    result: Result | None = None
    failure: str = ""

    @property
    def is_open(self) -> bool:
        return self.at.problem is not None and self.low < self.high and not self.failure

    @property
    def middle(self) -> int:
        return (self.low + self.high) // 2

    def problem(self) -> Problem:
        assert self.at.problem is not None
        settings = self.at.problem.settings.changed(target_by=self.middle)
        return self.at.problem.changed(settings=settings)

    def after(self, outcome: Outcome) -> _Search:
        """What is known once the problem of the middle is solved."""
        result = outcome.result
        if result is None or result.accounts is None:
            return replace(self, result=self.result or result, failure=outcome.failure, low=self.high)
        first = next((q for q in result.problem.horizon if result.accounts.live[q]), result.problem.quarters + 1)
        if first <= self.middle:
            return replace(self, high=first, result=result)
        proven = next(level.proven for level in result.levels if level.name is Objective.TARGET)
        not_before = self.middle + 1 if proven else self.not_before
        return replace(self, low=self.middle + 1, not_before=not_before, result=self.result or result)


def _begun(at: Setting) -> _Search:
    return _Search(at, 1, at.problem.quarters + 1 if at.problem else 1, failure=at.failure)


def _earliest(things: list[Varied], found: Sequence[Setting], engine: Engine, how: Solving) -> list[FrontierPoint]:
    searches = {at.place: _begun(at) for at in found}
    number = 0
    while any(search.is_open for search in searches.values()) and not (how.stop and how.stop.is_set()):
        number += 1
        problems = {place: search.problem() for place, search in searches.items() if search.is_open}
        outcomes = _swept(things, problems, engine, how, f"round {number}: ")
        searches |= {place: searches[place].after(outcome) for place, outcome in outcomes.items()}
    return [
        FrontierPoint(search.at.values, search.result, search.failure, search.not_before)
        for search in searches.values()
    ]
