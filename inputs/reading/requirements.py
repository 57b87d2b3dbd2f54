"""The Requirements sheet: demand that is there whatever the use cases do."""

from __future__ import annotations

from collections.abc import Sequence

from inputs.columns import Kind
from inputs.reading.context import Context
from inputs.reading.dates import Rounding, moment, number_of
from inputs.reading.findings import Reporter
from inputs.reading.grid import Cell
from inputs.reading.names import key, spelled, suggestion
from inputs.reading.numbers import MisreadError
from inputs.reading.records import Page, Record
from inputs.reading.tables import Table
from models.problem import Requirement


def is_quarter(cell: Cell, starts_in: int) -> bool:
    """Whether a header names a quarter; one that would be ambiguous is told later."""
    try:
        moment(cell, starts_in)
    except MisreadError as misread:
        return "may mean" in str(misread)
    return True


def requirements(
    page: Page, capabilities: Sequence[str], roles: Sequence[str], context: Context
) -> tuple[Requirement, ...]:
    """A requirement for each row, its need in every quarter of the horizon."""
    if page.table is None:
        return ()
    quarters = _quarters(page.table, page.report, context)
    found = [_requirement(record, quarters, spelled(capabilities), spelled(roles), context) for record in page.rows]
    return tuple(row for row in found if row)


def _quarters(table: Table, report: Reporter, context: Context) -> dict[str, int]:
    """The number of each quarter column on the horizon; columns outside it are told."""
    numbers: dict[str, int] = {}
    for name, place in table.open.items():
        cell = table.headers[place]
        try:
            number = number_of(moment(cell, context.calendar.starts_in), context.calendar, Rounding.HOLDING)
        except MisreadError as misread:
            report.fault(str(misread), cell.ref)
            continue
        if not context.sure or not context.within(number):
            report.notice(f"the quarter is not among the plan's, {context.span}, and is not read", cell.ref)
        elif number in numbers.values():
            report.fault(f"{context.calendar.label(number)} has two columns; remove one", cell.ref)
        else:
            numbers[name] = number
    return numbers


def _requirement(
    record: Record, quarters: dict[str, int], capabilities: dict[str, str], roles: dict[str, str], context: Context
) -> Requirement | None:
    what = _what(record, capabilities, roles)
    if what is None:
        return None
    role, name = what
    need = [0] * context.calendar.quarters
    for column, quarter in quarters.items():
        need[quarter - 1] = record.whole(column, Kind.WHOLE if role else Kind.FTE) or 0
    return record.build(
        Requirement,
        "Capability or Role",
        capability=None if role else name,
        role=name if role else None,
        business_unit=record.text("Business unit"),
        need=tuple(need),
    )


def _what(record: Record, capabilities: dict[str, str], roles: dict[str, str]) -> tuple[bool, str] | None:
    """Whether a row names a role, and the name as it is spelled elsewhere. 'role: X' and 'capability: X' settle it."""
    text = record.text("Capability or Role")
    if not text:
        return None
    prefix, _, rest = (part.strip() for part in text.partition(":"))
    name = key(rest) if key(prefix) in ("role", "capability") else key(text)
    as_role = roles.get(name) if key(prefix) != "capability" or not rest else None
    as_capability = capabilities.get(name) if key(prefix) != "role" or not rest else None
    if as_role and as_capability:
        record.fault(
            "Capability or Role", f"'{text}' is a role and a capability; write 'role: {text}' or 'capability: {text}'"
        )
        return None
    if as_role or as_capability:
        return bool(as_role), as_role or as_capability or ""
    hint = suggestion(text, [*capabilities.values(), *roles.values()])
    record.fault("Capability or Role", f"'{text}' is neither a capability nor a role; {hint}correct it or add it")
    return None
