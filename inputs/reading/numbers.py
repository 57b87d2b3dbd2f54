"""The strict grammar of numbers: what is accepted has one reading, everything else is named.

Excel's own numbers are exact to 15 digits. In text, blanks and apostrophes part thousands, and a comma or a point is
either that or the decimal mark, whichever leaves one reading.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from inputs.reading.grid import Cell

LARGEST = Decimal(10) ** 12

CURRENCIES = frozenset(
    re.findall(
        "...",
        "AEDARSAUDBGNBRLCADCHFCLPCNYCOPCZKDKKEGPEURGBPHKDHUFIDRILSINRISKJPYKRWMADMXNMYR"
        "NGNNOKNZDPENPHPPKRPLNQARRONRSDSARSEKSGDTHBTRYTWDUAHUSDVNDZAR",
    )
)
"""Codes that may stand beside an amount."""

SIGNS = {
    "$": frozenset(["USD", "CAD", "AUD", "NZD", "HKD", "SGD", "MXN", "ARS", "CLP", "COP", "TWD"]),
    "€": frozenset(["EUR"]),
    "£": frozenset(["GBP", "EGP"]),
    "¥": frozenset(["JPY", "CNY"]),
    "₹": frozenset(["INR"]),
    "₩": frozenset(["KRW"]),
    "₪": frozenset(["ILS"]),
}
"""The currencies for which a sign may stand."""


class MisreadError(Exception):
    """A cell that cannot be read: what is wrong, what was found; how to mend it.

    `private` says the same without the value, for sheets whose values are nobody's business.
    """

    def __init__(self, message: str, private: str = "") -> None:
        self.private = private
        super().__init__(message)


_BLANKS = " \t\u00a0\u2009\u202f\u2007"
_APOSTROPHES = "'’"
_SHORTHAND = re.compile(r"^(.*\d)\s*(k|m|mn|mio|bn|thousand|million)\.?$", re.IGNORECASE)
_EXPONENT = re.compile(r"^[+-]?[\d.,]+e[+-]?\d+$", re.IGNORECASE)

# Each pattern, and the decimal mark that it implies; an empty one implies none.
_PATTERNS = (
    (re.compile(r"^\d+$"), ""),
    (re.compile(r"^\d*\.\d+$"), "."),
    (re.compile(r"^\d*,\d+$"), ","),
    (re.compile(r"^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$"), "."),
    (re.compile(r"^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$"), ","),
    (re.compile(rf"^[1-9]\d{{0,2}}(?:[{_BLANKS}{_APOSTROPHES}]\d{{3}})+$"), ""),
    (re.compile(rf"^[1-9]\d{{0,2}}(?:[{_BLANKS}{_APOSTROPHES}]\d{{3}})+\.\d+$"), "."),
    (re.compile(rf"^[1-9]\d{{0,2}}(?:[{_BLANKS}{_APOSTROPHES}]\d{{3}})+,\d+$"), ","),
)


def number(cell: Cell, decimal_mark: str = "") -> Decimal:
    """The number in a cell. Raises MisreadError where there is none, or two."""
    if isinstance(cell.value, str):
        return text_number(cell.value, decimal_mark)
    return excel_number(cell)


def excel_number(cell: Cell) -> Decimal:
    """A number as Excel stores it, to 15 digits."""
    value = cell.value
    if isinstance(value, bool):
        raise MisreadError(f"is {str(value).upper()}, not a number; enter a number")
    if isinstance(value, date | datetime | time | timedelta):
        raise MisreadError("is a date or a time, not a number; enter a number, or change the cell's format to Number")
    if isinstance(value, str):
        raise MisreadError("is text, not a number; enter a number")
    if not math.isfinite(value) or abs(value) >= LARGEST:
        raise MisreadError(
            "is larger than any number that can be planned with; enter it, and all money, in thousands or millions"
        )
    return Decimal(format(value, ".15g"))


def text_number(text: str, decimal_mark: str = "") -> Decimal:
    """The number that a text says."""
    return _one(_readings(text), text, decimal_mark)


def money_text(text: str, decimal_mark: str = "") -> Decimal:
    """The amount that a text says. A group of three digits is thousands: money has no third decimal."""
    _, bare = split_currency(text)
    readings = _readings(bare)
    if len(readings) == 2 and not decimal_mark:
        return max(readings.values(), key=abs)
    if len(readings) == 2 and abs(readings[decimal_mark]) < abs(max(readings.values(), key=abs)):
        raise MisreadError(_two(text, readings))
    return _one(readings, text, decimal_mark)


def split_currency(text: str) -> tuple[str, str]:
    """The currency sign or code of an amount (empty: none), and the text without it. Signs of negatives stay."""
    sign = "".join(c for c in text if unicodedata.category(c) == "Sc")
    codes = [code for code in re.findall(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", text) if code in CURRENCIES]
    if len(sign) + len(codes) != 1:
        return "", text
    found = sign or codes[0]
    before, after = text.split(found)
    if sign and re.fullmatch(r"(US|C|CA|A|AU|NZ|HK|S|R)", before.strip(_BLANKS + "-(+")):
        before = re.sub(r"[A-Z]", "", before)
    if any(c.isdigit() for c in before) and any(c.isdigit() for c in after):
        return "", text
    return found, f"{before.strip(_BLANKS)}{after.strip(_BLANKS)}"


def _readings(text: str) -> dict[str, Decimal]:
    """What a text may mean, by the decimal mark that the reading implies."""
    bare = text.strip(_BLANKS + "\r\n").replace("−", "-")
    negative = False
    if bare.startswith("(") and bare.endswith(")"):
        bare, negative = bare[1:-1].strip(_BLANKS), True
    elif bare[:1] in ("-", "+"):
        bare, negative = bare[1:].lstrip(_BLANKS), bare[0] == "-"
    if not bare.isascii() and any(c.isdigit() and not c.isascii() for c in bare):
        raise MisreadError(f"'{text}' is written in other digits; use 0 to 9")
    found: dict[str, Decimal] = {}
    for pattern, mark in _PATTERNS:
        if pattern.match(bare):
            found[mark] = _value(bare, mark) * (-1 if negative else 1)
    if not found:
        raise MisreadError(_no_number(text, bare))
    return found


def _value(bare: str, mark: str) -> Decimal:
    whole, _, fraction = bare.partition(mark) if mark else (bare, "", "")
    digits = "".join(c for c in whole if c.isdigit())
    value = Decimal(f"{digits or 0}.{fraction or 0}")
    if value >= LARGEST:
        raise MisreadError(
            "is larger than any number that can be planned with; enter it, and all money, in thousands or millions"
        )
    return value


def _one(readings: dict[str, Decimal], text: str, decimal_mark: str) -> Decimal:
    if len(readings) > 1 and decimal_mark in readings:
        return readings[decimal_mark]
    if len(set(readings.values())) > 1:
        raise MisreadError(_two(text, readings))
    return next(iter(readings.values()))


def _two(text: str, readings: dict[str, Decimal]) -> str:
    small, large = sorted(readings.values(), key=abs)
    return f"'{text}' may mean {small.normalize():f} or {large:.0f}; write it without a thousands separator"


def _no_number(text: str, bare: str) -> str:
    shorthand = _SHORTHAND.match(bare)
    if shorthand:
        return f"'{text}' is shorthand, not a number; write it out, such as 120000"
    if _EXPONENT.match(bare):
        return f"'{text}' is in powers of ten; write the number out, such as 100000"
    if "_" in bare and any(c.isdigit() for c in bare):
        return f"'{text}' holds an underscore; write the number without it"
    if bare.endswith("%"):
        return f"'{text}' is a percentage; enter a number without %"
    return f"'{text}' is not a number; enter a number or leave the cell blank"
