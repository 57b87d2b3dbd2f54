"""The Settings sheet: unknown, doubled and contradictory settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inputs.reading import read
from models.calendar import Calendar
from models.errors import InputError
from models.problem import Attrition, BudgetCap, OperatingModel
from tests.inputs.books import Sheets, assert_fault, faults, good, put, reading, write


def with_settings(*rows: tuple[str, Any]) -> Sheets:
    """The good workbook with further settings, from row 7."""
    sheets = good()
    sheets["Settings"] += [list(row) for row in rows]
    return sheets


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("Operating model", "embeded", ("did you mean 'embedded'?",)),
        ("Starts per quarter", -1, ("enter 0 or more",)),
        ("Shared time %", 101, ("enter 100 at most",)),
        ("Shared time %", 0.3, ("0.3 % or 30 %",)),
        ("Community time %", 2.5, ("2.5 % or 250 %",)),
        ("One team up to", 2.5, ("not a whole number",)),
        ("Objectives", "cost, stability", ("needs a previous plan",)),
        ("Objectives", "cots", ("did you mean 'cost'?",)),
        ("Objectives", "must-do", ("'must-do' is no objective", "peak, smooth")),
        ("Objectives", "overrun; cost", ("'overrun' is no objective", "peak, smooth")),
        ("Objectives", "cost; cost", ("names 'cost' twice",)),
        ("Target by", "FY28 Q1", ("outside the plan's quarters, FY27 Q1 to FY27 Q4",)),
        ("Attrition", "none", ("use one of: whole, expected",)),
        ("Merit %", 0.035, ("0.035 % or 3.5 %",)),
        ("Merit month", 13, ("none of the choices",)),
        ("Time limit", 0, ("enter 0.001 or more",)),
        ("Time grain", 0, ("enter 1 or more",)),
        ("Quarters", 8, ("there twice, also in B5",)),
        ("Exchange rate: Oslo", 1.1, ("a location that the Roles sheet does not have",)),
        ("Exchange rate:", 1.1, ("names no location",)),
    ],
)
def test_bad_setting(tmp_path: Path, name: str, value: Any, words: tuple[str, ...]) -> None:
    assert_fault(faults(tmp_path, with_settings((name, value))), "Settings", "B7", *words)


def test_must_without_a_target(tmp_path: Path) -> None:
    sheets = put(with_settings(("Target is a must", "yes")), "Settings", "B6", None)
    assert_fault(faults(tmp_path, sheets), "Settings", "B7", "there is no target")


def test_missing_setting(tmp_path: Path) -> None:
    sheets = good()
    del sheets["Settings"][3]
    assert_fault(faults(tmp_path, sheets), "Settings", "", "'First quarter' is missing")


def test_settings_of_the_operating_model(tmp_path: Path) -> None:
    plain = reading(tmp_path, good()).problem.settings
    assert (plain.operating_model, plain.starts_per_quarter, plain.one_team_up_to) == (OperatingModel.POOL, 2, 10)
    assert (plain.shared_time_pct, plain.community_time_pct) == (30, 5)
    rows = [("Operating model", "centralized"), ("Starts per quarter", 0), ("Shared time %", "0 %")]
    asked = reading(tmp_path, with_settings(*rows, ("Community time %", 0), ("One team up to", 0))).problem.settings
    assert (asked.operating_model, asked.starts_per_quarter) == (OperatingModel.CENTRALIZED, 0)
    assert (asked.shared_time_pct, asked.community_time_pct, asked.one_team_up_to) == (0, 0, 0)


def test_setting_of_nobody_is_told(tmp_path: Path) -> None:
    found = reading(tmp_path, with_settings(("Favourite colour", "green")))
    assert [(n.cell, n.message) for n in found.notices] == [
        ("A7", "'Favourite colour' is no setting of this version and is not read")
    ]


def test_settings_are_understood(tmp_path: Path) -> None:
    sheets = with_settings(
        ("fiscal year starts in", "Jul"),
        ("Target by", "FY27 Q3"),
        ("Attrition", "Expected"),
        ("Budget cap", "fiscal year"),
        ("Merit %", "3,5 %"),
        ("Merit month", 4),
        ("Recruiting capacity", "3"),
        ("Board-level priority", "x"),
    )
    problem = reading(tmp_path, sheets).problem
    found = problem.settings
    assert problem.calendar == Calendar(fiscal_year=2027, fiscal_quarter=1, starts_in=7, quarters=4)
    assert (found.target_by, found.attrition, found.budget_cap) == (3, Attrition.EXPECTED, BudgetCap.FISCAL_YEAR)
    assert (str(found.merit_pct), found.merit_month, found.recruiting_capacity) == ("3.5", 4, 3)
    assert found.board_level_priority


def test_calendar_label_in_a_shifted_year(tmp_path: Path) -> None:
    sheets = put(with_settings(("Fiscal year starts in", "July")), "Settings", "B4", "Q1 2027")
    assert_fault(faults(tmp_path, sheets), "Settings", "B4", "may mean the calendar or the fiscal year")


def test_target_by_a_date_is_the_last_quarter_that_ends_by_it(tmp_path: Path) -> None:
    # 29 September is a day before FY27 Q3 ends, so only Q1 and Q2 have ended by it.
    assert reading(tmp_path, with_settings(("Target by", "2027-09-29"))).problem.settings.target_by == 2
    assert reading(tmp_path, with_settings(("Target by", "2027-09-30"))).problem.settings.target_by == 3


def test_unknown_override(tmp_path: Path) -> None:
    path = write(tmp_path / "plan.xlsx", good())
    with pytest.raises(InputError, match="did you mean 'Time limit'"):
        read(path, overrides={"Time limt": "5"})
    with pytest.raises(InputError, match="'Random seed' 'x' is not a number"):
        read(path, overrides={"Random seed": "x"})
