"""The objectives in the model: one function each, stated so that less is better."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import gcd

from models.problem import Objective, Problem
from optimizer.ledger import Ledger, rounded, rounding_error
from optimizer.linear import Linear, total
from optimizer.portfolio import Portfolio
from optimizer.rows import SAFE_SPAN, Rows
from optimizer.rules import Rulebook
from optimizer.team import Team
from optimizer.work import Work


@dataclass(frozen=True)
class Parts:
    """The parts of one model that objectives speak of."""

    problem: Problem
    rows: Rows
    team: Team
    portfolio: Portfolio
    work: Work
    rulebook: Rulebook
    ledger: Ledger


@dataclass(frozen=True)
class Goal:
    """An objective to be made small: unit x expression, which is above the exact value by at most `error`."""

    expression: Linear
    unit: int = 1
    error: int = 0
    least: int | None = None
    """no plan has less, however roughly the expression is stated; None: not known"""

    def exact_bound(self, bound: int) -> int:
        """A bound on the exact value, from one on the expression."""
        exact = bound * self.unit - self.error
        return exact if self.least is None else max(exact, self.least)


def inherited(parts: Parts) -> Linear:
    """Hundredths of FTE-quarters of inherited demand left uncovered."""
    return parts.work.inherited()


def shortfall(parts: Parts) -> Linear:
    """Use cases short of the target in production by its date."""
    settings = parts.problem.settings
    live = parts.portfolio.live(settings.target_by + 1)
    missing = (settings.target_use_cases or 0) - live
    short = parts.rows.integer(max(0, parts.rows.low(missing)), max(0, parts.rows.high(missing)), "short of target")
    parts.rows.at_least(short, missing)
    return short


def prefer(parts: Parts) -> Linear:
    """Rules broken, counted by quarter."""
    return parts.rulebook.breached()


def priority(parts: Parts) -> Linear:
    """The sum of priority weights live by the target date, negated; the lowest priority given weighs 1."""
    lowest = max((u.priority for u in parts.problem.use_cases if u.priority), default=0)
    date = parts.problem.settings.target_by + 1
    return -total(
        parts.portfolio.live_units(u, date) * (lowest + 1 - u.priority) for u in parts.problem.use_cases if u.priority
    )


def cost(parts: Parts) -> Linear:
    """All money of the horizon, in the ledger's units."""
    return parts.ledger.spent[parts.problem.quarters]


def value(parts: Parts) -> Linear:
    """Value per quarter over all quarters in production, negated."""
    return -total(
        parts.portfolio.live_units(u, q) * u.value_per_quarter
        for u in parts.problem.use_cases
        for q in parts.problem.horizon
    )


def net(parts: Parts) -> Linear:
    """Cost less value."""
    return cost(parts) * parts.ledger.unit + value(parts)


def earliest(parts: Parts) -> Linear:
    """The sum of go-live quarters of all units not live today, T + 1 for one that does not go live."""
    problem, live_today = parts.problem, parts.portfolio.live(1).const
    units = sum(u.count for u in problem.use_cases) - live_today
    in_production = total(parts.portfolio.live(q + 1) - live_today for q in problem.horizon)
    return (problem.quarters + 1) * units - in_production


def peak(parts: Parts) -> Linear:
    """The highest head count of any quarter."""
    everyone = [p.id for p in parts.problem.profiles]
    return _highest(parts.rows, [parts.team.heads_of(everyone, q) for q in parts.problem.horizon], "peak")


def smooth(parts: Parts) -> Linear:
    """The largest number of hires of any quarter."""
    everyone = [p.id for p in parts.problem.profiles]
    return _highest(parts.rows, [parts.team.starts_of(everyone, q) for q in parts.problem.horizon], "most hires")


def undone(parts: Parts) -> Linear:
    """Units of must-do ideas that are not started."""
    return total(use_case.count - started for use_case, started in parts.portfolio.must_do())


def overrun(parts: Parts) -> Linear:
    """Money above the budget, in the ledger's units."""
    return parts.ledger.overrun


def _highest(rows: Rows, series: list[Linear], name: str) -> Linear:
    highest = rows.integer(max(0, *map(rows.low, series), 0), max(0, *map(rows.high, series), 0), name)
    for each in series:
        rows.at_least(highest, each)
    return highest


OBJECTIVES: dict[Objective, Callable[[Parts], Linear]] = {
    Objective.INHERITED: inherited,
    Objective.TARGET: shortfall,
    Objective.PREFER: prefer,
    Objective.PRIORITY: priority,
    Objective.COST: cost,
    Objective.VALUE: value,
    Objective.NET: net,
    Objective.EARLIEST: earliest,
    Objective.PEAK: peak,
    Objective.SMOOTH: smooth,
    Objective.UNDONE: undone,
    Objective.OVERRUN: overrun,
}
"""Every objective with the function that states it, less being better."""


def goal(parts: Parts, objective: Objective) -> Goal:
    """An objective as a row of safe size, coarsened where it must be."""
    exact = OBJECTIVES[objective](parts)
    scale = parts.ledger.unit if objective in (Objective.COST, Objective.OVERRUN) else 1
    error = _error_of_money(parts.ledger, objective)
    coarse, unit = exact, 1
    while parts.rows.span(coarse) // (gcd(*coarse.terms.values()) or 1) >= SAFE_SPAN:
        unit *= 10
        coarse = rounded(exact, unit, up=True)
    error += scale * rounding_error(parts.rows, exact, coarse, unit)
    return Goal(coarse, unit * scale, error, least=0 if objective is Objective.OVERRUN else None)


def _error_of_money(ledger: Ledger, objective: Objective) -> int:
    if objective is Objective.OVERRUN:
        return ledger.overrun_error
    return ledger.error if objective in (Objective.COST, Objective.NET) else 0
