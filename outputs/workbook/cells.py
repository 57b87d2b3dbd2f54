"""What sheets are made of: lines on the time line, tables, headings. Pure data.

Keys name cells. A template is a formula in which `{key}` is a cell (see `layout`); every formula carries its value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

Value = int | float | str | date | None

UNIT, TOTAL, START, FIRST = 3, 4, 5, 6
"""On every time sheet, after A to C (ID, name, detail): D unit, E total or constant, F before and G quarter 1."""


class Part(Enum):
    """What a sheet is in the model, told by the colour of its tab."""

    ANSWER = "answer"
    WORKING = "working"
    INPUT = "input"
    CONTROL = "control"


class Ink(Enum):
    """What a number is, told by its colour."""

    INPUT = "input"  # blue: given
    CHOICE = "choice"  # blue on yellow: what the solver chose
    NOTED = "noted"  # grey: computed by hireplan, not by a formula
    FORMULA = "formula"  # black; LINK where it refers to another sheet
    LINK = "link"  # green
    TEXT = "text"


@dataclass(frozen=True)
class Cell:
    """One cell: a value, or a formula with its value. Unit '' is text. `style`: coloured by what it holds."""

    value: Value
    formula: str = ""
    unit: str = ""
    ink: Ink = Ink.TEXT
    bold: bool = False
    style: str = ""


@dataclass(frozen=True)
class Line:
    """One row of a time sheet: labels, unit, a total or constant, a start, and one value for each quarter.

    Without a formula the values are data. `years`: sums by fiscal year stand to the right of the last quarter.
    """

    key: str
    labels: tuple[str, str, str]
    unit: str
    values: Sequence[Value]
    formula: str = ""
    ink: Ink = Ink.INPUT
    total: Cell | None = None
    start: Cell | None = None
    years: bool = False
    bold: bool = False
    style: str = ""
    """such as 'gantt' or 'heat' (see `styles`): cells are coloured by what they hold"""

    def total_of(self, quarters: Sequence[int]) -> int | float:
        """The sum of its numbers over some of the quarters 1..T, such as a fiscal year."""
        return sum(value for q in quarters if isinstance(value := self.values[q - 1], (int, float)))


@dataclass(frozen=True)
class Heading:
    """A section's title, with a word on what it shows, and a legend: words in their colours above the quarters."""

    text: str
    note: str = ""
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Row:
    """One row of a table."""

    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """Rows under their own header. `filters`: with drop-down filters (one a sheet)."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    filters: bool = False
    right_from: int | None = None
    """from this column on words stand to the right too, as the numbers among them do"""
    runs_on: bool = False
    """whether words in a row's last cell run on to the right, instead of being wrapped"""

    @property
    def headed(self) -> bool:
        return any(self.headers)


@dataclass(frozen=True)
class Gap:
    """Empty rows, such as those a chart covers."""

    rows: int = 1


Item = Line | Heading | Table | Gap


@dataclass(frozen=True)
class Sheet:
    """A sheet: a title, a word on what it shows (text or a formula), and its items from top to bottom."""

    name: str
    title: str
    lead: str | Cell
    items: tuple[Item, ...]
    widths: tuple[float, ...] = (8, 24, 10, 6, 9, 2)
    """the least width of each column: columns are as wide as what stands in them, but words wrap beyond `most`"""
    most: tuple[float, ...] = (24, 44, 28, 14)
    """the width beyond which words wrap; the last one is that of all columns after it"""
    heads: tuple[str, ...] = ("ID", "Name", "Line", "Unit", "Total", "")
    time: bool = True
    """whether the quarters stand in columns G and on"""
    wide: float = 8
    """the least width of a quarter's column"""
    part: Part = Part.WORKING
    years: bool = False
    """whether fiscal-year totals stand to the right"""
    pages: int = 0
    """pages in height when printed; 0: as many as it takes"""
