"""The sheets of a workbook as it came back, and where on them the lines now stand that hireplan had written.

Rows and columns may have been inserted or sorted by hand, so lines are found by their labels and quarters by theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from outputs.workbook.cells import UNIT, Heading, Item, Line, Sheet
from outputs.workbook.layout import letters, placed

Labels = tuple[str, str, str]


@dataclass(frozen=True)
class ReturnedCell:
    """A cell that is not blank. `trouble`: an error value such as #REF!, or that its formula was never calculated."""

    value: object
    trouble: str = ""
    uncalculated: bool = False


Returned = Mapping[str, Mapping[tuple[int, int], ReturnedCell]]
"""sheet name: (row, column), both counted from 0: the cells that are not blank"""


def plain(value: object) -> str:
    """Text as it is compared: blanks at the ends and in rows do not count."""
    return " ".join(str(value).split())


def address(row: int, column: int) -> str:
    """Such as H12, of a cell counted from 0."""
    return f"{letters(column)}{row + 1}"


@dataclass(frozen=True)
class ReturnedSheet:
    """A sheet that came back, beside the sheet as hireplan lays it out."""

    spec: Sheet
    labels: list[str]
    """of quarters 1..T"""
    cells: Mapping[tuple[int, int], ReturnedCell]

    def text(self, row: int, column: int) -> str:
        cell = self.cells.get((row, column))
        return "" if cell is None else plain(cell.value)

    @cached_property
    def columns(self) -> dict[str, int]:
        """Quarter label: its column. Empty where no row holds all of them."""
        by_row: dict[int, dict[str, int]] = {}
        for (row, column), cell in self.cells.items():
            if (label := plain(cell.value)) in self.labels:
                by_row.setdefault(row, {}).setdefault(label, column)
        return next((by_row[row] for row in sorted(by_row) if len(by_row[row]) == len(self.labels)), {})

    @cached_property
    def headings(self) -> dict[str, int]:
        """Section: the row of its heading, the first where there are several; '' stands above the first section."""
        wanted = {plain(item.text) for item in self.spec.items if isinstance(item, Heading)}
        found = {"": -1}
        for row in self.rows:
            if (name := self.text(row, 0)) in wanted and not self.text(row, UNIT):
                found.setdefault(name, row)
        return found

    @cached_property
    def rows(self) -> list[int]:
        return sorted({row for row, _ in self.cells})

    @cached_property
    def lines(self) -> dict[tuple[str, Labels], list[int]]:
        """(section, labels in columns A to C): the rows that carry them."""
        sections = {row: name for name, row in self.headings.items()}
        found: dict[tuple[str, Labels], list[int]] = {}
        section = ""
        for row in self.rows:
            section = sections.get(row, section)
            found.setdefault((section, self._labels(row)), []).append(row)
        return found

    def _labels(self, row: int) -> Labels:
        return self.text(row, 0), self.text(row, 1), self.text(row, 2)

    def places(self, line: Line, section: str) -> list[int]:
        """The rows in which a line now stands: one, unless somebody removed or copied it."""
        first, second, third = map(plain, line.labels)
        return self.lines.get((section, (first, second, third)), [])


def by_section(spec: Sheet) -> Iterator[tuple[str, int, int, Item]]:
    """Section, row of its heading (-1: none), row and item, as hireplan lays a sheet out; rows counted from 0."""
    section, top = "", -1
    for row, item in placed(spec):
        if isinstance(item, Heading):
            section, top = plain(item.text), row + 1
        else:
            yield section, top, row, item
