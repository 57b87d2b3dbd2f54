"""The waterfalls of Bridge: from the cost of the first scenario to that of another, a column a driver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from outputs.rows.differences import axis_begin
from outputs.workbook.bridge import BASE, CHART_ROWS, FALL, MOST_CHARTS, RISE, WHOLE, Bridged
from outputs.workbook.charts import FONT, Canvas, scaled, words
from outputs.workbook.layout import Places
from outputs.workbook.writer import Book

LOOKS = ((WHOLE, "Total", "#1F3864"), (RISE, "More", "#F4B183"), (FALL, "Less", "#A9D18E"))
HEIGHT, WIDEST = 264, 640
"""Pixels."""


class Waterfalls(Canvas):
    """Makes the charts and sets them on the sheet."""

    def __init__(self, found: Sequence[Bridged], currency: str, book: Book, places: Places) -> None:
        super().__init__(book, places)
        self.found, self.currency = found[:MOST_CHARTS], currency

    def place(self, sheet: Worksheet, row: int, widths: Sequence[float]) -> None:
        """Two by two, as wide as the columns of the sheet."""
        width = min(WIDEST, sum(int(7 * one + 5) for one in widths) // 2)
        for n, one in enumerate(self.found):
            chart = self.waterfall(one)
            chart.set_size({"width": width - 10, "height": HEIGHT})
            sheet.insert_chart(row + CHART_ROWS * (n // 2), 0, chart, {"x_offset": width * (n % 2), "y_offset": 6})

    def waterfall(self, one: Bridged) -> Chart:
        """Columns that stand on the one before, on what is not drawn."""
        levels = [step.after for step in one.steps]
        unit, number_format = scaled(max(map(abs, levels)), self.currency)
        chart = self.chart("column", words(f"Bridge to {one.one.label}"), unit, number_format, subtype="stacked")
        chart.set_x_axis({"num_font": FONT | {"rotation": -45}, "label_position": "low"})
        chart.set_y_axis(self.upright(unit, number_format) | {"min": axis_begin(one.steps)})
        self._series(chart, one, BASE, "Not drawn", {"fill": {"none": True}, "border": {"none": True}, "gap": 40})
        for column, name, colour in LOOKS:
            shown = {"value": True, "num_format": _short(one, column), "font": FONT} if column != WHOLE else None
            look: dict[str, Any] = {"fill": {"color": colour}} | ({"data_labels": shown} if shown else {})
            self._series(chart, one, column, name, look)
        chart.set_legend({"position": "bottom", "font": FONT, "delete_series": [0]})
        return chart

    def _series(self, chart: Chart, one: Bridged, column: int, name: str, look: dict[str, Any]) -> None:
        sheet, first = self.places.rows[one.key(0)]
        last = first + len(one.steps) - 1
        labels, values = [sheet, first, 0, last, 0], [sheet, first, column, last, column]
        chart.add_series({"name": name, "categories": labels, "values": values} | look)


def _short(one: Bridged, column: int) -> str:
    """Amounts in thousands or millions, with their sign; nothing for 0."""
    most = max((abs(step.amount) for step in one.steps if not step.is_total), default=0)
    commas, letter = next(((c, w) for size, c, w in SIZES if most >= size), ("", ""))
    sign = "+" if column == RISE else "-"
    return f'"{sign}"#,##0{commas}"{letter}";;'


SIZES = ((20 * 10**6, ",,", "M"), (20 * 10**3, ",", "k"))
