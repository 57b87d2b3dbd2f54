"""What a changed problem would bring, as readers see it: differences as numbers, and in words how sure they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.plan import Result, Status
from models.problem import Objective
from models.whatif import Amount, Effect, LevelChange, Outcome, WhatIf, outcome
from models.words import counted, plural

NO_TIME = "not solved: there was no time for it"
NO_PLAN_THEN = "no plan exists then"
NONE_FOUND = "no plan was found in the time allowed; there may be one"
NOTHING_TO_COMPARE = "there is no plan to compare with"
FOUND = "in the plans found"
"""Of a figure that no level asks for: plans that are equally good may differ in it."""


@dataclass(frozen=True)
class EffectRow:
    """What a change brings. None: not known; bounds are None too where the number itself is proven."""

    use_cases: int | None = None
    cost: int | None = None
    cost_low: int | None = None
    """no plan makes the cost change by less"""
    cost_high: int | None = None
    value: int | None = None
    first: int | None = None
    """quarters later (below 0: sooner), in the plans found"""
    proven: str = ""
    """of the figures that are levels: yes, no, or '' where there is no number to prove"""
    note: str = ""
    """how sure the numbers are, or why there are none"""


def effect_row(then: WhatIf | None, base: Result) -> EffectRow:
    """A changed problem against another solve."""
    found = None if then is None else then.effect(base)
    if then is None or found is None:
        return EffectRow(note=missing(then))
    return row_of(found, note=_none_then(then))


def row_of(found: Effect, note: str = "") -> EffectRow:
    """An effect with how sure it is."""
    cost = found.cost
    return EffectRow(
        use_cases=found.use_cases.value,
        cost=cost.value,
        cost_low=None if cost.is_exact else cost.low,
        cost_high=None if cost.is_exact else cost.high,
        value=found.value.value,
        first=found.first,
        proven="yes" if found.is_exact else "no",
        note="; ".join(filter(None, [note, *_proven_moves(found), doubts(found)])),
    )


BESIDE = {
    Objective.INHERITED: ("FTE-quarter", "of inherited demand uncovered"),
    Objective.PREFER: ("quarter", "of preferred rules not kept, or of rules broken already"),
    Objective.PRIORITY: ("priority point", ""),
    Objective.NET: ("", "of value less cost"),
    Objective.EARLIEST: ("quarter", "in the sum of go-live quarters"),
    Objective.PEAK: ("head", "at the peak"),
    Objective.SMOOTH: ("hire", "in the busiest quarter"),
    Objective.UNDONE: ("must-do", "left open"),
    Objective.OVERRUN: ("", "above the budget"),
}
"""Levels that no column of an effect shows: what they count ('': money), and of what."""


def moved_levels(found: Effect, currency: str = "") -> list[str]:
    """The levels that no column shows and that move, in their order, such as '0.11 FTE-quarters more of inherited
    demand uncovered'."""
    return [_moved_level(level, currency) for level in found.levels if level.name in BESIDE and level.by.value]


def _proven_moves(found: Effect) -> list[str]:
    """Those of them that are proven; of the others the doubts tell."""
    return moved_levels(replace(found, levels=tuple(level for level in found.levels if level.by.is_exact)))


def _moved_level(level: LevelChange, currency: str) -> str:
    noun, of_what = BESIDE[level.name]
    amount = abs(level.by.value)
    if level.name is Objective.INHERITED:
        what = f"{amount / 100:,.2f} {plural(noun)}"
    else:
        what = counted(amount, noun) if noun else f"{amount:,} {currency}".strip()
    more = "more" if level.by.value > 0 else "less"
    doubt = "" if level.by.is_exact else " (not proven)"
    return " ".join(filter(None, [what, more, of_what])) + doubt


def _unproven(found: Effect) -> Iterator[str]:
    """Levels that no column shows and that are not proven, whether or not they move in the plans found."""
    for level in found.levels:
        if level.name in BESIDE and not level.by.is_exact:
            noun, of_what = BESIDE[level.name]
            stays = f"{' '.join(filter(None, [noun and plural(noun), of_what]))} not proven"
            yield _moved_level(level, "") if level.by.value else stays


def missing(then: WhatIf | None) -> str:
    """Why there are no numbers."""
    if then is None:
        return NO_TIME
    if then.result is None:
        return f"not solved: {then.failure}" if then.failure else NO_TIME
    if then.result.plan is None:
        return NO_PLAN_THEN if then.result.status is Status.INFEASIBLE else NONE_FOUND
    return NOTHING_TO_COMPARE


