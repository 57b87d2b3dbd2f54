"""Prices of rules and limits as rows: what each move changes, and which of them bring something."""

from __future__ import annotations

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
    """A rule or limit off, or a step looser, that brings something and takes no use case away."""

    lever: str
    change: str
    use_cases: int
    money: int
    """of the first objective that counts any, above 0 for the better"""
    words: str


def gains(explanation: Explanation) -> list[Gain]:
    """Those that bring most first: use cases, or as many of them for less money or of more value."""
    settings = explanation.base.problem.settings
    found = []
    for price in explanation.prices:
        effect = None if price.step is Step.TIGHTER else price.then.effect(explanation.base)
        if effect is None:
            continue
        use_cases, money = effect.use_cases.value, effect.gain(settings.objectives)
        if use_cases > 0 or (use_cases == 0 and money > 0):
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
    more = tuple((gain.change, gain.use_cases) for gain in found if gain.use_cases)[:MOST_BARS]
    money = tuple((gain.change, gain.money) for gain in found if not gain.use_cases)[:MOST_BARS]
    charts = (
        BarChart("use cases", "Use cases more, when a rule or limit gives way", "Use cases more", False, more),
        BarChart("money", f"{column}, when a rule or limit gives way, with as many use cases", column, True, money),
    )
    return [chart for chart in charts if chart.bars]
