"""What nobody can mean on the command line of a sweep is told as wrong usage, exit code 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli import tiny
from tests.cli.conftest import Call

MISUSED = {
    "no spec": (("--vary", "budget"), "--vary 'budget' is not understood"),
    "no range": (("--vary", "target=4:12"), "is no range"),
    "thrice": (("--vary", "target=1", "--vary", "budget=90%", "--vary", "Merit %=2"), "--vary is there 3 times"),
    "the same twice": (("--vary", "target=1,2", "--vary", "target=3"), "the same thing is varied twice: target"),
    "too many": (("--vary", "target=1:200:200", "--vary", "budget=1%:200%:200"), "40,000 points are asked for"),
    "no scheduler": (("--vary", "target=1", "--engine", "dask"), "needs the address of a scheduler"),
    "a scheduler too many": (("--vary", "target=1", "--scheduler", "tcp://h:1"), "the engine 'local' has no scheduler"),
}


@pytest.mark.parametrize("name", MISUSED)
def test_wrong_usage_is_told_as_such(name: str, tmp_path: Path, call: Call) -> None:
    arguments, words = MISUSED[name]
    done = call("frontier", tiny.write(tmp_path / "tiny"), *arguments, "-o", tmp_path / "out.xlsx")
    assert done.exit_code == 2
    assert words in " ".join(done.stderr.split())


def test_compare_tells_wrong_usage_before_it_reads_anything(tmp_path: Path, call: Call) -> None:
    done = call("compare", tmp_path / "missing.xlsx", "--engine", "dask")
    assert (done.exit_code, "needs the address" in done.stderr) == (2, True)


def test_scenarios_named_in_several_options_are_all_compared(tmp_path: Path, call: Call) -> None:
    rows = [["Scenario", "Sheet", "Row", "Value"], *([name, "Settings", "Merit %", "3"] for name in "abc")]
    path = tiny.write(tmp_path / "tiny", None, Scenarios=rows)
    asked = ("--scenarios", "c", "--scenarios", "a,c")
    done = call("compare", path, *asked, "-o", tmp_path / "out.xlsx", "--json")
    assert [one["name"] for one in json.loads(done.stdout)["scenarios"]] == ["as it stands", "c", "a"]
