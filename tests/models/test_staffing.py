"""Who is in seat and what they get done, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.plan import Series
from models.problem import Problem, StaffRow
from models.staffing import average_fte, capacity, leavers, quarterly_rate, ramp_at, staff_in_seat, survival
from tests.builders import make_problem, make_profile, make_staff


def problem_of(
    *staff: StaffRow, quarters: int = 4, attrition: str = "whole", pct: object = 0, **profile: Any
) -> Problem:
    fields = {"attrition_pct": Decimal(str(pct))} | profile
    return make_problem(quarters, profiles=(make_profile(**fields),), staff=staff, settings={"attrition": attrition})


def heads_and_leavers(problem: Problem, *hires: int) -> tuple[Series, Series]:
    return leavers(problem, "DE", hires)


@pytest.mark.parametrize(
    ("annual", "rate"),
    [
        ("0", 0),
        ("100", 1_000_000),
        ("93.75", 500_000),  # (1/16)^(1/4) = 1/2
        ("59.04", 200_000),  # 0.8^4 = 0.4096
        ("10", 25_996),  # 1 - 0.9^(1/4) = 0.02599625...
        ("0.0001", 0),  # 0.00000025: a quarter of a millionth
        ("0.0002", 1),  # 0.0000005000004: just over half of one
    ],
)
def test_the_quarterly_rate_is_rounded_half_up_to_a_millionth(annual: str, rate: int) -> None:
    assert quarterly_rate(Decimal(annual)) == rate


def test_a_quarterly_rate_in_the_very_middle_goes_up() -> None:
    # 1 - 0.9999995^4 per year is 0.0000005 a quarter to the last digit: half a millionth goes up.
    annual = (1 - Decimal("0.9999995") ** 4) * 100
    assert quarterly_rate(annual) == 1


@pytest.mark.parametrize(
    ("tenure", "millionths"),
    [
        (0, 1_000_000),
        (1, 500_000),  # first year: (1 - 0.9375)^(1/4) = 1/2 a quarter
        (2, 250_000),
        (4, 62_500),
        (5, 50_000),  # later: (1 - 0.5904)^(1/4) = 0.8 a quarter
        (6, 40_000),
    ],
)
def test_survival_falls_at_the_first_years_rate_and_then_at_the_later_one(tenure: int, millionths: int) -> None:
    profile = make_profile(attrition_pct=Decimal("59.04"), first_year_attrition_pct=Decimal("93.75"))
    assert survival(profile, tenure) == millionths


def test_survival_past_the_first_year_knows_only_the_later_rate() -> None:
    profile = make_profile(attrition_pct=Decimal("59.04"), first_year_attrition_pct=Decimal("93.75"))
    assert [survival(profile, t, past_first_year=True) for t in (0, 1, 2)] == [1_000_000, 800_000, 640_000]


def test_without_a_first_years_rate_the_later_one_holds() -> None:
    profile = make_profile(attrition_pct=Decimal(10))
    assert survival(profile, 4) == 900_000
    assert survival(profile, 2) == 948_683  # sqrt(0.9) = 0.94868329...
    assert survival(profile, 8) == 810_000


def test_survival_is_rounded_half_up() -> None:
    # 0.5^7 = 0.0078125 exactly: half a millionth goes up.
    assert survival(make_profile(attrition_pct=Decimal("93.75")), 7) == 7_813


def test_ramps_hold_their_last_value() -> None:
    assert [ramp_at(make_profile(ramp=(-20, 50, 100)), t) for t in range(5)] == [-20, 50, 100, 100, 100]


def test_staff_are_in_seat_from_start_to_end() -> None:
    problem = problem_of(
        make_staff(heads=2, end=2), make_staff(heads=3, id="offer", start=2), make_staff(id="x", end=9)
    )
    assert [staff_in_seat(problem, "DE", q) for q in problem.horizon] == [3, 6, 4, 4]


def test_nobody_leaves_in_quarter_1_and_the_sum_passes_whole_numbers_later() -> None:
    # 20 % a quarter of 4 people: 0.8 after quarter 1, 1.6 after quarter 2 (one left), then 3 people: 2.2 (two left)
    problem = problem_of(make_staff(heads=4), quarters=5, pct="59.04")
    assert heads_and_leavers(problem, 0, 0, 0, 0, 0) == ((4, 4, 3, 2, 2), (0, 0, 1, 2, 2))


def test_a_leaver_is_gone_in_the_quarter_in_which_the_sum_reaches_a_whole_number() -> None:
    # 50 % a quarter of 2 people: exactly 1 after quarter 1, 1.5 after quarter 2, 2 after quarter 3
    problem = problem_of(make_staff(heads=2), pct="93.75")
    assert heads_and_leavers(problem, 0, 0, 0, 0) == ((2, 1, 1, 0), (0, 1, 1, 2))


def test_hires_add_to_the_expected_leavers() -> None:
    # 50 % of 1, 2: 0.5, then 1.5 after quarter 2: one has left in quarter 3; 1.5 + 0.5 = 2: two in quarter 4
    problem = problem_of(make_staff(heads=1), pct="93.75")
    assert heads_and_leavers(problem, 0, 1, 0, 0) == ((1, 2, 1, 0), (0, 0, 1, 2))


def test_no_more_leave_than_are_there() -> None:
    # All three leave after quarter 1; two of them would have gone by contract at the end of quarter 2.
    problem = problem_of(make_staff(heads=1), make_staff(heads=2, id="short", end=2), pct=100)
    assert heads_and_leavers(problem, 0, 0, 0, 0) == ((3, 0, 0, 0), (0, 3, 1, 1))


def test_with_expected_attrition_heads_are_people_before_attrition() -> None:
    problem = problem_of(make_staff(heads=4), attrition="expected", pct="93.75")
    assert heads_and_leavers(problem, 0, 1, 0, 0) == ((4, 5, 5, 5), (0, 0, 0, 0))


def test_average_fte_is_rounded_half_up_to_hundredths() -> None:
    # (2 x 50 + 1 x 75) / 3 = 58.33; with one more at 76: (175 + 76) / 4 = 62.75; in the end 75 and 76: 75.5
    rows = (
        make_staff(heads=2, fte=50, end=2),
        make_staff(id="a", fte=75),
        make_staff(id="b", fte=76, start=2),
    )
    problem = problem_of(*rows)
    assert [average_fte(problem, "DE", q) for q in (1, 2, 3)] == [58, 63, 76]
    assert average_fte(make_problem(), "DE", 1) == 0


def test_capacity_ramps_hires_and_offers_but_not_todays_staff() -> None:
    # in 10^-4 FTE: staff 1 x 80 x 100 = 8,000; the offer from 2: 50 x (50, 100, 100); the hire from 3: 100 x (50, 100)
    problem = problem_of(make_staff(fte=80), make_staff(id="offer", fte=50, start=2), ramp=(50, 100))
    assert capacity(problem, "DE", (0, 0, 1, 0)) == (8_000, 10_500, 18_000, 23_000)


def test_a_newcomer_who_takes_more_than_it_gives_lowers_capacity_but_never_below_nothing() -> None:
    problem = problem_of(make_staff(fte=50), ramp=(-30, 100))
    assert capacity(problem, "DE", (1, 0, 0, 0)) == (2_000, 15_000, 15_000, 15_000)  # 50 x 100 - 100 x 30
    assert capacity(problem, "DE", (2, 0, 0, 0))[0] == 0  # 5,000 - 6,000


def test_staff_who_left_take_the_average_fte_with_them_and_hires_a_full_one() -> None:
    # 50 % a quarter of staff 2 (40 and 61: average 50.5, so 51): leavers 0, 1, 2, 2 with one hire in quarter 2
    # (2, then 1 + 1 = 2, then 2 + ...): E = 1, 2, 2.5, 3 -> heads 2, 2, 1, 1
    problem = problem_of(make_staff(fte=40), make_staff(id="b", fte=61), pct="93.75", ramp=(50, 100))
    assert heads_and_leavers(problem, 0, 1, 0, 0) == ((2, 2, 1, 1), (0, 1, 2, 2))
    # 101 x 100; + 100 x 50 - 51 x 100; + 100 x 100 - 102 x 100 (a hundredth more than there was)
    assert capacity(problem, "DE", (0, 1, 0, 0)) == (10_100, 10_000, 9_900, 9_900)


def test_when_all_staff_have_left_hires_leave() -> None:
    # 1 of staff until the end of quarter 2, 2 hires in quarter 1, 50 %: E = 1.5, 2.5, 2.5 or more
    problem = problem_of(make_staff(end=2), pct="93.75", ramp=(100, 80))
    assert heads_and_leavers(problem, 2, 0, 0, 0) == ((3, 2, 0, 0), (0, 1, 2, 2))
    # quarter 1: 3 full; 2: staff 80 + hires 2 x 80 - the staff leaver 80; 3: both hires gone
    # (today's staff count at the last ramp, 80 %, from the start)
    assert capacity(problem, "DE", (2, 0, 0, 0)) == (28_000, 16_000, 0, 0)


def test_expected_capacity_shrinks_every_cohort_rounded_down() -> None:
    # survival 0.9^(1/4) = 0.974004: today's 2 of 75: 7,500 and 7,305.03 each; the hire of quarter 1: 5,000, 9,740.04
    problem = problem_of(make_staff(heads=2, fte=75), attrition="expected", pct=10, ramp=(50, 100), quarters=2)
    assert capacity(problem, "DE", (1, 0)) == (15_000 + 5_000, 14_610 + 9_740)


def test_expected_capacity_of_a_negative_ramp_is_rounded_away_from_nothing() -> None:
    # The hire of quarter 1 at -33 % of 0.974004 in quarter 2: -3,214.2132, so -3,215; staff: 9,740.04
    problem = problem_of(make_staff(), attrition="expected", pct=10, ramp=(-33, -33, 100), quarters=2)
    assert capacity(problem, "DE", (1, 0))[1] == 9_740 - 3_215


def test_accepted_offers_and_hires_survive_from_their_own_start() -> None:
    # first year 1/2 a quarter, later 0.8: today's staff is past the first year
    fields = {"attrition": "expected", "pct": "59.04", "first_year_attrition_pct": Decimal("93.75"), "quarters": 3}
    problem = problem_of(make_staff(), make_staff(id="offer", start=2), **fields)
    assert capacity(problem, "DE", (0, 0, 1)) == (10_000, 8_000 + 10_000, 6_400 + 5_000 + 10_000)
