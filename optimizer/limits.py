"""The limits in the model beside rules and money: hires, heads, what must be done, the target as a must."""

from __future__ import annotations

from models.problem import Profile
from optimizer.objectives import Parts, shortfall


def limit_hires(parts: Parts) -> None:
    """Most hires a quarter, of each profile and of all together."""
    problem, team, rows = parts.problem, parts.team, parts.rows
    for profile in problem.profiles:
        if profile.most_hires_per_quarter is not None:
            with rows.owned_by(f"at most {profile.most_hires_per_quarter} hires a quarter of {profile.title}"):
                for q in problem.horizon:
                    rows.at_most(team.starts(profile.id, q), profile.most_hires_per_quarter)
    capacity = problem.settings.recruiting_capacity
    if capacity is not None:
        with rows.owned_by(f"the recruiting capacity of {capacity} hires a quarter"):
            for q in problem.horizon:
                rows.at_most(team.starts_of([p.id for p in problem.profiles], q), capacity)


def limit_heads(parts: Parts) -> None:
    """Most heads of each profile, or what the idle course has where that is more."""
    for profile in parts.problem.profiles:
        if profile.most_heads is not None:
            _limit_heads(parts, profile, profile.most_heads)


def _limit_heads(parts: Parts, profile: Profile, most: int) -> None:
    with parts.rows.owned_by(f"at most {most} heads of {profile.title}"):
        for q in parts.problem.horizon:
            idle = parts.team.idle.heads[profile.id][q - 1]
            parts.rows.at_most(parts.team.heads(profile.id, q), max(most, idle))


def do_what_must_be_done(parts: Parts) -> None:
    """Every unit of a must-do use case is started; its window sees to the date."""
    for use_case, units in parts.portfolio.must_do():
        by = f" by {parts.problem.calendar.label(use_case.live_by)}" if use_case.live_by is not None else ""
        with parts.rows.owned_by(f"use case {use_case.id} must be done{by}"):
            parts.rows.at_least(units, use_case.count)


def meet_the_target(parts: Parts) -> None:
    """The target, where it is a must."""
    settings = parts.problem.settings
    if settings.target_is_a_must:
        date = parts.problem.calendar.label(settings.target_by)
        with parts.rows.owned_by(f"the target of {settings.target_use_cases} use cases in production by {date}"):
            parts.rows.at_most(shortfall(parts), 0)


LIMITS = (limit_hires, limit_heads, do_what_must_be_done, meet_the_target)
"""Everything stated here, in the order in which it is stated."""
