"""Plans made by hand: accepted where they keep everything, and each thing that a plan may break is found and told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.judge import judge
from models.plan import Component, Plan, Verdict
from models.problem import Objective, Problem
from models.staffing import staff_in_seat
from tests.builders import (
    make_plan,
    make_problem,
    make_profile,
    make_requirement,
    make_staff,
    make_type,
    make_use_case,
)

DATA = {"data": 100}


def judged(problem: Problem, hires: dict[str, Any] | None = None, starts: Any = None, allotment: Any = None) -> Verdict:
    return judge(problem, make_plan(problem, hires, starts, allotment))


# One use case of two quarters that needs 0.50 and 0.30 FTE of data, then 0.10 to run; an engineer at 40,000 a year who
# needs a quarter to find and ramps at 50 %, 100 %.
ENGINEER = make_profile(base_salary=40_000, recruiting_fee_pct=Decimal(10), time_to_fill=1, ramp=(50, 100), skills=DATA)
SMALL = make_type(quarters=2, build={"data": (50, 30)}, run={"data": 10}, build_cost=(700, 0), run_cost=90)
FIRST_PLAN: dict[str, Any] = {
    "hires": {"DE": (0, 1, 0, 0)},
    "starts": {"U1": (0, 1, 0, 0)},
    "allotment": {"DE": {"data": (0, 50, 30, 10)}},
}


def first_problem(**overrides: Any) -> Problem:
    fields: dict[str, Any] = {"profiles": (ENGINEER,), "use_case_types": (SMALL,), "use_cases": (make_use_case(),)}
    return make_problem(**fields | overrides)


def test_a_plan_that_keeps_everything_is_accepted_and_accounted_for() -> None:
    # Cost: quarter 2: 10,000 salary + 4,000 fee + 700; quarter 3: 10,000; quarter 4: 10,000 + 90 = 34,790 in all
    problem = first_problem(
        budget=(0, 14_700, 10_000, 10_090),
        settings={"target_use_cases": 1, "target_by": 3, "target_is_a_must": True, "budget_cap": "quarter"},
    )
    verdict = judged(problem, **FIRST_PLAN)
    accounts = verdict.accounts
    assert verdict.violations == ()
    assert verdict.accepted
    assert accounts.heads == {"DE": (0, 1, 1, 1)}
    assert accounts.staff == accounts.leavers == {"DE": (0, 0, 0, 0)}
    assert accounts.expected_heads == {"DE": (0, 1_000_000, 1_000_000, 1_000_000)}
    assert accounts.capacity == {"DE": (0, 5_000, 10_000, 10_000)}
    assert accounts.live == (0, 0, 0, 1, 1)
    assert accounts.demand == {"data": (0, 50, 30, 10)}
    assert accounts.supply == {"data": (0, 5_000, 3_000, 1_000)}
    assert accounts.uncovered == {"data": (0, 0, 0, 0)}
    assert accounts.missing_heads == (0, 0, 0, 0)
    assert accounts.people_cost[Component.BASE] == {"DE": (0, 10_000, 10_000, 10_000)}
    assert accounts.people_cost[Component.RECRUITING] == {"DE": (0, 4_000, 0, 0)}
    assert accounts.use_case_cost == {Component.BUILD: {"U1": (0, 700, 0, 0)}, Component.RUN: {"U1": (0, 0, 0, 90)}}
    assert accounts.cost == (0, 14_700, 10_000, 10_090)
    assert accounts.objectives == {
        Objective.INHERITED: 0,
        Objective.TARGET: 0,
        Objective.PREFER: 0,
        Objective.PRIORITY: 0,
        Objective.COST: 34_790,
        Objective.VALUE: 0,
        Objective.NET: -34_790,
        Objective.EARLIEST: 3,
        Objective.PEAK: 1,
        Objective.SMOOTH: 1,
        Objective.UNDONE: 0,
        Objective.OVERRUN: 0,
    }


def test_every_component_has_a_place_and_they_add_up_to_the_total() -> None:
    accounts = judged(first_problem(), **FIRST_PLAN).accounts
    assert {*accounts.people_cost, *accounts.use_case_cost} == set(Component)
    ledgers = [*accounts.people_cost.values(), *accounts.use_case_cost.values()]
    series = [row for ledger in ledgers for row in ledger.values()]
    assert tuple(map(sum, zip(*series, strict=True))) == accounts.cost


VIOLATIONS: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "before anybody can be found": (
        {},
        FIRST_PLAN | {"hires": {"DE": (1, 0, 0, 0)}},
        "DE: 1 hired for FY27 Q1, but with a time to fill of 1 nobody can start before FY27 Q2.",
    ),
    "more than may start": (
        {"profiles": (make_profile(most_hires_per_quarter=1, skills=DATA),)},
        {"hires": {"DE": (1, 0, 2, 1)}},
        "DE: 2 hired for FY27 Q3, but at most 1 may be.",
    ),
    "more than recruiting can do": (
        {"profiles": (make_profile("A"), make_profile("B")), "settings": {"recruiting_capacity": 2}},
        {"hires": {"A": (1, 1, 2, 0), "B": (1, 2, 0, 0)}},
        "Hires for FY27 Q2: 3, but recruiting can bring in at most 2 a quarter.",
    ),
    "more heads than there may be": (
        {"profiles": (make_profile(most_heads=1, skills=DATA),), "staff": (make_staff(heads=2, end=3),)},
        {"hires": {"DE": (0, 0, 0, 2)}},  # two on staff are inherited until quarter 3, but not two hired
        "DE: 2 heads in FY27 Q4, but at most 1 may be there.",
    ),
    "before the earliest start": (
        {"use_cases": (make_use_case(earliest_start=3, name="Fraud"),), "use_case_types": (make_type(),)},
        {"starts": {"U1": (0, 1, 0, 0)}},
        "U1 (Fraud) starts in FY27 Q2, before its earliest start in FY27 Q3.",
    ),
    "not live within the horizon": (
        {"use_case_types": (make_type(quarters=2),)},
        {"starts": {"U1": (0, 0, 0, 1)}},
        "U1 starts in FY27 Q4 and is live by the end of FY28 Q1, after FY27 Q4, the last quarter allowed.",
    ),
    "not live by its date": (
        {"use_cases": (make_use_case(live_by=2),), "use_case_types": (make_type(quarters=2),)},
        {"starts": {"U1": (0, 1, 0, 0)}},
        "U1 starts in FY27 Q2 and is live by the end of FY27 Q3, after FY27 Q2, the last quarter allowed.",
    ),
    "more units than there are": (
        {"use_cases": (make_use_case(count=2),), "use_case_types": (make_type(),)},
        {"starts": {"U1": (0, 1, 1, 1)}},
        "U1: units started: 3, but there are only 2.",
    ),
    "a must not done": (
        {"use_cases": (make_use_case(count=2, must_do=True),), "use_case_types": (make_type(),)},
        {"starts": {"U1": (0, 1, 0, 0)}},
        "U1 must be done, but units started: 1 of 2.",
    ),
    # one of the two units it needs is live before quarter 3, the other goes live at its end
    "before what it needs is live": (
        {
            "use_cases": (make_use_case("first", count=2), make_use_case("then", depends_on=("first",))),
            "use_case_types": (make_type(),),
        },
        {"starts": {"first": (1, 0, 1, 0), "then": (0, 0, 1, 0)}},
        "then starts in FY27 Q3, but units live by then of first, which it needs: 1 of 2.",
    ),
    "time given without skill": (
        {"capabilities": ("data", "model")},
        FIRST_PLAN | {"allotment": {"DE": {"data": (0, 50, 30, 10), "model": (0, 0, 0, 5)}}},
        "DE: 0.05 FTE allotted to model in FY27 Q4, in which the profile has no skill.",
    ),
    "time between two steps": (
        {"settings": {"time_grain": 10}},
        FIRST_PLAN | {"allotment": {"DE": {"data": (0, 50, 35, 10)}}},
        "DE: 0.35 FTE allotted to data in FY27 Q3, which is no multiple of the time grain (0.10 FTE).",
    ),
    "more time than there is": (
        {},
        FIRST_PLAN | {"allotment": {"DE": {"data": (0, 51, 30, 10)}}},
        "DE: 0.51 FTE allotted in FY27 Q2, but only 0.50 FTE are there.",
    ),
    "too little time": (
        {},
        FIRST_PLAN | {"allotment": {"DE": {"data": (0, 50, 29, 10)}}},
        "data: 0.01 FTE of 0.30 FTE uncovered in FY27 Q3, but only the 0.00 FTE inherited may be.",
    ),
    "over the budget of a quarter": (
        {"budget": (99_999, 14_699, 99_999, 99_999), "settings": {"budget_cap": "quarter"}},
        FIRST_PLAN,
        "FY27 Q2: the cost is 14,700 USD, 1 USD over the budget of 14,699 USD.",
    ),
    "over the budget of a fiscal year": (
        {"budget": (0, 0, 0, 34_789), "settings": {"budget_cap": "fiscal-year", "currency": "EUR"}},
        FIRST_PLAN,
        "FY27 Q1 to FY27 Q4: the cost is 34,790 EUR, 1 EUR over the budget of 34,789 EUR.",
    ),
    # 24,700 by the end of quarter 3
    "over what has been saved so far": (
        {"budget": (20_000, 0, 4_699, 99_999)},
        FIRST_PLAN,
        "FY27 Q1 to FY27 Q3: the cost is 24,700 USD, 1 USD over the budget of 24,699 USD.",
    ),
    "a target that is a must": (
        {"settings": {"target_use_cases": 1, "target_by": 2, "target_is_a_must": True}},
        FIRST_PLAN,
        "Use cases in production by the end of FY27 Q2: 0, but the target of 1 is a must.",
    ),
}


@pytest.mark.parametrize(("overrides", "parts", "sentence"), VIOLATIONS.values(), ids=VIOLATIONS)
def test_each_thing_that_a_plan_may_not_do_is_told_and_nothing_else(
    overrides: dict[str, Any], parts: dict[str, Any], sentence: str
) -> None:
    assert judged(first_problem(**overrides), **parts).violations == (sentence,)


def test_time_taken_from_one_capability_makes_no_room_in_another() -> None:
    # 0.50 FTE are there in quarter 2: 0.55 to data less 0.05 to modelling is rejected although the sum fits.
    both = ENGINEER.model_copy(update={"skills": {"data": 100, "model": 100}})
    problem = first_problem(profiles=(both,), capabilities=("data", "model"))
    parts = FIRST_PLAN | {"allotment": {"DE": {"data": (0, 55, 30, 10), "model": (0, -5, 0, 0)}}}
    assert judged(problem, **parts).violations == (
        "DE: -0.05 FTE allotted to model in FY27 Q2, less than nothing.",
        "model: 0.05 FTE of 0.00 FTE uncovered in FY27 Q2, but only the 0.00 FTE inherited may be.",
    )


JUST_ALLOWED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "as many as may start": ({"profiles": (make_profile(most_hires_per_quarter=2),)}, {"hires": {"DE": (2, 2, 0, 0)}}),
    "all that recruiting can do": ({"settings": {"recruiting_capacity": 2}}, {"hires": {"DE": (0, 2, 2, 2)}}),
    "as many heads as today": (
        {"profiles": (make_profile(most_heads=1),), "staff": (make_staff(heads=2),)},
        {"hires": {}},
    ),
    "the earliest start, the last day, all units": (
        {
            "use_case_types": (make_type(quarters=2),),
            "use_cases": (make_use_case(earliest_start=2, live_by=3, count=2, must_do=True),),
        },
        {"starts": {"U1": (0, 2, 0, 0)}},
    ),
    "when all that it needs is live": (
        {
            "use_case_types": (make_type(),),
            "use_cases": (make_use_case("first", count=2), make_use_case("then", depends_on=("first",))),
        },
        {"starts": {"first": (1, 1, 0, 0), "then": (0, 0, 1, 0)}},
    ),
    "a year's money spent at once": (
        {"budget": (0, 0, 0, 34_790), "settings": {"budget_cap": "fiscal-year"}},
        FIRST_PLAN,
    ),
    "money saved": ({"budget": (34_790, 0, 0, 0), "settings": {"budget_cap": "cumulative"}}, FIRST_PLAN),
    "a must unstarted where none is there": ({"settings": {"target_use_cases": 0, "target_is_a_must": True}}, {}),
    "time in steps": (
        {"settings": {"time_grain": 10}},
        FIRST_PLAN | {"allotment": {"DE": {"data": (0, 50, 30, 20)}}},
    ),
}


@pytest.mark.parametrize(("overrides", "parts"), JUST_ALLOWED.values(), ids=JUST_ALLOWED)
def test_what_is_just_allowed_is_accepted(overrides: dict[str, Any], parts: dict[str, Any]) -> None:
    assert judged(first_problem(**overrides), **parts).violations == ()


# -- what today's demand leaves uncovered


def test_inherited_demand_may_stay_uncovered_but_counts() -> None:
    # 0.10 FTE a quarter to run; 0.04 given in quarter 2 at a skill of 75 % is 0.03
    half_skilled = make_profile(skills={"data": 75})
    problem = first_problem(
        profiles=(half_skilled,), staff=(make_staff(),), use_cases=(make_use_case(status="live"), make_use_case("new"))
    )
    verdict = judged(problem, allotment={"DE": {"data": (0, 4, 14, 13)}})
    # supply 0, 300, 1,050, 975 against 1,000: short by 10, 7, 0 and (9.75 rounded down to 9) 1
    assert verdict.accounts.supply["data"] == (0, 300, 1_050, 975)
    assert verdict.accounts.uncovered["data"] == (10, 7, 0, 1)
    assert verdict.accounts.objectives[Objective.INHERITED] == 18
    assert verdict.accepted


def test_new_demand_may_not_hide_behind_what_is_inherited_beyond_its_amount() -> None:
    # Run 10 inherited; the new one needs 50 in quarter 1: 49 given leaves 11 uncovered, one more than inherited.
    problem = first_problem(staff=(make_staff(),), use_cases=(make_use_case("old", status="live"), make_use_case()))
    given = {"starts": {"U1": (1, 0, 0, 0)}, "allotment": {"DE": {"data": (49, 30, 10, 10)}}}
    assert judged(problem, **given).violations == (
        "data: 0.11 FTE of 0.60 FTE uncovered in FY27 Q1, but only the 0.10 FTE inherited may be.",
    )
    given["allotment"] = {"DE": {"data": (50, 30, 10, 10)}}
    assert judged(problem, **given).accepted


def test_missing_heads_are_counted_by_row() -> None:
    profiles = (make_profile("A", role="R", least_heads=2), make_profile("B", role="R"), make_profile("C"))
    problem = first_problem(
        profiles=profiles,
        staff=(make_staff("A"), make_staff("B", start=2)),
        requirements=(make_requirement(0, 1, 3, 4, role="R"), make_requirement(1, 1, 1, 1, role="C")),
    )
    # A is 1 short of its least of 2 throughout; R has 1, 2, 2, 2 of 0, 1, 3, 4; C none of 1
    verdict = judged(problem)
    assert verdict.accounts.missing_heads == (2, 2, 3, 4)
    assert verdict.accounts.objectives[Objective.INHERITED] == 1_100
    assert verdict.accepted
    assert judged(problem, {"A": (1, 0, 0, 0)}).accounts.missing_heads == (1, 1, 1, 2)


def test_offers_are_exempt_from_limits_on_hires() -> None:
    profile = make_profile(most_hires_per_quarter=0, most_heads=1, time_to_fill=3)
    problem = make_problem(
        profiles=(profile,), staff=(make_staff(heads=3, start=2),), settings={"recruiting_capacity": 0}
    )
    assert judged(problem).accepted
    assert staff_in_seat(problem, "DE", 2) == 3


def test_peak_and_smooth_look_at_all_profiles_together() -> None:
    problem = make_problem(profiles=(make_profile("A"), make_profile("B")), staff=(make_staff("A", 3, end=2),))
    objectives = judged(problem, {"A": (1, 0, 2, 0), "B": (1, 0, 1, 0)}).accounts.objectives
    assert objectives[Objective.PEAK] == 5  # 3 + 1 + 1, then 3 + 2 = 5
    assert objectives[Objective.SMOOTH] == 3


# -- plans that are not well formed


def malformed(**changes: Any) -> tuple[str, ...]:
    problem = first_problem()
    plan = make_plan(problem, **FIRST_PLAN)
    return judge(problem, Plan(**plan.model_dump() | changes)).violations


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"hires": {}}, "The plan's hires leave out 'DE'."),
        ({"starts": {}}, "The plan's starts leave out 'U1'."),
        (
            {"hires": {"DE": (0, 1, 0, 0), "PM": (1, 0, 0, 0)}},
            "The plan's hires name 'PM', on which this problem leaves nothing to decide.",
        ),
        (
            {"starts": {"U1": (0, 1, 0, 0), "U9": (1, 0, 0, 0)}},
            "The plan's starts name 'U9', on which this problem leaves nothing to decide.",
        ),
        ({"hires": {"DE": (0, 1, 0)}}, "The plan's hires have 3 quarters for 'DE', but the horizon has 4."),
        ({"starts": {"U1": (0, 1, 0, 0, 0)}}, "The plan's starts have 5 quarters for 'U1', but the horizon has 4."),
        ({"hires": {"DE": (0, 1, -1, 0)}}, "The plan's hires hold a negative number for 'DE' (-1)."),
        ({"starts": {"U1": (-2, 1, 0, 0)}}, "The plan's starts hold a negative number for 'U1' (-2)."),
        ({"allotment": {"PM": {"data": (0, 50, 30, 10)}}}, "The plan allots time of the unknown job profile 'PM'."),
        (
            {"allotment": {"DE": {"data": (0, 50, 30, 10), "magic": (0, 0, 0, 0)}}},
            "The plan's allotment of 'DE' name 'magic', on which this problem leaves nothing to decide.",
        ),
        (
            {"allotment": {"DE": {"data": (0, 50, 30)}}},
            "The plan's allotment of 'DE' have 3 quarters for 'data', but the horizon has 4.",
        ),
    ],
)
def test_a_malformed_plan_is_rejected_and_still_judged(changes: dict[str, Any], sentence: str) -> None:
    assert malformed() == ()
    assert malformed(**changes)[0] == sentence


def test_nobody_is_hired_a_negative_number_of_times() -> None:
    problem = first_problem()
    verdict = judge(problem, make_plan(problem, {"DE": (0, 2, -1, 0)}, {"U1": (1, -1, 0, 0)}))
    assert verdict.accounts.heads == {"DE": (0, 2, 2, 2)}
    assert verdict.accounts.live == (0, 0, 1, 1, 1)


def test_the_plan_decides_nothing_on_what_is_in_progress() -> None:
    problem = first_problem(use_cases=(make_use_case("going", status="in progress"),))
    plan = make_plan(problem, starts={"going": (1, 0, 0, 0)})
    assert judge(problem, plan).violations == (
        "The plan's starts name 'going', on which this problem leaves nothing to decide.",
    )
