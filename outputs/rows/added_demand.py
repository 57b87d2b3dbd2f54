"""The demand that rules add, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from models.course import Course, follow
from models.demand import added_demand
from models.plan import Series
from models.rules import PerActive, Rework
from models.staffing import staff_rows
from outputs.rows.facts import Facts


def course_of(facts: Facts) -> Course:
    """The course of the plan."""
    return follow(facts.problem, facts.plan.hires, facts.plan.starts)


@dataclass(frozen=True)
class Unattended:
    """Go-lives with nobody of the group in seat, from the start on: the steps of the rework rule."""

    at_start: int
    alone: Series
    so_far: Series
    beyond: Series
    """of them beyond the free ones"""
    beyond_at_start: int
    triangle: Series
    """1 + 2 + ... + beyond"""


def unattended(facts: Facts, row: Rework) -> Unattended:
    """The steps from go-lives to added demand."""
    course = course_of(facts)
    horizon = facts.problem.horizon
    on_staff = any(r.start == 1 for p in row.against.profiles for r in staff_rows(facts.problem, p))
    at_start = 0 if on_staff else course.live_before(1)
    alone = tuple(course.go_lives(q) if course.heads_of(row.against, q) == 0 else 0 for q in horizon)
    so_far = tuple(at_start + sum(alone[:q]) for q in horizon)
    beyond = tuple(max(0, n - row.free) for n in so_far)
    triangle = tuple(n * (n + 1) // 2 for n in beyond)
    return Unattended(at_start, alone, so_far, beyond, max(0, at_start - row.free), triangle)


def added_fte(facts: Facts, row: Rework | PerActive) -> list[float]:
    """FTE that the row adds (or would, where its mode is report)."""
    return [hundredths / 100 for hundredths in added_demand(course_of(facts), row)]
