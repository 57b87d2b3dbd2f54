"""Operating models in the optimizer: the same answers as the brute force, and never better than the pool."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from models.judge import judge
from models.operating_model import by_unit
from models.plan import Result, Status
from models.problem import Attrition, Objective, OperatingModel, Problem
from optimizer import solve
from optimizer.constructive import construct
from tests.builders import make_problem, make_profile, make_requirement, make_staff, make_type, make_use_case
from tests.optimizer.planned import COST, INHERITED, TARGET, changed, company, optimum, plan_of, values
from tests.optimizer.test_brute_force import Sampled, compare, share
from tests.oracle.instances import centralized_problems, divided_problems, seeds, undivided_problem


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


# -- centralized ---------------------------------------------------------------------------------------------------


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
        "the operating model centralized (1 start a quarter)",
        "use case U1 must be done",
    )


def test_the_judge_notices() -> None:
    plan = plan_of(optimum(central(2)))
    assert judge(central(2), plan).accepted
    [said] = judge(central(1), plan).violations
    assert said.startswith("Use cases started in FY27 Q")
    assert said.endswith(": 2, but a centralized team starts at most 1 a quarter.")


# -- people by unit ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [OperatingModel.EMBEDDED, OperatingModel.FEDERATED])
def test_people_by_unit_agree_with_brute_force(model: OperatingModel) -> None:
    sample = sampled(60, divided_problems(33, model), compare)
    assert share(sample, lambda one: one.infeasible) >= 0.1
    assert share(sample, lambda one: one.hires) >= 0.15
    assert share(sample, lambda one: one.starts) >= 0.15
    assert share(sample, lambda one: one.uncovered) >= 0.2


@pytest.mark.slow
def test_people_by_unit_agree_with_brute_force_at_length() -> None:
    assert len(sampled(500, divided_problems(34), compare)) == 500  # each compared, and agreed on


def worth(result: Result) -> tuple[int, ...] | None:
    """The levels in order, the less the better; None where there is no plan."""
    found = values(result)
    return tuple(-v if o.maximised else v for o, v in found.items()) if result.plan is not None else None


def planned_as(problem: Problem, model: OperatingModel, **asked: int) -> Result:
    return solve(by_unit(changed(problem, settings={"operating_model": model} | asked)), workers=1, seed=1)


def steady(seed: int) -> Problem:
    """Nobody leaves, and newcomers are no burden, so that a team does no worse than its parts."""
    problem = undivided_problem(Random(seed))
    profiles = [
        p.changed(attrition_pct=0, first_year_attrition_pct=None, ramp=tuple(map(abs, p.ramp)))
        for p in problem.profiles
    ]
    return problem.changed(profiles=tuple(profiles))


@pytest.mark.slow
def test_more_freedom_is_never_worse() -> None:
    """pool <= federated without community time <= embedded, level by level; and something is at stake."""
    better: list[tuple[bool, bool]] = []

    def compared(problem: Problem) -> Sampled:
        free = {"community_time_pct": 0}
        models = (OperatingModel.POOL, OperatingModel.FEDERATED, OperatingModel.EMBEDDED)
        pool, federated, embedded = (worth(planned_as(problem, model, **free)) for model in models)
        assert embedded is None or (federated is not None and federated <= embedded)
        assert federated is None or (pool is not None and pool <= federated)
        better.append((pool != federated, federated != embedded))
        return Sampled(problem.model_dump_json())

    sampled(60, seeds(35).map(steady), compared)
    assert sum(first for first, _ in better) >= 10
    assert sum(second for _, second in better) >= 3


def bank(model: str, **parts: Any) -> Problem:
    """Twelve engineers in Retail, who are free, while Risk needs two FTE, which a hire there costs 10,000 each."""
    fields: dict[str, Any] = {
        "profiles": (make_profile("DE", skills={"data": 100}, base_salary=40_000),),
        "staff": (make_staff("DE", 12, business_unit="Retail", base_salary=0),),
        "use_case_types": (make_type(build={"data": (200,)}),),
        "use_cases": (make_use_case(business_unit="Risk"),),
        "settings": {"operating_model": model, "target_use_cases": 1} | parts.pop("settings", {}),
    }
    return by_unit(make_problem(1, **fields | parts))


def cost(problem: Problem) -> int:
    result = optimum(problem)
    assert values(result)[TARGET] == 0
    return values(result)[COST]


def test_embedded_people_are_hired_where_they_are_needed() -> None:
    assert cost(bank("pool")) == 0
    assert plan_of(optimum(bank("embedded"))).hires == {"DE@Retail": (0,), "DE@Risk": (2,)}
    assert cost(bank("embedded")) == 20_000


def test_federated_people_help_out_up_to_their_share() -> None:
    """12 x 17 % are 2.04 FTE, 12 x 16 % are 1.92."""
    assert cost(bank("federated", settings={"shared_time_pct": 17})) == 0
    assert cost(bank("federated", settings={"shared_time_pct": 16})) == 10_000


def test_community_time_has_to_be_hired_for() -> None:
    """Two heads of Risk give 1.90 of the 2.00 FTE that are needed, so that a third must come."""
    asked = {"shared_time_pct": 0, "community_time_pct": 5}
    assert cost(bank("federated", settings=asked)) == 30_000
    assert cost(bank("federated", settings=asked | {"community_time_pct": 0})) == 20_000


def test_as_many_are_hired_as_the_community_leaves_time_for() -> None:
    """At 80 % ten heads give the 2.00 FTE, so that a bound on useful hires must reckon with it."""
    assert cost(bank("federated", settings={"shared_time_pct": 0, "community_time_pct": 80})) == 100_000


def test_few_heads_are_one_team_and_hire_nobody() -> None:
    assert cost(bank("embedded", settings={"one_team_up_to": 12})) == 0
    assert cost(bank("embedded", settings={"one_team_up_to": 11})) == 20_000


def test_a_hire_that_ends_the_one_team_is_weighed() -> None:
    """With one more head wanted, whatever its unit, there are 13, so that Risk needs people of its own."""
    need = (make_requirement(1, role="OPS"),)
    ops = make_profile("OPS", skills={})
    profiles = (*bank("pool").profiles, ops)
    problem = bank("embedded", settings={"one_team_up_to": 12}, profiles=profiles, requirements=need)
    found = optimum(problem)
    assert values(found)[INHERITED] == 0
    assert values(found)[COST] == 20_000


def test_limits_of_a_profile_hold_over_all_units() -> None:
    """One hire of the profile in all: two for Risk cannot be had, nor one for Risk and one for Cards."""
    limited = make_profile("DE", skills={"data": 100}, base_salary=40_000, most_hires_per_quarter=1)
    assert values(optimum(bank("embedded", profiles=(limited,))))[TARGET] == 1
    both = (make_use_case("U1", business_unit="Risk"), make_use_case("U2", business_unit="Cards"))
    small = (make_type(build={"data": (100,)}),)
    problem = bank("embedded", profiles=(limited,), use_cases=both, use_case_types=small)
    assert values(optimum(changed(problem, settings={"target_use_cases": 2})))[TARGET] == 1


def test_where_it_is_to_blame_the_operating_model_is_named() -> None:
    capped = make_profile("DE", skills={"data": 100}, most_heads=12)
    asked = {"target_is_a_must": True}
    result = solve(bank("embedded", profiles=(capped,), settings=asked), workers=1)
    assert result.status is Status.INFEASIBLE
    assert result.conflict == (
        "the operating model embedded (10 heads as one team)",
        "the limit on heads of DE (12 heads)",
        "the target of 1 use case in production by FY27 Q1",
    )


@pytest.mark.parametrize("model", ["embedded", "federated"])
def test_a_plan_put_together_quickly_keeps_to_the_operating_model(model: str) -> None:
    problem = bank(model, settings={"shared_time_pct": 16})
    plan = construct(problem, lambda: True)
    assert plan.starts == {"U1": (1,)}
    assert judge(problem, plan).violations == ()


def test_expected_attrition_is_planned_by_unit_too() -> None:
    problem = bank("federated", settings={"attrition": Attrition.EXPECTED, "shared_time_pct": 16})
    assert cost(problem) == 10_000
    assert Objective.COST in values(optimum(problem))
