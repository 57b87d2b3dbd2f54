"""Scenarios side by side: the measures of each, and the time line that holds all their horizons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.calendar import Calendar
from models.plan import Result
from outputs.rows.facts import Facts, facts_of
from outputs.rows.figures import Figure, figures
from outputs.rows.requirements import as_solved, holds

Worth = int | str | None
"""What a measure is in a scenario; None: the scenario has no such figure."""

MOST_QUARTERS = 120
"""Quarters that a calendar can hold."""

AGAINST = {"at": "Target", "cost": "Budget"}
"""Figure: what it is held against, as a measure of its own below it."""


@dataclass(frozen=True)
class Change:
    """By how much a measure differs from the first scenario's, and what share of that it is (None: of nothing)."""

    amount: int
    share: float | None


@dataclass(frozen=True)
class Measure:
    """One measure over all scenarios, in their order. Unit '' is text, 'money' whole currency units."""

    key: str
    label: str
    unit: str
    values: tuple[Worth, ...]
    same_currency: tuple[bool, ...]
    """whether each scenario reckons in the currency of the first"""

    @property
    def comparable(self) -> bool:
        """Whether a difference between two scenarios says anything."""
        return self.unit not in ("", "1 = yes")

    @property
    def changes(self) -> tuple[Change | None, ...]:
        """For each scenario; None: the first itself, a figure that is not there, or money of another currency."""
        pairs = zip(self.values[1:], self.same_currency[1:], strict=True)
        return (None, *(self._change(value) if same or self.unit != "money" else None for value, same in pairs))

    def _change(self, value: Worth) -> Change | None:
        first = self.values[0]
        if not self.comparable or not isinstance(first, int) or not isinstance(value, int):
            return None
        return Change(value - first, (value - first) / abs(first) if first else None)


def facts_if_any(result: Result) -> Facts | None:
    """The facts of a result, or None where it holds no plan."""
    return None if result.plan is None else facts_of(result)


def measures(results: Sequence[Result]) -> list[Measure]:
    """What is compared: what was asked for, then the figures of the answer; a figure of any scenario has its line."""
    found = [_worths(result) for result in results]
    names: dict[str, tuple[str, str]] = {}
    for one in found:
        names = {key: (label, unit) for key, label, unit in _merged(names, one)}
    values = [{figure.key: figure.value for figure in one} for one in found]
    currencies = [result.problem.settings.currency for result in results]
    same = tuple(currency == currencies[0] for currency in currencies)
    made = [Measure(key, *named, tuple(one.get(key) for one in values), same) for key, named in names.items()]
    return [measure for measure in made if measure.key != "currency" or len({*measure.values} - {None}) > 1]


def _merged(names: dict[str, tuple[str, str]], more: Iterable[Figure]) -> list[tuple[str, str, str]]:
    """Key, label and unit of all measures; a new one stands behind the one it follows in its own scenario."""
    merged = [(key, label, unit) for key, (label, unit) in names.items()]
    behind = 0
    for figure in more:
        keys = [key for key, _, _ in merged]
        if figure.key in keys:
            behind = keys.index(figure.key) + 1
        else:
            merged.insert(behind, (figure.key, figure.label, figure.unit))
            behind += 1
    return merged


def _worths(result: Result) -> list[Figure]:
    """The measures of one scenario; without a plan, only how it stands."""
    facts = facts_if_any(result)
    if facts is None:
        return [Figure("status", "Status", str(result.status), "", "")]
    checks = (
        Figure("check", "Master check", int(holds(facts)), "1 = yes", ""),
        Figure("same", "Figures as solved", int(as_solved(facts)), "1 = yes", ""),
    )
    return [*_asked(facts), *(one for figure in figures(facts) for one in _with_against(figure)), *checks]


def _asked(facts: Facts) -> list[Figure]:
    calendar = facts.problem.calendar
    by = calendar.label(facts.problem.settings.target_by)
    return [
        Figure("currency", "Currency", facts.problem.settings.currency, "", ""),
        Figure("begins", "First quarter", calendar.label(1), "", ""),
        Figure("length", "Quarters planned", calendar.quarters, "quarters", ""),
        Figure("by", "Target by the end of", by, "", ""),
    ]


def _with_against(figure: Figure) -> list[Figure]:
    if figure.against is None:
        return [figure]
    return [figure, Figure(f"{figure.key}_against", AGAINST[figure.key], figure.against, figure.unit, "")]


def time_line(plans: Sequence[Facts]) -> Calendar:
    """The quarters of the first plan, as it labels them, and of every other one with which they are not too many."""
    first = plans[0].problem.calendar
    begin, end = 1, first.quarters
    for facts in plans[1:]:
        start = _aligned(first, facts)
        if start is not None:
            earliest, last = min(begin, start), max(end, start + facts.problem.quarters - 1)
            if last - earliest < MOST_QUARTERS:
                begin, end = earliest, last
    year, quarter = divmod(first.fiscal_year * 4 + first.fiscal_quarter - 1 + begin - 1, 4)
    return Calendar(fiscal_year=year, fiscal_quarter=quarter + 1, starts_in=first.starts_in, quarters=end - begin + 1)


def _aligned(calendar: Calendar, facts: Facts) -> int | None:
    """The number, on another calendar, of a plan's first quarter; None where quarters begin on other days."""
    day = facts.problem.calendar.begins(1)
    number = calendar.holding(day)
    return number if calendar.begins(number) == day else None


def on_time_line(calendar: Calendar, facts: Facts, series: Sequence[int]) -> list[int | None]:
    """A plan's series (T entries) on a time line that may be longer; None outside the plan's horizon."""
    start = _aligned(calendar, facts)
    if start is None:
        return [None] * calendar.quarters
    return [series[q - start] if 0 <= q - start < len(series) else None for q in calendar.horizon()]
