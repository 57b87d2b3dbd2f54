"""Sheets and columns that are missing, doubled or misspelt."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.inputs.books import assert_fault, faults, good, put, reading


@pytest.mark.parametrize("sheet", ["Settings", "Roles", "Budget"])
def test_missing_sheet(tmp_path: Path, sheet: str) -> None:
    sheets = good()
    sheets["Data"] = sheets.pop(sheet)
    assert_fault(faults(tmp_path, sheets), sheet, "", "the sheet is missing", "'Data'")


def test_empty_sheet(tmp_path: Path) -> None:
    assert_fault(faults(tmp_path, good() | {"Budget": []}), "Budget", "", "the sheet is empty")


def test_sheet_with_a_header_only(tmp_path: Path) -> None:
    sheets = good()
    sheets["Budget"] = sheets["Budget"][:1]
    assert_fault(faults(tmp_path, sheets), "Budget", "", "has no rows")


def test_sheet_twice_by_case_and_space(tmp_path: Path) -> None:
    sheets = good()
    sheets["BUDGET "] = sheets["Budget"]
    assert_fault(faults(tmp_path, sheets), "BUDGET ", "", "there twice, also as 'Budget'")


def test_misspelt_sheet(tmp_path: Path) -> None:
    sheets = good()
    sheets["Skils"] = sheets.pop("Skills")
    assert_fault(faults(tmp_path, sheets), "Skils", "", "did you mean 'Skills'?")


def test_another_sheet_is_told(tmp_path: Path) -> None:
    found = reading(tmp_path, good() | {"Ideas for later": [["x"]], "Read me": [["x"]]})
    assert [(n.sheet, n.message) for n in found.notices] == [
        ("Ideas for later", "is no sheet of an input workbook and is not read")
    ]


def test_header_not_found(tmp_path: Path) -> None:
    sheets = good()
    sheets["Budget"] = [["when", "how much"], ["FY27", 5]]
    assert_fault(faults(tmp_path, sheets), "Budget", "A1", "no header row", "'when'", "Quarter, Budget")


def test_missing_column(tmp_path: Path) -> None:
    sheets = put(good(), "Roles", "E1", "Famly")
    assert_fault(faults(tmp_path, sheets), "Roles", "E1", "'Family' is missing", "did you mean 'Famly'?")


def test_column_twice(tmp_path: Path) -> None:
    sheets = put(good(), "Budget", "C1", "BUDGET")
    assert_fault(faults(tmp_path, sheets), "Budget", "C1", "there twice, also in B1")


def test_column_in_thousands_is_not_taken_for_the_column(tmp_path: Path) -> None:
    sheets = put(good(), "Budget", "B1", "Budget (000)")
    assert_fault(faults(tmp_path, sheets), "Budget", "B1", "'Budget' is missing")


def test_column_with_its_currency(tmp_path: Path) -> None:
    assert reading(tmp_path, put(good(), "Budget", "B1", "Budget (USD)")).notices == ()


def test_misspelt_optional_column_is_told(tmp_path: Path) -> None:
    found = reading(tmp_path, put(good(), "Roles", "I1", "Bonis %"))
    assert [(n.cell, "did you mean 'Bonus %'?" in n.message) for n in found.notices] == [("I1", True)]


def test_capability_column_without_a_number_is_a_note(tmp_path: Path) -> None:
    sheets = put(put(good(), "Skills", "F1", "Who says so"), "Skills", "F2", "the head of data")
    found = reading(tmp_path, sheets)
    assert found.problem.capabilities == ("product", "data", "modelling")
    assert [n.cell for n in found.notices] == ["F1"]


def test_role_without_skills(tmp_path: Path) -> None:
    sheets = good()
    del sheets["Skills"][3]
    assert_fault(faults(tmp_path, sheets), "Roles", "A4", "'ML Engineer, senior' has no row in the Skills sheet")


def test_role_that_the_example_catalogue_does_not_have(tmp_path: Path) -> None:
    sheets = put(good(), "Roles", "A4", "Data Wizard")
    del sheets["Skills"]
    assert_fault(faults(tmp_path, sheets), "Roles", "A4", "not in the example catalogue", "add a Skills sheet")


def test_budget_with_a_quarter_missing(tmp_path: Path) -> None:
    sheets = good()
    del sheets["Budget"][3]
    assert_fault(faults(tmp_path, sheets), "Budget", "", "has no row for FY27 Q3")


def test_type_without_build_quarters(tmp_path: Path) -> None:
    sheets = good()
    sheets["Use-case types"] += [["big", "data", None, None, 0.1]]
    assert_fault(faults(tmp_path, sheets), "Use-case types", "A6", "'big' has no build quarter")


def test_money_after_the_build(tmp_path: Path) -> None:
    sheets = good()
    for row in sheets["Use-case types"][1:4]:
        row[3] = None
    assert_fault(faults(tmp_path, sheets), "Use-case types", "B5", "money in Q2, after the type's 1 build quarters")


def test_neither_use_cases_nor_a_target(tmp_path: Path) -> None:
    sheets = put(good(), "Settings", "B6", None)
    del sheets["Use cases"]
    assert_fault(faults(tmp_path, sheets), "Use cases", "", "no use cases and no target")


def test_target_beyond_the_portfolio_is_told(tmp_path: Path) -> None:
    found = reading(tmp_path, put(good(), "Settings", "B6", 9))
    assert [n.message for n in found.notices] == [
        "the target is 9 use cases but there are only 3; it cannot be met in full"
    ]
