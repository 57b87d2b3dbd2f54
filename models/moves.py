"""Every rule and limit moved: off, one step looser, one step tighter; and money, aims and hiring time a little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from models.explanation import Step
from models.frontier import most_use_cases
from models.levers import Lever, levers
from models.nesting import is_nested
from models.overrun import lifted
from models.problem import BudgetRow, Problem
from models.rule_names import is_rule
from models.rules import Mode, Rule
from models.words import counted


@dataclass(frozen=True)
class Move:
    """A problem in which one thing is asked for otherwise than in another one."""

    lever: str
    """what was moved, such as 'rule data-ratio' or 'the budget'"""
    step: Step
    change: str
    """in a planner's words, such as 'rule data-ratio at 4 instead of 3'"""
    problem: Problem
    nested: bool = True
    """whether it is sure that every plan of the tighter of the two problems is one of the looser, no worse there"""


def moves(problem: Problem) -> list[Move]:
    """Everything that can be moved, lever by lever; of moves that lead to the same problem the first."""
    known = {_asked(problem)}
    found: list[Move] = []
    for family in (_lever_moves, budget, target, deadline, time_to_fill, must_dos):
        for move in family(problem):
            if (asked := _asked(move.problem)) not in known:
                known.add(asked)
                found.append(move)
    return told_apart(found)


def told_apart(found: Sequence[Move]) -> list[Move]:
    """Moves that are said alike, as of job profiles of one title, with a number after the words."""
    times: Counter[str] = Counter()
    apart: list[Move] = []
    for move in found:
        times[move.change] += 1
        number = times[move.change]
        apart.append(move if number == 1 else replace(move, change=f"{move.change} ({number})"))
    return apart


def _asked(problem: Problem) -> str:
    """What a problem asks; a rule that is off, or that waits for nothing, asks for nothing."""
    rules = [rule for rule in problem.rules if rule.mode is not Mode.OFF and not _waits_for_nothing(rule)]
    return f"{problem.model_dump_json(exclude={'rules'})} {[rule.model_dump_json() for rule in rules]}"


def _waits_for_nothing(rule: Rule) -> bool:
    return all(row.kind == "gate" and row.least == 0 for row in rule.rows)


# -- rules and limits


def _lever_moves(problem: Problem) -> Iterator[Move]:
    for lever in levers(problem):
        yield from _steps(problem, lever)


def _steps(problem: Problem, lever: Lever) -> Iterator[Move]:
    off = lever.without(problem)
    yield Move(
        lever.name, Step.OFF, f"{lever.name} {'off' if is_rule(lever.name) else 'lifted'}", off, is_nested(problem, off)
    )
    for step, by in ((Step.LOOSER, 1), (Step.TIGHTER, -1)):
        moved = lever.steps(problem, by)
        if moved is not None:
            looser, tighter = (moved, problem) if by > 0 else (problem, moved)
            change = f"{lever.name} at {_instead(lever.said(moved), lever.said(problem))}"
            yield Move(lever.name, step, change, moved, is_nested(tighter, looser))


def _instead(new: str, old: str) -> str:
    """'6 instead of 5 hires a quarter': the words that both end with are said once."""
    ends = zip(reversed(new.split()), reversed(old.split()), strict=False)
    alike = len(list(takewhile(lambda pair: pair[0] == pair[1] and pair[0].isalpha(), ends)))
    words = new.split()
    return f"{' '.join(words[: len(words) - alike])} instead of {old}"


# -- money


def budget(problem: Problem) -> Iterator[Move]:
    """1 % more and less in every quarter, and so much that it hardly binds."""
    yield Move("the budget", Step.OFF, "the budget lifted", lifted(problem))
    for step, sign, word in ((Step.LOOSER, 1, "more"), (Step.TIGHTER, -1, "less")):
        rows = tuple(row.changed(amount=row.amount + sign * _one_per_cent(row)) for row in problem.budget_rows)
        moved = problem.changed(budget_rows=rows)
        by = f"{sum(moved.budget) - sum(problem.budget):+,} {problem.settings.currency}"
        yield Move("the budget", step, f"the budget 1 % {word} ({by})", moved)


def _one_per_cent(row: BudgetRow) -> int:
    """Half up."""
    return (row.amount + 50) // 100


# -- aims


def target(problem: Problem) -> Iterator[Move]:
    """A use case fewer or more. What is missing of it is counted from another number: the two are not nested."""
    now = problem.settings.target_use_cases
    if now is None:
        return
    for step, wanted in ((Step.LOOSER, now - 1), (Step.TIGHTER, now + 1)):
        if 0 <= wanted <= most_use_cases(problem):
            change = f"the target at {wanted:,} instead of {counted(now, 'use case')}"
            yield Move("the target", step, change, _with_settings(problem, target_use_cases=wanted), nested=False)


def deadline(problem: Problem) -> Iterator[Move]:
    """The target's date a quarter later or earlier; priorities are counted at it: the two are not nested."""
    now, label = problem.settings.target_by, problem.calendar.label
    if problem.settings.target_use_cases is None:
        return
    for step, by in ((Step.LOOSER, now + 1), (Step.TIGHTER, now - 1)):
        if by in problem.horizon:
            change = f"the target by {label(by)} instead of {label(now)}"
            yield Move("the deadline", step, change, _with_settings(problem, target_by=by), nested=False)


def _with_settings(problem: Problem, **fields: object) -> Problem:
    return problem.changed(settings=problem.settings.changed(**fields))


def must_dos(problem: Problem) -> Iterator[Move]:
    """Each use case that must be done left to the plan."""
    for use_case in problem.ideas:
        if use_case.must_do:
            changed = tuple(u.changed(must_do=False) if u.id == use_case.id else u for u in problem.use_cases)
            name = f"must-do {use_case.id}"
            yield Move(name, Step.OFF, f"{name} left open", problem.changed(use_cases=changed))


# -- hiring


def time_to_fill(problem: Problem) -> Iterator[Move]:
    """A quarter less or more from opening a requisition to its start, for every job profile."""
    for step, more, word in ((Step.LOOSER, -1, "less"), (Step.TIGHTER, 1, "more")):
        profiles = tuple(p.changed(time_to_fill=max(0, p.time_to_fill + more)) for p in problem.profiles)
        change = f"time to fill a quarter {word} for everybody"
        yield Move("time to fill", step, change, problem.changed(profiles=profiles))
