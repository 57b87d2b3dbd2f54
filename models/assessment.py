"""Today's team against the portfolio: what it lacks, what it has too much of, and what one head more would change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.plan import Result, RuleCheck, Series
from models.problem import Objective
from models.whatif import Effect, WhatIf
from models.worth import difference


class Gap(StrEnum):
    """What one more head of a job would change."""

    BLOCKING = "blocking"  # more use cases, or the first one sooner
    USEFUL = "useful"  # the same outcome for less money besides the head's own pay, or more value
    IDLE = "idle"  # nothing for the better
    UNKNOWN = "unknown"  # not solved, or not proven either way


@dataclass(frozen=True)
class JobWorth:
    """What heads of one job are worth, while other roles may be hired as the problem allows.

    Other jobs of the same role stand in for it, so nobody is hired in any of them.
    """

    job: str
    """title of the job profile"""
    profile: str
    """its ID"""
    heads: int
    """in seat today"""
    pay: int
    """what one more head costs over the horizon, paid for beside the budget"""
    as_is: WhatIf
    """with nobody more in this role"""
    more: WhatIf
    """with one more in seat today and nobody beyond"""
    fewer: WhatIf | None
    """with one fewer; None: there is nobody"""
    gain: Effect | None
    """`more` against `as_is`; None where one of them has no plan"""
    loss: Effect | None
    """`fewer` against `as_is`"""
    gap: Gap
    opened: WhatIf | None = None
    """with as many hired in this job as the problem allows, and nobody in others of its role; only where hiring in this
    role may bring more use cases than one more alone"""
    opening: Effect | None = None
    """`opened` against `as_is`"""
    role: str = ""
    """whose other jobs stand in for this one; empty: none do"""

    @property
    def enables(self) -> int:
        """Use cases by the target's date that one more head or, where that is more, hiring in this job brings."""
        return max(effect.use_cases.value if effect else 0 for effect in (self.gain, self.opening))

    @property
    def best(self) -> Effect | None:
        """The effect of one more head, or of hiring in this job where only that brings more use cases."""
        found = [effect for effect in (self.gain, self.opening) if effect is not None]
        return max(found, key=lambda effect: effect.use_cases.value, default=None)

    @property
    def saves(self) -> int:
        """Money over the horizon that the plan with one more costs less, besides that head's own pay."""
        return self.pay - self.gain.cost.value if self.gain else 0

    @property
    def does_nothing(self) -> bool:
        """Whether people of this job are in seat, and it is proven that one fewer changes nothing but their own pay."""
        if self.fewer is None or self.fewer.result is None or self.as_is.result is None:
            return False
        found = difference(self.fewer.result, self.as_is.result)
        return found is not None and found.is_nothing


def gap_of(as_is: WhatIf, more: WhatIf, opened: WhatIf | None) -> Gap:
    """What more heads of a job would change: one in seat today, or those that could be hired."""
    if delivers_more(more, as_is) or (opened is not None and delivers_more(opened, as_is)):
        return Gap.BLOCKING
    if more.result is None or as_is.result is None:
        return Gap.UNKNOWN
    found, gain = difference(more.result, as_is.result), more.effect(as_is.result)
    if found is None or gain is None or not found.proven:
        return Gap.UNKNOWN
    if not found.is_better:
        return Gap.IDLE
    return Gap.BLOCKING if found.level in DELIVERY and gain.first < 0 else Gap.USEFUL


def delivers_more(change: WhatIf, as_is: WhatIf) -> bool:
    """Whether the plans found have more use cases or must-dos, and are no worse on what comes before; or there is
    a plan only with the change."""
    if change.result is None or change.result.plan is None or as_is.result is None:
        return False
    found, effect = difference(change.result, as_is.result), change.effect(as_is.result)
    if found is None or effect is None:
        return as_is.impossible
    if found.amount < 0:
        return False
    return effect.use_cases.value > 0 or (found.level is Objective.UNDONE and found.is_better)


DELIVERY = (Objective.VALUE, Objective.EARLIEST)
"""Levels on which plans differ that put the first use case into production sooner or later. In plans that are equal on
them the first one is a matter of chance."""


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
    """titles on today's team with no demand behind them: nothing asks for their skills or heads, or one fewer is proven
    to change nothing"""
    first: tuple[str, ...]
    """jobs to fill, in order, in a planner's words"""
    left_out: tuple[str, ...] = ()
    """what there was no time for"""
