"""A plan workbook that comes back is read as it stands, judged as the judge judges, and what else changed is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import inputs
import outputs
from hireplan.verifying import returned, verify
from hireplan.version import __version__
from models.errors import Fault, InputError
from models.judge import judge
from models.plan import Plan, Result
from models.problem import Problem
from models.redaction import redacted
from outputs.rows.facts import facts_of
from outputs.source import Source
from outputs.verification import Verification, lines, record
from outputs.verification.deviations import Deviation, Kind, deviations, expected_sheets
from outputs.verification.returned import ReturnedCell, ReturnedSheet
from outputs.workbook.cells import FIRST, UNIT, Heading, Ink, Line, Table
from outputs.workbook.layout import letters, placed
from tests.builders import make_plan, make_problem
from tests.golden import kept
from tests.oracle.instances import problems_with_plans
from tests.outputs.books import by_libreoffice, cells, edited, places_of, recalculated, written
from tests.outputs.plans import SOURCE, bank, bank_result, expected_result, plan, result_of
from tests.outputs.salaried import SALARIES, team, team_result
from tests.outputs.scenarios import three
from tests.outputs.test_edits import CHANGES, changed

RESULTS: dict[str, Callable[[], Result]] = {
    "whole": bank_result,
    "expected": expected_result,
    "redacted": lambda: redacted(bank_result()),
    "redacted, with a pool": lambda: redacted(team_result(team(*SALARIES))),
    "nothing": lambda: result_of(make_problem(quarters=2), make_plan(make_problem(quarters=2)), notes=()),
}


def rewritten(path: Path, edit: Callable[[Workbook], object]) -> Path:
    """The workbook after an edit by another program, which stores no values of formulas."""
    book = openpyxl.load_workbook(path)
    edit(book)
    target = path.with_name(f"rewritten-{path.name}")
    book.save(target)
    return target


def example(name: str) -> tuple[Result, Source]:
    """A worked example as if written by hireplan as it is today."""
    result, source = kept(name)
    return result, replace(source, version=__version__)


def faults(path: Path) -> list[Fault]:
    """Why a workbook cannot be judged."""
    with pytest.raises(InputError) as refused:
        verify(path)
    return list(refused.value.faults)


def assert_untouched(verified: Verification, result: Result) -> None:
    assert verified.solved == result
    assert verified.now.plan == result.plan
    assert verified.verdict == judge(result.problem, result.plan)  # type: ignore[arg-type]
    assert verified.edits == ()
    assert verified.notices == ()


# The way back


@pytest.mark.parametrize("name", RESULTS)
def test_a_plan_comes_back_as_it_was_and_is_written_the_same_again(name: str, tmp_path: Path) -> None:
    result = RESULTS[name]()
    path = written(result, tmp_path)
    verified = verify(path)
    assert_untouched(verified, result)
    outputs.write_workbook(verified.now, tmp_path / "again.xlsx", verified.source)
    assert cells(tmp_path / "again.xlsx") == cells(path)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] * (name == "portfolio")) for name in inputs.EXAMPLES]
)
def test_the_worked_examples_come_back_as_they_were(name: str, tmp_path: Path) -> None:
    result, source = example(name)
    outputs.write_workbook(result, tmp_path / "plan.xlsx", source)
    verified = verify(tmp_path / "plan.xlsx")
    assert_untouched(verified, result)
    assert verified.source == source
    assert verified.holds
    outputs.write_workbook(verified.now, tmp_path / "again.xlsx", verified.source)
    assert cells(tmp_path / "again.xlsx") == cells(tmp_path / "plan.xlsx")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["first-team", "retail-bank"])
def test_libreoffice_gives_back_what_it_was_given(name: str, tmp_path: Path) -> None:
    result, source = example(name)
    outputs.write_workbook(result, tmp_path / "plan.xlsx", source)
    assert_untouched(verify(by_libreoffice(tmp_path / "plan.xlsx", tmp_path)), result)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(problems_with_plans(920))
def test_any_plan_for_any_small_problem_comes_back(tmp_path: Path, case: tuple[Problem, Plan]) -> None:
    result = result_of(*case)
    assert result.plan is not None
    path = written(result, tmp_path)
    verified = verify(path)
    assert verified.solved == result
    assert (verified.now.plan, verified.edits) == (result.plan, ())
    assert [n for n in verified.notices if n.sheet != "Checks"] == []
    outputs.write_workbook(verified.now, tmp_path / "again.xlsx", verified.source)
    assert cells(tmp_path / "again.xlsx") == cells(path)


def test_names_that_a_spreadsheet_may_twist_come_back(tmp_path: Path) -> None:
    names = ("=1+1", "\tx", "a\rb\nc", "  two  blanks ", "007", "TRUE", "ü€漢", "_x000D_", "x" * 40_000)
    result = bank_result(settings={"company": "\x00|".join(names)})
    assert verify(written(result, tmp_path)).solved == result


# Edits


@pytest.mark.parametrize("name", CHANGES)
def test_an_edit_is_read_and_judged(name: str, tmp_path: Path) -> None:
    key, quarter, value = CHANGES[name]
    places = places_of(bank_result())
    path = written(bank_result(), tmp_path)
    verified = verify(edited(path, places, key, quarter, value / 100 if "allot" in key else value))
    assert verified.now.plan == changed(key, quarter, value)
    assert verified.verdict == judge(bank(), changed(key, quarter, value))
    [edit] = verified.edits
    sheet, row = places.rows[key]
    assert (edit.sheet, edit.cell) == (sheet, f"{letters(FIRST + quarter - 1)}{row + 1}")
    assert edit.quarter == bank().calendar.label(quarter)
    assert edit.now == (value / 100 if "allot" in key else value)


def test_after_recalculation_every_cell_of_an_edited_workbook_is_what_the_judge_says(tmp_path: Path) -> None:
    """So nothing is left to tell but the edit; on Checks, that the figures are no longer as solved."""
    key, quarter, value = CHANGES["one more data engineer"]
    path = edited(written(bank_result(), tmp_path), places_of(bank_result()), key, quarter, value)
    verified = verify(recalculated(path))
    assert len(verified.edits) == 1
    assert verified.notices == ()


def test_without_recalculation_that_is_told_and_nothing_else(tmp_path: Path) -> None:
    key, quarter, value = CHANGES["one more data engineer"]
    path = edited(written(bank_result(), tmp_path), places_of(bank_result()), key, quarter, value)
    [notice] = verify(path).notices
    assert "not been calculated" in notice.message


def swap_rows(sheet: Worksheet, one: int, other: int) -> None:
    for column in range(1, sheet.max_column + 1):
        a, b = sheet.cell(one, column), sheet.cell(other, column)
        a.value, b.value = b.value, a.value


MOVES: dict[str, Callable[[Workbook], object]] = {
    "a row above": lambda book: book["Hiring plan"].insert_rows(2),
    "a row between": lambda book: book["Capacity"].insert_rows(60, 2),
    "a column before the quarters": lambda book: book["Roadmap"].insert_cols(4),
    "rows sorted": lambda book: swap_rows(book["Hiring plan"], 8, 10),
    "a note beside": lambda book: book["Hiring plan"].__setitem__("Z9", "why not two?"),
    "sheets in another order": lambda book: book.move_sheet("Record", -5),
    "sheets of one's own": lambda book: book.create_sheet("My notes"),
}


@pytest.mark.parametrize("name", MOVES)
def test_lines_are_found_by_their_labels_wherever_they_stand(name: str, tmp_path: Path) -> None:
    path = rewritten(written(bank_result(), tmp_path), MOVES[name])
    assert verify(path).now.plan == plan()


def test_sorted_rows_are_judged_by_their_labels_and_told(tmp_path: Path) -> None:
    verified = verify(rewritten(written(bank_result(), tmp_path), MOVES["rows sorted"]))
    assert verified.now.plan == plan()
    assert [n.sheet for n in verified.notices if "have been sorted" in n.message] == ["Hiring plan"]


@pytest.mark.parametrize("sheet", ["Hiring plan", "Roadmap", "Capacity"])
@pytest.mark.parametrize("where", ["top", "middle", "end"])
def test_a_number_in_a_row_of_ones_own_among_the_decisions_is_told(sheet: str, where: str, tmp_path: Path) -> None:
    """The workbook's own totals may count it, and nobody can say whom it is meant to hire."""
    rows = decision_rows(sheet)
    row = {"top": rows[0], "middle": rows[1], "end": rows[-1] + 1}[where] + 1

    def put(book: Workbook) -> None:
        book[sheet].insert_rows(row)
        book[sheet].cell(row, FIRST + 3).value = 2

    [fault] = faults(rewritten(written(bank_result(), tmp_path), put))
    assert (fault.sheet, fault.cell) == (sheet, f"I{row}")
    assert "none of the plan's" in fault.message


