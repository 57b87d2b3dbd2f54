"""What is wrong on the first day: it makes no plan impossible, and it is cured as soon as time to fill lets it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.plan import State, Status
from models.problem import Problem
from models.rules import Milestone, Mode, PerActive, Ratio, RatioLow, Rework, TeamFirst
from tests.builders import make_profile, make_requirement, make_rule, make_staff, make_type, make_use_case
from tests.optimizer.planned import (
    COST,
    INHERITED,
    NOBODY,
    PREFER,
    TARGET,
    A,
    B,
    C,
    changed,
    company,
    optimum,
    plan_of,
    solved,
    unpaid,
    values,
)

ONE_TO_ONE = make_rule(Ratio(acts_on=A, against=B, most=Decimal(1)), id="ratio")
TWO_FOR_ONE = make_rule(RatioLow(acts_on=C, against=A, least=Decimal(2)), id="low")
TEAM = make_rule(TeamFirst(acts_on=NOBODY, against=A), id="team", mode=Mode.REPORT)
SOON = make_rule(Milestone(rule="team", quarters=1, least=3), id="soon")
COORDINATION = make_rule(PerActive(free=0, fte=50, capability="deployment"), id="coordination")
REWORK = make_rule(Rework(against=B, free=0, fte=20, capability="data"), id="rework")


def broken_mess(quarters: int = 4, **overrides: Any) -> Problem:
    """Three A to no B, one C where six are asked, and no third use case live in quarter 2, though A is there since 1.

    The third can be built in the last quarter only. Two use cases are live and ask for one B each to run, and there
    is nobody of B.
    B starts in 2 at the earliest, C in 3.
    """
    old = make_use_case("old", type="heavy", count=2, status="live")
    return company(
        quarters,
        **{
            "staff": (unpaid("A", 3), unpaid("C")),
            "b": {"time_to_fill": 1},
            "c": {"time_to_fill": 2},
            "types": (make_type("heavy", run={"data": 100}),),
            "others": (old,),
            "rules": (ONE_TO_ONE, TWO_FOR_ONE, TEAM, SOON, COORDINATION, REWORK),
            "settings": {"target_use_cases": 3},
        }
        | overrides,
    )


def test_a_team_that_breaks_every_rule_is_cured_as_soon_as_hires_can_start() -> None:
    problem = broken_mess()
    result = optimum(problem)
    assert result.accounts is not None
    # running: 2.00 B a quarter, uncovered in quarter 1 (nobody of B before 2) and covered from 2 on: 200
    # coordination: 2 live x 0.50 in 1..3, 3 x 0.50 where the third is built; idle demand 1.00 each quarter, which the
    # C on staff covers; the third use case is built in 4 only and takes 0.50 more, with the new C there
    assert values(result)[INHERITED] == 200
    assert values(result)[TARGET] == 0
    # ratio: 3 > 0 in 1; three B start in 2.  low: 1 < 6 in 1 and 2; five C start in 3.  soon: once, in 2
    assert values(result)[PREFER] == 1 + 2 + 1
    assert plan_of(result).hires == {"A": (0, 0, 0, 0), "B": (0, 3, 0, 0), "C": (0, 0, 5, 0)}
    assert values(result)[COST] == 3 * 3 * 1_000 + 2 * 5 * 100
    inherited = {(check.rule, check.quarter) for check in result.accounts.rules if check.state is State.INHERITED}
    assert inherited == {("ratio", 1), ("low", 1), ("low", 2), ("soon", 2)}
    assert result.accounts.uncovered["data"] == (200, 0, 0, 0)


def test_a_longer_time_to_fill_is_a_longer_breach() -> None:
    """B in 4, C never within the horizon: 3 and 4 quarters broken, 3 x 2.00 uncovered; and C's half is missing.

    The third use case asks for 0.50 of coordination more, beyond the 1.00 that C covers, and beyond the idle demand
    of 1.00 of which 0.50 may be left: inherited first, so it is not started: short by 1.
    """
    result = optimum(broken_mess(b={"time_to_fill": 3}, c={"time_to_fill": 4}))
    found = values(result)
    assert (found[INHERITED], found[TARGET], found[PREFER]) == (600, 1, 3 + 4 + 1)
    assert plan_of(result).hires == {"A": (0, 0, 0, 0), "B": (0, 0, 0, 3), "C": (0, 0, 0, 0)}


def test_nothing_can_be_done_and_there_is_still_a_plan() -> None:
    hopeless = broken_mess(b={"time_to_fill": 4}, c={"time_to_fill": 4}, a={"time_to_fill": 4})
    result = optimum(hopeless)
    assert (values(result)[INHERITED], values(result)[PREFER], values(result)[COST]) == (4 * 200, 4 + 4 + 1, 0)
    assert not any(map(any, plan_of(result).hires.values()))


def test_a_recruiting_limit_makes_the_cure_slow() -> None:
    """One hire a quarter and B from 2 on: 3 to 0, 1, 2, 3 B is broken in 1, 2, 3; uncovered 2.00 + 1.00 in 1 and 2."""
    problem = broken_mess(rules=(ONE_TO_ONE,), settings={"target_use_cases": 3, "recruiting_capacity": 1})
    result = optimum(problem)
    assert (values(result)[INHERITED], values(result)[PREFER]) == (200 + 100, 3)
    assert plan_of(result).hires["B"] == (0, 1, 1, 1)


def test_a_breach_may_last_but_the_plan_may_not_add_to_it() -> None:
    """Two A to no B, none to be had: the three use cases of quarter 3 want three A, a third may not start."""
    problem = company(rules=(ONE_TO_ONE,), ideas=3, staff=(unpaid("A", 2),), b={"time_to_fill": 3})
    found = values(optimum(problem))
    assert (found[TARGET], found[PREFER], found[COST]) == (1, 3, 0)
    # under prefer it may: the quarters are broken anyway
    preferred = changed(problem, rules=(ONE_TO_ONE.model_copy(update={"mode": Mode.PREFER}),))
    found = values(optimum(preferred))
    assert (found[TARGET], found[PREFER], found[COST]) == (0, 3, 10_000)


def test_a_low_ratio_may_last_but_the_other_side_may_not_grow() -> None:
    """One C to one A, two asked: C cannot be had, so no second A for the second use case."""
    problem = company(rules=(TWO_FOR_ONE,), ideas=2, staff=(unpaid("A"), unpaid("C")), c={"time_to_fill": 3})
    found = values(optimum(problem))
    assert (found[TARGET], found[PREFER], found[COST]) == (1, 3, 0)


def test_the_cure_comes_after_the_target() -> None:
    """Money for one hire of quarter 3: an A for the target or a B for the ratio of 3; the target comes first."""
    rules = (make_rule(Ratio(acts_on=C, against=B, most=Decimal(1))),)
    poor = {"rules": rules, "staff": (unpaid("C"),), "a": {"base_salary": 4_000, "time_to_fill": 2}}
    found = values(optimum(company(**poor, b={"time_to_fill": 2}, budget=(0, 0, 1_000))))
    assert (found[TARGET], found[PREFER], found[COST]) == (0, 3, 1_000)
    # with money for both the breach of quarter 3 is cured too
    found = values(optimum(company(**poor, b={"time_to_fill": 2}, budget=(0, 0, 2_000))))
    assert (found[TARGET], found[PREFER], found[COST]) == (0, 2, 2_000)


def test_a_milestone_that_is_missed_already_costs_one_breach_and_no_more() -> None:
    """A is there in 1, live(2) >= 1 is asked: built in 1 if it may be, else broken once (quarter 2)."""
    rules = (TEAM, make_rule(Milestone(rule="team", quarters=1)))
    missed = optimum(company(rules=rules, staff=(unpaid("A"),), ideas_from=2))
    assert (values(missed)[PREFER], values(missed)[TARGET]) == (1, 0)
    reached = optimum(company(rules=rules, staff=(unpaid("A"),), ideas_from=1))
    assert values(reached)[PREFER] == 0
    assert plan_of(reached).starts["U1"] == (1, 0, 0)


# -- demand


@pytest.mark.parametrize(
    ("time_to_fill", "uncovered"),
    [(0, (0, 0, 0)), (1, (150, 0, 0)), (2, (150, 150, 0)), (3, (150, 150, 150))],
)
def test_running_demand_is_uncovered_until_somebody_can_start(time_to_fill: int, uncovered: tuple[int, ...]) -> None:
    """1.50 FTE to run and nobody: two B start in 1 + time to fill."""
    types = (make_type("heavy", run={"data": 150}),)
    old = make_use_case("old", type="heavy", status="live")
    problem = company(ideas=0, types=types, others=(old,), b={"time_to_fill": time_to_fill})
    result = optimum(problem)
    assert result.accounts is not None
    assert result.accounts.uncovered["data"] == uncovered
    assert values(result)[INHERITED] == sum(uncovered)
    assert plan_of(result).hires["B"] == tuple(2 * (q == 1 + time_to_fill) for q in (1, 2, 3))


def test_the_ramp_leaves_some_of_it_uncovered() -> None:
    """1.00 FTE to run; a B gives 0.50 in the first quarter, so two start at once: 0 uncovered, though one would do."""
    old = make_use_case("old", type="heavy", status="live")
    types = (make_type("heavy", run={"data": 100}),)
    problem = company(ideas=0, types=types, others=(old,), b={"ramp": (50, 100)})
    assert plan_of(optimum(problem)).hires["B"] == (2, 0, 0)
    # where only one may start a quarter, 0.50 of quarter 1 stays uncovered
    slow = company(ideas=0, types=types, others=(old,), b={"ramp": (50, 100), "most_hires_per_quarter": 1})
    assert values(optimum(slow))[INHERITED] == 50


def test_a_use_case_in_progress_goes_on_without_the_people_it_needs() -> None:
    """Two quarters of 1.00 data, one of them done: 1.00 uncovered in quarter 1, and it is live from 2 on."""
    types = (make_type("heavy", 2, build={"data": (100, 100)}),)
    going = make_use_case("going", type="heavy", status="in progress", quarters_done=1)
    problem = company(ideas=0, types=types, others=(going,), b={"time_to_fill": 1}, settings={"target_use_cases": 1})
    result = optimum(problem)
    assert result.accounts is not None
    assert (values(result)[INHERITED], result.accounts.live) == (100, (0, 1, 1, 1))


def test_required_heads_are_hired_first_and_missed_least() -> None:
    """Two A are asked for by the board, in every quarter; A starts in 2: 2 x 100 missing in quarter 1."""
    problem = company(ideas=0, a={"time_to_fill": 1}, requirements=(make_requirement(2, 2, 2, role="A"),))
    result = optimum(problem)
    assert (values(result)[INHERITED], plan_of(result).hires["A"]) == (200, (0, 2, 0))
    # where the budget pays for one of them, the other is missing all the time: 2 + 1 + 1
    poor = changed(problem, budget_rows=company(budget=(0, 10_000, 10_000)).budget_rows)
    assert values(optimum(poor))[INHERITED] == 400


def test_what_the_plan_itself_starts_is_covered_in_full() -> None:
    """0.50 of data is inherited and stays uncovered (no B can be had); a use case that asks for 0.50 is not started."""
    types = (make_type("heavy", build={"data": (51,)}),)
    requirement = make_requirement(50, 50, 50, capability="data")
    problem = company(types=types, idea={"type": "heavy"}, b={"time_to_fill": 3}, requirements=(requirement,))
    found = values(optimum(problem))
    assert (found[INHERITED], found[TARGET]) == (150, 1)


# -- the target


def test_a_missed_target_is_an_answer() -> None:
    """Three use cases in quarter 3 take three A; the budget pays for two."""
    problem = company(ideas=3, budget=(0, 0, 29_999))
    result = optimum(problem)
    assert (result.status, values(result)[TARGET], values(result)[COST]) == (Status.OPTIMAL, 1, 20_000)
    assert values(optimum(changed(problem, budget_rows=company(budget=(0, 0, 30_000)).budget_rows)))[TARGET] == 0


def test_a_target_beyond_the_portfolio_is_missed_by_what_lacks() -> None:
    assert values(optimum(company(ideas=2, settings={"target_use_cases": 7})))[TARGET] == 5


def test_a_target_that_is_a_must_is_missed_by_no_plan() -> None:
    result = solved(company(ideas=3, budget=(0, 0, 29_999), settings={"target_is_a_must": True}))
    assert (result.status, result.plan, result.levels) == (Status.INFEASIBLE, None, ())
    assert set(result.conflict) == {
        "the target of 3 use cases in production by FY27 Q3",
        "the budget up to FY27 Q3 (29,999 USD)",
    }


def test_the_budget_is_not_loosened_for_the_staff_there_is() -> None:
    problem = company(ideas=0, staff=(make_staff("A"),), budget=(10_000, 10_000, 9_999))
    result = solved(problem)
    assert (result.status, result.conflict) == (
        Status.INFEASIBLE,
        ("the budget up to FY27 Q3 (29,999 USD)",),
    )
    assert optimum(changed(problem, budget_rows=company(budget=10_000).budget_rows)).plan is not None


def test_least_heads_are_wanted_and_most_heads_kept_to_what_there_is() -> None:
    """Three A where one is allowed: they stay, and no fourth starts; least heads of 2 for B are missed in quarter 1."""
    profile = {"most_heads": 1}
    problem = company(ideas=4, staff=(unpaid("A", 3),), a=profile, b={"least_heads": 2, "time_to_fill": 1})
    found = values(optimum(problem))
    assert (found[INHERITED], found[TARGET], found[COST]) == (200, 1, 2 * 2 * 1_000)


def test_leavers_below_the_requirement_are_replaced_in_the_quarter_they_are_gone() -> None:
    """Half leave a quarter: of 2 one is gone from 2 on (0.5 x 2 = 1) and the other from 4 on (1 + 0.5 + 0.5 = 2)."""
    rate = {"attrition_pct": Decimal("93.75"), "time_to_fill": 0}  # 1 - 0.0625^(1/4) = 0.5
    problem = company(
        4, ideas=0, a=rate, staff=(make_staff("A", 2),), requirements=(make_requirement(2, 2, 2, 2, role="A"),)
    )
    result = optimum(problem)
    # 2 in seat in every quarter: expected leavers 1, 2, 3 after quarters 1, 2, 3, so one backfill in each of 2, 3, 4
    assert (values(result)[INHERITED], plan_of(result).hires["A"]) == (0, (0, 1, 1, 1))


def test_no_profile_has_a_skill_for_what_is_inherited() -> None:
    profile = make_profile("A", skills={"modelling": 100})
    old = make_use_case("old", type="heavy", status="live")
    types = (make_type(), make_type("heavy", run={"data": 30}))
    problem = company(ideas=0, profiles=(profile,), use_case_types=types, others=(old,))
    assert values(optimum(problem))[INHERITED] == 90
