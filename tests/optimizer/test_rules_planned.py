"""Each kind of rule in the plans made under it: what it allows, what it forbids, where the line runs; in all modes.

One A is wanted in quarter 3 for each use case of the target and costs 10,000. A rule that asks for people beside makes
the plan dearer by 1,000 for each quarter of a B and 100 for each of a C; a rule that cannot be met costs the target
under `enforce`, a breach under `prefer`, and nothing under `report` and `off`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from models.problem import ALWAYS_FIRST, Objective, Problem
from models.rules import (
    DEMAND_KINDS,
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
from tests.builders import make_rule, make_type, make_use_case
from tests.optimizer.planned import COST, NOBODY, PREFER, TARGET, A, B, C, company, optimum, plan_of, unpaid, values

Outcome = tuple[int, int, int]
"""Use cases short of the target, breaches counted, cost."""

PLAIN = (0, 0, 10_000)
UNMET = {"enforce": (1, 0, 0), "prefer": (0, 1, 10_000)}
"""A rule that nothing can meet: nobody is hired and the target is missed, or the rule is broken once."""
NO_B: dict[str, Any] = {"b": {"time_to_fill": 3}}
"""B would start in quarter 4 at the earliest."""


@dataclass(frozen=True)
class Case:
    """Rows of a rule, the company they are laid on, and what comes out under each mode."""

    rows: tuple[RuleRow, ...]
    enforce: Outcome = PLAIN
    prefer: Outcome | None = None
    """None: as under enforce"""
    unruled: Outcome = PLAIN
    """under report and off"""
    company: dict[str, Any] = field(default_factory=dict)

    def outcome(self, mode: Mode) -> Outcome:
        if mode in (Mode.REPORT, Mode.OFF):
            return self.unruled
        return self.enforce if mode is Mode.ENFORCE or self.prefer is None else self.prefer


def case(*rows: RuleRow, enforce: Outcome = PLAIN, prefer: Outcome | None = None, **company: Any) -> Case:
    return Case(rows, enforce, prefer, company.pop("unruled", PLAIN), company)


TEAM = (TeamFirst(acts_on=A, against=B, least=2), TeamFirst(acts_on=A, against=C))
LATER = {"a": {"ramp": (0, 100)}, "unruled": (0, 0, 20_000)}
"""A is of use in the quarter after the start: in seat in 2 and 3."""
RATIO = Ratio(acts_on=A, against=B, most=Decimal("1.5"))
LOW = RatioLow(acts_on=B, against=A, least=Decimal("1.5"))
EASY = make_use_case("easy", type="easy")
"""A use case that takes one C for a quarter."""
GATED = {"others": (EASY,), "settings": {"target_use_cases": 2}, "unruled": (0, 0, 10_100)}
RESEARCH = Cap(acts_on=A, most=Decimal("0.5"), per=Flag.NOVEL_RESEARCH)
NOVEL = {"novel_research": True}
REWORK = Rework(against=B, free=0, fte=50, capability="modelling")
MILESTONE = Milestone(rule="team", quarters=2)
ALL_KINDS = (TeamFirst, Present, Ratio, RatioLow, Gate, Deadline, Rework, PerActive, Cap, Condition, Milestone)

CASES: dict[str, Case] = {
    # -- team-first: A waits for 2 of B and 1 of C
    "team-first allows: the team is there": case(*TEAM, staff=(unpaid("B", 2), unpaid("C"))),
    "team-first: the team comes in the same quarter": case(*TEAM, enforce=(0, 0, 10_000 + 2 * 1_000 + 100)),
    "team-first boundary: one of two lacks": case(*TEAM, staff=(unpaid("B"), unpaid("C")), enforce=(0, 0, 11_000)),
    "team-first forbids: no team can be had": case(*TEAM, **UNMET, **NO_B),
    # B's two are gone after quarter 1, but the team was complete then if a C is hired for 1..3: 300
    "team-first: complete once is enough": case(*TEAM, staff=(unpaid("B", 2, end=1),), enforce=(0, 0, 10_300), **NO_B),
    # B is there in 1 only, C can come in 2 at the earliest: never both at once
    "team-first forbids: never at once": case(
        *TEAM, staff=(unpaid("B", 2, end=1),), **UNMET, **NO_B, c={"time_to_fill": 1}
    ),
    # -- present: A starts only in a quarter with B in seat
    "present allows": case(Present(acts_on=A, against=B), staff=(unpaid("B"),)),
    "present: B is hired with A": case(Present(acts_on=A, against=B), enforce=(0, 0, 11_000)),
    "present boundary: one of two lacks": case(
        Present(acts_on=A, against=B, least=2), staff=(unpaid("B"),), enforce=(0, 0, 11_000)
    ),
    "present forbids": case(Present(acts_on=A, against=B), **UNMET, **NO_B),
    # B leaves after 2: A starts in 2 and waits: 2 x 10,000
    "present: A comes while B is there": case(
        Present(acts_on=A, against=B), staff=(unpaid("B", end=2),), enforce=(0, 0, 20_000), **NO_B
    ),
    # -- ratio: A at most 1.5 for each B, rounded down
    "ratio allows: 3 to 2": case(
        RATIO, ideas=3, staff=(unpaid("B", 2),), enforce=(0, 0, 30_000), unruled=(0, 0, 30_000)
    ),
    # 3 <= floor(1.5 x 2) takes two B, 4 <= floor(1.5 x 3 = 4.5) three
    "ratio boundary: the second B allows a third A": case(
        RATIO, ideas=3, enforce=(0, 0, 32_000), unruled=(0, 0, 30_000)
    ),
    "ratio boundary: half an A is none": case(RATIO, ideas=4, enforce=(0, 0, 43_000), unruled=(0, 0, 40_000)),
    "ratio forbids": case(RATIO, **UNMET, **NO_B),
    "ratio: free ones need nobody": case(RATIO.model_copy(update={"free": 1}), **NO_B),
    # one A is free, the second is not: one of two use cases is missed, or the quarter is broken
    "ratio boundary: one more than is free": case(
        RATIO.model_copy(update={"free": 1}),
        **NO_B,
        ideas=2,
        enforce=(1, 0, 10_000),
        prefer=(0, 1, 20_000),
        unruled=(0, 0, 20_000),
    ),
    "ratio: every quarter counts": case(RATIO, **NO_B, **LATER, enforce=(1, 0, 0), prefer=(0, 2, 20_000)),
    # B is there in 1 only: A in seat in 3 breaks the ratio, unless it is asked at starts only; 3 x 10,000
    "ratio always forbids to outstay": case(RATIO, staff=(unpaid("B", end=1),), **UNMET, **NO_B),
    "ratio at starts allows to outstay": case(
        RATIO.model_copy(update={"when": When.AT_STARTS}), staff=(unpaid("B", end=1),), **NO_B, enforce=(0, 0, 30_000)
    ),
    "ratio at starts forbids": case(RATIO.model_copy(update={"when": When.AT_STARTS}), **UNMET, **NO_B),
    # -- ratio-low: B at least 1.5 for each A, once there is a B
    "ratio-low allows: 2 to 1": case(LOW, staff=(unpaid("B", 2),)),
    "ratio-low asks nothing of nobody": case(LOW),
    "ratio-low boundary: 1 < 1.5, a second B is hired": case(LOW, staff=(unpaid("B"),), enforce=(0, 0, 11_000)),
    "ratio-low forbids": case(LOW, staff=(unpaid("B"),), **UNMET, **NO_B),
    "ratio-low: as many as are free": case(LOW.model_copy(update={"free": 1}), staff=(unpaid("B"),)),
    # -- gate: A starts once others are live; the easy one takes a C, for 2 and 3 if it is to be live before 3
    "gate allows: nothing is asked": case(Gate(acts_on=A, least=0), **GATED, enforce=(0, 0, 10_100)),
    "gate: the easy one goes first": case(Gate(acts_on=A, least=1), **GATED, enforce=(0, 0, 10_200)),
    "gate forbids: two are never live before": case(
        Gate(acts_on=A, least=2), **GATED, enforce=(1, 0, 100), prefer=(0, 1, 10_100)
    ),
    # one is live: the gate of 2 is as that of 1
    "gate boundary: those live today count": case(
        Gate(acts_on=A, least=2),
        **GATED | {"others": (EASY, make_use_case("old", status="live")), "settings": {"target_use_cases": 3}},
        enforce=(0, 0, 10_200),
    ),
    # -- deadline: B is in seat when a use case beyond the free ones goes live
    "deadline: B comes for the go-live": case(Deadline(against=B, free=0), enforce=(0, 0, 11_000)),
    "deadline allows: B is there": case(Deadline(against=B, free=0), staff=(unpaid("B"),)),
    "deadline forbids": case(Deadline(against=B, free=0), **UNMET, **NO_B),
    "deadline boundary: the first is free": case(Deadline(against=B, free=1), **NO_B),
    # the second is beyond: live(4) = 2 > 1
    "deadline boundary: the second is not": case(
        Deadline(against=B, free=1),
        **NO_B,
        ideas=2,
        enforce=(1, 0, 10_000),
        prefer=(0, 1, 20_000),
        unruled=(0, 0, 20_000),
    ),
    "deadline: those live today use up what is free": case(
        Deadline(against=B, free=1),
        **NO_B,
        others=(make_use_case("old", status="live"),),
        settings={"target_use_cases": 2},
        **UNMET,
    ),
    # two quarters of A; B only in the last of them
    "deadline: only the last build quarter": case(
        Deadline(against=B, free=0),
        types=(make_type("long", 2, build={"modelling": (100, 100)}),),
        idea={"type": "long"},
        ideas_from=2,
        enforce=(0, 0, 21_000),
        unruled=(0, 0, 20_000),
    ),
    # -- rework: a go-live without B takes half an A more, the second twice that
    "rework: B is cheaper than another A": case(REWORK, enforce=(0, 0, 11_000)),
    "rework: another A where no B can be had": case(REWORK, **NO_B, enforce=(0, 0, 20_000)),
    "rework allows: the first is free": case(REWORK.model_copy(update={"free": 1}), **NO_B),
    # 2.00 + (1 + 2) x 0.50 = 3.50: four A;   2.00 + 1 x 0.50 = 2.50: three
    "rework: it grows": case(REWORK, **NO_B, ideas=2, enforce=(0, 0, 40_000), unruled=(0, 0, 20_000)),
    "rework boundary: the first of two is free": case(
        REWORK.model_copy(update={"free": 1}), **NO_B, ideas=2, enforce=(0, 0, 30_000), unruled=(0, 0, 20_000)
    ),
    # live at the start without B: the first; the plan's own is the second: 1.00 + 2 x 0.50 takes two A;
    # with 0.51 it takes three
    "rework: those live today come first": case(
        REWORK,
        **NO_B,
        others=(make_use_case("old", status="live"),),
        settings={"target_use_cases": 2},
        enforce=(0, 0, 20_000),
    ),
    "rework boundary: a hundredth too much": case(
        REWORK.model_copy(update={"fte": 51}),
        **NO_B,
        others=(make_use_case("old", status="live"),),
        settings={"target_use_cases": 2},
        enforce=(0, 0, 30_000),
    ),
    # in progress, live after 1: the first, 1.50 in quarter 1 takes two A; the plan's own is the second, 1.00 + 2 x 0.50
    "rework: those in progress count when they go live": case(
        REWORK,
        **NO_B,
        others=(make_use_case("going", status="in progress"),),
        settings={"target_use_cases": 2},
        enforce=(0, 0, 60_000),
        unruled=(0, 0, 30_000),
    ),
    # -- per-active: half a C for each use case building or live beyond the free ones
    "per-active: a C is hired": case(PerActive(free=0, fte=50, capability="deployment"), enforce=(0, 0, 10_100)),
    "per-active allows: the first is free": case(PerActive(free=1, fte=50, capability="deployment")),
    # 2 beyond: 1.00, one C;   3 beyond: 1.50, two
    "per-active boundary: two beyond": case(
        PerActive(free=0, fte=50, capability="deployment"), ideas=2, enforce=(0, 0, 20_100), unruled=(0, 0, 20_000)
    ),
    "per-active boundary: three beyond": case(
        PerActive(free=0, fte=50, capability="deployment"), ideas=3, enforce=(0, 0, 30_200), unruled=(0, 0, 30_000)
    ),
    # built in 1 (A for all three quarters), live in 2 and 3: C all the time
    "per-active: live ones count too": case(
        PerActive(free=0, fte=50, capability="deployment"),
        ideas_from=1,
        idea={"live_by": 1},
        enforce=(0, 0, 30_300),
        unruled=(0, 0, 30_000),
    ),
    "per-active forbids": case(
        PerActive(free=0, fte=50, capability="deployment"), c={"time_to_fill": 3}, enforce=(1, 0, 0)
    ),
    # -- cap: no more A than 1.9, rounded down
    "cap allows: one": case(Cap(acts_on=A, most=Decimal("1.9"))),
    "cap boundary: two are more than 1.9": case(
        Cap(acts_on=A, most=Decimal("1.9")),
        ideas=2,
        enforce=(1, 0, 10_000),
        prefer=(0, 1, 20_000),
        unruled=(0, 0, 20_000),
    ),
    "cap forbids all": case(Cap(acts_on=A, most=Decimal(0)), **UNMET),
    # ceil(0.5 x 2) = 1, with one that is live ceil(0.5 x 3) = 2
    "cap per flag boundary: one for two": case(
        RESEARCH, ideas=2, idea=NOVEL, enforce=(1, 0, 10_000), prefer=(0, 1, 20_000), unruled=(0, 0, 20_000)
    ),
    "cap per flag allows: two for three": case(
        RESEARCH,
        ideas=2,
        idea=NOVEL,
        others=(make_use_case("old", status="live", **NOVEL),),
        settings={"target_use_cases": 3},
        enforce=(0, 0, 20_000),
        unruled=(0, 0, 20_000),
    ),
    "cap per flag forbids: none is flagged": case(RESEARCH, **UNMET),
    # -- condition: A starts only if the settings and the portfolio are so
    "condition allows": case(
        Condition(acts_on=A, board_level_priority=True, business_units=1, budget=30_000_000),
        settings={"board_level_priority": True},
        idea={"business_unit": "retail"},
    ),
    "condition forbids: not a board-level priority": case(Condition(acts_on=A, board_level_priority=True), **UNMET),
    "condition boundary: one business unit is not two": case(
        Condition(acts_on=A, business_units=2), idea={"business_unit": "retail"}, **UNMET
    ),
    "condition boundary: one unit of money short": case(Condition(acts_on=A, budget=30_000_001), **UNMET),
    # -- milestone: two quarters after the team is complete (B; the rule `team`), a use case is live
    # B is there in 1: live(3) >= 1, A comes in 2: the idle course breaks it, so it is cured before money counts
    "milestone: in time": case(MILESTONE, staff=(unpaid("B"),), ideas_from=1, enforce=(0, 0, 20_000)),
    "milestone: too late": case(MILESTONE, staff=(unpaid("B"),), enforce=(0, 1, 10_000)),
    "milestone allows: no team, no date": case(MILESTONE, ideas_from=1),
    "milestone boundary: the date is beyond the horizon": case(
        MILESTONE.model_copy(update={"quarters": 3}), staff=(unpaid("B"),), ideas_from=1
    ),
    # the team comes in 2 with the accepted offer: live(4) is beyond the horizon
    "milestone boundary: a team that comes later": case(MILESTONE, staff=(unpaid("B", start=2),), ideas_from=1),
    # live(1 + 1) >= 1: built in 1, A for three quarters
    "milestone boundary: a quarter after": case(
        MILESTONE.model_copy(update={"quarters": 1}), staff=(unpaid("B"),), ideas_from=1, enforce=(0, 0, 30_000)
    ),
}


def under(case: Case, mode: Mode) -> Problem:
    team = make_rule(TeamFirst(acts_on=NOBODY, against=B), id="team", mode=Mode.REPORT)
    return company(rules=(make_rule(*case.rows, mode=mode), team), **case.company)


MODES = [
    pytest.param(case, mode, id=f"{name} ({mode})")
    for name, case in CASES.items()
    for mode in Mode
    if mode is not Mode.PREFER or not any(row.kind in DEMAND_KINDS for row in case.rows)
]


@pytest.mark.parametrize(("case", "mode"), MODES)
def test_what_a_plan_comes_to_under_a_rule(case: Case, mode: Mode) -> None:
    found = values(optimum(under(case, mode)))
    assert (found[TARGET], found[PREFER], found[COST]) == case.outcome(mode)


def test_every_kind_has_its_cases() -> None:
    kinds = [row.kind for case in CASES.values() for row in case.rows[:1]]
    assert {kind for kind in kinds if kinds.count(kind) >= 3} == {row.model_fields["kind"].default for row in ALL_KINDS}


EARLY = {"objectives": (*ALWAYS_FIRST, Objective.EARLIEST, Objective.COST)}


def test_a_gate_opens_in_the_first_quarter_that_it_may_and_not_before() -> None:
    """The easy one is built in 1 and live before 2; A starts in 2 and builds the other in 2: 1 + 2 = 3."""
    gate = make_rule(Gate(acts_on=A, least=1))
    problem = company(4, others=(EASY,), ideas_from=1, rules=(gate,), settings={"target_use_cases": 2} | EARLY)
    result = optimum(problem)
    assert plan_of(result).hires == {"A": (0, 1, 0, 0), "B": (0, 0, 0, 0), "C": (1, 0, 0, 0)}
    assert values(result)[Objective.EARLIEST] == 3
    # without the gate both in quarter 1
    free = company(4, others=(EASY,), ideas_from=1, settings={"target_use_cases": 2} | EARLY)
    assert values(optimum(free))[Objective.EARLIEST] == 2


def test_a_team_that_takes_time_holds_the_others_back_by_just_that_time() -> None:
    """B can start in 3 at the earliest (time to fill 2), so A can; the use case is live at the end of 3."""
    rule = make_rule(TeamFirst(acts_on=A, against=B))
    result = optimum(company(5, b={"time_to_fill": 2}, ideas_from=1, rules=(rule,), settings=EARLY))
    assert plan_of(result).hires == {"A": (0, 0, 1, 0, 0), "B": (0, 0, 1, 0, 0), "C": (0, 0, 0, 0, 0)}
    assert values(result)[Objective.EARLIEST] == 3


def test_a_preferred_rule_is_broken_no_more_than_the_target_needs() -> None:
    """Two use cases, one A each in 3; a second A is beyond the cap. A target of 1 keeps it, a target of 2 breaks it."""
    rule = make_rule(Cap(acts_on=A, most=Decimal(1)), mode=Mode.PREFER)
    modest, full = (company(ideas=2, rules=(rule,), settings={"target_use_cases": n}) for n in (1, 2))
    assert [values(optimum(p))[PREFER] for p in (modest, full)] == [0, 1]
    assert [sum(plan_of(optimum(p)).hires["A"]) for p in (modest, full)] == [1, 2]


def test_a_preferred_rule_is_dearer_than_money() -> None:
    """Twenty B for one A at 1,000 each, rather than one breach."""
    rule = make_rule(Present(acts_on=A, against=B, least=20), mode=Mode.PREFER)
    result = optimum(company(rules=(rule,)))
    assert (values(result)[PREFER], values(result)[COST]) == (0, 10_000 + 20 * 1_000)


def test_two_rules_are_broken_rather_than_three() -> None:
    """One A must start: in 2 it breaks `one` and `two`, in 3 all three rules; both quarters are open to it."""
    gates = [make_rule(Gate(acts_on=A, least=9), id=name, mode=Mode.PREFER) for name in ("one", "two")]
    third = make_rule(Present(acts_on=A, against=B), id="three", mode=Mode.PREFER)
    problem = company(rules=(*gates, third), staff=(unpaid("B", end=2),), **NO_B)
    result = optimum(problem)
    # it waits from 2 to 3
    assert (values(result)[PREFER], plan_of(result).hires["A"], values(result)[COST]) == (2, (0, 1, 0), 20_000)
