"""Redaction takes names and single salaries out of a plan and changes no sum."""

from __future__ import annotations

from hypothesis import given, settings

from models.judge import judge
from models.plan import Component, Plan, Result, Status
from models.problem import Problem
from models.redaction import own_salaries, redacted
from tests.builders import make_plan, make_problem, make_profile, make_staff
from tests.oracle.instances import problems_with_plans
from tests.outputs.plans import bank_result, expected_result


def totals(result: Result) -> dict[Component, list[int]]:
    """Money by component and quarter, over all owners."""
    assert result.accounts is not None
    ledger = result.accounts.people_cost | result.accounts.use_case_cost
    return {component: list(map(sum, zip(*owners.values(), strict=True))) for component, owners in ledger.items()}


def test_pooled_pay_by_hand() -> None:
    """Two people at 40,000 and 48,000 a year where the profile's rate is 44,000, bonus 10 %, one of them half-time.

    Per quarter: 10,000 + 12,000 / 2 = 16,000 base; at the rate 11,000 + 5,500 = 16,500: 500 less. The bonus: 50 less.
    """
    profile = make_profile("DE", base_salary=44_000, bonus_pct=10)
    staff = (make_staff(id="E1", name="Ada", base_salary=40_000), make_staff(id="E2", base_salary=48_000, fte=50))
    problem = make_problem(quarters=2, profiles=(profile,), staff=staff)
    plan = make_plan(problem)
    after = redacted(Result(problem, Status.OPTIMAL, plan=plan, accounts=judge(problem, plan).accounts))
    assert after.problem.pooled_pay == {"base salary": (-500, -500), "bonus": (-50, -50)}
    assert after.accounts is not None
    assert after.accounts.cost == (17_600, 17_600)
    assert [(row.id, row.name, row.base_salary) for row in after.problem.staff] == [
        ("staff row 1", "", None),
        ("staff row 2", "", None),
    ]


def test_nobody_is_named_and_no_salary_is_left() -> None:
    for result in (bank_result(), expected_result()):
        text = redacted(result).problem.model_dump_json()
        assert "Ada" in result.problem.model_dump_json()
        assert "Ada" not in text
        assert '"E1"' not in text
        assert "151003" not in text


def test_who_has_a_salary_of_their_own_is_counted() -> None:
    assert own_salaries(bank_result().problem) == 2  # Ada, and the offer at 95,000


def test_a_result_without_a_plan_stays() -> None:
    result = Result(bank_result().problem, Status.INFEASIBLE)
    assert redacted(result) is result


@settings(max_examples=60, deadline=None)
@given(problems_with_plans(910))
def test_every_component_keeps_its_sum_in_every_quarter(case: tuple[Problem, Plan]) -> None:
    """And with it the budget, every rule and every objective: the judge says the same of both."""
    problem, plan = case
    before = judge(problem, plan)
    if not before.accepted:
        return
    result = Result(problem, Status.FEASIBLE, plan=plan, accounts=before.accounts)
    after = redacted(result)
    assert totals(after) == totals(result)
    assert after.accounts is not None
    assert (after.accounts.cost, after.accounts.rules) == (before.accounts.cost, before.accounts.rules)
    assert after.accounts.objectives == before.accounts.objectives
    assert redacted(after).accounts == after.accounts
