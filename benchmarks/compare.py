"""Every instance with hireplan and, from the plain linear statement of the same problem, with other solvers.

Each run is a process of its own, one after the other, with the same threads and time; what it tells is kept as a line
of JSON in a file. Runs that the file has already are not repeated. Run with: make bench
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.bench import KILO_PER_MEGA, ROOT, machine
from benchmarks.outcome import FAILED, Moment, Outcome, append, percent, read, thinned
from benchmarks.specs import INSTANCES, growth

RESULTS = ROOT / "benchmarks" / "results.jsonl"
FOLDER = ROOT / "benchmarks" / "instances"
EXAMPLES = ROOT / "inputs" / "examples"
HIREPLAN = "hireplan"
PLAIN = {"cp-sat": "ortools", "highs": "highspy", "scip": "pyscipopt", "gurobi": "gurobipy", "cplex": "cplex"}
"""Solvers of the plain model, and the package that brings each."""
MAXIMISED = ("priority", "value", "net")
FIRST_LEVELS = ("inherited", "target", "prefer")
"""They are 0 in every instance, so the plain model keeps them there."""
GRACE = 120.0
"""Seconds beyond its limit after which a process is ended, whatever it does."""
MESSAGE = 300


@dataclass(frozen=True)
class Job:
    """One instance and who is to solve it."""

    name: str
    path: Path
    objective: str
    solvers: tuple[str, ...]
    limit: float
    threads: int
    group: str = ""
    amount: int | None = None

    @property
    def sign(self) -> int:
        """What the plain model has the objective multiplied by, as it always minimises."""
        return -1 if self.objective in MAXIMISED else 1


@dataclass(frozen=True)
class Limits:
    """Seconds of search."""

    usual: float
    very_large: float


@dataclass(frozen=True)
class Told:
    """What a process told, and what it took."""

    lines: tuple[dict[str, Any], ...]
    whole: float
    memory: float
    code: int
    trouble: str


def solver_process(python: str, solver: str, path: Path, limit: float, threads: int) -> Told:
    """Run one solver in an interpreter and wait for it."""
    asked = ["--limit", str(limit), "--threads", str(threads), "--began", str(time.time())]
    command = [python, "-m", "benchmarks.one", solver, str(path), *asked]
    with tempfile.TemporaryFile("w+") as printed, tempfile.TemporaryFile("w+") as trouble:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=printed, stderr=trouble, cwd=ROOT)
        ender = threading.Timer(limit + GRACE, process.kill)
        ender.start()
        _, status, usage = os.wait4(process.pid, 0)
        ender.cancel()
        whole = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        trouble.seek(0)
        lines = tuple(parsed(printed))
        return Told(lines, whole, usage.ru_maxrss / KILO_PER_MEGA, process.returncode, trouble.read())


def parsed(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """What was told, without what else a solver prints on standard output or did not finish saying."""
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            yield record


def outcome(job: Job, solver: str, told: Told) -> Outcome:
    """What came of a run, in the product's unit and sense."""
    sign = 1 if solver == HIREPLAN else job.sign  # hireplan tells the level as planners know it
    known: dict[str, Any] = {}
    for line in told.lines:
        known |= line
    trace = [Moment(x["at"], _signed(x["best"], sign), _signed(x["bound"], sign)) for x in told.lines if "at" in x]
    ended = known.get("ended")
    best, bound = (_signed(known.get(name), sign) if ended is not None else None for name in ("best", "bound"))
    if ended is None and trace:  # it did not come to its end: what it said last holds
        best, bound = trace[-1].best, trace[-1].bound
    if ended is not None and best is not None:
        trace.append(Moment(ended, best, bound))
    firsts = [known["plan"]] if "plan" in known else [moment.at for moment in trace if moment.best is not None]
    status = known.get("status", FAILED) if ended is not None else FAILED
    return Outcome(
        instance=job.name,
        solver=solver,
        maximised=job.sign < 0,
        limit=job.limit,
        threads=job.threads,
        status=status,
        value=best,
        bound=bound,
        read=known.get("read"),
        first=min(firsts, default=None),
        ended=ended,
        whole=told.whole,
        memory=told.memory,
        trace=thinned(trace),
        levels=tuple(known.get("levels", ())),
        group=job.group,
        amount=job.amount,
        version=known.get("version", ""),
        message="" if status != FAILED else f"exit code {told.code}: {told.trouble.strip()[-MESSAGE:]}",
    )


