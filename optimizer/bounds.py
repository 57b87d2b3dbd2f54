"""How many hires of a profile can be of any use: bounds from limits, money and need in place of a large M."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import assert_never

from models.pay import head_cost, start_cost
from models.portfolio import unit_needs
from models.problem import Attrition, Problem, Profile
from models.rounding import MILLION
from models.rules import (
    Cap,
    Condition,
    Deadline,
    Gate,
    Milestone,
    Mode,
    PerActive,
    Present,
    Ratio,
    RatioLow,
    Rework,
    RuleRow,
    TeamFirst,
)
from models.sharing import PER_CENT, others_work, shared_pct, usable_pct
from models.staffing import quarterly_rate, staff_rows, survival
from optimizer import owners
from optimizer.rows import SAFE_SPAN

MOST_HIRES = 2**17
"""No plan with more hires of one profile is looked for; fewer, where rows would not keep a safe size."""
ROUNDS = 5
"""How often needs are handed on along chains of ratios; a chain that has not settled by then gives no bound."""


@dataclass(frozen=True)
class Bounds:
    """For each profile the most hires in quarters 1..q, q = 1..T, that the model looks at."""

    most_hires: dict[str, tuple[int, ...]]
    curtailed: dict[str, int]
    """profiles of which a better plan may hire more than can be counted exactly, with that number"""


def hires_so_far(problem: Problem, most_hires: int = MOST_HIRES, without: Collection[str] = ()) -> Bounds:
    """Bounds that some best plan stays within, but for the profiles curtailed to `most_hires`.

    The requirements in `without` are left out of the model, so they bound nothing.
    """
    useful = _useful_hires(problem)
    wanted = {
        p.id: [min([useful.get(p.id, SAFE_SPAN), *_limits(problem, p, q, without)]) for q in problem.horizon]
        for p in problem.profiles
    }
    return Bounds(
        most_hires={p: tuple(min(n, most_hires) for n in most) for p, most in wanted.items()},
        curtailed={p: most_hires for p, most in wanted.items() if max(most) > most_hires},
    )


def _limits(problem: Problem, profile: Profile, quarter: int, without: Collection[str]) -> Iterator[int]:
    starts = max(0, quarter - profile.time_to_fill)
    if not starts:
        yield 0
    if owners.budget(problem) not in without:
        yield _affordable(problem, profile)
    if profile.most_hires_per_quarter is not None and owners.most_hires(profile) not in without:
        yield profile.most_hires_per_quarter * starts
    if problem.settings.recruiting_capacity is not None and owners.recruiting_capacity(problem) not in without:
        yield problem.settings.recruiting_capacity * starts


def _affordable(problem: Problem, profile: Profile) -> int:
    """Hires that all the money of the horizon pays for, each with its one-offs and the seats that leavers leave it.

    With X head-quarters and a leaving rate of r there are at most X + 1 + rX hires.
    """
    if any(row.base_salary is not None or row.fte != 100 for row in staff_rows(problem, profile.id)):
        return SAFE_SPAN  # leavers may save more than a hire costs
    money = sum(problem.budget) - min(0, sum(problem.pooled))
    start = min(sum(start_cost(problem, profile, q).values()) for q in problem.horizon)
    if problem.settings.attrition is Attrition.EXPECTED:
        return money // start if start else SAFE_SPAN
    seat = min(sum(head_cost(problem, profile, q).values()) for q in problem.horizon)
    each = Fraction(seat * MILLION, MILLION + _leaving(problem, profile)) + start
    return int((money + seat) / each) + 1 if each else SAFE_SPAN


def _leaving(problem: Problem, profile: Profile) -> int:
    """Leavers per head and quarter in millionths, where people leave whole."""
    return quarterly_rate(profile.attrition_pct) if problem.settings.attrition is Attrition.WHOLE else 0


def _useful_hires(problem: Problem) -> dict[str, int]:
    """Hires beyond which one can be left out of any plan without harm; profiles without such a bound are not there.

    Enough people to cover all demand at once at the lowest productivity, to satisfy every rule and requirement that
    counts them, and to stand in for all who can leave by the end.
    """
    base = {p.id: _for_demand(problem, p) + _for_requirements(problem, p) for p in problem.profiles if min(p.ramp) > 0}
    needed = base
    for _ in range(ROUNDS):
        before, needed = needed, {p: n + _for_rules(problem, p, needed) for p, n in base.items()}
        if needed == before:
            return {p: _with_leavers(problem, problem.profile[p], n) for p, n in needed.items()}
    return {}


def _for_demand(problem: Problem, profile: Profile) -> int:
    left = survival(profile, problem.quarters) if problem.settings.attrition is Attrition.EXPECTED else MILLION
    if not left or not usable_pct(problem):
        return SAFE_SPAN
    weakest = Fraction(min(profile.ramp) * left, MILLION)
    heads = [
        ceil(100 * _peak_demand(problem, c) / (weakest * skill * _part_of_time(problem, profile, c)))
        for c, skill in profile.skills.items()
        if skill > 0
    ]
    return sum(heads) + len(heads)


def _part_of_time(problem: Problem, profile: Profile, capability: str) -> Fraction:
    """The least part of a profile's time that may all go to a capability, if any may go there but in a single team."""
    usable, share = usable_pct(problem), shared_pct(problem)
    others = capability in others_work(problem, profile.id)
    return Fraction(min(usable, share) if others and share else usable, PER_CENT)


