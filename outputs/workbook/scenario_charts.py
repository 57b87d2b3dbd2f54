"""The charts of Scenarios: cost against budget in all, then use cases, head count and cost by quarter."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from models.calendar import Calendar
from outputs.rows.facts import Facts
from outputs.workbook.by_quarter import BLOCKS, has_row, row_key
from outputs.workbook.charts import BUDGET, COST, FONT, Canvas, scaled
from outputs.workbook.compared import Compared
from outputs.workbook.layout import Places
from outputs.workbook.scenarios import FIRST_SCENARIO, currency, measure_key
from outputs.workbook.writer import Book

COLOURS = ("#1F3864", "#E69F00", "#009E73", "#56B4E9", "#D55E00", "#CC79A7", "#7F7F7F", "#6A51A3")
"""One a scenario, told apart also by those who do not see all colours; after the last they begin again."""
MARKS = ("circle", "diamond", "square", "triangle")
WIDEST, THINNEST = 5, 1.75
"""Points: earlier lines are wider, so that one under another can still be seen."""
WIDEST_CHART, HEIGHT = 800, 224
"""Pixels."""
ROWS = 13
"""Rows that a chart covers, of 18 pixels each: so four of them fit on the first printed page."""


def colour(number: int) -> str:
    """The colour of a scenario, in charts and on the tabs of its sheets."""
    return COLOURS[number % len(COLOURS)]


class ScenarioCharts(Canvas):
    """Makes the charts and sets them on the sheet."""

    def __init__(self, scenarios: Sequence[Compared], calendar: Calendar, book: Book, places: Places) -> None:
        super().__init__(book, places)
        self.scenarios = scenarios
        self.shown = [(n, one) for n, one in enumerate(scenarios) if has_row(one, calendar)]
        self.currency = currency(scenarios)

    def place(self, sheet: Worksheet, row: int, widths: Sequence[float]) -> None:
        """Four charts, two by two, as wide as the columns of the sheet."""
        width = min(WIDEST_CHART, sum(int(7 * one + 5) for one in widths) // 2)
        charts = (self.totals(), self.use_cases(), self.heads(), self.cost())
        for n, chart in enumerate(charts):
            chart.set_size({"width": width - 10, "height": HEIGHT})
            sheet.insert_chart(row + ROWS * (n // 2), 0, chart, {"x_offset": width * (n % 2), "y_offset": 6})

    def totals(self) -> Chart:
        """Cost and budget over the horizon, a pair of columns a scenario."""
        chart = self._money(
            "Total cost against budget", lambda facts: (sum(facts.accounts.cost), sum(facts.problem.budget))
        )
        chart.set_x_axis({"num_font": FONT, "label_position": "low"})
        for key, name, fill in (("cost_against", "Budget", BUDGET), ("cost", "Cost", COST)):
            sheet, row = self.places.rows[measure_key(key)]
            last = FIRST_SCENARIO + len(self.scenarios) - 1
            values = [sheet, row, FIRST_SCENARIO, row, last]
            labels = [sheet, self._header(), FIRST_SCENARIO, self._header(), last]
            chart.add_series({"name": name, "categories": labels, "values": values, "fill": {"color": fill}, "gap": 60})
        return chart

    def _header(self) -> int:
        """The row above the first measure, where the scenarios stand."""
        sheet, _ = self.places.rows[measure_key("cost")]
        return min(row for key, (s, row) in self.places.rows.items() if s == sheet and key.startswith("measure.")) - 1

    def cost(self) -> Chart:
        """Cost by quarter, a column a scenario."""
        chart = self._money("Cost by quarter", lambda facts: facts.accounts.cost)
        for n, one in self.shown:
            self.series(chart, row_key(BLOCKS[0], one), one.label, {"fill": {"color": colour(n)}, "gap": 60})
        return chart

    def _money(self, title: str, shown: Callable[[Facts], Sequence[int]]) -> Chart:
        """Columns of money, on an axis that suits the highest of them."""
        most = max(amount for one in self.scenarios if one.facts for amount in shown(one.facts))
        unit, number_format = scaled(most, self.currency)
        return self.chart("column", title, unit, number_format)

    def heads(self) -> Chart:
        """Head count by quarter, a line a scenario."""
        return self._lines("Head count at the end of the quarter", 1)

    def use_cases(self) -> Chart:
        """Use cases in production by quarter, a line a scenario."""
        return self._lines("Use cases in production by the end of the quarter", 2)

    def _lines(self, title: str, block: int) -> Chart:
        chart = self.chart("line", title, BLOCKS[block].unit)
        for n, one in self.shown:
            self.series(chart, row_key(BLOCKS[block], one), one.label, self._line(n))
        return chart

    def _line(self, number: int) -> dict[str, Any]:
        width = round(WIDEST - (WIDEST - THINNEST) * number / max(1, len(self.scenarios) - 1), 2)
        fill = {"color": colour(number)}
        mark = {"type": MARKS[number % len(MARKS)], "size": 4 + math.ceil(width), "fill": fill, "border": fill}
        return {"line": fill | {"width": width}, "marker": mark}
