"""Money above the budget: how much it is, what a budget would need more, and a budget with plenty of it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from models.course import follow
from models.idle import idle_plan
from models.memo import remembered
from models.money import people_cost, total_cost, use_case_cost
from models.pay import head_cost, start_cost
from models.plan import Series
from models.problem import BudgetCap, BudgetRow, Problem

LIFTED = 10
"""A lifted budget is so many times the budget and what the idle course costs, or what the dearest hire does."""
LEAST_LIFTED = 2**26
"""Money over the horizon that a lifted budget has at least, as evenly as it goes."""


def extra_budget(problem: Problem, cost: Series) -> Series:
    """What each quarter's budget (money, quarters 1..T) needs more to bear a cost; the sum is the cost's overrun.

    It is needed in the quarter in which the money runs out. Where the cap lets money be saved it is given once, and
    where a later quarter of a fiscal year brings money back, no more than stays short by the end of the year.
    """
    match problem.settings.budget_cap:
        case BudgetCap.QUARTER:
            return tuple(max(0, spent - given) for spent, given in zip(cost, problem.budget, strict=True))
        case BudgetCap.CUMULATIVE:
            left = accumulate(given - spent for spent, given in zip(cost, problem.budget, strict=True))
            return _increments(accumulate((max(0, -money) for money in left), max))
        case BudgetCap.FISCAL_YEAR:
            years = problem.calendar.fiscal_years().values()
            return tuple(extra for year in years for extra in _extra_in_year(problem, cost, year))


def _extra_in_year(problem: Problem, cost: Series, year: list[int]) -> Series:
    """The increments of what is short of the whole year's budget, now and in all quarters of the year to come."""
    budget = sum(problem.budget[q - 1] for q in year)
    short = [max(0, spent - budget) for spent in accumulate(cost[q - 1] for q in year)]
    return _increments([min(short[i:]) for i in range(len(short))])


def _increments(so_far: Iterable[int]) -> Series:
    amounts = list(so_far)
    return tuple(now - before for before, now in zip([0, *amounts], amounts, strict=False))


@remembered
def lifted_budget(problem: Problem) -> Series:
    """Plenty of money, per quarter 1..T: LIFTED x (budget + cost of the idle course), a cost below 0 counting as 0.

    At least LIFTED x what a hire of the dearest job profile costs, and LEAST_LIFTED over the horizon: a budget of
    nothing is lifted too.
    """
    nothing = idle_plan(problem)
    course = follow(problem, nothing.hires, nothing.starts)
    idle = total_cost(problem, people_cost(course), use_case_cost(course))
    least = -(-LEAST_LIFTED // problem.quarters)
    return tuple(
        max(least, LIFTED * max(_dearest(problem, q), given + max(0, spent)))
        for q, given, spent in zip(problem.horizon, problem.budget, idle, strict=True)
    )


def _dearest(problem: Problem, quarter: int) -> int:
    """What the dearest hire costs in the quarter in which it starts, one-offs included."""
    costs = (
        sum(head_cost(problem, profile, quarter).values()) + sum(start_cost(problem, profile, quarter).values())
        for profile in problem.profiles
    )
    return max(costs, default=0)


def lifted(problem: Problem) -> Problem:
    """The problem with a budget that hardly binds: one row more per quarter, up to the lifted budget."""
    more = zip(problem.horizon, lifted_budget(problem), problem.budget, strict=True)
    rows = tuple(BudgetRow(quarter=quarter, amount=plenty - given) for quarter, plenty, given in more)
    return problem.changed(budget_rows=(*problem.budget_rows, *rows))
