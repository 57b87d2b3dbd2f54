"""The plans of the worked examples: recalculation changes nothing, every reader reads the plan, an edit is judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import polars as pl
import pytest
from python_calamine import CalamineWorkbook

import outputs
from hireplan.verifying import verify
from hireplan.version import __version__
from inputs import EXAMPLES
from models.judge import judge
from models.plan import Accounts, Plan, Result
from models.problem import Problem
from outputs.workbook.cells import FIRST
from outputs.workbook.layout import letters
from tests.golden import kept
from tests.outputs.books import Reading, assert_agrees, decided, differences, places_of, recalculated, written
from tests.outputs.office import (
    by_libreoffice,
    edited_by_libreoffice,
    inserted_column,
    inserted_row,
    sorted_rows,
    typed,
)

LARGEST = "portfolio"

Rows = dict[str, list[list[Any]]]
"""Sheet: its rows, as a reader gives them."""


@pytest.mark.parametrize("name", [pytest.param(n, marks=[pytest.mark.slow] * (n == LARGEST)) for n in EXAMPLES])
def test_recalculation_changes_no_value(name: str, tmp_path: Path) -> None:
    path = written(kept(name)[0], tmp_path)
    assert differences(path, recalculated(path)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_libreoffice_gives_the_same_values(name: str, tmp_path: Path) -> None:
    path = written(kept(name)[0], tmp_path)
    assert differences(path, by_libreoffice(path, tmp_path)) == []


# Readers


def by_pandas(path: Path, sheets: list[str]) -> Rows:
    frames = pd.read_excel(path, sheet_name=sheets, header=None, engine="openpyxl")
    return {sheet: frame.to_numpy().tolist() for sheet, frame in frames.items()}


def by_calamine(path: Path, sheets: list[str]) -> Rows:
    book = CalamineWorkbook.from_path(str(path))
    return {sheet: book.get_sheet_by_name(sheet).to_python() for sheet in sheets}


def by_polars(path: Path, sheets: list[str]) -> Rows:
    as_it_stands = {"has_header": False, "drop_empty_rows": False, "drop_empty_cols": False}
    frames = pl.read_excel(path, sheet_name=sheets, **as_it_stands)  # type: ignore[call-overload]
    return {sheet: [list(row) for row in frame.rows()] for sheet, frame in frames.items()}


READERS: dict[str, Callable[[Path, list[str]], Rows]] = {
    "pandas": by_pandas,
    "calamine": by_calamine,
    "polars": by_polars,
}


def lines_of(result: Result) -> dict[str, list[float]]:
    """Lines on seven sheets, by their key, with the numbers of the plan."""
    problem, plan, accounts = result.problem, result.plan, result.accounts
    assert plan is not None
    assert accounts is not None
    lines: dict[str, list[float]] = {
        "cost.all": list(accounts.cost),
        "budget.head": [b - c for b, c in zip(problem.budget, accounts.cost, strict=True)],
        "heads.all": [sum(heads) for heads in zip(*accounts.heads.values(), strict=True)],
        "prod.all": list(accounts.live[1:]),
        "was.cost": list(accounts.cost),
    }
    lines |= {f"hire.{i}": list(plan.hires[p.id]) for i, p in enumerate(problem.profiles)}
    lines |= {f"close.{i}": list(accounts.heads[p.id]) for i, p in enumerate(problem.profiles)}
    demands = ((c, accounts.demand[name]) for c, name in enumerate(problem.capabilities))
    return lines | {f"demand.{c}": [hundredths / 100 for hundredths in demand] for c, demand in demands}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_readers_that_do_not_calculate_read_the_plan(name: str, reader: str, tmp_path: Path) -> None:
    result = kept(name)[0]
    path, places = written(result, tmp_path), places_of(result)
    expected = lines_of(result)
    sheets = sorted({places.rows[key][0] for key in expected})
    assert sheets == ["Budget", "Capacity", "Checks", "Cost", "Headcount walk", "Hiring plan", "Roadmap"]
    read = READERS[reader](path, sheets)
    for key, series in expected.items():
        sheet, row = places.rows[key]
        told = [float(cell) for cell in read[sheet][row][FIRST : FIRST + places.quarters]]
        assert told == pytest.approx(series), key


# An edit, in LibreOffice itself


def moved_hire(problem: Problem, plan: Plan) -> tuple[int, int]:
    """The first hire who can start a quarter earlier: the profile's number, and the quarter (from 0) of the start."""
    return next(
        (i, quarter)
        for i, profile in enumerate(problem.profiles)
        for quarter, people in enumerate(plan.hires[profile.id])
        if people and quarter > profile.time_to_fill
    )


