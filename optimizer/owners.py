"""What the requirements that rows belong to are called, in a planner's words: one name each, wherever it is needed."""

from __future__ import annotations

from models.problem import HireCap, Problem, Profile, UseCase
from models.words import counted


def budget(problem: Problem) -> str:
    return f"the budget ({problem.settings.budget_cap}, {sum(problem.budget):,} over the horizon)"


def recruiting_capacity(problem: Problem) -> str:
    return f"the recruiting capacity of {counted(problem.settings.recruiting_capacity or 0, 'hire')} a quarter"


def most_hires(profile: Profile) -> str:
    return f"at most {counted(profile.most_hires_per_quarter or 0, 'hire')} a quarter of {profile.job}"


def hire_cap(problem: Problem, cap: HireCap) -> str:
    titles = "; ".join(problem.profile[profile].title for profile in cap.profiles)
    return f"at most {counted(cap.most, 'hire')} up to {problem.calendar.label(cap.by)} of {titles}"


def most_heads(profile: Profile) -> str:
    return f"at most {counted(profile.most_heads or 0, 'head')} of {profile.job}"


def starts_per_quarter(problem: Problem) -> str:
    most = counted(problem.settings.starts_per_quarter, "start")
    return f"the operating model ({problem.settings.operating_model}, at most {most} of use cases a quarter)"


def units(problem: Problem) -> str:
    team = counted(problem.settings.one_team_up_to, "head")
    return f"the operating model ({problem.settings.operating_model}, one team up to {team})"


def rule(rule_id: str) -> str:
    return f"rule {rule_id}"


def must_do(problem: Problem, use_case: UseCase) -> str:
    by = f" by {problem.calendar.label(use_case.live_by)}" if use_case.live_by is not None else ""
    return f"use case {use_case.id} must be done{by}"


def target(problem: Problem) -> str:
    use_cases = counted(problem.settings.target_use_cases or 0, "use case")
    return f"the target of {use_cases} in production by {problem.calendar.label(problem.settings.target_by)}"
