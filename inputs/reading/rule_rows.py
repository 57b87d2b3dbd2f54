"""One row of a rule from its cells: for each kind, which model it makes of which columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from inputs.reading.names import key
from inputs.reading.numbers import MisreadError, money_text
from inputs.rule_columns import CAP_CONDITIONS, CONDITION_TERMS
from models.rules import (
    Cap,
    Condition,
    Deadline,
    Gate,
    Milestone,
    PerActive,
    Present,
    Ratio,
    RatioLow,
    Rework,
    RuleRow,
    TeamFirst,
    When,
)

Fields = Mapping[str, Any]


class WrongError(Exception):
    """A cell that its kind of rule cannot use: the column, and what is wrong with the remedy."""

    def __init__(self, column: str, message: str) -> None:
        self.column = column
        super().__init__(message)


def rule_row(kind: str, fields: Fields) -> RuleRow:
    """The row of that kind. `fields` has groups, numbers and texts by column. Raises WrongError."""
    return _MAKERS[kind](fields)


def _heads(fields: Fields, name: str, default: int = 1, least: int = 0) -> int:
    """A whole number of heads, use cases or quarters."""
    value = fields.get(name, Decimal(default))
    if value != int(value):
        raise WrongError(name, f"is {value}, but this kind of rule counts whole ones; enter a whole number")
    if value < least:
        raise WrongError(name, f"is {value}; enter {least} or more")
    return int(value)


def _free(fields: Fields) -> int:
    return int(fields.get("Free", 0))


def _sides(fields: Fields) -> dict[str, Any]:
    return {"acts_on": fields["Acts on"], "against": fields["Against"]}


def _team_first(fields: Fields) -> RuleRow:
    return TeamFirst(**_sides(fields), least=_heads(fields, "Least", least=1))


def _present(fields: Fields) -> RuleRow:
    return Present(**_sides(fields), least=_heads(fields, "Least", least=1))


def _ratio(fields: Fields) -> RuleRow:
    when = When(fields.get("When", When.ALWAYS))
    return Ratio(**_sides(fields), most=fields["Most"], free=_free(fields), when=when)


def _ratio_low(fields: Fields) -> RuleRow:
    return RatioLow(**_sides(fields), least=fields["Least"], free=_free(fields))


def _gate(fields: Fields) -> RuleRow:
    return Gate(acts_on=fields["Acts on"], least=_heads(fields, "Least"))


def _deadline(fields: Fields) -> RuleRow:
    return Deadline(against=fields["Against"], free=_free(fields))


def _rework(fields: Fields) -> RuleRow:
    return Rework(against=fields["Against"], free=_free(fields), fte=fields["FTE"], capability=fields["Capability"])


def _per_active(fields: Fields) -> RuleRow:
    return PerActive(free=_free(fields), fte=fields["FTE"], capability=fields["Capability"])


def _cap(fields: Fields) -> RuleRow:
    said = key(str(fields.get("Condition", "")))
    flags = {key(name): flag for name, flag in CAP_CONDITIONS.items()}
    if said and said not in flags:
        raise WrongError(
            "Condition", f"'{fields['Condition']}' is nothing a cap counts; use: {' or '.join(CAP_CONDITIONS)}"
        )
    return Cap(acts_on=fields["Acts on"], most=fields["Most"], per=flags.get(said))


_AT_LEAST = re.compile(r"^(business units|budget)\s*>=\s*(.+)$")


def _condition(fields: Fields) -> RuleRow:
    """'board-level priority; business units >= 2; budget >= 10000000'"""
    asked: dict[str, Any] = {}
    for part in str(fields["Condition"]).split(";"):
        term = key(part)
        found = _AT_LEAST.match(term)
        name = term.replace("-", " ").replace(" ", "_") if not found else found[1].replace(" ", "_")
        if name in asked:
            raise WrongError("Condition", f"says '{part.strip()}' after the same before; say it once")
        if found:
            asked[name] = _amount(found[2])
        elif name == "board_level_priority":
            asked[name] = True
        else:
            raise WrongError("Condition", f"'{part.strip()}' is no condition; use: {'; '.join(CONDITION_TERMS)}")
    return Condition(acts_on=fields["Acts on"], **asked)


def _amount(text: str) -> int:
    try:
        value = money_text(text)
    except MisreadError as misread:
        raise WrongError("Condition", str(misread)) from None
    if value != int(value) or value < 0:
        raise WrongError("Condition", f"'{text}' is no whole number from 0; enter one such as 2")
    return int(value)


def _milestone(fields: Fields) -> RuleRow:
    quarters, least = _heads(fields, "Most"), _heads(fields, "Least")
    return Milestone(rule=str(fields["Against"]), quarters=quarters, least=least)


_MAKERS: dict[str, Callable[[Fields], RuleRow]] = {
    "team-first": _team_first,
    "present": _present,
    "ratio": _ratio,
    "ratio-low": _ratio_low,
    "gate": _gate,
    "deadline": _deadline,
    "rework": _rework,
    "per-active": _per_active,
    "cap": _cap,
    "condition": _condition,
    "milestone": _milestone,
}
