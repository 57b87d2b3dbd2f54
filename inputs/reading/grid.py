"""A sheet as it stands in a file, whatever the file: cells with their addresses, and what surrounds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Value = str | int | float | bool | date | datetime | time | timedelta

UNCALCULATED = "a formula that was never calculated"


def letters(column: int) -> str:
    """The letters of a column, numbered from 1, such as AB."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not blank; row and column count from 1."""

    row: int
    column: int
    value: Value
    format: str = ""
    """Excel's number format"""
    trouble: str = ""
    """an error value such as #REF!, or UNCALCULATED; empty: none"""

    @property
    def ref(self) -> str:
        return f"{letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """What a reader sees, roughly: text stripped of outer blanks, whole floats without a fraction."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return str(self.value).strip()


@dataclass(frozen=True)
class Span:
    """A rectangle of merged cells, all four sides included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    @property
    def ref(self) -> str:
        return f"{letters(self.first_column)}{self.first_row}:{letters(self.last_column)}{self.last_row}"


@dataclass(frozen=True)
class Grid:
    """One sheet. `rows` holds the cells that are not blank, by row number in order."""

    file: str
    name: str
    rows: dict[int, list[Cell]]
    merged: tuple[Span, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    fields: dict[int, int] = field(default_factory=dict)
    """CSV only: fields of each row, blank ones included"""
    decimal_mark: str = ""
    """the mark that numbers written as text must have; empty: not known"""
    changed: dict[str, int] = field(default_factory=dict)
    """scenarios only: which change of the scenario, counted from 0, set or cleared a cell, by its address"""
    stands_in: bool = False
    """what holds where the sheet is missing, laid out so that a scenario can change it"""

    def cells(self) -> Iterator[Cell]:
        for row in self.rows.values():
            yield from row


@dataclass(frozen=True)
class Book:
    """All sheets of a workbook or of a folder of CSV files."""

    file: str
    sha256: str
    grids: tuple[Grid, ...]
    notices: tuple[str, ...] = ()
    """about the file as a whole"""
