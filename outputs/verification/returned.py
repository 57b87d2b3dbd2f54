"""The sheets of a workbook as it came back, and where on them the rows now stand that hireplan had written.

Rows and columns may have been inserted or sorted by hand, so rows are found by their labels and columns by their heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from outputs.clean import storable
from outputs.workbook.cells import FIRST, UNIT, Heading, Item, Line, Sheet
from outputs.workbook.layout import letters

Labels = tuple[str, ...]


@dataclass(frozen=True)
class ReturnedCell:
    """A cell that is not blank. `trouble`: an error value such as #REF!, or that its formula was never calculated."""

    value: object
    trouble: str = ""
    uncalculated: bool = False


Returned = Mapping[str, Mapping[tuple[int, int], ReturnedCell]]
"""sheet name: (row, column), both counted from 0: the cells that are not blank"""


def plain(value: object) -> str:
    """Text as it is compared: as a cell holds it, and blanks at the ends and in rows do not count."""
    return " ".join(storable(str(value)).split())


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
        """What stands in a row, in the column that hireplan had given this number."""
        cell = self.cells.get((row, self.column(column)))
        return "" if cell is None else plain(cell.value)

    @cached_property
    def _quarters(self) -> tuple[int, dict[str, int]]:
        """The first row that holds all quarters, and quarter label: column. Nothing where no row holds all of them."""
        by_row: dict[int, dict[str, int]] = {}
        for (row, column), cell in self.cells.items():
            if (label := plain(cell.value)) in self.labels:
                by_row.setdefault(row, {}).setdefault(label, column)
        found = (row for row in sorted(by_row) if len(by_row[row]) == len(self.labels))
        return next(((row, by_row[row]) for row in found), (-1, {}))

    @property
    def columns(self) -> dict[str, int]:
        """Quarter label: its column. Empty where no row holds all of them."""
        return self._quarters[1]

    @cached_property
    def _moved(self) -> dict[int, int]:
        """Column as hireplan wrote it: where it now stands, by what its head says; without a head, as its neighbour."""
        row, quarters = self._quarters
        if not self.spec.time or not quarters:
            return {}
        heads = {
            plain(cell.value): at for (there, at), cell in sorted(self.cells.items(), reverse=True) if there == row
        }
        found = {FIRST + q: quarters[label] for q, label in enumerate(self.labels)}
        shifts = [heads[plain(head)] - n if plain(head) in heads else None for n, head in enumerate(self.spec.heads)]
        shift = next((known for known in shifts if known is not None), 0)
        for column, known in enumerate(shifts):
            shift = shift if known is None else known
            found[column] = column + shift
        return found

    def column(self, column: int) -> int:
        """Where a column now stands."""
        return self._moved.get(column, column + self._beyond(column))

    def _beyond(self, column: int) -> int:
        """How far the columns after the last quarter have moved."""
        last = FIRST + len(self.labels) - 1
        return self._moved.get(last, last) - last if self.spec.time and column > last else 0

    @cached_property
    def headings(self) -> dict[str, int]:
        """Section: the row of its heading, the first where there are several; '' stands above the first section."""
        time = self.spec.time  # there a note stands further to the right, and a row with a name is none
        wanted = {plain(i.text): "" if time else plain(i.note) for i in self.spec.items if isinstance(i, Heading)}
        found = {"": -1}
        for row in self.rows:
            name = self.text(row, 0)
            below = row > self._quarters[0]
            if below and name in wanted and self.text(row, 1) == wanted[name] and not self.text(row, UNIT):
                found.setdefault(name, row)
        return found

    @cached_property
    def rows(self) -> list[int]:
        return sorted({row for row, _ in self.cells})

    @cached_property
    def _sections(self) -> list[tuple[int, str]]:
        """Every row with its section."""
        starts = {row: name for name, row in self.headings.items()}
        section, found = "", []
        for row in self.rows:
            section = starts.get(row, section)
            found.append((row, section))
        return found

    def rows_of(self, section: str) -> list[int]:
        """The rows of a section, below the header of the sheet."""
        return [row for row, name in self._sections if name == section and row > self._quarters[0]]

    @cached_property
    def _by_labels(self) -> dict[tuple[str, Labels], list[int]]:
        """(section, texts of the first one, two or three columns): the rows that carry them."""
        found: dict[tuple[str, Labels], list[int]] = {}
        for row, section in self._sections:
            texts = tuple(self.text(row, column) for column in range(3))
            for length in (1, 2, 3):
                found.setdefault((section, texts[:length]), []).append(row)
        return found

    @cached_property
    def _known(self) -> set[int]:
        """The rows of all lines that hireplan had written."""
        found = (self.places(item.labels, section) for section, item in by_section(self.spec) if isinstance(item, Line))
        return {row for rows in found for row in rows}

    def is_known(self, row: int) -> bool:
        """Whether a row is a line that hireplan had written, wherever it now stands."""
        return row in self._known

    def places(self, labels: Labels, section: str) -> list[int]:
        """The rows of a section that carry these labels in their first columns."""
        return self._by_labels.get((section, tuple(map(plain, labels))), [])


def by_section(spec: Sheet) -> Iterator[tuple[str, Item]]:
    """Section and item, as hireplan lays a sheet out."""
    section = ""
    for item in spec.items:
        if isinstance(item, Heading):
            section = plain(item.text)
        else:
            yield section, item
