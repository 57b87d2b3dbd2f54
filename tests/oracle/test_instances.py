"""The random problems are worth solving: few plans, and every kind of rule decides some of them."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from models.problem import Problem
from models.rules import Mode, RuleRow
from tests.oracle.brute_force import Enumeration, solve_by_enumeration
from tests.oracle.instances import MOST_PLANS, random_problem
from tests.oracle.portfolio import start_schedules

KINDS = {row.model_fields["kind"].default for row in get_args(get_args(RuleRow)[0])}
"""Every kind of rule that there is."""


def test_a_seed_is_a_problem() -> None:
    assert random_problem(7) == random_problem(7)
    assert random_problem(7) != random_problem(8)


@pytest.mark.parametrize("seed", range(40))
def test_plans_are_few(seed: int) -> None:
    problem = random_problem(seed)
    hires = sum(1 for _ in Enumeration(problem).hire_plans())
    assert 1 <= hires * len(start_schedules(problem)) <= MOST_PLANS or not start_schedules(problem)


def without(problem: Problem, rule: str) -> Problem:
    """The problem with one rule switched off."""
    rules = [r.model_copy(update={"mode": Mode.OFF}) if r.id == rule else r for r in problem.rules]
    parts = {name: getattr(problem, name) for name in type(problem).model_fields}
    return Problem(**parts | {"rules": tuple(rules)})


@pytest.mark.slow
def test_every_kind_of_rule_decides_something() -> None:
    decides: Counter[str] = Counter()
    for seed in range(320):
        problem = random_problem(seed)
        values = solve_by_enumeration(problem)
        for rule in problem.rules:
            kinds = {row.kind for row in rule.rows}
            if len(kinds) == 1 and rule.mode in (Mode.ENFORCE, Mode.PREFER):
                decides[kinds.pop()] += solve_by_enumeration(without(problem, rule.id)) != values
    assert {kind for kind in KINDS if decides[kind] >= 3} == KINDS, decides
