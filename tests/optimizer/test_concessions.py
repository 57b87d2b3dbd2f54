"""Must-dos and the budget as levels, and limits on hires together: against the brute force, and by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from models.judge import judge
from models.operating_model import by_unit
from models.plan import Status
from models.problem import ALWAYS_FIRST, BudgetCap, BudgetRow, HireCap, Objective, OperatingModel, Problem
from optimizer.incumbent import solved as accepted
from optimizer.model import build
from optimizer.search import Limit, Run
from tests.builders import make_plan, make_problem, make_profile, make_requirement, make_staff, make_type, make_use_case
from tests.optimizer.planned import company, optimum, plan_of, solved, values
from tests.optimizer.test_brute_force import compare
from tests.oracle.brute_force import best_plan
from tests.oracle.conceding import capped_problems, conceding_problems

UNDONE, OVERRUN, COST = Objective.UNDONE, Objective.OVERRUN, Objective.COST
LEVELS = (*ALWAYS_FIRST, COST)


@dataclass(frozen=True)
class Conceded:
    """What the brute force says of a random problem."""

    infeasible: bool
    undone: bool
    overrun: bool


def sample(how_many: int, drawn_from: SearchStrategy[Problem], see: Callable[[Problem], Any]) -> list[Any]:
    """What is seen of so many problems, always the same, on each of which the optimizer and the brute force agree."""
    seen: list[Any] = []

    @settings(
        max_examples=how_many,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn_from)
    def agree(problem: Problem) -> None:
        compare(problem)
        seen.append(see(problem))

    agree()
    return seen


def conceded(problem: Problem) -> Conceded:
    best = best_plan(problem)
    found = best[0] if best else {}
    return Conceded(best is None, found.get(UNDONE, 0) > 0, found.get(OVERRUN, 0) > 0)


def bound_by_caps(problem: Problem) -> bool:
    """Whether the limits on hires change what can be reached."""
    with_caps, without = best_plan(problem), best_plan(problem.changed(hire_caps=()))
    return (with_caps and with_caps[0]) != (without and without[0])


def test_concessions_agree_with_brute_force() -> None:
    seen = sample(25, conceding_problems(41), conceded)
    assert sum(one.undone for one in seen) >= 4
    assert sum(one.overrun for one in seen) >= 4
    assert sum(not one.infeasible for one in seen) >= 12


@pytest.mark.slow
def test_limits_on_hires_agree_with_brute_force() -> None:
    seen = sample(60, capped_problems(42), bound_by_caps)
    assert sum(seen) >= 10


@pytest.mark.slow
def test_both_agree_with_brute_force_at_length() -> None:
    conceding = sample(250, conceding_problems(43), conceded)
    assert sum(one.undone or one.overrun for one in conceding) >= 50
    assert sum(sample(250, capped_problems(44), bound_by_caps)) >= 40


# -- by hand


MUSTS = {"idea": {"must_do": True}}
"""What makes the use cases of `company` musts; each takes one A, at 10,000 a quarter, in the last quarter."""


def conceding(*levels: Objective, **fields: Any) -> dict[str, Any]:
    return {"settings": {"objectives": (*levels, *LEVELS), **fields}}


@pytest.mark.parametrize(
    ("levels", "undone", "overrun"),
    [((UNDONE, OVERRUN), 0, 15_000), ((OVERRUN, UNDONE), 2, 0), ((UNDONE,), 2, 0), ((OVERRUN,), 0, 15_000)],
)
def test_what_is_conceded_first_is_conceded_least(levels: tuple[Objective, ...], undone: int, overrun: int) -> None:
    """Three musts need three of A, 30,000 in the last quarter; there are 15,000, enough for one."""
    problem = company(2, ideas=3, budget=(0, 15_000), **MUSTS)
    assert solved(problem).status is Status.INFEASIBLE
    result = optimum(company(2, ideas=3, budget=(0, 15_000), **MUSTS, **conceding(*levels)))
    assert result.accounts is not None
    assert (result.accounts.objectives[UNDONE], result.accounts.objectives[OVERRUN]) == (undone, overrun)


@pytest.mark.parametrize(
    ("cap", "overrun"), [(BudgetCap.QUARTER, 13_000), (BudgetCap.FISCAL_YEAR, 6_000), (BudgetCap.CUMULATIVE, 8_000)]
)
def test_an_overrun_is_counted_as_its_cap_counts(cap: BudgetCap, overrun: int) -> None:
    """One of A is there from the start at 10,000 a quarter; of 2,000, 8,000, 17,000 and 7,000 short are 8,000, 2,000,
    0 and 3,000; so far 8,000, 10,000, 3,000 and 6,000."""
    budget = (2_000, 10_000, 17_000, 5_000)
    problem = company(4, ideas=0, staff=(make_staff("A"),), budget=budget, **conceding(OVERRUN, budget_cap=cap))
    assert solved(problem.changed(settings=problem.settings.changed(objectives=LEVELS))).status is Status.INFEASIBLE
    assert values(optimum(problem))[OVERRUN] == overrun


def test_a_must_that_cannot_be_done_is_told_and_the_rest_is_done() -> None:
    types = (make_type("slow", quarters=3),)
    others = (make_use_case("late", type="slow", must_do=True, count=2),)
    result = optimum(company(2, ideas=1, others=others, types=types, **MUSTS, **conceding(UNDONE)))
    assert values(result)[UNDONE] == 2
    assert sum(plan_of(result).starts["U1"]) == 1


def test_there_is_money_to_overrun_even_where_there_is_none() -> None:
    """No budget and no staff: ten times nothing is nothing, and yet the must is done at what it costs."""
    result = optimum(company(2, budget=0, **MUSTS, **conceding(UNDONE, OVERRUN)))
    assert values(result)[UNDONE] == 0
    assert values(result)[OVERRUN] == 10_000
    assert result.notes == ()


def test_plans_far_above_the_budget_are_not_ruled_out_unseen() -> None:
    """A must that needs 200 million of a budget of nothing is more than is looked at, which is said and not proven."""
    types = (make_type("dear", build_cost=(200_000_000,)),)
    problem = make_problem(2, budget=0, use_case_types=types, use_cases=(make_use_case(type="dear", must_do=True),))
    both = problem.settings.changed(objectives=(UNDONE, OVERRUN, *LEVELS))
    result = solved(problem.changed(settings=both))
    assert result.status is not Status.OPTIMAL
    assert any("not all were looked at" in note for note in result.notes)
    undone = next(level for level in result.levels if level.name is UNDONE)
    assert (undone.proven, undone.bound) == (undone.value == 0, 0)
    must = solved(problem.changed(settings=problem.settings.changed(objectives=(OVERRUN, *LEVELS))))
    assert must.status is not Status.INFEASIBLE
    first = problem.settings.changed(objectives=(OVERRUN, UNDONE, *LEVELS))
    proven = optimum(problem.changed(settings=first))  # what is not looked at overruns by more than nothing
    assert (values(proven)[OVERRUN], values(proven)[UNDONE]) == (0, 1)


def coarse(cap: BudgetCap, short: int) -> Problem:
    """A must that takes 10,007 hires at an odd salary in the last quarter, and what they cost less what is short."""
    levels = conceding(OVERRUN, budget_cap=cap)
    problem = make_problem(
        4,
        profiles=(make_profile("A", base_salary=120_001, sign_on=5_003, skills={"data": 100}),),
        use_case_types=(make_type(build={"data": (1_000_700,)}),),
        use_cases=(make_use_case(must_do=True, earliest_start=4),),
        **levels,
    )
    hired = make_plan(problem, hires={"A": (0, 0, 0, 10_007)}, starts={"U1": (0, 0, 0, 1)})
    cost = judge(problem, hired).accounts.cost
    rows = (BudgetRow(quarter=q, amount=money - (q == 4) * short) for q, money in enumerate(cost, 1))
    return problem.changed(budget_rows=tuple(rows))


@pytest.mark.parametrize("cap", list(BudgetCap))
@pytest.mark.parametrize("short", [0, 1_000_003])
def test_rounding_makes_no_overrun_and_hides_no_more_than_it_says(cap: BudgetCap, short: int) -> None:
    model = build(coarse(cap, short))
    ledger, goal = model.parts.ledger, model.goals[OVERRUN]
    outcome = Run(seed=1, workers=1, stop=threading.Event()).minimise(model.rows, goal.expression, Limit(20))
    exact = accepted(model, outcome.assignment).accounts.objectives[OVERRUN]
    counted = goal.unit * goal.expression.value(outcome.assignment)
    assert ledger.unit > 1
    assert ledger.error > 0
    assert counted <= (short + goal.error if short else 0)
    assert short <= exact
    assert -ledger.error <= counted - exact <= goal.error
    assert goal.exact_bound(0) == 0


@pytest.mark.parametrize("cap", list(BudgetCap))
def test_no_overrun_is_proven_however_roughly_money_is_stated(cap: BudgetCap) -> None:
    result = solved(coarse(cap, 0))
    overrun = next(level for level in result.levels if level.name is OVERRUN)
    assert (overrun.value, overrun.bound, overrun.proven) == (0, 0, True)


@pytest.mark.parametrize(
    ("cap", "hires"),
    [
        ((("A", "B"), 3, 2), 2),  # the third would start too early
        ((("A", "B"), 3, 3), 3),
        ((("A",), 3, 2), 3),  # B stands in
        ((("B", "A", "A"), 2, 0), 3),  # after quarter 2 they are free
        ((("A", "B"), 3, 0), 0),
    ],
)
def test_profiles_share_a_limit_on_hires(cap: tuple[tuple[str, ...], int, int], hires: int) -> None:
    """Three heads of one role are asked for in quarter 3; A costs less than B."""
    profiles = (make_profile("A", role="any", base_salary=4_000), make_profile("B", role="any", base_salary=8_000))
    need = (make_requirement(0, 0, 3, role="any"),)
    ids, by, most = cap
    caps = (HireCap(profiles=ids, by=by, most=most),)
    problem = make_problem(3, profiles=profiles, requirements=need, hire_caps=caps)
    assert sum(map(sum, plan_of(optimum(problem)).hires.values())) == hires


def test_a_limit_on_hires_is_named_where_it_rules_out_every_plan() -> None:
    problem = company(2, **MUSTS, hire_caps=(HireCap(profiles=("A", "B"), by=2, most=0),))
    result = solved(problem)
    assert result.status is Status.INFEASIBLE
    assert any(told.startswith("at most 0 hires up to FY27 Q2 of A; B") for told in result.conflict), result.conflict
    assert not any("budget" in told for told in result.conflict)


def test_units_share_a_limit_that_is_divided_with_its_profiles() -> None:
    settings = {"operating_model": OperatingModel.EMBEDDED, "one_team_up_to": 0, "target_use_cases": 2}
    ideas = tuple(make_use_case(name, business_unit=name) for name in ("sales", "risk"))
    types = (make_type(build={"data": (100,)}),)
    caps = (HireCap(profiles=("DE",), by=1, most=1),)
    whole = make_problem(1, use_cases=ideas, use_case_types=types, settings=settings, hire_caps=caps)
    divided = by_unit(whole)
    assert len(divided.hire_caps[0].profiles) == 2
    assert values(optimum(divided))[Objective.TARGET] == 1
