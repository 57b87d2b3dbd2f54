"""Why no plan exists: constraints that cannot hold together, of which none can be left out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from models.constraints import Kind, constraints, only
from models.explanation import Conflict
from models.plan import Plan
from models.problem import Problem
from optimizer.feasibility import Answer, any_plan
from optimizer.search import Limit, Run


@dataclass(frozen=True)
class Patience:
    """How long a try may take: a share of the time, or so many times as long as the longest proof so far."""

    share: float
    longest: float

    def seconds(self, all_seconds: float, longest: float) -> float:
        """The more of the two."""
        return max(all_seconds * self.share, longest * self.longest)


FOR_MANY = Patience(share=1 / 40, longest=1.5)
"""At first: what is impossible for a simple reason is proven soon, else fewer are left out next."""
FOR_ONE = Patience(share=1 / 10, longest=8.0)
"""In the end: what is left of a conflict is not proven any sooner than what was before."""


def find_conflict(problem: Problem, run: Run, seconds: float) -> Conflict:
    """Constraints of a problem without a plan that cannot hold together, each shown to be needed as time allows."""
    run = replace(run, deadline=time.monotonic() + seconds)
    search = _Search(problem, run, seconds)
    return search.conflict(list(search.kinds))


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
    kinds: dict[str, Kind] = field(init=False)
    """what the constraints are about, by name, in their order"""

    def __post_init__(self) -> None:
        self.kinds = {c.name: c.kind for c in constraints(self.problem)}
        self.run = replace(self.run, deadline=min(self.run.deadline, time.monotonic() + self.seconds))

    def conflicts(self, most: int) -> tuple[Conflict, ...]:
        everything = list(self.kinds)
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
            again = FOR_ONE.seconds(self.seconds, self.longest)
            if self._ask(rest, again).impossible and (another := self.conflict(rest)).minimal:
                found.append(another)
        return tuple(sorted(dict.fromkeys(found), key=lambda conflict: len(conflict.members)))

    def conflict(self, names: Sequence[str]) -> Conflict:
        """Of constraints that cannot hold together, those that are left when as many as possible are left out.

        First all rules and limits are left out at once, then many, and in the end one by one, the last first; what is
        left out stays out if the rest is still proven to be impossible. Where time runs out there may be more of them
        than must be, never fewer.
        """
        kept, needed = list(names), set[str]()
        money_and_aims = [name for name in names if self.kinds[name] not in (Kind.LEVER, Kind.HIRE_CAP)]
        if self._ask(money_and_aims, FOR_MANY.seconds(self.seconds, self.longest)).impossible:
            kept = money_and_aims
        for size, patience in _rounds(len(kept)):
            for block in _blocks([name for name in reversed(kept) if name not in needed], size):
                rest = [name for name in kept if name not in block]
                answer = self._ask(rest, patience.seconds(self.seconds, self.longest))
                if answer.impossible:
                    kept = rest
                elif len(block) == 1 and answer.plan is not None:
                    needed |= set(block)
        return Conflict(tuple(kept), minimal=len(needed) == len(kept))

    def _ask(self, names: Sequence[str], seconds: float) -> Answer:
        if not self.run.may_go_on():
            return Answer()
        began = time.monotonic()
        answer = any_plan(only(self.problem, names), self.run, Limit(seconds), self.plans)
        if answer.impossible:
            self.longest = max(self.longest, time.monotonic() - began)
        if answer.plan is not None and answer.plan not in self.plans:
            self.plans.insert(0, answer.plan)
        return answer


def _rounds(many: int) -> Iterator[tuple[int, Patience]]:
    """How many are left out at once, and how long that may take: half of them, ..., one, and one with patience."""
    size = many // 2
    while size > 1:
        yield size, FOR_MANY
        size //= 2
    yield 1, FOR_MANY
    yield 1, FOR_ONE


def _blocks(names: Sequence[str], size: int) -> list[Sequence[str]]:
    return [names[i : i + size] for i in range(0, len(names), size)]
