"""Bridge by quarter: the drivers of each scenario in every quarter, and that each quarter adds up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from models.calendar import Calendar
from models.plan import Series
from outputs.rows.differences import DRIVER_LABELS
from outputs.rows.facts import Facts
from outputs.rows.scenarios import on_time_line
from outputs.workbook.bridge import Bridged
from outputs.workbook.cells import Cell, Heading, Ink, Item, Row, Sheet, Table
from outputs.workbook.compared import Compared
from outputs.workbook.parts import formula, number, sum_of, text

NAME = "Bridge by quarter"


def sheet(first: Compared, found: Sequence[Bridged], calendar: Calendar) -> Sheet:
    items = [item for b in found if first.facts for item in _block(first, first.facts, b, calendar)]
    return Sheet(
        NAME,
        f"Variance bridge from {first.label} by quarter",
        "Drivers are computed by hireplan, as solved; start, end and the check are formulas. Others are 0 throughout.",
        tuple(items),
        heads=("Letter", "Driver", "", "Unit", "Total", ""),
        widths=(14, 36, 12, 10, 14, 3),
        wide=11,
    )


def _block(first: Compared, facts: Facts, b: Bridged, calendar: Calendar) -> Iterator[Item]:
    yield Heading(f"{b.one.label}", f"against {first.label}")
    yield Table(("", ""), tuple(_rows(first, facts, b, calendar)))


def _rows(first: Compared, facts: Facts, b: Bridged, calendar: Calendar) -> Iterator[Row]:
    letter = b.one.letter

    def key(name: str) -> str:
        return f"bridged.{letter}.{name}"

    def shown(series: Series) -> list[int | None]:
        return on_time_line(calendar, facts, series)

    def row(name: str, label: str, series: Series, template: str = "") -> Row:
        values = shown(series)
        made = [
            Cell(None) if v is None else formula(v, template, "money") if template else number(v, "money", Ink.NOTED)
            for v in values
        ]
        labels = (text(letter, bold=True), text(label), text(""), Cell("money", unit="label"))
        return Row(key(name), (*labels, sum_of(key(name), values, "money"), Cell(None), *made))

    drivers = {driver: series for driver, series in b.bridge.amounts.items() if any(series)}
    added = tuple(end - start for start, end in zip(b.bridge.start, b.bridge.end, strict=True))
    yield row("start", f"Cost of {first.label}", b.bridge.start, f"={{quarterly.cost.{first.letter}}}")
    for driver, series in drivers.items():
        yield row(driver.name.lower(), DRIVER_LABELS[driver], series)
    names = [driver.name.lower() for driver in drivers]
    total = f"=SUM({{{key(names[0])}..{key(names[-1])}}})" if names else ""
    yield row("sum", "All drivers", added, total)
    yield row("end", "Cost of the scenario", b.bridge.end, f"={{quarterly.cost.{letter}}}")
    yield _check(key, letter, shown(b.bridge.start))


def _check(key: Callable[[str], str], letter: str, quarters: Sequence[int | None]) -> Row:
    """1 in every quarter that adds up."""
    template = f"=IF({{{key('start')}}}+{{{key('sum')}}}={{{key('end')}}},1,0)"
    cell = Cell(1, template, "1 = yes", Ink.FORMULA, style="check")
    least = Cell(1, f"=MIN({{{key('check')}|row}})", "1 = yes", Ink.FORMULA, style="check")
    labels = (text(letter, bold=True), text("The quarter adds up"), text(""), text("1 = yes"))
    return Row(key("check"), (*labels, least, Cell(None), *(Cell(None) if q is None else cell for q in quarters)))
