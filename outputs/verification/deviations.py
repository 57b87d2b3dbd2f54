"""What a returned workbook shows against what follows from the plan in it: changed inputs and lost formulas.

The sheets of COMPARED are laid out once more for the plan as it now stands, and their cells compared, but for the
decisions and the totals by fiscal year. Lines are looked for where they were written, counted from their heading: moved
ones are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.errors import Fault
from outputs.rows.facts import Facts
from outputs.verification.returned import Returned, ReturnedCell, ReturnedSheet, address, by_section, plain
from outputs.workbook import budget, capacity, cost, hiring, inputs, roadmap, rules, walk
from outputs.workbook.cells import FIRST, START, TOTAL, Cell, Ink, Item, Line, Table, Value
from outputs.workbook.inputs_tables import STAFF

COMPARED = (hiring, walk, cost, budget, roadmap, capacity, rules, inputs)
NEARLY = 1e-6


@dataclass(frozen=True)
class Deviation:
    """A cell that shows something else than follows from the plan and the inputs that were solved."""

    cell: str
    shown: ReturnedCell | None
    expected: Value
    given: bool
    """whether it is an input, and not a formula"""
    private: bool
    """whether it tells of a single person, so that no message may show it"""


def notices(facts: Facts, returned: Returned, file: str) -> list[Fault]:
    """At most two for each sheet (inputs, formulas), each with its first cell; one for a file never calculated."""
    found: list[Fault] = []
    uncalculated = False
    for spec in (module.sheet(facts) for module in COMPARED):
        if spec.name not in returned:
            found.append(Fault(file, spec.name, "", "the sheet is missing; nothing on it was compared"))
            continue
        deviations = list(_deviations(ReturnedSheet(spec, facts.labels, returned[spec.name])))
        uncalculated = uncalculated or any(d.shown is not None and d.shown.uncalculated for d in deviations)
        settled = [d for d in deviations if d.shown is None or not d.shown.uncalculated]
        found += _told(file, spec.name, [d for d in settled if d.given], INPUT)
        found += _told(file, spec.name, [d for d in settled if not d.given], FORMULA)
    if uncalculated:
        found.insert(0, Fault(file, "", "", UNCALCULATED))
    return found


INPUT = (
    "was changed, and the plan is judged by the inputs that were solved: to plan with other inputs, "
    "change the input file and solve again"
)
FORMULA = "is not what follows from the plan: an input was changed or a formula overwritten; the judge's figures count"
UNCALCULATED = (
    "its formulas have not been calculated since it was changed; open and save it in Excel or LibreOffice to see "
    "the sheets follow. The judge needs no formula"
)


def _told(file: str, sheet: str, deviations: list[Deviation], meaning: str) -> Iterator[Fault]:
    if deviations:
        first = deviations[0]
        more = f" ({len(deviations) - 1:,} more on this sheet)" if len(deviations) > 1 else ""
        seen = f"shows {_words(first.shown)}, where {_value(first.expected)} was expected"
        message = f"{'is not as it was' if first.private else seen}{more}: it {meaning}"
        yield Fault(file, sheet, first.cell, message)


def _words(cell: ReturnedCell | None) -> str:
    return "nothing" if cell is None else cell.trouble or _value(cell.value)


def _value(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    return f"{value:,.6g}" if isinstance(value, float) and value != int(value) else f"{plain(_whole(value))[:60]}"


def _whole(value: object) -> object:
    return f"{int(value):,}" if isinstance(value, (int, float)) else value


def _deviations(sheet: ReturnedSheet) -> Iterator[Deviation]:
    for section, top, row, item in by_section(sheet.spec):
        if section not in sheet.headings:
            continue
        moved = sheet.headings[section] - top
        for below, column, cell in _cells(item):
            there = row + below + moved
            if isinstance(item, Line) and sheet.text(there, 0) != plain(item.labels[0]):
                continue  # rows were sorted or inserted within the section
            shown = sheet.cells.get((there, _column(sheet, column)))
            if not _as_expected(shown, cell.value):
                yield Deviation(
                    address(there, _column(sheet, column)), shown, cell.value, not cell.formula, section == STAFF
                )


def _column(sheet: ReturnedSheet, column: int) -> int:
    """Where a column now stands: quarters by their labels."""
    quarter = column - FIRST
    if sheet.spec.time and 0 <= quarter < len(sheet.labels) and sheet.columns:
        return sheet.columns[sheet.labels[quarter]]
    return column


def _cells(item: Item) -> Iterator[tuple[int, int, Cell]]:
    """Row within the item, column, and the cell; labels, units and decisions left out."""
    match item:
        case Line():
            if item.ink is not Ink.CHOICE or item.formula:
                yield from ((0, FIRST + q, Cell(value, item.formula)) for q, value in enumerate(item.values))
            yield from ((0, column, aside) for column, aside in ((TOTAL, item.total), (START, item.start)) if aside)
        case Table():
            for below, row in enumerate(item.rows, item.headed):
                yield from ((below, column, cell) for column, cell in enumerate(row.cells) if cell.unit != "label")
        case _:
            return


def _as_expected(shown: ReturnedCell | None, expected: Value) -> bool:
    if shown is None:
        return expected is None or expected == ""
    return not shown.trouble and same(shown.value, expected)


def same(shown: object, expected: Value) -> bool:
    """Equal but for the last bits of a fraction and blanks in text."""
    if isinstance(shown, (int, float)) and isinstance(expected, (int, float)):
        return abs(shown - expected) <= NEARLY * max(1.0, abs(expected))
    return plain(shown) == plain("" if expected is None else expected)
