"""A plan of the size of a large program: 60 job profiles, 24 quarters, 200 use cases. Made up, judged, never solved."""

from __future__ import annotations

from models.plan import Plan, Result
from models.problem import BudgetRow, Problem, Profile, StaffRow, UseCase, UseCaseStatus
from models.rules import RuleRow
from tests.outputs import plans

SITES, BATCHES, QUARTERS = 12, 50, 24


def big_result() -> Result:
    """12 sites with the 5 profiles of the bank each, 50 batches of its 4 use cases, everything else as there."""
    problem = big_problem()
    return plans.result_of(problem, big_plan(problem))


def big_problem() -> Problem:
    known = plans.bank(requirements=())
    return known.changed(
        calendar=known.calendar.changed(quarters=QUARTERS),
        settings=known.settings.changed(target_use_cases=150, target_by=QUARTERS, recruiting_capacity=60),
        profiles=tuple(_at(profile, site) for profile in known.profiles for site in range(SITES)),
        staff=tuple(_staff(row) for row in known.staff),
        use_cases=tuple(_in(case, batch) for batch in range(BATCHES) for case in known.use_cases),
        budget_rows=tuple(BudgetRow(quarter=q, amount=90_000_000) for q in range(1, QUARTERS + 1)),
        rules=tuple(rule.changed(rows=tuple(map(_everywhere, rule.rows))) for rule in known.rules),
    )


def _at(profile: Profile, site: int) -> Profile:
    return profile.changed(id=f"{profile.id}-{site}", location=f"Site {site}", most_heads=None)


def _staff(row: StaffRow) -> StaffRow:
    return row.changed(profile=f"{row.profile}-0")


def _in(case: UseCase, batch: int) -> UseCase:
    others = tuple(f"{other}-{batch}" for other in case.depends_on)
    return case.changed(id=f"{case.id}-{batch}", name=f"{case.name}, batch {batch}", depends_on=others, live_by=None)


def _everywhere(row: RuleRow) -> RuleRow:
    """The same rule for the profiles of all sites."""
    groups = {name: group for name in ("acts_on", "against") if (group := getattr(row, name, None)) is not None}
    spread = {
        name: group.changed(profiles=tuple(f"{p}-{site}" for site in range(SITES) for p in group.profiles))
        for name, group in groups.items()
    }
    return row.changed(**spread)


def big_plan(problem: Problem) -> Plan:
    """Hires, starts and time in a regular pattern; whether they make sense is not the point."""
    ideas = [case for case in problem.use_cases if case.status is UseCaseStatus.IDEA]
    return Plan(
        hires={p.id: tuple(_hires(n, q, p) for q in range(QUARTERS)) for n, p in enumerate(problem.profiles)},
        starts={case.id: _starts(n, case) for n, case in enumerate(ideas)},
        allotment={
            p.id: {capability: (10,) * QUARTERS for capability, skill in p.skills.items() if skill > 0}
            for p in problem.profiles
        },
    )


def _hires(number: int, quarter: int, profile: Profile) -> int:
    return int((quarter + number) % 7 == 0 and quarter > profile.time_to_fill)


def _starts(number: int, case: UseCase) -> tuple[int, ...]:
    start = 4 + number % 16
    return tuple(case.count if quarter == start else 0 for quarter in range(QUARTERS))
