"""Branch and bound, the box with the least bound first: what it is for is the bound, plans are found elsewhere.

Which column to split is learnt: from linear programs in both halves while little is known of a column, then from what
splitting it has brought so far (reliability branching). A box is closed only by a proof in whole numbers.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bounding.program import Lagrangian, Program, Real, Whole
from bounding.simplex import NO_LIMIT, Basis, Relaxed, Simplex

RELIABLE = 4
"""Times that both halves of a column have been looked at before what was seen is trusted."""
PATIENCE = 8
"""Columns in a row that are no better than the best one, after which no more are looked at."""
ITERATIONS = 60
"""Of the simplex, for a look at one half."""
WHOLE = 1e-5
"""As near to a whole number counts as one, for the choice of what to split."""
LITTLE = 1e-6
Choice = tuple[int, float, tuple[int, ...]]
"""A column, the value at which it is split, and which of the halves count: below (0) and above (1)."""


@dataclass(order=True)
class Box:
    """All x in low..high: nothing in it costs less than the bound."""

    bound: int
    number: int
    low: Whole = field(compare=False)
    high: Whole = field(compare=False)
    basis: Basis = field(compare=False)

    @property
    def bytes(self) -> int:
        """About how much memory it takes."""
        return 20 * len(self.low)


class Tree:
    """The boxes in which something cheaper than the best known may be."""

    def __init__(self, program: Program) -> None:
        self.program, self.simplex = program, Simplex(program)
        self.best: int | None = None
        """whole cost of the best known; None: none is known"""
        self.candidate: Real | None = None
        """a point whose decisions are whole numbers, not looked at yet"""
        self.point: Real | None = None
        """the relaxed point of the box that was looked at last"""
        self.bytes = 0
        self._open: list[Box] = []
        self._made = 0
        self._gain = np.zeros((2, len(program.low)))
        self._looks = np.zeros((2, len(program.low)))
        self._nothing = np.zeros(len(program.limits))
        whole = program.lagrangian(self._nothing, program.low, program.high)
        self._push(whole.bound, program.low, program.high, None)

    @property
    def bound(self) -> int | None:
        """No x costs less; None: there is no x at all."""
        if not self._open:
            return self.best
        first = self._open[0].bound
        return first if self.best is None else min(first, self.best)

    @property
    def is_done(self) -> bool:
        """Whether no box is left in which something cheaper may be."""
        return not self._open or (self.best is not None and self._open[0].bound >= self.best)

    def tell(self, cost: int) -> None:
        """Something of this cost is known: only what is cheaper is of interest."""
        self.best = cost if self.best is None else min(cost, self.best)

    def step(self) -> None:
        """Look at the box with the least bound: it is closed, made smaller, or split in two."""
        box = self._open[0]  # it counts until what is left of it is there
        found = list(self._halves(box))
        heapq.heappop(self._open)
        self.bytes -= box.bytes
        for bound, low, high, basis in found:
            self._push(bound, low, high, basis)

    def _push(self, bound: int, low: Whole, high: Whole, basis: Basis) -> None:
        self._made += 1
        box = Box(bound, self._made, low, high, basis)
        self.bytes += box.bytes
        heapq.heappush(self._open, box)

    # -- one box -----------------------------------------------------------------------------------------------

    def _halves(self, box: Box) -> Iterator[tuple[int, Whole, Whole, Basis]]:
        """What is left of a box."""
        low, high = box.low, box.high
        relaxed = self._relaxed(low, high, box.basis)
        proof = self._proof(relaxed, low, high)
        if relaxed.beyond and not self._closes(proof):  # it stopped too early: neither a proof nor a point
            relaxed = self.simplex.solve(low, high, self.simplex.basis())
            proof = self._proof(relaxed, low, high)
        if proof is None or self._closes(proof):
            return
        bound, basis, point = max(box.bound, proof.bound), self.simplex.basis(), relaxed.point
        self.point = point
        if self.best is not None:
            low, high = proof.cheaper_than(self.best)
        outside = ((point < low - WHOLE) | (point > high + WHOLE)).any()
        if outside and ((low > box.low).any() or (high < box.high).any()):
            yield bound, low, high, basis
            return
        columns = self._fractional(point, low, high)
        if len(columns) and not outside:
            choice = self._choose(columns, relaxed, low, high, basis)
        else:
            choice = self._at_whole(point, proof, low, high)
        if choice is None:
            return
        column, at, sides = choice
        for side in sides:
            half = _half(low, high, column, at, side)
            if half[0][column] <= half[1][column]:
                yield bound, *half, basis

    def _at_whole(self, point: Real, proof: Lagrangian, low: Whole, high: Whole) -> Choice | None:
        """A whole point may be the best of its box, which is then closed by proof; else the box is split there."""
        whole = np.clip(np.rint(np.nan_to_num(point)).astype(np.int64), low, high)
        holds = self.program.holds(whole)
        if holds:
            self.tell(int((self.program.cost * whole).sum()))
        widest = int(np.argmax(high - low))
        if low[widest] == high[widest] or (holds and self._closes(proof)):
            return None
        at = float(whole[widest])
        return widest, at + 0.5 if whole[widest] < high[widest] else at - 0.5, (0, 1)

    def _relaxed(self, low: Whole, high: Whole, basis: Basis | None, iterations: int = NO_LIMIT) -> Relaxed:
        beyond = np.inf if self.best is None else self.best - 0.5
        return self.simplex.solve(low, high, basis, beyond, iterations)

    def _proof(self, relaxed: Relaxed, low: Whole, high: Whole) -> Lagrangian | None:
        """What the relaxation of a box proves of it; None where it proves that there is nothing in it."""
        proof = self.program.lagrangian(relaxed.multipliers, low, high, costs=not relaxed.empty)
        if not relaxed.empty:
            return proof
        return None if proof.value > 0 else self.program.lagrangian(self._nothing, low, high)

    def _closes(self, proof: Lagrangian | None) -> bool:
        """Whether it proves that nothing in the box is better than the best known."""
        return proof is None or (self.best is not None and proof.bound >= self.best)

    # -- what to split -----------------------------------------------------------------------------------------

    def _fractional(self, point: Real, low: Whole, high: Whole) -> NDArray[np.intp]:
        """The columns to choose from: decisions, or if these are all whole what follows from them."""
        apart = (np.abs(point - np.rint(point)) > WHOLE) & (low < high)
        decisions = np.flatnonzero(apart & ~self.program.later)
        if len(decisions):
            return decisions
        self.candidate = point
        return np.flatnonzero(apart)

    def _choose(
        self, columns: NDArray[np.intp], relaxed: Relaxed, low: Whole, high: Whole, basis: Basis
    ) -> Choice | None:
        """A column and the halves in which something may be; None where there is nothing in either."""
        point = relaxed.point
        scores = self._expected(columns, point)
        chosen, best_score, failures = columns[0], -1.0, 0
        for place in np.argsort(-scores):
            column, score = columns[place], scores[place]
            if self._looks[:, column].min() < RELIABLE:
                closed, score = self._look_at_halves(column, relaxed, low, high, basis)
                if closed:
                    return None if len(closed) == 2 else (column, point[column], (1 - closed[0],))
            if score > best_score:
                chosen, best_score, failures = column, score, 0
            else:
                failures += 1
            if failures >= PATIENCE:
                break
        return chosen, point[chosen], (0, 1)

    def _expected(self, columns: NDArray[np.intp], point: Real) -> Real:
        """The product of what both halves are expected to add to the bound."""
        up = np.ceil(point[columns]) - point[columns]
        gains = []
        for side, way in ((0, 1 - up), (1, up)):
            known = self._looks[side] > 0
            usual = self._gain[side][known].sum() / self._looks[side][known].sum() if known.any() else 1.0
            each = self._gain[side][columns] / np.maximum(1, self._looks[side][columns])
            gains.append(np.maximum(np.where(known[columns], each, usual) * way, LITTLE))
        return gains[0] * gains[1]

    def _look_at_halves(
        self, column: int, relaxed: Relaxed, low: Whole, high: Whole, basis: Basis
    ) -> tuple[list[int], float]:
        """The halves in which there is nothing, and the product of what both add to the bound."""
        at, closed, product = relaxed.point[column], [], 1.0
        room = np.inf if self.best is None else self.best - relaxed.value
        for side, way in ((0, at - np.floor(at)), (1, np.ceil(at) - at)):
            part = _half(low, high, column, at, side)
            half = self._relaxed(*part, basis, ITERATIONS)
            out = half.empty or half.beyond
            if out and self._closes(self._proof(half, *part)):
                closed.append(side)
            gain = max(0.0, min(room, half.value - relaxed.value))
            gain = room if out and np.isfinite(room) else gain
            self._gain[side][column] += gain / way
            self._looks[side][column] += 1
            product *= max(gain, LITTLE)
        return closed, product


def _half(low: Whole, high: Whole, column: int, at: float, side: int) -> tuple[Whole, Whole]:
    """The part of a box below (side 0) or above (side 1) a fractional value of a column."""
    low, high = low.copy(), high.copy()
    if side == 0:
        high[column] = int(np.floor(at))
    else:
        low[column] = int(np.ceil(at))
    return low, high
