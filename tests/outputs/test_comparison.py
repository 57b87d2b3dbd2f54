"""Several scenarios in one workbook: sound as a file, true to each plan's accounts, the same after recalculation."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

import outputs
from models.calendar import Calendar
from models.judge import judge
from models.plan import Result
from outputs.workbook.cells import FIRST
from outputs.workbook.comparison import laid_out
from outputs.workbook.layout import QUARTER_ROW
from outputs.workbook.summary import NAMES
from tests.builders import make_plan, make_problem, make_profile
from tests.outputs.books import Reading, by_libreoffice, differences, edited, recalculated, values
from tests.outputs.lint import faults
from tests.outputs.plans import SOURCE, bank_result, result_of
from tests.outputs.rendering import too_wide
from tests.outputs.scenarios import (
    COMPARISONS,
    CONFLICT,
    HOSTILE,
    across,
    by_hand,
    hostile,
    impossible,
    later,
    little,
    read,
    scenario,
    three,
    written,
)
from tests.outputs.test_workbook import SHEETS

FRONTS = ["Scenarios", "Scenarios by quarter", "Bridge", "Requisition changes"]

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(three(), tmp_path_factory.mktemp("three"))


@pytest.fixture(scope="module")
def reading(book: Path) -> Reading:
    return read(book, three())


# Sound as a file


def test_scenarios_come_first_and_then_all_sheets_of_each_plan(book: Path) -> None:
    plans = [f"{letter} {name}" for letter in "AB" for name in SHEETS]
    assert openpyxl.load_workbook(book).sheetnames == [*FRONTS, *plans]


def test_fronts_depend_on_what_there_is_to_compare(tmp_path: Path) -> None:
    """A bridge by quarter only where there is a bridge; of one scenario, nothing is compared."""
    fronts = {name: _fronts(written(COMPARISONS[name](), tmp_path)) for name in ("one", "three", "alike")}
    bridges = [*FRONTS[:3], "Bridge by quarter", FRONTS[3]]
    assert fronts == {"one": FRONTS[:2], "three": FRONTS, "alike": bridges}


def _fronts(path: Path) -> list[str]:
    return [name for name in openpyxl.load_workbook(path).sheetnames if name[1] != " "]


@pytest.mark.parametrize("name", COMPARISONS)
def test_the_workbook_is_sound_and_every_cell_fits(name: str, tmp_path: Path) -> None:
    path = written(COMPARISONS[name](), tmp_path)
    assert faults(path) == []
    assert too_wide(path) == []


def test_a_name_means_one_cell(book: Path) -> None:
    """Constants are those of the first plan, to which the others' refer; main figures belong to their own Summary."""
    opened = openpyxl.load_workbook(book)
    assert set(opened.defined_names) >= {"Million", "Year", "Tolerance"}
    assert not set(opened.defined_names) & set(NAMES)
    for letter, result in (("A", bank_result()), ("B", later())):
        [(sheet, address)] = opened[f"{letter} Summary"].defined_names["Total_cost"].destinations
        assert sheet == f"{letter} Summary"
        total = openpyxl.load_workbook(book, data_only=True)[sheet][address].value
        assert total == sum(result.accounts.cost)  # type: ignore[union-attr]
    place = laid_out(three()).places.rows["B.const.Year"]
    assert opened[place[0]].cell(place[1] + 1, 3).value == "=Year"


def test_a_plan_has_the_same_cells_as_in_a_workbook_of_its_own(book: Path, tmp_path: Path) -> None:
    """But for what the titles say, the sheets that formulas name, and the second plan's constants."""
    alone = tmp_path / "alone.xlsx"
    outputs.write_workbook(later(), alone, SOURCE)
    own = {(f"B {sheet}", address): value for (sheet, address), value in values(alone).items() if address != "A1"}
    found = {place: v for place, v in values(book).items() if place[0].startswith("B ") and place[1] != "A1"}
    assert found == own
    assert values(book)["B Cost", "A1"] == "B: Later - Cost"


