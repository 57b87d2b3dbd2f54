"""Operating models in the optimizer: the same answers as the brute force, and never better than the pool."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from models.judge import judge
from models.problem import Problem
from optimizer import solve
from tests.builders import make_use_case
from tests.optimizer.planned import TARGET, changed, company, optimum, plan_of, values
from tests.optimizer.test_brute_force import Sampled, compare, share
from tests.oracle.instances import centralized_problems


def sampled(how_many: int, problems: SearchStrategy[Problem], use: Callable[[Problem], Sampled]) -> list[Sampled]:
    """What became of so many problems, always the same."""
    sample: list[Sampled] = []

    @settings(
        max_examples=how_many,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(problems)
    def each(problem: Problem) -> None:
        sample.append(use(problem))

    each()
    return sample


# -- centralized ------------------------------------------------------------------------------------------------------


def test_centralized_agrees_with_brute_force() -> None:
    sample = sampled(40, centralized_problems(31), compare)
    assert share(sample, lambda one: one.starts) >= 0.2
    assert share(sample, lambda one: one.short) >= 0.2


def central(most: int, **parts: object) -> Problem:
    """Three small ideas that can be built in the last two of three quarters, with plenty of people."""
    model = {"operating_model": "centralized", "starts_per_quarter": most}
    return company(ideas=3, ideas_from=2, settings=model, **parts)


def test_a_centralized_team_starts_so_many_use_cases_a_quarter_and_no_more() -> None:
    """Three are wanted in two quarters: with 2 a quarter all are done, with 1 a quarter two."""
    assert values(optimum(central(2)))[TARGET] == 0
    one = optimum(central(1))
    assert values(one)[TARGET] == 1
    assert plan_of(one).starts == {"U1": (0, 1, 1)}
    assert values(optimum(central(0)))[TARGET] == 3


def test_starts_of_all_use_cases_count_together_but_for_those_under_way() -> None:
    others = (make_use_case("U0", status="in progress"), make_use_case("U2", type="easy", earliest_start=2))
    both = changed(central(2, others=others), settings={"target_use_cases": 5})
    assert [sum(units) for units in zip(*plan_of(optimum(both)).starts.values(), strict=True)] == [0, 2, 2]


def test_the_pool_has_no_limit_on_starts() -> None:
    problem = changed(central(0), settings={"operating_model": "pool"})
    assert values(optimum(problem))[TARGET] == 0


def test_where_too_many_must_start_the_operating_model_is_named() -> None:
    result = solve(central(1, idea={"must_do": True}), workers=1)
    assert result.plan is None
    assert result.conflict == (
        "the operating model (centralized, at most 1 start of use cases a quarter)",
        "use case U1 must be done",
    )


def test_the_judge_notices() -> None:
    plan = plan_of(optimum(central(2)))
    assert judge(central(2), plan).accepted
    [said] = judge(central(1), plan).violations
    assert said.startswith("Use cases started in FY27 Q")
    assert said.endswith(": 2, but a centralized team starts at most 1 a quarter.")
