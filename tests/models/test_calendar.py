"""Fiscal quarters: labels, dates, and the quarter of a day."""

from __future__ import annotations

from datetime import date

import pytest

from models.calendar import Calendar

JANUARY = Calendar(fiscal_year=2027, fiscal_quarter=1, starts_in=1, quarters=6)
JULY = Calendar(fiscal_year=2027, fiscal_quarter=3, starts_in=7, quarters=6)
"""FY27 began on 1 July 2026, so its third quarter begins on 1 January 2027."""


def test_labels_run_on_into_the_next_fiscal_year() -> None:
    assert JANUARY.labels() == ["FY27 Q1", "FY27 Q2", "FY27 Q3", "FY27 Q4", "FY28 Q1", "FY28 Q2"]
    assert JULY.labels() == ["FY27 Q3", "FY27 Q4", "FY28 Q1", "FY28 Q2", "FY28 Q3", "FY28 Q4"]


@pytest.mark.parametrize(
    ("calendar", "quarter", "day"),
    [
        (JANUARY, 1, date(2027, 1, 1)),
        (JANUARY, 4, date(2027, 10, 1)),
        (JANUARY, 5, date(2028, 1, 1)),
        (JANUARY, 0, date(2026, 10, 1)),
        (JULY, 1, date(2027, 1, 1)),
        (JULY, 3, date(2027, 7, 1)),
        (JULY, 0, date(2026, 10, 1)),
        (JULY, -1, date(2026, 7, 1)),
        (JULY, -2, date(2026, 4, 1)),
        (Calendar(fiscal_year=2027, fiscal_quarter=1, starts_in=12, quarters=4), 1, date(2026, 12, 1)),
        (Calendar(fiscal_year=2027, fiscal_quarter=1, starts_in=12, quarters=4), 2, date(2027, 3, 1)),
    ],
)
def test_a_quarter_begins_on_the_first_of_its_month(calendar: Calendar, quarter: int, day: date) -> None:
    assert calendar.begins(quarter) == day


@pytest.mark.parametrize("calendar", [JANUARY, JULY])
def test_a_day_lies_in_the_quarter_that_began_last(calendar: Calendar) -> None:
    for quarter in range(-5, 9):
        first, last_month = calendar.begins(quarter), calendar.begins(quarter + 1)
        assert calendar.holding(first) == quarter
        assert calendar.holding(date.fromordinal(last_month.toordinal() - 1)) == quarter


def test_a_person_who_starts_within_a_quarter_is_in_seat_from_the_next() -> None:
    assert JULY.first_beginning_on_or_after(date(2027, 7, 1)) == 3
    assert JULY.first_beginning_on_or_after(date(2027, 7, 2)) == 4
    assert JULY.first_beginning_on_or_after(date(2020, 1, 1)) == -27  # 28 quarters before 1 January 2027


def test_a_quarter_is_found_by_its_name() -> None:
    assert JULY.number(2027, 3) == 1
    assert JULY.number(2028, 1) == 3
    assert JULY.number(2027, 1) == -1


def test_fiscal_years_hold_only_quarters_of_the_horizon() -> None:
    assert JULY.fiscal_years() == {"FY27": [1, 2], "FY28": [3, 4, 5, 6]}
    assert JANUARY.fiscal_years() == {"FY27": [1, 2, 3, 4], "FY28": [5, 6]}


def test_a_century_is_written_with_two_digits() -> None:
    assert Calendar(fiscal_year=2099, fiscal_quarter=4, starts_in=1, quarters=2).labels() == ["FY99 Q4", "FY00 Q1"]
