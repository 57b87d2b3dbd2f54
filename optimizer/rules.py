"""The staffing rules in the model: one function per kind, in the list at the end, each with its formula.

A function states its rows for every quarter. Under `enforce` they hold always, but where the idle course breaks the row
the plan may break it too, if it makes that no worse; under `prefer` they may be broken. Either way a broken
quarter of a rule costs one breach.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from models.problem import Problem, UseCase
from models.rules import (
    Cap,
    Condition,
    Deadline,
    Flag,
    Gate,
    Group,
    Milestone,
    Mode,
    PerActive,
    Present,
    Ratio,
    RatioLow,
    Rework,
    Rule,
    TeamFirst,
    When,
)
from models.staffing import staff_rows
from optimizer.linear import Linear, total
from optimizer.portfolio import Portfolio
from optimizer.rows import FALSE, Rows, negation
from optimizer.team import Team
from optimizer.work import Work


class Rulebook:
    """The rules of one problem as rows over its team, portfolio and work."""

    def __init__(self, problem: Problem, rows: Rows, team: Team, portfolio: Portfolio, work: Work) -> None:
        self.problem, self.rows, self.team, self.portfolio, self.work = problem, rows, team, portfolio, work
        self.breaches: dict[tuple[str, int], Linear] = {}
        """(rule, quarter): the literal that must hold where the plan breaks the rule"""
        self.complete: dict[str, dict[int, Linear]] = {}
        self.rule = {rule.id: rule for rule in problem.rules}

    def state_all(self) -> None:
        """Every rule that the plan must keep or should."""
        for rule in self.problem.rules:
            if rule.mode in (Mode.ENFORCE, Mode.PREFER):
                for index, row in enumerate(rule.rows):
                    KINDS[row.kind](self, rule, index, row)

    def breached(self) -> Linear:
        """Counted breaches: rules times quarters."""
        return total(self.breaches.values())

    # -- what the kinds are made of ----------------------------------------------------------------------------

    def breach(self, rule: Rule, quarter: int, *, inherited: bool = False) -> Linear:
        """The literal that lets a rule be broken in a quarter; never, where it is enforced and not inherited."""
        if rule.mode is Mode.ENFORCE and not inherited:
            return FALSE
        key = (rule.id, quarter)
        if key not in self.breaches:
            self.breaches[key] = self.rows.literal(f"breach[{rule.id},{quarter}]")
        return self.breaches[key]

    def is_inherited(self, rule: Rule, index: int, quarter: int) -> bool:
        """Whether the idle course breaks the row in the quarter, and the rule is enforced."""
        broken = self.team.idle.rule_broken.get((rule.id, index), frozenset())
        return rule.mode is Mode.ENFORCE and quarter in broken

    def start_only_if(self, rule: Rule, group: Group, quarter: int, allowed: Linear) -> None:
        """starts(group) > 0 only where `allowed` holds, or the rule is broken."""
        permission = allowed + self.breach(rule, quarter)
        for profile in group.profiles:
            most = self.team.most_starts(profile, quarter)
            self.rows.at_most(self.team.starts(profile, quarter), permission * most)

    def start_only_once(self, rule: Rule, group: Group, quarter: int, open_: Linear) -> None:
        """The same where `open_`, once it holds, holds for good: then nobody at all has started before."""
        if rule.mode is Mode.PREFER:
            self.start_only_if(rule, group, quarter, open_)
            return
        for profile in group.profiles:
            most = self.team.most_hires[profile][quarter - 1]
            self.rows.at_most(self.team.hired(profile, quarter), open_ * most)

    def live_at_least(self, least: int, quarter: int, name: str) -> Linear:
        """A literal that can hold only where live(q) >= least."""
        live = self.portfolio.live(quarter)
        if self.rows.low(live) >= least:
            return Linear(const=1)
        literal = self.rows.integer(0, int(self.rows.high(live) >= least), name)
        self.rows.at_least(live, literal * least)
        return literal

    def more_than(self, heads: Linear, free: int, name: str) -> Linear:
        """A literal that must hold where heads > free."""
        if self.rows.high(heads) <= free:
            return FALSE
        if self.rows.low(heads) > free:
            return Linear(const=1)
        literal = self.rows.literal(name)
        self.rows.at_most(heads, literal * (self.rows.high(heads) - free) + free)
        return literal

    def team_complete(self, rule: Rule) -> dict[int, Linear]:
        """For each quarter the literal that all team-first rows of a rule have held at once by then."""
        if rule.id not in self.complete:
            self.complete[rule.id] = self._make_complete(rule)
        return self.complete[rule.id]

    def _make_complete(self, rule: Rule) -> dict[int, Linear]:
        team = [row for row in rule.rows if isinstance(row, TeamFirst)]
        exact = any(isinstance(r, Milestone) and r.rule == rule.id for other in self.problem.rules for r in other.rows)
        complete: dict[int, Linear] = {0: FALSE}
        for q in self.problem.horizon:
            parts = [self.team.present(row.against.profiles, row.least, q) for row in team]
            now = self._all_of(parts, f"team[{rule.id},{q}]")
            complete[q] = self.rows.literal(f"team so far[{rule.id},{q}]")
            self.rows.at_most(complete[q], complete[q - 1] + now)
            self.rows.at_least(complete[q], complete[q - 1])
            if exact:
                self._force_complete(rule, team, q, complete[q])
        return complete

    def _all_of(self, literals: list[Linear], name: str) -> Linear:
        open_ = [x for x in literals if not (x.is_constant and x.const == 1)]
        if not open_:
            return Linear(const=1)
        both = self.rows.literal(name)
        for literal in open_:
            self.rows.at_most(both, literal)
        return both

    def _force_complete(self, rule: Rule, team: list[TeamFirst], quarter: int, complete: Linear) -> None:
        """A milestone counts from the team's completion, so completion must not be denied."""
        lacking = []
        for index, row in enumerate(team):
            heads = self.team.heads_of(row.against.profiles, quarter)
            lacks = self.rows.literal(f"lacks[{rule.id},{index},{quarter}]")
            self.rows.at_most(heads, row.least - 1, when=[lacks])
            lacking.append(lacks)
        self.rows.any_of([complete, *lacking])


