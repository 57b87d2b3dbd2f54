"""The whole workbook: the sheets in their order, laid out, drawn and saved in one go."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from models.files import atomic_write
from models.plan import Result
from outputs.rows.facts import Facts, facts_of
from outputs.source import Source
from outputs.workbook import (
    about,
    budget,
    capacity,
    checks,
    cost,
    hiring,
    inputs,
    inputs_tables,
    record,
    requisitions,
    roadmap,
    rules,
    summary,
    walk,
)
from outputs.workbook.cells import Gap, Sheet
from outputs.workbook.charts import Charts
from outputs.workbook.draw import Painter
from outputs.workbook.layout import Places, lay_out, placed
from outputs.workbook.writer import Book, book


def sheets(facts: Facts, source: Source) -> list[Sheet]:
    """All sheets, in their order."""
    made = [
        module.sheet(facts)
        for module in (summary, hiring, requisitions, walk, cost, budget, roadmap, capacity, rules, inputs, checks)
    ]
    return [*made, about.sheet(facts, source), record.sheet(facts, source)]


def write(result: Result, path: Path, source: Source) -> None:
    """Write the workbook of a result that holds a plan, whole or not at all. Raises ValueError where it holds none."""
    facts = facts_of(result)
    specs = sheets(facts, source)
    places = lay_out(specs, facts.problem.quarters)
    with atomic_write(path) as temporary, book(temporary) as opened:
        properties(opened, "Hiring plan", source)
        draw(opened, facts, specs, places)
        name_constants(opened, places)
        for name, address in own_names(facts, places).items():
            opened.name(name, address)


def draw(opened: Book, facts: Facts, specs: list[Sheet], places: Places) -> list[Worksheet]:
    """Draw the sheets of one plan, with the charts of its Summary."""
    painter = Painter(opened, places, facts.problem.calendar, facts.problem.settings.currency)
    drawn = [painter.sheet(spec) for spec in specs]
    for spec, sheet in zip(specs, drawn, strict=True):
        if spec.name == summary.NAME:
            Charts(facts, opened, places).place(sheet, chart_row(spec))
    return drawn


def chart_row(spec: Sheet) -> int:
    """The row (counted from 0) from which a sheet leaves room for charts."""
    return next(row for row, item in placed(spec) if isinstance(item, Gap))


def properties(opened: Book, title: str, source: Source) -> None:
    """The file's own date is that of the solve, so that the same plan makes the same file."""
    made = datetime(source.date.year, source.date.month, source.date.day)
    opened.file.set_properties({"title": title, "comments": f"hireplan {source.version}", "created": made})
    opened.file.set_calc_mode("auto")


def name_constants(opened: Book, places: Places) -> None:
    """Name the constants of arithmetic, which formulas of all sheets use."""
    for name, _, _ in inputs_tables.CONSTANTS:
        opened.name(name, places.cell(f"const.{name}", 2))


def own_names(facts: Facts, places: Places) -> dict[str, str]:
    """Name of a main figure or a setting of one plan: its address."""
    figures = {name: places.cell(key, 1) for name, key in summary.NAMES.items() if key in places.rows}
    return figures | {name: places.cell(key, 2) for name, key in inputs_tables.names(facts).items()}
