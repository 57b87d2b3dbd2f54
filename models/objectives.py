"""The value of every objective: one function each, in the mapping at the end. All are whole numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.course import Course
from models.overrun import extra_budget
from models.plan import Series
from models.portfolio import live_units
from models.problem import Objective, UseCase


@dataclass(frozen=True)
class Outcome:
    """What the objectives look at."""

    course: Course
    uncovered: dict[str, Series]
    """capability: hundredths of an FTE"""
    missing_heads: Series
    cost: Series
    breaches: int
    """counted (rule, quarter) pairs"""


def inherited(outcome: Outcome) -> int:
    """Hundredths of FTE-quarters uncovered + 100 x heads missing."""
    return sum(map(sum, outcome.uncovered.values())) + 100 * sum(outcome.missing_heads)


def target(outcome: Outcome) -> int:
    """Use cases short of the target by the end of its quarter; 0 without a target."""
    settings = outcome.course.problem.settings
    return max(0, (settings.target_use_cases or 0) - outcome.course.live_before(settings.target_by + 1))


def prefer(outcome: Outcome) -> int:
    """Breaches counted."""
    return outcome.breaches


def priority(outcome: Outcome) -> int:
    """Sum of weights of the units live by the end of the target's quarter; weight = P + 1 - priority."""
    problem = outcome.course.problem
    lowest = max((u.priority for u in problem.use_cases if u.priority is not None), default=0)
    by = problem.settings.target_by
    return sum(
        (lowest + 1 - u.priority) * live_units(problem, u, outcome.course.starts)[by]
        for u in problem.use_cases
        if u.priority is not None
    )


def cost(outcome: Outcome) -> int:
    """Money over the horizon."""
    return sum(outcome.cost)


def value(outcome: Outcome) -> int:
    """Sum over units of value per quarter x quarters of 1..T in which the unit is live."""
    problem = outcome.course.problem
    return sum(u.value_per_quarter * sum(_live(outcome, u)[:-1]) for u in problem.use_cases if u.value_per_quarter)


def net(outcome: Outcome) -> int:
    """Value less cost."""
    return value(outcome) - cost(outcome)


def earliest(outcome: Outcome) -> int:
    """Sum over units not live today of the quarter at whose end they go live, T + 1 for those that do not."""
    # One that goes live at the end of q is not yet live before quarters 1..q: counted once for each, it counts q.
    # One that never does is missing before all of 1..T+1, and one live today before none.
    return sum(u.count - live for u in outcome.course.problem.use_cases for live in _live(outcome, u))


def peak(outcome: Outcome) -> int:
    """The largest number of heads in a quarter."""
    return max(map(sum, zip(*outcome.course.heads.values(), strict=True)), default=0)


def smooth(outcome: Outcome) -> int:
    """The largest number of hires in a quarter."""
    return max(map(sum, zip(*outcome.course.hires.values(), strict=True)), default=0)


def undone(outcome: Outcome) -> int:
    """Units of must-do ideas that are not started."""
    return sum(u.count - sum(outcome.course.starts[u.id]) for u in outcome.course.problem.must_dos)


def overrun(outcome: Outcome) -> int:
    """Money above the budget, as its cap counts it."""
    return sum(extra_budget(outcome.course.problem, outcome.cost))


def _live(outcome: Outcome, use_case: UseCase) -> Series:
    return live_units(outcome.course.problem, use_case, outcome.course.starts)


OBJECTIVES: dict[Objective, Callable[[Outcome], int]] = {
    Objective.INHERITED: inherited,
    Objective.TARGET: target,
    Objective.PREFER: prefer,
    Objective.PRIORITY: priority,
    Objective.COST: cost,
    Objective.VALUE: value,
    Objective.NET: net,
    Objective.EARLIEST: earliest,
    Objective.PEAK: peak,
    Objective.SMOOTH: smooth,
    Objective.UNDONE: undone,
    Objective.OVERRUN: overrun,
}
