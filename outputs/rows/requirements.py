"""What no plan may break, quarter by quarter, in the judge's word; and whether the figures are as solved."""

from __future__ import annotations

from collections.abc import Callable

from models.plan import Series
from models.violations import Case, Requirement, violations
from outputs.rows.added_demand import course_of
from outputs.rows.answer import heads
from outputs.rows.facts import Facts, added


def kept(facts: Facts, *requirements: Requirement) -> tuple[int, ...]:
    """1 in each quarter in which the plan keeps to all of the requirements, else 0; last, the plan as a whole."""
    broken = {violation.quarter for requirement in requirements for violation in requirement(_case(facts))}
    return tuple(int(quarter not in broken) for quarter in (*facts.problem.horizon, 0))


def holds(facts: Facts) -> bool:
    """Whether the plan keeps to everything that no plan may break."""
    return not violations(_case(facts))


def _case(facts: Facts) -> Case:
    return Case(facts.problem, facts.plan, course_of(facts), facts.accounts)


def _hires(facts: Facts) -> Series:
    return added(list(facts.plan.hires.values()), facts.problem.quarters)


SOLVED: dict[str, Callable[[Facts], Series]] = {
    "cost": lambda facts: facts.accounts.cost,
    "heads": heads,
    "end": lambda facts: facts.accounts.live[1:],
    "hires": _hires,
}
"""Figures by quarter that tell whether a plan is still as it was solved; beside them stands the supply of time."""


def unmoved(facts: Facts, figure: str) -> tuple[int, ...]:
    """1 in each quarter in which a figure of SOLVED is as it was solved."""
    now, then = SOLVED[figure](facts), SOLVED[figure](facts.solved)
    return tuple(int(a == b) for a, b in zip(now, then, strict=True))


def supply_unmoved(facts: Facts) -> tuple[int, ...]:
    """1 in each quarter in which every capability is supplied as it was solved."""
    now, then = facts.accounts.supply, facts.solved.accounts.supply
    return tuple(int(all(now[c][q - 1] == then[c][q - 1] for c in now)) for q in facts.problem.horizon)


def as_solved(facts: Facts) -> bool:
    """Whether all of these figures are as they were solved."""
    return all(all(unmoved(facts, figure)) for figure in SOLVED) and all(supply_unmoved(facts))
