"""When a rule's row is broken in a quarter, and the demand that rules add (docs/semantics.md, 3, 5 and 6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from models.problem import Problem
from models.rules import (
    DEMAND_KINDS,
    Cap,
    Condition,
    Deadline,
    Gate,
    Group,
    Milestone,
    Mode,
    PerActive,
    Present,
    Ratio,
    RatioLow,
    Rework,
    Rule,
    TeamFirst,
    When,
)
from tests.oracle.arithmetic import round_up, whole_part
from tests.oracle.crew import Crew
from tests.oracle.portfolio import Portfolio


@dataclass
class Course:
    """What a plan's hires and starts lead to."""

    problem: Problem
    crews: Mapping[str, Crew]
    hires: Mapping[str, Sequence[int]]
    portfolio: Portfolio
    _complete: dict[str, int | None] = field(default_factory=dict)

    def heads(self, group: Group, q: int) -> int:
        return sum(self.crews[p].heads[q - 1] for p in group.profiles)

    def starts(self, group: Group, q: int) -> int:
        return sum(self.hires[p][q - 1] for p in group.profiles)

    def complete(self, rule: Rule) -> int | None:
        """The first quarter in which all team-first rows of a rule hold at once."""
        if rule.id not in self._complete:
            rows = [row for row in rule.rows if isinstance(row, TeamFirst)]
            full = (q for q in self.problem.horizon if all(self.heads(r.against, q) >= r.least for r in rows))
            self._complete[rule.id] = next(full, None)
        return self._complete[rule.id]


def _team_first(row: TeamFirst, rule: Rule, q: int, course: Course) -> bool:
    complete = course.complete(rule)
    return course.starts(row.acts_on, q) > 0 and (complete is None or complete > q)


def _present(row: Present, rule: Rule, q: int, course: Course) -> bool:
    return course.starts(row.acts_on, q) > 0 and course.heads(row.against, q) < row.least


def _ratio(row: Ratio, rule: Rule, q: int, course: Course) -> bool:
    if row.when is When.AT_STARTS and course.starts(row.acts_on, q) == 0:
        return False
    limit = max(row.free, whole_part(row.most * course.heads(row.against, q)))
    return course.heads(row.acts_on, q) > limit


def _ratio_low(row: RatioLow, rule: Rule, q: int, course: Course) -> bool:
    acts, against = course.heads(row.acts_on, q), course.heads(row.against, q)
    return acts > row.free and acts < row.least * against


def _gate(row: Gate, rule: Rule, q: int, course: Course) -> bool:
    return course.starts(row.acts_on, q) > 0 and course.portfolio.live[q] < row.least


def _deadline(row: Deadline, rule: Rule, q: int, course: Course) -> bool:
    through_the_plan = course.portfolio.chosen_go_lives[q] > 0
    return through_the_plan and course.portfolio.live[q + 1] > row.free and course.heads(row.against, q) == 0


def _cap(row: Cap, rule: Rule, q: int, course: Course) -> bool:
    if course.starts(row.acts_on, q) == 0:
        return False
    limit = whole_part(row.most) if row.per is None else round_up(row.most * course.portfolio.flagged[row.per])
    return course.heads(row.acts_on, q) > limit


def _condition(row: Condition, rule: Rule, q: int, course: Course) -> bool:
    problem = course.problem
    units = {u.business_unit for u in problem.use_cases if u.business_unit.strip()}
    holds = problem.settings.board_level_priority or not row.board_level_priority
    holds = holds and len(units) >= row.business_units and sum(problem.budget) >= row.budget
    return course.starts(row.acts_on, q) > 0 and not holds


def _milestone(row: Milestone, rule: Rule, q: int, course: Course) -> bool:
    named = next(other for other in course.problem.rules if other.id == row.rule)
    first = course.complete(named)
    return first is not None and q == first + row.quarters and course.portfolio.live[q] < row.least


BROKEN: dict[str, Callable[..., bool]] = {
    "team-first": _team_first,
    "present": _present,
    "ratio": _ratio,
    "ratio-low": _ratio_low,
    "gate": _gate,
    "deadline": _deadline,
    "cap": _cap,
    "condition": _condition,
    "milestone": _milestone,
}


def judge_rules(course: Course, idle: Course) -> tuple[list[str], int]:
    """What enforced rules forbid, in words, and the number of counted breaches (rule and quarter)."""
    forbidden, counted = [], 0
    for rule in course.problem.rules:
        if rule.mode not in (Mode.ENFORCE, Mode.PREFER):
            continue
        rows = [row for row in rule.rows if row.kind not in DEMAND_KINDS]
        for q in course.problem.horizon:
            broken = [row for row in rows if BROKEN[row.kind](row, rule, q, course)]
            if not broken:
                continue
            inherited = [row for row in broken if _inherited(row, rule, q, course, idle)]
            if rule.mode is Mode.ENFORCE and len(inherited) < len(broken):
                forbidden.append(f"rule {rule.id} is broken in {q}")
            if rule.mode is Mode.PREFER or inherited:
                counted += 1
    return forbidden, counted


def _inherited(row: object, rule: Rule, q: int, course: Course, idle: Course) -> bool:
    """Broken by the idle course already, and made no worse."""
    if isinstance(row, Ratio):
        no_worse = course.heads(row.acts_on, q) <= idle.heads(row.acts_on, q)
    elif isinstance(row, RatioLow):
        no_worse = course.heads(row.against, q) <= idle.heads(row.against, q)
    else:
        no_worse = isinstance(row, Milestone)
    return no_worse and BROKEN[row.kind](row, rule, q, idle)  # type: ignore[attr-defined]


def demand(course: Course, q: int) -> dict[str, int]:
    """Demand of use cases, requirement rows and enforced rules, in hundredths of an FTE by capability."""
    total: Counter[str] = Counter(course.portfolio.demand[q])
    for need in course.problem.requirements:
        if need.capability is not None:
            total[need.capability] += need.need[q - 1]
    for rule in course.problem.rules:
        for row in rule.rows if rule.mode is Mode.ENFORCE else ():
            if isinstance(row, Rework):
                total[row.capability] += _rework(row, q, course)
            if isinstance(row, PerActive):
                total[row.capability] += row.fte * max(0, course.portfolio.active[q] - row.free)
    return dict(total)


def _rework(row: Rework, q: int, course: Course) -> int:
    so_far, before = (_unattended(row, until, course) - row.free for until in (q, q - 1))
    return row.fte * (_triangle(so_far) - _triangle(before))


def _triangle(n: int) -> int:
    return n * (n + 1) // 2 if n > 0 else 0


def _unattended(row: Rework, until: int, course: Course) -> int:
    """Units gone live with nobody of the group in seat: today's live ones, and those of quarters 1..until."""
    todays = (s for s in course.problem.staff if s.start == 1 and s.profile in row.against.profiles)
    at_the_start = 0 if any(s.in_seat(1) for s in todays) else course.portfolio.live_today
    go_lives = course.portfolio.go_lives
    return at_the_start + sum(go_lives[k] for k in range(1, until + 1) if course.heads(row.against, k) == 0)
