"""The headcount walk of a job profile: who was there, who came, who went."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from models.plan import Series
from models.problem import Profile
from models.rounding import MILLION
from models.staffing import quarterly_rate, staff_rows, staff_survival
from outputs.rows.facts import Facts, added


@dataclass(frozen=True)
class Walk:
    """Heads of one profile; every series has T entries. closing = opening + offers + hires - ends - leavers."""

    today: int
    """in seat at the start"""
    opening: Series
    offers: Series
    """accepted offers that start"""
    hires: Series
    ends: Series
    """staff whose contract ended with the quarter before"""
    leavers: Series
    """who is gone since the quarter before; below 0 where contracts end of people who had been counted as leavers"""
    closing: Series
    staff: Series
    """in seat by contract, accepted offers included"""
    hired: Series
    """hires so far"""
    gone: Series
    """leavers so far"""
    gone_staff: Series
    """of them from staff"""
    hires_in_seat: Series
    """hires so far less those of them who left"""


def walk(facts: Facts, profile_id: str) -> Walk:
    """The walk of one profile. The opening of a quarter is the closing of the one before."""
    rows = [row for row in staff_rows(facts.problem, profile_id) if row.end is None or row.end >= row.start]
    horizon = facts.problem.horizon
    today = sum(row.heads for row in rows if row.start == 1)
    hires = facts.plan.hires[profile_id]
    hired = tuple(accumulate(hires))
    closing, gone = facts.accounts.heads[profile_id], facts.accounts.leavers[profile_id]
    staff = facts.accounts.staff[profile_id]
    gone_staff = tuple(map(min, gone, staff))
    return Walk(
        today=today,
        opening=(today, *closing[:-1]),
        offers=tuple(sum(row.heads for row in rows if row.start == q > 1) for q in horizon),
        hires=hires,
        ends=tuple(sum(row.heads for row in rows if row.end == q - 1) for q in horizon),
        leavers=tuple(now - before for now, before in zip(gone, (0, *gone), strict=False)),
        closing=closing,
        staff=staff,
        hired=hired,
        gone=gone,
        gone_staff=gone_staff,
        hires_in_seat=tuple(h - g + s for h, g, s in zip(hired, gone, gone_staff, strict=True)),
    )


def staff_left(facts: Facts, profile: Profile) -> list[float]:
    """Of the staff by contract, how many are expected to be left in each quarter (attrition `expected`)."""
    rows = staff_rows(facts.problem, profile.id)
    return [
        sum(row.heads * staff_survival(profile, row, q) for row in rows if row.in_seat(q)) / MILLION
        for q in facts.problem.horizon
    ]


def waves(facts: Facts) -> list[int]:
    """The waves that there are job profiles of."""
    return sorted({p.wave for p in facts.problem.profiles})


def heads_by_wave(facts: Facts) -> dict[int, Series]:
    """Wave: people in seat in each quarter."""
    return {
        wave: added([facts.accounts.heads[p.id] for p in facts.problem.profiles if p.wave == wave], len(facts.labels))
        for wave in waves(facts)
    }


def leaver_rate(facts: Facts, profile_id: str) -> int:
    """Millionths of the heads who are expected to leave in a quarter."""
    return quarterly_rate(facts.problem.profile[profile_id].attrition_pct)
