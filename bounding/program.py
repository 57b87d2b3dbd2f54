"""An integer program in whole numbers, and what dual multipliers prove about it without any rounding.

A linear-programming solver computes in floating point, so what it says is taken as a hint. Weak duality holds for any
multipliers: they are rounded to whole numbers, and the bound that these give is computed exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor, log2

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]

WORD_BITS = 61
"""No sum of a proof takes more bits: one sign, and one to spare for the estimate in floating point."""
MOST_BITS = 30
"""Binary digits behind the point of a multiplier, where they fit."""


@dataclass(frozen=True)
class Program:
    """Minimise cost x over rows x <= limits and low <= x <= high, x whole.

    Rows are stored one after the other: row i has the coefficients and columns from starts[i] to starts[i + 1].
    """

    low: Whole
    high: Whole
    cost: Whole
    starts: Whole
    columns: Whole
    coefficients: Whole
    limits: Whole
    later: NDArray[np.bool_]
    """columns that are split only where no other is left: amounts that follow from decisions"""

    @classmethod
    def of(
        cls,
        bounds: Sequence[tuple[int, int]],
        cost: Mapping[int, int],
        rows: Sequence[tuple[Mapping[int, int], int]],
        later: Sequence[int] = (),
    ) -> Program:
        """From (low, high) of each column, the cost, (coefficients, limit) of each row, and what is split last."""
        starts = np.zeros(len(rows) + 1, np.int64)
        np.cumsum([len(terms) for terms, _ in rows], out=starts[1:])
        each = np.array(bounds, np.int64).reshape(len(bounds), 2)
        costs, last = np.zeros(len(bounds), np.int64), np.zeros(len(bounds), np.bool_)
        costs[list(cost)] = list(cost.values())
        last[list(later)] = True
        return cls(
            low=each[:, 0].copy(),
            high=each[:, 1].copy(),
            cost=costs,
            starts=starts,
            columns=np.array([column for terms, _ in rows for column in terms], np.int64),
            coefficients=np.array([c for terms, _ in rows for c in terms.values()], np.int64),
            limits=np.array([limit for _, limit in rows], np.int64),
            later=last,
        )

    @cached_property
    def row_of(self) -> Whole:
        """The row of each stored coefficient."""
        return np.repeat(np.arange(len(self.limits)), np.diff(self.starts))

    @cached_property
    def _by_column(self) -> tuple[Whole, Whole]:
        """The order of the stored coefficients by column, and where each column starts in it."""
        starts = np.zeros(len(self.low) + 1, np.int64)
        np.cumsum(np.bincount(self.columns, minlength=len(self.low)), out=starts[1:])
        return np.argsort(self.columns, kind="stable"), starts

    def holds(self, point: Whole) -> bool:
        """Whether a whole point keeps every row."""
        return bool((_sums(self.coefficients * point[self.columns], self.starts) <= self.limits).all())

    def lagrangian(self, multipliers: Real, low: Whole, high: Whole, *, costs: bool = True) -> Lagrangian:
        """What multipliers of the rows, of which those below 0 count as 0, prove about all x in low..high.

        Without `costs` the cost counts as 0: a value above 0 then proves that there is no x at all.
        """
        multipliers = np.maximum(np.nan_to_num(multipliers, posinf=0.0), 0.0)
        cost = self.cost if costs else np.zeros_like(self.cost)
        bits = self._bits(multipliers, cost, low, high)
        if bits < 0:  # too large for a word: what the box alone proves
            multipliers = np.zeros_like(multipliers)
            bits = self._bits(multipliers, cost, low, high)
        if bits < 0:
            raise OverflowError("the cost of a program is too large for a word")
        whole = np.rint(np.ldexp(multipliers, bits)).astype(np.int64)
        order, starts = self._by_column
        reduced = (cost << bits) + _sums((self.coefficients * whole[self.row_of])[order], starts)
        least = np.where(reduced > 0, reduced * low, reduced * high)
        return Lagrangian(int(least.sum()) - int((whole * self.limits).sum()), reduced, bits, low, high)

    def _bits(self, multipliers: Real, cost: Whole, low: Whole, high: Whole) -> int:
        """Binary digits behind the point that leave every sum within a word."""
        reach = np.maximum(np.abs(low), np.abs(high)).astype(np.float64)
        parts = np.abs(self.coefficients) * multipliers[self.row_of] * (1 + reach[self.columns])
        sums = parts.sum() + (np.abs(cost) * (1 + reach)).sum() + (np.abs(self.limits) * multipliers).sum()
        return min(MOST_BITS, WORD_BITS - floor(log2(sums + 1)) - 1) if np.isfinite(sums) else -1


def _sums(values: Whole, starts: Whole) -> Whole:
    """The sum of each stretch of values, from starts[i] to starts[i + 1]."""
    so_far = np.concatenate(([0], np.cumsum(values)))
    return so_far[starts[1:]] - so_far[starts[:-1]]


@dataclass(frozen=True)
class Lagrangian:
    """A proof: no whole x in low..high that keeps the rows costs less than value / 2^bits."""

    value: int
    reduced: Whole
    """what one more of each column adds to the value, in the same unit"""
    bits: int
    low: Whole
    high: Whole

    @property
    def bound(self) -> int:
        """The least whole cost that there can be."""
        return -((-self.value) >> self.bits)

    def cheaper_than(self, best: int) -> tuple[Whole, Whole]:
        """Low and high of what all x that cost less than `best` keep to."""
        room = ((best - 1) << self.bits) - self.value
        low, high = self.low.copy(), self.high.copy()
        up, down = self.reduced > 0, self.reduced < 0
        high[up] = np.minimum(high[up], low[up] + room // self.reduced[up])
        low[down] = np.maximum(low[down], self.high[down] - room // -self.reduced[down])
        return low, high
