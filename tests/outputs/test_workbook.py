"""The written workbook: sound as a file, true to the judge's accounts, and the same after recalculation."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import polars as pl
import pytest
from python_calamine import CalamineWorkbook

import outputs
from models.plan import Component, Result, State
from models.problem import Attrition, BudgetCap, UseCase
from models.redaction import redacted
from outputs.workbook.cells import FIRST, Cell, Line, Sheet, Table
from outputs.workbook.layout import QUARTER_ROW
from outputs.workbook.writer import LONGEST_TEXT
from tests.builders import make_plan, make_problem
from tests.outputs.books import Reading, cells, differences, places_of, recalculated, values, written
from tests.outputs.office import by_libreoffice
from tests.outputs.plans import SOURCE, bank, bank_result, expected_result, plan, result_of
from tests.outputs.salaried import SALARIES, team, team_result

SHEETS = [
    *("Summary", "Hiring plan", "Requisitions", "Headcount walk", "Cost", "Budget", "Roadmap", "Capacity", "Rules"),
    *("Inputs", "Checks", "About", "Record"),
]
TIME_SHEETS = ["Hiring plan", "Headcount walk", "Cost", "Budget", "Roadmap", "Capacity", "Rules", "Inputs", "Checks"]


def nothing_at_all() -> Result:
    """No staff, no use cases, no rules, no target."""
    problem = make_problem(quarters=2)
    return result_of(problem, make_plan(problem), notes=())


RESULTS = {
    "whole": bank_result,
    "expected": expected_result,
    "by quarter": lambda: bank_result(settings={"budget_cap": BudgetCap.QUARTER}),
    "by fiscal year": lambda: bank_result(settings={"budget_cap": BudgetCap.FISCAL_YEAR, "recruiting_capacity": None}),
    "nothing": nothing_at_all,
    "redacted": lambda: redacted(bank_result()),
    "redacted, with a pool": lambda: redacted(team_result(team(*SALARIES))),
}


@pytest.fixture(scope="module")
def bank_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(bank_result(), tmp_path_factory.mktemp("bank"))


@pytest.fixture(scope="module")
def bank_reading(bank_book: Path) -> Reading:
    return Reading(bank_book, places_of(bank_result()))


# Sound as a file


def test_sheets_stand_in_the_order_of_the_specification(bank_book: Path) -> None:
    book = openpyxl.load_workbook(bank_book)
    assert book.sheetnames == SHEETS


def test_the_answer_has_three_charts(bank_book: Path) -> None:
    with zipfile.ZipFile(bank_book) as archive:
        assert len([p for p in archive.namelist() if p.startswith("xl/charts/chart")]) == 3


def test_a_quarter_stands_in_the_same_column_on_every_time_sheet(bank_book: Path) -> None:
    book = openpyxl.load_workbook(bank_book)
    for name in TIME_SHEETS:
        head = [book[name].cell(QUARTER_ROW + 1, FIRST + q).value for q in range(1, 9)]
        assert head == bank().calendar.labels(), name


def test_what_may_be_sorted_has_filters_and_nothing_else(bank_book: Path) -> None:
    """Formulas go by place, so that a sorted Hiring plan would show another plan on every other sheet."""
    book = openpyxl.load_workbook(bank_book)
    filters = {sheet.title: sheet.auto_filter.ref for sheet in book if sheet.auto_filter.ref}
    assert filters == {"Requisitions": "A4:Q13"}  # 9 hires below the header in row 4


def test_main_figures_have_names(bank_book: Path, bank_reading: Reading) -> None:
    book = openpyxl.load_workbook(bank_book)
    assert {"Total_cost", "Peak_heads", "Exit_run_rate", "Master_check", "Target_use_cases"} <= set(book.defined_names)
    sheet, address = next(book.defined_names["Total_cost"].destinations)
    assert bank_reading.book[sheet][address].value == sum(bank_result().accounts.cost)  # type: ignore[union-attr]


# True to the accounts


def test_hires_starts_and_allotment_are_values_and_the_rest_is_formulas(bank_book: Path) -> None:
    found, places = cells(bank_book), places_of(bank_result())
    for key, chosen in (
        ("hire.0", True),
        ("start.2", True),
        ("allot.0.0", True),
        ("hire.all", False),
        ("cap.0", False),
    ):
        sheet, row = places.rows[key]
        assert (found[sheet, f"G{row + 1}"][0] is None) is chosen, key


def test_cost_by_component_profile_and_use_case_agrees_with_the_accounts(bank_reading: Reading) -> None:
    result = bank_result()
    accounts = result.accounts
    assert accounts is not None
    assert bank_reading.line("cost.all") == list(accounts.cost)
    assert bank_reading.line("cost.by.all") == list(accounts.cost)
    for component in Component:
        ledger = accounts.people_cost.get(component, {}) | accounts.use_case_cost.get(component, {})
        total = [sum(series[q] for series in ledger.values()) for q in range(8)]
        assert bank_reading.line(f"cost.of.{component.name.lower()}") == total, component
    for i, profile in enumerate(result.problem.profiles):
        total = [sum(ledger[profile.id][q] for ledger in accounts.people_cost.values()) for q in range(8)]
        assert bank_reading.line(f"cost.by.profile.{i}") == total, profile.id


def test_heads_capacity_and_demand_agree_with_the_accounts(bank_reading: Reading) -> None:
    result = bank_result()
    accounts = result.accounts
    assert accounts is not None
    for i, profile in enumerate(result.problem.profiles):
        assert bank_reading.line(f"close.{i}") == list(accounts.heads[profile.id])
        assert bank_reading.line(f"cap.{i}") == [exact / 10_000 for exact in accounts.capacity[profile.id]]
    for c, capability in enumerate(result.problem.capabilities):
        assert bank_reading.line(f"demand.{c}") == [hundredths / 100 for hundredths in accounts.demand[capability]]
        assert bank_reading.line(f"supply.{c}") == [exact / 10_000 for exact in accounts.supply[capability]]
    assert bank_reading.line("prod.all") == list(accounts.live[1:])


def test_rules_agree_with_the_accounts(bank_reading: Reading) -> None:
    result = bank_result()
    assert result.accounts is not None
    numbers = {rule.id: r for r, rule in enumerate(result.problem.rules)}
    for check in result.accounts.rules:
        key = f"{numbers[check.rule]}.{check.row}"
        assert bank_reading.line(f"state.{key}")[check.quarter - 1] == check.state
        assert bank_reading.line(f"left.{key}")[check.quarter - 1] == check.left
    assert any(check.state is State.INHERITED for check in result.accounts.rules), "the example must show one"


def test_the_walk_by_hand(bank_reading: Reading) -> None:
    """Two data engineers, an offer and two hires in quarter 2, one hire in quarter 3; 30 % leave a year.

    r = 1 - 0.7^(1/4) = 0.085309. Heads 2, 5, 6: expected so far 0, 0.17, 0.60, then 0.60 + 6 x 0.0853 = 1.11: one
    leaves in quarter 4.
    """
    assert bank_reading.line("open.1")[:4] == [2, 2, 5, 6]
    assert bank_reading.line("offer.1")[:4] == [0, 1, 0, 0]
    assert bank_reading.line("come.1")[:4] == [0, 2, 1, 0]
    assert bank_reading.line("leave.1")[:4] == [0, 0, 0, 1]
    assert bank_reading.line("close.1")[:4] == [2, 5, 6, 5]


def test_requisitions_by_hand(bank_reading: Reading) -> None:
    """The first: a product manager who starts in quarter 2 (April 2027), a quarter after the requisition opens.

    FY27 begins in July 2026, so quarter 1 is FY27 Q3. Base 140,001 with the merit of April: 144,901.035; per quarter
    36,225; bonus 3,623; tax 7.65 % of 110,000 / 4 = 2,104; benefits 12.5 %: 4,528; equity 2,250; training 501 (500.75):
    49,231. One-offs: fee 15 % = 21,735, sign-on 5,000, equipment 3,000: 29,735. FY27 ends with that quarter.
    """
    row = [bank_reading.cell("req.0", column) for column in range(17)]
    assert row[:4] == ["PM-001", "FY27 Q3", row[2], "FY27 Q4"]
    assert (row[2].date(), row[4].date()) == (date(2027, 1, 1), date(2027, 4, 1))
    assert row[7:9] == ["AI Product Manager", "senior"]
    assert row[14] == 49_231 + 29_735
    assert row[15] == 4 * 49_231


def test_summary_says_the_answer(bank_reading: Reading) -> None:
    told = {
        key: bank_reading.cell(f"sum.{key}", 1) for key in ("short", "status", "at", "first", "hires", "check", "same")
    }
    # 3 credit memos, collections, churn and the one live today: 6.
    assert told == {
        "short": None,
        "status": "optimal",
        "at": 6,
        "first": "FY27 Q3",
        "hires": 9,
        "check": 1,
        "same": 1,
    } | {"short": 0}


def test_a_redacted_workbook_holds_no_name_and_no_single_salary(bank_book: Path, tmp_path: Path) -> None:
    """Nor a quarter of one."""

    def telling(path: Path) -> list[tuple[str, str]]:
        secret = ("Ada", "151003", "37751", "37750")  # a quarter of it, however rounded
        return [where for where, value in values(path).items() if any(word in str(value) for word in secret)]

    assert {sheet for sheet, _ in telling(bank_book)} >= {"Inputs", "Record"}
    assert telling(written(redacted(bank_result()), tmp_path)) == []


def test_pandas_calamine_and_polars_read_the_cost(bank_book: Path) -> None:
    cost = list(bank_result().accounts.cost)  # type: ignore[union-attr]
    row = places_of(bank_result()).rows["cost.all"][1]
    read = pd.read_excel(bank_book, sheet_name="Cost", header=None, engine="openpyxl")
    assert read.iloc[row, FIRST : FIRST + 8].tolist() == cost
    assert (
        CalamineWorkbook.from_path(str(bank_book)).get_sheet_by_name("Cost").to_python()[row][FIRST : FIRST + 8] == cost
    )
    frame = pl.read_excel(bank_book, sheet_name="Cost", engine="openpyxl", has_header=False, drop_empty_rows=False)
    assert [float(cell) for cell in frame.row(row)[FIRST : FIRST + 8]] == cost


# The same after recalculation


@pytest.mark.parametrize("name", [name for name in RESULTS if name != "expected"])  # see `recalculated`
def test_recalculation_changes_no_value(name: str, tmp_path: Path) -> None:
    path = written(RESULTS[name](), tmp_path)
    assert differences(path, recalculated(path)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["whole", "expected", "by fiscal year"])
def test_libreoffice_gives_the_same_values(name: str, tmp_path: Path) -> None:
    path = written(RESULTS[name](), tmp_path)
    assert differences(path, by_libreoffice(path, tmp_path)) == []


# Whatever the input holds


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x","y")'])
def test_text_is_never_a_formula(text: str, tmp_path: Path) -> None:
    cases = (UseCase(id=text, name=text, business_unit=text, type="small", count=1), *bank().use_cases)
    problem = bank(use_cases=cases, settings={"company": text, "currency": text})
    starts = {text: (0,) * 8} | plan().starts
    path = written(result_of(problem, plan().model_copy(update={"starts": starts})), tmp_path)
    book = openpyxl.load_workbook(path)
    labels = book["Roadmap"].iter_rows(min_row=QUARTER_ROW + 2, max_col=2)
    named = [cell for row in labels for cell in row if text.strip() in str(cell.value)]
    assert named
    assert {cell.data_type for cell in named} == {"s"}
    assert differences(path, recalculated(path)) == []


@pytest.mark.parametrize("currency", ["=Summary!$A$1", "=cmd|x!A1"])
def test_a_currency_is_never_a_reference_of_a_chart(currency: str, tmp_path: Path) -> None:
    path = written(bank_result(settings={"currency": currency}), tmp_path)
    with zipfile.ZipFile(path) as archive:
        charts = [archive.read(p).decode() for p in archive.namelist() if p.startswith("xl/charts/chart")]
    assert len(charts) == 3
    assert not [chart for chart in charts if "<c:tx><c:strRef>" in chart.split("<c:valAx>")[-1]]


def test_control_characters_and_endless_text_are_cleaned(tmp_path: Path) -> None:
    path = written(bank_result(settings={"company": "A\x00B\x1f\ud800" + "x" * 40_000}), tmp_path)
    company = openpyxl.load_workbook(path)["Summary"]["A1"].value
    assert "A\ufffdB\ufffd\ufffdxxx" in company
    assert len(company) == LONGEST_TEXT


def test_the_same_result_makes_the_same_file(tmp_path: Path) -> None:
    one, other = written(bank_result(), tmp_path, "one.xlsx"), written(bank_result(), tmp_path, "other.xlsx")
    assert cells(one) == cells(other)


def test_a_result_without_a_plan_is_refused(tmp_path: Path) -> None:
    result = Result(problem=bank(), status=bank_result().status)
    with pytest.raises(ValueError, match="holds no plan"):
        outputs.write_workbook(result, tmp_path / "plan.xlsx", SOURCE)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from outputs.workbook import book

    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"the old plan")
    broken = Sheet("Broken", "", "", (Line("x", ("", "", ""), "money", (None,) * 8, "={cost.all}"),))
    monkeypatch.setattr(book.record, "sheet", lambda facts, source: broken)
    with pytest.raises(ValueError, match="no value"):
        outputs.write_workbook(bank_result(), path, SOURCE)
    assert path.read_bytes() == b"the old plan"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_is_its_owners_only(tmp_path: Path) -> None:
    assert written(bank_result(), tmp_path).stat().st_mode & 0o777 == 0o600


def test_attrition_by_survival_is_noted_as_computed(tmp_path: Path) -> None:
    path = written(expected_result(), tmp_path)
    assert expected_result().problem.settings.attrition is Attrition.EXPECTED
    told = [value for (sheet, _), value in values(path).items() if sheet == "About"]
    assert any("survival curve" in str(value) for value in told)


def test_a_table_without_headers_takes_no_row_for_them() -> None:
    assert not Table(("", ""), ()).headed
    assert Table(("", "x"), ()).headed
    assert Cell(1).unit == ""
