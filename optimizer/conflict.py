"""Why no plan exists: a set of requirements that cannot hold together, none of which can be left out of it."""

from __future__ import annotations

import time

from models.problem import Problem
from optimizer.model import build
from optimizer.search import Limit, Run


def find_conflict(problem: Problem, run: Run, seconds: float) -> tuple[str, ...]:
    """Requirements, in a planner's words, that cannot hold together.

    Each requirement is left out in turn; it stays out if the rest is still proven to be impossible. Where time runs out
    the set may hold more than it must, never less.
    """
    deadline = time.monotonic() + seconds
    owners = build(problem).rows.owners
    out: list[str] = []
    for index, owner in enumerate(reversed(owners)):
        left = deadline - time.monotonic()
        if left <= 0 or run.stop.is_set():
            break
        candidate = build(problem, without=[*out, owner], cautious=False)
        if run.minimise(candidate.rows, None, Limit(left / (len(owners) - index))).infeasible:
            out.append(owner)
    return tuple(owner for owner in owners if owner not in out)
