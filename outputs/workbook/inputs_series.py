"""Inputs, second part: what is given by quarter. Staff by profile, rates of pay, budget, requirements."""

from __future__ import annotations

from models.pay import ONE_OFF, RECURRING
from models.plan import Component
from models.problem import Profile
from outputs.rows.capacity import average_ftes, staff_capacity
from outputs.rows.facts import Facts, added
from outputs.rows.money import rates, staff_costs
from outputs.rows.people import staff_left, walk
from outputs.workbook.budget import budget_parts
from outputs.workbook.cells import Heading, Item, Line
from outputs.workbook.parts import COMPONENT_KEYS, number, sum_of


def series(facts: Facts) -> list[Item]:
    """All inputs that have a time line."""
    return [
        Heading("Budget by quarter"),
        *_budget(facts),
        Heading("Requirements", "demand that is there whatever the use cases do"),
        *_requirements(facts),
        Heading("Staff by contract", "by job profile, accepted offers included, before anybody leaves"),
        *(line for i, p in enumerate(facts.problem.profiles) for line in _staff(facts, i, p)),
        Heading("Cost of a full-time hire", "per head and quarter; one-offs in the start quarter"),
        *(line for i, p in enumerate(facts.problem.profiles) for line in _rates(facts, i, p)),
        Heading(STAFF_COST, "before anybody leaves; one-offs are those of accepted offers"),
        *(line for i, p in enumerate(facts.problem.profiles) for line in _staff_costs(facts, i, p)),
        *_pooled(facts),
    ]


STAFF_COST = "Cost of the staff by contract"
"""The section that tells what the staff of each job profile cost, be it one person."""

POOLED = "Pay above (below 0: under) job profiles' rates"


def _pooled(facts: Facts) -> list[Item]:
    """Only in a redacted plan."""
    pooled = facts.problem.pooled_pay
    if not pooled:
        return []
    note = "all people and components together, spread over the quarters whoever is there; no single salary is in it"
    return [Heading("Pooled pay", note), Line("in.pool", ("", POOLED, Component.BASE), "money", pooled)]


def _budget(facts: Facts) -> list[Line]:
    return [
        Line(f"in.budget.{k}", (centre, unit or "all business units", "budget"), "money", amounts)
        for k, ((unit, centre), amounts) in enumerate(budget_parts(facts).items())
    ]


def _requirements(facts: Facts) -> list[Line]:
    lines = []
    for k, need in enumerate(facts.problem.requirements):
        what = need.capability if need.capability is not None else need.role
        unit = "FTE" if need.capability is not None else "heads"
        values = [n / 100 for n in need.need] if need.capability is not None else list(need.need)
        lines.append(Line(f"in.need.{k}", ("", what or "", need.business_unit), unit, values))
    return lines


def _staff(facts: Facts, i: int, profile: Profile) -> list[Line]:
    walked = walk(facts, profile.id)

    def line(key: str, label: str, values: object, unit: str = "heads", today: int | None = None) -> Line:
        start = None if today is None else number(today, "heads")
        return Line(f"in.{key}.{i}", (profile.id, profile.title, label), unit, values, start=start)  # type: ignore[arg-type]

    left = [] if facts.whole else [line("left", "expected to be left", staff_left(facts, profile), "FTE")]
    return [
        line("staff", "in seat", walked.staff, today=walked.today),
        *left,
        line("offers", "offers that start", walked.offers),
        line("ends", "contracts ended", walked.ends),
        line("fte", "FTE per head", average_ftes(facts, profile.id), "FTE"),
        line("ramped", "ramped capacity", staff_capacity(facts, profile), "exact"),
    ]


def _rates(facts: Facts, i: int, profile: Profile) -> list[Line]:
    """The components that are ever above 0, and the sums that the requisitions take."""
    found = rates(facts.problem, profile.id)
    labels = (profile.id, profile.title)
    lines = [Line(f"in.rate.{i}.{COMPONENT_KEYS[c]}", (*labels, c), "money", values) for c, values in found.items()]
    for key, name, components in (("run", "all recurring", RECURRING), ("once", "all one-offs", ONE_OFF)):
        there = [c for c in components if c in found]
        values = added([found[c] for c in there], facts.problem.quarters)
        template = "=" + "+".join(f"{{in.rate.{i}.{COMPONENT_KEYS[c]}}}" for c in there) if there else ""
        lines.append(Line(f"in.{key}.{i}", (*labels, name), "money", values, template, bold=True))
    return lines


def _staff_costs(facts: Facts, i: int, profile: Profile) -> list[Line]:
    lines = []
    for component, values in staff_costs(facts.problem, profile.id).items():
        key = f"in.cost.{i}.{COMPONENT_KEYS[component]}"
        lines.append(
            Line(key, (profile.id, profile.title, component), "money", values, total=sum_of(key, values, "money"))
        )
    return lines
