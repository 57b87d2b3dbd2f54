"""What a change of today's team is worth: two solves held against each other level by level, as far as is proven."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.marginal import staff_cost
from models.plan import Level, Result
from models.problem import Objective
from models.whatif import amount_of


@dataclass(frozen=True)
class Difference:
    """Where two solves of the same levels come apart first."""

    level: Objective | None
    """None: they are equal on all of them"""
    amount: int = 0
    """in the plans found, in the level's unit, above 0 where the changed one is better; of the cost without the pay of
    the heads that only one of them has"""
    proven: bool = True
    """whether the best plans differ in this way, and no earlier level differs"""

    @property
    def is_better(self) -> bool:
        return self.amount > 0

    @property
    def is_nothing(self) -> bool:
        """Whether it is proven that nothing changes."""
        return self.level is None


def difference(then: Result, now: Result) -> Difference | None:
    """A changed problem against another; None where one of them has no plan.

    Breaches of rules come last, although they are a level before money: a head too many for a ratio is one, however
    much it delivers.
    """
    if then.plan is None or now.plan is None:
        return None
    pay = pay_of_change(then, now)
    breaches = Difference(None)
    for changed, level in zip(then.levels, now.levels, strict=True):
        apart = _apart(changed, level, pay if level.name is Objective.COST else 0)
        if apart is not None and level.name is Objective.PREFER:
            breaches = apart
        elif apart is not None:
            return replace(apart, proven=apart.proven and breaches.proven)
    return breaches


def pay_of_change(then: Result, now: Result) -> int:
    """What the heads of one problem's staff cost more than the other's over the horizon, with nobody hired."""
    return sum(staff_cost(then.problem)) - sum(staff_cost(now.problem))


def _apart(changed: Level, level: Level, pay: int) -> Difference | None:
    """None where both are proven and equal."""
    by = amount_of(changed) - amount_of(level) + -pay
    if by.is_nothing:
        return None
    return Difference(level.name, by.value if level.name.maximised else -by.value, proven=by.is_something)
