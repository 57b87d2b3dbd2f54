"""frontier on the command line: what a tester broke, on problems that can be solved by hand."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl

from tests.cli import tiny
from tests.cli.conftest import Call
from tests.outputs.books import differences, recalculated
from tests.outputs.lint import faults

MANY = [["ID", "Name", "Type", "Count"], ["U1", "Forecast", "small", "4"]]


def told(call: Call, *arguments: object) -> dict[str, Any]:
    done = call("frontier", *arguments, "--json")
    assert done.exit_code == 0, done.output
    return dict(json.loads(done.stdout))


def points(call: Call, *arguments: object) -> list[dict[str, Any]]:
    return list(told(call, *arguments)["points"])


def many(folder: Path, **sheets: list[list[str]]) -> Path:
    return tiny.write(folder, None, **{"Use cases": MANY} | sheets)


def inheriting(folder: Path) -> Path:
    """An operator costs 40,000 a quarter and would run what is live today; four use cases take an engineer's 10,000."""
    roles = [
        [*tiny.SHEETS["Roles"][0], "Most hires per quarter"],
        ["Engineer", "builder", "1", "40000", "0", "100", "1"],
        ["Operator", "operations", "2", "160000", "0", "100", "1"],
    ]
    return tiny.write(
        folder,
        {"Quarters": "4", "Merit %": "0"},
        Roles=roles,
        Skills=[["Role", "Level", "data", "deployment"], ["Engineer", "", "100", "0"], ["Operator", "", "0", "100"]],
        Budget=[["Quarter", "Budget"], *([f"FY27 Q{q}", "10000"] for q in range(1, 5))],
        **{
            "Use-case types": [
                ["Type", "Capability", "Q1", "Run"], ["s", "data", "1", "0"], ["L", "deployment", "0.1", "1"],
            ],
            "Use cases": [["ID", "Type", "Status"], ["old", "L", "live"], *([f"U{n}", "s", ""] for n in range(4))],
        },
    )  # fmt: skip


def headed(path: Path) -> dict[str, list[Any]]:
    """The columns of the points by their headers."""
    rows = [
        [cell.value for cell in row] for row in openpyxl.load_workbook(path, data_only=True)["Frontier"].iter_rows()
    ]
    top = next(n for n, row in enumerate(rows) if "Status" in row)
    return {str(head): [row[n] for row in rows[top + 1 :]] for n, head in enumerate(rows[top]) if head}


def chart(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read("xl/charts/chart1.xml").decode()


def drawn(path: Path) -> list[list[Any]]:
    """The cells behind every series of the chart."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Frontier"]
    ranges = re.findall(r"<c:val>.*?<c:f>Frontier!([^<]*)</c:f>", chart(path), re.DOTALL)
    return [[row[0].value for row in sheet[where.replace("$", "")]] for where in ranges]


def test_more_budget_never_means_fewer_use_cases(tmp_path: Path, call: Call) -> None:
    """With 40,000 in a quarter an operator could cover what is inherited: use cases come first all the same."""
    path, out = inheriting(tmp_path / "in"), tmp_path / "out.xlsx"
    found = points(call, path, "--vary", "budget=20%:160%:8", "-o", out)
    assert [p["value"] for p in found] == [1, 2, 3, 4, 5, 5, 5, 5]  # one of them is live today
    assert all(p["proven"] for p in found)
    assert [p["uncovered"] for p in found] == [400] * 8
    assert headed(out)["Inherited demand uncovered, FTE-quarters"] == [4] * 8
    assert faults(out) == []
    done = call("frontier", path, "--vary", "budget=100%", "-o", out)
    assert "inherited demand uncovered 4.00 FTE-quarters" in done.stdout
    rich = points(call, path, "--vary", "budget=400%,500%", "-o", out)
    assert [(p["value"], p["uncovered"]) for p in rich] == [(5, 100), (5, 0)]


def test_more_budget_never_means_a_later_first_production(tmp_path: Path, call: Call) -> None:
    path = inheriting(tmp_path / "in")
    (path / "Use cases.csv").write_text("ID,Type\nU1,s\n")
    (path / "Requirements.csv").write_text(
        "Capability or Role," + ",".join(f"FY27 Q{q}" for q in range(1, 5)) + "\ndeployment,1,1,1,1\n"
    )
    found = points(
        call, path, "--vary", "budget=100%,400%,500%", "--best", "first production", "-o", tmp_path / "o.xlsx"
    )
    assert [(p["first_production"], p["uncovered"]) for p in found] == [
        ("FY27 Q1", 400),
        ("FY27 Q1", 100),
        ("FY27 Q1", 0),
    ]


def test_a_chart_draws_nothing_where_there_is_nothing(tmp_path: Path, call: Call) -> None:
    out = tmp_path / "out.xlsx"
    points(call, many(tmp_path / "in"), "--vary", "target=1:6:6", "-o", out)
    (reached,) = drawn(out)  # all points with a plan are proven: no bounds
    assert reached == [10_000, 20_000, 30_000, 40_000, None, None]
    grid = tmp_path / "grid.xlsx"
    points(call, tmp_path / "in", "--vary", "target=3,5", "--vary", "Target by=FY27 Q1,FY27 Q2", "-o", grid)
    assert {value for series in drawn(grid) for value in series if isinstance(value, str)} == set()
    assert faults(grid) == []
    assert differences(grid, recalculated(grid)) == []


def test_a_least_cost_frontier_says_that_the_budget_is_lifted(tmp_path: Path, call: Call) -> None:
    path, out = many(tmp_path / "in"), tmp_path / "out.xlsx"
    found = told(call, path, "--vary", "target=1:2:2", "-o", out)
    assert found["budget_lifted"] == 10
    assert [p["budget"] for p in found["points"]] == [None, None]
    assert {"Budget", "Headroom"} & headed(out).keys() == set()
    lead = openpyxl.load_workbook(out)["Frontier"]["A2"].value
    assert "The budget is lifted: each point may spend 10 times that of the input." in str(lead)
    asked = told(call, path, "--vary", "budget=100%", "--best", "cost", "-o", out)
    assert (asked["budget_lifted"], asked["points"][0]["budget"]) == (None, 200_000)
    assert {"Budget", "Headroom"} <= headed(out).keys()


def test_a_point_without_any_production_shows_none(tmp_path: Path, call: Call) -> None:
    path, out = many(tmp_path / "in"), tmp_path / "out.xlsx"
    asked = (path, "--vary", "Roles/Engineer/Time to fill=0,1,2", "--best", "first production", "-o", out)
    found = points(call, *asked)
    assert [(p["value"], p["bound"], p["first_production"]) for p in found] == [
        (1, 1, "FY27 Q1"),
        (2, 2, "FY27 Q2"),
        (None, None, None),
    ]
    assert all(p["proven"] for p in found)
    assert headed(out)["First production"] == ["FY27 Q1", "FY27 Q2", "none"]
    assert drawn(out) == [[1, 2, None]]
    assert "FY27 Q2" in chart(out)
    assert re.search(r"2\s+none\s+proven", call("frontier", *asked).stdout)
    assert faults(out) == []


def test_a_grid_with_a_budget_shows_use_cases_unless_asked_otherwise(tmp_path: Path, call: Call) -> None:
    path = many(tmp_path / "in")
    for asked in (
        ("target=1,2", "budget=5%,100%"),
        ("budget=5%,100%", "target=1,2"),
        ("target=1", "Budget/all/Budget=x1"),
    ):
        found = told(call, path, "--vary", asked[0], "--vary", asked[1], "-o", tmp_path / "out.xlsx")
        assert found["best"] == "use cases"
