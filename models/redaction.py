"""A plan without names and without the pay of single people: what is published tells of own salaries only their sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from models.errors import PlanRejected
from models.judge import judge
from models.plan import Accounts, Level, Plan, Result, Series
from models.problem import BudgetCap, Employment, Objective, Problem, StaffRow
from models.scenario import InputChange
from models.violations import money_left
from models.words import counted

FEWEST = 3
"""Staff rows with an own salary below which not even their sum is published."""

MONEY = (Objective.COST, Objective.NET, Objective.OVERRUN)
"""The levels whose value is changed by what people are paid."""


class Pooling(StrEnum):
    """What becomes of own salaries in a redacted plan."""

    NOTHING = "nothing"  # there are none
    SPREAD = "spread"  # they are in the total cost, which stays exact, but in no quarter
    AT_RATES = "at rates"  # they are in no figure


_BEGINNING = "Own salaries of staff ({}) are "
NOTES = {
    Pooling.SPREAD: f"{_BEGINNING}in the total cost, spread over the quarters as evenly as the budget allows: a "
    "quarter's cost differs from the unredacted plan's.",
    Pooling.AT_RATES: f"{_BEGINNING}left out: there are fewer than {FEWEST} such rows, or one is more than half of all "
    "their time in seat, or there are several scenarios. Staff are at the job profiles' rates, less where the budget "
    "would not bear them, so the total cost differs from the unredacted plan's; a bound on it that is not reached is "
    "left out as well.",
}
"""What a reader must know, with a count of the staff rows that have an own salary."""


def pooling(problem: Problem, *, alone: bool = True) -> Pooling:
    """What becomes of the own salaries of a problem; it depends on how many there are, and on no salary.

    Their sum is published where there are enough of them and none is most of it: the one rule of statistical
    disclosure control asks for a number of contributors, the other that nobody dominates.
    """
    if not _own_pay(problem):
        return Pooling.NOTHING if alone or not any(problem.pooled) else Pooling.AT_RATES
    weights = [weight for row in _own_pay(problem) if (weight := _head_quarters(problem, row))]
    safe = len(weights) >= FEWEST and 2 * max(weights) <= sum(weights)
    return Pooling.SPREAD if safe and alone else Pooling.AT_RATES


def note(problem: Problem, *, alone: bool = True) -> str:
    """What a reader of the redacted plan must know of its cost; '' where it is that of the plan."""
    how = pooling(problem, alone=alone)
    whose = counted(len(_own_pay(problem)), "row") if _own_pay(problem) else "redacted before"
    return NOTES[how].format(whose) if how in NOTES else ""


def noted(result: Result) -> bool:
    """Whether a result is redacted and its staff had own salaries."""
    return not all(map(_is_no_note, result.notes))


def _is_no_note(text: str) -> bool:
    """Whether a note of a result says something else than `note`."""
    return not text.startswith(_BEGINNING.split("{")[0])


def _own_pay(problem: Problem) -> list[StaffRow]:
    """The staff rows whose own salary is part of the cost: contractors have none, nor who joins after the horizon."""
    return [
        row
        for row in problem.staff
        if row.base_salary is not None
        and row.start <= problem.quarters
        and problem.profile[row.profile].employment is Employment.EMPLOYEE
    ]


def _head_quarters(problem: Problem, row: StaffRow) -> int:
    """A row's share in the head-quarters of the horizon, in hundredths: part-timers count for their FTE."""
    return row.heads * row.fte * sum(map(row.in_seat, problem.horizon))


def redacted(result: Result, *, alone: bool = True) -> Result:
    """The result as people may see it who must not know who earns what; without a plan, the same result.

    Not `alone`, but beside other scenarios, no sum of own salaries is published: from two of them a third would follow.

    Staff rows lose name, ID and own salary. What all own salaries together make of the cost is pooled and spread over
    the quarters, whoever is there in which, or left out where `pooling` says so; the notes say which. A result that is
    redacted already comes back as it is. Raises PlanRejected where the plan would break what it does not break now.
    """
    if result.plan is None:
        return result
    how = pooling(result.problem, alone=alone)
    problem = _redacted_problem(result.problem, result.plan, how, alone=alone)
    if problem == result.problem:
        return result
    before, after = judge(result.problem, result.plan), judge(problem, result.plan)
    broken = [sentence for sentence in after.violations if sentence not in before.violations]
    if broken and _keeps_budget(result.problem, before.accounts.cost):  # else budgets are told with other figures
        raise PlanRejected(f"redacted, the plan no longer adds up: {' '.join(broken)}")
    return replace(
        result,
        problem=problem,
        accounts=after.accounts,
        levels=tuple(_moved(level, before.accounts, after.accounts, problem) for level in result.levels),
        notes=(*filter(_is_no_note, result.notes), *filter(None, [note(result.problem, alone=alone)])),
    )


