"""Solving in a few words, and a company of three job profiles at prices that tell them apart in any sum."""

from __future__ import annotations

from typing import Any

from models.plan import Plan, Result, Status
from models.problem import Objective, Problem
from optimizer import solve
from tests.builders import make_group, make_problem, make_profile, make_staff, make_type, make_use_case

INHERITED, TARGET, PREFER, COST = Objective.INHERITED, Objective.TARGET, Objective.PREFER, Objective.COST

A, B, C = make_group("A"), make_group("B"), make_group("C")
NOBODY = make_group()


def solved(problem: Problem, **options: Any) -> Result:
    """The answer of one worker."""
    return solve(problem, **{"workers": 1, "seed": 1} | options)


def optimum(problem: Problem) -> Result:
    """The answer, which must be proven on every level."""
    result = solved(problem)
    assert result.status is Status.OPTIMAL, result.conflict
    assert all(level.proven and level.bound == level.value for level in result.levels)
    return result


def values(result: Result) -> dict[Objective, int]:
    """The value of each level."""
    return {level.name: level.value for level in result.levels}


def plan_of(result: Result) -> Plan:
    assert result.plan is not None
    return result.plan


def changed(problem: Problem, **parts: Any) -> Problem:
    """The problem with other parts; `settings` may be a dict of what changes in them."""
    settings = parts.pop("settings", {})
    if isinstance(settings, dict):
        settings = problem.settings.model_copy(update=settings)
    kept = {name: getattr(problem, name) for name in type(problem).model_fields}
    return Problem(**kept | {"settings": settings} | parts)


def company(quarters: int = 3, **overrides: Any) -> Problem:
    """A models, B does data, C deploys, at 10,000, 1,000 and 100 a quarter; a small use case takes one A for a quarter.

    `a`, `b` and `c` change the profiles; `ideas` is the number of small use cases, all of which are the target. They
    can be built in the last quarter only, unless `ideas_from` says otherwise.
    """
    quarterly = {"A": (40_000, "modelling"), "B": (4_000, "data"), "C": (400, "deployment")}
    profiles = tuple(
        make_profile(id, **{"base_salary": pay, "skills": {skill: 100}} | overrides.pop(id.lower(), {}))
        for id, (pay, skill) in quarterly.items()
    )
    ideas, start = overrides.pop("ideas", 1), overrides.pop("ideas_from", quarters)
    rows = [make_use_case(count=ideas, earliest_start=start, **overrides.pop("idea", {}))] if ideas else []
    types = (
        make_type(build={"modelling": (100,)}),
        make_type("easy", build={"deployment": (100,)}),
        *overrides.pop("types", ()),
    )
    fields: dict[str, Any] = {
        "capabilities": ("data", "modelling", "deployment"),
        "profiles": profiles,
        "use_case_types": types,
        "use_cases": (*overrides.pop("others", ()), *rows),
        "settings": {"target_use_cases": ideas} | overrides.pop("settings", {}),
    }
    return make_problem(quarters, **fields | overrides)


def unpaid(profile: str, heads: int = 1, **fields: Any) -> Any:
    """People in seat from quarter 1 on who cost nothing."""
    return make_staff(profile, heads, base_salary=0, **fields)
