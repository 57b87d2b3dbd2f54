"""Conflicts and repairs, held against solving afresh: nothing is taken from how they were found."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from itertools import islice
from typing import Any

import pytest

from hireplan.comparing import Solving
from hireplan.explaining import explain
from hireplan.explaining import why_not as why_not_module
from hireplan.explaining.why_not import WhyNot, as_a_must, closest_problem, no_larger, why_not
from hireplan.sweeps import Outcome
from models.constraints import constraints, only, with_budget, without
from models.explanation import Repair, RepairKind
from models.frontier import rank
from models.idle import idle_plan
from models.judge import judge
from models.levers import levers
from models.plan import Result, Status
from models.plan_form import fitted
from models.problem import BudgetCap, Objective, Problem, UseCase
from models.rules import Gate, Present
from models.whatif import WhatIf
from optimizer.conflict import find_conflicts
from optimizer.repairs import SmallestChange, smallest_change
from optimizer.search import Run
from tests.builders import make_rule, make_staff, make_use_case
from tests.optimizer.planned import A, B, changed, company, plan_of, solved, values
from tests.oracle.brute_force import best_plan
from tests.oracle.instances import BLOCK, random_problem
from tests.sweeps.inline import Inline

MUST: dict[str, Any] = {"settings": {"target_is_a_must": True}}
CONFLICTING = 200


def run() -> Run:
    return Run(seed=1, workers=1, stop=threading.Event())


def explained(problem: Problem, seconds: float = 60.0) -> WhyNot:
    with Inline() as engine:
        return why_not(as_a_must(problem), engine, Solving(seed=1), seconds)


def of_kind(found: WhyNot, kind: RepairKind) -> list[Repair]:
    return [repair for repair in found.repairs if repair.kind is kind]


def exists(problem: Problem) -> bool:
    """Whether a plan exists, by enumeration where limits keep the plans few, else by solving afresh."""
    try:
        return best_plan(problem) is not None
    except ValueError:
        result = solved(problem, time_limit=60)
        assert result.plan is not None or result.status is Status.INFEASIBLE
        return result.plan is not None


def impossible(block: int) -> Iterator[Problem]:
    """Random problems that have no plan once their targets are musts."""
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        problem = as_a_must(random_problem(seed))
        if best_plan(problem) is None:
            yield problem


# -- conflicts


def hold_conflicts(problem: Problem) -> int:
    """Every conflict is impossible by itself, and possible without any one of its members."""
    found = find_conflicts(problem, run(), 60.0, 4)
    assert found
    for conflict in found:
        assert conflict.minimal
        assert not exists(only(problem, conflict.members)), conflict.members
        for member in conflict.members:
            rest = [name for name in conflict.members if name != member]
            assert exists(only(problem, rest)), (member, conflict.members)
    return len(found)


def test_conflicts_are_impossible_and_every_member_is_needed() -> None:
    assert sum(hold_conflicts(problem) for problem in islice(impossible(41), 6)) > 6


@pytest.mark.slow
def test_two_hundred_impossible_problems_have_conflicts_that_hold() -> None:
    assert sum(hold_conflicts(problem) for problem in islice(impossible(42), CONFLICTING)) > CONFLICTING


def test_a_plan_that_comes_up_late_leaves_nothing_to_repair(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever showed it, the last ladder or a repair's own solve: nothing is told as a repair that needs none."""
    problem = as_a_must(company(**MUST))
    plan = plan_of(solved(problem))
    late = why_not_module._Mended(RepairKind.DEADLINE, 1, 1, "quarter", "a quarter later", problem, plan)
    repaired = Repair(RepairKind.DEADLINE, 1, 1, "quarter", WhatIf("a quarter later", solved(problem)))
    search = why_not_module._Search
    monkeypatch.setattr(search, "_free", lambda *_: ((), []))
    monkeypatch.setattr(search, "_further", lambda *_: [late])
    assert explained(problem) == WhyNot(plan=plan)
    monkeypatch.setattr(search, "_further", lambda *_: [replace(late, plan=idle_plan(problem))])
    monkeypatch.setattr(search, "_solved", lambda *_: (repaired,))
    assert explained(problem).repairs == ()
    assert explained(problem).plan is not None


def test_a_problem_with_a_plan_has_no_conflict() -> None:
    assert find_conflicts(company(**MUST), run(), 20.0, 4) == ()


