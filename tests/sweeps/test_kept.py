"""Finished points in a folder: what is there is not solved again, and nothing else is taken for it."""

from __future__ import annotations

import stat
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hireplan.sweeps import INTERRUPTED, Point, SweepProgress, kept, sweep, sweeping
from hireplan.sweeps.kept import Kept
from models.errors import HireplanError
from models.plan import Result, Status
from tests.optimizer.planned import changed, company, plan_of, solved, values
from tests.sweeps.inline import Inline


@pytest.fixture
def points() -> list[Point]:
    """One for each number of ideas, and one of which no plan exists."""
    problems = [company(ideas=ideas) for ideas in (1, 2, 3)]
    must = changed(company(ideas=2, budget=1), settings={"target_is_a_must": True})
    return [Point(f"Budget {n} %/x", problem, seed=1) for n, problem in enumerate([*problems, must])]


def run(points: list[Point], folder: Path, **options: Any) -> tuple[list[str], list[Result]]:
    """The keys that were solved, and the results."""
    with Inline() as engine:
        outcomes = sweep(points, engine, resume=folder, **options)
    return [key for key, _ in engine.asked], [o.result for o in outcomes if o.result]


def test_a_second_run_solves_nothing_and_says_the_same(points: list[Point], tmp_path: Path) -> None:
    folder = tmp_path / "new" / "kept"
    asked, first = run(points, folder)
    assert asked == [point.key for point in points]
    asked, second = run(points, folder)
    assert asked == []
    assert second == first
    assert [result.status for result in second] == [Status.OPTIMAL] * 3 + [Status.INFEASIBLE]
    assert second[3].conflict
    assert all(result.accounts for result in second[:3])


def test_what_is_kept_is_told_as_done(points: list[Point], tmp_path: Path) -> None:
    run(points[:3], tmp_path)
    seen: list[SweepProgress] = []
    with Inline() as engine:
        outcomes = sweep(points, engine, resume=tmp_path, on_progress=seen.append)
    assert [outcome.attempts for outcome in outcomes] == [0, 0, 0, 1]
    assert (seen[0].done, seen[0].total) == (3, 4)


def test_of_neighbours_only_what_is_gone_is_solved_again(points: list[Point], tmp_path: Path) -> None:
    """Each is a neighbour of all others, before it and after it."""
    keys = [point.key for point in points]
    around = [replace(point, neighbours=tuple(k for k in keys if k != point.key)) for point in points]
    _, before = run(around, tmp_path)
    for missing, file in enumerate(sorted(tmp_path.glob("Budget*"))):
        file.unlink()
        asked, after = run(around, tmp_path)
        assert asked == [keys[missing]]
        assert [values(result) for result in after] == [values(result) for result in before]


@pytest.mark.parametrize(
    "otherwise",
    [{"problem": company(ideas=1, quarters=4)}, {"seed": 2}, {"workers": 2}, {"time_limit": 40.0}],
    ids=lambda fields: next(iter(fields)),
)
def test_whatever_is_asked_otherwise_is_solved_anew(points: list[Point], tmp_path: Path, otherwise: Any) -> None:
    run(points, tmp_path)
    other = [replace(points[0], **otherwise), *points[1:]]
    assert run(other, tmp_path)[0] == [points[0].key]
    assert run(other, tmp_path)[0] == []


