"""What a plan breaks that it must not, in a planner's words: one function per hard requirement, listed at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from models.course import Course
from models.idle import idle_course
from models.plan import Accounts, Plan, RuleCheck, Series, State
from models.portfolio import live_units
from models.problem import BudgetCap, Objective, OperatingModel, Problem, Profile, UseCase
from models.rule_kinds import AT_MOST
from models.rules import Mode
from models.sharing import PER_CENT, one_team, others_work, shared_pct, usable_pct


@dataclass(frozen=True)
class Case:
    """A well-formed plan, and what follows from it."""

    problem: Problem
    plan: Plan
    course: Course
    accounts: Accounts

    def label(self, quarter: int) -> str:
        return self.problem.calendar.label(quarter)

    def money(self, amount: int) -> str:
        return f"{amount:,} {self.problem.settings.currency}"


class Violation(NamedTuple):
    """A hard requirement that the plan breaks."""

    quarter: int
    """where it is broken, the last quarter of a stretch; 0: in the plan as a whole"""
    sentence: str
    """in a planner's words"""


Requirement = Callable[[Case], Iterator[Violation]]


def violations(case: Case) -> list[Violation]:
    """Every hard requirement that the plan breaks; empty: accepted."""
    return [violation for requirement in REQUIREMENTS for violation in requirement(case)]


def time_to_fill(case: Case) -> Iterator[Violation]:
    """A hire starts in s >= 1 + time to fill."""
    for profile in case.problem.profiles:
        for quarter in range(1, min(profile.time_to_fill, case.problem.quarters) + 1):
            if starting := case.plan.hires[profile.id][quarter - 1]:
                yield Violation(
                    quarter,
                    f"{profile.title}: {starting} hired for {case.label(quarter)}, but with a time to fill of "
                    f"{profile.time_to_fill} nobody can start before {case.label(1 + profile.time_to_fill)}.",
                )


def most_hires(case: Case) -> Iterator[Violation]:
    """starts(p, q) <= most hires a quarter; the parts of a profile in all units together."""
    for parts in case.problem.jobs:
        most = parts[0].most_hires_per_quarter
        for quarter in case.problem.horizon:
            starting = sum(case.plan.hires[part.id][quarter - 1] for part in parts)
            if most is not None and starting > most:
                said = f"{_job(parts)}: {starting} hired for {case.label(quarter)}, but at most {most} may be."
                yield Violation(quarter, said)


def recruiting_capacity(case: Case) -> Iterator[Violation]:
    """The sum over p of starts(p, q) <= recruiting capacity."""
    most = case.problem.settings.recruiting_capacity
    for quarter in case.problem.horizon:
        starting = sum(hires[quarter - 1] for hires in case.plan.hires.values())
        if most is not None and starting > most:
            said = f"Hires for {case.label(quarter)}: {starting}, but recruiting can bring in at most {most} a quarter."
            yield Violation(quarter, said)


def hire_caps(case: Case) -> Iterator[Violation]:
    """The sum over the profiles of a cap of H(p, by) <= most."""
    for cap in case.problem.hire_caps:
        hired = sum(sum(case.plan.hires[profile][: cap.by]) for profile in dict.fromkeys(cap.profiles))
        if hired > cap.most:
            titles = "; ".join(case.problem.profile[profile].title for profile in cap.profiles)
            said = f"Hires up to {case.label(cap.by)} of {titles}: {hired} together, but at most {cap.most} may be."
            yield Violation(cap.by, said)


def most_heads(case: Case) -> Iterator[Violation]:
    """heads(p, q) <= max(most heads, idle heads(p, q)); the parts of a profile in all units together."""
    idle = idle_course(case.problem)
    for parts in case.problem.jobs:
        for quarter in case.problem.horizon:
            if parts[0].most_heads is None:
                continue
            heads = sum(case.accounts.heads[part.id][quarter - 1] for part in parts)
            most = max(parts[0].most_heads, sum(idle.heads[part.id][quarter - 1] for part in parts))
            if heads > most:
                said = f"{_job(parts)}: {heads} heads in {case.label(quarter)}, but at most {most} may be there."
                yield Violation(quarter, said)


def _job(parts: tuple[Profile, ...]) -> str:
    """The title of a job profile, or of what its parts in the units stand for."""
    return parts[0].title if len(parts) == 1 else parts[0].job


def start_windows(case: Case) -> Iterator[Violation]:
    """earliest start <= s, s + d - 1 <= T and <= the date by which it must be live."""
    for use_case in case.problem.ideas:
        length = case.problem.type_of[use_case.id].build_quarters
        last = case.problem.quarters if use_case.live_by is None else min(use_case.live_by, case.problem.quarters)
        for quarter, units in enumerate(case.plan.starts[use_case.id], 1):
            if units and quarter < use_case.earliest_start:
                yield Violation(
                    quarter,
                    f"{_named(use_case)} starts in {case.label(quarter)}, "
                    f"before its earliest start in {case.label(use_case.earliest_start)}.",
                )
            if units and quarter + length - 1 > last:
                yield Violation(
                    quarter,
                    f"{_named(use_case)} starts in {case.label(quarter)} and is live by the end of "
                    f"{case.label(quarter + length - 1)}, after {case.label(last)}, the last quarter allowed.",
                )


