"""How a file was understood, in a few lines for the planner who wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from models.problem import OperatingModel, UseCaseStatus
from models.rules import Mode
from models.sharing import units
from models.words import counted

if TYPE_CHECKING:
    from inputs import Reading
    from models.problem import Problem


def understanding(reading: Reading, scenarios: Sequence[Reading] = ()) -> list[str]:
    """The problem in brief, what each scenario changes, then everything that was assumed or is worth a look."""
    problem = reading.problem
    lines = [
        f"{problem.settings.company or 'The plan'}: {_horizon(problem)}",
        f"Target      {_target(problem)}",
        f"Budget      {sum(problem.budget):,} over the horizon, cap: {problem.settings.budget_cap}",
        *_operating_model(problem),
        f"Roles       {counted(len(problem.profiles), 'job profile')}",
        f"Skills      {counted(len(problem.capabilities), 'capability')}: {', '.join(problem.capabilities)}",
        f"Staff       {_staff(problem)}",
        f"Use cases   {_use_cases(problem)}",
        f"Needs       {counted(len(problem.requirements), 'requirement row')}",
        f"Rules       {_rules(problem)}",
        f"Objectives  {', '.join(problem.settings.objectives)}",
    ]
    return [*lines, *_scenarios(reading, scenarios), *(f"Note: {notice}" for notice in reading.notices)]


def _scenarios(reading: Reading, scenarios: Sequence[Reading]) -> Iterator[str]:
    """A line for each scenario; what only it is worth a look for behind it."""
    for scenario in scenarios:
        changes = "; ".join(map(str, scenario.changes)) or "nothing changed"
        yield f"Scenario    {scenario.scenario}: {changes}"
        yield from (f"Note: {scenario.scenario}: {n}" for n in scenario.notices if n not in reading.notices)


def record(reading: Reading, scenarios: Sequence[Reading]) -> dict[str, object]:
    """The same for a program: the whole problem; scenarios, where there are any, by what they change."""
    listed = [
        {
            "name": scenario.scenario,
            "changes": [asdict(change) for change in scenario.changes],
            "notices": [asdict(notice) for notice in scenario.notices if notice not in reading.notices],
        }
        for scenario in scenarios
    ]
    return {
        "problem": reading.problem.model_dump(mode="json"),
        "notices": [asdict(notice) for notice in reading.notices],
        **({"scenarios": listed} if listed else {}),
    }


def _horizon(problem: Problem) -> str:
    labels = problem.calendar.labels()
    return f"{counted(len(labels), 'quarter')}, {labels[0]} to {labels[-1]}, money in {problem.settings.currency}"


def _target(problem: Problem) -> str:
    settings = problem.settings
    if settings.target_use_cases is None:
        return "none"
    by = problem.calendar.label(settings.target_by)
    must = ", a must" if settings.target_is_a_must else ""
    return f"{counted(settings.target_use_cases, 'use case')} in production by the end of {by}{must}"


def _operating_model(problem: Problem) -> list[str]:
    """How people are shared, unless they are one pool."""
    settings = problem.settings
    if settings.operating_model is OperatingModel.POOL:
        return []
    said = f"at most {counted(settings.starts_per_quarter, 'start')} of use cases a quarter"
    if settings.operating_model.by_unit:
        said = f"{counted(len(units(problem)), 'business unit')}: {', '.join(units(problem))}"
    return [f"Model       {settings.operating_model}, {said}"]


def _staff(problem: Problem) -> str:
    today = sum(row.heads for row in problem.staff if row.start == 1)
    offers = sum(row.heads for row in problem.staff if row.start > 1)
    return f"{today:,} in seat at the start, {counted(offers, 'accepted offer')}"


def _use_cases(problem: Problem) -> str:
    units: Counter[str] = Counter()
    for use_case in problem.use_cases:
        units[use_case.status] += use_case.count
    ideas = units.pop(UseCaseStatus.IDEA, 0)
    parts = [counted(ideas, "idea")] if ideas else []
    return ", ".join([*parts, *(f"{number:,} {status}" for status, number in units.items())]) or "none"


def _rules(problem: Problem) -> str:
    modes = Counter(rule.mode for rule in problem.rules)
    return ", ".join(f"{modes[mode]} {mode}" for mode in Mode if modes[mode]) or "none"
