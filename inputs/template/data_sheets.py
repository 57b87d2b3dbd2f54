"""The sheets that the reader reads: a title, a line of units, headers with notes, and the rows."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from inputs.columns import Column, Kind, Sheet
from inputs.sheets import SETTINGS_SHEET
from inputs.template.book import Book, done, put, suggest
from inputs.template.layout import cells_of, choices_of, columns_of, hint, settings_rows, typed
from inputs.template.lists import Lists
from inputs.worked_examples.table import Row
from models.calendar import Calendar

UNITS_ROW, HEADER_ROW, FIRST_ROW = 2, 3, 4
FROZEN_COLUMNS = 2
SPARE_ROWS = 200
"""rows below the last one that have drop-down lists too"""
WIDE = 40
"""columns of at least so many characters wrap their text"""
PLACES = 8
"""letters of a header that fit beside the filter's button in the narrowest column"""


def write_settings(book: Book, values: Row) -> None:
    """The Settings sheet: a setting a row, with its unit and meaning."""
    sheet = book.add_sheet(SETTINGS_SHEET.name)
    _head(book, sheet, SETTINGS_SHEET, SETTINGS_SHEET.columns)
    label, needed, note = book.style("note"), book.style("label"), book.style("note")
    for row, (setting, name, value) in enumerate(settings_rows(values), start=FIRST_ROW):
        put(sheet, row, 0, name, needed if setting.required else label)
        put(sheet, row, 1, typed(setting.kind, value), book.input_style(_as_shown(setting.kind)))
        put(sheet, row, 2, setting.unit, note)
        put(sheet, row, 3, setting.meaning, note)
        if choices_of(setting.column()) and setting.kind is not Kind.LIST:
            suggest(sheet, (row, 1, row, 1), choices_of(setting.column()), strict=True)
    done(sheet.freeze_panes(FIRST_ROW, FROZEN_COLUMNS))


def _as_shown(kind: Kind) -> Kind:
    """Settings stand one below the other: all of them to the left, but money keeps its separators."""
    return kind if kind is Kind.MONEY else Kind.TEXT


def write_data(book: Book, declared: Sheet, rows: Sequence[Row], calendar: Calendar, lists: Lists) -> None:
    """A sheet of rows."""
    columns = columns_of(declared, rows, calendar)
    sheet = book.add_sheet(declared.name)
    _head(book, sheet, declared, columns)
    styles = [book.input_style(column.kind, column.width >= WIDE) for column in columns]
    for number, row in enumerate(rows, start=FIRST_ROW):
        for at, (cell, style) in enumerate(zip(cells_of(columns, row), styles, strict=True)):
            if cell is not None:
                put(sheet, number, at, cell, style)
    last = FIRST_ROW + len(rows) + SPARE_ROWS
    for at, column in enumerate(columns):
        offered = lists.source(declared, column)
        if offered:
            suggest(sheet, (FIRST_ROW, at, last, at), *offered)
    done(sheet.autofilter(HEADER_ROW, 0, max(HEADER_ROW + len(rows), FIRST_ROW), len(columns) - 1))
    done(sheet.freeze_panes(FIRST_ROW, FROZEN_COLUMNS))


def _head(book: Book, sheet: Worksheet, declared: Sheet, columns: Sequence[Column]) -> None:
    """Title, what a row is, units, headers with their notes, widths, what repeats on every printed page."""
    for at, column in enumerate(columns):
        style = book.input_style(column.kind, column.width >= WIDE)
        done(sheet.set_column(at, at, _width(column), style))
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


def _width(column: Column) -> float:
    """As declared, but never narrower than the longest word of its header beside the filter's button."""
    return max(column.width, max(len(word) for word in column.name.split()) + 4, PLACES)
