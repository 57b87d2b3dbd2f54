"""Reads a planning problem from a workbook or a folder of CSV files; all faults at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from inputs.columns import Sheet
from inputs.reading.budget import budget
from inputs.reading.context import Context
from inputs.reading.findings import Findings, Reporter
from inputs.reading.grid import Book, Grid
from inputs.reading.names import key, loose, suggestion
from inputs.reading.opening import open_book
from inputs.reading.records import Page, page
from inputs.reading.requirements import is_quarter, requirements
from inputs.reading.roles import profiles, skills
from inputs.reading.rules import Catalogue, rules
from inputs.reading.settings_sheet import Answers, answers, context, settings
from inputs.reading.staff import staff
from inputs.reading.tables import Table, table
from inputs.reading.use_case_types import types
from inputs.reading.use_cases import use_cases
from inputs.sheets import (
    BUDGET,
    NOT_READ,
    REQUIREMENTS,
    ROLES,
    RULES,
    SETTINGS_SHEET,
    SHEETS,
    SKILLS,
    STAFF,
    USE_CASE_TYPES,
    USE_CASES,
)
from models.errors import Fault, InputError
from models.operating_model import by_unit
from models.problem import Problem

NO_OVERRIDES: Mapping[str, str] = {}


@dataclass(frozen=True)
class Reading:
    """A problem, and how its input was understood."""

    problem: Problem
    notices: tuple[Fault, ...]
    file: str
    sha256: str


def read(path: Path, *, overrides: Mapping[str, str] = NO_OVERRIDES) -> Reading:
    """Reads the input at a path. `overrides` (setting: text) go before the Settings sheet.

    Raises InputError with all faults, each with its place and its remedy.
    """
    path = Path(path)
    findings = Findings()
    report = Reporter(findings, path.name or str(path))
    book = open_book(path, report)
    if book is None:
        raise InputError(findings.faults)
    for notice in book.notices:
        report.notice(notice)
    problem = Desk(book, report).problem(overrides)
    if findings.faults or problem is None:
        raise InputError(_ordered(findings.faults))
    return Reading(problem, tuple(_ordered(findings.notices)), book.file, book.sha256)


def _ordered(faults: list[Fault]) -> list[Fault]:
    """By sheet as the template has them; within a sheet as found."""
    places = {sheet.name: place for place, sheet in enumerate(SHEETS)}
    return sorted(faults, key=lambda fault: places.get(fault.sheet, -1))


class Desk:
    """The sheets of one book, laid out for reading."""

    def __init__(self, book: Book, report: Reporter) -> None:
        self.book, self.report = book, report
        self.grids = _matched(book, report)
        self.starts_in = 1

    def reporter(self, sheet: Sheet) -> Reporter:
        grid = self.grids.get(sheet.name)
        return self.report.on(sheet.name, grid.file if grid else "")

    def table(self, sheet: Sheet) -> Table | None:
        """The table of a sheet; None where the sheet is missing, empty or without a header."""
        grid, report = self.grids.get(sheet.name), self.reporter(sheet)
        if grid is None or not grid.rows:
            if sheet.required:
                report.fault(f"the sheet is {'missing' if grid is None else 'empty'}; add {self._what(sheet)}")
            elif grid is not None:
                report.notice(f"the sheet is empty; {sheet.absent}")
            return None
        if grid.hidden:
            report.notice("the sheet is hidden, and read like the others")
        return table(sheet, grid, report, lambda cell: is_quarter(cell, self.starts_in))

    def _what(self, sheet: Sheet) -> str:
        found = ", ".join(f"'{grid.name}'" for grid in self.book.grids) or "none"
        columns = ", ".join(column.name for column in sheet.required_columns())
        return f"it with the columns {columns}; found the sheets {found}"

    def page(self, sheet: Sheet) -> Page:
        """What a sheet holds; a required one must hold a row."""
        found = page(self.table(sheet), self.reporter(sheet), self.starts_in)
        if sheet.required and found.table is not None and not found.rows:
            found.report.fault(f"has no rows; add {sheet.row_is}")
        return found

    def problem(self, overrides: Mapping[str, str]) -> Problem | None:
        """Reads every sheet, in the order in which they need each other. None where faults leave no problem."""
        asked = answers(self.table(SETTINGS_SHEET), overrides, self.reporter(SETTINGS_SHEET))
        known = context(asked)
        self.starts_in = known.calendar.starts_in
        parts = self._parts(asked, known)
        if self.report.findings.faults:
            return None
        try:
            return by_unit(Problem.model_validate(parts))
        except ValueError as error:
            self.report.fault(_plain(error))
            return None

    def _parts(self, asked: Answers, known: Context) -> dict[str, object]:
        """The parts of the problem, by the names of its fields."""
        abilities = skills(self.page(SKILLS))
        roles = profiles(self.page(ROLES).rows, abilities, known)
        _refuse_unknown_places(asked, [profile.location for profile in roles.profiles])
        kinds = types(self.page(USE_CASE_TYPES), abilities, known)
        cases = use_cases(self.page(USE_CASES), kinds, asked.whole("Target use cases"), known)
        can = abilities.capabilities
        planned = settings(asked, known, any(case.priority for case in cases))
        needs = requirements(self.page(REQUIREMENTS), can, roles.names, known)
        working = [*(case.business_unit for case in cases), *(need.business_unit for need in needs)]
        return {
            "settings": planned,
            "calendar": known.calendar,
            "capabilities": can,
            "profiles": roles.profiles,
            "staff": staff(self.page(STAFF).rows, roles, known, planned.operating_model, working),
            "use_case_types": kinds,
            "use_cases": cases,
            "budget_rows": budget(self.page(BUDGET), known),
            "requirements": needs,
            "rules": rules(self.page(RULES), Catalogue(roles.profiles, can)),
        }


def _plain(error: ValueError) -> str:
    """The last resort: what the problem itself found wrong, without the trimmings."""
    return str(error).replace("Value error, ", "").split(" [type=")[0].splitlines()[-1].strip()


def _matched(book: Book, report: Reporter) -> dict[str, Grid]:
    """The grid of each declared sheet; doubles and near misses are told."""
    found: dict[str, Grid] = {}
    unknown: list[Grid] = []
    by_name = {loose(sheet.name): sheet for sheet in SHEETS}
    for grid in book.grids:
        sheet = by_name.get(loose(grid.name))
        if sheet is None:
            unknown.append(grid)
        elif sheet.name in found:
            report.on(grid.name, grid.file).fault(
                f"the sheet is there twice, also as '{found[sheet.name].name}'; remove or rename one"
            )
        else:
            found[sheet.name] = grid
    _tell_unknown(unknown, found, report)
    return found


def _tell_unknown(unknown: list[Grid], found: Mapping[str, Grid], report: Reporter) -> None:
    missing = [sheet.name for sheet in SHEETS if sheet.name not in found]
    passed_over = {loose(name) for name in NOT_READ}
    for grid in unknown:
        here = report.on(grid.name, grid.file)
        guess = suggestion(grid.name, missing)
        if loose(grid.name) in passed_over or not grid.rows:
            continue
        if guess:
            here.fault(f"is no sheet of an input workbook; {guess}rename it")
        else:
            here.notice("is no sheet of an input workbook and is not read")


def _refuse_unknown_places(asked: Answers, places: list[str]) -> None:
    """Exchange rates are for locations of the Roles sheet."""
    known = {key(place) for place in places}
    for place, (setting, _) in asked.rates.items():
        if place not in known:
            hint = suggestion(place, [name for name in places if name])
            asked.fault(setting, f"is for a location that the Roles sheet does not have; {hint}correct or remove it")
