"""The judge against the oracle's own computation, on random problems with allowed and forbidden plans."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from models.judge import judge
from models.plan import Accounts, Plan
from models.problem import Problem
from tests.oracle.brute_force import Enumeration, evaluate
from tests.oracle.instances import divided_problems_with_plans, problems_with_plans
from tests.oracle.portfolio import Portfolio
from tests.oracle.staffing_rules import demand

Drawn = SearchStrategy[tuple[Problem, Plan]]


def judge_all(how_many: int, drawn_from: Drawn) -> list[bool]:
    """Judge so many plans, always the same; which of them are accepted."""
    accepted: list[bool] = []

    @settings(
        max_examples=how_many,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn_from)
    def agree(drawn: tuple[Problem, Plan]) -> None:
        problem, plan = drawn
        violations, objectives = evaluate(problem, plan)
        verdict = judge(problem, plan)
        assert verdict.accounts.objectives == objectives
        assert_same_accounts(verdict.accounts, problem, plan)
        assert verdict.accepted is not bool(violations), (violations, verdict.violations)
        accepted.append(verdict.accepted)

    agree()
    return accepted


def test_judge_agrees_with_oracle() -> None:
    accepted = judge_all(150, problems_with_plans(1))
    assert 0.2 <= sum(accepted) / len(accepted) <= 0.8


def test_judge_agrees_with_oracle_on_people_by_unit() -> None:
    accepted = judge_all(150, divided_problems_with_plans(32))
    assert 0.2 <= sum(accepted) / len(accepted) <= 0.8


def assert_same_accounts(accounts: Accounts, problem: Problem, plan: Plan) -> None:
    """The series from which the objectives come, of which they show only sums."""
    enumeration = Enumeration(problem)
    course = enumeration.course(plan.hires, Portfolio(problem, plan.starts))
    assert accounts.heads == {p: crew.heads for p, crew in course.crews.items()}
    assert accounts.leavers == {p: crew.leavers for p, crew in course.crews.items()}
    assert accounts.capacity == {p: crew.capacity for p, crew in course.crews.items()}
    assert list(accounts.cost) == enumeration.cost(course)
    assert accounts.live == tuple(course.portfolio.live.values())
    for i, q in enumerate(problem.horizon):
        wanted = {c: n for c, n in demand(course, q).items() if n}
        assert {c: series[i] for c, series in accounts.demand.items() if series[i]} == wanted


@pytest.mark.slow
def test_judge_agrees_with_oracle_at_length() -> None:
    accepted = judge_all(1_000, problems_with_plans(2))
    assert 0.2 <= sum(accepted) / len(accepted) <= 0.8
