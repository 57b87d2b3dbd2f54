"""Reads a planning problem from a workbook or a folder of CSV files; all faults at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inputs.columns import Sheet
from inputs.reading.budget import budget
from inputs.reading.changes import Asked, Change, Draft
from inputs.reading.context import Context
from inputs.reading.findings import Findings, Reporter
from inputs.reading.grid import Book, Grid
from inputs.reading.names import key, loose, suggestion
from inputs.reading.opening import open_book
from inputs.reading.records import Page, page
from inputs.reading.requirements import is_quarter, requirements
from inputs.reading.roles import profiles, skills
from inputs.reading.rules import Catalogue, rules
from inputs.reading.scenarios_sheet import at_origin, given, scenarios
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
    SCENARIOS,
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
from models.scenario import InputChange

NO_OVERRIDES: Mapping[str, str] = {}


@dataclass(frozen=True)
class Reading:
    """A problem, and how its input was understood."""

    problem: Problem
    notices: tuple[Fault, ...]
    file: str
    sha256: str
    scenario: str = ""
    """the scenario that was read; empty: the input as it stands"""
    changes: tuple[InputChange, ...] = ()
    """what the scenario, and the caller, changed in the input"""
    scenarios: tuple[str, ...] = ()
    """the scenarios of the input, in the order in which it names them"""


def read(
    path: str | Path,
    *,
    overrides: Mapping[str, str] = NO_OVERRIDES,
    scenario: str = "",
    changes: Sequence[Change] = (),
) -> Reading:
    """Reads the input at a path, as it stands or in one of its scenarios.

    `overrides` (setting: text) go before the Settings sheet. `changes` are made after those of the scenario. What is
    wrong with scenarios that are not asked for is passed over: `read_scenarios` tells it.
    Raises InputError with all faults, each with its place and its remedy.
    """
    opened = Opened(Path(path), overrides)
    opened.heeds_scenarios = bool(scenario)
    found = opened.reading(scenario, changes)
    opened.refuse_faults()
    assert found is not None
    return found


def read_scenarios(path: str | Path, names: Sequence[str] | None = None) -> list[Reading]:
    """Reads the input as it stands, then each scenario of those names, all without any; the file is opened once.

    Raises InputError with all faults of all of them.
    """
    opened = Opened(Path(path), NO_OVERRIDES)
    opened.heeds_scenarios = True
    wanted = opened.scenarios.names if names is None else tuple(names)
    found = [opened.reading(name) for name in ("", *wanted)]
    opened.refuse_faults()
    return [reading for reading in found if reading is not None]


class Opened:
    """An input that is open, and everything that was found wrong with it so far."""

    def __init__(self, path: Path, overrides: Mapping[str, str]) -> None:
        self.file, self.overrides, self.heeds_scenarios = path.name or str(path), overrides, False
        self.findings = Findings()
        book = open_book(path, self._report(self.findings))
        if book is None:
            raise InputError(self.findings.faults)
        self.book = book
        self.of_scenarios = Findings()
        """what is wrong with the Scenarios sheet, and with what its rows lead to"""
        desk = Desk(book, self._report(Findings()))
        asked = answers(desk.table(SETTINGS_SHEET), overrides, self._report(Findings()))
        self.starts_in = asked.month("Fiscal year starts in")
        self.grids = desk.grids
        desk.report = self._report(self.of_scenarios)
        self.scenarios = scenarios(desk.page(SCENARIOS))
        self._as_it_stands: frozenset[Fault] | None = None

    def _report(self, findings: Findings) -> Reporter:
        return Reporter(findings, self.file)

    @property
    def faults(self) -> list[Fault]:
        return [*self.findings.faults, *(self.of_scenarios.faults if self.heeds_scenarios else ())]

    def refuse_faults(self) -> None:
        """Raises InputError where anything is wrong."""
        if self.faults:
            raise InputError(_ordered(list(dict.fromkeys(self.faults))))

    def reading(self, scenario: str = "", changes: Sequence[Change] = ()) -> Reading | None:
        """The input in a scenario ('': as it stands) with further changes; None where it cannot be planned with."""
        report = self._report(self.findings)
        named = self.scenarios.called(scenario) if scenario else None
        if scenario and named is None:
            self.scenarios.refuse_unknown(scenario, report)
            return None
        faults = len(self.findings.faults) + len(self.of_scenarios.faults)
        asked = [*(self.scenarios.changes(named) if named else ()), *given(changes, report)]
        draft = self._draft(asked)
        if len(self.findings.faults) + len(self.of_scenarios.faults) > faults:
            return None
        problem, found = self._problem(draft)
        if found.faults or problem is None:
            self._tell(found.faults, asked, draft)
            return None
        return Reading(
            problem,
            tuple(_ordered(found.notices)),
            self.book.file,
            self.book.sha256,
            named.name if named else "",
            draft.input_changes(asked),
            self.scenarios.names,
        )

    def _draft(self, asked: Sequence[Asked]) -> Draft:
        draft = Draft(self.grids, self.book.file, self.starts_in)
        draft.make(asked)
        return draft

    def _problem(self, draft: Draft) -> tuple[Problem | None, Findings]:
        """The problem of the input with changes, and what there is to say about it."""
        findings = Findings()
        report = self._report(findings)
        for notice in self.book.notices:
            report.notice(notice)
        book = replace(self.book, grids=draft.all_grids(self.book.grids))
        return Desk(book, report).problem(self.overrides), findings

    def _tell(self, faults: Sequence[Fault], asked: Sequence[Asked], draft: Draft) -> None:
        """Tells faults of the changed input: the input's own as they are, others at the change that causes them."""
        causes = Causes(asked, self._faults_with)
        for fault in faults:
            number = draft.change_at(fault.sheet, fault.cell)
            cause = asked[number] if number is not None else causes.of(fault)
            if cause is None:
                self.findings.faults.append(fault)
            else:
                place = f"{fault.sheet}!{fault.cell}" if fault.cell else fault.sheet or "the input as a whole"
                at_origin(cause, place, fault.message)

    def _faults_with(self, made: Sequence[Asked]) -> frozenset[Fault]:
        """The faults of the input with some of the changes only."""
        if made:
            return frozenset(self._problem(self._draft(made))[1].faults)
        if self._as_it_stands is None:
            self._as_it_stands = frozenset(self._problem(self._draft(()))[1].faults)
        return self._as_it_stands


class Causes:
    """Which of a row of changes brings a fault about: the one with which it first appears."""

    def __init__(self, asked: Sequence[Asked], faults_with: Callable[[Sequence[Asked]], frozenset[Fault]]) -> None:
        self.asked, self._faults_with = asked, faults_with
        self._known: dict[int, frozenset[Fault]] = {}

    def _appears(self, fault: Fault, length: int) -> bool:
        if length not in self._known:
            self._known[length] = self._faults_with(self.asked[:length])
        return fault in self._known[length]

    def of(self, fault: Fault) -> Asked | None:
        """The change that causes a fault of all changes together; None where it is there without any."""
        without, within = 0, len(self.asked)
        if not within or self._appears(fault, 0):
            return None
        while within - without > 1:
            middle = (without + within) // 2
            if self._appears(fault, middle):
                within = middle
            else:
                without = middle
        return self.asked[without]


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
