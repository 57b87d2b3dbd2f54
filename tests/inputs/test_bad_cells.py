"""Bad cells: each is told at its place, with what was found and what would do; all at once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from inputs.reading import read
from models.errors import InputError
from tests.inputs.books import assert_fault, faults, faults_of, good, put, reading, write

CASES: list[tuple[str, str, Any, tuple[str, ...]]] = [
    # Settings
    ("Settings", "B4", "Q9 FY27", ("Q1 to Q4",)),
    ("Settings", "B5", 2.5, ("2.5 is not a whole number",)),
    ("Settings", "B5", 0, ("is 0; enter 1 or more",)),
    ("Settings", "B5", 500, ("enter 120 at most",)),
    ("Settings", "A5", "Quaters", ("did you mean 'Quarters'?",)),
    # Roles
    ("Roles", "G3", "TBD", ("'TBD' is not a number",)),
    ("Roles", "G3", -5, ("negative",)),
    ("Roles", "G3", "120k", ("120000",)),
    ("Roles", "G3", 95000.5, ("whole currency units",)),
    ("Roles", "G3", datetime(2027, 1, 1), ("date",)),
    ("Roles", "G3", None, ("an employee needs a Base salary",)),
    ("Roles", "E3", "bilder", ("did you mean 'builder'?",)),
    ("Roles", "E3", None, ("is blank",)),
    ("Roles", "F3", 4, ("use one of: 1, 2, 3",)),
    ("Roles", "I3", 0.1, ("0.1 % or 10 %",)),
    ("Roles", "M3", 101, ("100 at most",)),
    ("Roles", "J3", "soon", ("not a number",)),
    ("Roles", "A3", "Data\u200b Engineer", ("invisible",)),
    ("Roles", "A4", "ML Enginer", ("no row in the Skills sheet", "did you mean 'ML Engineer'?")),
    ("Roles", "A4", "ai product  MANAGER ", ("same job profile as in A2",)),
    # Skills
    ("Skills", "D3", 1, ("1 % or 100 %",)),
    ("Skills", "A3", None, ("is blank",)),
    # Use cases
    ("Use cases", "D2", "smal", ("did you mean 'small'?",)),
    ("Use cases", "D2", None, ("is blank",)),
    ("Use cases", "E2", 2.5, ("2.5 is not a whole number",)),
    ("Use cases", "E2", 0, ("enter 1 or more",)),
    ("Use cases", "F2", 0, ("enter 0.01 or more",)),
    ("Use cases", "J3", "chrun", ("did you mean 'churn'?",)),
    ("Use cases", "J2", "fraud", ("waits for itself: churn → fraud → churn",)),
    ("Use cases", "A3", "CHURN ", ("there twice, also in A2",)),
    ("Use cases", "H3", "01/02/2026", ("may mean",)),
    ("Use cases", "K2", "done", ("use one of: idea, in progress, live",)),
    ("Use cases", "L2", 1, ("the status is idea",)),
    # Use-case types
    ("Use-case types", "B3", "dat", ("did you mean 'data'?",)),
    ("Use-case types", "B3", "Product", ("there twice for the type 'small', also in B2",)),
    ("Use-case types", "C2", 0.255, ("hundredths",)),
    ("Use-case types", "C5", 0.5, ("whole currency units",)),
    ("Use-case types", "C2", -1, ("negative",)),
    # Budget
    ("Budget", "B3", None, ("is blank",)),
    ("Budget", "A3", "FY27 Q1", ("a second time, after A2",)),
    ("Budget", "A3", "next spring", ("or a fiscal year such as FY27",)),
    ("Budget", "B3", "#N/A", ("holds the error #N/A",)),
    # Requirements
    ("Requirements", "A2", "dta", ("did you mean 'data'?",)),
    ("Requirements", "D3", 1.5, ("not a whole number",)),
    # Rules
    ("Rules", "C4", "bulder", ("did you mean 'builder'?",)),
    ("Rules", "B4", "rato", ("did you mean 'ratio'?",)),
    ("Rules", "F4", None, ("'Most' is blank, but a rule of kind ratio needs it",)),
    ("Rules", "H4", 0.5, ("'FTE' has no meaning for a rule of kind ratio",)),
    ("Rules", "E2", 1.5, ("whole number",)),
]


@pytest.mark.parametrize(("sheet", "cell", "value", "words"), CASES)
def test_bad_cell(tmp_path: Path, sheet: str, cell: str, value: Any, words: tuple[str, ...]) -> None:
    assert_fault(faults(tmp_path, put(good(), sheet, cell, value)), sheet, cell, *words)


def test_contractor_needs_a_day_rate(tmp_path: Path) -> None:
    assert_fault(faults(tmp_path, put(good(), "Roles", "D3", "contractor")), "Roles", "H3", "needs a Day rate")


def test_least_over_most(tmp_path: Path) -> None:
    sheets = put(put(good(), "Roles", "N3", 3), "Roles", "O3", 2)
    assert_fault(faults(tmp_path, sheets), "Roles", "N3", "asks for 3 heads, but Most allows 2")


def test_gap_in_a_ramp(tmp_path: Path) -> None:
    assert_fault(faults(tmp_path, put(good(), "Roles", "K3", None)), "Roles", "K3", "'Ramp Q1' is blank")


def test_job_profile_twice_whatever_the_case(tmp_path: Path) -> None:
    sheets = good()
    sheets["Roles"].append(["data  ENGINEER", "Mid", *sheets["Roles"][2][2:]])
    assert_fault(faults(tmp_path, sheets), "Roles", "A5", "the same job profile as in A3")


def test_modes_of_one_rule_agree(tmp_path: Path) -> None:
    sheets = put(put(good(), "Rules", "L2", "prefer"), "Rules", "L3", "enforce")
    assert_fault(faults(tmp_path, sheets), "Rules", "L3", "another row of the rule 'team' says prefer")


STAFF: list[tuple[str, Any, tuple[str, ...]]] = [
    ("C2", "Data Enginer", ("no role of the Roles sheet",)),
    ("D2", "principal", ("no level of this role", "mid")),
    ("E2", 1.75, ("cannot be read as whole number",)),
    ("F2", 77.125, ("cannot be read as FTE",)),
    ("G2", 54321, ("cannot be read as date",)),
    ("I2", "98765k", ("cannot be read as money",)),
    ("I2", -98765, ("cannot be read as money",)),
    ("A3", "e1", ("there twice, also in A2",)),
]


@pytest.mark.parametrize(("cell", "value", "words"), STAFF)
def test_staff_faults_name_the_cell_not_the_value(
    tmp_path: Path, cell: str, value: Any, words: tuple[str, ...]
) -> None:
    found = faults(tmp_path, put(good(), "Staff", cell, value))
    assert_fault(found, "Staff", cell, *words)
    assert str(value) not in "\n".join(map(str, found))


def test_end_before_start(tmp_path: Path) -> None:
    sheets = put(put(good(), "Staff", "G2", datetime(2027, 5, 1)), "Staff", "H2", datetime(2027, 4, 1))
    assert_fault(faults(tmp_path, sheets), "Staff", "H2", "before the Start")


def test_formula_never_calculated(tmp_path: Path) -> None:
    assert_fault(faults(tmp_path, put(good(), "Budget", "B2", "=1+1")), "Budget", "B2", "never calculated")


def test_formula_never_calculated_on_staff(tmp_path: Path) -> None:
    assert_fault(faults(tmp_path, put(good(), "Staff", "I2", "=1+1")), "Staff", "I2", "never calculated")


def test_merged_data_cells(tmp_path: Path) -> None:
    def dress(book: Workbook) -> None:
        book["Budget"].merge_cells("A2:A3")

    assert_fault(faults(tmp_path, good(), dress), "Budget", "A2:A3", "merged")


@pytest.mark.parametrize(("format", "sign"), [("[$€-407] #,##0", "€"), ("[$CHF-807] #,##0", "CHF")])
def test_another_currency_that_stands_only_in_the_format(tmp_path: Path, format: str, sign: str) -> None:
    def dress(book: Workbook) -> None:
        book["Roles"]["G3"].number_format = format

    assert_fault(faults(tmp_path, good(), dress), "Roles", "G3", f"is in {sign}, but the plan is in USD")


def test_another_currency_at_a_location_with_a_rate(tmp_path: Path) -> None:
    sheets = put(put(good(), "Roles", "G3", "95.000 €"), "Roles", "C3", "Berlin")
    put(put(sheets, "Settings", "A7", "Exchange rate: Berlin"), "Settings", "B7", "1.1")
    profile = reading(tmp_path, sheets).problem.profiles[1]
    assert (profile.base_salary, str(profile.exchange_rate), profile.id) == (95000, "1.1", "DE-MID-BER")


def test_suspicious_pay_is_a_notice_without_the_amount(tmp_path: Path) -> None:
    found = reading(tmp_path, put(good(), "Roles", "G3", 123456789012)).notices
    assert [(n.sheet, n.cell) for n in found] == [("Roles", "G3")]
    assert "1,000 times" in found[0].message
    assert "123456789012" not in str(found[0])


def test_fifty_faults_at_once(tmp_path: Path) -> None:
    sheets = good()
    sheets["Use cases"] = [sheets["Use cases"][0], *[[f"U{n}", None, None, "huge"] for n in range(50)]]
    found = faults(tmp_path, sheets)
    assert [f.cell for f in found if f.sheet == "Use cases"] == [f"D{n}" for n in range(2, 52)]


def test_faults_of_all_sheets_come_together(tmp_path: Path) -> None:
    sheets = good()
    for sheet, cell in (("Settings", "B5"), ("Roles", "G3"), ("Staff", "F2"), ("Budget", "B2"), ("Rules", "C4")):
        put(sheets, sheet, cell, "rubbish")
    assert [f.sheet for f in faults(tmp_path, sheets)] == ["Settings", "Roles", "Staff", "Budget", "Rules"]


def test_a_fault_is_one_line(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, put(good(), "Budget", "B3", "TBD"))
    assert str(fault) == "plan.xlsx  Budget!B3  'TBD' is not a number; enter a number or leave the cell blank"


def test_the_error_says_every_fault(tmp_path: Path) -> None:
    path = write(tmp_path / "plan.xlsx", put(put(good(), "Budget", "B3", "a"), "Budget", "B4", "b"))
    with pytest.raises(InputError, match=r"Budget!B3[^\n]*\n[^\n]*Budget!B4"):
        read(path)
    assert len(faults_of(path)) == 2
