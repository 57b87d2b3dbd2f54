"""Scenarios: measures down, scenarios across, and how each differs from the first; charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.words import counted
from outputs.rows.answer import proof_words
from outputs.rows.scenarios import Change, Measure, Worth, measures
from outputs.summary import summary_lines
from outputs.workbook.cells import Cell, Gap, Heading, Item, Row, Sheet, Table
from outputs.workbook.compared import Compared
from outputs.workbook.input_changes import input_changes
from outputs.workbook.layout import letters
from outputs.workbook.parts import formula, text

NAME = "Scenarios"
CHART_ROWS = 26
LEAST_COLUMNS = 5
"""Columns for scenarios, so that two of them leave the charts their width."""
FIRST_SCENARIO = 2
"""The column (counted from 0) of the first scenario, after measure and unit."""
BASE = letters(FIRST_SCENARIO)

OTHER_CURRENCY = "own currency"
"""The unit of money where scenarios are not all in one currency."""

SOURCES = {
    "currency": "set.currency|C",
    "begins": "set.first|C",
    "length": "set.quarters|C",
    "by": "set.target_by|C",
    "at_against": "sum.at|C",
    "cost_against": "sum.cost|C",
}
"""Measure: the cell of a plan's own sheets that holds it; one that is not here stands in column B of the Summary."""


def sheet(scenarios: Sequence[Compared]) -> Sheet:
    found = measures([one.result for one in scenarios])
    differing = [measure for measure in found if measure.comparable]
    company = scenarios[0].result.problem.settings.company
    return Sheet(
        NAME,
        f"Scenarios{f' of {company}' if company else ''}",
        _lead(scenarios),
        (
            Heading("The scenarios", "the names of a scenario's sheets begin with its letter"),
            _list(scenarios),
            Heading("Charts"),
            Gap(CHART_ROWS),
            Heading("Measures"),
            _table(scenarios, [_values(scenarios, measure) for measure in found]),
            Heading(f"Difference from {scenarios[0].label}", _base_note(scenarios)),
            _table(scenarios, [_amounts(measure) for measure in differing]),
            Heading(f"Difference from {scenarios[0].label} in per cent", "of the first, its sign left out; empty if 0"),
            _table(scenarios, [_shares(measure) for measure in differing]),
            *input_changes(scenarios),
            *_without_plan(scenarios),
        ),
        widths=(40, 12, *(20,) * max(LEAST_COLUMNS, len(scenarios))),
        time=False,
    )


def currency(scenarios: Sequence[Compared]) -> str:
    """The currency of all scenarios, or that each has its own."""
    found = {one.result.problem.settings.currency for one in scenarios}
    return found.pop() if len(found) == 1 else OTHER_CURRENCY


def _table(scenarios: Sequence[Compared], rows: Sequence[Row]) -> Table:
    headers = ("Measure", "Unit", *(one.label for one in scenarios))
    return Table(headers, tuple(rows), right_from=FIRST_SCENARIO)


def measure_key(measure: str) -> str:
    """The key of a measure's row."""
    return f"measure.{measure}"


def _lead(scenarios: Sequence[Compared]) -> str:
    """What a reader must know before comparing."""
    said = [f"{counted(len(scenarios), 'scenario')} side by side; figures are formulas on each scenario's own sheets."]
    horizons = {one.facts.problem.calendar for one in scenarios if one.facts}
    if len(horizons) > 1:
        said.append("Their horizons differ: totals are of different quarters.")
    if currency(scenarios) == OTHER_CURRENCY:
        said.append("Their currencies differ: money is compared only within that of the first.")
    return " ".join(said)


def _list(scenarios: Sequence[Compared]) -> Table:
    rows = (Row(f"scenario.{one.letter}", _named(one)) for one in scenarios)
    return Table(("Scenario", "Its letter", "How it stands"), tuple(rows), runs_on=True)


def _named(one: Compared) -> tuple[Cell, ...]:
    words = proof_words(one.result) if one.facts else f"No plan ({one.result.status}): see the end of this sheet."
    return text(one.scenario.name), text(one.letter, bold=True), text(words)


def _values(scenarios: Sequence[Compared], measure: Measure) -> Row:
    cells = [_value(one, measure, value) for one, value in zip(scenarios, measure.values, strict=True)]
    return Row(measure_key(measure.key), (text(measure.label), Cell(measure.unit, unit="label"), *cells))


def _value(one: Compared, measure: Measure, value: Worth) -> Cell:
    """What a scenario's own sheets say; a scenario without a plan has no sheets, but a status."""
    if one.facts is None or value is None:
        return Cell(value)
    return formula(value, f"={{{one.letter}.{SOURCES.get(measure.key, f'sum.{measure.key}|B')}}}", measure.unit)


def _base_note(scenarios: Sequence[Compared]) -> str:
    return (
        f"positive: more than in {scenarios[0].letter}"
        if scenarios[0].facts
        else "it holds no plan, so there is nothing to compare with"
    )


def _amounts(measure: Measure) -> Row:
    def cell(change: Change) -> Cell:
        key = measure_key(measure.key)
        return formula(change.amount, f"={{{key}}}-{{{key}|{BASE}}}", measure.unit)

    cells = _differences(measure, cell)
    return Row(f"more.{measure.key}", (text(measure.label), Cell(measure.unit, unit="label"), *cells))


def _shares(measure: Measure) -> Row:
    def cell(change: Change) -> Cell:
        base = f"{{{measure_key(measure.key)}|{BASE}}}"
        template = f'=IF({base}=0,"",{{more.{measure.key}}}/ABS({base}))'
        return formula("" if change.share is None else change.share, template, "change")

    return Row(f"share.{measure.key}", (text(measure.label), text("%"), *_differences(measure, cell)))


def _differences(measure: Measure, cell: Callable[[Change], Cell]) -> list[Cell]:
    """Cells for all scenarios; empty for the first itself, and where there is nothing to compare."""
    return [Cell(None) if change is None else cell(change) for change in measure.changes]


def _without_plan(scenarios: Sequence[Compared]) -> list[Item]:
    """Why scenarios hold no plan, in words."""
    rows = [
        Row("", (text(one.label if n == 0 else ""), text(line.strip())))
        for one in scenarios
        if one.facts is None
        for n, line in enumerate(summary_lines(one.result))
    ]
    return [Heading("Scenarios without a plan"), Table(("", ""), tuple(rows), runs_on=True)] if rows else []
