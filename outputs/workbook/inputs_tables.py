"""Inputs, first part: settings, job profiles, skills, types, use cases and rules as they were understood."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from models.problem import OperatingModel, Profile, Settings, StaffRow, UseCase, UseCaseType
from models.rule_kinds import conditions_met
from models.rules import Condition, Deadline, Flag, PerActive, Rework, Rule, RuleRow
from outputs.rows.added_demand import unattended
from outputs.rows.building import stage_needs
from outputs.rows.facts import Facts
from outputs.rows.people import leaver_rate
from outputs.rows.rules import wording
from outputs.workbook.cells import Cell, Heading, Ink, Item, Row, Table, Value
from outputs.workbook.layout import letters
from outputs.workbook.parts import number, text

Column = tuple[str, str, Callable[[Profile], Value]]

PROFILE_COLUMNS: tuple[Column, ...] = (
    ("ID", "", lambda p: p.id),
    ("Job profile", "", lambda p: p.title),
    ("Role", "", lambda p: p.role),
    ("Level", "", lambda p: p.level),
    ("Location", "", lambda p: p.location),
    ("Employment", "", lambda p: p.employment.value),
    ("Family", "", lambda p: p.family.value),
    ("Wave", "count", lambda p: p.wave),
    ("Quarters to fill", "count", lambda p: p.time_to_fill),
    ("Attrition % a year", "per cent", lambda p: _float(p.attrition_pct)),
    ("First-year attrition %", "per cent", lambda p: _float(p.first_year_attrition_pct)),
    ("Most hires a quarter", "count", lambda p: p.most_hires_per_quarter),
    ("Least heads", "count", lambda p: p.least_heads),
    ("Most heads", "count", lambda p: p.most_heads),
)

STAFF = "Staff"
"""The section that tells of single people."""

LEAVER_RATE = "Leavers a quarter, millionths"

PAY_COLUMNS: tuple[Column, ...] = (
    ("ID", "", lambda p: p.id),
    ("Job profile", "", lambda p: p.title),
    ("Base salary a year", "money", lambda p: p.base_salary),
    ("Bonus %", "per cent", lambda p: _float(p.bonus_pct)),
    ("Employer tax %", "per cent", lambda p: _float(p.employer_tax_pct)),
    ("Tax cap a year", "money", lambda p: p.tax_cap),
    ("Benefits %", "per cent", lambda p: _float(p.benefits_pct)),
    ("Equity a year", "money", lambda p: p.equity),
    ("Training a year", "money", lambda p: p.training),
    ("Day rate", "money", lambda p: p.day_rate),
    ("Days a quarter", "count", lambda p: p.days_per_quarter),
    ("Recruiting fee %", "per cent", lambda p: _float(p.recruiting_fee_pct)),
    ("Sign-on", "money", lambda p: p.sign_on),
    ("Equipment", "money", lambda p: p.equipment),
    ("Severance", "money", lambda p: p.severance),
    ("Exchange rate", "number", lambda p: _float(p.exchange_rate)),
)


def profile_column(header: str) -> str:
    """The letter of a column of the job profiles."""
    return letters([*(name for name, _, _ in PROFILE_COLUMNS), LEAVER_RATE].index(header))


def need_column(facts: Facts, capability: str) -> str:
    """The letter of a capability's column in the needs by stage."""
    return letters(4 + facts.problem.capabilities.index(capability))


