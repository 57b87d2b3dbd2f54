"""What runs tell, and what is kept of it; each solver that is installed on a program whose optimum is known."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from benchmarks.compare import HIREPLAN, PLAIN, Job, Series, Told, installed, outcome, parsed, size_of, solver_process
from benchmarks.one import sat_progress
from benchmarks.outcome import FAILED, Moment, Outcome, append, from_line, percent, read, thinned, to_line

ROOT = Path(__file__).parents[2]
MPS = """\
NAME small
ROWS
 N  COST
 G  NEED
 L  ROOM
COLUMNS
    MARKER    'MARKER'    'INTORG'
    X  COST  3  NEED  2
    X  ROOM  1
    Y  COST  2  NEED  1
    MARKER    'MARKER'    'INTEND'
RHS
    RHS  NEED  7  ROOM  3
BOUNDS
 UP BND X 9
 UP BND Y 9
ENDATA
"""
"""Minimise 3x + 2y where 2x + y >= 7, x <= 3, whole numbers: x = 3, y = 1 costs 11; x = 2, y = 3 costs 12."""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "small.mps"
    path.write_text(MPS)
    return path


def job(objective: str = "cost", **fields: Any) -> Job:
    given = {"name": "one", "path": Path("one"), "solvers": (HIREPLAN,), "limit": 2.0, "threads": 1} | fields
    return Job(objective=objective, **given)


def told(*lines: dict[str, Any], code: int = 0, trouble: str = "") -> Told:
    return Told(lines, whole=3.0, memory=40.0, code=code, trouble=trouble)


# -- what is told


def test_what_else_a_solver_prints_is_passed_over() -> None:
    lines = ["Academic license\n", '{"read": 1.5}\n', "12\n", '{"at": 2.0, "best": 3, "bo']
    assert list(parsed(lines)) == [{"read": 1.5}]


def test_the_plain_model_is_minimised_and_the_product_tells_what_is_meant() -> None:
    lines = (
        {"read": 0.5},
        {"at": 1.0, "best": None, "bound": -900.0},
        {"at": 1.5, "best": -600.0, "bound": -800.0},
        {"ended": 2.0, "status": "optimal", "best": -700.0, "bound": -700.0, "version": "1.2"},
    )
    other = outcome(job("value"), "scip", told(*lines))
    assert (other.value, other.bound, other.first, other.ended, other.read) == (700.0, 700.0, 1.5, 2.0, 0.5)
    assert other.maximised
    assert other.trace[:2] == (Moment(1.0, None, 900.0), Moment(1.5, 600.0, 800.0))
    own = outcome(job("value"), HIREPLAN, told(*lines))
    assert own.value == -700.0, "hireplan tells values as planners know them"
    assert outcome(job("cost"), "scip", told(*lines)).value == -700.0


def test_the_first_plan_of_hireplan_may_come_before_its_last_level() -> None:
    lines = ({"plan": 0.7}, {"at": 1.5, "best": 600, "bound": 500}, {"ended": 2, "status": "feasible", "best": 600})
    assert outcome(job(), HIREPLAN, told(*lines)).first == 0.7


def test_a_run_that_did_not_come_to_its_end_keeps_what_it_said_last() -> None:
    lines = ({"read": 0.5}, {"at": 1.5, "best": 600.0, "bound": 500.0})
    died = outcome(job(), "highs", told(*lines, code=-9, trouble="out of memory"))
    assert (died.status, died.value, died.bound, died.ended) == (FAILED, 600.0, 500.0, None)
    assert died.proof is None
    assert died.message == "exit code -9: out of memory"


@pytest.mark.parametrize(
    ("line", "progress"),
    [
        ("#1       0.03s best:956480 next:[318000,956479] fj", (0.03, 956480.0, 318000.0)),
        ("#Bound   1.20s best:inf   next:[2717104,12000000] max_lp", (1.2, None, 2717104.0)),
        ("#12      3.50s best:-7e+06 next:[-9e+06,-7e+06] quick", (3.5, -7e6, -9e6)),
        ("#Done    4.00s max_lp", None),
        ("#Model   0.02s var:12/40 constraints:20/60", None),
        ("objective: 956480", None),
    ],
)
def test_progress_is_read_from_the_log_of_cp_sat(line: str, progress: tuple[float, ...] | None) -> None:
    assert sat_progress(line) == progress


# -- what follows


def run(**fields: Any) -> Outcome:
    given = {"instance": "one", "solver": "scip", "maximised": False, "limit": 60.0, "threads": 2, "status": "feasible"}
    return Outcome(**given | fields)


def test_times_to_a_gap_and_to_a_good_plan() -> None:
    trace = (Moment(1.0, 130.0, None), Moment(2.0, 104.0, 90.0), Moment(3.0, 101.0, 100.0), Moment(4.0, 100.0, 100.0))
    one = run(trace=trace, value=100.0, bound=100.0, ended=5.0)
    assert one.within(0.01) == 3.0, "1 of 101 is less than 1 %"
    assert one.within(0.001) == 4.0
    assert one.near_best(100.0, 0.05) == 2.0
    assert one.near_best(90.0, 0.05) is None
    assert (one.proof, run(status="optimal", ended=5.0).proof) == (None, 5.0)
    assert run(status="optimal", ended=5.0).within(0.01) == 5.0, "a proof without progress before it"
    assert run(trace=trace[:2], value=104.0, bound=90.0).within(0.01) is None


def test_a_long_trace_is_thinned_to_its_ends_and_what_changes() -> None:
    moments = [Moment(at / 10, 1000.0 - at // 2, 0.0) for at in range(1999)]
    assert thinned(moments[:4]) == (moments[0], moments[2])
    kept = thinned(moments)
    assert 125 <= len(kept) <= 250
    assert (kept[0], kept[-1]) == (moments[0], moments[-1])
    steps = [(before.best or 0) / (after.best or 1) for before, after in pairwise(kept)]
    assert max(steps[:100]) < 1.04, "while values are large no step is"
    assert thinned([]) == ()
    assert len(thinned([Moment(1.0, None, 5.0), Moment(2.0, 9.0, 5.0)])) == 2


def test_an_outcome_is_read_as_it_was_written(tmp_path: Path) -> None:
    one = run(trace=(Moment(1.0, None, 3.0),), levels=({"name": "cost", "value": 1, "bound": 1, "proven": True},))
    assert from_line(to_line(one)) == one
    append(tmp_path / "new" / "results.jsonl", one)
    append(tmp_path / "new" / "results.jsonl", run(solver="highs"))
    assert [kept.solver for kept in read(tmp_path / "new" / "results.jsonl")] == ["scip", "highs"]
    assert read(tmp_path / "none.jsonl") == []


def test_gaps_are_written_for_readers() -> None:
    assert [percent(gap) for gap in (0.0, 0.0123, 9.99, 10.0)] == ["0.00%", "1.23%", "999.00%", "over 999 %"]


# -- series


def series(folder: Path, **fields: Any) -> Series:
    given = {"python": sys.executable, "repeats": 3, "repeat_long": False}
    return Series(results=folder / "results.jsonl", folder=folder, **given | fields)


def test_what_is_proven_is_repeated_and_what_is_there_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []
    status = {"easy": "optimal", "hard": "feasible"}

    def process(python: str, solver: str, path: Path, limit: float, threads: int) -> Told:
        runs.append(path.name)
        return told({"read": 0.1}, {"ended": 1.0, "status": status[path.name], "best": 5, "bound": 5})

    monkeypatch.setattr("benchmarks.compare.solver_process", process)
    jobs = [job(name=name, path=Path(name)) for name in status]
    series(tmp_path).run(jobs)
    assert runs == ["easy", "easy", "easy", "hard"]
    series(tmp_path).run(jobs)
    assert runs == ["easy", "easy", "easy", "hard"], "all of it is there already"
    series(tmp_path, repeat_long=True).run(jobs)
    assert runs[4:] == ["hard", "hard"]
    series(tmp_path).run([job(name="easy", path=Path("easy"), limit=9.0)])
    assert runs[6:] == ["easy", "easy", "easy"], "another limit is another question"


def test_an_instance_that_cannot_be_stated_is_told_and_the_series_goes_on(tmp_path: Path) -> None:
    series(tmp_path).run([job(path=tmp_path / "nowhere", solvers=("highs",))])
    [one] = read(tmp_path / "results.jsonl")
    assert one.status == FAILED
    assert "no plain model" in one.message


def test_the_size_of_a_program_is_that_of_its_rows_and_columns(program: Path) -> None:
    assert size_of(program) == {"rows": 2, "columns": 2}


# -- real processes


THERE = installed(sys.executable)


@pytest.mark.parametrize("solver", PLAIN)
def test_each_solver_finds_and_proves_the_known_optimum(solver: str, program: Path) -> None:
    if not THERE[solver]:
        pytest.skip(f"{PLAIN[solver]} is not installed")
    process = solver_process(sys.executable, solver, program, 10.0, 1)
    one = outcome(job(), solver, process)
    assert (one.status, round(one.value or 0), round(one.bound or 0)) == ("optimal", 11, 11), process.trouble
    assert one.read is not None
    assert one.ended is not None
    assert 0 < one.read <= one.ended <= one.whole + 1
    assert one.memory > 1
    assert one.version


@pytest.mark.parametrize("solver", PLAIN)
def test_each_solver_says_where_no_plan_exists(solver: str, program: Path) -> None:
    if not THERE[solver]:
        pytest.skip(f"{PLAIN[solver]} is not installed")
    program.write_text(MPS.replace("NEED  7", "NEED  70"))
    one = outcome(job(), solver, solver_process(sys.executable, solver, program, 10.0, 1))
    assert (one.status, one.value, one.gap, one.first) == ("infeasible", None, None, None), one.message


@pytest.mark.slow
@pytest.mark.parametrize("solver", [HIREPLAN, "cp-sat", "highs", "scip"])
def test_each_solver_runs_on_an_instance(solver: str, tmp_path: Path) -> None:
    """In 2 s little is proven on a busy machine, so only what holds whatever was found is asked."""
    name = "s5-named-value-loose"
    asked = job("value", name=name, path=ROOT / "benchmarks" / "instances" / name, solvers=(solver,))
    series(tmp_path, repeats=1).run([asked])
    [one] = read(tmp_path / "results.jsonl")
    assert one.status in ("optimal", "feasible", "unknown"), one.message
    assert one.value is None or 0 <= one.value <= 2_337_000, "the proven optimum"
    assert one.bound is None or one.bound >= 2_336_999
    assert [moment.at for moment in one.trace] == sorted(moment.at for moment in one.trace)
    assert solver == HIREPLAN or one.size == size_of(tmp_path / f"{name}.mps")


def test_the_child_of_a_plain_solver_needs_nothing_of_hireplan() -> None:
    """Its interpreter may have the solver only."""
    forbidden = ("pydantic", "inputs", "optimizer", "models", "hireplan")
    code = f"import sys, json, benchmarks.one; print(json.dumps([x for x in {forbidden!r} if x in sys.modules]))"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert json.loads(done.stdout) == []
