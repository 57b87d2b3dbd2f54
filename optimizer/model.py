"""From a problem to its constraint model, and from an assignment of the model's variables to a plan."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property, partial

from models.plan import Component, Plan, Series
from models.problem import Objective, Problem
from optimizer.cost import Cost
from optimizer.ledger import Ledger
from optimizer.limits import LIMITS
from optimizer.linear import Linear
from optimizer.objectives import Goal, Parts, goal
from optimizer.portfolio import Portfolio
from optimizer.rows import Rows, RowTooLarge
from optimizer.rules import Rulebook
from optimizer.team import Team
from optimizer.work import Work

Assignment = Callable[[int], int]
"""The value of each variable, by its number."""

COARSEST_UNIT = 10**15


@dataclass(frozen=True)
class PlanningModel:
    """One built model: its parts, and the money components that the judge will compute again."""

    parts: Parts
    cost: Cost

    @property
    def rows(self) -> Rows:
        return self.parts.rows

    @property
    def problem(self) -> Problem:
        return self.parts.problem

    @cached_property
    def goals(self) -> dict[Objective, Goal]:
        """Every level of the problem, ready to be minimised."""
        return {objective: goal(self.parts, objective) for objective in self.problem.settings.objectives}

    @property
    def is_exact(self) -> bool:
        """Whether money is stated to the last unit."""
        return self.parts.ledger.unit == 1

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the figures must know about how they were computed."""
        if self.is_exact:
            return ()
        ledger, currency = self.parts.ledger, self.problem.settings.currency
        return (
            f"Money was planned in steps of {ledger.unit:,} {currency}, costs rounded up and budgets down, "
            f"by {ledger.error:,} {currency} over the horizon at most; all figures shown are exact.",
        )

    def plan(self, value: Assignment) -> Plan:
        """The decisions that an assignment makes."""
        team, portfolio = self.parts.team, self.parts.portfolio
        return Plan(
            hires={p.id: self._series(partial(team.starts, p.id), value) for p in self.problem.profiles},
            starts={u.id: self._series(partial(portfolio.starts, u), value) for u in self.problem.ideas},
            allotment={p.id: self._allotment(p.id, value) for p in self.problem.profiles},
        )

    def assigned(self, plan: Plan) -> dict[int, int]:
        """The values of the hiring and start variables that a plan amounts to."""
        return self.parts.team.assigned(plan.hires) | self.parts.portfolio.assigned(plan.starts)

    def _series(self, expression: Callable[[int], Linear], value: Assignment) -> Series:
        return tuple(expression(q).value(value) for q in self.problem.horizon)

    def _allotment(self, profile: str, value: Assignment) -> dict[str, Series]:
        given = self.parts.work.given
        series = {c: self._series(partial(given, profile, c), value) for c in self.problem.capabilities}
        return {capability: hundredths for capability, hundredths in series.items() if any(hundredths)}

    def heads(self, value: Assignment) -> dict[str, Series]:
        """Heads by profile, as the model has them."""
        return {p.id: self._series(partial(self.parts.team.heads, p.id), value) for p in self.problem.profiles}

    def component(self, component: Component, value: Assignment) -> Series:
        """One cost component by quarter, as the model has it, in exact money."""
        return self._series(lambda q: self.cost.component[component, q], value)


def build(problem: Problem, *, without: Collection[str] = (), cautious: bool = True) -> PlanningModel:
    """The model of a problem, in the smallest unit of money in which every row keeps a safe size."""
    unit = 1
    while True:
        try:
            return _build(problem, without, unit, cautious)
        except RowTooLarge:
            unit *= 10
            if unit > COARSEST_UNIT:
                raise


def _build(problem: Problem, without: Collection[str], unit: int, cautious: bool) -> PlanningModel:
    rows = Rows(without)
    team = Team(problem, rows)
    portfolio = Portfolio(problem, rows)
    work = Work(problem, rows, team, portfolio)
    rulebook = Rulebook(problem, rows, team, portfolio, work)
    rulebook.state_all()
    work.cover()
    work.count_missing_heads()
    cost = Cost(problem, rows, team, portfolio)
    ledger = Ledger(problem, rows, cost, unit, cautious=cautious)
    parts = Parts(problem, rows, team, portfolio, work, rulebook, ledger)
    for limit in LIMITS:
        limit(parts)
    return PlanningModel(parts, cost)
