"""Use cases by stage: how many units of each stand in which build quarter, and how many are live."""

from __future__ import annotations

from dataclasses import dataclass

from models.plan import Series
from models.portfolio import live_units, unit_needs, unit_starts
from models.problem import UseCase, UseCaseStatus
from outputs.rows.facts import Facts

LAST_BUILD, LIVE = "last build quarter", "live"


def stage_name(number: int, length: int) -> str:
    """The name of build quarter `number` (from 1) of `length`; the last one is where a use case goes live."""
    return LAST_BUILD if number == length else f"build quarter {number}"


@dataclass(frozen=True)
class Stage:
    """Units of a use case in one build quarter, or live; `before` is how many stood there before quarter 1."""

    name: str
    before: int
    units: Series


def started(facts: Facts, use_case: UseCase) -> Series:
    """Units that start building in each quarter, by the plan or (a use case in progress) on their own."""
    starts = unit_starts(facts.problem, use_case, facts.plan.starts)
    return tuple(starts.get(q, 0) for q in facts.problem.horizon)


def stages(facts: Facts, use_case: UseCase) -> list[Stage]:
    """The build quarters of a use case in order, then 'live'."""
    starts = unit_starts(facts.problem, use_case, facts.plan.starts)
    length = facts.problem.type_of[use_case.id].build_quarters
    building = [
        Stage(
            stage_name(n, length), starts.get(1 - n, 0), tuple(starts.get(q - n + 1, 0) for q in facts.problem.horizon)
        )
        for n in range(1, length + 1)
    ]
    live = live_units(facts.problem, use_case, facts.plan.starts)[:-1]
    at_start = use_case.count if use_case.status is UseCaseStatus.LIVE else 0
    if at_start:  # gone live long ago: nothing stood in a build quarter just before quarter 1
        building = [Stage(stage.name, 0, facts.zeros) for stage in building]
    return [*building, Stage(LIVE, at_start, live)]


@dataclass(frozen=True)
class StageNeed:
    """What a unit needs in a stage: FTE by capability, and money."""

    stage: str
    fte: dict[str, float]
    money: int


def stage_needs(facts: Facts, use_case: UseCase) -> list[StageNeed]:
    """The needs of the stages of a use case, in their order."""
    needs = unit_needs(facts.problem, use_case)
    length = needs.build_quarters
    build = [
        StageNeed(
            stage_name(n + 1, length), {c: cells[n] / 100 for c, cells in needs.build.items()}, needs.build_cost[n]
        )
        for n in range(length)
    ]
    return [*build, StageNeed(LIVE, {c: cell / 100 for c, cell in needs.run.items()}, needs.run_cost)]


def gantt(rows: list[Stage], count: int) -> list[str]:
    """What a roadmap shows in each quarter: go-live (the last build quarter), build, live, or nothing."""
    *building, live = rows
    cells = []
    for q in range(len(live.units)):
        in_build = sum(stage.units[q] for stage in building)
        goes_live = building[-1].units[q]
        word, units = (
            ("go-live", goes_live) if goes_live else ("build", in_build) if in_build else ("live", live.units[q])
        )
        cells.append("" if not units else f"{word} {units}" if count > 1 else word)
    return cells


def produced(facts: Facts) -> Series:
    """Units in production by the end of each quarter."""
    return facts.accounts.live[1:]
