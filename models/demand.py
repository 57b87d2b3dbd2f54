"""What must be covered: the demand of use cases, requirement rows and rules, in hundredths of an FTE."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models.course import Course
from models.plan import Series
from models.portfolio import Needs, unit_needs, unit_starts
from models.problem import Problem, UseCase
from models.rules import Mode, PerActive, Rework
from models.staffing import staff_rows


def demand(course: Course) -> dict[str, Series]:
    """Capability: demand in each quarter 1..T, from all sources; rules count where their mode is enforce."""
    problem = course.problem
    total = {capability: [0] * problem.quarters for capability in problem.capabilities}
    for use_case in problem.use_cases:
        for capability, needed in use_case_demand(problem, use_case, course.starts).items():
            _add(total[capability], needed)
    for requirement in problem.requirements:
        if requirement.capability is not None:
            _add(total[requirement.capability], requirement.need)
    for rule in problem.rules:
        for row in rule.rows if rule.mode is Mode.ENFORCE else ():
            if isinstance(row, Rework | PerActive):
                _add(total[row.capability], added_demand(course, row))
    return {capability: tuple(needed) for capability, needed in total.items()}


def use_case_demand(problem: Problem, use_case: UseCase, starts: Mapping[str, Series]) -> dict[str, Series]:
    """Capability: what all units of one use case need in each quarter, building and live."""
    needs = unit_needs(problem, use_case)
    total = {capability: [0] * problem.quarters for capability in (*needs.build, *needs.run)}
    for start, units in unit_starts(problem, use_case, starts).items():
        for capability, series in total.items():
            for quarter in range(max(1, start), problem.quarters + 1):
                series[quarter - 1] += units * _need(needs, capability, quarter - start)
    return {capability: tuple(series) for capability, series in total.items()}


def _need(needs: Needs, capability: str, since_start: int) -> int:
    """One unit's need so many quarters after its start."""
    if since_start >= needs.build_quarters:
        return needs.run.get(capability, 0)
    return needs.build[capability][since_start] if capability in needs.build else 0


def added_demand(course: Course, row: Rework | PerActive) -> Series:
    """What a demand rule adds in each quarter, whatever its mode."""
    return ADDED[row.kind](course, row)


def rework(course: Course, row: Rework) -> Series:
    """FTE x (tri(R(q) - free) - tri(R(q-1) - free)), R(q) the go-lives up to the end of q with nobody of the group."""
    before = _unattended_at_start(course, row)
    added: list[int] = []
    for quarter in course.problem.horizon:
        alone = course.heads_of(row.against, quarter) == 0
        unattended = before + (course.go_lives(quarter) if alone else 0)
        added.append(row.fte * (_triangle(unattended - row.free) - _triangle(before - row.free)))
        before = unattended
    return tuple(added)


def _unattended_at_start(course: Course, row: Rework) -> int:
    """Use cases live today, if nobody of the group is on today's staff."""
    problem = course.problem
    attended = any(member.start == 1 for profile in row.against.profiles for member in staff_rows(problem, profile))
    return 0 if attended else course.live_before(1)


def _triangle(number: int) -> int:
    """1 + 2 + ... + number; 0 for none."""
    return number * (number + 1) // 2 if number > 0 else 0


def per_active(course: Course, row: PerActive) -> Series:
    """FTE x max(0, use cases building or live in q - free)."""
    return tuple(row.fte * max(0, active - row.free) for active in course.active)


ADDED: dict[str, Callable[[Course, Any], Series]] = {"rework": rework, "per-active": per_active}
"""Kind: the function of its name."""


def _add(total: list[int], more: Series) -> None:
    for index, amount in enumerate(more):
        total[index] += amount
