"""The answer as one object, for other programs: what `solve --json` prints."""

from __future__ import annotations

from typing import Any

from models.plan import Result, State
from models.portfolio import unit_starts
from models.positions import positions
from outputs.rows.answer import first_production, heads, in_production
from outputs.rows.facts import Facts, facts_of
from outputs.rows.rules import judged, states, worst

SCHEMA = 1


def report(result: Result) -> dict[str, Any]:
    """The report, schema 1. Without a plan its figures are None and its lists empty."""
    plan = _plan(facts_of(result)) if result.plan is not None else EMPTY
    return {
        "schema": SCHEMA,
        "status": str(result.status),
        "objectives": _objectives(result),
        **plan,
        "conflict": list(result.conflict),
        "notes": list(result.notes),
        "seconds": round(result.seconds, 3),
    }


EMPTY: dict[str, Any] = {
    "total_cost": None,
    "use_cases_live": None,
    "first_production": None,
    "hires": [],
    "go_live": [],
    "headcount": {},
    "cost": {},
    "rules": [],
}


def _objectives(result: Result) -> list[dict[str, Any]]:
    return [
        {"name": str(x.name), "value": x.value, "bound": x.bound, "gap": x.gap, "proven": x.proven}
        for x in result.levels
    ]


def _plan(facts: Facts) -> dict[str, Any]:
    return {
        "total_cost": sum(facts.accounts.cost),
        "use_cases_live": in_production(facts, facts.problem.quarters),
        "first_production": first_production(facts),
        "hires": _hires(facts),
        "go_live": _go_live(facts),
        "headcount": dict(zip(facts.labels, heads(facts), strict=True)),
        "cost": dict(zip(facts.labels, facts.accounts.cost, strict=True)),
        "rules": _rules(facts),
    }


def _hires(facts: Facts) -> list[dict[str, Any]]:
    label, profile = facts.problem.calendar.label, facts.problem.profile
    return [
        {
            "id": position.id,
            "role": profile[position.profile].role,
            "level": profile[position.profile].level,
            "location": profile[position.profile].location,
            "employment": str(profile[position.profile].employment),
            "requisition_opens": label(position.opens),
            "start": label(position.start),
            "kind": position.kind,
            "replaces": position.replaces,
            "serves": list(position.serves),
        }
        for position in positions(facts.problem, facts.plan, facts.accounts)
    ]


def _go_live(facts: Facts) -> list[dict[str, Any]]:
    """One entry for each unit that the plan starts, or that goes live within the horizon."""
    label = facts.problem.calendar.label
    found = []
    for use_case in facts.problem.use_cases:
        length = facts.problem.type_of[use_case.id].build_quarters
        for start, units in sorted(unit_starts(facts.problem, use_case, facts.plan.starts).items()):
            if start + length - 1 >= 1:
                entry = {"use_case": use_case.id, "starts": label(start), "live_by_end_of": label(start + length - 1)}
                found += [dict(entry) for _ in range(units)]
    return found


def _rules(facts: Facts) -> list[dict[str, Any]]:
    by_rule = states(facts)
    return [
        {
            "rule": rule.id,
            "mode": str(rule.mode),
            "status": str(worst(by_rule[rule.id])),
            "quarters": [facts.labels[q] for q, state in enumerate(by_rule[rule.id]) if state is not State.KEPT],
        }
        for _, rule in sorted(judged(facts), key=lambda numbered: numbered[0])
    ]