def _none_then(then: WhatIf) -> str:
    """A word where nothing goes into production: the quarters are then counted as if it came after the last one."""
    reached = None if then.result is None else outcome(then.result)
    if then.result is None or reached is None or reached.first <= then.result.problem.quarters:
        return ""
    return "nothing is in production then"


def doubts(found: Effect | Outcome) -> str:
    """What of the levels of an effect or an outcome is not proven, with its bounds; '' where all of them are."""
    named = (("use cases", found.use_cases), ("cost", found.cost), ("value", found.value))
    sign = "+" if isinstance(found, Effect) else ""
    open_ = ((what, amount) for what, amount in named if not (amount.is_exact or amount.by_chance))
    beside = list(_unproven(found)) if isinstance(found, Effect) else []
    return "; ".join([*beside, *(f"{what} {bounds_words(amount, sign)}" for what, amount in open_)])


def headed(name: str, amount: Amount | None) -> str:
    """The heading of a column of such amounts; None: there is none, and nothing to say of it."""
    return f"{name} ({FOUND})" if amount is not None and amount.by_chance else name


def bounds_words(amount: Amount, sign: str = "+") -> str:
    """Between which bounds a number that is not proven lies; `sign`: '+' for differences, '' for what is counted."""
    low, high = (None if bound is None else format(bound, f"{sign},") for bound in (amount.low, amount.high))
    if low is not None and high is not None:
        return f"between {low} and {high}"
    if low is not None:
        return f"at least {low}"
    return f"at most {high}" if high is not None else "not proven"


def amount_words(amount: Amount, noun: str, *, counts: bool = False) -> str:
    """Such as '+2 use cases', '-5 USD (between -9 and +0)', '-5 USD (not proven)'. `counts`: as things are."""
    unit = counted(abs(amount.value), noun).split(" ", 1)[1] if counts else noun
    doubt = "" if amount.is_exact else f" ({bounds_words(amount)})"
    return f"{amount.value:+,} {unit}{doubt}"


def effect_words(found: Effect, currency: str, cost: str = "cost") -> str:
    """An effect in a few words: the outcome before the money, other levels, and last what no level asks for; `cost`:
    what the cost is called."""
    figures = (
        (found.use_cases, amount_words(_plain(found.use_cases), "use case", counts=True)),
        (found.cost, f"{cost} {amount_words(_plain(found.cost), currency)}"),
        (found.value, f"value {amount_words(_plain(found.value), currency)}"),
    )
    asked = [words for figure, words in figures if not figure.by_chance and (figure.value or not figure.is_exact)]
    asked += moved_levels(found, currency)
    chance = [words for figure, words in figures if figure.by_chance and figure.value]
    chance += [f"first production {quarters_words(found.first)}"] if found.first else []
    parts = [", ".join(asked) or "changes nothing that is asked for" if chance else ", ".join(asked)]
    parts += [f"{FOUND}: {', '.join(chance)}"] if chance else []
    return "; ".join(filter(None, parts)) or "changes nothing"


def _plain(amount: Amount) -> Amount:
    """Without a word on how sure it is, where no level asks for it: of those that is said once."""
    return Amount(amount.value, amount.value, amount.value) if amount.by_chance else amount


def quarters_words(later: int) -> str:
    """Such as '2 quarters later' or '1 quarter sooner'."""
    return f"{counted(abs(later), 'quarter')} {'later' if later > 0 else 'sooner'}"


def listed(things: Sequence[str], most: int) -> str:
    """The first of many things, and how many more there are."""
    more = [f"{len(things) - most:,} more"] if len(things) > most else []
    return joined_words([*things[:most], *more])


def joined_words(things: Sequence[str]) -> str:
    """Such as 'A, B and C'."""
    return " and ".join(filter(None, [", ".join(things[:-1]), things[-1] if things else ""]))


def briefly(things: Sequence[str], most: int) -> str:
    """The first of many sentences, each cut where it would fill a terminal, and how many more there are."""
    more = [f"{len(things) - most:,} more"] if len(things) > most else []
    return "; ".join([*(text if len(text) <= BRIEF else f"{text[: BRIEF - 1]}…" for text in things[:most]), *more])


BRIEF = 120
"""Characters of a sentence within another."""
