"""How wide text and numbers are, and what widths and heights a sheet needs for them.

Measured in pixels at 96 to the inch, as spreadsheets do: Arial of 9 points has an em of 12 pixels.
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from outputs.workbook import styles
from outputs.workbook.cells import Value

_ARIAL = {
    191: "'",
    222: "ijl",
    278: " !/\\,.:;[]ftI|",
    333: "()-r`{}",
    389: '*"',
    500: "Jcksvxyz^",
    556: "0123456789#$?_abdeghnopquL",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
"""Thousandths of an em, and the characters that are so wide."""

_WIDTH = {character: width for width, characters in _ARIAL.items() for character in characters}
_OTHER, _FULL = 722, 1100
BOLD, SCREEN = 1.1, 1.06
"""Bold letters are wider, and screens round every letter to whole pixels."""

PADDING, DIGIT, EDGE = 10, 7, 5
"""Pixels: beside a cell's text; of one unit of a column's width; of a column's edges on top of its units."""

LINES_OF_A_HEAD = 1.6
"""A header may stand in two lines, which its words seldom fill evenly."""

INDENT, ARROW = 9, 18
"""Pixels of one step of indentation, and of the button of a filter."""

LINE, ABOVE, HIGHEST = 12.5, 2.5, 409.0
"""Points: a line of text, the room above and below it, and the highest row there can be."""


class Fit(Enum):
    """How a cell gets the room that it needs."""

    WHOLE = "whole"  # its column is as wide as it
    WRAPS = "wraps"  # up to the most that its column may have; beyond, in several lines
    HEADS = "heads"  # in two lines, if its longest word allows
    RUNS = "runs"  # over the empty cells to the right


@lru_cache(maxsize=100_000)
def text_width(text: str, *, bold: bool = False, size: float = 9) -> float:
    """The width in pixels of a line of text in Arial, rather too much than too little."""
    thousandths = sum(map(_character, text))
    return thousandths * size * 4 / 3 / 1000 * SCREEN * (BOLD if bold else 1)


