"""What follows from solved what-ifs of today's team: ranked gaps, titles without demand, and what to fill first."""

from __future__ import annotations

from collections.abc import Sequence

from models.assessment import Gap, JobWorth
from models.idle import idle_plan
from models.judge import judge
from models.marginal import asked_capabilities, in_seat_today
from models.plan import Result, RuleCheck
from models.positions import openings
from models.problem import Problem
from models.whatif import Amount, Effect
from models.words import counted

ORDER = (Gap.BLOCKING, Gap.USEFUL, Gap.UNKNOWN, Gap.IDLE)
NONE = Amount(0, 0, 0)
NOTHING = Effect(use_cases=NONE, cost=NONE, value=NONE, first=0)


def ranked(worths: Sequence[JobWorth]) -> tuple[JobWorth, ...]:
    """What blocks first, by use cases, quarters sooner and value; then by money saved; what is idle by its pay."""
    return tuple(sorted(worths, key=_rank))


def _rank(worth: JobWorth) -> tuple[int, ...]:
    gain = worth.best or NOTHING
    place = ORDER.index(worth.gap)
    if worth.gap is Gap.BLOCKING:
        return place, -worth.enables, gain.first, -gain.value.value, -worth.saves
    return (place, -worth.pay) if worth.gap is Gap.IDLE else (place, -worth.saves, -gain.value.value)


def rules_today(problem: Problem) -> tuple[RuleCheck, ...]:
    """How each row of each rule that is not off stands in quarter 1 if nothing is decided."""
    return tuple(check for check in judge(problem, idle_plan(problem)).accounts.rules if check.quarter == 1)


def idle_titles(problem: Problem, worths: Sequence[JobWorth]) -> tuple[str, ...]:
    """Jobs with people in seat in quarter 1 with no demand behind them."""
    asked, spare = asked_capabilities(problem), {worth.profile for worth in worths if worth.does_nothing}
    found = []
    for job in problem.jobs:
        skills = {c for part in job for c, skill in part.skills.items() if skill > 0}
        heads = any(row.counts(part) and any(row.need) for row in problem.requirements for part in job)
        unasked = not (skills & asked or heads or job[0].least_heads)
        if in_seat_today(problem, job) and (unasked or (job[0].base or job[0].id) in spare):
            found.append(job[0].job)
    return tuple(found)


def first_to_fill(base: Result, worths: Sequence[JobWorth]) -> tuple[str, ...]:
    """What blocks or is useful and the plan hires, in the order in which it opens the first requisition; such as
    'open Analyst, mid in FY27 Q1: blocks 4 use cases'. Jobs of one role stand in for each other: they are one step."""
    if base.plan is None:
        return ()
    opens: dict[str, int] = {}
    for opening in openings(base.problem, base.plan):
        job = base.problem.profile[opening.profile].base or opening.profile
        opens[job] = min(opening.opens, opens.get(job, opening.opens))
    steps: dict[str, list[JobWorth]] = {}
    for worth in ranked(worths):
        if worth.gap in (Gap.BLOCKING, Gap.USEFUL) and worth.profile in opens:
            steps.setdefault(worth.role or worth.job, []).append(worth)
    first = {role: min(opens[worth.profile] for worth in step) for role, step in steps.items()}
    label, currency = base.problem.calendar.label, base.problem.settings.currency
    return tuple(
        f"open {_either(role, steps[role])} in {label(first[role])}: {_why(steps[role][0], currency)}"
        for role in sorted(steps, key=first.__getitem__)
    )


def _either(role: str, step: Sequence[JobWorth]) -> str:
    """Such as 'Analyst, mid or senior': the role is named once."""
    one, *others = (worth.job for worth in step)
    return " or ".join([one, *(other.removeprefix(f"{role}, ") for other in others)])


def _why(worth: JobWorth, currency: str) -> str:
    """What the job is for, by its most important effect."""
    gain = worth.best or NOTHING
    if worth.enables:
        return f"blocks {counted(worth.enables, 'use case')}"
    if worth.gap is Gap.BLOCKING:
        return f"first production {counted(-gain.first, 'quarter')} sooner" if gain.first < 0 else "blocks a must-do"
    if gain.value.value > 0:
        return f"{gain.value.value:,} {currency} more value"
    return f"saves {worth.saves:,} {currency} besides its pay" if worth.saves > 0 else "covers what is asked for"
