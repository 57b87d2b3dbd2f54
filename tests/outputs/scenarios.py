"""Scenarios to compare, for the tests of outputs: hand-made, judged but never solved."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import outputs
from models.calendar import Calendar
from models.plan import Result, Status
from models.problem import BudgetCap, Problem, StaffRow
from models.scenario import InputChange
from outputs import Scenario
from outputs.workbook.comparison import laid_out
from tests.builders import make_plan, make_problem, make_profile
from tests.outputs.books import Reading
from tests.outputs.plans import SOURCE, bank, bank_result, expected_result, plan, profiles, result_of, staff

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


CHANGES = (
    InputChange("Budget", "FY27 Q3", "Amount", "800,000", "880,000"),
    InputChange("Settings", "Attrition", "Value", "", "=whole"),
    InputChange("Roles", "all", "Base salary", "as it is", "+10 %"),
)


def dearer() -> Result:
    """On the bank's time line and without its rules: pay, merit, staff, starts and a level otherwise."""
    pay = {"base_salary": 99_000, "sign_on": 7_000, "exchange_rate": Decimal("1.05")}
    senior = profiles()[1].changed(id="DE-SEN", level="senior", base_salary=120_000)
    found = (*(p.changed(**pay) if p.id == "DE" else p for p in profiles()), senior)
    people = (*staff(), StaffRow(id="E6", profile="PM", start=3))
    problem = bank(profiles=found, staff=people, rules=(), settings={"merit_pct": Decimal(5)})
    hires = plan().hires | {"DE": (0, 2, 0, 0, 0, 0, 0, 0), "DE-SEN": (0, 0, 1, 0, 0, 0, 0, 0)}
    hires |= {"CON": (0, 0, 0, 0, 1, 0, 0, 0), "PM": (0, 1, 0, 0, 0, 1, 1, 0)}
    senior_time = (0, 0, 50, 80, 100, 100, 100, 100)
    data = tuple(a - b for a, b in zip(plan().allotment["DE"]["data"], senior_time, strict=True))
    time = plan().allotment | {"DE": plan().allotment["DE"] | {"data": data}, "DE-SEN": {"data": senior_time}}
    return result_of(problem, plan().model_copy(update={"hires": hires, "allotment": time}))


def alike() -> list[Scenario]:
    """Scenarios on one time line, so that there are bridges; one is the first again."""
    return [
        scenario("Base", bank_result()),
        Scenario("Dearer", dearer(), SOURCE, CHANGES),
        Scenario("The same", bank_result(), SOURCE, CHANGES[:1]),
        scenario("Cheap", impossible()),
    ]


COMPARISONS = {
    "alike": alike,
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
