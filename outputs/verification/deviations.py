"""What a returned workbook shows against what follows from the plan in it: changed inputs and lost formulas.

Its sheets are laid out once more for the plan as it now stands, and every cell compared but the decisions and the
labels by which rows are found. What hireplan stored of the plan as solved is compared with that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from models.calendar import Calendar
from models.errors import Fault
from outputs.rows.facts import Facts
from outputs.source import Source
from outputs.verification.returned import Labels, Returned, ReturnedCell, ReturnedSheet, address, by_section, plain
from outputs.workbook import (
    about,
    budget,
    capacity,
    checks,
    cost,
    hiring,
    inputs,
    requisitions,
    roadmap,
    rules,
    summary,
    walk,
)
from outputs.workbook.cells import FIRST, START, TOTAL, Cell, Ink, Line, Row, Sheet, Table, Value
from outputs.workbook.inputs_series import STAFF_COST
from outputs.workbook.inputs_tables import STAFF

NEARLY, LAST_BIT = 1e-6, 1e-15
"""How far a number may be off: of the unit, and for the largest of the number."""

PRIVATE = (STAFF, STAFF_COST)
"""Sections that tell what single people earn, so that no message may show what stands there."""


class Kind(Enum):
    """What somebody changed, and what comes of it."""

    INPUT = (
        "was changed, and the plan is judged by the inputs that were solved: to plan with other inputs, "
        "change the input file and solve again"
    )
    FORMULA = (
        "is not what follows from the plan: an input was changed, a formula overwritten or a row put between the rows "
        "that it adds up; the judge's figures count"
    )
    STORED = "is what hireplan wrote of the plan as solved, and was changed; the judge does not read it"
    MISSING = "so nothing in it was compared"


@dataclass(frozen=True)
class Deviation:
    """A cell that shows something else than follows from the plan and the inputs that were solved."""

    cell: str
    words: str
    kind: Kind
    uncalculated: bool = False


def notices(facts: Facts, source: Source, returned: Returned, file: str) -> list[Fault]:
    """At most one of a kind for each sheet, each with its first cell; one for a file never calculated."""
    found: list[Fault] = []
    uncalculated = False
    for spec in expected_sheets(facts, source):
        if spec.name not in returned:
            found.append(Fault(file, spec.name, "", "the sheet is missing; nothing on it was compared"))
            continue
        sheet = ReturnedSheet(spec, facts.labels, returned[spec.name])
        by_kind: defaultdict[Kind, list[Deviation]] = defaultdict(list)
        for deviation in deviations(sheet, facts.problem.calendar):
            uncalculated = uncalculated or deviation.uncalculated
            if not deviation.uncalculated:
                by_kind[deviation.kind].append(deviation)
        found += [_told(file, spec.name, kind, by_kind[kind]) for kind in Kind if by_kind[kind]]
    return [Fault(file, "", "", UNCALCULATED), *found] if uncalculated else found


UNCALCULATED = (
    "its formulas have not been calculated since it was changed; open and save it in Excel or LibreOffice to see "
    "the sheets follow. The judge needs no formula"
)


def expected_sheets(facts: Facts, source: Source) -> list[Sheet]:
    """The sheets as they should be: of the plan as it now stands, two of them of the plan as solved."""
    live = (summary, hiring, walk, cost, budget, roadmap, capacity, rules, inputs, checks)
    solved = facts.solved
    return [*(module.sheet(facts) for module in live), requisitions.sheet(solved), about.sheet(solved, source)]


def _told(file: str, sheet: str, kind: Kind, found: list[Deviation]) -> Fault:
    first, more = found[0], len(found) - 1
    others = f" ({more:,} more on this sheet)" if more else ""
    joint = ", " if kind is Kind.MISSING else ": it "
    return Fault(file, sheet, first.cell, f"{first.words}{others}{joint}{kind.value}")


def deviations(sheet: ReturnedSheet, calendar: Calendar) -> Iterator[Deviation]:
    """Every cell of a sheet that is not as expected, and every row that is not there or stands twice."""
    if sheet.spec.time and not sheet.columns:
        yield Deviation("", "no row holds all quarters", Kind.MISSING)
        return
    for section in dict.fromkeys(section for section, _ in by_section(sheet.spec)):
        if section not in sheet.headings:
            yield Deviation("", f"the heading {section!r} is missing or was changed", Kind.MISSING)
    for (section, labels), rows in _rows(sheet.spec, calendar).items():
        if section in sheet.headings:
            yield from _placed(sheet, section, labels, rows)


Cells = list[tuple[int, Cell]]
"""Column, and what was written there."""


def _rows(spec: Sheet, calendar: Calendar) -> dict[tuple[str, Labels], list[Cells]]:
    """(section, words with which a row begins): what stands in the rows that begin with them, from top to bottom."""
    found: dict[tuple[str, Labels], list[Cells]] = {}
    for section, item in by_section(spec):
        if isinstance(item, Line):
            cells = list(_line(item, calendar if spec.years else None))
            found.setdefault((section, item.labels), []).append(cells)
        elif isinstance(item, Table):
            for row in item.rows:
                cells = [(column, cell) for column, cell in enumerate(row.cells) if cell.unit != "label"]
                found.setdefault((section, _labels(row)), []).append(cells)
    return found


def _placed(sheet: ReturnedSheet, section: str, labels: Labels, rows: list[Cells]) -> Iterator[Deviation]:
    """Rows that begin alike are compared in their order, if there are as many as there were."""
    where = sheet.places(labels, section)
    if len(where) != len(rows):
        yield _lost(section, labels, where, len(rows))
        return
    for row, cells in zip(where, rows, strict=True):
        for column, cell in cells:
            yield from _compared(sheet, row, column, cell, private=section in PRIVATE)


def _lost(section: str, labels: Labels, where: list[int], times: int) -> Deviation:
    rows = " and ".join(str(row + 1) for row in where)
    wrong = "is missing, or its labels were changed"
    if where:
        wrong = f"stands in row{'s' * (len(where) > 1)} {rows}" + (f", where there were {times}" if times > 1 else "")
    name = ", ".join(filter(None, map(plain, labels))) or "without labels"
    return Deviation("", f"the row '{name}'{f' under {section!r}' if section else ''} {wrong}", Kind.MISSING)


def _line(line: Line, calendar: Calendar | None) -> Iterator[tuple[int, Cell]]:
    """Its numbers, but no decision; with a calendar, sums by fiscal year too."""
    if line.ink is not Ink.CHOICE or line.formula:
        yield from ((FIRST + q, Cell(value, line.formula, ink=line.ink)) for q, value in enumerate(line.values))
    yield from ((column, aside) for column, aside in ((TOTAL, line.total), (START, line.start)) if aside)
    if line.years and calendar is not None:
        first = FIRST + calendar.quarters + 1
        for n, quarters in enumerate(calendar.fiscal_years().values()):
            yield first + n, Cell(line.total_of(quarters), "=", ink=Ink.FORMULA)


def _labels(row: Row) -> Labels:
    """The words with which a row begins: of its first cell, and of as many after it as are needed to have any."""
    labels: list[str] = []
    for cell in row.cells[:3]:
        if cell.formula or not isinstance(cell.value, str):
            break
        labels.append(cell.value)
        if cell.value:
            break
    return tuple(labels)


def _compared(sheet: ReturnedSheet, row: int, column: int, cell: Cell, *, private: bool) -> Iterator[Deviation]:
    there = sheet.column(column)
    shown = sheet.cells.get((row, there))
    if _as_expected(shown, cell.value):
        return
    words = f"shows {_words(shown)}, where {_value(cell.value)} was expected"
    stored = Kind.STORED if cell.ink in (Ink.NOTED, Ink.TEXT, Ink.CHOICE) else Kind.INPUT
    yield Deviation(
        address(row, there),
        "is not as it was" if private else words,
        Kind.FORMULA if cell.formula else stored,
        shown is not None and shown.uncalculated,
    )


def _words(cell: ReturnedCell | None) -> str:
    return "nothing" if cell is None else cell.trouble or _value(cell.value)


def _value(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    return f"{value:,.6g}" if isinstance(value, float) and value != int(value) else f"{plain(_whole(value))[:60]}"


def _whole(value: object) -> object:
    return f"{int(value):,}" if isinstance(value, (int, float)) else value


def _as_expected(shown: ReturnedCell | None, expected: Value) -> bool:
    if shown is None:
        return expected is None or expected == ""
    return not shown.trouble and same(shown.value, expected)


def same(shown: object, expected: Value) -> bool:
    """Equal but for the last bits of a fraction, blanks in text, and the time of day that readers add to a date."""
    if isinstance(shown, datetime):
        shown = shown.date()
    if isinstance(shown, (int, float)) and isinstance(expected, (int, float)):
        return abs(shown - expected) <= max(NEARLY, LAST_BIT * abs(expected))
    return plain(shown) == plain("" if expected is None else expected)
