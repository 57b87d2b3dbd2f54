"""Prices of rules and limits as rows: what each move changes, and which of them bring something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.explanation import Explanation, Price, Step
from models.plan import Result
from models.problem import Objective
from models.whatif import main_money
from outputs.rows.whatif import EffectRow, effect_row, effect_words

MOST_BARS = 12
"""Bars of a chart of prices."""


@dataclass(frozen=True)
class PriceRow:
    """A rule or limit that was moved, and what that brings."""

    lever: str
    step: str
    change: str
    effect: EffectRow

    @property
    def loosens(self) -> bool:
        return self.step != Step.TIGHTER


def price_rows(explanation: Explanation) -> list[PriceRow]:
    """All prices in their order."""
    return [_price(price, explanation.base) for price in explanation.prices]


def _price(price: Price, base: Result) -> PriceRow:
    return PriceRow(price.lever, str(price.step), price.then.change, effect_row(price.then, base))


@dataclass(frozen=True)
class Gain:
    """A rule or limit off, or a step looser, that brings something: it is better on the first level that differs."""

    lever: str
    change: str
    use_cases: int
    money: int
    """of the first objective that counts any, above 0 for the better"""
    words: str


def gains(explanation: Explanation) -> list[Gain]:
    """Those that bring most first, in the order of the levels."""
    settings = explanation.base.problem.settings
    found = []
    for price in explanation.prices:
        effect = None if price.step is Step.TIGHTER else price.then.effect(explanation.base)
        if effect is not None and effect.is_better:
            use_cases, money = effect.use_cases.value, effect.gain(settings.objectives)
            change = price.then.change or f"{price.lever}, {price.step}"
            found.append(Gain(price.lever, change, use_cases, money, effect_words(effect, settings.currency)))
    return found


@dataclass(frozen=True)
class BarChart:
    """What moves bring, one bar each, the longest first."""

    key: str
    title: str
    column: str
    """what is counted"""
    is_money: bool
    bars: tuple[tuple[str, int], ...]
    """the change in words, and how much of it"""


SAVED = {Objective.COST: "Cost less", Objective.VALUE: "Value more", Objective.NET: "Value less cost, more"}


def bar_charts(explanation: Explanation) -> list[BarChart]:
    """The moves that bring use cases, and those that bring money with as many; empty: nothing brings anything."""
    found = gains(explanation)
    column = SAVED[main_money(explanation.base.problem.settings.objectives)]
    more = _bars((gain.change, gain.use_cases) for gain in found)
    money = _bars((gain.change, gain.money) for gain in found if not gain.use_cases)
    charts = (
        BarChart("use cases", "Use cases more, when a rule or limit gives way", "Use cases more", False, more),
        BarChart("money", f"{column}, when a rule or limit gives way, with as many use cases", column, True, money),
    )
    return [chart for chart in charts if chart.bars]


def _bars(amounts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The longest of them; what takes something away has none."""
    return tuple(sorted((bar for bar in amounts if bar[1] > 0), key=lambda bar: -bar[1])[:MOST_BARS])
