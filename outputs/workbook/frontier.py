"""A frontier as a workbook: the points with their bounds, a chart, and for two things varied a grid."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter.chart import Chart

from models.calendar import Calendar
from models.files import atomic_write
from models.frontier import Best, Frontier
from outputs.rows.frontier import MEASURES, PointRow, point_rows
from outputs.source import Source
from outputs.workbook.book import chart_row, properties
from outputs.workbook.cells import Cell, Gap, Heading, Ink, Item, Part, Row, Sheet, Table
from outputs.workbook.charts import FONT, Canvas, scaled, words
from outputs.workbook.draw import Painter
from outputs.workbook.layout import Places, lay_out, letters
from outputs.workbook.parts import formula, text
from outputs.workbook.scenario_charts import COLOURS
from outputs.workbook.writer import Book, book

NAME = "Frontier"
CHART_ROWS = 22
WIDTH, HEIGHT = 900, 380
REACHED, BOUND = "#1F3864", "#C55A11"


def sheet(frontier: Frontier, source: Source) -> Sheet:
    rows = point_rows(frontier)
    what, beyond = MEASURES[frontier.best]
    along = " and ".join(frontier.names)
    return Sheet(
        NAME,
        f"{what}, by {along}",
        f"Made from {source.file} by hireplan {source.version} on {source.date.isoformat()}. "
        f"Where a point is not proven, its bound says what no plan goes beyond ({beyond}).",
        (
            Heading("Chart"),
            Gap(CHART_ROWS),
            *_grid(frontier, rows),
            Heading("Points"),
            _table(frontier, rows),
        ),
        widths=(*(12,) * len(frontier.names), 16, 14, 14, 9, 12, 14, 14, 14, 14, 12, 10, 40),
        part=Part.ANSWER,
        time=False,
    )


UNITS = {Best.USE_CASES: "use cases", Best.COST: "money", Best.FIRST: "quarter no."}


def _table(frontier: Frontier, rows: list[PointRow]) -> Table:
    what, beyond = MEASURES[frontier.best]
    headers = (
        *frontier.names,
        *(what, f"Proven: {beyond}", "The same, if not reached", "Proven", "Status"),
        *("Use cases by target date", "Cost", "Budget", "Headroom", "First production", "Peak heads", "Note"),
    )
    return Table(headers, tuple(_row(frontier, n, row) for n, row in enumerate(rows)))


def _row(frontier: Frontier, n: int, row: PointRow) -> Row:
    unit, key, before = UNITS[frontier.best], f"point.{n}", len(row.values)
    value, bound, cost, budget = (letters(before + place) for place in (0, 1, 6, 7))
    noted = [Cell(number, unit=unit, ink=Ink.NOTED) for number in (row.reached, row.bound)]
    open_bound, headroom = Cell(None), Cell(None)
    if row.cost is not None and row.budget is not None and row.bound is not None:
        left = f"={{{key}|{budget}}}-{{{key}|{cost}}}"
        headroom = formula(row.budget - row.cost, left, "money left")
        apart = f'=IF({{{key}|{value}}}={{{key}|{bound}}},"",{{{key}|{bound}}})'
        open_bound = formula("" if row.proven else row.bound, apart, unit)
    return Row(
        key,
        (
            *(text(value) for value in row.values),
            *(*noted, open_bound),
            text("" if row.reached is None else "yes" if row.proven else "no"),
            text(row.status),
            Cell(row.use_cases, unit="use cases", ink=Ink.NOTED),
            Cell(row.cost, unit="money", ink=Ink.NOTED),
            Cell(row.budget, unit="money", ink=Ink.NOTED),
            headroom,
            text(row.first_production),
            Cell(row.peak_heads, unit="heads", ink=Ink.NOTED),
            text(row.note),
        ),
    )


def _grid(frontier: Frontier, rows: list[PointRow]) -> list[Item]:
    """Two things varied: the first down, the second across."""
    if len(frontier.names) < 2:
        return []
    down, across = (list(dict.fromkeys(row.values[n] for row in rows)) for n in (0, 1))
    place = {row.values: n for n, row in enumerate(rows)}
    reached, status = letters(2), letters(6)

    def cell(values: tuple[str, str]) -> Cell:
        n = place[values]
        known = rows[n].reached
        template = f"={{point.{n}|{status if known is None else reached}}}"
        return formula(rows[n].status if known is None else known, template, UNITS[frontier.best])

    table = (Row(f"grid.{n}", (text(v), *(cell((v, w)) for w in across))) for n, v in enumerate(down))
    what, _ = MEASURES[frontier.best]
    heading = Heading(what, f"{frontier.names[0]} down, {frontier.names[1]} across")
    return [heading, Table(("", *across), tuple(table), right_from=1)]


def write(frontier: Frontier, calendar: Calendar, currency: str, source: Source, path: Path) -> None:
    """Write the workbook of a frontier, whole or not at all. Raises HireplanError where it cannot be written."""
    spec = sheet(frontier, source)
    places = lay_out([spec], calendar.quarters)
    with atomic_write(path) as temporary, book(temporary) as opened:
        properties(opened, "Frontier", source)
        drawn = Painter(opened, places, calendar, currency).sheet(spec)
        chart = _Charts(opened, places, frontier, currency).made()
        chart.set_size({"width": WIDTH, "height": HEIGHT})
        drawn.insert_chart(chart_row(spec), 0, chart, {"x_offset": 4, "y_offset": 6})


class _Charts(Canvas):
    """The chart of a frontier: what is reached, and where that is not proven the best, what may be reached at best."""

    def __init__(self, book: Book, places: Places, frontier: Frontier, currency: str) -> None:
        super().__init__(book, places)
        self.frontier, self.currency = frontier, currency
        self.rows = point_rows(frontier)

    def made(self) -> Chart:
        what, _ = MEASURES[self.frontier.best]
        unit, number_format = UNITS[self.frontier.best], "#,##0"
        if self.frontier.best is Best.COST:
            unit, number_format = scaled(max([row.reached or 0 for row in self.rows]), self.currency)
        chart = self.chart("line", f"{what}, by {' and '.join(self.frontier.names)}", unit, number_format)
        chart.set_x_axis({"num_font": FONT, "name": words(self.frontier.names[0]), "name_font": FONT})
        if len(self.frontier.names) == 1:
            self._line(chart, "point", len(self.rows), 1, what, REACHED)
            if not all(row.proven for row in self.rows):
                self._bounds(chart)
        else:
            down, across = (list(dict.fromkeys(row.values[n] for row in self.rows)) for n in (0, 1))
            for n, value in enumerate(across):
                name = f"{self.frontier.names[1]}: {value}"
                self._line(chart, "grid", len(down), 1 + n, name, COLOURS[n % len(COLOURS)])
        return chart

    def _line(self, chart: Chart, block: str, length: int, column: int, name: str, colour: str) -> None:
        mark = {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"color": colour}}
        look = {"line": {"color": colour, "width": 2.25}, "marker": mark}
        chart.add_series(self._cells(block, length, column) | {"name": words(name)} | look)

    def _bounds(self, chart: Chart) -> None:
        """A mark for each point that is not proven: the best that no plan goes beyond."""
        mark = {"type": "long_dash", "size": 9, "fill": {"color": BOUND}, "border": {"color": BOUND}}
        name = f"Not proven: {MEASURES[self.frontier.best][1]}"
        look = {"line": {"none": True}, "marker": mark}
        chart.add_series(self._cells("point", len(self.rows), 3) | {"name": name} | look)

    def _cells(self, block: str, length: int, column: int) -> dict[str, list[int | str]]:
        sheet, first = self.places.rows[f"{block}.0"]
        last = first + length - 1
        return {"categories": [sheet, first, 0, last, 0], "values": [sheet, first, column, last, column]}
