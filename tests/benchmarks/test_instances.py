"""The instances of the benchmarks: as they were drawn, understood as they were meant, and as hard as they say."""

from __future__ import annotations

from pathlib import Path

import pytest

import inputs
from benchmarks.instances import FOLDER, files, sheets, write
from benchmarks.specs import INSTANCES, Spec, growth
from models.judge import judge
from models.plain import state
from models.problem import ALWAYS_FIRST, Objective, Problem
from models.rules import Mode
from tests.builders import make_plan

SMALL = [spec for spec in INSTANCES if spec.size in ("S", "M")]


def problem_of(spec: Spec) -> Problem:
    return inputs.read(FOLDER / spec.name).problem


@pytest.mark.parametrize("spec", INSTANCES, ids=lambda spec: spec.name)
def test_an_instance_is_drawn_again_as_it_lies_there(spec: Spec) -> None:
    kept = {path.name: path.read_bytes().decode("utf-8") for path in (FOLDER / spec.name).iterdir()}
    assert files(spec) == kept


def test_nothing_else_lies_there() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {spec.name for spec in INSTANCES}


def test_writing_replaces_what_was_there(tmp_path: Path) -> None:
    spec = INSTANCES[0]
    (tmp_path / spec.name).mkdir()
    (tmp_path / spec.name / "Staff.csv").write_text("left over")
    folder = write(spec, tmp_path)
    assert sorted(path.name for path in folder.iterdir()) == sorted(files(spec))


@pytest.mark.parametrize("spec", INSTANCES, ids=lambda spec: spec.name)
def test_hireplan_understands_what_the_spec_says(spec: Spec) -> None:
    problem = problem_of(spec)
    assert problem.quarters == spec.quarters
    assert len(problem.profiles) == sum(spec.profiles)
    assert sum(use_case.count for use_case in problem.ideas) == spec.use_cases
    assert not problem.inherited_use_cases
    assert problem.settings.objectives == (*ALWAYS_FIRST, Objective(spec.objective))
    assert problem.settings.target_use_cases == spec.target
    assert problem.settings.target_is_a_must == (spec.target is not None)
    assert sum(row.heads for row in problem.staff) == spec.staff
    assert (max(use_case.count for use_case in problem.use_cases) == 1) == spec.named


@pytest.mark.parametrize("spec", INSTANCES, ids=lambda spec: spec.name)
def test_the_levels_before_the_objective_are_nothing(spec: Spec) -> None:
    """Without a plan nothing is inherited and nothing that is preferred is broken, and a target is a must."""
    problem = problem_of(spec)
    nothing = judge(problem, make_plan(problem)).accounts.objectives
    assert nothing[Objective.INHERITED] == nothing[Objective.PREFER] == 0
    assert {rule.mode for rule in problem.rules} <= {Mode.ENFORCE, Mode.REPORT}


def test_twelve_small_and_middling_ones_mix_kinds_objectives_and_budgets() -> None:
    assert [spec.size for spec in SMALL] == 6 * ["S"] + 6 * ["M"]
    for size in ("S", "M"):
        of_size = [spec for spec in SMALL if spec.size == size]
        assert {spec.objective for spec in of_size} == {"cost", "value", "net"}
        assert {spec.named for spec in of_size} == {True, False}
        assert {spec.name.rpartition("-")[2] for spec in of_size} == {"tight", "loose"}


@pytest.mark.parametrize("spec", SMALL, ids=lambda spec: spec.name)
def test_small_and_middling_ones_fit_the_size_limits_of_free_licences(spec: Spec) -> None:
    """The plain models of S have up to 1,000 rows and columns (CPLEX), those of M up to 2,000 (Gurobi)."""
    stated = state(problem_of(spec), Objective(spec.objective), dict.fromkeys(ALWAYS_FIRST, 0))
    most = 1_000 if spec.size == "S" else 2_000
    assert max(len(stated.program.rows), len(stated.program.columns)) <= most


def test_members_of_a_series_share_what_they_have_in_common() -> None:
    few, many = (sheets(spec) for _, spec in growth()["use cases"][:2])
    assert few["Roles"] == many["Roles"]
    assert few["Use cases"] == many["Use cases"][: len(few["Use cases"])]
    few, many = (sheets(spec) for _, spec in growth()["profiles"][:2])
    assert few["Roles"] == many["Roles"][: len(few["Roles"])]
    assert few["Use cases"] == many["Use cases"]


@pytest.mark.parametrize("what", growth())
def test_growth_varies_one_thing_alone(what: str) -> None:
    counts, specs = zip(*growth()[what], strict=True)
    assert list(counts) == sorted(set(counts))
    for other in {"use cases", "quarters", "profiles"} - {what}:
        sizes = {"use cases": "use_cases", "quarters": "quarters", "profiles": "profiles"}
        assert len({getattr(spec, sizes[other]) for spec in specs}) == 1
