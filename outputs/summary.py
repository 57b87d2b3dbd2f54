"""The answer in about ten lines of plain text, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import Result, Status
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


def _no_plan(result: Result) -> Iterator[str]:
    if result.status is Status.INFEASIBLE:
        yield "No plan exists: these requirements cannot hold together."
        yield from (f"  {requirement}" for requirement in result.conflict)
    else:
        limit = " within the time limit" if result.stopped_by == "time limit" else ""
        yield f"No plan was found{limit}; there may be one."
    yield from (f"Note: {note}" for note in result.notes)


def _answer(facts: Facts) -> Iterator[str]:
    money = facts.problem.settings.currency
    cost, budget = sum(facts.accounts.cost), sum(facts.problem.budget)
    labels, by_quarter = facts.labels, heads(facts)
    peak = max(by_quarter)
    yield target_words(facts)
    yield proof_words(facts.result)
    yield f"Levels: {'; '.join(level_words(level) for level in facts.result.levels)}"
    yield f"Cost: {cost:,} {money} of a budget of {budget:,}; headroom {budget - cost:,}."
    yield f"First production: {first_production(facts) or 'none'}; {_at_end(facts)}"
    top = labels[by_quarter.index(peak)]
    yield f"Heads: {by_quarter[0]} in {labels[0]}, peak {peak} in {top}, {by_quarter[-1]} in {labels[-1]}."
    yield f"Exit run-rate: {exit_run_rate(facts):,} {money} a year."
    yield _hires(facts)
    yield _rules(facts)


def _at_end(facts: Facts) -> str:
    last = facts.problem.quarters
    return f"{in_production(facts, last)} use cases in production by the end of {facts.labels[-1]}."


def _hires(facts: Facts) -> str:
    by_wave: dict[int, int] = {}
    for profile in facts.problem.profiles:
        by_wave[profile.wave] = by_wave.get(profile.wave, 0) + sum(facts.plan.hires[profile.id])
    waves = ", ".join(f"{hires} in wave {wave}" for wave, hires in sorted(by_wave.items()))
    return f"Hires: {sum(by_wave.values())} ({waves})."


def _rules(facts: Facts) -> str:
    found = breaches(facts)
    if not found:
        return "Rules: all kept in every quarter."
    words = (f"{rule} {state} in {', '.join(facts.labels[q - 1] for q in quarters)}" for rule, state, quarters in found)
    return f"Rules: {'; '.join(words)}."
