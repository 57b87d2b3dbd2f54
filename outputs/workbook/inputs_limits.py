"""Inputs, third part: limits by quarter that are known before planning, for the checks."""

from __future__ import annotations

from models.idle import idle_course
from models.problem import UseCase, UseCaseStatus
from outputs.rows.building import started
from outputs.rows.facts import Facts
from outputs.workbook.cells import Heading, Item, Line


def limits(facts: Facts) -> list[Item]:
    """What today's course leaves uncovered at most, how many heads may be there, and when use cases may start."""
    idle = idle_course(facts.problem)
    items: list[Item] = [Heading("Demand that may stay uncovered", "that of today's course, without any decision")]
    for c, name in enumerate(facts.problem.capabilities):
        values = [hundredths / 100 for hundredths in idle.demand[name]]
        items.append(Line(f"in.idle.{c}", ("", name, "inherited demand"), "FTE", values))
    items.append(Heading("Most heads", "the limit of the job profile, or today's course where that is above it"))
    for i, p in enumerate(facts.problem.profiles):
        most = [None if p.most_heads is None else max(p.most_heads, heads) for heads in idle.heads[p.id]]
        items.append(Line(f"in.most.{i}", (p.id, p.title, "most heads"), "heads", most))
    items.append(Heading("When a use case may start", "from its earliest start, and so that it is live in time"))
    for i, use_case in enumerate(facts.problem.use_cases):
        labels = (use_case.id, use_case.name, "may start")
        items.append(Line(f"in.window.{i}", labels, "1 = yes", _window(facts, use_case)))
    return items


def _window(facts: Facts, use_case: UseCase) -> list[int]:
    if use_case.status is not UseCaseStatus.IDEA:
        return [int(units > 0) for units in started(facts, use_case)]
    return [int(q in facts.problem.start_window(use_case)) for q in facts.problem.horizon]
