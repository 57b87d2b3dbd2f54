"""The order in which points are begun, what they start from, and what is told of them."""

from __future__ import annotations

import pickle
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from hireplan.sweeps import INTERRUPTED, Point, SweepProgress, sweep, sweeping
from models.plan import Plan, Result, Status
from models.problem import Problem
from optimizer import solve
from tests.builders import make_plan
from tests.optimizer.planned import company, plan_of, solved, values
from tests.sweeps.inline import Inline


def answer(problem: Problem, **fields: Any) -> Result:
    """An answer without a search: the plan that decides nothing."""
    return Result(**{"problem": problem, "status": Status.FEASIBLE, "plan": make_plan(problem)} | fields)


def line(*keys: str) -> list[Point]:
    """Points in a row, each the neighbour of the one before and the one after."""
    problem = company(ideas=0)
    around = {key: keys[max(0, i - 1) : i] + keys[i + 1 : i + 2] for i, key in enumerate(keys)}
    return [Point(key, problem, neighbours=around[key], time_limit=5) for key in keys]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[threading.Event, Point], Result]], None]:
    """Put a function in the place of the solve."""

    def instead(call: Callable[[threading.Event, Point], Result]) -> None:
        def called(stop: threading.Event, point: Point, start_from: tuple[Plan, ...]) -> Result:
            return call(stop, point)

        monkeypatch.setattr(sweeping, "solve_point", called)

    return instead


def test_a_point_starts_from_its_finished_neighbours(calls: Any) -> None:
    calls(lambda stop, point: answer(point.problem))
    with Inline() as engine:
        outcomes = sweep(line("a", "b", "c"), engine)
    assert engine.asked == [("a", 0), ("b", 1), ("c", 1)]
    assert [outcome.failure for outcome in outcomes] == ["", "", ""]


def test_points_with_a_plan_to_start_from_come_first_and_both_sides_count(calls: Any) -> None:
    """c first, by its place; then its neighbours b and d before a, which gets b's plan, and e, which gets d's."""
    calls(lambda stop, point: answer(point.problem))
    a, b, c, d, e = line("a", "b", "c", "d", "e")
    with Inline() as engine:
        outcomes = sweep([c, a, b, d, e], engine)
    assert engine.asked == [("c", 0), ("b", 1), ("d", 1), ("a", 1), ("e", 1)]
    assert [outcome.key for outcome in outcomes] == ["c", "a", "b", "d", "e"]


def test_what_has_no_plan_gives_none(calls: Any) -> None:
    calls(lambda stop, point: answer(point.problem, plan=None, status=Status.INFEASIBLE))
    with Inline() as engine:
        outcomes = sweep(line("a", "b"), engine)
    assert engine.asked == [("a", 0), ("b", 0)]
    assert [(outcome.failure, outcome.result and outcome.result.status) for outcome in outcomes] == [
        ("", Status.INFEASIBLE),
        ("", Status.INFEASIBLE),
    ]


def test_no_more_points_run_than_the_engine_has_room_for(calls: Any) -> None:
    def slow(stop: threading.Event, point: Point) -> Result:
        time.sleep(0.05)
        return answer(point.problem)

    calls(slow)
    with Inline(at_once=3) as engine:
        sweep(line(*"abcdefgh"), engine)
    assert engine.most_running == 3


def test_a_failure_is_tried_again_after_the_others_and_from_nothing(calls: Any) -> None:
    failures = ["b"]

    def fails_once(stop: threading.Event, point: Point) -> Result:
        if point.key in failures:
            failures.remove(point.key)
            raise MemoryError("once")
        return answer(point.problem)

    calls(fails_once)
    with Inline() as engine:
        outcomes = sweep(line("a", "b", "c"), engine)
    assert engine.asked == [("a", 0), ("b", 1), ("c", 0), ("b", 0)]
    assert [outcome.attempts for outcome in outcomes] == [1, 2, 1]
    assert not any(outcome.failure for outcome in outcomes)


@pytest.mark.parametrize("retries", [0, 1, 3])
def test_what_always_fails_is_tried_as_often_as_said(calls: Any, retries: int) -> None:
    def fails(stop: threading.Event, point: Point) -> Result:
        raise SystemExit("not even an exception")

    calls(fails)
    with Inline() as engine:
        [outcome] = sweep(line("a"), engine, retries=retries)
    assert outcome == replace(outcome, result=None, failure="SystemExit: not even an exception", attempts=retries + 1)


