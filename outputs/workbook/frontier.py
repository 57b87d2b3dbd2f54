"""A frontier as a workbook: the points with their bounds, a chart, and for two things varied a grid.

Charts draw a cell with words, also one whose formula gives "", as 0: cells that they look at hold a number or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsxwriter.chart import Chart

from models.calendar import Calendar
from models.files import atomic_write
from models.frontier import Best, Frontier
from outputs.rows.frontier import MEASURES, PointRow, lifted_words, point_rows
from outputs.source import Source
from outputs.workbook.book import chart_row, properties
from outputs.workbook.cells import Cell, Gap, Heading, Ink, Item, Part, Row, Sheet, Table, Value
from outputs.workbook.charts import FONT, Canvas, by_ones, scaled, words
from outputs.workbook.draw import Painter
from outputs.workbook.layout import Places, lay_out, letters
from outputs.workbook.parts import formula, text
from outputs.workbook.scenario_charts import COLOURS
from outputs.workbook.writer import Book, book

NAME = "Frontier"
CHART_ROWS = 22
WIDTH, HEIGHT = 900, 380
REACHED, BOUND = "#1F3864", "#C55A11"

Block = tuple[str, int, int]
"""Cells for a chart: the rows of a name, how many, and their column."""


def sheet(frontier: Frontier, source: Source) -> Sheet:
    rows = point_rows(frontier)
    what, beyond = MEASURES[frontier.best]
    along = " and ".join(frontier.names)
    columns = _columns(frontier, rows)
    lead = (
        f"Made from {source.file} by hireplan {source.version} on {source.date.isoformat()}. "
        f"Where a point is not proven, its bound says what no plan goes beyond ({beyond})."
    )
    return Sheet(
        NAME,
        f"{what}, by {along}",
        " ".join(filter(None, (lead, lifted_words(frontier)))),
        (
            Heading("Chart"),
            Gap(CHART_ROWS),
            *_grids(frontier, rows),
            Heading("Points"),
            _table(frontier, rows, columns),
        ),
        widths=(*(12,) * len(frontier.names), *(column.width for column in columns)),
        part=Part.ANSWER,
        time=False,
    )


UNITS = {Best.USE_CASES: "use cases", Best.COST: "money", Best.FIRST: "quarter no."}


@dataclass(frozen=True)
class _Column:
    """A column of the points, after those of what is varied. Its template is written for a point's key."""

    key: str
    header: str
    width: int
    value: Callable[[PointRow], Value]
    unit: str = ""
    template: str = ""
    """of another column as {column}; only where the value is a number"""

    def cell(self, row: PointRow, key: str, places: dict[str, str]) -> Cell:
        value = self.value(row)
        if self.template and value is not None:
            cells = {name: f"{{{key}|{place}}}" for name, place in places.items()}
            return formula(value, self.template.format_map(cells), self.unit)
        return Cell(value, unit=self.unit, ink=Ink.NOTED if self.unit else Ink.TEXT)


def _columns(frontier: Frontier, rows: Sequence[PointRow]) -> list[_Column]:
    what, beyond = MEASURES[frontier.best]
    unit = UNITS[frontier.best]
    columns = [
        _Column("reached", what, 16, lambda row: row.reached, unit),
        _Column("bound", f"Proven: {beyond}", 14, lambda row: row.bound, unit),
        _Column("open", "The same, if not reached", 14, lambda row: row.open_bound, unit),
        _Column("proven", "Proven", 9, lambda row: ("yes" if row.proven else "no") if row.has_plan else ""),
        _Column("status", "Status", 12, lambda row: row.status),
        _Column("live", "Use cases by target date", 14, lambda row: row.use_cases, "use cases"),
        _Column("cost", "Cost", 14, lambda row: row.cost, "money"),
    ]
    if frontier.budget_lifted == 1:
        columns += [
            _Column("budget", "Budget", 14, lambda row: row.budget, "money"),
            _Column("headroom", "Headroom", 14, _headroom, "money left", "={budget}-{cost}"),
        ]
    columns += [
        _Column("first", "First production", 12, lambda row: (row.first_production or "none") if row.has_plan else ""),
        _Column("peak", "Peak heads", 10, lambda row: row.peak_heads, "heads"),
    ]
    if any(row.uncovered for row in rows):
        header = "Inherited demand uncovered, FTE-quarters"
        columns.append(_Column("uncovered", header, 14, _uncovered, "FTE"))
    return [*columns, _Column("note", "Note", 40, lambda row: row.note)]


def _headroom(row: PointRow) -> Value:
    return None if row.budget is None or row.cost is None else row.budget - row.cost


def _uncovered(row: PointRow) -> Value:
    return None if row.uncovered is None else row.uncovered / 100


def _table(frontier: Frontier, rows: Sequence[PointRow], columns: Sequence[_Column]) -> Table:
    places = {column.key: letters(n) for n, column in enumerate(columns, len(frontier.names))}

    def line(n: int, row: PointRow) -> Row:
        key = f"point.{n}"
        return Row(key, (*map(text, row.values), *(column.cell(row, key, places) for column in columns)))

    headers = (*frontier.names, *(column.header for column in columns))
    return Table(headers, tuple(line(n, row) for n, row in enumerate(rows)))


def _grids(frontier: Frontier, rows: Sequence[PointRow]) -> list[Item]:
    """Two things varied, the first down, the second across: what is reached, and bounds where any are not."""
    if len(frontier.names) < 2:
        return []
    what, beyond = MEASURES[frontier.best]
    note = f"{frontier.names[0]} down, {frontier.names[1]} across; empty: none, Points says why"
    grids: list[Item] = [Heading(what, note), _grid(frontier, rows, "grid", lambda row: row.reached, 0)]
    if any(row.open_bound is not None for row in rows):
        bounds = _grid(frontier, rows, "open", lambda row: row.open_bound, 2)
        grids += [Heading(f"Where not proven: {beyond}", "the same grid; empty: proven, or no plan"), bounds]
    return grids


