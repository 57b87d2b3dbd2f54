"""A workbook that fails loudly: XlsxWriter only warns, or returns a code, where it leaves something out."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from inputs.columns import Kind
from inputs.template.layout import Cell

CREATED = datetime.datetime(2026, 1, 1)
"""Written into every template, so that the same code writes the same bytes."""
BLUE, GREY, DARK, LIGHT = "#0000FF", "#595959", "#1F3864", "#8497B0"
FORMATS = {
    Kind.MONEY: "#,##0", Kind.WHOLE: "0", Kind.PRODUCTIVITY: "0", Kind.FTE: "0.00", Kind.DATE: "yyyy-mm-dd",
}  # fmt: skip
LONGEST_INLINE_LIST = 255
"""characters of a drop-down's list within a cell's validation; Excel takes no more"""

STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": DARK},
    "subtitle": {"italic": True, "font_color": GREY},
    "unit": {"italic": True, "font_color": GREY, "font_size": 9, "text_wrap": True, "valign": "bottom"},
    "needed": {"bold": True, "bg_color": DARK, "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"},
    "optional": {"bold": True, "bg_color": LIGHT, "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"},
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
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.workbook = xlsxwriter.Workbook(self._buffer, options)
        self.workbook.set_properties({"title": "hireplan input", "created": CREATED})
        self._formats = {name: self.workbook.add_format(style) for name, style in STYLES.items()}

    def style(self, name: str) -> Format:
        return self._formats[name]

    def input_style(self, kind: Kind, wrap: bool = False) -> Format:
        """Blue, as every cell that a user fills; numbers formatted by kind."""
        name = f"input {kind} {wrap}"
        if name not in self._formats:
            align = "left" if kind not in FORMATS and kind not in (Kind.NUMBER, Kind.PERCENT) else "right"
            style = {"font_color": BLUE, "valign": "top", "text_wrap": wrap, "align": align}
            self._formats[name] = self.workbook.add_format(style | {"num_format": FORMATS.get(kind, "General")})
        return self._formats[name]

    def add_sheet(self, name: str) -> Worksheet:
        """A sheet that prints in landscape, one page wide."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&L&A&RPage &P of &N")
        sheet.hide_gridlines(1)
        return sheet

    def content(self) -> bytes:
        """The finished file."""
        self.workbook.close()
        return self._buffer.getvalue()


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
