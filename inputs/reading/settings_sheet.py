"""The Settings sheet: what was asked, the time line, and the settings of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from inputs.columns import Setting
from inputs.reading import cells
from inputs.reading.cells import Content, Habits
from inputs.reading.context import Context
from inputs.reading.dates import FiscalQuarter, Moment, Rounding, fiscal_quarter, number_of
from inputs.reading.findings import Reporter
from inputs.reading.grid import Cell, letters
from inputs.reading.names import clean, key, loose, suggestion
from inputs.reading.numbers import MisreadError
from inputs.reading.tables import Table
from inputs.settings import EXCHANGE_RATE, MONTHS, SETTINGS
from models.calendar import Calendar
from models.problem import (
    ALWAYS_FIRST,
    PLANNERS_OBJECTIVES,
    Attrition,
    BudgetCap,
    Objective,
    OperatingModel,
    Settings,
)

STAND_IN = Calendar(fiscal_year=2027, fiscal_quarter=1, quarters=120)
"""Where the calendar itself is at fault: the other sheets are read all the same, for their own faults."""


class Answers:
    """What the sheet says, by setting; blank or missing ones have their default, bad ones nothing."""

    def __init__(self, report: Reporter, there: bool) -> None:
        self.report, self.there = report, there
        self.values: dict[str, Content] = {}
        self.refs: dict[str, str] = {}
        self.rates: dict[str, tuple[str, Decimal]] = {}
        """by the key of the location: its setting's name and the rate"""

    def fault(self, setting: str, message: str) -> None:
        ref = self.refs.get(setting, "")
        self.report.fault(message if ref else f"'{setting}' {message}", ref)

    def text(self, setting: str) -> str:
        found = self.values.get(setting)
        return found if isinstance(found, str) else ""

    def whole(self, setting: str) -> int | None:
        found = self.values.get(setting)
        return found if isinstance(found, int) else None

    def number_in(self, setting: str) -> Decimal | None:
        found = self.values.get(setting)
        return found if isinstance(found, Decimal) else None

    def moment(self, setting: str) -> Moment | None:
        found = self.values.get(setting)
        return None if isinstance(found, str | int | Decimal | tuple) else found

    def month(self, setting: str) -> int:
        found = self.text(setting)
        return MONTHS.index(found) + 1 if found in MONTHS else 1


def answers(table: Table | None, overrides: Mapping[str, str], report: Reporter) -> Answers:
    """Reads every setting; `overrides` (name: text) go before the sheet."""
    found = Answers(report, table is not None and {"Setting", "Value"} <= set(table.columns))
    given = {**_given(table, found), **_overriding(overrides, found)}
    mark = table.grid.decimal_mark if table else ""
    month = next(setting for setting in SETTINGS if setting.choices == MONTHS)
    _answer(found, month, given.get(month.name), Habits(mark))
    habits = Habits(mark, found.month(month.name))
    for setting in SETTINGS:
        if setting is not month and setting.name != EXCHANGE_RATE:
            _answer(found, setting, given.get(setting.name), habits)
    for name, cell in given.items():
        if name.startswith(EXCHANGE_RATE):
            _rate(found, name, cell, habits)
    return found


def _given(table: Table | None, found: Answers) -> dict[str, Cell | None]:
    """The value cell of each setting that is there, by the setting's name."""
    given: dict[str, Cell | None] = {}
    if table is None or not found.there:
        return given
    names, values = table.columns["Setting"], table.columns["Value"]
    for number, row in table.rows:
        if names not in row:
            if values in row:  # a row of notes has neither
                found.report.fault("a setting without a name; name it or clear the row", f"{letters(names)}{number}")
            continue
        name = _name(row[names], found.report)
        ref = f"{letters(values)}{number}"
        if name in given:
            found.report.fault(f"the setting '{name}' is there twice, also in {found.refs[name]}; remove one", ref)
        elif name:
            given[name], found.refs[name] = row.get(values), ref
    return given


def _name(cell: Cell, report: Reporter) -> str:
    """The declared name of a setting; a name close to one is a fault, any other a notice."""
    text = clean(cell.text)
    if setting := setting_called(text):
        if setting.name == EXCHANGE_RATE:
            return EXCHANGE_RATE + clean(text[len(EXCHANGE_RATE.strip()) :])
        return setting.name
    if guess := suggestion(text, [setting.name for setting in SETTINGS]):
        report.fault(f"'{text[:60]}' is no setting; {guess}rename it", cell.ref)
    else:
        report.notice(f"'{text[:60]}' is no setting of this version and is not read", cell.ref)
    return ""


def setting_called(text: str) -> Setting | None:
    for setting in SETTINGS:
        if setting.name == EXCHANGE_RATE:
            if key(text).startswith(key(EXCHANGE_RATE)):
                return setting
        elif loose(text) in {loose(name) for name in (setting.name, *setting.aliases)}:
            return setting
    return None


def _overriding(overrides: Mapping[str, str], found: Answers) -> dict[str, Cell | None]:
    given: dict[str, Cell | None] = {}
    for name, text in overrides.items():
        setting = setting_called(name)
        if setting is None:
            found.report.fault(f"'{name}' is no setting; {suggestion(name, [s.name for s in SETTINGS])}name one")
            continue
        given[setting.name] = Cell(0, 1, text)
        found.refs[setting.name] = ""
    return given


