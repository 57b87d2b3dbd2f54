"""A folder of CSV files, as different programs and countries write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from inputs.reading import read
from tests.inputs.books import Sheets, assert_fault, faults_of, good, write, write_csv


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", "\t", "|"])
def test_every_encoding_and_separator_reads_alike(tmp_path: Path, encoding: str, separator: str) -> None:
    sheets = good()
    sheets["Staff"][1][1] = "Anne Müller, née Weiß"
    expected = read(write(tmp_path / "plan.xlsx", sheets))
    found = read(write_csv(tmp_path / "plan", sheets, separator, encoding))
    assert found.problem == expected.problem
    assert found.notices == ()
    assert found.file == "plan"


def european(sheets: Sheets) -> Sheets:
    """Money as 95.000,00 and decimals with a comma, as a European Excel writes CSV."""

    def written(value: object) -> object:
        if isinstance(value, int) and value > 1000:
            return f"{value:,}".replace(",", ".") + ",00"
        return str(value).replace(".", ",") if isinstance(value, float) else value

    return {name: [[written(value) for value in row] for row in rows] for name, rows in sheets.items()}


def test_european_csv(tmp_path: Path) -> None:
    expected = read(write(tmp_path / "plan.xlsx", good()))
    found = read(write_csv(tmp_path / "plan", european(good()), ";", "cp1252"))
    assert found.problem == expected.problem


@pytest.mark.parametrize(
    ("separator", "text", "readings"), [(",", "95.000", "95 or 95000"), (";", "95,000", "95 or 95000")]
)
def test_amount_with_two_readings(tmp_path: Path, separator: str, text: str, readings: str) -> None:
    sheets = good()
    sheets["Roles"][2][6] = text
    found = faults_of(write_csv(tmp_path / "plan", sheets, separator))
    assert_fault(found, "Roles", "G3", f"'{text}' may mean {readings}")
    assert found[0].file == "plan/Roles.csv"


def test_ragged_row(tmp_path: Path) -> None:
    folder = write_csv(tmp_path / "plan", good())
    lines = (folder / "Budget.csv").read_text().splitlines()
    lines[2] = "FY27 Q2,500,000"  # a thousands separator without quotes
    (folder / "Budget.csv").write_text("\n".join(lines))
    assert_fault(faults_of(folder), "Budget", "A3", "has 3 fields where the header has 2")


def test_row_with_too_few_fields(tmp_path: Path) -> None:
    folder = write_csv(tmp_path / "plan", good())
    lines = (folder / "Roles.csv").read_text().splitlines()
    lines[2] = "Data Engineer,mid,data,1,120000"
    (folder / "Roles.csv").write_text("\n".join(lines))
    assert_fault(faults_of(folder), "Roles", "A3", "has 5 fields where the header has 15")


def test_blank_lines_and_a_total(tmp_path: Path) -> None:
    folder = write_csv(tmp_path / "plan", good())
    with (folder / "Budget.csv").open("a") as file:
        file.write("\n\nTotal,2000000\n")
    found = read(folder)
    assert found.problem.budget == (500000,) * 4
    assert [n.message for n in found.notices] == ["is taken as a totals row and is not read"]


def test_quotes_that_do_not_close(tmp_path: Path) -> None:
    folder = write_csv(tmp_path / "plan", good())
    (folder / "Budget.csv").write_text('Quarter,Budget\n"FY27,100\n')
    assert_fault(faults_of(folder), "Budget", "", "is not CSV")


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    folder = write_csv(tmp_path / "plan", good())
    (folder / "Budget.csv").write_bytes(b"Quarter,Budget\n\x81\x00,1\n")
    assert_fault(faults_of(folder), "Budget", "", "is no text in UTF-8")


def test_a_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    sheets = good()
    sheets["Use cases"][1][1] = "=cmd|' /C calc'!A0"
    assert read(write_csv(tmp_path / "plan", sheets)).problem.use_cases[0].name == "=cmd|' /C calc'!A0"


def test_the_hash_depends_on_every_file(tmp_path: Path) -> None:
    folder = write_csv(tmp_path / "plan", good())
    before = read(folder).sha256
    with (folder / "Staff.csv").open("a") as file:
        file.write("\n")
    assert read(folder).sha256 != before
