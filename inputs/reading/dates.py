"""Dates and quarters as people write them, and their place on the time line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from inputs.reading.grid import Cell
from inputs.reading.numbers import MisreadError
from inputs.settings import MONTHS
from models.calendar import Calendar


@dataclass(frozen=True)
class FiscalQuarter:
    """A quarter by its fiscal year (four digits) and its place in it."""

    year: int
    quarter: int


Moment = FiscalQuarter | date


class Rounding(Enum):
    """Which quarter a date stands for."""

    HOLDING = "the quarter that holds it"
    FROM = "the first quarter that begins on or after it"
    BY = "the last quarter that ends by it"


_LAST_DAY = date.max - timedelta(days=1)
"""9999-12-31 stands for never in many a system"""

HOW = "write a quarter such as FY27 Q1, or a date such as 2027-01-31"

_YEAR = r"(?P<fy>FY\s*)?(?P<year>\d{4}|(?<=FY)\d{2}|(?<=FY )\d{2})"
_LABELS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (rf"^{_YEAR}[\s\-/]*Q(?P<quarter>\d+)$", rf"^Q(?P<quarter>\d+)[\s\-/]*{_YEAR}$")
)
_FISCAL_YEAR = re.compile(r"^FY\s*(\d{4}|\d{2})$", re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?$")
_DOTTED = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_SLASHED = re.compile(r"^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$")
_WORDED = re.compile(r"^(\d{1,2})[\s-]([A-Za-z]{3,9})[\s-](\d{4})$|^([A-Za-z]{3,9}) (\d{1,2}),? (\d{4})$")


def moment(cell: Cell, starts_in: int) -> Moment:
    """The quarter or the day in a cell; `starts_in` is the month in which the fiscal year begins."""
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return text_moment(value, starts_in)
    raise MisreadError(f"is a bare number or a time of day, not a date; format the cell as a date, or {HOW}")


def text_moment(text: str, starts_in: int) -> Moment:
    """The quarter or the day that a text says."""
    bare = " ".join(text.split())
    return label(bare, starts_in) or _day(bare)


def label(text: str, starts_in: int) -> FiscalQuarter | None:
    """The quarter that a label names; None where the text is no label."""
    found = next((m for pattern in _LABELS if (m := pattern.match(text.strip()))), None)
    if not found:
        return None
    year, quarter = int(found["year"]), int(found["quarter"])
    if not 1 <= quarter <= 4:
        raise MisreadError(f"'{text}' names a quarter that does not exist; a year has Q1 to Q4")
    if not found["fy"] and starts_in != 1:
        raise MisreadError(
            f"'{text}' may mean the calendar or the fiscal year, which begins in {MONTHS[starts_in - 1]}; "
            f"write FY{year % 100:02d} Q{quarter} for the fiscal quarter, or the date of its first day"
        )
    return FiscalQuarter(year + 2000 if year < 100 else year, quarter)


def fiscal_year(text: str) -> int | None:
    """The fiscal year (four digits) that a text such as FY27 names; None where it names none."""
    found = _FISCAL_YEAR.match(text.strip())
    if not found:
        return None
    return int(found[1]) + (2000 if len(found[1]) == 2 else 0)


def _day(text: str) -> date:
    if found := _ISO.match(text):
        return _date(text, int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.match(text):
        return _date(text, int(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHED.match(text):
        return _slashed(text, int(found[1]), int(found[2]), int(found[3]))
    if found := _WORDED.match(text):
        day, name, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        month = next((n for n, m in enumerate(MONTHS, 1) if m.lower().startswith(name.lower())), 0)
        return _date(text, int(year), month, int(day))
    raise MisreadError(f"'{text}' is neither a quarter nor a date; {HOW}")


def _slashed(text: str, first: int, second: int, year: int) -> date:
    if first != second and first <= 12 and second <= 12:
        raise MisreadError(
            f"'{text}' may mean {date(year, first, second)} or {date(year, second, first)}; "
            f"write it as {year}-MM-DD, or format the cell as a date"
        )
    return _date(text, year, second, first) if first > 12 else _date(text, year, first, second)


def _date(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise MisreadError(f"'{text}' is no day of the calendar; {HOW}") from None


def fiscal_quarter(at: Moment, starts_in: int) -> FiscalQuarter:
    """The fiscal quarter that a moment is, or lies in."""
    if isinstance(at, FiscalQuarter):
        return at
    year = at.year + 1 if starts_in > 1 and at.month >= starts_in else at.year
    return FiscalQuarter(year, (at.month - starts_in) % 12 // 3 + 1)


def number_of(at: Moment, calendar: Calendar, rounding: Rounding) -> int:
    """The number on the time line for which a moment stands; may lie outside the horizon."""
    if isinstance(at, FiscalQuarter):
        return calendar.number(at.year, at.quarter)
    if rounding is Rounding.FROM:
        return calendar.first_beginning_on_or_after(at)
    if rounding is Rounding.BY:
        return calendar.holding(min(at, _LAST_DAY) + timedelta(days=1)) - 1
    return calendar.holding(at)
