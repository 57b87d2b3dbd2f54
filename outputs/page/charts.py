"""The charts of a page, from the figures of plans."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from outputs.page.geometry import Chart, Series
from outputs.rows.answer import heads, target_words
from outputs.rows.building import produced
from outputs.rows.facts import Facts
from outputs.rows.people import heads_by_wave
from outputs.rows.scenarios import on_time_line, time_line

LOOKS = ("s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8")
"""The styles of scenarios, used again where there are more."""


def plan_charts(facts: Facts) -> list[Chart]:
    """Head count by wave, cost against budget, use cases against the target."""
    return [_heads(facts), _money(facts), _use_cases(facts)]


def _heads(facts: Facts) -> Chart:
    by_wave = heads_by_wave(facts)
    everybody = heads(facts)
    peak = max(everybody)
    top = facts.labels[everybody.index(peak)]
    return Chart(
        key="heads",
        title="Head count by wave",
        summary=f"{everybody[0]:,} people in {facts.labels[0]}, at most {peak:,} in {top}, "
        f"{everybody[-1]:,} in {facts.labels[-1]}.",
        unit="people",
        labels=tuple(facts.labels),
        columns=(tuple(Series(f"Wave {wave}", values, f"w{wave}") for wave, values in by_wave.items()),),
    )


def _money(facts: Facts) -> Chart:
    budget, cost = facts.problem.budget, facts.accounts.cost
    left = tuple(accumulate(b - c for b, c in zip(budget, cost, strict=True)))
    currency = facts.problem.settings.currency
    return Chart(
        key="money",
        title="Cost against budget, and headroom so far",
        summary=f"The cost of all quarters is {sum(cost):,} {currency} of a budget of {sum(budget):,}; "
        f"{left[-1]:,} are left at the end.",
        unit=currency,
        labels=tuple(facts.labels),
        columns=((Series("Budget", budget, "budget"),), (Series("Cost", cost, "cost"),)),
        lines=(Series("Headroom so far", left, "left"),),
    )


def _use_cases(facts: Facts) -> Chart:
    target = facts.problem.settings.target_use_cases
    aim = () if target is None else (Series("Target", (target,) * facts.problem.quarters, "target"),)
    return Chart(
        key="use-cases",
        title="Use cases in production by the end of the quarter",
        summary=target_words(facts),
        unit="use cases",
        labels=tuple(facts.labels),
        lines=(Series("In production", produced(facts), "live"), *aim),
    )


def compared_charts(plans: Sequence[tuple[str, Facts]]) -> list[Chart]:
    """Cost, head count and use cases of named plans side by side, on the time line that holds them all."""
    calendar = time_line([facts for _, facts in plans])
    currency = plans[0][1].problem.settings.currency

    def chart(key: str, title: str, unit: str, found: list[Sequence[int]]) -> Chart:
        lines = tuple(
            Series(name, tuple(on_time_line(calendar, facts, series)), LOOKS[n % len(LOOKS)])
            for n, ((name, facts), series) in enumerate(zip(plans, found, strict=True))
        )
        return Chart(key, title, f"{title} of {len(plans)} scenarios.", unit, tuple(calendar.labels()), lines=lines)

    one_currency = len({facts.problem.settings.currency for _, facts in plans}) == 1  # else no axis can hold them
    cost = chart("compared-cost", "Cost by quarter", currency, [facts.accounts.cost for _, facts in plans])
    return [
        *([cost] if one_currency else []),
        chart("compared-heads", "Head count", "people", [heads(facts) for _, facts in plans]),
        chart("compared-live", "Use cases in production", "use cases", [produced(facts) for _, facts in plans]),
    ]