@lru_cache(maxsize=10_000)
def _character(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return _FULL
    plain = unicodedata.normalize("NFD", character)[0]
    return _WIDTH.get(plain, _OTHER)


def shown(value: float | date, number_format: str) -> str:
    """A number or date as its format shows it; a number as a negative one, so that it may become one."""
    if isinstance(value, date):
        return "30 sept. 26" if "mmm" in number_format else "2026-12-30"
    section = number_format.split(";")[0].removesuffix("_)")
    if section == styles.GENERAL:
        return f"({abs(value):.10g})"
    decimals = len(section.rstrip("%").partition(".")[2])
    percent = section.endswith("%")
    return f"({abs(value) * (100 if percent else 1):,.{decimals}f}{'%' * percent})"


def line_count(text: str, width: float, *, bold: bool = False, size: float = 9) -> int:
    """In how many lines a text stands within a width in pixels: it wraps at words, and inside words too long for it."""
    count = 0
    for paragraph in text.split("\n"):
        count, free = count + 1, width
        for word in paragraph.split(" "):
            need = text_width(word, bold=bold, size=size)
            if need > free and free < width:
                count, free = count + 1, width
            more = max(0, math.ceil(need / width) - 1)
            count += more
            free -= need - more * width + text_width(" ", bold=bold, size=size)
    return count


class Ruler:
    """Takes note of all that is written on one sheet, and says how wide and high it must be.

    `least` and `most`: units of width by column, the last one for all columns after it.
    """

    def __init__(self, least: Sequence[float], most: Sequence[float]) -> None:
        self._least, self._most = least, most
        self._needs: defaultdict[int, float] = defaultdict(float)
        self._largest: dict[tuple[int, str, bool, float], float] = {}
        self._wrapped: defaultdict[int, list[Wrapped]] = defaultdict(list)
        self._spans: list[tuple[int, float]] = []
        self._fixed: dict[int, int] = {}

    def note(self, row: int, column: int, value: Value, look: styles.Look, fit: Fit, aside: float = 0) -> bool:
        """Take note of a cell, with pixels for what stands beside its text. Returns whether its text must wrap."""
        if fit is Fit.RUNS or value is None or value == "":
            return False
        aside += look.get("indent", 0) * INDENT
        if isinstance(value, str):
            return self._text(row, column, value, look, fit, aside)
        self._number(column, value, look)
        return False

    def span(self, last: int, text: str, look: styles.Look) -> None:
        """Take note of a text that runs from the first column over all up to `last`, where it must end."""
        self._spans.append((last, _width(text, look) + PADDING))

    def fix(self, column: int, width: float) -> None:
        """Give a column a least width of its own, in units."""
        self._fixed[column] = math.ceil(width * DIGIT + EDGE)

    def _number(self, column: int, value: float | date, look: styles.Look) -> None:
        """Of the numbers of a format only the largest is measured, at the end; dates are all as wide."""
        key = column, look.get("num_format", styles.GENERAL), look.get("bold", False), look["font_size"]
        if isinstance(value, date) or key[1].startswith(styles.GENERAL):
            self._need(column, text_width(shown(value, key[1]), bold=key[2], size=key[3]))
        else:
            self._largest[key] = max(self._largest.get(key, 0), abs(value))

    def _text(self, row: int, column: int, text: str, look: styles.Look, fit: Fit, aside: float) -> bool:
        whole, most = _width(text, look) + aside, self._room(column)
        if fit is Fit.WHOLE or (fit is Fit.WRAPS and whole <= most and "\n" not in text):
            self._need(column, whole)
            return False
        longest = max((_width(word, look) for word in text.split()), default=0) + aside
        longest = max(longest, min(whole, whole / LINES_OF_A_HEAD + aside))
        self._need(column, min(most, whole if fit is Fit.WRAPS else longest))
        self._wrapped[row].append(Wrapped(column, text, look, aside))
        return True

    def _room(self, column: int) -> float:
        """Pixels of text that a column of words may have before its text wraps."""
        most = max(self._most[min(column, len(self._most) - 1)], self._least[min(column, len(self._least) - 1)])
        return most * DIGIT + EDGE - PADDING

    def _need(self, column: int, pixels: float) -> None:
        self._needs[column] = max(self._needs[column], pixels + PADDING)

    def widths(self) -> dict[int, int]:
        """Column: its width in pixels."""
        for (column, number_format, bold, size), value in self._largest.items():
            self._need(column, text_width(shown(value, number_format), bold=bold, size=size))
        found = {column: math.ceil(width * DIGIT + EDGE) for column, width in enumerate(self._least)} | self._fixed
        for column, need in self._needs.items():
            least = self._least[min(column, len(self._least) - 1)] * DIGIT + EDGE
            found[column] = max(self._fixed.get(column, math.ceil(least)), math.ceil(need))
        for last, need in self._spans:
            missing = math.ceil(need) - sum(found[column] for column in range(last + 1))
            found[last] += max(0, missing)
        return found

    def heights(self, widths: dict[int, int]) -> dict[int, float]:
        """Row: its height in points, where its text stands in several lines."""
        found = {row: max(cell.lines(widths) for cell in cells) for row, cells in self._wrapped.items()}
        return {row: min(HIGHEST, count * LINE + ABOVE) for row, count in found.items() if count > 1}


@dataclass(frozen=True)
class Wrapped:
    """A cell whose text may stand in several lines; `aside`: pixels beside its text."""

    column: int
    text: str
    look: styles.Look
    aside: float

    def lines(self, widths: dict[int, int]) -> int:
        """How many lines it takes in columns of these widths in pixels."""
        room = widths[self.column] - PADDING - self.aside
        return line_count(self.text, room, bold=self.look.get("bold", False), size=self.look["font_size"])


def _width(text: str, look: styles.Look) -> float:
    return text_width(text, bold=look.get("bold", False), size=look["font_size"])
