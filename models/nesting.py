"""A problem within another: what is proven of the looser one bounds the tighter one, without solving it again."""

from __future__ import annotations

from dataclasses import replace

from models.frontier import best_of
from models.idle import idle_course
from models.plan import Level, Result, Status
from models.problem import Problem
from models.rules import Milestone, Mode, Rule

HELD = ("team-first", "present", "gate", "deadline", "cap", "condition", "per-active")
"""Kinds of which a looser row never forbids what a tighter one allows. The others may where something is inherited:
a tighter row that the idle course breaks is not asked for, and a looser one that it keeps is."""


def is_nested(tighter: Problem, looser: Problem) -> bool:
    """Whether every plan of a problem with one rule or limit tighter surely is a plan of the other, no worse there.

    Only their rules are looked at: a limit allows more the further it is off, whatever is inherited.
    """
    changed = [rule for rule, other in zip(tighter.rules, looser.rules, strict=True) if rule != other]
    return all(_rule_is_nested(tighter, looser, rule) for rule in changed)


def _rule_is_nested(tighter: Problem, looser: Problem, rule: Rule) -> bool:
    if _has_milestone(tighter, rule):
        return False
    if rule.mode is Mode.PREFER:
        return True
    return all(
        row.kind in HELD
        or (row.kind == "rework" and _same_idle_demand(tighter, looser))
        or (row.kind != "rework" and not _idle_breaks(tighter, rule, index) and not _idle_breaks(looser, rule, index))
        for index, row in enumerate(rule.rows)
    )


def _has_milestone(problem: Problem, rule: Rule) -> bool:
    """Whether another rule counts from the quarter in which this one's team is complete."""
    rows = (row for other in problem.rules if other.mode in (Mode.ENFORCE, Mode.PREFER) for row in other.rows)
    return any(isinstance(row, Milestone) and row.rule == rule.id for row in rows)


def _same_idle_demand(tighter: Problem, looser: Problem) -> bool:
    """Demand that the idle course has may stay uncovered, and more of it may then."""
    return idle_course(tighter).demand == idle_course(looser).demand


def _idle_breaks(problem: Problem, rule: Rule, index: int) -> bool:
    return (rule.id, index) in idle_course(problem).rule_broken


def settled(tighter: Problem, base: Result) -> Result | None:
    """The answer to a problem within one that is solved, where the latter's plan is allowed in it and as good there.

    What is best among more plans is best among fewer. None: it has to be solved.
    """
    if base.status is not Status.OPTIMAL or base.plan is None:
        return None
    asked = replace(base, problem=tighter, status=Status.UNKNOWN, levels=(), plan=None, accounts=None, seconds=0.0)
    found = bounded(best_of(asked, [base.plan]), base)
    return found if found.status is Status.OPTIMAL else None


def bounded(result: Result, looser: Result) -> Result:
    """The result of a problem with the bounds that the proven levels of a looser one give it.

    A level bounds the same level of the tighter problem as long as both have come to the same on all levels before.
    """
    proven = {level.name: level for level in looser.levels if level.proven}
    levels: list[Level] = []
    alike = True
    for level in result.levels:
        best = proven.get(level.name) if alike else None
        bound = level if best is None else _bounded(level, best)
        alike = best is not None and bound.proven and bound.value == best.value
        levels.append(bound)
    if not levels or not all(level.proven for level in levels):
        return replace(result, levels=tuple(levels))
    return replace(result, levels=tuple(levels), status=Status.OPTIMAL, stopped_by="")


def _bounded(level: Level, best: Level) -> Level:
    pick = min if level.name.maximised else max
    bound = pick(level.bound, best.value)
    return replace(level, bound=bound, proven=level.proven or bound == level.value)
