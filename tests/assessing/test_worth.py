"""Two solves held against each other where not everything is proven."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.assessment import Gap, gap_of
from models.marginal import closed, measured, with_one_more
from models.plan import Level, Result, Status
from models.problem import Objective
from models.whatif import WhatIf
from models.worth import Difference, difference
from tests.optimizer.planned import company, optimum

TARGET, VALUE, COST = Objective.TARGET, Objective.VALUE, Objective.COST


@pytest.fixture(scope="module")
def as_is() -> Result:
    """Nobody is there and no A may be hired: none of two use cases can be built."""
    problem = measured(company(ideas=2, staff=(), idea={"value_per_quarter": 5}, ideas_from=1))
    return optimum(closed(problem, problem.jobs[0]))


@pytest.fixture(scope="module")
def more(as_is: Result) -> Result:
    return optimum(with_one_more(as_is.problem, as_is.problem.jobs[0]))


def open_at(result: Result, name: Objective, bound: int) -> Result:
    """The result with a level that is not proven."""
    levels = tuple(Level(o.name, o.value, bound, False) if o.name is name else o for o in result.levels)
    return replace(result, levels=levels, status=Status.FEASIBLE)


def gap(more: Result, as_is: Result) -> Gap:
    return gap_of(WhatIf("as it is", as_is), WhatIf("one more", more), None)


def test_the_first_level_that_differs_tells(as_is: Result, more: Result) -> None:
    assert difference(more, as_is) == Difference(TARGET, 2)
    assert difference(as_is, more) == Difference(TARGET, -2)
    assert difference(as_is, as_is) == Difference(None)


def test_more_use_cases_in_the_plans_found_block_though_as_many_may_be_had_without(as_is: Result, more: Result) -> None:
    found = open_at(as_is, TARGET, 0)
    assert difference(more, found) == Difference(TARGET, 2, proven=False)
    assert gap(more, found) is Gap.BLOCKING


def test_a_bound_that_leaves_no_room_proves_it(as_is: Result, more: Result) -> None:
    assert difference(more, open_at(as_is, TARGET, 1)) == Difference(TARGET, 2)


def test_what_is_equal_but_not_proven_is_unknown_whatever_comes_after(as_is: Result) -> None:
    found = difference(as_is, open_at(as_is, TARGET, 1))
    assert found == Difference(TARGET, 0, proven=False)
    assert gap(as_is, open_at(as_is, TARGET, 1)) is Gap.UNKNOWN
    assert gap(as_is, as_is) is Gap.IDLE


def test_money_that_may_be_saved_is_unknown_until_it_is_proven(as_is: Result) -> None:
    dear = replace(as_is, levels=tuple(replace(o, value=9, bound=9) if o.name is COST else o for o in as_is.levels))
    assert gap(as_is, dear) is Gap.USEFUL
    assert gap(as_is, open_at(dear, COST, 0)) is Gap.UNKNOWN
    assert gap(as_is, open_at(dear, COST, 1)) is Gap.USEFUL  # at least 1 is saved


def test_what_is_worse_is_idle(as_is: Result, more: Result) -> None:
    assert gap(as_is, more) is Gap.IDLE


def test_use_cases_at_the_cost_of_what_comes_before_do_not_block(as_is: Result, more: Result) -> None:
    short = replace(more, levels=(replace(more.levels[0], value=7, bound=7), *more.levels[1:]))
    assert more.levels[0].name is Objective.INHERITED
    assert gap(short, as_is) is Gap.IDLE


def test_a_plan_that_exists_only_with_one_more_blocks(as_is: Result, more: Result) -> None:
    none = replace(as_is, status=Status.INFEASIBLE, plan=None, accounts=None, levels=())
    assert gap(more, none) is Gap.BLOCKING
    assert gap(none, none) is Gap.UNKNOWN
    assert gap(more, replace(none, status=Status.UNKNOWN)) is Gap.UNKNOWN
    assert gap_of(WhatIf("as it is", as_is), WhatIf("one more", failure="lost"), None) is Gap.UNKNOWN


def test_value_counts_the_more_the_better(as_is: Result, more: Result) -> None:
    low = replace(more, levels=tuple(replace(o, value=1, bound=1) if o.name is VALUE else o for o in more.levels))
    found = difference(more, low)
    assert found is not None
    assert (found.level, found.is_better, found.proven) == (VALUE, True, True)


def breaking(as_is: Result, breaches: int, quarters: int) -> Result:
    """The result with other values of two levels, and no others."""
    levels = ((Objective.PREFER, breaches), (Objective.EARLIEST, quarters))
    return replace(as_is, levels=tuple(Level(name, value, value, proven=True) for name, value in levels))


def test_a_breach_more_does_not_make_idle_what_delivers_sooner(as_is: Result) -> None:
    """Broken rules are a level before delivery, but what one head is worth is told by delivery first."""
    now = breaking(as_is, 0, 5)
    assert difference(breaking(as_is, 1, 4), now) == Difference(Objective.EARLIEST, 1, proven=True)
    assert difference(breaking(as_is, 1, 5), now) == Difference(Objective.PREFER, -1, proven=True)
