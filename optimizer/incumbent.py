"""The best plan so far: nothing becomes one that the judge has not accepted."""

from __future__ import annotations

from dataclasses import dataclass

from models.errors import PlanRejected
from models.judge import judge
from models.plan import Accounts, Plan
from models.problem import Objective, Problem
from optimizer.agreement import disagreements
from optimizer.model import Assignment, PlanningModel


@dataclass(frozen=True)
class Incumbent:
    """A plan that the judge accepted, what follows from it, and the model's variables where they are known."""

    problem: Problem
    plan: Plan
    accounts: Accounts
    assignment: Assignment | None = None

    def small(self, objective: Objective) -> int:
        """An objective's value with less being better."""
        return signed(objective, self.accounts.objectives[objective])

    @property
    def rank(self) -> list[int]:
        """All levels in order, less being better."""
        return [self.small(objective) for objective in self.problem.settings.objectives]


def judged(problem: Problem, plan: Plan) -> Incumbent | None:
    """A plan that was not made by the solver, if the judge accepts it."""
    verdict = judge(problem, plan)
    return Incumbent(problem, plan, verdict.accounts) if verdict.accepted else None


def solved(model: PlanningModel, assignment: Assignment) -> Incumbent:
    """The solver's plan; raises PlanRejected where the judge rejects it or disagrees with any of its figures."""
    plan = model.plan(assignment)
    verdict = judge(model.problem, plan)
    faults = [*verdict.violations, *disagreements(model, assignment, verdict.accounts)]
    if faults:
        raise PlanRejected("the judge rejects the solver's plan, a fault of hireplan's own: " + "; ".join(faults))
    return Incumbent(model.problem, plan, verdict.accounts, assignment)


def better(one: Incumbent | None, other: Incumbent | None) -> Incumbent | None:
    """The better of two, the first where they are equal."""
    if one is None or other is None:
        return one or other
    return other if other.rank < one.rank else one


def signed(objective: Objective, value: int) -> int:
    """Between an objective as the planner knows it and as it is made small; its own inverse."""
    return -value if objective.maximised else value
