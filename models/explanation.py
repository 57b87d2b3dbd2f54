"""Why a plan is as it is, or why there is none: conflicts, repairs, prices, and what each hire is good for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.plan import Result
from models.whatif import WhatIf


@dataclass(frozen=True)
class Conflict:
    """Constraints that cannot hold together."""

    members: tuple[str, ...]
    """in a planner's words, with quarters and amounts; empty: what is there already asks for more than can be"""
    minimal: bool
    """whether plans were found that keep all of them but one, for each one"""


class RepairKind(StrEnum):
    """What a repair gives up."""

    BUDGET = "more budget"
    DEADLINE = "later deadline"
    USE_CASES = "fewer use cases"
    MUST_DO = "fewer must-dos"
    LEVER = "rule or limit relaxed"
    TIME_TO_FILL = "quicker hiring"


@dataclass(frozen=True)
class Repair:
    """The smallest change of one kind with which a plan exists."""

    kind: RepairKind
    size: int
    """in whole units of what is given up: money, quarters, use cases, must-dos, steps, quarters"""
    at_least: int
    """no change smaller than this will do; equal to `size`: it is the smallest"""
    unit: str
    """of the size, such as 'USD' or 'quarter'"""
    then: WhatIf
    """the repaired problem, solved"""

    @property
    def is_smallest(self) -> bool:
        return self.at_least >= self.size

    @property
    def bound(self) -> int | None:
        """No smaller change will do; None where that is the size itself, or says no more than that one is needed."""
        return self.at_least if 1 < self.at_least < self.size else None

    @property
    def not_done(self) -> tuple[str, ...]:
        """Ideas that its plan does not start in full, such as 'U7' or 'U8 (2 of 3)'; none without a plan."""
        return tuple(
            name if open_ == count else f"{name} ({open_:,} of {count:,})" for name, count, open_ in self._open()
        )

    @property
    def units_not_done(self) -> int:
        """How many units of ideas these are."""
        return sum(open_ for _, _, open_ in self._open())

    def _open(self) -> list[tuple[str, int, int]]:
        """Ideas that are not started in full: how many units they have, and how many are not started."""
        result = self.then.result
        if result is None or result.plan is None:
            return []
        ideas = [(u.id, u.count, u.count - sum(result.plan.starts.get(u.id, ()))) for u in result.problem.ideas]
        return [idea for idea in ideas if idea[2]]


class Step(StrEnum):
    """How a rule or limit was moved to find its price."""

    OFF = "off"
    LOOSER = "one step looser"
    TIGHTER = "one step tighter"


@dataclass(frozen=True)
class Price:
    """What changes when one rule or limit does."""

    lever: str
    """such as 'rule data-ratio' or 'the budget'"""
    step: Step
    then: WhatIf


@dataclass(frozen=True)
class HireReason:
    """What hires of one job profile that start in one quarter are good for."""

    positions: tuple[str, ...]
    """position IDs, such as DE-MID-001"""
    title: str
    """of the job profile"""
    start: int
    """quarter"""
    serves: tuple[str, ...]
    """IDs of the use cases, and rules and requirements, that their time goes to"""
    rules: tuple[str, ...]
    """rules that the plan would break without one of them"""
    without: WhatIf | None = None
    """with one fewer, everything else planned anew; None: there was no time to solve it"""
    later: WhatIf | None = None
    """with one of them a quarter later at the earliest"""


@dataclass(frozen=True)
class Explanation:
    """All that is explained of one problem. What there was no time for is said in `left_out`."""

    base: Result
    """the problem as it stands, solved"""
    conflicts: tuple[Conflict, ...] = ()
    """of the problem with its target as a must, where that cannot be met; the smallest first"""
    repairs: tuple[Repair, ...] = ()
    closest: Result | None = None
    """where no plan exists: one that gives up as little as it can"""
    prices: tuple[Price, ...] = ()
    """ranked, the most worth first"""
    hires: tuple[HireReason, ...] = ()
    asked: int = 0
    """problems that were to be solved for prices and hires"""
    unanswered: int = 0
    """those of them of which nothing is known; `left_out` says why"""
    left_out: tuple[str, ...] = ()
    """what there was no time for"""
