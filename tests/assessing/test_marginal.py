"""The problems of one head more and one fewer, by hand."""

from __future__ import annotations

import pytest

from models.marginal import asked_capabilities, measured, staff_cost, with_one_fewer, with_one_more
from models.operating_model import by_unit
from models.problem import Objective, OperatingModel, Problem
from models.rules import Condition, Mode, PerActive
from tests.builders import make_requirement, make_rule, make_staff, make_type, make_use_case
from tests.optimizer.planned import A, changed, company


def budget(problem: Problem) -> list[int]:
    return list(problem.budget)


def test_one_more_is_in_seat_full_time_from_quarter_1_at_the_profile_s_rates_and_paid_for() -> None:
    problem = company(budget=500, staff=(make_staff("A", base_salary=1, fte=10),))
    more = with_one_more(problem, problem.jobs[0])
    row = more.staff[-1]
    assert (row.profile, row.heads, row.fte, row.start, row.base_salary) == ("A", 1, 100, 1, None)
    assert budget(more) == [10_500] * 3


def test_one_fewer_is_of_the_least_time_and_of_several_such_the_last_on_the_sheet() -> None:
    rows = (
        make_staff("A", id="full"),
        make_staff("A", 2, id="half", fte=50),
        make_staff("A", id="other half", fte=50),
        make_staff("A", id="offer", fte=1, start=2),
    )
    problem = company(budget=500_000, staff=rows)
    fewer = with_one_fewer(problem, problem.jobs[0])
    assert fewer is not None
    assert [row.id for row in fewer.staff] == ["full", "half", "offer"]
    assert budget(fewer) == [495_000] * 3
    fewer = with_one_fewer(fewer, problem.jobs[0])
    assert fewer is not None
    assert [(row.id, row.heads) for row in fewer.staff] == [("full", 1), ("half", 1), ("offer", 1)]


def test_where_nobody_is_there_is_no_one_fewer() -> None:
    problem = company(staff=(make_staff("A", start=2),))
    assert with_one_fewer(problem, problem.jobs[0]) is None


def test_the_budget_is_never_below_nothing() -> None:
    problem = company(budget=4_000, staff=(make_staff("A"),))
    fewer = with_one_fewer(problem, problem.jobs[0])
    assert fewer is not None
    assert budget(fewer) == [0, 0, 0]


@pytest.mark.parametrize("asked", [29_999, 30_000, 30_001])
def test_money_for_a_head_meets_no_condition_on_the_budget(asked: int) -> None:
    """30,000 over three quarters are there before, 60,000 with the head paid for."""
    rule = make_rule(Condition(acts_on=A, budget=asked))
    problem = company(budget=10_000, rules=(rule,))
    more = with_one_more(problem, problem.jobs[0])
    row = more.rules[0].rows[0]
    assert isinstance(row, Condition)
    assert (sum(more.budget) >= row.budget) == (sum(problem.budget) >= asked)


def test_a_condition_that_asks_for_no_budget_still_asks_for_none() -> None:
    problem = company(rules=(make_rule(Condition(acts_on=A, business_units=1)),))
    row = with_one_more(problem, problem.jobs[0]).rules[0].rows[0]
    assert isinstance(row, Condition)
    assert row.budget == 0


def test_by_unit_one_more_joins_the_first_unit_that_has_anybody() -> None:
    units = company(
        others=(make_use_case("U8", business_unit="Retail"), make_use_case("U9", business_unit="Risk")),
        ideas=0,
        staff=(make_staff("A", business_unit="Risk"),),
        settings={"operating_model": OperatingModel.EMBEDDED, "target_use_cases": None},
    )
    problem = by_unit(units)
    job, other = problem.jobs[0], problem.jobs[1]
    assert [part.id for part in job] == ["A@Retail", "A@Risk"]
    row = with_one_more(problem, job).staff[-1]
    assert (row.profile, row.business_unit) == ("A@Risk", "Risk")
    assert with_one_more(problem, other).staff[-1].profile == "B@Retail"


def test_staff_cost_is_without_use_cases() -> None:
    live = make_use_case("L", type="dear", status="live")
    problem = company(staff=(make_staff("A"),), others=(live,), types=(make_type("dear", run_cost=77),))
    assert staff_cost(problem) == (10_000,) * 3


def test_all_teams_are_measured_alike_whatever_the_planner_s_order() -> None:
    planners = changed(
        company(ideas=2, others=(make_use_case("L", status="live"),)),
        settings={"target_use_cases": 1, "target_is_a_must": True},
    )
    settings = measured(planners).settings
    assert (settings.target_use_cases, settings.target_is_a_must) == (3, False)
    assert settings.objectives[-2:] == (Objective.EARLIEST, Objective.COST)
    valued = measured(company(idea={"value_per_quarter": 1, "must_do": True})).settings.objectives
    assert valued[0] is Objective.UNDONE
    assert valued[-2:] == (Objective.VALUE, Objective.COST)


def test_capabilities_that_are_asked_for() -> None:
    assert asked_capabilities(company()) == {"modelling"}
    rows = (make_requirement(0, 0, 1, capability="data"), make_requirement(0, 0, 0, capability="deployment"))
    assert asked_capabilities(company(requirements=rows)) == {"modelling", "data"}
    adds = make_rule(PerActive(fte=10, capability="deployment"))
    assert asked_capabilities(company(rules=(adds,))) == {"modelling", "deployment"}
    assert asked_capabilities(company(rules=(adds.changed(mode=Mode.REPORT),))) == {"modelling"}
