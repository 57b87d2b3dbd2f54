"""What a declaration of a sheet is made of: kinds of cell, columns, sheets and settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a cell holds. Each kind has one strict grammar, in inputs/reading/cells.py."""

    TEXT = "text"  # free text
    NAME = "name"  # a text by which other cells refer to the row
    CHOICE = "choice"  # one of the column's choices
    YES_NO = "yes or no"
    WHOLE = "whole number"
    NUMBER = "number"
    FTE = "FTE"  # at most two decimals; becomes hundredths
    MONEY = "money"  # whole currency units
    PERCENT = "per cent"  # 15, "15 %", or 0.15 in a cell that Excel formats as %
    PRODUCTIVITY = "productivity"  # whole per cent of a specialist's, may be negative
    QUARTER = "quarter"  # a label such as FY27 Q1, or a date
    DATE = "date"  # a date, or a quarter's label
    LIST = "list"  # names, separated by , or ;
    CHANGE = "value or change"  # of any other kind, or +10 %, x0.9, +2
    GROUP = "group"  # job profiles: alternatives separated by ;, conditions joined by &


@dataclass(frozen=True)
class Column:
    """One column. `default` is written as a user would write it; empty: nothing."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    required: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    aliases: tuple[str, ...] = ()
    width: int = 12
    """characters, for the template"""


class Opening(StrEnum):
    """What names the columns of which a sheet may have any number."""

    NUMBERED = "numbered"  # a prefix and 1, 2, 3 …
    CAPABILITY = "capability"  # the user's capabilities
    QUARTER = "quarter"  # the quarters of the horizon, by label


@dataclass(frozen=True)
class OpenColumns:
    """Columns of one kind of which a sheet has as many as the user needs."""

    opening: Opening
    kind: Kind
    meaning: str
    prefix: str = ""
    """numbered ones: 'Ramp Q' names Ramp Q1, Ramp Q2 …"""
    unit: str = ""
    required: bool = False
    least: Decimal | None = None
    most: Decimal | None = None

    def column(self, name: str) -> Column:
        """One of these columns, under the name it has in a sheet."""
        return Column(name, self.kind, self.meaning, self.unit, least=self.least, most=self.most)


@dataclass(frozen=True)
class Sheet:
    """One sheet. `key` names the columns that tell its rows apart; `absent` says what holds where it is missing."""

    name: str
    row_is: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    open: OpenColumns | None = None
    required: bool = False
    absent: str = ""
    private: bool = False
    """messages name the cell, never the value"""

    def column(self, name: str) -> Column:
        """The declared column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def required_columns(self) -> Iterator[Column]:
        return (column for column in self.columns if column.required)


@dataclass(frozen=True)
class Setting:
    """One row of the Settings sheet. A name that ends in ': ' is followed by the user's own, such as a location."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    required: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    aliases: tuple[str, ...] = ()

    def column(self) -> Column:
        """The setting as a column, so that one grammar reads both."""
        return Column(
            self.name, self.kind, self.meaning, self.unit, choices=self.choices, least=self.least, most=self.most
        )
