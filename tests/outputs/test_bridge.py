"""The bridge and the changed requisitions in workbook, on the page, in JSON and in lines: true to the accounts."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import outputs
from inputs.sheets import STAFF
from models.bridge import Driver, bridge
from models.plan import Result
from models.redaction import HIDDEN, PERSONAL_SHEET, redacted, redacted_changes
from models.scenario import InputChange
from outputs.page.rendering import rendered
from outputs.rows.differences import DRIVER_LABELS, DRIVER_NOTES, Step, axis_begin, waterfall
from outputs.workbook.bridge import FIRST_SCENARIO, MOST_CHARTS, driver_key
from tests.builders import make_plan, make_problem, make_profile
from tests.outputs.books import Reading, edited, recalculated, values
from tests.outputs.lint import faults
from tests.outputs.plans import SOURCE, bank_result, result_of
from tests.outputs.rendering import too_wide
from tests.outputs.scenarios import CHANGES, alike, dearer, read, scenario, three, written
from tests.outputs.test_page import Page


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(alike(), tmp_path_factory.mktemp("alike"))


@pytest.fixture(scope="module")
def reading(book: Path) -> Reading:
    return read(book, alike())


def total(result: Result) -> int:
    assert result.accounts is not None
    return sum(result.accounts.cost)


# In the workbook


def test_drivers_stand_between_the_two_plans_own_costs(reading: Reading) -> None:
    found = bridge(bank_result(), dearer())
    assert sum(amount != 0 for amount in found.totals.values()) >= 7
    for driver, amount in found.totals.items():
        assert reading.cell(driver_key(driver), FIRST_SCENARIO) == amount, driver
        assert reading.cell(driver_key(driver), FIRST_SCENARIO + 1) == 0
    for key, pair in {
        "start": (total(bank_result()), total(bank_result())),
        "end": (total(dearer()), total(bank_result())),
        "actual": (total(dearer()), total(bank_result())),
        "sum": (total(dearer()) - total(bank_result()), 0),
        "check": (1, 1),
    }.items():
        assert [reading.cell(f"bridge.{key}", FIRST_SCENARIO + n) for n in (0, 1)] == [*pair], key


def test_start_end_and_checks_are_formulas_and_drivers_are_not(book: Path, reading: Reading) -> None:
    sheet = openpyxl.load_workbook(book)["Bridge"]
    rows = {key: place[1] + 1 for key, place in reading.places.rows.items() if key.startswith("bridge.")}
    live = {key for key, row in rows.items() if str(sheet.cell(row, FIRST_SCENARIO + 1).value).startswith("=")}
    assert live == {f"bridge.{name}" for name in ("start", "sum", "end", "actual", "check", "rate")}
    assert sheet.cell(rows["bridge.actual"], FIRST_SCENARIO + 1).value.startswith("='B Cost'!$E$")
    assert sheet.cell(rows["bridge.start"], FIRST_SCENARIO + 2).value.startswith("='A Cost'!$E$")


def test_every_quarter_adds_up(reading: Reading) -> None:
    found = bridge(bank_result(), dearer())
    assert reading.line("bridged.B.start") == [*found.start]
    assert reading.line("bridged.B.end") == [*found.end]
    assert reading.line("bridged.B.timing") == [*found.amounts[Driver.TIMING]]
    assert reading.line("bridged.B.sum") == [b - a for a, b in zip(found.start, found.end, strict=True)]
    assert reading.line("bridged.B.check") == reading.line("bridged.C.check") == [1] * 8
    assert "bridged.B.pooled" not in reading.places.rows  # nothing in any quarter


def test_an_edit_breaks_the_bridge_that_it_touches_and_says_so(book: Path, reading: Reading, tmp_path: Path) -> None:
    """One data engineer more in the fourth quarter of B: its drivers are those of the plan as solved."""
    copy = tmp_path / "scenarios.xlsx"
    copy.write_bytes(book.read_bytes())
    fresh = Reading(recalculated(edited(copy, reading.places, "B.hire.1", 4, 1)), reading.places)
    assert [fresh.cell("bridge.check", FIRST_SCENARIO + n) for n in (0, 1)] == [0, 1]
    assert fresh.line("bridged.B.check")[:3] == [1, 1, 1]
    assert fresh.line("bridged.B.check")[3] == 0
    assert fresh.cell("bridged.B.check", 4) == 0


def test_columns_of_the_waterfall_stand_on_each_other(reading: Reading) -> None:
    steps = waterfall(bridge(bank_result(), dearer()), "A: Base", "B: Dearer")
    assert steps[-1].after == total(dearer())
    for n, step in enumerate(steps):
        amount, level, base, whole, rise, fall = (reading.cell(f"step.B.{n}", column) for column in range(3, 9))
        assert (amount, level) == (step.amount, step.after)
        if step.is_total:
            assert (base, whole, rise, fall) == (0, step.amount, 0, 0)
        else:
            assert (base, whole) == (min(step.before, step.after), 0)
            assert rise - fall == amount
            assert base + rise + fall == max(step.before, step.after)


def test_scenarios_without_a_bridge_say_why(reading: Reading, book: Path, tmp_path: Path) -> None:
    told = {str(value) for (sheet, _), value in values(book).items() if sheet == "Bridge"}
    assert "No bridge: the scenario holds no plan." in told
    told = {str(v) for (sheet, _), v in values(written(three(), tmp_path)).items() if sheet == "Bridge"}
    assert "No bridge: it plans 8 quarters from 2027-04-01, and the first 8 quarters from 2027-01-01." in told


def test_what_changed_in_the_input(book: Path, reading: Reading) -> None:
    sheet, row = reading.places.rows["input.B.1"]
    found = [reading.book[sheet].cell(row + 1, column).value for column in range(1, 7)]
    assert found == ["B: Dearer", "Settings", "Attrition", "Value", None, "=whole"]
    assert openpyxl.load_workbook(book)[sheet].cell(row + 1, 6).data_type == "s"
    assert "input.C.0" in reading.places.rows
    assert "input.A.0" not in reading.places.rows


def test_requisition_changes_by_hand(book: Path) -> None:
    """From the hires of the bank's plan to those of the dearer one."""
    sheet = openpyxl.load_workbook(book)["Requisition changes"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [[row[0], *row[4:6], *row[8:]] for row in rows] == [
        ["PM-002", "B: Dearer", "added", None, "FY28 Q4", None],
        ["PM-003", "B: Dearer", "added", None, "FY29 Q1", None],
        ["DE-003", "B: Dearer", "dropped", "FY28 Q1", None, None],
        ["CON-001", "B: Dearer", "moved", "FY28 Q2", "FY28 Q3", 1],
        ["CON-002", "B: Dearer", "dropped", "FY28 Q4", None, None],
        ["DE-SEN-001", "B: Dearer", "added", None, "FY28 Q1", None],
    ]
    assert sheet.auto_filter.ref == f"A4:K{4 + len(rows)}"
    assert sheet["A2"].value.startswith("B: 3 added, 2 dropped, 1 moved; C: none added, dropped or moved.")


def test_many_scenarios_draw_a_few_waterfalls(tmp_path: Path) -> None:
    scenarios = [*alike()[:2], *(scenario(f"S{n}", costing(10_000 * n)) for n in range(2, 8))]
    scenarios[1:] = [scenario(one.name, costing(20_000 + n)) for n, one in enumerate(scenarios[1:])]
    scenarios[0] = scenario("First", costing(5_000))
    path = written(scenarios, tmp_path)
    assert faults(path) == []
    assert too_wide(path) == []
    assert len(openpyxl.load_workbook(path)["Bridge"]._charts) == MOST_CHARTS  # type: ignore[attr-defined]


def costing(salary: int, **fields: Any) -> Result:
    problem = make_problem(2, profiles=(make_profile(base_salary=salary),), **fields)
    return result_of(problem, make_plan(problem, hires={"DE": (1, 0)}), notes=())


def test_an_axis_begins_at_0_unless_the_steps_were_too_small() -> None:
    def steps(*levels: int) -> list[Step]:
        return [Step("", 0, level, level) for level in levels]

    assert axis_begin(steps(1_000, 400)) == 0
    assert axis_begin(steps(7, 7)) == 0
    assert axis_begin(steps(1_000_000, 1_020_000)) == 990_000  # half the span below
    assert axis_begin(steps(-5, 3)) == -5


# On the page


def shown(page: Page) -> dict[str, list[str]]:
    return {row[0].strip(): row[1:] for row in page.table("Variance bridge")[1:]}


def test_the_page_bridges_what_everybody_may_see() -> None:
    """Of redacted results: own salaries are in no driver of their own."""
    found = bridge(redacted(bank_result()), redacted(dearer()))
    rows = shown(Page(rendered(alike()).decode()))
    assert rows.pop("Cost of the first") == [f"{sum(found.start):,}"] * 2
    assert rows.pop("Cost of the scenario")[0] == f"{sum(found.end):,}"
    amounts = {label: int(cells[0].replace("−", "-").replace(",", "")) for label, cells in rows.items()}
    assert amounts == {DRIVER_LABELS[driver]: amount for driver, amount in found.totals.items() if amount}
    assert sum(found.start) + sum(amounts.values()) == sum(found.end)
    assert found.totals != bridge(bank_result(), dearer()).totals


def test_the_page_lists_requisitions_and_changes() -> None:
    page = Page(rendered(alike()).decode())
    assert page.table("Requisitions by position")[1:] == [["Dearer", "3", "2", "1"], ["The same", "0", "0", "0"]]
    assert [row[0] for row in page.table("Requisitions that differ")[1:]][:3] == ["PM-002", "PM-003", "DE-003"]
    changes = page.table("Values that scenarios change")[1:]
    assert changes[0] == ["Dearer", "Budget", "FY27 Q3", "Amount", "800,000", "880,000"]
    assert len(changes) == 4
    assert "has no bridge: the scenario holds no plan" in " ".join(page.text.split())
    drawn = [tag for tag, found in page.tags if tag == "svg" and "bridge-" in str(found.get("aria-labelledby"))]
    assert len(drawn) == 2


def test_what_a_scenario_changes_among_people_is_not_on_the_page() -> None:
    secret = InputChange(STAFF.name, "E1 Ada Secret", "Base salary", "151,003", "161,003")
    changed = (secret, replace(secret, row="E2 Bob Hidden", before="99,001"), *CHANGES)
    assert STAFF.name == PERSONAL_SHEET
    hidden = InputChange(STAFF.name, HIDDEN, "Base salary", HIDDEN, HIDDEN)
    assert redacted_changes(changed) == (hidden, *CHANGES)
    page = rendered([alike()[0], replace(alike()[1], changes=changed)]).decode()
    assert "Base salary" in page
    assert not re.search("151,003|161,003|99,001|Secret|Hidden", page)


def test_markup_in_a_change_stays_text() -> None:
    changed = (InputChange("<b>", "<script>", "&", '"', "'"),)
    page = rendered([alike()[0], replace(alike()[1], changes=changed, name="<i>x</i>")]).decode()
    assert "<script" not in page
    assert "<i>" not in page


def test_a_page_of_forty_scenarios_stays_small() -> None:
    scenarios = [numbered(n) for n in range(40)]
    assert len(rendered(scenarios)) <= 195_000


def numbered(n: int) -> outputs.Scenario:
    return outputs.Scenario(f"Scenario {n}", bank_result() if n % 2 == 0 else dearer(), SOURCE, CHANGES * 5)


# As JSON, and in lines


def test_the_report_by_accounts() -> None:
    found = outputs.comparison_report(alike())
    assert json.loads(json.dumps(found)) == found
    first, second, same, none = found["scenarios"]
    assert found["schema"] == 1
    assert [one["name"] for one in found["scenarios"]] == ["Base", "Dearer", "The same", "Cheap"]
    assert first["bridge"] is first["requisitions"] is None
    assert first["differences"] == {}
    assert second["total_cost"] == second["measures"]["cost"] == total(dearer())
    assert second["differences"]["cost"]["amount"] == total(dearer()) - total(bank_result())
    told = bridge(bank_result(), dearer())
    assert {d["driver"]: d["amount"] for d in second["bridge"]["drivers"]} == {
        str(driver): amount for driver, amount in told.totals.items()
    }
    timing = next(d for d in second["bridge"]["drivers"] if d["driver"] == "timing")
    assert list(timing["by_quarter"].values()) == [*told.amounts[Driver.TIMING]]
    assert (second["bridge"]["start"], second["bridge"]["end"]) == (total(bank_result()), total(dearer()))
    assert second["requisitions"][3] == {
        "id": "CON-001",
        "role": "Integrator",
        "level": "",
        "location": "",
        "business_unit": None,
        "change": "moved",
        "opens_before": "FY28 Q2",
        "opens": "FY28 Q3",
        "start_before": "FY28 Q2",
        "start": "FY28 Q3",
        "quarters_later": 1,
    }
    assert second["changes"][0] == {
        "sheet": "Budget",
        "row": "FY27 Q3",
        "column": "Amount",
        "before": "800,000",
        "after": "880,000",
    }
    assert same["requisitions"] == []
    assert none["status"] == "infeasible"
    assert none["conflict"]
    assert none["bridge"] == {"reason": "the scenario holds no plan", "start": None, "end": None, "drivers": []}


def test_lines_for_the_terminal() -> None:
    lines = outputs.comparison_lines(alike())
    assert max(map(len, lines)) <= 100
    assert lines[0].split() == ["Status", "Total", "cost", "Headroom", "Live", "First", "in", "Hires", "Peak"]
    assert lines[1].split()[:4] == ["A:", "Base", "optimal", f"{total(bank_result()):,}"]
    assert lines[4] == f"{'D: Cheap':<24}infeasible"
    more = total(dearer()) - total(bank_result())
    [why] = [line for line in lines if line.startswith("B: +")]
    head, parts = why.split(" = ")
    assert head == f"B: {more:+,}"
    assert sum(int(amount.replace(",", "")) for amount in re.findall(r"[+-][\d,]*\d", parts)) == more
    assert "   requisitions: 3 added, 2 dropped, 1 moved" in lines
    assert "C: costs the same as the first, in every driver" in lines
    assert lines[-1] == "D: no bridge: the scenario holds no plan"


def test_one_driver_in_a_line() -> None:
    """A salary of 48,000 instead of 40,000, for two quarters."""
    lines = outputs.comparison_lines([scenario("", costing(40_000)), scenario("x" * 80, costing(48_000))])
    assert "B: +4,000 = price +4,000" in lines
    assert lines[1].startswith("A: as it stands ")
    assert max(map(len, lines)) <= 100


def test_terminal_lists_twenty_and_counts_the_rest() -> None:
    lines = outputs.comparison_lines([scenario(f"S{n}", costing(n)) for n in range(25)])
    assert lines[-1] == "And 5 more: the workbook and --json hold them all."
    assert sum(line.startswith("T: ") for line in lines) == 2
    assert not any(line.startswith("U: ") for line in lines)


def test_every_driver_has_a_name_and_a_note() -> None:
    assert set(DRIVER_LABELS) == set(DRIVER_NOTES) == set(Driver)
    assert len(set(DRIVER_LABELS.values())) == len(Driver)