def test_leaving_out_budgets_of_single_periods_leaves_the_others() -> None:
    """Money that is cumulative may be spent before it is there, if it is there by the end of the next quarter."""
    problem = company(quarters=3, budget=(10, 20, 30))
    first, second, third = (c.name for c in constraints(problem))
    assert without(problem, [first]).budget == (30, 0, 30)
    assert without(problem, [first, second]).budget == (60, 0, 0)
    assert without(problem, [third]).budget[:2] == (10, 20)
    assert without(problem, [third]).budget[2] > 600
    by_quarter = changed(problem, settings={"budget_cap": BudgetCap.QUARTER})
    assert without(by_quarter, ["the budget of FY27 Q2 (20 USD)"]).budget[::2] == (10, 30)


# -- repairs

GATE = make_rule(Gate(acts_on=A, least=1), id="gate")
PRESENT = make_rule(Present(acts_on=A, against=B, least=2), id="present")


def test_the_least_extra_budget_is_what_is_missing_where_it_is_missing() -> None:
    """Three A in quarter 3 are 30,000, and 12,000 are there."""
    found = explained(company(ideas=3, budget=(0, 2_000, 10_000), settings={"budget_cap": "cumulative"}))
    [repair] = of_kind(found, RepairKind.BUDGET)
    assert (repair.size, repair.is_smallest, repair.unit) == (18_000, True, "USD")
    assert repair.then.change == "18,000 USD (18,000 in FY27 Q3)"
    assert repair.then.result is not None
    assert repair.then.result.status is Status.OPTIMAL


def test_the_fewest_use_cases_are_dropped_and_the_earliest_later_date_is_found() -> None:
    """One A is hired each quarter: 2 use cases are built in quarter 2, 3 in quarter 3, 4 in quarter 4."""
    problem = company(quarters=6, ideas=7, ideas_from=2, a={"most_hires_per_quarter": 1}, settings={"target_by": 3})
    found = explained(problem)
    [fewer], [later] = of_kind(found, RepairKind.USE_CASES), of_kind(found, RepairKind.DEADLINE)
    assert all(repair.is_smallest for repair in (fewer, later))
    assert (fewer.size, fewer.then.change) == (2, "a target of 5 use cases instead of 7")
    assert (later.size, later.then.change) == (1, "the target by FY27 Q4 instead of FY27 Q3")


def test_a_rule_is_relaxed_as_far_as_it_must_be() -> None:
    """Two B are asked for, and nobody can be hired as B in time but the one that is to be had in quarter 3."""
    problem = company(rules=(PRESENT,), b={"most_hires_per_quarter": 1, "time_to_fill": 2})
    found = explained(problem)
    rule, *limits = of_kind(found, RepairKind.LEVER)
    assert (rule.then.change, rule.size, rule.is_smallest) == ("rule present: 1 instead of 2", 1, True)
    assert [limit.then.change for limit in limits] == [
        "the limit on hires of B: 2 hires a quarter instead of 1 hire a quarter"
    ]
    [quicker] = of_kind(found, RepairKind.TIME_TO_FILL)
    assert (quicker.size, quicker.is_smallest) == (1, True)


def test_must_dos_are_dropped_where_they_are_what_is_in_the_way() -> None:
    found = explained(company(ideas=2, budget=(0, 0, 10_000), idea={"must_do": True}, settings={"target_use_cases": 1}))
    [repair] = of_kind(found, RepairKind.MUST_DO)
    assert (repair.size, repair.then.change) == (1, "no must-do of U1")
    assert repair.then.result is not None
    assert repair.then.result.plan is not None


def hold_repairs(problem: Problem) -> set[RepairKind]:
    """Every repair makes a plan possible, and none that is said to be the smallest could be smaller."""
    found = explained(problem)
    for repair in found.repairs:
        result = repair.then.result
        assert result is not None
        assert exists(result.problem), repair.then.change
        assert repair.is_smallest, repair.then.change
        for smaller in one_smaller(problem, repair):
            assert not exists(smaller), repair.then.change
    return {repair.kind for repair in found.repairs}