def decision_rows(sheet: str) -> list[int]:
    """Of one sheet, counted from 0."""
    places = places_of(bank_result()).rows
    return sorted(
        r
        for key, (s, r) in places.items()
        if s == sheet and key.startswith(("hire.0", "hire.1", "hire.2", "hire.3", "hire.4", "start.", "allot."))
    )


def test_blank_is_nothing(tmp_path: Path) -> None:
    """Clearing the cell of the product manager's start cancels the hire."""
    sheet, row = places_of(bank_result()).rows["hire.0"]
    path = rewritten(written(bank_result(), tmp_path), lambda book: book[sheet].cell(row + 1, FIRST + 2, "").value)
    book = openpyxl.load_workbook(path)
    book[sheet].cell(row + 1, FIRST + 2).value = None
    book.save(path)
    assert verify(path).now.plan == changed("hire.0", 2, 0)


# What cannot be read


def test_every_bad_cell_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    bad = {"G8": "one", "H8": 1.5, "I8": -1, "J8": True, "K8": "=1+1", "G9": "#N/A", "H9": 1e300, "I9": "1"}

    def spoil(book: Workbook) -> None:
        for cell, value in bad.items():
            book["Hiring plan"][cell] = value
        book["Roadmap"]["G26"] = book["Roadmap"]["G26"].value  # untouched
        row = places_of(bank_result()).rows["allot.0.0"][1] + 1
        book["Capacity"][f"G{row}"] = 0.123

    found = faults(rewritten(written(bank_result(), tmp_path), spoil))
    assert {(f.sheet, f.cell) for f in found if f.sheet == "Hiring plan"} == {("Hiring plan", cell) for cell in bad}
    assert [f.message for f in found if f.sheet == "Capacity"] == ["holds 0.123; write an FTE in whole hundredths"]
    told = {f.cell: f.message for f in found}
    assert told["G8"] == "holds 'one'; write a number"
    assert told["H8"] == "holds 1.5; write a whole number"
    assert told["I8"] == "holds -1; write a number from 0 up"
    assert "never calculated" in told["K8"]
    assert "the error #N/A" in told["G9"]


