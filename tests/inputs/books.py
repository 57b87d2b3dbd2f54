"""Input workbooks for tests: a small good one, changed cell by cell, written as .xlsx or as CSV files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.worksheet.worksheet import Worksheet

from inputs.reading import Reading, read
from models.errors import Fault, InputError

Sheets = dict[str, list[list[Any]]]


def good() -> Sheets:
    """Three job profiles, two people, three use cases, four quarters; every sheet is there."""
    return {
        "Settings": [
            ["Setting", "Value", "Unit", "Meaning"],
            ["Company", "Acme", None, None],
            ["Currency", "USD", None, None],
            ["First quarter", "FY27 Q1", None, None],
            ["Quarters", 4, None, None],
            ["Target use cases", 3, None, None],
        ],
        "Roles": [
            ["Role", "Level", "Location", "Employment", "Family", "Wave", "Base salary", "Day rate", "Bonus %",
             "Time to fill", "Ramp Q1", "Ramp Q2", "Attrition %", "Least", "Most"],
            ["AI Product Manager", "senior", None, None, "product", 1, 150000, None, 10, 1, 50, 100, 10, None, None],
            ["Data Engineer", "mid", None, None, "data", 1, 120000, None, 10, 1, 50, 100, 10, None, None],
            ["ML Engineer", "senior", None, None, "builder", 1, 160000, None, 10, 2, 50, 100, 10, None, None],
        ],
        "Skills": [
            ["Role", "Level", "product", "data", "modelling"],
            ["AI Product Manager", "senior", 100, None, None],
            ["Data Engineer", "mid", None, 100, 30],
            ["ML Engineer", "senior", None, 60, 130],
        ],
        "Staff": [
            ["Employee ID", "Name", "Role", "Level", "Heads", "FTE", "Start", "End", "Base salary"],
            ["E1", "Ann", "Data Engineer", "mid", 1, 1, None, None, 118000],
            ["E2", "Bob", "ML Engineer", "senior", 1, 0.5, None, None, None],
        ],
        "Use cases": [
            ["ID", "Name", "Business unit", "Type", "Count", "Size", "Value per quarter", "Earliest start",
             "Must be live by", "Depends on", "Status", "Quarters done"],
            ["churn", "Churn", "Sales", "small", 1, 1, 20000, None, None, None, None, None],
            ["fraud", "Fraud", "Risk", "small", 2, 1.5, 30000, "FY27 Q2", "FY27 Q4", "churn", None, None],
        ],
        "Use-case types": [
            ["Type", "Capability", "Q1", "Q2", "Run"],
            ["small", "product", 0.25, 0.25, 0.05],
            ["small", "data", 0.6, 0.3, 0.05],
            ["small", "modelling", 0.5, 0.8, None],
            ["small", "Money", 5000, 2500, 1000],
        ],
        "Budget": [
            ["Quarter", "Budget"],
            ["FY27 Q1", 500000],
            ["FY27 Q2", 500000],
            ["FY27 Q3", 500000],
            ["FY27 Q4", 500000],
        ],
        "Requirements": [
            ["Capability or Role", "FY27 Q1", "FY27 Q2", "FY27 Q3", "FY27 Q4"],
            ["data", 0.5, 0.5, 0.5, 0.5],
            ["ML Engineer", None, None, 1, 2],
        ],
        "Rules": [
            ["Rule", "Kind", "Acts on", "Against", "Least", "Most", "Free", "FTE", "Capability", "When", "Condition",
             "Mode", "Source"],
            ["team", "team-first", "everyone else", "product", 1, None, None, None, None, None, None, None, None],
            ["team", "team-first", "everyone else", "data", 1, None, None, None, None, None, None, None, None],
            ["ratio", "ratio", "builder", "data", None, 3, None, None, None, None, None, "prefer", "ours"],
        ],
    }  # fmt: skip


def put(sheets: Sheets, sheet: str, ref: str, value: Any) -> Sheets:
    """The sheets with a value in a cell, rows made longer where need be."""
    letters, row = coordinate_from_string(ref)
    column = column_index_from_string(letters)
    rows = sheets[sheet]
    while len(rows) < row:
        rows.append([])
    line = rows[row - 1]
    line.extend([None] * (column - len(line)))
    line[column - 1] = value
    return sheets


def write(path: Path, sheets: Mapping[str, list[list[Any]]], dress: Callable[[Workbook], object] | None = None) -> Path:
    """Writes an .xlsx; `dress` may change it (formats, merged cells) before it is saved."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet: Worksheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(number, place).value = value
    if dress:
        dress(book)
    book.save(path)
    return path


def write_csv(
    folder: Path, sheets: Mapping[str, list[list[Any]]], separator: str = ",", encoding: str = "utf-8"
) -> Path:
    """Writes a folder of CSV files with the sheets' names."""
    folder.mkdir(exist_ok=True)
    for name, rows in sheets.items():
        with (folder / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
            width = max(len(row) for row in rows)
            padded = [[*row, *[None] * (width - len(row))] for row in rows]
            csv.writer(file, delimiter=separator).writerows(padded)
    return folder


def reading(tmp_path: Path, sheets: Sheets, dress: Callable[[Workbook], object] | None = None) -> Reading:
    return read(write(tmp_path / "plan.xlsx", sheets, dress))


def faults_of(path: Path) -> tuple[Fault, ...]:
    """The faults of an input that cannot be planned with."""
    try:
        found = read(path)
    except InputError as error:
        return error.faults
    raise AssertionError(f"read without a fault, with notices {found.notices}")


def faults(tmp_path: Path, sheets: Sheets, dress: Callable[[Workbook], object] | None = None) -> tuple[Fault, ...]:
    return faults_of(write(tmp_path / "plan.xlsx", sheets, dress))


def assert_fault(found: tuple[Fault, ...], sheet: str, cell: str, *words: str) -> None:
    """Among the faults is one at this place that says all the words and ends in a remedy."""
    here = [fault for fault in found if (fault.sheet, fault.cell) == (sheet, cell)]
    assert any(all(word in fault.message for word in words) and ";" in fault.message for fault in here), "\n".join(
        map(str, found)
    )
