"""Problems and plans in a few words. What a test does not say is plain: no cost, no need, plenty of budget."""

from __future__ import annotations

from typing import Any

from models.calendar import Calendar
from models.plan import Plan, Series
from models.problem import (
    ALWAYS_FIRST,
    BudgetRow,
    Family,
    Objective,
    Problem,
    Profile,
    Requirement,
    Settings,
    StaffRow,
    UseCase,
    UseCaseType,
)
from models.rules import Group, Mode, Rule, RuleRow

PLENTY = 10_000_000
"""A budget per quarter that nothing in a test uses up."""


def make_profile(id: str = "DE", **fields: Any) -> Profile:
    """A job profile that is free, starts at once, is fully productive and never leaves. Its role is its ID."""
    return Profile(**{"id": id, "role": id, "family": Family.BUILDER, "wave": 1} | fields)


def make_staff(profile: str = "DE", heads: int = 1, **fields: Any) -> StaffRow:
    """People of a profile in seat from quarter 1 on."""
    return StaffRow(**{"id": f"{profile}-staff", "profile": profile, "heads": heads} | fields)


def make_type(name: str = "small", quarters: int = 1, **fields: Any) -> UseCaseType:
    """A type that is built in so many quarters and needs nothing."""
    return UseCaseType(**{"name": name, "build_quarters": quarters, "build": {}} | fields)


def make_use_case(id: str = "U1", **fields: Any) -> UseCase:
    """One small idea."""
    return UseCase(**{"id": id, "type": "small"} | fields)


def make_group(*profiles: str) -> Group:
    """The group of these job profiles."""
    return Group(text=" or ".join(profiles) or "nobody", profiles=profiles)


def make_rule(*rows: RuleRow, id: str = "rule", mode: Mode = Mode.ENFORCE) -> Rule:
    return Rule(id=id, rows=rows, mode=mode)


def make_requirement(*need: int, capability: str | None = None, role: str | None = None) -> Requirement:
    """FTE hundredths of a capability or heads of a role, for quarters 1..T."""
    return Requirement(capability=capability, role=role, need=need)


def make_settings(**fields: Any) -> Settings:
    """No target; the objectives are the three fixed ones and cost."""
    return Settings(**{"target_by": 1, "objectives": (*ALWAYS_FIRST, Objective.COST)} | fields)


def make_problem(quarters: int = 4, **overrides: Any) -> Problem:
    """One profile 'DE' skilled in 'data', one type 'small' of one quarter, no use cases; FY27 Q1 is January 2027.

    `budget` is money per quarter: one number for all, or one for each. What `settings` gets (a dict) goes to
    make_settings; everything else replaces a field of the problem.
    """
    budget = overrides.pop("budget", PLENTY)
    amounts = (budget,) * quarters if isinstance(budget, int) else budget
    settings = overrides.pop("settings", {})
    fields: dict[str, Any] = {
        "settings": make_settings(**({"target_by": quarters} | settings)) if isinstance(settings, dict) else settings,
        "calendar": Calendar(fiscal_year=2027, fiscal_quarter=1, starts_in=1, quarters=quarters),
        "capabilities": ("data",),
        "profiles": (make_profile(skills={"data": 100}),),
        "use_case_types": (make_type(),),
        "use_cases": (),
        "budget_rows": tuple(BudgetRow(quarter=q, amount=amount) for q, amount in enumerate(amounts, 1)),
    }
    return Problem(**fields | overrides)


def make_plan(
    problem: Problem,
    hires: dict[str, Series] | None = None,
    starts: dict[str, Series] | None = None,
    allotment: dict[str, dict[str, Series]] | None = None,
) -> Plan:
    """A plan that does only what is said: nobody is hired and nothing started elsewhere."""
    nothing = (0,) * problem.quarters
    return Plan(
        hires={profile.id: nothing for profile in problem.profiles} | (hires or {}),
        starts={use_case.id: nothing for use_case in problem.ideas} | (starts or {}),
        allotment=allotment or {},
    )
