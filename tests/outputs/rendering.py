"""How a reader draws a written workbook, measured by other means than those of the code: every cell that does not fit.

Letters are those of Helvetica, which has the widths of Arial; pixels are those of a screen at 96 to the inch.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.pdfbase.pdfmetrics import stringWidth

DIGIT, EDGE = 7, 5
"""Pixels of a unit of a column's width, and of its edges."""

BESIDE = 4
"""Pixels that a reader leaves free beside a cell's text."""

LINE = 1.15
"""Height of a line of text in sizes of its font."""

HIGHEST = 409
"""Points of the highest row there can be: text beyond it is cut off in any workbook."""

UNSET = 8.43


@cache
def pixels(text: str, size: float, bold: bool) -> float:
    return float(stringWidth(text, "Helvetica-Bold" if bold else "Helvetica", size * 96 / 72))


def too_wide(path: Path) -> list[str]:
    """What is clipped, or shown as ####, on any sheet of a workbook."""
    book = openpyxl.load_workbook(path, data_only=True)
    return [f"{sheet.title}!{told}" for sheet in book for told in _of_sheet(sheet)]


def _of_sheet(sheet: Worksheet) -> Iterator[str]:
    widths = {column: _width(sheet, column) for column in range(1, sheet.max_column + 1)}
    filtered = set(_filter_heads(sheet))
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value not in (None, ""):
                button = 16 if cell.coordinate in filtered else 0
                told = _fault(sheet, cell, widths, button)
                if told:
                    yield f"{cell.coordinate} {cell.value!r}: {told}"


def _width(sheet: Worksheet, column: int) -> float:
    """Pixels. Neighbours of the same width are stored as one: openpyxl keeps the first of them."""
    for dimension in sheet.column_dimensions.values():
        if dimension.min <= column <= dimension.max and dimension.customWidth:
            return float(dimension.width) * DIGIT
    return UNSET * DIGIT + EDGE


def _filter_heads(sheet: Worksheet) -> Iterator[str]:
    if sheet.auto_filter.ref:
        for cell in sheet[sheet.auto_filter.ref][0]:
            yield cell.coordinate


def _fault(sheet: Worksheet, cell: Cell, widths: dict[int, float], button: float) -> str:
    width = widths[cell.column] - BESIDE - button - 9 * int(cell.alignment.indent or 0)
    if not isinstance(cell.value, str):
        need = _pixels(shown(cell.value, cell.number_format), cell)
        return f"a number of {need:.0f} pixels in {width:.0f}" if need > width else ""
    if cell.alignment.wrap_text:
        return _wrapped(sheet, cell, width)
    need = _pixels(cell.value, cell)
    if need <= width or (cell.alignment.horizontal in (None, "general", "left") and need <= _free(sheet, cell, widths)):
        return ""
    return f"a text of {need:.0f} pixels in {width:.0f}"


def _pixels(text: str, cell: Cell) -> float:
    return max(pixels(line, cell.font.sz, bool(cell.font.b)) for line in text.split("\n"))


def _free(sheet: Worksheet, cell: Cell, widths: dict[int, float]) -> float:
    """Pixels up to the next cell to the right that holds something; what no column limits is endless."""
    total = widths[cell.column]
    for column in range(cell.column + 1, sheet.max_column + 1):
        if sheet.cell(cell.row, column).value not in (None, ""):
            return total - BESIDE
        total += widths[column]
    return math.inf


def _wrapped(sheet: Worksheet, cell: Cell, width: float) -> str:
    count = sum(_lines(paragraph, width, cell) for paragraph in str(cell.value).split("\n"))
    need = count * LINE * cell.font.sz
    height = sheet.row_dimensions[cell.row].height or sheet.sheet_format.defaultRowHeight
    return f"{count} lines of {need:.1f} points in {height}" if need > height and height < HIGHEST else ""


def _lines(paragraph: str, width: float, cell: Cell) -> int:
    """Words are set one after the other; a word that is wider than the column is broken."""
    count, line = 1, ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if _pixels(longer, cell) <= width:
            line = longer
            continue
        pieces = math.ceil(_pixels(word, cell) / width)
        count += (pieces - 1) + (1 if line else 0)
        line = word if pieces == 1 else ""
    return count


def shown(value: object, number_format: str) -> str:
    """A number or date as its format shows it."""
    if isinstance(value, date):
        return value.strftime("%d %b %y" if "mmm" in number_format else "%Y-%m-%d").lstrip("0")
    assert isinstance(value, int | float), value
    sections = number_format.split(";")
    section = sections[min(len(sections) - 1, 1 if value < 0 else 2 if value == 0 else 0)]
    section = section.replace("_)", ")")  # room as wide as the parenthesis of a negative number
    if "General" in section:
        return section.replace("General", f"{abs(value):.9g}")
    if section.startswith("-"):
        return section
    bare = section.strip("()")
    places = len(bare.partition(".")[2].rstrip("%"))
    number = f"{abs(value) * (100 if '%' in bare else 1):{',' if ',' in bare else ''}.{places}f}"
    sign = "-" if value < 0 and len(sections) == 1 else ""
    return sign + section.replace(bare, number + "%" * ("%" in bare))
