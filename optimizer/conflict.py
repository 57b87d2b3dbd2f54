"""Why no plan exists: a set of requirements that cannot hold together, none of which can be left out of it."""

from __future__ import annotations

import time
from dataclasses import replace

from models.problem import Problem
from optimizer.model import build
from optimizer.search import Limit, Run


def find_conflict(problem: Problem, run: Run, seconds: float) -> tuple[str, ...]:
    """Requirements, in a planner's words, that cannot hold together.

    Each requirement is left out in turn; it stays out if the rest is still proven to be impossible. Where time runs out
    the set may hold more than it must, never less.
    """
    run = replace(run, deadline=time.monotonic() + seconds)
    owners = build(problem).rows.owners
    out: list[str] = []
    for index, owner in enumerate(reversed(owners)):
        if not run.may_go_on():
            break
        candidate = build(problem, without=[*out, owner], cautious=False)
        if run.minimise(candidate.rows, None, Limit(run.seconds_left() / (len(owners) - index))).infeasible:
            out.append(owner)
    return tuple(owner for owner in owners if owner not in out)