def _peak_demand(problem: Problem, capability: str) -> int:
    """Hundredths of an FTE, if every use case asked for the most at once and every rule for what it can."""
    units = sum(u.count for u in problem.use_cases)
    needs = ((u.count, unit_needs(problem, u)) for u in problem.use_cases)
    work = sum(n * max((*need.build.get(capability, ()), need.run.get(capability, 0)), default=0) for n, need in needs)
    work += sum(max(r.need) for r in problem.requirements if r.capability == capability)
    for row in _planned_rows(problem):
        if isinstance(row, PerActive) and row.capability == capability:
            work += row.fte * units
        if isinstance(row, Rework) and row.capability == capability:
            work += row.fte * units * (units + 1) // 2
    return work


def _planned_rows(problem: Problem) -> list[RuleRow]:
    return [row for rule in problem.rules if rule.mode in (Mode.ENFORCE, Mode.PREFER) for row in rule.rows]


def _for_requirements(problem: Problem, profile: Profile) -> int:
    return profile.least_heads + sum(max(r.need) for r in problem.requirements if r.counts(profile))


def _for_rules(problem: Problem, profile: str, needed: dict[str, int]) -> int:
    return sum(_for_rule(problem, row, profile, needed) for row in _planned_rows(problem))


def _for_rule(problem: Problem, row: RuleRow, profile: str, needed: dict[str, int]) -> int:
    """Heads of the profile that the row may count on; every kind says so, lest a new one be forgotten."""
    match row:
        case TeamFirst() | Present():
            return row.least if profile in row.against.profiles else 0
        case Deadline() | Rework():
            return int(profile in row.against.profiles)
        case Ratio():
            counts = profile in row.against.profiles and row.most > 0
            return ceil(_crowd(problem, row.acts_on.profiles, needed) / Fraction(row.most)) if counts else 0
        case RatioLow():
            counts = profile in row.acts_on.profiles
            return ceil(_crowd(problem, row.against.profiles, needed) * Fraction(row.least)) if counts else 0
        case Gate() | Cap() | Condition() | Milestone() | PerActive():
            return 0  # they hold people back, or ask for time, which the demand has
        case _:
            assert_never(row)


def _crowd(problem: Problem, profiles: tuple[str, ...], needed: dict[str, int]) -> int:
    """The most people that a group needs to have; staff that is there anyway counts too."""
    return sum(needed.get(p, SAFE_SPAN) + sum(row.heads for row in staff_rows(problem, p)) for p in profiles)


def _with_leavers(problem: Problem, profile: Profile, needed: int) -> int:
    """Hires that leave so many at any time: H = needed + those who leave of H and of the staff by the end.

    Where more than one in one would leave by the end, enough are hired for every quarter anew, with as many in store as
    shrink to what is needed.
    """
    rate = Fraction(_leaving(problem, profile), MILLION)
    share, staff = rate * problem.quarters, sum(row.heads for row in staff_rows(problem, profile.id))
    if share < 1:
        return ceil((needed + share * staff + 2) / (1 - share))
    store = (1 - rate) ** problem.quarters if rate < 1 else 1
    return min(SAFE_SPAN, ceil((needed + 2) * problem.quarters / store))
