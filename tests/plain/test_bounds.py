"""Bounds cut off no plan: of random hires over long horizons, with a budget that just pays for them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from random import Random
from typing import Any

from models.plain.bounds import most_heads, most_hires, most_leavers
from models.plain.time import surely_not_negative
from models.problem import Attrition, BudgetCap, BudgetRow, Problem, StaffRow
from tests.builders import make_problem, make_profile, make_staff
from tests.oracle.crew import crew

HORIZONS = (3, 8, 16, 28)


def drawn(rng: Random) -> tuple[Problem, list[int]]:
    """One job profile with staff and hires, and money to the last unit for each budget period."""
    quarters = rng.choice(HORIZONS)
    profile = make_profile(
        "E",
        base_salary=rng.choice((0, 10_000, 40_001)),
        sign_on=rng.choice((0, 3_000)),
        equipment=1,
        ramp=rng.choice(((100,), (50, 80, 100), (0, 100), (20, 40, 60, 80, 100), (110, 90), (-20, 100))),
        attrition_pct=Decimal(rng.choice(("3", "10", "19", "40", "90", "100"))),
    )
    staff = [_staff(rng, number, quarters) for number in range(rng.choice((0, 1, 1, 3)))]
    settings: dict[str, Any] = {
        "attrition": rng.choice((Attrition.WHOLE, Attrition.WHOLE, Attrition.EXPECTED)),
        "budget_cap": rng.choice(list(BudgetCap)),
    }
    problem = make_problem(quarters, profiles=(profile,), staff=tuple(staff), settings=settings)
    busy = rng.choice((0.1, 0.4, 0.8))
    hires = [rng.randint(1, 4) if rng.random() < busy else 0 for _ in problem.horizon]
    cost = crew(problem, profile, hires).cost
    return problem.changed(budget_rows=tuple(BudgetRow(quarter=q, amount=c) for q, c in enumerate(cost, 1))), hires


def _staff(rng: Random, number: int, quarters: int) -> StaffRow:
    start = rng.choice((1, 1, 1, rng.randint(1, quarters)))
    end = rng.choice((None, None, rng.randint(start, quarters)))
    fte, own = rng.choice((100, 80, 33)), rng.choice((None, 50_003))
    return make_staff("E", rng.randint(1, 4), id=f"S{number}", start=start, end=end, fte=fte, base_salary=own)


def unclipped_capacity(problem: Problem, hires: list[int], leavers: int, q: int) -> int:
    """Capacity as section 2 has it (attrition `whole`), but for the 0 below which it never counts."""
    [profile] = problem.profiles
    seated = [row for row in problem.staff if row.in_seat(q)]

    def ramp(tenure: int) -> int:
        return profile.ramp[min(tenure, len(profile.ramp) - 1)]

    people = sum(row.heads for row in seated)
    fte = sum(row.heads * row.fte for row in seated)
    average = (2 * fte + people) // (2 * people) if people else 0
    of_staff = min(leavers, people)
    given = sum(r.heads * r.fte * (profile.ramp[-1] if r.start == 1 else ramp(q - r.start)) for r in seated)
    given += sum(hires[s - 1] * 100 * ramp(q - s) for s in range(1, q + 1))
    return given - (of_staff * average + (leavers - of_staff) * 100) * profile.ramp[-1]


def test_bounds_hold_of_plans_that_there_is_just_the_money_for() -> None:
    told: Counter[str] = Counter()
    for seed in range(120):
        problem, hires = drawn(Random(seed))
        [profile] = problem.profiles
        people = crew(problem, profile, hires)
        for q in problem.horizon:
            assert hires[q - 1] <= most_hires(problem, profile, q), (seed, q)
            assert people.heads[q - 1] <= most_heads(problem, profile, q), (seed, q)
            told["hires just bounded"] += 0 < hires[q - 1] == most_hires(problem, profile, q)
            told["heads just bounded"] += 0 < people.heads[q - 1] == most_heads(problem, profile, q)
            if problem.settings.attrition is Attrition.WHOLE:
                assert people.leavers[q - 1] <= most_leavers(problem, profile, q), (seed, q)
                if surely_not_negative(problem, profile, q):
                    assert unclipped_capacity(problem, hires, people.leavers[q - 1], q) >= 0, (seed, q)
                    told["surely not negative"] += 1
                else:
                    told["negative"] += unclipped_capacity(problem, hires, people.leavers[q - 1], q) < 0
    assert min(told.values()) >= 8, told
    assert len(told) == 4
