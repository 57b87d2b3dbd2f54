"""The Staff sheet: people in seat and accepted offers. Messages name the cell, never the value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from inputs.reading.context import Context, refuse_other_currencies
from inputs.reading.dates import Rounding, number_of
from inputs.reading.names import key, spelled
from inputs.reading.records import Record
from inputs.reading.roles import Roles, tell_suspicious
from models.operating_model import is_shared
from models.problem import Employment, OperatingModel, Profile, StaffRow


def staff(
    rows: Sequence[Record],
    roles: Roles,
    context: Context,
    model: OperatingModel = OperatingModel.POOL,
    working: Sequence[str] = (),
) -> tuple[StaffRow, ...]:
    """A staff row for each row of the sheet that is in seat within the plan's quarters.

    `working` are the business units of use cases and requirements; where people belong to units, each row names one.
    """
    taken: dict[str, Record] = {}
    found = [_staff_row(record, number, roles, context, taken) for number, record in enumerate(rows, 1)]
    tell_suspicious(rows, "Base salary")
    if model.by_unit:
        families = {profile.id: profile.family for profile in roles.profiles}
        bound = [r for r, row in zip(rows, found, strict=True) if row and not is_shared(model, families[row.profile])]
        _tell_units(bound, model, working)
    return tuple(row for row in found if row)


def _tell_units(rows: Sequence[Record], model: OperatingModel, working: Sequence[str]) -> None:
    """People belong to a unit, if any is named; one without work of its own is told."""
    known = list(spelled(filter(None, working)).values())
    named = [record.text("Business unit") for record in rows]
    for record, unit in zip(rows, named, strict=True):
        if not unit and (known or any(named)):
            units = f": {', '.join(known)}" if known else ""
            record.fault("Business unit", f"is blank, but people belong to a unit ({model}); name one{units}")
        elif unit and key(unit) not in map(key, known):
            record.notice("Business unit", f"is a unit without work of its own ({model}); check its name")


def _staff_row(
    record: Record, number: int, roles: Roles, context: Context, taken: dict[str, Record]
) -> StaffRow | None:
    identity = _identity(record, number, taken)
    profile = _profile(record, roles)
    seat = _seat(record, context)
    if profile is not None:
        refuse_other_currencies(record, context, profile.location)
    heads, fte, base = record.whole("Heads"), record.whole("FTE"), record.whole("Base salary")
    if profile is not None and profile.employment is Employment.CONTRACTOR and base:
        record.notice("Base salary", "is not used for a contractor")
        base = None
    if profile is None or seat is None:
        return None
    return record.build(
        StaffRow,
        "Role",
        id=identity,
        name=record.text("Name"),
        profile=profile.id,
        business_unit=record.text("Business unit"),
        heads=1 if heads is None else heads,
        fte=100 if fte is None else fte,
        start=seat[0],
        end=seat[1],
        base_salary=base,
    )


def _identity(record: Record, number: int, taken: dict[str, Record]) -> str:
    identity = record.text("Employee ID")
    if key(identity) in taken and identity:
        record.fault("Employee ID", f"is there twice, also in {taken[key(identity)].ref('Employee ID')}; correct one")
    elif identity:
        taken[key(identity)] = record
    return identity or f"Staff row {number}"


def _profile(record: Record, roles: Roles) -> Profile | None:
    """The job profile of a row: by role and level, and by location and employment where they are filled in."""
    if record.bad & {"Role", "Level", "Location", "Employment"}:
        return None
    role, level = key(record.text("Role")), key(record.text("Level"))
    of_role = [profile for profile in roles.profiles if key(profile.role) == role]
    if not role:
        return None
    if not of_role:
        record.fault("Role", "is no role of the Roles sheet; correct it, or add the role there")
        return None
    fitting = [profile for profile in of_role if key(profile.level) == level]
    if not fitting:
        levels = ", ".join(sorted({profile.level or "(blank)" for profile in of_role}))
        record.fault("Level", f"is no level of this role; the Roles sheet has: {levels}; correct it or add it there")
        return None
    return _one_of(record, fitting)


def _one_of(record: Record, fitting: list[Profile]) -> Profile | None:
    place, employment = key(record.text("Location")), record.text("Employment")
    there = [profile for profile in fitting if not place or key(profile.location) == place]
    if not there:
        known = ", ".join(sorted({profile.location or "(blank)" for profile in fitting}))
        record.fault("Location", f"is no location of this job profile; the Roles sheet has: {known}; correct it")
        return None
    found = [profile for profile in there if not employment or profile.employment == employment]
    if not found:
        record.fault("Employment", "is none of this job profile in the Roles sheet; correct it or add a row there")
        return None
    if len(found) > 1 and not employment:
        found = [profile for profile in found if profile.employment is Employment.EMPLOYEE] or found
    if len(found) > 1:
        record.fault("Location", "is blank, but the role has several; fill in the location")
        return None
    return found[0]


def _seat(record: Record, context: Context) -> tuple[int, int | None] | None:
    """First and last quarter in seat; None where the row is in seat in no quarter of the plan, or cannot be read."""
    begins, ends = record.moment("Start"), record.moment("End")
    if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
        record.fault("End", "is before the Start; correct one of them")
        return None
    start = 1 if begins is None else max(1, number_of(begins, context.calendar, Rounding.FROM))
    end = None if ends is None else number_of(ends, context.calendar, Rounding.HOLDING)
    if not context.sure or record.bad & {"Start", "End"}:
        return (1, None)
    if end is not None and begins is not None and not isinstance(begins, date) and end < start and end >= 1:
        record.fault("End", "is before the Start; correct one of them")
        return None
    if end is not None and end < max(1, start):
        record.notice("End", "ends before the first quarter in seat that can be planned; the row is not used")
        return None
    if start > context.calendar.quarters:
        record.notice("Start", "begins after the last quarter of the plan; the row is not used")
        return None
    return start, end
