"""From a problem to its constraint model, and from an assignment of the model's variables to a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from models.overrun import LIFTED
from models.plan import Component, Plan, Series
from models.problem import Objective, Problem
from optimizer.bounds import MOST_HIRES
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


class MoneyTooLarge(RowTooLarge):
    """A row of money that cannot be stated exactly under the bound; a larger unit makes it smaller."""


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
        """Whether the model states the whole problem, to the last unit of money and the last useful hire."""
        return not self.parts.ledger.error and not self.parts.team.curtailed

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the figures must know about how they were computed."""
        return (*self._notes_on_money(), *self._notes_on_overruns(), *self._notes_on_hires())

    def _notes_on_money(self) -> Iterator[str]:
        ledger, currency = self.parts.ledger, self.problem.settings.currency
        if ledger.error:
            yield (
                f"Money was planned in steps of {ledger.unit:,} {currency}, costs rounded up and budgets down, "
                f"by {_roughly(ledger.error):,} {currency} over the horizon at most; all figures shown are exact."
            )

    def _notes_on_overruns(self) -> Iterator[str]:
        if self.parts.ledger.beyond is not None:
            yield f"Of the plans that cost more than {LIFTED} times the budget, not all were looked at."

    def _notes_on_hires(self) -> Iterator[str]:
        for profile, most in self.parts.team.curtailed.items():
            title = self.problem.profile[profile].title
            yield f"Plans with more than {most:,} hires of {title} were not looked at; set a limit on its hires."

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

    def amounts(self) -> Iterator[int]:
        """The variables that follow from hires and starts: hundredths of time, and money."""
        work = self.parts.work
        for expression in (*work.allotted.values(), *work.uncovered.values(), *self.parts.ledger.spent.values()):
            yield from expression.terms

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


def build(problem: Problem, *, cautious: bool = True) -> PlanningModel:
    """The model of a problem, in the smallest unit of money in which every row keeps a safe size.

    Where rows of people alone are too large, fewer hires of a profile are looked at. Raises RowTooLarge where even the
    people there are make a row too large.
    """
    unit, most_hires = 1, MOST_HIRES
    while True:
        try:
            return _build(problem, unit, most_hires, cautious)
        except MoneyTooLarge:
            unit *= 10
            if unit > COARSEST_UNIT:
                raise
        except RowTooLarge:
            most_hires //= 2
            if not most_hires:
                raise


def _build(problem: Problem, unit: int, most_hires: int, cautious: bool) -> PlanningModel:
    rows = Rows()
    team = Team(problem, rows, most_hires)
    portfolio = Portfolio(problem, rows)
    work = Work(problem, rows, team, portfolio)
    rulebook = Rulebook(problem, rows, team, portfolio, work)
    rulebook.state_all()
    work.cover()
    work.count_missing_heads()
    cost = Cost(problem, rows, team, portfolio)
    try:
        ledger = Ledger(problem, rows, cost, unit, cautious=cautious)
    except RowTooLarge as row:
        raise MoneyTooLarge from row
    parts = Parts(problem, rows, team, portfolio, work, rulebook, ledger)
    for limit in LIMITS:
        limit(parts)
    return PlanningModel(parts, cost)


def _roughly(amount: int) -> int:
    """At least so much, in one digit and zeros: the remainders of single salaries are nobody's to know."""
    step = int("1" + "0" * (len(str(amount)) - 1))
    return -(-amount // step) * step
