"""Why this hire: what its time goes to, which rules need it, and what happens without it and a quarter later."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from hireplan.comparing import Solving
from hireplan.explaining.answering import ask
from hireplan.sweeps import Engine
from models.explanation import HireReason, Step
from models.judge import judge
from models.moves import Move, told_apart
from models.plan import Accounts, Result, State
from models.positions import Position, positions
from models.problem import HireCap, Problem
from models.rules import Mode
from models.whatif import WhatIf

SECONDS = 120.0
"""Time for all reasons of a plan."""


class Reasoned(NamedTuple):
    """The reasons of a plan's hires."""

    hires: tuple[HireReason, ...]
    """in order of start, then of the profiles"""
    left_out: tuple[str, ...]
    """what was not solved, and why"""
    base: Result
    """the plan whose hires they are: a better one than was asked about, where one was found on the way"""
    asked: int = 0
    """changes that were to be solved"""
    unanswered: int = 0
    """those of them of which nothing is known"""


@dataclass(frozen=True)
class _Group:
    """Positions of one profile that start in one quarter."""

    profile: str
    start: int
    positions: tuple[Position, ...]


def reasons(base: Result, engine: Engine, how: Solving, seconds: float = SECONDS) -> Reasoned:
    """What every hire of a plan is good for, in the time there is; `how.time_limit` is a limit for each solve.

    Solved first is what is nearest to the plan: a hire a quarter later before one fewer. Where a better plan is found,
    it is that one's hires that are told of, and what was solved already is not solved again.
    """
    until = time.monotonic() + seconds
    solved: dict[HireCap, Result] = {}
    while True:
        asked = _moves(base)
        known = {move.change: solved[cap] for cap, move in asked.items() if cap in solved}
        answers = ask(list(asked.values()), base, engine, how, until - time.monotonic(), known)
        results = {cap: answers.results[move.change] for cap, move in asked.items() if move.change in answers.results}
        if answers.base.plan == base.plan:
            break
        base, solved = answers.base, solved | results
    found = tuple(_reason(answers.base, group, results) for group in _groups(base))
    return Reasoned(found, answers.left_out, answers.base, len(asked), len(asked) - len(results))


def _groups(base: Result) -> list[_Group]:
    if base.plan is None or base.accounts is None:
        return []
    found: dict[tuple[int, str], list[Position]] = {}
    for position in positions(base.problem, base.plan, base.accounts):
        found.setdefault((position.start, position.profile), []).append(position)
    return [_Group(profile, start, tuple(group)) for (start, profile), group in found.items()]


# -- the two questions of each group


def _moves(base: Result) -> dict[HireCap, Move]:
    """By the limit on hires that each comes to: later before without, small groups and those of late quarters first."""
    groups = sorted(_groups(base), key=lambda group: (len(group.positions), -group.start))
    wanted = [_later(base, group) for group in groups] + [_without(base, group) for group in groups]
    caps = dict(wanted)
    moves = [_move(base.problem, cap, change) for cap, change in caps.items()]
    return dict(zip(caps, told_apart(moves), strict=True))


def _move(problem: Problem, cap: HireCap, change: str) -> Move:
    return Move(change, Step.TIGHTER, change, problem.changed(hire_caps=(*problem.hire_caps, cap)))


def _later(base: Result, group: _Group) -> tuple[HireCap, str]:
    problem = base.problem
    change = f"1 {_title(problem, group)} a quarter later than {problem.calendar.label(group.start)}"
    return _one_fewer(base, group.profile, group.start), change


def _without(base: Result, group: _Group) -> tuple[HireCap, str]:
    return _one_fewer(base, group.profile, base.problem.quarters), f"1 hire fewer of {_title(base.problem, group)}"


def _one_fewer(base: Result, profile: str, by: int) -> HireCap:
    """Hires of a profile up to a quarter, at most those of the plan but one."""
    assert base.plan is not None
    return HireCap(profiles=(profile,), by=by, most=sum(base.plan.hires[profile][:by]) - 1)


def _title(problem: Problem, group: _Group) -> str:
    return problem.profile[group.profile].title


# -- the answers


def _reason(base: Result, group: _Group, results: Mapping[HireCap, Result]) -> HireReason:
    return HireReason(
        positions=tuple(position.id for position in group.positions),
        title=_title(base.problem, group),
        start=group.start,
        serves=tuple(dict.fromkeys(name for position in group.positions for name in position.serves)),
        rules=_rules_that_need(base, group),
        without=_what_if(*_without(base, group), results),
        later=_what_if(*_later(base, group), results),
    )


def _what_if(cap: HireCap, change: str, results: Mapping[HireCap, Result]) -> WhatIf | None:
    """In the last quarter later is without: the two have one answer, each in its own words."""
    return WhatIf(change, results[cap]) if cap in results else None


def _rules_that_need(base: Result, group: _Group) -> tuple[str, ...]:
    """IDs of the enforced and preferred rules that the plan would break with one hire of the group taken out."""
    assert base.plan is not None
    assert base.accounts is not None
    hires = list(base.plan.hires[group.profile])
    hires[group.start - 1] -= 1
    fewer = base.plan.changed(hires=base.plan.hires | {group.profile: tuple(hires)})
    broken = _broken(judge(base.problem, fewer).accounts) - _broken(base.accounts)
    ids = {rule for rule, _, _ in broken}
    return tuple(rule.id for rule in base.problem.rules if rule.id in ids)


def _broken(accounts: Accounts) -> set[tuple[str, int, int]]:
    """Rules, rows and quarters, what is inherited included: who cures a breach is needed for it."""
    modes = (Mode.ENFORCE, Mode.PREFER)
    checks = (check for check in accounts.rules if check.mode in modes and check.state is not State.KEPT)
    return {(check.rule, check.row, check.quarter) for check in checks}
