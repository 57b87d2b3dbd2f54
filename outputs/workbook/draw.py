"""Sheets onto paper: lines, tables and headings written cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xlsxwriter.worksheet import Worksheet

from models.calendar import Calendar
from outputs.workbook import styles
from outputs.workbook.cells import FIRST, START, TOTAL, UNIT, Cell, Heading, Ink, Item, Line, Sheet, Table
from outputs.workbook.layout import DAY_ROW, NUMBER_ROW, QUARTER_ROW, YEAR_ROW, Places, letters, placed
from outputs.workbook.ruler import Fit
from outputs.workbook.sheet_writer import SheetWriter
from outputs.workbook.writer import Book

GAP = 2
"""Width of the empty column before the sums by fiscal year."""


class Painter:
    """Writes sheets whose places are known."""

    def __init__(self, book: Book, places: Places, calendar: Calendar, currency: str) -> None:
        self.book, self.places, self.calendar, self.currency = book, places, calendar, currency
        self.years = list(calendar.fiscal_years().items())
        self.last = FIRST + calendar.quarters - 1

    def sheet(self, spec: Sheet) -> Worksheet:
        """Write one sheet and give it back for what is particular to it (charts)."""
        writer = SheetWriter(self.book, spec, self.places.prefix + spec.name)
        writer.put(0, 0, spec.title, styles.TITLE, Fit.RUNS)
        lead = spec.lead if isinstance(spec.lead, Cell) else Cell(spec.lead)
        self._write(writer, 1, 0, lead, styles.LEAD, Fit.RUNS)
        if spec.time:
            self._time_line(writer)
        for row, item in placed(spec):
            self._item(writer, row, item)
        writer.close()
        return writer.sheet

    def _time_line(self, writer: SheetWriter) -> None:
        spec = writer.spec
        for column, head in enumerate(spec.heads):
            look = styles.HEADER | ({"align": "right"} if column in (TOTAL, START) else {})
            writer.put(QUARTER_ROW, column, head, look, Fit.WRAPS)
        for row, text in ((YEAR_ROW, "Fiscal year"), (DAY_ROW, "First day"), (NUMBER_ROW, "Quarter number")):
            writer.put(row, 0, text, styles.SUBHEADER, Fit.RUNS)
            for column in range(1, FIRST):
                writer.put(row, column, None, styles.SUBHEADER)
        for quarter in self.calendar.horizon():
            self._quarter(writer, quarter)
        if spec.years:
            writer.put(QUARTER_ROW, self.last + 1, None, styles.BASE)
            writer.gap(self.last + 1, GAP)
        for column, (label, _) in enumerate(self.years if spec.years else [], self.last + 2):
            for row, shown in ((YEAR_ROW, label), (DAY_ROW, None), (NUMBER_ROW, None)):
                writer.put(row, column, shown, styles.SUBHEADER_TIME)
            writer.put(QUARTER_ROW, column, f"{label} total", styles.HEADER_TIME)

    def _quarter(self, writer: SheetWriter, quarter: int) -> None:
        column, light = FIRST + quarter - 1, styles.SUBHEADER_TIME
        writer.put(YEAR_ROW, column, self.calendar.fiscal_year_label(quarter), light)
        writer.put(QUARTER_ROW, column, self.calendar.label(quarter), styles.HEADER_TIME)
        writer.put(DAY_ROW, column, self.calendar.begins(quarter), light | {"num_format": styles.DAY})
        writer.put(NUMBER_ROW, column, quarter, light)

    def _item(self, writer: SheetWriter, row: int, item: Item) -> None:
        match item:
            case Heading():
                self._heading(writer, row + 1, item)
            case Line():
                self._line(writer, row, item)
            case Table():
                self._table(writer, row, item)

    def _heading(self, writer: SheetWriter, row: int, heading: Heading) -> None:
        for column in range(self._across(writer.spec)):
            writer.put(row, column, None, styles.SECTION)
        writer.put(row, 0, heading.text, styles.SECTION, Fit.RUNS)
        for column, (word, colour) in enumerate(heading.legend, FIRST):
            writer.put(row, column, word, styles.LEGEND | {"bg_color": colour})
        if heading.note or heading.legend:
            noted = UNIT - 1 if writer.spec.time else 1
            writer.ruler.span(noted - 1, heading.text, styles.SECTION)
            look = styles.NOTE | styles.UNDERLINE | {"indent": int(bool(heading.legend))}
            at = FIRST + len(heading.legend) if heading.legend else noted
            writer.put(row, at, heading.note, look, Fit.RUNS)

    def _across(self, spec: Sheet) -> int:
        """How many columns the table of a sheet has."""
        if not spec.time:
            return len(spec.widths)
        return self.last + 1 + (1 + len(self.years) if spec.years else 0)

    def _line(self, writer: SheetWriter, row: int, line: Line) -> None:
        label = styles.LABEL | ({"bold": True} | styles.TOTAL if line.bold else {})
        for column, text in enumerate(line.labels):
            writer.put(row, column, text, label, Fit.WRAPS)
        writer.put(row, UNIT, self.unit(line.unit), label | {"font_color": styles.GREY}, Fit.WRAPS)
        for column, aside in ((TOTAL, line.total), (START, line.start)):
            if aside is None:
                writer.put(row, column, None, label)
            else:
                self.cell(writer, row, column, aside, bold=line.bold)
        ink = Ink.FORMULA if line.formula else line.ink
        for column, value in enumerate(line.values, FIRST):
            self.cell(writer, row, column, Cell(value, line.formula, line.unit, ink, style=line.style), bold=line.bold)
        writer.colour(line.style, row, FIRST, self.last)
        if line.years and writer.spec.years:
            self._year_totals(writer, row, line)

    def _year_totals(self, writer: SheetWriter, row: int, line: Line) -> None:
        """Sums by fiscal year: one formula, by the label above."""
        first, last = letters(FIRST), letters(self.last)
        years = f"${first}${YEAR_ROW + 1}:${last}${YEAR_ROW + 1}"
        for column, (_, quarters) in enumerate(self.years, self.last + 2):
            name = f"{letters(column)}${YEAR_ROW + 1}"
            formula = f"=SUMIFS(${first}{row + 1}:${last}{row + 1},{years},{name})"
            sums = Cell(line.total_of(quarters), formula, line.unit, Ink.FORMULA)
            self.cell(writer, row, column, sums, bold=line.bold)

    def cell(self, writer: SheetWriter, row: int, column: int, cell: Cell, *, bold: bool = False) -> None:
        """Write the cell of a line; its formula is written for its place."""
        look = self._look(writer, cell, bold=bold) | (styles.TOTAL if bold else {})
        self._write(writer, row, column, cell, look)
        if column <= START:
            writer.colour(cell.style, row, column, column)

    def _look(self, writer: SheetWriter, cell: Cell, *, bold: bool = False) -> styles.Look:
        crosses = bool(cell.formula) and self.places.crosses(cell.formula, writer.sheet.name)
        return styles.number_style(cell.unit, cell.ink, crosses=crosses, bold=bold or cell.bold, style=cell.style)

    def _write(
        self, writer: SheetWriter, row: int, column: int, cell: Cell, look: styles.Look, fit: Fit = Fit.WHOLE
    ) -> None:
        if cell.formula:
            formula = self.places.formula(cell.formula, writer.sheet.name, column)
            wraps = fit if isinstance(cell.value, str) else Fit.WHOLE
            writer.put_formula(row, column, formula, cell.value, look, wraps)
        else:
            value = self.unit(str(cell.value or "")) if cell.unit == "label" else cell.value
            writer.put(row, column, value, look, fit)

    def _table(self, writer: SheetWriter, row: int, table: Table) -> None:
        right = [_right(table, column) for column in range(len(table.headers))]
        if table.headed:
            base = styles.HEADER if table.filters else styles.SUBHEADER
            for column, header in enumerate(table.headers):
                look = base | _stands(writer.spec, column, right)
                writer.put(row, column, header, look, Fit.HEADS, arrow=table.filters)
        for below, table_row in enumerate(table.rows, row + table.headed):
            run_on = writer.spec.time or table.runs_on
            self._table_row(writer, below, table_row.cells, right, run_on=run_on)
        if table.filters and table.rows:
            writer.sheet.autofilter(row, 0, row + len(table.rows), len(table.headers) - 1)

    def _table_row(
        self, writer: SheetWriter, row: int, cells: Sequence[Cell], right: Sequence[bool], *, run_on: bool
    ) -> None:
        for column, cell in enumerate(cells):
            look = self._look(writer, cell) | {"valign": "top"}
            if isinstance(cell.value, str | date):
                look |= _stands(writer.spec, column, right)
            # Words that stand to the right would run on to the left, over the cell before.
            ends = run_on and column == len(cells) - 1 and not any(right[column : column + 1])
            self._write(
                writer, row, column, cell, look, Fit.RUNS if ends and isinstance(cell.value, str) else Fit.WRAPS
            )
            writer.colour(cell.style, row, column, column)

    def unit(self, unit: str) -> str:
        """A unit as a reader knows it."""
        return {"money": self.currency, "exact": "FTE", "text": "", "number": ""}.get(unit, unit)


def _holds_numbers(table: Table, column: int) -> bool:
    """Whether a column holds numbers above all: its header and its words then stand to the right as they do."""
    values = [row.cells[column].value for row in table.rows if column < len(row.cells)]
    filled = [value for value in values if value not in (None, "")]
    return sum(isinstance(value, int | float) for value in filled) * 2 > len(filled)


def _right(table: Table, column: int) -> bool:
    """Whether the words of a column stand to the right: by its table's word, or because it holds numbers."""
    return _holds_numbers(table, column) or (table.right_from is not None and column >= table.right_from)


def _stands(spec: Sheet, column: int, right: Sequence[bool]) -> styles.Look:
    """Where the words of a column stand: away from numbers to their left, but in line with the labels of lines."""
    if column < len(right) and right[column]:
        return {"align": "right"}
    return {"align": "left", "indent": int(column > (UNIT if spec.time else 0))}
