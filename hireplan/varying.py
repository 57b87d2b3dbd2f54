"""What `--vary NAME=SPEC` asks for: a thing in the input, and the values that it takes one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import product
from typing import TYPE_CHECKING

from models.calendar import Calendar
from models.errors import HireplanError

if TYPE_CHECKING:
    from inputs import Change

MOST_POINTS = 10_000

SHORT = {
    "budget": ("Budget", "all", "Budget"),
    "target": ("Settings", "Target use cases", "Value"),
    "deadline": ("Settings", "Target by", "Value"),
}
"""Things that are varied often, under one word: sheet, row and column."""

ALL = "all"
"""Every row; '*' says the same."""

HOW = (
    "write NAME=FROM:TO:POINTS or NAME=A,B,C, where NAME is budget, target, deadline, a setting, or SHEET/ROW/COLUMN: "
    "budget=80%:120%:9, target=4:12:5, 'deadline=FY28 Q1:FY29 Q1', 'Merit %=2,3,4', "
    "'Roles/Data Engineer/Base salary=x0.9:x1.1:3'"
)

_QUARTER = re.compile(r"^FY\s*(\d{2}|\d{4})\s*Q([1-4])$", re.IGNORECASE)
_NUMBER = re.compile(r"^(x?)\s*(-?\d+(?:\.\d+)?)\s*(%?)$", re.IGNORECASE)


class VaryError(HireplanError):
    """A --vary that cannot be understood; says what would do."""


@dataclass(frozen=True)
class Varied:
    """One thing that is varied, and its values as the input would have them."""

    name: str
    sheet: str
    row: str
    column: str
    values: tuple[str, ...]
    """as a scenario writes them: absolute, or a factor such as x0.9"""
    shown: tuple[str, ...]
    """the same for a reader, such as 90 %"""

    @property
    def is_budget(self) -> bool:
        return self.sheet.casefold() == SHORT["budget"][0].casefold()

    @property
    def is_target(self) -> bool:
        return (self.sheet.casefold(), self.row.casefold()) == tuple(part.casefold() for part in SHORT["target"][:2])

    @property
    def place(self) -> tuple[str, ...]:
        """What is varied, however it was spelled."""
        return tuple(ALL if part == "*" else part.casefold() for part in (self.sheet, self.row, self.column))

    def changes(self) -> list[Change]:
        """The change of the input for each value."""
        from inputs import Change

        return [Change(self.sheet, self.row, self.column, value) for value in self.values]


def varied(asked: str, calendar: Calendar) -> Varied:
    """What one --vary asks for. Raises VaryError."""
    name, equals, spec = (part.strip() for part in asked.partition("="))
    if not (name and equals and spec):
        raise VaryError(f"--vary {asked!r} is not understood; {HOW}")
    sheet, row, column = _place(name)
    values = _values(asked, spec, calendar)
    relative = name.lower() == "budget"
    written = tuple(dict.fromkeys(_written(asked, value, relative=relative) for value in values))
    return Varied(name, sheet, row, column, written, tuple(_shown(value) for value in written))


def _place(name: str) -> tuple[str, str, str]:
    if name.lower() in SHORT:
        return SHORT[name.lower()]
    parts = [part.strip() for part in name.split("/")]
    if len(parts) >= 3:
        return parts[0], " / ".join(parts[1:-1]), parts[-1]
    return "Settings", name, "Value"


def _values(asked: str, spec: str, calendar: Calendar) -> list[str]:
    """The values one by one, in the order in which they are asked for, without doubles."""
    if ":" not in spec:
        found = [value.strip() for value in spec.split(",")]
    else:
        found = _range(asked, [part.strip() for part in spec.split(":")], calendar)
    if not all(found):
        raise VaryError(f"--vary {asked!r} has a value that is blank; {HOW}")
    return list(dict.fromkeys(found))


def _range(asked: str, parts: list[str], calendar: Calendar) -> list[str]:
    """FROM:TO or FROM:TO:POINTS, evenly apart; quarters one by one unless fewer are asked for."""
    ends = [_QUARTER.match(part) for part in parts[:2]]
    if len(parts) in (2, 3) and all(ends):
        first, last = (_number_of(match, calendar) for match in ends if match)
        count = _count(asked, parts[2]) if len(parts) == 3 else abs(last - first) + 1
        return [calendar.label(int(n)) for n in _apart(Decimal(first), Decimal(last), count, Decimal(1))]
    numbers = [_NUMBER.match(part) for part in parts[:2]]
    if len(parts) != 3 or not all(numbers):
        raise VaryError(f"--vary {asked!r} is no range; {HOW}")
    (times, low, percent), (times_too, high, percent_too) = (match.groups() for match in numbers if match)
    if (times.lower(), percent) != (times_too.lower(), percent_too):
        raise VaryError(f"--vary {asked!r} goes from one kind of value to another; {HOW}")
    if low.startswith("-") or high.startswith("-"):
        raise VaryError(f"--vary {asked!r}: a value with a sign is a change of what is there; list such: -2,-1,+1")
    places = Decimal(1) if not times and not percent and _is_whole(low, high) else Decimal("0.0001")
    apart = _apart(Decimal(low), Decimal(high), _count(asked, parts[2]), places)
    return [f"{times.lower()}{_plain(value)}{percent}" for value in apart]


def _is_whole(low: str, high: str) -> bool:
    return "." not in low + high


def _number_of(match: re.Match[str], calendar: Calendar) -> int:
    year = int(match[1]) + (calendar.fiscal_year // 100 * 100 if len(match[1]) == 2 else 0)
    return calendar.number(year, int(match[2]))


def _count(asked: str, text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= MOST_POINTS:
        raise VaryError(f"--vary {asked!r}: {text!r} is no number of points from 1 to {MOST_POINTS:,}; {HOW}")
    return int(text)


def _apart(low: Decimal, high: Decimal, count: int, places: Decimal) -> list[Decimal]:
    if count == 1:
        return [low]
    step = (high - low) / (count - 1)
    return [(low + step * n).quantize(places, ROUND_HALF_UP) for n in range(count)]


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _written(asked: str, value: str, *, relative: bool) -> str:
    """A value as a scenario has it; per cents of what is there as factors, for what is varied relative to itself."""
    if not relative:
        return value
    match = _NUMBER.match(value)
    if match is None or not (match[1] or match[3]) or match[2].startswith("-"):
        raise VaryError(f"--vary {asked!r}: a budget is varied in per cent of its own, from 0 % on: budget=80%:120%:9")
    try:
        factor = Decimal(match[2]) / (100 if match[3] else 1)
    except InvalidOperation:  # pragma: no cover - the pattern lets numbers through only
        raise VaryError(f"--vary {asked!r} is not understood; {HOW}") from None
    return f"x{_plain(factor)}"


def _shown(value: str) -> str:
    """A factor as per cent of the input's value."""
    match = _NUMBER.match(value)
    return f"{_plain(Decimal(match[2]) * 100)} %" if match and match[1] else value


def grid(things: list[Varied]) -> list[tuple[int, ...]]:
    """The places of all points: for each thing the number of its value, the first varying slowest."""
    if len({thing.place for thing in things}) < len(things):
        raise VaryError(f"the same thing is varied twice: {things[0].name}")
    points = list(product(*(range(len(thing.values)) for thing in things)))
    if len(points) > MOST_POINTS:
        raise VaryError(f"{len(points):,} points are asked for, more than {MOST_POINTS:,}")
    return points


def neighbours(place: tuple[int, ...], things: list[Varied]) -> list[tuple[int, ...]]:
    """The points one step away."""
    found = []
    for n, thing in enumerate(things):
        for step in (-1, 1):
            at = place[n] + step
            if 0 <= at < len(thing.values):
                found.append((*place[:n], at, *place[n + 1 :]))
    return found
