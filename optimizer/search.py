"""One run of the solver: a thread-safe stop, a progress report, and an outcome in whole numbers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil, inf
from typing import Any

from ortools.sat.python import cp_model

from optimizer.linear import Linear
from optimizer.model import Assignment
from optimizer.rows import Rows

FEW = 6
"""With fewer workers than this one searches the whole, and the others look near the best plan."""
STOP_POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Limit:
    """When a run ends: by the clock, or by effort in the solver's own deterministic time, which is repeatable."""

    seconds: float
    effort: float = inf
    workers: int | None = None
    """fewer than the run has; None: all of them"""


@dataclass(frozen=True)
class Outcome:
    """What a run found: an assignment if any, a bound on the expression, and how it ended."""

    values: tuple[int, ...] | None
    bound: int | None
    """no assignment has a smaller value of the expression; None: nothing is known"""
    proven: bool
    """the assignment is optimal"""
    infeasible: bool

    @property
    def assignment(self) -> Assignment:
        if self.values is None:
            raise ValueError("the run found no assignment")
        return self.values.__getitem__


Report = Callable[[int | None, int | None], bool]
"""Told the best value and the bound of a run whenever one of them changes, None: not known; says if that will do."""
Ended = Callable[[], bool]
"""Asked again and again whether a run need not go on, for reasons of its own."""


@dataclass(frozen=True)
class Run:
    """How to run, and until when: `stop` ends every run early, whoever sets it."""

    seed: int
    workers: int
    stop: threading.Event
    deadline: float = inf
    """on the monotonic clock, in seconds"""

    def seconds_left(self) -> float:
        """Seconds until the deadline, never below 0; 0 once it has been stopped."""
        return 0.0 if self.stop.is_set() else max(0.0, self.deadline - time.monotonic())

    def may_go_on(self) -> bool:
        """Whether it has neither been stopped nor run out of time."""
        return self.seconds_left() > 0

    def minimise(
        self,
        rows: Rows,
        expression: Linear | None,
        limit: Limit,
        fixed: Mapping[int, int] | None = None,
        report: Report = lambda best, bound: False,
        ended: Ended = lambda: False,
    ) -> Outcome:
        """The assignment of the rows that makes the expression least; any one, where there is no expression.

        Where variables are `fixed`, everything in the outcome holds for these values of theirs only.
        """
        rows.model.clear_objective()  # type: ignore[no-untyped-call]
        divisor = 1 if expression is None or expression.is_constant else rows.minimise(expression)
        offset = expression.const if expression is not None else 0
        solver = self._solver(limit)
        watch = _Watch(lambda: self.stop.is_set() or ended(), report, solver, divisor, offset)
        status = watch.solve(rows.fixed_at(fixed) if fixed else rows.model)
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        values = tuple(solver.value(v) for v in rows.variables) if found else None
        bound = None if status == cp_model.INFEASIBLE else watch.bound
        if found:  # else the solver says 0 where it has not come to a bound
            bound = watch.exact(solver.best_objective_bound)
        if expression is None or expression.is_constant:
            bound = offset
        return Outcome(values, bound, proven=status == cp_model.OPTIMAL, infeasible=status == cp_model.INFEASIBLE)

    def _solver(self, limit: Limit) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(min(limit.seconds, self.seconds_left()), 0.01)
        solver.parameters.max_deterministic_time = limit.effort
        solver.parameters.num_workers = limit.workers or self.workers
        if 1 < solver.parameters.num_workers < FEW:
            solver.parameters.subsolvers.append("max_lp")
        solver.parameters.random_seed = self.seed
        solver.parameters.catch_sigint_signal = False
        solver.parameters.linearization_level = 2
        return solver


class _Watch(cp_model.CpSolverSolutionCallback):
    """Follows one solve: reports what it finds and passes a stop on to the solver, from a thread of its own."""

    def __init__(self, is_over: Ended, report: Report, solver: cp_model.CpSolver, divisor: int, offset: int) -> None:
        super().__init__()
        self.is_over, self.report = is_over, report
        self.solver, self.divisor, self.offset = solver, divisor, offset
        self.best: int | None = None
        self.bound: int | None = None
        self.returned = threading.Event()
        self.enough = threading.Event()

    def solve(self, model: cp_model.CpModel) -> Any:
        self.solver.best_bound_callback = self.on_bound
        passing_on = threading.Thread(target=self._pass_on_stop, daemon=True)
        passing_on.start()
        try:
            return self.solver.solve(model, self)
        finally:
            self.returned.set()
            passing_on.join()

    def _pass_on_stop(self) -> None:
        while not self.returned.wait(STOP_POLL_SECONDS):
            if self.enough.is_set() or self.is_over():
                self.solver.stop_search()  # asked again and again: a stop before the start is lost

    def exact(self, solver_value: float) -> int:
        """A bound of the solver's, a float in units of the divisor, as a whole number: the least at or above it."""
        return ceil(solver_value - 1e-6) * self.divisor + self.offset

    def on_solution_callback(self) -> None:
        self.best = self.exact(self.objective_value)
        self._tell()

    def on_bound(self, bound: float) -> None:
        self.bound = self.exact(bound)
        self._tell()

    def _tell(self) -> None:
        if self.report(self.best, self.bound):
            self.enough.set()
