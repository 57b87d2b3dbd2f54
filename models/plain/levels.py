"""The levels of the objective list: a sum for each, to be made small; those that are maximised as their negative."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.linear_program import Linear, total
from models.plain.draft import Draft
from models.plain.money import Money
from models.plain.people import People, missing_heads
from models.plain.portfolio import Portfolio
from models.plain.time import Time
from models.problem import Objective, Problem


@dataclass(frozen=True)
class Statement:
    """The hard rows of a problem, with the columns that stand for decisions and for what follows from them."""

    draft: Draft
    people: People
    portfolio: Portfolio
    time: Time
    money: Money
    uncovered: Linear
    """over all capabilities and quarters"""
    breaches: Linear
    """(rule, quarter) that count"""

    @property
    def problem(self) -> Problem:
        return self.draft.problem


def inherited(s: Statement) -> Linear:
    """Uncovered + 100 x missing heads."""
    return s.uncovered + missing_heads(s.draft, s.people) * 100


def target(s: Statement) -> Linear:
    """max(0, target - live(target by + 1))."""
    settings = s.problem.settings
    short = Linear(constant=settings.target_use_cases or 0) - s.portfolio.live(settings.target_by + 1)
    if s.draft.most(short) <= 0:
        return Linear()
    missed = s.draft.real("shortfall", most=s.draft.most(short))
    s.draft.at_least(("shortfall",), missed, short)
    return missed


def prefer(s: Statement) -> Linear:
    """Breaches that count."""
    return s.breaches


def priority(s: Statement) -> Linear:
    """Sum of weights of the units live by the end of the target's quarter; weight = P + 1 - priority."""
    use_cases = s.problem.use_cases
    lowest = max((u.priority for u in use_cases if u.priority is not None), default=0)
    by = s.problem.settings.target_by + 1
    return total(s.portfolio.live_of(u, by) * (lowest + 1 - u.priority) for u in use_cases if u.priority is not None)


def cost(s: Statement) -> Linear:
    """Money over the horizon."""
    return s.money.total()


def value(s: Statement) -> Linear:
    """Sum over units of value per quarter x quarters of 1..T in which the unit is live."""
    return total(
        s.portfolio.live_of(u, quarter) * u.value_per_quarter
        for u in s.problem.use_cases
        if u.value_per_quarter
        for quarter in s.problem.horizon
    )


def net(s: Statement) -> Linear:
    """Value less cost."""
    return value(s) - cost(s)


def earliest(s: Statement) -> Linear:
    """Sum over units not live today of the quarter at whose end they go live, T + 1 for those that do not.

    That is the number of quarters 1..T+1 before which a unit is not yet live.
    """
    units = sum(u.count for u in s.problem.use_cases)
    return total(Linear(constant=units) - s.portfolio.live(q) for q in range(1, s.problem.quarters + 2))


def peak(s: Statement) -> Linear:
    """The largest number of heads in a quarter."""
    return _largest(s, "peak", [s.people.all_heads(quarter) for quarter in s.problem.horizon])


def smooth(s: Statement) -> Linear:
    """The largest number of hires in a quarter."""
    return _largest(s, "smooth", [s.people.all_hires(quarter) for quarter in s.problem.horizon])


def _largest(s: Statement, name: str, sums: list[Linear]) -> Linear:
    largest = s.draft.real(name, most=max(map(s.draft.most, sums)))
    for quarter, number in enumerate(sums, 1):
        s.draft.at_least((name, quarter), largest, number)
    return largest


LEVELS: dict[Objective, Callable[[Statement], Linear]] = {
    Objective.INHERITED: inherited,
    Objective.TARGET: target,
    Objective.PREFER: prefer,
    Objective.PRIORITY: priority,
    Objective.COST: cost,
    Objective.VALUE: value,
    Objective.NET: net,
    Objective.EARLIEST: earliest,
    Objective.PEAK: peak,
    Objective.SMOOTH: smooth,
}
"""Level: the function that states its value. Concessions are not there."""
