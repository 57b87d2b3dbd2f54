"""Checks: each a live formula, 1 where it holds; the master check is the least of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models import violations
from models.problem import Objective, OperatingModel, UseCaseStatus
from outputs.rows.capacity import supply
from outputs.rows.facts import Facts
from outputs.rows.requirements import SOLVED, kept, supply_unmoved, unmoved
from outputs.rows.units import by_unit, divided_jobs, has_community
from outputs.workbook.capacity import odd_block
from outputs.workbook.cells import TOTAL, Cell, Heading, Ink, Line, Part, Row, Sheet, Table
from outputs.workbook.hiring import total_hires
from outputs.workbook.inputs_tables import USE_CASE_COUNT, USE_CASE_MUST
from outputs.workbook.parts import runs, text
from outputs.workbook.requisitions import START

NAME = "Checks"
MASTER = "Master check: the plan holds"
ALL = TOTAL
"""The column of a check over all quarters."""


@dataclass(frozen=True)
class Check:
    """What holds, where to look, the formula of a quarter, and what it gives in each quarter, then in the whole plan.

    Without a look at quarters the formula is one for the whole plan.
    """

    what: str
    where: str
    template: str
    values: tuple[int, ...]
    by_quarter: bool = True


def sheet(facts: Facts) -> Sheet:
    plan = [_line(f"check.{n}", check) for n, check in enumerate(_checks(facts))]
    solved = [_line(f"solved.{n}", check) for n, check in enumerate(_solved_checks(facts))]
    return Sheet(
        NAME,
        "Checks",
        "1 where a check holds, 0 where it does not. The first block judges the plan, also one edited here.",
        (
            Table(
                ("",),
                (_least("check.master", MASTER, "check", plan), _least("check.same", SAME, "solved", solved)),
            ),
            Heading("Does the plan hold?"),
            *plan,
            Heading(
                "Is it the plan as solved?",
                "0 after an edit: the figures then are yours, and not proven to be the best",
            ),
            *solved,
            Heading("Figures as solved", "stored by hireplan"),
            *_stored(facts),
        ),
        part=Part.CONTROL,
        heads=("Section", "Check", "Look at", "Unit", "All", ""),
        most=(24, 60, 28, 14),
    )


SAME = "The figures are as solved"


def _least(key: str, label: str, block: str, lines: list[Line]) -> Row:
    """The least of a block of checks."""
    least = min(int(line.total.value) for line in lines if line.total and isinstance(line.total.value, int))
    template = f"=MIN({{{block}.0..{block}.{len(lines) - 1}|E}})"
    result = Cell(least, template, "1 = yes", Ink.FORMULA, bold=True, style="check")
    return Row(key, (text(""), text(label, bold=True), text(""), text("1 = yes"), result))


def _line(key: str, check: Check) -> Line:
    template = f"=MIN({{{key}|row}})" if check.by_quarter else check.template
    total = Cell(min(check.values), template, "1 = yes", Ink.FORMULA, style="check")
    labels, *quarters = ("", check.what, check.where), *check.values[:-1]
    if not check.by_quarter:
        return Line(key, labels, "1 = yes", [None] * len(quarters), total=total)
    return Line(key, labels, "1 = yes", quarters, check.template, total=total, style="check")


def _checks(facts: Facts) -> Iterator[Check]:
    """Every requirement of the judge, and that the workbook's own sums agree."""
    yield from _agreements(facts)
    yield from _of_hiring(facts)
    if not facts.problem.concedes(Objective.OVERRUN):
        yield Check("The cost is within the budget under its cap", "Budget", "={budget.kept}", _within_budget(facts))
    yield from _of_capacity(facts)
    enforced = kept(facts, violations.enforced_rules)
    yield Check(
        "Enforced rules are kept, or inherited and made no worse", "Rules", "=IF({breach.enforced}=0,1,0)", enforced
    )
    yield from _of_use_cases(facts)


def _agreements(facts: Facts) -> Iterator[Check]:
    always = kept(facts)
    adds_up = "=IF({cost.all}={cost.by.all},1,0)"
    yield Check("Cost components add up to the cost of profiles and use cases", "Cost", adds_up, always)
    yield Check("The walk closes at the heads in seat", "Headcount walk", "=IF({close.all}={heads.all},1,0)", always)


