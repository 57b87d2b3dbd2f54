"""Payrolls of billions, and the size of every row: nothing is stated that the solver could get wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from decimal import Decimal
from math import gcd
from pathlib import Path
from typing import Any

import pytest

from inputs import read
from models.idle import idle_plan
from models.judge import judge
from models.plan import Result, Status
from models.problem import ALWAYS_FIRST, Attrition, BudgetCap, BudgetRow, Objective, Problem
from optimizer.bounds import MOST_HIRES
from optimizer.incumbent import solved as accepted
from optimizer.model import PlanningModel, _build, build
from optimizer.search import Limit, Run
from tests.builders import make_problem, make_profile, make_requirement, make_staff, make_type, make_use_case
from tests.optimizer.planned import COST, INHERITED, changed, optimum, plan_of, solved, values
from tests.oracle.instances import random_problem

SAFE = 2**29
EXAMPLES = Path(__file__).parents[2] / "inputs" / "examples"
QUARTERS = 8


def payroll(thousands: int, **overrides: Any) -> Problem:
    """Twenty people for each unit of `thousands` and three more asked for every other quarter, at odd salaries.

    Everything but pay per head is proportional to `thousands`, so the least cost is too.
    """
    terms: dict[str, Any] = {"bonus_pct": Decimal("12.5"), "employer_tax_pct": Decimal("7.65"), "sign_on": 5_003}
    profiles = (
        make_profile("A", base_salary=120_001, time_to_fill=1, **terms),
        make_profile("B", base_salary=90_007, recruiting_fee_pct=Decimal(20)),
    )
    staff = (make_staff("A", 12 * thousands), make_staff("B", 8 * thousands, base_salary=91_003))
    need = {"A": (12, 1), "B": (8, 2)}
    requirements = tuple(
        make_requirement(*((start + step * (q // 2)) * thousands for q in range(QUARTERS)), role=role)
        for role, (start, step) in need.items()
    )
    fields = {"profiles": profiles, "staff": staff, "requirements": requirements, "budget": 2_000_000 * thousands}
    return make_problem(QUARTERS, **fields | overrides)


def level(result: Result, objective: Objective) -> tuple[int, int]:
    found = next(level for level in result.levels if level.name is objective)
    return found.value, found.bound


@pytest.mark.parametrize("thousands", [1_000, 10_000])
def test_a_payroll_of_billions_costs_as_many_times_as_much_as_a_small_one(thousands: int) -> None:
    least = values(optimum(payroll(1)))[COST] * thousands
    assert least > 5_000_000_000
    result = solved(payroll(thousands))
    assert result.status in (Status.OPTIMAL, Status.FEASIBLE)
    assert values(result)[INHERITED] == 0
    assert judge(result.problem, plan_of(result)).accepted
    cost, bound = level(result, COST)
    # the plan has no more than the least cost and what rounding may hide; the bound is below the least cost
    assert bound <= least <= cost
    assert cost - least <= least // 20


def test_plans_beyond_what_can_be_looked_at_are_not_ruled_out() -> None:
    """180,000 hires of B are asked for; a plan with fewer is said to be one, and its bound does not deny a better."""
    result = solved(payroll(30_000))
    assert result.status is Status.FEASIBLE
    assert any("were not looked at" in note for note in result.notes)
    missing, bound = level(result, INHERITED)
    assert missing > 0
    assert bound <= 0
    assert judge(result.problem, plan_of(result)).accepted


def test_a_coarsening_is_said_and_leaves_the_figures_exact() -> None:
    result = solved(payroll(1_000))
    assert result.accounts is not None
    assert "Money was planned in steps of 1" in result.notes[0]
    assert "all figures shown are exact" in result.notes[0]
    assert level(result, COST)[0] == sum(result.accounts.cost)
    assert optimum(payroll(1)).notes == ()


@pytest.mark.parametrize(
    ("share", "status"), [(Decimal("0.999"), Status.INFEASIBLE), (Decimal("1.001"), Status.FEASIBLE)]
)
def test_a_budget_below_the_staff_of_today_is_infeasible_at_any_size(share: Decimal, status: Status) -> None:
    """A thousandth below the cost of those there, or above: far beyond what rounding can hide or forbid."""
    problem = payroll(1_000, requirements=())
    idle = values(solved(problem))[COST]
    budget = (BudgetRow(quarter=q, amount=int(idle * share) // QUARTERS + 1) for q in problem.horizon)
    result = solved(changed(problem, budget_rows=tuple(budget), settings={"budget_cap": "fiscal-year"}))
    assert result.status in (status, Status.OPTIMAL if status is Status.FEASIBLE else status)
    assert bool(result.conflict) is (status is Status.INFEASIBLE)


def test_leavers_of_thousands_are_counted_to_the_head() -> None:
    """A fifth of 20,000 leaves a year, and is replaced: the count in quarters agrees with the judge's."""
    leaving = tuple(p.model_copy(update={"attrition_pct": Decimal(20)}) for p in payroll(1).profiles)
    result = solved(payroll(1_000, profiles=leaving))
    assert result.accounts is not None
    assert judge(result.problem, plan_of(result)).accepted
    assert values(result)[INHERITED] == 0
    assert result.accounts.leavers["A"][-1] > 4_000
    # A starts in 2 at the earliest: nobody leaves in 1, so none is ever missing
    assert all(
        a >= need for a, need in zip(result.accounts.heads["A"], result.problem.requirements[0].need, strict=True)
    )


