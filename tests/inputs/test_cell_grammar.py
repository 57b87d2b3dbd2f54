"""Numbers, percentages and dates: what has one reading is taken, what has two or none is named."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from inputs.columns import Column, Kind
from inputs.reading.cells import Habits, currency, read
from inputs.reading.dates import FiscalQuarter
from inputs.reading.grid import Cell
from inputs.reading.numbers import MisreadError


def value(content: Any, kind: Kind, format: str = "", mark: str = "", starts_in: int = 1) -> Any:
    column = Column("Column", kind, "Meaning.", choices=("one", "two words"))
    return read(Cell(2, 3, content, format), column, Habits(mark, starts_in))


def complaint(content: Any, kind: Kind, format: str = "", mark: str = "", starts_in: int = 1) -> str:
    with pytest.raises(MisreadError) as caught:
        value(content, kind, format, mark, starts_in)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "mark", "amount"),
    [
        (95000, "", 95000),
        (95000.0, "", 95000),
        (0.1 + 0.2 + 94999.7, "", 95000),  # binary noise in the 15th digit is no fraction
        ("95000", "", 95000),
        ("95,000", "", 95000),
        ("95.000", "", 95000),  # money has no third decimal, so the point parts thousands
        ("95,000.00", "", 95000),
        ("95.000,00", "", 95000),
        ("95.000,00", ",", 95000),
        ("95\u00a0000", "", 95000),
        ("95\u202f000 €", "", 95000),
        ("1'250'000", "", 1250000),
        ("$95,000", "", 95000),
        ("US$ 95,000", "", 95000),
        ("EUR 95.000", "", 95000),
        ("95 000 CHF", "", 95000),
        ("(1,200)", "", -1200),
        ("($1,200)", "", -1200),
        ("-1200", "", -1200),
        ("−1200", "", -1200),
    ],
)
def test_money_has_one_reading(content: object, mark: str, amount: int) -> None:
    assert value(content, Kind.MONEY, mark=mark) == amount


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("120k", "write it out"),
        ("1.2m", "write it out"),
        ("1e5", "powers of ten"),
        ("1_000", "underscore"),
        ("١٢٣", "other digits"),
        ("nan", "not a number"),
        ("inf", "not a number"),
        (float("nan"), "larger than"),
        (float("inf"), "larger than"),
        (1e300, "larger than"),
        ("TBD", "'TBD' is not a number"),
        ("1,23,456", "not a number"),
        ("=1+1", "not a number"),
        (True, "TRUE"),
        (datetime(2027, 1, 1), "date"),
        (timedelta(hours=3), "date"),
        (95000.5, "fraction"),
        ("95000.50", "fraction"),
        ("15 %", "percentage"),
        ("120 mio", "write it out"),
    ],
)
def test_money_without_a_reading(content: object, words: str) -> None:
    assert words in complaint(content, Kind.MONEY)


def test_per_cent_for_money() -> None:
    assert "percentage" in complaint(0.15, Kind.MONEY, "0%")


@pytest.mark.parametrize(("mark", "text"), [(".", "95.000"), (",", "95,000")])
def test_money_that_a_csv_could_mean_twice(mark: str, text: str) -> None:
    assert f"'{text}' may mean 95 or 95000" in complaint(text, Kind.MONEY, mark=mark)


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("1.5", "", "1.5"),
        ("1,5", "", "1.5"),
        ("0.125", "", "0.125"),  # no group of thousands begins with 0
        ("0,125", "", "0.125"),
        ("1.085", ".", "1.085"),
        ("1,085", ",", "1.085"),
        ("1.250.000", "", "1250000"),
    ],
)
def test_numbers_with_decimals(text: str, mark: str, number: str) -> None:
    assert value(text, Kind.NUMBER, mark=mark) == Decimal(number)


@pytest.mark.parametrize("text", ["1.085", "1,085"])
def test_number_with_two_readings(text: str) -> None:
    assert f"'{text}' may mean 1.085 or 1085" in complaint(text, Kind.NUMBER)


@pytest.mark.parametrize(
    ("content", "format", "per_cent"),
    [(15, "", 15), ("15 %", "", 15), ("15%", "", 15), (0.15, "0%", 15), (0.07, "0.0%", 7), ("12,5 %", "", "12.5"),
     (0, "", 0), (3.5, "", "3.5"), (1, "", 1), (0.005, "0.00%", "0.5"), (1.5, "0%", 150)],
)  # fmt: skip
def test_per_cent(content: object, format: str, per_cent: int | str) -> None:
    assert value(content, Kind.PERCENT, format) == Decimal(per_cent)


def test_bare_share_may_be_per_cent_or_not() -> None:
    assert "0.15 may mean 0.15 % or 15 %" in complaint(0.15, Kind.PERCENT)
    assert "0.15 may mean" in complaint("0.15", Kind.PERCENT, '0.00" %"')  # a % in quotes is only decoration


def test_productivity_of_one_may_be_all_or_nearly_nothing() -> None:
    assert "1 may mean 1 % or 100 %" in complaint(1, Kind.PRODUCTIVITY)
    assert "1.25 may mean 1.25 % or 125 %" in complaint(1.25, Kind.PRODUCTIVITY)
    assert value(1.25, Kind.PRODUCTIVITY, "0%") == 125
    assert value(-20, Kind.PRODUCTIVITY) == -20
    assert "whole per cent" in complaint(33.5, Kind.PRODUCTIVITY)


def test_fte_are_hundredths() -> None:
    assert value(0.35, Kind.FTE) == 35
    assert value("0,5", Kind.FTE) == 50
    assert value(0.5, Kind.FTE, "0%") == 50
    assert "hundredths" in complaint(0.333, Kind.FTE)


def test_whole_numbers() -> None:
    assert value(2.0, Kind.WHOLE) == 2
    assert value("2.000", Kind.WHOLE, mark=".") == 2
    assert "2.5 is not a whole number" in complaint(2.5, Kind.WHOLE)
    assert "'2.000' may mean 2 or 2000" in complaint("2.000", Kind.WHOLE)


@pytest.mark.parametrize(("content", "truth"), [("yes", True), ("X", True), (True, True), (1, True), ("No", False)])
def test_yes_or_no(content: object, truth: bool) -> None:
    assert value(content, Kind.YES_NO) is truth


def test_neither_yes_nor_no() -> None:
    assert "neither yes nor no" in complaint("maybe", Kind.YES_NO)


def test_choices_forgive_case_and_hyphens() -> None:
    assert value(" Two-Words ", Kind.CHOICE) == "two words"
    assert "did you mean 'two words'?" in complaint("two word", Kind.CHOICE)


@pytest.mark.parametrize(
    ("text", "quarter"),
    [("FY27 Q1", (2027, 1)), ("Q3 FY27", (2027, 3)), ("fy2027q4", (2027, 4)), ("FY27-Q2", (2027, 2)),
     ("Q1 2027", (2027, 1)), ("2027 Q2", (2027, 2))],
)  # fmt: skip
def test_quarters(text: str, quarter: tuple[int, int]) -> None:
    assert value(text, Kind.QUARTER) == FiscalQuarter(*quarter)


def test_calendar_quarter_in_a_shifted_fiscal_year_may_mean_two() -> None:
    assert "may mean the calendar or the fiscal year, which begins in July" in complaint(
        "Q1 2027", Kind.QUARTER, starts_in=7
    )
    assert value("FY27 Q1", Kind.QUARTER, starts_in=7) == FiscalQuarter(2027, 1)


@pytest.mark.parametrize(
    ("content", "day"),
    [
        (datetime(2027, 3, 1, 0, 0), date(2027, 3, 1)),
        (date(2027, 3, 1), date(2027, 3, 1)),
        ("2027-03-01", date(2027, 3, 1)),
        ("31/01/2027", date(2027, 1, 31)),
        ("01.02.2027", date(2027, 2, 1)),
        ("1 Feb 2027", date(2027, 2, 1)),
        ("March 1, 2027", date(2027, 3, 1)),
        ("02/02/2027", date(2027, 2, 2)),  # day and month the same: one reading
    ],
)
def test_dates(content: object, day: date) -> None:
    assert value(content, Kind.DATE) == day


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("01/02/2026", "may mean 2026-01-02 or 2026-02-01"),
        ("2026-02-30", "no day of the calendar"),
        ("FY27 Q5", "a year has Q1 to Q4"),
        ("soon", "neither a quarter nor a date"),
        (46000, "bare number"),
        ("Q1", "neither a quarter nor a date"),
    ],
)
def test_no_dates(content: object, words: str) -> None:
    assert words in complaint(content, Kind.DATE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Data\u200bEngineer", "invisible character (U+200B)"),
        ("Dаta Engineer", "Cyrillic and Latin"),  # the second letter is Cyrillic
        ("Data\x07", "(U+0007)"),
        ("x" * 101, "has 101 characters; use 100"),
    ],
)
def test_what_cannot_be_a_name(text: str, words: str) -> None:
    assert words in complaint(text, Kind.NAME)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("NA", "NA"),
        (1001, "1001"),
        (1001.0, "1001"),
        ("  Data   Engineer ", "Data Engineer"),
        ("=cmd|' /C'!A0", "=cmd|' /C'!A0"),
    ],
)
def test_names(content: object, name: str) -> None:
    assert value(content, Kind.NAME) == name


@pytest.mark.parametrize(
    ("content", "format", "shown"),
    [(5, "[$€-407] #,##0", "€"), (5, '"$"#,##0', "$"), (5, "[$CHF-807]#,##0", "CHF"), (5, "#,##0", ""),
     (5, "[$-409]d-mmm", ""), ("EUR 5", "", "EUR"), ("5", "", "")],
)  # fmt: skip
def test_currency_may_stand_only_in_the_format(content: object, format: str, shown: str) -> None:
    assert currency(Cell(1, 1, content, format)) == shown  # type: ignore[arg-type]
