"""What the solver says of its plan against what the judge computed: they agree to the last unit, or it is rejected."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import Accounts, Component, Series
from optimizer.model import Assignment, PlanningModel


def disagreements(model: PlanningModel, assignment: Assignment, accounts: Accounts) -> tuple[str, ...]:
    """Every figure on which the two differ, in words; empty: they agree."""
    return (*_heads(model, assignment, accounts), *_money(model, assignment, accounts))


def _heads(model: PlanningModel, assignment: Assignment, accounts: Accounts) -> Iterator[str]:
    for profile, heads in model.heads(assignment).items():
        if heads != accounts.heads[profile]:
            yield f"heads of {profile}: solver {heads}, judge {accounts.heads[profile]}"


def _money(model: PlanningModel, assignment: Assignment, accounts: Accounts) -> Iterator[str]:
    for component in Component:
        claimed, judged = model.component(component, assignment), _judged(accounts, component, len(accounts.cost))
        if claimed != judged:
            yield f"{component}: solver {claimed}, judge {judged}"


def _judged(accounts: Accounts, component: Component, quarters: int) -> Series:
    series = [
        *accounts.people_cost.get(component, {}).values(),
        *accounts.use_case_cost.get(component, {}).values(),
    ]
    return tuple(sum(s[q] for s in series) for q in range(quarters))
