"""Today's team against the portfolio: what it lacks, what it has too much of, and what one head more would change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.plan import Result, RuleCheck, Series
from models.whatif import Effect, WhatIf


class Gap(StrEnum):
    """What one more head of a job would change."""

    BLOCKING = "blocking"  # more use cases, or the first one sooner
    USEFUL = "useful"  # the same outcome for less money besides the head's own pay, or more value
    IDLE = "idle"  # nothing
    UNKNOWN = "unknown"  # not solved, or not proven either way


@dataclass(frozen=True)
class JobWorth:
    """What heads of one job are worth, while all other jobs may be hired as the problem allows."""

    job: str
    """title of the job profile"""
    profile: str
    """its ID"""
    heads: int
    """in seat today"""
    pay: int
    """what one more head costs over the horizon, paid for beside the budget"""
    as_is: WhatIf
    """with nobody more in this job"""
    more: WhatIf
    """with one more in seat today and nobody beyond"""
    fewer: WhatIf | None
    """with one fewer; None: there is nobody"""
    gain: Effect | None
    """`more` against `as_is`"""
    loss: Effect | None
    """`fewer` against `as_is`"""
    gap: Gap

    @property
    def does_nothing(self) -> bool:
        """Whether people of this job are in seat, and one fewer changes nothing but their own pay."""
        return (
            self.loss is not None
            and self.loss.is_exact
            and not (self.loss.use_cases.value or self.loss.first or self.loss.value.value)
        )


@dataclass(frozen=True)
class CapabilityGap:
    """What the plan's use cases ask of one capability, and what today's team alone gives of it."""

    capability: str
    required: Series
    """hundredths of an FTE by quarter, in the plan of the problem as it stands"""
    given: Series
    """the most that today's people cover of all of it together, hundredths of an FTE"""


@dataclass(frozen=True)
class Assessment:
    """Today's team, assessed."""

    base: Result
    """the plan of the problem as it stands"""
    capabilities: tuple[CapabilityGap, ...]
    rules: tuple[RuleCheck, ...]
    """how each rule stands in quarter 1 if nothing is decided"""
    jobs: tuple[JobWorth, ...]
    """ranked: what blocks first, by what a head is worth"""
    idle_titles: tuple[str, ...]
    """titles on today's team whose skills nothing in the portfolio asks for"""
    first: tuple[str, ...]
    """jobs to fill, in order, in a planner's words"""
    left_out: tuple[str, ...] = ()
    """what there was no time for"""
