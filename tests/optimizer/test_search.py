"""A search that is stopped, watched or short of time, and the count of leavers where hires are many."""

from __future__ import annotations

import threading
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from inputs import read
from models.judge import judge
from models.plan import Result, Status
from models.problem import Objective, Problem
from optimizer import Progress
from optimizer.agreement import disagreements
from optimizer.incumbent import solved as accepted
from optimizer.model import build
from optimizer.search import Limit, Run
from optimizer.team import _Chain, _Leavers
from tests.builders import make_problem, make_profile, make_requirement, make_staff
from tests.optimizer.planned import COST, INHERITED, changed, company, optimum, plan_of, solved, values

LARGE = Path(__file__).parents[2] / "inputs" / "examples" / "retail-bank.xlsx"
"""A worked example that takes longer to prove than any search here lasts."""


@pytest.fixture(scope="module")
def large() -> Problem:
    return read(LARGE).problem


# -- bounds


def test_a_run_that_ended_before_it_had_a_bound_tells_none(large: Problem) -> None:
    """The solver itself says 0 then, which no value that is made large, counted downwards, ever reaches."""
    objectives = (*large.settings.objectives[:3], Objective.VALUE)
    model = build(large.changed(settings=large.settings.changed(objectives=objectives)))
    run = Run(seed=1, workers=1, stop=threading.Event())
    outcome = run.minimise(model.rows, model.goals[Objective.VALUE].expression, Limit(seconds=60, effort=0.0))
    assert outcome.values is None
    assert outcome.bound is None


@pytest.mark.slow
def test_a_level_that_is_as_near_to_its_bound_as_asked_for_is_left(large: Problem) -> None:
    """Long before the limit; what is near is not proven, and where no gap is asked for it goes on."""
    near = solved(large, time_limit=120, gap=0.4)
    assert (near.status, near.stopped_by) == (Status.FEASIBLE, "gap")
    assert near.seconds < 100
    assert all(level.gap <= 0.4 for level in near.levels)
    assert not all(level.proven for level in near.levels)
    assert solved(large, time_limit=1).stopped_by == "time limit"


# -- stopping


def test_a_stop_set_beforehand_gives_the_plan_there_is() -> None:
    stop = threading.Event()
    stop.set()
    result = solved(company(ideas=3), stop=stop)
    assert result.plan is not None
    assert judge(result.problem, result.plan).accepted
    assert result.status in (Status.FEASIBLE, Status.OPTIMAL)
    assert result.stopped_by == ("user" if result.status is Status.FEASIBLE else "")


def test_a_stop_from_another_thread_keeps_the_best_plan_so_far(large: Problem) -> None:
    """Set when the first progress is told, from a thread of its own; the limit of ten minutes is never reached."""
    stop, told = threading.Event(), threading.Event()

    def press() -> None:
        told.wait()
        stop.set()

    user = threading.Thread(target=press)
    user.start()
    result = solved(large, time_limit=600, stop=stop, on_progress=lambda _: told.set())
    user.join()
    assert (result.status, result.stopped_by) == (Status.FEASIBLE, "user")
    assert judge(large, plan_of(result)).accepted
    assert result.seconds < 300


@pytest.mark.parametrize("seconds", [1e-6, 0.2])
def test_too_little_time_gives_an_honest_answer(large: Problem, seconds: float) -> None:
    result = solved(large, time_limit=seconds)
    assert result.status in (Status.FEASIBLE, Status.UNKNOWN)
    assert result.stopped_by == "time limit"
    if result.plan is not None:
        assert judge(large, result.plan).accepted
    else:
        assert (result.levels, result.accounts, result.conflict) == ((), None, ())


def test_no_time_at_all_does_not_make_the_possible_impossible() -> None:
    result = solved(company(ideas=2, settings={"target_is_a_must": True}), time_limit=1e-6)
    assert result.status is not Status.INFEASIBLE
    assert (result.plan is None) is (result.status is Status.UNKNOWN)


def watched(problem: Problem, reports: int) -> tuple[Result, list[Progress]]:
    """A search that is stopped once it has told so often how far it has come."""
    seen: list[Progress] = []
    stop = threading.Event()

    def note(progress: Progress) -> None:
        seen.append(progress)
        if len(seen) >= reports:
            stop.set()

    return solved(problem, time_limit=600, stop=stop, on_progress=note), seen


Watched = tuple[Result, list[Progress]]


@pytest.fixture(scope="module")
def moderate() -> Problem:
    """The worked example that is proven in seconds."""
    return read(LARGE.with_name("first-team.xlsx")).problem


@pytest.fixture(scope="module")
def longer(moderate: Problem) -> Watched:
    return watched(moderate, 40)


def test_the_bound_of_a_search_cut_short_is_a_true_bound(moderate: Problem, longer: Watched) -> None:
    """Wherever the search was stopped, a longer one finds nothing beyond its bounds, level by level."""
    short, _ = watched(moderate, 2)
    for one, other in zip(short.levels, longer[0].levels, strict=True):
        assert (one.bound - other.value) * (-1 if one.name.maximised else 1) <= 0
        if one.value != other.value:
            break  # the levels after it are of another problem


# -- being watched


def test_progress_names_every_level_in_order_and_its_best_never_gets_worse(moderate: Problem, longer: Watched) -> None:
    _, seen = longer
    order = list(moderate.settings.objectives)
    positions = [order.index(progress.level) for progress in seen]
    assert len(positions) >= 10
    assert positions == sorted(positions)
    assert [p.elapsed for p in seen] == sorted(p.elapsed for p in seen)
    for objective in order:
        best = [p.best for p in seen if p.level is objective and p.best is not None]
        assert best == sorted(best, reverse=not objective.maximised)