def tables(facts: Facts) -> list[Item]:
    """All tables that have no time line."""
    return [
        Heading("Settings"),
        _settings(facts),
        Heading("Constants", "of arithmetic, so that formulas hold none"),
        _constants(),
        Heading("Job profiles"),
        _profiles(facts),
        Heading("Pay by job profile", "money in the currency of the location, times the exchange rate"),
        _pay(facts),
        Heading("Ramp", "productivity in % by quarter since start; the last one holds"),
        _ramps(facts),
        Heading("Skills", "productivity in % by capability"),
        _skills(facts),
        Heading(STAFF, "people in seat and accepted offers, as given"),
        _staff(facts),
        Heading("Use-case types", "FTE while building, FTE to run once live, money"),
        _types(facts),
        Heading("Use cases"),
        _use_cases(facts),
        Heading("Needs of one unit by stage", "the type's figures scaled by size: money and FTE a quarter"),
        _needs(facts),
        Heading("Rules"),
        _rules(facts),
    ]


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _settings(facts: Facts) -> Table:
    asked, calendar = facts.problem.settings, facts.problem.calendar
    rows: tuple[tuple[str, str, Value, str], ...] = (
        ("company", "Company", asked.company, ""),
        ("currency", "Currency, in whole units", asked.currency, ""),
        ("first", "First quarter", calendar.label(1), ""),
        ("month", "Fiscal year starts in month", calendar.starts_in, "count"),
        ("quarters", "Quarters planned", calendar.quarters, "count"),
        ("target", "Target use cases", asked.target_use_cases, "count"),
        ("target_by", "Target by the end of", calendar.label(asked.target_by), ""),
        ("must", "Target is a must", _yes(asked.target_is_a_must), ""),
        ("objectives", "Objectives, in order", ", ".join(asked.objectives), ""),
        ("model", "Operating model", asked.operating_model.value, ""),
        *_of_model(asked),
        ("attrition", "Attrition", asked.attrition.value, ""),
        ("cap", "Budget cap", asked.budget_cap.value, ""),
        ("recruiting", "Recruiting capacity, hires a quarter", asked.recruiting_capacity, "count"),
        ("merit", "Merit increase, % a year", _float(asked.merit_pct), "per cent"),
        ("merit_month", "Merit month", asked.merit_month, "count"),
        ("board", "AI is a board-level priority", _yes(asked.board_level_priority), ""),
        ("grain", "Time grain, % of an FTE", asked.time_grain, "count"),
        ("seed", "Random seed", asked.random_seed, "count"),
        ("limit", "Time limit, seconds", asked.time_limit, "number"),
    )
    return Table(
        ("Setting", "Meaning", "Value"),
        tuple(Row(f"set.{key}", (text(key), text(label), number(value, unit))) for key, label, value, unit in rows),
    )


def _of_model(asked: Settings) -> list[tuple[str, str, Value, str]]:
    """The settings that the operating model uses."""
    rows: dict[str, tuple[str, str, Value, str]] = {
        "starts": ("starts", "Most use cases that start in a quarter", asked.starts_per_quarter, "count"),
        "team": ("team", "One team up to, heads", asked.one_team_up_to, "count"),
        "shared": ("shared", "Shared time, % of capacity", asked.shared_time_pct, "count"),
        "community": ("community", "Community time, % of capacity", asked.community_time_pct, "count"),
    }
    return [rows[key] for key in MODEL_SETTINGS[asked.operating_model]]


MODEL_SETTINGS: dict[OperatingModel, tuple[str, ...]] = {
    OperatingModel.POOL: (),
    OperatingModel.CENTRALIZED: ("starts",),
    OperatingModel.EMBEDDED: ("team",),
    OperatingModel.FEDERATED: ("team", "shared", "community"),
}
"""Operating model: the keys of its settings."""


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


def names(facts: Facts) -> dict[str, str]:
    """Defined names of the settings that are numbers and set, all in column C, with their keys."""
    asked = facts.problem.settings
    optional = {
        "Target_use_cases": ("set.target", asked.target_use_cases),
        "Recruiting_capacity": ("set.recruiting", asked.recruiting_capacity),
    }
    always = {"Quarters_planned": "set.quarters", "Merit_percent": "set.merit", "Time_grain_percent": "set.grain"}
    return always | {name: key for name, (key, value) in optional.items() if value is not None}


CONSTANTS: tuple[tuple[str, int | float, str], ...] = (
    ("Million", 1_000_000, "Leaver rates are millionths"),
    ("Year", 4, "Quarters in a year"),
    ("Exact", 4, "Decimals to which capacity is exact, in FTE"),
    ("Fine", 9, "Decimals to which a limit of a rule is taken before it is rounded to whole heads"),
    ("Tolerance", 0.00001, "FTE below which a difference is none; the least step of capacity is 0.0001"),
    ("Hundredths", 2, "Decimals to which demand is given, in FTE"),
    ("Percent", 100, "Hundredths in a whole: the time grain is in % of an FTE"),
)