def team_first(book: Rulebook, rule: Rule, index: int, row: TeamFirst) -> None:
    """starts(acts) only if heads(against, k) >= least for all rows in one common k <= q."""
    for q in book.problem.horizon:
        book.start_only_once(rule, row.acts_on, q, book.team_complete(rule)[q])


def present(book: Rulebook, rule: Rule, index: int, row: Present) -> None:
    """starts(acts) only if heads(against, q) >= least."""
    for q in book.problem.horizon:
        book.start_only_if(rule, row.acts_on, q, book.team.present(row.against.profiles, row.least, q))


def ratio(book: Rulebook, rule: Rule, index: int, row: Ratio) -> None:
    """heads(acts) <= max(free, floor(most x heads(against))), always or in quarters with starts(acts) > 0."""
    for q in book.problem.horizon:
        inherited = book.is_inherited(rule, index, q)
        breach = book.breach(rule, q, inherited=inherited)
        acts, against = (book.team.heads_of(g.profiles, q) for g in (row.acts_on, row.against))
        when = [negation(breach)]
        if row.free:
            when.append(book.more_than(acts, row.free, f"beyond free[{rule.id},{index},{q}]"))
        if row.when is When.AT_STARTS:
            when.append(book.team.starting(row.acts_on.profiles, q))
        most = Fraction(row.most)
        book.rows.at_most(acts * most.denominator, against * most.numerator, when=when)
        if inherited:
            book.rows.at_most(acts, book.team.idle_heads_of(row.acts_on.profiles, q), when=[breach])


def ratio_low(book: Rulebook, rule: Rule, index: int, row: RatioLow) -> None:
    """heads(acts) >= least x heads(against) once heads(acts) > free."""
    for q in book.problem.horizon:
        inherited = book.is_inherited(rule, index, q)
        breach = book.breach(rule, q, inherited=inherited)
        acts, against = (book.team.heads_of(g.profiles, q) for g in (row.acts_on, row.against))
        asked = book.more_than(acts, row.free, f"asked[{rule.id},{index},{q}]")
        least = Fraction(row.least)
        book.rows.at_least(acts * least.denominator, against * least.numerator, when=[negation(breach), asked])
        if inherited:
            book.rows.at_most(against, book.team.idle_heads_of(row.against.profiles, q), when=[breach])


def gate(book: Rulebook, rule: Rule, index: int, row: Gate) -> None:
    """starts(acts) only if live(q) >= least."""
    for q in book.problem.horizon:
        open_ = book.live_at_least(row.least, q, f"gate[{rule.id},{index},{q}]")
        book.start_only_once(rule, row.acts_on, q, open_)


def deadline(book: Rulebook, rule: Rule, index: int, row: Deadline) -> None:
    """Where live(q+1) > max(live(q), free) through a use case that the plan started: heads(against, q) >= 1."""
    for q in book.problem.horizon:
        going = book.more_than(book.portfolio.going_live_by_plan(q), 0, f"going live[{rule.id},{index},{q}]")
        beyond = book.more_than(book.portfolio.live(q + 1), row.free, f"beyond[{rule.id},{index},{q}]")
        there = book.team.present(row.against.profiles, 1, q)
        book.rows.any_of([negation(going), negation(beyond), there, book.breach(rule, q)])