def starts_per_quarter(case: Case) -> Iterator[Violation]:
    """Centralized: the sum over ideas of the units started in q <= starts per quarter."""
    settings = case.problem.settings
    if settings.operating_model is not OperatingModel.CENTRALIZED:
        return
    for quarter in case.problem.horizon:
        starting = sum(units[quarter - 1] for units in case.plan.starts.values())
        if starting > settings.starts_per_quarter:
            yield Violation(
                quarter,
                f"Use cases started in {case.label(quarter)}: {starting}, but a centralized team starts at most "
                f"{settings.starts_per_quarter} a quarter.",
            )


def counts(case: Case) -> Iterator[Violation]:
    """No more units are started than there are."""
    for use_case in case.problem.ideas:
        started = sum(case.plan.starts[use_case.id])
        if started > use_case.count:
            yield Violation(0, f"{_named(use_case)}: units started: {started}, but there are only {use_case.count}.")


def must_dos(case: Case) -> Iterator[Violation]:
    """All units of a must-do are started, unless it is a level how many are not."""
    if case.problem.concedes(Objective.UNDONE):
        return
    for use_case in case.problem.must_dos:
        started = sum(case.plan.starts[use_case.id])
        if started < use_case.count:
            yield Violation(0, f"{_named(use_case)} must be done, but units started: {started} of {use_case.count}.")


def dependencies(case: Case) -> Iterator[Violation]:
    """Units start in s only if all units of each use case that theirs depends on are live before s."""
    by_id = {use_case.id: use_case for use_case in case.problem.use_cases}
    live = {u.id: live_units(case.problem, u, case.plan.starts) for u in case.problem.use_cases}
    for use_case in case.problem.ideas:
        for quarter, units in enumerate(case.plan.starts[use_case.id], 1):
            for other in use_case.depends_on if units else ():
                if live[other][quarter - 1] < by_id[other].count:
                    yield Violation(
                        quarter,
                        f"{_named(use_case)} starts in {case.label(quarter)}, but units live by then of "
                        f"{_named(by_id[other])}, which it needs: {live[other][quarter - 1]} of {by_id[other].count}.",
                    )


def allotments(case: Case) -> Iterator[Violation]:
    """x(p, c, q) >= 0, a multiple of the time grain, only where p has skill in c."""
    grain = case.problem.settings.time_grain
    for profile_id, shares in case.plan.allotment.items():
        profile = case.problem.profile[profile_id]
        for capability, given in shares.items():
            for quarter, time in enumerate(given, 1):
                what = f"{profile.title}: {_fte(time)} allotted to {capability} in {case.label(quarter)}"
                if time < 0:
                    yield Violation(quarter, f"{what}, less than nothing.")
                elif time and profile.skills.get(capability, 0) <= 0:
                    yield Violation(quarter, f"{what}, in which the profile has no skill.")
                if time % grain:
                    yield Violation(quarter, f"{what}, which is no multiple of the time grain ({_fte(grain)}).")


def capacities(case: Case) -> Iterator[Violation]:
    """The sum over c of x(p, c, q) <= floor(capacity(p, q) / 100)."""
    for profile_id, shares in case.plan.allotment.items():
        for quarter in case.problem.horizon:
            given = sum(series[quarter - 1] for series in shares.values())
            there = case.accounts.capacity[profile_id][quarter - 1] // 100
            if given > there:
                yield Violation(
                    quarter,
                    f"{case.problem.profile[profile_id].title}: {_fte(given)} allotted in {case.label(quarter)}, "
                    f"but only {_fte(there)} are there.",
                )


def community_time(case: Case) -> Iterator[Violation]:
    """The sum over c of x(p, c, q) <= floor(usable % of capacity(p, q)), unless all are one team in q."""
    usable = usable_pct(case.problem)
    for profile in case.problem.profiles:
        for quarter in _apart(case) if usable < PER_CENT else ():
            given = _given(case, profile.id, case.problem.capabilities, quarter)
            there = _share(case, profile.id, usable, quarter)
            if given > there:
                yield Violation(
                    quarter,
                    f"{profile.title}: {_fte(given)} allotted in {case.label(quarter)}, but only {_fte(there)} are "
                    f"left by the {PER_CENT - usable} % for the community of practice.",
                )


def shared_time(case: Case) -> Iterator[Violation]:
    """The sum over other units' c of x(p, c, q) <= floor(shared % of capacity(p, q)), unless all are one team in q."""
    share = shared_pct(case.problem)
    for profile in case.problem.profiles:
        others = others_work(case.problem, profile.id)
        for quarter in _apart(case) if others else ():
            given, most = _given(case, profile.id, others, quarter), _share(case, profile.id, share, quarter)
            if given > most:
                yield Violation(
                    quarter,
                    f"{profile.title}: {_fte(given)} allotted to other units in {case.label(quarter)}, but "
                    f"{case.problem.settings.operating_model} people may give them only {_fte(most)}.",
                )


