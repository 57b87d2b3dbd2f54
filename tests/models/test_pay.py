"""What a head costs, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from models.calendar import Calendar
from models.pay import ONE_OFF, RECURRING, head_cost, merit_steps, severance, start_cost
from models.plan import Component
from models.problem import Employment, Problem, Profile
from models.rounding import half_up
from tests.builders import make_problem, make_profile


def problem_with(profile: Profile, **settings: Any) -> Problem:
    return make_problem(12, profiles=(profile,), settings=settings)


def cost_of(profile: Profile, quarter: int = 1, fte: int = 100, base: int | None = None) -> dict[Component, int]:
    """What of the recurring cost is not nothing."""
    cost = head_cost(problem_with(profile), profile, quarter, fte=fte, base=base)
    assert tuple(cost) == RECURRING
    return {component: amount for component, amount in cost.items() if amount}


@pytest.mark.parametrize(
    ("number", "nearest"),
    [("1/2", 1), ("3/2", 2), ("5/2", 3), ("49/100", 0), ("-1/2", 0), ("-3/2", -1), ("-151/100", -2), ("7", 7)],
)
def test_halves_go_up(number: str, nearest: int) -> None:
    assert half_up(Fraction(number)) == nearest


def test_an_employee_costs_every_component_by_itself() -> None:
    profile = make_profile(
        base_salary=120_000,
        bonus_pct=Decimal(10),
        employer_tax_pct=Decimal("7.65"),
        benefits_pct=Decimal(12),
        equity=8_000,
        training=1_000,
    )
    assert cost_of(profile) == {
        Component.BASE: 30_000,  # 120,000 / 4
        Component.BONUS: 3_000,  # 10 % of 120,000 / 4
        Component.TAX: 2_525,  # 7.65 % of 132,000 / 4 = 2,524.5
        Component.BENEFITS: 3_600,
        Component.EQUITY: 2_000,
        Component.TRAINING: 250,
    }


@pytest.mark.parametrize(
    ("cap", "tax"),
    [
        (None, 2_750),  # 10 % of 110,000 / 4
        (110_001, 2_750),
        (110_000, 2_750),
        (100_000, 2_500),  # 10 % of the cap / 4
        (0, 0),
    ],
)
def test_employer_tax_is_taken_of_the_lesser_of_pay_and_cap(cap: int | None, tax: int) -> None:
    profile = make_profile(
        base_salary=100_000, bonus_pct=Decimal(10), employer_tax_pct=Decimal(10), benefits_pct=Decimal(5), tax_cap=cap
    )
    assert cost_of(profile).get(Component.TAX, 0) == tax


def test_half_time_under_a_tax_cap_costs_half_of_the_capped_tax() -> None:
    # min(100,000, 80,000) x 10 % / 4 x 0.5: the cap is compared with full-time pay.
    profile = make_profile(base_salary=100_000, employer_tax_pct=Decimal(10), tax_cap=80_000, training=400)
    assert cost_of(profile, fte=50) == {Component.BASE: 12_500, Component.TAX: 1_000, Component.TRAINING: 50}


def test_each_component_is_rounded_half_up() -> None:
    # 100,002 / 4 = 25,000.5; its bonus 50 % = 12,500.25; benefits 1 % = 250.005
    profile = make_profile(base_salary=100_002, bonus_pct=Decimal(50), benefits_pct=Decimal(1))
    assert cost_of(profile) == {Component.BASE: 25_001, Component.BONUS: 12_500, Component.BENEFITS: 250}


def test_a_staff_row_may_have_its_own_salary() -> None:
    profile = make_profile(base_salary=100_000, bonus_pct=Decimal(20))
    assert cost_of(profile, base=80_000) == {Component.BASE: 20_000, Component.BONUS: 4_000}
    assert cost_of(profile, base=0) == {}


def test_another_currency_is_converted_after_the_sum_is_exact() -> None:
    # 10,001 / 4 x 10 = 25,002.5; rounding 2,500.25 first would give 25,000. Equity: 10 / 4 x 10.
    profile = make_profile(base_salary=10_001, exchange_rate=Decimal(10), equity=10)
    assert cost_of(profile) == {Component.BASE: 25_003, Component.EQUITY: 25}


def test_a_contractor_costs_days_and_nothing_of_base() -> None:
    profile = make_profile(
        employment=Employment.CONTRACTOR,
        base_salary=100_000,
        bonus_pct=Decimal(10),
        employer_tax_pct=Decimal(10),
        recruiting_fee_pct=Decimal(20),
        day_rate=701,
        days_per_quarter=61,
        exchange_rate=Decimal("0.9"),
    )
    assert cost_of(profile) == {Component.CONTRACTOR: 38_485}  # 701 x 61 x 0.9 = 38,484.9
    assert cost_of(profile, fte=50, base=50_000) == {Component.CONTRACTOR: 19_242}  # 19,242.45
    assert not any(start_cost(problem_with(profile), profile, 1).values())


def test_an_employee_earns_no_day_rate() -> None:
    assert cost_of(make_profile(day_rate=500)) == {}


# The horizon begins on 1 January 2027.
@pytest.mark.parametrize(
    ("month", "quarter", "steps"),
    [
        (1, 1, 0),  # 1 January 2027 is not after the beginning of quarter 1
        (1, 4, 0),
        (1, 5, 1),  # 1 January 2028
        (1, 9, 2),
        (4, 1, 0),
        (4, 2, 1),  # 1 April 2027 is the beginning of quarter 2
        (4, 5, 1),
        (4, 6, 2),
        (5, 2, 0),  # 1 May 2027 lies within quarter 2, so pay rises with quarter 3
        (5, 3, 1),
        (12, 4, 0),
        (12, 5, 1),
    ],
)
def test_merit_counts_from_the_first_quarter_that_begins_on_or_after_its_date(
    month: int, quarter: int, steps: int
) -> None:
    assert merit_steps(make_problem(12, settings={"merit_month": month}), quarter) == steps


def test_merit_in_a_fiscal_year_that_begins_in_july() -> None:
    calendar = Calendar(fiscal_year=2027, fiscal_quarter=1, starts_in=7, quarters=6)  # quarter 1: 1 July 2026
    problem = make_problem(6, calendar=calendar, settings={"merit_month": 1})
    assert [merit_steps(problem, quarter) for quarter in problem.horizon] == [0, 0, 1, 1, 1, 1]


def test_merit_scales_base_and_what_follows_from_it_and_nothing_else() -> None:
    profile = make_profile(
        base_salary=100_000,
        bonus_pct=Decimal(10),
        employer_tax_pct=Decimal(10),
        tax_cap=115_000,
        equity=4_000,
        recruiting_fee_pct=Decimal(20),
        sign_on=5_000,
    )
    problem = problem_with(profile, merit_pct=Decimal(3), merit_month=4)
    cost = head_cost(problem, profile, 6)  # two merit dates: 100,000 x 1.0609 = 106,090
    assert cost[Component.BASE] == 26_523  # 26,522.5
    assert cost[Component.BONUS] == 2_652  # 2,652.25
    assert cost[Component.TAX] == 2_875  # 106,090 + 10,609 = 116,699, capped at 115,000: 11,500 / 4
    assert cost[Component.EQUITY] == 1_000
    assert start_cost(problem, profile, 6) == {
        Component.RECRUITING: 21_218,  # 20 % of 106,090
        Component.SIGN_ON: 5_000,
        Component.EQUIPMENT: 0,
    }


def test_day_rates_know_no_merit() -> None:
    profile = make_profile(employment=Employment.CONTRACTOR, day_rate=100, days_per_quarter=60)
    problem = problem_with(profile, merit_pct=Decimal(50))
    assert head_cost(problem, profile, 12)[Component.CONTRACTOR] == 6_000


def test_a_start_costs_fee_sign_on_and_equipment() -> None:
    profile = make_profile(
        base_salary=90_001,
        recruiting_fee_pct=Decimal("12.5"),
        sign_on=1_001,
        equipment=2_000,
        exchange_rate=Decimal("1.5"),
        severance=3_001,
    )
    problem = problem_with(profile)
    cost = start_cost(problem, profile, 1)
    assert tuple(cost) == ONE_OFF
    assert cost[Component.RECRUITING] == 16_875  # 90,001 x 12.5 % x 1.5 = 16,875.1875
    assert cost[Component.SIGN_ON] == 1_502  # 1,501.5
    assert cost[Component.EQUIPMENT] == 3_000
    assert start_cost(problem, profile, 1, base=40_000)[Component.RECRUITING] == 7_500
    assert severance(profile) == 4_502  # 4,501.5


def test_what_is_handed_out_can_be_changed_without_harm() -> None:
    profile = make_profile(base_salary=40_000)
    problem = problem_with(profile)
    head_cost(problem, profile, 1)[Component.BASE] = 0
    assert head_cost(problem, profile, 1)[Component.BASE] == 10_000


def test_another_problem_with_the_same_profile_has_its_own_merit() -> None:
    profile = make_profile(base_salary=40_000)
    assert head_cost(problem_with(profile), profile, 12)[Component.BASE] == 10_000
    assert head_cost(problem_with(profile, merit_pct=Decimal(100)), profile, 12)[Component.BASE] == 40_000  # two dates
