"""Conflicts and repairs, held against solving afresh: nothing is taken from how they were found."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from hireplan.comparing import Solving
from hireplan.explaining import explain
from hireplan.explaining.why_not import WhyNot, as_a_must, closest_problem, why_not
from models.constraints import constraints, only, with_budget, without
from models.explanation import Repair, RepairKind
from models.levers import levers
from models.plan import Status
from models.problem import BudgetCap, Objective, Problem
from models.rules import Gate, Present
from optimizer.conflict import find_conflicts
from optimizer.search import Run
from tests.builders import make_rule, make_staff
from tests.optimizer.planned import A, B, changed, company, solved, values
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
    assert sum(hold_conflicts(problem) for problem in islice(impossible(41), 12)) > 12


@pytest.mark.slow
def test_two_hundred_impossible_problems_have_conflicts_that_hold() -> None:
    assert sum(hold_conflicts(problem) for problem in islice(impossible(42), CONFLICTING)) > CONFLICTING


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
            yield changed(problem, settings={"target_by": settings.target_by + size})
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
