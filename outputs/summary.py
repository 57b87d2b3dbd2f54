"""The answer in about ten lines of plain text, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import Result, Status
from models.words import counted
from outputs.rows.answer import (
    breaches,
    exit_run_rate,
    first_production,
    heads,
    in_production,
    level_words,
    proof_words,
    target_words,
)
from outputs.rows.facts import Facts, facts_of


def summary_lines(result: Result) -> list[str]:
    """The answer, the most important first: a missed target, or that there is no plan and why."""
    if result.plan is None:
        return list(_no_plan(result))
    return [*_answer(facts_of(result)), *(f"Note: {note}" for note in result.notes)]


REMEDIES = (
    ("the budget", "raise the amounts on the Budget sheet, or loosen 'Budget cap' in Settings"),
    ("the target", "lower 'Target use cases', or set 'Target is a must' to no: the plan then comes as close as it can"),
    ("use case", "clear 'Must do' on the Use cases sheet, or allow more time"),
    ("rule", "set the rule's Mode to prefer on the Rules sheet"),
    ("the recruiting capacity", "raise 'Recruiting capacity' in Settings"),
    (
        "the operating model",
        "raise 'Starts per quarter' or 'One team up to' in Settings, or take another operating model",
    ),
    ("the limit", "raise the job profile's limit on the Roles sheet"),
)
"""What to try, by how the requirement begins."""

MOST_LISTED = 20
"""Requirements that the terminal lists; JSON holds them all."""


def _no_plan(result: Result) -> Iterator[str]:
    if result.status is Status.INFEASIBLE:
        yield from _impossible(result.conflict)
    else:
        limit = " within the time limit" if result.stopped_by == "time limit" else ""
        yield f"No plan was found{limit}; there may be one. Allow more time, or loosen a limit."
    yield from (f"Note: {note}" for note in result.notes)


def _impossible(conflict: tuple[str, ...]) -> Iterator[str]:
    """What cannot be, then what to try."""
    if not conflict:
        yield "No plan exists: the team and the use cases in progress already ask for more than can be."
        return
    together = "this requirement cannot be met" if len(conflict) == 1 else "these requirements cannot all be met"
    yield f"No plan exists: {together}."
    listed = sorted(conflict, key=_place)
    yield from (f"  - {requirement}" for requirement in listed[:MOST_LISTED])
    if len(listed) > MOST_LISTED:
        yield f"  - and {len(listed) - MOST_LISTED} more; there was no time to find out which of all these matter"
    remedies = [remedy for start, remedy in REMEDIES if any(one.startswith(start) for one in conflict)]
    if remedies:
        yield "Try one of these:" if len(remedies) > 1 else "Try this:"
        yield from (f"  - {remedy}" for remedy in remedies)


def _place(requirement: str) -> int:
    """Money and aims before rules and limits."""
    return next((n for n, (start, _) in enumerate(REMEDIES) if requirement.startswith(start)), len(REMEDIES))


def _answer(facts: Facts) -> Iterator[str]:
    """Headlines first, then figures under labels of one width."""
    yield target_words(facts)
    yield proof_words(facts.result)
    for label, words in _figures(facts):
        yield f"{label:<12}{words}"


def _figures(facts: Facts) -> Iterator[tuple[str, str]]:
    money = facts.problem.settings.currency
    cost, budget = sum(facts.accounts.cost), sum(facts.problem.budget)
    labels, by_quarter = facts.labels, heads(facts)
    peak = max(by_quarter)
    top = labels[by_quarter.index(peak)]
    yield "Levels", "; ".join(level_words(level) for level in facts.result.levels)
    yield "Cost", f"{cost:,} {money} of a budget of {budget:,}; headroom {budget - cost:,}"
    yield "Run-rate", f"{exit_run_rate(facts):,} {money} a year when the plan ends"
    yield "Production", f"first in {first_production(facts) or 'no quarter'}; {_at_end(facts)}"
    yield "Heads", f"{by_quarter[0]:,} in {labels[0]}, peak {peak:,} in {top}, {by_quarter[-1]:,} in {labels[-1]}"
    yield "Hires", _hires(facts)
    yield "Rules", _rules(facts)


def _at_end(facts: Facts) -> str:
    last = facts.problem.quarters
    return f"{counted(in_production(facts, last), 'use case')} by the end of {facts.labels[-1]}"


def _hires(facts: Facts) -> str:
    by_wave: dict[int, int] = {}
    for profile in facts.problem.profiles:
        by_wave[profile.wave] = by_wave.get(profile.wave, 0) + sum(facts.plan.hires[profile.id])
    waves = ", ".join(f"{hires:,} in wave {wave}" for wave, hires in sorted(by_wave.items()))
    return f"{sum(by_wave.values()):,} ({waves})"


def _rules(facts: Facts) -> str:
    found = breaches(facts)
    if not found:
        return "all kept in every quarter"
    words = (f"{rule} {state} in {', '.join(facts.labels[q - 1] for q in quarters)}" for rule, state, quarters in found)
    return "; ".join(words)
