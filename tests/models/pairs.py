"""Random pairs of scenarios on one time line, alike in much or in nothing; whether a plan is allowed is no matter."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

from models.judge import judge
from models.plan import Plan, Result, Status
from models.problem import Attrition, Employment, Problem, Profile, StaffRow
from tests.oracle.instances import draw_problem


def result_for(problem: Problem, plan: Plan) -> Result:
    return Result(problem=problem, status=Status.FEASIBLE, plan=plan, accounts=judge(problem, plan).accounts)


def random_pair(seed: int) -> tuple[Result, Result]:
    """Two results; the second has up to six things otherwise, some of them more than once."""
    rng = Random(seed)
    problem = draw_problem(rng).changed(rules=(), requirements=())
    before = result_for(problem, random_plan(rng, problem))
    other, plan = problem, before.plan
    assert plan is not None
    for change in rng.choices(CHANGES, k=rng.randint(1, 6)):
        other, plan = change(rng, other, plan)
    return before, result_for(other, plan)


def random_plan(rng: Random, problem: Problem) -> Plan:
    def series(names: list[str]) -> dict[str, tuple[int, ...]]:
        return {name: tuple(rng.choice((0, 0, 0, 1, 1, 2)) for _ in problem.horizon) for name in names}

    hires, starts = series([p.id for p in problem.profiles]), series([u.id for u in problem.ideas])
    return Plan(hires=hires, starts=starts, allotment={})


Changed = tuple[Problem, Plan]


def _one_profile(rng: Random, problem: Problem, **fields: Any) -> Problem:
    chosen = rng.choice(problem.profiles)
    return problem.changed(profiles=tuple(p.changed(**fields) if p is chosen else p for p in problem.profiles))


def _pay(rng: Random, problem: Problem, plan: Plan) -> Changed:
    fields: dict[str, Any] = {
        "base_salary": rng.choice((70_001, 99_999)),
        "bonus_pct": Decimal(rng.choice((3, 15))),
        "tax_cap": rng.choice((None, 77_777)),
        "recruiting_fee_pct": Decimal(11),
        "sign_on": 1_234,
        "severance": 9_876,
        "training": 1_111,
        "day_rate": 801,
    }
    names = rng.sample(list(fields), 3)
    return _one_profile(rng, problem, **{name: fields[name] for name in names}), plan


def _exchange(rng: Random, problem: Problem, plan: Plan) -> Changed:
    return _one_profile(rng, problem, exchange_rate=Decimal("1.2345")), plan


def _attrition(rng: Random, problem: Problem, plan: Plan) -> Changed:
    fields = {"attrition_pct": Decimal(rng.choice((0, 15, 60, 93))), "first_year_attrition_pct": Decimal(20)}
    return _one_profile(rng, problem, **fields), plan


def _attrition_mode(rng: Random, problem: Problem, plan: Plan) -> Changed:
    mode = Attrition.EXPECTED if problem.settings.attrition is Attrition.WHOLE else Attrition.WHOLE
    return problem.changed(settings=problem.settings.changed(attrition=mode)), plan


def _merit(rng: Random, problem: Problem, plan: Plan) -> Changed:
    fields = {"merit_pct": Decimal("6.25"), "merit_month": rng.choice((2, 7, 10))}
    return problem.changed(settings=problem.settings.changed(**fields)), plan


def _staff(rng: Random, problem: Problem, plan: Plan) -> Changed:
    """Somebody more, somebody less, another FTE, another own salary, another end."""
    rows = [row for row in problem.staff if rng.random() < 0.7]
    rows = [row.changed(fte=70, base_salary=None, end=None) if rng.random() < 0.3 else row for row in rows]
    chosen = rng.choice(problem.profiles)
    new = StaffRow(id=f"N{rng.randrange(10**6)}", profile=chosen.id, start=rng.randint(1, problem.quarters))
    return problem.changed(staff=(*rows, new)), plan


def _hires(rng: Random, problem: Problem, plan: Plan) -> Changed:
    hires = dict(plan.hires)
    chosen = rng.choice(problem.profiles).id
    hires[chosen] = tuple(max(0, n + rng.choice((-1, 0, 0, 1))) for n in hires[chosen])
    return problem, plan.model_copy(update={"hires": hires})


def _new_profile(rng: Random, problem: Problem, plan: Plan) -> Changed:
    """One more, like another but for its level, location, employment, or nothing; it takes hires over."""
    old = rng.choice(problem.profiles)
    fields: dict[str, Any] = {"id": f"Q{rng.randrange(10**6)}", "base_salary": 111_111}
    if old.employment is Employment.CONTRACTOR:
        fields["base_salary"] = 0
    fields |= rng.choice(({}, {"level": "other"}, {"location": "elsewhere"}, {"level": "other", "location": "far"}))
    if rng.random() < 0.2:
        fields |= {"employment": Employment.CONTRACTOR, "base_salary": 0, "day_rate": 900}
    new: Profile = old.changed(**fields)
    hires = dict(plan.hires)
    taken = tuple(rng.randint(0, n) for n in hires[old.id])
    hires[new.id] = taken if rng.random() < 0.5 else taken[::-1]
    hires[old.id] = tuple(n - m for n, m in zip(hires[old.id], taken, strict=True))
    return problem.changed(profiles=(*problem.profiles, new)), plan.model_copy(update={"hires": hires})


def _no_profile(rng: Random, problem: Problem, plan: Plan) -> Changed:
    if len(problem.profiles) == 1:
        return problem, plan
    gone = rng.choice(problem.profiles)
    staff = tuple(row for row in problem.staff if row.profile != gone.id)
    profiles = tuple(p for p in problem.profiles if p is not gone)
    hires = {name: series for name, series in plan.hires.items() if name != gone.id}
    return problem.changed(profiles=profiles, staff=staff), plan.model_copy(update={"hires": hires})


def _use_cases(rng: Random, problem: Problem, plan: Plan) -> Changed:
    types = tuple(t.changed(run_cost=rng.choice((0, 4_321))) for t in problem.use_case_types)
    starts = {name: series[::-1] for name, series in plan.starts.items()}
    return problem.changed(use_case_types=types), plan.model_copy(update={"starts": starts})


def _pool(rng: Random, problem: Problem, plan: Plan) -> Changed:
    pool = () if problem.pooled_pay else tuple(rng.randint(-5_000, 9_000) for _ in problem.horizon)
    return problem.changed(pooled_pay=pool), plan


CHANGES: tuple[Callable[[Random, Problem, Plan], Changed], ...] = (
    *(_pay, _exchange, _attrition, _attrition_mode, _merit, _staff, _hires, _hires),
    *(_new_profile, _new_profile, _no_profile, _use_cases, _pool),
)
