"""How long, how good, how large: measured on this machine, printed, never asserted.

Each line is a process of its own, so that its peak memory is its own. Run with: make bench
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

PACKAGES = ("hireplan", "ortools", "highspy", "pandas", "pydantic", "openpyxl", "XlsxWriter")
KILO_PER_MEGA = 1024
REPEATS = 5
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Run:
    """One finished process: seconds on the clock, peak memory in MiB, exit code, and what it printed."""

    seconds: float
    memory: float
    code: int
    printed: str


def run(*arguments: str) -> Run:
    """Run hireplan and wait for it."""
    with tempfile.TemporaryFile("w+") as printed:
        began = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "hireplan", *arguments], stdout=printed)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        return Run(seconds, usage.ru_maxrss / KILO_PER_MEGA, process.returncode, printed.read())


def machine() -> str:
    """What was measured on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"{processor()}, {cores} cores, {platform.system()}, Python {platform.python_version()}\n{packages}"


def processor() -> str:
    """The processor's name, where the system tells it."""
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def start_up() -> None:
    runs = [run("--help") for _ in range(REPEATS)]
    typical = statistics.median(one.seconds for one in runs)
    print(f"\nhireplan --help: {1000 * typical:.0f} ms, {runs[0].memory:.0f} MiB (median of {REPEATS})")


def solve(example: str, time_limit: float, workers: int, folder: Path) -> None:
    """Solve an example as a user would, from file to file, and print what came of it."""
    book = folder / f"{example}.xlsx"
    run("init", str(book), "--example", example, "--quiet")
    limits = ["--time-limit", str(time_limit), "--workers", str(workers), "--seed", "1"]
    solved = run("solve", str(book), *limits, "--json", "--quiet")
    print(f"\n{example}: whole process {solved.seconds:.1f} s, peak {solved.memory:.0f} MiB, exit code {solved.code}")
    if solved.printed:
        describe(json.loads(solved.printed), time_limit, workers)


def describe(answer: dict[str, Any], time_limit: float, workers: int) -> None:
    if "errors" in answer:
        print(f"  failed: {answer['errors']}")
        return
    print(f"  {answer['status']} after {answer['seconds']:.1f} s (limit {time_limit:g} s, {workers} workers)")
    for level in answer["objectives"]:
        proof = "proven" if level["proven"] else "not proven"
        print(
            f"  {level['name']:<10}{level['value']:>14,}  bound {level['bound']:>14,}  gap {level['gap']:7.2%}  {proof}"
        )


WRITE = """
import sys, time
from pathlib import Path
from outputs import write_workbook
from tests.outputs.big import big_result
from tests.outputs.plans import SOURCE
result = big_result()
began = time.perf_counter()
write_workbook(result, Path(sys.argv[1]), SOURCE)
print(time.perf_counter() - began)
"""


def write(folder: Path) -> None:
    """Write the workbook of a large plan, which needs no search."""
    path = folder / "big.xlsx"
    done = subprocess.run(
        [sys.executable, "-c", WRITE, str(path)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    size = path.stat().st_size / KILO_PER_MEGA**2
    print(f"\nworkbook of 60 job profiles x 24 quarters x 200 use cases: {float(done.stdout):.1f} s, {size:.1f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--time-limit", type=float, default=50.0, help="seconds for each example")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("examples", nargs="*", default=["first-team", "retail-bank", "portfolio"])
    wishes = parser.parse_args()
    print(machine())
    start_up()
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        for example in wishes.examples:
            solve(example, wishes.time_limit, wishes.workers, Path(folder))


if __name__ == "__main__":
    main()