def _signed(value: float | None, sign: int) -> float | None:
    return None if value is None else sign * value + 0.0  # no -0.0


# -- the plain model


def plain_model(job: Job, folder: Path) -> Path:
    """The instance as a linear program of its objective, the levels before it kept at 0. Raises RuntimeError."""
    path = folder / f"{job.name}.mps"
    if not path.exists():
        keep = [word for level in FIRST_LEVELS for word in ("--keep", f"{level}=0")]
        command = [sys.executable, "-m", "hireplan", "export", str(job.path), "--mps", str(path)]
        done = subprocess.run(
            [*command, "--level", job.objective, *keep], capture_output=True, text=True, check=False, cwd=ROOT
        )
        if done.returncode or not path.exists():
            raise RuntimeError(f"no plain model of {job.name}: {done.stderr.strip()[-MESSAGE:]}")
    return path


def size_of(path: Path) -> dict[str, int]:
    """Rows and columns of an MPS file, without its objective."""
    rows, columns, section = 0, set(), ""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            words = line.split()
            if not line.startswith(" "):
                section = words[0] if words else section
            elif section == "ROWS":
                rows += words[0] != "N"
            elif section == "COLUMNS" and "'MARKER'" not in words:
                columns.add(words[0])
    return {"rows": rows, "columns": len(columns)}


# -- the series


@dataclass(frozen=True)
class Series:
    """How a series is run, and where what came of it is kept."""

    results: Path
    python: str
    """interpreter that has the solvers of the plain model"""
    repeats: int
    repeat_long: bool
    folder: Path
    """for plain models"""

    def run(self, jobs: Sequence[Job]) -> None:
        """Run what the results do not hold yet, solver after solver on each instance in turn."""
        for job in jobs:
            for solver in job.solvers:
                self._repeat(job, solver)

    def _repeat(self, job: Job, solver: str) -> None:
        asked = (job.name, solver, job.limit, job.threads)
        done = [one for one in read(self.results) if one.key == asked and one.group == job.group]
        while len(done) < self.repeats and (self.repeat_long or not done or _may_repeat(done[-1])):
            done.append(self._once(job, solver))
            append(self.results, done[-1])
            print(described(done[-1]), flush=True)

    def _once(self, job: Job, solver: str) -> Outcome:
        dated = {"machine": machine(), "date": datetime.date.today().isoformat()}
        try:
            path = job.path if solver == HIREPLAN else plain_model(job, self.folder)
        except RuntimeError as error:
            return replace(outcome(job, solver, Told((), 0.0, 0.0, 1, str(error))), **dated)
        python = sys.executable if solver == HIREPLAN else self.python
        told = solver_process(python, solver, path, job.limit, job.threads)
        size = {} if solver == HIREPLAN else size_of(path)
        build = self._build(job) if solver == HIREPLAN and job.group.startswith("growth") else None
        return replace(outcome(job, solver, told), size=size, build=build, **dated)

    def _build(self, job: Job) -> float | None:
        """Seconds in which hireplan's planning model is built."""
        known: dict[str, Any] = {}
        for line in solver_process(sys.executable, "build", job.path, job.limit, job.threads).lines:
            known |= line
        return known["ended"] - known["read"] if "ended" in known else None


def _may_repeat(last: Outcome) -> bool:
    """Whether another run is worth its time: not where the limit ended it, or nothing will come of it."""
    return last.proven


