"""Files and scenarios of the same name, which a reader must tell apart."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import inputs
from hireplan.comparing import cases
from tests.cli import tiny
from tests.cli.conftest import Call


def named(*files: Path) -> list[tuple[str, str]]:
    return [(case.name, case.reading.file) for case in cases(files)]


def test_files_of_the_same_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    a = tiny.write(tmp_path / "a")
    (tmp_path / "sub").mkdir()
    (tmp_path / "x").mkdir()
    other = shutil.copytree(a, tmp_path / "sub" / "a")
    b = shutil.copytree(a, tmp_path / "x" / "b")
    here = tmp_path.name
    assert named(a, b, other) == [
        (f"{here}/a: as it stands", f"{here}/a"),
        ("b: as it stands", "b"),
        ("sub/a: as it stands", "sub/a"),
    ]
    deep = shutil.copytree(a, tmp_path / "x" / "sub" / "a")
    assert [name for name, _ in named(other, deep)] == [
        f"{here}/sub/a: as it stands",
        "x/sub/a: as it stands",
    ]
    assert named(a, a) == [("a: as it stands", "a"), ("a: as it stands (2)", "a")]


def test_files_that_differ_in_their_suffix_only_keep_it(tmp_path: Path) -> None:
    inputs.write_template(tmp_path / "a.xlsx", "first-team")
    tiny.write(tmp_path / "a.csv")
    assert named(tmp_path / "a.xlsx", tmp_path / "a.csv") == [
        ("a.xlsx: as it stands", "a.xlsx"),
        ("a.csv: as it stands", "a.csv"),
    ]


def test_names_that_differ_in_case_only_are_told_apart(tmp_path: Path, call: Call) -> None:
    one, other = tiny.write(tmp_path / "plan"), tiny.write(tmp_path / "PLAN")
    done = call("compare", one, other, one, "-o", tmp_path / "out.xlsx", "--json")
    found: list[dict[str, Any]] = json.loads(done.stdout)["scenarios"]
    assert [scenario["name"] for scenario in found] == [
        "plan: as it stands",
        "PLAN: as it stands (2)",
        "plan: as it stands (3)",
    ]


@pytest.mark.parametrize("as_json", [False, True])
def test_a_fault_in_a_csv_file_says_its_folder(as_json: bool, tmp_path: Path, call: Call) -> None:
    done = call("check", tiny.broken(tmp_path / "rb00"), *(["--json"] if as_json else []))
    assert done.exit_code == 1
    if as_json:
        assert {fault["file"] for fault in json.loads(done.stdout)["errors"]} == {
            "rb00/Budget.csv",
            "rb00/Use cases.csv",
        }
    else:
        assert "rb00/Budget.csv  Budget!B2" in done.stderr
