"""XlsxWriter under guard: a formula without a value, a warning or a refused cell is an error."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from outputs.clean import storable
from outputs.workbook.cells import Value

LONGEST_TEXT = 32_767
"""Characters that a cell can hold."""


class UnwritableError(ValueError):
    """A cell that a workbook cannot hold: a fault of hireplan's own."""


class _Nothing(str):
    """The empty text as a formula's value. XlsxWriter takes '' for no value at all; readers then miss one."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


NOTHING = _Nothing()


def clean(text: str) -> str:
    """Text as a cell can hold it: no control characters, and no longer than a cell."""
    text = storable(text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


OPTIONS = {
    "in_memory": True,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 9, "font_scheme": "none"},
    "default_row_height": 18,
}
"""Readers measure columns in digits of the default font, so it is that of the cells. The height is in pixels."""


class Book:
    """A workbook being written, with its formats made once each."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = xlsxwriter.Workbook(file, OPTIONS)
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, properties: dict[str, Any]) -> Format:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.file.add_format(properties)
        return self._formats[key]

    def put(self, sheet: Worksheet, row: int, column: int, value: Value, properties: dict[str, Any]) -> None:
        """Write a value; text is always written as text, whatever it begins with."""
        style = self.format(properties)
        match value:
            case None | "":
                done = sheet.write_blank(row, column, None, style)
            case bool():
                raise UnwritableError(f"a truth value in {sheet.name}; write 1 or 0")
            case str():
                done = sheet.write_string(row, column, clean(value), style)
            case date():
                done = sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), style)
            case _:
                done = sheet.write_number(row, column, finite(value), style)
        must(done, sheet, row, column)

    def put_formula(
        self, sheet: Worksheet, row: int, column: int, formula: str, value: Value, properties: dict[str, Any]
    ) -> None:
        """Write a formula with its value. A formula without a value is an error: readers would see 0."""
        if value is None or isinstance(value, (bool, date)):
            raise UnwritableError(f"{sheet.name}: {formula} has no value that can be stored ({value!r})")
        if len(formula) > 8192:
            raise UnwritableError(f"{sheet.name}: a formula of {len(formula)} characters")
        stored = (clean(value) or NOTHING) if isinstance(value, str) else finite(value)
        must(sheet.write_formula(row, column, formula, self.format(properties), stored), sheet, row, column)

    def name(self, name: str, address: str) -> None:
        """Define a name for an absolute address."""
        must(self.file.define_name(name, f"={address}"), name)


def finite(number: int | float) -> int | float:
    """The number itself. Raises UnwritableError for what a cell cannot hold."""
    if not math.isfinite(number):
        raise UnwritableError(f"{number} is no number for a cell")
    return number


def must(done: int, *where: object) -> None:
    """Raises UnwritableError where XlsxWriter has refused something."""
    if done:
        raise UnwritableError(f"refused ({done}): {' '.join(str(w) for w in where)}")


@contextmanager
def book(path: Path) -> Iterator[Book]:
    """A workbook that is saved at the end. Warnings are errors, since they say that something is left out.

    It is made in memory, so that a full disk is met by our own write, as an OSError.
    """
    content = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        opened = Book(content)
        yield opened
        opened.file.close()
    path.write_bytes(content.getvalue())
