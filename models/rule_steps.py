"""A rule one step looser or tighter: which number of each kind moves, and how."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_UP, Decimal
from typing import NamedTuple

from pydantic import ValidationError

from models.rules import Rule, RuleRow

Number = int | Decimal


class Dial(NamedTuple):
    """The field of a kind that moves, and how; `up` is looser (+1) or tighter (-1)."""

    field: str
    up: int
    moved: Callable[[Number, int], Number | None]


def _by_one(value: Number, steps: int) -> Number | None:
    return value + steps if value + steps >= 0 else None


def _by_ratio(value: Number, steps: int) -> Number | None:
    """Along ..., 1/3, 1/2, 1, 2, 3, ...: one head more on the larger side of the ratio."""
    for _ in range(abs(steps)):
        moved = _ratio_up(Decimal(value)) if steps > 0 else _ratio_down(Decimal(value))
        if moved is None:
            return None
        value = moved
    return value


def _ratio_up(value: Decimal) -> Decimal:
    if value == 0 or value >= 1:
        return value + 1
    return _one_per(max(1, round(1 / value) - 1))


def _ratio_down(value: Decimal) -> Decimal | None:
    if value == 0:
        return None
    return value - 1 if value >= 2 else _one_per(max(2, round(1 / value) + 1))


def _one_per(heads: int) -> Decimal:
    """1 per so many heads, rounded up: so many heads are to allow one."""
    return (Decimal(1) / heads).quantize(Decimal("0.000001"), ROUND_UP).normalize()


DIALS: dict[str, Dial] = {
    "team-first": Dial("least", -1, _by_one),
    "present": Dial("least", -1, _by_one),
    "ratio": Dial("most", +1, _by_ratio),
    "ratio-low": Dial("least", -1, _by_ratio),
    "gate": Dial("least", -1, _by_one),
    "deadline": Dial("free", +1, _by_one),
    "rework": Dial("free", +1, _by_one),
    "per-active": Dial("free", +1, _by_one),
    "cap": Dial("most", +1, _by_ratio),
    "milestone": Dial("quarters", +1, _by_one),
}
"""Kind of rule: what moves. A condition has nothing that moves; it is on or off."""


def stepped(rule: Rule, steps: int) -> Rule | None:
    """The rule so many steps looser (below 0: tighter), every row alike; None where there is no such rule.

    A rule that asks for nothing any more is no rule: it is off.
    """
    rows = [_stepped(row, steps) for row in rule.rows]
    if any(row is None for row in rows):
        return None
    return rule.changed(rows=tuple(rows))


def _stepped(row: RuleRow, steps: int) -> RuleRow | None:
    dial = DIALS.get(row.kind)
    if dial is None:
        return None
    value = dial.moved(getattr(row, dial.field), dial.up * steps)
    try:
        return None if value is None else row.changed(**{dial.field: value})
    except ValidationError:  # such as a team of nobody
        return None


def dialled(rule: Rule) -> str:
    """Where the numbers that move stand, such as '3', '1 and 2' or '1 per 10'."""
    values = [getattr(row, DIALS[row.kind].field) for row in rule.rows if row.kind in DIALS]
    return " and ".join(dict.fromkeys(map(_said, values)))


def _said(value: Number) -> str:
    if 0 < value < 1:
        return f"1 per {round(1 / value)}"
    return f"{Decimal(value).normalize():f}"
