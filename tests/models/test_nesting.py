"""What is proven of a looser problem, said of a tighter one: as far as they agree, and no further."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from models.judge import judge
from models.nesting import bounded, is_nested, settled
from models.plan import Level, Result, Status
from models.problem import Objective, Problem, UseCaseStatus
from models.rules import Ratio, Rework
from tests.builders import make_plan, make_rule, make_type, make_use_case
from tests.optimizer.planned import COST, INHERITED, PREFER, TARGET, A, B, changed, company, optimum, plan_of


def result(*levels: tuple[Objective, int, int]) -> Result:
    """Of a plan with these values and bounds."""
    made = tuple(Level(name, value, bound, proven=value == bound) for name, value, bound in levels)
    proven = all(level.proven for level in made)
    base = optimum(company(ideas=1))
    return replace(base, levels=made, status=Status.OPTIMAL if proven else Status.FEASIBLE)


PROVEN = result((INHERITED, 0, 0), (TARGET, 1, 1), (PREFER, 0, 0), (COST, 500, 500))


def bounds(found: Result) -> list[int]:
    return [level.bound for level in found.levels]


def test_levels_bound_each_other_as_long_as_they_agree() -> None:
    tighter = replace(
        result((INHERITED, 0, -9), (TARGET, 1, 0), (PREFER, 0, -9), (COST, 700, 100)), stopped_by="time limit"
    )
    found = bounded(tighter, PROVEN)
    assert bounds(found) == [0, 1, 0, 500]
    assert [level.proven for level in found.levels] == [True, True, True, False]
    assert (found.status, found.stopped_by) == (Status.FEASIBLE, "time limit")


def test_after_a_difference_nothing_is_said() -> None:
    """Two use cases are missing where one was: what that costs may be less than 500."""
    found = bounded(result((INHERITED, 0, 0), (TARGET, 2, 0), (PREFER, 0, 0), (COST, 400, 100)), PROVEN)
    assert bounds(found) == [0, 1, 0, 100]


def test_what_comes_to_the_same_is_proven() -> None:
    found = bounded(result((INHERITED, 0, 0), (TARGET, 1, 0), (PREFER, 0, 0), (COST, 500, 100)), PROVEN)
    assert (found.status, found.stopped_by) == (Status.OPTIMAL, "")


def test_what_is_not_proven_says_nothing() -> None:
    looser = result((INHERITED, 0, 0), (TARGET, 1, 0), (PREFER, 0, 0), (COST, 500, 500))
    found = bounded(result((INHERITED, 0, 0), (TARGET, 1, 0), (PREFER, 0, 0), (COST, 700, 100)), looser)
    assert bounds(found) == [0, 0, 0, 100]


def test_a_bound_from_above_is_taken_where_more_is_better() -> None:
    looser = result((INHERITED, 0, 0), (Objective.VALUE, 90, 90))
    found = bounded(result((INHERITED, 0, 0), (Objective.VALUE, 80, 120)), looser)
    assert bounds(found) == [0, 90]


def test_a_problem_is_settled_where_the_best_plan_is_allowed_in_it() -> None:
    base = optimum(company(ideas=1))
    less = changed(base.problem, budget_rows=company(budget=(0, 0, 10_000)).budget_rows)
    found = settled(less, base)
    assert found is not None
    assert (found.problem, found.plan, found.status) == (less, base.plan, Status.OPTIMAL)
    too_little = changed(base.problem, budget_rows=company(budget=(0, 0, 9_999)).budget_rows)
    assert settled(too_little, base) is None
    assert settled(less, replace(base, status=Status.FEASIBLE)) is None


def reworked(free: int) -> Problem:
    """A use case in progress takes an FTE of deployment in Q1, and half of one more where no B is there, unless free;
    one that starts takes half an FTE."""
    types = (make_type("old", build={"deployment": (100,)}), make_type("new", build={"deployment": (50,)}))
    old = make_use_case("OLD", type="old", status=UseCaseStatus.IN_PROGRESS)
    row = Rework(against=B, free=free, fte=50, capability="deployment")
    return company(
        ideas=0, types=types, others=(old, make_use_case("NEW", type="new")), rules=(make_rule(row, id="rework"),)
    )


def test_rework_that_the_idle_course_has_leaves_room_that_a_looser_rule_takes_away() -> None:
    """1.5 FTE may stay uncovered where the idle course needs 1.5: a plan with a B needs them for another use case."""
    tighter, looser = reworked(free=0), reworked(free=1)
    plan = make_plan(tighter, hires={"B": (1, 0, 0)}, starts={"NEW": (1, 0, 0)})
    assert judge(tighter, plan).accepted
    assert not judge(looser, plan).accepted
    assert not is_nested(tighter, looser)


def test_a_rule_that_nothing_is_inherited_of_is_nested() -> None:
    def paired(most: int) -> Problem:
        rule = make_rule(Ratio(acts_on=A, against=B, most=Decimal(most)), id="pairing")
        return company(ideas=2, rules=(rule,))

    assert is_nested(paired(1), paired(2))
    assert judge(paired(2), plan_of(optimum(paired(1)))).accepted