def rework(book: Rulebook, rule: Rule, index: int, row: Rework) -> None:
    """The n-th go-live beyond `free` in quarters with heads(against) = 0 adds n x FTE in its last build quarter.

    The n-th has its own literal, "there were n by q", and a unit its own row: so a relaxed model cannot spread a
    go-live over cheaper ones, nor have a tenth of a person attend to ten.
    """
    units = sum(u.count for u in book.problem.use_cases)
    at_first = _live_unattended(book, row)
    before = [Linear(const=int(n <= at_first)) for n in range(1, units + 1)]
    for q in book.problem.horizon:
        name = f"unattended[{rule.id},{index},{q}]"
        there = book.team.present(row.against.profiles, 1, q)
        unattended = total(_unless(book, going, there, name) for going in book.portfolio.each_going_live(q))
        by_now = book.rows.unary(total(before) + unattended, before, name)
        growth = ((n - row.free) * (by_now[n - 1] - before[n - 1]) for n in range(row.free + 1, units + 1))
        book.work.add_demand(row.capability, q, total(growth) * row.fte)
        before = by_now


def _unless(book: Rulebook, going: Linear, there: Linear, name: str) -> Linear:
    """As many as are going, unless the literal `there` holds."""
    unattended = book.rows.integer(0, book.rows.high(going), name)
    book.rows.at_least(unattended, going - there * book.rows.high(going))
    return unattended


def _live_unattended(book: Rulebook, row: Rework) -> int:
    """Use cases live at the start, if nobody of the group is on today's staff."""
    today = any(s.start == 1 for p in row.against.profiles for s in staff_rows(book.problem, p))
    return 0 if today else book.portfolio.live(1).const


def per_active(book: Rulebook, rule: Rule, index: int, row: PerActive) -> None:
    """Adds FTE x max(0, use cases building or live in q - free) of a capability."""
    for q in book.problem.horizon:
        active = book.portfolio.active(q)
        beyond = book.rows.integer(0, max(0, book.rows.high(active) - row.free), f"coordinated[{rule.id},{index},{q}]")
        book.rows.at_least(beyond, active - row.free)
        book.work.add_demand(row.capability, q, beyond * row.fte)


def cap(book: Rulebook, rule: Rule, index: int, row: Cap) -> None:
    """In quarters with starts(acts) > 0: heads(acts) <= most rounded down, or <= ceil(most x flagged use cases)."""
    for q in book.problem.horizon:
        heads = book.team.heads_of(row.acts_on.profiles, q)
        when = [book.team.starting(row.acts_on.profiles, q), negation(book.breach(rule, q))]
        if row.per is None:
            book.rows.at_most(heads, int(row.most), when=when)
        else:
            most = Fraction(row.most)
            flagged = book.portfolio.flagged(FLAGS[row.per])
            book.rows.at_most(heads * most.denominator, flagged * most.numerator + most.denominator - 1, when=when)


def condition(book: Rulebook, rule: Rule, index: int, row: Condition) -> None:
    """starts(acts) only if the settings and the portfolio meet every condition."""
    units = {u.business_unit for u in book.problem.use_cases if u.business_unit}
    met = (
        (book.problem.settings.board_level_priority or not row.board_level_priority)
        and len(units) >= row.business_units
        and sum(book.problem.budget) >= row.budget
    )
    for q in book.problem.horizon:
        book.start_only_if(rule, row.acts_on, q, Linear(const=int(met)))


def milestone(book: Rulebook, rule: Rule, index: int, row: Milestone) -> None:
    """With F the first quarter in which the named rule's team is complete: live(F+n) >= least, where F+n <= T."""
    complete = book.team_complete(book.rule[row.rule])
    for first in book.problem.horizon:
        q = first + row.quarters
        if q <= book.problem.quarters:
            reached = book.live_at_least(row.least, q, f"milestone[{rule.id},{index},{q}]")
            breach = book.breach(rule, q, inherited=book.is_inherited(rule, index, q))
            book.rows.any_of([negation(complete[first]), complete[first - 1], reached, breach])


FLAGS: dict[Flag, Callable[[UseCase], bool]] = {
    Flag.NOVEL_RESEARCH: lambda use_case: use_case.novel_research,
    Flag.HIGH_STAKES_GENERATIVE: lambda use_case: use_case.high_stakes_generative,
}

KINDS: dict[str, Callable[[Rulebook, Rule, int, Any], None]] = {
    "team-first": team_first,
    "present": present,
    "ratio": ratio,
    "ratio-low": ratio_low,
    "gate": gate,
    "deadline": deadline,
    "rework": rework,
    "per-active": per_active,
    "cap": cap,
    "condition": condition,
    "milestone": milestone,
}
"""The table of contents: every kind of rule with the function that states it."""
