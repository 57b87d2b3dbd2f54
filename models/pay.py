"""What a head costs: every component by itself, rounded half up once per head; whole reporting currency."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from models.memo import remembered
from models.plan import Component
from models.problem import Employment, Problem, Profile
from models.rounding import fraction_of, half_up

RECURRING: tuple[Component, ...] = (
    Component.BASE,
    Component.BONUS,
    Component.TAX,
    Component.BENEFITS,
    Component.EQUITY,
    Component.TRAINING,
    Component.CONTRACTOR,
)
"""What a head in seat costs in every quarter."""

ONE_OFF: tuple[Component, ...] = (Component.RECRUITING, Component.SIGN_ON, Component.EQUIPMENT)
"""What a start costs, in its quarter."""


@remembered
def merit_steps(problem: Problem, quarter: int) -> int:
    """The yearly merit dates D (first day of the merit month) with begin(1) < D <= begin(quarter)."""
    first, now = problem.calendar.begins(1), problem.calendar.begins(quarter)
    dates = (date(year, problem.settings.merit_month, 1) for year in range(first.year, now.year + 1))
    return sum(first < day <= now for day in dates)


def head_cost(
    problem: Problem, profile: Profile, quarter: int, *, fte: int = 100, base: int | None = None
) -> dict[Component, int]:
    """The recurring components of one head in one quarter; all of RECURRING are there.

    `fte` is in hundredths; `base` is a yearly full-time salary in the location's currency, the profile's where None.
    """
    return dict(_recurring(problem, profile, merit_steps(problem, quarter), fte, base))


@remembered
def _recurring(problem: Problem, profile: Profile, steps: int, fte: int, base: int | None) -> dict[Component, int]:
    salary = _salary(profile, base)
    merited = salary * _merit(problem, steps)
    share = Fraction(fte, 100) * Fraction(profile.exchange_rate)
    taxed = merited * (1 + fraction_of(profile.bonus_pct))
    if profile.tax_cap is not None:
        taxed = min(taxed, Fraction(profile.tax_cap))
    fees = profile.day_rate * profile.days_per_quarter if _is_contractor(profile) else 0
    exact = {
        Component.BASE: merited / 4,
        Component.BONUS: merited * fraction_of(profile.bonus_pct) / 4,
        Component.TAX: taxed * fraction_of(profile.employer_tax_pct) / 4,
        Component.BENEFITS: merited * fraction_of(profile.benefits_pct) / 4,
        Component.EQUITY: Fraction(profile.equity, 4),
        Component.TRAINING: Fraction(profile.training, 4),
        Component.CONTRACTOR: Fraction(fees),
    }
    return {component: half_up(share * exact[component]) for component in RECURRING}


def start_cost(problem: Problem, profile: Profile, quarter: int, *, base: int | None = None) -> dict[Component, int]:
    """The one-off components of one head that starts in a quarter, whatever its FTE; all of ONE_OFF are there."""
    merited = _salary(profile, base) * _merit(problem, merit_steps(problem, quarter))
    rate = Fraction(profile.exchange_rate)
    return {
        Component.RECRUITING: half_up(merited * fraction_of(profile.recruiting_fee_pct) * rate),
        Component.SIGN_ON: half_up(profile.sign_on * rate),
        Component.EQUIPMENT: half_up(profile.equipment * rate),
    }


def severance(profile: Profile) -> int:
    """Money per head, in the quarter that holds a staff row's end."""
    return half_up(profile.severance * Fraction(profile.exchange_rate))


def _merit(problem: Problem, steps: int) -> Fraction:
    return (1 + fraction_of(problem.settings.merit_pct)) ** steps


def _salary(profile: Profile, base: int | None) -> int:
    if _is_contractor(profile):
        return 0
    return profile.base_salary if base is None else base


def _is_contractor(profile: Profile) -> bool:
    return profile.employment is Employment.CONTRACTOR
