"""The grammar of each kind of cell: one reading is taken, none or two are a fault that names what would do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from inputs.columns import Column, Kind
from inputs.reading import dates, names, numbers
from inputs.reading.dates import Moment
from inputs.reading.grid import UNCALCULATED, Cell
from inputs.reading.numbers import MisreadError

Content = str | bool | int | Decimal | Moment | tuple[str, ...]
"""What a cell says: FTE in hundredths, money in whole units, productivity in whole per cent."""


@dataclass(frozen=True)
class Habits:
    """What the file and the settings say about how cells are written."""

    decimal_mark: str = ""
    starts_in: int = 1
    """month in which the fiscal year begins"""


def read(cell: Cell, column: Column, habits: Habits) -> Content:
    """What a cell says, as its column's kind and within its bounds. Raises MisreadError."""
    if cell.trouble:
        raise MisreadError(*[_trouble(cell)] * 2)
    content = _GRAMMAR[column.kind](cell, column, habits)
    _within(content, column)
    return content


def _trouble(cell: Cell) -> str:
    if cell.trouble == UNCALCULATED:
        return "holds a formula that was never calculated; open and save the file in Excel, or enter the value"
    return f"holds the error {cell.trouble}; mend the formula or enter the value"


def _within(content: Content, column: Column) -> None:
    if isinstance(content, bool) or not isinstance(content, int | Decimal):
        return
    value = Decimal(content) / (100 if column.kind is Kind.FTE else 1)
    if column.least is not None and value < column.least:
        what = "is negative" if value < 0 <= column.least else f"is {value:f}"
        raise MisreadError(f"{what}; enter {column.least} or more")
    if column.most is not None and value > column.most:
        raise MisreadError(f"is {value:f}{_in(column)}, more than can be meant; enter {column.most} at most")


def _in(column: Column) -> str:
    return f" {column.unit}" if column.unit else ""


def _text(cell: Cell, column: Column, habits: Habits) -> str:
    text = cell.text
    if fault := names.fault_of_text(text):
        raise MisreadError(fault)
    return text


def _name(cell: Cell, column: Column, habits: Habits) -> str:
    if not isinstance(cell.value, str | int | float) or isinstance(cell.value, bool):
        raise MisreadError(f"is a {type(cell.value).__name__}, not a name; enter text")
    text = names.clean(cell.text)
    if fault := names.fault_of_name(text):
        raise MisreadError(fault)
    return text


def _choice(cell: Cell, column: Column, habits: Habits) -> str:
    text = cell.text
    by_key = {names.loose(choice): choice for choice in column.choices}
    wanted = names.loose(text)
    if wanted in by_key:
        return by_key[wanted]
    hint = names.suggestion(text, column.choices)
    raise MisreadError(f"'{text[:60]}' is none of the choices; {hint}use one of: {', '.join(column.choices)}")


_TRUE, _FALSE = ("yes", "y", "true", "x", "1"), ("no", "n", "false", "0")


def _yes_no(cell: Cell, column: Column, habits: Habits) -> bool:
    wanted = names.key(cell.text)
    if wanted in _TRUE:
        return True
    if wanted in _FALSE:
        return False
    raise MisreadError(f"'{cell.text[:60]}' is neither yes nor no; enter yes or no")


def _refuse_percent(cell: Cell) -> None:
    if _formatted_percent(cell) or (isinstance(cell.value, str) and cell.value.strip().endswith("%")):
        raise MisreadError("is a percentage; enter a plain number, in a cell that is not formatted as %")


def _whole(cell: Cell, column: Column, habits: Habits) -> int:
    _refuse_percent(cell)
    return _integer(numbers.number(cell, habits.decimal_mark))


def _integer(value: Decimal) -> int:
    if value != int(value):
        raise MisreadError(f"{value.normalize():f} is not a whole number; enter one such as {round(value)}")
    return int(value)


def _number(cell: Cell, column: Column, habits: Habits) -> Decimal:
    _refuse_percent(cell)
    return numbers.number(cell, habits.decimal_mark)


def _fte(cell: Cell, column: Column, habits: Habits) -> int:
    percent = _percent_of(cell, habits)
    value = numbers.number(cell, habits.decimal_mark) * 100 if percent is None else percent
    if value != int(value):
        raise MisreadError("has more than two decimals; FTE are planned in hundredths, so round it, such as 0.33")
    return int(value)


