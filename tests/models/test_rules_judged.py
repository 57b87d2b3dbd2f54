"""Each kind of rule: what it allows, what it forbids, and where the line runs; and each in all its modes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.judge import judge
from models.plan import State
from models.problem import Objective, Problem
from models.rules import (
    Cap,
    Condition,
    Deadline,
    Flag,
    Gate,
    Milestone,
    Mode,
    PerActive,
    Present,
    Ratio,
    RatioLow,
    Rework,
    RuleRow,
    TeamFirst,
    When,
)
from tests.builders import make_group, make_plan, make_rule, make_staff, make_use_case
from tests.models.ruled import A, B, C, broken_in, check_in, judged, problem_with, staff, use_cases

TEAM = (TeamFirst(acts_on=A, against=B, least=2), TeamFirst(acts_on=A, against=C, least=1))
PRESENT = Present(acts_on=A, against=B, least=2)
RATIO = Ratio(acts_on=A, against=B, most=Decimal("1.5"), free=1)
SHARE = Ratio(acts_on=A, against=B, most=Decimal("0.1"), free=1, when=When.AT_STARTS)
RATIO_LOW = RatioLow(acts_on=A, against=B, least=Decimal("1.5"), free=3)
GATE = Gate(acts_on=A, least=2)
CAP = Cap(acts_on=A, most=Decimal("2.9"))
CAP_PER = Cap(acts_on=A, most=Decimal("0.5"), per=Flag.HIGH_STAKES_GENERATIVE)

HIRING_CASES: dict[str, tuple[tuple[RuleRow, ...], dict[str, Any], dict[str, tuple[int, ...]], list[int]]] = {
    # -- team-first: A waits until, in one quarter, at least 2 of B and 1 of C are in seat
    "team-first allows: nobody waits": (TEAM, {}, {"B": (1, 0, 0, 0)}, []),
    "team-first allows: the same quarter will do": (
        TEAM,
        {},
        {"A": (0, 1, 0, 0), "B": (2, 0, 0, 0), "C": (0, 1, 0, 0)},
        [],
    ),
    "team-first forbids: C comes a quarter late": (
        TEAM,
        {},
        {"A": (0, 1, 0, 0), "B": (2, 0, 0, 0), "C": (0, 0, 1, 0)},
        [2],
    ),
    "team-first boundary: 1 of 2 is not a team": (TEAM, staff(B=1, C=9), {"A": (0, 1, 0, 1), "B": (0, 0, 1, 0)}, [2]),
    # B's 2 have left by contract when C comes: 2 and 1 are never there in one common quarter
    "team-first forbids: never at once": (
        TEAM,
        {"staff": (make_staff("B", 2, end=1),)},
        {"A": (0, 0, 1, 0), "C": (0, 1, 0, 0)},
        [3],
    ),
    # once complete is enough: in quarter 3 the team is gone
    "team-first allows: it was complete once": (
        TEAM,
        {"staff": (make_staff("B", 2, end=1), make_staff("C", 1, end=1))},
        {"A": (0, 0, 1, 0)},
        [],
    ),
    # each row says who waits, and all wait for the whole team: A starts with B there but C not
    "team-first forbids: whom one row holds back waits for every row": (
        (TeamFirst(acts_on=A, against=B), TeamFirst(acts_on=make_group(), against=C)),
        {},
        {"A": (0, 1, 0, 1), "B": (1, 0, 0, 0), "C": (0, 0, 1, 0)},
        [2],
    ),
    # -- present: 2 of B in seat in the quarter itself
    "present allows": ((PRESENT,), {}, {"A": (0, 3, 0, 0), "B": (1, 1, 0, 0)}, []),
    "present forbids: once was": ((PRESENT,), {"staff": (make_staff("B", 2, end=2),)}, {"A": (0, 1, 1, 0)}, [3]),
    "present boundary: 1 of 2": ((PRESENT,), staff(B=1), {"A": (1, 0, 0, 0), "B": (0, 1, 0, 0)}, [1]),
    "present asks nothing where nobody starts": ((PRESENT,), staff(A=5), {}, []),
    # -- ratio, always: A at most max(1, floor(1.5 x B))
    "ratio allows: 3 to 2": ((RATIO,), {}, {"A": (0, 3, 0, 0), "B": (2, 0, 0, 0)}, []),
    "ratio forbids: 4 to 2": ((RATIO,), {}, {"A": (0, 3, 1, 0), "B": (2, 0, 0, 0)}, [3, 4]),
    "ratio boundary: 1.5 is rounded down to 1": ((RATIO,), staff(B=1), {"A": (1, 1, 0, 0)}, [2, 3, 4]),
    "ratio boundary: 4.5 is rounded down to 4": ((RATIO,), staff(B=3), {"A": (4, 0, 0, 1)}, [4]),
    "ratio allows the free one": ((RATIO,), {}, {"A": (1, 0, 0, 0)}, []),
    # -- ratio, at starts: A at most max(1, floor(B / 10))
    "ratio at starts allows: 2 to 20": ((SHARE,), staff(B=20), {"A": (1, 1, 0, 0)}, []),
    "ratio at starts forbids: 2 to 19": ((SHARE,), staff(B=19), {"A": (1, 1, 0, 0)}, [2]),
    "ratio at starts boundary: only the quarter of the start": (
        (SHARE,),
        {"staff": (make_staff("B", 20, end=2),)},
        {"A": (1, 1, 0, 0)},
        [],
    ),
    # -- ratio-low: from 4 of A on, at least 1.5 of A for each B
    "ratio-low allows: 6 to 4": ((RATIO_LOW,), {}, {"A": (6, 0, 0, 0), "B": (4, 0, 0, 0)}, []),
    "ratio-low forbids: 4 to 3": ((RATIO_LOW,), {}, {"A": (3, 0, 1, 0), "B": (2, 1, 0, 0)}, [3, 4]),  # 4 < 4.5
    "ratio-low boundary: 3 are free": ((RATIO_LOW,), {}, {"A": (3, 0, 0, 0), "B": (9, 0, 0, 0)}, []),
    "ratio-low boundary: exactly 1.5": ((RATIO_LOW,), {}, {"A": (4, 2, 0, 0), "B": (2, 2, 1, 0)}, [3, 4]),  # 6 < 7.5
    # -- gate: 2 use cases live before the quarter
    "gate allows: 2 live": ((GATE,), use_cases(live=2), {"A": (1, 0, 0, 0)}, []),
    "gate forbids: 1 live": ((GATE,), use_cases(live=1), {"A": (0, 1, 0, 0)}, [2]),
    "gate asks nothing of others": ((GATE,), {}, {"B": (1, 1, 1, 1)}, []),
    # -- cap: at most floor(2.9) of A where A starts
    "cap allows: 2": ((CAP,), staff(A=1), {"A": (0, 1, 0, 0)}, []),
    "cap forbids: 3": ((CAP,), staff(A=1), {"A": (0, 1, 1, 0)}, [3]),
    "cap boundary: 3 on staff with nobody starting": ((CAP,), staff(A=3), {}, []),
    # -- cap per flagged use case: at most ceil(0.5 x flagged)
    "cap per flag forbids without any": ((CAP_PER,), use_cases(live=3), {"A": (1, 0, 0, 0)}, [1]),
    "cap per flag allows: 3 flagged, ceil(1.5) = 2": (
        (CAP_PER,),
        use_cases(live=3, high_stakes_generative=True),
        {"A": (1, 1, 0, 0)},
        [],
    ),
    "cap per flag boundary: 2 flagged, ceil(1) = 1": (
        (CAP_PER,),
        use_cases(live=2, high_stakes_generative=True),
        {"A": (1, 1, 0, 0)},
        [2],
    ),
    "cap per flag: another flag does not count": (
        (CAP_PER,),
        use_cases(live=3, novel_research=True),
        {"A": (1, 0, 0, 0)},
        [1],
    ),
}


@pytest.mark.parametrize(("rows", "given", "hires", "broken"), HIRING_CASES.values(), ids=HIRING_CASES)
def test_what_hires_may_do(
    rows: tuple[RuleRow, ...], given: dict[str, Any], hires: dict[str, Any], broken: list[int]
) -> None:
    verdict = judged(problem_with(*rows, **given), hires)
    assert broken_in(verdict) == broken
    assert verdict.accepted == (not broken)
    if broken:
        assert verdict.violations[0].startswith(f"Rule rule ({rows[0].kind}) is broken in FY27 Q{broken[0]}: ")

    preferred = judged(problem_with(*rows, mode=Mode.PREFER, **given), hires)
    assert preferred.accepted
    assert preferred.accounts.objectives[Objective.PREFER] == len(broken)

    reported = judged(problem_with(*rows, mode=Mode.REPORT, **given), hires)
    assert reported.accepted
    assert broken_in(reported) == broken
    assert reported.accounts.objectives[Objective.PREFER] == 0

    off = judged(problem_with(*rows, mode=Mode.OFF, **given), hires)
    assert off.accepted
    assert off.accounts.rules == ()


# -- gates and deadlines look at what the plan builds; a small use case takes one quarter


@pytest.mark.parametrize(
    ("start", "broken"),
    [
        ((0, 2, 0, 0), []),  # built in 2, live before 3: live(3) = 2
        ((0, 1, 1, 0), [3]),  # live(3) = 1
        ((0, 0, 2, 0), [3]),  # live at the end of 3, after A has started
    ],
)
def test_gate_counts_what_went_live_before_the_quarter(start: tuple[int, ...], broken: list[int]) -> None:
    problem = problem_with(GATE, **use_cases(ideas=2))
    assert broken_in(judged(problem, {"A": (0, 0, 1, 0)}, new=start)) == broken


DEADLINE = Deadline(against=B, free=2)


@pytest.mark.parametrize(
    ("given", "hires", "start", "broken"),
    [
        (use_cases(ideas=3), {}, (1, 1, 0, 0), []),  # the first two need nobody
        (use_cases(ideas=3), {}, (1, 1, 1, 0), [3]),  # the third does
        (use_cases(ideas=3), {"B": (0, 0, 1, 0)}, (1, 1, 1, 0), []),  # in seat in its last build quarter
        (use_cases(ideas=3), {"B": (0, 0, 0, 1)}, (1, 1, 1, 0), [3]),  # a quarter late
        (use_cases(ideas=3), {}, (0, 3, 0, 0), [2]),  # all at once: the third is among them
        (use_cases(live=2, ideas=1), {}, (0, 0, 0, 1), [4]),  # those live today count
        (use_cases(live=1, ideas=1), {}, (0, 0, 0, 1), []),
        (use_cases(live=5, ideas=1), {}, (0, 0, 0, 0), []),  # nothing goes live
    ],
)
def test_deadline(given: dict[str, Any], hires: dict[str, Any], start: tuple[int, ...], broken: list[int]) -> None:
    verdict = judged(problem_with(DEADLINE, **given), hires, new=start)
    assert broken_in(verdict) == broken
    assert verdict.accepted == (not broken)
    preferred = judged(problem_with(DEADLINE, mode=Mode.PREFER, **given), hires, new=start)
    assert preferred.accepted
    assert preferred.accounts.objectives[Objective.PREFER] == len(broken)


def test_deadline_does_not_bind_what_was_in_progress_before_the_plan() -> None:
    rows = (make_use_case("old", status="live", count=2), make_use_case("going", status="in progress"))
    assert broken_in(judged(problem_with(DEADLINE, use_cases=rows))) == []
    # Both go live at the end of quarter 1, one of them started by the plan.
    rows = (*rows, make_use_case("new"))
    assert broken_in(judged(problem_with(DEADLINE, use_cases=rows), new=(1, 0, 0, 0))) == [1]


CONDITION = Condition(acts_on=A, board_level_priority=True, business_units=2, budget=4_000)


@pytest.mark.parametrize(
    ("board", "units", "budget", "met"),
    [
        (True, ("Retail", "Cards"), 1_000, 3),  # 4 quarters x 1,000 is just enough
        (True, ("Retail", "Cards"), 999, 2),
        (True, ("Retail", ""), 1_000, 2),  # a blank unit is none
        (True, ("Retail", "Retail"), 1_000, 2),
        (False, ("Retail", "Cards", "Risk"), 1_000, 2),
    ],
)
def test_condition(board: bool, units: tuple[str, ...], budget: int, met: int) -> None:
    rows = tuple(make_use_case(f"U{i}", business_unit=unit) for i, unit in enumerate(units))
    given = {"use_cases": rows, "budget": budget, "settings": {"board_level_priority": board}}
    verdict = judged(problem_with(CONDITION, **given), {"A": (0, 1, 0, 0)})
    assert broken_in(verdict) == ([] if met == 3 else [2])
    assert (check_in(verdict, 2).left, check_in(verdict, 2).limit) == (met, 3)
    assert judged(problem_with(CONDITION, **given), {"B": (0, 1, 0, 0)}).accepted
    preferred = judged(problem_with(CONDITION, mode=Mode.PREFER, **given), {"A": (0, 1, 0, 1)})
    assert preferred.accounts.objectives[Objective.PREFER] == (0 if met == 3 else 2)


def test_condition_asks_only_what_is_listed() -> None:
    problem = problem_with(Condition(acts_on=A, business_units=1), use_cases=(make_use_case(business_unit="Retail"),))
    verdict = judged(problem, {"A": (1, 0, 0, 0)})
    assert verdict.accepted
    assert check_in(verdict, 1).limit == 1


# -- milestone: 1 live within 2 quarters of the team's first full quarter

FIRST_TEAM = make_rule(TeamFirst(acts_on=A, against=B), id="team", mode=Mode.OFF)


def milestone_problem(mode: Mode = Mode.ENFORCE, **given: Any) -> Problem:
    rules = (FIRST_TEAM, make_rule(Milestone(rule="team", quarters=2, least=1), mode=mode))
    return problem_with(rules=rules, **use_cases(ideas=1), **given)


@pytest.mark.parametrize(
    ("hired", "start", "broken"),
    [
        ((1, 0, 0, 0), (0, 1, 0, 0), []),  # F = 1: live(3) = 1
        ((1, 0, 0, 0), (0, 0, 1, 0), [3]),  # live(4) = 1, a quarter late
        ((0, 1, 0, 0), (0, 0, 1, 0), []),  # F = 2: live(4) = 1
        ((0, 1, 0, 0), (0, 0, 0, 0), [4]),
        ((0, 0, 1, 0), (0, 0, 0, 0), []),  # F + 2 = 5 lies beyond the horizon
        ((0, 0, 0, 0), (0, 0, 0, 0), []),  # no team
    ],
)
def test_milestone(hired: tuple[int, ...], start: tuple[int, ...], broken: list[int]) -> None:
    verdict = judged(milestone_problem(), {"B": hired}, new=start)
    assert broken_in(verdict) == broken
    assert verdict.accepted == (not broken)
    preferred = judged(milestone_problem(Mode.PREFER), {"B": hired}, new=start)
    assert preferred.accounts.objectives[Objective.PREFER] == len(broken)


def test_milestone_of_a_team_that_is_there_is_inherited() -> None:
    problem = milestone_problem(**staff(B=1))
    idle = judged(problem)
    assert idle.accepted
    assert [c.quarter for c in idle.accounts.rules if c.state is State.INHERITED] == [3]
    assert idle.accounts.objectives[Objective.PREFER] == 1
    assert judged(problem, new=(1, 0, 0, 0)).accounts.objectives[Objective.PREFER] == 0


# -- rules that add demand

REWORK = Rework(against=B, free=1, fte=50, capability="data")


def added(problem: Problem, hires: dict[str, Any] | None = None, **starts: Any) -> tuple[int, ...]:
    return judged(problem, hires, **starts).accounts.demand["data"]


@pytest.mark.parametrize(
    ("given", "hires", "start", "demand"),
    [
        (use_cases(ideas=4), {}, (1, 0, 0, 0), (0, 0, 0, 0)),  # the first is free
        (use_cases(ideas=4), {}, (1, 1, 1, 0), (0, 50, 100, 0)),  # the next cost 1 x 50, 2 x 50
        (use_cases(ideas=4), {}, (0, 4, 0, 0), (0, 300, 0, 0)),  # (1 + 2 + 3) x 50
        (use_cases(ideas=4), {"B": (0, 0, 1, 0)}, (1, 1, 2, 0), (0, 50, 0, 0)),  # attended from quarter 3 on
        (use_cases(live=2, ideas=4), {}, (0, 0, 1, 0), (0, 0, 100, 0)),  # two unattended before: the next is 2 beyond
        (use_cases(live=2, ideas=4) | staff(B=1), {}, (0, 0, 1, 0), (0, 0, 0, 0)),
    ],
)
def test_rework(given: dict[str, Any], hires: dict[str, Any], start: Any, demand: tuple[int, ...]) -> None:
    assert added(problem_with(REWORK, **given), hires, new=start) == demand
    reported = judged(problem_with(REWORK, mode=Mode.REPORT, **given), hires, new=start)
    assert reported.accounts.demand["data"] == (0, 0, 0, 0)
    assert [check.left for check in reported.accounts.rules] == [fte / 100 for fte in demand]
    assert {check.state for check in reported.accounts.rules} == {State.KEPT}
    assert judged(problem_with(REWORK, mode=Mode.OFF, **given), hires, new=start).accounts.rules == ()


def test_rework_is_not_owed_by_those_live_today_where_somebody_is_on_todays_staff() -> None:
    given = use_cases(live=2, ideas=1) | {"staff": (make_staff("B", end=1),)}
    assert added(problem_with(REWORK, **given), new=(0, 1, 0, 0)) == (0, 0, 0, 0)  # the first unattended, so free
    offer = use_cases(live=2, ideas=1) | {"staff": (make_staff("B", start=3),)}
    assert added(problem_with(REWORK, **offer), new=(0, 1, 0, 0)) == (0, 100, 0, 0)  # an offer is not today's staff


def test_rework_counts_what_was_in_progress() -> None:
    rows = (make_use_case("going", status="in progress", count=3),)
    assert added(problem_with(REWORK, use_cases=rows)) == (150, 0, 0, 0)  # (1 + 2) x 50, by the idle course too
    assert judged(problem_with(REWORK, use_cases=rows)).accounts.objectives[Objective.INHERITED] == 150


PER_ACTIVE = PerActive(free=2, fte=10, capability="data")


@pytest.mark.parametrize(
    ("given", "start", "demand"),
    [
        (use_cases(ideas=4), (1, 1, 0, 0), (0, 0, 0, 0)),  # two are free
        (use_cases(ideas=4), (1, 1, 1, 1), (0, 0, 10, 20)),  # building and live count alike
        (use_cases(live=3, ideas=4), (0, 0, 2, 0), (10, 10, 30, 30)),
    ],
)
def test_per_active(given: dict[str, Any], start: Any, demand: tuple[int, ...]) -> None:
    assert added(problem_with(PER_ACTIVE, **given), new=start) == demand
    reported = judged(problem_with(PER_ACTIVE, mode=Mode.REPORT, **given), new=start)
    assert reported.accounts.demand["data"] == (0, 0, 0, 0)
    assert [check.left for check in reported.accounts.rules] == [fte / 100 for fte in demand]


def test_demand_that_a_rule_adds_must_be_covered() -> None:
    problem = problem_with(PER_ACTIVE, **use_cases(ideas=3))
    plan: dict[str, Any] = {"hires": {"C": (1, 0, 0, 0)}, "starts": {"new": (3, 0, 0, 0)}}
    short = judge(problem, make_plan(problem, **plan, allotment={"C": {"data": (10, 10, 9, 10)}}))
    assert short.violations == (
        "data: 0.01 FTE of 0.10 FTE uncovered in FY27 Q3, but only the 0.00 FTE inherited may be.",
    )
    assert judge(problem, make_plan(problem, **plan, allotment={"C": {"data": (10, 10, 10, 10)}})).accepted
