"""A plan that is given: the plain program allows it if and only if the judge does, and values it alike.

The columns of decisions are fixed at the plan's, so that the solver has nothing left but what follows from them. So the
bounds of columns and the big Ms are tested as well: they may cut off no plan that is allowed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from models.judge import judge
from models.operating_model import by_unit
from models.plain import Stated, state
from models.plain.levels import LEVELS
from models.plan import Plan
from models.problem import ALWAYS_FIRST, Objective, Problem
from outputs.mps import write_mps
from tests.oracle.instances import BLOCK, draw_plan, random_problem, undivided_problem
from tests.plain.highs import Highs

ALL_LEVELS = (*ALWAYS_FIRST, *(level for level in LEVELS if level not in ALWAYS_FIRST))


def cases(how_many: int, block: int) -> Iterator[tuple[Problem, Plan, Objective]]:
    """Problems with a plan, of which some are the best, many broken, and the level to look at."""
    for number in range(how_many):
        rng = Random(block * BLOCK + number)
        problem = by_unit(undivided_problem(rng)) if number % 3 == 2 else random_problem(block * BLOCK + number)
        plan = draw_plan(rng, problem)
        settings = problem.settings.changed(objectives=ALL_LEVELS)
        yield problem.changed(settings=settings), plan, ALL_LEVELS[number % len(ALL_LEVELS)]


def decided(stated: Stated, plan: Plan) -> dict[str, int] | None:
    """The value of each column of a decision; None: the program has no column for something that the plan does."""
    grain, values = stated.problem.settings.time_grain, {}
    columns = {
        **{(*key, 1): name for key, name in stated.hires.items()},
        **{(*key, 2): name for key, name in stated.starts.items()},
        **{(*key, 3): name for key, name in stated.time.items()},
    }
    tables = [(p, 1, 1, series) for p, series in plan.hires.items()]
    tables += [(u, 2, 1, series) for u, series in plan.starts.items()]
    tables += [((p, c), 3, grain, s) for p, shares in plan.allotment.items() for c, s in shares.items()]
    for key, family, step, series in tables:
        for quarter, amount in enumerate(series, 1):
            name = columns.get((*(key if isinstance(key, tuple) else (key,)), quarter, family))
            if amount % step or (amount and name is None):
                return None
            if name is not None:
                values[name] = amount // step
    return dict.fromkeys(columns.values(), 0) | values


def fixed(stated: Stated, values: dict[str, int]) -> Stated:
    """The statement with decisions that are no longer open."""
    columns = (
        replace(column, least=values[column.name], most=values[column.name]) if column.name in values else column
        for column in stated.program.columns
    )
    return replace(stated, program=replace(stated.program, columns=tuple(columns)))


def has_useless_time(problem: Problem, plan: Plan, stated: Stated) -> bool:
    """Whether a plan gives time where nothing is ever needed: the judge does not mind, the program has no column."""
    return any(
        amount and (p, c, quarter) not in stated.time
        for p, shares in plan.allotment.items()
        for c, series in shares.items()
        for quarter, amount in enumerate(series, 1)
    )


def hold(problem: Problem, plan: Plan, level: Objective, highs: Highs, file: Path) -> str:
    """Compare one plan; what came of it, in a word."""
    stated, verdict = state(problem, level), judge(problem, plan)
    values = decided(stated, plan)
    if values is None:
        assert not verdict.accepted or has_useless_time(problem, plan, stated)
        return "no column"
    if any(values[c.name] > (c.most or 0) for c in stated.program.columns if c.name in values):
        assert not verdict.accepted, "a bound cuts off a plan that is allowed"
        return "beyond a bound"
    write_mps(fixed(stated, values).program, file)
    found = highs.solve(file)
    text = f"{plan} {verdict.violations} {problem.model_dump_json()}"
    assert found["status"] == ("Optimal" if verdict.accepted else "Infeasible"), text
    if not verdict.accepted:
        return "rejected"
    value = verdict.accounts.objectives[level] * (-1 if level.maximised else 1)
    assert found["objective"] == pytest.approx(value, abs=1e-3), text
    return "accepted"


def test_the_plain_program_allows_what_the_judge_does(highs: Highs, tmp_path: Path) -> None:
    seen = Counter(hold(*case, highs, tmp_path / "plan.mps") for case in cases(45, 43))
    assert min(seen["accepted"], seen["rejected"]) >= 10, seen


@pytest.mark.slow
def test_the_plain_program_allows_what_the_judge_does_at_length(highs: Highs, tmp_path: Path) -> None:
    seen = Counter(hold(*case, highs, tmp_path / "plan.mps") for case in cases(1000, 44))
    assert min(seen["accepted"], seen["rejected"]) >= 300, seen
