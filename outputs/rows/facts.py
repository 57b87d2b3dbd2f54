"""A solved problem as the other modules of this layer take it: the plan and its accounts are certainly there."""

from __future__ import annotations

from dataclasses import dataclass

from models.plan import Accounts, Plan, Result, Series
from models.problem import Attrition, Problem


@dataclass(frozen=True)
class Facts:
    """A result that holds a plan."""

    result: Result
    problem: Problem
    plan: Plan
    accounts: Accounts
    edited_from: Facts | None = None
    """the plan as it was solved, where this one was edited since"""

    @property
    def solved(self) -> Facts:
        """The plan as it was solved: this one, unless it was edited."""
        return self.edited_from or self

    @property
    def zeros(self) -> Series:
        return (0,) * self.problem.quarters

    @property
    def whole(self) -> bool:
        """Whether whole people leave, so that every figure has a formula."""
        return self.problem.settings.attrition is Attrition.WHOLE

    @property
    def labels(self) -> list[str]:
        return self.problem.calendar.labels()


def facts_of(result: Result, edited_from: Facts | None = None) -> Facts:
    """The facts of a result. Raises ValueError if it holds no plan."""
    if result.plan is None or result.accounts is None:
        raise ValueError(f"a result that is {result.status} holds no plan to show")
    return Facts(result, result.problem, result.plan, result.accounts, edited_from)


def added(rows: list[Series], length: int) -> Series:
    """Series added up quarter by quarter; no rows: zeros."""
    return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * length
