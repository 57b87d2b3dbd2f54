"""Do the parts of a problem fit together? All faults at once, each naming its row and the remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import dropwhile
from typing import TYPE_CHECKING

from models.rules import DEMAND_KINDS, Group, Milestone, Mode, PerActive, Rework, Rule, TeamFirst

if TYPE_CHECKING:
    from models.problem import Problem, UseCase


def faults(problem: Problem) -> list[str]:
    """Every fault of a problem, as sentences; empty: the problem can be planned with."""
    return [fault for check in CHECKS for fault in check(problem)]


def duplicate_ids(problem: Problem) -> Iterator[str]:
    """IDs are what rows refer to each other by, so each must be the only one on its sheet."""
    ids: dict[str, Iterable[str]] = {
        "job profile": (p.id for p in problem.profiles),
        "capability": problem.capabilities,
        "staff row": (row.id for row in problem.staff),
        "use-case type": (t.name for t in problem.use_case_types),
        "use case": (u.id for u in problem.use_cases),
        "rule": (rule.id for rule in problem.rules),
    }
    for what, names in ids.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield f"The {what} '{name}' is there {times} times; give each its own ID or remove the others."


def settings(problem: Problem) -> Iterator[str]:
    """The target's quarter lies on the horizon, a must has a target, the objective list is well formed."""
    from models.problem import ALWAYS_FIRST, CONCESSIONS

    asked, last = problem.settings, problem.quarters
    if asked.target_by > last:
        yield f"The target is due by quarter {asked.target_by}, but the horizon ends with {last}; name one within it."
    if asked.target_is_a_must and asked.target_use_cases is None:
        yield "The target is a must, but there is none; give a number of target use cases, or do not make it a must."
    after_concessions = tuple(dropwhile(CONCESSIONS.__contains__, asked.objectives))
    if set(after_concessions[: len(ALWAYS_FIRST)]) != set(ALWAYS_FIRST):
        yield f"The objectives must begin with {', '.join(ALWAYS_FIRST)}; put them first."
    for objective, times in Counter(asked.objectives).items():
        if times > 1:
            yield f"The objective '{objective}' is listed {times} times; list it once."


def profiles(problem: Problem) -> Iterator[str]:
    """There is one at least, skills name known capabilities, and limits leave room."""
    if not problem.profiles:
        yield "There is no job profile; add one to Roles."
    for profile in problem.profiles:
        whose = f"The job profile '{profile.id}'"
        for capability in profile.skills:
            yield from _unknown_capability(problem, capability, f"{whose} has a skill in")
        if profile.most_heads is not None and profile.least_heads > profile.most_heads:
            yield (
                f"{whose} wants at least {profile.least_heads} heads but at most {profile.most_heads}; "
                "lower Least or raise Most."
            )


def business_units(problem: Problem) -> Iterator[str]:
    """Units own known capabilities, and the parts of a job profile share its limits."""
    for capability, unit in problem.capability_units.items():
        if capability not in problem.capabilities:
            yield f"The business unit '{unit}' has work of the unknown capability '{capability}'; add it."
    for parts in problem.jobs:
        if len({(p.most_hires_per_quarter, p.least_heads, p.most_heads) for p in parts}) > 1:
            yield f"The parts of the job profile '{parts[0].base}' have different limits; give all of them the same."


def staff(problem: Problem) -> Iterator[str]:
    """Staff rows name a known job profile and do not end before they start."""
    known = {profile.id for profile in problem.profiles}
    for row in problem.staff:
        if row.profile not in known:
            yield f"The staff row '{row.id}' has the unknown job profile '{row.profile}'; add it to Roles or mend it."
        if row.end is not None and row.end < row.start:
            yield (
                f"The staff row '{row.id}' ends in quarter {row.end}, before its start in quarter {row.start}; "
                "correct its Start or End."
            )


