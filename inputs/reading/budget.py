"""The Budget sheet: money for each quarter, or for fiscal years."""

from __future__ import annotations

from collections.abc import Iterator

from inputs.reading.context import Context, refuse_other_currencies
from inputs.reading.dates import Rounding, fiscal_year, moment, number_of
from inputs.reading.findings import Reporter
from inputs.reading.grid import Cell
from inputs.reading.names import key
from inputs.reading.numbers import MisreadError
from inputs.reading.records import Page, Record
from models.problem import BudgetRow


def budget(page: Page, context: Context) -> tuple[BudgetRow, ...]:
    """A row for each quarter of the horizon that a row of the sheet gives money; fiscal years are split evenly."""
    taken: dict[tuple[int, str, str], Record] = {}
    found: list[BudgetRow] = []
    for record in page.rows:
        refuse_other_currencies(record, context)
        unit, centre, amount = record.text("Business unit"), record.text("Cost centre"), record.whole("Budget")
        for quarter, part in _parts(record, amount or 0, context):
            place = (quarter, key(unit), key(centre))
            if place in taken and taken[place] is not record:
                _twice(record, taken[place], context.calendar.label(quarter))
                break
            taken[place] = record
            found.append(BudgetRow(quarter=quarter, amount=max(0, part), business_unit=unit, cost_centre=centre))
    if page.rows and context.sure and not any(record.bad & {"Quarter"} for record in page.rows):
        _refuse_missing({row.quarter for row in found}, context, page.report)
    return tuple(found)


def _twice(record: Record, first: Record, label: str) -> None:
    record.fault(
        "Quarter",
        f"gives {label} a budget a second time, after {first.ref('Quarter')}; "
        "remove one, or tell them apart by Business unit or Cost centre",
    )


def _parts(record: Record, amount: int, context: Context) -> Iterator[tuple[int, int]]:
    """The quarters of the horizon for which a row is, each with its money."""
    cell = record.cell("Quarter")
    if cell is None:
        record.get("Quarter")
        return
    quarters = list(_quarters(record, cell, context))
    inside = [quarter for quarter in quarters if context.within(quarter) and quarter >= 1]
    if quarters and not inside:
        record.notice("Quarter", f"lies outside the plan's quarters, {context.span}, and is not used")
    elif len(inside) < len(quarters):
        record.notice("Quarter", f"is used in part: {len(inside)} of its 4 quarters are among {context.span}")
    each, rest = divmod(amount, len(quarters) or 1)
    for place, quarter in enumerate(quarters):
        if quarter in inside:
            yield quarter, each + (1 if place < rest else 0)


def _quarters(record: Record, cell: Cell, context: Context) -> Iterator[int]:
    calendar = context.calendar
    try:
        if cell.trouble:
            record.get("Quarter")
            return
        year = fiscal_year(cell.value) if isinstance(cell.value, str) else None
        if year is not None:
            yield from (calendar.number(year, place) for place in range(1, 5))
        elif context.sure:
            yield number_of(moment(cell, calendar.starts_in), calendar, Rounding.HOLDING)
    except MisreadError as misread:
        record.fault("Quarter", f"{misread} (or a fiscal year such as FY27)")


def _refuse_missing(there: set[int], context: Context, report: Reporter) -> None:
    missing = [context.calendar.label(q) for q in context.calendar.horizon() if q not in there]
    if missing:
        listed = ", ".join(missing[:8]) + (f" and {len(missing) - 8} more" if len(missing) > 8 else "")
        report.fault(f"has no row for {listed}; add one for each (0 where there is no money)")
