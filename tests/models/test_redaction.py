"""Redaction takes names and single salaries out of a plan, and breaks nothing by it."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.calendar import Calendar
from models.errors import PlanRejected
from models.judge import judge
from models.money import POOL
from models.plan import Component, Plan, Result, Status
from models.problem import ALWAYS_FIRST, BudgetCap, BudgetRow, Employment, Objective, Problem, StaffRow
from models.redaction import Pooling, note, noted, pooling, redacted
from tests.builders import PLENTY, make_plan, make_problem, make_profile, make_staff
from tests.oracle.instances import problems_with_plans
from tests.outputs.plans import bank, bank_result, expected_result, result_of

CAPS = list(BudgetCap)


def result(problem: Problem, plan: Plan | None = None) -> Result:
    return result_of(problem, make_plan(problem) if plan is None else plan, notes=())


def cost(of: Result) -> tuple[int, ...]:
    assert of.accounts is not None
    return of.accounts.cost


def trio(*salaries: int, quarters: int = 4, **overrides: Any) -> Problem:
    """People at 40,000 a year by the rate, 10,000 a quarter, but for their own salaries."""
    staff = tuple(make_staff(id=f"E{n}", base_salary=salary) for n, salary in enumerate(salaries))
    return make_problem(quarters, **{"profiles": (make_profile("DE", base_salary=40_000),), "staff": staff} | overrides)


# -- what is pooled


def test_pooled_pay_by_hand() -> None:
    """Of three people at 10,000 a quarter and bonus 10 %, one has 1,000 more and one, who leaves, 100 less.

    In all: (1,000 x 4 - 100 x 2) x 1.1 = 4,180, that is 1,045 a quarter, whoever is there.
    """
    profile = make_profile("DE", base_salary=40_000, bonus_pct=10)
    staff = (
        make_staff(id="E1", name="Ada", base_salary=44_000),
        make_staff(id="E2", base_salary=39_600, end=2),
        make_staff(id="E3", base_salary=40_000),
    )
    after = redacted(result(make_problem(4, profiles=(profile,), staff=staff)))
    assert after.problem.pooled_pay == (1_045,) * 4
    assert cost(after) == (34_045, 34_045, 23_045, 23_045)
    assert after.accounts is not None
    assert after.accounts.people_cost[Component.BASE][POOL] == (1_045,) * 4
    assert [(row.id, row.name, row.base_salary) for row in after.problem.staff] == [
        ("staff row 1", "", None),
        ("staff row 2", "", None),
        ("staff row 3", "", None),
    ]


def test_what_cannot_be_divided_is_spread_as_well() -> None:
    assert redacted(result(trio(40_002, 40_002, 40_002))).problem.pooled_pay == (3, 3, 3, 3)
    assert redacted(result(trio(40_000, 40_000, 40_002, quarters=2))).problem.pooled_pay == (1, 1)
    assert redacted(result(trio(40_000, 40_002, 40_002, quarters=3, staff=(
        make_staff(id="E1", base_salary=40_000),
        make_staff(id="E2", base_salary=40_004),
        make_staff(id="E3", base_salary=40_004, start=3),
    )))).problem.pooled_pay == (1, 1, 2)  # fmt: skip


@pytest.mark.parametrize(
    ("staff", "how"),
    [
        ([{}] * 3, Pooling.SPREAD),
        ([{}] * 2, Pooling.AT_RATES),
        ([], Pooling.NOTHING),
        ([{}] * 3 + [{"base_salary": None}], Pooling.SPREAD),
        ([{}] * 2 + [{"base_salary": None}], Pooling.AT_RATES),
        ([{"heads": 2}, {}, {}], Pooling.SPREAD),  # just half
        ([{"heads": 3}, {}, {}], Pooling.AT_RATES),  # most of them
        ([{}, {"end": 2}, {"start": 4}], Pooling.AT_RATES),  # 4 quarters of 7
        ([{}, {"end": 2}, {"start": 3}], Pooling.SPREAD),
        ([{}, {"fte": 40}, {"fte": 50}], Pooling.AT_RATES),
        ([{}, {}, {"start": 5}], Pooling.AT_RATES),  # never there
        ([{}, {}, {"fte": 0}], Pooling.AT_RATES),
        ([{}, {}, {"profile": "CON"}], Pooling.AT_RATES),  # what a contractor costs is no salary
        ([{"profile": "CON"}] * 3, Pooling.NOTHING),
    ],
)
def test_a_sum_is_published_only_where_nobody_can_be_told_in_it(staff: list[dict[str, Any]], how: Pooling) -> None:
    profiles = (make_profile("DE", base_salary=40_000), make_profile("CON", employment=Employment.CONTRACTOR))
    rows = tuple(make_staff(**{"id": f"E{n}", "base_salary": 50_000} | row) for n, row in enumerate(staff))
    problem = make_problem(4, profiles=profiles, staff=rows)
    assert pooling(problem) is how
    after = redacted(result(problem))
    assert bool(after.problem.pooled_pay) is (how is Pooling.SPREAD)
    assert bool(note(problem)) is noted(after) is (how is not Pooling.NOTHING)
    assert sum(cost(after)) == sum(cost(result(problem))) or how is Pooling.AT_RATES


def test_levels_of_money_go_with_the_cost_and_others_stay() -> None:
    levels = {"objectives": (*ALWAYS_FIRST, Objective.COST, Objective.NET, Objective.PEAK)}
    before = result(trio(44_000, settings=levels))
    before = replace(
        before, levels=tuple(replace(level, bound=level.bound - 7, proven=False) for level in before.levels)
    )
    after = redacted(before)
    assert [level.value for level in after.levels] == [0, 0, 0, 40_000, -40_000, 1]
    nothing = 0  # no plan costs less, and where no use case has a value none is worth more
    assert [level.bound for level in after.levels] == [-7, -7, -7, nothing, nothing, -6]
    proven = redacted(result(trio(44_000, settings=levels)))
    assert [level.bound for level in proven.levels] == [level.value for level in proven.levels]
    published = redacted(result(trio(44_000, 44_000, 44_000, settings=levels)))
    assert [level.value for level in published.levels] == [0, 0, 0, 132_000, -132_000, 3]


def test_nobody_is_named_and_no_salary_is_left() -> None:
    for found in (bank_result(), expected_result()):
        text = redacted(found).problem.model_dump_json()
        assert "Ada" in found.problem.model_dump_json()
        assert "Ada" not in text
        assert '"E1"' not in text
        assert "151003" not in text


def test_a_result_without_a_plan_stays() -> None:
    found = Result(bank().changed(), Status.INFEASIBLE)
    assert redacted(found) is found


def test_a_pool_that_is_there_is_kept_and_added_to() -> None:
    pooled = (7, -3, 1, 0)
    assert redacted(result(trio(pooled_pay=pooled))).problem.pooled_pay == pooled
    assert sum(redacted(result(trio(41_000, pooled_pay=pooled))).problem.pooled) == 5
    assert sum(redacted(result(trio(41_000, 41_000, 41_000, pooled_pay=pooled))).problem.pooled) == 5 + 3 * 1_000


# -- the budget


def budgeted(amounts: tuple[int, ...], cap: BudgetCap, *salaries: int, **overrides: Any) -> Problem:
    """FY27 Q3 is quarter 1."""
    calendar = Calendar(fiscal_year=2027, fiscal_quarter=3, starts_in=1, quarters=len(amounts))
    overrides |= {"calendar": calendar, "budget": amounts, "settings": {"budget_cap": cap}}
    return trio(*salaries, quarters=len(amounts), **overrides)


@pytest.mark.parametrize(
    ("cap", "amounts", "pool"),
    [
        # three at 11,000 a quarter, 3,000 above the rates: 12,000 in all; 30,000 a quarter is at rates
        (BudgetCap.CUMULATIVE, (33_000,) * 4, (3_000, 3_000, 3_000, 3_000)),
        (BudgetCap.QUARTER, (33_000,) * 4, (3_000, 3_000, 3_000, 3_000)),
        (BudgetCap.FISCAL_YEAR, (50_000, 16_000, 33_000, 33_000), (3_000, 3_000, 3_000, 3_000)),
    ],
)
def test_the_pool_is_even_where_the_budget_bears_it(
    cap: BudgetCap, amounts: tuple[int, ...], pool: tuple[int, ...]
) -> None:
    problem = budgeted(amounts, cap, 44_000, 44_000, 44_000)
    assert judge(problem, make_plan(problem)).accepted
    assert redacted(result(problem)).problem.pooled_pay == pool


def leaving(cap: BudgetCap, amounts: tuple[int, ...]) -> Problem:
    """Two at the rate and one at 18,000 a quarter who leaves after two: 16,000 above the rates in all.

    At the rates a quarter costs 30,000, then 20,000.
    """
    staff = tuple(make_staff(id=f"E{n}", base_salary=40_000) for n in range(2))
    return budgeted(amounts, cap, staff=(*staff, make_staff(id="E3", base_salary=72_000, end=2)))


@pytest.mark.parametrize(
    ("cap", "amounts", "pool"),
    [
        (BudgetCap.QUARTER, (38_000, 38_000, 21_000, 22_500), (6_250, 6_250, 1_000, 2_500)),
        (BudgetCap.FISCAL_YEAR, (40_000, 36_001, 20_000, 23_000), (6_500, 6_500, 1_500, 1_500)),
        (BudgetCap.CUMULATIVE, (38_000, 38_000, 20_000, 20_000), (4_000, 4_000, 4_000, 4_000)),
    ],
)
def test_the_pool_keeps_to_the_budget_quarter_by_quarter(
    cap: BudgetCap, amounts: tuple[int, ...], pool: tuple[int, ...]
) -> None:
    problem = leaving(cap, amounts)
    assert judge(problem, make_plan(problem)).accepted
    after = redacted(result(problem))
    assert after.problem.pooled_pay == pool
    assert judge(after.problem, make_plan(problem)).accepted


def test_a_pool_so_far_never_passes_the_budget_so_far() -> None:
    """One joins in quarter 3 at 18,000: 16,000 above the rate, but money comes late."""
    staff = tuple(make_staff(id=f"E{n}", base_salary=40_000) for n in range(2))
    problem = budgeted(
        (20_000, 21_000, 40_000, 35_000),
        BudgetCap.CUMULATIVE,
        staff=(*staff, make_staff(id="E3", base_salary=72_000, start=3)),
    )
    after = redacted(result(problem))
    assert after.problem.pooled_pay == (0, 1_000, 10_000, 5_000)
    assert judge(after.problem, make_plan(problem)).accepted


@pytest.mark.parametrize("cap", CAPS)
def test_staff_whose_rates_the_budget_would_not_bear_cost_what_it_bears(cap: BudgetCap) -> None:
    """One at 8,000 a quarter, too few to publish; 9,000 may be spent and the rate is 10,000."""
    after = redacted(result(budgeted((9_000,) * 4, cap, 32_000)))
    assert after.problem.pooled_pay == (-1_000,) * 4
    assert cost(after) == (9_000,) * 4


def test_a_quarter_over_its_budget_at_rates_is_made_up_for_by_others() -> None:
    """The pool is 0 in all where that is possible."""
    after = redacted(result(budgeted((9_000, 12_000, 12_000, 12_000), BudgetCap.QUARTER, 32_000)))
    assert after.problem.pooled_pay == (-1_000, 333, 333, 334)


@pytest.mark.parametrize("cap", CAPS)
def test_a_plan_over_budget_is_redacted_all_the_same(cap: BudgetCap) -> None:
    """Evenly, since there is no budget to keep to."""
    problem = budgeted((1_000,) * 4, cap, 44_000, 44_000, 44_000)
    after = redacted(result(problem))
    assert after.problem.pooled_pay == (3_000,) * 4
    assert redacted(after) == after


def test_a_plan_is_not_made_to_break_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.redaction._spread", lambda problem, total, cost: (total + PLENTY * 4, 0, 0, 0))
    with pytest.raises(PlanRejected, match="over the budget"):
        redacted(result(trio(44_000, 44_000, 44_000)))


# -- any plan


def salaried(problem: Problem, rng: Random) -> Problem:
    """More staff, most of them with salaries of their own."""
    rows: list[StaffRow] = []
    for row in (*problem.staff, *problem.staff, *problem.staff):
        employee = problem.profile[row.profile].employment is Employment.EMPLOYEE
        own = rng.randrange(20_000, 250_000) if employee and rng.random() < 0.8 else None
        rows.append(row.changed(id=f"S{len(rows)}", base_salary=own))
    return problem.changed(staff=tuple(rows[: rng.choice((2, 3, 4, 6, 9))]))


def tight(problem: Problem, plan: Plan, cap: BudgetCap, rng: Random) -> Problem:
    """With a budget that the plan just keeps to: what it costs, now and then a bit more or earlier."""
    spent = [max(0, money) + rng.choice((0, 0, 0, 10_000, 60_000)) for money in judge(problem, plan).accounts.cost]
    rows = tuple(BudgetRow(quarter=q, amount=money) for q, money in enumerate(spent, 1))
    return problem.changed(budget_rows=rows, settings=problem.settings.changed(budget_cap=cap))


def told_of_others(violations: tuple[str, ...]) -> list[str]:
    """What is broken besides the budget."""
    return [sentence for sentence in violations if "over the budget of" not in sentence]


@settings(max_examples=150, deadline=None)
@given(problems_with_plans(910), st.sampled_from(CAPS), st.integers(0, 10**6), st.booleans())
def test_redaction_keeps_what_it_should(case: tuple[Problem, Plan], cap: BudgetCap, seed: int, is_tight: bool) -> None:
    """Nothing new is broken, the total is kept where it is published, and to redact again changes nothing."""
    rng = Random(seed)
    problem, plan = salaried(case[0], rng), case[1]
    problem = tight(problem, plan, cap, rng) if is_tight else problem
    before, after = result(problem, plan), redacted(result(problem, plan))
    first, then = judge(problem, plan), judge(after.problem, plan)
    assert after.accounts == then.accounts
    assert told_of_others(then.violations) == told_of_others(first.violations)
    if told_of_others(first.violations) == list(first.violations):
        assert then.violations == first.violations
    if pooling(problem) is not Pooling.AT_RATES:
        overrun = Objective.OVERRUN  # of a plan that does not keep to its budget it goes with the quarters
        same = {o for o in Objective if o is not overrun or not first.accounts.objectives[overrun]}
        assert all(then.accounts.objectives[o] == first.accounts.objectives[o] for o in same)
        assert after.levels == before.levels
    assert redacted(after) == after
    assert not any(row.name or row.base_salary is not None for row in after.problem.staff)


@settings(max_examples=60, deadline=None)
@given(problems_with_plans(911), st.sampled_from(CAPS), st.integers(0, 10**6))
def test_where_nothing_is_published_no_salary_matters(case: tuple[Problem, Plan], cap: BudgetCap, seed: int) -> None:
    """But for whether the plan keeps to its budget."""
    problem, rng = salaried(case[0], Random(seed)), Random(seed)
    if pooling(problem) is not Pooling.AT_RATES:
        return
    problem = tight(problem, case[1], cap, rng)
    less = tuple(
        row if row.base_salary is None else row.changed(base_salary=rng.randrange(20_000)) for row in problem.staff
    )
    cheaper = problem.changed(staff=less)
    broken = [judge(p, case[1]).violations for p in (problem, cheaper)]
    if len({told_of_others(sentences) == list(sentences) for sentences in broken}) == 1:
        assert redacted(result(problem, case[1])) == redacted(result(cheaper, case[1]))
