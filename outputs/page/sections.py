"""What a page says besides its charts, as plain views: text, numbers and the names of styles. No markup."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from models.plan import State
from models.portfolio import unit_starts
from models.problem import UseCase, UseCaseStatus
from outputs.rows.building import gantt, stages
from outputs.rows.capacity import utilisation
from outputs.rows.facts import Facts
from outputs.rows.rules import MODE_ORDER, states, worst
from outputs.rows.scenarios import Change, Measure, Worth

LEVELS = ((0.5, "idle"), (0.85, "easy"), (1, "full"))
"""Utilisation up to which a cell has a style; above the last it is 'over'."""

BARS = {"build": "b", "go-live": "g", "live": "l"}
"""The style of each stage of a use case."""


@dataclass(frozen=True)
class Heat:
    """A cell of the heat map: per cent as text, and how it is coloured."""

    text: str
    look: str


@dataclass(frozen=True)
class Bar:
    """A run of quarters in one stage: the first counted from 0, and how many."""

    look: str
    first: int
    length: int


@dataclass(frozen=True)
class RoadmapRow:
    """A use case: who wants it, when it starts and goes live in words, and its bars."""

    id: str
    name: str
    what: str = ""
    starts: str = ""
    live: str = ""
    bars: tuple[Bar, ...] = ()
    again: bool = False
    """whether it stands in an earlier table too"""

    @property
    def when(self) -> str:
        """When it starts and goes live, where there is no room for columns of their own."""
        ends = f"live {self.live}".replace("live live", "live") if self.live else ""
        return ", ".join(filter(None, (self.starts, ends)))

    def cut(self, bars: tuple[Bar, ...], *, again: bool) -> RoadmapRow:
        """The same row with other bars."""
        return replace(self, bars=bars, again=again)


@dataclass(frozen=True)
class RuleRow:
    """A rule and how it stands: kept, or in which quarters not."""

    id: str
    mode: str
    state: str
    quarters: str


def heat_map(facts: Facts) -> list[tuple[str, list[Heat]]]:
    """Capability: utilisation by quarter."""
    return [(name, [_heat(share) for share in utilisation(facts, name)]) for name in facts.problem.capabilities]


def _heat(share: float | None) -> Heat:
    if share is None:
        return Heat("", "none")
    if math.isinf(share):
        return Heat("∞", "over")
    look = next((look for most, look in LEVELS if share <= most + 1e-9), "over")
    return Heat(f"{share:.0%}", look)


def roadmap(facts: Facts) -> list[RoadmapRow]:
    """Every use case, those in the plan first, in order of their start."""
    rows = [(_first_start(facts, use_case), _roadmap_row(facts, use_case)) for use_case in facts.problem.use_cases]
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _first_start(facts: Facts, use_case: UseCase) -> float:
    return min(unit_starts(facts.problem, use_case, facts.plan.starts), default=math.inf)


def _roadmap_row(facts: Facts, use_case: UseCase) -> RoadmapRow:
    what = [use_case.type, use_case.business_unit, f"{use_case.count} alike" if use_case.count > 1 else ""]
    words = gantt(stages(facts, use_case), use_case.count)
    return RoadmapRow(
        id=use_case.id,
        name=use_case.name or use_case.type,
        what=", ".join(filter(None, what)),
        starts=_starts(facts, use_case),
        live=_live(facts, use_case),
        bars=tuple(_bars([word.split(" ")[0] for word in words])),
    )


def _starts(facts: Facts, use_case: UseCase) -> str:
    if use_case.status is not UseCaseStatus.IDEA:
        return "under way" if use_case.status is UseCaseStatus.IN_PROGRESS else "earlier"
    return _when(facts, use_case, 0) or "not in this plan"


def _live(facts: Facts, use_case: UseCase) -> str:
    if use_case.status is UseCaseStatus.LIVE:
        return "live already"
    return _when(facts, use_case, facts.problem.type_of[use_case.id].build_quarters - 1)


def _when(facts: Facts, use_case: UseCase, later: int) -> str:
    """The quarters so many after each start, with the units where there are several alike."""
    label = facts.problem.calendar.label
    found = sorted(unit_starts(facts.problem, use_case, facts.plan.starts).items())
    return ", ".join(f"{n} × {label(q + later)}" if use_case.count > 1 else label(q + later) for q, n in found)


def _bars(words: Sequence[str]) -> Iterator[Bar]:
    first = 0
    for word, run in groupby(words):
        length = len(list(run))
        if word:
            yield Bar(BARS[word], first, length)
        first += length


@dataclass(frozen=True)
class HiringRow:
    """A job profile that people are hired for: hires by quarter, '' for none, and their sum."""

    title: str
    wave: int
    hires: tuple[str, ...]
    total: int


def hiring(facts: Facts) -> list[HiringRow]:
    """Job profiles with hires, wave by wave."""
    rows = [
        HiringRow(p.title, p.wave, tuple(str(n) if n else "" for n in facts.plan.hires[p.id]), total)
        for p in facts.problem.profiles
        if (total := sum(facts.plan.hires[p.id]))
    ]
    return sorted(rows, key=lambda row: row.wave)


def rules(facts: Facts) -> list[RuleRow]:
    """Every rule that is not off; those that are not kept first, then by how binding they are."""
    found = states(facts)
    rows = [
        RuleRow(rule.id, str(rule.mode), str(worst(found[rule.id])), _not_kept(facts, found[rule.id]))
        for mode in MODE_ORDER
        for rule in facts.problem.rules
        if rule.mode is mode
    ]
    return sorted(rows, key=lambda row: row.state == State.KEPT)


def _not_kept(facts: Facts, by_quarter: list[State]) -> str:
    """Runs of quarters, such as 'FY27 Q4 to FY28 Q2'."""
    parts = []
    for missed, run in groupby(range(len(by_quarter)), key=lambda q: by_quarter[q] is not State.KEPT):
        quarters = [facts.labels[q] for q in run]
        if missed:
            parts.append(quarters[0] if len(quarters) == 1 else f"{quarters[0]} to {quarters[-1]}")
    return ", ".join(parts)


@dataclass(frozen=True)
class MeasureCell:
    """A measure in one scenario: its value, and what it differs by from the first ('' where that says nothing)."""

    value: Worth
    difference: str
    share: str


def side_by_side(measures: Sequence[Measure]) -> list[tuple[str, str, list[MeasureCell]]]:
    """Label, unit and a cell for each scenario; checks of the workbook are left to the workbook."""
    return [
        (measure.label, measure.unit, list(map(_cell, measure.values, measure.changes)))
        for measure in measures
        if measure.unit != "1 = yes"
    ]


def _cell(value: Worth, change: Change | None) -> MeasureCell:
    if change is None or not change.amount:
        return MeasureCell(value, "", "")
    share = "" if change.share is None else f"{change.share:+.1%}".replace("-", "−")
    return MeasureCell(value, f"{change.amount:+,}".replace("-", "−"), share)
