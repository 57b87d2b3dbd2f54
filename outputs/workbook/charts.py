"""Native charts, fed by the lines of sheets: how they look, and the three of the Summary."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from outputs.rows.answer import heads
from outputs.rows.building import produced
from outputs.rows.facts import Facts
from outputs.rows.people import waves
from outputs.workbook.layout import QUARTER_ROW, Places
from outputs.workbook.writer import Book, clean

FONT = {"name": "Arial", "size": 8}
WAVE_COLOURS = {1: "#1F3864", 2: "#5B9BD5", 3: "#A5A5A5"}
WIDTH, HEIGHT, GAP = 396, 310, 8
"""Pixels of a chart, and between two."""
MANY = 8
"""Quarters up to which their labels stand upright."""
FEW = 5
"""Highest count up to which an axis goes by ones; else it would have halves, rounded: 1, 1, 0."""
DWARFED = 3
"""Times the highest column that headroom may reach on the same axis."""
COST, BUDGET, HEADROOM, LIVE, TARGET = "#5B9BD5", "#D9D9D9", "#1F3864", "#70AD47", "#C55A11"


def words(text: str) -> str:
    """Text for a chart, which takes anything like 'x!A1' for a reference to a cell, with or without '='."""
    return clean(text).replace("!", "! ")


class Canvas:
    """Makes charts of one look whose series are lines on the time line."""

    def __init__(self, book: Book, places: Places) -> None:
        self.book, self.places = book, places

    def chart(self, kind: str, title: str, unit: str, number_format: str = "#,##0", **more: str) -> Chart:
        """A chart without series; `unit` stands at its upright axis."""
        chart = self.book.file.add_chart({"type": kind} | more)
        chart.set_title({"name": title, "name_font": FONT | {"size": 10, "bold": True}, "overlay": False})
        chart.set_legend({"position": "bottom", "font": FONT})
        turned = {"rotation": -90} if self.places.quarters > MANY else {}
        chart.set_x_axis({"num_font": FONT | turned, "label_position": "low"})
        chart.set_y_axis(self.upright(unit, number_format))
        chart.show_blanks_as("gap")
        return chart

    def upright(self, unit: str, number_format: str) -> dict[str, Any]:
        """The upright axis, with its grid."""
        grid = {"visible": True, "line": {"color": "#E7E6E6"}}
        name = {"name": words(unit), "name_font": FONT}
        return {"num_font": FONT, "num_format": number_format, "major_gridlines": grid} | name

    def series(self, chart: Chart, key: str, name: str, look: dict[str, Any]) -> None:
        """Add a line's quarters to a chart."""
        values = self.places.series(key)
        labels = [values[0], QUARTER_ROW, values[2], QUARTER_ROW, values[4]]
        chart.add_series({"name": name, "categories": labels, "values": values} | look)


class Charts(Canvas):
    """Makes the charts of the Summary and sets them on the sheet."""

    def __init__(self, facts: Facts, book: Book, places: Places) -> None:
        super().__init__(book, places)
        self.facts = facts

    def place(self, sheet: Worksheet, row: int) -> None:
        """Three charts side by side."""
        for number, chart in enumerate((self.heads(), self.money(), self.use_cases())):
            chart.set_size({"width": WIDTH, "height": HEIGHT})
            sheet.insert_chart(row, 0, chart, {"x_offset": number * (WIDTH + GAP), "y_offset": 6})

    def heads(self) -> Chart:
        """Head count by wave, stacked."""
        chart = self.chart("column", "Head count by wave", "heads", subtype="stacked")
        by_ones(chart, max(heads(self.facts)))
        for wave in waves(self.facts):
            self.series(chart, f"heads.wave.{wave}", f"Wave {wave}", {"fill": {"color": WAVE_COLOURS[wave]}, "gap": 60})
        return chart

    def use_cases(self) -> Chart:
        """Use cases in production against the target."""
        chart = self.chart("line", "Use cases in production by the end of the quarter", "use cases")
        marker = {"type": "circle", "size": 5, "fill": {"color": LIVE}, "border": {"color": LIVE}}
        self.series(chart, "prod.all", "In production", {"line": {"color": LIVE, "width": 2.25}, "marker": marker})
        by_ones(chart, max(*produced(self.facts), self.facts.problem.settings.target_use_cases or 0))
        if "target" in self.places.rows:
            mark = {"type": "diamond", "size": 6, "fill": {"color": TARGET}, "border": {"color": TARGET}}
            look = {"line": {"color": TARGET, "width": 1.5, "dash_type": "dash"}, "marker": mark}
            self.series(chart, "target", "Target", look)
        return chart

    def money(self) -> Chart:
        """Cost against budget, with the headroom so far."""
        budget, cost = self.facts.problem.budget, self.facts.accounts.cost
        most = max(*budget, *cost)
        unit, number_format = scaled(most, self.facts.problem.settings.currency)
        chart = self.chart("column", "Cost against budget, and headroom so far", unit, number_format=number_format)
        self.series(chart, "budget.all", "Budget", {"fill": {"color": BUDGET}, "gap": 60})
        self.series(chart, "budget.cost", "Cost", {"fill": {"color": COST}})
        chart.combine(self._headroom(most, [b - c for b, c in zip(budget, cost, strict=True)]))
        return chart

    def _headroom(self, most: int, by_quarter: list[int]) -> Chart:
        """A line over the columns; where it would dwarf them it gets an axis of its own."""
        highest = max(map(abs, accumulate(by_quarter)))
        aside = highest > DWARFED * most
        line = self.book.file.add_chart({"type": "line"})
        name = "Headroom so far (right axis)" if aside else "Headroom so far"
        look: dict[str, Any] = {"line": {"color": HEADROOM, "width": 2.25}, "y2_axis": aside}
        if len(by_quarter) == 1:  # no line leads anywhere
            look["marker"] = {"type": "circle", "size": 6, "fill": {"color": HEADROOM}, "border": {"color": HEADROOM}}
        self.series(line, "budget.cum", name, look)
        if aside:
            unit, number_format = scaled(highest, self.facts.problem.settings.currency)
            line.set_y2_axis({"num_font": FONT, "name": words(unit), "name_font": FONT, "num_format": number_format})
        return line


def by_ones(chart: Chart, most: int) -> None:
    """Whole numbers at the upright axis of a chart of counts, where there are few."""
    if most <= FEW:
        chart.y_axis |= {"min": 0, "major_unit": 1} | ({"max": 1} if most == 0 else {})


def scaled(most: int, currency: str) -> tuple[str, str]:
    """An axis of money that can be read: its title and number format, in billions, millions or thousands."""
    for step, word, commas in ((10**9, " billion", ",,,"), (10**6, " million", ",,"), (10**3, " thousand", ",")):
        if most >= 2 * step:
            return currency + word, ("#,##0" if most >= 20 * step else "#,##0.0") + commas
    return currency, "#,##0"
