"""The sheets that the reader reads: a title, a line of units, headers with notes, and the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlsxwriter.worksheet import Worksheet

from inputs.columns import Column, Kind, Sheet
from inputs.sheets import SETTINGS_SHEET
from inputs.template.book import WIDE, Book, done, fit, put, suggest
from inputs.template.layout import Cell, cells_of, choices_of, columns_of, hint, settings_rows, typed
from inputs.template.lists import Lists
from inputs.worked_examples.table import Row
from models.calendar import Calendar

UNITS_ROW, HEADER_ROW, FIRST_ROW = 2, 3, 4
FROZEN_COLUMNS = 2
SPARE_ROWS = 200
"""rows below the last one that have drop-down lists too"""
BUTTON = 4
"""characters that a header's filter button takes"""
A4_CHARACTERS = 250
"""total width of columns beyond which a sheet prints on A3"""


def write_settings(book: Book, values: Row) -> None:
    """The Settings sheet: a setting a row, with its unit and meaning."""
    sheet = book.add_sheet(SETTINGS_SHEET.name)
    _head(book, sheet, SETTINGS_SHEET, SETTINGS_SHEET.columns)
    label, needed, note = book.style("note"), book.style("label"), book.style("note")
    for row, (setting, name, value) in enumerate(settings_rows(values), start=FIRST_ROW):
        put(sheet, row, 0, name, needed if setting.required else label)
        put(sheet, row, 1, typed(setting.kind, value), book.input_style(SETTINGS_SHEET.column("Value")))
        put(sheet, row, 2, setting.unit, note)
        put(sheet, row, 3, setting.meaning, note)
        _fit(sheet, row, SETTINGS_SHEET.columns, (name, value, setting.unit, setting.meaning))
        if choices_of(setting.column()) and setting.kind is not Kind.LIST:
            suggest(sheet, (row, 1, row, 1), choices_of(setting.column()), strict=True)
    done(sheet.freeze_panes(FIRST_ROW, FROZEN_COLUMNS))


def write_data(book: Book, declared: Sheet, rows: Sequence[Row], calendar: Calendar, lists: Lists) -> None:
    """A sheet of rows."""
    columns = [_widened(column, rows) for column in columns_of(declared, rows, calendar)]
    sheet = book.add_sheet(declared.name, wide=sum(column.width for column in columns) > A4_CHARACTERS)
    _head(book, sheet, declared, columns)
    for number, row in enumerate(rows, start=FIRST_ROW):
        cells = cells_of(columns, row)
        for at, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            if cell is not None:
                put(sheet, number, at, cell, book.input_style(column, cell))
        _fit(sheet, number, columns, cells)
    last = FIRST_ROW + len(rows) + SPARE_ROWS
    for at, column in enumerate(columns):
        offered = lists.source(declared, column)
        if offered:
            suggest(sheet, (FIRST_ROW, at, last, at), *offered)
    done(sheet.autofilter(HEADER_ROW, 0, max(HEADER_ROW + len(rows), FIRST_ROW), len(columns) - 1))
    done(sheet.freeze_panes(FIRST_ROW, FROZEN_COLUMNS))


def _fit(sheet: Worksheet, row: int, columns: Sequence[Column], cells: Sequence[Cell]) -> None:
    filled = zip(columns, cells, strict=True)
    fit(sheet, row, [("", 1), *((cell, column.width) for column, cell in filled if column.width >= WIDE)])


def _head(book: Book, sheet: Worksheet, declared: Sheet, columns: Sequence[Column]) -> None:
    """Title, what a row is, units, headers with their notes, widths, what repeats on every printed page."""
    for at, column in enumerate(columns):
        done(sheet.set_column(at, at, column.width, book.input_style(column)))
        put(sheet, UNITS_ROW, at, column.unit, book.style("unit"))
        put(sheet, HEADER_ROW, at, column.name, book.style("needed" if column.required else "optional"))
        done(sheet.write_comment(HEADER_ROW, at, hint(column), {"x_scale": 2.2, "y_scale": 1.6, "author": "hireplan"}))
    put(sheet, 0, 0, declared.name, book.style("title"))
    put(sheet, 1, 0, _caption(declared), book.style("subtitle"))
    sheet.set_row(UNITS_ROW, 26)
    sheet.set_row(HEADER_ROW, 46)
    done(sheet.repeat_rows(UNITS_ROW, HEADER_ROW))


def _caption(declared: Sheet) -> str:
    absent = f" Left empty: {declared.absent}." if declared.absent else ""
    return f"One row is {declared.row_is}.{absent}"


def _widened(column: Column, rows: Sequence[Row]) -> Column:
    """A column as wide as its longest text, up to where texts wrap, and as the longest word of its header."""
    texts = max((len(row.get(column.name, "")) + 2 for row in rows), default=0)
    words = max(len(word) for word in column.name.split()) + BUTTON
    return replace(column, width=max(column.width, min(texts, WIDE - 1), words))