def test_lines_that_were_removed_or_copied_are_told(tmp_path: Path) -> None:
    def spoil(book: Workbook) -> None:
        sheet = book["Hiring plan"]
        for column in range(1, 4):
            sheet.cell(9, column).value = sheet.cell(8, column).value
        del book["Roadmap"]

    found = [(f.sheet, f.message) for f in faults(rewritten(written(bank_result(), tmp_path), spoil))]
    assert [sheet for sheet, _ in found] == ["Hiring plan", "Hiring plan", "Roadmap"]
    assert "'PM, AI Product Manager, senior, wave 1' stands in rows 8 and 9; keep one" in found[0][1]
    assert "'DE, Data Engineer, mid (Berlin), wave 1' is missing; put it back" in found[1][1]
    assert "the sheet is missing" in found[2][1]


def test_a_quarter_that_was_removed_is_told(tmp_path: Path) -> None:
    path = rewritten(written(bank_result(), tmp_path), lambda book: book["Hiring plan"].delete_cols(7))
    [fault] = faults(path)
    assert fault.message == "no row holds all quarters, FY27 Q3 to FY29 Q2; put them back"


def test_a_file_that_is_no_plan_is_told(tmp_path: Path) -> None:
    inputs.write_template(tmp_path / "mine.xlsx", None)
    [fault] = faults(tmp_path / "mine.xlsx")
    assert "no plan that hireplan wrote; found the sheets 'Read me'" in fault.message
    (tmp_path / "text.xlsx").write_text("hello")
    assert len(faults(tmp_path / "text.xlsx")) == 1
    assert "is not there" in faults(tmp_path / "nowhere.xlsx")[0].message
    assert "is a folder" in faults(tmp_path)[0].message


