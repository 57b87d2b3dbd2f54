"""The price of every rule and limit: what changes when one of them does, each solved afresh."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hireplan.comparing import Solving
from hireplan.explaining.answering import ask
from hireplan.sweeps import Engine
from models.explanation import Price, Step
from models.frontier import best_of
from models.judge import judge
from models.moves import Move, moves
from models.plan import Plan, Result
from models.plan_form import fitted
from models.problem import Problem
from models.whatif import WhatIf

SECONDS = 240.0
"""Time for all prices of a problem unless there is a limit for each of them."""


class Priced(NamedTuple):
    """Prices, and what they are measured against."""

    prices: tuple[Price, ...]
    """ranked: what is worth most first, steps that are tighter last, those that do most harm first"""
    left_out: tuple[str, ...]
    """what was not solved, and why"""
    base: Result
    """the problem as it stands, with a better plan where one was found on the way"""
    asked: int = 0
    """moves that were to be solved"""


def prices(problem: Problem, base: Result, engine: Engine, how: Solving, seconds: float = SECONDS) -> Priced:
    """What every move of a problem's rules and limits brings, against `base`, which is the problem solved.

    `how.time_limit` is a limit for each move; without it they share `seconds`. Those that the base's plan feels go
    first. Where a plan was found that is better than the base's, everything is measured against that one.
    """
    if base.plan is None:
        return Priced((), ("prices: there is no plan that they could be measured against",), base)
    wanted = _in_order(moves(problem), base.plan)
    answers = ask(wanted, base, engine, how, seconds if how.time_limit is None else None)
    found = [_price(move, answers.results[move.change]) for move in wanted if move.change in answers.results]
    return Priced(ranked(found, answers.base), answers.left_out, answers.base, len(wanted))


def _price(move: Move, result: Result) -> Price:
    return Price(move.lever, move.step, WhatIf(move.change, result))


def _in_order(wanted: Sequence[Move], plan: Plan) -> list[Move]:
    """Levers that the plan leaves no slack first, then those that have no tighter step to tell by, then the rest."""
    tight: dict[str, bool] = {}
    for move in wanted:
        if move.step is Step.TIGHTER:
            accepted = judge(move.problem, fitted(move.problem, plan)).accepted
            tight[move.lever] = tight.get(move.lever, False) or not accepted
    place = {True: 0, None: 1, False: 2}
    return sorted(wanted, key=lambda move: (place[tight.get(move.lever)], move.step is Step.TIGHTER))


def ranked(found: Sequence[Price], base: Result) -> tuple[Price, ...]:
    """What brings most first, on the levels in their order, so that nothing seems to be worth much which only gives up
    what comes before; then by use cases, money and quarters, which plans that are equally good may differ in. Tighter
    steps by their harm."""
    return tuple(sorted(found, key=lambda price: _rank(price, base)))


def _rank(price: Price, base: Result) -> tuple[int, ...]:
    effect = price.then.effect(base)
    if effect is None:  # no plan exists any more
        return (1, 0)
    main = effect.gain(base.problem.settings.objectives)
    gains = (*effect.gains, effect.use_cases.value, main, effect.value.value, -effect.cost.value, -effect.first)
    if price.step is Step.TIGHTER:
        return (1, 1, *gains)
    return (0, 0, *(-gain for gain in gains))


def remeasured(priced: Priced, base: Result) -> Priced:
    """The same prices against a base for which a better plan was found since."""
    if base.plan is None:
        return priced
    found = [_with_plan(price, base.plan) for price in priced.prices]
    return priced._replace(prices=ranked(found, base), base=base)


def _with_plan(price: Price, plan: Plan) -> Price:
    result = price.then.result
    then = price.then if result is None else WhatIf(price.then.change, best_of(result, [plan]))
    return Price(price.lever, price.step, then)
