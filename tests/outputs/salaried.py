"""A team whose members have salaries of their own, on terms that tell them apart in any figure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from models.judge import judge
from models.plan import Plan, Result
from models.problem import ALWAYS_FIRST, Attrition, Objective, Problem
from tests.builders import make_plan, make_problem, make_profile, make_staff
from tests.outputs.plans import result_of

QUARTERS = 6
SALARIES = (151_003, 80_111, 98_765, 61_234, 123_321, 77_007)
"""Ada's, then those of the others."""

PROFILES = (
    make_profile("A", base_salary=140_000, bonus_pct=10, employer_tax_pct=20, tax_cap=150_000, benefits_pct=5),
    make_profile("B", base_salary=90_000, employer_tax_pct=Decimal("7.65"), attrition_pct=30, severance=9_000),
    make_profile("C", base_salary=60_000, bonus_pct=Decimal("12.5"), recruiting_fee_pct=20, sign_on=5_000),
    make_profile("D", base_salary=110_000, benefits_pct=18, exchange_rate=Decimal("1.0837"), recruiting_fee_pct=25),
)


def team(*salaries: int | None, **overrides: Any) -> Problem:
    """As many people as there are salaries: some leave, some join, one is an offer, one works part-time."""
    terms: tuple[tuple[str, dict[str, Any]], ...] = (
        ("A", {"id": "E1", "name": "Ada Secret"}),
        ("B", {"id": "E2", "end": 4}),
        ("C", {"id": "E3", "start": 3}),
        ("D", {"id": "E4", "fte": 80}),
        ("D", {"id": "E5", "start": 2, "end": 5}),
        ("A", {"id": "E6"}),
    )
    staff = tuple(
        make_staff(profile, **fields, base_salary=salary)
        for (profile, fields), salary in zip(terms, salaries, strict=False)
    )
    settings = {
        "merit_pct": Decimal("3.5"),
        "objectives": (*ALWAYS_FIRST, Objective.COST, Objective.NET),
    } | overrides.pop("settings", {})
    return make_problem(QUARTERS, profiles=PROFILES, staff=staff, settings=settings, **overrides)


def hiring(problem: Problem) -> Plan:
    """Somebody is hired, so that not all that is paid is the staff's."""
    return make_plan(problem, hires={"B": (0, 1, 0, 0, 0, 1), "C": (0, 0, 0, 1, 0, 0)})


def team_result(problem: Problem) -> Result:
    return result_of(problem, hiring(problem))


def cost_of(problem: Problem) -> int:
    return sum(judge(problem, hiring(problem)).accounts.cost)


def twin(one: int, other: int, count: int = 4, attrition: Attrition = Attrition.WHOLE) -> tuple[Problem, Problem]:
    """Two teams that cost the same in all, though one person earns more in the second and another one less."""
    settings = {"attrition": attrition}
    problem = team(*SALARIES[:count], settings=settings)
    for more in range(997, 1_097):
        salaries = list(SALARIES[:count])
        salaries[one] += more
        if (less := _balancing(problem, salaries, other, settings)) is not None:
            return problem, less
    raise AssertionError("no such salaries were found")


def _balancing(problem: Problem, salaries: list[int], other: int, settings: dict[str, Any]) -> Problem | None:
    """The team with so much less for the other one that it costs as much; None where rounding forbids it."""
    low, high, wanted = 0, salaries[other], cost_of(problem)
    while low < high:
        salaries[other] = (low + high) // 2
        if cost_of(team(*salaries, settings=settings)) < wanted:
            low = salaries[other] + 1
        else:
            high = salaries[other]
    salaries[other] = low
    found = team(*salaries, settings=settings)
    return found if cost_of(found) == wanted else None
