"""The Rules sheet, or the default rules where there is none: rows to rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inputs.columns import Column, Kind
from inputs.default_rules import DEFAULT_RULES
from inputs.reading.cells import Content, Habits, read
from inputs.reading.findings import Reporter
from inputs.reading.grid import Cell
from inputs.reading.groups import UnknownError, everyone_but, group, is_everyone_else
from inputs.reading.names import key, suggestion
from inputs.reading.records import Page, Record
from inputs.reading.rule_rows import WrongError, rule_row
from inputs.rule_columns import COMMON, RULE_KINDS
from inputs.sheets import RULES
from models.problem import Profile
from models.rules import DEMAND_KINDS, Group, Mode, Rule, RuleRow

NAMING = ("Acts on", "Against", "Capability")
"""The columns that name job profiles, rules and capabilities."""

Teller = Callable[[str, str], None]
"""tells what is wrong with a column's cell"""


@dataclass(frozen=True)
class Line:
    """A row of rules, from the sheet or from the defaults. `cells` holds only the columns that are filled in."""

    rule: str
    kind: str
    mode: Mode | None
    source: str
    cells: Mapping[str, Content]
    tell: Teller
    bad: bool = False
    names_anew: bool = False
    """a default row in which a scenario names somebody or something else"""

    def group_text(self, name: str) -> str:
        return str(self.cells.get(name, ""))


@dataclass(frozen=True)
class Catalogue:
    """What rows may name."""

    profiles: tuple[Profile, ...]
    capabilities: tuple[str, ...]


def rules(page: Page, known: Catalogue) -> tuple[Rule, ...]:
    """The rules of the sheet; the defaults where there is none."""
    if page.table is None:
        return _defaults([_default_line(row) for row in DEFAULT_RULES], known, page.report)
    if not page.rows:
        page.report.notice("has no rows, so no rules hold")
    lines = [line for record in page.rows if (line := _line(record))]
    if page.table.grid.stands_in:
        return _defaults(lines, known, page.report)
    _refuse_unknown_rules(lines)
    return _joined(lines, known)


def _defaults(lines: Sequence[Line], known: Catalogue, report: Reporter) -> tuple[Rule, ...]:
    """The default rules, without the rows that name somebody or something this workbook does not have."""
    off: list[str] = []
    kept: list[Line] = []
    for line in lines:
        problem = "" if line.names_anew else _missing(line, known)
        if problem:
            off.append(f"{line.rule} ({problem})")
        else:
            kept.append(line)
    rule_ids = {line.rule for line in kept}
    kept = [
        line for line in kept if line.kind != "milestone" or line.names_anew or line.group_text("Against") in rule_ids
    ]
    _refuse_unknown_rules(kept)
    without = f"; switched off, as nobody or nothing here is meant: {'; '.join(dict.fromkeys(off))}" if off else ""
    report.notice(f"there are no rules of your own; the default rules hold{without}")
    return _joined(kept, known)


def _default_line(row: Mapping[str, str]) -> Line:
    cells = {
        name: read(Cell(0, 1, text), RULES.column(name), Habits("."))
        for name, text in row.items()
        if name not in COMMON
    }

    def tell(column: str, message: str) -> None:
        raise AssertionError(f"default rule {row['Rule']}, {column}: {message}")

    return Line(row["Rule"], row["Kind"], Mode(row["Mode"]), row["Source"], cells, tell)


def _missing(line: Line, known: Catalogue) -> str:
    """What a default row names that the workbook does not have; empty: nothing."""
    for name in ("Acts on", "Against"):
        text = line.group_text(name)
        if not text or line.kind == "milestone":
            continue
        if is_everyone_else(text):
            continue
        try:
            selected = group(text, known.profiles)
        except UnknownError:
            return f"no {text}"
        if not selected.profiles:
            return f"no {text}"
    capability = str(line.cells.get("Capability", ""))
    if capability and key(capability) not in {key(name) for name in known.capabilities}:
        return f"no capability {capability}"
    return ""


def _line(record: Record) -> Line | None:
    """A row of the sheet; columns that its kind does not use, or lacks, are told."""
    rule, kind = record.text("Rule"), record.text("Kind")
    filled = {c.name: record.get(c.name) for c in RULES.columns if record.cell(c.name) is not None}
    mode = Mode(record.text("Mode")) if filled.get("Mode") else None
    if not rule or not kind:
        return None
    uses = RULE_KINDS[kind]
    for name in filled:
        if name not in (*COMMON, *uses.needs, *uses.may):
            allowed = ", ".join((*uses.needs, *uses.may))
            record.fault(
                name, f"the column '{name}' has no meaning for a rule of kind {kind}; clear it (it uses {allowed})"
            )
    for name in uses.needs:
        if name not in filled:
            record.fault(name, f"'{name}' is blank, but a rule of kind {kind} needs it; {_needs(RULES.column(name))}")
    cells = {name: value for name, value in filled.items() if value is not None and name not in COMMON}
    anew = any(record.ref(name) in record.table.grid.changed for name in NAMING)
    return Line(rule, kind, mode, record.text("Source"), cells, record.fault, bool(record.bad), anew)


