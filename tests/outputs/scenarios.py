"""Scenarios to compare, for the tests of outputs: hand-made, judged but never solved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import outputs
from models.calendar import Calendar
from models.plan import Result, Status
from models.problem import BudgetCap, Problem
from outputs import Scenario
from outputs.workbook.comparison import laid_out
from tests.builders import make_plan, make_problem, make_profile
from tests.outputs.books import Reading
from tests.outputs.plans import SOURCE, bank, bank_result, expected_result, plan, result_of

LATER = Calendar(fiscal_year=2027, fiscal_quarter=4, starts_in=7, quarters=8)
"""A quarter later than the bank's own."""
CONFLICT = ("the budget of FY27 Q3", "the target of 5 use cases")


def scenario(name: str, result: Result) -> Scenario:
    return Scenario(name, result, SOURCE)


def impossible(**fields: Any) -> Result:
    return Result(problem=bank(), status=Status.INFEASIBLE, conflict=CONFLICT, **fields)


def later() -> Result:
    """Another first quarter, budget, cap and hiring."""
    hires = plan().hires | {"DE": (0, 2, 1, 0, 0, 0, 0, 1)}
    problem = bank(calendar=LATER, budget=950_000, settings={"budget_cap": BudgetCap.FISCAL_YEAR})
    return result_of(problem, plan().model_copy(update={"hires": hires}), status=Status.FEASIBLE)


def little() -> Result:
    """Two quarters in another currency, its fiscal year another; no target, no use cases."""
    problem = make_problem(quarters=2, settings={"currency": "EUR"})
    return result_of(problem, make_plan(problem), notes=())


def three() -> list[Scenario]:
    return [scenario("Base", bank_result()), scenario("Later", later()), scenario("Cheap", impossible())]


COMPARISONS = {
    "three": three,
    "the first has no plan": lambda: list(reversed(three())),
    "one": lambda: three()[:1],
    "unlike": lambda: [*three(), scenario("Little", little()), scenario("Expected", expected_result())],
    "unlike, the least first": lambda: [scenario("Little", little()), *three()],
}


def written(scenarios: Sequence[Scenario], folder: Path) -> Path:
    path = folder / "scenarios.xlsx"
    outputs.write_comparison(scenarios, path)
    return path


def read(path: Path, scenarios: Sequence[Scenario]) -> Reading:
    return Reading(path, laid_out(scenarios).places)


def across(reading: Reading, key: str, count: int) -> list[Any]:
    """A row of the Scenarios sheet, one value a scenario."""
    return [reading.cell(key, 2 + n) for n in range(count)]


def by_hand() -> list[Scenario]:
    """A data engineer costs 10,000 a quarter. One from FY27 Q1 on; two from FY27 Q3 on, planned from Q2 on."""

    def result(first: int, quarters: int, hires: tuple[int, ...]) -> Result:
        calendar = Calendar(fiscal_year=2027, fiscal_quarter=first, quarters=quarters)
        profiles = (make_profile(skills={"data": 100}, base_salary=40_000),)
        problem: Problem = make_problem(quarters=quarters, calendar=calendar, profiles=profiles, budget=50_000)
        return result_of(problem, make_plan(problem, hires={"DE": hires}))

    return [scenario("One", result(1, 2, (1, 0))), scenario("Two", result(2, 3, (0, 2, 0)))]


HOSTILE = ["=1+1", "+x", "@x", "\tx", "-x", "", "[a]:*?/\\'", "long " * 40, "Same", "SAME", "Same", "\x00\ud800"]


def hostile() -> list[Scenario]:
    return [scenario(name, little()) for name in HOSTILE]