def _grid(
    frontier: Frontier, rows: Sequence[PointRow], name: str, value: Callable[[PointRow], int | None], column: int
) -> Table:
    """A column of the points, the first one counted as 0, laid out as a grid."""
    down, across = _sides(rows)
    place = {row.values: n for n, row in enumerate(rows)}
    letter = letters(len(frontier.names) + column)

    def cell(values: tuple[str, str]) -> Cell:
        n = place[values]
        known = value(rows[n])
        return Cell(None) if known is None else formula(known, f"={{point.{n}|{letter}}}", UNITS[frontier.best])

    lines = (Row(f"{name}.{n}", (text(v), *(cell((v, w)) for w in across))) for n, v in enumerate(down))
    return Table(("", *across), tuple(lines), right_from=1)


def _sides(rows: Sequence[PointRow]) -> tuple[list[str], list[str]]:
    """The values of the two things varied: down, and across."""
    down, across = (list(dict.fromkeys(row.values[n] for row in rows)) for n in (0, 1))
    return down, across


def write(frontier: Frontier, calendar: Calendar, currency: str, source: Source, path: Path) -> None:
    """Write the workbook of a frontier, whole or not at all. Raises HireplanError where it cannot be written."""
    spec = sheet(frontier, source)
    places = lay_out([spec], calendar.quarters)
    with atomic_write(path) as temporary, book(temporary) as opened:
        properties(opened, "Frontier", source)
        drawn = Painter(opened, places, calendar, currency).sheet(spec)
        chart = _Charts(opened, places, frontier, calendar, currency).made()
        chart.set_size({"width": WIDTH, "height": HEIGHT})
        drawn.insert_chart(chart_row(spec), 0, chart, {"x_offset": 4, "y_offset": 6})


class _Charts(Canvas):
    """The chart of a frontier: what is reached, and where that is not proven the best, what may be reached at best."""

    def __init__(self, book: Book, places: Places, frontier: Frontier, calendar: Calendar, currency: str) -> None:
        super().__init__(book, places)
        self.frontier, self.calendar, self.currency = frontier, calendar, currency
        self.rows = point_rows(frontier)

    def made(self) -> Chart:
        what, _ = MEASURES[self.frontier.best]
        chart = self.chart("line", f"{what}, by {' and '.join(self.frontier.names)}", *self._scale())
        chart.set_x_axis({"num_font": FONT, "name": words(self.frontier.names[0]), "name_font": FONT})
        self._count(chart)
        if len(self.frontier.names) == 1:
            self._line(chart, ("point", len(self.rows), 1), what, REACHED, self._labels())
            self._bounds(chart, ("point", len(self.rows), 3), self.rows, "Not proven", BOUND)
            return chart
        down, across = _sides(self.rows)
        for n, value in enumerate(across):
            name, colour = f"{self.frontier.names[1]}: {value}", COLOURS[n % len(COLOURS)]
            self._line(chart, ("grid", len(down), 1 + n), name, colour)
            of = [row for row in self.rows if row.values[1] == value]
            self._bounds(chart, ("open", len(down), 1 + n), of, name, colour)
        return chart

    def _scale(self) -> tuple[str, str]:
        """The title of the upright axis, and the format of its numbers."""
        match self.frontier.best:
            case Best.USE_CASES:
                return "use cases", "#,##0"
            case Best.COST:
                return scaled(max(self._drawn(), default=0), self.currency)
            case Best.FIRST:
                return f"quarter no. (1 = {self.calendar.label(1)})", "#,##0"

    def _drawn(self) -> list[int]:
        return [value for row in self.rows for value in (row.reached, row.open_bound) if value is not None]

    def _count(self, chart: Chart) -> None:
        if self.frontier.best is not Best.COST:
            by_ones(chart, max(self._drawn(), default=0))

    def _labels(self) -> dict[str, Any]:
        """Of the first production the quarters by name, since an axis has numbers only."""
        if self.frontier.best is not Best.FIRST:
            return {}
        firsts = (row.first_production for row in self.rows)
        named = [{"value": words(first)} if first else {"delete": True} for first in firsts]
        return {"data_labels": {"value": True, "position": "above", "font": FONT, "custom": named}}

    def _line(self, chart: Chart, cells: Block, name: str, colour: str, more: dict[str, Any] | None = None) -> None:
        mark = {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"color": colour}}
        look = {"line": {"color": colour, "width": 2.25}, "marker": mark}
        chart.add_series(self._cells(*cells) | {"name": words(name)} | look | (more or {}))

    def _bounds(self, chart: Chart, cells: Block, rows: Sequence[PointRow], name: str, colour: str) -> None:
        """A mark for each point that is not proven, where there are any: the best that no plan goes beyond."""
        if all(row.open_bound is None for row in rows):
            return
        mark = {"type": "long_dash", "size": 9, "fill": {"color": colour}, "border": {"color": colour}}
        look = {"line": {"none": True}, "marker": mark}
        called = {"name": words(f"{name}: {MEASURES[self.frontier.best][1]}")}
        chart.add_series(self._cells(*cells) | called | look)

    def _cells(self, block: str, length: int, column: int) -> dict[str, list[int | str]]:
        sheet, first = self.places.rows[f"{block}.0"]
        last = first + length - 1
        return {"categories": [sheet, first, 0, last, 0], "values": [sheet, first, column, last, column]}
