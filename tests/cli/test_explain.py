"""explain and assess on the command line, on a problem that can be solved by hand."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from hireplan import verify
from tests.cli import tiny
from tests.cli.conftest import Call

POOR = [["Quarter", "Budget"], ["FY27 Q1", "4000"], ["FY27 Q2", "5000"]]
"""An engineer costs 10,000 a quarter."""


def test_why_not_names_the_conflict_and_the_smallest_repairs(tmp_path: Path, call: Call) -> None:
    path, page = tmp_path / "why.xlsx", tmp_path / "why.html"
    folder = tiny.write(tmp_path / "tiny", {"Target is a must": "yes"}, Budget=POOR)
    done = call("explain", folder, "-o", path, "--html", page, "--json")
    assert done.exit_code == 3, done.output
    told = json.loads(done.stdout)
    [conflict] = told["conflicts"]
    target = "the target of 1 use case in production by FY27 Q2"
    assert set(conflict["members"]) == {"the budget up to FY27 Q2 (9,000 USD)", target}
    assert conflict["minimal"] is True
    repairs = {repair["kind"]: repair for repair in told["repairs"]}
    assert repairs["more budget"]["size"] == repairs["more budget"]["at_least"] == 1_000
    assert repairs["fewer use cases"]["size"] == 1
    assert openpyxl.load_workbook(path).sheetnames[:2] == ["Summary", "Explain"]
    assert target in page.read_text()


def test_repairs_work_where_they_are_typed_into_the_input(tmp_path: Path, call: Call) -> None:
    must = {"Target is a must": "yes"}
    for name, last, code in (("enough", "6000", 0), ("one less", "5999", 3)):
        budget = [*POOR[:2], ["FY27 Q2", last]]
        done = call("solve", tiny.write(tmp_path / name, must, Budget=budget), "-o", tmp_path / f"{name}.xlsx")
        assert done.exit_code == code, done.output


def test_prices_and_reasons_are_told_in_ten_lines_and_in_a_workbook_that_verifies(tmp_path: Path, call: Call) -> None:
    path = tmp_path / "why.xlsx"
    done = call("explain", tiny.write(tmp_path / "tiny"), "-o", path)
    assert done.exit_code == 0, done.output
    assert 1 <= len(done.stdout.splitlines()) <= 10
    assert "E-001" in done.stdout
    assert verify(path).holds
    assert verify(path).notices == ()
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path, data_only=True)["Explain"].iter_rows()]
    assert any("rule few" in row and "off" in row for row in rows)


def test_the_team_is_assessed(tmp_path: Path, call: Call) -> None:
    """Nobody is there, and nothing is built without an engineer, who costs 20,000 over both quarters."""
    path = tmp_path / "team.xlsx"
    done = call("assess", tiny.write(tmp_path / "tiny"), "-o", path, "--json")
    assert done.exit_code == 0, done.output
    [job] = json.loads(done.stdout)["jobs"]
    assert (job["job"], job["gap"], job["heads"], job["pay"]) == ("Engineer", "blocking", 0, 20_000)
    assert job["gain"]["use_cases"]["value"] == 1
    assert openpyxl.load_workbook(path).sheetnames[:2] == ["Summary", "Assess"]


def test_without_time_it_is_not_said_that_nothing_blocks(tmp_path: Path, call: Call) -> None:
    done = call("assess", tiny.write(tmp_path / "tiny"), "--time-limit", "0.001", "-o", tmp_path / "team.xlsx")
    assert done.exit_code == 4, done.output
    assert "Nothing blocks" not in done.stdout
    assert "Whether anything blocks is not known: 1 of 1 job could not be told." in done.stdout
    assert "Not known, or not proven, for 1 of 1 job (Engineer)" in done.stdout


@pytest.mark.parametrize("command", ["explain", "assess"])
def test_wrong_usage_and_bad_input_are_told(tmp_path: Path, call: Call, command: str) -> None:
    good = tiny.write(tmp_path / "tiny")
    for options, code in ((("--engine", "dask"), 2), (("-o", "plan.txt"), 2), (("--scenario", "none such"), 1)):
        done = call(command, good, *options)
        assert done.exit_code == code, done.output
    done = call(command, tiny.broken(tmp_path / "broken"))
    assert done.exit_code == 1
    assert "Budget!B2" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal as POSIX does")
@pytest.mark.slow
@pytest.mark.parametrize("command", ["explain", "assess"])
def test_an_interruption_tells_what_is_there(tmp_path: Path, call: Call, command: str) -> None:
    call("init", tmp_path / "in.xlsx", "--example", "first-team")
    out = tmp_path / "out.xlsx"
    options = [str(tmp_path / "in.xlsx"), "-o", str(out), "--time-limit", "200"]
    whole = [sys.executable, "-m", "hireplan", command, *options]
    process = subprocess.Popen(whole, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(35)
    process.send_signal(signal.SIGINT)
    told, messages = process.communicate(timeout=60)
    assert process.returncode == 0, messages
    assert "Traceback" not in messages
    assert told
    assert out.exists()