def _constants() -> Table:
    rows = tuple(
        Row(f"const.{name}", (text(name), text(meaning), number(value, "number"))) for name, value, meaning in CONSTANTS
    )
    return Table(("Name", "Meaning", "Value"), rows)


def _profiles(facts: Facts) -> Table:
    rows = []
    for i, profile in enumerate(facts.problem.profiles):
        cells = [number(read(profile), unit) for _, unit, read in PROFILE_COLUMNS]
        rate = Cell(leaver_rate(facts, profile.id), "", "count", Ink.INPUT)
        rows.append(Row(f"profile.{i}", (*cells, rate)))
    return Table((*(header for header, _, _ in PROFILE_COLUMNS), LEAVER_RATE), tuple(rows))


def _pay(facts: Facts) -> Table:
    rows = (tuple(number(read(p), unit) for _, unit, read in PAY_COLUMNS) for p in facts.problem.profiles)
    return Table(tuple(header for header, _, _ in PAY_COLUMNS), tuple(Row("", cells) for cells in rows))


def _ramps(facts: Facts) -> Table:
    longest = max((len(p.ramp) for p in facts.problem.profiles), default=1)
    rows = tuple(
        Row(f"ramp.{i}", (number(p.id, ""), number(p.title, ""), *(number(cell / 100, "%") for cell in p.ramp)))
        for i, p in enumerate(facts.problem.profiles)
    )
    return Table(("ID", "Job profile", *(f"Q{n}" for n in range(1, longest + 1))), rows)


def _skills(facts: Facts) -> Table:
    rows = tuple(
        Row(
            f"skill.{i}",
            (
                number(p.id, ""),
                number(p.title, ""),
                *(number(p.skills.get(c, 0) / 100, "%") for c in facts.problem.capabilities),
            ),
        )
        for i, p in enumerate(facts.problem.profiles)
    )
    return Table(("ID", "Job profile", *facts.problem.capabilities), rows)


def _staff(facts: Facts) -> Table:
    headers = ("ID", "Name", "Job profile", "Business unit", "Heads", "FTE", "Start", "End", "Own base salary")
    return Table(headers, tuple(Row("", _staff_row(facts, row)) for row in facts.problem.staff))


def _staff_row(facts: Facts, row: StaffRow) -> tuple[Cell, ...]:
    label = facts.problem.calendar.label
    values: tuple[tuple[Value, str], ...] = (
        (row.id, ""),
        (row.name, ""),
        (row.profile, ""),
        (row.business_unit, ""),
        (row.heads, "heads"),
        (row.fte / 100, "FTE"),
        (label(row.start) if row.start > 1 else "in seat", ""),
        (label(row.end) if row.end is not None else "", ""),
        (row.base_salary, "money"),
    )
    return tuple(number(value, unit) for value, unit in values)


def _types(facts: Facts) -> Table:
    longest = max((t.build_quarters for t in facts.problem.use_case_types), default=1)
    rows = tuple(Row("", cells) for t in facts.problem.use_case_types for cells in _type_rows(t, longest))
    return Table(("Type", "Need", "Run", *(f"Build Q{n}" for n in range(1, longest + 1))), rows)


def _type_rows(kind: UseCaseType, longest: int) -> list[tuple[Cell, ...]]:
    rows = []
    for capability in dict.fromkeys((*kind.build, *kind.run)):
        build = kind.build.get(capability, ())
        run = number(kind.run.get(capability, 0) / 100, "FTE")
        rows.append(
            (number(kind.name, ""), number(f"{capability}, FTE", ""), run, *(number(b / 100, "FTE") for b in build))
        )
    if kind.run_cost or any(kind.build_cost):
        money = (number(m, "money") for m in kind.build_cost)
        rows.append((number(kind.name, ""), number("money", ""), number(kind.run_cost, "money"), *money))
    return rows


