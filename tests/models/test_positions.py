"""The positions that a plan opens: IDs, dates, whom they replace and what they are for."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from models.judge import judge
from models.plan import Plan
from models.positions import Position, positions
from models.problem import Problem
from models.rules import Mode, Present
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


def check_backfills(problem: Problem, plan: Plan) -> int:
    """What holds of the positions of any plan; how many are backfills."""
    accounts = judge(problem, plan).accounts
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


def test_of_any_plan_each_vacancy_is_filled_once_and_before_growth() -> None:
    assert sum(check_backfills(*draw_problem_with_plan(Random(seed))) for seed in range(400)) > 20


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
    hires = tuple(int(q == start) for q in problem.horizon)
    (position,) = positions_of(problem, {profile: hires}, starts, allotment)
    return position.serves


def at(*quarters: int) -> tuple[int, ...]:
    return tuple(int(q in quarters) for q in range(1, 9))


def test_a_position_serves_the_use_cases_that_need_what_its_time_goes_to_soon_after_its_start() -> None:
    starts = {"U1": at(2, 6), "U2": at(3), "U3": at(7)}
    # U1 needs data in 2 and 6, U3 in 7; U2 only modelling, to which no time is given; quarters from start to start + 3
    assert serves(portfolio_problem(), "DE", 2, starts, GIVEN) == ("U1",)  # 2..5
    assert serves(portfolio_problem(), "DE", 3, starts, GIVEN) == ("U1",)  # 3..6
    assert serves(portfolio_problem(), "DE", 4, starts, GIVEN) == ("U1", "U3")  # 4..7
    assert serves(portfolio_problem(), "DE", 8, starts, GIVEN) == ()
    starts = {"U1": at(1), "U2": at(3), "U3": at(8)}
    assert serves(portfolio_problem(), "DE", 1, starts, GIVEN) == ()  # in quarter 1 no time is given
    assert serves(portfolio_problem(), "DE", 2, starts, {"DE": {"model": at(4)}}) == ("U1",)  # U1 runs from 2 on
    assert serves(portfolio_problem(), "DE", 2, starts, {"DE": {"model": at(3)}}) == ("U1", "U2")


def test_a_position_without_use_cases_serves_the_rules_that_ask_for_it() -> None:
    asks = Present(acts_on=make_group("DE"), against=make_group("PM"))
    rules = (
        make_rule(asks, id="enforced"),
        make_rule(asks, id="preferred", mode=Mode.PREFER),
        make_rule(Present(acts_on=make_group("PM"), against=make_group("DE")), id="the other way round"),
    )
    assert serves(portfolio_problem(rules=rules), "PM", 1) == ("enforced",)


def test_a_position_that_no_rule_asks_for_serves_requirements() -> None:
    profiles = (make_profile(skills={"data": 100}, least_heads=1), make_profile("PM"))
    need = (1,) * 8
    requirements = (
        make_requirement(*need, role="PM"),
        make_requirement(*need, capability="data"),
        make_requirement(*need, capability="model"),
    )
    problem = portfolio_problem(profiles=profiles, requirements=requirements)
    assert serves(problem, "PM", 1) == ("PM",)
    assert serves(problem, "DE", 1) == ("data", "least heads")
