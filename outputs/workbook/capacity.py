"""Capacity: demand, supply and utilisation by capability; the time of each job profile and how it is divided."""

from __future__ import annotations

import math

from models.plan import Series
from models.problem import Profile
from outputs.rows.capacity import Tenure, allotted, demand, supply, tenures, utilisation
from outputs.rows.facts import Facts
from outputs.workbook import units
from outputs.workbook.cells import Cell, Heading, Ink, Item, Line, Sheet
from outputs.workbook.inputs_tables import need_column
from outputs.workbook.layout import letters
from outputs.workbook.parts import formula, number, runs
from outputs.workbook.roadmap import all_stages
from outputs.workbook.rule_demand import adding, demand_lines
from outputs.workbook.styles import HEAT

NAME = "Capacity"


def sheet(facts: Facts) -> Sheet:
    capabilities = list(enumerate(facts.problem.capabilities))
    extra = demand_lines(facts)
    items: list[Item] = [Heading("Utilisation by capability", "demand over the time allotted, weighted by skill", HEAT)]
    items += [_utilisation(facts, c, name) for c, name in capabilities]
    items.append(Heading("Utilisation by job profile", "time allotted over ramped capacity", HEAT))
    items += [_profile_utilisation(facts, i, p) for i, p in enumerate(facts.problem.profiles)]
    items += units.capacity(facts)
    items.append(Heading("Demand", "use cases building and live, requirements, and rules that add demand"))
    items += [_demand(facts, c, name) for c, name in capabilities]
    items.append(Heading("Supply", "allotted time weighted by skill"))
    items += [_supply(facts, c, name) for c, name in capabilities]
    items.append(Heading("Uncovered demand", "allowed only up to what today's course demands"))
    items += [_uncovered(facts, c, name) for c, name in capabilities]
    items.append(Heading("Ramped capacity by job profile"))
    items += [_capacity(facts, i, p) for i, p in enumerate(facts.problem.profiles)]
    items.append(Heading("Allotted time by job profile"))
    items += [_used(facts, i, p) for i, p in enumerate(facts.problem.profiles)]
    items.append(
        Heading("Allotment of job profiles to capabilities", "the solver's choice, in ramped FTE; skill beside it")
    )
    for c, name in capabilities:
        items += _allotments(facts, c, name)
    items.append(Heading("Workings: allotments out of bounds", "no whole steps of the time grain, or below 0"))
    items += [line for i, p in enumerate(facts.problem.profiles) for line in _odd(facts, i, p)]
    items += units.sharing(facts)
    if extra:
        items.append(Heading("Workings: demand that rules add"))
        items += extra
    beside = "productivity beside it" if facts.whole else "what a head then gives beside it"
    items.append(Heading("Workings: hires by time in seat", beside))
    for i, profile in enumerate(facts.problem.profiles):
        items += _tenures(facts, i, profile)
    if not facts.whole:
        items.append(Heading("Workings: share of hires still there", "by each profile's survival curve"))
        for i, profile in enumerate(facts.problem.profiles):
            items += _left(facts, i, profile)
    return Sheet(
        NAME,
        "Capacity",
        "Whether the team can do the work: demand against time allotted, by capability. Yellow: the solver's choice.",
        tuple(items),
        heads=("ID", "Capability or job profile", "Line", "Unit", "Constant", "At start"),
    )


def _utilisation(facts: Facts, c: int, name: str) -> Line:
    shares = [share if share is not None and math.isfinite(share) else 0 for share in utilisation(facts, name)]
    template = f"=IF({{supply.{c}}}=0,0,{{demand.{c}}}/{{supply.{c}}})"
    return Line(f"use.{c}", ("", name, "demand / supply"), "%", shares, template, style="heat")


def _profile_utilisation(facts: Facts, i: int, profile: Profile) -> Line:
    used, there = used_time(facts, profile), profile_capacity(facts, profile)
    shares = [u / t if t else 0 for u, t in zip(used, there, strict=True)]
    template = f"=IF({{cap.{i}}}=0,0,{{used.{i}}}/{{cap.{i}}})"
    return Line(f"busy.{i}", (profile.id, profile.title, "allotted / capacity"), "%", shares, template, style="heat")


