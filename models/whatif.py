"""What a changed problem would bring: the outcomes of two solves, and their differences with how sure they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.frontier import UNBOUNDED, most_use_cases
from models.plan import Level, Result, Status
from models.problem import Objective


@dataclass(frozen=True)
class Amount:
    """A whole number that is known, or known to lie between two others; None: without limit on that side."""

    value: int
    """of the plan, or of the two plans, that were found"""
    low: int | None
    high: int | None
    by_chance: bool = False
    """whether no level asks for it, so that plans that are equally good may differ in it"""

    @property
    def is_exact(self) -> bool:
        return self.low == self.high == self.value

    @property
    def is_nothing(self) -> bool:
        """Whether it is known to be 0."""
        return self.low == self.high == self.value == 0

    @property
    def is_something(self) -> bool:
        """Whether it is known not to be 0."""
        return (self.low is not None and self.low > 0) or (self.high is not None and self.high < 0)

    def __add__(self, more: int) -> Amount:
        low = None if self.low is None else self.low + more
        high = None if self.high is None else self.high + more
        return Amount(self.value + more, low, high, self.by_chance)

    def __sub__(self, other: Amount) -> Amount:
        low = None if self.low is None or other.high is None else self.low - other.high
        high = None if self.high is None or other.low is None else self.high - other.low
        return Amount(self.value - other.value, low, high, self.by_chance or other.by_chance)


def amount_of(level: Level) -> Amount:
    """What the best plan comes to on a level, if the levels before it are proven."""
    if level.proven:
        return Amount(level.value, level.value, level.value)
    bound = None if abs(level.bound) >= UNBOUNDED else level.bound
    if level.name.maximised:
        return Amount(level.value, level.value, None if bound is None else max(level.value, bound))
    return Amount(level.value, None if bound is None else min(level.value, bound), level.value)


@dataclass(frozen=True)
class Outcome:
    """What a solve came to, as far as plans are held against each other."""

    use_cases: Amount
    """in production by the target's date, no more than the target where there is one"""
    cost: Amount
    """money over the horizon"""
    value: Amount
    """of the use cases in production, money over the horizon"""
    first: int
    """quarter by whose end a use case is in production in the plan found: no level asks for it; T + 1: none"""

    @property
    def is_exact(self) -> bool:
        return _are_exact(self)


def outcome(result: Result) -> Outcome | None:
    """None where there is no plan."""
    accounts, problem = result.accounts, result.problem
    if accounts is None:
        return None
    live = accounts.live
    first = next((q for q in problem.horizon if live[q]), problem.quarters + 1)
    return Outcome(
        use_cases=_use_cases(result, live[problem.settings.target_by]),
        cost=_amount(result, Objective.COST),
        value=_amount(result, Objective.VALUE),
        first=first,
    )


def _use_cases(result: Result, live: int) -> Amount:
    """Those that count for the target, of which bounds tell; without one, those that the plan happens to have."""
    wanted = result.problem.settings.target_use_cases
    if wanted is None:
        return Amount(live, 0, most_use_cases(result.problem), by_chance=True)
    missing = _amount(result, Objective.TARGET)
    low = 0 if missing.high is None else wanted - missing.high
    return Amount(wanted - missing.value, low, wanted - (missing.low or 0))


def _amount(result: Result, objective: Objective) -> Amount:
    """Exact where every level down to it is proven; between bounds where those before it are; else as planned.

    What is no level is as it happens to be: plans that are equally good may differ in it, unless there is none of it.
    """
    assert result.accounts is not None
    value = result.accounts.objectives[objective]
    if objective is Objective.VALUE and not any(use_case.value_per_quarter for use_case in result.problem.use_cases):
        return Amount(0, 0, 0)
    by_chance = objective not in result.problem.settings.objectives
    for level in result.levels:
        if level.name is objective:
            return amount_of(level)
        if not level.proven:
            break
    return Amount(value, None, None, by_chance)


