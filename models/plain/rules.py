"""The rows of staffing rules: one function per kind, named after it, in the table at the end (docs/semantics.md, 5, 6).

Each says what a row asks in a quarter, lifted where `unless` is 1: a binary that counts the breach, or nothing at all
where the row must be kept. Rules that add demand are in demand.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from models.idle import IdleCourse, idle_course
from models.linear_program import Linear, total
from models.plain.draft import Draft, Name
from models.plain.people import People
from models.plain.portfolio import Portfolio
from models.problem import Problem
from models.rule_kinds import conditions_met
from models.rules import (
    DEMAND_KINDS,
    Cap,
    Condition,
    Deadline,
    Flag,
    Gate,
    Milestone,
    Mode,
    Present,
    Ratio,
    RatioLow,
    Rule,
    TeamFirst,
    When,
)

ONCE = Linear(constant=1)


class Staffing:
    """What rules look at, with the binaries that several rows share."""

    def __init__(self, draft: Draft, people: People, portfolio: Portfolio) -> None:
        self.draft, self.people, self.portfolio = draft, people, portfolio
        self._complete: dict[tuple[str, int], Linear] = {}
        self._shared: dict[Name, Linear] = {}

    @property
    def problem(self) -> Problem:
        return self.draft.problem

    def complete(self, rule: Rule, quarter: int) -> Linear:
        """A binary that is 1 only if all team-first rows of a rule hold in a quarter."""
        if (rule.id, quarter) not in self._complete:
            name = "complete", rule.id, quarter
            complete = self._complete[rule.id, quarter] = self.draft.binary(*name)
            for index, row in _team(rule):
                heads = self.people.heads_of(row.against, quarter)
                self.draft.at_least((*name[:2], str(index), quarter), heads, complete * row.least)
        return self._complete[rule.id, quarter]

    def goes_live(self, quarter: int) -> Linear:
        """A binary that is 1 wherever a unit that the plan started goes live at the end of a quarter."""
        return self._wherever(("goes-live", quarter), self.portfolio.go_lives(quarter, planned=True), 0)

    def more_live_than(self, number: int, quarter: int) -> Linear:
        """A binary that is 1 wherever live(q) > number."""
        return self._wherever((f"live-beyond-{number}", quarter), self.portfolio.live(quarter), number)

    def _wherever(self, name: Name, there: Linear, exceeds: int) -> Linear:
        """A binary that is 1 wherever a sum exceeds a number; 0 where it cannot."""
        if self.draft.most(there) <= exceeds:
            return Linear()
        if name not in self._shared:
            self._shared[name] = self.draft.binary(*name)
            self.draft.at_most(name, there, exceeds, unless=self._shared[name])
        return self._shared[name]


@dataclass(frozen=True)
class Asked:
    """A row of a rule in a quarter."""

    rule: Rule
    index: int
    quarter: int
    unless: Linear
    """a binary that lifts the row, or 0"""

    @property
    def name(self) -> Name:
        return "rule", self.rule.id, str(self.index), self.quarter

    def part(self, what: str) -> Name:
        return "rule", self.rule.id, str(self.index), what, self.quarter


# -- the kinds -----------------------------------------------------------------------------------------------------


def team_first(s: Staffing, row: TeamFirst, asked: Asked) -> None:
    """starts(acts, q) > 0 only if the whole team is complete in some k <= q."""
    so_far = total(s.complete(asked.rule, k) for k in range(1, asked.quarter + 1))
    started = s.people.started(row.acts_on, asked.quarter)
    s.draft.at_most(asked.name, started, so_far + asked.unless)


def present(s: Staffing, row: Present, asked: Asked) -> None:
    """Where acts starts: heads(against, q) >= least."""
    started = s.people.started(row.acts_on, asked.quarter)
    heads = s.people.heads_of(row.against, asked.quarter)
    s.draft.at_least(asked.name, heads, started * row.least, asked.unless)


def ratio(s: Staffing, row: Ratio, asked: Asked) -> None:
    """heads(acts, q) <= free or heads(acts, q) <= most x heads(against, q), always or where acts starts."""
    acts, against = (s.people.heads_of(group, asked.quarter) for group in (row.acts_on, row.against))
    unless = asked.unless
    if row.when is When.AT_STARTS:
        unless = unless + ONCE - s.people.started(row.acts_on, asked.quarter)
    if row.free:
        beyond = s.draft.binary(*asked.part("beyond"))
        s.draft.at_most(asked.part("free"), acts, row.free, unless + beyond)
        unless = unless + ONCE - beyond
    n, of = _over(row.most)
    s.draft.at_most(asked.name, acts * of, against * n, unless)


def ratio_low(s: Staffing, row: RatioLow, asked: Asked) -> None:
    """heads(acts, q) <= free or heads(acts, q) >= least x heads(against, q)."""
    acts, against = (s.people.heads_of(group, asked.quarter) for group in (row.acts_on, row.against))
    beyond = s.draft.binary(*asked.part("beyond"))
    s.draft.at_most(asked.part("free"), acts, row.free, asked.unless + beyond)
    n, of = _over(row.least)
    s.draft.at_least(asked.name, acts * of, against * n, asked.unless + ONCE - beyond)


def gate(s: Staffing, row: Gate, asked: Asked) -> None:
    """Where acts starts: live(q) >= least."""
    started = s.people.started(row.acts_on, asked.quarter)
    s.draft.at_least(asked.name, s.portfolio.live(asked.quarter), started * row.least, asked.unless)


def deadline(s: Staffing, row: Deadline, asked: Asked) -> None:
    """Where a unit that the plan started goes live at the end of q and live(q+1) > free: heads(against, q) >= 1."""
    planned, beyond = s.goes_live(asked.quarter), s.more_live_than(row.free, asked.quarter + 1)
    heads = s.people.heads_of(row.against, asked.quarter)
    s.draft.at_least(asked.name, heads, planned + beyond - 1, asked.unless)


def cap(s: Staffing, row: Cap, asked: Asked) -> None:
    """Where acts starts: heads(acts, q) <= floor(most), or <= ceil(most x F), F the flagged units.

    Of whole numbers, with most = n / of, the latter is: of x heads <= n x F + of - 1.
    """
    heads = s.people.heads_of(row.acts_on, asked.quarter)
    unless = asked.unless + ONCE - s.people.started(row.acts_on, asked.quarter)
    if row.per is None:
        s.draft.at_most(asked.name, heads, floor(row.most), unless)
        return
    n, of = _over(row.most)
    s.draft.at_most(asked.name, heads * of, _flagged(s, row.per) * n + (of - 1), unless)


def condition(s: Staffing, row: Condition, asked: Asked) -> None:
    """Nobody of acts starts unless all listed conditions hold; that is known beforehand."""
    if not all(conditions_met(s.problem, row)):
        s.draft.at_most(asked.name, s.people.started(row.acts_on, asked.quarter), asked.unless)


def milestone(s: Staffing, row: Milestone, asked: Asked) -> None:
    """If F, the first quarter in which the named rule's team is complete, is q - n: live(q) >= least.

    A binary is 1 wherever the team is complete in q - n, and in no quarter before it.
    """
    first = asked.quarter - row.quarters
    if first < 1:
        return
    named = next(other for other in s.problem.rules if other.id == row.rule)
    short = []
    for k in range(1, first + 1):
        not_complete = ONCE - _surely_complete(s, named, k)
        short.append(not_complete if k == first else ONCE - not_complete)
    live = s.portfolio.live(asked.quarter)
    s.draft.at_least(asked.name, live, row.least, asked.unless + total(short))


def _surely_complete(s: Staffing, rule: Rule, quarter: int) -> Linear:
    """A binary that is 1 if and only if all team-first rows of a rule hold in a quarter."""
    complete = s.complete(rule, quarter)
    rows = _team(rule)
    if ("enough", rule.id, quarter) not in s._shared:
        enough = []
        for index, row in rows:
            there = s.draft.binary("enough", rule.id, str(index), quarter)
            heads = s.people.heads_of(row.against, quarter)
            s.draft.at_most(("enough", rule.id, str(index), quarter), heads, row.least - 1, unless=there)
            enough.append(there)
        s.draft.at_least(("surely-complete", rule.id, quarter), complete, total(enough) - (len(rows) - 1))
        s._shared["enough", rule.id, quarter] = complete
    return complete


def _team(rule: Rule) -> list[tuple[int, TeamFirst]]:
    return [(index, row) for index, row in enumerate(rule.rows) if isinstance(row, TeamFirst)]


def _over(number: Decimal) -> tuple[int, int]:
    """Numerator and denominator."""
    exact = Fraction(number)
    return exact.numerator, exact.denominator


def _flagged(s: Staffing, flag: Flag) -> Linear:
    """Units that carry a flag and are live, in progress or started anywhere in the plan."""
    return total(
        s.portfolio.units_started(u)
        for u in s.problem.use_cases
        if (u.novel_research if flag is Flag.NOVEL_RESEARCH else u.high_stakes_generative)
    )


KINDS: dict[str, Callable[[Staffing, Any, Asked], None]] = {
    "team-first": team_first,
    "present": present,
    "ratio": ratio,
    "ratio-low": ratio_low,
    "gate": gate,
    "deadline": deadline,
    "cap": cap,
    "condition": condition,
    "milestone": milestone,
}
"""Kind: the function that writes what a row asks."""


# -- inherited breaches ----------------------------------------------------------------------------------------------


def ratio_no_worse(s: Staffing, idle: IdleCourse, row: Ratio, asked: Asked) -> None:
    """heads(acts, q) <= idle heads(acts, q)."""
    heads, most = s.people.heads_of(row.acts_on, asked.quarter), idle.heads_of(row.acts_on, asked.quarter)
    s.draft.at_most(asked.part("no-worse"), heads, most, ONCE - asked.unless)


def ratio_low_no_worse(s: Staffing, idle: IdleCourse, row: RatioLow, asked: Asked) -> None:
    """heads(against, q) <= idle heads(against, q)."""
    heads, most = s.people.heads_of(row.against, asked.quarter), idle.heads_of(row.against, asked.quarter)
    s.draft.at_most(asked.part("no-worse"), heads, most, ONCE - asked.unless)


def milestone_no_worse(s: Staffing, idle: IdleCourse, row: Milestone, asked: Asked) -> None:
    """Use cases live can only become more."""


NO_WORSE: dict[str, Callable[[Staffing, IdleCourse, Any, Asked], None]] = {
    "ratio": ratio_no_worse,
    "ratio-low": ratio_low_no_worse,
    "milestone": milestone_no_worse,
}
"""The kinds that the idle course can break: what holds where the breach goes on."""


# -- all rules -------------------------------------------------------------------------------------------------------


def rules(s: Staffing) -> Linear:
    """The rows of all rules that are enforced or preferred; the number of (rule, quarter) that count as breaches."""
    breaches = []
    for rule in s.problem.rules:
        if rule.mode in (Mode.ENFORCE, Mode.PREFER) and any(row.kind not in DEMAND_KINDS for row in rule.rows):
            breaches += [_in_quarter(s, rule, quarter) for quarter in s.problem.horizon]
    return total(breaches)


def _in_quarter(s: Staffing, rule: Rule, quarter: int) -> Linear:
    """The breach of a rule in a quarter: a binary, or 0 where every row must be kept."""
    rows = [index for index, row in enumerate(rule.rows) if row.kind not in DEMAND_KINDS]
    if rule.mode is Mode.PREFER:
        breach = s.draft.binary("breach", rule.id, quarter)
        for index in rows:
            _ask(s, Asked(rule, index, quarter, breach))
        return breach
    inherited = [index for index in rows if quarter in idle_course(s.problem).rule_broken.get((rule.id, index), ())]
    breach = s.draft.binary("breach", rule.id, quarter) if inherited else Linear()
    for index in rows:
        if index in inherited:
            _ask_no_worse(s, rule, index, quarter, breach)
        else:
            _ask(s, Asked(rule, index, quarter, Linear()))
    return breach


def _ask(s: Staffing, asked: Asked) -> None:
    row = asked.rule.rows[asked.index]
    KINDS[row.kind](s, row, asked)


def _ask_no_worse(s: Staffing, rule: Rule, index: int, quarter: int, breach: Linear) -> None:
    """What the idle course breaks already: the row is kept, or its own binary says that it is broken but no worse."""
    row = rule.rows[index]
    worn = s.draft.binary("inherited", rule.id, str(index), quarter)
    asked = Asked(rule, index, quarter, worn)
    _ask(s, asked)
    NO_WORSE[row.kind](s, idle_course(s.problem), row, asked)
    s.draft.at_most(asked.part("counts"), worn, breach)
