"""Why no plan exists: what is named cannot hold together, and leaving out any one of it makes a plan possible."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from models.plan import Status
from models.problem import BudgetRow, Problem
from models.rules import Cap, Deadline, Gate, Mode, Present, Ratio, TeamFirst
from tests.builders import PLENTY, make_rule, make_staff, make_use_case
from tests.optimizer.planned import A, B, C, changed, company, solved

Edit = Callable[[Problem], Problem]

BUDGET, TARGET = "the budget", "the target"
MUST: dict[str, Any] = {"settings": {"target_is_a_must": True}}
NO_B: dict[str, Any] = {"b": {"time_to_fill": 3}}


def with_plenty(problem: Problem) -> Problem:
    return changed(problem, budget_rows=tuple(BudgetRow(quarter=q, amount=PLENTY) for q in problem.horizon))


def without_the_must(problem: Problem) -> Problem:
    return changed(problem, settings={"target_is_a_must": False})


def without_rule(name: str) -> Edit:
    def edit(problem: Problem) -> Problem:
        off = [r.model_copy(update={"mode": Mode.OFF}) if r.id == name else r for r in problem.rules]
        return changed(problem, rules=tuple(off))

    return edit


def without_must_do(problem: Problem) -> Problem:
    return changed(problem, use_cases=tuple(u.model_copy(update={"must_do": False}) for u in problem.use_cases))


def without_recruiting_capacity(problem: Problem) -> Problem:
    return changed(problem, settings={"recruiting_capacity": None})


def with_any_number(field: str) -> Edit:
    def edit(problem: Problem) -> Problem:
        return changed(problem, profiles=tuple(p.model_copy(update={field: None}) for p in problem.profiles))

    return edit


EDITS: dict[str, Edit] = {
    BUDGET: with_plenty,
    TARGET: without_the_must,
    "the recruiting capacity": without_recruiting_capacity,
    "use case": without_must_do,
}


def edit_for(requirement: str) -> Edit:
    """How a planner leaves out a requirement, from how it is named."""
    if requirement.startswith("rule "):
        return without_rule(requirement.removeprefix("rule "))
    if requirement.startswith("the limit"):
        return with_any_number("most_heads" if " heads of " in requirement else "most_hires_per_quarter")
    return next(edit for name, edit in EDITS.items() if requirement.startswith(name))


GATE = make_rule(Gate(acts_on=A, least=1), id="gate")
TEAM = make_rule(TeamFirst(acts_on=A, against=B), id="team")
PRESENT = make_rule(Present(acts_on=A, against=B), id="present")
CAP = make_rule(Cap(acts_on=A, most=Decimal(1)), id="cap")
RATIO = make_rule(Ratio(acts_on=A, against=B, most=Decimal(1)), id="ratio")
DEADLINE = make_rule(Deadline(against=B, free=0), id="deadline")
ALLOWS_ALL = make_rule(Ratio(acts_on=A, against=B, most=Decimal(9), free=9), id="allows all")

CONFLICTS: dict[str, tuple[Problem, tuple[str, ...]]] = {
    # 10,000 a quarter for the A of today's staff
    "budget below the cost of today's staff": (
        company(ideas=0, staff=(make_staff("A"),), budget=(10_000, 9_999, 99_999), settings={"budget_cap": "quarter"}),
        ("the budget of FY27 Q2 (9,999 USD)",),
    ),
    # one A in quarter 3 is 10,000
    "target and budget": (
        company(budget=(0, 0, 9_999), rules=(ALLOWS_ALL,), **MUST),
        ("the budget up to FY27 Q3 (9,999 USD)", "the target of 1 use case in production by FY27 Q3"),
    ),
    # no use case can be live before an A starts
    "target and gate": (
        company(rules=(ALLOWS_ALL, GATE), **MUST),
        ("rule gate", "the target of 1 use case in production by FY27 Q3"),
    ),
    # A and B in quarter 3 are 11,000
    "target, rule and budget": (
        company(budget=(0, 0, 10_999), rules=(PRESENT, ALLOWS_ALL), **MUST),
        (
            "rule present",
            "the budget up to FY27 Q3 (10,999 USD)",
            "the target of 1 use case in production by FY27 Q3",
        ),
    ),
    "must-do and team": (
        company(rules=(TEAM,), idea={"must_do": True}, **NO_B),
        ("rule team", "use case U1 must be done"),
    ),
    "must-do by its date and ratio": (
        company(rules=(RATIO,), idea={"must_do": True, "live_by": 3}, **NO_B),
        ("rule ratio", "use case U1 must be done by FY27 Q3"),
    ),
    "target and cap: two A at once": (
        company(ideas=2, rules=(CAP,), **MUST),
        ("rule cap", "the target of 2 use cases in production by FY27 Q3"),
    ),
    "target and deadline": (
        company(rules=(DEADLINE,), **NO_B, **MUST),
        ("rule deadline", "the target of 1 use case in production by FY27 Q3"),
    ),
    # four A in quarter 3 are 40,000, and 9,999 do not even pay for one
    "target and a budget far below": (
        company(ideas=4, budget=(0, 0, 9_999), **MUST),
        ("the budget up to FY27 Q3 (9,999 USD)", "the target of 4 use cases in production by FY27 Q3"),
    ),
    # four A in 3 quarters at one a quarter
    "target and recruiting capacity": (
        company(ideas=4, settings={"target_is_a_must": True, "recruiting_capacity": 1}),
        ("the recruiting capacity (1 hire a quarter)", "the target of 4 use cases in production by FY27 Q3"),
    ),
    "target and most hires": (
        company(ideas=4, a={"most_hires_per_quarter": 1}, **MUST),
        ("the limit on hires of A (1 hire a quarter)", "the target of 4 use cases in production by FY27 Q3"),
    ),
    "target and most heads": (
        company(ideas=4, a={"most_heads": 3}, **MUST),
        ("the limit on heads of A (3 heads)", "the target of 4 use cases in production by FY27 Q3"),
    ),
    # 0.5 x 3 live ones would do, but there is none before: the date of the must-do is what it waits for
    "two must-dos share one A": (
        company(
            others=(make_use_case("U0", live_by=3, earliest_start=3, must_do=True),),
            idea={"must_do": True},
            rules=(CAP,),
        ),
        ("rule cap", "use case U0 must be done by FY27 Q3", "use case U1 must be done"),
    ),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_what_is_named_cannot_hold_together_and_all_of_it_is_needed(name: str) -> None:
    problem, expected = CONFLICTS[name]
    result = solved(problem)
    assert (result.status, result.plan, result.accounts) == (Status.INFEASIBLE, None, None)
    assert sorted(result.conflict) == sorted(expected)
    for requirement in result.conflict:
        without = solved(edit_for(requirement)(problem))
        assert without.status is Status.OPTIMAL, requirement


def test_of_two_conflicts_one_is_named_and_curing_it_leaves_the_other() -> None:
    """U0 needs a B that nobody can hire... and the target an A that the gate keeps out: two reasons, each by itself."""
    team = make_rule(TeamFirst(acts_on=C, against=B), id="team")
    easy = make_use_case("easy", type="easy", must_do=True)
    problem = company(
        others=(easy,), rules=(GATE, team), settings={"target_is_a_must": True, "target_use_cases": 2}, **NO_B
    )
    first = solved(problem)
    assert first.status is Status.INFEASIBLE
    # the target of 2 needs both use cases; so the team alone stands in its way, or the team and the must-do
    assert "rule team" in first.conflict
    assert len(first.conflict) == 2
    second = solved(without_rule("team")(problem))
    # now the easy one can be live before 3 and the gate opens
    assert second.status is Status.OPTIMAL
