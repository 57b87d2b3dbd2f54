"""Checks: each a live formula, 1 where it holds; the master check is the least of them."""

from __future__ import annotations

from collections.abc import Iterator

from models.problem import UseCaseStatus
from outputs.rows.answer import heads
from outputs.rows.facts import Facts
from outputs.workbook.cells import TOTAL, Cell, Heading, Ink, Line, Part, Row, Sheet, Table
from outputs.workbook.inputs_tables import USE_CASE_COUNT, USE_CASE_MUST, USE_CASE_STATUS, profile_column
from outputs.workbook.parts import text
from outputs.workbook.requisitions import START

NAME = "Checks"
MASTER = "Master check: the plan holds"
ALL = TOTAL
"""The column of a check over all quarters."""

Check = tuple[str, str, str]
"""What holds, where to look, and the formula of a quarter."""


def sheet(facts: Facts) -> Sheet:
    plan = [_line(facts, f"check.{n}", check) for n, check in enumerate(_checks(facts))]
    whole = [_single(facts, f"check.whole.{n}", check) for n, check in enumerate(_whole_checks(facts))]
    solved = [_line(facts, f"solved.{n}", check) for n, check in enumerate(_solved_checks(facts))]
    master = f"=MIN({{check.0..check.{len(plan) - 1}|E}}" + (
        f",{{check.whole.0..check.whole.{len(whole) - 1}|E}})" if whole else ")"
    )
    same = f"=MIN({{solved.0..solved.{len(solved) - 1}|E}})"
    return Sheet(
        NAME,
        "Checks",
        "1 where a check holds, 0 where it does not. The first block judges the plan, also one edited here.",
        (
            _masters(master, same),
            Heading("Does the plan hold?"),
            *plan,
            *whole,
            Heading(
                "Is it the plan as solved?",
                "0 after an edit: the figures then are yours, and not proven to be the best",
            ),
            *solved,
            Heading("Figures as solved", "stored by hireplan"),
            *_stored(facts),
        ),
        part=Part.CONTROL,
        heads=("", "Check", "Look at", "Unit", "All", ""),
        most=(24, 60, 28, 14),
    )


def _masters(master: str, same: str) -> Table:
    rows = (
        Row(
            "check.master",
            (
                text(""),
                text(MASTER, bold=True),
                text(""),
                text("1 = yes"),
                Cell(1, master, "1 = yes", Ink.FORMULA, bold=True, style="check"),
            ),
        ),
        Row(
            "check.same",
            (
                text(""),
                text("The figures are as solved", bold=True),
                text(""),
                text("1 = yes"),
                Cell(1, same, "1 = yes", Ink.FORMULA, bold=True, style="check"),
            ),
        ),
    )
    return Table(("",), rows)


def _line(facts: Facts, key: str, check: Check) -> Line:
    what, where, template = check
    total = Cell(1, f"=MIN({{{key}|row}})", "1 = yes", Ink.FORMULA, style="check")
    values = (1,) * facts.problem.quarters
    return Line(key, ("", what, where), "1 = yes", values, template, total=total, style="check")


def _single(facts: Facts, key: str, check: Check) -> Line:
    """A check of the plan as a whole: one formula, beside the others' totals."""
    what, where, template = check
    total = Cell(1, template, "1 = yes", Ink.FORMULA, style="check")
    return Line(key, ("", what, where), "1 = yes", (None,) * facts.problem.quarters, total=total)


