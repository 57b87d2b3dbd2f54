"""The input workbook that init writes: complete, plain to use, the same every time."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from inputs import EXAMPLES, read, write_template
from inputs.columns import Column, Kind
from inputs.settings import EXCHANGE_RATE, SETTINGS
from inputs.sheets import LISTS_SHEET, README_SHEET, SETTINGS_SHEET, SHEETS
from inputs.template.book import done, suggest
from inputs.template.layout import cells_of, settings_rows, typed
from inputs.worked_examples.table import table
from models.errors import HireplanError, InputError
from tests.inputs.cells import cells, opened, rows

HEADER = 4


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "blank.xlsx"
    write_template(path)
    return path


def headers(path: Path, sheet: str) -> list[str]:
    return [cell.value for cell in opened(path)[sheet][HEADER]]


def validations(path: Path, sheet: str) -> list[DataValidation]:
    return list(opened(path)[sheet].data_validations.dataValidation)


def test_every_declared_sheet_and_column_is_there(blank: Path) -> None:
    assert opened(blank).sheetnames == [README_SHEET, *(sheet.name for sheet in SHEETS), LISTS_SHEET]
    for sheet in SHEETS:
        assert {column.name for column in sheet.columns} <= set(headers(blank, sheet.name)), sheet.name


def test_nothing_is_hidden(blank: Path) -> None:
    for sheet in opened(blank).worksheets:
        assert sheet.sheet_state == "visible"
        assert not any(d.hidden for d in sheet.row_dimensions.values())
        assert not any(d.hidden for d in sheet.column_dimensions.values())


def test_every_header_says_what_it_means(blank: Path) -> None:
    for declared in SHEETS:
        sheet = opened(blank)[declared.name]
        for column in declared.columns:
            cell = next(cell for cell in sheet[HEADER] if cell.value == column.name)
            assert cell.comment is not None, f"{declared.name} {column.name}"
            assert column.meaning in cell.comment.text
            assert ("Needed" in cell.comment.text) == column.required
            if column.default:
                assert f"Blank: {column.default}." in cell.comment.text


def test_every_setting_stands_there_with_its_meaning(blank: Path) -> None:
    found = {row["Setting"]: row for row in rows(blank, SETTINGS_SHEET.name)}
    for setting in SETTINGS:
        if setting.name != EXCHANGE_RATE:  # one for each location, and there is none
            assert found[setting.name]["Meaning"] == setting.meaning
    assert found["Random seed"]["Value"] == 1  # a number, not a text


def test_choices_are_offered_for_choice_columns(blank: Path) -> None:
    for declared in SHEETS:
        offered = {str(v.sqref).split(":")[0]: v.formula1 for v in validations(blank, declared.name)}
        for cell in opened(blank)[declared.name][HEADER]:
            column = next((c for c in declared.columns if c.name == cell.value), None)
            if column is not None and column.choices:
                assert offered[f"{cell.column_letter}{HEADER + 1}"] == f'"{",".join(column.choices)}"'


def test_lists_in_ranges_point_at_their_names(blank: Path) -> None:
    role = next(v for v in validations(blank, "Staff") if "Lists" in v.formula1 and str(v.sqref).startswith("C"))
    listed = [cell.value for (cell,) in opened(blank)[LISTS_SHEET][role.formula1.split("!")[1].replace("$", "")]]
    assert listed[0] == "AI Product Manager"
    assert len(listed) == len(set(listed)) == 12  # the twelve roles of the catalogue, each once
    assert not role.showErrorMessage  # a role that the user adds may be typed as well


def test_sheets_print_in_landscape_one_page_wide_with_headers(blank: Path) -> None:
    book = opened(blank)
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth in (1, None)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    for declared in SHEETS:
        assert book[declared.name].print_title_rows == "$3:$4"
        assert book[declared.name].freeze_panes == "C5"


def test_inputs_are_blue_and_money_has_separators(blank: Path) -> None:
    sheet = opened(blank)["Roles"]
    base = next(cell for cell in sheet[HEADER] if cell.value == "Base salary")
    cell = sheet.cell(HEADER + 1, base.column)
    assert cell.font.color.rgb == "FF0000FF"
    assert cell.number_format == "#,##0"


@pytest.mark.parametrize("name", [None, *EXAMPLES])
def test_the_same_code_writes_the_same_bytes(tmp_path: Path, name: str | None) -> None:
    write_template(tmp_path / "a.xlsx", name)
    write_template(tmp_path / "b.xlsx", name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("name", [None, *EXAMPLES])
def test_a_template_holds_no_formula_no_macro_and_no_link_out(tmp_path: Path, name: str | None) -> None:
    path = tmp_path / "a.xlsx"
    write_template(path, name)
    with zipfile.ZipFile(path) as archive:
        assert not [part for part in archive.namelist() if "vba" in part or "externalLink" in part]
        sheets = [archive.read(part) for part in archive.namelist() if part.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(SHEETS) + 2
    assert not any(b"<f>" in sheet for sheet in sheets)


def test_text_is_never_taken_for_a_formula() -> None:
    from inputs.template.book import Book, put

    book = Book()
    sheet = book.add_sheet("Names")
    for row, text in enumerate(("=1+1", "+1", "-1", "@x", "=cmd|' /C calc'!A0", "https://example.org")):
        put(sheet, row, 0, text, book.style("body"))
    written = opened(book.content())["Names"]
    assert [cell.data_type for (cell,) in written["A1:A6"]] == ["s"] * 6
    assert written["A1"].hyperlink is None
    assert written["A6"].hyperlink is None


def test_no_such_example_is_said_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(HireplanError, match="no example called bank; there are first-team, retail-bank, portfolio"):
        write_template(tmp_path / "a.xlsx", "bank")
    assert not list(tmp_path.iterdir())


def test_what_would_be_left_out_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="code -2"):
        done(-2)
    done(0)
    from inputs.template.book import Book

    with pytest.raises(ValueError, match="range"):
        suggest(Book().add_sheet("x"), (0, 0, 0, 0), ["a" * 200, "b" * 60], strict=True)


def test_an_example_cannot_name_a_column_or_setting_that_is_not_declared() -> None:
    with pytest.raises(KeyError, match="no column for Salary"):
        cells_of((Column("Role", Kind.NAME, ""),), {"Salary": "1"})
    with pytest.raises(KeyError, match="no setting called Targte"):
        settings_rows({"Targte": "1"})


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [(Kind.MONEY, "12000", 12000), (Kind.PERCENT, "7.65", 7.65), (Kind.TEXT, "12", "12"), (Kind.CHOICE, "2", 2),
     (Kind.CHOICE, "employee", "employee"), (Kind.QUARTER, "FY27 Q1", "FY27 Q1"), (Kind.MONEY, "", None)],
)  # fmt: skip
def test_cells_are_what_they_mean(kind: Kind, text: str, value: object) -> None:
    assert typed(kind, text) == value
    assert type(typed(kind, text)) is type(value)


def test_a_table_of_text_becomes_rows() -> None:
    found = table("\nID | Name | Size\nA | first | 2\n  why it is there\nB | | \n", Unit="Sales")
    assert found == [
        {"Unit": "Sales", "ID": "A", "Name": "first", "Size": "2", "Notes": "why it is there"},
        {"Unit": "Sales", "ID": "B"},
    ]


def test_a_blank_workbook_asks_for_the_budget_and_nobody_else(blank: Path) -> None:
    assert [row["Quarter"] for row in rows(blank, "Budget")][:2] == ["FY27 Q1", "FY27 Q2"]
    assert all("Budget" not in row for row in rows(blank, "Budget"))
    assert rows(blank, "Staff") == rows(blank, "Use cases") == []
    assert cells(blank)["Roles"]


def test_a_blank_template_names_every_budget_cell_to_fill_in(tmp_path: Path) -> None:
    """Labels stand in A5 to A12, eight quarters; they are no notes below the data."""
    path = tmp_path / "blank.xlsx"
    write_template(path)
    with pytest.raises(InputError) as refused:
        read(path)
    budget = [fault for fault in refused.value.faults if fault.sheet == "Budget"]
    assert [fault.cell for fault in budget] == [f"B{row}" for row in range(5, 13)]
    assert all("is blank; enter" in fault.message for fault in budget)
