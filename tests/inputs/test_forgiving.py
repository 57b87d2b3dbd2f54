"""What is understood without complaint, and what is said about how it was understood."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from inputs.reading import read
from models.problem import Objective
from tests.inputs.books import Sheets, good, put, reading, write


def notices(tmp_path: Path, sheets: Sheets) -> list[str]:
    return [str(notice) for notice in reading(tmp_path, sheets).notices]


def test_a_good_workbook_is_read_without_a_word(tmp_path: Path) -> None:
    found = reading(tmp_path, good())
    assert found.notices == ()
    assert [p.id for p in found.problem.profiles] == ["AIPM-SEN", "DE-MID", "MLE-SEN"]
    assert found.file == "plan.xlsx"
    assert len(found.sha256) == 64


def test_order_case_spaces_and_rows_above_do_not_matter(tmp_path: Path) -> None:
    plain = reading(tmp_path, good()).problem
    sheets = good()
    header, *rows = sheets["Budget"]
    sheets["budget "] = [
        ["Budget of Acme", None, None],
        [],
        [header[1].upper(), None, f" {header[0]} "],
        *[[amount, None, quarter] for quarter, amount in reversed(rows)],
    ]
    del sheets["Budget"]
    sheets["USE_CASES"] = sheets.pop("Use cases")
    found = reading(tmp_path, sheets)
    assert found.problem.budget == plain.budget
    assert found.problem.use_cases == plain.use_cases


def test_merged_titles_are_no_data(tmp_path: Path) -> None:
    sheets = good()
    sheets["Budget"] = [["Our budget"], [], *sheets["Budget"]]
    path = write(tmp_path / "plan.xlsx", sheets, lambda book: book["Budget"].merge_cells("A1:B1"))
    assert read(path).problem.budget == (500000,) * 4


def test_blank_rows_totals_and_notes_below_are_told_and_skipped(tmp_path: Path) -> None:
    sheets = good()
    sheets["Budget"][3:3] = [[]]
    sheets["Budget"] += [["Grand total", 2000000], [], ["Approved by the board in May"]]
    found = reading(tmp_path, sheets)
    assert found.problem.budget == (500000,) * 4
    assert [(n.cell, n.message) for n in found.notices] == [
        ("A7", "is taken as a totals row and is not read"),
        ("A9", "is taken as a note below the data and is not read"),
    ]


def test_extra_columns_and_cells_beyond_the_header_are_told(tmp_path: Path) -> None:
    sheets = put(put(good(), "Budget", "C1", "Approved by"), "Budget", "E2", "stray")
    assert notices(tmp_path, sheets) == [
        "plan.xlsx  Budget!C1  the column 'Approved by' is none of this sheet and is not read",
        "plan.xlsx  Budget!E2  1 cell under no header left unread; to use a column, name it",
    ]


def test_hidden_rows_and_sheets_are_read_and_told(tmp_path: Path) -> None:
    def dress(book: Workbook) -> None:
        book["Budget"].row_dimensions[3].hidden = True
        book["Staff"].sheet_state = "hidden"
        book["Roles"].column_dimensions["G"].hidden = True

    found = reading(tmp_path, good(), dress)
    assert {(n.sheet, n.cell) for n in found.notices} == {("Budget", "A3"), ("Staff", ""), ("Roles", "G1")}
    assert len(found.problem.staff) == 2


def test_numbers_as_text_per_cent_formats_and_dates(tmp_path: Path) -> None:
    sheets = put(put(good(), "Roles", "G3", "120.000,00"), "Roles", "I3", 0.1)
    put(put(sheets, "Use cases", "H3", datetime(2027, 2, 15)), "Settings", "B4", datetime(2027, 2, 1))

    def dress(book: Workbook) -> None:
        book["Roles"]["I3"].number_format = "0%"

    problem = reading(tmp_path, sheets, dress).problem
    plain = reading(tmp_path, good()).problem
    assert problem.profiles == plain.profiles
    assert problem.use_cases[1].earliest_start == 2  # the first quarter that begins on or after 15 February
    assert problem.calendar == plain.calendar


@pytest.mark.parametrize(
    ("day", "quarter"),
    [(datetime(2027, 12, 31), 4), (datetime(2027, 12, 30), 3), ("FY27 Q4", 4)],  # Q4 ends on 31 December
)
def test_a_date_to_be_live_by_means_the_last_quarter_that_ends_by_it(tmp_path: Path, day: object, quarter: int) -> None:
    assert reading(tmp_path, put(good(), "Use cases", "I3", day)).problem.use_cases[1].live_by == quarter


def test_staff_dates(tmp_path: Path) -> None:
    sheets = good()
    rows = [
        ("past", datetime(2020, 1, 1), None, (1, None)),
        ("first day", datetime(2027, 1, 1), None, (1, None)),
        ("mid-quarter", datetime(2027, 2, 1), None, (2, None)),  # in seat from the first quarter that begins after
        ("leaves", None, datetime(2027, 8, 20), (1, 3)),  # in seat to the quarter that holds the end
        ("for ever", None, datetime(2999, 12, 31), (1, 4 * 973)),  # 973 years from 2027 to 2999
    ]
    sheets["Staff"] = [sheets["Staff"][0]]
    sheets["Staff"] += [[name, None, "Data Engineer", "mid", 1, 1, a, b] for name, a, b, _ in rows]
    found = {row.id: (row.start, row.end) for row in reading(tmp_path, sheets).problem.staff}
    assert found == {name: seat for name, _, _, seat in rows}


def test_staff_who_left_before_are_dropped_and_told(tmp_path: Path) -> None:
    found = reading(tmp_path, put(good(), "Staff", "H2", datetime(2026, 12, 31)))
    assert [row.id for row in found.problem.staff] == ["E2"]
    assert [(n.sheet, n.cell) for n in found.notices] == [("Staff", "H2")]


def test_staff_without_an_id_are_numbered(tmp_path: Path) -> None:
    sheets = put(put(good(), "Staff", "A2", None), "Staff", "A3", None)
    assert [row.id for row in reading(tmp_path, sheets).problem.staff] == ["Staff row 1", "Staff row 2"]


def test_a_target_and_a_mix_of_types_is_enough(tmp_path: Path) -> None:
    sheets = good()
    sheets["Use cases"] = [["Type", "Count"], ["small", 6], ["Small", 2]]
    assert [(u.id, u.type, u.count) for u in reading(tmp_path, sheets).problem.use_cases] == [
        ("small", "small", 6),
        ("small-2", "small", 2),
    ]


def test_only_settings_roles_and_budget_with_a_target(tmp_path: Path) -> None:
    sheets = {name: rows for name, rows in good().items() if name in ("Settings", "Roles", "Budget")}
    found = reading(tmp_path, sheets)
    assert [(u.type, u.count) for u in found.problem.use_cases] == [("small", 3)]
    assert found.problem.capabilities[:3] == ("product", "data", "modelling")
    assert found.problem.profile["MLE-SEN"].skills["modelling"] == 130
    assert {n.sheet for n in found.notices} == {"Skills", "Use cases", "Use-case types", "Rules"}


def test_fiscal_years_are_split_evenly_the_rest_to_the_first_quarters(tmp_path: Path) -> None:
    sheets = good()
    sheets["Budget"] = [["Quarter", "Budget"], ["FY27", 1000002]]
    # 1,000,002 / 4 = 250,000 and 2 over
    assert reading(tmp_path, sheets).problem.budget == (250001, 250001, 250000, 250000)


def test_quarters_of_a_fiscal_year_outside_the_plan_drop_out(tmp_path: Path) -> None:
    sheets = put(good(), "Settings", "B4", "FY27 Q3")
    sheets["Budget"] = [["Quarter", "Budget"], ["FY27", 400], ["FY28", 800], ["FY29", 1200]]
    found = reading(tmp_path, put(put(sheets, "Use cases", "I3", None), "Use cases", "H3", None))
    # FY27 Q3, Q4: 100 each; FY28 Q1, Q2: 200 each
    assert found.problem.budget == (100, 100, 200, 200)
    assert {n.cell for n in found.notices if n.sheet == "Budget"} == {"A2", "A3", "A4"}


def test_budgets_of_units_add_up(tmp_path: Path) -> None:
    sheets = good()
    sheets["Budget"] = [["Quarter", "Budget", "Business unit"], ["FY27", 400, "Sales"], ["FY27", 40, "Risk"]]
    assert reading(tmp_path, sheets).problem.budget == (110,) * 4


def test_overrides_go_before_the_sheet(tmp_path: Path) -> None:
    path = write(tmp_path / "plan.xlsx", put(put(good(), "Settings", "A7", "Time limit"), "Settings", "B7", 30))
    assert read(path).problem.settings.time_limit == 30
    found = read(path, overrides={"Time limit": "2.5", "Random seed": "7"}).problem.settings
    assert (found.time_limit, found.random_seed) == (2.5, 7)


def test_priority_is_an_objective_only_where_a_use_case_has_one(tmp_path: Path) -> None:
    assert reading(tmp_path, good()).problem.settings.objectives[3:] == (Objective.COST,)
    with_priority = put(put(good(), "Use cases", "M1", "Priority"), "Use cases", "M2", 1)
    objectives = reading(tmp_path, with_priority).problem.settings.objectives
    assert objectives[3:] == (Objective.PRIORITY, Objective.COST)


def test_objectives_in_the_planners_order(tmp_path: Path) -> None:
    sheets = put(put(good(), "Settings", "A7", "Objectives"), "Settings", "B7", "Target; earliest, cost")
    assert reading(tmp_path, sheets).problem.settings.objectives[3:] == (Objective.EARLIEST, Objective.COST)


def test_a_role_called_na_is_a_role(tmp_path: Path) -> None:
    sheets = good()
    for sheet, cell in (("Roles", "A4"), ("Skills", "A4"), ("Staff", "C3"), ("Requirements", "A3")):
        put(sheets, sheet, cell, "NA")
    assert reading(tmp_path, sheets).problem.profiles[2].role == "NA"
