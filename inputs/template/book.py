"""A workbook that fails loudly: XlsxWriter only warns, or returns a code, where it leaves something out."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from inputs.columns import Column, Kind
from inputs.template.layout import Cell

CREATED = datetime.datetime(2026, 1, 1)
"""Written into every template, so that the same code writes the same bytes."""
BLUE, GREY, DARK, LIGHT = "#0000FF", "#595959", "#1F3864", "#8497B0"
FORMATS = {
    Kind.MONEY: "#,##0", Kind.WHOLE: "0", Kind.PRODUCTIVITY: "0", Kind.FTE: "0.00", Kind.DATE: "yyyy-mm-dd",
    Kind.NUMBER: "General", Kind.PERCENT: "General", Kind.CHANGE: "@",  # as text, or Excel drops the sign of +10 %
}  # fmt: skip
A3, A4 = 8, 9
"""paper sizes, as the file format numbers them"""
LINE = 13.5
"""points, the height of a line"""
WIDE = 40
"""columns of at least so many characters wrap their text"""
LONGEST_INLINE_LIST = 255
"""characters of a drop-down's list within a cell's validation; Excel takes no more"""

STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": DARK},
    "subtitle": {"italic": True, "font_color": GREY},
    "unit": {"italic": True, "font_color": GREY, "font_size": 8, "text_wrap": True, "valign": "bottom", "indent": 1},
    "needed": {
        "bold": True,
        "bg_color": DARK,
        "font_color": "#FFFFFF",
        "text_wrap": True,
        "valign": "vcenter",
        "indent": 1,
    },
    "optional": {
        "bold": True,
        "bg_color": LIGHT,
        "font_color": "#FFFFFF",
        "text_wrap": True,
        "valign": "vcenter",
        "indent": 1,
    },
    "heading": {"bold": True, "font_size": 12, "font_color": DARK, "bottom": 1, "bottom_color": LIGHT},
    "body": {"text_wrap": True, "valign": "top"},
    "label": {"bold": True, "valign": "top"},
    "link": {"valign": "top", "underline": 1, "font_color": DARK},
    "plain": {"valign": "top"},
    "input": {"font_color": BLUE, "align": "left"},
    "command": {"font_name": "Courier New", "valign": "top"},
    "note": {"font_color": GREY, "text_wrap": True, "valign": "top"},
}


class Book:
    """A workbook in memory, with its styles."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        options = {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "default_format_properties": {"font_name": "Arial", "font_size": 10},
        }  # fmt: skip
        self.workbook = xlsxwriter.Workbook(self._buffer, options)
        self.workbook.set_properties({"title": "hireplan input", "created": CREATED})
        self._formats = {name: self.workbook.add_format(style) for name, style in STYLES.items()}

    def style(self, name: str) -> Format:
        return self._formats[name]

    def input_style(self, column: Column, cell: Cell = None) -> Format:
        """Blue, as every cell that a user fills; numbers formatted by kind, wide texts wrapped."""
        shown, wrap = number_format(column, cell), column.width >= WIDE
        name = f"input {shown} {wrap}"
        if name not in self._formats:
            place = {"align": "right"} if shown else {"align": "left", "indent": 1}
            style = {"font_color": BLUE, "valign": "top", "text_wrap": wrap, "num_format": shown or "General"}
            self._formats[name] = self.workbook.add_format(style | place)
        return self._formats[name]

    def add_sheet(self, name: str, wide: bool = False) -> Worksheet:
        """A sheet that prints in landscape, one page wide: A4, or A3 for a wide one."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A3 if wide else A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&L&A&RPage &P of &N")
        sheet.hide_gridlines(1)
        return sheet

    def content(self) -> bytes:
        """The finished file."""
        self.workbook.close()
        return self._buffer.getvalue()


def number_format(column: Column, cell: Cell) -> str:
    """How a cell of the column is shown; empty: as text."""
    if "FTE" in column.unit:  # such a column may hold money as well, in a row of its own
        return "#,##0" if isinstance(cell, int) and cell >= 1000 else "0.00"
    return FORMATS.get(column.kind, "")


def fit(sheet: Worksheet, row: int, texts: Iterable[tuple[Cell, float]]) -> None:
    """Makes a row as high as its wrapped texts need, each given with its width: not every program does so itself."""
    lines = max(math.ceil(0.92 * len(str(text or "")) / width) for text, width in texts)
    if lines > 1:
        done(sheet.set_row(row, LINE * lines + 2))


def put(sheet: Worksheet, row: int, column: int, value: Cell, style: Format) -> None:
    """Writes a cell as what it is: text is never taken for a formula, a number or a link."""
    if value is None:
        done(sheet.write_blank(row, column, None, style))
    elif isinstance(value, str):
        done(sheet.write_string(row, column, value, style))
    elif isinstance(value, datetime.date):
        done(sheet.write_datetime(row, column, value, style))
    else:
        done(sheet.write_number(row, column, value, style))


def suggest(sheet: Worksheet, where: tuple[int, int, int, int], source: Sequence[str] | str, strict: bool) -> None:
    """A drop-down list over rows and columns (first row, first column, last row, last column), zero-based.

    `source` holds the choices, or names a range of them; a strict one refuses everything else.
    """
    listed = source if isinstance(source, str) else list(source)
    if not isinstance(listed, str) and len(",".join(listed)) > LONGEST_INLINE_LIST:
        raise ValueError("a list this long must stand in a range")
    done(sheet.data_validation(*where, {
        "validate": "list", "source": listed, "show_error": strict,
        "error_title": "Not one of the choices", "error_message": "Choose from the list.",
    }))  # fmt: skip


def done(code: int | None) -> None:
    """Raises RuntimeError where XlsxWriter says by a code that it has left something out."""
    if code:
        raise RuntimeError(f"XlsxWriter refused a cell or a feature (code {code})")