def test_a_coarse_cost_is_off_by_no_more_than_it_says() -> None:
    """Costs are rounded up to the step, so the model's money is above the exact money, by the error at most."""
    model = build(payroll(1_000, staff=(make_staff("A", 12_347), make_staff("B", 8_191))))
    goal = model.goals[COST]
    run = Run(seed=1, workers=1, stop=threading.Event())
    outcome = run.minimise(model.rows, goal.expression, Limit(20))
    exact = accepted(model, outcome.assignment).accounts.objectives[COST]
    coarse = goal.expression.value(outcome.assignment)
    assert goal.error > 0
    assert goal.exact_bound(coarse) <= exact <= coarse * goal.unit


# -- rows


def spans(model: PlanningModel) -> Iterator[tuple[str, int]]:
    """The sum of |coefficient| x range of every linear row, read from what the solver is given."""
    proto = model.rows.model.proto
    ranges = [v.domain[len(v.domain) - 1] - v.domain[0] for v in proto.variables]
    for row in proto.constraints:
        if row.has_linear():
            linear = row.linear
            yield "row", sum(abs(c) * ranges[v] for v, c in zip(linear.vars, linear.coeffs, strict=True))
    for objective, goal in model.goals.items():
        divisor = gcd(*goal.expression.terms.values()) or 1
        yield objective, model.rows.span(goal.expression) // divisor


def assert_safe(problem: Problem) -> None:
    model = build(problem)
    assert len(model.goals) == len(problem.settings.objectives)  # stated before their rows are measured
    found = list(spans(model))
    assert any(name == "row" for name, _ in found)
    assert max(span for _, span in found) < SAFE


@pytest.mark.parametrize("name", sorted(file.stem for file in EXAMPLES.glob("*.xlsx")))
def test_rows_of_the_worked_examples_are_safe(name: str) -> None:
    assert_safe(read(EXAMPLES / f"{name}.xlsx").problem)


@pytest.mark.parametrize("seed", range(0, 100, 5))
def test_rows_of_random_problems_are_safe(seed: int) -> None:
    assert_safe(random_problem(seed))


@pytest.mark.parametrize("attrition", list(Attrition))
@pytest.mark.parametrize("annual", [0, 20, 100])
def test_rows_of_a_payroll_of_billions_are_safe(attrition: Attrition, annual: int) -> None:
    everything = (*ALWAYS_FIRST, *(o for o in Objective if o not in ALWAYS_FIRST))
    leaving = tuple(
        p.model_copy(update={"attrition_pct": Decimal(annual), "ramp": (-20, 33, 97), "skills": {"data": 131}})
        for p in payroll(1).profiles
    )
    uses = make_use_case("U1", count=3, value_per_quarter=987_654_321)
    heavy = make_type(quarters=2, build={"data": (12_345, 54_321)}, build_cost=(123_456_789, 0), run_cost=7_654_321)
    settings = {"objectives": everything, "attrition": attrition, "target_use_cases": 3}
    for scale in (1_000, 100_000):
        assert_safe(payroll(scale, profiles=leaving, use_cases=(uses,), use_case_types=(heavy,), settings=settings))


