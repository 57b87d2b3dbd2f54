"""The judge against the oracle's own computation, on random problems with allowed and forbidden plans."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from tests.oracle.brute_force import evaluate
from tests.oracle.instances import problems_with_plans


def judge_all(how_many: int, block: int) -> list[bool]:
    """Judge so many plans of a block of seeds, always the same; which of them are accepted."""
    accepted: list[bool] = []

    @settings(
        max_examples=how_many,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(problems_with_plans(block))
    def agree(drawn: tuple[Problem, Plan]) -> None:
        problem, plan = drawn
        violations, objectives = evaluate(problem, plan)
        verdict = judge(problem, plan)
        assert verdict.accounts.objectives == objectives
        assert verdict.accepted is not bool(violations), (violations, verdict.violations)
        accepted.append(verdict.accepted)

    agree()
    return accepted


def test_judge_agrees_with_oracle() -> None:
    accepted = judge_all(150, block=0)
    assert 0.2 <= sum(accepted) / len(accepted) <= 0.8


@pytest.mark.slow
def test_judge_agrees_with_oracle_at_length() -> None:
    accepted = judge_all(1_000, block=1)
    assert 0.2 <= sum(accepted) / len(accepted) <= 0.8
