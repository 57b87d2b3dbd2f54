"""hireplan held against the plain linear program and another solver, level by level, on the same problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from models.judge import judge
from models.operating_model import by_unit
from models.plain import Stated, plan_of, state
from models.plan import Accounts, Plan, Result, Status
from models.problem import Objective, OperatingModel, Problem
from models.rules import Mode
from optimizer import solve
from outputs.mps import write_mps
from tests.oracle.instances import BLOCK, random_problem, undivided_problem
from tests.plain.highs import Highs

SECONDS = 60.0


def pooled(seed: int) -> Problem:
    """A problem of the brute force's, with one pool of people."""
    return random_problem(seed)


def centralized(seed: int) -> Problem:
    """The same, with few starts a quarter."""
    problem, most = random_problem(seed), Random(f"starts {seed}").choice((0, 1, 1, 2))
    model = {"operating_model": OperatingModel.CENTRALIZED, "starts_per_quarter": most}
    return problem.changed(settings=problem.settings.changed(**model))


def divided(seed: int) -> Problem:
    """One with people and work by unit."""
    return by_unit(undivided_problem(Random(seed)))


MAKERS = (pooled, pooled, pooled, divided, divided, centralized)
"""In turn."""


def problems(how_many: int, block: int) -> Iterator[Problem]:
    """So many problems of a block of seeds, always the same."""
    for number in range(how_many):
        yield MAKERS[number % len(MAKERS)](block * BLOCK + number)


def compare_all(how_many: int, block: int, highs: Highs, folder: Path) -> Counter[str]:
    """Compare so many problems; how often each thing that can be in a problem was among them."""
    seen: Counter[str] = Counter()
    for problem in problems(how_many, block):
        seen.update(set(compare(problem, highs, folder)))
    return seen


def compare(problem: Problem, highs: Highs, folder: Path) -> Iterator[str]:
    """Hold hireplan's proven levels against those of the plain program; what was at stake, in words."""
    result = solve(problem, workers=1, seed=1, time_limit=SECONDS)
    assert result.status in (Status.OPTIMAL, Status.INFEASIBLE)
    theirs = {level.name: level.value for level in result.levels} if result.plan is not None else None
    found = by_levels(problem, highs, folder / "plain.mps")
    ours = found and {level: found[1].objectives[level] for level in problem.settings.objectives}
    assert ours == theirs, problem.model_dump_json()
    yield from features(problem)
    yield from {row.name.partition(".")[0] for row in state(problem).program.rows}
    yield from stakes(result)


def by_levels(problem: Problem, highs: Highs, file: Path) -> tuple[Plan, Accounts] | None:
    """The best plan by the plain program, one level after the other, accepted by the judge; None: there is none.

    Of each level the judge must find in the plan what the solver says its value is.
    """
    kept: dict[Objective, int] = {}
    plan, accounts = None, None
    for level in problem.settings.objectives:
        stated = state(problem, level, kept)
        value, plan = optimum(stated, highs, file)
        if plan is None:
            assert not kept, f"{level} has no plan, but {kept} has: {problem.model_dump_json()}"
            return None
        kept[level] = value
        verdict = judge(problem, plan)
        assert verdict.violations == (), problem.model_dump_json()
        accounts = verdict.accounts
        assert {name: accounts.objectives[name] for name in kept} == kept, problem.model_dump_json()
    assert plan is not None
    assert accounts is not None
    return plan, accounts


def optimum(stated: Stated, highs: Highs, file: Path) -> tuple[int, Plan | None]:
    """The value of a statement's level and a plan that has it; no plan: proven that there is none."""
    write_mps(stated.program, file)
    found = highs.solve(file, SECONDS)
    if found["status"] == "Infeasible":
        return 0, None
    assert found["status"] == "Optimal", found["status"]
    value = round(found["objective"])
    assert abs(found["objective"] - value) < 1e-3, "objectives are whole numbers"
    return -value if stated.level.maximised else value, plan_of(stated, found["values"])


def features(problem: Problem) -> Iterator[str]:
    """What is in a problem."""
    settings = problem.settings
    yield f"attrition {settings.attrition}"
    yield f"budget by {settings.budget_cap}"
    yield f"people {settings.operating_model}"
    yield from (f"level {level}" for level in settings.objectives)
    yield from (f"{rule.mode} {row.kind}" for rule in problem.rules for row in rule.rows)
    yield "a grain" if settings.time_grain > 1 else "no grain"
    yield from ["a must"] if settings.target_is_a_must else []
    yield from ["pooled pay"] if problem.pooled_pay else []
    yield from ["own salaries"] if any(row.base_salary for row in problem.staff) else []
    yield from ["negative ramps"] if any(min(p.ramp) < 0 for p in problem.profiles) else []
    yield from ("a requirement of " + ("heads" if row.role else "time") for row in problem.requirements)


def stakes(result: Result) -> Iterator[str]:
    """What became of a problem."""
    if result.plan is None or result.accounts is None:
        yield "infeasible"
        return
    values = result.accounts.objectives
    yield from ["hires"] if any(map(any, result.plan.hires.values())) else []
    yield from ["starts"] if any(map(any, result.plan.starts.values())) else []
    yield from ["leavers"] if any(map(any, result.accounts.leavers.values())) else []
    yield from ["inherited"] if values[Objective.INHERITED] else []
    yield from ["short of target"] if values[Objective.TARGET] else []
    yield from ["breaches"] if values[Objective.PREFER] else []
    if any(check.mode is Mode.ENFORCE and check.state == "inherited" for check in result.accounts.rules):
        yield "inherited breaches"
