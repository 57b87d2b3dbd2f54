"""What every plan must keep and a planner could move, each declared once: without it, and steps looser or tighter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.problem import OperatingModel, Problem, Profile
from models.rule_names import rule_name
from models.rule_steps import dialled, stepped
from models.rules import Mode, Rule
from models.words import counted

Change = Callable[[Problem], Problem]
Steps = Callable[[Problem, int], Problem | None]

ANY_NUMBER = 10**6
"""A limit that is none: more than there are people or use cases."""


@dataclass(frozen=True)
class Lever:
    """A rule or limit that a planner could give up, loosen or tighten."""

    name: str
    """in a planner's words, such as 'rule data-ratio'"""
    without: Change
    """the problem in which it asks for nothing"""
    steps: Steps = lambda problem, steps: None
    """the problem with it so many steps looser (below 0: tighter); None where there is no such step"""
    said: Callable[[Problem], str] = lambda problem: ""
    """where it stands in a problem, such as '3'; empty: nothing in it moves"""
    hard: bool = True
    """whether no plan may break it"""
    amount_matters: bool = True
    """whether a reader needs the amount to know what is meant; of a rule its ID says that"""

    def named(self, problem: Problem) -> str:
        """Such as 'rule data-ratio' or 'the recruiting capacity (3 hires a quarter)'."""
        return f"{self.name} ({self.said(problem)})" if self.amount_matters else self.name


def levers(problem: Problem) -> tuple[Lever, ...]:
    """Rules and limits of a problem, but for its budget and its target, which are money and aim."""
    return tuple(lever for family in LEVERS for lever in family(problem))


# -- rules


def rules(problem: Problem) -> Iterator[Lever]:
    """The rules that are enforced or preferred."""
    for rule in problem.rules:
        if rule.mode in (Mode.ENFORCE, Mode.PREFER):
            yield _rule(rule, rule_name(problem, rule))


def _rule(rule: Rule, name: str) -> Lever:
    def replaced(problem: Problem, new: Rule) -> Problem:
        return problem.changed(rules=tuple(new if r.id == rule.id else r for r in problem.rules))

    def steps(problem: Problem, steps: int) -> Problem | None:
        new = stepped(_of_id(problem, rule.id), steps)
        return None if new is None else replaced(problem, new)

    return Lever(
        name,
        without=lambda problem: replaced(problem, _of_id(problem, rule.id).changed(mode=Mode.OFF)),
        steps=steps,
        said=lambda problem: dialled(_of_id(problem, rule.id)),
        hard=rule.mode is Mode.ENFORCE,
        amount_matters=False,
    )


def _of_id(problem: Problem, rule_id: str) -> Rule:
    return next(rule for rule in problem.rules if rule.id == rule_id)


# -- limits


def recruiting_capacity(problem: Problem) -> Iterator[Lever]:
    """Most hires a quarter over all profiles."""
    if problem.settings.recruiting_capacity is not None:
        yield _setting("the recruiting capacity", "recruiting_capacity", None, "hire", " a quarter")


def operating_model(problem: Problem) -> Iterator[Lever]:
    """Centralized: most use cases that start in a quarter. By unit: heads up to which all are one team."""
    model = problem.settings.operating_model
    if model is OperatingModel.CENTRALIZED:
        yield _setting("the operating model centralized", "starts_per_quarter", ANY_NUMBER, "start", " a quarter")
    elif model.by_unit:
        yield _setting(f"the operating model {model}", "one_team_up_to", ANY_NUMBER, "head", " as one team")


def _setting(name: str, field: str, none: int | None, noun: str, per: str) -> Lever:
    def steps(problem: Problem, steps: int) -> Problem | None:
        value = getattr(problem.settings, field) + steps
        return _with_settings(problem, **{field: value}) if value >= 0 else None

    return Lever(
        name,
        without=lambda problem: _with_settings(problem, **{field: none}),
        steps=steps,
        said=lambda problem: f"{counted(getattr(problem.settings, field), noun)}{per}",
    )


def _with_settings(problem: Problem, **fields: object) -> Problem:
    return problem.changed(settings=problem.settings.changed(**fields))


def most_hires(problem: Problem) -> Iterator[Lever]:
    """Most hires a quarter of each job profile."""
    return _of_jobs(problem, "hires of", "most_hires_per_quarter", "hire", " a quarter")


def most_heads(problem: Problem) -> Iterator[Lever]:
    """Most heads of each job profile."""
    return _of_jobs(problem, "heads of", "most_heads", "head", "")


def _of_jobs(problem: Problem, what: str, field: str, noun: str, per: str) -> Iterator[Lever]:
    for job in problem.jobs:
        if getattr(job[0], field) is not None:
            yield _of_job(f"the limit on {what} {job[0].job}", job, field, noun, per)


def _of_job(name: str, job: tuple[Profile, ...], field: str, noun: str, per: str) -> Lever:
    parts = {part.id for part in job}

    def now(problem: Problem) -> int:
        return int(getattr(problem.profile[job[0].id], field))

    def at(problem: Problem, value: int | None) -> Problem:
        changed = (p.changed(**{field: value}) if p.id in parts else p for p in problem.profiles)
        return problem.changed(profiles=tuple(changed))

    def steps(problem: Problem, steps: int) -> Problem | None:
        value = now(problem) + steps
        allowed = value >= (problem.profile[job[0].id].least_heads if field == "most_heads" else 0)
        return at(problem, value) if allowed else None

    return Lever(
        name,
        without=lambda problem: at(problem, None),
        steps=steps,
        said=lambda problem: f"{counted(now(problem), noun)}{per}",
    )


LEVERS: tuple[Callable[[Problem], Iterator[Lever]], ...] = (
    rules,
    recruiting_capacity,
    operating_model,
    most_hires,
    most_heads,
)
"""The families of levers, in the order in which they are listed."""
