"""Bridge: why each scenario costs more or less than the first, drivers down and scenarios across; waterfalls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.bridge import RATE, Bridge, Driver
from outputs.rows.differences import DRIVER_LABELS, DRIVER_NOTES, Difference, Step, waterfall
from outputs.workbook.cells import Cell, Gap, Heading, Ink, Item, Row, Sheet, Table
from outputs.workbook.compared import Compared
from outputs.workbook.layout import letters
from outputs.workbook.parts import formula, number, text

NAME = "Bridge"
FIRST_SCENARIO = 3
"""The column (counted from 0) of the first scenario that has a bridge: after driver, what it is, and unit."""
MOST_CHARTS = 4
"""Scenarios whose waterfall is drawn: as many as fit on a page beside each other, two by two."""
CHART_ROWS = 15
"""Rows that a chart covers."""

AMOUNT, LEVEL = "D", "E"
BASE, WHOLE, RISE, FALL = range(5, 9)
"""Columns of what a waterfall is drawn from; the last four, counted from 0, are the parts of its columns."""
DRAWN = ("Amount", "Level after it", "Not drawn", "Total", "More", "Less")


@dataclass(frozen=True)
class Bridged:
    """A scenario with a bridge from the first: the letter of its column, and the steps of its waterfall."""

    one: Compared
    column: str
    bridge: Bridge
    steps: list[Step]

    def key(self, step: int) -> str:
        """The key of a step's row."""
        return f"step.{self.one.letter}.{step}"


def bridged(scenarios: Sequence[Compared], differences: Sequence[Difference | None]) -> list[Bridged]:
    """The scenarios that have a bridge from the first, in their order."""
    found = [(s, d.bridge) for s, d in zip(scenarios, differences, strict=True) if d and not d.bridge.reason]
    return [
        Bridged(one, letters(FIRST_SCENARIO + n), bridge, waterfall(bridge, scenarios[0].label, one.label))
        for n, (one, bridge) in enumerate(found)
    ]


def driver_key(driver: Driver) -> str:
    """The key of a driver's row."""
    return f"bridge.{driver.name.lower()}"


def sheet(scenarios: Sequence[Compared], differences: Sequence[Difference | None]) -> Sheet:
    found = bridged(scenarios, differences)
    first = scenarios[0]
    return Sheet(
        NAME,
        f"Variance bridge from {first.label}",
        "Why total cost differs. Drivers are computed by hireplan, as solved; start, end and the check are formulas.",
        (*(_found(first, found) if found else ()), *_without(scenarios, differences)),
        widths=(30, 44, 12, *(16,) * max(len(DRAWN), len(found))),
        most=(36, 50, 14),
        time=False,
    )


def _found(first: Compared, found: list[Bridged]) -> Iterator[Item]:
    shown = found[:MOST_CHARTS]
    yield Heading("Charts", f"of the first {MOST_CHARTS} scenarios" if len(found) > MOST_CHARTS else "")
    yield Gap(CHART_ROWS * -(-len(shown) // 2))
    yield Heading("Drivers", "positive: it adds to the cost")
    headers = ("Driver", "What it is", "Unit", *(b.one.label for b in found))
    yield Table(headers, tuple(_rows(first, found)), right_from=FIRST_SCENARIO)
    for b in shown:
        yield Heading(f"What the chart of {b.one.letter} is drawn from")
        rows = tuple(_step(b, n, step) for n, step in enumerate(b.steps))
        yield Table(("Step", "", "Unit", *DRAWN), rows, right_from=FIRST_SCENARIO)


def _rows(first: Compared, found: list[Bridged]) -> Iterator[Row]:
    def row(key: str, label: str, note: str, cells: list[Cell], unit: str = "money") -> Row:
        return Row(key, (text(label), text(note), Cell(unit, unit="label"), *cells))

    def same(values: list[int], template: str, *, bold: bool = False) -> list[Cell]:
        return [formula(value, template, "money", bold=bold) for value in values]

    starts = [sum(b.bridge.start) for b in found]
    ends = [sum(b.bridge.end) for b in found]
    start = f"={{{first.letter}.cost.all|E}}"
    yield row("bridge.start", f"Cost of {first.label}", "total cost on its sheet Cost", same(starts, start, bold=True))
    totals = [b.bridge.totals for b in found]
    for driver in Driver:
        cells = [number(amounts[driver], "money", Ink.NOTED) for amounts in totals]
        yield row(driver_key(driver), DRIVER_LABELS[driver], DRIVER_NOTES[driver], cells)
    span = f"{driver_key(next(iter(Driver)))}..{driver_key([*Driver][-1])}"
    sums = same([sum(amounts.values()) for amounts in totals], f"=SUM({{{span}}})")
    yield row("bridge.sum", "All drivers", "", sums)
    end = same(ends, "={bridge.start}+{bridge.sum}", bold=True)
    yield row("bridge.end", "Cost of the scenario", "start and all drivers", end)
    actual = [formula(e, f"={{{b.one.letter}.cost.all|E}}", "money") for e, b in zip(ends, found, strict=True)]
    yield row("bridge.actual", "Its own total cost", "total cost on its sheet Cost", actual)
    checks = [Cell(1, "=IF({bridge.end}={bridge.actual},1,0)", "1 = yes", Ink.FORMULA, style="check") for _ in found]
    yield row("bridge.check", "The bridge adds up", "0 after an edit: drivers are as solved", checks, "1 = yes")
    span = f"{driver_key(RATE[0])}..{driver_key(RATE[-1])}"
    rates = same([sum(amounts[d] for d in RATE) for amounts in totals], f"=SUM({{{span}}})")
    yield row("bridge.rate", "Of which rate", "level, location, employment, price, merit and exchange", rates)


DRIVERS = {label: driver for driver, label in DRIVER_LABELS.items()}


def _step(b: Bridged, n: int, step: Step) -> Row:
    """A step's amount, the level after it, and the parts of its column: what lies below it is not drawn."""
    key, before = b.key(n), b.key(n - 1)
    if step.is_total:
        source, level = ("bridge.start" if n == 0 else "bridge.end"), f"={{{key}|{AMOUNT}}}"
        parts = [(0, ""), (step.amount, f"={{{key}|{LEVEL}}}"), (0, ""), (0, "")]
    else:
        source, level = driver_key(DRIVERS[step.label]), f"={{{before}|{LEVEL}}}+{{{key}|{AMOUNT}}}"
        parts = [
            (min(step.before, step.after), f"=MIN({{{before}|{LEVEL}}},{{{key}|{LEVEL}}})"),
            (0, ""),
            (max(step.amount, 0), f"=MAX({{{key}|{AMOUNT}}},0)"),
            (max(-step.amount, 0), f"=MAX(-{{{key}|{AMOUNT}}},0)"),
        ]
    cells = [(step.amount, f"={{{source}|{b.column}}}"), (step.after, level), *parts]
    values = [Cell(value, template, "money", Ink.FORMULA if template else Ink.NOTED) for value, template in cells]
    return Row(key, (text(step.label), text(""), Cell("money", unit="label"), *values))


def _without(scenarios: Sequence[Compared], differences: Sequence[Difference | None]) -> Iterator[Item]:
    """Why scenarios have no bridge, in words."""
    rows = tuple(
        Row("", (text(one.label), text(f"No bridge: {found.bridge.reason}.")))
        for one, found in zip(scenarios, differences, strict=True)
        if found and found.bridge.reason
    )
    if rows:
        yield Heading("Scenarios without a bridge")
        yield Table(("", ""), rows, runs_on=True)
