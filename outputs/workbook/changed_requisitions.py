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


def sheet(scenarios: Sequence[Compared], differences: Sequence[Difference | None]) -> Sheet:
    return Sheet(
        NAME,
        f"Requisitions that differ from {scenarios[0].label}",
        _lead(scenarios, differences),
        (Table(HEADERS, tuple(_rows(scenarios, differences)), filters=True),),
        part=Part.ANSWER,
        widths=WIDTHS,
        most=MOST,
        time=False,
    )


def _lead(scenarios: Sequence[Compared], differences: Sequence[Difference | None]) -> str:
    """How many, and how to read the list."""
    pairs = zip(scenarios, differences, strict=True)
    counts = [f"{one.letter}: {requisition_words(found)}" for one, found in pairs if found and one.facts]
    known = f"{'; '.join(counts)}. " if scenarios[0].facts and counts else "There is no plan to compare. "
    known = known if len(counts) <= MOST_COUNTED else ""
    return f"{known}As solved. Opened and started: in {scenarios[0].letter}; opens and starts: in the scenario."


def _rows(scenarios: Sequence[Compared], differences: Sequence[Difference | None]) -> Iterator[Row]:
    for one, found in zip(scenarios, differences, strict=True):
        if found:
            rows = requisition_rows(scenarios[0].result.problem, one.result.problem, found.requisitions)
            yield from (Row(f"changed.{one.letter}.{n}", _cells(one, row)) for n, row in enumerate(rows))


def _cells(one: Compared, row: RequisitionRow) -> tuple[Cell, ...]:
    words = (row.position, row.role, row.level, row.location, one.label, row.change)
    quarters = (row.opened, row.opens, row.started, row.starts)
    return (*map(text, words), *map(text, quarters), Cell(row.later, unit="number"))
