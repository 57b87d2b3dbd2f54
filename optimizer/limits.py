"""The limits in the model beside rules and money: hires, heads, what must be done, the target as a must."""

from __future__ import annotations

from models.problem import Objective, OperatingModel, Profile
from optimizer.linear import total
from optimizer.objectives import Parts, shortfall


def limit_hires(parts: Parts) -> None:
    """Most hires a quarter, of each profile and of all together."""
    problem, team, rows = parts.problem, parts.team, parts.rows
    for job in problem.jobs:
        most = job[0].most_hires_per_quarter
        if most is not None:
            for q in problem.horizon:
                rows.at_most(team.starts_of([p.id for p in job], q), most)
    capacity = problem.settings.recruiting_capacity
    if capacity is not None:
        for q in problem.horizon:
            rows.at_most(team.starts_of([p.id for p in problem.profiles], q), capacity)


def cap_hires(parts: Parts) -> None:
    """Most hires up to a quarter, of several profiles together."""
    for cap in parts.problem.hire_caps:
        hired = total(parts.team.hired(profile, cap.by) for profile in dict.fromkeys(cap.profiles))
        parts.rows.at_most(hired, cap.most)


def limit_heads(parts: Parts) -> None:
    """Most heads of each profile, or what the idle course has where that is more."""
    for job in parts.problem.jobs:
        if job[0].most_heads is not None:
            _limit_heads(parts, job, job[0].most_heads)


def _limit_heads(parts: Parts, job: tuple[Profile, ...], most: int) -> None:
    everybody = [profile.id for profile in job]
    for q in parts.problem.horizon:
        idle = parts.team.idle_heads_of(everybody, q)
        parts.rows.at_most(parts.team.heads_of(everybody, q), max(most, idle))


def limit_starts(parts: Parts) -> None:
    """Centralized: only so many units start in a quarter."""
    problem = parts.problem
    if problem.settings.operating_model is OperatingModel.CENTRALIZED:
        for q in problem.horizon:
            starting = total(parts.portfolio.starts(u, q) for u in problem.ideas)
            parts.rows.at_most(starting, problem.settings.starts_per_quarter)


def do_what_must_be_done(parts: Parts) -> None:
    """Every unit of a must-do use case is started, unless it is a level how many are not.

    Its window sees to the date.
    """
    if parts.problem.concedes(Objective.UNDONE):
        return
    for use_case, units in parts.portfolio.must_do():
        parts.rows.at_least(units, use_case.count)


def meet_the_target(parts: Parts) -> None:
    """The target, where it is a must."""
    if parts.problem.settings.target_is_a_must:
        parts.rows.at_most(shortfall(parts), 0)


LIMITS = (limit_hires, cap_hires, limit_heads, limit_starts, do_what_must_be_done, meet_the_target)
"""Everything stated here, in the order in which it is stated."""
