"""What a head is worth, held against the brute force on the same problems, which this test puts together by itself."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from hireplan.assessing import assess
from hireplan.comparing import Solving
from models.assessment import Gap, JobWorth
from models.operating_model import by_unit
from models.problem import ALWAYS_FIRST, BudgetRow, HireCap, Objective, Problem, Profile, StaffRow
from models.rules import Condition
from models.whatif import Effect
from tests.oracle.brute_force import Enumeration, solve_by_enumeration
from tests.oracle.instances import random_problem, undivided_problem
from tests.sweeps.inline import Inline

SEEDS = range(300, 322)
BY_UNIT_SEEDS = range(300, 306)
Values = dict[Objective, int] | None


@pytest.fixture(scope="module")
def worths() -> list[tuple[Problem, JobWorth]]:
    """Every job of every problem, assessed."""
    problems = [random_problem(seed) for seed in SEEDS]
    problems += [by_unit(undivided_problem(Random(seed))) for seed in BY_UNIT_SEEDS]
    with Inline() as engine:
        found = [(problem, assess(problem, engine, Solving(time_limit=30), 60)) for problem in problems]
    return [(problem, worth) for problem, assessment in found for worth in assessment.jobs]


def test_gain_and_loss_are_differences_of_optima(worths: list[tuple[Problem, JobWorth]]) -> None:
    seen = set()
    for problem, worth in worths:
        as_is = optimum(problem, worth, problem)
        more = one_more(problem, worth.profile)
        gained = optimum(problem, worth, more)
        assert worth.pay == sum(idle_cost(more)) - sum(idle_cost(problem))
        check(problem, worth.gain, gained, as_is)
        seen.add(check_gap(worth, gained, as_is))
        fewer = one_fewer(problem, worth.profile)
        assert (fewer is None) == (worth.fewer is None)
        if fewer is not None:
            left = optimum(problem, worth, fewer)
            check(problem, worth.loss, left, as_is)
            pay = sum(idle_cost(fewer)) - sum(idle_cost(problem))
            assert worth.does_nothing == (left is not None and beside(left, pay) == beside(as_is, 0))
    assert {Gap.BLOCKING, Gap.USEFUL, Gap.IDLE} <= seen


def check(problem: Problem, effect: Effect | None, changed: Values, as_is: Values) -> None:
    if changed is None or as_is is None:
        assert effect is None
        return
    assert effect is not None
    assert effect.use_cases.is_exact
    assert effect.cost.is_exact
    assert effect.use_cases.value == as_is[Objective.TARGET] - changed[Objective.TARGET]
    assert effect.cost.value == changed[Objective.COST] - as_is[Objective.COST]
    if Objective.VALUE in changed:
        assert effect.value.is_exact
        assert effect.value.value == changed[Objective.VALUE] - as_is[Objective.VALUE]


def check_gap(worth: JobWorth, more: Values, as_is: Values) -> Gap:
    """The gap by one head alone. One that is not enough alone may block as well, and only then is it opened."""
    if more is None or as_is is None:
        assert worth.gap is (Gap.BLOCKING if more is not None else Gap.UNKNOWN)
        return worth.gap
    if worth.opening is not None and worth.opening.use_cases.value > 0:
        assert worth.gap is Gap.BLOCKING
        return Gap.UNKNOWN
    then, now = beside(more, worth.pay), beside(as_is, 0)
    apart = next((o for o in as_is if then[o] != now[o]), None)
    no_worse = apart is None or then[apart] < now[apart]
    if no_worse and now[Objective.TARGET] > then[Objective.TARGET]:
        assert worth.gap is Gap.BLOCKING
    elif apart is None or not no_worse:
        assert worth.gap is Gap.IDLE
    elif apart is Objective.UNDONE:
        assert worth.gap is Gap.BLOCKING
    elif apart in (Objective.VALUE, Objective.EARLIEST):
        assert worth.gap in (Gap.BLOCKING, Gap.USEFUL)
    else:
        assert worth.gap is Gap.USEFUL
    return worth.gap


def beside(values: Values, pay: int) -> dict[Objective, int]:
    """The levels, the less the better, the cost without a head's own pay."""
    signed = {o: -v if o.maximised else v for o, v in (values or {}).items()}
    return signed | {Objective.COST: signed[Objective.COST] - pay} if signed else {}


# -- the three problems, put together by hand


def optimum(original: Problem, worth: JobWorth, problem: Problem) -> Values:
    """The best with nobody hired in the job's role, and as many use cases as there are."""
    role = parts(original, worth.profile)[0].role
    ids = tuple(p.id for p in problem.profiles if p.role == role)
    value = any(u.value_per_quarter > 0 for u in problem.use_cases)
    levels = [*ALWAYS_FIRST, Objective.VALUE if value else Objective.EARLIEST, Objective.COST]
    if any(u.must_do and u.status == "idea" for u in problem.use_cases):
        levels.insert(0, Objective.UNDONE)
    asked = {
        "target_use_cases": sum(u.count for u in problem.use_cases),
        "target_is_a_must": False,
        "objectives": tuple(levels),
    }
    closed = HireCap(profiles=ids, by=problem.quarters, most=0)
    return solve_by_enumeration(problem.changed(settings=problem.settings.changed(**asked), hire_caps=(closed,)))


def parts(problem: Problem, profile: str) -> list[Profile]:
    """The job profile of an ID, or its parts in all units."""
    return [p for p in problem.profiles if profile in (p.id, p.base)]


def one_more(problem: Problem, profile: str) -> Problem:
    todays = [row.profile for row in problem.staff if row.start == 1]
    of_job = parts(problem, profile)
    part = next((p for p in of_job if p.id in todays), of_job[0])
    row = StaffRow(id="the one more", profile=part.id, business_unit=part.business_unit)
    return paid_beside(problem, problem.changed(staff=(*problem.staff, row)))


def one_fewer(problem: Problem, profile: str) -> Problem | None:
    """Of the rows with the least FTE the last."""
    ids = [part.id for part in parts(problem, profile)]
    there = [row for row in problem.staff if row.profile in ids and row.start == 1]
    if not there:
        return None
    goes = [row for row in there if row.fte == min(row.fte for row in there)][-1]
    staff = []
    for row in problem.staff:
        if row.id != goes.id:
            staff.append(row)
        elif row.heads > 1:
            staff.append(row.changed(heads=row.heads - 1))
    return paid_beside(problem, problem.changed(staff=tuple(staff)))


def paid_beside(before: Problem, after: Problem) -> Problem:
    both = zip(before.horizon, before.budget, idle_cost(after), idle_cost(before), strict=True)
    rows = tuple(BudgetRow(quarter=q, amount=max(0, budget + new - old)) for q, budget, new, old in both)
    more = sum(row.amount for row in rows) - sum(before.budget)
    rules = tuple(rule.changed(rows=tuple(asking_more(rule.rows, more))) for rule in before.rules)
    return after.changed(budget_rows=rows, rules=rules)


def asking_more(rows: tuple[object, ...], more: int) -> Iterator[object]:
    """A condition on the budget is met by the same problems as before."""
    for row in rows:
        asks = isinstance(row, Condition) and row.budget > 0
        yield row.changed(budget=max(0, row.budget + more)) if isinstance(row, Condition) and asks else row


def idle_cost(problem: Problem) -> list[int]:
    found = Enumeration(problem)
    return found.cost(found.idle)