def costs_more(before: Accounts, after: Accounts) -> bool:
    return sum(after.cost) > sum(before.cost)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["first-team", "retail-bank"])
def test_a_hire_moved_in_libreoffice_changes_what_the_judge_says_it_does(name: str, tmp_path: Path) -> None:
    result = kept(name)[0]
    problem, plan, accounts = result.problem, result.plan, result.accounts
    assert plan is not None
    assert accounts is not None
    i, quarter = moved_hire(problem, plan)
    profile, people = problem.profiles[i].id, plan.hires[problem.profiles[i].id]
    fewer, more = people[quarter] - 1, people[quarter - 1] + 1
    earlier = decided(decided(plan, "hires", profile, quarter, fewer), "hires", profile, quarter - 1, more)
    verdict = judge(problem, earlier)
    assert costs_more(accounts, verdict.accounts), "else the edit would show nothing"

    places = places_of(result)
    sheet, row = places.rows[f"hire.{i}"]
    cells = [(letters(FIRST + q), value) for q, value in ((quarter, fewer), (quarter - 1, more))]
    changes = [typed(sheet, f"{column}{row + 1}", value) for column, value in cells]
    path = edited_by_libreoffice(written(result, tmp_path), tmp_path, changes)
    assert_agrees(Reading(path, places), problem, verdict, moved=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["first-team", "retail-bank"])
def test_rows_and_columns_put_in_between_in_libreoffice_do_no_harm(name: str, tmp_path: Path) -> None:
    """A blank row within each block of decisions and below it, and a blank column before the quarters."""
    result, source = kept(name)
    places = places_of(result)
    rows = sorted({places.rows[key] for key in places.rows if key.startswith(("hire.1", "start.1", "allot.1."))})
    changes = [inserted_row(sheet, row) for sheet, row in reversed(rows)]
    changes += [inserted_column(sheet, FIRST) for sheet in ("Hiring plan", "Roadmap", "Capacity")]
    outputs.write_workbook(result, tmp_path / "plan.xlsx", replace(source, version=__version__))
    verified = verify(edited_by_libreoffice(tmp_path / "plan.xlsx", tmp_path, changes))
    assert verified.now.plan == result.plan
    assert (verified.edits, verified.notices) == ((), ())


@pytest.mark.slow
def test_requisitions_may_be_sorted_in_libreoffice(tmp_path: Path) -> None:
    """Each row keeps its costs, and there is nothing to tell."""
    result, source = kept("retail-bank")
    outputs.write_workbook(result, tmp_path / "plan.xlsx", replace(source, version=__version__))
    rows = [row + 1 for key, (_, row) in places_of(result).rows.items() if key.startswith("req.")]
    area = f"A{min(rows)}:Q{max(rows)}"
    path = edited_by_libreoffice(tmp_path / "plan.xlsx", tmp_path, [sorted_rows("Requisitions", area, 0)])
    before, after = (_costs_by_position(one, rows) for one in (tmp_path / "plan.xlsx", path))
    assert list(after) == sorted(before, reverse=True) != list(before)
    assert after == before
    verified = verify(path)
    assert (verified.edits, verified.notices) == ((), ())


def _costs_by_position(path: Path, rows: list[int]) -> dict[str, tuple[Any, Any]]:
    sheet = openpyxl.load_workbook(path, data_only=True)["Requisitions"]
    return {sheet.cell(row, 1).value: (sheet.cell(row, 15).value, sheet.cell(row, 16).value) for row in rows}
