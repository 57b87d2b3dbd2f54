"""What the plain program refuses, how levels are kept, and how a solver's values become a plan."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from models.linear_program import NotLinear
from models.plain import level_called, plan_of, state
from models.plain.bounds import most_heads, most_hires
from models.problem import ALWAYS_FIRST, HireCap, Objective, Problem
from tests.builders import make_problem, make_profile, make_requirement, make_staff, make_type, make_use_case
from tests.plain.differential import by_levels, optimum
from tests.plain.highs import Highs


def company(**fields: object) -> Problem:
    """One engineer at 10,000 a quarter builds one of two use cases, worth 3,000 a quarter each, in a quarter."""
    engineer = make_profile("E", base_salary=40_000, skills={"data": 100}, most_hires_per_quarter=2)
    parts = {
        "profiles": (engineer,),
        "use_case_types": (make_type(build={"data": (100,)}),),
        "use_cases": (make_use_case(count=2, value_per_quarter=3_000),),
        "settings": {
            "target_use_cases": 2,
            "objectives": (*ALWAYS_FIRST, Objective.COST, Objective.VALUE),
            "time_grain": 10,
        },
    }
    return make_problem(3, **parts | fields)  # type: ignore[arg-type]


def test_levels_one_by_one(highs: Highs, tmp_path: Path) -> None:
    """Cheapest are two engineers in the last quarter, 20,000, or one in the last two; the latter earns 3,000."""
    found = by_levels(company(), highs, tmp_path / "plain.mps")
    assert found is not None
    plan, accounts = found
    assert [accounts.objectives[level] for level in company().settings.objectives] == [0, 0, 0, 20_000, 3_000]
    assert plan.hires == {"E": (0, 1, 0)}
    assert plan.starts == {"U1": (0, 1, 1)}
    assert plan.allotment == {"E": {"data": (0, 100, 100)}}


def test_a_level_is_kept_no_worse_than_told(highs: Highs, tmp_path: Path) -> None:
    """One short of the target is enough: one use case, for 10,000 in a quarter."""
    kept = state(company(), Objective.COST, {Objective.TARGET: 1})
    assert optimum(kept, highs, tmp_path / "plain.mps")[0] == 10_000


@pytest.mark.parametrize(
    ("least", "cost"), [(0, 0), (3_000, 20_000), (6_000, 30_000), (9_000, 30_000), (9_001, 60_000)]
)
def test_a_maximised_level_is_kept_at_least(least: int, cost: int, highs: Highs, tmp_path: Path) -> None:
    """A use case built in quarter 1 earns 6,000, in quarter 2 3,000; an engineer hired in s is paid from s to 3.

    So 3,000 takes one from quarter 2 on, 6,000 and both after each other one from 1 on, and more than that two.
    """
    problem = company(settings={"objectives": (*ALWAYS_FIRST, Objective.VALUE, Objective.COST)})
    stated = state(problem, Objective.COST, {Objective.VALUE: least})
    assert optimum(stated, highs, tmp_path / "plain.mps")[0] == cost


def test_the_first_level_is_the_default() -> None:
    assert state(company()).level is Objective.INHERITED
    assert level_called(company(), "cost") is Objective.COST


@pytest.mark.parametrize(
    ("level", "keep", "told"),
    [
        (Objective.NET, {}, "no level 'net'; its levels are inherited, target, prefer, cost, value"),
        (Objective.TARGET, {Objective.COST: 1}, "cost is not one of them: those are inherited"),
        (Objective.INHERITED, {Objective.INHERITED: 1}, "not one of them: there are none"),
    ],
)
def test_levels_that_make_no_sense(level: Objective, keep: dict[Objective, int], told: str) -> None:
    with pytest.raises(NotLinear, match=told):
        state(company(), level, keep)


def test_what_only_programs_set_is_refused() -> None:
    with pytest.raises(NotLinear, match="Limits on hires"):
        state(company(hire_caps=(HireCap(profiles=("E",), by=2, most=1),)))
    with pytest.raises(NotLinear, match="must-do and overrun are not stated"):
        state(company(settings={"objectives": (Objective.UNDONE, Objective.OVERRUN, *ALWAYS_FIRST)}))


def test_hires_that_nothing_bounds_are_refused() -> None:
    with pytest.raises(NotLinear, match="E may be hired without limit and for nothing"):
        state(company(profiles=(make_profile("E", skills={"data": 100}),)))


def test_hires_are_bounded_by_money_where_nothing_else_does() -> None:
    """A budget of 45,000 a quarter that can be saved up: by quarter 2 there is money for nine, at 10,000 each."""
    engineer = make_profile("E", base_salary=40_000, skills={"data": 100})
    problem = company(profiles=(engineer,), budget=45_000)
    [profile] = problem.profiles
    assert most_hires(problem, profile, 2) == 9
    assert most_heads(problem, profile, 2) == 9


def test_what_a_solver_leaves_out_is_nothing_and_integers_are_rounded() -> None:
    stated = state(company())
    plan = plan_of(stated, {"hires.E.q2": 0.9999999, "time.E.data.q2": 10.0000001, "starts.U1.q3": 1})
    assert plan.hires == {"E": (0, 1, 0)}
    assert plan.starts == {"U1": (0, 0, 1)}
    assert plan.allotment == {"E": {"data": (0, 100, 0)}}


@pytest.mark.parametrize(("pct", "heads"), [("80.2469", 3), ("80.2472", 2)])
def test_a_millionth_decides_who_leaves(pct: str, heads: int, highs: Highs, tmp_path: Path) -> None:
    """Three people at quarterly rates of 0.333333 and 0.333334: 0.999999 and 1.000002 expected leavers after a quarter.

    (1 - 0.333333)^4 = 0.197531..., so an annual 80.2469 % is 1 - 0.197531^(1/4) = 0.333333, half up.
    """
    leaver = make_profile("E", attrition_pct=Decimal(pct), most_hires_per_quarter=0)
    problem = make_problem(
        2,
        profiles=(leaver,),
        staff=(make_staff("E", heads=3),),
        requirements=(make_requirement(3, 3, role="E"),),
    )
    found = by_levels(problem, highs, tmp_path / "plain.mps")
    assert found is not None
    assert found[1].heads["E"] == (3, heads)
    assert found[1].objectives[Objective.INHERITED] == 100 * (3 - heads)
