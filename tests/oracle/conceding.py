"""Random tiny problems in which must-dos and the budget are levels instead of hard, and hires are limited together.

They are drawn from the problems of tests/oracle/instances.py, whose draws stay as they are.
"""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from models.plan import Plan
from models.problem import BudgetRow, HireCap, Objective, Problem
from tests.oracle.instances import draw_plan, random_problem, seeds

FIRST = (
    (Objective.UNDONE, Objective.OVERRUN),
    (Objective.OVERRUN, Objective.UNDONE),
    (Objective.OVERRUN,),
    (Objective.UNDONE,),
    (Objective.UNDONE,),
)


def conceding_problems(block: int) -> st.SearchStrategy[Problem]:
    """Problems with these levels first, more that must be done and less money."""
    return seeds(block).map(lambda seed: conceding(random_problem(seed), Random(f"conceding {seed}")))


def capped_problems(block: int) -> st.SearchStrategy[Problem]:
    """Problems in which profiles share limits on their hires; all else as drawn."""
    return seeds(block).map(lambda seed: capped(random_problem(seed), Random(f"capped {seed}")))


def changed_problems_with_plans(block: int) -> st.SearchStrategy[tuple[Problem, Plan]]:
    """Both at once, with a plan that may or may not be allowed."""
    return seeds(block).map(_with_plan)


def _with_plan(seed: int) -> tuple[Problem, Plan]:
    rng = Random(f"changed {seed}")
    problem = capped(conceding(random_problem(seed), rng), rng)
    return problem, draw_plan(rng, problem)


def conceding(problem: Problem, rng: Random) -> Problem:
    """The problem with levels that concede, most ideas a must and, mostly, a part of its budget."""
    factor = rng.choice((0, 1, 5, 20, 20, 100))
    rows = problem.budget_rows
    if max(problem.budget) > 1_000_000:  # ample: what is left of it is less than a hire costs, or a few
        rows = tuple(BudgetRow(quarter=q, amount=rng.choice((0, 30_000, 90_001))) for q in problem.horizon)
    return problem.changed(
        settings=problem.settings.changed(objectives=(*rng.choice(FIRST), *problem.settings.objectives)),
        use_cases=tuple(u.changed(must_do=u in problem.ideas and rng.random() < 0.9) for u in problem.use_cases),
        budget_rows=tuple(row.changed(amount=row.amount * factor // 20) for row in rows),
    )


def capped(problem: Problem, rng: Random) -> Problem:
    """The problem with a limit or two on the hires of some of its profiles."""
    return problem.changed(hire_caps=tuple(_cap(problem, rng) for _ in range(rng.choice((1, 1, 2)))))


def _cap(problem: Problem, rng: Random) -> HireCap:
    ids = [p.id for p in problem.profiles]
    chosen = rng.sample(ids, rng.randint(1, len(ids)))
    return HireCap(profiles=tuple(chosen), by=rng.randint(1, problem.quarters), most=rng.choice((0, 0, 1, 1, 2)))
