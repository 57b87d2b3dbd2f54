"""The whole workbook: the sheets in their order, laid out, drawn and saved in one go."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

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
from outputs.workbook.inputs_tables import CONSTANTS
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
        _properties(opened, facts, source)
        painter = Painter(opened, places, facts.problem.calendar, facts.problem.settings.currency)
        for spec in specs:
            drawn = painter.sheet(spec)
            if spec.name == summary.NAME:
                row = next(row for row, item in placed(spec) if isinstance(item, Gap))
                Charts(facts, opened, places).place(drawn, row)
        _names(opened, places)


def _properties(opened: Book, facts: Facts, source: Source) -> None:
    """The file's own date is that of the solve, so that the same plan makes the same file."""
    made = datetime(source.date.year, source.date.month, source.date.day)
    opened.file.set_properties({"title": "Hiring plan", "comments": f"hireplan {source.version}", "created": made})
    opened.file.set_calc_mode("auto")


def _names(opened: Book, places: Places) -> None:
    for name, _, _ in CONSTANTS:
        opened.name(name, places.cell(f"const.{name}", 2))
    for name, key in summary.NAMES.items():
        if key in places.rows:
            opened.name(name, places.cell(key, 1))
