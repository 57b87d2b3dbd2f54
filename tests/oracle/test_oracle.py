"""The oracle itself against cases worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.problem import Attrition, BudgetCap, Objective, Problem, Profile, UseCaseStatus
from models.rules import Deadline, Gate, Mode, PerActive, Ratio, RatioLow, Rework, TeamFirst
from tests.builders import (
    make_group,
    make_plan,
    make_problem,
    make_profile,
    make_requirement,
    make_rule,
    make_staff,
    make_type,
    make_use_case,
)
from tests.oracle.arithmetic import half_up, quarterly_rate, survival
from tests.oracle.brute_force import Enumeration, best_plan, evaluate, solve_by_enumeration
from tests.oracle.cover import least_uncovered
from tests.oracle.crew import crew, recurring
from tests.oracle.portfolio import Portfolio
from tests.oracle.staffing_rules import demand

INHERITED, TARGET, PREFER, COST = Objective.INHERITED, Objective.TARGET, Objective.PREFER, Objective.COST


def builder(id: str = "DE", **fields: Any) -> Profile:
    """A profile that costs 10,000 a quarter, starts at once and of whom one may start a quarter."""
    return make_profile(id, **{"base_salary": 40_000, "most_hires_per_quarter": 1, "skills": {"data": 100}} | fields)


def one_idea(quarters: int = 2, **fields: Any) -> Problem:
    """A target of one use case that needs one data FTE in its one build quarter."""
    settings = {"target_use_cases": 1} | fields.pop("settings", {})
    parts: dict[str, Any] = {
        "profiles": (builder(),),
        "use_case_types": (make_type(build={"data": (100,)}),),
        "use_cases": (make_use_case(),),
    }
    return make_problem(quarters, settings=settings, **parts | fields)


# --- numbers


def test_rates_are_exact_roots_rounded_half_up() -> None:
    assert quarterly_rate(Decimal(0)) == 0
    assert quarterly_rate(Decimal(100)) == 1_000_000
    assert quarterly_rate(Decimal("59.04")) == 200_000  # 0.4096 = 0.8^4
    assert quarterly_rate(Decimal(10)) == 25_996  # 0.9^(1/4) = 0.97400375


def test_survival_has_another_rate_in_the_first_year() -> None:
    first, later = Decimal("59.04"), Decimal("34.39")  # 0.8 and 0.9 a quarter
    assert [survival(first, later, t) for t in (0, 1, 2, 4, 5)] == [1_000_000, 800_000, 640_000, 409_600, 368_640]
    assert survival(Decimal(100), later, 1) == 0


def test_halves_go_upwards() -> None:
    assert [half_up(Decimal(x)) for x in ("2.5", "2.4999", "-2.5", "-2.6")] == [3, 2, -2, -3]


# --- people


def test_whole_people_leave_when_the_sum_passes_a_whole_number() -> None:
    profile = builder(attrition_pct=Decimal("59.04"))
    staff = (make_staff(heads=1, fte=100), make_staff(heads=2, fte=50, id="two"))
    problem = make_problem(4, profiles=(profile,), staff=staff)
    # r = 0.2 and three heads: 0, 0.6, 1.2, 1.2 + 0.2 x 2 = 1.6 expected leavers
    found = crew(problem, profile, (0, 0, 0, 0))
    assert (found.leavers, found.heads) == ((0, 0, 1, 1), (3, 3, 2, 2))
    # 1 x 1.00 + 2 x 0.50 = 2.00 FTE; one leaves at the average, 2.00 / 3 = 0.67 FTE
    assert found.capacity == (20_000, 20_000, 13_300, 13_300)
    # 10,000 + 2 x 5,000 = 20,000; less 20,000 / 3 = 6,667
    assert found.cost == (20_000, 20_000, 13_333, 13_333)


def test_hires_leave_after_the_staff_and_never_more_than_there_are() -> None:
    profile = builder(attrition_pct=Decimal(100), ramp=(50, 100))
    problem = make_problem(3, profiles=(profile,), staff=(make_staff(),))
    # heads 2; E = 2, the staff and the hire of quarter 1 gone; the hire of quarter 2 is there: heads 3 - 2 = 1;
    # E = 3: heads 3 - 3 = 0
    found = crew(problem, profile, (1, 1, 0))
    assert (found.leavers, found.heads) == ((0, 2, 3), (2, 1, 0))
    # quarter 2: staff 100 + hires 100 + 50 - staff leaver 100 - hire leaver 100 = 50 per cent of an FTE
    assert found.capacity == (15_000, 5_000, 0)
    assert found.cost == (20_000, 10_000, 0)


def test_cohorts_shrink_in_capacity_and_cost_but_not_in_heads() -> None:
    profile = builder(attrition_pct=Decimal("34.39"), first_year_attrition_pct=Decimal("59.04"))
    staff = (make_staff(heads=3, fte=33), make_staff(start=2, id="offer"))
    problem = make_problem(3, profiles=(profile,), staff=staff, settings={"attrition": Attrition.EXPECTED})
    found = crew(problem, profile, (0, 0, 2))
    assert found.heads == (3, 4, 6)
    # staff 0.33, 0.297, 0.2673 FTE each; the offer 1, then 0.8; the hires 1 each
    assert found.capacity == (9_900, 8_910 + 10_000, 8_019 + 8_000 + 20_000)
    # 3,300, 2,970, 2,673 for one of the staff
    assert found.cost == (9_900, 8_910 + 10_000, 8_019 + 8_000 + 20_000)


def test_components_are_rounded_one_by_one() -> None:
    terms: dict[str, Any] = {
        "bonus_pct": 10,
        "employer_tax_pct": 20,
        "tax_cap": 100_000,
        "benefits_pct": 18,
        "equity": 6,
        "training": 9,
    }
    profile = builder(base_salary=100_001, **terms)
    problem = make_problem(2, profiles=(profile,), settings={"merit_pct": 3, "merit_month": 4})
    # 25,000.25; 2,500.025; 20 % of 100,000 / 4; 4,500.045; 1.5; 2.25; no fees
    assert recurring(problem, profile, 1, None, 100) == (25_000, 2_500, 5_000, 4_500, 2, 2, 0)
    # from April x 1.03: 25,750.2575; 2,575.02575; capped; 4,635.04635; equity and training without merit
    assert recurring(problem, profile, 2, None, 100) == (25_750, 2_575, 5_000, 4_635, 2, 2, 0)
    # half an FTE at 80,000: 10,000; 1,000; 20 % of 88,000 / 8 = 2,200; 1,800; 0.75; 1.125
    assert recurring(problem, profile, 1, 80_000, 50) == (10_000, 1_000, 2_200, 1_800, 1, 1, 0)


def test_one_offs_are_paid_by_head_in_the_start_quarter_and_severance_at_the_end() -> None:
    terms: dict[str, Any] = {
        "recruiting_fee_pct": 25,
        "sign_on": 300,
        "equipment": 20,
        "severance": 7,
        "exchange_rate": Decimal("0.5"),
    }
    profile = builder(**terms)
    offer = make_staff(heads=2, fte=50, start=2, end=3, base_salary=20_000)
    problem = make_problem(4, profiles=(profile,), staff=(offer,))
    # the offer: 2 x (2,500 + 150 + 10), and 2 x 0.5 x 20,000 / 4 x 0.5 a quarter; severance 2 x 3.5 = 2 x 4
    # the hire of quarter 4: 5,000 + 150 + 10, and 5,000 a quarter
    assert crew(problem, profile, (0, 0, 0, 1)).cost == (0, 5_320 + 2_500, 2_500 + 8, 5_160 + 5_000)


# --- demand and its cover


def test_time_is_divided_on_the_grain() -> None:
    # 60 and 40 of 100: 60 x 100 and 40 x 50 cover 0.60 and 0.20 FTE
    assert least_uncovered([100], [[100, 50]], [60, 20], [0, 0], 20) == (0, (((60, 40)),))
    # steps of 50: 50 and 50 leave 10 of the first; allowed only where it is inherited
    assert least_uncovered([100], [[100, 50]], [60, 20], [10, 0], 50) == (10, (((50, 50)),))
    assert least_uncovered([100], [[100, 50]], [60, 20], [9, 0], 50) is None
    # 130 % of 0.50 FTE is 0.65: hundredths left uncovered are whole, 0.66 - 0.65 = 0.01
    assert least_uncovered([59], [[130]], [66], [66], 50) == (1, ((50,),))
    # two profiles: the generalist (100, 100) gives all to the second, the specialist can only do the first
    found = least_uncovered([100, 100], [[100, 100], [100, 0]], [100, 100], [0, 0], 100)
    assert found == (0, ((0, 100), (100, 0)))


def test_rules_add_demand() -> None:
    rework = Rework(against=make_group("DE"), free=1, fte=25, capability="data")
    active = PerActive(free=1, fte=10, capability="data")
    use_cases = (make_use_case(), make_use_case("old", count=2, status=UseCaseStatus.LIVE))
    problem = one_idea(use_cases=use_cases, rules=(make_rule(rework, active),))
    enumeration = Enumeration(problem)
    course = enumeration.course({"DE": (0, 1)}, Portfolio(problem, {"U1": (1, 0)}))
    # quarter 1: 100; unattended go-lives 2 + 1 = 3, tri(2) - tri(1) = 2 times 25; 3 active, 2 beyond the first
    assert demand(course, 1) == {"data": 100 + 50 + 20}
    assert demand(course, 2) == {"data": 20}


# --- whole problems


def test_the_cheapest_hire_comes_as_late_as_it_may() -> None:
    values, plan = best_plan(one_idea()) or pytest.fail("infeasible")
    assert values == {INHERITED: 0, TARGET: 0, PREFER: 0, COST: 10_000}
    assert (plan.hires, plan.starts) == ({"DE": (0, 1)}, {"U1": (0, 1)})
    assert plan.allotment == {"DE": {"data": (0, 100)}}


def test_a_ramp_brings_the_hire_forward() -> None:
    problem = one_idea(profiles=(builder(ramp=(50, 100)),))
    assert solve_by_enumeration(problem) == {INHERITED: 0, TARGET: 0, PREFER: 0, COST: 20_000}


@pytest.mark.parametrize(
    ("cap", "budget", "possible"),
    [
        (BudgetCap.QUARTER, (20_000, 9_999), True),  # hired in 1 and paid in 2 is too dear; the use case in 1 is not
        (BudgetCap.CUMULATIVE, (0, 10_000), True),
        (BudgetCap.CUMULATIVE, (9_999, 0), False),
        (BudgetCap.FISCAL_YEAR, (9_999, 1), True),
        (BudgetCap.FISCAL_YEAR, (9_999, 0), False),
    ],
)
def test_budgets_bind_by_their_cap(cap: BudgetCap, budget: tuple[int, int], possible: bool) -> None:
    profile = builder(attrition_pct=100)  # whoever starts in 1 is gone and unpaid in 2
    missed = one_idea(profiles=(profile,), budget=budget, settings={"budget_cap": cap})
    cost = 10_000 if possible else 0
    assert solve_by_enumeration(missed) == {INHERITED: 0, TARGET: 1 - possible, PREFER: 0, COST: cost}
    settings = missed.settings.model_copy(update={"target_is_a_must": True})
    must = one_idea(profiles=(profile,), budget=budget, settings=settings.model_dump())
    assert (solve_by_enumeration(must) is not None) is possible


def test_dependencies_wait_for_all_units() -> None:
    use_cases = (make_use_case(count=2), make_use_case("U2", depends_on=("U1",)))
    problem = one_idea(3, use_cases=use_cases, settings={"target_use_cases": 3}, staff=(make_staff(),))
    # one person builds one a quarter: units of U1 in 1 and 2, U2 in 3
    values, plan = best_plan(problem) or pytest.fail("infeasible")
    assert (values[TARGET], plan.starts) == (0, {"U1": (1, 1, 0), "U2": (0, 0, 1)})
    assert evaluate(problem, make_plan(problem, starts={"U1": (1, 0, 1), "U2": (0, 1, 0)}))[0]


def test_what_is_inherited_may_stay_uncovered_but_as_little_as_can_be() -> None:
    problem = make_problem(
        2, profiles=(builder(time_to_fill=1),), requirements=(make_requirement(50, 50, capability="data"),)
    )
    # nobody in 1: 50 uncovered; a hire in 2 covers it, whatever it costs
    assert solve_by_enumeration(problem) == {INHERITED: 50, TARGET: 0, PREFER: 0, COST: 10_000}


def test_missing_heads_count_a_hundred_each() -> None:
    profiles = (builder(time_to_fill=1, least_heads=1),)
    problem = make_problem(2, profiles=profiles, requirements=(make_requirement(2, 0, role="DE"),))
    # quarter 1: one of the least and two of the requirement row; quarter 2: one hired
    assert solve_by_enumeration(problem) == {INHERITED: 300, TARGET: 0, PREFER: 0, COST: 10_000}


def ratio_problem(most_hires: int, mode: Mode = Mode.ENFORCE) -> Problem:
    """Three of staff against whom nobody stands; at most as many as data engineers are allowed."""
    rule = make_rule(Ratio(acts_on=make_group("ML"), against=make_group("DE"), most=Decimal(1)), mode=mode)
    profiles = (builder(most_hires_per_quarter=most_hires), builder("ML", base_salary=0))
    return make_problem(2, profiles=profiles, staff=(make_staff("ML", heads=3),), rules=(rule,))


def test_an_inherited_breach_is_cured_as_soon_as_can_be() -> None:
    # three at once: no quarter broken, 2 x 30,000; at most two: quarter 1 stays broken, one then two: 10,000 + 30,000
    assert solve_by_enumeration(ratio_problem(3)) == {INHERITED: 0, TARGET: 0, PREFER: 0, COST: 60_000}
    assert solve_by_enumeration(ratio_problem(2)) == {INHERITED: 0, TARGET: 0, PREFER: 1, COST: 40_000}


def test_an_inherited_breach_may_not_grow() -> None:
    worse: dict[str, tuple[int, ...]] = {"ML": (0, 1)}
    problem = ratio_problem(2)
    violations, values = evaluate(problem, make_plan(problem, hires=worse))
    assert (len(violations), values[PREFER]) == (1, 1)  # quarter 2 is worse than it was, quarter 1 only inherited
    preferred = ratio_problem(2, Mode.PREFER)
    assert evaluate(preferred, make_plan(preferred, hires=worse)) == ([], values | {PREFER: 2})


def test_too_few_builders_may_not_become_fewer_for_each_data_engineer() -> None:
    rule = make_rule(RatioLow(acts_on=make_group("ML"), against=make_group("DE"), least=Decimal(2), free=0))
    staff = (make_staff("ML", heads=3), make_staff("DE", heads=2))
    problem = make_problem(2, profiles=(builder(), builder("ML")), staff=staff, rules=(rule,))
    # 3 < 2 x 2 is inherited; a builder more cures it in quarter 2; a data engineer more makes it worse
    assert evaluate(problem, make_plan(problem))[0] == []
    assert evaluate(problem, make_plan(problem, hires={"ML": (0, 1)}))[1][PREFER] == 1
    assert len(evaluate(problem, make_plan(problem, hires={"DE": (0, 1)}))[0]) == 1


def test_teams_gates_and_deadlines() -> None:
    team = make_rule(TeamFirst(acts_on=make_group("ML"), against=make_group("DE")), id="team")
    gate = make_rule(Gate(acts_on=make_group("ML"), least=1), id="gate")
    deadline = make_rule(Deadline(against=make_group("ML"), free=1), id="deadline")
    use_cases = (make_use_case(count=2),)
    problem = one_idea(profiles=(builder(), builder("ML")), use_cases=use_cases, rules=(team, gate, deadline))

    def broken(starts: tuple[int, ...], **hires: tuple[int, ...]) -> list[str]:
        plan = Enumeration(problem).divided({"DE": (1, 0), "ML": (0, 0)} | hires, {"U1": starts})
        return evaluate(problem, plan)[0]

    assert broken((1, 1), ML=(0, 1)) == []
    assert broken((1, 1)) == ["rule deadline is broken in 2"]
    assert broken((0, 1), ML=(0, 1)) == ["rule gate is broken in 2"]
    assert broken((0, 0), DE=(0, 0), ML=(0, 1)) == ["rule team is broken in 2", "rule gate is broken in 2"]


def test_every_objective_has_its_value() -> None:
    use_cases = (
        make_use_case(count=2, value_per_quarter=7, priority=3),
        make_use_case("old", status=UseCaseStatus.LIVE, value_per_quarter=1, priority=1),
    )
    problem = one_idea(use_cases=use_cases, settings={"target_use_cases": 4})
    plan = Enumeration(problem).divided({"DE": (1, 0)}, {"U1": (1, 0)})
    assert evaluate(problem, plan) == (
        [],
        {
            INHERITED: 0,
            TARGET: 2,
            PREFER: 0,
            Objective.PRIORITY: 1 + 3,  # weights 3 + 1 - 3 and 3 + 1 - 1
            COST: 20_000,
            Objective.VALUE: 7 + 2 * 1,  # live in quarter 2; live in both
            Objective.NET: 9 - 20_000,
            Objective.EARLIEST: 1 + 3,  # one at the end of 1, one never
            Objective.PEAK: 1,
            Objective.SMOOTH: 1,
            Objective.UNDONE: 0,
            Objective.OVERRUN: 0,
        },
    )


@pytest.mark.parametrize(
    ("given", "broken"),
    [(100, 0), (90, 1), (110, 1), (95, 2), (200, 1)],  # right; short; too much; off the grain and short; too much
)
def test_a_given_division_is_checked(given: int, broken: int) -> None:
    problem = one_idea(settings={"time_grain": 10})
    plan = make_plan(problem, {"DE": (0, 1)}, {"U1": (0, 1)}, {"DE": {"data": (0, given)}})
    assert len(evaluate(problem, plan)[0]) == broken
