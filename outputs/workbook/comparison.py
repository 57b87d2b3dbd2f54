"""Several results in one workbook: how they compare first, then all sheets of every scenario that holds a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.calendar import Calendar
from models.files import atomic_write
from outputs.rows.differences import from_the_first
from outputs.rows.facts import Facts
from outputs.rows.scenarios import time_line
from outputs.source import Scenario
from outputs.workbook import bridge, bridge_by_quarter, by_quarter, changed_requisitions, inputs, scenarios
from outputs.workbook.book import chart_row, draw, name_constants, own_names, properties, sheets
from outputs.workbook.bridge_charts import Waterfalls
from outputs.workbook.cells import Sheet
from outputs.workbook.compared import Compared, lettered, linked_constants, titled
from outputs.workbook.draw import Painter
from outputs.workbook.layout import Places, joined, lay_out
from outputs.workbook.scenario_charts import ScenarioCharts, colour
from outputs.workbook.writer import Book, book


@dataclass(frozen=True)
class PlanSheets:
    """The sheets of one scenario's plan, laid out."""

    number: int
    one: Compared
    facts: Facts
    specs: list[Sheet]
    places: Places


@dataclass(frozen=True)
class Comparison:
    """Everything that is drawn."""

    scenarios: list[Compared]
    calendar: Calendar
    fronts: list[Sheet]
    """Scenarios, Scenarios by quarter; of several scenarios also Bridge, Bridge by quarter, Requisition changes"""
    places: Places
    """of the fronts, with those of scenario B's plan under keys such as `B.cost.all`"""
    parts: list[PlanSheets]
    bridged: list[bridge.Bridged]


def laid_out(given: Sequence[Scenario]) -> Comparison:
    """All sheets with their places. Raises ValueError where no scenario holds a plan."""
    found = lettered(given)
    parts = _plan_sheets(found)
    calendar = time_line([part.facts for part in parts])
    differences = from_the_first([one.result for one in found])
    bridged = bridge.bridged(found, differences)
    fronts = [scenarios.sheet(found), by_quarter.sheet(found, calendar)]
    if len(found) > 1:
        fronts.append(bridge.sheet(found, differences))
        fronts += [bridge_by_quarter.sheet(found[0], bridged, calendar)] if bridged else []
        fronts.append(changed_requisitions.sheet(found, differences))
    places = joined(lay_out(fronts, calendar.quarters), {part.one.letter: part.places for part in parts})
    return Comparison(found, calendar, fronts, places, parts, bridged)


def _plan_sheets(found: list[Compared]) -> list[PlanSheets]:
    parts: list[PlanSheets] = []
    for number, one in enumerate(found):
        if one.facts is not None:
            specs = [titled(spec, one) for spec in sheets(one.facts, one.scenario.source)]
            if parts:  # the names of the constants mean those of the first plan
                specs = [linked_constants(spec) if spec.name == inputs.NAME else spec for spec in specs]
            places = lay_out(specs, one.facts.problem.quarters, one.prefix)
            parts.append(PlanSheets(number, one, one.facts, specs, places))
    return parts


def write(given: Sequence[Scenario], path: Path) -> None:
    """Write the comparison of scenarios, whole or not at all. Raises ValueError where none holds a plan."""
    comparison = laid_out(given)
    with atomic_write(path) as temporary, book(temporary) as opened:
        properties(opened, "Scenarios compared", comparison.parts[0].one.scenario.source)
        _fronts(opened, comparison)
        for part in comparison.parts:
            _plan(opened, part)
        name_constants(opened, comparison.parts[0].places)


def _fronts(opened: Book, comparison: Comparison) -> None:
    money = scenarios.currency(comparison.scenarios)
    painter = Painter(opened, comparison.places, comparison.calendar, money)
    drawn = {spec.name: (painter.sheet(spec), spec) for spec in comparison.fronts}
    first, spec = drawn[scenarios.NAME]
    charts = ScenarioCharts(comparison.scenarios, comparison.calendar, opened, comparison.places)
    charts.place(first, chart_row(spec), spec.widths)
    if comparison.bridged:
        second, spec = drawn[bridge.NAME]
        waterfalls = Waterfalls(comparison.bridged, money, opened, comparison.places)
        waterfalls.place(second, chart_row(spec), spec.widths)


def _plan(opened: Book, part: PlanSheets) -> None:
    """A plan's sheets, tabs in the scenario's colour. Names of figures and settings belong to its own sheets."""
    for drawn in draw(opened, part.facts, part.specs, part.places):
        drawn.set_tab_color(colour(part.number))
    for name, address in own_names(part.facts, part.places).items():
        sheet, _ = address.rsplit("!", 1)
        opened.name(f"{sheet}!{name}", address)
