"""What export prints, writes and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli import tiny
from tests.cli.conftest import Call

KEPT = ("--keep", "inherited=0", "--keep", "target=0", "--keep", "prefer=0")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tiny.write(tmp_path / "mine")


def test_export_writes_the_program_and_says_how_large_it_is(call: Call, folder: Path, tmp_path: Path) -> None:
    outcome = call("export", folder, "--mps", tmp_path / "out.mps", "--level", "cost", *KEPT, "--json")
    answer = json.loads(outcome.stdout)
    text = (tmp_path / "out.mps").read_text(encoding="utf-8")
    rows = text[text.index("ROWS\n") : text.index("COLUMNS\n")].splitlines()
    bounds = text[text.index("BOUNDS\n") : text.index("ENDATA")].splitlines()
    assert outcome.exit_code == 0
    assert (answer["schema"], answer["mps"]) == (1, str(tmp_path / "out.mps"))
    assert (answer["level"], answer["maximised"]) == ("cost", False)
    assert answer["rows"] == len(rows) - 2, "but the objective"
    assert answer["columns"] == len({line.split()[2] for line in bounds[1:]})
    assert 0 < answer["integers"] < answer["columns"]
    assert answer["nonzeros"] > answer["rows"] / 2
    assert "* Kept: target no worse than 0" in text


def test_export_for_a_reader(call: Call, folder: Path, tmp_path: Path) -> None:
    outcome = call("export", folder, "--mps", tmp_path / "out.mps")
    assert "Objective   inherited" in outcome.stdout
    assert f"Wrote {tmp_path / 'out.mps'}" in outcome.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--level", "wealth"), "The problem has no level 'wealth'; its levels are inherited, target, prefer, cost."),
        (("--level", "net"), "The problem has no level 'net'"),
        (("--keep", "wealth=3"), "The problem has no level 'wealth'"),
        (("--level", "target", "--keep", "cost=3"), "cost is not one of them: those are inherited."),
    ],
)
def test_levels_that_the_problem_does_not_have(
    options: tuple[str, ...], told: str, call: Call, folder: Path, tmp_path: Path
) -> None:
    outcome = call("export", folder, "--mps", tmp_path / "out.mps", *options)
    assert (outcome.exit_code, outcome.stdout) == (1, "")
    assert told in outcome.stderr
    assert not (tmp_path / "out.mps").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--keep", "target"), "not a level and a whole number"),
        (("--keep", "target=half"), "not a level and a whole number"),
        (("--keep", "target=0", "--keep", "target=1"), "more than once"),
        (("--mps", "out.lp"), "does not end in .mps"),
    ],
)
def test_wrong_usage(options: tuple[str, ...], told: str, call: Call, folder: Path, tmp_path: Path) -> None:
    outcome = call("export", folder, "--mps", tmp_path / "out.mps", *options)
    assert outcome.exit_code == 2
    assert told in outcome.stderr


def test_the_old_file_stays_where_the_input_is_bad(call: Call, tmp_path: Path) -> None:
    (tmp_path / "out.mps").write_text("old")
    outcome = call("export", tiny.broken(tmp_path / "mine"), "--mps", tmp_path / "out.mps")
    assert outcome.exit_code == 1
    assert (tmp_path / "out.mps").read_text() == "old"


def test_a_file_that_is_there_is_written_over_as_a_plan_is(call: Call, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out.mps").write_text("old")
    assert call("export", folder, "--mps", tmp_path / "out.mps").exit_code == 0
    assert "ENDATA" in (tmp_path / "out.mps").read_text()
