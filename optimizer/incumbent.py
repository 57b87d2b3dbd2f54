"""The best plan so far: nothing becomes one that the judge has not accepted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import overload

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

    def decided(self, model: PlanningModel) -> Assignment:
        """The values of the model's hiring and start variables, maybe beyond what the model looks at."""
        return self.assignment or model.assigned(self.plan).__getitem__

    def small(self, objective: Objective) -> int:
        """An objective's value with less being better."""
        return signed(objective, self.accounts.objectives[objective])

    def rank(self, down_to: Objective | None = None) -> list[int]:
        """The levels in order, all of them or down to one, less being better."""
        objectives = self.problem.settings.objectives
        last = len(objectives) if down_to is None else objectives.index(down_to) + 1
        return [self.small(objective) for objective in objectives[:last]]


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


@overload
def better(one: Incumbent, other: Incumbent | None, down_to: Objective | None = None) -> Incumbent: ...
@overload
def better(one: Incumbent | None, other: Incumbent | None, down_to: Objective | None = None) -> Incumbent | None: ...
def better(one: Incumbent | None, other: Incumbent | None, down_to: Objective | None = None) -> Incumbent | None:
    """The better of two by their levels, all of them or down to one; the first where they are equal."""
    if one is None or other is None:
        return one or other
    return other if other.rank(down_to) < one.rank(down_to) else one


def signed(objective: Objective, value: int) -> int:
    """Between an objective as the planner knows it and as it is made small; its own inverse."""
    return -value if objective.maximised else value
