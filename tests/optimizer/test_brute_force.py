"""The optimizer against the brute force: the same levels on random tiny problems, infeasible ones included."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from models.plan import Status
from models.problem import Objective, Problem
from optimizer import solve
from tests.oracle.brute_force import best_plan, evaluate
from tests.oracle.instances import problems


@dataclass(frozen=True)
class Sampled:
    """What was at stake in a random problem, to see that the sample as a whole is worth something."""

    problem: str
    infeasible: bool = False
    hires: bool = False
    starts: bool = False
    uncovered: bool = False
    short: bool = False
    breaches: bool = False


def compare(problem: Problem) -> Sampled:
    """Hold the optimizer's answer against the brute force's."""
    text = problem.model_dump_json()
    best = best_plan(problem)
    result = solve(problem, workers=1, seed=1, time_limit=60)
    if best is None:
        assert result.status is Status.INFEASIBLE
        assert result.plan is None
        return Sampled(text, infeasible=True)
    values, plan = best
    assert result.status is Status.OPTIMAL
    assert {level.name: level.value for level in result.levels} == values
    assert all(level.proven and level.bound == level.value for level in result.levels)
    assert result.plan is not None
    violations, objectives = evaluate(problem, result.plan)
    assert violations == []
    assert objectives.items() >= values.items()
    return Sampled(
        text,
        hires=any(map(any, plan.hires.values())),
        starts=any(map(any, plan.starts.values())),
        uncovered=values[Objective.INHERITED] > 0,
        short=values[Objective.TARGET] > 0,
        breaches=values[Objective.PREFER] > 0,
    )


def compare_all(how_many: int, block: int) -> list[Sampled]:
    """Compare so many problems of a block of seeds, always the same."""
    sample: list[Sampled] = []

    @settings(
        max_examples=how_many,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(problems(block))
    def agree(problem: Problem) -> None:
        sample.append(compare(problem))

    agree()
    return sample


def share(sample: Iterable[Sampled], has: Callable[[Sampled], bool]) -> float:
    flags = [has(one) for one in sample]
    return sum(flags) / len(flags)


def assert_worth_something(sample: list[Sampled], least: int) -> None:
    """Enough problems, all different, and something of everything in them."""
    assert len({one.problem for one in sample}) >= least
    assert share(sample, lambda one: one.infeasible) >= 0.15
    assert share(sample, lambda one: one.hires) >= 0.4
    assert share(sample, lambda one: one.starts) >= 0.3
    assert share(sample, lambda one: one.uncovered) >= 0.3
    assert share(sample, lambda one: one.short) >= 0.15
    assert share(sample, lambda one: one.breaches) >= 0.1


def test_optimizer_agrees_with_brute_force() -> None:
    assert_worth_something(compare_all(80, block=1), least=75)


@pytest.mark.slow
@settings(
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(problems(3))
def test_optimizer_agrees_with_brute_force_on_use_cases_before_inherited_demand(problem: Problem) -> None:
    """As a frontier of use cases asks."""
    others = (level for level in problem.settings.objectives if level is not Objective.TARGET)
    compare(problem.changed(settings=problem.settings.changed(objectives=(Objective.TARGET, *others))))


@pytest.mark.slow
def test_optimizer_agrees_with_brute_force_at_length() -> None:
    assert_worth_something(compare_all(320, block=2), least=300)