@dataclass(frozen=True)
class LevelChange:
    """One level of the objectives in the plans found without a change and with it, in the level's own unit."""

    name: Objective
    before: int
    after: int
    """of the target: short of the one without the change, so below 0 where a higher one brings more than that"""
    by: Amount
    """`after` less `before`"""

    @property
    def gain(self) -> int:
        """Above 0 for the better."""
        return self.by.value if self.name.maximised else -self.by.value


def level_changes(then: Result, now: Result) -> tuple[LevelChange, ...]:
    """Of two solves with the same levels, in their order; none where they have others, as a team that is assessed has
    against the planner's plan. Nothing is proven of a level behind one that is not."""
    if [level.name for level in then.levels] != [level.name for level in now.levels]:
        return ()
    found: list[LevelChange] = []
    certain = True
    for changed, level in zip(then.levels, now.levels, strict=True):
        shift = _target(now) - _target(then) if level.name is Objective.TARGET else 0
        by = amount_of(changed) + shift - amount_of(level)
        by = by if certain else Amount(by.value, None, None)
        certain = certain and by.is_exact
        found.append(LevelChange(level.name, level.value, changed.value + shift, by))
    return tuple(found)


def _target(result: Result) -> int:
    return result.problem.settings.target_use_cases or 0


@dataclass(frozen=True)
class Effect:
    """What a change brings: the outcome with it less the outcome without it."""

    use_cases: Amount
    cost: Amount
    value: Amount
    first: int
    """quarters later (below 0: earlier) of the first production in the plans found: no level asks for it"""
    levels: tuple[LevelChange, ...] = ()
    """all of them, in their order; none where the two were solved for others"""

    @property
    def is_exact(self) -> bool:
        """Whether every level is proven in both."""
        return _are_exact(self) and all(level.by.is_exact for level in self.levels)

    @property
    def is_nothing(self) -> bool:
        """Whether both are proven to be equal on every level."""
        return bool(self.levels) and all(level.by.is_nothing for level in self.levels)

    @property
    def gains(self) -> tuple[int, ...]:
        """By level, in their order, above 0 for the better: of two effects the greater one is worth more."""
        return tuple(level.gain for level in self.levels)

    @property
    def is_better(self) -> bool:
        """Whether the plan found is better on the first level that differs."""
        return next((gain for gain in self.gains if gain), 0) > 0

    def gain(self, objectives: Sequence[Objective]) -> int:
        """Money, above 0 for the better, of the first of these objectives that counts any; without one less cost."""
        gains = {
            Objective.COST: -self.cost.value,
            Objective.VALUE: self.value.value,
            Objective.NET: self.value.value - self.cost.value,
        }
        return gains[main_money(objectives)]


def main_money(objectives: Sequence[Objective]) -> Objective:
    """The first of the objectives that counts money; without any the cost."""
    found = (name for name in objectives if name in (Objective.COST, Objective.VALUE, Objective.NET))
    return next(found, Objective.COST)


def _are_exact(found: Outcome | Effect) -> bool:
    """Not so where no figure is a level: there is nothing to prove."""
    levels = [figure for figure in (found.use_cases, found.cost, found.value) if not figure.by_chance]
    return bool(levels) and all(figure.is_exact for figure in levels)


@dataclass(frozen=True)
class WhatIf:
    """A changed problem and what came of it; `result` is None where it was not solved."""

    change: str
    """in a planner's words, such as 'rule data-ratio at 4 instead of 3'"""
    result: Result | None = None
    failure: str = ""
    """why it was not solved"""

    @property
    def impossible(self) -> bool:
        """Whether it is proven that no plan exists."""
        return self.result is not None and self.result.status is Status.INFEASIBLE

    def effect(self, base: Result) -> Effect | None:
        """Against another solve; None where one of the two has no plan."""
        then = None if self.result is None else outcome(self.result)
        now = outcome(base)
        if then is None or now is None or self.result is None:
            return None
        return Effect(
            use_cases=then.use_cases - now.use_cases,
            cost=then.cost - now.cost,
            value=then.value - now.value,
            first=then.first - now.first,
            levels=level_changes(self.result, base),
        )
