"""The positions that a plan opens: IDs, dates, whom they replace and what they are for."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any

import pytest

from models.demand import use_case_demand
from models.judge import judge
from models.lineup import Line, Lineup
from models.plan import Accounts, Plan
from models.positions import Position, place_of_hire, positions
from models.problem import Problem
from models.rules import Mode, PerActive, Present
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
from tests.oracle.instances import draw_problem_with_plan


def positions_of(
    problem: Problem, hires: dict[str, Any], starts: Any = None, allotment: Any = None
) -> tuple[Position, ...]:
    plan = make_plan(problem, hires, starts, allotment)
    return positions(problem, plan, judge(problem, plan).accounts)


def test_positions_are_numbered_within_their_profile_in_order_of_start() -> None:
    problem = make_problem(profiles=(make_profile("DE-MID", time_to_fill=2), make_profile("PM")))
    found = positions_of(problem, {"DE-MID": (0, 0, 1, 2), "PM": (1, 0, 0, 1)})
    assert [(p.id, p.start, p.opens) for p in found] == [
        ("PM-001", 1, 1),
        ("DE-MID-001", 3, 1),
        ("DE-MID-002", 4, 2),
        ("DE-MID-003", 4, 2),
        ("PM-002", 4, 4),
    ]
    assert {p.kind for p in found} == {"growth"}
    assert {p.replaces for p in found} == {""}


def test_no_position_without_a_hire() -> None:
    assert positions_of(make_problem(staff=(make_staff(heads=3),)), {}) == ()


# -- growth or backfill: 93.75 per cent a year is one half a quarter

HALF = Decimal("93.75")


def kinds(found: tuple[Position, ...]) -> list[tuple[str, str]]:
    """'growth', or whom it replaces, by position ID."""
    return [(p.id, p.replaces if p.kind == "backfill" else p.kind) for p in found]


def test_a_hire_before_anybody_left_uses_up_no_vacancy() -> None:
    # One on staff: heads 1; with the hire of 2 the sum is 0.5 -> heads 2; 1.5 -> one leaver in 3 (the staff).
    profile = make_profile(role="Engineer", level="mid", attrition_pct=HALF)
    problem = make_problem(profiles=(profile,), staff=(make_staff(),))
    found = positions_of(problem, {"DE": (0, 1, 1, 0)})
    assert kinds(found) == [("DE-001", "growth"), ("DE-002", "staff of Engineer, mid")]


def test_backfills_replace_staff_first_and_then_earlier_hires() -> None:
    # As above; the hire of 3 makes heads 2 there: 2.5 -> two leavers in 4 (the staff, DE-001).
    problem = make_problem(profiles=(make_profile(attrition_pct=HALF),), staff=(make_staff(),))
    plan = make_plan(problem, {"DE": (0, 1, 1, 2)})
    accounts = judge(problem, plan).accounts
    assert accounts.leavers["DE"] == (0, 0, 1, 2)
    assert kinds(positions(problem, plan, accounts)) == [
        ("DE-001", "growth"),
        ("DE-002", "staff of DE"),
        ("DE-003", "DE-001"),
        ("DE-004", "growth"),
    ]


def test_two_who_leave_at_once_are_two_vacancies() -> None:
    # Four on staff in 1: two have left before quarter 2, in which three start.
    problem = make_problem(profiles=(make_profile(attrition_pct=HALF),), staff=(make_staff(heads=4),))
    found = positions_of(problem, {"DE": (0, 3, 0, 0)})
    assert [replaces for _, replaces in kinds(found)] == ["staff of DE", "staff of DE", "growth"]


def test_leavers_whom_nobody_replaces_make_no_backfill() -> None:
    problem = make_problem(profiles=(make_profile(attrition_pct=HALF),), staff=(make_staff(heads=4),))
    found = positions_of(problem, {"DE": (2, 0, 0, 0)})
    assert [replaces for _, replaces in kinds(found)] == ["growth", "growth"]


def test_a_backfill_of_a_hire_names_its_position() -> None:
    # All leave after a quarter. Staff 1 leaves: 1 gone in 2; the hire of 2 leaves: 2 gone in 3; nobody is there in 3,
    # so still 2 gone in 4, where the second and third hire start: the second replaces the first.
    problem = make_problem(profiles=(make_profile(attrition_pct=Decimal(100)),), staff=(make_staff(),))
    found = positions_of(problem, {"DE": (0, 1, 0, 2)})
    assert kinds(found) == [("DE-001", "staff of DE"), ("DE-002", "DE-001"), ("DE-003", "growth")]


def test_who_has_left_stays_the_leaver_when_his_contract_ends() -> None:
    # The one on staff has left before 2; in 3 the contract is over and counts no more, in 4 there is an accepted offer.
    profile = make_profile(attrition_pct=Decimal(100))
    staff = (make_staff(end=2), make_staff(id="offer", start=4))
    problem = make_problem(profiles=(profile,), staff=staff)
    assert kinds(positions_of(problem, {"DE": (0, 0, 1, 0)})) == [("DE-001", "staff of DE")]


def test_nobody_replaces_himself() -> None:
    # The one on staff is counted as a leaver only in 3, where a hire starts and the contract has ended.
    problem = make_problem(profiles=(make_profile(attrition_pct=Decimal(100)),), staff=(make_staff(end=1),))
    plan = make_plan(problem, {"DE": (0, 0, 1, 0)})
    accounts = judge(problem, plan).accounts
    assert accounts.leavers["DE"] == (0, 0, 1, 1)
    assert kinds(positions(problem, plan, accounts)) == [("DE-001", "staff of DE")]


def test_with_expected_attrition_nobody_is_replaced() -> None:
    profile = make_profile(attrition_pct=Decimal(100))
    problem = make_problem(profiles=(profile,), staff=(make_staff(),), settings={"attrition": "expected"})
    assert [p.kind for p in positions_of(problem, {"DE": (0, 1, 0, 1)})] == ["growth", "growth"]


# -- what positions are for

TYPES = (
    make_type("small", 1, build={"data": (10,)}, run={"model": 5}),
    make_type("other", 1, build={"model": (10,)}),
)
GIVEN = {"DE": {"data": (0, 50, 50, 50, 50, 50, 50, 50)}}


def portfolio_problem(**overrides: Any) -> Problem:
    fields: dict[str, Any] = {
        "capabilities": ("data", "model"),
        "profiles": (make_profile(skills={"data": 100, "model": 100}), make_profile("PM")),
        "use_case_types": TYPES,
        "use_cases": (make_use_case("U1", count=2), make_use_case("U2", type="other"), make_use_case("U3")),
    }
    return make_problem(8, **fields | overrides)


def serves(problem: Problem, profile: str, start: int, starts: Any = None, allotment: Any = None) -> tuple[str, ...]:
    """What the only hire serves."""
    (position,) = positions_of(problem, {profile: at(start)}, starts, allotment)
    return position.serves


def at(*quarters: int) -> tuple[int, ...]:
    return tuple(quarters.count(q) for q in range(1, 9))


def test_a_position_serves_the_use_cases_that_need_what_its_time_goes_to_soon_after_its_start() -> None:
    starts = {"U1": at(2, 6), "U2": at(3), "U3": at(7)}
    # U1 needs data in 2 and 6, U3 in 7; U2 only modelling, to which no time is given; quarters from start to start + 3
    assert serves(portfolio_problem(), "DE", 2, starts, GIVEN) == ("U1",)  # 2..5
    assert serves(portfolio_problem(), "DE", 3, starts, GIVEN) == ("U1",)  # 3..6
    assert serves(portfolio_problem(), "DE", 4, starts, GIVEN) == ("U1", "U3")  # 4..7
    starts = {"U1": at(1), "U2": at(3), "U3": at(8)}
    assert serves(portfolio_problem(), "DE", 2, starts, {"DE": {"model": at(4)}}) == ("U1",)  # U1 runs from 2 on
    assert serves(portfolio_problem(), "DE", 2, starts, {"DE": {"model": at(3)}}) == ("U1", "U2")


def test_use_cases_are_named_in_the_order_in_which_they_start() -> None:
    starts = {"U1": at(4), "U2": at(2), "U3": at(3)}
    assert serves(portfolio_problem(), "DE", 3, starts, {"DE": {"data": at(3, 4), "model": at(4)}}) == ("U3", "U1")


def test_without_work_soon_a_position_serves_what_comes_later() -> None:
    starts = {"U1": at(7), "U3": at(8)}
    assert serves(portfolio_problem(), "DE", 3, starts, GIVEN) == ("U1", "U3")  # nothing in 3..6
    assert serves(portfolio_problem(), "DE", 4, starts, GIVEN) == ("U1",)  # 4..7
    assert serves(portfolio_problem(), "DE", 8, {"U1": at(7)}, GIVEN) == ("no work in this plan",)


def test_heads_divide_the_demand_and_who_comes_later_serves_what_starts_later() -> None:
    # Data in 4, by first start: U1 20 (its second and third unit), U2 10, U3 10. Four heads have 10 each.
    problem = portfolio_problem(
        use_cases=(make_use_case("U3"), make_use_case("U2"), make_use_case("U1", count=3)),
        staff=(make_staff(heads=2),),
    )
    starts = {"U1": (1, 0, 0, 2, 0, 0, 0, 0), "U2": at(4), "U3": at(4)}
    plan_of_4 = {"DE": {"data": at(4)}}
    found = positions_of(problem, {"DE": at(2, 4)}, starts, plan_of_4)
    assert [p.serves for p in found] == [("U3",), ("U2",)]  # they start alike: in the order of the sheet
    found = positions_of(problem, {"DE": at(4)}, starts, plan_of_4)  # three heads: (26.6, 40] for the third
    assert [p.serves for p in found] == [("U3", "U2")]


def test_who_has_left_stands_in_line_no_more() -> None:
    # As in the test of backfills: in 3 the staff are gone, so the two hires have half of 20 each.
    profile = make_profile(attrition_pct=HALF, skills={"data": 100})
    problem = portfolio_problem(profiles=(profile, make_profile("PM")), staff=(make_staff(),))
    found = positions_of(problem, {"DE": at(2, 3)}, {"U1": at(3), "U3": at(3)}, {"DE": {"data": at(3)}})
    assert [p.serves for p in found] == [("U1",), ("U3",)]


@pytest.mark.parametrize("mode", [Mode.ENFORCE, Mode.REPORT, Mode.OFF])
def test_an_enforced_rule_that_adds_demand_stands_behind_the_use_cases(mode: Mode) -> None:
    # Modelling in 4: U1 runs (5), the rule adds 5 for the one use case that is active.
    rule = make_rule(PerActive(fte=5, capability="model"), id="coordination", mode=mode)
    problem = portfolio_problem(rules=(rule,))
    found = positions_of(problem, {"DE": at(4, 4)}, {"U1": at(3)}, {"DE": {"model": at(4)}})
    enforced = mode is Mode.ENFORCE
    assert [p.serves for p in found] == [("U1",), ("rule coordination",) if enforced else ("U1",)]
    found = positions_of(problem, {"DE": at(4)}, {"U1": at(3)}, {"DE": {"model": at(4)}})
    assert [p.serves for p in found] == [("U1", "rule coordination") if enforced else ("U1",)]


def test_a_rule_whose_demand_is_all_there_is() -> None:
    rules = (make_rule(PerActive(fte=5, capability="data"), id="coordination"),)
    assert serves(portfolio_problem(rules=rules), "DE", 4, {"U2": at(2)}, GIVEN) == ("rule coordination",)


def test_rules_stand_in_order_of_their_ids_and_requirements_last() -> None:
    rules = tuple(make_rule(PerActive(fte=10, capability="data"), id=name) for name in "ZAB")
    problem = portfolio_problem(rules=rules, requirements=(make_requirement(*at(4), capability="data"),))
    assert serves(problem, "DE", 4, {"U1": at(4)}, GIVEN) == ("U1", "rule A", "rule B", "rule Z", "requirement data")


def test_the_unit_is_that_of_all_it_serves() -> None:
    use_cases = (
        make_use_case("U1", business_unit="Retail"),
        make_use_case("U2", business_unit="Retail"),
        make_use_case("U3", business_unit="Risk"),
        make_use_case("U4"),
    )
    need = make_requirement(0, 0, 0, 0, 0, 0, 0, 1, capability="data").changed(business_unit="Risk")
    rule = make_rule(PerActive(free=3, fte=1, capability="data"), id="U1")  # called like a use case, and for all units
    problem = portfolio_problem(use_cases=use_cases, requirements=(need,), rules=(rule,))

    def unit(start: int, **starts: int) -> str:
        begun = {name: at(quarter) for name, quarter in starts.items()}
        (position,) = positions_of(problem, {"DE": at(start)}, begun, GIVEN)
        return position.unit

    assert unit(2, U1=2, U2=3) == "Retail"
    assert unit(2, U1=2, U3=3) == "shared"
    assert unit(2, U1=2, U4=3) == "shared"
    assert unit(2, U4=3) == "shared"
    assert unit(6, U3=7) == "Risk"  # and the requirement in 8
    assert unit(6, U1=7) == "shared"
    assert unit(4, U1=2, U2=2, U3=2, U4=2) == "shared"  # only the rule


def test_a_position_without_use_cases_serves_the_rules_that_ask_for_it() -> None:
    asks = Present(acts_on=make_group("DE"), against=make_group("PM"))
    rules = (
        make_rule(asks, id="enforced"),
        make_rule(asks, id="preferred", mode=Mode.PREFER),
        make_rule(Present(acts_on=make_group("PM"), against=make_group("DE")), id="the other way round"),
    )
    assert serves(portfolio_problem(rules=rules), "PM", 1) == ("rule enforced",)


def test_a_position_that_no_rule_asks_for_serves_requirements_of_heads() -> None:
    profiles = (make_profile(skills={"data": 100}, least_heads=1), make_profile("PM"))
    requirements = (make_requirement(*at(4), role="PM"), make_requirement(*at(4), capability="data"))
    problem = portfolio_problem(profiles=profiles, requirements=requirements)
    assert serves(problem, "PM", 4) == ("requirement PM",)
    assert serves(problem, "PM", 5) == ("no work in this plan",)
    assert serves(problem, "DE", 1) == ("least heads",)  # its time goes to no data


# -- whatever the plan


@pytest.mark.parametrize("seed", range(50))
def test_a_share_holds_whom_it_overlaps_and_all_shares_hold_everybody(seed: int) -> None:
    rng = Random(seed)
    demands = [rng.choice((1, 1, 2, 5, 30, 400)) for _ in range(rng.randint(1, 9))]
    heads, length = rng.randint(1, 12), sum(demands)
    line = Line(tuple(range(len(demands))), tuple(accumulate(demands)))
    shares = [line.beside(place, heads) for place in range(1, heads + 1)]
    for j, share in enumerate(shares):
        low, high = Fraction(length * j, heads), Fraction(length * (j + 1), heads)
        spans = zip(line.who, line.ends, demands, strict=True)
        assert share == tuple(n for n, end, demand in spans if end > low and end - demand < high)
    assert {number for share in shares for number in share} == set(line.who)


@cache
def drawn() -> list[tuple[Problem, Plan, Accounts]]:
    """Random plans, judged."""
    found = [draw_problem_with_plan(Random(seed)) for seed in range(200)]
    return [(problem, plan, judge(problem, plan).accounts) for problem, plan in found]


def check_backfills(problem: Problem, plan: Plan, accounts: Accounts) -> int:
    """What holds of the positions of any plan; how many are backfills."""
    found = positions(problem, plan, accounts)
    for profile in problem.profiles:
        gone, filled = accounts.leavers[profile.id], 0
        of_profile = [p for p in found if p.profile == profile.id]
        for position in of_profile:
            left = gone[position.start - 1]
            assert (position.kind == "growth") is (filled >= left)
            filled += position.kind == "backfill"
            assert filled <= max(gone[: position.start])
        starts = {p.id: p.start for p in of_profile}
        replaced = [(p.replaces, p.start) for p in of_profile if p.replaces]
        hires = [(name, start) for name, start in replaced if not name.startswith("staff of ")]
        assert all(starts[name] < start for name, start in hires)
        assert len({name for name, _ in hires}) == len(hires)
        assert len(replaced) - len(hires) <= sum(row.heads for row in problem.staff if row.profile == profile.id)
    return sum(p.kind == "backfill" for p in found)


@pytest.mark.slow
def test_of_any_plan_each_vacancy_is_filled_once_and_before_growth() -> None:
    assert sum(check_backfills(*plan) for plan in drawn()) > 10


@pytest.mark.slow
def test_of_any_plan_all_heads_together_serve_everybody_whom_the_time_is_for() -> None:
    seen = 0
    for problem, plan, accounts in drawn():
        lineup = Lineup(problem, plan)
        for profile, shares in plan.allotment.items():
            for q in problem.horizon:
                heads = accounts.heads[profile][q - 1]
                served = {n for place in range(1, heads + 1) for n in lineup.served(profile, q, place, heads)}
                given = {c for c, times in shares.items() if times[q - 1] > 0}
                wanted = {
                    n
                    for n, demander in enumerate(lineup.demanders)
                    if any(c in given and needed[q - 1] > 0 for c, needed in demander.needs)
                }
                assert served == (wanted if heads else set())
                seen += len(served)
        for c in problem.capabilities:
            for q in problem.horizon:
                length = lineup.lines[c, q].ends[-1] if (c, q) in lineup.lines else 0
                assert length == accounts.demand[c][q - 1]
    assert seen > 300


@pytest.mark.slow
def test_of_any_plan_a_use_case_that_is_served_needs_the_time_when_it_is_given() -> None:
    seen = 0
    for problem, plan, accounts in drawn():
        needs = {u.id: use_case_demand(problem, u, plan.starts) for u in problem.use_cases}
        for position in positions(problem, plan, accounts):
            given = plan.allotment.get(position.profile, {})
            soon = slice(position.start - 1, position.start + 3)
            assert position.serves
            for name in needs.keys() & set(position.serves):
                pairs = [zip(given.get(c, ())[soon], needed[soon], strict=False) for c, needed in needs[name].items()]
                assert any(time > 0 and need > 0 for pair in pairs for time, need in pair)
                seen += 1
    assert seen > 100


def test_of_any_plan_the_hires_in_seat_stand_right_behind_the_staff() -> None:
    for problem, plan, accounts in drawn():
        for profile in problem.profiles:
            hired = list(accumulate(plan.hires[profile.id]))
            for q in problem.horizon:
                found = [place_of_hire(accounts, profile.id, n, q) for n in range(1, hired[q - 1] + 1)]
                heads = accounts.heads[profile.id][q - 1]
                seated = [place for place in found if place > 0]
                assert seated == list(range(heads - len(seated) + 1, heads + 1))
