"""The judge: computes everything that follows from a plan again, knowing nothing of the solver that made it."""

from __future__ import annotations

from models.accounts import settle
from models.plan import Plan, Verdict
from models.plan_form import well_formed
from models.problem import Problem
from models.violations import Case, violations


def judge(problem: Problem, plan: Plan) -> Verdict:
    """The accounts of a plan, and what it breaks that it must not.

    A plan that is not even well formed is judged as far as it makes sense, and rejected.
    """
    plan, faults = well_formed(problem, plan)
    course, accounts = settle(problem, plan)
    broken = violations(Case(problem, plan, course, accounts))
    return Verdict(accounts, (*faults, *(violation.sentence for violation in broken)))
