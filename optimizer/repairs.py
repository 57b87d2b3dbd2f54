"""The smallest change of one kind that makes a plan possible: tried out, never guessed."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from models.judge import judge
from models.overrun import lifted
from models.plan import Plan
from models.plan_form import fitted
from models.problem import Problem
from optimizer.feasibility import any_plan
from optimizer.search import Limit, Run

SHARE = 3
"""A try may take this share of the time that is left."""


@dataclass(frozen=True)
class SmallestChange:
    """The first of several problems, each looser than the one before it, for which a plan was found."""

    place: int
    """from 0"""
    plan: Plan
    at_least: int
    """no earlier place than this one has a plan; equal to `place`: it is the first"""


def smallest_change(
    problems: Sequence[Problem], run: Run, seconds: float, known: Sequence[Plan] = ()
) -> SmallestChange | None:
    """The first of problems, each looser than the one before, that has a plan; None where none was found for the last.

    Plans that are known are held against all of them, which takes no time; else the last is tried first. Then comes the
    middle of what is left, as in a search for a word in a dictionary.
    """
    until = time.monotonic() + seconds

    def limit() -> Limit:
        return Limit(max(0.1, (until - time.monotonic()) / SHARE))

    best = first_allowed(problems, known)
    if best is None and problems:
        last = any_plan(problems[-1], run, limit()).plan
        best = None if last is None else first_allowed(problems, [last])
    if best is None:
        return None
    low, unknown = 0, best[0]
    while low < unknown and run.may_go_on() and time.monotonic() < until:
        middle = (low + unknown) // 2
        answer = any_plan(problems[middle], run, limit())
        if answer.plan is not None:
            best = first_allowed(problems[: middle + 1], [answer.plan]) or (middle, answer.plan)
            unknown = best[0]
        elif answer.impossible:
            low = middle + 1
        else:  # what cannot be told here can be told less the nearer it comes to the best
            unknown = middle
    return SmallestChange(*best, low)


def first_allowed(problems: Sequence[Problem], known: Sequence[Plan]) -> tuple[int, Plan] | None:
    """The first of problems in which one of these plans is allowed, and the plan as it stands there."""
    for place, problem in enumerate(problems):
        for plan in (fitted(problem, plan) for plan in known):
            if judge(problem, plan).accepted:
                return place, plan
    return None


def plan_with_plenty(problem: Problem, stop: threading.Event, seconds: float, seed: int) -> list[Plan]:
    """A plan of the problem with a lifted budget; none where none was found in so many seconds."""
    plan = any_plan(lifted(problem), run_of(stop, seconds, seed), Limit(seconds)).plan
    return [] if plan is None else [plan]


def run_of(stop: threading.Event, seconds: float, seed: int) -> Run:
    """A run of one worker in a process of its own."""
    return Run(seed=seed, workers=1, stop=stop, deadline=time.monotonic() + seconds)
