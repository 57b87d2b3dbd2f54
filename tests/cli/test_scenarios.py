"""Scenarios on the command line: one is planned by its name; all are validated and listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

import hireplan
from hireplan.destination import plan_beside
from tests.cli import tiny
from tests.cli.conftest import Call

ROWS = [
    ["Scenario", "Sheet", "Row", "Column", "Value", "Builds on"],
    ["dearer pay", "Roles", "Engineer", "Base salary", "x2", ""],
    ["both/lean", "Budget", "FY27 Q1", "Budget", "-10 %", "dearer pay"],
]


def folder(tmp_path: Path, *more: list[str]) -> Path:
    return tiny.write(tmp_path / "mine", Scenarios=[*ROWS, *more])


def test_a_scenario_is_planned_and_the_workbook_says_which(call: Call, tmp_path: Path) -> None:
    outcome = call("solve", folder(tmp_path), "--scenario", "Dearer pay", "--json")
    assert json.loads(outcome.stdout)["total_cost"] == 2 * tiny.COST
    assert "Scenario dearer pay: Roles Engineer, Base salary: 40,000 -> 80,000" in outcome.stderr
    about = load_workbook(tmp_path / "mine-Dearer-pay-plan.xlsx")["About"]
    assert "dearer pay" in {cell.value for row in about.iter_rows() for cell in row}


def test_without_a_scenario_the_input_is_planned_as_it_stands(call: Call, tmp_path: Path) -> None:
    outcome = call("solve", folder(tmp_path), "--json")
    assert json.loads(outcome.stdout)["total_cost"] == tiny.COST
    assert (tmp_path / "mine-plan.xlsx").exists()


@pytest.mark.parametrize(
    ("scenario", "name"),
    [
        ("", "my-plan.xlsx"),
        ("lean budget", "my-lean-budget-plan.xlsx"),
        ("both/lean", "my-both-lean-plan.xlsx"),
        ("../x", "my-x-plan.xlsx"),
        ("///", "my-scenario-plan.xlsx"),
        ("größer", "my-größer-plan.xlsx"),
    ],
)
def test_the_default_name_has_the_scenario_in_it(scenario: str, name: str) -> None:
    assert plan_beside(Path("my.xlsx"), scenario) == Path(name)


def test_an_unknown_scenario_lists_the_known_ones(call: Call, tmp_path: Path) -> None:
    outcome = call("solve", folder(tmp_path), "--scenario", "dear pay")
    assert outcome.exit_code == 1
    assert "'dear pay' is no scenario" in outcome.stderr
    assert "'dearer pay', 'both/lean'" in outcome.stderr
    assert not list(tmp_path.glob("*.xlsx"))


def test_check_lists_what_each_scenario_changes(call: Call, tmp_path: Path) -> None:
    outcome = call("check", folder(tmp_path))
    assert "Scenario    dearer pay: Roles Engineer, Base salary: 40,000 -> 80,000\n" in outcome.stdout
    assert "Budget FY27 Q1: 100,000 -> 90,000" in outcome.stdout
    listed = json.loads(call("check", tmp_path / "mine", "--json").stdout)["scenarios"]
    assert [scenario["name"] for scenario in listed] == ["dearer pay", "both/lean"]
    assert listed[0]["changes"] == [
        {"sheet": "Roles", "row": "Engineer", "column": "Base salary", "before": "40,000", "after": "80,000"}
    ]


def test_check_tells_the_faults_of_every_scenario_at_once(call: Call, tmp_path: Path) -> None:
    bad = (["a", "Budget", "FY27 Q9", "Budget", "1", ""], ["b", "Settings", "Quarters", "", "+1", ""])
    outcome = call("check", folder(tmp_path, *bad), "--json")
    assert outcome.exit_code == 1
    assert [(f["file"], f["sheet"], f["cell"]) for f in json.loads(outcome.stdout)["errors"]] == [
        ("mine/Scenarios.csv", "Scenarios", "C4"),
        ("mine/Scenarios.csv", "Scenarios", "E5"),
    ]


def test_check_says_nothing_of_scenarios_where_there_are_none(call: Call, tmp_path: Path) -> None:
    path = tiny.write(tmp_path / "mine")
    assert "cenario" not in call("check", path).stdout
    assert "scenarios" not in json.loads(call("check", path, "--json").stdout)


def test_from_python(tmp_path: Path) -> None:
    readings = hireplan.read_scenarios(folder(tmp_path))
    assert [reading.scenario for reading in readings] == ["", "dearer pay", "both/lean"]
    more = [hireplan.Change("Budget", "all", "Budget", "x0.5")]
    assert hireplan.read(tmp_path / "mine", scenario="both/lean", changes=more).problem.budget == (45_000, 50_000)