def _money(cell: Cell, column: Column, habits: Habits) -> int:
    _refuse_percent(cell)
    if isinstance(cell.value, str):
        value = numbers.money_text(cell.value, habits.decimal_mark)
    else:
        value = numbers.excel_number(cell)
    if value != int(value):
        raise MisreadError("has a fraction; amounts are whole currency units, so round it")
    return int(value)


def currency(cell: Cell) -> str:
    """The sign or code of the currency that a cell or its format shows; empty: none."""
    if isinstance(cell.value, str):
        return numbers.split_currency(cell.value)[0]
    local = re.findall(r"\[\$([^\]-]+)", cell.format)
    shown: list[str] = [*local, *re.findall(r"\"([^\"]+)\"", cell.format)]
    shown += re.findall(r"[$€£¥₹₩₪]", re.sub(r"\[[^\]]*\]", "", cell.format))
    for marked in (part.strip() for part in shown):
        if marked in numbers.CURRENCIES or marked in numbers.SIGNS:
            return marked
    return ""


def _formatted_percent(cell: Cell) -> bool:
    return not isinstance(cell.value, str) and "%" in re.sub(r'"[^"]*"|\\.', "", cell.format)


def _percent_of(cell: Cell, habits: Habits) -> Decimal | None:
    """The per cent of a cell that says so, by its format or a % sign; None for a bare number."""
    if _formatted_percent(cell):
        return numbers.excel_number(cell) * 100
    if isinstance(cell.value, str) and cell.value.strip().endswith("%"):
        return numbers.text_number(cell.value.strip()[:-1], habits.decimal_mark)
    return None


def _percent(cell: Cell, column: Column, habits: Habits) -> Decimal:
    value = _percent_of(cell, habits)
    if value is None:
        value = numbers.number(cell, habits.decimal_mark)
        if 0 < abs(value) < 1:
            raise MisreadError(_share(value))
    return value


def _productivity(cell: Cell, column: Column, habits: Habits) -> int:
    value = _percent_of(cell, habits)
    if value is None:
        value = numbers.number(cell, habits.decimal_mark)
        if 0 < abs(value) < 1 or value == 1 or (abs(value) < 10 and value != int(value)):
            raise MisreadError(_share(value))
    if value != int(value):
        raise MisreadError(f"is {value.normalize():f} %; only whole per cent can be planned with, so round it")
    return int(value)


def _share(value: Decimal) -> str:
    plain, share = f"{value.normalize():f}", f"{(value * 100).normalize():f}"
    return f"{plain} may mean {plain} % or {share} %; write '{plain} %' or '{share} %' (or {share})"


def _moment(cell: Cell, column: Column, habits: Habits) -> Moment:
    return dates.moment(cell, habits.starts_in)


def _list(cell: Cell, column: Column, habits: Habits) -> tuple[str, ...]:
    parts = [names.clean(part) for part in re.split(r"[,;\n]", cell.text)]
    for part in parts:
        if fault := names.fault_of_name(part):
            raise MisreadError(fault)
    return tuple(part for part in parts if part)


_GRAMMAR: dict[Kind, Callable[[Cell, Column, Habits], Content]] = {
    Kind.TEXT: _text,
    Kind.NAME: _name,
    Kind.GROUP: _text,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.FTE: _fte,
    Kind.MONEY: _money,
    Kind.PERCENT: _percent,
    Kind.PRODUCTIVITY: _productivity,
    Kind.QUARTER: _moment,
    Kind.DATE: _moment,
    Kind.LIST: _list,
    Kind.CHANGE: _text,
}

WHAT_WOULD_DO: dict[Kind, str] = {
    Kind.TEXT: "text",
    Kind.NAME: "a name in plain text, without invisible characters",
    Kind.GROUP: "job profiles, such as builder or role: ML Engineer",
    Kind.CHOICE: "one of the choices",
    Kind.YES_NO: "yes or no",
    Kind.WHOLE: "a whole number such as 2",
    Kind.NUMBER: "a number such as 1.5",
    Kind.FTE: "FTE with two decimals at most, such as 0.5",
    Kind.MONEY: "an amount in whole currency units, such as 95000",
    Kind.PERCENT: "per cent, such as 15 %",
    Kind.PRODUCTIVITY: "whole per cent, such as 80",
    Kind.QUARTER: "a quarter such as FY27 Q1, or a date such as 2027-01-31",
    Kind.DATE: "a date such as 2027-01-31, formatted as a date, or a quarter such as FY27 Q1",
    Kind.LIST: "names, separated by commas",
    Kind.CHANGE: "the new value, a change such as +10 % or x0.9, or (blank) to clear the cell",
}
"""The remedy that every kind has, for messages that may not show the value, and for the reference."""
