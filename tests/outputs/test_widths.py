"""Nothing in the workbook is clipped or shown as ####: no number, no date, no text, whatever the input holds."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string

import outputs
from inputs import EXAMPLES
from models.plan import Result
from models.problem import UseCase
from outputs.workbook.ruler import line_count, text_width
from outputs.workbook.sheet_writer import paper
from tests.builders import make_plan, make_problem
from tests.golden import kept
from tests.outputs.books import written
from tests.outputs.plans import bank, bank_result, expected_result, plan, profiles, result_of
from tests.outputs.rendering import pixels, shown, too_wide

LONG = "Anti-money-laundering alert triage for correspondent banking with narrative drafting and case hand-over"


def huge() -> Result:
    """Amounts of a weak currency, and long names and IDs wherever there are names and IDs."""
    weak = tuple(
        p.changed(exchange_rate=Decimal(15_500), location="Frankfurt am Main and Singapore") for p in profiles()
    )
    cases = tuple(u.changed(name=f"{LONG} {u.id}", business_unit="Corporate and Institutional Banking",
                            value_per_quarter=1_234_567_890) for u in bank().use_cases)  # fmt: skip
    more = UseCase(id="A-very-long-identifier-without-any-space", name="W" * 120, type="small")
    problem = bank(
        profiles=weak,
        use_cases=(*cases, more),
        budget=99_999_999_999,
        settings={"company": LONG, "currency": "IDR"},
    )
    starts = plan().starts | {more.id: (0,) * 8}
    return result_of(problem, plan().model_copy(update={"starts": starts}), notes=(LONG * 5,))


def nothing() -> Result:
    problem = make_problem(quarters=2)
    return result_of(problem, make_plan(problem), notes=())


RESULTS: dict[str, Callable[[], Result]] = {
    **{name: lambda name=name: kept(name)[0] for name in EXAMPLES},
    "whole": bank_result,
    "expected": expected_result,
    "nothing": nothing,
    "huge": huge,
}


@pytest.mark.parametrize("name", RESULTS)
def test_every_cell_fits(name: str, tmp_path: Path) -> None:
    assert too_wide(written(RESULTS[name](), tmp_path)) == []


def narrowed(path: Path, sheet: str, column: str, width: float) -> list[str]:
    """What does not fit once a column has been made narrower."""
    book = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    for row in book[sheet].iter_rows():
        for cell in row:
            cell.value = values[sheet][cell.coordinate].value  # a formula saved by openpyxl has no value
    for stored in book[sheet].column_dimensions.values():  # neighbours of one width are stored as one
        if stored.min <= column_index_from_string(column) <= stored.max:
            stored.width = width
    book.save(path.with_name("narrow.xlsx"))
    return [told for told in too_wide(path.with_name("narrow.xlsx")) if told.startswith(f"{sheet}!{column}")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sheet", "column", "told"),
    [
        ("Cost", "E", "a number of"),
        ("Cost", "G", "a number of"),
        ("Hiring plan", "B", "a text of"),
        ("Requisitions", "C", "a number of"),
        ("Requisitions", "Q", "lines of"),
        ("Rules", "B", "lines of"),
        ("Summary", "B", "a text of"),
    ],
)
def test_a_column_that_is_too_narrow_is_found(sheet: str, column: str, told: str, tmp_path: Path) -> None:
    found = narrowed(written(kept("first-team")[0], tmp_path), sheet, column, 5)
    assert any(told in fault for fault in found), found


def test_a_wide_amount_is_seen_as_it_is_shown() -> None:
    assert shown(1_234_567_890, "#,##0;(#,##0);-") == "1,234,567,890"
    assert shown(1_234_567_890, "#,##0_);(#,##0);-_)") == "1,234,567,890)", "as much room as a parenthesis takes"
    assert shown(-1_234.5, "#,##0.00;(#,##0.00);-") == "(1,234.50)"
    assert [shown(0, "#,##0;(#,##0);-"), shown(0.256, "0%;(0%);-"), shown(-3, "0.0%")] == ["-", "26%", "-300.0%"]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", ["1,234,567,890", "FY27 Q1", LONG, "PROCESS", "Wave 1, @ MMWW", "Überprüfung, à côté"])
def test_the_ruler_measures_no_less_than_the_letters_take(text: str, bold: bool) -> None:
    real = pixels(text, 9, bold)
    assert real <= text_width(text, bold=bold) <= 1.25 * real


def test_letters_of_full_width_are_measured_as_such() -> None:
    assert text_width("採用計画") >= 4 * 12


def test_words_wrap_and_too_long_words_are_broken() -> None:
    room = text_width("one two")
    assert [line_count("one two", room), line_count("one two three", room), line_count("one\ntwo", room)] == [1, 2, 2]
    assert line_count("x" * 30, text_width("x" * 10)) == 3
    assert line_count("", room) == 1


def test_the_file_says_what_it_was_given(tmp_path: Path) -> None:
    """A width of no column is left to the reader's default, which would clip."""
    outputs.write_workbook(bank_result(), tmp_path / "plan.xlsx", kept("first-team")[1])
    for sheet in openpyxl.load_workbook(tmp_path / "plan.xlsx"):
        stated = {c for d in sheet.column_dimensions.values() for c in range(d.min, d.max + 1) if d.customWidth}
        filled = {cell.column for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")}
        assert filled <= stated, sheet.title


def test_a_sheet_is_printed_on_a4_unless_nine_points_became_less_than_six() -> None:
    """A4 has 11.69 inches across, of which 0.35 are left free on either side: 1,055 pixels, and 1,507 at 70 %."""
    assert [paper(pixels) for pixels in (1, 1_055, 1_507, 1_508, 9_999)] == [9, 9, 9, 8, 8]


def test_the_file_says_on_which_paper(tmp_path: Path) -> None:
    """By the widths of its own columns, in the units of the file: a digit of 7 pixels, and 5 beside."""
    outputs.write_workbook(bank_result(), tmp_path / "plan.xlsx", kept("first-team")[1])
    found = {}
    for sheet in openpyxl.load_workbook(tmp_path / "plan.xlsx"):
        spans = sheet.column_dimensions.values()
        pixels = sum(round(d.width * 7) * (d.max - d.min + 1) for d in spans if d.customWidth)
        found[sheet.title] = (sheet.page_setup.paperSize, pixels > 1_507)
    assert {title: size for title, (size, _) in found.items() if size not in (8, 9)} == {}
    assert {title for title, (size, _) in found.items() if size == 8} == {t for t, (_, wide) in found.items() if wide}
    assert found["Summary"][0] == 9
    assert any(size == 8 for size, _ in found.values())
