"""Nothing that a user or a machine can do ends in a traceback, or harms a file that was there."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import optimizer
from models.plan import Result as Answer
from models.plan import Status
from models.problem import Problem
from tests.cli import tiny
from tests.cli.conftest import Call, Run

OLD = b"the plan of last week"


def unsolvable(*_: object, **__: object) -> Answer:
    raise AssertionError("solving began although the plan cannot be written")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tiny.write(tmp_path / "mine")


def refused(call: Call, folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The one line that tells why `output` is refused, before anything is solved."""
    monkeypatch.setattr("optimizer.solve", unsolvable)
    outcome = call("solve", folder, "-o", output)
    assert (outcome.exit_code, outcome.stdout) == (1, "")
    [line] = outcome.stderr.splitlines()
    return str(line)


def test_output_that_is_the_input(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = tmp_path / "mine.xlsx"
    call("init", mine, "--example", "first-team")
    before = mine.read_bytes()
    (tmp_path / "link.xlsx").symlink_to(mine)
    (tmp_path / "hard.xlsx").hardlink_to(mine)
    for name in ("mine.xlsx", "link.xlsx", "hard.xlsx"):
        assert "its own input" in refused(call, mine, tmp_path / name, monkeypatch)
    assert mine.read_bytes() == before


def test_output_that_is_no_file(call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    assert "is a folder" in refused(call, folder, tmp_path / "folder.xlsx", monkeypatch)
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert "not a regular file" in refused(call, folder, tmp_path / "pipe.xlsx", monkeypatch)
    (tmp_path / "loop.xlsx").symlink_to(tmp_path / "loop.xlsx")
    assert "symbolic links" in refused(call, folder, tmp_path / "loop.xlsx", monkeypatch)
    assert "there is no folder" in refused(call, folder, tmp_path / "none" / "x.xlsx", monkeypatch)
    assert "Not a directory" in refused(call, folder, folder / "Rules.csv" / "x.xlsx", monkeypatch)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_output_that_is_read_only(call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    assert "Permission denied" in refused(call, folder, locked / "x.xlsx", monkeypatch)
    old = tmp_path / "old.xlsx"
    old.write_bytes(OLD)
    old.chmod(0o444)
    assert "read-only" in refused(call, folder, old, monkeypatch)


def test_a_link_keeps_pointing_at_the_file_that_is_written(call: Call, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "real" / "plan.xlsx")
    assert call("solve", folder, "-o", tmp_path / "link.xlsx").exit_code == 0
    assert (tmp_path / "link.xlsx").is_symlink()
    assert (tmp_path / "real" / "plan.xlsx").read_bytes().startswith(b"PK")


def test_a_full_disk_leaves_the_old_plan_and_nothing_else(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    output = tmp_path / "out" / "plan.xlsx"
    output.write_bytes(OLD)

    def no_file_over_4_kb() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    outcome = run("solve", folder, "-o", output, preexec_fn=no_file_over_4_kb)
    assert outcome.returncode == 1
    assert "Traceback" not in outcome.stderr
    assert str(output) in outcome.stderr
    assert output.read_bytes() == OLD
    assert list(output.parent.iterdir()) == [output]


@pytest.mark.parametrize("kind", [".xlsx", ""])
def test_input_that_is_not_there(call: Call, tmp_path: Path, kind: str) -> None:
    outcome = call("check", tmp_path / f"nothing{kind}")
    assert (outcome.exit_code, outcome.stdout) == (1, "")
    assert "nothing" in outcome.stderr
    assert len(outcome.stderr.splitlines()) == 1


def test_a_reader_that_has_gone_is_no_failure_to_be_told(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        outcome = subprocess.run(
            [sys.executable, "-m", "hireplan", "check", folder, "--json"],
            stdout=writing, stderr=subprocess.PIPE, text=True, timeout=60, check=False,
        )  # fmt: skip
    finally:
        os.close(writing)
    assert outcome.stderr == ""
    assert outcome.returncode == 1


def test_standard_output_that_is_full(folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        outcome = subprocess.run(
            [sys.executable, "-m", "hireplan", "check", folder],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert outcome.returncode == 1
    assert outcome.stderr.splitlines() == ["No space left on device"]


def test_names_that_the_terminal_cannot_show(run: Run, tmp_path: Path) -> None:
    folder = tiny.write(tmp_path / "mine", {"Company": "日本"})
    outcome = run("check", folder, env={**os.environ, "PYTHONIOENCODING": "cp1252"})
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert outcome.stdout.startswith("\\u65e5\\u672c: 2 quarters")


def test_nothing_is_sent_anywhere(call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("hireplan opened a network connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert call("init", tmp_path / "blank.xlsx").exit_code == 0
    assert call("check", folder).exit_code == 0
    assert call("solve", folder).exit_code == 0


def _until_stopped(problem: Problem, *, stop: threading.Event, **wishes: Any) -> Answer:
    """A search that would take for ever: it has a plan, and goes on until it is told to stop."""
    answer = optimizer_solve(problem, **wishes)
    os.kill(os.getpid(), SIGNALS[0])
    assert stop.wait(30), "the signal did not reach the search"
    return replace(answer, status=Status.FEASIBLE, stopped_by="user")


optimizer_solve = optimizer.solve
SIGNALS: list[int] = []
"""The one that comes once the search has a plan."""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_during_the_search_keeps_the_best_plan(
    call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr("optimizer.solve", _until_stopped)
    before = signal.getsignal(number)
    SIGNALS[:] = [number]
    outcome = call("solve", folder, "--json")
    assert outcome.exit_code == 0
    answer = json.loads(outcome.stdout)
    assert (answer["status"], answer["stopped_by"]) == ("feasible", "user")
    assert (tmp_path / "mine-plan.xlsx").exists()
    assert signal.getsignal(number) is before


def test_a_signal_while_reading_ends_with_130(call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(30)

    monkeypatch.setattr("inputs.read", read)
    outcome = call("solve", folder)
    assert (outcome.exit_code, outcome.stdout) == (130, "")
    assert "interrupted" in outcome.stderr


@pytest.mark.slow
def test_ctrl_c_during_a_real_search(call: Call, tmp_path: Path) -> None:
    """Whatever the search has by then is written, and labelled; with nothing yet, nothing is written."""
    call("init", tmp_path / "big.xlsx", "--example", "portfolio")
    solving = subprocess.Popen(
        [sys.executable, "-m", "hireplan", "solve", tmp_path / "big.xlsx", "--json", "--time-limit", "120"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    time.sleep(30)
    assert solving.poll() is None, "the search ended by itself: this test needs a longer one"
    solving.send_signal(signal.SIGINT)
    printed, told = solving.communicate(timeout=60)
    answer = json.loads(printed)
    assert "Traceback" not in told
    assert answer["stopped_by"] == "user"
    written = (tmp_path / "big-plan.xlsx").exists()
    assert (solving.returncode, answer["status"]) == ((0, "feasible") if written else (130, "unknown"))
    assert {path.name for path in tmp_path.iterdir()} <= {"big.xlsx", "big-plan.xlsx"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_full_standard_output_is_told_in_a_line(folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        process = subprocess.run(
            [sys.executable, "-m", "hireplan", "check", str(folder), "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert process.returncode == 1
    assert process.stderr.splitlines()[-1] == "standard output  No space left on device"
    assert "Traceback" not in process.stderr
