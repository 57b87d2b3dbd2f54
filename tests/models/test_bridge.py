"""The variance bridge: it adds up whatever changes; what changes alone is one driver's, with figures by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.bridge import RATE, Bridge, Driver, bridge
from models.calendar import Calendar
from models.plan import Plan, Result, Status
from models.problem import Attrition, Employment, Problem
from tests.builders import make_plan, make_problem, make_profile, make_staff, make_type, make_use_case
from tests.models.pairs import random_pair, result_for


def adds_up(found: Bridge) -> bool:
    """In every quarter."""
    added = [start + sum(amounts) for start, *amounts in zip(found.start, *found.amounts.values(), strict=True)]
    return added == list(found.end)


# Whatever changes


@pytest.mark.parametrize("seed", range(200))
def test_it_adds_up_in_every_quarter_there_and_back(seed: int) -> None:
    one, other = random_pair(seed)
    assert one.accounts is not None
    assert other.accounts is not None
    there, back = bridge(one, other), bridge(other, one)
    assert (there.start, there.end) == (one.accounts.cost, other.accounts.cost)
    assert (back.start, back.end) == (other.accounts.cost, one.accounts.cost)
    assert adds_up(there)
    assert adds_up(back)
    assert sum(there.start) + sum(there.totals.values()) == sum(there.end)


@pytest.mark.parametrize("seed", range(20))
def test_from_a_plan_to_itself_nothing_changes(seed: int) -> None:
    for result in random_pair(seed):
        assert set(bridge(result, result).totals.values()) == {0}
        assert set(bridge(result, result).totals) == set(Driver)


def test_pairs_are_worth_testing() -> None:
    """Of 60 random pairs no driver is idle in all."""
    drivers = {driver for n in range(60) for driver, total in bridge(*random_pair(n)).totals.items() if total}
    assert drivers == set(Driver)


# One thing at a time. A data engineer earns 40,000 a year, that is 10,000 a quarter; FY27 Q1 is January 2027.


def planned(hires: dict[str, tuple[int, ...]] | None = None, **fields: Any) -> Result:
    fields = {"profiles": (make_profile(base_salary=40_000),)} | fields
    problem: Problem = make_problem(**fields)
    return result_for(problem, make_plan(problem, hires=hires))


def changes(before: Result, after: Result) -> dict[Driver, int]:
    """The drivers that are not 0."""
    found = bridge(before, after)
    assert adds_up(found)
    return {driver: total for driver, total in found.totals.items() if total}


def test_a_hire_a_quarter_later_saves_a_quarters_pay() -> None:
    one, other = planned({"DE": (0, 1, 0, 0)}), planned({"DE": (0, 0, 1, 0)})
    assert changes(one, other) == {Driver.TIMING: -10_000}
    assert changes(other, one) == {Driver.TIMING: 10_000}
    assert bridge(one, other).amounts[Driver.TIMING] == (0, -10_000, 0, 0)


def test_a_fee_that_a_later_start_raises_is_a_one_off() -> None:
    """10 per cent in July: a fee of 20 % is 8,000 in quarter 2 and 8,800 in quarter 3."""
    settings = {"merit_pct": Decimal(10), "merit_month": 7}
    profiles = (make_profile(base_salary=40_000, recruiting_fee_pct=Decimal(20)),)
    one = planned({"DE": (0, 1, 0, 0)}, profiles=profiles, settings=settings)
    other = planned({"DE": (0, 0, 1, 0)}, profiles=profiles, settings=settings)
    assert changes(one, other) == {Driver.TIMING: -10_000, Driver.ONE_OFFS: 800}
    assert bridge(one, other).amounts[Driver.ONE_OFFS] == (0, -8_000, 8_800, 0)


def test_one_more_hire_is_volume_and_its_sign_on_a_one_off() -> None:
    profiles = (make_profile(base_salary=40_000, sign_on=5_000),)
    one = planned({"DE": (1, 0, 0, 0)}, profiles=profiles)
    other = planned({"DE": (1, 0, 1, 0)}, profiles=profiles)
    assert changes(one, other) == {Driver.VOLUME: 20_000, Driver.ONE_OFFS: 5_000}
    assert changes(other, one) == {Driver.VOLUME: -20_000, Driver.ONE_OFFS: -5_000}


def test_the_last_hires_are_those_that_are_dropped() -> None:
    """Three in quarters 1, 2, 3 to two in 2 and 3: 001 and 002 start a quarter later, 003 (2 quarters) is dropped."""
    one, other = planned({"DE": (1, 1, 1, 0)}), planned({"DE": (0, 1, 1, 0)})
    assert changes(one, other) == {Driver.TIMING: -20_000, Driver.VOLUME: -20_000}


MIX = {
    "level": ({"level": "senior"}, Driver.LEVEL),
    "location": ({"location": "Berlin"}, Driver.LOCATION),
    "level and location": ({"level": "senior", "location": "Berlin"}, Driver.LOCATION),
    "nothing but pay": ({}, Driver.PRICE),
}


@pytest.mark.parametrize("name", MIX)
def test_another_profile_of_the_role_is_a_matter_of_rate(name: str) -> None:
    """60,000 instead of 40,000 from quarter 2 on: 3 x 5,000; a quarter later saves 15,000 more."""
    fields, driver = MIX[name]
    profiles = (make_profile(base_salary=40_000), make_profile("DE2", role="DE", base_salary=60_000, **fields))
    one = planned({"DE": (0, 1, 0, 0)}, profiles=profiles)
    assert changes(one, planned({"DE2": (0, 1, 0, 0)}, profiles=profiles)) == {driver: 15_000}
    later = planned({"DE2": (0, 0, 1, 0)}, profiles=profiles)
    assert changes(one, later) == {driver: 15_000, Driver.TIMING: -15_000}
    assert changes(later, one) == {driver: -10_000, Driver.TIMING: 10_000}


def test_a_contractor_in_an_employees_place_is_employment() -> None:
    """60 days at 500 are 30,000 a quarter instead of 10,000, for four quarters."""
    contractor = make_profile("CON", role="DE", employment=Employment.CONTRACTOR, day_rate=500)
    profiles = (make_profile(base_salary=40_000), contractor)
    one, other = (planned({name: (1, 0, 0, 0)}, profiles=profiles) for name in ("DE", "CON"))
    assert changes(one, other) == {Driver.EMPLOYMENT: 80_000}


def test_a_swap_that_differs_in_the_level_only_goes_before_one_that_differs_in_more() -> None:
    """Of two that were added instead of a junior (10,000) in quarter 1, the senior (15,000) is in the same place."""
    profiles = (
        make_profile(base_salary=40_000),
        make_profile("FAR", role="DE", level="senior", location="Berlin", base_salary=80_000),
        make_profile("SEN", role="DE", level="senior", base_salary=60_000),
    )
    one = planned({"DE": (1, 0, 0, 0)}, profiles=profiles)
    other = planned({"FAR": (1, 0, 0, 0), "SEN": (1, 0, 0, 0)}, profiles=profiles)
    assert changes(one, other) == {Driver.LEVEL: 20_000, Driver.VOLUME: 80_000}


def test_a_dropped_hire_is_swapped_for_the_first_that_was_added() -> None:
    """A junior of quarter 1 for the lead of quarter 1 (4 x 10,000), not for the senior of quarter 3 (2 x 15,000)."""
    profiles = (
        make_profile(base_salary=40_000),
        make_profile("SEN", role="DE", level="senior", base_salary=60_000),
        make_profile("LEAD", role="DE", level="lead", base_salary=80_000),
    )
    one = planned({"DE": (1, 0, 0, 0)}, profiles=profiles)
    other = planned({"SEN": (0, 0, 1, 0), "LEAD": (1, 0, 0, 0)}, profiles=profiles)
    assert changes(one, other) == {Driver.LEVEL: 40_000, Driver.VOLUME: 30_000}


def test_hires_of_another_role_are_volume() -> None:
    profiles = (make_profile(base_salary=40_000), make_profile("PM", base_salary=60_000))
    one, other = planned({"DE": (1, 0, 0, 0)}, profiles=profiles), planned({"PM": (1, 0, 0, 0)}, profiles=profiles)
    assert changes(one, other) == {Driver.VOLUME: 20_000}


def test_profiles_that_only_one_input_has() -> None:
    """The second has no junior; its senior is there instead: 4 x 5,000."""
    one = planned({"DE": (1, 0, 0, 0)})
    senior = make_profile("SEN", role="DE", level="senior", base_salary=60_000)
    other = planned({"SEN": (1, 0, 0, 0)}, profiles=(senior,))
    assert changes(one, other) == {Driver.LEVEL: 20_000}


def test_pay_is_price_and_fees_are_one_offs() -> None:
    """A hire from quarter 2 on, and staff on the profile's salary: 4,000 a year more for 3 and 4 quarters."""
    staff = (make_staff(),)
    one = planned({"DE": (0, 1, 0, 0)}, staff=staff)
    dearer = (make_profile(base_salary=44_000, equipment=700),)
    other = planned({"DE": (0, 1, 0, 0)}, staff=staff, profiles=dearer)
    assert changes(one, other) == {Driver.PRICE: 7_000, Driver.ONE_OFFS: 700}


