"""Scenarios by quarter: cost, head count and use cases, one row a scenario, on a time line that holds all horizons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.calendar import Calendar
from outputs.rows.answer import heads
from outputs.rows.building import produced
from outputs.rows.facts import Facts
from outputs.rows.scenarios import on_time_line
from outputs.workbook.cells import Cell, Heading, Row, Sheet, Table
from outputs.workbook.compared import Compared
from outputs.workbook.parts import formula, sum_of, text

NAME = "Scenarios by quarter"


@dataclass(frozen=True)
class Block:
    """A figure by quarter: where a plan's own sheets hold it, and what it is."""

    key: str
    title: str
    unit: str
    line: str
    """the key of the line that holds it, and below the time sheet that the line stands on"""
    of: str
    series: Callable[[Facts], Sequence[int]]
    adds_up: bool = False


BLOCKS = (
    Block("cost", "Cost", "money", "cost.all", "cost", lambda facts: facts.accounts.cost, adds_up=True),
    Block("heads", "Head count at the end of the quarter", "heads", "heads.all", "headcount_walk", heads),
    Block("cases", "Use cases in production by the end of the quarter", "use cases", "prod.all", "roadmap", produced),
)


def sheet(scenarios: Sequence[Compared], calendar: Calendar) -> Sheet:
    items = [item for block in BLOCKS for item in (Heading(block.title), _block(scenarios, calendar, block))]
    return Sheet(
        NAME,
        NAME,
        "Each scenario's own figures, brought under the same quarters by their first day; empty outside its horizon.",
        tuple(items),
        heads=("Letter", "Scenario", "", "Unit", "Total", ""),
        widths=(14, 36, 12, 10, 14, 3),
        wide=11,
    )


def row_key(block: Block, one: Compared) -> str:
    """The key of a scenario's row in a block."""
    return f"quarterly.{block.key}.{one.letter}"


def has_row(one: Compared, calendar: Calendar) -> bool:
    """Whether a scenario has figures on the time line."""
    return one.facts is not None and any(v is not None for v in on_time_line(calendar, one.facts, one.facts.zeros))


def _block(scenarios: Sequence[Compared], calendar: Calendar, block: Block) -> Table:
    return Table(("", ""), tuple(_row(one, calendar, block) for one in scenarios))


def _row(one: Compared, calendar: Calendar, block: Block) -> Row:
    values = (
        [None] * calendar.quarters if one.facts is None else on_time_line(calendar, one.facts, block.series(one.facts))
    )
    key = row_key(block, one)
    labels = (
        text(one.letter, bold=True),
        text(one.name),
        text(_why_empty(one, calendar)),
        Cell(block.unit, unit="label"),
    )
    total = sum_of(key, values, block.unit) if block.adds_up and has_row(one, calendar) else Cell(None)
    return Row(key, (*labels, total, Cell(None), *(_cell(one, block, value) for value in values)))


def _cell(one: Compared, block: Block, value: int | None) -> Cell:
    """A plan's figure in the quarter that begins on the day above."""
    if value is None:
        return Cell(None)
    days = f"{{{one.letter}.day.{block.of}|row}}"
    template = f"=INDEX({{{one.letter}.{block.line}|row}},MATCH({{day.scenarios_by_quarter}},{days},0))"
    return formula(value, template, block.unit)


def _why_empty(one: Compared, calendar: Calendar) -> str:
    if one.facts is None:
        return "no plan"
    return "" if has_row(one, calendar) else "other quarters"
