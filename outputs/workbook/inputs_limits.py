"""Inputs, third part: limits by quarter that are known before planning, for the checks."""

from __future__ import annotations

from models.idle import idle_course
from models.problem import UseCase, UseCaseStatus
from outputs.rows.building import started
from outputs.rows.facts import Facts, added
from outputs.rows.units import divided_jobs
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
        most = _most_heads(facts, [i]) if not p.base else [None] * facts.problem.quarters
        items.append(Line(f"in.most.{i}", (p.id, p.title, "most heads"), "heads", most))
    for k, (job, title, indices) in enumerate(divided_jobs(facts)):
        labels = (job, title, "most heads, all units")
        items.append(Line(f"in.most.job.{k}", labels, "heads", _most_heads(facts, indices)))
    items.append(Heading("When a use case may start", "from its earliest start, and so that it is live in time"))
    for i, use_case in enumerate(facts.problem.use_cases):
        labels = (use_case.id, use_case.name, "may start")
        items.append(Line(f"in.window.{i}", labels, "1 = yes", _window(facts, use_case)))
    return items


def _most_heads(facts: Facts, indices: list[int]) -> list[int | None]:
    """Of job profiles together that have one limit."""
    profiles, idle = [facts.problem.profiles[i] for i in indices], idle_course(facts.problem)
    most = profiles[0].most_heads
    there = added([idle.heads[p.id] for p in profiles], facts.problem.quarters)
    return [None if most is None else max(most, heads) for heads in there]


def _window(facts: Facts, use_case: UseCase) -> list[int]:
    if use_case.status is not UseCaseStatus.IDEA:
        return [int(units > 0) for units in started(facts, use_case)]
    return [int(q in facts.problem.start_window(use_case)) for q in facts.problem.horizon]
