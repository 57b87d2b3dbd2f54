"""Fonts, colours and number formats, in one place."""

from __future__ import annotations

from typing import Any

from outputs.workbook.cells import Ink

WHOLE = "#,##0;(#,##0);-"
HUNDREDTHS = "#,##0.00;(#,##0.00);-"
EXACT = "#,##0.0000;(#,##0.0000);-"
PER_CENT = "0%;(0%);-"
DATE = "yyyy-mm-dd"
GENERAL = "General"

FORMATS = {
    "": GENERAL,
    "text": GENERAL,
    "heads": WHOLE,
    "hires": WHOLE,
    "use cases": WHOLE,
    "money": WHOLE,
    "FTE": HUNDREDTHS,
    "exact": EXACT,
    "%": PER_CENT,
    "per cent": "General",
    "money left": WHOLE,
    "label": GENERAL,
    "exactly": "#,##0;(#,##0);0",
    "gap": "0.0%",
    "change": "0.0%;(0.0%);-",
    "date": DATE,
    "count": WHOLE,
    "1 = yes": "0",
    "number": "General;(General);0",
}
"""Number format by unit; a unit that is not here is shown as a whole number."""

BLUE, BLACK, GREEN, GREY, WHITE = "#0000FF", "#000000", "#00713A", "#595959", "#FFFFFF"
NAVY, PALE, YELLOW, RULE = "#1F3864", "#DCE6F1", "#FFF9DB", "#BFBFBF"
BUILD, GO_LIVE, LIVE = "#9DC3E6", "#F4B183", "#C6E0B4"
BAD, GOOD = "#F8CBAD", "#E2EFDA"

BASE: dict[str, Any] = {"font_name": "Arial", "font_size": 9, "valign": "vcenter"}
TITLE = BASE | {"font_size": 14, "bold": True, "font_color": NAVY}
LEAD = BASE | {"font_color": GREY, "italic": True}
HEADER = BASE | {"bold": True, "font_color": WHITE, "bg_color": NAVY, "text_wrap": True}
HEADER_TIME = HEADER | {"align": "right", "text_wrap": False}
SUBHEADER = BASE | {"bold": True, "font_color": NAVY, "bg_color": PALE, "text_wrap": True, "valign": "top"}
SECTION = BASE | {"bold": True, "font_size": 10, "font_color": NAVY, "bottom": 1, "bottom_color": NAVY}
NOTE = BASE | {"font_color": GREY, "italic": True}
LABEL = BASE
TOTAL = {"top": 1, "top_color": RULE}
LINE_HEIGHT, CHARACTERS = 12.5, 1.25
"""Points for a line of text, and characters of it that fit into a column's unit of width."""
WRAPPED = BASE | {"text_wrap": True, "valign": "top"}

INKS = {
    Ink.INPUT: {"font_color": BLUE},
    Ink.CHOICE: {"font_color": BLUE, "bg_color": YELLOW},
    Ink.NOTED: {"font_color": GREY},
    Ink.FORMULA: {"font_color": BLACK},
    Ink.LINK: {"font_color": GREEN},
    Ink.TEXT: {"font_color": BLACK},
}


def number_style(unit: str, ink: Ink, *, crosses: bool = False, bold: bool = False, style: str = "") -> dict[str, Any]:
    """The format of a number: by unit, by what it is, and (green) by whether it comes from another sheet."""
    properties = BASE | {"num_format": FORMATS.get(unit, WHOLE)}
    properties |= INKS[Ink.LINK if crosses and ink is Ink.FORMULA else ink]
    if bold:
        properties |= {"bold": True}
    if style == "total":
        properties |= TOTAL
    if style in ("state", "right"):
        properties |= {"align": "right"}
    if style == "gantt":
        properties |= {"align": "center", "border": 1, "border_color": "#E7E6E6", "font_size": 8}
    return properties


CONDITIONS: dict[str, tuple[dict[str, Any], ...]] = {
    "gantt": (
        {"type": "text", "criteria": "begins with", "value": "go-live", "look": {"bg_color": GO_LIVE, "bold": True}},
        {"type": "text", "criteria": "begins with", "value": "build", "look": {"bg_color": BUILD}},
        {"type": "text", "criteria": "begins with", "value": "live", "look": {"bg_color": LIVE}},
    ),
    "heat": (
        {
            "type": "3_color_scale",
            "min_type": "num",
            "mid_type": "num",
            "max_type": "num",
            "min_value": 0,
            "mid_value": 0.7,
            "max_value": 1,
            "min_color": "#FFFFFF",
            "mid_color": "#FFE699",
            "max_color": "#F4B183",
        },
    ),
    "state": (
        {"type": "cell", "criteria": "==", "value": '"broken"', "look": {"bg_color": BAD, "bold": True}},
        {"type": "cell", "criteria": "==", "value": '"inherited"', "look": {"bg_color": YELLOW}},
    ),
    "check": ({"type": "cell", "criteria": "==", "value": 0, "look": {"bg_color": BAD, "bold": True}},),
}
"""Conditional formats by style of a line; `look` is the format."""
