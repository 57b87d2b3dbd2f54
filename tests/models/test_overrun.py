"""Money above the budget, by hand and on random plans: its sum, where it is needed, and that it is enough."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.idle import idle_plan
from models.judge import judge
from models.overrun import LEAST_LIFTED, LIFTED, extra_budget, lifted, lifted_budget
from models.plan import Plan, Series
from models.problem import ALWAYS_FIRST, BudgetCap, BudgetRow, Objective, Problem
from tests.builders import make_plan, make_problem, make_profile, make_staff
from tests.models.test_judge_against_oracle import judge_all
from tests.oracle.conceding import changed_problems_with_plans
from tests.oracle.instances import problems_with_plans

OVERRUN = Objective.OVERRUN
CONCEDED = {"objectives": (OVERRUN, *ALWAYS_FIRST)}


def budgeted(cap: BudgetCap, *budget: int) -> Problem:
    return make_problem(len(budget), budget=budget, settings={"budget_cap": cap})


def year_and_a_half(*budget: int) -> Problem:
    """Six quarters, of which the first two end a fiscal year."""
    problem = budgeted(BudgetCap.FISCAL_YEAR, *budget)
    return problem.changed(calendar=problem.calendar.changed(fiscal_quarter=3))


@pytest.mark.parametrize(
    ("cap", "cost", "extra"),
    [
        (BudgetCap.QUARTER, (10, 10, 10), (0, 0, 0)),
        (BudgetCap.QUARTER, (15, 0, 11), (5, 0, 1)),  # nothing carries over
        (BudgetCap.CUMULATIVE, (5, 15, 10), (0, 0, 0)),  # what is saved first pays later
        (BudgetCap.CUMULATIVE, (15, 5, 10), (5, 0, 0)),  # but not the other way round
        (BudgetCap.CUMULATIVE, (15, 0, 18), (5, 0, 0)),  # given in 1, it stays: 33 of 30 + 5
        (BudgetCap.CUMULATIVE, (15, 10, 12), (5, 0, 2)),
        (BudgetCap.CUMULATIVE, (15, 0, 25), (5, 0, 5)),  # 40 of 30 + 5
        (BudgetCap.FISCAL_YEAR, (30, 0, 0), (0, 0, 0)),
        (BudgetCap.FISCAL_YEAR, (29, 3, 1), (0, 2, 1)),  # 30 are used up in quarter 2
        (BudgetCap.FISCAL_YEAR, (31, 3, -2), (1, 1, 0)),  # pooled pay below 0 brings 2 back: 32 in all
        (BudgetCap.FISCAL_YEAR, (35, 0, -9), (0, 0, 0)),
    ],
)
def test_what_a_budget_of_ten_a_quarter_needs_more(cap: BudgetCap, cost: Series, extra: Series) -> None:
    assert extra_budget(budgeted(cap, 10, 10, 10), cost) == extra


def test_fiscal_years_do_not_pay_for_each_other() -> None:
    problem = year_and_a_half(10, 10, 10, 10, 10, 10)
    assert extra_budget(problem, (0, 25, 0, 39, 0, 2)) == (0, 5, 0, 0, 0, 1)  # 20, then 40


def with_more(problem: Problem, amounts: Series) -> Problem:
    rows = tuple(BudgetRow(quarter=q, amount=amount) for q, amount in enumerate(amounts, 1))
    return problem.changed(budget_rows=(*problem.budget_rows, *rows))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(problems_with_plans(912), st.sampled_from(list(BudgetCap)), st.integers(0, 100))
def test_extra_budget_is_the_overrun_and_just_enough(case: tuple[Problem, Plan], cap: BudgetCap, percent: int) -> None:
    problem, plan = case
    rows = tuple(row.changed(amount=row.amount * percent // 100) for row in problem.budget_rows)
    problem = problem.changed(budget_rows=rows, settings=problem.settings.changed(budget_cap=cap))
    accounts = judge(problem, plan).accounts
    extra = extra_budget(problem, accounts.cost)
    assert len(extra) == problem.quarters
    assert min(extra) >= 0
    assert sum(extra) == accounts.objectives[OVERRUN]
    assert not told_of_money(judge(with_more(problem, extra), plan).violations)
    for q in (q for q, amount in enumerate(extra) if amount):
        less = tuple(amount - (i == q) for i, amount in enumerate(extra))
        assert told_of_money(judge(with_more(problem, less), plan).violations)


def told_of_money(violations: tuple[str, ...]) -> list[str]:
    return [sentence for sentence in violations if "over the budget of" in sentence]


def test_a_plan_with_its_extra_budget_is_accepted() -> None:
    profiles = (make_profile(base_salary=40_000),)
    problem = make_problem(3, budget=4_000, profiles=profiles)
    plan = make_plan(problem, hires={"DE": (0, 1, 0)})
    assert told_of_money(judge(problem, plan).violations)
    extra = extra_budget(problem, judge(problem, plan).accounts.cost)
    assert extra == (0, 2_000, 6_000)  # 8,000 for 10,000; then 4,000 for 10,000
    assert judge(with_more(problem, extra), plan).accepted


def test_an_overrun_is_allowed_where_it_is_a_level() -> None:
    fields: dict[str, Any] = {"budget": 0, "profiles": (make_profile(base_salary=40_000),)}
    hard, soft = make_problem(3, **fields), make_problem(3, **fields, settings=CONCEDED)
    plan = make_plan(hard, hires={"DE": (0, 1, 0)})
    assert not judge(hard, plan).accepted
    assert judge(soft, plan).accepted
    assert {judge(p, plan).accounts.objectives[OVERRUN] for p in (hard, soft)} == {20_000}


def test_a_lifted_budget_is_ten_times_budget_and_idle_cost() -> None:
    staff = (make_staff(base_salary=40_000, end=2),)
    much = 10_000_000
    problem = make_problem(3, budget=(much + 1, much, much), staff=staff)
    assert judge(problem, idle_plan(problem)).accounts.cost == (10_000, 10_000, 0)
    first, second, third = lifted_budget(problem)
    assert (first, second, third) == (LIFTED * (much + 10_001), LIFTED * (much + 10_000), LIFTED * much)
    assert lifted(problem).budget == (first, second, third)
    assert len(lifted(problem).budget_rows) == 6


def test_pay_below_nothing_lifts_no_budget() -> None:
    much = 10_000_000
    problem = make_problem(2, budget=much, pooled_pay=(-100, 3))
    assert lifted(problem).budget == (LIFTED * much, LIFTED * (much + 3))


def test_a_budget_of_nothing_is_lifted_too() -> None:
    """By so much over the horizon; and where a single hire costs as much, by so many times that."""
    staff = (make_staff(base_salary=40_000),)
    problem = make_problem(3, budget=0, staff=staff, settings={"budget_cap": BudgetCap.QUARTER})
    assert not judge(problem, idle_plan(problem)).accepted
    assert judge(lifted(problem), idle_plan(problem)).accepted
    assert LEAST_LIFTED <= sum(lifted_budget(problem)) < LEAST_LIFTED + 3
    dear = make_problem(2, budget=0, profiles=(make_profile(base_salary=400_000_000, sign_on=7),))
    assert lifted_budget(dear) == (LIFTED * 100_000_007,) * 2


def test_judge_agrees_with_oracle_on_concessions_and_limits_on_hires() -> None:
    accepted = judge_all(150, changed_problems_with_plans(45))
    assert 0.2 <= sum(accepted) / len(accepted) <= 0.8