def use_case_types(problem: Problem) -> Iterator[str]:
    """Types name known capabilities and need nothing after their last build quarter, and never less than nothing."""
    for kind in problem.use_case_types:
        whose = f"The use-case type '{kind.name}'"
        for capability in dict.fromkeys([*kind.build, *kind.run]):
            yield from _unknown_capability(problem, capability, f"{whose} needs")
        longest = max([len(kind.build_cost), *(len(cells) for cells in kind.build.values())])
        if longest > kind.build_quarters:
            yield (
                f"{whose} lists {longest} build quarters but is built in {kind.build_quarters}; "
                "remove the quarters beyond, or lengthen it."
            )
        cells = [kind.run_cost, *kind.run.values(), *kind.build_cost, *(c for row in kind.build.values() for c in row)]
        if min(cells) < 0:
            yield f"{whose} needs less than nothing in a quarter ({min(cells)}); enter 0 or more."


def use_cases(problem: Problem) -> Iterator[str]:
    """Use cases name a known type and known use cases, and their status, quarters done and dates agree."""
    known = {u.id for u in problem.use_cases}
    lengths = {kind.name: kind.build_quarters for kind in problem.use_case_types}
    for use_case in problem.use_cases:
        for other in use_case.depends_on:
            if other not in known:
                yield (
                    f"The use case '{use_case.id}' depends on the unknown use case '{other}'; "
                    "add it to Use cases or correct it."
                )
        if use_case.type in lengths:
            yield from _progress(problem, use_case, lengths[use_case.type])
        else:
            yield (
                f"The use case '{use_case.id}' is of the unknown type '{use_case.type}'; "
                "add it to Use-case types or correct it."
            )


def _progress(problem: Problem, use_case: UseCase, length: int) -> Iterator[str]:
    """Quarters done fit the status and the build length, and what must be done in time is not late already."""
    from models.problem import UseCaseStatus

    whose, done = f"The use case '{use_case.id}'", use_case.quarters_done
    if use_case.status is not UseCaseStatus.IN_PROGRESS:
        if done:
            yield (
                f"{whose} has {done} quarters done but its status is '{use_case.status}'; "
                "set it to 'in progress' or clear them."
            )
        return
    if done >= length:
        yield f"{whose} is in progress with {done} of {length} quarters done; set its status to 'live' or lower them."
        return
    due = min(problem.quarters, problem.quarters if use_case.live_by is None else use_case.live_by)
    if use_case.must_do and length - done > due:
        yield (
            f"{whose} must be live by the end of quarter {due} but, in progress, is live by the end of quarter "
            f"{length - done}; move its date or do not make it a must."
        )


def circular_dependencies(problem: Problem) -> Iterator[str]:
    """No use case waits, through others, for itself."""
    after = {use_case.id: list(dict.fromkeys(use_case.depends_on)) for use_case in problem.use_cases}
    while cycle := _cycle(after):
        yield f"The use cases {' -> '.join(cycle)} depend on each other in a circle; remove one of these dependencies."
        after[cycle[0]].remove(cycle[1])  # so that the next circle, if any, is found as well


def _cycle(after: dict[str, list[str]]) -> list[str]:
    """A circle of dependencies, from the use case that stands first on the sheet back to it; empty: there is none."""
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        circle = error.args[1][:0:-1]
        first = min(range(len(circle)), key=lambda place: list(after).index(circle[place]))
        return [*circle[first:], *circle[: first + 1]]
    return []


def budget(problem: Problem) -> Iterator[str]:
    """Every quarter of the horizon has a budget, and no row lies outside it."""
    label, last = problem.calendar.label, problem.quarters
    for row in problem.budget_rows:
        if row.quarter > last:
            yield (
                f"A budget row is for {label(row.quarter)}, outside the horizon {label(1)} to {label(last)}; "
                "remove it or lengthen the horizon."
            )
    missing = [label(q) for q in sorted(set(problem.horizon) - {row.quarter for row in problem.budget_rows})]
    if missing:
        yield f"There is no budget for {', '.join(missing)}; add a row for each (0 where there is no money)."


