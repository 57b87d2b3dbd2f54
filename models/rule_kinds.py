"""What the rows of a rule ask in a quarter: one function per kind, named after it, in the mapping at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

from models.course import Course
from models.demand import added_demand
from models.problem import Problem, UseCaseStatus
from models.rules import (
    Cap,
    Condition,
    Deadline,
    Flag,
    Gate,
    Milestone,
    PerActive,
    Present,
    Ratio,
    RatioLow,
    Rework,
    Rule,
    TeamFirst,
    When,
)

AT_MOST, AT_LEAST, ADDS = "<=", ">=", "adds"


@dataclass(frozen=True)
class Ask:
    """`left relation limit` is what a row asks; exact numbers. A row that adds demand has no limit."""

    left: Fraction | int
    relation: str
    limit: Fraction | int | None

    @property
    def broken(self) -> bool:
        if self.limit is None:
            return False
        return self.left > self.limit if self.relation == AT_MOST else self.left < self.limit


def ask(course: Course, rule: Rule, index: int, quarter: int) -> Ask | None:
    """What a row of a rule asks in a quarter; None: nothing."""
    row = rule.rows[index]
    return KINDS[row.kind](course, rule, row, quarter)


def team_first(course: Course, rule: Rule, row: TeamFirst, quarter: int) -> Ask | None:
    """Where anybody the rule holds back starts: heads(against, k) >= least, for all rows in one common k <= q.

    Shown is the first quarter in which the team was complete, or q where it never was.
    """
    if not any(course.hires_of(other.acts_on, quarter) for other in _team(rule)):
        return None
    complete = team_complete(course, rule)
    shown = quarter if complete is None else min(complete, quarter)
    return Ask(course.heads_of(row.against, shown), AT_LEAST, row.least)


def present(course: Course, rule: Rule, row: Present, quarter: int) -> Ask | None:
    """Where acts starts: heads(against, q) >= least."""
    if not course.hires_of(row.acts_on, quarter):
        return None
    return Ask(course.heads_of(row.against, quarter), AT_LEAST, row.least)


def ratio(course: Course, rule: Rule, row: Ratio, quarter: int) -> Ask | None:
    """heads(acts, q) <= max(free, floor(most x heads(against, q))), always or where acts starts."""
    if row.when is When.AT_STARTS and not course.hires_of(row.acts_on, quarter):
        return None
    allowed = floor(Fraction(row.most) * course.heads_of(row.against, quarter))
    return Ask(course.heads_of(row.acts_on, quarter), AT_MOST, max(row.free, allowed))


def ratio_low(course: Course, rule: Rule, row: RatioLow, quarter: int) -> Ask | None:
    """heads(acts, q) >= least x heads(against, q) once heads(acts, q) > free."""
    acts = course.heads_of(row.acts_on, quarter)
    if acts <= row.free:
        return None
    return Ask(acts, AT_LEAST, Fraction(row.least) * course.heads_of(row.against, quarter))


def gate(course: Course, rule: Rule, row: Gate, quarter: int) -> Ask | None:
    """Where acts starts: live(q) >= least."""
    if not course.hires_of(row.acts_on, quarter):
        return None
    return Ask(course.live_before(quarter), AT_LEAST, row.least)


def deadline(course: Course, rule: Rule, row: Deadline, quarter: int) -> Ask | None:
    """Where a unit that the plan started goes live at the end of q and live(q+1) > free: heads(against, q) >= 1."""
    if not course.go_lives_by_plan(quarter) or course.live_before(quarter + 1) <= row.free:
        return None
    return Ask(course.heads_of(row.against, quarter), AT_LEAST, 1)


def cap(course: Course, rule: Rule, row: Cap, quarter: int) -> Ask | None:
    """Where acts starts: heads(acts, q) <= floor(most), or <= ceil(most x flagged use cases)."""
    if not course.hires_of(row.acts_on, quarter):
        return None
    most = Fraction(row.most)
    allowed = floor(most) if row.per is None else ceil(most * flagged_units(course, row.per))
    return Ask(course.heads_of(row.acts_on, quarter), AT_MOST, allowed)


def condition(course: Course, rule: Rule, row: Condition, quarter: int) -> Ask | None:
    """Where acts starts: as many of the listed conditions hold as are listed."""
    if not course.hires_of(row.acts_on, quarter):
        return None
    met = conditions_met(course.problem, row)
    return Ask(sum(met), AT_LEAST, len(met))


def milestone(course: Course, rule: Rule, row: Milestone, quarter: int) -> Ask | None:
    """In q = F + n, F the first quarter in which the named rule's team is complete: live(q) >= least."""
    named = next(other for other in course.problem.rules if other.id == row.rule)
    complete = team_complete(course, named)
    if complete is None or quarter != complete + row.quarters:
        return None
    return Ask(course.live_before(quarter), AT_LEAST, row.least)


def demand_rule(course: Course, rule: Rule, row: Rework | PerActive, quarter: int) -> Ask:
    """The FTE that the row adds to the demand in q (or would, where its mode is report): see models/demand.py."""
    return Ask(Fraction(added_demand(course, row)[quarter - 1], 100), ADDS, None)


KINDS: dict[str, Callable[[Course, Rule, Any, int], Ask | None]] = {
    "team-first": team_first,
    "present": present,
    "ratio": ratio,
    "ratio-low": ratio_low,
    "gate": gate,
    "deadline": deadline,
    "rework": demand_rule,
    "per-active": demand_rule,
    "cap": cap,
    "condition": condition,
    "milestone": milestone,
}
"""Kind: the function that says what it asks."""


def team_complete(course: Course, rule: Rule) -> int | None:
    """The first quarter in which all team-first rows of a rule hold at once; None: never within the horizon."""
    team = _team(rule)
    for quarter in course.problem.horizon:
        if all(course.heads_of(row.against, quarter) >= row.least for row in team):
            return quarter
    return None


def _team(rule: Rule) -> list[TeamFirst]:
    return [row for row in rule.rows if isinstance(row, TeamFirst)]


def flagged_units(course: Course, flag: Flag) -> int:
    """Units that carry a flag and are live, in progress or started anywhere in the plan."""
    return sum(
        sum(course.starts[u.id]) if u.status is UseCaseStatus.IDEA else u.count
        for u in course.problem.use_cases
        if (u.novel_research if flag is Flag.NOVEL_RESEARCH else u.high_stakes_generative)
    )


def conditions_met(problem: Problem, row: Condition) -> list[bool]:
    """For each condition that a row lists, whether the settings and the portfolio meet it."""
    units = {u.business_unit for u in problem.use_cases if u.business_unit}
    met = [problem.settings.board_level_priority] if row.board_level_priority else []
    met += [len(units) >= row.business_units] if row.business_units else []
    met += [sum(problem.budget) >= row.budget] if row.budget else []
    return met
