"""What holds where a sheet is missing, laid out as a sheet, so that a scenario can change it like any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from inputs import catalogue
from inputs.columns import Sheet
from inputs.default_rules import DEFAULT_RULES
from inputs.reading.grid import Cell, Grid, Value
from inputs.sheets import RULES, SKILLS, USE_CASE_TYPES

Line = dict[str, Value]


def stand_in(sheet: Sheet, file: str) -> Grid | None:
    """The rows that hold where the sheet is missing; None where there are none."""
    lines = _LINES.get(sheet.name)
    if lines is None:
        return None
    return _grid(sheet, lines(), file)


def _grid(sheet: Sheet, lines: Sequence[Line], file: str) -> Grid:
    declared = [column.name for column in sheet.columns]
    opened = catalogue.CAPABILITIES if sheet is SKILLS else ()
    used = dict.fromkeys(name for line in lines for name in line)
    names = [name for name in dict.fromkeys([*declared, *opened, *used]) if name in used]
    rows = {1: [Cell(1, place, name) for place, name in enumerate(names, 1)]}
    for number, line in enumerate(lines, 2):
        rows[number] = [Cell(number, place, line[name]) for place, name in enumerate(names, 1) if name in line]
    return Grid(file, sheet.name, rows, decimal_mark=".", stands_in=True)


def _rules() -> list[Line]:
    return [dict(row) for row in DEFAULT_RULES]


def _skills() -> list[Line]:
    return [
        {
            "Role": role.role,
            **({"Level": role.level} if role.level else {}),
            "Employment": role.employment,
            **role.skills,
        }
        for role in catalogue.ROLES
    ]


def _types() -> list[Line]:
    lines: list[Line] = []
    for example in catalogue.TYPES:
        for name in dict.fromkeys([*example.build, *example.run]):
            cells = {f"Q{n}": fte / 100 for n, fte in enumerate(example.build.get(name, ()), 1)}
            lines.append({"Type": example.name, "Capability": name, **cells, "Run": example.run.get(name, 0) / 100})
    return lines


_LINES: dict[str, Callable[[], list[Line]]] = {
    RULES.name: _rules,
    SKILLS.name: _skills,
    USE_CASE_TYPES.name: _types,
}
