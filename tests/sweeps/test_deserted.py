"""A Dask scheduler whose workers are all gone: waited for a while, then told; a scheduler that is none."""

from __future__ import annotations

import pytest

from hireplan.sweeps import EngineError, Point, cluster, sweep
from hireplan.sweeps.cluster import Dask
from tests.oracle.instances import random_problem
from tests.sweeps.inline import Inline

ADDRESS = "tcp://10.0.0.1:8786"


class Client:
    """What the engine asks of a scheduler."""

    status = "running"

    def __init__(self) -> None:
        self.threads = {"tcp://10.0.0.2:1": 2}

    def ncores(self) -> dict[str, int]:
        return self.threads

    def close(self) -> None:
        self.status = "closed"


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 5.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    found = Client()
    monkeypatch.setattr(cluster, "_connected", lambda *_: found)
    return found


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(cluster, "time", found)
    return found


def test_workers_that_do_not_come_back_are_given_up_after_a_minute(client: Client, clock: Clock) -> None:
    with Dask(ADDRESS) as engine:
        assert engine.capacity() == 3
        manned, client.threads = client.threads, {}
        for clock.now in (10, 40, 64.9):
            assert engine.capacity() == 1
        client.threads = manned  # one came back: the minute begins anew
        clock.now = 100
        assert engine.capacity() == 3
        client.threads = {}
        clock.now = 159.9
        assert engine.capacity() == 1
        clock.now = 161
        with pytest.raises(EngineError) as told:
            engine.capacity()
    assert f"{ADDRESS} has no workers left for 60 s; start some with: dask worker {ADDRESS}" in str(told.value)


class Deserted(Inline):
    """Has room for one call, and is lost once it has begun."""

    def capacity(self) -> int:
        if self.asked:
            raise EngineError("nobody is left")
        return 1


def test_a_sweep_whose_last_points_wait_for_nobody_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hireplan.sweeps.sweeping.solve_point", lambda stop, *_: stop.wait(30))
    with Deserted() as engine:
        (outcome,) = sweep([Point("only", random_problem(1))], engine)
    assert (outcome.result, outcome.failure) == (None, "nobody is left")
