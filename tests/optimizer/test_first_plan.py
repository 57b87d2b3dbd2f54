"""Plans put together without a search: completed by the solver, made thinner; and where better ones are looked for."""

from __future__ import annotations

import threading
import time
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from inputs import read
from models.problem import Objective, Problem
from optimizer.constructive import construct, thinned
from optimizer.first_plan import completed, first_plan
from optimizer.incumbent import Incumbent, judged
from optimizer.model import PlanningModel, build
from optimizer.neighbourhood import KINDS, MOST_PASSED, Fixed, Neighbourhoods
from optimizer.rows import Rows
from optimizer.search import Run

ROOT = Path(__file__).parents[2]
PROBLEMS = (
    ROOT / "inputs" / "examples" / "retail-bank.xlsx",
    ROOT / "benchmarks" / "instances" / "m1-alike-cost-loose",
)


@pytest.fixture(scope="module", params=PROBLEMS, ids=lambda path: path.stem)
def problem(request: pytest.FixtureRequest) -> Problem:
    return read(request.param).problem


@pytest.fixture(scope="module")
def put_together(problem: Problem) -> Incumbent:
    incumbent = judged(problem, construct(problem, lambda: True))
    assert incumbent is not None
    return incumbent


@pytest.fixture(scope="module")
def model(problem: Problem) -> PlanningModel:
    return build(problem)


def test_there_is_room_for_what_the_bounds_of_variables_allow() -> None:
    rows = Rows()
    rows.integer(0, 5, "a")
    rows.integer(-2, 3, "b")
    assert rows.has_room_for({0: 5, 1: -2})
    assert not rows.has_room_for({0: 6})
    assert not rows.has_room_for({1: -3})


def test_a_plan_put_together_is_completed_to_a_whole_assignment(model: PlanningModel) -> None:
    run = Run(seed=1, workers=1, stop=threading.Event(), deadline=time.monotonic() + 120)
    first = first_plan(model, run, 60.0)
    assert first is not None
    assert first.assignment is not None, "the solver has not been handed the plan"


@pytest.mark.parametrize("pooled", [50 * 10**6, 600 * 10**6])
def test_pay_that_nobody_decides_takes_no_plan_away(pooled: int) -> None:
    """With as much more in the budget whatever was possible is, at so much more."""
    before = read(PROBLEMS[-1]).problem
    everywhere = (pooled,) * before.quarters
    rows = tuple(row.changed(amount=row.amount + pooled) for row in before.budget_rows)
    after = before.changed(pooled_pay=everywhere, budget_rows=rows)
    plan = construct(before, lambda: True)
    incumbent = judged(after, plan)
    assert incumbent is not None
    run = Run(seed=1, workers=1, stop=threading.Event(), deadline=time.monotonic() + 120)
    assert completed(build(after), run, incumbent, 60.0).assignment is not None, "the model has no room for the plan"


def test_a_thinner_plan_has_the_same_use_cases_at_less_cost(problem: Problem, put_together: Incumbent) -> None:
    thin = judged(problem, thinned(problem, lambda: True, put_together.plan))
    assert thin is not None, "the judge rejects it"
    assert thin.plan.starts == put_together.plan.starts
    assert thin.rank() <= put_together.rank()
    assert thin.accounts.objectives[Objective.COST] < put_together.accounts.objectives[Objective.COST]


def test_thinning_stops_when_it_is_told_to(problem: Problem, put_together: Incumbent) -> None:
    assert thinned(problem, lambda: False, put_together.plan).hires == put_together.plan.hires


# -- neighbourhoods


def sets(model: PlanningModel, incumbent: Incumbent, how_many: int) -> list[tuple[str, Fixed]]:
    neighbourhoods = Neighbourhoods(model, seed=1)
    found = []
    for _ in range(how_many):
        fixed = neighbourhoods.around(incumbent.decided(model))
        assert fixed is not None
        found.append((neighbourhoods.last.fixed.__name__, fixed))
    return found


def test_neighbourhoods_keep_decisions_of_the_best_plan_and_free_some(
    model: PlanningModel, put_together: Incumbent
) -> None:
    decided = model.assigned(put_together.plan)
    found = sets(model, put_together, 12)
    assert len({kind for kind, _ in found}) >= 5
    for _, fixed in found:
        assert 0 < len(fixed) < len(decided)
        assert all(decided[variable] == value for variable, value in fixed.items())
    assert found == sets(model, put_together, 12), "the seed decides"


def test_a_kind_that_fails_gets_fewer_turns_and_one_searched_to_its_end_more_to_free(
    model: PlanningModel, put_together: Incumbent
) -> None:
    neighbourhoods = Neighbourhoods(model, seed=1)
    turns: dict[str, int] = {kind.__name__: 0 for kind in KINDS}
    for _ in range(60):
        assert neighbourhoods.around(put_together.decided(model)) is not None
        name = neighbourhoods.last.fixed.__name__
        turns[name] += 1
        neighbourhoods.note(helped=name == "but_for_profiles", searched=name == "but_for_profiles")
    failing = [turns[name] for name in ("staffed_anew", "but_for_quarters", "but_for_use_cases")]
    assert turns["but_for_profiles"] > MOST_PASSED * max(failing) / 2
    kinds = {kind.fixed.__name__: kind for kind in islice(neighbourhoods.kinds, len(KINDS))}
    assert kinds["but_for_profiles"].size > 1 > kinds["but_for_quarters"].size


def test_a_relaxed_plan_decides_where_it_is_whole(model: PlanningModel, put_together: Incumbent) -> None:
    """Its use cases are kept where it starts none by halves; and where it agrees with the best plan, what both say."""
    decided = model.assigned(put_together.plan)
    point = np.zeros(len(model.rows.variables), np.float32)
    for variable, value in decided.items():
        point[variable] = value
    half, other = list(model.parts.portfolio.variables().values())[:2]
    point[half], point[other] = 0.5, 1 - decided[other]
    neighbourhoods = Neighbourhoods(model, seed=1, relaxed=lambda: point)
    value = put_together.decided(model)
    as_relaxed, in_common = neighbourhoods.as_relaxed(value), neighbourhoods.in_common(value)
    assert half not in as_relaxed
    assert as_relaxed[other] == 1 - decided[other]
    assert not {half, other} & set(in_common)
    assert len(in_common) == len(decided) - 2
