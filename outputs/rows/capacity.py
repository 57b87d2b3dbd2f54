"""Where time comes from and where it goes, in FTE."""

from __future__ import annotations

import math
from dataclasses import dataclass

from models.plan import Series
from models.problem import Profile
from models.rounding import MILLION
from models.staffing import (
    FULL_TIME,
    Cohort,
    average_fte,
    capacity_before_leavers,
    head_capacity,
    ramp_at,
    survival,
)
from outputs.rows.facts import Facts


def demand(facts: Facts, capability: str) -> list[float]:
    """FTE asked for by quarter."""
    return [hundredths / 100 for hundredths in facts.accounts.demand.get(capability, facts.zeros)]


def supply(facts: Facts, capability: str) -> list[float]:
    """FTE given by quarter: allotted time, weighted by skill."""
    return [exact / 10_000 for exact in facts.accounts.supply.get(capability, facts.zeros)]


def utilisation(facts: Facts, capability: str) -> list[float | None]:
    """Demand over supply; None where nothing is asked or given, infinite where something is asked and nothing given."""
    pairs = zip(demand(facts, capability), supply(facts, capability), strict=True)
    return [needed / there if there else (math.inf if needed else None) for needed, there in pairs]


def staff_capacity(facts: Facts, profile: Profile) -> list[float]:
    """Ramped FTE of the staff by contract, before whole people leave; with attrition `expected` what is left of it."""
    capacity = (capacity_before_leavers(facts.problem, profile.id, facts.zeros, q) for q in facts.problem.horizon)
    return [exact / 10_000 for exact in capacity]


def average_ftes(facts: Facts, profile_id: str) -> list[float]:
    """Average FTE per head of the staff in seat."""
    return [average_fte(facts.problem, profile_id, q) / 100 for q in facts.problem.horizon]


@dataclass(frozen=True)
class Tenure:
    """Hires of one profile who are in the same quarter of their time in seat; the last: in that one or a later one."""

    hires: Series
    ramp: int
    """productivity in per cent"""
    left: float
    """the share of them still there, with attrition `expected`; else 1"""
    capacity: float
    """of a head, in FTE"""


def tenures(facts: Facts, profile: Profile) -> list[Tenure]:
    """Hires by quarter since the start, as far as quarters differ: the ramp, and with `expected` all of the horizon."""
    hires, length = facts.plan.hires[profile.id], facts.problem.quarters
    last = len(profile.ramp) - 1 if facts.whole else length - 1
    rows = [tuple(hires[q - t] if q >= t else 0 for q in range(length)) for t in range(last)]
    rows.append(tuple(sum(hires[: max(0, q + 1 - last)]) for q in range(length)))
    return [_tenure(facts, profile, t, series) for t, series in enumerate(rows)]


def _tenure(facts: Facts, profile: Profile, t: int, hires: Series) -> Tenure:
    left = MILLION if facts.whole else survival(profile, t)
    hired = Cohort(1, FULL_TIME, 1, None, ramped=False)
    capacity = head_capacity(facts.problem, profile, hired, t + 1) / 10_000
    return Tenure(hires, ramp_at(profile, t), left / MILLION, capacity)


def allotted(facts: Facts, profile_id: str, capability: str) -> Series:
    """Hundredths of ramped FTE of a profile given to a capability."""
    return facts.plan.allotment.get(profile_id, {}).get(capability, facts.zeros)
