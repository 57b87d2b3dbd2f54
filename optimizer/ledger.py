"""The budget in the model: money spent so far, in the smallest unit in which every row keeps a safe size.

The unit is 1 wherever that is possible. Where it is not, costs are rounded up and caps down to the unit (the cautious
way: a plan that fits the model fits the budget), or the other way round, which shows what no plan can do.

Where the overrun is a level the budget rules nothing out, but rows need a bound: what costs more than `most_money` is
not looked at.
"""

from __future__ import annotations

from functools import cached_property

from models.problem import BudgetCap, Objective, Problem
from optimizer.bounds import money_bounds_hires, most_money
from optimizer.cost import Cost
from optimizer.linear import Linear, total
from optimizer.rows import SAFE_SPAN, Rows, RowTooLarge


class Ledger:
    """Spent so far after each quarter 0..T, in units; and how far rounding may take it from the exact money."""

    def __init__(self, problem: Problem, rows: Rows, cost: Cost, unit: int, *, cautious: bool = True) -> None:
        self.problem, self.rows, self.unit, self.cautious = problem, rows, unit, cautious
        self.error = 0
        """the most by which spent x unit can differ from the exact cost of the horizon"""
        self.least = 0
        """pooled pay so far, in units: all that can take the money spent below 0"""
        self.overrun = Linear()
        """money above the budget, in units; below it by as much as rounding may, so that none is counted as none"""
        self.overrun_error = 0
        """the most by which overrun x unit can be above the exact overrun"""
        self.conceded = problem.concedes(Objective.OVERRUN)
        self.spent: dict[int, Linear] = {0: Linear()}
        self.quarter: dict[int, Linear] = {}
        self._errors: dict[int, int] = {}
        self._most_in: dict[int, int] = {}
        self._fill(cost)
        self._cap()
        if self.conceded:
            self._count_overrun()

    @cached_property
    def beyond(self) -> int | None:
        """An overrun (money) that every plan which the model does not look at exceeds; None: it looks at all."""
        money = most_money(self.problem)
        costly = sum(self._most_in.values()) > self._units(money)
        if self.conceded and (costly or money_bounds_hires(self.problem)):
            return money - sum(self.problem.budget)
        return None

    def _fill(self, cost: Cost) -> None:
        for q in self.problem.horizon:
            before = spent = self.spent[q - 1]
            self._errors[q] = self._most_in[q] = 0
            for number, exact in enumerate(cost.parts[q]):
                part = rounded(exact, self.unit, up=self.cautious)
                self._errors[q] += rounding_error(self.rows, exact, part, self.unit)
                self._most_in[q] += self.rows.high(part)
                if self.rows.span(spent) + self.rows.span(part) + self._most_by(q) >= SAFE_SPAN:
                    spent = self._carried(spent, q)
                spent = spent + part
                self.least += 0 if number else part.const
            self.spent[q] = self._carried(spent, q)
            self.quarter[q] = self.spent[q] - before
        self.error = sum(self._errors.values())

    def _carried(self, spent: Linear, quarter: int) -> Linear:
        """A variable for the money spent so far, so that no row holds the money of the whole horizon at once."""
        low, high = max(self.least, self.rows.low(spent)), self.rows.high(spent)
        within = min(high, self._most_by(quarter))
        result = self.rows.integer(min(low, within), max(low, within), f"spent[{quarter}]")
        self.rows.equal(result, spent)
        return result

    def _most_by(self, quarter: int) -> int:
        """All that the caps let be spent by the end of a quarter."""
        years = self.problem.calendar.fiscal_years().values()
        by_year = self.problem.settings.budget_cap is BudgetCap.FISCAL_YEAR
        last = next(year[-1] for year in years if quarter in year) if by_year else quarter
        last = self.problem.quarters if self.conceded else last
        saved = sum(min(0, pooled) for pooled in self.problem.pooled[quarter:last])  # later in the year, for certain
        money = most_money(self.problem) if self.conceded else sum(self.problem.budget[:last])
        return self._units(money - saved)

    def _cap(self) -> None:
        for q in self.problem.horizon:
            self.rows.at_most(self.spent[q], self._most_by(q))
        if not self.conceded:
            self._cap_periods()

    def _cap_periods(self) -> None:
        for q in self.problem.horizon:
            if self.problem.settings.budget_cap is BudgetCap.QUARTER:
                self.rows.at_most(self.quarter[q], self._units(self.problem.budget[q - 1]))
        if self.problem.settings.budget_cap is BudgetCap.FISCAL_YEAR:
            for year in self.problem.calendar.fiscal_years().values():
                money = sum(self.problem.budget[q - 1] for q in year)
                self.rows.at_most(self.spent[year[-1]] - self.spent[year[0] - 1], self._units(money))

    # -- money above the budget ------------------------------------------------------------------------------------

    def _count_overrun(self) -> None:
        """Set the overrun, which is bounded from below alone. Raises RowTooLarge where it has no safe size."""
        periods = [[period] for period in self._periods()]
        if self.problem.settings.budget_cap is BudgetCap.CUMULATIVE:
            periods = [self._periods()]
        self.overrun = total(map(self._largest_excess, periods))
        self.overrun_error = (self.unit - 1) * len(periods)
        if self.rows.span(self.overrun) >= SAFE_SPAN:
            raise RowTooLarge

    def _periods(self) -> list[tuple[int, int]]:
        match self.problem.settings.budget_cap:
            case BudgetCap.QUARTER:
                return [(q, q) for q in self.problem.horizon]
            case BudgetCap.CUMULATIVE:
                return [(1, q) for q in self.problem.horizon]
            case BudgetCap.FISCAL_YEAR:
                return [(year[0], year[-1]) for year in self.problem.calendar.fiscal_years().values()]

    def _largest_excess(self, periods: list[tuple[int, int]]) -> Linear:
        """The largest of what periods cost above their budgets, or 0."""
        excess = [self._excess(*period) for period in periods]
        low = max(0, *(self.rows.low(over) for over, _ in excess))
        result = self.rows.integer(low, max(low, *(most for _, most in excess)), f"overrun[{periods[0]}]")
        for over, _ in excess:
            self.rows.at_least(result, over)
        return result

    def _excess(self, first: int, last: int) -> tuple[Linear, int]:
        """What quarters first..last cost above their budget, below 0 where they do not, and the most that can be.

        A plan within its budget costs, rounded, no more than the budget and the rounding: so much counts as given.
        """
        quarters = range(first, last + 1)
        given = sum(self.problem.budget[q - 1] + self._errors[q] for q in quarters) // self.unit
        cost = self.spent[last] - self.spent[first - 1]
        most = min(self.rows.high(cost), sum(self._most_in[q] for q in quarters))
        return cost - given, most - given

    def _units(self, money: int) -> int:
        return money // self.unit if self.cautious else -(-money // self.unit)


def rounded(exact: Linear, unit: int, *, up: bool) -> Linear:
    """The expression in units, each number rounded up (or down); its variables are never negative."""
    sign = -1 if up else 1
    terms = {v: sign * (sign * c // unit) for v, c in exact.terms.items()}
    return Linear({v: c for v, c in terms.items() if c}, sign * (sign * exact.const // unit))


def rounding_error(rows: Rows, exact: Linear, coarse: Linear, unit: int) -> int:
    """The most by which unit x coarse can differ from the exact value."""
    difference = coarse * unit - exact
    return max(abs(rows.low(difference)), abs(rows.high(difference)))
