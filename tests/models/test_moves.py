"""What is moved and how it is said; and that a nested move's plans are where they are claimed to be."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from models.explanation import Step
from models.judge import judge
from models.moves import Move, moves
from models.plan import Plan
from models.problem import Problem
from models.rules import Cap, Gate, Ratio
from tests.builders import make_problem, make_profile, make_rule, make_use_case
from tests.optimizer.planned import A, B, company
from tests.oracle.instances import draw_problem_with_plan


def said(problem: Problem) -> dict[str, Step]:
    return {move.change: move.step for move in moves(problem)}


def test_a_rule_goes_off_and_a_step_either_way() -> None:
    rule = make_rule(Ratio(acts_on=A, against=B, most=Decimal(3)), id="data-ratio")
    changes = said(company(rules=(rule,)))
    assert changes["rule data-ratio off"] is Step.OFF
    assert changes["rule data-ratio at 4 instead of 3"] is Step.LOOSER
    assert changes["rule data-ratio at 2 instead of 3"] is Step.TIGHTER


def test_limits_are_lifted_and_say_their_unit_once() -> None:
    problem = make_problem(profiles=(make_profile(most_heads=1),), settings={"recruiting_capacity": 5})
    changes = said(problem)
    assert changes["the recruiting capacity lifted"] is Step.OFF
    assert changes["the recruiting capacity at 6 instead of 5 hires a quarter"] is Step.LOOSER
    assert changes["the limit on heads of DE at 2 heads instead of 1 head"] is Step.LOOSER


def test_money_aims_must_dos_and_hiring_time_are_moved() -> None:
    must = make_use_case("U7", must_do=True)
    problem = make_problem(
        quarters=2,
        budget=(10_000, 49),
        profiles=(make_profile(time_to_fill=1),),
        use_cases=(must, make_use_case(count=3)),
        settings={"target_use_cases": 3, "target_by": 1},
    )
    assert said(problem) == {
        "the budget lifted": Step.OFF,
        "the budget 1 % more (+100 USD)": Step.LOOSER,
        "the budget 1 % less (-100 USD)": Step.TIGHTER,
        "the target at 2 instead of 3 use cases": Step.LOOSER,
        "the target at 4 instead of 3 use cases": Step.TIGHTER,
        "the target by FY27 Q2 instead of FY27 Q1": Step.LOOSER,
        "time to fill a quarter less for everybody": Step.LOOSER,
        "time to fill a quarter more for everybody": Step.TIGHTER,
        "must-do U7 left open": Step.OFF,
    }
    by_change = {move.change: move.problem for move in moves(problem)}
    assert by_change["the budget 1 % more (+100 USD)"].budget == (10_100, 49)
    assert by_change["time to fill a quarter less for everybody"].profiles[0].time_to_fill == 0
    assert not any(use_case.must_do for use_case in by_change["must-do U7 left open"].use_cases)


def test_a_step_that_is_none_or_leads_to_the_same_problem_is_left_out() -> None:
    """No target and nobody to wait for; a gate at 0 asks for nothing, as one that is off; a cap of 0 has no tighter."""
    gate, cap = make_rule(Gate(acts_on=A, least=1), id="gate"), make_rule(Cap(acts_on=A, most=Decimal(0)), id="cap")
    problem = company(rules=(gate, cap), settings={"target_use_cases": None})
    changes = list(said(problem))
    assert [change for change in changes if change.startswith("rule")] == [
        "rule gate off",
        "rule gate at 2 instead of 1",
        "rule cap off",
        "rule cap at 1 instead of 0",
    ]
    assert "time to fill a quarter less for everybody" not in changes
    assert not any("target" in change for change in changes)


def test_moves_that_are_said_alike_are_told_apart() -> None:
    twins = tuple(make_profile(id, role="twin", most_heads=1) for id in ("T1", "T2"))
    changes = [move.change for move in moves(make_problem(profiles=twins))]
    assert "the limit on heads of twin lifted (2)" in changes
    assert len(set(changes)) == len(changes)


def test_plans_of_the_tighter_of_two_nested_problems_are_the_looser_ones_and_no_worse() -> None:
    seen = 0
    for seed in range(60):
        problem, plan = draw_problem_with_plan(Random(seed))
        for move in moves(problem):
            if move.nested:
                seen += holds(problem, move, plan)
    assert seen > 300


def holds(problem: Problem, move: Move, plan: Plan) -> bool:
    """Whether the plan is allowed in the tighter problem, so that something was to be seen."""
    pair = (move.problem, problem) if move.step is Step.TIGHTER else (problem, move.problem)
    tighter, looser = (judge(one, plan) for one in pair)
    if not tighter.accepted:
        return False
    assert looser.accepted, (move.change, looser.violations)
    for objective in problem.settings.objectives:
        sign = -1 if objective.maximised else 1
        values = [sign * one.accounts.objectives[objective] for one in (looser, tighter)]
        assert values[0] <= values[1], (move.change, objective)
    return True
