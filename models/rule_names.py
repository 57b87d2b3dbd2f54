"""What a rule is called among limits and use cases."""

from __future__ import annotations

import re

from models.problem import Problem
from models.rules import Rule

SAYS_IT = re.compile(r"rule\b", re.IGNORECASE)
"""How an ID begins that says itself that it is a rule's, such as 'rule 3'; so does every name of a rule."""


def rule_name(problem: Problem, rule: Rule) -> str:
    """Such as 'rule data-ratio'; of 'rule 3' the ID itself, unless there is a rule '3' too, which is called so."""
    others = {f"rule {other.id}" for other in problem.rules}
    return rule.id if SAYS_IT.match(rule.id) and rule.id not in others else f"rule {rule.id}"


def is_rule(name: str) -> bool:
    """Whether a name of a rule or limit is that of a rule."""
    return SAYS_IT.match(name) is not None
