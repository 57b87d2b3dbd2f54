"""What each command prints and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hireplan import __version__
from models.plan import Result as Answer
from models.plan import Status
from models.problem import Problem
from tests.cli import tiny
from tests.cli.conftest import Call


def test_solve_prints_the_answer_and_writes_it_beside_the_input(call: Call, tmp_path: Path) -> None:
    outcome = call("solve", tiny.write(tmp_path / "mine"))
    assert outcome.exit_code == 0
    assert f"{tiny.COST:,}" in outcome.stdout
    assert f"Wrote {tmp_path / 'mine-plan.xlsx'}" in outcome.stderr
    assert (tmp_path / "mine-plan.xlsx").read_bytes().startswith(b"PK")


def test_solve_as_json(call: Call, tmp_path: Path) -> None:
    outcome = call("solve", tiny.write(tmp_path / "mine"), "-o", tmp_path / "out.xlsx", "--json", "--quiet")
    answer = json.loads(outcome.stdout)
    assert outcome.stderr == ""
    assert (answer["schema"], answer["status"]) == (1, "optimal")
    assert answer["total_cost"] == tiny.COST
    assert answer["use_cases_live"] == 1
    assert answer["first_production"] == "FY27 Q2"
    levels = {level["name"]: level for level in answer["objectives"]}
    assert list(levels) == ["inherited", "target", "prefer", "cost"]
    assert levels["cost"] == {"name": "cost", "value": tiny.COST, "bound": tiny.COST, "gap": 0.0, "proven": True}
    [hire] = answer["hires"]
    assert {"id", "role", "level", "location", "employment", "requisition_opens", "start"} <= hire.keys()
    assert (hire["role"], hire["start"], hire["requisition_opens"]) == ("Engineer", "FY27 Q2", "FY27 Q2")
    [go_live] = answer["go_live"]
    assert (go_live["starts"], go_live["live_by_end_of"]) == ("FY27 Q2", "FY27 Q2")
    assert answer["headcount"] == {"FY27 Q1": 0, "FY27 Q2": 1}
    assert answer["cost"] == {"FY27 Q1": 0, "FY27 Q2": tiny.COST}
    assert {"rule": "few", "status": "kept"}.items() <= answer["rules"][0].items()
    assert answer["seconds"] >= 0


def test_a_missed_target_is_an_answer_and_said_first(call: Call, tmp_path: Path) -> None:
    outcome = call("solve", tiny.missed(tmp_path / "mine"))
    assert outcome.exit_code == 0
    first = next(line for line in outcome.stdout.splitlines() if line.strip())
    assert "missed by 2" in first
    assert (tmp_path / "mine-plan.xlsx").exists()


def test_infeasible_names_what_cannot_hold_together(call: Call, tmp_path: Path) -> None:
    folder = tiny.impossible(tmp_path / "mine")
    outcome = call("solve", folder)
    assert outcome.exit_code == 3
    assert "target" in outcome.stdout.lower()
    assert not (tmp_path / "mine-plan.xlsx").exists()
    answer = json.loads(call("solve", folder, "--json").stdout)
    assert answer["status"] == "infeasible"
    assert any("target" in requirement.lower() for requirement in answer["conflict"])


@pytest.mark.parametrize("command", ["check", "solve"])
def test_bad_input_is_told_all_at_once_and_located(call: Call, tmp_path: Path, command: str) -> None:
    folder = tiny.broken(tmp_path / "mine")
    told = call(command, folder)
    assert (told.exit_code, told.stdout) == (1, "")
    assert "Budget!B2" in told.stderr
    assert "gigantic" in told.stderr
    as_json = call(command, folder, "--json")
    report = json.loads(as_json.stdout)
    assert (as_json.exit_code, report["schema"]) == (1, 1)
    assert all(error.keys() == {"file", "sheet", "cell", "message"} for error in report["errors"])
    assert {("Budget", "B2")} <= {(error["sheet"], error["cell"]) for error in report["errors"]}
    assert len(report["errors"]) >= 2
    assert not (tmp_path / "mine-plan.xlsx").exists()


def test_check_says_how_it_understood_the_file(call: Call, tmp_path: Path) -> None:
    outcome = call("check", tiny.write(tmp_path / "mine"))
    assert outcome.exit_code == 0
    assert "Tiny: 2 quarters, FY27 Q1 to FY27 Q2, money in USD" in outcome.stdout
    assert "1 use case in production by the end of FY27 Q2" in outcome.stdout
    assert "200,000 over the horizon, cap: cumulative" in outcome.stdout
    assert "1 enforce" in outcome.stdout


def test_check_as_json_is_the_whole_problem(call: Call, tmp_path: Path) -> None:
    report = json.loads(call("check", tiny.write(tmp_path / "mine"), "--json").stdout)
    assert report["schema"] == 1
    assert isinstance(report["notices"], list)
    problem = Problem.model_validate(report["problem"])  # another program can build the same problem from it
    assert problem.settings.target_by == 2  # a default, filled in
    assert problem.profiles[0].base_salary == 40_000


def test_a_blank_template_and_a_worked_example_can_be_written(call: Call, tmp_path: Path) -> None:
    assert call("init", tmp_path / "blank.xlsx").exit_code == 0
    assert call("init", tmp_path / "first.xlsx", "--example", "first-team").exit_code == 0
    assert call("check", tmp_path / "first.xlsx").exit_code == 0
    report = json.loads(call("init", tmp_path / "other.xlsx", "--json").stdout)
    assert report == {"schema": 1, "file": str(tmp_path / "other.xlsx"), "example": None}


def test_init_keeps_a_file_that_is_there(call: Call, tmp_path: Path) -> None:
    mine = tmp_path / "mine.xlsx"
    mine.write_text("months of work")
    refused = call("init", mine)
    assert refused.exit_code == 1
    assert "--force" in refused.stderr
    assert mine.read_text() == "months of work"
    assert call("init", mine, "--force").exit_code == 0
    assert mine.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "arguments",
    [
        ["solve"],
        ["plan", "x.xlsx"],
        ["solve", "x.xlsx", "--wrokers", "2"],
        ["solve", "x.xlsx", "--workers", "0"],
        ["solve", "x.xlsx", "--time-limit", "0"],
        ["solve", "x.xlsx", "--time-limit", "nan"],
        ["solve", "x.xlsx", "--time-limit", "inf"],
        ["solve", "x.xlsx", "--seed", "-1"],
        ["solve", "x.xlsx", "--gap", "-1%"],
        ["solve", "x.xlsx", "--gap", "100%"],
        ["solve", "x.xlsx", "--gap", "small"],
        ["solve", "x.xlsx", "-o", "plan.csv"],
        ["init", "x.txt"],
        ["init", "x.xlsx", "--example", "unheard-of"],
    ],
)
def test_wrong_usage_ends_with_2(call: Call, arguments: list[str]) -> None:
    outcome = call(*arguments)
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("Usage:")


def test_a_wrong_example_name_is_answered_with_the_right_ones(call: Call, tmp_path: Path) -> None:
    told = call("init", tmp_path / "x.xlsx", "--example", "unheard-of").stderr
    assert all(name in told for name in ("first-team", "retail-bank", "portfolio"))


def test_version(call: Call) -> None:
    assert call("--version").stdout.strip() == f"hireplan, version {__version__}"


def _remembering(monkeypatch: pytest.MonkeyPatch, **answer: object) -> dict[str, object]:
    """The solver replaced by one that notes what it was asked and gives the same answer to everything."""
    asked: dict[str, object] = {}

    def solve(problem: Problem, **wishes: object) -> Answer:
        asked.update(wishes)
        return Answer(problem, Status.UNKNOWN, **answer)  # type: ignore[arg-type]

    monkeypatch.setattr("optimizer.solve", solve)
    return asked


def test_a_flag_goes_before_a_variable_and_a_variable_before_the_workbook(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny.write(tmp_path / "mine")
    asked = _remembering(monkeypatch)
    call("solve", folder, "--seed", "3", HIREPLAN_SEED="4", HIREPLAN_TIME_LIMIT="5.5")
    assert (asked["seed"], asked["time_limit"], asked["workers"]) == (3, 5.5, None)
    call("solve", folder, HIREPLAN_SEED="4", HIREPLAN_WORKERS="2")
    assert (asked["seed"], asked["time_limit"], asked["workers"]) == (4, None, 2)
    assert call("solve", folder, HIREPLAN_SEED="often").exit_code == 2
    for given, understood in (("1.5%", 0.015), ("0.02", 0.02), ("0", 0.0)):
        call("solve", folder, HIREPLAN_GAP=given)
        assert asked["gap"] == understood


def test_the_workbook_goes_before_the_default(call: Call, tmp_path: Path) -> None:
    problem = json.loads(call("check", tiny.write(tmp_path / "mine"), "--json").stdout)["problem"]
    assert problem["settings"]["random_seed"] == 7  # of the Settings sheet; the default is 1


@pytest.mark.parametrize(("stopped_by", "code"), [("time limit", 4), ("user", 130)])
def test_no_plan_found(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped_by: str, code: int) -> None:
    _remembering(monkeypatch, stopped_by=stopped_by)
    outcome = call("solve", tiny.write(tmp_path / "mine"))
    assert outcome.exit_code == code
    assert "no workbook was written" in outcome.stderr
    assert not (tmp_path / "mine-plan.xlsx").exists()


def test_solve_writes_a_page_as_well(call: Call, tmp_path: Path) -> None:
    folder = tiny.write(tmp_path / "mine")
    outcome = call("solve", folder, "--html", tmp_path / "page.html")
    assert outcome.exit_code == 0
    assert f"Wrote {tmp_path / 'mine-plan.xlsx'} and {tmp_path / 'page.html'}" in outcome.stderr
    assert f"{tiny.COST:,}" in (tmp_path / "page.html").read_text()
    told = json.loads(call("solve", folder, "--html", tmp_path / "page.html", "--json").stdout)
    assert (told["workbook"], told["page"]) == (str(tmp_path / "mine-plan.xlsx"), str(tmp_path / "page.html"))


def test_without_a_plan_there_is_no_page(call: Call, tmp_path: Path) -> None:
    outcome = call("solve", tiny.impossible(tmp_path / "mine"), "--html", tmp_path / "page.html", "--json")
    assert (json.loads(outcome.stdout)["workbook"], json.loads(outcome.stdout)["page"]) == (None, None)
    assert not (tmp_path / "page.html").exists()


def test_a_page_that_cannot_be_written_is_told_before_anything_is_solved(call: Call, tmp_path: Path) -> None:
    outcome = call("solve", tiny.write(tmp_path / "mine"), "--html", tmp_path / "nowhere" / "page.html")
    assert outcome.exit_code == 1
    assert "there is no folder" in outcome.stderr
    assert not (tmp_path / "mine-plan.xlsx").exists()
    assert call("solve", tmp_path / "mine", "--html", "page.pdf").exit_code == 2
