"""How every row of every rule stands in every quarter, what is inherited included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from models.course import Course
from models.idle import IdleCourse
from models.plan import RuleCheck, State
from models.rule_kinds import Ask, ask
from models.rules import Milestone, Mode, Ratio, RatioLow, Rule


def check_rules(course: Course, idle: IdleCourse) -> Iterator[RuleCheck]:
    """A check for every row (counted from 0) of every rule that is not off, in every quarter; rule by rule."""
    for rule in course.problem.rules:
        if rule.mode is Mode.OFF:
            continue
        for index, row in enumerate(rule.rows):
            for quarter in course.problem.horizon:
                asked = ask(course, rule, index, quarter)
                state = _state(course, idle, rule, index, quarter, asked)
                shown = _shown(asked)
                yield RuleCheck(rule.id, index, row.kind, rule.mode, quarter, *shown, state)


def _shown(asked: Ask | None) -> tuple[float | None, str, float | None]:
    """Left, relation and limit as a reader sees them."""
    if asked is None:
        return None, "", None
    return float(asked.left), asked.relation, None if asked.limit is None else float(asked.limit)


def _state(course: Course, idle: IdleCourse, rule: Rule, index: int, quarter: int, asked: Ask | None) -> State:
    if asked is None or not asked.broken:
        return State.KEPT
    row = rule.rows[index]
    if quarter in idle.rule_broken.get((rule.id, index), ()) and NO_WORSE[row.kind](course, idle, row, quarter):
        return State.INHERITED
    return State.BROKEN


def ratio_no_worse(course: Course, idle: IdleCourse, row: Ratio, quarter: int) -> bool:
    """heads(acts, q) <= idle heads(acts, q)."""
    return course.heads_of(row.acts_on, quarter) <= idle.heads_of(row.acts_on, quarter)


def ratio_low_no_worse(course: Course, idle: IdleCourse, row: RatioLow, quarter: int) -> bool:
    """heads(against, q) <= idle heads(against, q)."""
    return course.heads_of(row.against, quarter) <= idle.heads_of(row.against, quarter)


def milestone_no_worse(course: Course, idle: IdleCourse, row: Milestone, quarter: int) -> bool:
    """Use cases live can only become more."""
    return True


NO_WORSE: dict[str, Callable[[Course, IdleCourse, Any, int], bool]] = {
    "ratio": ratio_no_worse,
    "ratio-low": ratio_low_no_worse,
    "milestone": milestone_no_worse,
}
"""The kinds that the idle course can break: whether a plan that breaks a row in the same quarter makes it no worse."""


def counted_breaches(checks: tuple[RuleCheck, ...]) -> int:
    """The number of (rule, quarter) broken, over prefer rules and, where inherited, enforce rules."""
    return len({(check.rule, check.quarter) for check in checks if _counts(check)})


def _counts(check: RuleCheck) -> bool:
    if check.mode is Mode.PREFER:
        return check.state is not State.KEPT
    return check.mode is Mode.ENFORCE and check.state is State.INHERITED