def described(one: Outcome) -> str:
    """A run in a line."""
    value = "no plan" if one.value is None else f"{one.value:,.0f}"
    gap = "" if one.gap is None else f"gap {percent(one.gap)}"
    ended = "" if one.ended is None else f"after {one.ended:.1f} s"
    end = f"{ended:<16}{one.memory:6.0f} MiB  {one.message}".splitlines()[-1]
    return f"{one.instance:<28}{one.solver:<10}{one.status:<11}{value:>16} {gap:<14}{end}"


def installed(python: str) -> dict[str, bool]:
    """Which solvers of the plain model an interpreter can import, each tried in a process of its own."""
    return {
        solver: not subprocess.run([python, "-c", f"import {package}"], capture_output=True, check=False).returncode
        for solver, package in PLAIN.items()
    }


def chosen(names: Sequence[str], solvers: tuple[str, ...], limits: Limits, threads: int) -> list[Job]:
    """The instances of these names, or whose names begin so; very large ones and worked examples by hireplan alone."""
    own = tuple(solver for solver in solvers if solver == HIREPLAN)
    found = []
    for spec in (spec for spec in INSTANCES if any(spec.name.startswith(name) for name in names)):
        by, limit = (own, limits.very_large) if spec.size == "XL" else (solvers, limits.usual)
        found.append(Job(spec.name, FOLDER / spec.name, spec.objective, by, limit, threads, spec.size))
    examples = (path for path in sorted(EXAMPLES.glob("*.xlsx")) if path.stem in names)
    return found + [Job(path.stem, path, "", own, limits.usual, threads, "example") for path in examples]


def grown(folder: Path, limit: float, threads: int) -> list[Job]:
    """The series for growth, drawn anew into a folder; hireplan only."""
    from benchmarks.instances import write

    return [
        Job(spec.name, write(spec, folder), spec.objective, (HIREPLAN,), limit, threads, f"growth: {what}", amount)
        for what, series in growth().items()
        for amount, spec in series
    ]


QUICK = ("s1", "s5", "m4", "first-team")
ALL = ("s", "m", "l", "xl", "first-team", "retail-bank", "portfolio")
"""Each the name of an instance, or the beginning of several."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="instances or beginnings of their names; none: all")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds of search for each run")
    parser.add_argument("--xl-limit", type=float, default=600.0, help="the same for the very large instances")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=3, help="runs of which the median is told")
    parser.add_argument("--repeat-long", action="store_true", help="repeat also those that the limit ended")
    parser.add_argument("--solvers", default=",".join((HIREPLAN, *PLAIN)), help="separated by commas")
    parser.add_argument("--python", default=sys.executable, help="interpreter that has the other solvers")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--fresh", action="store_true", help="forget the results that are there")
    parser.add_argument("--quick", action="store_true", help="three small instances only")
    parser.add_argument("--growth", action="store_true", help="the series for growth instead of instances")
    wishes = parser.parse_args()
    if wishes.fresh:
        wishes.results.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        series = Series(wishes.results, wishes.python, wishes.repeats, wishes.repeat_long, Path(folder))
        if wishes.growth:
            series.run(grown(Path(folder), wishes.limit, wishes.threads))
        else:
            names = wishes.names or (QUICK if wishes.quick else ALL)
            solvers = _there(wishes.solvers, wishes.python)
            series.run(chosen(names, solvers, Limits(wishes.limit, wishes.xl_limit), wishes.threads))


def _there(solvers: str, python: str) -> tuple[str, ...]:
    """The solvers that were asked for and are installed; says which are not."""
    there = installed(python) | {HIREPLAN: True}
    asked = tuple(name.strip() for name in solvers.split(","))
    for name in asked:
        if not there.get(name, False):
            print(f"{name} is left out: {PLAIN.get(name, 'it')} is not installed", file=sys.stderr)
    return tuple(name for name in asked if there.get(name, False))


if __name__ == "__main__":
    main()