def _needs(column: Column) -> str:
    return (
        "name job profiles, such as builder"
        if column.kind is Kind.GROUP
        else f"enter {column.meaning[0].lower()}{column.meaning[1:]}"
    )


def _refuse_unknown_rules(lines: Sequence[Line]) -> None:
    """A milestone names a team-first rule."""
    teams = list(dict.fromkeys(line.rule for line in lines if line.kind == "team-first"))
    for line in lines:
        named = line.group_text("Against")
        if line.kind == "milestone" and named and key(named) not in map(key, teams):
            hint = suggestion(named, teams)
            line.tell(
                "Against", f"'{named}' is no team-first rule; {hint}name one of: {', '.join(teams) or 'none there'}"
            )


def _joined(lines: Sequence[Line], known: Catalogue) -> tuple[Rule, ...]:
    """The rules, each of its rows in order."""
    by_rule: dict[str, list[Line]] = {}
    for line in lines:
        by_rule.setdefault(key(line.rule), []).append(line)
    found = [_rule(rows, lines, known) for rows in by_rule.values()]
    return tuple(rule for rule in found if rule)


def _rule(lines: list[Line], all_lines: Sequence[Line], known: Catalogue) -> Rule | None:
    mode = _mode(lines)
    against = _team(lines, known)
    rows = [row for line in lines if (row := _row(line, mode, against, all_lines, known))]
    if len(rows) < len(lines):
        return None
    source = "; ".join(dict.fromkeys(line.source for line in lines if line.source))
    return Rule(id=lines[0].rule, rows=tuple(rows), mode=mode, source=source)


def _mode(lines: list[Line]) -> Mode:
    """The one mode of a rule's rows; blank rows take that of the others."""
    modes = [line.mode for line in lines if line.mode is not None]
    for line in lines:
        if line.mode is not None and line.mode is not modes[0]:
            line.tell(
                "Mode", f"is {line.mode}, but another row of the rule '{line.rule}' says {modes[0]}; give all one mode"
            )
    mode = modes[0] if modes else Mode.ENFORCE
    for line in lines:
        if mode is Mode.PREFER and line.kind in DEMAND_KINDS:
            line.tell(
                "Mode", f"a rule of kind {line.kind} adds demand and cannot be preferred; use enforce, report or off"
            )
            break
    return mode


def _team(lines: Sequence[Line], known: Catalogue) -> list[Group]:
    """The groups that the team-first rows of a rule wait for, all together."""
    texts = [line.group_text("Against") for line in lines if line.kind == "team-first"]
    found = []
    for text in texts:
        try:
            found.append(group(text, known.profiles))
        except UnknownError:  # told where the row is built
            continue
    return found


def _row(line: Line, mode: Mode, team: list[Group], all_lines: Sequence[Line], known: Catalogue) -> RuleRow | None:
    if line.bad:
        return None
    fields: dict[str, Any] = {**line.cells, **_groups(line, mode, team, known)}
    if "Capability" in fields:
        fields["Capability"] = _capability(line, str(fields["Capability"]), mode, known)
    if line.kind == "milestone":
        named = key(line.group_text("Against"))
        fields["Against"] = next((other.rule for other in all_lines if key(other.rule) == named), named)
    try:
        return rule_row(line.kind, fields)
    except WrongError as wrong:
        line.tell(wrong.column, str(wrong))
        return None


def _groups(line: Line, mode: Mode, team: list[Group], known: Catalogue) -> dict[str, Group]:
    """The groups of a row. 'everyone else' of a team-first row: all but the team of the whole rule."""
    texts = {name: line.group_text(name) for name in ("Acts on", "Against") if line.group_text(name)}
    if line.kind == "milestone":
        texts.pop("Against", None)
    found = {name: _group(line, name, text, mode, known) for name, text in texts.items() if not is_everyone_else(text)}
    for name, text in texts.items():
        if is_everyone_else(text):
            others = team if line.kind == "team-first" and name == "Acts on" else list(found.values())
            if not others:
                line.tell(
                    name, "is 'everyone else', but the row names nobody besides; use 'everyone', or name somebody"
                )
            found[name] = everyone_but(text, others, known.profiles)
    return found


def _group(line: Line, name: str, text: str, mode: Mode, known: Catalogue) -> Group:
    try:
        return group(text, known.profiles)
    except UnknownError as unknown:
        if mode is not Mode.OFF:
            line.tell(name, str(unknown))
        return Group(text=text, profiles=())


def _capability(line: Line, name: str, mode: Mode, known: Catalogue) -> str:
    for capability in known.capabilities:
        if key(capability) == key(name):
            return capability
    hint = suggestion(name, known.capabilities)
    line.tell("Capability", f"'{name}' is no capability of the Skills sheet; {hint}use {', '.join(known.capabilities)}")
    return name
