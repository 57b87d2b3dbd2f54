"""Explanations and assessments for the tests of outputs: hand-made of judged plans, with something of everything."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from models.assessment import Assessment, CapabilityGap, Gap, JobWorth
from models.explanation import Conflict, Explanation, HireReason, Price, Repair, RepairKind, Step
from models.judge import judge
from models.plan import Level, Plan, Result, State, Status
from models.problem import Objective, Problem
from models.rules import Mode
from models.whatif import WhatIf
from tests.outputs.plans import bank, bank_result, plan, result_of
from tests.outputs.scenarios import impossible

FORMULA = '=HYPERLINK("http://example.invalid","click")'
SIGNS = (FORMULA, "+1+1", "-1-1", "@SUM(A1)")
"""Texts that a spreadsheet program would take for formulas."""

MEMBERS = (
    "the budget up to FY27 Q4 (1,200,000 USD)",
    "rule data-ratio (3)",
    "the target of 6 use cases in production by FY28 Q1",
)


def fewer_hires() -> Plan:
    """The bank's plan without the two contractors."""
    hires = plan().hires | {"CON": (0,) * 8, "DE": (0, 1, 1, 0, 0, 0, 0, 0)}
    return plan().model_copy(update={"hires": hires})


def later_start() -> Plan:
    """The bank's plan with its use cases started later, so that fewer are in production in time."""
    return plan().model_copy(update={"starts": {"U3": (0, 0, 0, 0, 1, 0, 0, 0), "U4": (0,) * 8}})


@cache
def cheaper() -> Result:
    """Without the contractors, and as if they had covered nothing of what is inherited."""
    covered = {level.name: level for level in bank_result().levels if level.name is Objective.INHERITED}
    found = result_of(bank(), fewer_hires())
    return replace(found, levels=tuple(covered.get(level.name, level) for level in found.levels))


@cache
def slower() -> Result:
    return result_of(bank(), later_start())


def unproven(result: Result, below: int = 40_000) -> Result:
    """The same, its cost not proven."""
    levels = tuple(
        replace(level, bound=level.value - below, proven=False) if level.name is Objective.COST else level
        for level in result.levels
    )
    return replace(result, levels=levels, status=Status.FEASIBLE, stopped_by="time limit")


def open_ended(result: Result) -> Result:
    """The same, the level before cost not proven, so that nothing is known of the cost."""
    levels = tuple(
        replace(level, proven=level.name not in (Objective.PREFER, Objective.COST)) for level in result.levels
    )
    return replace(result, levels=levels, status=Status.FEASIBLE)


def nothing_found(problem: Problem | None = None) -> Result:
    return Result(problem=problem or bank(), status=Status.UNKNOWN, stopped_by="time limit")


@cache
def prices() -> tuple[Price, ...]:
    """In every state: proven, between bounds, unknown, no plan, not found, not solved, failed; names like formulas."""
    return (
        Price("rule data-ratio", Step.LOOSER, WhatIf("rule data-ratio: 4 instead of 3", cheaper())),
        Price("rule data-ratio", Step.OFF, WhatIf("rule data-ratio: off", unproven(cheaper()))),
        Price("the budget", Step.LOOSER, WhatIf("1 % more budget", open_ended(cheaper()))),
        Price(FORMULA, Step.OFF, WhatIf("+1+1", cheaper())),
        Price("rule gate", Step.OFF, WhatIf("rule gate: off", bank_result())),
        Price("rule data-ratio", Step.TIGHTER, WhatIf("rule data-ratio: 2 instead of 3", slower())),
        Price("the recruiting capacity", Step.TIGHTER, WhatIf("2 hires a quarter instead of 3", impossible())),
        Price("rule gate", Step.TIGHTER, WhatIf("rule gate: 4 instead of 3", nothing_found())),
        Price("rule first", Step.OFF, WhatIf("rule first: off")),
        Price("rule unit", Step.OFF, WhatIf("rule unit: off", None, "its process was lost")),
    )


@cache
def hires() -> tuple[HireReason, ...]:
    return (
        HireReason(("DE-MID-001", "DE-MID-002"), "Data Engineer / mid", 2, ("U3", "U4"), ("data-ratio",),
                   WhatIf("one Data Engineer / mid fewer", slower()), WhatIf("a quarter later", unproven(cheaper()))),
        HireReason((FORMULA,), "@Lead", 3, (FORMULA,), (), WhatIf("one fewer", impossible()), None),
        HireReason(("OPS-001",), "AI Ops", 8, (), ()),
    )  # fmt: skip


@cache
def feasible() -> Explanation:
    """A plan that meets its target: prices and hires."""
    left_out = ("prices of 3 limits", "=what 4 hires are for")
    return Explanation(bank_result(), prices=prices(), hires=hires(), asked=71, unanswered=62, left_out=left_out)


@cache
def repairs() -> tuple[Repair, ...]:
    return (
        Repair(RepairKind.BUDGET, 200_000, 200_000, "USD", WhatIf("200,000 USD more in FY27 Q4", bank_result())),
        Repair(RepairKind.DEADLINE, 2, 1, "quarter",
               WhatIf("the target by FY28 Q3 instead of FY28 Q1", unproven(slower()))),
        Repair(RepairKind.LEVER, 1, 1, "step", WhatIf("rule data-ratio: 4 instead of 3", open_ended(cheaper()))),
        Repair(RepairKind.USE_CASES, 1, 1, "use case", WhatIf(FORMULA, nothing_found())),
        Repair(RepairKind.TIME_TO_FILL, 1, 1, "quarter", WhatIf("a time to fill of 1 quarter less for everybody")),
    )  # fmt: skip


