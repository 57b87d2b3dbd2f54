"""The kinds of staffing rule and their parameters. A rule is data: one or more rows of a kind below.

``heads(g, q)`` are the people of group g in seat in quarter q, ``starts(g, q)`` the hires of g that the plan starts in
q, ``live(q)`` the use cases that went live before q began.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from models.base import Frozen


class Mode(StrEnum):
    """What a rule may do to a plan."""

    ENFORCE = "enforce"  # never broken by what the plan decides
    PREFER = "prefer"  # broken only at a counted cost, after the target and before the cost
    REPORT = "report"  # shown, not used
    OFF = "off"


class When(StrEnum):
    """In which quarters a ratio is judged."""

    ALWAYS = "always"
    AT_STARTS = "at starts"


class Flag(StrEnum):
    """What can be said of a use case that a cap counts."""

    NOVEL_RESEARCH = "novel research"
    HIGH_STAKES_GENERATIVE = "high-stakes generative"


class Group(Frozen):
    """The job profiles that a rule's row selects."""

    text: str = Field(description="the selection as the planner wrote it")
    profiles: tuple[str, ...] = Field(description="IDs of the selected job profiles; may be empty")


class TeamFirst(Frozen):
    """starts(acts) only if heads(against, k) >= least for some k <= q; rows of one rule hold in one common k."""

    kind: Literal["team-first"] = "team-first"
    acts_on: Group
    against: Group
    least: int = Field(1, ge=1)


class Present(Frozen):
    """starts(acts) only if heads(against, q) >= least."""

    kind: Literal["present"] = "present"
    acts_on: Group
    against: Group
    least: int = Field(1, ge=1)


class Ratio(Frozen):
    """heads(acts) <= max(free, most x heads(against)), always or only in quarters with starts(acts) > 0."""

    kind: Literal["ratio"] = "ratio"
    acts_on: Group
    against: Group
    most: Decimal = Field(ge=0)
    free: int = Field(0, ge=0)
    when: When = When.ALWAYS


class RatioLow(Frozen):
    """heads(acts) >= least x heads(against) once heads(acts) > free."""

    kind: Literal["ratio-low"] = "ratio-low"
    acts_on: Group
    against: Group
    least: Decimal = Field(ge=0)
    free: int = Field(0, ge=0, description="heads(acts) up to which nothing is asked")


class Gate(Frozen):
    """starts(acts) only if live(q) >= least."""

    kind: Literal["gate"] = "gate"
    acts_on: Group
    least: int = Field(ge=0)


class Deadline(Frozen):
    """Where live(q+1) > max(live(q), free) through a use case that the plan started: heads(against, q) >= 1."""

    kind: Literal["deadline"] = "deadline"
    against: Group
    free: int = Field(ge=0, description="go-lives that need nobody of the group; the next one does")


class Rework(Frozen):
    """The n-th go-live beyond `free` in quarters with heads(against) = 0 adds n x FTE in its last build quarter."""

    kind: Literal["rework"] = "rework"
    against: Group
    free: int = Field(0, ge=0)
    fte: int = Field(ge=0, description="hundredths of an FTE")
    capability: str


class PerActive(Frozen):
    """Adds FTE x max(0, use cases building or live in q - free) of a capability."""

    kind: Literal["per-active"] = "per-active"
    free: int = Field(0, ge=0)
    fte: int = Field(ge=0, description="hundredths of an FTE")
    capability: str


class Cap(Frozen):
    """In quarters with starts(acts) > 0: heads(acts) <= most, or <= ceil(most x flagged use cases).

    Flagged use cases are the units live, in progress or started anywhere in the plan that carry the flag.
    """

    kind: Literal["cap"] = "cap"
    acts_on: Group
    most: Decimal = Field(ge=0)
    per: Flag | None = None


class Condition(Frozen):
    """starts(acts) only if the settings and the portfolio meet every condition; they are known before planning."""

    kind: Literal["condition"] = "condition"
    acts_on: Group
    board_level_priority: bool = Field(False, description="AI must be a board-level priority (a setting)")
    business_units: int = Field(0, ge=0, description="least number of business units in the portfolio")
    budget: int = Field(0, ge=0, description="least budget over the horizon, whole currency units")


class Milestone(Frozen):
    """With F the first quarter in which a named rule's team is complete: live(F+n) >= least; judged where F+n <= T."""

    kind: Literal["milestone"] = "milestone"
    rule: str = Field(description="ID of the team-first rule whose team it is")
    quarters: int = Field(ge=0, description="n")
    least: int = Field(1, ge=0)


RuleRow = Annotated[
    TeamFirst | Present | Ratio | RatioLow | Gate | Deadline | Rework | PerActive | Cap | Condition | Milestone,
    Field(discriminator="kind"),
]

DEMAND_KINDS = ("rework", "per-active")
"""Kinds that add demand; they cannot be preferred, since demand is covered or it is not."""


class Rule(Frozen):
    """One staffing rule: its rows, its mode and where it comes from. One breach is one rule in one quarter."""

    id: str
    rows: tuple[RuleRow, ...] = Field(min_length=1)
    mode: Mode = Mode.ENFORCE
    source: str = ""