def _demand(facts: Facts, c: int, name: str) -> Line:
    block, column = all_stages(facts), need_column(facts, name)
    needs = block.replace("stage.", "need.")
    parts = [f"SUMPRODUCT({{{block}}},{{{needs}|{column}}})"] if block else []
    rows = [k for k, need in enumerate(facts.problem.requirements) if need.capability == name]
    parts += [f"SUM({runs('in.need', rows)})"] if rows else []
    parts += [f"{{{key}}}" for key in adding(facts, name)]
    return Line(f"demand.{c}", ("", name, "demand"), "FTE", demand(facts, name), f"={'+'.join(parts)}" if parts else "")


def skilled(facts: Facts, capability: str) -> list[tuple[int, Profile]]:
    """The job profiles that have a skill in a capability, with their numbers."""
    return [(i, p) for i, p in enumerate(facts.problem.profiles) if p.skills.get(capability, 0) > 0]


def _supply(facts: Facts, c: int, name: str) -> Line:
    there = skilled(facts, name)
    block = f"allot.{c}.{there[0][0]}..allot.{c}.{there[-1][0]}" if there else ""
    template = f"=SUMPRODUCT({{{block}|E}},{{{block}}})" if block else ""
    return Line(f"supply.{c}", ("", name, "supply"), "exact", supply(facts, name), template)


def _uncovered(facts: Facts, c: int, name: str) -> Line:
    values = [hundredths / 100 for hundredths in facts.accounts.uncovered.get(name, facts.zeros)]
    template = f"=ROUNDUP(ROUND(MAX(0,{{demand.{c}}}-{{supply.{c}}}),Exact),Hundredths)"
    return Line(f"short.{c}", ("", name, "uncovered"), "FTE", values, template, style="none")


def profile_capacity(facts: Facts, profile: Profile) -> list[float]:
    return [exact / 10_000 for exact in facts.accounts.capacity[profile.id]]


def tenure_block(facts: Facts, i: int, profile: Profile) -> str:
    """The keys of the lines of a profile's hires by time in seat, from the first to the last."""
    return f"tenure.{i}.0..tenure.{i}.{len(tenures(facts, profile)) - 1}"


def _capacity(facts: Facts, i: int, profile: Profile) -> Line:
    block = tenure_block(facts, i, profile)
    there = f"{{in.ramped.{i}}}+SUMPRODUCT({{{block}}},{{{block}|E}})"
    last = f"{{tenure.{i}.{len(profile.ramp) - 1}|E}}"
    lost = f"-({{gone_staff.{i}}}*{{in.fte.{i}}}+{{gone.{i}}}-{{gone_staff.{i}}})*{last}" if facts.whole else ""
    labels = (profile.id, profile.title, "ramped capacity")
    return Line(f"cap.{i}", labels, "exact", profile_capacity(facts, profile), f"=MAX(0,{there}{lost})", ink=Ink.NOTED)


def used_time(facts: Facts, profile: Profile) -> list[float]:
    rows = [allotted(facts, profile.id, c) for c in facts.problem.capabilities if profile.skills.get(c, 0) > 0]
    return [sum(hundredths) / 100 for hundredths in zip(*rows, strict=True)] if rows else [0.0] * facts.problem.quarters


def _keys(facts: Facts, i: int, profile: Profile) -> list[str]:
    """The cells of a profile's allotments."""
    skilled = [c for c, name in enumerate(facts.problem.capabilities) if profile.skills.get(name, 0) > 0]
    return [f"{{allot.{c}.{i}}}" for c in skilled]


MOST_TERMS = 8
"""Allotments that one formula looks at, so that it can be read."""


def _odd(facts: Facts, i: int, profile: Profile) -> list[Line]:
    """1 where an allotment of the profile is no whole number of steps of the time grain, or below 0."""
    keys = _keys(facts, i, profile)
    names = [name for name in facts.problem.capabilities if profile.skills.get(name, 0) > 0]
    given = [allotted(facts, profile.id, name) for name in names]
    cuts = range(0, max(1, len(keys)), MOST_TERMS)
    return [
        _odd_part(facts, f"odd.{i}.{n}", profile, keys[cut : cut + MOST_TERMS], given[cut : cut + MOST_TERMS])
        for n, cut in enumerate(cuts)
    ]


