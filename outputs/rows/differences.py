"""How scenarios differ from the first: the bridge of their cost, and their requisitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.bridge import RATE, Bridge, Driver, bridge
from models.plan import Result
from models.positions import SHARED
from models.problem import Problem, Profile
from models.requisition_changes import ChangedRequisition, RequisitionChange, changed_requisitions

DRIVER_LABELS = {driver: f"Rate: {driver}" if driver in RATE else str(driver).capitalize() for driver in Driver}
"""Drivers as readers know them."""

DRIVER_NOTES = {
    Driver.TIMING: "hires that start earlier or later",
    Driver.VOLUME: "hires that only one of the two has",
    Driver.LEVEL: "hires of the same role at another level",
    Driver.LOCATION: "hires of the same role at another location",
    Driver.EMPLOYMENT: "employees instead of contractors, or the other way round",
    Driver.PRICE: "pay parameters of job profiles, and own salaries",
    Driver.MERIT: "the yearly increase and its month",
    Driver.EXCHANGE: "exchange rates",
    Driver.ATTRITION: "who leaves, and how leavers are reckoned",
    Driver.STAFF: "who is there today, and accepted offers",
    Driver.ONE_OFFS: "recruiting fees, sign-on, equipment, severance",
    Driver.USE_CASES: "money for building and running use cases",
    Driver.POOLED: "own salaries of a redacted plan, all together",
}


@dataclass(frozen=True)
class Difference:
    """How a scenario differs from the first."""

    bridge: Bridge
    requisitions: tuple[ChangedRequisition, ...]

    def count(self, change: RequisitionChange) -> int:
        """How many requisitions have changed so."""
        return sum(one.change is change for one in self.requisitions)


def difference(first: Result, other: Result) -> Difference:
    return Difference(bridge(first, other), changed_requisitions(first, other))


def from_the_first(results: Sequence[Result]) -> list[Difference | None]:
    """For each result; None: the first itself."""
    return [None, *(difference(results[0], other) for other in results[1:])]


@dataclass(frozen=True)
class RequisitionRow:
    """A changed requisition as it is listed. Quarters are labels, '' where there is none."""

    position: str
    role: str
    level: str
    location: str
    unit: str
    """the business unit of its people; '' where they are one pool"""
    change: str
    opened: str
    """before, in the first scenario"""
    opens: str
    started: str
    """before, in the first scenario"""
    starts: str
    later: int | None


def requisition_rows(first: Problem, other: Problem, found: Sequence[ChangedRequisition]) -> list[RequisitionRow]:
    """Each side's quarters as its own calendar calls them."""
    old, new = first.calendar.label, other.calendar.label
    return [
        RequisitionRow(
            position=one.id,
            role=one.profile.role,
            level=one.profile.level,
            location=one.profile.location,
            unit=_unit(other if one.after else first, one.profile),
            change=str(one.change),
            opened=old(one.before.opens) if one.before else "",
            opens=new(one.after.opens) if one.after else "",
            started=old(one.before.start) if one.before else "",
            starts=new(one.after.start) if one.after else "",
            later=one.later,
        )
        for one in found
    ]


def _unit(problem: Problem, profile: Profile) -> str:
    return (profile.business_unit or SHARED) if problem.settings.operating_model.by_unit else ""


def requisition_words(found: Difference) -> str:
    """Such as '2 added, 1 dropped, 3 moved'."""
    counts = [(found.count(change), change) for change in RequisitionChange]
    return ", ".join(f"{count:,} {change}" for count, change in counts if count) or "none added, dropped or moved"


@dataclass(frozen=True)
class Step:
    """A step of a waterfall: from one level to another; at either end a total, which stands on 0."""

    label: str
    before: int
    after: int
    amount: int
    is_total: bool = False


def waterfall(found: Bridge, first: str, other: str) -> list[Step]:
    """From the cost of the first plan over all drivers that are not 0 to that of the other."""
    level = sum(found.start)
    steps = [Step(first, 0, level, level, is_total=True)]
    for driver, amount in found.totals.items():
        if amount:
            steps.append(Step(DRIVER_LABELS[driver], level, level + amount, amount))
            level += amount
    return [*steps, Step(other, 0, level, level, is_total=True)]


ROOM = 0.5
"""Of the span of the steps, what is left free below them where an axis does not begin at 0."""


def axis_begin(steps: Sequence[Step]) -> int:
    """Where the axis of a waterfall begins: at 0, or where its steps would be too small to be seen, just below them."""
    levels = [step.after for step in steps]
    low, span = min(levels), max(levels) - min(levels)
    begin = low - int(ROOM * span)
    if not span or begin <= max(levels) // 2:
        return min(0, low)
    step: int = 10 ** (len(str(span)) - 1)
    return begin // step * step
