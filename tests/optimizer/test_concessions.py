"""Must-dos and the budget as levels, and limits on hires together: against the brute force, and by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from models.plan import Status
from models.problem import ALWAYS_FIRST, BudgetCap, HireCap, Objective, Problem
from optimizer.model import build
from tests.builders import make_problem, make_profile, make_requirement, make_staff, make_type, make_use_case
from tests.optimizer.planned import changed, company, optimum, plan_of, solved, values
from tests.optimizer.test_brute_force import compare
from tests.oracle.brute_force import best_plan
from tests.oracle.conceding import capped_problems, conceding_problems

UNDONE, OVERRUN, COST = Objective.UNDONE, Objective.OVERRUN, Objective.COST
LEVELS = (*ALWAYS_FIRST, COST)


@dataclass(frozen=True)
class Conceded:
    """What the brute force says of a random problem."""

    infeasible: bool
    undone: bool
    overrun: bool


def sample(how_many: int, drawn_from: SearchStrategy[Problem], see: Callable[[Problem], Any]) -> list[Any]:
    """What is seen of so many problems, always the same, on each of which the optimizer and the brute force agree."""
    seen: list[Any] = []

    @settings(
        max_examples=how_many,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn_from)
    def agree(problem: Problem) -> None:
        compare(problem)
        seen.append(see(problem))

    agree()
    return seen


def conceded(problem: Problem) -> Conceded:
    best = best_plan(problem)
    found = best[0] if best else {}
    return Conceded(best is None, found.get(UNDONE, 0) > 0, found.get(OVERRUN, 0) > 0)


def bound_by_caps(problem: Problem) -> bool:
    """Whether the limits on hires change what can be reached."""
    with_caps, without = best_plan(problem), best_plan(problem.changed(hire_caps=()))
    return (with_caps and with_caps[0]) != (without and without[0])


def test_concessions_agree_with_brute_force() -> None:
    seen = sample(60, conceding_problems(41), conceded)
    assert sum(one.undone for one in seen) >= 10
    assert sum(one.overrun for one in seen) >= 10
    assert sum(not one.infeasible for one in seen) >= 30


def test_limits_on_hires_agree_with_brute_force() -> None:
    seen = sample(60, capped_problems(42), bound_by_caps)
    assert sum(seen) >= 10


@pytest.mark.slow
def test_both_agree_with_brute_force_at_length() -> None:
    sample(250, conceding_problems(43), conceded)
    sample(250, capped_problems(44), bound_by_caps)