def _odd_part(facts: Facts, key: str, profile: Profile, keys: list[str], given: list[Series]) -> Line:
    grain, step = facts.problem.settings.time_grain, f"{{{key}|F}}"
    values = [int(any(series[q] < 0 or series[q] % grain for series in given)) for q in range(facts.problem.quarters)]
    off = "+".join(f"ABS({one}/{step}-ROUND({one}/{step},0))" for one in keys)
    template = f"=IF(OR(MIN({','.join(keys)})<0,{off}>Tolerance),1,0)" if keys else ""
    start = formula(grain / 100, "={set.grain|C}/Percent", "FTE")
    return Line(key, (profile.id, profile.title, "out of bounds"), "1 = yes", values, template, start=start)


def odd_block(facts: Facts) -> str:
    """The keys of all lines of allotments out of bounds, from the first to the last."""
    last = len(facts.problem.profiles) - 1
    parts = max(1, -(-len(_keys(facts, last, facts.problem.profiles[last])) // MOST_TERMS))
    return f"odd.0.0..odd.{last}.{parts - 1}"


def _used(facts: Facts, i: int, profile: Profile) -> Line:
    keys = _keys(facts, i, profile)
    labels = (profile.id, profile.title, "allotted")
    template = f"=SUM({','.join(keys)})" if keys else ""
    return Line(f"used.{i}", labels, "FTE", used_time(facts, profile), template)


def _allotments(facts: Facts, c: int, name: str) -> list[Line]:
    column = letters(2 + c)
    return [
        Line(
            f"allot.{c}.{i}",
            (p.id, p.title, f"to {name}"),
            "FTE",
            [hundredths / 100 for hundredths in allotted(facts, p.id, name)],
            ink=Ink.CHOICE,
            total=formula(p.skills[name] / 100, f"={{skill.{i}|{column}}}", "%"),
        )
        for i, p in skilled(facts, name)
    ]


def _tenures(facts: Facts, i: int, profile: Profile) -> list[Line]:
    lines = []
    rows = tenures(facts, profile)
    for t, tenure in enumerate(rows):
        last = t == len(rows) - 1
        came = f"{{hire.{i}}}" if t == 0 else f"{{tenure.{i}.{t - 1}|prev}}"
        template = f"={{tenure.{i}.{t}|prev}}+{came}" if last else f"={came}"
        label = f"from quarter {t + 1} on" if last else f"in quarter {t + 1}"
        each = _each(facts, i, t, profile, tenure)
        labels = (profile.id, profile.title, label)
        lines.append(Line(f"tenure.{i}.{t}", labels, "hires", tenure.hires, template, total=each))
    return lines


def left_block(facts: Facts, i: int, profile: Profile) -> str:
    """The cells of the shares that are still there, in the order of `tenure_block` (attrition `expected`)."""
    return f"{{stay.{i}.0..stay.{i}.{len(tenures(facts, profile)) - 1}|E}}"


def _left(facts: Facts, i: int, profile: Profile) -> list[Line]:
    """The share of hires still there, by time in seat."""
    nothing = (None,) * facts.problem.quarters
    return [
        Line(
            f"stay.{i}.{t}",
            (profile.id, profile.title, f"share left in quarter {t + 1}"),
            "",
            nothing,
            total=number(tenure.left, "share"),
        )
        for t, tenure in enumerate(tenures(facts, profile))
    ]


def _each(facts: Facts, i: int, t: int, profile: Profile, tenure: Tenure) -> Cell:
    """What a head gives at its time in seat: its ramp; with attrition `expected` what is left of it, rounded down."""
    ramp = f"{{ramp.{i}|{letters(2 + min(t, len(profile.ramp) - 1))}}}"
    if facts.whole:
        return formula(tenure.ramp / 100, f"={ramp}", "%")
    scale = "Percent*Percent"
    template = f"=INT(ROUND({{stay.{i}.{t}|E}}*{ramp}*{scale},Exact))/({scale})"
    return formula(tenure.capacity, template, "exact")