def _redacted_problem(problem: Problem, plan: Plan, how: Pooling, *, alone: bool) -> Problem:
    staff = tuple(_redacted_row(row, n) for n, row in enumerate(problem.staff, 1))
    if how is Pooling.NOTHING:
        return problem.changed(staff=staff)
    at_rates = problem.changed(staff=staff, pooled_pay=())
    before, after = (judge(p, plan).accounts.cost for p in (problem, at_rates))
    total = sum(before) - sum(after) if how is Pooling.SPREAD else sum(problem.pooled) if alone else 0
    pool = _spread(at_rates, total, after) if _keeps_budget(problem, before) else _evenly(total, problem.quarters)
    return at_rates.changed(pooled_pay=pool if any(pool) else ())


def _redacted_row(row: StaffRow, number: int) -> StaffRow:
    return row.changed(id=f"staff row {number}", name="", base_salary=None)


def _keeps_budget(problem: Problem, cost: Series) -> bool:
    return min(money_left(problem, cost).values()) >= 0


def _spread(problem: Problem, total: int, cost: Series) -> Series:
    """A total over the quarters as evenly as a plan that costs so much without it can bear within its budget.

    Where it cannot bear all, so much less as it must be. It depends on nothing else, so that nobody can tell from it
    who is there when.
    """
    left = money_left(problem, cost)
    if problem.settings.budget_cap is not BudgetCap.CUMULATIVE:
        return _filled(total, left, problem.quarters)
    so_far = [min(total * q // problem.quarters, room) for q, room in enumerate(left.values(), 1)]
    return tuple(after - before for before, after in zip([0, *so_far], so_far, strict=False))


def _filled(total: int, left: Mapping[tuple[int, int], int], quarters: int) -> Series:
    """An even share for each period, or all that it has room for; the rest is shared among those with more room."""
    pool = [0] * quarters
    rest = min(total, sum(left.values()))
    for (first, last), room in sorted(left.items(), key=_room_per_quarter):
        length = last - first + 1
        share = min(room, rest * length // quarters)
        pool[first - 1 : last] = _evenly(share, length)
        rest, quarters = rest - share, quarters - length
    return tuple(pool)


def _room_per_quarter(period: tuple[tuple[int, int], int]) -> Fraction:
    (first, last), room = period
    return Fraction(room, last - first + 1)


def _evenly(total: int, quarters: int) -> Series:
    return tuple(total * q // quarters - total * (q - 1) // quarters for q in range(1, quarters + 1))


def _moved(level: Level, before: Accounts, after: Accounts, problem: Problem) -> Level:
    """A level of money with the redacted cost; others stay.

    Where it is not proven, the bound becomes one that everybody knows: any nearer one tells, by its distance or by its
    gap, what was taken out.
    """
    if level.name not in MONEY or before.objectives[level.name] == after.objectives[level.name]:
        return level
    value = level.value + after.objectives[level.name] - before.objectives[level.name]
    return replace(level, value=value, bound=value if level.proven else _known_bound(level.name, problem))


def _known_bound(name: Objective, problem: Problem) -> int:
    """No plan costs less than what is pooled, is worth more than all use cases live in all quarters, or overruns less
    than nothing."""
    if name is Objective.OVERRUN:
        return 0
    least = min(0, sum(problem.pooled))
    worth = problem.quarters * sum(use_case.count * use_case.value_per_quarter for use_case in problem.use_cases)
    return worth - least if name is Objective.NET else least


PERSONAL_SHEET = "Staff"
"""The sheet of the input whose rows are people."""

HIDDEN = "not shown"


def redacted_changes(changes: Sequence[InputChange]) -> tuple[InputChange, ...]:
    """What a scenario changes in the input, without whom and what it changes among people; each column once."""
    shown = (
        replace(change, row=HIDDEN, before=HIDDEN, after=HIDDEN) if change.sheet == PERSONAL_SHEET else change
        for change in changes
    )
    return tuple(dict.fromkeys(shown))
