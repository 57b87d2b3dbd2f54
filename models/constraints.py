"""What no plan of a problem may break and a planner could give up: by name, with the problem without it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.levers import Change, Lever, levers
from models.overrun import lifted
from models.problem import BudgetCap, BudgetRow, HireCap, Problem, UseCase
from models.violations import BUDGET_PERIODS
from models.words import counted


class Kind(StrEnum):
    """What a constraint is about; how it is repaired depends on it."""

    LEVER = "lever"  # a rule or a limit
    HIRE_CAP = "hire cap"  # set by programs only
    BUDGET = "budget"
    MUST_DO = "must-do"
    TARGET = "target"


@dataclass(frozen=True)
class Constraint:
    """One thing that plans must keep."""

    name: str
    """in a planner's words, with quarters and amounts"""
    kind: Kind
    without: Change
    """the problem in which it asks for nothing"""
    lever: Lever | None = None
    """for rules and limits"""


def constraints(problem: Problem) -> tuple[Constraint, ...]:
    """Everything that plans must keep: rules and limits, money, must-dos, the target where it is a must."""
    return tuple(constraint for family in FAMILIES for constraint in family(problem))


def without(problem: Problem, dropped: Collection[str]) -> Problem:
    """The problem without the constraints of these names."""
    relaxed = problem
    for constraint in reversed(constraints(problem)):  # of budgets the last first: money of later quarters moves ahead
        if constraint.name in dropped:
            relaxed = constraint.without(relaxed)
    return relaxed


def only(problem: Problem, kept: Collection[str]) -> Problem:
    """The problem with the constraints of these names and no others."""
    return without(problem, [c.name for c in constraints(problem) if c.name not in kept])


def of_levers(problem: Problem) -> Iterator[Constraint]:
    """Rules that are enforced, and limits."""
    for lever in levers(problem):
        if lever.hard:
            yield Constraint(lever.named(problem), Kind.LEVER, lever.without, lever)


def hire_caps(problem: Problem) -> Iterator[Constraint]:
    """Limits on hires of several job profiles together."""
    for cap in problem.hire_caps:
        titles = "; ".join(problem.profile[profile].title for profile in cap.profiles)
        name = f"at most {counted(cap.most, 'hire')} up to {problem.calendar.label(cap.by)} of {titles}"
        yield Constraint(name, Kind.HIRE_CAP, _uncapped(cap))


def _uncapped(cap: HireCap) -> Change:
    return lambda problem: problem.changed(hire_caps=tuple(c for c in problem.hire_caps if c != cap))


# -- money


def budgets(problem: Problem) -> Iterator[Constraint]:
    """The budget of every period that the cap names."""
    periods = BUDGET_PERIODS[problem.settings.budget_cap](problem)
    cumulative = problem.settings.budget_cap is BudgetCap.CUMULATIVE
    plenty = sum(lifted(problem).budget) // (1 if cumulative else len(periods))
    for first, last in periods:
        raised = _brought_forward(last, plenty) if cumulative else _raised(last, plenty)
        yield Constraint(budget_name(problem, first, last), Kind.BUDGET, raised)


def budget_name(problem: Problem, first: int, last: int) -> str:
    """Such as 'the budget of FY27 Q2 (400,000 USD)'; 'up to' where what is not spent stays."""
    label, cap = problem.calendar.label, problem.settings.budget_cap
    period = {
        BudgetCap.QUARTER: f"of {label(last)}",
        BudgetCap.FISCAL_YEAR: f"of {problem.calendar.fiscal_year_label(last)}",
        BudgetCap.CUMULATIVE: f"up to {label(last)}",
    }[cap]
    return f"the budget {period} ({sum(problem.budget[first - 1 : last]):,} {problem.settings.currency})"


def _raised(quarter: int, plenty: int) -> Change:
    """More money in a quarter than plans could spend."""

    def change(problem: Problem) -> Problem:
        amounts = list(problem.budget)
        amounts[quarter - 1] += plenty
        return with_budget(problem, amounts)

    return change


def _brought_forward(quarter: int, plenty: int) -> Change:
    """The next quarter's money a quarter earlier: what is spent so far has only to fit what is there by the end of the
    next one. After the last quarter there is plenty."""

    def change(problem: Problem) -> Problem:
        amounts = [*problem.budget, plenty]
        amounts[quarter - 1] += amounts[quarter]
        amounts[quarter] = 0
        return with_budget(problem, amounts[:-1])

    return change


def with_budget(problem: Problem, amounts: Collection[int]) -> Problem:
    """The problem with so much money in quarters 1..T, whoever has it."""
    rows = tuple(BudgetRow(quarter=q, amount=amount) for q, amount in enumerate(amounts, 1))
    return problem.changed(budget_rows=rows)


# -- aims


def must_dos(problem: Problem) -> Iterator[Constraint]:
    """The ideas that must be done."""
    for use_case in problem.ideas:
        if use_case.must_do:
            yield Constraint(must_do_name(problem, use_case), Kind.MUST_DO, _left_open(use_case.id))


def must_do_name(problem: Problem, use_case: UseCase) -> str:
    """Such as 'use case U7 must be done by FY27 Q4'."""
    by = f" by {problem.calendar.label(use_case.live_by)}" if use_case.live_by is not None else ""
    return f"use case {use_case.id} must be done{by}"


def _left_open(use_case: str) -> Change:
    def change(problem: Problem) -> Problem:
        changed = (u.changed(must_do=False) if u.id == use_case else u for u in problem.use_cases)
        return problem.changed(use_cases=tuple(changed))

    return change


def target(problem: Problem) -> Iterator[Constraint]:
    """The target, where it is a must."""
    settings = problem.settings
    if settings.target_is_a_must:
        use_cases = counted(settings.target_use_cases or 0, "use case")
        name = f"the target of {use_cases} in production by {problem.calendar.label(settings.target_by)}"
        yield Constraint(name, Kind.TARGET, lambda p: p.changed(settings=p.settings.changed(target_is_a_must=False)))


FAMILIES: tuple[Callable[[Problem], Iterator[Constraint]], ...] = (of_levers, hire_caps, budgets, must_dos, target)
"""The families of constraints, in the order in which they are listed."""
