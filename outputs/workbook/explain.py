"""Explain: why there is no plan or the target is missed, what repairs that, what rules cost, what hires are for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from xlsxwriter.chart import Chart

from models.explanation import Explanation
from models.words import counted
from outputs.rows.explain import (
    MOST_LISTED,
    ConflictRow,
    HireRow,
    PriceRow,
    RepairRow,
    conflict_rows,
    explain_sentences,
    explain_title,
    hire_rows,
    price_bars,
    price_rows,
    repair_rows,
)
from outputs.rows.whatif import EffectRow, listed
from outputs.workbook.cells import Cell, Gap, Heading, Ink, Item, Part, Row, Sheet, Table
from outputs.workbook.charts import FEW, FONT, Canvas, scaled
from outputs.workbook.parts import text

NAME = "Explain"
CHART_ROWS = 18
BAR = "#5B9BD5"
LONGEST = 220
"""Characters of a line over all columns."""
USE_CASES, COST = 3, 4
"""Columns (counted from 0) of the numbers that the chart shows."""


def sheet(explanation: Explanation) -> Sheet:
    return Sheet(
        NAME,
        explain_title(explanation),
        "Every number is that of a plan that was solved for; differences are from the problem as it stands.",
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


REPAIRS = (
    *("What gives way", "Smallest", "Change", "Size", "At least", "Unit"),
    *("Use cases by target", "Cost", "First production", "Proven", "Note"),
)


def _repairs(explanation: Explanation) -> list[Item]:
    rows = repair_rows(explanation)
    if not rows:
        return []
    note = "each was solved: with it a plan exists; smallest: nothing smaller of its kind will do"
    return [Heading("Repairs", note), Table(REPAIRS, tuple(_repair(n, row) for n, row in enumerate(rows)))]


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

EFFECT = ("Use cases", "Cost", "Cost at least", "Cost at most", "Value", "First production, quarters later", "Proven")


def effect_cells(row: EffectRow) -> tuple[Cell, ...]:
    """The numbers of an effect, as EFFECT has them."""
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
    head = Heading("Prices of rules and limits", "what changes when one of them does; what brings most comes first")
    headers = ("Rule or limit", "Step", "Change", *EFFECT, "Note")
    return [head, Table(headers, tuple(_price(n, row) for n, row in enumerate(rows)), filters=True)]


def _price(n: int, row: PriceRow) -> Row:
    names = (text(row.lever), text(row.step), text(row.change))
    return Row(f"explain.price.{n}", (*names, *effect_cells(row.effect), text(row.effect.note)))


def _bars(explanation: Explanation) -> list[Item]:
    """The chart and its numbers, which stay where they are when the prices are sorted."""
    bars, by_use_cases = price_bars(explanation)
    if not bars:
        return []
    what = "use cases" if by_use_cases else "cost"
    rows = (
        Row(
            f"explain.bar.{n}",
            (text(bar.label), text(""), text(""), noted(bar.use_cases, "use cases"), noted(bar.cost, "money")),
        )
        for n, bar in enumerate(bars)
    )
    return [
        Heading("What brings most", f"rules and limits off or a step looser, by {what}; at most {counted(12, 'bar')}"),
        Gap(CHART_ROWS),
        Table(("Change", "", "", "Use cases", "Cost"), tuple(rows)),
    ]


class ExplainCharts(Canvas):
    """The chart of what brings most."""

    def made(self, explanation: Explanation) -> Chart | None:
        """None where nothing brings anything."""
        bars, by_use_cases = price_bars(explanation)
        if not bars:
            return None
        unit, number_format, column = "use cases", "#,##0", USE_CASES
        if not by_use_cases:
            most = max(abs(bar.cost) for bar in bars)
            unit, number_format = scaled(most, explanation.base.problem.settings.currency)
            column = COST
        title = "Use cases more, or fewer" if by_use_cases else "Cost more, or less"
        chart = self.chart("bar", f"{title}, when a rule or limit gives way", unit, number_format)
        chart.set_legend({"none": True})
        value_axis = self.upright(unit, number_format) | {"label_position": "high"}  # "high" is below: bars go down
        if by_use_cases and max(abs(bar.use_cases) for bar in bars) <= FEW:
            value_axis["major_unit"] = 1
        chart.set_x_axis(value_axis)
        no_grid = {"visible": False}
        chart.set_y_axis({"num_font": FONT, "reverse": True, "label_position": "low", "major_gridlines": no_grid})
        name, first = self.places.rows["explain.bar.0"]
        last = first + len(bars) - 1
        chart.add_series(
            {
                "name": title,
                "categories": [name, first, 0, last, 0],
                "values": [name, first, column, last, column],
                "fill": {"color": BAR},
                "gap": 40,
                "data_labels": {"value": True, "font": FONT, "num_format": number_format},
            }
        )
        return chart


# -- hires

HIRES = (
    *("Positions", "Job profile", "Needed for, and rules broken without", "Start"),
    *("Without: use cases", "Without: cost", "Without: quarters later"),
    *("Later: use cases", "Later: cost", "Later: quarters later", "Note"),
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