def _answer(found: Answers, setting: Setting, cell: Cell | None, habits: Habits) -> None:
    if cell is None and setting.required:
        if found.there:
            found.fault(setting.name, f"is missing; add it: {setting.meaning}")
        return
    if cell is None and not setting.default:
        return
    asked = cell or Cell(0, 1, setting.default)
    if setting.choices == MONTHS:
        asked = spelled_month(asked)
    try:
        found.values[setting.name] = cells.read(asked, setting.column(), habits if cell else Habits("."))
    except MisreadError as misread:
        found.fault(setting.name, str(misread))


def spelled_month(cell: Cell) -> Cell:
    """A month by number or by its first letters, spelled out."""
    text = cell.text
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 12:
        return Cell(cell.row, cell.column, MONTHS[int(text) - 1])
    full = [month for month in MONTHS if len(text) >= 3 and month.lower().startswith(text.lower().rstrip("."))]
    return Cell(cell.row, cell.column, full[0], trouble=cell.trouble) if full else cell


def _rate(found: Answers, name: str, cell: Cell | None, habits: Habits) -> None:
    location = name[len(EXCHANGE_RATE) :]
    setting = next(s for s in SETTINGS if s.name == EXCHANGE_RATE)
    if not location:
        found.fault(name, "names no location; write the location behind the colon, such as 'Exchange rate: Berlin'")
    if cell is None or not location:
        return
    try:
        rate = cells.read(cell, setting.column(), habits)
    except MisreadError as misread:
        found.fault(name, str(misread))
        return
    if isinstance(rate, Decimal):
        found.rates[key(location)] = (name, rate)


def context(found: Answers) -> Context:
    """The time line and the currencies, for the reading of the other sheets."""
    rates = {location: rate for location, (_, rate) in found.rates.items()}
    first, length = found.moment("First quarter"), found.whole("Quarters")
    starts_in = found.month("Fiscal year starts in")
    known = first is not None and length is not None
    at = fiscal_quarter(first, starts_in) if first is not None else FiscalQuarter(2027, 1)
    if not 1900 <= at.year <= 2999:
        found.fault("First quarter", f"lies in the year {at.year}; enter one between 1900 and 2999")
        return Context(STAND_IN, False, found.text("Currency"), rates)
    calendar = Calendar(
        fiscal_year=at.year, fiscal_quarter=at.quarter, starts_in=starts_in, quarters=length if length else 120
    )
    return Context(calendar, known, found.text("Currency"), rates)


def settings(found: Answers, context: Context, has_priority: bool) -> Settings:
    """The settings of the plan; `has_priority` says whether any use case has one."""
    target = found.whole("Target use cases")
    if found.values.get("Target is a must") is True and target is None:
        found.fault("Target is a must", "is yes, but there is no target; fill in 'Target use cases', or say no")
    return Settings(
        company=found.text("Company"),
        currency=found.text("Currency"),
        target_use_cases=target,
        target_by=_target_by(found, context),
        target_is_a_must=found.values.get("Target is a must") is True,
        objectives=_objectives(found, has_priority),
        operating_model=OperatingModel(found.text("Operating model") or OperatingModel.POOL),
        starts_per_quarter=_or(found.whole("Starts per quarter"), 2),
        shared_time_pct=_or(found.whole("Shared time %"), 30),
        community_time_pct=_or(found.whole("Community time %"), 5),
        one_team_up_to=_or(found.whole("One team up to"), 10),
        attrition=Attrition(found.text("Attrition") or Attrition.WHOLE),
        budget_cap=BudgetCap(found.text("Budget cap") or BudgetCap.CUMULATIVE),
        recruiting_capacity=found.whole("Recruiting capacity per quarter"),
        merit_pct=found.number_in("Merit %") or Decimal(0),
        merit_month=found.month("Merit month"),
        board_level_priority=found.values.get("Board-level priority") is True,
        time_grain=found.whole("Time grain") or 1,
        random_seed=_or(found.whole("Random seed"), 1),
        time_limit=float(found.number_in("Time limit") or 60),
    )


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def _target_by(found: Answers, context: Context) -> int:
    asked = found.moment("Target by")
    if asked is None:
        return context.calendar.quarters
    quarter = number_of(asked, context.calendar, Rounding.BY)
    if not context.within(quarter):
        label = context.calendar.label(quarter)
        found.fault("Target by", f"is {label}, outside the plan's quarters, {context.span}; name one of them")
    return min(max(quarter, 1), context.calendar.quarters)


def _objectives(found: Answers, has_priority: bool) -> tuple[Objective, ...]:
    asked = found.values.get("Objectives")
    names = list(_named(asked, found)) if isinstance(asked, tuple) and asked else []
    if not names:
        names = [Objective.PRIORITY, Objective.COST] if has_priority else [Objective.COST]
    return (*ALWAYS_FIRST, *dict.fromkeys(name for name in names if name not in ALWAYS_FIRST))


def _named(asked: tuple[str | object, ...], found: Answers) -> Iterator[Objective]:
    seen: set[Objective] = set()
    for text in map(str, asked):
        if key(text) == "stability":
            found.fault("Objectives", "names 'stability', which needs a previous plan, and none is read; remove it")
            continue
        objective = next((o for o in PLANNERS_OBJECTIVES if key(o) == key(text)), None)
        if objective is None:
            hint = suggestion(text, list(PLANNERS_OBJECTIVES))
            found.fault("Objectives", f"'{text}' is no objective; {hint}use: {', '.join(PLANNERS_OBJECTIVES)}")
        elif objective in seen:
            found.fault("Objectives", f"names '{objective}' twice; name it once")
        else:
            seen.add(objective)
            yield objective