def test_a_comparison_is_no_single_plan(tmp_path: Path) -> None:
    outputs.write_comparison(three(), tmp_path / "several.xlsx")
    assert [fault.message for fault in faults(tmp_path / "several.xlsx")] == [
        "compares several plans; verify the workbook of one plan"
    ]


def test_a_record_that_was_changed_is_not_trusted(tmp_path: Path) -> None:
    path = written(bank_result(), tmp_path)

    def row_of(sheet: Worksheet, part: str) -> int:
        return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == part)

    def cheaper(book: Workbook) -> None:
        sheet = book["Record"]
        cell = sheet.cell(row_of(sheet, "problem.profiles[]"), 3)
        cell.value = cell.value.replace("140001", "1")

    def shorter(book: Workbook) -> None:
        book["Record"].delete_rows(row_of(book["Record"], "problem.rules[]"))

    def unsealed(book: Workbook) -> None:
        book["Record"].delete_rows(row_of(book["Record"], "sha256"))

    for spoil in (cheaper, shorter, unsealed, lambda book: book["Record"].delete_rows(1, 1000)):
        [fault] = faults(rewritten(path, spoil))
        assert (fault.sheet, fault.message[:38]) == ("Record", "has been changed since hireplan wrote ")


@pytest.mark.parametrize(
    "document",
    [{"schema": 2}, {"schema": 1}, {"schema": 1, "problem.settings": 5}, {"schema": 1, "source": {}, "result": {}}],
)
def test_a_record_of_another_version_is_told(document: dict[str, object], tmp_path: Path) -> None:
    from outputs.workbook.record import HEADERS, records

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Record"
    for row in (HEADERS, *records(document)):
        sheet.append(row)
    book.save(tmp_path / "other.xlsx")
    [fault] = faults(tmp_path / "other.xlsx")
    assert "another version of hireplan" in fault.message


def test_a_plan_of_an_older_version_is_judged_all_the_same(tmp_path: Path) -> None:
    """Its sheets may be laid out otherwise, so that a comparison of cells would tell of nothing but that."""
    path = tmp_path / "old.xlsx"
    outputs.write_workbook(bank_result(), path, replace(SOURCE, version="0.1.0"))
    verified = verify(edited(path, places_of(bank_result()), "hire.1", 4, 1))
    assert verified.verdict == judge(bank(), changed("hire.1", 4, 1))
    [notice] = verified.notices
    assert "written by hireplan 0.1.0" in notice.message


# What else was changed


def test_a_changed_input_is_told_and_not_used(tmp_path: Path) -> None:
    sheet, row = places_of(bank_result()).rows["in.budget.0"]
    path = rewritten(written(bank_result(), tmp_path), lambda book: book[sheet].__setitem__(f"H{row + 1}", 7))
    verified = verify(recalculated(path))
    told = {(n.sheet, n.cell): n.message for n in verified.notices}
    assert told["Inputs", f"H{row + 1}"].startswith("shows 7, where 800,000 was expected: it was changed")
    assert any(sheet == "Budget" and "not what follows" in message for (sheet, _), message in told.items())
    assert verified.verdict == judge(bank(), plan())