def test_what_does_not_come_back_is_given_up(calls: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its limit is 5 seconds, 0.04 x 5 + 0.1 = 0.3 are waited for, twice."""
    monkeypatch.setattr(sweeping, "OVERDUE_FACTOR", 0.04)
    monkeypatch.setattr(sweeping, "OVERDUE_SECONDS", 0.1)

    def hangs(stop: threading.Event, point: Point) -> Result:
        if point.key == "a":
            stop.wait(30)
        return answer(point.problem)

    calls(hangs)
    with Inline() as engine:
        outcomes = sweep(line("a", "b"), engine)
    assert outcomes[0].failure.startswith("it did not come back within")
    assert (outcomes[0].attempts, len(engine.given_up), outcomes[1].failure) == (2, 2, "")
    assert 0.6 < outcomes[0].seconds < 10


def test_a_lost_engine_leaves_what_is_there(calls: Any) -> None:
    calls(lambda stop, point: answer(point.problem))
    with Inline(breaks_after=2) as engine:
        outcomes = sweep(line("a", "b", "c", "d"), engine)
    assert [outcome.failure for outcome in outcomes] == ["", "", "the cluster is gone", "the cluster is gone"]


def test_a_point_that_does_not_heed_a_stop_is_left_behind(calls: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "GRACE", 0.3)
    stop, ended = threading.Event(), threading.Event()

    def deaf(_: threading.Event, point: Point) -> Result:
        stop.set()
        ended.wait(30)
        return answer(point.problem)

    calls(deaf)
    with Inline() as engine:
        began = time.monotonic()
        outcomes = sweep(line("a", "b"), engine, stop=stop)
        assert time.monotonic() - began < 5
        ended.set()
    assert engine.stopped
    assert len(engine.given_up) == 1
    assert [(outcome.failure, outcome.attempts) for outcome in outcomes] == [(INTERRUPTED, 1), (INTERRUPTED, 0)]


def test_a_point_stopped_without_a_plan_counts_as_interrupted(calls: Any) -> None:
    stop = threading.Event()

    def stopped(_: threading.Event, point: Point) -> Result:
        stop.set()
        return answer(point.problem, plan=None, status=Status.UNKNOWN, stopped_by="user")

    calls(stopped)
    with Inline() as engine:
        [outcome] = sweep(line("a"), engine, stop=stop)
    assert (outcome.result, outcome.failure) == (None, INTERRUPTED)


def test_progress_is_told_over_all_points(calls: Any) -> None:
    def fails_for_b(stop: threading.Event, point: Point) -> Result:
        if point.key == "b":
            raise ValueError("b")
        return answer(point.problem)

    calls(fails_for_b)
    seen: list[SweepProgress] = []
    with Inline() as engine:
        sweep(line("a", "b", "c"), engine, on_progress=seen.append, retries=0)
    assert {progress.total for progress in seen} == {3}
    assert [(p.done, p.failed, p.running, p.last) for p in (seen[0], seen[-1])] == [(0, 0, 0, ""), (2, 1, 0, "c")]
    assert [p.elapsed for p in seen] == sorted(p.elapsed for p in seen)
    assert [p.done + p.failed for p in seen] == sorted(p.done + p.failed for p in seen)


def test_an_error_of_the_caller_gives_up_what_runs(calls: Any) -> None:
    calls(lambda stop, point: stop.wait(30) and answer(point.problem))

    def breaks(progress: SweepProgress) -> None:
        if progress.running:
            raise RuntimeError("the terminal is gone")

    with Inline() as engine:
        with pytest.raises(RuntimeError, match="the terminal is gone"):
            sweep(line("a", "b"), engine, on_progress=breaks)
        assert len(engine.given_up) == 1


def test_keys_are_unique_and_neighbours_known() -> None:
    a, b = line("a", "b")
    with Inline() as engine:
        with pytest.raises(ValueError, match="same key: a"):
            sweep([a, b, a], engine)
        with pytest.raises(ValueError, match="no point of the key: b"):
            sweep([a], engine)
        assert sweep([], engine) == []


def test_problems_and_results_travel_whole() -> None:
    """Also after facts have been derived from them; what has been derived is not sent along many times over."""
    problem = company(ideas=3)
    before = len(pickle.dumps(problem))
    result = solved(problem)
    problem, back = pickle.loads(pickle.dumps((problem, result)))
    assert back == result
    assert back.problem == problem
    assert len(pickle.dumps(problem)) < 1.5 * before
    assert values(solve(problem, workers=1)) == values(result)
    assert plan_of(back) == plan_of(result)
