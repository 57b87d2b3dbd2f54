"""A plan without names and without the pay of single people, which costs the same to the last unit."""

from __future__ import annotations

from dataclasses import replace

from models.course import follow
from models.errors import PlanRejected
from models.judge import judge
from models.money import Ledger, people_cost
from models.plan import Plan, Result, Series
from models.problem import Problem, StaffRow


def redacted(result: Result) -> Result:
    """The result as people may see it who must not know who earns what; without a plan, the same result.

    Staff rows lose name, ID and own salary: everybody is at the rate of the job profile, and what all own salaries
    together make of it is pooled, per cost component and quarter, so that cost, budget and levels stay as they are.
    """
    if result.plan is None:
        return result
    problem = _redacted_problem(result.problem, result.plan)
    verdict = judge(problem, result.plan)
    if not verdict.accepted:
        raise PlanRejected(f"redacted, the plan no longer adds up: {' '.join(verdict.violations)}")
    return replace(result, problem=problem, accounts=verdict.accounts)


def _redacted_problem(problem: Problem, plan: Plan) -> Problem:
    staff = tuple(_redacted_row(row, n) for n, row in enumerate(problem.staff, 1))
    at_rates = problem.changed(staff=staff, pooled_pay={})
    before, after = (people_cost(follow(p, plan.hires, plan.starts)) for p in (problem, at_rates))
    return at_rates.changed(pooled_pay=_pooled(before, after))


def _redacted_row(row: StaffRow, number: int) -> StaffRow:
    return row.changed(id=f"staff row {number}", name="", base_salary=None)


def _pooled(before: Ledger, after: Ledger) -> dict[str, Series]:
    """Component: what the two differ by, quarter by quarter; components that do not differ are left out."""
    differences = {
        str(component): tuple(b - a for b, a in zip(_total(before[component]), _total(after[component]), strict=True))
        for component in before
    }
    return {component: series for component, series in differences.items() if any(series)}


def _total(by_owner: dict[str, Series]) -> Series:
    return tuple(map(sum, zip(*by_owner.values(), strict=True)))


def own_salaries(problem: Problem) -> int:
    """How many people have a salary of their own. Pooled, each can still be told by who joins or leaves when."""
    return sum(row.heads for row in problem.staff if row.base_salary is not None)
