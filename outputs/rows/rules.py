"""How rules stand: by row and quarter, by rule and quarter, and in all."""

from __future__ import annotations

from decimal import Decimal

from models.plan import RuleCheck, State
from models.rules import Group, Mode, Rule, RuleRow
from outputs.rows.facts import Facts

MODE_ORDER = (Mode.ENFORCE, Mode.PREFER, Mode.REPORT)


def checks_of(facts: Facts) -> dict[tuple[str, int], list[RuleCheck]]:
    """(rule ID, row from 0): its checks, quarter 1 first. Rules that are off have none."""
    found: dict[tuple[str, int], list[RuleCheck]] = {}
    for check in facts.accounts.rules:
        found.setdefault((check.rule, check.row), []).append(check)
    return found


def judged(facts: Facts) -> list[tuple[int, Rule]]:
    """The rules that are not off, with their numbers: enforced ones first, then preferred, then reported."""
    rules = list(enumerate(facts.problem.rules))
    return [(r, rule) for mode in MODE_ORDER for r, rule in rules if rule.mode is mode]


def states(facts: Facts) -> dict[str, list[State]]:
    """Rule ID: how it stands in each quarter, the worst of its rows."""
    worst: dict[str, list[State]] = {}
    for check in facts.accounts.rules:
        row = worst.setdefault(check.rule, [State.KEPT] * facts.problem.quarters)
        row[check.quarter - 1] = max(row[check.quarter - 1], check.state, key=_badness)
    return worst


def _badness(state: State) -> int:
    return (State.KEPT, State.INHERITED, State.BROKEN).index(state)


def worst(states_of_rule: list[State]) -> State:
    """How a rule stands in all."""
    return max(states_of_rule, key=_badness, default=State.KEPT)


def tight(facts: Facts) -> dict[str, list[int]]:
    """Rule ID of enforced rules: the quarters in which a row of it has no slack (and so may bind)."""
    found: dict[str, list[int]] = {}
    for check in facts.accounts.rules:
        if check.mode is Mode.ENFORCE and check.slack == 0 and check.state is State.KEPT:
            quarters = found.setdefault(check.rule, [])
            if check.quarter not in quarters:
                quarters.append(check.quarter)
    return found


def wording(row: RuleRow) -> str:
    """Every parameter of a rule's row, by name."""
    said = []
    for name in type(row).model_fields:
        value = getattr(row, name)
        if name != "kind" and value not in (None, False):
            said.append(f"{name.replace('_', ' ')}: {_word(name, value)}")
    return "; ".join(said)


def _word(name: str, value: object) -> str:
    if isinstance(value, Group):
        return value.text
    if name == "fte" and isinstance(value, int):
        return f"{value / 100:g}"
    if isinstance(value, bool):
        return "yes"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
