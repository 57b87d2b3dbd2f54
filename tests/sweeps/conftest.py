"""Forty tiny problems with their answers, and a Dask cluster on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hireplan.sweeps import Point
from models.problem import Objective
from tests.optimizer.planned import solved, values
from tests.oracle.instances import random_problem
from tests.sweeps.calls import FOLDER

ROOT = Path(__file__).parents[2]
POINTS = 40


@pytest.fixture(scope="session")
def points() -> list[Point]:
    return [Point(str(number), random_problem(number), time_limit=60, seed=1) for number in range(POINTS)]


@pytest.fixture(scope="session")
def alone(points: list[Point]) -> list[dict[Objective, int]]:
    """The proven values of each point, solved by itself; empty where there is no plan."""
    return [values(solved(point.problem, time_limit=60)) for point in points]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where calls leave their notes."""
    notes = tmp_path / "notes"
    notes.mkdir()
    monkeypatch.setenv(FOLDER, str(notes))
    return notes


@dataclass(frozen=True)
class Cluster:
    """A scheduler and two workers, each a process of its own that has the environment of when they were started."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def running_cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    processes: list[subprocess.Popen[bytes]] = []
    found = folder / "scheduler.json"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}

    def start(command: str, *arguments: str) -> subprocess.Popen[bytes]:
        whole = [sys.executable, "-m", f"distributed.cli.dask_{command}", *arguments, "--no-dashboard"]
        with (folder / f"{command}.log").open("ab") as log:
            process = subprocess.Popen(whole, cwd=folder, env=environment, stdout=log, stderr=log)
        processes.append(process)
        return process

    try:
        scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(found))
        until = time.monotonic() + 60
        while not found.exists() and time.monotonic() < until:
            time.sleep(0.05)
        address = json.loads(found.read_text())["address"]
        yield Cluster(
            address,
            scheduler,
            [start("worker", address, "--nthreads", "1", "--no-nanny") for _ in range(workers)],
        )
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path, folder: Path) -> Iterator[Cluster]:
    pytest.importorskip("distributed")
    with running_cluster(tmp_path) as running:
        yield running
