"""Sheets onto paper: lines, tables and headings written cell by cell, and the page set up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from xlsxwriter.worksheet import Worksheet

from models.calendar import Calendar
from outputs.workbook import styles
from outputs.workbook.cells import FIRST, START, TOTAL, UNIT, Cell, Heading, Ink, Item, Line, Sheet, Table, Value
from outputs.workbook.layout import (
    DAY_ROW,
    NUMBER_ROW,
    QUARTER_ROW,
    TOP,
    TOP_PLAIN,
    YEAR_ROW,
    Places,
    letters,
    placed,
)
from outputs.workbook.writer import Book, must


class Painter:
    """Writes sheets whose places are known."""

    def __init__(self, book: Book, places: Places, calendar: Calendar, currency: str) -> None:
        self.book, self.places, self.calendar, self.currency = book, places, calendar, currency
        self.years = list(calendar.fiscal_years().items())
        self.last = FIRST + calendar.quarters - 1

    def sheet(self, spec: Sheet) -> Worksheet:
        """Write one sheet and give it back for what is particular to it (charts)."""
        sheet = self.book.file.add_worksheet(self.places.prefix + spec.name)
        self._page(sheet, spec)
        self.book.put(sheet, 0, 0, spec.title, styles.TITLE)
        self.book.put(sheet, 1, 0, spec.lead, styles.LEAD)
        if spec.time:
            self._time_line(sheet, spec)
        for row, item in placed(spec):
            self._item(sheet, spec, row, item)
        self._conditions(sheet, spec)
        if spec.filter_lines:
            total = next(n for n, item in enumerate(spec.items) if not isinstance(item, Line) or item.bold)
            sheet.autofilter(QUARTER_ROW, 0, QUARTER_ROW + total, TOTAL)
        return sheet

    def _conditions(self, sheet: Worksheet, spec: Sheet) -> None:
        """Colour the lines that are coloured by what they hold, neighbours together."""
        for style, conditions in styles.CONDITIONS.items():
            rows = [row for row, item in placed(spec) if isinstance(item, Line) and item.style == style]
            for first, last in _stretches(rows):
                for condition in conditions:
                    rule = {name: value for name, value in condition.items() if name != "look"}
                    if "look" in condition:
                        rule["format"] = self.book.file.add_format(condition["look"])
                    must(sheet.conditional_format(first, FIRST, last, self.last, rule), spec.name, style)

    def _page(self, sheet: Worksheet, spec: Sheet) -> None:
        sheet.hide_gridlines(2)
        for column, width in enumerate(spec.widths):
            sheet.set_column(column, column, width)
        top = TOP if spec.time else TOP_PLAIN
        if spec.time:
            sheet.set_column(FIRST, self.last, spec.wide)
            if spec.years:
                sheet.set_column(self.last + 1, self.last + 1, 2)
                sheet.set_column(self.last + 2, self.last + 1 + len(self.years), 13)
        sheet.freeze_panes(top, 2 if spec.time else 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, spec.pages)
        sheet.repeat_rows(0, top - 1)
        sheet.set_footer("&L&8&A&C&8&F&R&8Page &P of &N")

    def _time_line(self, sheet: Worksheet, spec: Sheet) -> None:
        for column, head in enumerate(spec.heads):
            look = {"align": "right"} if column in (TOTAL, START) else {}
            self.book.put(sheet, QUARTER_ROW, column, head, styles.HEADER | look)
        for row, text in ((YEAR_ROW, "Fiscal year"), (DAY_ROW, "First day"), (NUMBER_ROW, "Quarter number")):
            self.book.put(sheet, row, 0, text, styles.SUBHEADER)
            for column in range(1, FIRST):
                self.book.put(sheet, row, column, None, styles.SUBHEADER)
        light = styles.SUBHEADER | {"align": "right", "text_wrap": False}
        for quarter in self.calendar.horizon():
            column = FIRST + quarter - 1
            self.book.put(sheet, YEAR_ROW, column, self.calendar.fiscal_year_label(quarter), light)
            self.book.put(sheet, QUARTER_ROW, column, self.calendar.label(quarter), styles.HEADER_TIME)
            self.book.put(sheet, DAY_ROW, column, self.calendar.begins(quarter), light | {"num_format": styles.DATE})
            self.book.put(sheet, NUMBER_ROW, column, quarter, light)
        for column, (label, _) in enumerate(self.years if spec.years else [], self.last + 2):
            self.book.put(sheet, YEAR_ROW, column, label, light)
            self.book.put(sheet, QUARTER_ROW, column, f"{label} total", styles.HEADER_TIME)

    def _item(self, sheet: Worksheet, spec: Sheet, row: int, item: Item) -> None:
        match item:
            case Heading():
                self._heading(sheet, spec, row + 1, item)
            case Line():
                self._line(sheet, spec, row, item)
            case Table():
                self._table(sheet, spec, row, item)

    def _heading(self, sheet: Worksheet, spec: Sheet, row: int, heading: Heading) -> None:
        width = self.last if spec.time else len(spec.widths) - 1
        for column in range(width + 1):
            self.book.put(sheet, row, column, None, styles.SECTION)
        self.book.put(sheet, row, 0, heading.text, styles.SECTION)
        if heading.note:
            note = styles.NOTE | {"bottom": 1, "bottom_color": styles.NAVY}
            self.book.put(sheet, row, 2 if spec.time else 1, heading.note, note)

    def _line(self, sheet: Worksheet, spec: Sheet, row: int, line: Line) -> None:
        label = styles.LABEL | ({"bold": True} | styles.TOTAL if line.bold else {})
        style = line.style or ("total" if line.bold else "")
        for column, text in enumerate(line.labels):
            self.book.put(sheet, row, column, text, label)
        self.book.put(sheet, row, UNIT, self.unit(line.unit), label | {"font_color": styles.GREY})
        for column, aside in ((TOTAL, line.total), (START, line.start)):
            if aside is None:
                self.book.put(sheet, row, column, None, label)
            else:
                self.cell(sheet, row, column, aside, bold=line.bold, style=style if line.bold else "")
        for column, value in enumerate(line.values, FIRST):
            ink = Ink.FORMULA if line.formula else line.ink
            self.cell(sheet, row, column, Cell(value, line.formula, line.unit, ink, line.bold), style=style)
        if line.years and spec.years:
            self._year_totals(sheet, row, line)

    def _year_totals(self, sheet: Worksheet, row: int, line: Line) -> None:
        """Sums by fiscal year: one formula, by the label above."""
        first, last = letters(FIRST), letters(self.last)
        years = f"${first}${YEAR_ROW + 1}:${last}${YEAR_ROW + 1}"
        for column, (_, quarters) in enumerate(self.years, self.last + 2):
            name = f"{letters(column)}${YEAR_ROW + 1}"
            formula = f"=SUMIFS(${first}{row + 1}:${last}{row + 1},{years},{name})"
            total = sum(value for q in quarters if isinstance(value := line.values[q - 1], (int, float)))
            style = "total" if line.bold else ""
            self.cell(sheet, row, column, Cell(total, formula, line.unit, Ink.FORMULA, line.bold), style=style)

    def cell(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        cell: Cell,
        *,
        bold: bool = False,
        style: str = "",
        table: bool = False,
        wrap: bool = True,
    ) -> None:
        """Write one cell; its formula is written for its place."""
        crosses = bool(cell.formula) and self.places.crosses(cell.formula, sheet.name)
        look = styles.number_style(cell.unit, cell.ink, crosses=crosses, bold=bold or cell.bold, style=style)
        if table:
            words = isinstance(cell.value, str | date)
            look |= {"text_wrap": words and wrap and not cell.formula, "valign": "top"}
            look |= {"align": "left", "indent": int(column > 0)} if words and style != "right" else {}
        if cell.unit == "label":
            cell = Cell(self.unit(str(cell.value or "")), ink=cell.ink)
        if cell.formula:
            formula = self.places.formula(cell.formula, sheet.name, column)
            self.book.put_formula(sheet, row, column, formula, cell.value, look)
        else:
            self.book.put(sheet, row, column, cell.value, look)

    def _table(self, sheet: Worksheet, spec: Sheet, row: int, table: Table) -> None:
        if table.headed:
            base = styles.HEADER if table.filters else styles.SUBHEADER
            for column, header in enumerate(table.headers):
                right = _is_number(table, column) or _right(table, column)
                look = {"align": "right"} if right else {"align": "left", "indent": int(column > 0)}
                self.book.put(sheet, row, column, header, base | look)
            self._fit(sheet, spec, row, table.headers)
        for below, table_row in enumerate(table.rows, row + table.headed):
            run_on = spec.time or table.runs_on  # at the end of a row words may run on
            wrapped = table_row.cells[:-1] if run_on else table_row.cells
            for column, cell in enumerate(table_row.cells):
                style = "right" if _right(table, column) else ""
                self.cell(sheet, below, column, cell, table=True, wrap=column < len(wrapped), style=style)
            self._fit(sheet, spec, below, [cell.value for cell in wrapped])
        if table.filters and table.rows:
            sheet.autofilter(row, 0, row + len(table.rows), len(table.headers) - 1)

    def _fit(self, sheet: Worksheet, spec: Sheet, row: int, values: Sequence[Value]) -> None:
        """Make a row as high as its wrapped text, since not every reader does so by itself."""
        lines = 1
        for column, value in enumerate(values):
            width = spec.widths[column] if column < len(spec.widths) else spec.wide
            if isinstance(value, str) and value:
                lines = max(lines, math.ceil(len(value) / (width * styles.CHARACTERS)))
        if lines > 1:
            sheet.set_row(row, min(lines * styles.LINE_HEIGHT + 2, 400))

    def unit(self, unit: str) -> str:
        """A unit as a reader knows it."""
        return {"money": self.currency, "exact": "FTE", "text": "", "number": ""}.get(unit, unit)


def _is_number(table: Table, column: int) -> bool:
    """Whether a column holds numbers: its header then stands to the right as they do."""
    values = (row.cells[column].value for row in table.rows if column < len(row.cells))
    return isinstance(next((value for value in values if value not in (None, "")), ""), int | float)


def _right(table: Table, column: int) -> bool:
    """Whether a column holds figures by its table's word."""
    return table.right_from is not None and column >= table.right_from


def _stretches(rows: list[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring rows, first and last."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
