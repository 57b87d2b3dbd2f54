"""The reference of the input workbook, made from the declarations: docs/input-reference.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inputs.columns import Column, Kind, OpenColumns, Opening, Setting, Sheet
from inputs.default_rules import DEFAULT_RULES
from inputs.rule_columns import CONDITION_TERMS, RULE_KINDS
from inputs.settings import EXCHANGE_RATE, SETTINGS
from inputs.sheets import SETTINGS_SHEET, SHEETS

INTRODUCTION = """\
# The input workbook, sheet by sheet

Made from the declarations in `inputs/`; do not edit by hand. `hireplan init FILE.xlsx` writes a workbook that has all
of it, `hireplan check FILE.xlsx` says how yours is understood. A folder of CSV files with the names of the sheets does
as well as a workbook.

Sheets, columns and rows may stand in any order; further columns, blank rows, titles and notes around a table are no
harm. A sheet, column or cell that is not needed may be left out: the column *Blank* says what holds then.
"""

HOLDS: dict[Kind, str] = {
    Kind.TEXT: "any text",
    Kind.NAME: "a text by which other cells refer to the row; case and spaces around it do not matter",
    Kind.CHOICE: "one of the choices listed",
    Kind.YES_NO: "yes or no",
    Kind.WHOLE: "a whole number",
    Kind.NUMBER: "a number",
    Kind.FTE: "full-time equivalents, at most two decimals",
    Kind.MONEY: "whole currency units; currency signs and separators of thousands may stand in it",
    Kind.PERCENT: "15, 15 %, or 0.15 in a cell that is formatted as per cent",
    Kind.PRODUCTIVITY: "whole per cent",
    Kind.QUARTER: "a quarter such as FY27 Q1, or a date",
    Kind.DATE: "a date, or a quarter such as FY27 Q1",
    Kind.LIST: "names, separated by commas or semicolons",
    Kind.CHANGE: "a value as the cell itself would hold it, or a change: +10 %, -5 %, x0.9, *0.9, +2, -1; or (blank)",
    Kind.GROUP: "job profiles: alternatives separated by `;`, conditions joined by `&`",
}


def reference_markdown() -> str:
    """The whole page."""
    parts = [INTRODUCTION, _kinds(), _settings(), *(_sheet(s) for s in SHEETS if s is not SETTINGS_SHEET)]
    return "\n".join([*parts, _rule_kinds(), _default_rules()])


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def _kinds() -> str:
    rows = ((kind.value, meaning) for kind, meaning in HOLDS.items())
    return "## What cells hold\n\n" + _table(("Kind", "Holds"), rows)


def _settings() -> str:
    head = f"## {SETTINGS_SHEET.name}\n\nOne row is {SETTINGS_SHEET.row_is}. The sheet is needed.\n\n"
    return head + _table(("Setting", "Needed", "Holds", "Unit", "Blank", "Meaning"), map(_setting_row, SETTINGS))


def _setting_row(setting: Setting) -> tuple[str, ...]:
    name = f"{setting.name}*location*" if setting.name == EXCHANGE_RATE else setting.name
    return (name, *_described(setting.column(), setting.required, setting.default))


def _sheet(sheet: Sheet) -> str:
    needed = "The sheet is needed." if sheet.required else f"Left out or empty: {sheet.absent}."
    key = f" What tells rows apart: {', '.join(sheet.key)}." if sheet.key else ""
    private = " Messages about this sheet name the cell, never what stands in it." if sheet.private else ""
    rows = [(column.name, *_described(column, column.required, column.default)) for column in sheet.columns]
    if sheet.open:
        rows.append(_open_row(sheet.open))
    table = _table(("Column", "Needed", "Holds", "Unit", "Blank", "Meaning"), rows)
    return f"## {sheet.name}\n\nOne row is {sheet.row_is}. {needed}{key}{private}\n\n{table}"


def _described(column: Column, required: bool, default: str) -> tuple[str, ...]:
    holds = ", ".join(column.choices) if column.choices else column.kind.value
    also = f" Also called: {', '.join(column.aliases)}." if column.aliases else ""
    return "yes" if required else "", holds + _range(column), column.unit, default, column.meaning + also


def _range(column: Column) -> str:
    if column.least is not None and column.most is not None:
        return f", {column.least:,} to {column.most:,}"
    return f", at least {column.least:,}" if column.least is not None else ""


def _open_row(columns: OpenColumns) -> tuple[str, ...]:
    names = {
        Opening.NUMBERED: f"{columns.prefix}1, {columns.prefix}2 …",
        Opening.CAPABILITY: "*each capability*",
        Opening.QUARTER: "*each quarter*, such as FY27 Q1",
    }
    return (names[columns.opening], *_described(columns.column(""), columns.required, ""))


def _rule_kinds() -> str:
    rows = ((kind, _listed(k.needs), _listed(k.may), k.meaning) for kind, k in RULE_KINDS.items())
    table = _table(("Kind", "Needs", "May have", "Says"), rows)
    terms = "; ".join(CONDITION_TERMS)
    return f"## Kinds of rule\n\n{table}\nA condition may say, for example: `{terms}`.\n"


def _default_rules() -> str:
    columns = ("Rule", "Kind", "Acts on", "Against", "Least", "Most", "Free", "FTE", "Capability", "When", "Condition",
               "Mode", "Source")  # fmt: skip
    rows = ([row.get(column, "") for column in columns] for row in DEFAULT_RULES)
    return f"## Default rules\n\nThey hold where the Rules sheet is left out.\n\n{_table(columns, rows)}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


if __name__ == "__main__":
    print(reference_markdown(), end="")
