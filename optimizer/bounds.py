"""How many hires of a profile can be of any use: bounds from limits, money and need in place of a large M."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import assert_never

from models.overrun import lifted_budget
from models.pay import RECURRING, head_cost, start_cost
from models.portfolio import unit_needs
from models.problem import Attrition, Objective, Problem, Profile
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
from models.staffing import quarterly_rate, staff_in_seat, staff_rows, survival
from optimizer.rows import SAFE_SPAN

MOST_HIRES = 2**17
"""No plan with more hires of one profile is looked for; fewer, where rows would not keep a safe size."""
LEAST_OVERRUN = SAFE_SPAN // 8
"""Money: where the budget may be overrun, plans that cost no more than this are looked at, however small it is."""
ROUNDS = 5
"""How often needs are handed on along chains of ratios; a chain that has not settled by then gives no bound."""


@dataclass(frozen=True)
class Bounds:
    """For each profile the most hires in quarters 1..q, q = 1..T, that the model looks at."""

    most_hires: dict[str, tuple[int, ...]]
    curtailed: dict[str, int]
    """profiles of which a better plan may hire more than can be counted exactly, with that number"""


def hires_so_far(problem: Problem, most_hires: int = MOST_HIRES, *, paid: bool = True) -> Bounds:
    """Bounds that some best plan stays within, but for the profiles curtailed to `most_hires`.

    Those that follow from the money there is are left out, unless hires are `paid`.
    """
    useful = _useful_hires(problem)
    wanted = {
        p.id: [min([useful.get(p.id, SAFE_SPAN), *_limits(problem, p, q, paid)]) for q in problem.horizon]
        for p in problem.profiles
    }
    return Bounds(
        most_hires={p: tuple(min(n, most_hires) for n in most) for p, most in wanted.items()},
        curtailed={p: most_hires for p, most in wanted.items() if max(most) > most_hires},
    )


def _limits(problem: Problem, profile: Profile, quarter: int, paid: bool) -> Iterator[int]:
    starts = max(0, quarter - profile.time_to_fill)
    if not starts:
        yield 0
    if paid:
        yield _affordable(problem, profile)
    if profile.most_hires_per_quarter is not None:
        yield profile.most_hires_per_quarter * starts
    if problem.settings.recruiting_capacity is not None:
        yield problem.settings.recruiting_capacity * starts
    for cap in problem.hire_caps:
        if profile.id in cap.profiles and quarter <= cap.by:
            yield cap.most


def most_money(problem: Problem) -> int:
    """All that a plan may cost over the horizon; where the budget may be overrun, the most that is looked at."""
    if problem.concedes(Objective.OVERRUN):
        return max(sum(lifted_budget(problem)), LEAST_OVERRUN)
    return sum(problem.budget)


def money_bounds_hires(problem: Problem) -> bool:
    """Whether more hires would be looked at if money were no matter."""
    return hires_so_far(problem) != hires_so_far(problem, paid=False)


def _affordable(problem: Problem, profile: Profile) -> int:
    """Hires that all the money of the horizon pays for, each with its one-offs and the seats that leavers leave it.

    With attrition `expected` everybody is there in the first quarter. Else, with X head-quarters of hires, S of staff
    and a leaving rate of r, there are at most X + 1 + r(X + S) hires. Leavers of the staff save no more than it costs,
    but for the halves by which their average is rounded.
    """
    start = min(sum(start_cost(problem, profile, q).values()) for q in problem.horizon)
    seat = min(sum(head_cost(problem, profile, q).values()) for q in problem.horizon)
    money = most_money(problem) - min(0, sum(problem.pooled))
    if problem.settings.attrition is Attrition.EXPECTED:
        return money // (start + seat) if start + seat else SAFE_SPAN
    staff = sum(staff_in_seat(problem, profile.id, q) for q in problem.horizon)
    rate = Fraction(_leaving(problem, profile), MILLION)
    money += ceil(Fraction(staff * len(RECURRING), 2))
    each = seat / (1 + rate) + start
    return int((money + seat * (1 + rate * staff) / (1 + rate)) / each) + 1 if each else SAFE_SPAN


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
