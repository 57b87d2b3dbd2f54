"""What of people's time may go where, if they belong to business units: facts that the settings and the units give."""

from __future__ import annotations

from collections.abc import Mapping

from models.memo import remembered
from models.plan import Series
from models.problem import OperatingModel, Problem

PER_CENT = 100


@remembered
def units(problem: Problem) -> tuple[str, ...]:
    """The business units that people belong to, in order; none where people are a pool."""
    return tuple(dict.fromkeys(p.business_unit for p in problem.profiles if p.business_unit))


@remembered
def others_work(problem: Problem, profile_id: str) -> frozenset[str]:
    """The capabilities of units that people of a profile do not belong to; none for those of all units."""
    unit = problem.profile[profile_id].business_unit
    return frozenset(c for c, owner in problem.capability_units.items() if unit not in ("", owner))


def shared_pct(problem: Problem) -> int:
    """Per cent of a profile's capacity that may go to the work of other units, where all are not one team."""
    settings = problem.settings
    return settings.shared_time_pct if settings.operating_model is OperatingModel.FEDERATED else 0


def usable_pct(problem: Problem) -> int:
    """Per cent of everybody's capacity that can be given to work, where all are not one team."""
    federated = problem.settings.operating_model is OperatingModel.FEDERATED
    return PER_CENT - problem.settings.community_time_pct if federated else PER_CENT


def one_team(problem: Problem, heads: Mapping[str, Series], quarter: int) -> bool:
    """Whether there are so few people in a quarter that all of them are one team."""
    return sum(series[quarter - 1] for series in heads.values()) <= problem.settings.one_team_up_to
