"""The budget in the model: money spent so far, in the smallest unit in which every row keeps a safe size.

The unit is 1 wherever that is possible. Where it is not, costs are rounded up and caps down to the unit (the cautious
way: a plan that fits the model fits the budget), or the other way round, which shows what no plan can do.
"""

from __future__ import annotations

from models.problem import BudgetCap, Problem
from optimizer.cost import Cost
from optimizer.linear import Linear
from optimizer.rows import SAFE_SPAN, Rows


class Ledger:
    """Spent so far after each quarter 0..T, in units; and how far rounding may take it from the exact money."""

    def __init__(self, problem: Problem, rows: Rows, cost: Cost, unit: int, *, cautious: bool = True) -> None:
        self.problem, self.rows, self.unit, self.cautious = problem, rows, unit, cautious
        self.error = 0
        """the most by which spent x unit can differ from the exact cost of the horizon"""
        self.least = 0
        """pooled pay so far, in units: all that can take the money spent below 0"""
        self.spent: dict[int, Linear] = {0: Linear()}
        self.quarter: dict[int, Linear] = {}
        self._fill(cost)
        self._cap()

    def _fill(self, cost: Cost) -> None:
        for q in self.problem.horizon:
            before = spent = self.spent[q - 1]
            self.least += rounded(cost.parts[q][0], self.unit, up=self.cautious).const
            for exact in cost.parts[q]:
                part = rounded(exact, self.unit, up=self.cautious)
                self.error += rounding_error(self.rows, exact, part, self.unit)
                if self.rows.span(spent) + self.rows.span(part) + self._most_by(q) >= SAFE_SPAN:
                    spent = self._carried(spent, q)
                spent = spent + part
            self.spent[q] = self._carried(spent, q)
            self.quarter[q] = self.spent[q] - before

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
        saved = sum(min(0, pooled) for pooled in self.problem.pooled[quarter:last])  # later in the year, for certain
        return self._units(sum(self.problem.budget[:last]) - saved)

    def _cap(self) -> None:
        for q in self.problem.horizon:
            self.rows.at_most(self.spent[q], self._most_by(q))
            if self.problem.settings.budget_cap is BudgetCap.QUARTER:
                self.rows.at_most(self.quarter[q], self._units(self.problem.budget[q - 1]))
        if self.problem.settings.budget_cap is BudgetCap.FISCAL_YEAR:
            for year in self.problem.calendar.fiscal_years().values():
                money = sum(self.problem.budget[q - 1] for q in year)
                self.rows.at_most(self.spent[year[-1]] - self.spent[year[0] - 1], self._units(money))

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
