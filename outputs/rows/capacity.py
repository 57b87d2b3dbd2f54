"""Where time comes from and where it goes, in FTE."""

from __future__ import annotations

import math

from models.plan import Series
from models.problem import Profile
from models.staffing import average_fte, ramp_at, staff_rows
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
    """Ramped FTE of the staff by contract, before anybody leaves."""
    rows = staff_rows(facts.problem, profile.id)

    def productivity(start: int, quarter: int) -> int:
        return profile.ramp[-1] if start == 1 else ramp_at(profile, quarter - start)

    return [
        sum(r.heads * r.fte * productivity(r.start, q) for r in rows if r.in_seat(q)) / 10_000
        for q in facts.problem.horizon
    ]


def average_ftes(facts: Facts, profile_id: str) -> list[float]:
    """Average FTE per head of the staff in seat."""
    return [average_fte(facts.problem, profile_id, q) / 100 for q in facts.problem.horizon]


def tenures(facts: Facts, profile: Profile) -> list[Series]:
    """Hires by quarter of their ramp; the last row holds all who are through it, leavers not taken off."""
    hires = facts.plan.hires[profile.id]
    last = len(profile.ramp) - 1
    rows = [tuple(hires[q - t] if q >= t else 0 for q in range(len(hires))) for t in range(last)]
    return [*rows, tuple(sum(hires[: max(0, q + 1 - last)]) for q in range(len(hires)))]


def allotted(facts: Facts, profile_id: str, capability: str) -> Series:
    """Hundredths of ramped FTE of a profile given to a capability."""
    return facts.plan.allotment.get(profile_id, {}).get(capability, facts.zeros)
