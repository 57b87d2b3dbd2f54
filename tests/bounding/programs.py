"""Small random integer programs, and all points of them one by one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from bounding.program import Program

Point = tuple[int, ...]


@dataclass(frozen=True)
class Small:
    """A program as plain data."""

    bounds: list[tuple[int, int]]
    cost: dict[int, int]
    rows: list[tuple[dict[int, int], int]]

    @property
    def program(self) -> Program:
        return Program.of(self.bounds, self.cost, self.rows)

    def points(self) -> Iterator[Point]:
        """Every point that keeps the rows."""
        for point in product(*(range(low, high + 1) for low, high in self.bounds)):
            if all(sum(c * point[v] for v, c in terms.items()) <= limit for terms, limit in self.rows):
                yield point

    def costs(self, point: Point) -> int:
        return sum(c * point[v] for v, c in self.cost.items())

    def least(self) -> int | None:
        """The least cost of any point; None: there is none."""
        return min((self.costs(point) for point in self.points()), default=None)


def small(seed: int, size: int = 1) -> Small:
    """Up to six columns and rows; coefficients are multiplied by `size`."""
    drawn = random.Random(seed)
    columns = drawn.randint(2, 6)
    bounds = [(low, low + drawn.randint(0, 3)) for low in (drawn.randint(-2, 2) for _ in range(columns))]
    cost = {v: size * drawn.randint(-9, 9) for v in range(columns) if drawn.random() < 0.8}
    rows = []
    for _ in range(drawn.randint(1, 6)):
        terms = {v: size * c for v in range(columns) if (c := drawn.randint(-5, 5))}
        reached = sum(c * drawn.randint(*bounds[v]) for v, c in terms.items())
        rows.append((terms, reached + size * drawn.randint(-1, 2)))
    return Small(bounds, cost, rows)
