"""A row of a table, asked for its columns by name. What cannot be read is told once, with its cell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import ValidationError

from inputs.columns import Column, Kind
from inputs.reading import cells
from inputs.reading.cells import WHAT_WOULD_DO, Content, Habits
from inputs.reading.dates import Moment
from inputs.reading.findings import Reporter
from inputs.reading.grid import Cell, letters
from inputs.reading.numbers import MisreadError
from inputs.reading.tables import Table
from models.base import Frozen

Model = TypeVar("Model", bound=Frozen)


class Record:
    """One row. A blank cell gives the column's default; a bad one is told, and gives None or nothing."""

    def __init__(self, table: Table, number: int, row: dict[int, Cell], report: Reporter, habits: Habits) -> None:
        self.table, self.number, self.row, self.report, self.habits = table, number, row, report, habits
        self.bad: set[str] = set()
        self._read: dict[str, Content | None] = {}

    @property
    def private(self) -> bool:
        return self.table.sheet.private

    def ref(self, name: str) -> str:
        """The address of a column's cell in this row, blank or not."""
        place = self.table.columns.get(name) or self.table.open.get(name) or min(self.table.headers, default=1)
        return f"{letters(place)}{self.number}"

    def cell(self, name: str) -> Cell | None:
        place = self.table.columns.get(name) or self.table.open.get(name)
        return self.row.get(place) if place else None

    def fault(self, name: str, message: str) -> None:
        """Tells what is wrong with a column's cell."""
        self.bad.add(name)
        self.report.fault(message, self.ref(name))

    def notice(self, name: str, message: str) -> None:
        self.report.notice(message, self.ref(name))

    def get(self, name: str, kind: Kind | None = None) -> Content | None:
        """What the cell says, the default where it is blank, None where there is none or it cannot be read."""
        if name not in self._read:
            self._read[name] = self._content(name, self._column(name, kind))
        return self._read[name]

    def _column(self, name: str, kind: Kind | None) -> Column:
        opened = self.table.sheet.open
        column = opened.column(name) if opened and name in self.table.open else self.table.sheet.column(name)
        if kind is None or kind is column.kind:
            return column
        return Column(name, kind, column.meaning, column.unit, column.required, column.default, least=column.least)

    def _content(self, name: str, column: Column) -> Content | None:
        cell = self.cell(name)
        if cell is None:
            if column.required and name in self.table.columns:
                self.fault(name, f"is blank; enter {WHAT_WOULD_DO[column.kind]}")
            if not column.default:
                return None
            return cells.read(Cell(self.number, 1, column.default), column, Habits(".", self.habits.starts_in))
        try:
            return cells.read(cell, column, self.habits)
        except MisreadError as misread:
            hidden = misread.private or f"cannot be read as {column.kind}; enter {WHAT_WOULD_DO[column.kind]}"
            self.fault(name, hidden if self.private else str(misread))
            return None

    def text(self, name: str) -> str:
        found = self.get(name)
        return found if isinstance(found, str) else ""

    def whole(self, name: str, kind: Kind | None = None) -> int | None:
        found = self.get(name, kind)
        return found if isinstance(found, int) else None

    def number_in(self, name: str, kind: Kind | None = None) -> Decimal | None:
        found = self.get(name, kind)
        return found if isinstance(found, Decimal) else None

    def flag(self, name: str) -> bool:
        return self.get(name) is True

    def moment(self, name: str) -> Moment | None:
        found = self.get(name)
        return None if isinstance(found, str | int | Decimal | tuple) else found

    def list(self, name: str) -> tuple[str, ...]:
        found = self.get(name)
        return found if isinstance(found, tuple) else ()

    def build(self, model: type[Model], at: str, **fields: Any) -> Model | None:
        """The model of this row; where its own limits refuse it, a fault at the cell of column `at`."""
        try:
            return model(**fields)
        except ValidationError as error:
            if not self.bad:
                what = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
                self.fault(
                    at, "cannot be planned with; correct the row" if self.private else f"{what}; correct the row"
                )
            return None


@dataclass(frozen=True)
class Page:
    """What a sheet holds: its table (None where the sheet is missing or empty), its rows, and where faults go."""

    table: Table | None
    rows: tuple[Record, ...]
    report: Reporter


def page(table: Table | None, report: Reporter, starts_in: int) -> Page:
    """The rows of a table; `starts_in` is the month in which the fiscal year begins."""
    if table is None:
        return Page(None, (), report)
    habits = Habits(table.grid.decimal_mark, starts_in)
    return Page(table, tuple(Record(table, number, row, report, habits) for number, row in table.rows), report)
