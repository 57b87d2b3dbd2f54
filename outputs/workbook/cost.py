"""Cost: every component by job profile and use case, added up two ways; fiscal-year totals to the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.pay import ONE_OFF, RECURRING
from models.plan import Component, Series
from outputs.rows.building import stage_needs
from outputs.rows.facts import Facts, added
from outputs.rows.money import ONCE, RUNNING, rates, staff_costs
from outputs.workbook.capacity import left_block, tenure_block
from outputs.workbook.cells import Heading, Ink, Line, Sheet
from outputs.workbook.inputs_series import POOLED
from outputs.workbook.parts import COMPONENT_KEYS, flow, runs

NAME = "Cost"


@dataclass(frozen=True)
class Owner:
    """A job profile or a use case that costs something: its detail lines, and a key for their sum."""

    key: str
    labels: tuple[str, str]
    lines: tuple[Line, ...]
    components: tuple[Component, ...]
    series: tuple[Series, ...]


def sheet(facts: Facts) -> Sheet:
    owners = [*_profiles(facts), *_pool(facts), *_use_cases(facts)]
    details = [line for owner in owners for line in owner.lines]
    return Sheet(
        NAME,
        "Cost",
        "What the plan costs, in whole currency units. Components add up to the same total as profiles and use cases.",
        (
            Heading("By component"),
            *_by_component(facts, owners),
            Heading("By job profile and use case"),
            *_by_owner(facts, owners),
            Heading("Every component by job profile and use case"),
            *details,
        ),
        heads=("ID", "Job profile or use case", "Component", "Unit", "Total", ""),
        years=True,
    )


def _profiles(facts: Facts) -> Iterator[Owner]:
    for i, profile in enumerate(facts.problem.profiles):
        rate, staff = rates(facts.problem, profile.id), staff_costs(facts.problem, profile.id)
        labels = (profile.id, profile.title)
        found = {
            c: _people(facts, i, c, c in rate, c in staff)
            for c in (*RECURRING, *ONE_OFF, Component.SEVERANCE)
            if c in rate or c in staff
        }
        series = tuple(facts.accounts.people_cost.get(c, {}).get(profile.id, facts.zeros) for c in found)
        yield _owner(f"profile.{i}", labels, dict(zip(found, zip(found.values(), series, strict=True), strict=True)))


def _people(facts: Facts, i: int, component: Component, rated: bool, staffed: bool) -> str:
    """The formula for a component of a profile."""
    name = COMPONENT_KEYS[component]
    rate, staff = f"{{in.rate.{i}.{name}}}", f"{{in.cost.{i}.{name}}}"
    if component is Component.SEVERANCE:
        return f"={staff}"
    if component in ONE_OFF:
        return (
            f"={{hire.{i}}}*{rate}+{staff}" if rated and staffed else f"={{hire.{i}}}*{rate}" if rated else f"={staff}"
        )
    if not facts.whole:
        profile = facts.problem.profiles[i]
        block, left = tenure_block(facts, i, profile), left_block(facts, i, profile)
        each = f"ROUND(ROUND({rate}*{left},Fine),0)"
        parts = [staff] * staffed + [f"SUMPRODUCT({{{block}}},{each})"] * rated
        return f"={'+'.join(parts)}"
    hires = f"+{{seated.{i}}}*{rate}" if rated else ""
    if not staffed:
        return f"={hires[1:]}"
    return f"=MAX(0,{staff}-{{gone_staff.{i}}}*ROUND({staff}/MAX(1,{{in.staff.{i}}}),0){hires})"


def _owner(key: str, labels: tuple[str, str], found: dict[Component, tuple[str, Series]]) -> Owner:
    lines = tuple(
        flow(f"cost.{key}.{n}", (*labels, component), "money", series, template, ink=Ink.NOTED)
        for n, (component, (template, series)) in enumerate(found.items())
    )
    return Owner(key, labels, lines, tuple(found), tuple(series for _, series in found.values()))


def _pool(facts: Facts) -> Iterator[Owner]:
    """Where salaries of single people were taken out: what they make of the cost, all together."""
    if facts.problem.pooled_pay:
        yield _owner("pool", ("", POOLED), {Component.BASE: ("={in.pool}", facts.problem.pooled_pay)})


def _use_cases(facts: Facts) -> Iterator[Owner]:
    for i, use_case in enumerate(facts.problem.use_cases):
        *build, live = stage_needs(facts, use_case)
        found: dict[Component, tuple[str, Series]] = {}
        if any(stage.money for stage in build):
            units, money = (
                f"{{stage.{i}.0..stage.{i}.{len(build) - 1}}}",
                f"{{need.{i}.0..need.{i}.{len(build) - 1}|D}}",
            )
            series = facts.accounts.use_case_cost.get(Component.BUILD, {}).get(use_case.id, facts.zeros)
            found[Component.BUILD] = (f"=SUMPRODUCT({units},{money})", series)
        if live.money:
            series = facts.accounts.use_case_cost.get(Component.RUN, {}).get(use_case.id, facts.zeros)
            found[Component.RUN] = (f"={{stage.{i}.{len(build)}}}*{{need.{i}.{len(build)}|D}}", series)
        if found:
            yield _owner(f"use_case.{i}", (use_case.id, use_case.name), found)


def _by_component(facts: Facts, owners: list[Owner]) -> list[Line]:
    names = [line for owner in owners for line in owner.lines]
    lines = [_component(facts, owners, names, component) for component in (*RUNNING, *ONCE)]
    total = f"=SUM({{cost.of.{COMPONENT_KEYS[RUNNING[0]]}..cost.of.{COMPONENT_KEYS[ONCE[-1]]}}})"
    going_on = f"=SUM({{cost.of.{COMPONENT_KEYS[RUNNING[0]]}..cost.of.{COMPONENT_KEYS[RUNNING[-1]]}}})"
    running = added([_component_series(facts, c) for c in RUNNING], facts.problem.quarters)
    return [
        *lines,
        flow("cost.all", ("", "Total cost", ""), "money", facts.accounts.cost, total, bold=True),
        flow("cost.running", ("", "Of which recurring (all but one-offs and builds)", ""), "money", running, going_on),
    ]


def _component_series(facts: Facts, component: Component) -> Series:
    of_people = facts.accounts.people_cost.get(component, {})
    of_use_cases = facts.accounts.use_case_cost.get(component, {})
    return added([*of_people.values(), *of_use_cases.values()], facts.problem.quarters)


def _component(facts: Facts, owners: list[Owner], details: list[Line], component: Component) -> Line:
    """Component names are hireplan's own words, so it is safe to pick the detail lines by name."""
    first, last = (details[0].key, details[-1].key) if details else ("", "")
    key = f"cost.of.{COMPONENT_KEYS[component]}"
    template = f"=SUMIFS({{{first}..{last}}},{{{first}..{last}|C}},{{{key}|C}})" if details else ""
    return flow(key, ("", "All", component), "money", _component_series(facts, component), template)


def _by_owner(facts: Facts, owners: list[Owner]) -> list[Line]:
    lines = []
    for owner in owners:
        values = added(list(owner.series), facts.problem.quarters)
        template = f"=SUM({runs(f'cost.{owner.key}', range(len(owner.lines)))})"
        lines.append(flow(f"cost.by.{owner.key}", (*owner.labels, "all components"), "money", values, template))
    total = f"=SUM({{{lines[0].key}..{lines[-1].key}}})" if lines else ""
    return [*lines, flow("cost.by.all", ("", "Total cost", ""), "money", facts.accounts.cost, total, bold=True)]
