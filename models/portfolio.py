"""What use cases need, and when they are built and live."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from models.memo import remembered
from models.plan import Series
from models.problem import Problem, UseCase, UseCaseStatus
from models.rounding import half_up


@dataclass(frozen=True)
class Needs:
    """What one unit of a use case needs, after scaling by its size: FTE in hundredths, money in whole units."""

    build: dict[str, tuple[int, ...]]
    """capability: FTE for each of the d build quarters"""
    run: dict[str, int]
    """capability: FTE for every quarter live"""
    build_cost: tuple[int, ...]
    """money for each of the d build quarters"""
    run_cost: int
    """money for every quarter live"""

    @property
    def build_quarters(self) -> int:
        """d."""
        return len(self.build_cost)


@remembered
def unit_needs(problem: Problem, use_case: UseCase) -> Needs:
    """One unit's needs; every cell is scaled and rounded half up by itself."""
    kind = problem.type_of[use_case.id]

    def scaled(cells: tuple[int, ...]) -> tuple[int, ...]:
        padded = cells + (0,) * (kind.build_quarters - len(cells))
        return tuple(_scale(cell, use_case.size) for cell in padded)

    return Needs(
        build={capability: scaled(cells) for capability, cells in kind.build.items()},
        run={capability: _scale(cell, use_case.size) for capability, cell in kind.run.items()},
        build_cost=scaled(kind.build_cost),
        run_cost=_scale(kind.run_cost, use_case.size),
    )


def _scale(cell: int, size: Decimal) -> int:
    return half_up(cell * Fraction(size))


def inherited_start(problem: Problem, use_case: UseCase) -> int:
    """The start that one in progress (1 - quarters done) or live (1 - d: it is live in quarter 1) amounts to."""
    if use_case.status is UseCaseStatus.LIVE:
        return 1 - problem.type_of[use_case.id].build_quarters
    return 1 - use_case.quarters_done


def unit_starts(problem: Problem, use_case: UseCase, starts: Mapping[str, Series]) -> dict[int, int]:
    """Start quarter: units of a use case that start in it, by the plan or (in a quarter up to 1) before it."""
    if use_case.status is not UseCaseStatus.IDEA:
        return {inherited_start(problem, use_case): use_case.count}
    return {quarter: units for quarter, units in enumerate(starts.get(use_case.id, ()), 1) if units}


def live_units(problem: Problem, use_case: UseCase, starts: Mapping[str, Series]) -> Series:
    """Units of a use case that are live before each of quarters 1..T+1 begins (T + 1 entries)."""
    length = problem.type_of[use_case.id].build_quarters
    done = {start + length: units for start, units in unit_starts(problem, use_case, starts).items()}
    return _so_far(problem.quarters + 1, done)


def live_counts(problem: Problem, starts: Mapping[str, Series]) -> Series:
    """live(q): units live before each of quarters 1..T+1 begins (T + 1 entries)."""
    return _added(problem.quarters + 1, [live_units(problem, u, starts) for u in problem.use_cases])


def active_counts(problem: Problem, starts: Mapping[str, Series]) -> Series:
    """Units building or live in each quarter 1..T."""
    begun: Counter[int] = Counter()
    for use_case in problem.use_cases:
        begun.update(unit_starts(problem, use_case, starts))
    return _so_far(problem.quarters, begun)


def _so_far(quarters: int, units: Mapping[int, int]) -> Series:
    """Of units by quarter those that have come by quarters 1, 2, ..."""
    before = sum(n for quarter, n in units.items() if quarter < 1)
    return tuple(accumulate((units.get(q, 0) for q in range(1, quarters + 1)), initial=before))[1:]


def _added(length: int, rows: list[Series]) -> Series:
    return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * length
