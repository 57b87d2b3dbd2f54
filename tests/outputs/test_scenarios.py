"""What is compared between scenarios, for the workbook and the page alike: the time line, and differences."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.calendar import Calendar
from models.plan import Result
from outputs.page.rendering import rendered
from outputs.rows.facts import Facts, facts_of
from outputs.rows.scenarios import Change, measures, on_time_line, time_line
from tests.builders import make_plan, make_problem, make_profile
from tests.outputs.plans import result_of
from tests.outputs.scenarios import across, read, scenario, written
from tests.outputs.test_page import Page


def lasting(year: int, quarters: int, first: int = 1) -> Facts:
    calendar = Calendar(fiscal_year=year, fiscal_quarter=first, quarters=quarters)
    problem = make_problem(quarters, calendar=calendar)
    return facts_of(result_of(problem, make_plan(problem)))


def span(*plans: Facts) -> tuple[str, str, int]:
    calendar = time_line(plans)
    return calendar.label(1), calendar.label(calendar.quarters), calendar.quarters


def test_a_time_line_holds_all_horizons_and_what_lies_between() -> None:
    """From FY25 Q3 to FY29 Q4 are 2 and 4 x 4 quarters."""
    assert span(lasting(2027, 4)) == ("FY27 Q1", "FY27 Q4", 4)
    assert span(lasting(2027, 4), lasting(2025, 1, first=3), lasting(2029, 4)) == ("FY25 Q3", "FY29 Q4", 18)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ((1990, 8), ("FY27 Q1", "FY27 Q4", 4)),  # would begin the time line and end it before the first plan does
        ((2087, 8), ("FY27 Q1", "FY27 Q4", 4)),
        ((1998, 8), ("FY98 Q1", "FY27 Q4", 120)),  # 1998 to 2027 are 30 years, and so just fit
        ((1997, 8, 4), ("FY27 Q1", "FY27 Q4", 4)),  # a quarter more does not
        ((2055, 4), ("FY27 Q1", "FY55 Q4", 116)),
    ],
)
def test_a_plan_too_far_away_is_left_out_and_never_the_first(
    other: tuple[int, ...], expected: tuple[str, str, int]
) -> None:
    first, far, near = lasting(2027, 4), lasting(*other), lasting(2027, 4, first=2)
    assert span(first, far) == expected
    calendar = time_line([first, far, near])
    assert [value for value in on_time_line(calendar, first, (1, 2, 3, 4)) if value] == [1, 2, 3, 4]
    assert [value for value in on_time_line(calendar, near, (5, 6, 7, 8)) if value][:3] == [5, 6, 7]


def test_the_workbook_shows_the_first_plan_beside_one_long_before_it(tmp_path: Path) -> None:
    scenarios = [scenario(str(year), lasting(year, 2).result) for year in (2027, 1990)]
    reading = read(written(scenarios, tmp_path), scenarios)
    assert reading.line("quarterly.heads.A") == [0, 0]
    assert reading.line("quarterly.heads.B") == [None, None]
    assert reading.cell("quarterly.heads.B", 2) == "other quarters"
    rows = Page(rendered(scenarios).decode()).table("Head count, people")
    assert rows == [["Quarter", "2027", "1990"], ["FY27 Q1", "0", ""], ["FY27 Q2", "0", ""]]


def costing(salary: int, currency: str) -> Result:
    """A data engineer from quarter 1 of 2 on, at a quarter of the salary each; budget 50,000 a quarter."""
    profiles = (make_profile(skills={"data": 100}, base_salary=salary),)
    problem = make_problem(2, profiles=profiles, budget=50_000, settings={"currency": currency})
    return result_of(problem, make_plan(problem, hires={"DE": (1, 0)}))


def mixed() -> list[Result]:
    """Cost 20,000 USD, 30,000 USD and 40,000 EUR."""
    return [costing(40_000, "USD"), costing(60_000, "USD"), costing(80_000, "EUR")]


def test_money_differs_only_from_money_of_the_first_plans_currency() -> None:
    found = {measure.key: measure.changes for measure in measures(mixed())}
    assert found["cost"] == (None, Change(10_000, 0.5), None)
    assert found["headroom"] == (None, Change(-10_000, -0.125), None)
    assert found["cost_against"] == (None, Change(0, 0.0), None)
    assert found["hires"] == (None, Change(0, 0.0), Change(0, 0.0))
    assert found["end"] == (None, Change(0, None), Change(0, None))
    assert found["status"] == found["currency"] == (None, None, None)
    foreign_first = {measure.key: measure.changes for measure in measures(mixed()[::-1])}
    assert foreign_first["cost"] == (None, None, None)


def test_workbook_and_page_tell_the_same_differences(tmp_path: Path) -> None:
    scenarios = [scenario(f"S{n}", result) for n, result in enumerate(mixed())]
    reading = read(written(scenarios, tmp_path), scenarios)
    assert across(reading, "more.cost", 3) == [None, 10_000, None]
    assert across(reading, "share.cost", 3) == [None, 0.5, None]
    rows = {row[0].strip(): row[1:] for row in Page(rendered(scenarios).decode()).table("Every measure")}
    cells = [" ".join(cell.split()) for cell in rows["Total cost"]]
    assert cells == ["20,000", "30,000 +10,000 (+50.0%)", "40,000"]
    assert rows["Currency"] == ["USD", "USD", "EUR"]
