"""The Use cases sheet: the portfolio, or a target count and a mix of types."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter

from inputs.reading.context import Context, refuse_other_currencies
from inputs.reading.dates import Rounding, number_of
from inputs.reading.findings import Reporter
from inputs.reading.names import key, spelled, suggestion
from inputs.reading.records import Page, Record
from models.problem import UseCase, UseCaseStatus, UseCaseType
from models.words import counted


def use_cases(page: Page, types: Sequence[UseCaseType], target: int | None, context: Context) -> tuple[UseCase, ...]:
    """The use cases of the sheet; without any, as many of the first type as the target asks for."""
    rows = page.rows
    if not rows:
        return _from_target(types, target, context.sure, page.report)
    ids = _ids(rows, types)
    found = [_use_case(record, code, ids, types, context) for record, code in zip(rows, ids, strict=True)]
    _refuse_circles(rows, ids, found)
    chosen = tuple(use_case for use_case in found if use_case)
    _tell_short(chosen, target, page.report)
    return chosen


def _from_target(types: Sequence[UseCaseType], target: int | None, sure: bool, report: Reporter) -> tuple[UseCase, ...]:
    if target is None and sure:
        report.fault("there are no use cases and no target; add use cases, or the setting 'Target use cases'")
    if not types or not target:
        return ()
    name = types[0].name
    report.notice(f"there are no use cases; the target's {target} are taken to be of the type '{name}'")
    return (UseCase(id=name, type=name, count=target),)


def _tell_short(found: Sequence[UseCase], target: int | None, report: Reporter) -> None:
    units = sum(use_case.count for use_case in found)
    if target is not None and units < target:
        report.notice(
            f"the target is {counted(target, 'use case')} but there are only {units:,}; it cannot be met in full"
        )


def _ids(rows: Sequence[Record], types: Sequence[UseCaseType]) -> list[str]:
    """The ID of each row; blank ones are made from the type: small, small-2 …"""
    spelling = spelled(kind.name for kind in types)
    first: dict[str, Record] = {}
    for record in rows:
        code = key(record.text("ID"))
        if code and code in first:
            record.fault("ID", f"'{record.text('ID')}' is there twice, also in {first[code].ref('ID')}; rename one")
        elif code:
            first[code] = record
    taken = set(first)
    return [record.text("ID") or _made(record, spelling, taken) for record in rows]


def _made(record: Record, spelling: dict[str, str], taken: set[str]) -> str:
    return made_id(spelling.get(key(record.text("Type")), record.text("Type")), taken)


def made_id(kind: str, taken: set[str]) -> str:
    """The ID of a use case that has none, by its type; its key is added to those taken."""
    base = kind or "use case"
    code, number = base, 1
    while key(code) in taken:
        number += 1
        code = f"{base}-{number}"
    taken.add(key(code))
    return code


def _use_case(
    record: Record, code: str, ids: Sequence[str], types: Sequence[UseCaseType], context: Context
) -> UseCase | None:
    refuse_other_currencies(record, context)
    kind = _type(record, types)
    status = UseCaseStatus(record.text("Status") or UseCaseStatus.IDEA)
    fields = {
        "depends_on": _depends_on(record, ids),
        "earliest_start": max(1, _quarter(record, "Earliest start", Rounding.FROM, context) or 1),
        "live_by": _quarter(record, "Must be live by", Rounding.BY, context),
        "quarters_done": record.whole("Quarters done") or 0,
        "must_do": record.flag("Must do"),
        "novel_research": record.flag("Novel research"),
        "high_stakes_generative": record.flag("High-stakes generative"),
        "value_per_quarter": record.whole("Value per quarter") or 0,
        "priority": record.whole("Priority"),
        "size": record.number_in("Size") or Decimal(1),
        "count": record.whole("Count") or 1,
        "name": record.text("Name"),
        "business_unit": record.text("Business unit"),
    }
    found = record.build(UseCase, "Type", id=code, type=kind.name if kind else "", status=status, **fields)
    if found and kind:
        _check_progress(record, found, kind.build_quarters, context)
    return found


def _type(record: Record, types: Sequence[UseCaseType]) -> UseCaseType | None:
    name = record.text("Type")
    found = next((kind for kind in types if key(kind.name) == key(name)), None)
    if found is None and name and types:
        names = [kind.name for kind in types]
        record.fault("Type", f"'{name}' is no type; {suggestion(name, names)}use {', '.join(names)}, or add it")
    return found


def _quarter(record: Record, name: str, rounding: Rounding, context: Context) -> int | None:
    at = record.moment(name)
    return None if at is None or not context.sure else number_of(at, context.calendar, rounding)


def _depends_on(record: Record, ids: Sequence[str]) -> tuple[str, ...]:
    spelling = spelled(ids)
    for name in record.list("Depends on"):
        if key(name) not in spelling:
            hint = suggestion(name, ids)
            record.fault("Depends on", f"'{name}' is the ID of no use case; {hint}correct it or add the use case")
    return tuple(dict.fromkeys(spelling.get(key(name), name) for name in record.list("Depends on")))


def _check_progress(record: Record, use_case: UseCase, length: int, context: Context) -> None:
    """Status, quarters done and dates agree."""
    done = use_case.quarters_done
    if use_case.status is not UseCaseStatus.IN_PROGRESS:
        if done:
            record.fault(
                "Quarters done", f"is {done}, but the status is {use_case.status}; set 'in progress' or clear it"
            )
        return
    if done >= length:
        record.fault(
            "Quarters done", f"is {done}, but the type is built in {length}; lower it, or set the status to live"
        )
        return
    due = min(context.calendar.quarters, context.calendar.quarters if use_case.live_by is None else use_case.live_by)
    if use_case.must_do and length - done > due and context.sure:
        ready = context.calendar.label(length - done)
        record.fault(
            "Must be live by",
            f"must be live by the end of {context.calendar.label(due)}, but, in progress, is so by {ready}; "
            "move the date, or clear Must do",
        )


def _refuse_circles(rows: Sequence[Record], ids: Sequence[str], found: Sequence[UseCase | None]) -> None:
    """No use case waits, through others, for itself. Each circle is told at one of its rows, then cut there."""
    after = {code: set(use_case.depends_on) for code, use_case in zip(ids, found, strict=True) if use_case}
    record_of = dict(zip(ids, rows, strict=True))
    while circle := _circle(after):
        text = " → ".join(circle)
        record_of[circle[0]].fault("Depends on", f"waits for itself: {text}; remove one of these dependencies")
        after[circle[0]].discard(circle[1])


def _circle(after: dict[str, set[str]]) -> list[str]:
    """Use cases each of which depends on the next, the last being the first; nothing where there is no circle."""
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return circle[::-1]
    return []
