"""What a scenario writes for a value: the value itself, or a change of what stands there."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from inputs.columns import Column, Kind
from inputs.reading import cells, numbers
from inputs.reading.cells import Content, Habits
from inputs.reading.dates import FiscalQuarter
from inputs.reading.grid import Cell
from inputs.reading.names import key
from inputs.reading.numbers import MisreadError
from inputs.reading.settings_sheet import spelled_month
from inputs.settings import MONTHS

CLEARED = "(blank)"
"""The value that clears a cell."""

STEPS: dict[Kind, Decimal | None] = {
    Kind.WHOLE: Decimal(1),
    Kind.MONEY: Decimal(1),
    Kind.FTE: Decimal("0.01"),
    Kind.PRODUCTIVITY: Decimal(1),
    Kind.NUMBER: None,
    Kind.PERCENT: None,
}
"""The kinds of numbers, and the steps to which the result of a change is rounded, half up (None: as it is)."""

SHARES = (Kind.PERCENT, Kind.PRODUCTIVITY)
TIMES = (Kind.QUARTER, Kind.DATE)

_FACTOR = re.compile(r"^[x×*]\s*(?P<amount>[\d.,].*)$", re.IGNORECASE | re.DOTALL)
_SIGNED = re.compile(r"^(?P<sign>[+\-−])\s*(?P<amount>[^\s+\-−].*)$", re.DOTALL)
_PLAIN_AMOUNT = re.compile(r"^[\d.,]+\s*%?$")
_MOST_QUARTERS = 400


class NothingThereError(MisreadError):
    """A change of a cell that is blank and has no default."""


@dataclass(frozen=True)
class Relative:
    """What stands there times a factor, and then more by a sum. In quarters for quarters and dates."""

    factor: Decimal = Decimal(1)
    plus: Decimal = Decimal(0)


def relative(value: Cell, column: Column, decimal_mark: str) -> Relative | None:
    """The change that a text asks for; None where it is a value of its own. Raises MisreadError."""
    if not isinstance(value.value, str):
        return None
    text = value.value.strip()
    if (factor := _FACTOR.match(text)) and column.kind in STEPS:
        return Relative(factor=_amount(factor["amount"], decimal_mark))
    signed = _SIGNED.match(text)
    if not signed or _is_text(column, signed["amount"]):
        return None
    amount, sign = signed["amount"].strip(), 1 if signed["sign"] == "+" else -1
    if column.kind in TIMES:
        return Relative(plus=Decimal(sign * _quarters(amount, text)))
    if column.kind not in STEPS:
        raise MisreadError(f"'{text}' changes a number, but '{column.name}' holds {column.kind}; give the value itself")
    if amount.endswith("%"):
        return Relative(factor=1 + sign * _amount(amount, decimal_mark))
    if column.kind is Kind.MONEY:
        return Relative(plus=sign * numbers.money_text(amount, decimal_mark))
    return Relative(plus=sign * numbers.text_number(amount, decimal_mark))


def _is_text(column: Column, amount: str) -> bool:
    """Whether a text that begins with a sign is meant as it stands, such as a note that is a list."""
    return column.kind not in (*STEPS, *TIMES) and not _PLAIN_AMOUNT.match(amount.strip())


def _amount(text: str, decimal_mark: str) -> Decimal:
    """A factor, or the share that per cent are. Neither has thousands: 1.125 and 1,125 are a little more than one."""
    bare = text.strip()
    mark = decimal_mark or ("," if "," in bare and "." not in bare else ".")
    if bare.endswith("%"):
        return numbers.text_number(bare[:-1].strip(), mark) / 100
    return numbers.text_number(bare, mark)


def _quarters(amount: str, text: str) -> int:
    if not (amount.isascii() and amount.isdigit() and int(amount) <= _MOST_QUARTERS):
        raise MisreadError(f"'{text}' is no number of quarters; write one such as +1 or -2, or the quarter itself")
    return int(amount)


def changed(there: Cell | None, value: Cell, column: Column, habits: Habits, own: Habits) -> Cell | None:
    """The cell as a scenario has it; None: cleared. Raises MisreadError, with what is wrong with the value.

    `there` is what stands in the cell, read with the `habits` of its sheet; `value` is read with its `own`.
    """
    if isinstance(value.value, str) and key(value.value) == CLEARED and not value.trouble:
        return None
    asked = None if value.trouble else relative(value, column, own.decimal_mark)
    if asked is None:
        return _absolute(value, column, own)
    content, mark = _content(there, column, habits), cells.currency(there) if there is not None else ""
    if asked == Relative():
        return there
    if isinstance(content, FiscalQuarter | date):
        return Cell(0, 0, _later(content, int(asked.plus)))
    assert isinstance(content, int | Decimal)
    amount = _number(content, column.kind) * asked.factor + asked.plus
    found = _written(_rounded(amount, column.kind), column.kind, mark)
    cells.read(found, column, habits)
    return found


def _absolute(value: Cell, column: Column, own: Habits) -> Cell:
    """A value of its own, if it can be read as one of the column; texts of numbers in the spelling of no country."""
    spelled = spelled_month(value) if column.choices == MONTHS else value
    unsigned = not isinstance(value.value, str) and "%" in value.format
    if unsigned and column.kind in (Kind.MONEY, Kind.WHOLE, Kind.NUMBER):
        raise MisreadError(
            "is a percentage without a sign, which Excel drops from +10 %; write a factor such as x1.1, "
            "or format the cell as text before you type +10 %"
        )
    content = cells.read(spelled, column, own)
    if column.kind in STEPS and isinstance(value.value, str) and isinstance(content, int | Decimal):
        return _written(_number(content, column.kind), column.kind, cells.currency(value))
    return spelled


def _content(there: Cell | None, column: Column, habits: Habits) -> Content:
    if there is not None:
        return cells.read(there, column, habits)
    if not column.default:
        raise NothingThereError("changes a cell that is blank and has no default; give the value itself")
    return cells.read(Cell(0, 1, column.default), column, Habits(".", habits.starts_in))


def _number(content: int | Decimal, kind: Kind) -> Decimal:
    """A content in the unit in which its kind is written."""
    return Decimal(content) / (100 if kind is Kind.FTE else 1)


def _rounded(amount: Decimal, kind: Kind) -> Decimal:
    step = STEPS[kind]
    return amount if step is None else (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def _written(amount: Decimal, kind: Kind, currency: str = "") -> Cell:
    """A number as Excel holds it, which has one reading whatever the file."""
    if kind in SHARES:
        return Cell(0, 0, float(amount / 100), "0%")
    plain = int(amount) if amount == amount.to_integral_value() else float(amount)
    return Cell(0, 0, plain, f'"{currency}"' if currency else "")


def _later(at: FiscalQuarter | date, quarters: int) -> str | date:
    """So many quarters later; the last day of a month stays one."""
    if isinstance(at, FiscalQuarter):
        year, place = divmod(at.year * 4 + at.quarter - 1 + quarters, 4)
        return f"FY{year:04d} Q{place + 1}"
    year, month = divmod(at.year * 12 + at.month - 1 + 3 * quarters, 12)
    if not 1900 <= year <= 2999:
        raise MisreadError("leads to no year that can be planned with; give the quarter itself")
    last = calendar.monthrange(year, month + 1)[1]
    ends = at.day == calendar.monthrange(at.year, at.month)[1]
    return date(year, month + 1, last if ends else min(at.day, last))


def shown(cell: Cell | None, column: Column, habits: Habits) -> str:
    """What a cell says, for a reader: 880,000 or 15 %; blank where it is."""
    if cell is None:
        return ""
    try:
        content = cells.read(spelled_month(cell) if column.choices == MONTHS else cell, column, habits)
    except MisreadError:
        return cell.text
    if column.kind in STEPS and isinstance(content, int | Decimal):
        amount = _number(content, column.kind).normalize()
        return f"{amount:,f}{' %' if column.kind in SHARES else ''}"
    if isinstance(content, FiscalQuarter):
        return f"FY{content.year % 100:02d} Q{content.quarter}"
    return str(content) if isinstance(content, date) else cell.text


def as_kind(column: Column, kind: Kind) -> Column:
    """The column where one of its rows holds another kind."""
    return column if kind is column.kind else replace(column, kind=kind)