def _of_hiring(facts: Facts) -> Iterator[Check]:
    last, jobs = len(facts.problem.profiles) - 1, len(divided_jobs(facts)) - 1
    final = f"beyond.{last}" if jobs < 0 else f"beyond.job.{jobs}"
    yield Check(
        "Hires are whole people, no sooner and no more than may start",
        "Hiring plan",
        f"=IF(SUM({{beyond.0..{final}}})=0,1,0)",
        kept(facts, violations.time_to_fill, violations.most_hires),
    )
    if facts.problem.settings.recruiting_capacity is not None:
        within = kept(facts, violations.recruiting_capacity)
        free = "=IF({hire.free}>=0,1,0)"
        yield Check("Hires of all profiles are within recruiting capacity", "Hiring plan", free, within)
    blocks = [("heads", "in.most", last), *([("heads.job", "in.most.job", jobs)] if jobs >= 0 else [])]
    over = "+".join(f"SUMPRODUCT({_above(heads, most, end)})" for heads, most, end in blocks)
    limit = kept(facts, violations.most_heads)
    yield Check("Heads of each profile are within its limit", "Headcount walk", f"=IF({over}=0,1,0)", limit)


def _above(heads: str, most: str, last: int) -> str:
    """The heads of a block of lines that are above a limit, where there is one."""
    there, limit = f"{{{heads}.0..{heads}.{last}}}", f"{{{most}.0..{most}.{last}}}"
    return f'({there}>{limit})*({limit}<>"")'


def _within_budget(facts: Facts) -> tuple[int, ...]:
    from outputs.workbook.budget import under_cap

    return (*(int(money >= 0) for money in under_cap(facts)), 1)


def _of_capacity(facts: Facts) -> Iterator[Check]:
    last = len(facts.problem.capabilities) - 1
    if last >= 0:
        short, idle = f"{{short.0..short.{last}}}", f"{{in.idle.0..in.idle.{last}}}"
        uncovered = _none(f"--({short}-{idle}>Tolerance)")
        covered = kept(facts, violations.coverage)
        yield Check("Capacity covers demand, but for what is inherited", "Capacity", uncovered, covered)
    profiles = len(facts.problem.profiles) - 1
    used, there = f"{{used.0..used.{profiles}}}", f"{{cap.0..cap.{profiles}}}"
    beyond = _none(f"--({used}-{there}>Tolerance)")
    yield Check("No more time is allotted than there is", "Capacity", beyond, kept(facts, violations.capacities))
    yield from _of_units_time(facts, profiles)
    odd = f"=IF(SUM({{{odd_block(facts)}}})=0,1,0)"
    steps = kept(facts, violations.allotments)
    yield Check("Time is allotted in steps of the time grain, none below 0", "Capacity", odd, steps)


def _of_units_time(facts: Facts, last: int) -> Iterator[Check]:
    """Where people belong to business units: what they may give to work and to other units."""
    if not by_unit(facts):
        return
    lent, lend = f"{{lent.0..lent.{last}}}", f"{{lend.0..lend.{last}}}"
    shared = kept(facts, violations.shared_time)
    beyond = _unless_one_team(f"--({lent}-{lend}>Tolerance)")
    yield Check("Other units get no more time than the operating model allows", "Capacity", beyond, shared)
    if has_community(facts):
        used, work = f"{{used.0..used.{last}}}", f"{{work.0..work.{last}}}"
        beyond = _unless_one_team(f"--({used}-{work}>Tolerance)")
        free = kept(facts, violations.community_time)
        yield Check("Time is left for the community of practice", "Capacity", beyond, free)


