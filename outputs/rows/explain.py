"""An explanation as rows: conflicts, repairs, prices and hires as readers see them, and its sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.explanation import Conflict, Explanation, HireReason, Price, Repair, RepairKind, Step
from models.frontier import left_uncovered, most_use_cases
from models.plan import Result, Status
from models.problem import Objective
from models.rule_names import is_rule, rule_name
from models.whatif import outcome
from models.words import counted
from outputs.rows.answer import shortfall, target_words
from outputs.rows.facts import facts_of
from outputs.rows.prices import gains
from outputs.rows.whatif import (
    NO_PLAN_THEN,
    NONE_FOUND,
    EffectRow,
    briefly,
    doubts,
    effect_row,
    effect_words,
    joined_words,
    listed,
    missing,
)

TOGETHER = "These cannot all hold"
ALONE = "This cannot hold"
ASKS_TOO_MUCH = "what is there already, the team and the use cases in progress, asks for more than can be"
PROVEN_MINIMAL = "proven: a plan was found without any one of them"
NOT_MINIMAL = "not proven to be the smallest such set: some of these may not matter"

MOST_NAMED = 3
"""Things of a kind that a sentence names."""
MOST_DROPPED = 6
"""Use cases that a sentence names."""
MOST_LISTED = 30
"""Things of a kind that stand in one cell."""


@dataclass(frozen=True)
class ConflictRow:
    """A conflict: its title, how sure it is that it is the smallest, and its members."""

    title: str
    note: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class RepairRow:
    """A repair and what the repaired plan comes to. None: there is no such plan, or it is not known."""

    kind: str
    smallest: str
    """'yes', or what is proven instead, such as 'at least 3'; 'not proven' where that says nothing"""
    change: str
    size: int
    at_least: int | None
    """None: no more than that one is needed"""
    unit: str
    use_cases: int | None
    cost: int | None
    first: str
    """label of the quarter of the first production in the plan found, 'none', or '' without a plan"""
    proven: str
    note: str

    @property
    def is_money(self) -> bool:
        return self.kind == RepairKind.BUDGET


@dataclass(frozen=True)
class HireRow:
    """Hires of one job profile in one quarter, what needs them, and what comes of doing without or waiting."""

    positions: tuple[str, ...]
    title: str
    start: str
    serves: tuple[str, ...]
    rules: tuple[str, ...]
    without: EffectRow
    later: EffectRow

    @property
    def purpose(self) -> str:
        """What they are for, and what the plan would break without one of them."""
        parts = [listed(self.serves, MOST_LISTED)]
        parts += [f"breaks without: {listed(self.rules, MOST_LISTED)}"] if self.rules else []
        return "; ".join(filter(None, parts))


def explain_title(explanation: Explanation) -> str:
    """What is explained."""
    if explanation.base.plan is None:
        return "Why there is no plan, and what would do"
    missed = explanation.conflicts or shortfall(facts_of(explanation.base))
    return "Why the plan misses its target, and what would do" if missed else "Why this plan"


def conflict_rows(explanation: Explanation) -> list[ConflictRow]:
    """All conflicts in their order, numbered where there are several."""
    many = len(explanation.conflicts)
    return [
        ConflictRow(
            (TOGETHER if len(conflict.members) > 1 else ALONE) + (f" ({n} of {many})" if many > 1 else ""),
            PROVEN_MINIMAL if conflict.minimal and len(conflict.members) > 1 else _alone_note(conflict),
            conflict.members or (ASKS_TOO_MUCH,),
        )
        for n, conflict in enumerate(explanation.conflicts, 1)
    ]


def _alone_note(conflict: Conflict) -> str:
    if not conflict.members:
        return ""
    return "proven: a plan was found without it" if conflict.minimal else NOT_MINIMAL


def repair_rows(explanation: Explanation) -> list[RepairRow]:
    return [_repair(repair, _uncovered(repair, explanation)) for repair in explanation.repairs]


def _uncovered(repair: Repair, explanation: Explanation) -> str:
    """What a repaired plan leaves of inherited demand, where that is more than the plan that is shown leaves: so it may
    have more use cases than that one, which covers this demand first."""
    shown = explanation.closest if explanation.base.plan is None else explanation.base
    left = 0 if repair.then.result is None else left_uncovered(repair.then.result)
    return f"leaves {_inherited(left)} uncovered" if shown is not None and left > left_uncovered(shown) else ""


def _inherited(hundredths: int) -> str:
    return f"{hundredths / 100:,.2f} FTE-quarters of inherited demand"


def _repair(repair: Repair, uncovered: str) -> RepairRow:
    result = repair.then.result
    reached = None if result is None else outcome(result)
    bound = repair.size if repair.is_smallest else repair.bound
    smallest = "yes" if repair.is_smallest else "not proven" if bound is None else f"at least {bound:,}"
    if result is None or reached is None:
        use_cases, cost, first, proven, note = None, None, "", "", missing(repair.then)
    else:
        use_cases, cost = reached.use_cases.value, reached.cost.value
        first = _quarter(result, reached.first)
        proven = "yes" if reached.is_exact else "no"
        note = "; ".join(filter(None, [uncovered, doubts(reached)]))
    return RepairRow(
        str(repair.kind), smallest, _change(repair, MOST_LISTED), repair.size, bound, repair.unit,
        use_cases, cost, first, proven, note,
    )  # fmt: skip


def _change(repair: Repair, most: int) -> str:
    """The change, and where use cases are dropped all that the plan found for it does not do: those that the target
    never asked for are among them."""
    result, left = repair.then.result, repair.not_done if repair.kind is RepairKind.USE_CASES else ()
    if result is None or not left:
        return repair.then.change
    of = f"{repair.units_not_done:,} of the {counted(most_use_cases(result.problem), 'use case')} in the portfolio"
    return f"{repair.then.change} (the plan found leaves out {of}: {listed(left, most)})"


def _quarter(result: Result, quarter: int) -> str:
    return result.problem.calendar.label(quarter) if quarter <= result.problem.quarters else "none"


def hire_rows(explanation: Explanation) -> list[HireRow]:
    """All hires in their order."""
    return [_hire(hire, explanation.base) for hire in explanation.hires]


def _hire(hire: HireReason, base: Result) -> HireRow:
    return HireRow(
        hire.positions,
        hire.title,
        base.problem.calendar.label(hire.start),
        hire.serves,
        hire.rules,
        effect_row(hire.without, base),
        effect_row(hire.later, base),
    )


# -- sentences


def explain_sentences(explanation: Explanation) -> list[str]:
    """The most important first, at most ten."""
    return [
        *_verdict(explanation),
        *_repairs(explanation),
        *_closest(explanation),
        *_rules(explanation),
        *_levers(explanation),
        *_hires(explanation),
        *_unsolved(explanation),
        *_left_out(explanation),
    ]


def verdict_sentence(explanation: Explanation) -> str:
    """Whether there is a plan, whether it meets the target, and why not."""
    return next(_verdict(explanation))


def _verdict(explanation: Explanation) -> Iterator[str]:
    base, conflicts = explanation.base, explanation.conflicts
    if not conflicts:
        yield stands_sentence(base)
        return
    stands = "No plan exists" if base.plan is None else "No plan meets the target"
    yield f"{stands}: {_together(conflicts[0])}."
    if len(conflicts) > 1:
        more = f" ({len(conflicts) - 2:,} more on the sheet)" if len(conflicts) > 2 else ""
        yield f"Apart from that, {_together(conflicts[1])}{more}."


def stands_sentence(base: Result) -> str:
    """Whether there is a plan that meets its target, without a word on conflicts."""
    if base.plan is not None:
        words = target_words(facts_of(base))
        return f"{words} Why it is missed was not found out." if shortfall(facts_of(base)) else words
    if base.status is not Status.INFEASIBLE:
        return f"N{NONE_FOUND[1:]}."
    if base.conflict:
        return f"No plan exists: {listed(base.conflict, 6)} cannot all hold; not proven to be the smallest such set."
    return "No plan exists: that is proven; why was not found out."


def _together(conflict: Conflict) -> str:
    if not conflict.members:
        return ASKS_TOO_MUCH
    if len(conflict.members) == 1:
        words = f"{conflict.members[0]} cannot hold"
    else:
        words = f"{listed(conflict.members, 6)} cannot all hold"
    return words if conflict.minimal else f"{words}; not proven to be the smallest such set"


def _repairs(explanation: Explanation) -> Iterator[str]:
    """Those that are shown to work."""
    found = [repair for repair in explanation.repairs if repair.then.result and repair.then.result.plan]
    if found:
        words = (_repair_words(repair, _uncovered(repair, explanation)) for repair in found)
        yield f"Smallest repairs: {'; or '.join(words)}."


def _repair_words(repair: Repair, uncovered: str) -> str:
    least = "" if repair.bound is None else f": at least {size_words(repair.bound, repair)}"
    doubt = "" if repair.is_smallest else f" (not proven the smallest{least})"
    change = _change(repair, MOST_DROPPED)
    what = f": {change}" if change else f" by {size_words(repair.size, repair)}"
    return f"{repair.kind}{what}{doubt}{f', which {uncovered}' if uncovered else ''}"


def size_words(size: int, repair: Repair) -> str:
    """Such as '200,000 USD' or '2 quarters'."""
    return counted(size, repair.unit) if repair.unit.islower() else f"{size:,} {repair.unit}"


def _closest(explanation: Explanation) -> Iterator[str]:
    closest = explanation.closest
    reached = None if closest is None else outcome(closest)
    if closest is not None and reached is not None:
        settings, label = closest.problem.settings, closest.problem.calendar.label
        live = f"{counted(reached.use_cases.value, 'use case')} in production by the end of {label(settings.target_by)}"
        given_up = joined_words(concessions(closest)) or "nothing that is counted"
        cost = f"{reached.cost.value:,} {settings.currency}"
        what = f"has {live} and costs {cost}; it gives up {given_up}"
        yield f"Without relaxing a rule or limit, the plan that gives up least {what}."


def concessions(closest: Result) -> list[str]:
    """What a plan gives up, by the levels of its objectives."""
    found = []
    for level in closest.levels:
        if level.value and level.name is Objective.INHERITED:
            found.append(_inherited(level.value))
        elif level.value and level.name in GIVEN_UP:
            noun, of_what = GIVEN_UP[level.name]
            amount = counted(level.value, noun) if noun else f"{level.value:,} {closest.problem.settings.currency}"
            least = f": at least {level.bound:,}" if level.bound > 1 else ""
            bound = "" if level.proven else f" (not proven the least{least})"
            found.append(f"{amount}{of_what}{bound}")
    return found


GIVEN_UP = {
    Objective.UNDONE: ("must-do", ""),
    Objective.OVERRUN: ("", " above the budget"),
    Objective.TARGET: ("use case", " of the target"),
    Objective.PREFER: ("quarter", " of a preferred rule not kept, or of one that is broken already"),
}
"""Level: what it counts ('': money), and of what."""


def _rules(explanation: Explanation) -> Iterator[str]:
    """Rules that cost something, and those that are proven to cost nothing."""
    if found := _brought(explanation, rules=True):
        yield f"Dearest rules: {listed(found, MOST_NAMED)}."
    ids = {rule_name(explanation.base.problem, rule): rule.id for rule in explanation.base.problem.rules}
    off = [price for price in explanation.prices if is_rule(price.lever) and price.step is Step.OFF]
    if free := [ids.get(price.lever, price.lever) for price in off if _is_free(price, explanation)]:
        yield f"Rules that cost nothing: {listed(list(dict.fromkeys(free)), 6)}."


def _is_free(price: Price, explanation: Explanation) -> bool:
    """Whether it is proven that nothing changes that is asked for."""
    effect = price.then.effect(explanation.base)
    return effect is not None and effect.is_nothing


def _levers(explanation: Explanation) -> Iterator[str]:
    if found := _brought(explanation, rules=False):
        yield f"Worth most: {listed(found, MOST_NAMED)}."


def _brought(explanation: Explanation, *, rules: bool) -> list[str]:
    """What each rule, or each limit, brings where it brings most."""
    found: dict[str, str] = {}
    for gain in gains(explanation):
        if is_rule(gain.lever) is rules:
            found.setdefault(gain.lever, f"{gain.change} ({gain.words})")
    return list(found.values())


def _hires(explanation: Explanation) -> Iterator[str]:
    """Hires without which there is no plan, then those whose lack costs most of what comes first."""
    found = list(_missed(explanation))
    if found:
        yield f"Hires missed most: without {listed([words for _, words in sorted(found)], MOST_NAMED)}."
        return
    known = sum(h.without is not None and h.without.effect(explanation.base) is not None for h in explanation.hires)
    if known:
        yield f"No hire is missed alone: {known:,} were tried, and as much is in production and covered without each."


def _missed(explanation: Explanation) -> Iterator[tuple[tuple[int, ...], str]]:
    """Hires that are missed, each with its place among them: no plan first, then by the levels in their order."""
    for n, hire in enumerate(explanation.hires):
        effect = None if hire.without is None else hire.without.effect(explanation.base)
        if hire.without is not None and hire.without.impossible:
            yield (0, n), f"{hire.positions[0]} ({NO_PLAN_THEN})"
        elif effect is not None and any(level.gain < 0 for level in effect.levels if level.name not in SAVED_WITHOUT):
            words = effect_words(effect, explanation.base.problem.settings.currency)
            yield (1, *effect.gains, n), f"{hire.positions[0]} ({words})"


SAVED_WITHOUT = (Objective.COST, Objective.NET, Objective.PEAK, Objective.SMOOTH)
"""Levels on which a plan may be worse without a hire although it does as much: money, and how hiring is spread."""


def _unsolved(explanation: Explanation) -> Iterator[str]:
    """Of how many of the things that were to be solved nothing is known."""
    if explanation.unanswered:
        yield f"No answer for {explanation.unanswered:,} of {explanation.asked:,} prices and hires."


def _left_out(explanation: Explanation) -> Iterator[str]:
    if explanation.left_out:
        yield f"Left out: {briefly(explanation.left_out, MOST_NAMED)}."
