"""The answer in figures and in words, as the Summary sheet, the terminal and the JSON report tell it."""

from __future__ import annotations

from models.plan import Level, Result, State, Status
from models.problem import Objective, OperatingModel, Profile
from models.rule_names import rule_name
from models.rules import Mode
from models.words import counted
from outputs.rows.facts import Facts, added
from outputs.rows.money import RUNNING
from outputs.rows.rules import judged, states, tight, worst

QUARTERS_A_YEAR = 4

LEVEL_NAMES = {
    Objective.INHERITED: "inherited demand uncovered, hundredths of FTE-quarters",
    Objective.TARGET: "use cases short of the target",
    Objective.PREFER: "breaches of preferred and inherited rules",
    Objective.PRIORITY: "priority weights live by the target date",
    Objective.COST: "cost",
    Objective.VALUE: "value",
    Objective.NET: "value less cost",
    Objective.EARLIEST: "sum of go-live quarters",
    Objective.PEAK: "highest head count",
    Objective.SMOOTH: "most hires in a quarter",
    Objective.UNDONE: "must-do use cases not started",
    Objective.OVERRUN: "money above the budget",
}


def in_production(facts: Facts, quarter: int) -> int:
    """Use cases in production by the end of a quarter."""
    return facts.accounts.live[quarter]


def at_target(facts: Facts) -> int:
    """Use cases in production by the end of the target's quarter."""
    return in_production(facts, facts.problem.settings.target_by)


def shortfall(facts: Facts) -> int:
    """Use cases short of the target; 0 without one."""
    return max(0, (facts.problem.settings.target_use_cases or 0) - at_target(facts))


def first_production(facts: Facts) -> str | None:
    """The first quarter by whose end a use case is in production; None: never. Live today: quarter 1."""
    return next((facts.problem.calendar.label(q) for q in facts.problem.horizon if in_production(facts, q)), None)


def heads(facts: Facts) -> tuple[int, ...]:
    """People in seat over all profiles, by quarter."""
    return added(list(facts.accounts.heads.values()), facts.problem.quarters)


def exit_run_rate(facts: Facts) -> int:
    """Recurring cost of the last quarter, for a year."""
    ledgers = (facts.accounts.people_cost, facts.accounts.use_case_cost)
    last = sum(s[-1] for ledger in ledgers for c in RUNNING for s in ledger.get(c, {}).values())
    return QUARTERS_A_YEAR * last


def target_words(facts: Facts) -> str:
    """Whether the target is met; a shortfall is said first."""
    asked = facts.problem.settings
    by = facts.problem.calendar.label(asked.target_by)
    if asked.target_use_cases is None:
        return f"No target set; {counted(at_target(facts), 'use case')} in production by the end of {by}."
    short = shortfall(facts)
    verdict = f"Target missed by {short}" if short else "Target met"
    asked_for = f"{asked.target_use_cases} use case{'' if asked.target_use_cases == 1 else 's'}"
    return f"{verdict}: {at_target(facts)} of {asked_for} in production by the end of {by}."


STOPPED = {"time limit": "stopped by the time limit", "gap": "as near to the best as asked for"}


def proof_words(result: Result) -> str:
    """Whether the plan is proven the best, or how far from it it may be."""
    if result.status is Status.OPTIMAL:
        return "Optimal: proven, level by level, that no plan is better."
    stopped = STOPPED.get(result.stopped_by, "stopped early")
    open_levels = [level for level in result.levels if not level.proven]
    gaps = "; ".join(
        f"{level.name} {level.value:,} (bound {level.bound:,}, gap {level.gap:.1%})" for level in open_levels
    )
    return f"Feasible, {stopped}. Not proven: {gaps}." if gaps else f"Feasible, {stopped}."


def level_words(level: Level) -> str:
    """One level of the objective list in a line."""
    proof = "proven" if level.proven else f"bound {level.bound:,}, gap {level.gap:.1%}"
    return f"{level.name}: {level.value:,} ({proof})"


def binding(facts: Facts) -> list[str]:
    """What may hold the plan back: enforced rules without slack, used-up money, recruiting at its limit."""
    names = {rule.id: rule_name(facts.problem, rule) for rule in facts.problem.rules}
    found = [f"{names[rule]} ({_quarters(facts, quarters)})" for rule, quarters in tight(facts).items()]
    most = facts.problem.settings.recruiting_capacity
    hires = added(list(facts.plan.hires.values()), facts.problem.quarters)
    full = [q for q in facts.problem.horizon if most is not None and hires[q - 1] == most]
    found += [f"recruiting capacity ({_quarters(facts, full)})"] if full else []
    if facts.problem.settings.operating_model is OperatingModel.CENTRALIZED:
        starts = added(list(facts.plan.starts.values()), facts.problem.quarters)
        full = [q for q in facts.problem.horizon if starts[q - 1] == facts.problem.settings.starts_per_quarter]
        found += [f"starts of use cases by a centralized team ({_quarters(facts, full)})"] if full else []
    for job in facts.problem.jobs:
        found += _at_limits(facts, job)
    return found


def _at_limits(facts: Facts, job: tuple[Profile, ...]) -> list[str]:
    """The limits of a job profile, over all business units, that the plan reaches."""
    hires = added([facts.plan.hires[p.id] for p in job], facts.problem.quarters)
    people = added([facts.accounts.heads[p.id] for p in job], facts.problem.quarters)
    found = []
    for name, limit, reached in (
        ("most hires a quarter", job[0].most_hires_per_quarter, hires),
        ("most heads", job[0].most_heads, people),
    ):
        full = [q for q in facts.problem.horizon if limit and reached[q - 1] == limit]
        found += [f"{name} of {job[0].job} ({_quarters(facts, full)})"] if full else []
    return found


def _quarters(facts: Facts, quarters: list[int]) -> str:
    labels = [facts.problem.calendar.label(q) for q in quarters]
    return ", ".join(labels) if len(labels) <= 3 else f"{len(labels)} quarters from {labels[0]} to {labels[-1]}"


def breaches(facts: Facts) -> list[tuple[str, State, list[int]]]:
    """Rules not kept in some quarter, reported ones left out: ID, how, and when; in the order of the sheet Rules."""
    found = states(facts)
    return [
        (rule.id, worst(found[rule.id]), [q for q, state in enumerate(found[rule.id], 1) if state is not State.KEPT])
        for _, rule in judged(facts)
        if rule.mode is not Mode.REPORT and worst(found[rule.id]) is not State.KEPT
    ]
