"""The smallest change of one kind that makes a plan possible: tried out, never guessed."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from models.plan import Plan
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

    The last is tried first, then the middle of what is left, as in a search for a word in a dictionary.
    """
    until = time.monotonic() + seconds

    def limit() -> Limit:
        return Limit(max(0.1, (until - time.monotonic()) / SHARE))

    found = any_plan(problems[-1], run, limit(), known).plan if problems else None
    if found is None:
        return None
    low, unknown, high = 0, len(problems) - 1, len(problems) - 1
    while low < unknown and run.may_go_on() and time.monotonic() < until:
        middle = (low + unknown) // 2
        answer = any_plan(problems[middle], run, limit(), [found, *known])
        if answer.plan is not None:
            found, high, unknown = answer.plan, middle, middle
        elif answer.impossible:
            low = middle + 1
        else:  # what cannot be told here can be told less the nearer it comes to `high`
            unknown = middle
    return SmallestChange(high, found, low)


def run_of(stop: threading.Event, seconds: float, seed: int) -> Run:
    """A run of one worker in a process of its own."""
    return Run(seed=seed, workers=1, stop=stop, deadline=time.monotonic() + seconds)
