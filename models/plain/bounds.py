"""How many people can be hired at most: whole numbers that follow from limits and money, for bounds of columns.

A plan that keeps to the limits and to the budget stays within them, so they cut off no plan at all, least of all every
best one. There is nothing about need in them. Where neither limits nor money bound the hires of a profile there is
no linear program (NotLinear).

*Money.* Let `purse(q)` be the money that plans may have spent on quarter q. No component of any cost is below 0 but
pooled pay, so the people of one profile cost no more in q than the purse. A hire in its first quarter costs its
one-offs and its pay, unless it is counted among the leavers at once.

*Leavers.* With attrition `whole`, L(q) <= H(q - 1) + the most staff in seat in a quarter before q: each quarter's
expected leavers are a share (of at most 1) of the heads then, so their sum passes no more whole numbers than there
are people. The staff now in seat are those, less at most the staff whose contracts have ended; so of the hires that
start in q no more are gone at once than contracts have ended. Nor does this let heads(q) be fewer than the hires
of q less the contracts ended, which is how a limit on heads is one on hires.

*Rounding.* In each of the recurring components the average of the staff is rounded, by half a unit at most, so what is
left of the staff costs at least -1/2 per head and component.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.idle import idle_course
from models.linear_program import NotLinear
from models.memo import remembered
from models.pay import RECURRING, head_cost, start_cost
from models.problem import Attrition, BudgetCap, Problem, Profile
from models.rounding import MILLION, divide_half_up
from models.staffing import quarterly_rate, staff_in_seat, staff_rows, survival


@remembered
def most_hires(problem: Problem, profile: Profile, quarter: int) -> int:
    """Hires of a profile that start in a quarter."""
    if quarter <= profile.time_to_fill:
        return 0
    limits = list(_limits(problem, profile, quarter))
    if not limits:
        raise NotLinear(
            f"{profile.title} may be hired without limit and for nothing, so that no linear program can say how many "
            "at most; give it Most hires a quarter or Most heads, or give Recruiting capacity in Settings."
        )
    return max(0, min(limits))


def _limits(problem: Problem, profile: Profile, quarter: int) -> Iterator[int]:
    if profile.most_hires_per_quarter is not None:
        yield profile.most_hires_per_quarter
    if problem.settings.recruiting_capacity is not None:
        yield problem.settings.recruiting_capacity
    ended = _ended(problem, profile, quarter)
    if profile.most_heads is not None:
        yield _most_heads(problem, profile, quarter) + ended
    first = sum(start_cost(problem, profile, quarter).values())
    pay = sum(head_cost(problem, profile, quarter).values())
    if first + pay:
        yield (_purse(problem, quarter) + _rounding(problem, profile, quarter) + ended * pay) // (first + pay)


@remembered
def most_heads(problem: Problem, profile: Profile, quarter: int) -> int:
    """People of a profile in seat in a quarter."""
    staff = staff_in_seat(problem, profile.id, quarter)
    limits = [staff + sum(most_hires(problem, profile, k) for k in range(1, quarter + 1))]
    if profile.most_heads is not None:
        limits.append(_most_heads(problem, profile, quarter))
    pay = _least_pay(problem, profile, quarter)
    if pay:
        limits.append(staff + (_purse(problem, quarter) + _rounding(problem, profile, quarter)) // pay)
    return max(staff, min(limits))


@remembered
def most_leavers(problem: Problem, profile: Profile, quarter: int) -> int:
    """Leavers of a profile so far, whole people: the floor of what is expected of the most heads there can be."""
    heads = sum(most_heads(problem, profile, k) for k in range(1, quarter))
    return quarterly_rate(profile.attrition_pct) * heads // MILLION


def _most_heads(problem: Problem, profile: Profile, quarter: int) -> int:
    """The limit on heads of all parts of a job profile."""
    idle = idle_course(problem)
    parts = next(parts for parts in problem.jobs if profile in parts)
    return max(profile.most_heads or 0, sum(idle.heads[part.id][quarter - 1] for part in parts))


def _ended(problem: Problem, profile: Profile, quarter: int) -> int:
    """Staff whose contracts ended before a quarter."""
    if problem.settings.attrition is Attrition.EXPECTED:
        return 0
    return sum(row.heads for row in staff_rows(problem, profile.id) if row.end is not None and row.end < quarter)


def _least_pay(problem: Problem, profile: Profile, quarter: int) -> int:
    """What one hire who has not left costs in a quarter at least, whenever it started."""
    each = head_cost(problem, profile, quarter).values()
    if problem.settings.attrition is Attrition.WHOLE:
        return sum(each)
    left = [survival(profile, tenure) for tenure in range(quarter)]
    return min(sum(divide_half_up(amount * share, MILLION) for amount in each) for share in left)


def _rounding(problem: Problem, profile: Profile, quarter: int) -> int:
    return len(RECURRING) * staff_in_seat(problem, profile.id, quarter)


def _purse(problem: Problem, quarter: int) -> int:
    """Money that there is for a quarter and all others of its budget period up to it, or of its fiscal year."""
    cap, calendar = problem.settings.budget_cap, problem.calendar
    quarters = {
        BudgetCap.QUARTER: [quarter],
        BudgetCap.FISCAL_YEAR: calendar.fiscal_years()[calendar.fiscal_year_label(quarter)],
        BudgetCap.CUMULATIVE: list(range(1, quarter + 1)),
    }[cap]
    return sum(problem.budget[q - 1] - problem.pooled[q - 1] for q in quarters)
