"""The variance bridge: why one plan costs more than another, driver by driver, to the last unit (semantics, 11).

From the first plan to the second leads a chain of states, each with one thing more as the second has it. Every state is
priced by the judge's own arithmetic; what a step changes is its driver's amount, so the amounts add up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from models.bridge_states import State, Steps
from models.plan import Accounts, Plan, Result, Series
from models.problem import Problem
from models.words import counted


class Driver(StrEnum):
    """What makes two plans differ in cost, in the order in which it is told."""

    TIMING = "timing"  # hires that start earlier or later
    VOLUME = "volume"  # hires that only one of the plans has
    LEVEL = "level"  # hires of the same role at another level
    LOCATION = "location"
    EMPLOYMENT = "employment"
    PRICE = "price"  # pay parameters of job profiles, and own salaries
    MERIT = "merit"
    EXCHANGE = "exchange"
    ATTRITION = "attrition"
    STAFF = "staff"  # who is there today, and accepted offers
    ONE_OFFS = "one-offs"  # recruiting fees, sign-on, equipment, severance
    USE_CASES = "use cases"  # money for building and running them
    POOLED = "pooled pay"


RATE = (Driver.LEVEL, Driver.LOCATION, Driver.EMPLOYMENT, Driver.PRICE, Driver.MERIT, Driver.EXCHANGE)
"""The drivers that together are the rate: what a head costs."""

STEPS: tuple[tuple[Driver, Callable[[Steps, State], State]], ...] = (
    (Driver.ATTRITION, Steps.attrition),
    (Driver.PRICE, Steps.price),
    (Driver.EXCHANGE, Steps.exchange),
    (Driver.MERIT, Steps.merit),
    (Driver.STAFF, Steps.staff),
    (Driver.PRICE, partial(Steps.swaps, field="")),
    (Driver.LEVEL, partial(Steps.swaps, field="level")),
    (Driver.LOCATION, partial(Steps.swaps, field="location")),
    (Driver.EMPLOYMENT, partial(Steps.swaps, field="employment")),
    (Driver.TIMING, Steps.timing),
    (Driver.VOLUME, Steps.volume),
)
"""The steps from the first plan's people to the second's. The amounts depend on their order."""


@dataclass(frozen=True)
class Bridge:
    """From the cost of one plan to that of another, in whole units of their currency; series have T entries.

    Where there is none, `reason` says why, and the rest is empty.
    """

    start: Series = ()
    end: Series = ()
    amounts: Mapping[Driver, Series] = field(default_factory=dict)
    """every driver: in each quarter, start and all amounts add up to end"""
    reason: str = ""

    @property
    def totals(self) -> dict[Driver, int]:
        """Every driver: its amount over the horizon."""
        return {driver: sum(series) for driver, series in self.amounts.items()}


def bridge(before: Result, after: Result) -> Bridge:
    """The bridge from the cost of one result's plan to that of another's."""
    if reason := _why_none(before, after):
        return Bridge(reason=reason)
    (one_plan, one), (other_plan, other) = _planned(before), _planned(after)
    changes = dict.fromkeys(Driver, (0,) * before.problem.quarters)
    steps = Steps((before.problem, one_plan), (after.problem, other_plan))
    for driver, recurring, once in _changes(before.problem, steps):
        changes[driver] = _plus(changes[driver], recurring)
        changes[Driver.ONE_OFFS] = _plus(changes[Driver.ONE_OFFS], once)
    changes[Driver.USE_CASES] = _less(_of_use_cases(other), _of_use_cases(one))
    changes[Driver.POOLED] = _less(after.problem.pooled, before.problem.pooled)
    return Bridge(one.cost, other.cost, changes)


def _why_none(before: Result, after: Result) -> str:
    """Why there is no bridge, as a clause; empty: there is one."""
    if before.plan is None:
        return "the first scenario holds no plan"
    if after.plan is None:
        return "the scenario holds no plan"
    one, other = before.problem, after.problem
    if one.settings.currency != other.settings.currency:
        return f"it is in {other.settings.currency}, and the first in {one.settings.currency}"
    if (one.calendar.begins(1), one.quarters) != (other.calendar.begins(1), other.quarters):
        return f"it plans {_time_line(other)}, and the first {_time_line(one)}"
    return ""


def _time_line(problem: Problem) -> str:
    """Such as '8 quarters from 2027-01-01'."""
    return f"{counted(problem.quarters, 'quarter')} from {problem.calendar.begins(1).isoformat()}"


def _planned(result: Result) -> tuple[Plan, Accounts]:
    if result.plan is None or result.accounts is None:
        raise ValueError(f"a result that is {result.status} holds no plan to compare")
    return result.plan, result.accounts


def _changes(problem: Problem, steps: Steps) -> list[tuple[Driver, Series, Series]]:
    """Of every step that changes something: its driver, and the change of recurring cost and of one-offs."""
    state = steps.first()
    cost = state.cost(problem)
    found = []
    for driver, step in STEPS:
        stepped = step(steps, state)
        if stepped != state:
            new = stepped.cost(problem)
            found.append((driver, _less(new[0], cost[0]), _less(new[1], cost[1])))
            state, cost = stepped, new
    return found


def _of_use_cases(accounts: Accounts) -> Series:
    rows = [row for by_use_case in accounts.use_case_cost.values() for row in by_use_case.values()]
    return tuple(sum(row[q] for row in rows) for q in range(len(accounts.cost)))


def _plus(one: Series, other: Series) -> Series:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _less(one: Series, other: Series) -> Series:
    return tuple(a - b for a, b in zip(one, other, strict=True))
