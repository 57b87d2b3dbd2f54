"""Random tiny problems, with everything that a problem can hold, and few enough plans to try them all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import comb, prod
from random import Random
from typing import Any

from hypothesis import strategies as st

from models.calendar import Calendar
from models.operating_model import by_unit
from models.plan import Plan
from models.problem import (
    ALWAYS_FIRST,
    PLANNERS_OBJECTIVES,
    Attrition,
    BudgetCap,
    BudgetRow,
    Employment,
    Family,
    Objective,
    OperatingModel,
    Problem,
    Profile,
    Requirement,
    Settings,
    StaffRow,
    UseCase,
    UseCaseStatus,
    UseCaseType,
)
from tests.oracle.brute_force import Enumeration
from tests.oracle.random_rules import draw_rules

MOST_PLANS = 16_000
"""Bound on the choices of hires times the choices of starts of an instance."""

GRAINS = {1: (1, 10, 25), 2: (5, 10, 20, 25, 50, 100), 3: (20, 25, 50, 100)}
"""Steps of time by number of capabilities; fine ones only where the ways to divide it stay few."""

AMPLE = 3_000_000
GROWING_OLD = (Decimal(0), Decimal(0), Decimal(10), Decimal(30), Decimal("62.5"), Decimal(90), Decimal(100))
BLOCK = 10**9
"""Seeds of a block: samples from different blocks have no problem in common. Block 0 is left to hand-picked seeds."""


def random_problem(seed: int) -> Problem:
    """The problem of a seed."""
    return draw_problem(Random(seed))


def seeds(block: int) -> st.SearchStrategy[int]:
    """Seeds of problems; drawn piece by piece, hypothesis repeats itself too much to be worth the shrinking."""
    return st.integers(block * BLOCK, (block + 1) * BLOCK - 1)


def problems(block: int) -> st.SearchStrategy[Problem]:
    return seeds(block).map(random_problem)


def problems_with_plans(block: int) -> st.SearchStrategy[tuple[Problem, Plan]]:
    """Problems with a plan that may or may not be allowed."""
    return seeds(block).map(lambda seed: draw_problem_with_plan(Random(seed)))


def draw_problem_with_plan(rng: Random) -> tuple[Problem, Plan]:
    problem = draw_problem(rng)
    return problem, draw_plan(rng, problem)


def draw_problem(rng: Random) -> Problem:
    quarters = rng.choice((2, 3, 3, 4, 4, 4))
    calendar = Calendar(
        fiscal_year=2027, fiscal_quarter=rng.randint(1, 4), starts_in=rng.choice((1, 4, 7, 10)), quarters=quarters
    )
    capabilities = ("data", "modelling", "deployment")[: rng.choice((1, 2, 2, 2, 3))]
    profiles = [_profile(rng, number, capabilities) for number in range(rng.choice((1, 2, 2, 3, 3)))]
    capacity = rng.choice((1, 1, 2)) if len(profiles) < 3 else 1
    types = tuple(_type(rng, number, capabilities) for number in range(rng.choice((1, 2))))
    left = MOST_PLANS // _hire_plans(profiles, capacity, quarters)
    use_cases = _use_cases(rng, types, quarters, left)
    parts: dict[str, Any] = {
        "settings": _settings(rng, quarters, capacity, len(capabilities), sum(u.count for u in use_cases)),
        "calendar": calendar,
        "capabilities": capabilities,
        "profiles": tuple(profiles),
        "staff": tuple(_staff_row(rng, number, profiles, quarters) for number in range(rng.choice((0, 0, 1, 2, 3)))),
        "use_case_types": types,
        "use_cases": tuple(use_cases),
        "requirements": tuple(
            _requirement(rng, profiles, capabilities, quarters) for _ in range(rng.choice((0, 1, 1, 2)))
        ),
        "rules": draw_rules(rng, profiles, capabilities, quarters),
        "pooled_pay": _pooled_pay(quarters, profiles),
    }
    return Problem(**parts, budget_rows=_budget(rng, parts, quarters))


def _pooled_pay(quarters: int, profiles: Sequence[Profile]) -> tuple[int, ...]:
    """In one problem of five. Drawn from what is there already, so that older seeds keep their problems."""
    rng = Random(repr(profiles))
    if rng.random() < 0.8:
        return ()
    return tuple(rng.choice((-9_001, 0, 1, 12_345)) for _ in range(quarters))


def _profile(rng: Random, number: int, capabilities: Sequence[str]) -> Profile:
    contractor = rng.random() < 0.25
    pay: dict[str, Any] = {"day_rate": rng.choice((700, 955)), "days_per_quarter": rng.choice((60, 63))}
    if not contractor:
        pay = {
            "base_salary": rng.choice((60_000, 90_001, 123_457, 180_000)),
            "bonus_pct": rng.choice((Decimal(0), Decimal(10), Decimal("12.5"))),
            "employer_tax_pct": rng.choice((Decimal(0), Decimal("7.65"), Decimal("20.7"))),
            "tax_cap": rng.choice((None, 50_000, 101_000)),
            "benefits_pct": rng.choice((Decimal(0), Decimal(18))),
            "recruiting_fee_pct": rng.choice((Decimal(0), Decimal(20), Decimal("22.5"))),
        }
    annual = rng.choice(GROWING_OLD)
    least = rng.choice((0, 0, 0, 1, 2))
    return Profile(
        id=f"P{number}",
        role=rng.choice(("engineer", "manager")),
        level=f"level {number}",
        employment=Employment.CONTRACTOR if contractor else Employment.EMPLOYEE,
        family=rng.choice(list(Family)),
        wave=rng.randint(1, 3),
        equity=rng.choice((0, 0, 9_999)),
        training=rng.choice((0, 1_501)),
        sign_on=rng.choice((0, 5_001)),
        equipment=rng.choice((0, 2_499)),
        severance=rng.choice((0, 10_003)),
        exchange_rate=rng.choice((Decimal(1), Decimal(1), Decimal("1.085"), Decimal("0.37"))),
        time_to_fill=rng.choice((0, 0, 0, 0, 1, 1, 2)),
        ramp=rng.choice(((100,), (100,), (100,), (50, 100), (-20, 60, 100), (0, 75), (110, 90))),
        attrition_pct=annual,
        first_year_attrition_pct=rng.choice((None, None, Decimal(45), Decimal(100))),
        most_hires_per_quarter=rng.choice((1, 1, 2)),
        least_heads=least,
        most_heads=rng.choice((None, None, None, None, None, max(1, least), 3)),
        skills={c: rng.choice((40, 75, 100, 100, 130)) for c in capabilities if rng.random() < 0.9},
        **pay,
    )


def _staff_row(rng: Random, number: int, profiles: Sequence[Profile], quarters: int) -> StaffRow:
    profile = rng.choice(profiles)
    start = 1 if rng.random() < 0.75 else rng.randint(2, quarters)
    own = profile.employment is Employment.EMPLOYEE and rng.random() < 0.3
    return StaffRow(
        id=f"S{number}",
        profile=profile.id,
        heads=rng.choice((1, 1, 2, 3)),
        fte=rng.choice((100, 100, 100, 80, 50, 33)),
        start=start,
        end=rng.randint(start, quarters) if rng.random() < 0.2 else None,
        base_salary=100_003 if own else None,
    )


def _type(rng: Random, number: int, capabilities: Sequence[str]) -> UseCaseType:
    length = rng.choice((1, 1, 2, 2, 3))
    return UseCaseType(
        name=f"T{number}",
        build_quarters=length,
        build={c: tuple(rng.choice((0, 0, 10, 25, 40, 60)) for _ in range(length)) for c in capabilities},
        run={c: rng.choice((0, 0, 0, 5, 15)) for c in capabilities},
        build_cost=tuple(rng.choice((0, 7_001, 20_000)) for _ in range(rng.randint(0, length))),
        run_cost=rng.choice((0, 0, 3_333)),
    )


def _use_cases(rng: Random, types: Sequence[UseCaseType], quarters: int, most_schedules: int) -> list[UseCase]:
    """Use cases whose starts can be chosen in at most so many ways."""
    use_cases: list[UseCase] = []
    for number in range(rng.choice((1, 2, 2, 3, 3))):
        use_case = _use_case(rng, number, types, use_cases, quarters)
        slots = quarters + 1 if use_case.status is UseCaseStatus.IDEA else 1
        ways = comb(slots + use_case.count - 1, use_case.count)
        if ways <= most_schedules:
            most_schedules //= ways
            use_cases.append(use_case)
    return use_cases


def _use_case(
    rng: Random, number: int, types: Sequence[UseCaseType], others: Sequence[UseCase], quarters: int
) -> UseCase:
    kind = rng.choice(types)
    status = rng.choice((UseCaseStatus.IDEA,) * 5 + (UseCaseStatus.IN_PROGRESS, UseCaseStatus.LIVE))
    idea = status is UseCaseStatus.IDEA
    earliest = rng.choice((1, 1, 1, 2))
    soonest = earliest + kind.build_quarters - 1
    dated = idea and soonest <= quarters and rng.random() < 0.25
    return UseCase(
        id=f"U{number}",
        business_unit=rng.choice(("", "retail", "risk")),
        type=kind.name,
        count=rng.choice((1, 1, 2)),
        size=rng.choice((Decimal(1), Decimal(1), Decimal("0.5"), Decimal("1.5"))),
        value_per_quarter=rng.choice((0, 30_000, 150_000)),
        priority=rng.choice((None, 1, 2, 4)),
        earliest_start=earliest if idea else 1,
        live_by=rng.randint(soonest, quarters) if dated else None,
        depends_on=tuple(u.id for u in others if idea and rng.random() < 0.3),
        status=status,
        quarters_done=rng.randint(0, kind.build_quarters - 1) if status is UseCaseStatus.IN_PROGRESS else 0,
        must_do=idea and rng.random() < 0.15,
        novel_research=rng.random() < 0.3,
        high_stakes_generative=rng.random() < 0.3,
    )


def _requirement(rng: Random, profiles: Sequence[Profile], capabilities: Sequence[str], quarters: int) -> Requirement:
    if rng.random() < 0.5:
        need = tuple(rng.choice((0, 20, 45)) for _ in range(quarters))
        return Requirement(capability=rng.choice(capabilities), need=need)
    return Requirement(role=rng.choice(profiles).role, need=tuple(rng.randint(0, 2) for _ in range(quarters)))


def _settings(rng: Random, quarters: int, capacity: int, capabilities: int, units: int) -> Settings:
    others = [o for o in PLANNERS_OBJECTIVES if o not in ALWAYS_FIRST]
    target = None if rng.random() < 0.15 else rng.choice((units, max(0, units - 1), rng.randint(0, units)))
    chosen = [Objective.COST] if rng.random() < 0.4 else rng.sample(others, rng.randint(1, 3))
    return Settings(
        target_use_cases=target,
        target_by=rng.choice((quarters - 1, quarters, quarters, quarters)),
        target_is_a_must=target is not None and rng.random() < 0.25,
        objectives=(*ALWAYS_FIRST, *chosen),
        attrition=rng.choice(list(Attrition)),
        budget_cap=rng.choice(list(BudgetCap)),
        recruiting_capacity=capacity,
        merit_pct=rng.choice((Decimal(0), Decimal(3), Decimal("4.5"))),
        merit_month=rng.choice((1, 4, 6, 9)),
        board_level_priority=rng.random() < 0.5,
        time_grain=rng.choice(GRAINS[capabilities]),
    )


def _budget(rng: Random, parts: dict[str, Any], quarters: int) -> tuple[BudgetRow, ...]:
    """Plenty, or a multiple of what the idle course costs and a part of what a hire does, uneven over the quarters."""
    plenty = tuple(BudgetRow(quarter=q, amount=AMPLE) for q in range(1, quarters + 1))
    if rng.random() < 0.5:
        return plenty
    enumeration = Enumeration(Problem(**parts, budget_rows=plenty))
    factor, hire = rng.choice((0.95, 1.0, 1.0, 1.0, 1.2, 1.6)), rng.choice((10_000, 40_000, 70_000, 110_000))
    rows = []
    for q, idle in enumerate(enumeration.cost(enumeration.idle), 1):
        amount = max(0, round(idle * factor)) + rng.choice((0, hire, 2 * hire, 2 * hire))
        rows += [BudgetRow(quarter=q, amount=amount // 2), BudgetRow(quarter=q, amount=amount - amount // 2)]
    return tuple(rows)


def _hire_plans(profiles: Sequence[Profile], capacity: int, quarters: int) -> int:
    """Choices of hires: by quarter, the ways in which those that may start by then share the recruiting capacity."""
    return prod(_ways([p for p in profiles if q > p.time_to_fill], capacity) for q in range(1, quarters + 1))


def _ways(profiles: Sequence[Profile], capacity: int) -> int:
    if not profiles:
        return 1
    most = min(capacity, profiles[0].most_hires_per_quarter or 0)
    return sum(_ways(profiles[1:], capacity - hired) for hired in range(most + 1))


def draw_plan(rng: Random, problem: Problem) -> Plan:
    """Nothing, the best or anything, mostly with a change, and time divided well or badly; it may be forbidden."""
    enumeration = Enumeration(problem)
    kind = rng.choice(("nothing", "best", "best", "anything"))
    hires = {p.id: [0] * problem.quarters for p in problem.profiles}
    starts = {u.id: [0] * problem.quarters for u in problem.ideas}
    best = enumeration.best() if kind == "best" else None
    if best is not None:
        hires = {p: list(series) for p, series in best[1].hires.items()}
        starts = {u: list(series) for u, series in best[1].starts.items()}
    for series in rng.choices(
        [*hires.values(), *starts.values()], k=4 if kind == "anything" else rng.choice((0, 1, 1))
    ):
        quarter = rng.randrange(problem.quarters)
        series[quarter] = max(0, series[quarter] + rng.choice((-1, 1, 1)))
    plan = enumeration.divided(_fixed(hires), _fixed(starts))
    return _divided_otherwise(rng, plan, problem.settings.time_grain) if rng.random() < 0.25 else plan


def _fixed(decisions: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {key: tuple(series) for key, series in decisions.items()}


def _divided_otherwise(rng: Random, plan: Plan, grain: int) -> Plan:
    shift = rng.choice((-grain, 5, grain))
    allotment = {
        p: {c: tuple(max(0, x + rng.choice((0, 0, shift))) for x in series) for c, series in row.items()}
        for p, row in plan.allotment.items()
    }
    return plan.model_copy(update={"allotment": allotment})


# -- operating models ------------------------------------------------------------------------------------------------


def centralized_problems(block: int) -> st.SearchStrategy[Problem]:
    """The problems of a block, with few starts a quarter."""
    return seeds(block).map(_centralized)


def _centralized(seed: int) -> Problem:
    problem, most = random_problem(seed), Random(f"starts {seed}").choice((0, 1, 1, 1, 2))
    model = {"operating_model": OperatingModel.CENTRALIZED, "starts_per_quarter": most}
    return problem.changed(settings=problem.settings.changed(**model))


def divided_problems(block: int, model: OperatingModel | None = None) -> st.SearchStrategy[Problem]:
    """Small problems with people and work of two units or three; `model`: embedded or federated only."""
    return seeds(block).map(lambda seed: by_unit(undivided_problem(Random(seed), model)))


def divided_problems_with_plans(block: int) -> st.SearchStrategy[tuple[Problem, Plan]]:
    """The same with a plan that may or may not be allowed."""
    return seeds(block).map(lambda seed: _divided_with_plan(Random(seed)))


def _divided_with_plan(rng: Random) -> tuple[Problem, Plan]:
    problem = by_unit(undivided_problem(rng))
    return problem, draw_plan(rng, problem)


def undivided_problem(rng: Random, model: OperatingModel | None = None) -> Problem:
    """A problem as a planner states it, with few enough plans to try them all once it is divided by unit."""
    quarters = rng.choice((2, 2, 3))
    calendar = Calendar(fiscal_year=2027, fiscal_quarter=rng.randint(1, 4), quarters=quarters)
    capabilities = ("data", "modelling")[: rng.choice((1, 1, 2))]
    profiles = [_profile(rng, number, capabilities) for number in range(rng.choice((1, 2)) if capabilities[1:] else 2)]
    types = tuple(_type(rng, number, capabilities) for number in range(rng.choice((1, 2))))
    names = rng.choice((("retail", "risk"), ("retail", "risk"), ("retail", "")))
    use_cases = [u.changed(business_unit=rng.choice(names)) for u in _use_cases(rng, types, quarters, 60)]
    staff = [_staff_row(rng, number, profiles, quarters) for number in range(rng.choice((1, 2, 3)))]
    needs = [_requirement(rng, profiles, capabilities, quarters) for _ in range(rng.choice((0, 1, 1, 2)))]
    asked = _settings(rng, quarters, rng.choice((1, 1, 2)), 3, sum(u.count for u in use_cases))
    parts: dict[str, Any] = {
        "settings": asked.changed(
            operating_model=model or rng.choice((OperatingModel.EMBEDDED, OperatingModel.FEDERATED)),
            shared_time_pct=rng.choice((0, 30, 50, 75)),
            community_time_pct=rng.choice((0, 0, 5, 30)),
            one_team_up_to=rng.choice((0, 0, 1, 2, 3)),
        ),
        "calendar": calendar,
        "capabilities": capabilities,
        "profiles": tuple(profiles),
        "staff": tuple(row.changed(business_unit=rng.choice(names)) for row in staff),
        "use_case_types": types,
        "use_cases": tuple(use_cases),
        "requirements": tuple(need.changed(business_unit=rng.choice(("", *names))) for need in needs),
        "rules": draw_rules(rng, profiles, capabilities, quarters),
    }
    return Problem(**parts, budget_rows=_budget(rng, parts, quarters))