def test_charts_show_something_and_cover_no_cell(book: Path) -> None:
    known = values(book)
    with zipfile.ZipFile(book) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        assert len(charts) == 4 + 2 * 3
        for name in charts:
            tree = ElementTree.fromstring(archive.read(name))
            found = list(tree.iter(f"{CHART}ser"))
            assert found
            for series in found:
                assert _filled(known, str(series.findtext(f"{CHART}val/{CHART}numRef/{CHART}f"))), name
                assert _filled(known, str(series.findtext(f"{CHART}cat/{CHART}strRef/{CHART}f"))), name
        drawing = ElementTree.fromstring(archive.read("xl/drawings/drawing1.xml"))
    rows = [int(str(row.text)) + 1 for row in drawing.iter(f"{DRAWING}row")]
    covered = {f"{column}{row}" for column in "ABCDEFGH" for row in range(min(rows), max(rows) + 1)}
    assert [place for place in known if place[0] == "Scenarios" and place[1] in covered] == []


def _filled(known: dict[tuple[str, str], Any], reference: str) -> bool:
    sheet, area = reference.replace("$", "").rsplit("!", 1)
    left, top, right, bottom = range_boundaries(area)
    names = (openpyxl.utils.get_column_letter(c) for c in range(int(str(left)), int(str(right)) + 1))
    return any(
        (sheet.strip("'"), f"{name}{row}") in known
        for name in names
        for row in range(int(str(top)), int(str(bottom)) + 1)
    )


def axes(path: Path) -> dict[str, tuple[str, str]]:
    """Title of a chart of Scenarios: the title and the number format of its upright axis."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for n in range(1, 5):
            tree = ElementTree.fromstring(archive.read(f"xl/charts/chart{n}.xml"))
            title, unit = ("".join(words.itertext()) for words in tree.iter(f"{CHART}tx") if words.find(f"{CHART}rich"))
            [axis] = tree.iter(f"{CHART}valAx")
            found[title] = (unit, axis.find(f"{CHART}numFmt").attrib["formatCode"])  # type: ignore[union-attr]
    return found


def test_money_stands_in_thousands_or_millions_as_on_the_summary(book: Path, tmp_path: Path) -> None:
    """The bank's budget is 7.2 million and 7.6 million in all, and it spends 0.6 million at most in a quarter."""
    most = max(*bank_result().accounts.cost, *later().accounts.cost)  # type: ignore[union-attr]
    assert 20_000 <= most < 2_000_000
    assert axes(book) == {
        "Total cost against budget": ("USD million", "#,##0.0,,"),
        "Cost by quarter": ("USD thousand", "#,##0,"),
        "Head count at the end of the quarter": ("heads", "#,##0"),
        "Use cases in production by the end of the quarter": ("use cases", "#,##0"),
    }
    small = axes(written([scenario("Little", little()), scenario("None", impossible())], tmp_path))
    assert small["Total cost against budget"] == ("own currency million", "#,##0,,")  # 2 x 10,000,000
    assert small["Cost by quarter"] == ("own currency", "#,##0")  # nothing is spent


# True to the accounts


def test_measures_by_accounts(reading: Reading) -> None:
    one, other = bank_result().accounts, later().accounts
    assert one is not None
    assert other is not None
    pairs = {
        "cost": (sum(one.cost), sum(other.cost)),
        "end": (one.live[-1], other.live[-1]),
        "peak": tuple(max(map(sum, zip(*a.heads.values(), strict=True))) for a in (one, other)),
        "hires": (9, 10),
        "cost_against": (8 * 900_000, 8 * 950_000),
        "begins": ("FY27 Q3", "FY27 Q4"),
    }
    for key, pair in pairs.items():
        assert across(reading, f"measure.{key}", 3) == [*pair, None], key
    for key in ("cost", "end", "peak", "hires", "cost_against"):
        first, second = pairs[key]
        assert across(reading, f"more.{key}", 3) == [None, second - first, None], key
        assert reading.cell(f"share.{key}", 3) == pytest.approx((second - first) / first), key
    assert across(reading, "measure.status", 3) == ["optimal", "feasible", "infeasible"]


def test_quarters_by_accounts(reading: Reading) -> None:
    """The second begins a quarter later, so that the time line has nine."""
    one, other = bank_result().accounts, later().accounts
    assert one is not None
    assert other is not None
    assert reading.places.quarters == 9
    head = [reading.book["Scenarios by quarter"].cell(QUARTER_ROW + 1, FIRST + q).value for q in (1, 2, 9)]
    assert head == ["FY27 Q3", "FY27 Q4", "FY29 Q3"]
    for key, first, second in (
        ("cost", one.cost, other.cost),
        ("heads", *(tuple(map(sum, zip(*a.heads.values(), strict=True))) for a in (one, other))),
        ("cases", one.live[1:], other.live[1:]),
    ):
        assert reading.line(f"quarterly.{key}.A") == [*first, None], key
        assert reading.line(f"quarterly.{key}.B") == [None, *second], key
        assert reading.line(f"quarterly.{key}.C") == [None] * 9, key


