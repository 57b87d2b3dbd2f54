"""A linear program with integer columns, as any solver takes it. All its numbers are integers, or decimal fractions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from models.errors import HireplanError


class Relation(StrEnum):
    AT_MOST = "<="
    AT_LEAST = ">="
    EQUAL = "="


@dataclass(frozen=True)
class Column:
    """A variable."""

    name: str
    """of letters, digits and . _ @ - only"""
    integer: bool
    least: int | None
    """None: without limit on that side"""
    most: int | None


@dataclass(frozen=True)
class Row:
    """The sum of coefficient x column, `relation`, `limit`."""

    name: str
    terms: Mapping[str, int]
    """name of a column: its coefficient, never 0"""
    relation: Relation
    limit: int
    scale: int = 1
    """a power of ten by which both sides are divided where the row is written, so that they are of the size of 1"""


@dataclass(frozen=True)
class LinearProgram:
    """Minimise the objective under the rows."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    objective: Mapping[str, int]
    """name of a column: its coefficient, never 0"""
    notes: tuple[str, ...]
    """what a reader should know, a line each"""

    @property
    def integers(self) -> int:
        """The number of integer columns."""
        return sum(column.integer for column in self.columns)

    @property
    def nonzeros(self) -> int:
        """The number of coefficients in rows."""
        return sum(len(row.terms) for row in self.rows)


@dataclass(frozen=True)
class Linear:
    """A sum of coefficient x column, and a constant. Columns with coefficient 0 may be there."""

    terms: Mapping[str, int] = field(default_factory=dict)
    constant: int = 0

    def __add__(self, other: Linear | int) -> Linear:
        return total((self, other))

    def __sub__(self, other: Linear | int) -> Linear:
        return total((self, other * -1))

    def __mul__(self, factor: int) -> Linear:
        return Linear({name: factor * n for name, n in self.terms.items()}, factor * self.constant)

    def __neg__(self) -> Linear:
        return self * -1


def total(parts: Iterable[Linear | int]) -> Linear:
    """The sum of all parts; 0 where there are none."""
    terms: dict[str, int] = {}
    constant = 0
    for part in parts:
        if isinstance(part, int):
            constant += part
            continue
        constant += part.constant
        for name, n in part.terms.items():
            terms[name] = terms.get(name, 0) + n
    return Linear(terms, constant)


class NotLinear(HireplanError):
    """The problem cannot be stated as a linear program, with the reason."""