def one_smaller(problem: Problem, repair: Repair) -> Iterator[Problem]:
    """The problem with a repair one unit smaller; of an amount of money, one per cent less of it."""
    problem, settings, size = as_a_must(problem), problem.settings, repair.size - 1
    match repair.kind:
        case RepairKind.BUDGET:
            assert repair.then.result is not None
            extra = [b - a for a, b in zip(problem.budget, repair.then.result.problem.budget, strict=True)]
            yield with_budget(problem, [b + e * 99 // 100 for b, e in zip(problem.budget, extra, strict=True)])
        case RepairKind.DEADLINE:
            yield dates_later(problem, repair, size)
        case RepairKind.USE_CASES:
            yield changed(problem, settings={"target_use_cases": (settings.target_use_cases or 0) - size})
        case RepairKind.TIME_TO_FILL:
            quicker = (p.changed(time_to_fill=max(0, p.time_to_fill - size)) for p in problem.profiles)
            yield problem.changed(profiles=tuple(quicker))
        case RepairKind.LEVER:
            name = repair.then.change.split(":")[0]
            lever = next(lever for lever in levers(problem) if lever.name == name)
            if size:
                looser = lever.steps(problem, size)
                assert looser is not None
                yield looser


def dates_later(problem: Problem, repair: Repair, quarters: int) -> Problem:
    """Of the target and the must-dos those whose dates the repair moves, all must-dos alike, so many quarters later."""
    assert repair.then.result is not None
    moved, settings = repair.then.result.problem, problem.settings
    by = settings.target_by + (quarters if moved.settings.target_by != settings.target_by else 0)
    before = {u.id: u.live_by for u in problem.use_cases}
    with_dates = any(before[u.id] != u.live_by for u in moved.use_cases)
    rows = tuple(
        u.changed(live_by=u.live_by + quarters) if with_dates and u.must_do and u.live_by is not None else u
        for u in problem.use_cases
    )
    return changed(problem, use_cases=rows, settings={"target_by": by})


def test_repairs_work_and_smaller_ones_do_not() -> None:
    kinds = set[RepairKind]().union(*map(hold_repairs, islice(impossible(43), 8)))
    assert len(kinds) >= 3


@pytest.mark.slow
def test_repairs_of_two_hundred_impossible_problems_hold() -> None:
    kinds = set[RepairKind]().union(*map(hold_repairs, islice(impossible(44), CONFLICTING)))
    assert kinds == set(RepairKind)


def test_the_plan_that_gives_up_least_gives_up_money_only_where_it_must() -> None:
    """A of today's staff costs 10,000 a quarter, of which 1 is not there; the must-do would take a second one."""
    problem = company(ideas=2, staff=(make_staff("A"),), budget=(10_000, 10_000, 9_999), idea={"must_do": True}, **MUST)
    assert solved(problem).status is Status.INFEASIBLE
    result = solved(closest_problem(problem))
    assert result.status is Status.OPTIMAL
    told = [values(result)[level] for level in (Objective.OVERRUN, Objective.UNDONE, Objective.TARGET)]
    assert told == [1, 1, 1]


def test_a_budget_of_nothing_is_part_of_the_conflict() -> None:
    """An A is 10,000, and there is no money at all: with money the target could be met."""
    problem = company(budget=0, **MUST)
    [conflict] = find_conflicts(problem, run(), 20.0, 4)
    assert sorted(conflict.members) == [
        "the budget up to FY27 Q3 (0 USD)",
        "the target of 1 use case in production by FY27 Q3",
    ]


LATE: dict[str, Any] = {"quarters": 6, "ideas": 7, "ideas_from": 2, "a": {"most_hires_per_quarter": 1}}
"""One A is hired each quarter: 2 use cases are built in quarter 2, 3 in quarter 3, 4 in quarter 4."""


def must_do(live_by: int, **fields: Any) -> UseCase:
    return make_use_case("M", must_do=True, live_by=live_by, **fields)


def test_the_target_s_date_is_moved_alone_where_that_is_enough() -> None:
    """Eight are asked for by quarter 3, of which five can be done, the must-do among them."""
    problem = company(**LATE, others=(must_do(3),), settings={"target_use_cases": 8, "target_by": 3})
    [later] = of_kind(explained(problem), RepairKind.DEADLINE)
    assert (later.size, later.is_smallest) == (1, True)
    assert later.then.change == "the target by FY27 Q4 instead of FY27 Q3"


def test_must_dos_are_moved_alone_where_that_is_enough_and_only_those_that_need_it() -> None:
    """Nobody is there in quarter 1, in which M must be done; N has time."""
    others = (must_do(1), make_use_case("N", must_do=True, live_by=3))
    asked: dict[str, Any] = {"target_use_cases": 2, "target_by": 4}
    problem = company(quarters=6, ideas=1, ideas_from=1, a={"time_to_fill": 1}, others=others, settings=asked)
    [later] = of_kind(explained(problem), RepairKind.DEADLINE)
    assert (later.size, later.is_smallest, later.then.change) == (1, True, "M by FY27 Q2 instead of FY27 Q1")
    assert later.then.result is not None
    assert later.then.result.problem.settings.target_by == 4


def test_all_dates_are_moved_where_neither_alone_will_do_each_as_far_as_it_must() -> None:
    """The first A comes in quarter 2: M, which is due in 1, is done then, three in all by quarter 3, and six by 4."""
    problem = company(
        **LATE | {"a": {"most_hires_per_quarter": 1, "time_to_fill": 1}},
        others=(must_do(1),),
        settings={"target_use_cases": 4, "target_by": 3},
    )
    [later] = of_kind(explained(problem), RepairKind.DEADLINE)
    assert (later.size, later.is_smallest) == (1, True)
    assert later.then.change == "the target by FY27 Q4 instead of FY27 Q3; M by FY27 Q2 instead of FY27 Q1"


def test_no_date_is_told_that_is_after_the_last_quarter() -> None:
    """The must-do is due in the last quarter but one, the target in the first of four; nobody comes before the last."""
    problem = company(
        quarters=4,
        ideas_from=1,
        a={"time_to_fill": 3},
        others=(must_do(3),),
        settings={"target_use_cases": 2, "target_by": 1},
    )
    [later] = of_kind(explained(problem), RepairKind.DEADLINE)
    assert later.then.change == "the target by FY27 Q4 instead of FY27 Q1; M by FY27 Q4 instead of FY27 Q3"
    assert later.size == 3


def test_it_is_told_which_use_cases_are_dropped() -> None:
    """Two of three can be paid, one of which must be done."""
    others = tuple(make_use_case(name, earliest_start=3) for name in ("X", "Y"))
    problem = company(others=others, idea={"must_do": True}, budget=(0, 0, 20_000), settings={"target_use_cases": 3})
    [fewer] = of_kind(explained(problem), RepairKind.USE_CASES)
    assert fewer.then.result is not None
    assert fewer.then.result.plan is not None
    started = fewer.then.result.plan.starts
    [dropped] = [name for name in ("X", "Y") if not sum(started[name])]
    assert fewer.not_done == (dropped,)


def test_a_plan_that_is_known_is_held_against_every_rung_without_any_time() -> None:
    """Three are asked for and two can be paid, as the plan that is known shows."""
    problem = company(ideas=3, budget=(0, 0, 20_000))
    plan = plan_of(solved(problem))
    rungs = [as_a_must(changed(problem, settings={"target_use_cases": n})) for n in (3, 2, 1, 0)]
    found = smallest_change(rungs, run(), 0.0, [plan])
    assert found is not None
    assert (found.place, found.at_least) == (1, 0)


def test_to_give_up_all_use_cases_is_no_repair_unless_it_is_proven_that_nothing_less_will_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = company(ideas=3, budget=(0, 0, 20_000))
    nothing = SmallestChange(2, idle_plan(problem), 0)
    monkeypatch.setattr(why_not_module, "search_ladder", lambda *arguments: nothing)
    assert of_kind(explained(problem), RepairKind.USE_CASES) == []


def test_of_money_no_more_is_asked_for_than_the_best_plan_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search for the least money comes back with a C who is hired for nothing, at 100 in quarter 3."""
    problem = company(ideas=3, budget=(0, 2_000, 10_000))
    search = why_not_module.search_least

    def wasteful(*arguments: Any) -> Result:
        best = search(*arguments)
        plan = plan_of(best).changed(hires=plan_of(best).hires | {"C": (0, 0, 1)})
        verdict = judge(best.problem, plan)
        assert verdict.accepted
        level = replace(best.levels[0], value=18_100, bound=1, proven=False)
        return replace(best, plan=plan, accounts=verdict.accounts, levels=(level, *best.levels[1:]))

    monkeypatch.setattr(why_not_module, "search_least", wasteful)
    [repair] = of_kind(explained(problem), RepairKind.BUDGET)
    assert (repair.size, repair.then.change) == (18_000, "18,000 USD (18,000 in FY27 Q3)")
    assert repair.bound is None
    assert repair.then.result is not None
    assert sum(repair.then.result.problem.budget) == 30_000


def test_the_plan_that_gives_up_least_starts_from_those_of_the_repairs() -> None:
    """So it is no worse than any of them on its own levels, however little time there is."""
    problem = company(ideas=3, staff=(make_staff("A"),), budget=(10_000, 10_000, 9_999), **MUST)
    with Inline() as engine:
        found = explain(problem, engine, Solving(seed=1), 20.0)
    assert found.closest is not None
    assert found.closest.accounts is not None
    key, plans = engine.asked[-1]
    assert (key, plans >= 1) == ("the plan", True)
    mine = rank(found.closest.problem, found.closest.accounts)
    for repair in found.repairs:
        if repair.kind is not RepairKind.LEVER and repair.then.result and repair.then.result.plan:
            verdict = judge(found.closest.problem, fitted(found.closest.problem, repair.then.result.plan))
            assert not verdict.accepted or mine <= rank(found.closest.problem, verdict.accounts)


def test_a_plan_that_turns_out_to_give_up_nothing_hard_is_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of three can be paid; at first no time was left for a plan, and none for conflicts and repairs."""
    module = import_module("hireplan.explaining.explain")
    sweep, calls = module.sweep, list[int]()

    def late(points: Any, *arguments: Any, **options: Any) -> list[Outcome]:
        calls.append(1)
        found: list[Outcome] = sweep(points, *arguments, **options)
        return found if len(calls) > 1 else [replace(found[0], result=None, failure="lost")]

    monkeypatch.setattr(module, "sweep", late)
    monkeypatch.setattr(module, "why_not", lambda *arguments: WhyNot(left_out=("conflicts",)))
    with Inline() as engine:
        found = explain(company(ideas=3, budget=(0, 0, 20_000)), engine, Solving(seed=1), 20.0)
    assert found.base.accounts is not None
    assert found.base.accounts.live[-1] == 2
    assert found.closest is None
    assert found.prices


def test_a_repair_drops_no_more_use_cases_than_a_plan_that_is_shown_beside_it() -> None:
    """Two of three can be paid, and the plan has both: a target of one is not the smallest repair."""
    problem = company(ideas=3, budget=(0, 0, 20_000))
    base = solved(problem)
    one = Repair(RepairKind.USE_CASES, 2, 1, "use case", WhatIf("a target of 1 use case instead of 3", base))
    found = no_larger(one, problem, base)
    assert (found.size, found.then.change) == (1, "a target of 2 use cases instead of 3")
    assert found.then.result is not None
    assert found.then.result.accounts is not None
    assert found.then.result.accounts.live[-1] == 2
    assert no_larger(found, problem, base) is found


def test_dates_of_must_dos_may_be_later() -> None:
    """Nobody can be hired before quarter 2, and a use case takes one."""
    problem = company(
        quarters=4,
        ideas_from=1,
        a={"time_to_fill": 1},
        idea={"must_do": True, "live_by": 1},
        settings={"target_use_cases": None},
    )
    [later] = of_kind(explained(problem), RepairKind.DEADLINE)
    assert (later.size, later.is_smallest, later.then.change) == (1, True, "U1 by FY27 Q2 instead of FY27 Q1")


def test_without_a_must_the_smallest_repair_need_not_meet_the_target() -> None:
    """A of today's staff costs 10,000 a quarter, of which 1 is not there; the use case would take a second one."""
    problem = company(ideas=2, staff=(make_staff("A"),), budget=(10_000, 10_000, 9_999))
    with Inline() as engine:
        found = explain(problem, engine, Solving(seed=1), 30.0)
    assert found.base.status is Status.INFEASIBLE
    assert [(repair.size, repair.is_smallest) for repair in found.repairs] == [(1, True)]
    assert [conflict.members for conflict in found.conflicts] == [("the budget up to FY27 Q3 (29,999 USD)",)]
    assert found.closest is not None
    assert values(found.closest)[Objective.OVERRUN] == 1
