"""The same answers on every engine, whatever becomes of its processes: real processes, and a real Dask scheduler."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hireplan.sweeps import (
    INTERRUPTED,
    Engine,
    EngineError,
    Outcome,
    Point,
    SweepProgress,
    open_engine,
    sweep,
    sweeping,
)
from hireplan.sweeps.cluster import Dask
from hireplan.sweeps.local import Local
from models.plan import Status
from models.problem import Objective
from tests.optimizer.planned import values
from tests.sweeps import calls
from tests.sweeps.calls import VICTIM
from tests.sweeps.conftest import ROOT, Cluster, running_cluster

Values = list[dict[Objective, int]]
LOOP = "hireplan.sweeps.sweeping.solve_point"


@pytest.fixture(params=["local", pytest.param("dask", marks=pytest.mark.slow)])
def engine(request: pytest.FixtureRequest, folder: Path) -> Iterator[Engine]:
    """Two processes; those of Dask are started by the fixture."""
    if request.param == "local":
        with open_engine("local", processes=2) as local:
            yield local
    else:
        with open_engine("dask", request.getfixturevalue("cluster").address) as dask:
            while dask.capacity() < 4:
                time.sleep(0.1)
            yield dask


def found(outcomes: list[Outcome]) -> Values:
    assert [outcome.failure for outcome in outcomes] == [""] * len(outcomes)
    return [values(outcome.result) for outcome in outcomes if outcome.result]


def test_values_are_those_of_single_solves(engine: Engine, points: list[Point], alone: Values) -> None:
    outcomes = sweep(points, engine)
    assert found(outcomes) == alone
    assert [outcome.key for outcome in outcomes] == [point.key for point in points]
    for outcome, point in zip(outcomes, points, strict=True):
        assert outcome.result is not None
        assert outcome.result.problem is point.problem
        assert outcome.result.status in (Status.OPTIMAL, Status.INFEASIBLE)
        assert (outcome.attempts, outcome.result.workers) == (1, 1)
    assert sum(bool(each) for each in alone) > 20


def test_a_process_killed_in_the_middle_loses_nothing(
    engine: Engine, points: list[Point], alone: Values, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The victim's process is killed while it is at it; the point is begun again in another one."""
    monkeypatch.setattr(LOOP, calls.victim_waits_once)
    killed: list[int] = []

    def kill(progress: SweepProgress) -> None:
        for place in calls.notes(folder).get(VICTIM, [])[:1]:
            if not killed:
                os.kill(place, signal.SIGKILL)
                killed.append(place)

    outcomes = sweep(points, engine, on_progress=kill)
    assert found(outcomes) == alone
    places = calls.notes(folder)
    assert set(places) == {point.key for point in points}
    first, second = places[VICTIM]
    assert [first] == killed
    assert first != second
    assert [key for key, where in places.items() if len(where) > 1] == [VICTIM]  # nothing else was solved twice


def test_a_point_that_raises_is_reported_and_fails_no_other(
    engine: Engine, points: list[Point], alone: Values, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LOOP, calls.victim_raises)
    seen: list[SweepProgress] = []
    points, alone = points[16:26], alone[16:26]
    outcomes = sweep(points, engine, retries=2, on_progress=seen.append)
    [failed] = [outcome for outcome in outcomes if outcome.failure]
    assert (failed.key, failed.result, failed.failure, failed.attempts) == (VICTIM, None, "ValueError: no good", 3)
    assert len(calls.notes(folder)[VICTIM]) == 3
    assert found([*outcomes[:4], *outcomes[5:]]) == [*alone[:4], *alone[5:]]
    assert (seen[-1].done, seen[-1].failed, seen[-1].running, seen[-1].total) == (9, 1, 0, 10)