def _use_cases(facts: Facts) -> Table:
    headers = (
        *("ID", "Use case", "Business unit", "Type", "Status", "Count", "Size", "Value a quarter", "Priority"),
        *("Earliest start", "Live by", "Must do", "Quarters done", "Novel research", "High-stakes gen.", "Depends on"),
    )
    rows = tuple(Row(f"case.{i}", _use_case(facts, u)) for i, u in enumerate(facts.problem.use_cases))
    return Table(headers, rows)


def _use_case(facts: Facts, u: UseCase) -> tuple[Cell, ...]:
    label = facts.problem.calendar.label
    values: tuple[tuple[Value, str], ...] = (
        (u.id, ""),
        (u.name, ""),
        (u.business_unit, ""),
        (u.type, ""),
        (u.status.value, ""),
        (u.count, "count"),
        (float(u.size), "number"),
        (u.value_per_quarter, "money"),
        (u.priority, "count"),
        (label(u.earliest_start), ""),
        (label(u.live_by) if u.live_by is not None else "", ""),
        (_yes(u.must_do), ""),
        (u.quarters_done, "count"),
        (_yes(u.novel_research), ""),
        (_yes(u.high_stakes_generative), ""),
        (", ".join(u.depends_on), ""),
    )
    return tuple(number(value, unit) for value, unit in values)


USE_CASE_STATUS, USE_CASE_COUNT, USE_CASE_VALUE, USE_CASE_MUST = "E", "F", "H", "L"
USE_CASE_FLAGS = {Flag.NOVEL_RESEARCH: "N", Flag.HIGH_STAKES_GENERATIVE: "O"}
"""Columns of the use cases that formulas refer to."""


def _needs(facts: Facts) -> Table:
    rows = []
    for i, use_case in enumerate(facts.problem.use_cases):
        for n, need in enumerate(stage_needs(facts, use_case)):
            fte = (number(need.fte.get(c, 0), "FTE") for c in facts.problem.capabilities)
            labels = (number(use_case.id, ""), number(use_case.name, ""), number(need.stage, ""))
            rows.append(Row(f"need.{i}.{n}", (*labels, number(need.money, "money"), *fte)))
    return Table(("ID", "Use case", "Stage", "Money", *facts.problem.capabilities), tuple(rows))


RULE_LIMIT, RULE_FREE, RULE_FTE, RULE_QUARTERS, RULE_AT_START = "E", "F", "G", "H", "I"
"""Columns of the rules that formulas refer to."""


def _rules(facts: Facts) -> Table:
    headers = (
        *("Rule", "What it says", "Kind", "Mode", "Least or most", "Free", "FTE", "Quarters"),
        *("Met or there at the start", "Source"),
    )
    rows = [
        Row(f"rule.{r}.{n}", _rule_row(facts, rule, row))
        for r, rule in enumerate(facts.problem.rules)
        for n, row in enumerate(rule.rows)
    ]
    return Table(headers, tuple(rows))


def _rule_row(facts: Facts, rule: Rule, row: RuleRow) -> tuple[Cell, ...]:
    """The numbers stand in columns of their own, since the formulas of Rules and Capacity take them from here."""
    limit, at_start = getattr(row, "least", getattr(row, "most", None)), None
    if isinstance(row, Condition):
        met = conditions_met(facts.problem, row)
        limit, at_start = len(met), sum(met)
    if isinstance(row, Deadline):
        limit = 1
    if isinstance(row, Rework):
        at_start = unattended(facts, row).at_start
    fte = row.fte / 100 if isinstance(row, Rework | PerActive) else None
    numbers = (
        number(_float(limit) if isinstance(limit, Decimal) else limit, "number"),
        number(getattr(row, "free", None), "number"),
        number(fte, "FTE"),
        number(getattr(row, "quarters", None), "number"),
        number(at_start, "number"),
    )
    words = (number(word, "") for word in (rule.id, wording(row), row.kind, rule.mode.value))
    return (*words, *numbers, number(rule.source, ""))
