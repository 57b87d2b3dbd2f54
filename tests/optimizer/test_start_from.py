"""Plans of similar problems to start from: they may only help, and where there are none nothing changes."""

from __future__ import annotations

import threading
import time
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from inputs import read
from models.judge import judge
from models.plan import Plan, Status
from models.plan_form import fitted, well_formed
from models.problem import Problem
from models.rules import Ratio
from optimizer.first_plan import brought_back
from optimizer.model import build
from optimizer.search import Run
from tests.builders import make_plan, make_rule
from tests.optimizer.planned import COST, INHERITED, A, B, changed, company, optimum, plan_of, solved, values
from tests.optimizer.test_money import payroll
from tests.oracle.instances import draw_problem_with_plan

EXAMPLE = Path(__file__).parents[2] / "inputs" / "examples" / "retail-bank.xlsx"


def at_once(problem: Problem, *start_from: Plan) -> Any:
    """The answer of a search that is over before it begins: the best of the plans that need none."""
    stop = threading.Event()
    stop.set()
    return solved(problem, stop=stop, start_from=start_from)


# -- the form


def test_a_plan_is_fitted_to_other_profiles_use_cases_and_quarters() -> None:
    problem = company(quarters=3, ideas=1)
    plan = Plan(
        hires={"A": (1, 0, 2, 9), "GONE": (5, 5, 5, 5)},
        starts={"U1": (0,), "OLD": (1,)},
        allotment={"A": {"modelling": (10, 20, 30, 40), "law": (1, 1, 1)}, "B": {"data": (7,)}, "GONE": {"data": (1,)}},
    )
    assert fitted(problem, plan) == Plan(
        hires={"A": (1, 0, 2), "B": (0, 0, 0), "C": (0, 0, 0)},
        starts={"U1": (0, 0, 0)},
        allotment={"A": {"modelling": (10, 20, 30)}, "B": {"data": (7, 0, 0)}},
    )


@pytest.mark.slow
def test_a_fitted_plan_is_well_formed_and_one_of_the_same_problem_stays_as_it_is() -> None:
    for seed in range(60):
        problem, plan = draw_problem_with_plan(Random(seed))
        other, _ = draw_problem_with_plan(Random(seed + 1))
        assert well_formed(other, fitted(other, plan))[1] == []
        assert fitted(problem, plan) == plan


# -- the search


def test_a_better_plan_is_kept_where_there_is_no_time_to_find_one() -> None:
    """Retail bank: what four seconds find is beyond what is put together at once, if anything is."""
    problem = read(EXAMPLE).problem
    found = solved(problem, time_limit=4)
    without, with_it = at_once(problem), at_once(problem, plan_of(found))
    assert values(without) != values(found)
    assert values(with_it) == values(found)
    assert (with_it.status, with_it.stopped_by) == (Status.FEASIBLE, "user")
    poorer = make_plan(problem)
    assert values(at_once(problem, poorer, plan_of(found), poorer)) == values(found)


def test_a_plan_that_breaks_something_here_is_left_alone() -> None:
    """Two ideas cost 20,000: with half the money their plan is no plan."""
    rich = company(ideas=2)
    plan = plan_of(optimum(rich))
    poor = changed(rich, budget_rows=company(ideas=2, budget=(0, 0, 10_000)).budget_rows)
    assert not judge(poor, plan).accepted
    result = solved(poor, start_from=[plan])
    assert result.status is Status.OPTIMAL
    assert values(result) == values(optimum(poor)) != values(optimum(rich))


def brought_back_from(plan: Plan, problem: Problem) -> Plan:
    """What is made of a plan that is not allowed in the problem."""
    assert not judge(problem, plan).accepted
    run = Run(seed=1, workers=1, stop=threading.Event(), deadline=time.monotonic() + 60)
    found = brought_back(build(problem), run, plan, 60)
    assert found is not None
    assert judge(problem, found.plan).accepted
    return found.plan


def test_a_plan_that_breaks_something_here_is_brought_back_with_its_use_cases_or_some_of_them() -> None:
    """Two A make two use cases. Where there must be a B for each, two more are hired; with money for one A there is
    one use case."""
    problem = company(ideas=2)
    plan = plan_of(optimum(problem))
    pairs = make_rule(Ratio(acts_on=A, against=B, most=Decimal(1)), id="pairs")
    kept = brought_back_from(plan, changed(problem, rules=(pairs,)))
    assert kept.starts == plan.starts
    assert (sum(kept.hires["A"]), sum(kept.hires["B"])) >= (2, 2)
    fewer = brought_back_from(plan, changed(problem, budget_rows=company(ideas=2, budget=(0, 0, 10_000)).budget_rows))
    assert sum(fewer.starts["U1"]) == 1


def test_a_plan_of_a_shorter_horizon_serves_a_longer_one() -> None:
    """It may stop in the fourth quarter, in which nobody is needed."""
    short, long = company(quarters=3, ideas=2, ideas_from=2), company(quarters=4, ideas=2, ideas_from=2)
    plan = plan_of(optimum(short))
    result = at_once(long, plan)
    assert judge(long, plan_of(result)).accepted
    assert values(solved(long, start_from=[plan])) == values(optimum(long))


@pytest.mark.parametrize("seed", range(40))
def test_proven_values_do_not_depend_on_what_was_started_from(seed: int) -> None:
    problem, drawn = draw_problem_with_plan(Random(seed))
    other, _ = draw_problem_with_plan(Random(seed + 1))
    alone = solved(problem)
    plans = [drawn, *(result.plan for result in (alone, solved(other)) if result.plan)]
    again = solved(problem, start_from=plans)
    assert (again.status, values(again)) == (alone.status, values(alone))
    nothing = solved(problem, start_from=())
    assert (nothing.plan, nothing.levels) == (alone.plan, alone.levels)


def test_a_plan_beyond_what_is_looked_at_is_kept() -> None:
    """180,000 hires of B are asked for, more than the model has room for; who brings such a plan keeps it."""
    small, large = payroll(1), payroll(30_000)
    plan = plan_of(optimum(small))
    times = Plan(
        hires={p: tuple(30_000 * n for n in series) for p, series in plan.hires.items()},
        starts=plan.starts,
        allotment={p: {c: tuple(30_000 * n for n in s) for c, s in row.items()} for p, row in plan.allotment.items()},
    )
    assert judge(large, times).accepted
    result = solved(large, start_from=[times], time_limit=20)
    assert result.status is Status.FEASIBLE
    assert values(result)[INHERITED] == 0
    assert values(result)[COST] <= 30_000 * values(optimum(small))[COST]