def test_differences_by_hand(tmp_path: Path) -> None:
    """Cost 20,000 and 40,000; budget 100,000 and 150,000; headroom 80,000 and 110,000; heads 1 and 2."""
    reading = read(written(by_hand(), tmp_path), by_hand())
    told = {
        key: [*across(reading, f"measure.{key}", 2), reading.cell(f"more.{key}", 3), reading.cell(f"share.{key}", 3)]
        for key in ("cost", "cost_against", "headroom", "peak", "end", "length")
    }
    assert told == {
        "cost": [20_000, 40_000, 20_000, 1.0],
        "cost_against": [100_000, 150_000, 50_000, 0.5],
        "headroom": [80_000, 110_000, 30_000, 0.375],
        "peak": [1, 2, 1, 1.0],
        "end": [0, 0, 0, None],  # no share of nothing
        "length": [2, 3, 1, 0.5],
    }
    assert reading.line("quarterly.cost.A") == [10_000, 10_000, None, None]
    assert reading.line("quarterly.cost.B") == [None, 0, 20_000, 20_000]
    assert reading.line("quarterly.heads.B") == [None, 0, 2, 2]


def test_a_negative_first_keeps_the_sign_of_the_difference(tmp_path: Path) -> None:
    """The status quo is over its budget by more: -20,000 and then -10,000 is half better, +50 %."""

    def result(budget: int) -> Result:
        problem = make_problem(quarters=2, profiles=(make_profile(base_salary=40_000),), budget=budget)
        return result_of(problem, make_plan(problem, hires={"DE": (1, 0)}))

    scenarios = [scenario("Poor", result(0)), scenario("Less poor", result(5_000))]
    reading = read(written(scenarios, tmp_path), scenarios)
    assert across(reading, "measure.headroom", 2) == [-20_000, -10_000]
    assert reading.cell("share.headroom", 3) == 0.5


def test_a_scenario_without_a_plan_says_why(book: Path) -> None:
    told = [str(value) for (sheet, _), value in values(book).items() if sheet == "Scenarios"]
    assert all(any(reason in line for line in told) for reason in CONFLICT)
    assert "No plan (infeasible): see the end of this sheet." in told


def test_without_a_plan_in_the_first_nothing_differs(tmp_path: Path) -> None:
    scenarios = COMPARISONS["the first has no plan"]()
    reading = read(written(scenarios, tmp_path), scenarios)
    assert across(reading, "measure.cost", 3) == [None, *(sum(r.accounts.cost) for r in (later(), bank_result()))]  # type: ignore[union-attr]
    assert across(reading, "more.cost", 3) == across(reading, "share.cost", 3) == [None] * 3
    assert any("nothing to compare with" in str(value) for value in values(tmp_path / "scenarios.xlsx").values())


def test_money_of_another_currency_is_shown_and_not_subtracted(tmp_path: Path) -> None:
    """The other calendar calls January 2027 FY27 Q1, not Q3: quarters are matched by their first day."""
    scenarios = [scenario("Base", bank_result()), scenario("Little", little())]
    reading = read(written(scenarios, tmp_path), scenarios)
    assert across(reading, "measure.currency", 2) == ["USD", "EUR"]
    assert reading.cell("measure.cost", 1) == "own currency"
    assert reading.cell("more.cost", 3) is None
    assert reading.cell("more.hires", 3) == -9
    assert across(reading, "measure.short", 2) == [0, None]
    assert reading.line("quarterly.cost.B") == [0, 0] + [None] * 6


# The same after recalculation, and after an edit


@pytest.mark.parametrize("name", [name for name in COMPARISONS if name != "unlike"])  # see `recalculated`
def test_recalculation_changes_no_value(name: str, tmp_path: Path) -> None:
    path = written(COMPARISONS[name](), tmp_path)
    assert differences(path, recalculated(path)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["three", "unlike"])
def test_libreoffice_gives_the_same_values(name: str, tmp_path: Path) -> None:
    path = written(COMPARISONS[name](), tmp_path)
    assert differences(path, by_libreoffice(path, tmp_path)) == []