@pytest.mark.parametrize("objective", [Objective.VALUE, Objective.NET])
def test_values_of_billions_are_bounded_truly(objective: Objective) -> None:
    """Three use cases at 987,654,321 a quarter; the best of all builds them at once, and is known by hand."""
    uses = make_use_case("U1", count=3, value_per_quarter=987_654_321)
    staff = (make_staff(heads=3),)
    problem = make_problem(
        4, use_cases=(uses,), staff=staff, settings={"objectives": (*ALWAYS_FIRST, objective)}, capabilities=("data",)
    )
    # live in 2, 3, 4; nobody costs anything
    best = 3 * 3 * 987_654_321
    value, bound = level(solved(problem), objective)
    assert value <= best <= bound
    assert best - value <= best // 1_000


def test_a_budget_of_any_size_is_a_budget() -> None:
    """Money that no plan can use up costs no exactness: what is bought is what counts."""
    problem = payroll(1, budget=10**17)
    assert values(solved(problem))[COST] == values(optimum(payroll(1)))[COST]


LARGE = 100_000_000
"""Money a quarter so large that what is spent is carried between profiles."""


@pytest.mark.parametrize("cap", list(BudgetCap))
@pytest.mark.parametrize(
    ("staffed", "pooled", "budget"),
    [
        (False, (LARGE,), (LARGE,)),  # the pool uses up the budget
        (True, (-2 * LARGE,), (2 * LARGE,)),  # three people cost more than the budget, but for the pool
        (True, (-2 * LARGE, -5 * LARGE // 2), (3 * LARGE // 2, LARGE // 2)),
    ],
)
def test_pooled_pay_however_large_makes_no_problem_infeasible(
    staffed: bool, pooled: tuple[int, ...], budget: tuple[int, ...], cap: BudgetCap
) -> None:
    """Where the idle plan keeps to the budget, it is the cheapest: nobody is asked for."""
    profiles = tuple(make_profile(f"P{i}", base_salary=4 * LARGE, most_heads=2) for i in range(3))
    problem = make_problem(
        quarters=len(pooled), profiles=profiles, staff=tuple(make_staff(p.id) for p in profiles) if staffed else (),
        settings={"budget_cap": cap},
    ).changed(
        pooled_pay=pooled,
        budget_rows=tuple(BudgetRow(quarter=q, amount=money) for q, money in enumerate(budget, 1)),
    )  # fmt: skip
    result = solved(problem)
    idle = judge(problem, idle_plan(problem))
    assert idle.accepted, "the case must have a plan"
    assert result.status is Status.OPTIMAL
    assert result.accounts is not None
    assert result.accounts.cost == idle.accounts.cost


@pytest.mark.parametrize("cautious", [True, False])
@pytest.mark.parametrize("pooled", [(5, 5), (-5, -5), (5, -5)])
def test_pooled_pay_below_a_step_of_money_makes_no_problem_infeasible(pooled: tuple[int, ...], cautious: bool) -> None:
    """Rounded quarter by quarter, 5 and 5 are less (or more) of a step of 10 than their sum; hiring nobody is best."""
    profiles = (make_profile(base_salary=400, most_heads=1),)
    problem = make_problem(quarters=2, budget=1_000, profiles=profiles, pooled_pay=pooled)
    model = _build(problem, 10, MOST_HIRES, cautious)
    run = Run(seed=1, workers=1, stop=threading.Event())
    outcome = run.minimise(model.rows, model.goals[COST].expression, Limit(20))
    assert accepted(model, outcome.assignment).accounts.cost == pooled