def _apart(case: Case) -> list[int]:
    """The quarters in which there are too many people to be one team."""
    return [q for q in case.problem.horizon if not one_team(case.problem, case.accounts.heads, q)]


def _given(case: Case, profile_id: str, capabilities: Iterable[str], quarter: int) -> int:
    shares = case.plan.allotment.get(profile_id, {})
    return sum(shares[c][quarter - 1] for c in capabilities if c in shares)


def _share(case: Case, profile_id: str, per_cent: int, quarter: int) -> int:
    """Per cent of a profile's capacity, whole hundredths of an FTE."""
    return per_cent * case.accounts.capacity[profile_id][quarter - 1] // (PER_CENT * 100)


def coverage(case: Case) -> Iterator[Violation]:
    """Uncovered(c, q) <= the demand of the idle course."""
    idle = idle_course(case.problem)
    for capability, series in case.accounts.uncovered.items():
        for quarter, short in enumerate(series, 1):
            needed, allowed = case.accounts.demand[capability][quarter - 1], idle.demand[capability][quarter - 1]
            if short > allowed:
                yield Violation(
                    quarter,
                    f"{capability}: {_fte(short)} of {_fte(needed)} uncovered in "
                    f"{case.label(quarter)}, but only the {_fte(allowed)} inherited may be.",
                )


def enforced_rules(case: Case) -> Iterator[Violation]:
    """No row of a rule that is enforced is broken but by inheritance."""
    for check in case.accounts.rules:
        if check.mode is Mode.ENFORCE and check.state is State.BROKEN:
            said = f"Rule {check.rule} ({check.kind}) is broken in {case.label(check.quarter)}: {_gap(check)}."
            yield Violation(check.quarter, said)


def _gap(check: RuleCheck) -> str:
    word = "at most" if check.relation == AT_MOST else "at least"
    return f"{check.left:g} where {word} {check.limit:g} is asked"


def budgets(case: Case) -> Iterator[Violation]:
    """The cost of each period that the cap names stays within its budget, unless the overrun is a level."""
    if case.problem.concedes(Objective.OVERRUN):
        return
    for (first, last), left in money_left(case.problem, case.accounts.cost).items():
        if left < 0:
            period = case.label(first) if first == last else f"{case.label(first)} to {case.label(last)}"
            budget = sum(case.problem.budget[first - 1 : last])
            cost, over = case.money(budget - left), case.money(-left)
            said = f"{period}: the cost is {cost}, {over} over the budget of {case.money(budget)}."
            yield Violation(last, said)


def target_is_a_must(case: Case) -> Iterator[Violation]:
    """Where the target is a must, live(target by + 1) >= target."""
    settings = case.problem.settings
    live, wanted = case.course.live_before(settings.target_by + 1), settings.target_use_cases or 0
    if settings.target_is_a_must and live < wanted:
        yield Violation(
            0,
            f"Use cases in production by the end of {case.label(settings.target_by)}: {live}, "
            f"but the target of {wanted} is a must.",
        )


def money_left(problem: Problem, cost: Series) -> dict[tuple[int, int], int]:
    """First and last quarter of each period that the cap names, in order: its budget less its cost."""
    return {
        (first, last): sum(problem.budget[first - 1 : last]) - sum(cost[first - 1 : last])
        for first, last in BUDGET_PERIODS[problem.settings.budget_cap](problem)
    }


def _each_quarter(problem: Problem) -> list[tuple[int, int]]:
    return [(quarter, quarter) for quarter in problem.horizon]


def _each_fiscal_year(problem: Problem) -> list[tuple[int, int]]:
    return [(quarters[0], quarters[-1]) for quarters in problem.calendar.fiscal_years().values()]


def _each_stretch(problem: Problem) -> list[tuple[int, int]]:
    return [(1, quarter) for quarter in problem.horizon]


BUDGET_PERIODS: dict[BudgetCap, Callable[[Problem], list[tuple[int, int]]]] = {
    BudgetCap.QUARTER: _each_quarter,
    BudgetCap.FISCAL_YEAR: _each_fiscal_year,
    BudgetCap.CUMULATIVE: _each_stretch,
}
"""Cap: the first and last quarter of every period whose cost stays within its budget."""


def _named(use_case: UseCase) -> str:
    return f"{use_case.id} ({use_case.name})" if use_case.name else use_case.id


def _fte(hundredths: int) -> str:
    return f"{hundredths / 100:.2f} FTE"


REQUIREMENTS: tuple[Requirement, ...] = (
    time_to_fill,
    most_hires,
    recruiting_capacity,
    hire_caps,
    most_heads,
    start_windows,
    starts_per_quarter,
    counts,
    must_dos,
    dependencies,
    allotments,
    capacities,
    community_time,
    shared_time,
    coverage,
    enforced_rules,
    budgets,
    target_is_a_must,
)
"""What no plan may break."""
