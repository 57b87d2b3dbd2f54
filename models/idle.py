"""The idle course: today's staff, accepted offers, attrition, live and in-progress use cases, and no decisions."""

from __future__ import annotations

from dataclasses import dataclass

from models.course import Course, follow
from models.demand import demand
from models.memo import remembered
from models.plan import Plan, Series
from models.problem import Problem
from models.rule_kinds import ask
from models.rules import Group, Mode, Rule


@dataclass(frozen=True)
class IdleCourse:
    """What is inherited: where the idle course stands, no plan is asked for better. Series have T entries."""

    heads: dict[str, Series]
    leavers: dict[str, Series]
    live: Series
    """T + 1 entries"""
    demand: dict[str, Series]
    """capability: hundredths of an FTE that may stay uncovered"""
    rule_broken: dict[tuple[str, int], frozenset[int]]
    """(rule ID, index of the row from 0): the quarters in which the idle course breaks it; none: not there"""

    def heads_of(self, group: Group, quarter: int) -> int:
        return sum(self.heads[profile][quarter - 1] for profile in group.profiles)


def idle_plan(problem: Problem) -> Plan:
    """The plan that decides nothing: no hires, no starts, no time allotted."""
    nothing = (0,) * problem.quarters
    return Plan(
        hires={profile.id: nothing for profile in problem.profiles},
        starts={use_case.id: nothing for use_case in problem.ideas},
        allotment={},
    )


@remembered
def idle_course(problem: Problem) -> IdleCourse:
    """The idle course of a problem, followed once."""
    plan = idle_plan(problem)
    course = follow(problem, plan.hires, plan.starts)
    return IdleCourse(course.heads, course.leavers, course.live, demand(course), _rule_broken(course))


def _rule_broken(course: Course) -> dict[tuple[str, int], frozenset[int]]:
    broken = {
        (rule.id, index): frozenset(q for q in course.problem.horizon if _breaks(course, rule, index, q))
        for rule in course.problem.rules
        if rule.mode is not Mode.OFF
        for index in range(len(rule.rows))
    }
    return {row: quarters for row, quarters in broken.items() if quarters}


def _breaks(course: Course, rule: Rule, index: int, quarter: int) -> bool:
    asked = ask(course, rule, index, quarter)
    return asked is not None and asked.broken