def test_a_stop_gives_what_is_there(
    engine: Engine, points: list[Point], alone: Values, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty points come to their ends, then two run until they are stopped and still bring a plan.

    Those that the engine may have in hand beyond these are still begun, and come to their ends as well.
    """
    monkeypatch.setattr(LOOP, calls.waits_for_stop)
    stop = threading.Event()

    def press(progress: SweepProgress) -> None:
        if len(calls.notes(folder)) == int(VICTIM) + 2:
            stop.set()

    outcomes = sweep(points, engine, stop=stop, on_progress=press)
    victim, in_hand = int(VICTIM), engine.capacity()
    there, stopped, rest = outcomes[:victim], outcomes[victim:][:in_hand], outcomes[victim + in_hand :]
    assert found(there) == alone[:victim]
    assert [outcome.attempts for outcome in stopped[:2]] == [1, 1]
    for outcome in stopped:
        assert outcome.failure == INTERRUPTED if outcome.result is None else outcome.result.plan is not None
    assert any(outcome.result for outcome in stopped[:2])
    assert {(outcome.result, outcome.failure, outcome.attempts) for outcome in rest} == {(None, INTERRUPTED, 0)}
    assert max(outcome.seconds for outcome in outcomes) < 20


@pytest.mark.slow
def test_a_point_that_does_not_come_back_is_given_up_and_begun_again(
    engine: Engine, points: list[Point], alone: Values, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time it is begun elsewhere; nobody waits for the minute that the first would still take."""
    monkeypatch.setattr(LOOP, calls.victim_waits_once)
    monkeypatch.setattr(sweeping, "OVERDUE_FACTOR", 0.0)
    monkeypatch.setattr(sweeping, "OVERDUE_SECONDS", 8.0)
    outcomes = sweep(points[18:23], engine)
    assert found(outcomes) == alone[18:23]
    assert [outcome.attempts for outcome in outcomes] == [1, 1, 2, 1, 1]
    first, second = calls.notes(folder)[VICTIM]
    assert first != second
    if isinstance(engine, Local):
        wait_until(lambda: has_ended(first))
    engine.close()
    assert outcomes[2].seconds < 0.7 * calls.LONG


# -- this machine alone


@pytest.fixture
def local(folder: Path) -> Iterator[Engine]:
    with open_engine("local", processes=2) as engine:
        yield engine


def test_a_point_that_kills_its_process_every_time_is_reported(
    local: Engine, points: list[Point], alone: Values, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LOOP, calls.victim_dies_always)
    outcomes = sweep(points[18:23], local)
    assert [bool(outcome.failure) for outcome in outcomes] == [False, False, True, False, False]
    assert "by signal 9" in outcomes[2].failure
    assert outcomes[2].attempts == 2
    assert found([*outcomes[:2], *outcomes[3:]]) == [*alone[18:20], *alone[21:23]]


def test_a_process_killed_while_it_has_nothing_to_do_is_replaced(
    local: Engine, points: list[Point], alone: Values, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LOOP, calls.noted)
    sweep(points[:6], local)
    before = {place for places in calls.notes(folder).values() for place in places}
    for place in before:
        os.kill(place, signal.SIGKILL)
    wait_until(lambda: all(has_ended(place) for place in before))
    outcomes = sweep(points[6:12], local)
    assert found(outcomes) == alone[6:12]
    assert [outcome.attempts for outcome in outcomes] == [1] * 6
    assert 1 <= len(before) <= 2


def test_closing_ends_the_processes_at_once(points: list[Point], folder: Path) -> None:
    with open_engine("local", processes=2) as engine:
        futures = [engine.submit(calls.never_ends, point, ()) for point in points[:2]]
        wait_until(lambda: len(calls.notes(folder)) == 2)
        began = time.monotonic()
    assert time.monotonic() - began < 5
    assert all(future.done() for future in futures)
    assert all(has_ended(place) for places in calls.notes(folder).values() for place in places)
    with pytest.raises(EngineError, match="stopped"):
        engine.submit(calls.never_ends, points[0], ())


PARENT = """
from hireplan.sweeps import Point, open_engine, sweep
from tests.oracle.instances import random_problem
from tests.sweeps import calls
from hireplan.sweeps import sweeping
if __name__ == "__main__":
    sweeping.solve_point = calls.never_ends
    with open_engine("local", processes=2) as engine:
        sweep([Point(str(n), random_problem(n)) for n in range(2)], engine)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for processes as POSIX does")
def test_processes_end_with_their_parent(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen([sys.executable, script], env=os.environ | {"PYTHONPATH": str(ROOT)})
    try:
        wait_until(lambda: len(calls.notes(folder)) == 2, 60)
    finally:
        parent.kill()
        parent.wait()
    places = [place for places in calls.notes(folder).values() for place in places]
    assert len(places) == 2
    wait_until(lambda: all(has_ended(place) for place in places), 10)


def wait_until(happened: Callable[[], bool], seconds: float = 30.0) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.02)


def has_ended(process: int) -> bool:
    """Whether there is no such process, or only what is left of it until somebody asks how it ended."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    tasks = [task.read_text() for task in Path(f"/proc/{process}/task").glob("*/stat")]
    return len(tasks) == 1 and tasks[0].rsplit(")", 1)[1].split()[0] == "Z"


def test_an_engine_that_there_is_not_is_named() -> None:
    with pytest.raises(EngineError, match="no engine 'ray'; engines: local, dask"):
        open_engine("ray")
    with pytest.raises(EngineError, match="use the engine 'dask'"):
        open_engine("local", "tcp://127.0.0.1:1")
    with pytest.raises(EngineError, match="needs the address of a scheduler"):
        open_engine("dask")


# -- the cluster alone


def test_without_its_extra_the_dask_engine_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineError, match=r"pip install 'hireplan\[dask\]'"):
        open_engine("dask", "tcp://127.0.0.1:1")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x", "127.0.0.1"])
def test_a_scheduler_that_does_not_answer_is_named(address: str) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(EngineError, match=f"no Dask scheduler answers at {address}"):
        Dask(address, patience=1)


def test_a_scheduler_without_workers_is_named(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with running_cluster(tmp_path, workers=0) as cluster, pytest.raises(EngineError, match="has no workers"):
        Dask(cluster.address, patience=1)


@pytest.mark.slow
def test_a_scheduler_lost_in_the_middle_leaves_what_is_there(
    cluster: Cluster, points: list[Point], alone: Values, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the client's log, which would reach the terminal, says nothing on top of it."""
    monkeypatch.setattr(LOOP, calls.waits_for_stop)
    logged = Logged()
    monkeypatch.setattr(logging.getLogger("distributed"), "handlers", [logged])

    def kill(progress: SweepProgress) -> None:
        if progress.done == int(VICTIM) and cluster.scheduler.poll() is None:
            cluster.scheduler.kill()

    with open_engine("dask", cluster.address) as engine:
        outcomes = sweep(points, engine, on_progress=kill)
    assert found(outcomes[: int(VICTIM)]) == alone[: int(VICTIM)]
    assert all(outcome.result is None and "lost" in outcome.failure for outcome in outcomes[int(VICTIM) :])
    assert [record.getMessage() for record in logged.records if record.levelno >= logging.WARNING] == []


class Logged(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)
