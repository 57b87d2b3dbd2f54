"""Why no plan exists: a set of requirements that cannot hold together, none of which can be left out of it."""

from __future__ import annotations

import time
from dataclasses import replace

from models.problem import Problem
from optimizer.model import build
from optimizer.search import Limit, Run

TRIES = 10
"""A try may take this share of the time: what is impossible for a simple reason is proven long before."""


def find_conflict(problem: Problem, run: Run, seconds: float) -> tuple[str, ...]:
    """Requirements, in a planner's words, that cannot hold together.

    Requirements are left out, first many at once and in the end one by one; what is left out stays out if the rest is
    still proven to be impossible. Where time runs out the set may hold more than it must, never less.
    """
    run = replace(run, deadline=time.monotonic() + seconds)
    kept = list(reversed(build(problem).rows.owners))
    out: list[str] = []
    size = len(kept) // 2
    while size and run.may_go_on():
        for block in [kept[i : i + size] for i in range(0, len(kept), size)]:
            if _impossible_without(problem, run, [*out, *block], seconds):
                out += block
        kept = [owner for owner in kept if owner not in out]
        size = min(size, len(kept)) // 2
    return tuple(reversed(kept))


def _impossible_without(problem: Problem, run: Run, left_out: list[str], seconds: float) -> bool:
    if not run.may_go_on():
        return False
    candidate = build(problem, without=left_out, cautious=False)
    return run.minimise(candidate.rows, None, Limit(seconds / TRIES, workers=1)).infeasible