def test_a_progress_has_the_gap_of_its_best_and_bound() -> None:
    assert Progress(1.0, COST, best=200, bound=150).gap == pytest.approx(0.25)
    assert Progress(1.0, COST, best=0, bound=0).gap == 0
    assert Progress(1.0, Objective.VALUE, best=100, bound=130).gap == pytest.approx(0.3)
    assert Progress(1.0, COST, best=None, bound=150).gap is None


def test_limits_come_from_the_settings_where_they_are_not_given() -> None:
    problem = changed(company(), settings={"random_seed": 7, "time_limit": 1e-6})
    result = solved(problem, seed=None)
    assert result.seed == 7
    assert solved(problem, seed=None, time_limit=60).status is Status.OPTIMAL


# -- leavers


def hires_for(heads: int, annual: str, quarters: int = 6, **fields: Any) -> Problem:
    """So many of a profile asked for in every quarter from the second on, a share of whom leaves a year."""
    profile = make_profile("A", base_salary=40_000, attrition_pct=Decimal(annual), time_to_fill=1, skills={"data": 100})
    need = make_requirement(0, *(heads,) * (quarters - 1), role="A")
    return make_problem(quarters, **{"profiles": (profile,), "requirements": (need,), "budget": 10**9} | fields)


def leavers_by_hand(starts: tuple[int, ...], rate: int) -> list[int]:
    """Leavers so far at the beginning of each quarter: the floor of rate x head-quarters before, in millionths."""
    gone: list[int] = []
    hired = head_quarters = 0
    for started in starts:
        gone.append(rate * head_quarters // 10**6)
        hired += started
        head_quarters += hired - gone[-1]
    return gone


@pytest.mark.parametrize("heads", [3, 40, 1_000, 20_000])
@pytest.mark.parametrize(("annual", "rate"), [("10", 25_996), ("34.39", 100_000), ("68.3593750", 250_000)])
def test_leavers_are_replaced_to_the_head_at_any_size(heads: int, annual: str, rate: int) -> None:
    """Cohorts in rows of one sum while they are few, carried from quarter to quarter where they are many.

    10 %: 1 - 0.9^(1/4) = 0.0259963;  34.39 %: 1 - 0.6561^(1/4) = 0.1;  68.359375 %: 1 - 0.31640625^(1/4) = 0.25.
    """
    result = solved(hires_for(heads, annual))
    assert result.accounts is not None
    starts = plan_of(result).hires["A"]
    gone = leavers_by_hand(starts, rate)
    assert result.accounts.leavers["A"] == tuple(gone)
    assert values(result)[INHERITED] == 0
    # nobody is hired before the need, and in each quarter as many as are gone: heads are what is asked for
    in_seat = [sum(starts[: q + 1]) - gone[q] for q in range(6)]
    assert result.accounts.heads["A"] == tuple(in_seat)
    assert all(seated >= heads for seated in in_seat[1:])
    if result.status is Status.OPTIMAL:
        assert in_seat == [0, *(heads,) * 5]


def test_many_hires_take_the_form_that_keeps_rows_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chain is what a large profile gets; without it the test above would try one form only."""
    made: list[str] = []
    original = _Chain.__init__

    def noted(chain: _Chain, leavers: _Leavers) -> None:
        made.append(leavers.profile)
        original(chain, leavers)

    monkeypatch.setattr(_Chain, "__init__", noted)
    build(hires_for(3, "10", budget=100_000))
    assert made == []
    build(hires_for(20_000, "10"))
    assert set(made) == {"A"}


@pytest.mark.parametrize("annual", ["0", "10", "62.5", "90", "100"])
@pytest.mark.parametrize("staff", [0, 1, 5])
def test_the_chain_counts_as_the_sum_does(monkeypatch: pytest.MonkeyPatch, annual: str, staff: int) -> None:
    """Small problems solved in both forms have the same least cost, with staff that leaves by contract too."""
    rows = (make_staff("A", staff), make_staff("A", 2, id="ends", end=3, base_salary=50_000)) if staff else ()
    problem = hires_for(4, annual, staff=rows, settings={"recruiting_capacity": 3})
    summed = optimum(problem)
    monkeypatch.setattr(_Leavers, "_summed", lambda leavers, q, rest: _chain_of(leavers).more(q, rest))
    chained = optimum(problem)
    assert values(chained) == values(summed)


def _chain_of(leavers: Any) -> _Chain:
    if not hasattr(leavers, "chain"):
        leavers.chain = _Chain(leavers)
    chain: _Chain = leavers.chain
    return chain


def test_a_model_agrees_with_the_judge_on_every_head_and_every_component() -> None:
    problem = hires_for(40, "10", staff=(make_staff("A", 7, fte=80, base_salary=55_555),))
    model = build(problem)
    run = Run(seed=1, workers=1, stop=threading.Event())
    outcome = run.minimise(model.rows, model.goals[COST].expression, Limit(20))
    best = accepted(model, outcome.assignment)
    assert disagreements(model, outcome.assignment, best.accounts) == ()
    # one unit of money more in one quarter, or one head, and they do not agree
    cost = {c: {p: tuple(x + 1 for x in s) for p, s in rows.items()} for c, rows in best.accounts.people_cost.items()}
    heads = {p: tuple(x + 1 for x in series) for p, series in best.accounts.heads.items()}
    assert disagreements(model, outcome.assignment, replace(best.accounts, people_cost=cost))
    assert disagreements(model, outcome.assignment, replace(best.accounts, heads=heads))
