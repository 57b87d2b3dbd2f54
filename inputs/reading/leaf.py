"""A sheet while a scenario changes its cells."""

from __future__ import annotations

from dataclasses import replace

from inputs.columns import Sheet
from inputs.reading.findings import Findings, Reporter
from inputs.reading.grid import Cell, Grid, letters
from inputs.reading.names import clean
from inputs.reading.requirements import is_quarter
from inputs.reading.tables import Table, table


class Leaf:
    """The cells of one sheet by row and place, and where its rows and columns are."""

    def __init__(self, found: Table, starts_in: int) -> None:
        self.sheet, self.grid, self.header, self.starts_in = found.sheet, found.grid, found.header, starts_in
        self.columns = {**found.columns, **found.open}
        self.data = [number for number, _ in found.rows]
        self.rows = {number: {cell.column: cell for cell in row} for number, row in found.grid.rows.items()}
        self.fields = dict(found.grid.fields)
        self.changed: dict[str, int] = {}

    def cell(self, number: int, name: str) -> Cell | None:
        place = self.columns.get(name)
        return self.rows.get(number, {}).get(place) if place else None

    def text(self, number: int, name: str) -> str:
        cell = self.cell(number, name)
        return "" if cell is None else clean(cell.text)

    def ref(self, number: int, name: str) -> str:
        return f"{letters(self.columns[name])}{number}"

    def put(self, number: int, name: str, cell: Cell | None, change: int) -> None:
        """Sets or clears (None) a cell, which the change of that number does."""
        place = self.columns[name]
        if cell is None:
            self.rows[number].pop(place, None)
        else:
            self.rows[number][place] = replace(cell, row=number, column=place)
        self.changed[self.ref(number, name)] = change

    def add_column(self, name: str) -> None:
        """A column to the right of everything."""
        most = max((place for row in self.rows.values() for place in row), default=0)
        place = max(most, self.fields.get(self.header, 0)) + 1
        whole = self.fields.get(self.header)
        self.fields = {number: place if fields == whole else fields for number, fields in self.fields.items()}
        self.rows[self.header][place] = Cell(self.header, place, name)
        self.columns[name] = place

    def add_row(self, name: str, text: str) -> int:
        """A row below everything, with a text in a column. Notes and totals go, or they would be taken for data."""
        kept = {self.header, *self.data}
        number = max(self.rows) + 1
        self.rows = {n: row for n, row in self.rows.items() if n in kept}
        self.rows[number] = {}
        if self.fields:
            self.fields[number] = self.fields[self.header]
        self.data.append(number)
        self.rows[number][self.columns[name]] = Cell(number, self.columns[name], text)
        return number

    def as_grid(self) -> Grid:
        """The sheet as it stands now."""
        rows = {n: [row[place] for place in sorted(row)] for n, row in sorted(self.rows.items()) if row}
        return replace(self.grid, rows=rows, fields=self.fields, changed=self.changed)


def leaf_of(sheet: Sheet, grid: Grid, starts_in: int) -> Leaf | None:
    """The sheet for changing; None where it has no header."""
    silent = Reporter(Findings(), grid.file)
    found = table(sheet, grid, silent, lambda cell: is_quarter(cell, starts_in)) if grid.rows else None
    return Leaf(found, starts_in) if found is not None else None