@cache
def closest() -> Result:
    """A plan that gives up money and use cases."""
    found = slower()
    gives_up = (
        Level(Objective.OVERRUN, 123_456, 123_456, proven=True),
        Level(Objective.TARGET, 2, 1, proven=False),
    )
    kept = tuple(level for level in found.levels if level.name is not Objective.TARGET)
    return replace(found, levels=(*gives_up, *kept), status=Status.FEASIBLE)


def infeasible(**fields: Any) -> Explanation:
    """No plan: two conflicts, every kind of repair, a plan that gives up least."""
    conflicts = (
        Conflict(MEMBERS, minimal=True),
        Conflict((FORMULA, "use case U4 must be done by FY28 Q4"), minimal=False),
    )
    values: dict[str, Any] = {"conflicts": conflicts, "repairs": repairs(), "closest": closest()} | fields
    return Explanation(impossible(), **values)


@cache
def missed() -> Explanation:
    """A plan that misses its target, which is then explained as a must."""
    return Explanation(
        slower(), conflicts=(Conflict(MEMBERS, minimal=True),), repairs=repairs()[:3], prices=prices()[:2]
    )


@cache
def nothing() -> Explanation:
    """No plan, and nothing was found out."""
    return Explanation(nothing_found())


def asks_too_much() -> Explanation:
    return Explanation(impossible(), conflicts=(Conflict((), minimal=True),))


@cache
def many() -> Explanation:
    """More of everything than anybody wants to read."""
    one = prices()[0]
    return replace(
        feasible(),
        conflicts=tuple(Conflict(tuple(f"{m}, {n}" for m in MEMBERS * 8), minimal=False) for n in range(20)),
        prices=tuple(replace(one, lever=f"rule number {n} {'with a long name ' * (n % 5)}") for n in range(300)),
        hires=tuple(
            replace(hires()[0], positions=tuple(f"DE-MID-{k:03}" for k in range(n + 1)), serves=tuple("U" * (n + 1)))
            for n in range(100)
        ),
        left_out=tuple(f"thing {n}" for n in range(50)),
    )


EXPLANATIONS = {
    "feasible": feasible,
    "infeasible": infeasible,
    "no closest plan": lambda: infeasible(closest=None),
    "missed": missed,
    "nothing": nothing,
    "asks too much": asks_too_much,
    "many": many,
}


# -- assessments


def worth(job: str, gap: Gap, heads: int, more: Result | None, fewer: Result | None = None, **of: Any) -> JobWorth:
    """A job whose base is the slower plan."""
    as_is = WhatIf(f"nobody more as {job}", slower())
    added = WhatIf(f"one more {job}", more)
    dropped = WhatIf(f"one fewer {job}", fewer) if heads else None
    values: dict[str, Any] = {
        "job": job,
        "profile": job[:3],
        "heads": heads,
        "pay": 250_000,
        "as_is": as_is,
        "more": added,
        "fewer": dropped,
        "gain": added.effect(slower()),
        "loss": None if dropped is None else dropped.effect(slower()),
        "gap": gap,
    }
    return JobWorth(**values | of)


@cache
def jobs() -> tuple[JobWorth, ...]:
    return (
        worth("AI Product Manager", Gap.BLOCKING, 0, bank_result()),
        worth("Data Engineer / mid", Gap.BLOCKING, 2, unproven(bank_result()), impossible()),
        worth("=ML Engineer / senior", Gap.USEFUL, 3, cheaper(), unproven(slower())),
        worth("Chief AI Officer", Gap.IDLE, 1, slower(), slower()),
        worth("@Data Scientist", Gap.UNKNOWN, 3, None, None),
        worth("AI Ops", Gap.UNKNOWN, 0, None, as_is=WhatIf("nobody more", impossible()), gain=None),
    )


def assessed(**fields: Any) -> Assessment:
    """Something of everything."""
    base = bank_result()
    found = judge(base.problem, plan()).accounts.rules
    checks = tuple(check for check in found if check.quarter == 1)
    broken = replace(checks[0], rule="=rule", left=2.5, relation="<=", limit=1.0, state=State.BROKEN, mode=Mode.ENFORCE)
    values: dict[str, Any] = {
        "base": base,
        "capabilities": (
            CapabilityGap("product", (25, 50, 75, 100, 125, 100, 50, 25), (80, 80, 80, 80, 80, 80, 80, 80)),
            CapabilityGap("=data", (110, 200, 250, 300, 350, 300, 200, 200), (200, 200, 200, 180, 150, 150, 150, 150)),
            CapabilityGap("modelling", (0,) * 8, (0,) * 8),
        ),
        "rules": (broken, *checks),
        "jobs": jobs(),
        "idle_titles": ("Chief AI Officer", "=Prompt Engineer"),
        "first": ("AI Product Manager, by FY27 Q3", "Data Engineer / mid, by FY27 Q4"),
        "left_out": ("one fewer of 2 jobs",),
    }
    return Assessment(**values | fields)


@cache
def nobody() -> Assessment:
    """Nothing at all."""
    return Assessment(bank_result(), (), (), (), (), ())


@cache
def crowd() -> Assessment:
    base = assessed()
    return replace(
        base,
        jobs=tuple(replace(jobs()[n % 6], job=f"{jobs()[n % 6].job} {n}") for n in range(60)),
        capabilities=tuple(replace(base.capabilities[n % 3], capability=f"capability {n}") for n in range(25)),
        first=tuple(f"job {n}" for n in range(40)),
    )


ASSESSMENTS = {
    "assessed": assessed,
    "nobody": nobody,
    "no plan": lambda: assessed(base=impossible()),
    "crowd": crowd,
}