def test_an_own_salary_is_price() -> None:
    """48,000 instead of the profile's 40,000."""
    one, other = planned(staff=(make_staff(),)), planned(staff=(make_staff(base_salary=48_000),))
    assert changes(one, other) == {Driver.PRICE: 8_000}
    assert changes(other, one) == {Driver.PRICE: -8_000}


def test_a_merit_increase() -> None:
    """5 per cent from July on: 500 in each of quarters 3 and 4; from October on, in quarter 4."""
    hires = {"DE": (1, 0, 0, 0)}
    one = planned(hires, settings={"merit_month": 7})
    other = planned(hires, settings={"merit_month": 7, "merit_pct": Decimal(5)})
    assert changes(one, other) == {Driver.MERIT: 1_000}
    last = planned(hires, settings={"merit_month": 10, "merit_pct": Decimal(5)})
    assert changes(other, last) == {Driver.MERIT: -500}


def test_an_exchange_rate() -> None:
    dearer = (make_profile(base_salary=40_000, exchange_rate=Decimal("1.1")),)
    assert changes(planned({"DE": (1, 0, 0, 0)}), planned({"DE": (1, 0, 0, 0)}, profiles=dearer)) == {
        Driver.EXCHANGE: 4_000
    }


def test_whole_leavers_are_attrition() -> None:
    """93.75 per cent a year is one half a quarter: of 2 people one leaves before quarter 2, and in quarter 2 half of
    the other is due: 1.5 before quarter 3, 2 before quarter 4. So 1, 1 and 2 are gone: 40,000 less."""
    leaving = (make_profile(base_salary=40_000, attrition_pct=Decimal("93.75")),)
    staff = (make_staff(heads=2),)
    assert changes(planned(staff=staff), planned(staff=staff, profiles=leaving)) == {Driver.ATTRITION: -40_000}


