"""Why a hire: what it serves, which rules need it, and what is lost without it, held against trying every plan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hireplan.comparing import Solving
from hireplan.explaining import Reasoned, reasons
from models.explanation import HireReason
from models.judge import judge
from models.plan import Result, Status
from models.problem import HireCap, Problem
from models.rules import Mode, Ratio
from models.whatif import Amount, WhatIf
from tests.builders import make_rule
from tests.explaining.test_prices import FEW, pairing, plans_of, poor, small_problems
from tests.optimizer.planned import COST, TARGET, A, B, company, optimum, solved, values
from tests.oracle.brute_force import evaluate, solve_by_enumeration
from tests.sweeps.inline import Inline


def reasoned(base: Result, seconds: float = 300.0, time_limit: float | None = 20.0) -> Reasoned:
    with Inline() as engine:
        return reasons(base, engine, Solving(time_limit=time_limit, seed=1), seconds=seconds)


def by_title(found: Reasoned) -> dict[str, HireReason]:
    return {reason.title: reason for reason in found.hires}


def cost_of(then: WhatIf | None, base: Result) -> int:
    effect = then.effect(base) if then else None
    assert effect is not None
    assert effect.cost.is_exact
    return effect.cost.value


# -- by hand


def test_hires_of_a_profile_in_a_quarter_are_told_of_together() -> None:
    """Two A make two use cases in the last quarter; two B are there for the rule alone."""
    base = optimum(pairing())
    models, data = reasoned(base).hires
    assert (models.title, models.start, models.positions) == ("A", 3, ("A-001", "A-002"))
    assert models.serves == ("U1",)
    assert models.rules == ()
    assert (data.title, data.start, data.positions) == ("B", 3, ("B-001", "B-002"))
    assert data.rules == ("pairing",)


def test_without_one_the_target_is_missed_by_one() -> None:
    """One A less: a use case less, 10,000 for A and 1,000 for the B that goes along. One B less comes to the same."""
    base = optimum(pairing())
    found = reasoned(base)
    for reason in found.hires:
        effect = reason.without.effect(found.base) if reason.without else None
        assert effect is not None
        assert effect.use_cases == Amount(-1, -1, -1)
        assert effect.cost == Amount(-11_000, -11_000, -11_000)
    changes = [reason.without.change for reason in found.hires if reason.without]
    assert changes == ["1 hire fewer of A", "1 hire fewer of B"]
    assert [reason.later.change for reason in found.hires if reason.later] == [
        "1 A a quarter later than FY27 Q3",
        "1 B a quarter later than FY27 Q3",
    ]


def test_a_quarter_later_is_another_question_than_without() -> None:
    """Two use cases of a quarter each can begin in Q2: one A who does both starts in Q2. A quarter later two are
    needed in Q3 for 20,000, which is what one costs for two quarters; without A the use cases are not built."""
    base = optimum(company(ideas=2, ideas_from=2))
    assert values(base)[COST] == 20_000
    found = reasoned(base)
    for reason in found.hires:
        assert cost_of(reason.later, found.base) == 0 or reason.start == 3
    assert all(reason.without is not None for reason in found.hires)


def test_a_rule_that_is_only_reported_needs_nobody() -> None:
    rule = make_rule(Ratio(acts_on=A, against=B, most=Decimal(1)), id="pairing", mode=Mode.REPORT)
    found = reasoned(optimum(company(ideas=1, rules=(rule,))))
    assert [(reason.title, reason.rules) for reason in found.hires] == [("A", ())]


def test_a_must_makes_what_is_needed_impossible_to_leave_out() -> None:
    base = optimum(company(ideas=1, settings={"target_is_a_must": True}))
    (reason,) = reasoned(base).hires
    assert reason.without is not None
    assert reason.without.impossible


# -- by trying every plan


@pytest.mark.parametrize("half", [0, 1])
def test_reasons_are_what_trying_every_plan_comes_to(half: int) -> None:
    hires = seen = 0
    for problem in small_problems(half):
        if seen == 16:
            break
        base = solved(problem)
        if base.plan is None or not any(map(any, base.plan.hires.values())):
            continue
        seen += 1
        found = reasoned(base)
        assert found.left_out == ()
        assert found.unanswered == 0 < found.asked
        for reason in found.hires:
            hires += 1
            assert reason.serves
            profile = next(p.id for p in problem.profiles if reason.positions[0].startswith(f"{p.id}-"))
            agrees(reason.without, problem, base, profile, problem.quarters)
            agrees(reason.later, problem, base, profile, reason.start)
            assert set(reason.rules) == rules_broken_without(base, profile, reason.start)
        told = sum(len(reason.positions) for reason in found.hires)
        assert told == sum(map(sum, base.plan.hires.values()))
    assert seen == 16
    assert hires >= 20


def agrees(then: WhatIf | None, problem: Problem, base: Result, profile: str, by: int) -> None:
    """Against the optimum of the problem in which so many hires of the profile by that quarter are one too many."""
    assert then is not None
    assert then.result is not None
    assert base.plan is not None
    cap = HireCap(profiles=(profile,), by=by, most=sum(base.plan.hires[profile][:by]) - 1)
    assert then.result.problem == problem.changed(hire_caps=(cap,))
    assert plans_of(problem) <= FEW
    best = solve_by_enumeration(then.result.problem)
    if best is None:
        assert then.impossible
        return
    assert then.result.status is Status.OPTIMAL
    assert values(then.result) == best
    effect = then.effect(base)
    assert effect is not None
    if problem.settings.target_use_cases is not None:
        assert effect.use_cases.value == values(base)[TARGET] - best[TARGET]


def rules_broken_without(base: Result, profile: str, start: int) -> set[str]:
    """Told by the sentences of the judge and the brute force: enforced rules; preferred ones by what is counted."""
    assert base.plan is not None
    series = list(base.plan.hires[profile])
    series[start - 1] -= 1
    fewer = base.plan.changed(hires=base.plan.hires | {profile: tuple(series)})
    before, after = (judge(base.problem, plan).accounts.rules for plan in (base.plan, fewer))
    worse = {now.rule for was, now in zip(before, after, strict=True) if was.state == "kept" != now.state}
    modes = {rule.id for rule in base.problem.rules if rule.mode in (Mode.ENFORCE, Mode.PREFER)}
    if not worse & modes:
        assert not any("rule" in sentence for sentence in evaluate(base.problem, fewer)[0])
    return worse & modes


# -- not enough time, and a base that was not the best


def test_what_there_is_no_time_for_is_said_and_what_costs_nothing_to_know_is_told() -> None:
    found = reasoned(optimum(pairing()), seconds=0.0)
    assert [(reason.without, reason.later) for reason in found.hires] == [(None, None), (None, None)]
    assert [reason.rules for reason in found.hires] == [(), ("pairing",)]
    assert "1 hire fewer of A: not solved: there was no time for it" in found.left_out
    assert found.asked == found.unanswered == len(found.left_out) > 0


def test_of_a_badly_solved_base_the_better_plan_is_explained() -> None:
    """Two C are hired for nothing. Without one the best plan is found, in which there are none: it is told of."""
    found = reasoned(poor(pairing()))
    assert values(found.base) == values(optimum(pairing()))
    assert list(by_title(found)) == ["A", "B"]
    effects = [reason.without.effect(found.base) for reason in found.hires if reason.without]
    assert [effect.cost.value for effect in effects if effect] == [-11_000, -11_000]


def test_without_a_plan_there_is_nobody_to_tell_of() -> None:
    problem = company(ideas=2, budget=(0, 0, 19_000), settings={"target_is_a_must": True})
    found = reasoned(solved(problem))
    assert (found.hires, found.left_out) == ((), ())
