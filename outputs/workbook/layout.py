"""Where every cell stands, and formulas written with it.

In a template, of a formula in quarter q's column:
  {key}          the cell of that line in the same column           {key|prev}   the column before
  {key|todate}   quarter 1 to this column                           {key|before} column F to the column before
  {key|ownE}     that column, in a row that goes with the formula where rows are sorted
  {key|row}      all quarters                                       {key|E}      that column of the line or table row
  {a..b} and {a..b|E}: from line a down to line b.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from outputs.workbook.cells import FIRST, START, Gap, Heading, Item, Line, Sheet, Table

TOP = 7
"""The first row (counted from 0) below a time sheet's header: title, lead, gap, year, first day, number, quarter."""
YEAR_ROW, DAY_ROW, NUMBER_ROW, QUARTER_ROW = 3, 4, 5, 6
TOP_PLAIN = 3
OWN = "own"
"""Before a column in a template: in the formula's own row."""

_REFERENCE = re.compile(r"\{(\w+(?:\.\w+)*)(?:\.\.(\w+(?:\.\w+)*))?(?:\|(\w+))?\}")


def letters(column: int) -> str:
    """The letters of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def height(item: Item) -> int:
    """The rows that an item takes up."""
    match item:
        case Line():
            return 1
        case Heading():
            return 2
        case Gap():
            return item.rows
        case Table():
            return len(item.rows) + item.headed


def placed(sheet: Sheet) -> Iterable[tuple[int, Item]]:
    """The items of a sheet, each with its first row (counted from 0)."""
    row = TOP if sheet.time else TOP_PLAIN
    for item in sheet.items:
        yield row, item
        row += height(item)


@dataclass(frozen=True)
class Places:
    """The sheet and row (counted from 0) of every key, and the number of quarters."""

    rows: dict[str, tuple[str, int]]
    quarters: int
    prefix: str = ""
    """what the names of its sheets begin with, where several plans stand in one workbook"""
    lengths: dict[str, int] = field(default_factory=dict)
    """sheet: its number of quarters, where it is another"""

    def formula(self, template: str, sheet: str, column: int) -> str:
        """The formula for a cell of a sheet in a column (counted from 0). Raises KeyError on an unknown key."""
        return _REFERENCE.sub(lambda m: self._reference(m[1], m[2] or m[1], m[3] or "", sheet, column), template)

    def crosses(self, template: str, sheet: str) -> bool:
        """Whether a template refers to another sheet."""
        return any(self.rows[match[1]][0] != sheet for match in _REFERENCE.finditer(template))

    def cell(self, key: str, column: int) -> str:
        """The absolute address of a key in a column, with its sheet."""
        sheet, row = self.rows[key]
        return f"'{sheet}'!${letters(column)}${row + 1}"

    def series(self, key: str) -> list[int | str]:
        """The quarters of a line as a chart wants them: sheet, first row and column, last row and column."""
        sheet, row = self.rows[key]
        return [sheet, row, FIRST, row, FIRST + self.quarters - 1]

    def _reference(self, first: str, last: str, part: str, sheet: str, column: int) -> str:
        there, top = self.rows[first]
        bottom = self.rows[last][1]
        left, right = self._columns(part, column, self.lengths.get(there, self.quarters))
        address = f"{left}{_row(top, part)}"
        if (left, top) != (right, bottom):
            address += f":{right}{_row(bottom, part)}"
        return address if there == sheet else f"'{there}'!{address}"

    def _columns(self, part: str, column: int, quarters: int) -> tuple[str, str]:
        match part:
            case "":
                return letters(column), letters(column)
            case "prev":
                return letters(column - 1), letters(column - 1)
            case "todate":
                return f"${letters(FIRST)}", letters(column)
            case "before":
                return f"${letters(START)}", letters(column - 1)
            case "row":
                return f"${letters(FIRST)}", f"${letters(FIRST + quarters - 1)}"
            case _:
                return f"${part.removeprefix(OWN)}", f"${part.removeprefix(OWN)}"


def _row(row: int, part: str) -> str:
    return f"${row + 1}" if part == "row" or part.isupper() else str(row + 1)


def lay_out(sheets: Iterable[Sheet], quarters: int, prefix: str = "") -> Places:
    """Give every key its place, on sheets whose names get a prefix. Raises ValueError where a key stands twice."""
    rows: dict[str, tuple[str, int]] = {}

    def place(key: str, sheet: str, row: int) -> None:
        if key and key in rows:
            raise ValueError(f"two cells have the key {key}")
        rows[key] = (prefix + sheet, row)

    for sheet in sheets:
        if sheet.time:
            for key, row in HEADER_KEYS.items():
                place(f"{key}.{_slug(sheet.name)}", sheet.name, row)
        for row, item in placed(sheet):
            if isinstance(item, Line):
                place(item.key, sheet.name, row)
            elif isinstance(item, Table):
                for below, table_row in enumerate(item.rows, row + item.headed):
                    place(table_row.key, sheet.name, below)
    return Places(rows, quarters, prefix)


def joined(own: Places, parts: Mapping[str, Places]) -> Places:
    """The places of some sheets, from which those of other plans can be seen: `cost.all` of plan A as `A.cost.all`."""
    rows = {f"{name}.{key}": place for name, part in parts.items() for key, place in part.rows.items()}
    lengths = {sheet: part.quarters for part in parts.values() for sheet, _ in part.rows.values()}
    return Places(own.rows | rows, own.quarters, lengths=lengths)


HEADER_KEYS = {"year": YEAR_ROW, "quarter": QUARTER_ROW, "day": DAY_ROW, "number": NUMBER_ROW}
"""The header rows of a time sheet, to which a template refers as {year.cost} for the sheet Cost."""


def _slug(name: str) -> str:
    return name.lower().replace(" ", "_")
