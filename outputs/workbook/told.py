"""A plan's workbook with one more sheet behind its Summary; where there is no plan, that sheet and where it is from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from models.assessment import Assessment
from models.explanation import Explanation
from models.files import atomic_write
from models.plan import Result
from outputs.rows.facts import Facts, facts_of
from outputs.source import Source
from outputs.workbook import about, assess, explain, summary
from outputs.workbook.assess import AssessCharts
from outputs.workbook.book import chart_row, draw, name_constants, own_names, properties, sheets
from outputs.workbook.cells import Sheet
from outputs.workbook.charts import GAP
from outputs.workbook.draw import Painter
from outputs.workbook.explain import ExplainCharts
from outputs.workbook.layout import Places, lay_out
from outputs.workbook.writer import Book, book

WIDTH, ABREAST, HEIGHT = 900, 640, 310
"""Pixels of a chart, and of one of two."""


@dataclass(frozen=True)
class Told:
    """A sheet beside a plan, and whose plan that is."""

    title: str
    """of the file"""
    spec: Sheet
    base: Result
    """the problem as it stands, solved"""
    shown: Result | None
    """whose plan the other sheets show; None: there is none"""
    charts: Callable[[Book, Places], list[Chart]]


def write_with_explanation(explanation: Explanation, path: Path, source: Source) -> None:
    """Write an explanation, whole or not at all."""
    plans = (explanation.base, explanation.closest)
    shown = next((result for result in plans if result is not None and result.plan is not None), None)
    _write(
        Told(
            "Hiring plan explained",
            explain.sheet(explanation),
            explanation.base,
            shown,
            lambda opened, places: ExplainCharts(opened, places).made(explanation),
        ),
        path,
        source,
    )


def write_with_assessment(assessment: Assessment, path: Path, source: Source) -> None:
    """Write an assessment, whole or not at all."""
    _write(
        Told(
            "Team assessed",
            assess.sheet(assessment),
            assessment.base,
            assessment.base if assessment.base.plan is not None else None,
            lambda opened, places: AssessCharts(opened, places).made(assessment),
        ),
        path,
        source,
    )


def _write(told: Told, path: Path, source: Source) -> None:
    facts = None if told.shown is None else facts_of(told.shown)
    specs = _specs(told, facts, source)
    problem = told.base.problem
    places = lay_out(specs, problem.quarters)
    with atomic_write(path) as temporary, book(temporary) as opened:
        properties(opened, told.title, source)
        if facts is None:
            painter = Painter(opened, places, problem.calendar, problem.settings.currency)
            drawn = [painter.sheet(spec) for spec in specs]
        else:
            drawn = draw(opened, facts, specs, places)
            name_constants(opened, places)
            for name, address in own_names(facts, places).items():
                opened.name(name, address)
        _place(opened, told, places, drawn[specs.index(told.spec)])


def _specs(told: Told, facts: Facts | None, source: Source) -> list[Sheet]:
    """The sheet stands behind the plan's Summary, or first of all."""
    if facts is None:
        return [told.spec, about.without_plan(told.base, source)]
    found = sheets(facts, source)
    if told.shown is not told.base:
        found = [_labelled(spec) if spec.name == summary.NAME else spec for spec in found]
    return [found[0], told.spec, *found[1:]]


def _labelled(spec: Sheet) -> Sheet:
    """A Summary that says that its plan does not keep to everything."""
    return replace(spec, title=f"The plan that gives up least - {spec.title}")


def _place(opened: Book, told: Told, places: Places, drawn: Worksheet) -> None:
    charts = told.charts(opened, places)
    width = WIDTH if len(charts) < 2 else ABREAST
    for n, chart in enumerate(charts):
        chart.set_size({"width": width, "height": HEIGHT})
        drawn.insert_chart(chart_row(told.spec), 0, chart, {"x_offset": 4 + n * (width + GAP), "y_offset": 6})