def test_another_version_solves_anew(points: list[Point], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(points[:1], tmp_path)
    monkeypatch.setattr(kept, "__version__", "99")
    assert run(points[:1], tmp_path)[0] == [points[0].key]


def test_a_changed_amount_of_budget_is_a_changed_problem(points: list[Point], tmp_path: Path) -> None:
    """One unit of money in one quarter."""
    run(points, tmp_path)
    rows = points[1].problem.budget_rows
    problem = changed(points[1].problem, budget_rows=(*rows[:-1], rows[-1].changed(amount=rows[-1].amount + 1)))
    assert run([points[0], replace(points[1], problem=problem), *points[2:]], tmp_path)[0] == [points[1].key]


@pytest.mark.parametrize("torn", [b"", b"{", b"[]", b'{"asked": 1}', b"\xff\xfe", None])
def test_a_torn_file_is_as_good_as_none(points: list[Point], tmp_path: Path, torn: bytes | None) -> None:
    """None: the first half of what was there."""
    _, first = run(points, tmp_path)
    [file] = tmp_path.glob("Budget_1_*.json")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if torn is None else torn)
    asked, second = run(points, tmp_path)
    assert asked == [points[1].key]
    assert [values(result) for result in second] == [values(result) for result in first]
    assert run(points, tmp_path)[0] == []


def test_a_plan_that_the_judge_rejects_is_not_taken_back(points: list[Point], tmp_path: Path) -> None:
    _, [result] = run(points[:1], tmp_path)
    plan = plan_of(result)
    Kept(tmp_path).keep(points[0], replace(result, plan=plan.changed(hires=plan.hires | {"A": (0, 0, 0)})))
    assert run(points[:1], tmp_path)[0] == [points[0].key]


def test_each_point_is_kept_at_once(points: list[Point], tmp_path: Path) -> None:
    there: list[tuple[int, int]] = []

    def look(progress: SweepProgress) -> None:
        there.append((progress.done, len(list(tmp_path.iterdir()))))

    run(points, tmp_path, on_progress=look)
    assert all(done == files for done, files in there)
    assert there[-1] == (4, 4)


def test_what_a_stop_cut_short_is_gone_on_with_from_its_plan(
    points: list[Point], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()

    def cut_short(_: threading.Event, point: Point, start_from: Any) -> Result:
        stop.set()
        return replace(solved(point.problem), status=Status.FEASIBLE, stopped_by="user")

    with monkeypatch.context() as patched:
        patched.setattr(sweeping, "solve_point", cut_short)
        with Inline() as engine:
            outcomes = sweep(points, engine, resume=tmp_path, stop=stop)
    assert [outcome.failure for outcome in outcomes] == ["", INTERRUPTED, INTERRUPTED, INTERRUPTED]
    with Inline() as engine:
        outcomes = sweep(points, engine, resume=tmp_path)
    assert engine.asked == [(points[0].key, 1), *((point.key, 0) for point in points[1:])]
    assert outcomes[0].result is not None
    assert outcomes[0].result.status is Status.OPTIMAL


def test_failures_are_not_kept(points: list[Point], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> Result:
        raise ValueError

    with monkeypatch.context() as patched:
        patched.setattr(sweeping, "solve_point", fails)
        run(points, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_files_have_names_that_tell_keys_apart(points: list[Point], tmp_path: Path) -> None:
    problem = points[0].problem
    keys = ["a/b", "a_b", "a b", "..", "", "ä" * 300, "x" * 300, "x" * 299, "CON", "\ud800"]
    asked, _ = run([Point(key, problem) for key in keys], tmp_path)
    assert asked == keys
    names = {file.name.casefold() for file in tmp_path.iterdir()}
    assert len(names) == len(keys)
    assert all(name.isascii() and len(name) < 100 and not name.startswith(".") for name in names)
    assert run([Point(key, problem) for key in reversed(keys)], tmp_path)[0] == []


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_what_is_kept_is_for_its_owner_only(points: list[Point], tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    run(points[:1], folder)
    [file] = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_is_none_is_named(points: list[Point], tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(HireplanError, match=r"file  cannot keep finished points"):
        run(points, file)


def test_a_sweep_goes_on_where_nothing_more_can_be_kept(
    points: list[Point], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise HireplanError("the disk is full")

    monkeypatch.setattr(Kept, "keep", full)
    seen: list[SweepProgress] = []
    asked, results = run(points, tmp_path, on_progress=seen.append)
    assert len(asked) == len(results) == 4
    assert seen[-1].trouble == "the disk is full"
