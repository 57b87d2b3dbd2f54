"""What staff, leavers, offers and cohorts cost, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from models.judge import judge
from models.plan import Accounts, Component
from models.problem import Problem
from tests.builders import make_plan, make_problem, make_profile, make_staff


def accounts_of(problem: Problem, *hires: int) -> Accounts:
    return judge(problem, make_plan(problem, {"DE": hires} if hires else None)).accounts


def test_leavers_cost_the_average_of_staff_and_then_a_hire() -> None:
    # 1/2 a quarter of 2: E = 1, 1.5, 2, so leavers 0, 1, 1, 2. Staff: 10,000 + 7,501, on average 8,751 (8,750.5).
    staff = (make_staff(id="a"), make_staff(id="b", base_salary=30_004))
    fields = {"attrition_pct": Decimal("93.75"), "base_salary": 40_000}
    problem = make_problem(profiles=(make_profile(**fields),), staff=staff)
    accounts = accounts_of(problem)
    assert accounts.leavers == {"DE": (0, 1, 1, 2)}
    assert accounts.cost == (17_501, 8_750, 8_750, 0)  # the last: 17,501 - 17,502, never below 0
    # With a hire in 2, E = 1, 2, 2.5, so leavers 0, 1, 2, 2: 17,501 - 8,751 + 10,000, then 17,501 - 17,502 + 10,000.
    assert accounts_of(problem, 0, 1, 0, 0).cost == (17_501, 18_750, 9_999, 9_999)


def test_a_hire_that_leaves_no_longer_costs() -> None:
    fields = {"attrition_pct": Decimal("93.75"), "base_salary": 40_000, "sign_on": 7}
    problem = make_problem(profiles=(make_profile(**fields),))
    # 1/2 a quarter of 2 hires: leavers 0, 1, 1, 2
    assert accounts_of(problem, 2, 0, 0, 0).cost == (20_014, 10_000, 10_000, 0)


def test_expected_attrition_costs_what_is_left_of_each_cohort() -> None:
    # 1/2 a quarter. Today's 2: 2 x 10,001, 2 x 5,001 (5,000.5), 2 x 2,500 (2,500.25); the hire of quarter 2: 10,001,
    # then 5,001, and its sign-on whole.
    fields = {"attrition_pct": Decimal("93.75"), "base_salary": 40_004, "sign_on": 7}
    problem = make_problem(
        3, profiles=(make_profile(**fields),), staff=(make_staff(heads=2),), settings={"attrition": "expected"}
    )
    accounts = accounts_of(problem, 0, 1, 0)
    assert accounts.cost == (20_002, 10_002 + 10_001 + 7, 5_000 + 5_001)
    assert accounts.heads == {"DE": (2, 3, 3)}
    assert accounts.leavers == {"DE": (0, 0, 0)}
    assert accounts.expected_heads == {"DE": (2_000_000, 2_000_000, 1_000_000)}  # 2; 1 + 1; 1/2 + 1/2


def test_offers_pay_their_one_offs_and_ends_their_severance() -> None:
    fields: dict[str, Any] = {
        "base_salary": 40_000,
        "recruiting_fee_pct": Decimal(10),
        "sign_on": 500,
        "equipment": 30,
        "severance": 1_000,
    }
    staff = (
        make_staff(id="today", heads=2, end=1),
        make_staff(id="offer", heads=2, start=2, end=3, fte=50, base_salary=20_000),
        make_staff(id="late", start=5),
    )
    accounts = accounts_of(make_problem(profiles=(make_profile(**fields),), staff=staff))
    assert accounts.people_cost[Component.BASE]["DE"] == (20_000, 5_000, 5_000, 0)  # 2 x 20,000 / 4 x 0.5
    assert accounts.people_cost[Component.RECRUITING]["DE"] == (0, 4_000, 0, 0)  # 2 x 10 % of 20,000
    assert accounts.people_cost[Component.SIGN_ON]["DE"] == (0, 1_000, 0, 0)
    assert accounts.people_cost[Component.EQUIPMENT]["DE"] == (0, 60, 0, 0)
    assert accounts.people_cost[Component.SEVERANCE]["DE"] == (2_000, 0, 2_000, 0)


def test_a_budget_below_the_cost_of_today_is_broken_by_doing_nothing() -> None:
    problem = make_problem(profiles=(make_profile(base_salary=40_000),), staff=(make_staff(),), budget=9_999)
    assert len(judge(problem, make_plan(problem)).violations) == 4
