"""Names to choose from: a sheet of lists, to which drop-downs refer where the choices depend on the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlsxwriter.utility import xl_col_to_name

from inputs.catalogue import CAPABILITIES
from inputs.columns import Column, Sheet
from inputs.rule_columns import EVERYONE, EVERYONE_ELSE
from inputs.sheets import (
    BUDGET,
    LISTS_SHEET,
    MONEY_ROW,
    REQUIREMENTS,
    ROLES,
    RULES,
    SHEETS,
    SKILLS,
    STAFF,
    USE_CASE_TYPES,
    USE_CASES,
)
from inputs.template.book import LONGEST_INLINE_LIST, Book, done, put
from inputs.template.layout import choices_of
from inputs.worked_examples.example import Example
from models.calendar import Calendar
from models.problem import Family

HEADER_ROW, FIRST_ROW = 2, 3

OFFERED: dict[tuple[str, str], str] = {
    (SKILLS.name, "Role"): "Roles",
    (STAFF.name, "Role"): "Roles",
    (ROLES.name, "Level"): "Levels",
    (SKILLS.name, "Level"): "Levels",
    (STAFF.name, "Level"): "Levels",
    (ROLES.name, "Location"): "Locations",
    (SKILLS.name, "Location"): "Locations",
    (STAFF.name, "Location"): "Locations",
    (STAFF.name, "Business unit"): "Business units",
    (USE_CASES.name, "Business unit"): "Business units",
    (BUDGET.name, "Business unit"): "Business units",
    (REQUIREMENTS.name, "Business unit"): "Business units",
    (USE_CASES.name, "Type"): "Types",
    (USE_CASE_TYPES.name, "Type"): "Types",
    (USE_CASE_TYPES.name, "Capability"): "Capabilities and money",
    (RULES.name, "Capability"): "Capabilities",
    (REQUIREMENTS.name, "Capability or Role"): "Capabilities and roles",
    (USE_CASES.name, "Earliest start"): "Quarters",
    (USE_CASES.name, "Must be live by"): "Quarters",
    (BUDGET.name, "Quarter"): "Quarters and years",
    (RULES.name, "Acts on"): "Groups",
    (RULES.name, "Against"): "Groups",
}
"""Which list a column offers; other names may be typed as well."""


class Lists:
    """The lists of a workbook, by name, and where they stand on their sheet."""

    def __init__(self, example: Example, calendar: Calendar) -> None:
        found = {**_choices(), **_names(example, calendar)}
        self.columns = {name: values for name, values in found.items() if values}

    def source(self, sheet: Sheet, column: Column) -> tuple[Sequence[str] | str, bool] | None:
        """What a column's drop-down offers (choices, or a range of them) and whether nothing else will do."""
        choices = choices_of(column)
        if choices:
            return (choices if fits_inline(choices) else self._range(column.name)), True
        name = OFFERED.get((sheet.name, column.name), "")
        return (self._range(name), False) if name in self.columns else None

    def _range(self, name: str) -> str:
        letter = xl_col_to_name(list(self.columns).index(name))
        return f"={LISTS_SHEET}!${letter}${FIRST_ROW + 1}:${letter}${FIRST_ROW + len(self.columns[name])}"

    def write(self, book: Book) -> None:
        """The sheet of lists."""
        sheet = book.add_sheet(LISTS_SHEET)
        put(sheet, 0, 0, LISTS_SHEET, book.style("title"))
        note = "What the drop-down lists of the other sheets offer. Not read; other names may be typed there as well."
        put(sheet, 1, 0, note, book.style("subtitle"))
        for at, (name, values) in enumerate(self.columns.items()):
            done(sheet.set_column(at, at, max(len(text) for text in (name, *values)) + 3))
            put(sheet, HEADER_ROW, at, name, book.style("optional"))
            for row, value in enumerate(values, start=FIRST_ROW):
                put(sheet, row, at, value, book.style("body"))
        done(sheet.set_row(HEADER_ROW, 24))
        done(sheet.freeze_panes(FIRST_ROW, 0))
        done(sheet.repeat_rows(HEADER_ROW))


def fits_inline(choices: Sequence[str]) -> bool:
    """Whether Excel takes the choices in the cell's own validation."""
    return len(",".join(choices)) <= LONGEST_INLINE_LIST


def _choices() -> dict[str, list[str]]:
    """Declared choices that are too long for a cell's validation, by column."""
    columns = (column for sheet in SHEETS for column in sheet.columns)
    return {c.name: list(choices_of(c)) for c in columns if not fits_inline(choices_of(c))}


def _names(example: Example, calendar: Calendar) -> dict[str, list[str]]:
    """Names that the workbook itself holds."""

    def held(column: str, *sheets: str) -> list[str]:
        return _distinct(row.get(column, "") for sheet in sheets for row in example.sheets.get(sheet, ()))

    roles, capabilities = held("Role", ROLES.name), list(CAPABILITIES)
    return {
        "Roles": roles,
        "Levels": held("Level", ROLES.name),
        "Locations": held("Location", ROLES.name),
        "Business units": held("Business unit", USE_CASES.name, STAFF.name),
        "Types": held("Type", USE_CASE_TYPES.name),
        "Capabilities": capabilities,
        "Capabilities and money": [*capabilities, MONEY_ROW],
        "Capabilities and roles": [*capabilities, *roles],
        "Quarters": calendar.labels(),
        "Quarters and years": [*calendar.labels(), *calendar.fiscal_years()],
        "Groups": [EVERYONE, EVERYONE_ELSE, *Family, "wave 1", "wave 2", "wave 3", "employee", "contractor", *roles],
    }


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
