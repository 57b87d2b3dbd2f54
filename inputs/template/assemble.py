"""An example's content as a whole workbook."""

from __future__ import annotations

import warnings

from inputs.sheets import SETTINGS_SHEET, SHEETS
from inputs.template.book import Book
from inputs.template.data_sheets import write_data, write_settings
from inputs.template.layout import calendar_of
from inputs.template.lists import Lists
from inputs.template.read_me import write_read_me
from inputs.worked_examples.example import Example


def workbook_bytes(example: Example) -> bytes:
    """The workbook: Read me, every declared sheet, the lists. What XlsxWriter would only warn of is an error."""
    calendar = calendar_of(example.settings)
    lists = Lists(example, calendar)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = Book()
        write_read_me(book, example)
        write_settings(book, example.settings)
        for sheet in SHEETS:
            if sheet is not SETTINGS_SHEET:
                write_data(book, sheet, example.sheets.get(sheet.name, []), calendar, lists)
        lists.write(book)
        return book.content()
