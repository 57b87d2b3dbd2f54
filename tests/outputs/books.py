"""Written workbooks, read back and recalculated, for the tests of outputs."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest

import outputs
from models.plan import Plan, Result, Verdict
from models.problem import Problem
from outputs.rows.facts import facts_of
from outputs.workbook.book import sheets
from outputs.workbook.cells import FIRST
from outputs.workbook.layout import Places, lay_out
from tests.outputs.office import by_libreoffice as by_libreoffice  # beside `recalculated`, the other opinion
from tests.outputs.plans import SOURCE

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def written(result: Result, folder: Path, name: str = "plan.xlsx") -> Path:
    path = folder / name
    outputs.write_workbook(result, path, SOURCE)
    return path


def places_of(result: Result) -> Places:
    """Where the lines of a result's workbook stand."""
    return lay_out(sheets(facts_of(result), SOURCE), result.problem.quarters)


class Reading:
    """The values of a workbook, by the key of a line."""

    def __init__(self, path: Path, places: Places) -> None:
        self.book = openpyxl.load_workbook(path, data_only=True)
        self.places = places

    def line(self, key: str) -> list[Any]:
        """The quarters of a line."""
        return [self.cell(key, FIRST + q) for q in range(self.places.quarters)]

    def cell(self, key: str, column: int) -> Any:
        """A cell, its column counted from 0."""
        sheet, row = self.places.rows[key]
        return self.book[sheet].cell(row + 1, column + 1).value


def cells(path: Path) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    """(sheet name, address): formula and stored value of every cell, from the file's own XML."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        names = [s.get("name") for s in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
        for number, name in enumerate(names, 1):
            tree = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            for cell in tree.iter(f"{MAIN}c"):
                formula, value = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v")
                found[str(name), cell.attrib["r"]] = (
                    None if formula is None else formula.text,
                    None if value is None else value.text or "",
                )
    return found


def values(path: Path) -> dict[tuple[str, str], Any]:
    """(sheet name, address): value, of every cell that is not empty."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def same(one: Any, other: Any) -> bool:
    """Equal, but for the last bits of a fraction."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-9 * max(1, abs(one))
    return bool(one == other)


def differences(one: Path, other: Path) -> list[str]:
    """The cells whose values differ; a formula that gives nothing and an empty cell are the same."""
    left, right = values(one), values(other)
    return [
        f"{sheet}!{address}: {left.get((sheet, address))!r} is now {right.get((sheet, address))!r}"
        for sheet, address in sorted(left.keys() | right.keys())
        if not same(left.get((sheet, address)), right.get((sheet, address)))
    ]


def recalculated(path: Path) -> Path:
    """The workbook with every formula computed afresh.

    Not for attrition `expected`: this program rounds no list of numbers within a sum, as Excel and LibreOffice do.
    """
    result = path.with_name(f"fresh-{path.name}")
    tool = Path(sys.executable).with_name("formualizer")
    done = subprocess.run(
        [tool, "recalc", path, "-o", result, "--json"], capture_output=True, text=True, check=True, timeout=120
    )
    told = json.loads(done.stdout)
    assert told["error_cells"] == 0, told["errors"]
    assert not told["unknown_functions"]
    return result


def edited(path: Path, places: Places, key: str, quarter: int, value: float) -> Path:
    """The workbook with one cell of a line changed, as a reader would; it has no stored values any more."""
    book = openpyxl.load_workbook(path)
    sheet, row = places.rows[key]
    book[sheet].cell(row + 1, FIRST + quarter).value = value
    target = path.with_name(f"edited-{path.name}")
    book.save(target)
    return target


def decided(plan: Plan, kind: str, name: str, quarter: int, value: int) -> Plan:
    """The plan with another number of hires or starts (`kind`) in a quarter, counted from 0."""
    old = getattr(plan, kind)
    series = tuple(value if q == quarter else before for q, before in enumerate(old[name]))
    return plan.model_copy(update={kind: old | {name: series}})


def assert_agrees(reading: Reading, problem: Problem, verdict: Verdict, *, moved: bool) -> None:
    """A workbook says of a plan what the judge says of it: cost, walk, headroom, capacity, rules, checks."""
    accounts = verdict.accounts
    assert reading.line("cost.all") == list(accounts.cost)
    assert reading.line("budget.head") == [b - c for b, c in zip(problem.budget, accounts.cost, strict=True)]
    for i, profile in enumerate(problem.profiles):
        assert reading.line(f"close.{i}") == list(accounts.heads[profile.id]), profile.id
        assert reading.line(f"open.{i}")[1:] == list(accounts.heads[profile.id])[:-1], profile.id
        assert reading.line(f"gone.{i}") == list(accounts.leavers[profile.id]), profile.id
        assert reading.line(f"cap.{i}") == pytest.approx([exact / 10_000 for exact in accounts.capacity[profile.id]])
    for c, capability in enumerate(problem.capabilities):
        assert reading.line(f"demand.{c}") == pytest.approx([d / 100 for d in accounts.demand[capability]])
        assert reading.line(f"short.{c}") == pytest.approx([u / 100 for u in accounts.uncovered[capability]])
    assert reading.line("prod.all") == list(accounts.live[1:])
    numbers = {rule.id: r for r, rule in enumerate(problem.rules)}
    for check in accounts.rules:
        assert reading.line(f"state.{numbers[check.rule]}.{check.row}")[check.quarter - 1] == check.state, check
    assert reading.cell("check.master", 4) == int(verdict.accepted), verdict.violations
    assert reading.cell("check.same", 4) == int(not moved)
