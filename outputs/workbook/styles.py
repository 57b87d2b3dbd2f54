"""Fonts, colours and number formats, in one place."""

from __future__ import annotations

from typing import Any

from outputs.workbook.cells import Ink, Part

WHOLE = "#,##0_);(#,##0);-_)"
HUNDREDTHS = "#,##0.00_);(#,##0.00);-_)"
EXACT = "#,##0.0000_);(#,##0.0000);-_)"
PER_CENT = "0%_);(0%);-_)"
DATE = "yyyy-mm-dd"
DAY = "d mmm yy"
"""Dates in lists, and the short form above the quarters."""
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
    "share": "0.000000_)",
    "%": PER_CENT,
    "per cent": "General_)",
    "money left": WHOLE,
    "label": GENERAL,
    "exactly": "#,##0_);(#,##0);0_)",
    "gap": "0.0%_)",
    "change": "0.0%_);(0.0%);-_)",
    "date": DATE,
    "count": WHOLE,
    "1 = yes": "0_)",
    "number": "General_);(General);0_)",
}
"""Number format by unit; a unit that is not here is shown as a whole number."""

BLUE, BLACK, GREEN, GREY, WHITE = "#0000FF", "#000000", "#00713A", "#595959", "#FFFFFF"
NAVY, PALE, YELLOW, RULE = "#1F3864", "#DCE6F1", "#FFF9DB", "#BFBFBF"
BUILD, GO_LIVE, LIVE = "#9DC3E6", "#F4B183", "#C6E0B4"
BAD, GOOD, RED, STRONG = "#F8CBAD", "#E2EFDA", "#C00000", "#FFE699"

Look = dict[str, Any]
"""Properties of a cell's format."""

BASE: Look = {"font_name": "Arial", "font_size": 9, "valign": "vcenter"}
TITLE = BASE | {"font_size": 14, "bold": True, "font_color": NAVY}
LEAD = BASE | {"font_color": GREY, "italic": True}
HEADER = BASE | {"bold": True, "font_color": WHITE, "bg_color": NAVY}
HEADER_TIME = HEADER | {"align": "right"}
SUBHEADER = BASE | {"bold": True, "font_color": NAVY, "bg_color": PALE, "valign": "top"}
SECTION = BASE | {"bold": True, "font_size": 10, "font_color": NAVY, "bottom": 1, "bottom_color": NAVY}
SUBHEADER_TIME = SUBHEADER | {"align": "right"}
UNDERLINE = {"bottom": 1, "bottom_color": NAVY}
LEGEND = BASE | UNDERLINE | {"align": "center", "font_size": 8}
NOTE = BASE | {"font_color": GREY, "italic": True}
LABEL = BASE
TOTAL = {"top": 1, "top_color": RULE}
TITLE_HEIGHT = 21
"""Points of a title's row."""

PARTS = {Part.ANSWER: NAVY, Part.WORKING: "#9DC3E6", Part.INPUT: "#FFD966", Part.CONTROL: "#A6A6A6"}
"""Colours of the tabs."""

INKS = {
    Ink.INPUT: {"font_color": BLUE},
    Ink.CHOICE: {"font_color": BLUE, "bg_color": YELLOW},
    Ink.NOTED: {"font_color": GREY},
    Ink.FORMULA: {"font_color": BLACK},
    Ink.LINK: {"font_color": GREEN},
    Ink.TEXT: {"font_color": BLACK},
}


def number_style(unit: str, ink: Ink, *, crosses: bool = False, bold: bool = False, style: str = "") -> Look:
    """The format of a number: by unit, by what it is, and (green) by whether it comes from another sheet."""
    properties = BASE | {"num_format": FORMATS.get(unit, WHOLE)}
    properties |= INKS[Ink.LINK if crosses and ink is Ink.FORMULA else ink]
    if bold:
        properties |= {"bold": True}
    return properties | STYLES.get(style, {})


STYLES: dict[str, Look] = {
    "total": TOTAL,
    "state": {"align": "right"},
    "gap": {},
    "gantt": {"align": "center", "border": 1, "border_color": "#E7E6E6", "font_size": 8},
    "heat": {"border": 1, "border_color": "#E7E6E6"},
}
"""What a style adds to the format of a number."""

WORDS = {"state": ("inherited",), "gantt": ("go-live",)}
"""The longest words that the formulas of a style can come to show."""


def _cell(criteria: str, value: float | str, look: Look, **more: Any) -> Look:
    return {"type": "cell", "criteria": criteria, "value": value, "format": look} | more


def _begins(word: str, look: Look) -> Look:
    return {"type": "text", "criteria": "begins with", "value": word, "format": look}


GANTT = (("build", BUILD), ("go-live", GO_LIVE), ("live", LIVE))
"""What a use case does in a quarter, and its colour."""

IDLE, HEALTHY, FULL, OVER = "#DDEBF7", "#C6E0B4", "#FFE699", "#F4B084"
HEAT = (("below 50%", IDLE), ("to 85%", HEALTHY), ("to 100%", FULL), ("above", OVER))
"""Bands of utilisation and their colours. No colour: no capacity, or nothing to do."""

_ALL_BUT_ROUNDING = 1.00001
"""Utilisation above this is above 100 %; below it is a fraction's last digit."""

CONDITIONS: dict[str, tuple[Look, ...]] = {
    "gantt": (
        _begins("go-live", {"bg_color": GO_LIVE, "bold": True}),
        _begins("build", {"bg_color": BUILD}),
        _begins("live", {"bg_color": LIVE}),
    ),
    "heat": (
        _cell(">", _ALL_BUT_ROUNDING, {"bg_color": OVER, "bold": True}, stop_if_true=True),
        _cell(">", 0.85, {"bg_color": FULL}, stop_if_true=True),
        _cell(">=", 0.5, {"bg_color": HEALTHY}, stop_if_true=True),
        _cell(">", 0, {"bg_color": IDLE}),
    ),
    "state": (
        _cell("==", '"broken"', {"bg_color": BAD, "bold": True}),
        _cell("==", '"inherited"', {"bg_color": YELLOW}),
    ),
    "gap": (
        _cell("==", '"blocking"', {"bg_color": BAD, "bold": True}),
        _cell("==", '"useful"', {"bg_color": GOOD}),
        _cell("==", '"unknown"', {"bg_color": YELLOW}),
    ),
    "check": (
        _cell("==", 0, {"bg_color": BAD, "bold": True}),
        _cell("==", 1, {"bg_color": GOOD}),
    ),
    "none": (_cell(">", 0, {"bg_color": BAD, "bold": True}),),
    "not below": (_cell("<", 0, {"font_color": RED}),),
    "chosen": (_cell(">", 0, {"bg_color": STRONG, "bold": True}),),
}
"""Conditional formats by style. `none`: above 0 is bad; `not below`: below 0 is bad; `chosen`: what is not 0 shows."""
