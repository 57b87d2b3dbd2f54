"""People and their time by business unit, where they belong to units."""

from __future__ import annotations

from models.plan import Series
from models.problem import Profile
from models.sharing import PER_CENT, one_team, others_work, shared_pct, units, usable_pct
from outputs.rows.capacity import allotted
from outputs.rows.facts import Facts

EVERYBODYS = "all units together"
"""Whose the job profiles are that belong to no unit, where others do."""


def by_unit(facts: Facts) -> dict[str, list[int]]:
    """Unit: the numbers of its job profiles; those of no unit last. Empty where people are a pool."""
    profiles = list(enumerate(facts.problem.profiles))
    found = {unit: [i for i, p in profiles if p.business_unit == unit] for unit in units(facts.problem)}
    shared = [i for i, p in profiles if not p.business_unit]
    return found | ({EVERYBODYS: shared} if found and shared else {})


def divided_jobs(facts: Facts) -> list[tuple[str, str, list[int]]]:
    """Jobs that are one profile in each unit: ID, title, and the numbers of these profiles."""
    number = {p.id: i for i, p in enumerate(facts.problem.profiles)}
    jobs = ((job[0], [number[p.id] for p in job]) for job in facts.problem.jobs)
    return [(first.base, first.job, indices) for first, indices in jobs if first.base]


def together(facts: Facts) -> tuple[int, ...]:
    """1 in each quarter in which all people are one team."""
    return tuple(int(one_team(facts.problem, facts.accounts.heads, q)) for q in facts.problem.horizon)


def has_community(facts: Facts) -> bool:
    """Whether people give time to the community of practice, unless all are one team."""
    return usable_pct(facts.problem) < PER_CENT


def for_work(facts: Facts, profile: Profile) -> list[float]:
    """FTE of a profile that can be given to work: capacity less what the community of practice takes."""
    return _limit(facts, profile, usable_pct(facts.problem))


def most_for_others(facts: Facts, profile: Profile) -> list[float]:
    """FTE of a profile that may be given to other units."""
    return _limit(facts, profile, shared_pct(facts.problem) if profile.business_unit else PER_CENT)


def _limit(facts: Facts, profile: Profile, per_cent: int) -> list[float]:
    """Of one team, and of 100 per cent, all the capacity; else per cent of it, whole hundredths."""
    capacity = facts.accounts.capacity[profile.id]
    return [
        exact / 10_000 if team or per_cent == PER_CENT else per_cent * exact // (PER_CENT * 100) / 100
        for exact, team in zip(capacity, together(facts), strict=True)
    ]


def for_others(facts: Facts, profile: Profile) -> list[float]:
    """FTE of a profile that the plan gives to other units."""
    rows: list[Series] = [allotted(facts, profile.id, c) for c in sorted(others_work(facts.problem, profile.id))]
    return [sum(row[q - 1] for row in rows) / 100 for q in facts.problem.horizon]
