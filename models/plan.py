"""What is decided, what follows from it, and how sure we are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.base import Frozen
from models.problem import Objective, Problem
from models.rules import Mode

Series = tuple[int, ...]
"""One number for each quarter 1..T."""


class Plan(Frozen):
    """The decisions, by ID; each series has T entries. Nothing else is decided."""

    hires: dict[str, Series]
    """profile ID: people that start in each quarter; every profile is there"""
    starts: dict[str, Series]
    """use case ID: units that start building in each quarter; every idea is there"""
    allotment: dict[str, dict[str, Series]]
    """profile ID: capability: hundredths of ramped FTE given to it; what is missing is nothing"""


class Component(StrEnum):
    """The cost components, each under the one name it has in the model, the breakdown, the workbook and the docs."""

    BASE = "base salary"
    BONUS = "bonus"
    TAX = "employer tax"
    BENEFITS = "benefits"
    EQUITY = "equity"
    TRAINING = "training"
    CONTRACTOR = "contractor fees"
    RECRUITING = "recruiting fee"
    SIGN_ON = "sign-on"
    EQUIPMENT = "equipment"
    SEVERANCE = "severance"
    BUILD = "use-case build"
    RUN = "use-case run"


class State(StrEnum):
    """How a rule stands in a quarter."""

    KEPT = "kept"
    BROKEN = "broken"
    INHERITED = "inherited"  # broken already by the idle course, and made no worse


@dataclass(frozen=True)
class RuleCheck:
    """One row of a rule in one quarter. `left relation limit` is what the row asks; None where it asks nothing."""

    rule: str
    row: int
    kind: str
    mode: Mode
    quarter: int
    left: float | None
    relation: str
    limit: float | None
    state: State

    @property
    def slack(self) -> float | None:
        """How far the limit is away; negative where it is broken."""
        if self.left is None or self.limit is None:
            return None
        return self.limit - self.left if self.relation == "<=" else self.left - self.limit


@dataclass(frozen=True)
class Accounts:
    """Everything that follows from a plan, computed afresh by the judge. Series have T entries."""

    heads: dict[str, Series]
    """profile ID: people in seat (with attrition `expected`: before attrition)"""
    staff: dict[str, Series]
    """profile ID: staff in seat by contract, accepted offers included, before attrition"""
    leavers: dict[str, Series]
    """profile ID: leavers so far, whole people (`expected`: 0)"""
    expected_heads: dict[str, Series]
    """profile ID: heads in millionths of a person (`whole`: 1,000,000 x heads)"""
    capacity: dict[str, Series]
    """profile ID: ramped capacity in ten-thousandths of an FTE, never below 0"""
    live: Series
    """use cases live before each of quarters 1..T+1 began (T + 1 entries)"""
    demand: dict[str, Series]
    """capability: demand in hundredths of an FTE"""
    supply: dict[str, Series]
    """capability: allotted time weighted by skill, in ten-thousandths of an FTE"""
    uncovered: dict[str, Series]
    """capability: inherited demand left uncovered, in hundredths of an FTE"""
    missing_heads: Series
    """heads short of requirement rows and least heads, over all of them"""
    people_cost: dict[Component, dict[str, Series]]
    """component: profile ID: money"""
    use_case_cost: dict[Component, dict[str, Series]]
    """component (build, run): use case ID: money"""
    cost: Series
    """all components, per quarter"""
    rules: tuple[RuleCheck, ...]
    objectives: dict[Objective, int]
    """the value of every objective, also of those that are not levels of this problem"""


@dataclass(frozen=True)
class Verdict:
    """The judge's word on a plan."""

    accounts: Accounts
    violations: tuple[str, ...]
    """what the plan breaks that it must not, in a planner's words; empty: accepted"""

    @property
    def accepted(self) -> bool:
        return not self.violations


class Status(StrEnum):
    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Level:
    """One level of the objective list, in its own unit; `bound` is the best value not yet ruled out."""

    name: Objective
    value: int
    bound: int
    proven: bool

    @property
    def gap(self) -> float:
        """How far the bound is from the value; 0.01: one per cent."""
        return relative_gap(self.value, self.bound)


def relative_gap(value: int, bound: int) -> float:
    """|value - bound| over the larger of |value| and 1."""
    return abs(value - bound) / max(1, abs(value))


@dataclass(frozen=True)
class Result:
    """The answer to a problem. `plan` and `accounts` are None unless the status is optimal or feasible."""

    problem: Problem
    status: Status
    levels: tuple[Level, ...] = ()
    plan: Plan | None = None
    accounts: Accounts | None = None
    conflict: tuple[str, ...] = ()
    """where infeasible: the requirements that cannot hold together"""
    notes: tuple[str, ...] = ()
    """what a reader of the figures should know, such as a coarsening of money"""
    seconds: float = 0.0
    seed: int = 1
    workers: int = 1
    stopped_by: str = ""
    """what ended the search early: 'time limit', 'user', or 'gap' (near enough, as asked for); empty: nothing"""