def _checks(facts: Facts) -> Iterator[Check]:
    profiles, capabilities = len(facts.problem.profiles) - 1, len(facts.problem.capabilities) - 1
    hire, heads_, profile = (
        f"{{hire.0..hire.{profiles}}}",
        f"{{heads.0..heads.{profiles}}}",
        f"profile.0..profile.{profiles}",
    )
    most, fill = (
        f"{{{profile}|{profile_column('Most hires a quarter')}}}",
        f"{{{profile}|{profile_column('Quarters to fill')}}}",
    )
    top = f"{{in.most.0..in.most.{profiles}}}"
    yield "Cost components add up to the cost of profiles and use cases", "Cost", "=IF({cost.all}={cost.by.all},1,0)"
    yield "The walk closes at the heads in seat", "Headcount walk", "=IF({close.all}={heads.all},1,0)"
    yield (
        "Nobody starts before the requisition could be filled",
        "Hiring plan",
        _none(f"{hire}*({fill}>={{number.hiring_plan}})"),
    )
    yield "Hires of each profile are within its limit", "Hiring plan", _none(f'({hire}>{most})*({most}<>"")')
    if facts.problem.settings.recruiting_capacity is not None:
        yield "Hires of all profiles are within recruiting capacity", "Hiring plan", "=IF({hire.free}>=0,1,0)"
    yield "Heads of each profile are within its limit", "Headcount walk", _none(f'({heads_}>{top})*({top}<>"")')
    yield "The cost is within the budget under its cap", "Budget", "={budget.kept}"
    if capabilities >= 0:
        short, idle = f"{{short.0..short.{capabilities}}}", f"{{in.idle.0..in.idle.{capabilities}}}"
        yield (
            "Capacity covers demand, but for what is inherited",
            "Capacity",
            _none(f"--({short}-{idle}>Tolerance)"),
        )
    used, cap = f"{{used.0..used.{profiles}}}", f"{{cap.0..cap.{profiles}}}"
    yield "No more time is allotted than there is", "Capacity", _none(f"--({used}-{cap}>Tolerance)")
    yield "Enforced rules are kept, or inherited and made no worse", "Rules", "=IF({breach.enforced}=0,1,0)"
    if facts.problem.use_cases:
        cases = len(facts.problem.use_cases) - 1
        window = f"{{in.window.0..in.window.{cases}}}"
        yield "Use cases start when they may", "Roadmap", _none(f"{{start.0..start.{cases}}}*(1-{window})")
    waiting = [i for i, u in enumerate(facts.problem.use_cases) if u.status is UseCaseStatus.IDEA and u.depends_on]
    if waiting:
        early = f"SUM({{early.{waiting[0]}..early.{waiting[-1]}}})"
        yield "What a use case depends on is live before it starts", "Roadmap", f"=IF({early}=0,1,0)"


def _none(breaches: str) -> str:
    return f"=IF(SUMPRODUCT({breaches})=0,1,0)"


def _whole_checks(facts: Facts) -> Iterator[Check]:
    if facts.problem.use_cases:
        cases = len(facts.problem.use_cases) - 1
        units, count = f"{{start.0..start.{cases}|E}}", f"{{case.0..case.{cases}|{USE_CASE_COUNT}}}"
        must, status = f"{{case.0..case.{cases}|{USE_CASE_MUST}}}", f"{{case.0..case.{cases}|{USE_CASE_STATUS}}}"
        yield "No more units are started than there are", "Roadmap", _none(f"--({units}>{count})")
        yield "What must be done is started", "Roadmap", _none(f'({units}<{count})*({must}="yes")*({status}="idea")')
    if facts.problem.settings.target_is_a_must:
        yield "The target, which is a must, is met", "Summary", "=IF({sum.short|B}=0,1,0)"


def _solved_checks(facts: Facts) -> Iterator[Check]:
    yield "Cost is as solved", "Cost", "=IF({cost.all}={was.cost},1,0)"
    yield "Heads are as solved", "Headcount walk", "=IF({heads.all}={was.heads},1,0)"
    yield "Use cases in production are as solved", "Roadmap", "=IF({prod.all}={was.end},1,0)"
    hires = sum(sum(series) for series in facts.plan.hires.values())
    listed = f"COUNTIF({{req.0..req.{hires - 1}|{START}}},{{number.checks}})" if hires else "0"
    yield "Requisitions list every hire", "Requisitions", f"=IF({listed}={{hire.all}},1,0)"


def _stored(facts: Facts) -> list[Line]:
    return [
        Line("was.cost", ("", "Cost", ""), "money", facts.accounts.cost, ink=Ink.NOTED),
        Line("was.heads", ("", "Heads in seat", ""), "heads", heads(facts), ink=Ink.NOTED),
        Line(
            "was.end",
            ("", "Use cases in production by the end", ""),
            "use cases",
            facts.accounts.live[1:],
            ink=Ink.NOTED,
        ),
    ]
