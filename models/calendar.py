"""The time line: fiscal quarters 1..T, their labels and their dates."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from models.base import Frozen


class Calendar(Frozen):
    """The quarters of the horizon.

    A fiscal year is named after the calendar year in which it ends: where it starts in July, FY27 runs from
    July 2026 to June 2027. Quarters are numbered from 1; numbers outside 1..T are quarters before or after the horizon.
    """

    fiscal_year: int = Field(ge=1900, le=2999, description="fiscal year of quarter 1, four digits")
    fiscal_quarter: int = Field(ge=1, le=4, description="which quarter of that fiscal year quarter 1 is")
    starts_in: int = Field(1, ge=1, le=12, description="month in which the fiscal year begins")
    quarters: int = Field(ge=1, le=120, description="T, the length of the horizon")

    def _since_year_zero(self, quarter: int) -> int:
        return self.fiscal_year * 4 + self.fiscal_quarter - 1 + quarter - 1

    def year_of(self, quarter: int) -> int:
        """The fiscal year (four digits) to which a quarter belongs."""
        return self._since_year_zero(quarter) // 4

    def fiscal_year_label(self, quarter: int) -> str:
        """The fiscal year of a quarter as finance writes it, such as FY27."""
        return f"FY{self.year_of(quarter) % 100:02d}"

    def label(self, quarter: int) -> str:
        """The quarter as finance writes it, such as FY27 Q1."""
        return f"{self.fiscal_year_label(quarter)} Q{self._since_year_zero(quarter) % 4 + 1}"

    def labels(self) -> list[str]:
        """The labels of quarters 1..T, in order."""
        return [self.label(q) for q in self.horizon()]

    def horizon(self) -> range:
        """The quarters 1..T."""
        return range(1, self.quarters + 1)

    def begins(self, quarter: int) -> date:
        """The first day of a quarter."""
        year, in_year = divmod(self._since_year_zero(quarter), 4)
        months = self.starts_in - 1 + 3 * in_year
        first = year if self.starts_in == 1 else year - 1
        return date(first + months // 12, months % 12 + 1, 1)

    def number(self, fiscal_year: int, fiscal_quarter: int) -> int:
        """The number on the time line of a quarter named by its fiscal year (four digits) and its place in it."""
        return fiscal_year * 4 + fiscal_quarter - 1 - self._since_year_zero(1) + 1

    def holding(self, day: date) -> int:
        """The number of the quarter that holds a day."""
        calendar_months = day.year * 12 + day.month - 1
        first = self.begins(1)
        return (calendar_months - (first.year * 12 + first.month - 1)) // 3 + 1

    def first_beginning_on_or_after(self, day: date) -> int:
        """The number of the first quarter that begins on or after a day."""
        quarter = self.holding(day)
        return quarter if self.begins(quarter) == day else quarter + 1

    def fiscal_years(self) -> dict[str, list[int]]:
        """The fiscal years of the horizon, each with its quarters in it, in order."""
        years: dict[str, list[int]] = {}
        for quarter in self.horizon():
            years.setdefault(self.fiscal_year_label(quarter), []).append(quarter)
        return years
