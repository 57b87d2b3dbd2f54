"""Why no plan exists: constraints that cannot hold together, of which none can be left out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from models.constraints import constraints, only
from models.explanation import Conflict
from models.plan import Plan
from models.problem import Problem
from optimizer.feasibility import Answer, any_plan
from optimizer.search import Limit, Run

TRIES = 10
"""A try may take this share of the time: what is impossible for a simple reason is proven long before."""
AGAIN = 4.0
"""Or so many times as long as the longest proof so far: what is left of a conflict is not proven any sooner."""


def find_conflict(problem: Problem, run: Run, seconds: float) -> Conflict:
    """Constraints of a problem without a plan that cannot hold together, each shown to be needed as time allows."""
    run = replace(run, deadline=time.monotonic() + seconds)
    return _Search(problem, run, seconds).conflict([c.name for c in constraints(problem)])


def find_conflicts(problem: Problem, run: Run, seconds: float, most: int) -> tuple[Conflict, ...]:
    """Several conflicts of a problem, the smallest first; none where it is not proven that it has no plan.

    Where leaving out a member of one still leaves no plan, there is another conflict without it.
    """
    return _Search(problem, run, seconds).conflicts(most)


@dataclass
class _Search:
    """What is known of one problem's subsets of constraints."""

    problem: Problem
    run: Run
    seconds: float
    plans: list[Plan] = field(default_factory=list)
    """those found on the way: what is possible often is told by one of them, without the solver"""
    longest: float = 0.0
    """seconds that a proof took"""

    def __post_init__(self) -> None:
        self.run = replace(self.run, deadline=min(self.run.deadline, time.monotonic() + self.seconds))

    def conflicts(self, most: int) -> tuple[Conflict, ...]:
        everything = [c.name for c in constraints(self.problem)]
        if not self._ask(everything, self.seconds / 2).impossible:
            return ()
        found = [self.conflict(everything)]
        tried: set[str] = set()
        while len(found) < most and self.run.may_go_on():
            members = [name for conflict in found for name in conflict.members if name not in tried]
            if not members:
                break
            tried.add(members[0])
            rest = [name for name in everything if name != members[0]]
            if self._ask(rest).impossible and (another := self.conflict(rest)).minimal:
                found.append(another)
        return tuple(sorted(dict.fromkeys(found), key=lambda conflict: len(conflict.members)))

    def conflict(self, names: Sequence[str]) -> Conflict:
        """Of constraints that cannot hold together, those that are left when as many as possible are left out.

        First many are left out at once and in the end one by one, the last first; what is left out stays out if the
        rest is still proven to be impossible. Where time runs out there may be more of them than must be, never fewer.
        """
        kept, needed = list(names), set[str]()
        size = max(1, len(kept) // 2)
        while len(needed) < len(kept) and self.run.may_go_on():
            for block in _blocks([name for name in reversed(kept) if name not in needed], size):
                rest = [name for name in kept if name not in block]
                answer = self._ask(rest)
                if answer.impossible:
                    kept = rest
                elif size == 1 and answer.plan is not None:
                    needed |= set(block)
            if size == 1:
                break
            size = max(1, min(size, len(kept)) // 2)
        return Conflict(tuple(kept), minimal=len(needed) == len(kept))

    def _ask(self, names: Sequence[str], seconds: float = 0.0) -> Answer:
        if not self.run.may_go_on():
            return Answer()
        limit, began = Limit(seconds or max(self.seconds / TRIES, AGAIN * self.longest)), time.monotonic()
        answer = any_plan(only(self.problem, names), self.run, limit, self.plans)
        if answer.impossible:
            self.longest = max(self.longest, time.monotonic() - began)
        if answer.plan is not None and answer.plan not in self.plans:
            self.plans.insert(0, answer.plan)
        return answer


def _blocks(names: Sequence[str], size: int) -> list[Sequence[str]]:
    return [names[i : i + size] for i in range(0, len(names), size)]