def _of_use_cases(facts: Facts) -> Iterator[Check]:
    cases = facts.problem.use_cases
    if cases:
        last = len(cases) - 1
        astray = f"=IF(SUM({{astray.0..astray.{last}}})=0,1,0)"
        yield Check(
            "Use cases start in whole units, and when they may",
            "Roadmap",
            astray,
            kept(facts, violations.start_windows),
        )
    ideas = [i for i, u in enumerate(cases) if u.status is UseCaseStatus.IDEA]
    if ideas and facts.problem.settings.operating_model is OperatingModel.CENTRALIZED:
        few = kept(facts, violations.starts_per_quarter)
        starting = f"=IF(SUM({runs('start', ideas)})<={{set.starts|C}},1,0)"
        yield Check("No more use cases start than a centralized team may start", "Roadmap", starting, few)
    waiting = [i for i, u in enumerate(cases) if u.status is UseCaseStatus.IDEA and u.depends_on]
    if waiting:
        early = f"=IF(SUM({{early.{waiting[0]}..early.{waiting[-1]}}})=0,1,0)"
        ready = kept(facts, violations.dependencies)
        yield Check("What a use case depends on is live before it starts", "Roadmap", early, ready)
    if cases:
        yield from _of_units(facts, len(cases) - 1)
    if facts.problem.settings.target_is_a_must:
        met = kept(facts, violations.target_is_a_must)
        short = "=IF({sum.short|B}=0,1,0)"
        yield Check("The target, which is a must, is met", "Summary", short, met, by_quarter=False)


def _of_units(facts: Facts, last: int) -> Iterator[Check]:
    units, count = f"{{units.0..units.{last}|E}}", f"{{case.0..case.{last}|{USE_CASE_COUNT}}}"
    must = f"{{case.0..case.{last}|{USE_CASE_MUST}}}"
    many, few = _none(f"--({units}>{count})"), _none(f'({units}<{count})*({must}="yes")')
    no_more = kept(facts, violations.counts)
    yield Check("No more units are started than there are", "Roadmap", many, no_more, by_quarter=False)
    if not facts.problem.concedes(Objective.UNDONE):
        done = kept(facts, violations.must_dos)
        yield Check("What must be done is started", "Roadmap", few, done, by_quarter=False)


def _unless_one_team(breaches: str) -> str:
    return f"=IF(OR({{team.one}}=1,SUMPRODUCT({breaches})=0),1,0)"


def _none(breaches: str) -> str:
    return f"=IF(SUMPRODUCT({breaches})=0,1,0)"


def _solved_checks(facts: Facts) -> Iterator[Check]:
    for figure, what, where, now in (
        ("cost", "Cost is as solved", "Cost", "{cost.all}"),
        ("heads", "Heads are as solved", "Headcount walk", "{heads.all}"),
        ("end", "Use cases in production are as solved", "Roadmap", "{prod.all}"),
    ):
        yield Check(what, where, f"=IF({now}={{was.{figure}}},1,0)", (*unmoved(facts, figure), 1))
    hires = sum(total_hires(facts.solved))
    listed = f"COUNTIF({{req.0..req.{hires - 1}|{START}}},{{number.checks}})" if hires else "0"
    every = f"=IF({listed}={{hire.all}},1,0)"
    yield Check("Requisitions list every hire", "Requisitions", every, (*unmoved(facts, "hires"), 1))
    last = len(facts.problem.capabilities) - 1
    if last >= 0:
        now, then = f"{{supply.0..supply.{last}}}", f"{{was.supply.0..was.supply.{last}}}"
        moved = _none(f"({now}-{then}>Tolerance)+({then}-{now}>Tolerance)")
        yield Check("Time is allotted as solved", "Capacity", moved, (*supply_unmoved(facts), 1))


STORED = {
    "cost": ("Cost", "money"),
    "heads": ("Heads in seat", "heads"),
    "end": ("Use cases in production by the end", "use cases"),
}


def _stored(facts: Facts) -> list[Line]:
    solved = facts.solved
    figures = [
        Line(f"was.{key}", ("", label, ""), unit, SOLVED[key](solved), ink=Ink.NOTED)
        for key, (label, unit) in STORED.items()
    ]
    supplied = [
        Line(f"was.supply.{c}", ("", name, "supply"), "exact", supply(solved, name), ink=Ink.NOTED)
        for c, name in enumerate(facts.problem.capabilities)
    ]
    return [*figures, *supplied]
