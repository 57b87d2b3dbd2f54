"""What use cases need and when they are live, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.judge import judge
from models.plan import Accounts, Component
from models.portfolio import inherited_start, unit_needs
from models.problem import Objective, Problem
from tests.builders import make_plan, make_problem, make_requirement, make_type, make_use_case

MEDIUM = make_type(
    "medium", 3, build={"data": (25, 10), "model": (0, 5, 15)}, run={"data": 5}, build_cost=(1_001, 500), run_cost=301
)


def problem_of(*use_cases: Any, **overrides: Any) -> Problem:
    return make_problem(6, capabilities=("data", "model"), use_case_types=(MEDIUM,), use_cases=use_cases, **overrides)


def accounts_of(problem: Problem, **starts: tuple[int, ...]) -> Accounts:
    return judge(problem, make_plan(problem, starts=starts)).accounts


def test_every_cell_is_scaled_by_size_and_rounded_half_up_by_itself() -> None:
    use_case = make_use_case(type="medium", size=Decimal("0.5"), count=7)
    needs = unit_needs(problem_of(use_case), use_case)
    assert needs.build == {"data": (13, 5, 0), "model": (0, 3, 8)}  # 12.5, 5, -; -, 2.5, 7.5
    assert needs.run == {"data": 3}  # 2.5
    assert needs.build_cost == (501, 250, 0)  # 500.5, 250
    assert needs.run_cost == 151  # 150.5
    assert needs.build_quarters == 3


@pytest.mark.parametrize(("status", "done", "start"), [("in progress", 0, 1), ("in progress", 2, -1), ("live", 0, -2)])
def test_what_goes_on_already_amounts_to_a_start_before_the_plan(status: str, done: int, start: int) -> None:
    use_case = make_use_case(type="medium", status=status, quarters_done=done)
    assert inherited_start(problem_of(use_case), use_case) == start


def test_units_build_then_run() -> None:
    # Two units in quarter 2, one in quarter 3: each builds for 3 quarters and is live from the 4th on.
    accounts = accounts_of(problem_of(make_use_case("U", type="medium", count=3)), U=(0, 2, 1, 0, 0, 0))
    assert accounts.live == (0, 0, 0, 0, 2, 3, 3)
    assert accounts.demand["data"] == (0, 50, 45, 10, 10, 15)  # 2x25; 2x10+25; 10; 2x5; 3x5
    assert accounts.demand["model"] == (0, 0, 10, 35, 15, 0)  # -; 2x5; 2x15+5; 15
    assert accounts.use_case_cost[Component.BUILD]["U"] == (0, 2_002, 2_001, 500, 0, 0)
    assert accounts.use_case_cost[Component.RUN]["U"] == (0, 0, 0, 0, 602, 903)
    assert accounts.cost == (0, 2_002, 2_001, 500, 602, 903)


def test_count_multiplies_after_rounding() -> None:
    # Size 0.5: 13 hundredths a unit, so 26 for two (not 25).
    accounts = accounts_of(
        problem_of(make_use_case("U", type="medium", count=2, size=Decimal("0.5"))), U=(2, 0, 0, 0, 0, 0)
    )
    assert accounts.demand["data"][0] == 26


def test_use_cases_in_progress_go_on_and_live_ones_run() -> None:
    going = make_use_case("going", type="medium", status="in progress", quarters_done=1)
    old = make_use_case("old", type="medium", status="live", count=2)
    accounts = accounts_of(problem_of(going, old))
    assert accounts.live == (2, 2, 3, 3, 3, 3, 3)  # `going` builds its 2nd and 3rd quarter in 1 and 2
    assert accounts.demand["data"] == (20, 10, 15, 15, 15, 15)  # 10 + 2x5; 0 + 10; 3x5
    assert accounts.demand["model"] == (5, 15, 0, 0, 0, 0)
    assert accounts.use_case_cost[Component.BUILD]["going"] == (500, 0, 0, 0, 0, 0)
    assert accounts.uncovered == accounts.demand  # nobody is there: all of it is inherited
    assert accounts.objectives[Objective.INHERITED] == 90 + 20


def test_requirement_rows_add_to_demand() -> None:
    problem = problem_of(requirements=(make_requirement(1, 2, 3, 4, 5, 6, capability="model"),) * 2)
    assert accounts_of(problem).demand["model"] == (2, 4, 6, 8, 10, 12)


def test_value_priority_and_earliest() -> None:
    rows = (
        make_use_case("a", type="medium", count=2, value_per_quarter=100, priority=1),
        make_use_case("b", type="medium", value_per_quarter=10, priority=3),
        make_use_case("c", type="medium", value_per_quarter=1, priority=3),
        make_use_case("old", type="medium", status="live", value_per_quarter=1_000),
    )
    problem = problem_of(*rows, settings={"target_by": 5, "target_use_cases": 4})
    accounts = accounts_of(problem, a=(1, 0, 0, 1, 0, 0), b=(0, 0, 1, 0, 0, 0))
    # live from 4 on, from 7 on (beyond T), from 6 on, in all 6 quarters: 100 x 3 + 0 + 10 x 1 + 1,000 x 6
    assert accounts.objectives[Objective.VALUE] == 6_310
    assert accounts.objectives[Objective.NET] == 6_310 - sum(accounts.cost)
    # live by the end of quarter 5: one of a (weight 3), b (weight 1); old has no priority
    assert accounts.objectives[Objective.PRIORITY] == 4
    # go-live at the end of 3, of 6, of 5; never: 7
    assert accounts.objectives[Objective.EARLIEST] == 3 + 6 + 5 + 7
    # live by the end of quarter 5: one of a, b, old
    assert accounts.objectives[Objective.TARGET] == 1
