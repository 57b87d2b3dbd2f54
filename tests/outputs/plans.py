"""Fixed results for the tests of outputs: hand-made problems and plans, judged but never solved."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hireplan.version import __version__
from models.calendar import Calendar
from models.judge import judge
from models.plan import Level, Plan, Result, Status
from models.problem import (
    ALWAYS_FIRST,
    Attrition,
    BudgetCap,
    BudgetRow,
    Employment,
    Family,
    Objective,
    Problem,
    Profile,
    Requirement,
    StaffRow,
    UseCase,
    UseCaseStatus,
    UseCaseType,
)
from models.rules import (
    Cap,
    Condition,
    Deadline,
    Flag,
    Gate,
    Milestone,
    Mode,
    PerActive,
    Present,
    Ratio,
    RatioLow,
    Rework,
    Rule,
    RuleRow,
    TeamFirst,
    When,
)
from outputs.source import Source
from tests.builders import make_group, make_settings

QUARTERS = 8

SOURCE = Source(file="bank.xlsx", sha256="ab" * 32, version=__version__, date=date(2026, 11, 22))


def profiles(attrition_pct: Decimal = Decimal(30)) -> tuple[Profile, ...]:
    """Five profiles: every cost component, a contractor, another currency, a long ramp, limits."""
    pay: dict[str, Any] = {
        "bonus_pct": Decimal("10"),
        "employer_tax_pct": Decimal("7.65"),
        "tax_cap": 110_000,
        "benefits_pct": Decimal("12.5"),
        "equity": 9_001,
        "training": 2_003,
        "recruiting_fee_pct": Decimal("15"),
        "sign_on": 5_000,
        "equipment": 3_000,
        "severance": 20_000,
        "attrition_pct": attrition_pct,
        "first_year_attrition_pct": attrition_pct / 2,
    }
    return (
        Profile(id="PM", role="AI Product Manager", level="senior", family=Family.PRODUCT, wave=1, base_salary=140_001,
                ramp=(50, 80, 100), time_to_fill=1, skills={"product": 100}, **pay),
        Profile(id="DE", role="Data Engineer", level="mid", location="Berlin", family=Family.DATA, wave=1,
                base_salary=90_000, exchange_rate=Decimal("1.0837"), ramp=(50, 80, 100), time_to_fill=1,
                skills={"data": 100, "deployment": 40}, most_heads=6, most_hires_per_quarter=2, **pay),
        Profile(id="MLE", role="ML Engineer", level="senior", family=Family.BUILDER, wave=1, base_salary=170_000,
                ramp=(60, 100), time_to_fill=2, skills={"data": 60, "modelling": 130, "deployment": 60}, **pay),
        Profile(id="OPS", role="MLOps Engineer", level="mid", family=Family.OPERATIONS, wave=2, base_salary=150_000,
                ramp=(-10, 50, 80, 100), time_to_fill=1, skills={"deployment": 100}, **pay),
        Profile(id="CON", role="Integrator", employment=Employment.CONTRACTOR, family=Family.INTEGRATION, wave=2,
                day_rate=901, days_per_quarter=60, skills={"deployment": 20}, time_to_fill=0, equipment=1_500),
    )  # fmt: skip


def rules() -> tuple[Rule, ...]:
    """Every kind; several of them broken by the course of today's staff."""
    builders, data, ops = make_group("MLE"), make_group("DE"), make_group("OPS")
    everybody, product = make_group("MLE", "OPS", "CON"), make_group("PM")

    def rule(id: str, *rows: RuleRow, mode: Mode = Mode.ENFORCE) -> Rule:
        return Rule(id=id, rows=rows, mode=mode, source="§ Sequencing")

    return (
        rule("team", *(TeamFirst(acts_on=everybody, against=g) for g in (product, data))),
        rule("present", Present(acts_on=builders, against=product)),
        rule("ratio", Ratio(acts_on=builders, against=data, most=Decimal("1.1"))),
        rule("ratio-starts", Ratio(acts_on=ops, against=data, most=Decimal("0.5"), free=1, when=When.AT_STARTS)),
        rule("low", RatioLow(acts_on=builders, against=data, least=Decimal("1.5"), free=1), mode=Mode.REPORT),
        rule("low-prefer", RatioLow(acts_on=data, against=builders, least=Decimal("0.7"), free=0), mode=Mode.PREFER),
        rule("gate", Gate(acts_on=ops, least=1)),
        rule("deadline", Deadline(against=ops, free=2), mode=Mode.REPORT),
        rule("rework", Rework(against=ops, free=1, fte=30, capability="deployment")),
        rule("coordination", PerActive(free=2, fte=10, capability="product")),
        rule("cap", Cap(acts_on=make_group("CON"), most=Decimal("0.5"), per=Flag.NOVEL_RESEARCH)),
        rule("cap-plain", Cap(acts_on=builders, most=Decimal(9))),
        rule("board", Condition(acts_on=make_group("CON"), business_units=2, budget=1_000), mode=Mode.REPORT),
        rule("first", Milestone(rule="team", quarters=1, least=1)),
        rule("unused", Gate(acts_on=data, least=5), mode=Mode.OFF),
    )


