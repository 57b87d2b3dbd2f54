"""Linear programs over one set of rows, in box after box: the dual simplex of HiGHS, started from a basis.

What it says is a hint: in floating point, never a proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from bounding.program import Program, Real, Whole

NO_LIMIT = 2**31 - 1
OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "presolve": "off",
    "solver": "simplex",
    "simplex_dual_edge_weight_strategy": 1,  # Devex: exact weights cost more at each new basis than they save
}
Basis = Any
"""HiGHS' own: which columns and rows are basic."""


@dataclass(frozen=True)
class Relaxed:
    """What the relaxation of a box comes to."""

    value: float
    """cost of the relaxation, or as far as it was followed"""
    point: Real
    multipliers: Real
    """of the rows; of a relaxation without a point, what shows that there is none"""
    empty: bool
    """there seems to be no point"""
    beyond: bool
    """it seems to cost at least what was asked"""


class Simplex:
    """The relaxation of one program, solved again and again."""

    def __init__(self, program: Program) -> None:
        self._columns = np.arange(len(program.low), dtype=np.int32)
        self._rows = len(program.limits)
        self._highs = highspy.Highs()
        for option, value in OPTIONS.items():
            self._highs.setOptionValue(option, value)
        self._highs.passModel(_relaxation(program))

    def basis(self) -> Basis:
        """Where the last solve ended."""
        return self._highs.getBasis()

    def solve(
        self, low: Whole, high: Whole, basis: Basis | None = None, beyond: float = np.inf, iterations: int = NO_LIMIT
    ) -> Relaxed:
        """The relaxation in low..high; it may stop once it is known to cost more than `beyond`, or after iterations."""
        highs = self._highs
        highs.changeColsBounds(len(self._columns), self._columns, low.astype(np.float64), high.astype(np.float64))
        if basis is not None:
            highs.setOptionValue("simplex_strategy", 1)
            highs.setBasis(basis)
        highs.setOptionValue("objective_bound", beyond)
        highs.setOptionValue("simplex_iteration_limit", iterations)
        highs.run()
        status = highs.getModelStatus()
        empty = status == highspy.HighsModelStatus.kInfeasible
        solution = highs.getSolution()
        return Relaxed(
            value=highs.getInfo().objective_function_value,
            point=np.array(solution.col_value),
            multipliers=self._ray() if empty else self._duals(solution),
            empty=empty,
            beyond=status == highspy.HighsModelStatus.kObjectiveBound,
        )

    def _duals(self, solution: highspy.HighsSolution) -> Real:
        return -np.array(solution.row_dual) if solution.dual_valid else np.zeros(self._rows)

    def _ray(self) -> Real:
        _, there, ray = self._highs.getDualRay()
        if not there:
            return np.zeros(self._rows)
        return -np.array(ray) / max(1e-9, float(np.abs(ray).max()))


def _relaxation(program: Program) -> highspy.HighsLp:
    relaxation = highspy.HighsLp()
    relaxation.num_col_, relaxation.num_row_ = len(program.low), len(program.limits)
    relaxation.col_cost_ = program.cost.astype(np.float64)
    relaxation.col_lower_, relaxation.col_upper_ = program.low.astype(np.float64), program.high.astype(np.float64)
    relaxation.row_lower_ = np.full(len(program.limits), -highspy.kHighsInf)
    relaxation.row_upper_ = program.limits.astype(np.float64)
    relaxation.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    relaxation.a_matrix_.start_ = program.starts.astype(np.int32)
    relaxation.a_matrix_.index_ = program.columns.astype(np.int32)
    relaxation.a_matrix_.value_ = program.coefficients.astype(np.float64)
    return relaxation