def test_an_overwritten_formula_is_told(tmp_path: Path) -> None:
    sheet, row = places_of(bank_result()).rows["cost.all"]
    path = rewritten(written(bank_result(), tmp_path), lambda book: book[sheet].__setitem__(f"H{row + 1}", 1))
    told = {(n.sheet, n.cell): n.message for n in verify(recalculated(path)).notices}
    assert "formula overwritten" in told["Cost", f"H{row + 1}"]


def test_a_master_check_that_was_overwritten_is_told(tmp_path: Path) -> None:
    sheet, row = places_of(bank_result()).rows["check.master"]
    holds = judge(bank(), plan()).accepted
    path = rewritten(
        written(bank_result(), tmp_path), lambda book: book[sheet].cell(row + 1, 5).__setattr__("value", 1 - int(holds))
    )
    told = {(n.sheet, n.cell): n.message for n in verify(recalculated(path)).notices}
    assert f"shows {1 - int(holds)}, where {int(holds)} was expected" in told["Checks", f"E{row + 1}"]


# Every cell of every sheet, in memory: what a spreadsheet program would give back


@pytest.fixture(scope="module")
def came_back(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[tuple[int, int], ReturnedCell]]:
    path = written(bank_result(), tmp_path_factory.mktemp("back"))
    return {name: dict(cells) for name, cells in returned(inputs.open_workbook(path)).items()}


EXPECTED = {spec.name: spec for spec in expected_sheets(facts_of(bank_result()), SOURCE)}
KEPT_IN_SIGHT = {name: 7 if spec.time else 3 for name, spec in EXPECTED.items()}
"""Rows of title and header, which hold no figure of the plan."""


def told_of(name: str, cells: dict[tuple[int, int], ReturnedCell]) -> list[Deviation]:
    calendar = bank().calendar
    return list(deviations(ReturnedSheet(EXPECTED[name], calendar.labels(), cells), calendar))


@pytest.mark.parametrize("name", EXPECTED)
def test_one_overwritten_cell_of_every_row_is_told(
    name: str, came_back: dict[str, dict[tuple[int, int], ReturnedCell]]
) -> None:
    """Every number below the header, but for the decisions, which are read as edits."""
    random, cells = Random(name), came_back[name]
    decisions = {
        (row, FIRST + q)
        for row, item in placed(EXPECTED[name])
        if isinstance(item, Line) and item.ink is Ink.CHOICE
        for q in range(bank().quarters)
    }
    by_row: dict[int, list[int]] = {}
    for (row, column), cell in cells.items():
        if row >= KEPT_IN_SIGHT[name] and isinstance(cell.value, int | float) and (row, column) not in decisions:
            by_row.setdefault(row, []).append(column)
    assert by_row
    for row, columns in by_row.items():
        column = random.choice(columns)
        changed_cell = replace(cells[row, column], value=cells[row, column].value + 1)  # type: ignore[operator]
        told = told_of(name, cells | {(row, column): changed_cell})
        assert [deviation.cell for deviation in told] == [f"{letters(column)}{row + 1}"], (row, column)


@pytest.mark.parametrize("name", EXPECTED)
def test_one_overwritten_word_of_every_row_is_told(
    name: str, came_back: dict[str, dict[tuple[int, int], ReturnedCell]]
) -> None:
    """Labels too: their row is then missing. Heads of tables, units and notes beside headings are not compared."""
    random, cells = Random(name), came_back[name]
    heads = {row for row, item in placed(EXPECTED[name]) if isinstance(item, Table) and item.headed}
    notes = {row + 1 for row, item in placed(EXPECTED[name]) if isinstance(item, Heading)}
    for row in sorted({row for row, _ in cells} - heads - notes):
        words = [
            column
            for (there, column), cell in sorted(cells.items())
            if there == row and isinstance(cell.value, str) and (column != UNIT or not EXPECTED[name].time)
        ]
        words = [column for column in words if name != "Summary" or column != 3]
        if row < KEPT_IN_SIGHT[name] or not words:
            continue
        column = random.choice(words)
        changed_cell = ReturnedCell(f"not {cells[row, column].value}")
        assert told_of(name, cells | {(row, column): changed_cell}), (row, column, cells[row, column].value)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_inserted_row_or_column_leaves_nothing_to_tell(
    name: str, came_back: dict[str, dict[tuple[int, int], ReturnedCell]]
) -> None:
    cells = came_back[name]
    for at in range(0, max(row for row, _ in cells) + 1, 3):
        assert told_of(name, {(row + (row >= at), column): cell for (row, column), cell in cells.items()}) == [], at
    for at in range(FIRST + bank().quarters) if EXPECTED[name].time else ():
        assert told_of(name, {(row, column + (column >= at)): cell for (row, column), cell in cells.items()}) == [], at


