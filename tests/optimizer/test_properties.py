"""How the best plan changes with the problem: what can only help, what changes nothing, and under which conditions.

Two problems are compared by the values of their levels in order, less being better, none for no plan at all.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from models.plan import Result, Status
from models.problem import Attrition, BudgetRow, Family, Objective, Problem, Profile, Settings, UseCase
from models.rules import Condition, Mode, Rework, Rule
from tests.builders import make_profile
from tests.optimizer.planned import changed, solved
from tests.oracle.instances import problems

Vector = tuple[int, ...]


def vector(problem: Problem) -> Vector | None:
    """The values of the levels in order, less being better; None: there is no plan."""
    result = solved(problem)
    assert result.status in (Status.OPTIMAL, Status.INFEASIBLE)
    return signed(result) if result.levels else None


def signed(result: Result) -> Vector:
    return tuple(-level.value if level.name.maximised else level.value for level in result.levels)


def no_worse(after: Vector | None, before: Vector | None) -> bool:
    return before is None or (after is not None and after <= before)


def for_all(block: int, check: Callable[[Problem], bool | None], *, how_many: int = 25, least: int = 1) -> None:
    """Check random problems of a block, always the same; at least so many must be worth it, which the check says."""
    told: list[bool] = []

    @settings(
        max_examples=how_many,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(problems(block))
    def hold(problem: Problem) -> None:
        told.append(bool(check(problem)))

    hold()
    assert sum(told) >= least


# -- what can only help


@pytest.mark.slow
def test_more_budget_is_never_worse() -> None:
    """Unconditionally: each cap becomes looser, and a condition on the budget is met the sooner."""

    def check(problem: Problem) -> bool:
        more = tuple(BudgetRow(quarter=q, amount=60_000 * (q % 2)) for q in problem.horizon)
        before, after = vector(problem), vector(changed(problem, budget_rows=problem.budget_rows + more))
        assert no_worse(after, before)
        return after != before

    for_all(11, check, how_many=60, least=3)


def test_a_lower_target_is_never_worse() -> None:
    """Unconditionally: every plan falls short by no more, and a target that is a must forbids no more."""

    def check(problem: Problem) -> bool:
        target = problem.settings.target_use_cases
        if not target:
            return False
        before, after = vector(problem), vector(changed(problem, settings={"target_use_cases": target - 1}))
        assert no_worse(after, before)
        return after != before

    for_all(12, check, least=3)


def without(problem: Problem, rule: Rule) -> Problem:
    off = rule.model_copy(update={"mode": Mode.OFF})
    return changed(problem, rules=tuple(off if r.id == rule.id else r for r in problem.rules))


@pytest.mark.slow
def test_a_rule_switched_off_is_never_worse() -> None:
    """For every rule but a rework rule that adds demand to the idle course.

    What is inherited of other rules depends on the idle course's heads and live use cases, which no rule changes. A
    rule that adds demand also widens what may stay uncovered, by what it adds to the idle course. Per-active adds at
    least as much to any plan, since a plan has no fewer use cases; rework may add less to a plan that hires, so without
    it that plan could be forbidden. It adds nothing to the idle course where no use case is live or in progress.
    """

    def check(problem: Problem) -> bool:
        before = vector(problem)
        helped = False
        for rule in problem.rules:
            adds_to_idle = any(isinstance(r, Rework) for r in rule.rows) and problem.inherited_use_cases
            if rule.mode in (Mode.ENFORCE, Mode.PREFER) and not adds_to_idle:
                after = vector(without(problem, rule))
                assert no_worse(after, before), rule.id
                helped |= after != before
        return helped

    for_all(13, check, least=3)


def test_a_further_profile_on_offer_is_never_worse() -> None:
    """Where no rule's group and no requirement's role has the newcomer in it, and nothing asks for heads of it."""
    newcomer = make_profile(
        "X", role="newcomer", family=Family.SPECIALIST, base_salary=80_000, most_hires_per_quarter=1
    )

    def check(problem: Problem) -> bool:
        able = newcomer.model_copy(update={"skills": dict.fromkeys(problem.capabilities, 120)})
        before, after = vector(problem), vector(changed(problem, profiles=(*problem.profiles, able)))
        assert no_worse(after, before)
        return after != before

    for_all(14, check, least=3)


# -- what changes nothing, or doubles


def in_thousands(problem: Problem) -> Problem:
    """Money in which no rounding is left: whole leavers, no merit, one currency, alike staff, whole thousands."""

    def plain(profile: Profile) -> Profile:
        pay: dict[str, Any] = {name: getattr(profile, name) // 1_000 * 4_000 for name in ("base_salary", "equity")}
        rates = {"bonus_pct": Decimal(10), "employer_tax_pct": Decimal(20), "exchange_rate": Decimal(1)}
        return profile.model_copy(update=pay | rates | {"tax_cap": None, "training": 1_500 * 4, "sign_on": 5_000})

    staff = tuple(row.model_copy(update={"fte": 100, "base_salary": None}) for row in problem.staff)
    uses = tuple(use_case.model_copy(update={"size": Decimal(1)}) for use_case in problem.use_cases)
    plain_settings = {"attrition": Attrition.WHOLE, "merit_pct": Decimal(0)}
    profiles = tuple(map(plain, problem.profiles))
    return changed(problem, profiles=profiles, staff=staff, use_cases=uses, settings=plain_settings)


def doubled(problem: Problem) -> Problem:
    """All money twice: pay, budget, build and run cost, value, and what a condition asks of the budget."""
    of_profile = ("base_salary", "day_rate", "equity", "training", "sign_on", "equipment", "severance")

    def twice(thing: Any, *names: str) -> Any:
        return thing.model_copy(update={name: 2 * getattr(thing, name) for name in names})

    def condition(row: Any) -> Any:
        return twice(row, "budget") if isinstance(row, Condition) else row

    types = [twice(t, "run_cost") for t in problem.use_case_types]
    types = [t.model_copy(update={"build_cost": tuple(2 * cell for cell in t.build_cost)}) for t in types]
    rules = [r.model_copy(update={"rows": tuple(map(condition, r.rows))}) for r in problem.rules]
    return changed(
        problem,
        profiles=tuple(twice(p, *of_profile) for p in problem.profiles),
        use_case_types=tuple(types),
        use_cases=tuple(twice(u, "value_per_quarter") for u in problem.use_cases),
        budget_rows=tuple(twice(b, "amount") for b in problem.budget_rows),
        rules=tuple(rules),
        pooled_pay=tuple(2 * money for money in problem.pooled_pay),
    )


def test_costs_doubled_double_the_cost() -> None:
    """Where no rounding interferes: all amounts are such that every component is whole, and leavers are whole."""
    money = (Objective.COST, Objective.VALUE, Objective.NET)

    def check(problem: Problem) -> bool:
        plain = in_thousands(problem)
        before, after = solved(plain), solved(doubled(plain))
        twice = [level.value * (2 if level.name in money else 1) for level in before.levels]
        assert (after.status, [level.value for level in after.levels]) == (before.status, twice)
        return any(level.value for level in before.levels if level.name in money)

    for_all(15, check, least=5)


def backwards(problem: Problem) -> Problem:
    """Every list of the problem in reverse order, the rows of each rule included."""
    lists = ("profiles", "staff", "use_case_types", "use_cases", "budget_rows", "requirements", "capabilities")
    rules = [rule.model_copy(update={"rows": rule.rows[::-1]}) for rule in reversed(problem.rules)]
    return changed(problem, **{name: getattr(problem, name)[::-1] for name in lists}, rules=tuple(rules))


def test_rows_in_another_order_change_no_value() -> None:
    """Unconditionally; the plan may be another of the same worth."""

    def check(problem: Problem) -> bool:
        before = vector(problem)
        assert vector(backwards(problem)) == before
        return before is not None

    for_all(16, check, least=10)


def split(problem: Problem) -> Problem:
    """Every use case row of several units as so many rows of one; what depends on it depends on all of them."""
    names = {u.id: tuple(f"{u.id}.{n}" for n in range(u.count)) for u in problem.use_cases}

    def alone(use_case: UseCase, name: str) -> UseCase:
        others = tuple(unit for other in use_case.depends_on for unit in names[other])
        return use_case.model_copy(update={"id": name, "count": 1, "depends_on": others})

    return changed(problem, use_cases=tuple(alone(u, name) for u in problem.use_cases for name in names[u.id]))


def test_alike_use_cases_in_rows_of_their_own_change_no_value() -> None:
    """Unconditionally, where what depended on the row depends on all its units, and all else is said of each unit."""

    def check(problem: Problem) -> bool:
        apart = split(problem)
        assert vector(apart) == vector(problem)
        return len(apart.use_cases) > len(problem.use_cases)

    for_all(17, check, least=10)


def test_the_same_input_and_seed_give_the_same_plan() -> None:
    """With one worker and no limit reached: hires, starts and the division of time, to the letter."""

    def check(problem: Problem) -> bool:
        first, second = solved(problem), solved(problem)
        assert (first.plan, first.levels, first.conflict) == (second.plan, second.levels, second.conflict)
        return first.plan is not None

    for_all(18, check, least=10)


def test_the_seed_of_the_settings_is_the_seed_of_the_solve() -> None:
    def check(problem: Problem) -> bool:
        own: Settings = problem.settings.model_copy(update={"random_seed": 5})
        said, settled = solved(problem, seed=5), solved(changed(problem, settings=own), seed=None)
        assert (said.plan, said.seed) == (settled.plan, settled.seed)
        return said.plan is not None

    for_all(19, check, how_many=5)