def use_case_types() -> tuple[UseCaseType, ...]:
    small = {"product": (25, 25), "data": (60, 30), "modelling": (50, 80), "deployment": (0, 20)}
    large = {"product": (30, 30, 30), "data": (80, 60, 30), "modelling": (50, 90, 80), "deployment": (0, 20, 60)}
    return (
        UseCaseType(name="small", build_quarters=2, build=small, run={"data": 5, "deployment": 10},
                    build_cost=(10_001, 5_000), run_cost=2_500),
        UseCaseType(name="large", build_quarters=3, build=large, run={"product": 10, "deployment": 15},
                    build_cost=(20_000, 10_000), run_cost=4_000),
    )  # fmt: skip


def use_cases() -> tuple[UseCase, ...]:
    """In every status; several alike, a size, a dependency, a flag, a date."""
    return (
        UseCase(id="U1", name="Fraud scoring", business_unit="Cards", type="small", status=UseCaseStatus.LIVE,
                value_per_quarter=40_000),
        UseCase(id="U2", name="Churn", business_unit="Retail", type="large", status=UseCaseStatus.IN_PROGRESS,
                quarters_done=1, size=Decimal("1.15"), value_per_quarter=55_000),
        UseCase(id="U3", name="=Credit memo", business_unit="Retail", type="small", count=3, priority=1,
                value_per_quarter=30_000, novel_research=True),
        UseCase(id="U4", name="Collections", business_unit="Cards", type="large", depends_on=("U1", "U2"), must_do=True,
                earliest_start=3, live_by=8),
    )  # fmt: skip


def staff() -> tuple[StaffRow, ...]:
    """Part-timers, a salary of their own, an end, an accepted offer."""
    return (
        StaffRow(id="E1", name="Ada Secret", profile="PM", fte=80, base_salary=151_003),
        StaffRow(id="E2", profile="DE", heads=2),
        StaffRow(id="E3", profile="DE", start=2, base_salary=95_000),
        StaffRow(id="E4", profile="MLE", heads=3, end=4),
        StaffRow(id="E5", profile="MLE", fte=50),
    )


def bank(**overrides: Any) -> Problem:
    """A problem with something of everything. `settings` (a dict) goes to make_settings; the rest replaces fields."""
    settings: dict[str, Any] = {
        "company": "Example Bank",
        "target_use_cases": 5,
        "target_by": QUARTERS,
        "objectives": (*ALWAYS_FIRST, Objective.COST),
        "recruiting_capacity": 3,
        "merit_pct": Decimal("3.5"),
        "merit_month": 4,
        "budget_cap": BudgetCap.CUMULATIVE,
    } | overrides.pop("settings", {})  # fmt: skip
    budget = overrides.pop("budget", 900_000)
    fields: dict[str, Any] = {
        "settings": make_settings(**settings),
        "calendar": Calendar(fiscal_year=2027, fiscal_quarter=3, starts_in=7, quarters=QUARTERS),
        "capabilities": ("product", "data", "modelling", "deployment"),
        "profiles": profiles(),
        "staff": staff(),
        "use_case_types": use_case_types(),
        "use_cases": use_cases(),
        "budget_rows": tuple(
            BudgetRow(quarter=q, amount=amount, business_unit=unit)
            for q in range(1, QUARTERS + 1)
            for unit, amount in (("", budget - 100_000), ("Cards", 100_000))
        ),
        "requirements": (
            Requirement(capability="data", need=(0, 0, 10, 10, 10, 10, 10, 10)),
            Requirement(role="Data Engineer", need=(2, 2, 3, 3, 3, 4, 4, 4)),
        ),
        "rules": rules(),
    }
    return Problem(**fields | overrides)


def plan() -> Plan:
    """A plan for the bank; whether the judge accepts it is its own affair."""
    return Plan(
        hires={
            "PM": (0, 1, 0, 0, 0, 0, 0, 0),
            "DE": (0, 2, 1, 0, 0, 0, 0, 0),
            "MLE": (0, 0, 1, 0, 1, 0, 0, 0),
            "OPS": (0, 0, 1, 0, 0, 0, 0, 0),
            "CON": (0, 0, 0, 1, 0, 1, 0, 0),
        },
        starts={"U3": (0, 0, 1, 0, 2, 0, 0, 0), "U4": (0, 0, 0, 1, 0, 0, 0, 0)},
        allotment={
            "PM": {"product": (45, 70, 100, 130, 130, 130, 100, 100)},
            "DE": {"data": (110, 200, 250, 300, 350, 300, 200, 200), "deployment": (20, 20, 20, 20, 20, 100, 100, 100)},
            "MLE": {"modelling": (90, 90, 150, 150, 150, 185, 100, 0), "deployment": (30, 60, 60, 60, 10, 15, 10, 10)},
            "OPS": {"deployment": (0, 0, 0, 40, 70, 90, 90, 90)},
        },
    )


def result_of(problem: Problem, decided: Plan, **fields: Any) -> Result:
    """The result that a solver would give for a plan; its levels are made up."""
    accounts = judge(problem, decided).accounts
    levels = tuple(
        Level(name, accounts.objectives[name], accounts.objectives[name], proven=True)
        for name in problem.settings.objectives
    )
    values: dict[str, Any] = {
        "status": Status.OPTIMAL,
        "levels": levels,
        "seconds": 1.25,
        "notes": ("A note.",),
    } | fields
    return Result(problem=problem, plan=decided, accounts=accounts, **values)


def bank_result(**overrides: Any) -> Result:
    return result_of(bank(**overrides), plan())


def expected_result() -> Result:
    """The same with attrition by survival curves, and fewer people who leave."""
    few = profiles(attrition_pct=Decimal(2))
    return bank_result(settings={"attrition": Attrition.EXPECTED}, profiles=few)
