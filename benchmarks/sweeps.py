"""Sweeps on this machine: how much faster than one after another, in how much memory, and what Dask adds.

Run with: make bench
"""

from __future__ import annotations

import argparse
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import optimizer
from hireplan.sweeps import Engine, Outcome, Point, open_engine, sweep
from hireplan.sweeps.local import cores
from inputs import read
from models.plan import Result
from models.problem import Problem
from tests.optimizer.planned import company
from tests.oracle.instances import random_problem
from tests.sweeps.conftest import running_cluster

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "inputs" / "examples" / "retail-bank.xlsx"
SCENARIOS, LEAST, MOST = 30, 80, 120
MANY = 100
ROUNDS = 3
KILO_PER_MEGA = 1024
WARM_UP = 8
"""Points after which every process has loaded the solver."""


@dataclass(frozen=True)
class Measured:
    seconds: float
    outcomes: list[Outcome]

    @property
    def failed(self) -> int:
        return sum(1 for outcome in self.outcomes if outcome.failure)


def with_budget(problem: Problem, per_cent: float) -> Problem:
    """The problem with so much of its budget."""
    rows = tuple(row.changed(amount=round(row.amount * per_cent / 100)) for row in problem.budget_rows)
    return problem.changed(budget_rows=rows)


def scenarios(time_limit: float) -> list[Point]:
    """Budgets from the least to the most, in even steps."""
    problem = read(EXAMPLE).problem
    steps = [LEAST + (MOST - LEAST) * number / (SCENARIOS - 1) for number in range(SCENARIOS)]
    return [Point(f"{step:.1f} %", with_budget(problem, step), time_limit=time_limit, seed=1) for step in steps]


def measured(points: list[Point], engine: Engine) -> Measured:
    began = time.perf_counter()
    outcomes = sweep(points, engine)
    return Measured(time.perf_counter() - began, outcomes)


def one_after_another(points: list[Point]) -> tuple[float, list[Result]]:
    began = time.perf_counter()
    results = [optimizer.solve(p.problem, time_limit=p.time_limit, seed=p.seed, workers=1) for p in points]
    return time.perf_counter() - began, results


def levels(result: Result | None) -> tuple[int, ...]:
    return tuple(level.value for level in result.levels) if result else ()


# -- memory


def children(parent: int) -> list[int]:
    """Processes that this one has started, where the system tells."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        except OSError:  # it has ended meanwhile
            continue
        if fields.get("PPid", "").strip() == str(parent):
            found.append(int(status.parent.name))
    return found


def peak_memory(process: int) -> float:
    """The most memory that a process has held, in MiB; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return max((int(line.split()[1]) / KILO_PER_MEGA for line in lines if line.startswith("VmHWM")), default=0.0)


@contextmanager
def watched(peaks: dict[int, float], processes: Callable[[], list[int]]) -> Iterator[None]:
    """Within the block, note the peaks of processes twice a second."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.5):
            for process in processes():
                peaks[process] = max(peaks.get(process, 0.0), peak_memory(process))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


# -- what is printed


def speed_up(time_limit: float) -> None:
    points = scenarios(time_limit)
    alone_seconds, alone = one_after_another(points)
    peaks: dict[int, float] = {}
    with open_engine("local") as engine, watched(peaks, lambda: children(os.getpid())):
        together = measured(points, engine)
    same = sum(
        levels(outcome.result) == levels(result) for outcome, result in zip(together.outcomes, alone, strict=True)
    )
    ratio = alone_seconds / together.seconds
    print(f"\n{SCENARIOS} scenarios of retail-bank, budgets of {LEAST} to {MOST} %, {time_limit:g} s each at most")
    print(f"  one after another, 1 worker   {alone_seconds:8.1f} s")
    print(f"  local, {cores()} processes            {together.seconds:8.1f} s, {together.failed} failed")
    print(f"  faster by {ratio:.2f}; cores less 20 %: {0.8 * cores():.2f}; same values in {same} of {SCENARIOS}")
    print(f"  peak memory of a process: {max(peaks.values(), default=0):.0f} MiB")


def small(number: int) -> Problem:
    """A company of three job profiles that is planned in a fraction of a second."""
    return company(quarters=12, ideas=8 + number % 5, ideas_from=2, a={"time_to_fill": 1, "ramp": (50, 80, 100)})


def first_team() -> Callable[[int], Problem]:
    """A sweep as planners ask for it: the smallest worked example with budgets in small steps."""
    problem = read(EXAMPLE.with_name("first-team.xlsx")).problem
    return lambda number: with_budget(problem, 20 + number / 4)


def overhead(folder: Path) -> None:
    """Local and Dask in turns, on the same points, each on processes that have loaded the solver already."""
    peaks: dict[int, float] = {}
    with (
        running_cluster(folder, workers=cores()) as cluster,
        open_engine("local") as local,
        open_engine("dask", cluster.address) as dask,
        watched(peaks, lambda: [worker.pid for worker in cluster.workers]),
    ):
        while dask.capacity() < 2 * cores():
            time.sleep(0.1)
        for what, problem, rounds in (
            ("tiny", random_problem, ROUNDS),
            ("small", small, ROUNDS),
            ("first-team", first_team(), 1),
        ):
            points = [Point(f"{what} {number}", problem(number), time_limit=20, seed=1) for number in range(MANY)]
            for engine in (local, dask):
                sweep(points[:WARM_UP], engine)
            compare_engines(what, [(measured(points, local), measured(points, dask)) for _ in range(rounds)])
    print(f"  peak memory of a Dask worker: {max(peaks.values(), default=0):.0f} MiB")


def compare_engines(what: str, runs: list[tuple[Measured, Measured]]) -> None:
    local, dask = (min(run[engine].seconds for run in runs) for engine in (0, 1))
    pairs = [pair for run in runs for pair in zip(run[0].outcomes, run[1].outcomes, strict=True)]
    same = sum(levels(one.result) == levels(other.result) for one, other in pairs)
    print(
        f"\n{MANY} {what} points, {cores()} processes each, best of {len(runs)}; same values in {same} of {len(pairs)}"
    )
    each = 1000 * local * cores() / MANY
    print(f"  local {local:.2f} s, {each:.0f} ms a point; dask {dask:.2f} s: {dask / local - 1:+.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--time-limit", type=float, default=10.0, help="seconds for each scenario")
    parser.add_argument("--engines-only", action="store_true", help="leave out the scenarios, which take longest")
    wishes = parser.parse_args()
    if not wishes.engines_only:
        speed_up(wishes.time_limit)
    with tempfile.TemporaryDirectory() as folder:
        overhead(Path(folder))


if __name__ == "__main__":
    main()
