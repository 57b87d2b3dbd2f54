"""Rules by name: 'rule' is said once, and no two rules are called the same."""

from __future__ import annotations

import pytest

from models.constraints import constraints
from models.moves import moves
from models.problem import Problem
from models.rule_names import is_rule, rule_name
from models.rules import Present
from tests.builders import make_rule
from tests.optimizer.planned import A, B, company


def ruled(*ids: str) -> Problem:
    return company(rules=tuple(make_rule(Present(acts_on=A, against=B), id=name) for name in ids))


def names(*ids: str) -> list[str]:
    problem = ruled(*ids)
    return [rule_name(problem, rule) for rule in problem.rules]


@pytest.mark.parametrize(
    ("name", "called"),
    [("data-ratio", "rule data-ratio"), ("rule 0", "rule 0"), ("Rule-x", "Rule-x"), ("rules", "rule rules")],
)
def test_an_id_that_says_rule_is_not_called_so_twice(name: str, called: str) -> None:
    assert names(name) == [called]
    assert is_rule(called)
    assert called in [constraint.name for constraint in constraints(ruled(name))]
    assert f"{called} off" in [move.change for move in moves(ruled(name))]


def test_two_rules_never_have_one_name() -> None:
    assert names("0", "rule 0") == ["rule 0", "rule rule 0"]


@pytest.mark.parametrize("name", ["the budget", "the limit on heads of Ruler", "must-do U1", "time to fill"])
def test_what_is_no_rule_is_not_taken_for_one(name: str) -> None:
    assert not is_rule(name)