def test_the_kind_of_attrition_is_attrition() -> None:
    """One person, of whom a half is expected to leave in each quarter: 10,000, 5,000, 2,500 and 1,250, but as whole
    people nobody in quarter 2 and one from quarter 3 on (0.5, then 1): 10,000, 10,000, 0, 0."""
    leaving = (make_profile(base_salary=40_000, attrition_pct=Decimal("93.75")),)
    fields: dict[str, Any] = {"staff": (make_staff(),), "profiles": leaving}
    expected = planned(**fields, settings={"attrition": Attrition.EXPECTED})
    assert changes(planned(**fields), expected) == {Driver.ATTRITION: -1_250}


def test_staff_and_offers_are_staff_and_an_offers_sign_on_a_one_off() -> None:
    profiles = (make_profile(base_salary=40_000, sign_on=900, severance=3_000),)
    one = planned(staff=(make_staff(),), profiles=profiles)
    other = planned(staff=(make_staff(), make_staff(id="offer", start=3)), profiles=profiles)
    assert changes(one, other) == {Driver.STAFF: 20_000, Driver.ONE_OFFS: 900}
    ended = planned(staff=(make_staff(end=3),), profiles=profiles)
    assert changes(one, ended) == {Driver.STAFF: -10_000, Driver.ONE_OFFS: 3_000}


