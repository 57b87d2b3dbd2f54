"""Requisition changes: by position ID, what each scenario adds to, drops from or moves in those of the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from outputs.rows.differences import Difference, RequisitionRow, requisition_rows, requisition_words
from outputs.workbook.cells import Cell, Part, Row, Sheet, Table
from outputs.workbook.compared import Compared
from outputs.workbook.parts import text

NAME = "Requisition changes"
HEADERS = (
    *("Position", "Role", "Level", "Location", "Scenario", "Change", "Opened in", "Opens in", "Started in"),
    *("Starts in", "Quarters later"),
)
WIDTHS = (14, 24, 10, 14, 24, 10, 11, 11, 11, 11, 10)
MOST_COUNTED = 4
"""Scenarios whose changes are counted in the lead."""
MOST = (24, 36, 16, 24, 36, 14)
AT = 4
"""Where the business unit stands if people belong to units: before the scenario."""
UNIT, UNIT_WIDTH, UNIT_MOST = "Business unit", 14, 24


def sheet(scenarios: Sequence[Compared], differences: Sequence[Difference | None]) -> Sheet:
    found = list(_found(scenarios, differences))
    units = any(row.unit for _, _, row in found)
    rows = (Row(f"changed.{one.letter}.{n}", _cells(one, row, units=units)) for one, n, row in found)
    headers, widths, most = (
        (*kept[:AT], *((own,) if units else ()), *kept[AT:])
        for kept, own in ((HEADERS, UNIT), (WIDTHS, UNIT_WIDTH), (MOST, UNIT_MOST))
    )
    return Sheet(
        NAME,
        f"Requisitions that differ from {scenarios[0].label}",
        _lead(scenarios, differences),
        (Table(headers, tuple(rows), filters=True),),
        part=Part.ANSWER,
        widths=widths,
        most=most,
        time=False,
    )


def _lead(scenarios: Sequence[Compared], differences: Sequence[Difference | None]) -> str:
    """How many, and how to read the list."""
    pairs = zip(scenarios, differences, strict=True)
    counts = [f"{one.letter}: {requisition_words(found)}" for one, found in pairs if found and one.facts]
    known = f"{'; '.join(counts)}. " if scenarios[0].facts and counts else "There is no plan to compare. "
    known = known if len(counts) <= MOST_COUNTED else ""
    return f"{known}As solved. Opened and started: in {scenarios[0].letter}; opens and starts: in the scenario."


def _found(
    scenarios: Sequence[Compared], differences: Sequence[Difference | None]
) -> Iterator[tuple[Compared, int, RequisitionRow]]:
    """What each scenario changes, numbered within it."""
    for one, found in zip(scenarios, differences, strict=True):
        if found:
            rows = requisition_rows(scenarios[0].result.problem, one.result.problem, found.requisitions)
            yield from ((one, n, row) for n, row in enumerate(rows))


def _cells(one: Compared, row: RequisitionRow, *, units: bool) -> tuple[Cell, ...]:
    place = (row.position, row.role, row.level, row.location, *((row.unit,) if units else ()))
    quarters = (row.opened, row.opens, row.started, row.starts)
    return (*map(text, place), text(one.label), text(row.change), *map(text, quarters), Cell(row.later, unit="number"))
