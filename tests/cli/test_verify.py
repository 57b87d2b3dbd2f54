"""hireplan verify: what it prints and how it ends; and solve with --redact."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.cli import tiny
from tests.cli.conftest import Call


@pytest.fixture
def plan(call: Call, tmp_path: Path) -> Path:
    """The plan of the tiny problem: one engineer, hired in the second of two quarters, for 10,000."""
    call("solve", tiny.write(tmp_path / "mine"), "--quiet")
    return tmp_path / "mine-plan.xlsx"


def put(path: Path, sheet: str, **values: object) -> None:
    book = openpyxl.load_workbook(path)
    for cell, value in values.items():
        book[sheet][cell] = value
    book.save(path)


def test_a_plan_as_solved_holds(call: Call, plan: Path) -> None:
    outcome = call("verify", plan)
    assert outcome.exit_code == 0
    assert outcome.stdout.splitlines()[:3] == [
        "The plan holds: it keeps to budget, capacity, limits, dates and every enforced rule.",
        "Edits       none: this is the plan as solved (optimal)",
        "Figures     Total cost: 10,000 USD, as solved",
    ]
    assert "which is proven the best" in outcome.stdout


def test_a_hire_moved_a_quarter_earlier_costs_a_quarter_more(call: Call, plan: Path) -> None:
    put(plan, "Hiring plan", G8=1, H8=0)
    outcome = call("verify", plan)
    assert outcome.exit_code == 0
    assert "Hiring plan!G8  Engineer hires in FY27 Q1: 1, was 0" in outcome.stdout
    assert "Total cost: 20,000 USD, as solved 10,000 USD (+10,000, +100.0%)" in outcome.stdout
    assert "worse than the plan as solved on cost: 20,000 instead of 10,000, which is proven the best" in outcome.stdout


def test_a_plan_that_does_not_hold_says_what_it_breaks_and_ends_with_1(call: Call, plan: Path) -> None:
    """Without the engineer there is no time to allot; six of them are one more than the rule allows."""
    put(plan, "Hiring plan", H8=0)
    outcome = call("verify", plan)
    assert outcome.exit_code == 1
    assert outcome.stdout.startswith("The plan does not hold. It breaks ")
    assert "Engineer: 1.00 FTE allotted in FY27 Q2, but only 0.00 FTE are there" in outcome.stdout
    assert "The time allotted on Capacity is still as solved" in outcome.stdout
    put(plan, "Hiring plan", H8=6)
    outcome = call("verify", plan)
    assert outcome.exit_code == 1
    assert "Rule few (cap) is broken in FY27 Q2: 6 where at most 5 is asked." in outcome.stdout
    assert "few (enforce): broken in FY27 Q2" in outcome.stdout


def test_the_object_for_programs(call: Call, plan: Path) -> None:
    put(plan, "Hiring plan", G8=1, H8=0)
    outcome = call("verify", plan, "--json", "--quiet")
    told = json.loads(outcome.stdout)
    assert (told["schema"], told["holds"], told["total_cost"]) == (1, True, 20_000)
    assert told["cost"] == {"FY27 Q1": 10_000, "FY27 Q2": 10_000}
    assert [edit["cell"] for edit in told["edits"]] == ["G8", "H8"]
    assert told["violations"] == []


def test_bad_cells_are_told_with_their_places(call: Call, plan: Path) -> None:
    put(plan, "Hiring plan", G8="one", H8=-1)
    outcome = call("verify", plan)
    assert (outcome.exit_code, outcome.stdout) == (1, "")
    assert outcome.stderr.splitlines() == [
        "mine-plan.xlsx  Hiring plan!G8  holds 'one'; write a number",
        "mine-plan.xlsx  Hiring plan!H8  holds -1; write a number from 0 up",
    ]
    told = json.loads(call("verify", plan, "--json").stdout)
    assert [(error["sheet"], error["cell"]) for error in told["errors"]] == [
        ("Hiring plan", "G8"),
        ("Hiring plan", "H8"),
    ]


def test_verify_does_not_load_the_solver(plan: Path) -> None:
    code = "import sys; from hireplan.verifying import verify; verify(sys.argv[1]); print('ortools' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, plan], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "False\n"


HEADER = ["Employee ID", "Name", "Role", "Base salary"]
STAFF = [
    HEADER,
    ["E1", "Ada Secret", "Engineer", "40000"],
    ["E2", "Grace Hidden", "Engineer", "44004"],
    ["E3", "Alan Covert", "Engineer", "39000"],
]
"""The rate is 40,000: two of them together cost 1,001 above it in a quarter, three 751."""


@pytest.mark.parametrize(("people", "cost_at_rates"), [(2, 40_000), (3, None)])
def test_redact_takes_names_and_salaries_out_and_keeps_the_cost_of_enough_of_them(
    people: int, cost_at_rates: int | None, call: Call, tmp_path: Path
) -> None:
    folder = tiny.write(tmp_path / "team", None, Staff=STAFF[: people + 1])
    costs = []
    for more in ([], ["--redact"]):
        outcome = call("solve", folder, "--json", "--quiet", *more)
        book = openpyxl.load_workbook(tmp_path / "team-plan.xlsx")
        text = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
        assert ("Ada" in text, "Grace" in text, "44004" in text) == ((False,) * 3 if more else (True,) * 3)
        told = json.loads(call("verify", tmp_path / "team-plan.xlsx", "--json").stdout)
        assert (told["holds"], told["notices"]) == (True, [])
        costs.append((json.loads(outcome.stdout)["total_cost"], told["total_cost"]))
    (solved, as_it_is), (solved_again, redacted) = costs
    assert solved == as_it_is == solved_again
    assert redacted == (cost_at_rates or solved)


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (1, "Own salaries of staff (1 row) are left out: there are fewer than 3"),
        (3, "Own salaries of staff (3 rows) are in the total cost, spread over the quarters"),
    ],
)
def test_redact_says_what_becomes_of_own_salaries(people: int, words: str, call: Call, tmp_path: Path) -> None:
    """And so does a page, which is redacted anyhow."""
    folder = tiny.write(tmp_path / "team", None, Staff=STAFF[: people + 1])
    assert f"Note on team-plan.xlsx: {words}" in call("solve", folder, "--redact").stderr
    assert f"Note on plan.html: {words}" in call("solve", folder, "--html", tmp_path / "plan.html").stderr
    both = call("solve", folder, "--redact", "--html", tmp_path / "plan.html").stderr
    assert f"Note on team-plan.xlsx and plan.html: {words}" in both
    assert "Note" not in call("solve", folder).stderr