@pytest.mark.parametrize("name", EXPECTED)
def test_a_row_that_was_taken_out_or_copied_is_told(
    name: str, came_back: dict[str, dict[tuple[int, int], ReturnedCell]]
) -> None:
    cells = came_back[name]
    for row, item in placed(EXPECTED[name]):
        if not isinstance(item, Line):
            continue
        without = {place: cell for place, cell in cells.items() if place[0] != row}
        assert told_of(name, without)[0].kind is Kind.MISSING
        shifted = {(there + (there > row), column): cell for (there, column), cell in cells.items()}
        twice = shifted | {(row + 1, column): cell for (there, column), cell in cells.items() if there == row}
        told = told_of(name, twice)[0]
        assert told.kind is Kind.MISSING
        assert f"{row + 1} and {row + 2}" in told.words


def test_a_changed_salary_is_told_without_the_amount(tmp_path: Path) -> None:
    def raise_pay(book: Workbook) -> None:
        for row in book["Inputs"].iter_rows():
            for cell in row:
                if cell.value == 151_003:
                    cell.value = 199_999

    told = " ".join(str(n) for n in verify(rewritten(written(bank_result(), tmp_path), raise_pay)).notices)
    assert "Inputs!I" in told
    assert "151,003" not in told
    assert "199,999" not in told


# What is said


def verified_after(name: str, tmp_path: Path) -> Verification:
    key, quarter, value = CHANGES[name]
    path = edited(written(bank_result(), tmp_path), places_of(bank_result()), key, quarter, value)
    return verify(path)


def test_the_lines_say_what_breaks_what_it_costs_and_what_was_edited(tmp_path: Path) -> None:
    verified = verified_after("more hires than recruiting can do", tmp_path)
    told = "\n".join(lines(verified))
    before, now = (sum(judge(bank(), p).accounts.cost) for p in (plan(), changed("hire.1", 3, 4)))
    assert told.startswith("The plan does not hold. It breaks ")
    assert "but recruiting can bring in at most 3 a quarter" in told
    assert "Data Engineer, mid (Berlin) hires in FY28 Q1: 4, was 1" in told
    assert f"Total cost: {now:,} USD, as solved {before:,} USD ({now - before:+,}" in told
    assert f"worse than the plan as solved on cost: {now:,} instead of {before:,}" in told


def test_the_object_holds_the_same_and_is_json(tmp_path: Path) -> None:
    verified = verified_after("one more data engineer", tmp_path)
    told = json.loads(json.dumps(record(verified)))
    before, now = (sum(judge(bank(), p).accounts.cost) for p in (plan(), changed("hire.1", 4, 1)))
    assert told["total_cost"] == now
    assert told["holds"] is judge(bank(), changed("hire.1", 4, 1)).accepted
    cost = next(level for level in told["objectives"] if level["name"] == "cost")
    assert (cost["value"], cost["as_solved"], cost["difference"]) == (now, before, now - before)
    assert [(e["quarter"], e["was"], e["now"]) for e in told["edits"]] == [("FY28 Q2", 0, 1)]
    figures = {figure["name"]: figure["difference"] for figure in told["figures"]}
    assert (figures["cost"], figures["hires"]) == (now - before, 1)