@pytest.mark.parametrize(("letter", "column"), [("A", "C"), ("B", "D")])
def test_an_edit_moves_its_own_plan_and_the_differences(letter: str, column: str, book: Path, tmp_path: Path) -> None:
    """One data engineer more, in the plan's fourth quarter."""
    copy = tmp_path / "scenarios.xlsx"
    copy.write_bytes(book.read_bytes())
    places = laid_out(three()).places
    fresh = recalculated(edited(copy, places, f"{letter}.hire.1", 4, 1))
    changed = {told.split(":")[0] for told in differences(book, fresh)}
    assert {place.split("!")[0][:2] for place in changed} == {f"{letter} ", "Sc"}
    measures = {row + 1 for key, (_, row) in places.rows.items() if key.startswith("measure.")}
    moved = {address for sheet, address in (place.split("!") for place in changed) if sheet == "Scenarios"}
    assert {a.rstrip("0123456789") for a in moved if int(a.lstrip("ABCDE")) in measures} == {column}
    _agrees(Reading(fresh, places), letter)


def _agrees(reading: Reading, letter: str) -> None:
    """What the judge says of the edited plan stands in its column, and in the difference."""
    one, other = bank_result(), later()
    result = one if letter == "A" else other
    assert result.plan is not None
    more = result.plan.hires | {"DE": (*result.plan.hires["DE"][:3], 1, *result.plan.hires["DE"][4:])}
    cost = sum(judge(result.problem, result.plan.model_copy(update={"hires": more})).accounts.cost)
    costs = [sum(r.accounts.cost) for r in (one, other)]  # type: ignore[union-attr]
    costs["AB".index(letter)] = cost
    assert across(reading, "measure.cost", 2) == costs
    assert reading.cell("more.cost", 3) == costs[1] - costs[0]
    assert across(reading, "measure.same", 2) == [int(letter != "A"), int(letter != "B")]


# Whatever scenarios are called


def test_names_are_text_and_sheets_are_told_apart(tmp_path: Path) -> None:
    path = written(hostile(), tmp_path)
    opened = openpyxl.load_workbook(path)
    names = [name.casefold() for name in opened.sheetnames]
    assert len(set(names)) == len(names) == 5 + len(HOSTILE) * len(SHEETS)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
    first = laid_out(hostile()).places.rows["scenario.A"][1] + 1
    listed = [opened["Scenarios"].cell(first + n, 1) for n in range(len(HOSTILE))]
    assert [cell.value or "" for cell in listed[:-1]] == HOSTILE[:-1]
    assert {cell.data_type for cell in listed if cell.value} == {"s"}
    assert opened["A Summary"]["A1"].value == "A: =1+1 - Hiring plan"
    assert differences(path, recalculated(path)) == []


def test_no_chart_takes_a_name_for_a_formula(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(hostile(), tmp_path)) as archive:
        for name in ("xl/charts/chart2.xml", "xl/charts/chart4.xml"):
            tree = ElementTree.fromstring(archive.read(name))
            legends = [series.findtext(f"{CHART}tx/{CHART}v") for series in tree.iter(f"{CHART}ser")]
            assert legends[:2] == ["A: =1+1", "B: +x"]
            assert len(set(legends)) == len(HOSTILE)


@pytest.mark.slow
def test_libreoffice_opens_any_name(tmp_path: Path) -> None:
    """Two plans are enough: names stand on the sheets in front."""
    plans, others = hostile()[:2], hostile()[2:]
    path = written([*plans, *(scenario(one.name, impossible()) for one in others)], tmp_path)
    assert differences(path, by_libreoffice(path, tmp_path)) == []


# What cannot be written


def test_scenarios_without_any_plan_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="none of the scenarios holds a plan"):
        written([scenario("Cheap", impossible())], tmp_path)
    with pytest.raises(ValueError, match="none of the scenarios holds a plan"):
        written([], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_quarters_that_begin_on_other_days_are_said_and_left_out(tmp_path: Path) -> None:
    """February to April is no quarter of a year that begins in January."""
    problem = make_problem(quarters=2, calendar=Calendar(fiscal_year=2027, fiscal_quarter=1, starts_in=2, quarters=2))
    scenarios = [*by_hand(), scenario("February", result_of(problem, make_plan(problem)))]
    path = written(scenarios, tmp_path)
    reading = read(path, scenarios)
    assert reading.line("quarterly.cost.C") == [None] * 4
    assert reading.cell("quarterly.cost.C", 2) == "other quarters"
    assert reading.cell("measure.cost", 4) == 0
    assert differences(path, recalculated(path)) == []
