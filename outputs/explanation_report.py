"""An explanation as one object, for other programs, and in ten lines for the terminal."""

from __future__ import annotations

from typing import Any

from models.explanation import Conflict, Explanation, HireReason, Price, Repair
from models.plan import Result
from outputs.json_report import report
from outputs.rows.explain import explain_sentences
from outputs.whatif_report import what_if

SCHEMA = 1


def explanation_lines(explanation: Explanation) -> list[str]:
    """The ten most important lines, or fewer: why not, repairs, prices, hires, and what was left out."""
    return explain_sentences(explanation)


def explanation_report(explanation: Explanation) -> dict[str, Any]:
    """What `explain --json` prints, schema 1; money in whole currency units, quarters as labels.

    schema, currency;
    plan: of the problem as it stands, as `solve --json` prints it;
    conflicts: each {members, minimal}; no members: what is there already asks for more than can be;
    repairs: each {kind, size, at_least, smallest, unit, not_done, then}; not_done: ideas that are not done in full;
    closest: where no plan exists, the plan that gives up least, as `solve --json` prints it, or null;
    prices: ranked, each {lever, step, then};
    hires: each {positions, title, start, serves, rules, without, later}; without and later null: no time for it;
    left_out: sentences.
    Each `then` (and without, later) is as `what_if` says.
    """
    base = explanation.base
    return {
        "schema": SCHEMA,
        "currency": base.problem.settings.currency,
        "plan": report(base),
        "conflicts": [_conflict(conflict) for conflict in explanation.conflicts],
        "repairs": [_repair(repair, base) for repair in explanation.repairs],
        "closest": None if explanation.closest is None else report(explanation.closest),
        "prices": [_price(price, base) for price in explanation.prices],
        "hires": [_hire(hire, base) for hire in explanation.hires],
        "left_out": list(explanation.left_out),
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {"members": list(conflict.members), "minimal": conflict.minimal}


def _repair(repair: Repair, base: Result) -> dict[str, Any]:
    return {
        "kind": str(repair.kind),
        "size": repair.size,
        "at_least": repair.at_least,
        "smallest": repair.is_smallest,
        "unit": repair.unit,
        "not_done": list(repair.not_done),
        "then": what_if(repair.then, base),
    }


def _price(price: Price, base: Result) -> dict[str, Any]:
    return {"lever": price.lever, "step": str(price.step), "then": what_if(price.then, base)}


def _hire(hire: HireReason, base: Result) -> dict[str, Any]:
    return {
        "positions": list(hire.positions),
        "title": hire.title,
        "start": base.problem.calendar.label(hire.start),
        "serves": list(hire.serves),
        "rules": list(hire.rules),
        "without": None if hire.without is None else what_if(hire.without, base),
        "later": None if hire.later is None else what_if(hire.later, base),
    }
