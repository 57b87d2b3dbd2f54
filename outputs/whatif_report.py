"""A changed problem and its effect as objects, for other programs."""

from __future__ import annotations

from typing import Any

from models.plan import Result
from models.whatif import Amount, Effect, Outcome, WhatIf, outcome


def what_if(then: WhatIf, base: Result) -> dict[str, Any]:
    """A changed problem against another solve.

    change; solved: whether it was; failure: why not, or null; status: null where it was not solved;
    outcome: {use_cases, cost, value, first_production}, null without a plan;
    effect: as `effect_report` says, null where one of the two has no plan.
    Every amount is {value, low, high, proven}: low and high are null where nothing is known on that side; what no level
    asks for is as it is in the plans found, never proven. So is first_production: first_production_proven is false.
    """
    reached = None if then.result is None else outcome(then.result)
    effect = then.effect(base)
    return {
        "change": then.change,
        "solved": then.result is not None,
        "failure": then.failure or None,
        "status": None if then.result is None else str(then.result.status),
        "outcome": None if reached is None or then.result is None else _outcome(reached, then.result),
        "effect": None if effect is None else effect_report(effect),
    }


def effect_report(effect: Effect) -> dict[str, Any]:
    """use_cases, cost, value: what they change by; quarters_later of the first production (below 0: sooner), in the
    plans found; proven: whether every level is;
    levels: of the objectives in their order, each {name, from, to, proven}, in the level's own unit; `to` of the target
    is short of the target as it was; none where the two were solved for other objectives.
    """
    return {
        "use_cases": _amount(effect.use_cases),
        "cost": _amount(effect.cost),
        "value": _amount(effect.value),
        "quarters_later": effect.first,
        "quarters_later_proven": False,
        "proven": effect.is_exact,
        "levels": [
            {"name": str(level.name), "from": level.before, "to": level.after, "proven": level.by.is_exact}
            for level in effect.levels
        ],
    }


def _outcome(reached: Outcome, result: Result) -> dict[str, Any]:
    label, last = result.problem.calendar.label, result.problem.quarters
    return {
        "use_cases": _amount(reached.use_cases),
        "cost": _amount(reached.cost),
        "value": _amount(reached.value),
        "first_production": label(reached.first) if reached.first <= last else None,
        "first_production_proven": False,
    }


def _amount(amount: Amount) -> dict[str, int | bool | None]:
    return {"value": amount.value, "low": amount.low, "high": amount.high, "proven": amount.is_exact}