def pooled_pay(problem: Problem) -> Iterator[str]:
    """Pooled pay, where there is any, has an amount for every quarter."""
    if problem.pooled_pay and len(problem.pooled_pay) != problem.quarters:
        yield f"Pooled pay has {len(problem.pooled_pay)} quarters, but the horizon has {problem.quarters}."


def requirements(problem: Problem) -> Iterator[str]:
    """A requirement row names a known capability or a known role, one of them, and a need for every quarter."""
    roles = {profile.role for profile in problem.profiles}
    for number, row in enumerate(problem.requirements, 1):
        whose = f"The requirement row {number} ({row.capability or row.role or 'nameless'})"
        if (row.capability is None) == (row.role is None):
            yield f"{whose} must name a capability or a role, and not both; fill in exactly one of them."
        if row.capability is not None:
            yield from _unknown_capability(problem, row.capability, f"{whose} needs")
        if row.role is not None and row.role not in roles:
            yield f"{whose} names the unknown role '{row.role}'; add it to Roles or correct it."
        if len(row.need) != problem.quarters:
            yield f"{whose} has {len(row.need)} quarters but the horizon {problem.quarters}; fill in a need for each."
        if min(row.need, default=0) < 0:
            yield f"{whose} needs less than nothing in a quarter ({min(row.need)}); enter 0 or more."


def hire_caps(problem: Problem) -> Iterator[str]:
    """Limits on hires name known job profiles and a quarter of the horizon."""
    known = {profile.id for profile in problem.profiles}
    for number, cap in enumerate(problem.hire_caps, 1):
        whose = f"The limit on hires {number}"
        for profile in cap.profiles:
            if profile not in known:
                yield f"{whose} names the unknown job profile '{profile}'; add it to Roles or correct it."
        if cap.by not in problem.horizon:
            yield f"{whose} is by quarter {cap.by}, but the horizon is 1 to {problem.quarters}; name one within it."


def rules(problem: Problem) -> Iterator[str]:
    """Rules name known job profiles, capabilities and rules, and those that add demand are not preferred."""
    teams = {rule.id for rule in problem.rules if any(isinstance(row, TeamFirst) for row in rule.rows)}
    for rule in problem.rules:
        for number, row in enumerate(rule.rows, 1):
            whose = f"Row {number} of the rule '{rule.id}'"
            yield from _unknown_profiles(problem, row, whose)
            if isinstance(row, Rework | PerActive):
                yield from _unknown_capability(problem, row.capability, f"{whose} adds demand for")
            if isinstance(row, Milestone) and row.rule not in teams:
                yield f"{whose} waits for the team of '{row.rule}', which is no team-first rule; name one that is."
        yield from _preferred_demand(rule)


def _preferred_demand(rule: Rule) -> Iterator[str]:
    kinds = [row.kind for row in rule.rows if row.kind in DEMAND_KINDS]
    if rule.mode is Mode.PREFER and kinds:
        yield (
            f"The rule '{rule.id}' adds demand ({kinds[0]}) and cannot be preferred: demand is covered or it is not; "
            "set its mode to enforce, report or off."
        )


def _unknown_profiles(problem: Problem, row: object, whose: str) -> Iterator[str]:
    known = {profile.id for profile in problem.profiles}
    for side in ("acts_on", "against"):
        group = getattr(row, side, None)
        for profile in group.profiles if isinstance(group, Group) else ():
            if profile not in known:
                yield f"{whose} names the unknown job profile '{profile}'; add it to Roles or correct it."


def _unknown_capability(problem: Problem, capability: str, who_uses: str) -> Iterator[str]:
    if capability not in problem.capabilities:
        yield (
            f"{who_uses} the unknown capability '{capability}'; "
            f"use one of {', '.join(problem.capabilities) or '(none)'}, or add a column for it to Skills."
        )


CHECKS: tuple[Callable[[Problem], Iterable[str]], ...] = (
    duplicate_ids,
    settings,
    profiles,
    business_units,
    staff,
    use_case_types,
    use_cases,
    circular_dependencies,
    budget,
    pooled_pay,
    requirements,
    hire_caps,
    rules,
)
"""What is asked of a problem, in the order in which the faults are told."""
