"""Explain: why there is no plan or the target is missed, what repairs that, what rules cost, what hires are for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from xlsxwriter.chart import Chart

from models.explanation import Explanation
from models.plan import Result
from models.whatif import outcome
from models.words import counted
from outputs.rows.explain import (
    MOST_LISTED,
    ConflictRow,
    HireRow,
    RepairRow,
    conflict_rows,
    explain_sentences,
    explain_title,
    hire_rows,
    repair_rows,
)
from outputs.rows.prices import MOST_BARS, BarChart, PriceRow, bar_charts, price_rows
from outputs.rows.whatif import FOUND, EffectRow, headed, listed
from outputs.workbook.cells import Cell, Gap, Heading, Ink, Item, Part, Row, Sheet, Table
from outputs.workbook.charts import FEW, FONT, Canvas, scaled
from outputs.workbook.parts import text

NAME = "Explain"
CHART_ROWS = 18
BAR = "#5B9BD5"
CHANCE = f"No objective asks for what is headed ({FOUND}): plans that are equally good may differ in it."
LONGEST = 220
"""Characters of a line over all columns."""
CHARTED = 3
"""Column (counted from 0) of the numbers that a chart shows."""


def sheet(explanation: Explanation) -> Sheet:
    return Sheet(
        NAME,
        explain_title(explanation),
        f"Every number is that of a plan that was solved for; differences are from the problem as it stands. {CHANCE}",
        (
            Heading("In short"),
            lines_of(explain_sentences(explanation)),
            *_why_not(explanation),
            *_repairs(explanation),
            *_closest(explanation),
            *_bars(explanation),
            *_prices(explanation),
            *_hires(explanation),
            *left_out(explanation.left_out),
        ),
        widths=(30, 15, 34, 10, 12, 12, 12, 12, 12, 10, 30),
        most=(40, 24, 44, 14, 16, 16, 16, 16, 16, 14, 44),
        part=Part.ANSWER,
        time=False,
    )


def lines_of(sentences: Sequence[str]) -> Table:
    """Sentences over all columns, those that are longer than the sheet is wide in several rows."""
    lines = (line for sentence in sentences for line in wrap(sentence, LONGEST, subsequent_indent="    ") or [""])
    return Table(("",), tuple(Row("", (text(line),)) for line in lines), runs_on=True)


def left_out(found: Sequence[str]) -> list[Item]:
    """What there was no time for."""
    return [Heading("What was left out"), lines_of(found)] if found else []


def noted(value: int | None, unit: str) -> Cell:
    """A number that hireplan computed; empty where it is not known."""
    return Cell(value, unit=unit, ink=Ink.NOTED)


# -- why not


def _why_not(explanation: Explanation) -> Iterator[Item]:
    for row in conflict_rows(explanation):
        yield Heading(row.title, row.note)
        yield _members(row)


def _members(row: ConflictRow) -> Table:
    return lines_of(row.members)


REPAIRS = ("What gives way", "Smallest", "Change", "Size", "At least", "Unit")


def _repair_heads(explanation: Explanation) -> tuple[str, ...]:
    """Those of the changes, then of the plans."""
    found = next((o for r in explanation.repairs if r.then.result and (o := outcome(r.then.result))), None)
    use_cases, cost = (None, None) if found is None else (found.use_cases, found.cost)
    plans = (headed("Use cases by target", use_cases), headed("Cost", cost), f"First production ({FOUND})")
    return (*REPAIRS, *plans, "Proven", "Note")


def _repairs(explanation: Explanation) -> list[Item]:
    rows = repair_rows(explanation)
    if not rows:
        return []
    note = "each was solved: with it a plan exists; smallest: nothing smaller of its kind will do"
    heads = _repair_heads(explanation)
    return [Heading("Repairs", note), Table(heads, tuple(_repair(n, row) for n, row in enumerate(rows)))]


def _repair(n: int, row: RepairRow) -> Row:
    unit = "money" if row.is_money else "count"
    return Row(
        f"explain.repair.{n}",
        (
            *(text(row.kind), text(row.smallest), text(row.change)),
            *(noted(row.size, unit), noted(row.at_least, unit), text(row.unit)),
            *(noted(row.use_cases, "use cases"), noted(row.cost, "money")),
            *(text(row.first), text(row.proven), text(row.note)),
        ),
    )


def _closest(explanation: Explanation) -> list[Item]:
    if explanation.base.plan is not None or explanation.closest is None or explanation.closest.plan is None:
        return []
    told = (
        "No plan keeps to everything. The other sheets show the plan that gives up least: what it breaks stands on the "
        "sheets Checks, Budget and Rules.",
        *explanation.closest.notes,
    )
    return [Heading("The plan on the other sheets"), lines_of(told)]


# -- prices


def _effect_heads(base: Result) -> tuple[str, ...]:
    """Of the numbers of an effect; what no level asks for says so."""
    found = outcome(base)
    use_cases, cost, value = (None,) * 3 if found is None else (found.use_cases, found.cost, found.value)
    return (
        *(headed("Use cases", use_cases), headed("Cost", cost), "Cost at least", "Cost at most"),
        *(headed("Value", value), f"First production, quarters later ({FOUND})", "Proven"),
    )


def effect_cells(row: EffectRow) -> tuple[Cell, ...]:
    """The numbers of an effect, as their headings have them."""
    return (
        noted(row.use_cases, "use cases"),
        *(noted(amount, "money") for amount in (row.cost, row.cost_low, row.cost_high, row.value)),
        noted(row.first, "count"),
        text(row.proven),
    )


def _prices(explanation: Explanation) -> list[Item]:
    rows = price_rows(explanation)
    if not rows:
        return []
    note = "what changes when one of them does; what brings most comes first; proven: of all that is asked for"
    head = Heading("Prices of rules and limits", note)
    headers = ("Rule or limit", "Step", "Change", *_effect_heads(explanation.base), "Note")
    return [head, Table(headers, tuple(_price(n, row) for n, row in enumerate(rows)), filters=True)]


def _price(n: int, row: PriceRow) -> Row:
    names = (text(row.lever), text(row.step), text(row.change))
    return Row(f"explain.price.{n}", (*names, *effect_cells(row.effect), text(row.effect.note)))


def _bars(explanation: Explanation) -> list[Item]:
    """The charts and their numbers, which stay where they are when the prices are sorted."""
    charts = bar_charts(explanation)
    if not charts:
        return []
    note = f"rules and limits off or a step looser, none with fewer use cases; at most {counted(MOST_BARS, 'bar')} each"
    tables = [item for chart in charts for item in (Gap(), _bar_table(chart))]
    return [Heading("What brings most", note), Gap(CHART_ROWS), *tables[1:]]


def _bar_table(chart: BarChart) -> Table:
    unit = "money" if chart.is_money else "use cases"
    rows = (
        Row(f"explain.bar.{chart.key}.{n}", (text(label), text(""), text(""), noted(amount, unit)))
        for n, (label, amount) in enumerate(chart.bars)
    )
    return Table(("Change", "", "", chart.column), tuple(rows))


class ExplainCharts(Canvas):
    """The charts of what brings most."""

    def made(self, explanation: Explanation) -> list[Chart]:
        """Side by side; none where nothing brings anything."""
        return [self._bars(chart, explanation.base.problem.settings.currency) for chart in bar_charts(explanation)]

    def _bars(self, told: BarChart, currency: str) -> Chart:
        most = max(amount for _, amount in told.bars)
        unit, number_format = scaled(most, currency) if told.is_money else ("use cases", "#,##0")
        chart = self.chart("bar", told.title, unit, number_format)
        chart.set_legend({"none": True})
        value_axis = self.upright(unit, number_format) | {"label_position": "high", "min": 0}  # "high": bars go down
        if not told.is_money and most <= FEW:
            value_axis["major_unit"] = 1
        chart.set_x_axis(value_axis)
        no_grid = {"visible": False}
        chart.set_y_axis({"num_font": FONT, "reverse": True, "label_position": "low", "major_gridlines": no_grid})
        name, first = self.places.rows[f"explain.bar.{told.key}.0"]
        last = first + len(told.bars) - 1
        chart.add_series(
            {
                "name": told.column,
                "categories": [name, first, 0, last, 0],
                "values": [name, first, CHARTED, last, CHARTED],
                "fill": {"color": BAR},
                "gap": 40,
                "data_labels": {"value": True, "font": FONT, "num_format": number_format},
            }
        )
        return chart


# -- hires

HIRES = (
    *("Positions", "Job profile", "Needed for, and rules broken without", "Start"),
    *(
        f"{what}: {figure}"
        for what in ("Without", "Later")
        for figure in ("use cases", "cost", f"quarters later ({FOUND})")
    ),
    "Note",
)


def _hires(explanation: Explanation) -> list[Item]:
    rows = hire_rows(explanation)
    if not rows:
        return []
    note = "without: one of them fewer, all else planned anew; later: one of them a quarter later at the earliest"
    return [Heading("Why these hires", note), Table(HIRES, tuple(_hire(n, row) for n, row in enumerate(rows)))]


def _hire(n: int, row: HireRow) -> Row:
    return Row(
        f"explain.reason.{n}",
        (
            text(listed(row.positions, MOST_LISTED)),
            text(row.title),
            text(row.purpose),
            text(row.start),
            *_brief(row.without),
            *_brief(row.later),
            text("; ".join(_notes(row))),
        ),
    )


def _brief(row: EffectRow) -> tuple[Cell, ...]:
    return noted(row.use_cases, "use cases"), noted(row.cost, "money"), noted(row.first, "count")


def _notes(row: HireRow) -> Iterator[str]:
    for what, effect in (("without", row.without), ("later", row.later)):
        if effect.note:
            yield f"{what}: {effect.note}"
