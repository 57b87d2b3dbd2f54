"""What stands in which column of the template: pure, derived from the declared sheets and an example's rows."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from inputs.catalogue import CAPABILITIES
from inputs.columns import Column, Kind, OpenColumns, Opening, Setting, Sheet
from inputs.settings import EXCHANGE_RATE, MONTHS, SETTINGS
from inputs.worked_examples.table import Row
from models.calendar import Calendar

Cell = str | int | float | datetime.date | None

NUMERIC = (Kind.WHOLE, Kind.NUMBER, Kind.FTE, Kind.MONEY, Kind.PERCENT, Kind.PRODUCTIVITY)
LEAST_NUMBERED = 4
"""Numbered columns that a sheet offers at least, filled or not."""
LAST = ("Attrition %", "Run", "Notes")
"""The open columns of a sheet stand before the first of these."""


def calendar_of(settings: Row) -> Calendar:
    """The time line of an example, whose first quarter is written as a label such as FY27 Q1."""
    year, quarter = settings["First quarter"].removeprefix("FY").split(" Q")
    return Calendar(
        fiscal_year=2000 + int(year),
        fiscal_quarter=int(quarter),
        starts_in=MONTHS.index(settings["Fiscal year starts in"]) + 1,
        quarters=int(settings["Quarters"]),
    )


def columns_of(sheet: Sheet, rows: Sequence[Row], calendar: Calendar) -> list[Column]:
    """The columns of a sheet in the order of the template, the open ones named as the rows need them."""
    if sheet.open is None:
        return list(sheet.columns)
    opened = [sheet.open.column(name) for name in _open_names(sheet.open, rows, calendar)]
    at = min(i for i, column in enumerate(sheet.columns) if column.name in LAST)
    return [*sheet.columns[:at], *opened, *sheet.columns[at:]]


def _open_names(opening: OpenColumns, rows: Sequence[Row], calendar: Calendar) -> Sequence[str]:
    if opening.opening is Opening.CAPABILITY:
        return CAPABILITIES
    if opening.opening is Opening.QUARTER:
        return calendar.labels()
    used = sum(any(f"{opening.prefix}{n}" in row for row in rows) for n in range(1, 100))
    return [f"{opening.prefix}{n}" for n in range(1, max(used, LEAST_NUMBERED) + 1)]


def cells_of(columns: Sequence[Column], row: Row) -> list[Cell]:
    """A row's cells in the order of the columns. Raises KeyError naming cells for which there is no column."""
    unknown = set(row) - {column.name for column in columns}
    if unknown:
        raise KeyError(f"no column for {', '.join(sorted(unknown))}")
    return [typed(column.kind, row.get(column.name, "")) for column in columns]


def typed(kind: Kind, text: str) -> Cell:
    """A cell as Excel should hold it: numbers as numbers, dates as dates, the rest as text; None where blank."""
    if not text:
        return None
    if kind in NUMERIC or (kind is Kind.CHOICE and text.isdecimal()):
        number = Decimal(text)
        return int(number) if number == number.to_integral_value() else float(number)
    if kind is Kind.DATE:
        return datetime.date.fromisoformat(text)
    return text


def settings_rows(values: Row) -> list[tuple[Setting, str, str]]:
    """Each setting with its name and value; those that an example leaves out show their default.

    Settings that are named after a location have a row for each location, or none.
    """
    rows: list[tuple[Setting, str, str]] = []
    for setting in SETTINGS:
        if setting.name == EXCHANGE_RATE:
            rows += [(setting, name, value) for name, value in values.items() if name.startswith(EXCHANGE_RATE)]
        else:
            rows.append((setting, setting.name, values.get(setting.name, setting.default)))
    unknown = set(values) - {name for _, name, _ in rows}
    if unknown:
        raise KeyError(f"no setting called {', '.join(sorted(unknown))}")
    return rows


def choices_of(column: Column) -> tuple[str, ...]:
    """What a cell of the column may say, where that can be listed."""
    return ("yes", "no") if column.kind is Kind.YES_NO else column.choices


def hint(column: Column) -> str:
    """What a header's note says: meaning, unit, default, choices, whether it is needed."""
    parts = [column.meaning]
    if column.unit:
        parts.append(f"Unit: {column.unit}.")
    if choices_of(column):
        parts.append(f"One of: {', '.join(choices_of(column))}.")
    if column.default:
        parts.append(f"Blank: {column.default}.")
    if column.required:
        parts.append("Needed in every row.")
    return "\n".join(parts)
