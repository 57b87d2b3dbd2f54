"""The main figures of a plan, each declared once: for the Summary sheet, the page, and scenarios side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.plan import State
from models.problem import Objective
from models.words import counted
from outputs.rows.answer import (
    at_target,
    binding,
    breaches,
    exit_run_rate,
    first_production,
    heads,
    proof_words,
    shortfall,
    target_words,
)
from outputs.rows.facts import Facts
from outputs.rows.requirements import as_solved

EDITED = "edited"
EDITED_NOTE = (
    "Edited since it was solved; 'hireplan verify' tells what that breaks and costs, and how far it is from the best."
)
"""The status of a plan that was edited, and its note."""

MOST_NAMED = 6
"""Binding limits that are named; the rest are counted."""


@dataclass(frozen=True)
class Figure:
    """One figure of the answer. Unit '' is text, 'money' whole currency units."""

    key: str
    label: str
    value: int | str
    unit: str
    note: str
    against: int | None = None
    """what it is held against: the target, the budget"""


def figures(facts: Facts) -> list[Figure]:
    """The answer in figures, the most important first."""
    return [*_target(facts), _status(facts), *_production(facts), *_money(facts), *_people(facts), *_limits(facts)]


def _target(facts: Facts) -> Iterator[Figure]:
    """First of all, if there is a target: what is missing of it."""
    if facts.problem.settings.target_use_cases is not None:
        yield Figure("short", "Use cases short of the target", shortfall(facts), "use cases", target_words(facts))


def _status(facts: Facts) -> Figure:
    if as_solved(facts):
        return Figure("status", "Status", str(facts.result.status), "", proof_words(facts.result))
    return Figure("status", "Status", EDITED, "", EDITED_NOTE)


def _production(facts: Facts) -> Iterator[Figure]:
    asked, last, label = facts.problem.settings, facts.problem.quarters, facts.problem.calendar.label
    by = f"by the end of {label(asked.target_by)}"
    at = at_target(facts)
    yield Figure("at", "In production by the target date", at, "use cases", by, against=asked.target_use_cases)
    portfolio = sum(u.count for u in facts.problem.use_cases)
    of = f"by the end of {label(last)}, of {portfolio} in the portfolio"
    yield Figure("end", "In production at the end", facts.accounts.live[-1], "use cases", of)
    today = facts.accounts.live[0]
    note = f"{today} in production today" if today else "the first quarter by whose end a use case is in production"
    yield Figure("first", "First production", first_production(facts) or "none", "", note)


def _money(facts: Facts) -> Iterator[Figure]:
    cost, budget = sum(facts.accounts.cost), sum(facts.problem.budget)
    cap = f"budget less cost over the horizon; the budget cap is '{facts.problem.settings.budget_cap}'"
    last = facts.labels[-1]
    run = f"recurring cost of {last}, for a year; one-offs and builds left out"
    yield Figure("cost", "Total cost", cost, "money", "every component, against budget", against=budget)
    yield Figure("headroom", "Headroom", budget - cost, "money", cap)
    yield Figure("run", "Exit run-rate", exit_run_rate(facts), "money", run)
    if any(u.value_per_quarter for u in facts.problem.use_cases):
        value = facts.accounts.objectives[Objective.VALUE]
        yield Figure("value", "Value", value, "money", "of the use cases in production, over the horizon")


def _people(facts: Facts) -> Iterator[Figure]:
    by_quarter = heads(facts)
    hires = sum(sum(series) for series in facts.plan.hires.values())
    today = sum(row.heads for row in facts.problem.staff if row.start == 1)
    peak = max(by_quarter)
    seated = f"{today:,} {'person' if today == 1 else 'people'} in seat today"
    yield Figure("hires", "Hires", hires, "hires", seated)
    yield Figure("peak", "Peak head count", peak, "heads", f"first reached in {facts.labels[by_quarter.index(peak)]}")


def _limits(facts: Facts) -> Iterator[Figure]:
    found = breaches(facts)
    words = " ".join(breach_words(rule, state, len(quarters)) for rule, state, quarters in found)
    total = sum(len(quarters) for _, _, quarters in found)
    yield Figure("rules", "Breaches of rules", total, "count", words or ALL_KEPT)
    limits = binding(facts.solved)
    more = f"; and {len(limits) - MOST_NAMED} more" if len(limits) > MOST_NAMED else ""
    named = "; ".join(limits[:MOST_NAMED]) + more
    yield Figure("binding", "What binds, as solved", len(limits), "count", named or "no rule or limit is without slack")


ALL_KEPT = "every rule is kept in every quarter"


def breach_words(rule: str, state: State, quarters: int) -> str:
    """Such as 'ratio broken in 2 quarters.'"""
    return f"{rule} {state} in {counted(quarters, 'quarter')}."


@dataclass(frozen=True)
class YearTotal:
    """Cost against budget of one fiscal year, as far as it lies in the horizon."""

    label: str
    cost: int
    budget: int

    @property
    def headroom(self) -> int:
        return self.budget - self.cost


def fiscal_years(facts: Facts) -> list[YearTotal]:
    """The fiscal years of the horizon, in order."""
    return [
        YearTotal(
            label,
            sum(facts.accounts.cost[q - 1] for q in quarters),
            sum(facts.problem.budget[q - 1] for q in quarters),
        )
        for label, quarters in facts.problem.calendar.fiscal_years().items()
    ]
