"""The problems that tell what one head is worth: a role that is closed, and one head more or fewer in it today."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.constraints import with_budget
from models.course import follow
from models.frontier import most_use_cases
from models.idle import idle_plan
from models.memo import remembered
from models.money import people_cost, total_cost
from models.plan import Series
from models.problem import ALWAYS_FIRST, HireCap, Objective, Problem, Profile, Requirement, StaffRow
from models.rules import Condition, Mode, PerActive, Rework, RuleRow

Job = tuple[Profile, ...]
"""The parts of one job profile."""


def measured(problem: Problem) -> Problem:
    """The problem with the levels on which teams are compared, whatever the planner's own.

    As many as there are of must-dos, then of all use cases by the target's date; of these the most value or, where no
    use case has any, the earliest go-lives; then the least cost. A target that is met would hide what a head is worth.
    """
    delivery = Objective.VALUE if any(u.value_per_quarter for u in problem.use_cases) else Objective.EARLIEST
    undone = (Objective.UNDONE,) if problem.must_dos else ()
    return problem.changed(
        settings=problem.settings.changed(
            target_use_cases=most_use_cases(problem),
            target_is_a_must=False,
            objectives=(*undone, *ALWAYS_FIRST, delivery, Objective.COST),
        )
    )


def closed(problem: Problem, profiles: Iterable[Profile]) -> Problem:
    """The problem in which nobody is hired in these profiles."""
    ids = tuple(profile.id for profile in profiles)
    return problem.changed(hire_caps=(*problem.hire_caps, HireCap(profiles=ids, by=problem.quarters, most=0)))


def in_seat_today(problem: Problem, job: Job) -> list[StaffRow]:
    """The staff rows of a job in seat in quarter 1."""
    parts = {part.id for part in job}
    return [row for row in problem.staff if row.profile in parts and row.start == 1]


def with_one_more(problem: Problem, job: Job) -> Problem:
    """One head more of a job in seat from quarter 1 on, full time at the profile's rates, paid for beside the budget.

    Of the parts in the units it is the first that has anybody, else the first.
    """
    there = {row.profile for row in in_seat_today(problem, job)}
    part = next((part for part in job if part.id in there), job[0])
    taken = {row.id for row in problem.staff}
    name = next(name for n in range(len(taken) + 1) if (name := f"one more {n}") not in taken)
    row = StaffRow(id=name, profile=part.id, business_unit=part.business_unit)
    return _paid_beside(problem, problem.changed(staff=(*problem.staff, row)))


def with_one_fewer(problem: Problem, job: Job) -> Problem | None:
    """One head fewer of a job today, whose pay is taken from the budget; None where there is nobody.

    It is taken from the row with the least FTE, of several such from the last.
    """
    rows = in_seat_today(problem, job)
    if not rows:
        return None
    taken = min(reversed(rows), key=lambda row: row.fte)
    left = (taken.changed(heads=taken.heads - 1),) if taken.heads > 1 else ()
    staff = (kept for row in problem.staff for kept in (left if row is taken else (row,)))
    return _paid_beside(problem, problem.changed(staff=tuple(staff)))


def _paid_beside(before: Problem, after: Problem) -> Problem:
    """The second problem with what its staff costs more or less than the first one's added to the budget, never below
    0. Conditions on the budget move along with it: money that is spoken for meets none."""
    pay = [now - then for now, then in zip(staff_cost(after), staff_cost(before), strict=True)]
    amounts = [max(0, budget + more) for budget, more in zip(before.budget, pay, strict=True)]
    more = sum(amounts) - sum(before.budget)
    rules = (rule.changed(rows=tuple(_moved(row, more) for row in rule.rows)) for rule in after.rules)
    return with_budget(after, amounts).changed(rules=tuple(rules))


def _moved(row: RuleRow, more: int) -> RuleRow:
    return row.changed(budget=max(0, row.budget + more)) if isinstance(row, Condition) and row.budget else row


@remembered
def staff_cost(problem: Problem) -> Series:
    """What today's staff and accepted offers cost with nobody hired, money per quarter 1..T."""
    plan = idle_plan(problem)
    return total_cost(problem, people_cost(follow(problem, plan.hires, plan.starts)))


def team_alone(problem: Problem, demand: dict[str, Series]) -> Problem:
    """The problem in which today's people alone cover as much of a demand as they can, and nothing else is asked.

    `demand` is in hundredths of an FTE by capability and quarter.
    """
    asked = tuple(Requirement(capability=c, need=need) for c, need in demand.items() if any(need))
    settings: dict[str, Any] = {"target_use_cases": None, "target_is_a_must": False, "objectives": ALWAYS_FIRST}
    alone = problem.changed(use_cases=(), rules=(), requirements=asked, settings=problem.settings.changed(**settings))
    return closed(alone, problem.profiles)


def asked_capabilities(problem: Problem) -> set[str]:
    """The capabilities that any use case, requirement row or enforced rule that adds demand asks for."""
    kinds = {problem.type_of[use_case.id].name: problem.type_of[use_case.id] for use_case in problem.use_cases}
    of_types = {c for kind in kinds.values() for c, cells in kind.build.items() if any(cells)}
    of_types |= {c for kind in kinds.values() for c, cell in kind.run.items() if cell}
    of_rows = {row.capability for row in problem.requirements if row.capability is not None and any(row.need)}
    enforced = (row for rule in problem.rules if rule.mode is Mode.ENFORCE for row in rule.rows)
    return of_types | of_rows | {row.capability for row in enforced if isinstance(row, Rework | PerActive)}
