"""What must be covered, and what may stay uncovered (docs/semantics.md, sections 3 and 6)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from models.idle import idle_course
from models.linear_program import Linear, total
from models.plain.draft import Draft
from models.plain.people import People
from models.plain.portfolio import Portfolio
from models.plain.time import Time
from models.portfolio import unit_needs
from models.problem import Problem, UseCase
from models.rules import Mode, PerActive, Rework, Rule
from models.staffing import staff_rows

Cell = tuple[str, int]
"""A capability and a quarter."""
Added = dict[Cell, list[Linear]]


class Demand:
    """The demand of every capability and quarter that has any, in hundredths of an FTE."""

    def __init__(self, draft: Draft, people: People, portfolio: Portfolio) -> None:
        parts: Added = {}
        for use_case in draft.problem.use_cases:
            _of_use_case(draft.problem, portfolio, use_case, parts)
        for row in draft.problem.requirements:
            for quarter in draft.problem.horizon if row.capability is not None else ():
                parts.setdefault((row.capability or "", quarter), []).append(Linear(constant=row.need[quarter - 1]))
        for rule in draft.problem.rules:
            for index, rule_row in enumerate(rule.rows if rule.mode is Mode.ENFORCE else ()):
                if isinstance(rule_row, Rework | PerActive):
                    added = ADDED[rule_row.kind](draft, people, portfolio, rule, index)
                    for quarter, more in added.items():
                        parts.setdefault((rule_row.capability, quarter), []).append(more)
        summed = {cell: total(found) for cell, found in parts.items()}
        self.of = {cell: demand for cell, demand in summed.items() if draft.most(demand) > 0}


def coverage(draft: Draft, demand: Demand, time: Time) -> Linear:
    """Supply >= 100 x (demand - uncovered), uncovered <= demand of the idle course; the sum of what is uncovered.

    What is uncovered is whole hundredths, so the least of it is what the judge computes.
    """
    idle = idle_course(draft.problem).demand
    left = []
    for (capability, quarter), needed in demand.of.items():
        allowed = idle[capability][quarter - 1]
        uncovered = draft.integer("uncovered", capability, quarter, most=allowed) if allowed else Linear()
        supply = time.supply(capability, quarter)
        draft.at_least(("cover", capability, quarter), supply + uncovered * 100, needed * 100)
        left.append(uncovered)
    return total(left)


def _of_use_case(problem: Problem, portfolio: Portfolio, use_case: UseCase, parts: Added) -> None:
    """Each unit's need by build quarter, and its need to run from then on."""
    needs = unit_needs(problem, use_case)
    for start, units in portfolio.started(use_case):
        for quarter in range(max(1, start), problem.quarters + 1):
            stage = quarter - start
            if stage < needs.build_quarters:
                cells = {capability: row[stage] for capability, row in needs.build.items()}
            else:
                cells = needs.run
            for capability, need in cells.items():
                if need:
                    parts.setdefault((capability, quarter), []).append(units * need)


# -- rules that add demand: by quarter -------------------------------------------------------------------------


def rework(draft: Draft, people: People, portfolio: Portfolio, rule: Rule, index: int) -> dict[int, Linear]:
    """FTE x (tri(R(q) - free) - tri(R(q - 1) - free)), R(q) the unattended go-lives up to the end of q.

    U(q) >= go-lives, lifted where a binary says that somebody of the group is in seat: U may be too large but never
    too small, and since tri is convex that only ever adds demand. The n-th unit of R(q) has a binary of its own, in
    order, so that tri is exact: the n-th beyond `free` adds n.
    """
    row = rule.rows[index]
    assert isinstance(row, Rework)
    so_far = Linear(constant=_unattended_today(draft.problem, portfolio, row))
    before, added = _triangle(draft, (rule.id, str(index), 0), so_far, row.free), {}
    for quarter in draft.problem.horizon:
        name = rule.id, str(index), quarter
        going = portfolio.go_lives(quarter, planned=False)
        if draft.most(going) > 0:
            attended = draft.binary("attended", *name)
            draft.at_least(("attended", *name), people.heads_of(row.against, quarter), attended)
            alone = draft.real("unattended", *name, most=draft.most(going))
            draft.at_least(("unattended", *name), alone, going, unless=attended)
            so_far = so_far + alone
        now = _triangle(draft, name, so_far, row.free) if draft.most(going) > 0 else before
        added[quarter] = (now - before) * row.fte
        before = now
    return added


def _unattended_today(problem: Problem, portfolio: Portfolio, row: Rework) -> int:
    """Units live today, if nobody of the group is among the staff of quarter 1."""
    attended = any(member.start == 1 for profile in row.against.profiles for member in staff_rows(problem, profile))
    return 0 if attended else portfolio.live(1).constant


def _triangle(draft: Draft, name: tuple[str | int, ...], number: Linear, free: int) -> Linear:
    """tri(number - free), exact for whole numbers."""
    most = draft.most(number)
    if not number.terms:
        return Linear(constant=sum(range(most - free + 1)))
    counted = [draft.binary("go-live", str(n), *name) for n in range(1, most + 1)]
    draft.equal(("go-lives", *name), number, total(counted))
    for n, (earlier, later) in enumerate(pairwise(counted), 1):
        draft.at_most(("go-lives-in-order", str(n), *name), later, earlier)
    return total(unit * (n - free) for n, unit in enumerate(counted, 1) if n > free)


def per_active(draft: Draft, people: People, portfolio: Portfolio, rule: Rule, index: int) -> dict[int, Linear]:
    """FTE x max(0, units building or live in q - free); more would only add demand."""
    row, added = rule.rows[index], {}
    assert isinstance(row, PerActive)
    for quarter in draft.problem.horizon:
        beyond = portfolio.active(quarter) - row.free
        if draft.most(beyond) > 0:
            name = "beyond", rule.id, str(index), quarter
            extra = draft.real(*name, most=draft.most(beyond))
            draft.at_least(name, extra, beyond)
            added[quarter] = extra * row.fte
    return added


ADDED: dict[str, Callable[[Draft, People, Portfolio, Rule, int], dict[int, Linear]]] = {
    "rework": rework,
    "per-active": per_active,
}
"""Kind: the function of its name."""