def with_use_case(start: int, run_cost: int = 300) -> Result:
    kind = make_type(build_cost=(7_000,), run_cost=run_cost)
    problem = make_problem(use_case_types=(kind,), use_cases=(make_use_case(),))
    return result_for(problem, make_plan(problem, starts={"U1": tuple(int(q == start) for q in range(1, 5))}))


def test_money_of_use_cases() -> None:
    """Built in quarter 1, run in three; started in quarter 2, run in two; or never."""
    assert changes(with_use_case(1), with_use_case(2)) == {Driver.USE_CASES: -300}
    assert changes(with_use_case(1), with_use_case(0)) == {Driver.USE_CASES: -7_900}
    assert changes(with_use_case(1), with_use_case(1, run_cost=400)) == {Driver.USE_CASES: 300}


def test_pooled_pay() -> None:
    assert changes(planned(), planned(pooled_pay=(1, 2, -3, 7))) == {Driver.POOLED: 7}


def test_what_two_changes_do_together_goes_to_the_later_step() -> None:
    """Pay 10 % up (1,000 a quarter) and a hire (44,000 a year) more: price is of what both have, four times."""
    dearer = (make_profile(base_salary=44_000),)
    one, other = planned({"DE": (1, 0, 0, 0)}), planned({"DE": (2, 0, 0, 0)}, profiles=dearer)
    assert changes(one, other) == {Driver.PRICE: 4_000, Driver.VOLUME: 44_000}


def test_what_moves_no_money_is_no_driver() -> None:
    """Skills, limits, rules, budgets and names."""
    profile = make_profile(base_salary=40_000, skills={"data": 50}, most_heads=3, time_to_fill=1, ramp=(0, 100), wave=2)
    one = planned({"DE": (0, 1, 0, 0)})
    other = planned({"DE": (0, 1, 0, 0)}, profiles=(profile,), budget=1, settings={"company": "Other"})
    assert changes(one, other) == {}


# Where there is none


def test_no_bridge_between_currencies_time_lines_or_without_a_plan() -> None:
    one = planned()
    euros = planned(settings={"currency": "EUR"})
    longer = planned(quarters=5)
    later = planned(calendar=Calendar(fiscal_year=2027, fiscal_quarter=2, quarters=4))
    none = Result(problem=one.problem, status=Status.INFEASIBLE)
    reasons = [bridge(one, other).reason for other in (euros, longer, later, none)]
    assert reasons == [
        "it is in EUR, and the first in USD",
        "it plans 5 quarters from 2027-01-01, and the first 4 quarters from 2027-01-01",
        "it plans 4 quarters from 2027-04-01, and the first 4 quarters from 2027-01-01",
        "the scenario holds no plan",
    ]
    assert bridge(none, one).reason == "the first scenario holds no plan"
    assert bridge(one, euros).totals == {}


def test_the_same_quarters_under_another_name_are_the_same_time_line() -> None:
    """A year that begins in July calls January 2027 FY27 Q3."""
    calendar = Calendar(fiscal_year=2027, fiscal_quarter=3, starts_in=7, quarters=4)
    assert changes(planned(), planned({"DE": (0, 0, 0, 1)}, calendar=calendar)) == {Driver.VOLUME: 10_000}


def test_the_rate_is_level_location_employment_and_pay() -> None:
    assert [str(driver) for driver in RATE] == ["level", "location", "employment", "price", "merit", "exchange"]


def test_plans_without_a_profiles_hires_are_taken_as_none() -> None:
    one = planned()
    assert one.plan is not None
    bare = Plan(hires={}, starts={}, allotment={})
    other = Result(problem=one.problem, status=Status.FEASIBLE, plan=bare, accounts=one.accounts)
    assert changes(one, other) == {}
