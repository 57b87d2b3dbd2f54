"""The file: what stands in it to the letter, and that a solver reads it as it was meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.linear_program import Column, LinearProgram, Relation, Row
from models.plain import state
from models.problem import Objective, Problem
from models.rules import Gate
from outputs.mps import mps_lines, write_mps
from tests.builders import make_group, make_problem, make_profile, make_rule, make_type, make_use_case
from tests.plain.highs import Highs

SMALL = LinearProgram(
    name="small",
    columns=(
        Column("one", False, 1, 1),
        Column("x", True, 0, 12_345_678_901),
        Column("y", True, -3, 4),
        Column("z", False, None, None),
        Column("idle", False, 0, None),
    ),
    rows=(
        Row("all", {"x": 2, "z": -1}, Relation.AT_MOST, 7),
        Row("some", {"y": 1}, Relation.AT_LEAST, 0),
        Row("half", {"x": 10_000_000, "y": -342_150}, Relation.EQUAL, 5, scale=10_000_000),
    ),
    objective={"x": 123_456_789_012, "one": -5},
    notes=("Objective: minimise\nsomething",),
)

TEXT = """\
* heading
* Objective: minimise something
NAME small
ROWS
 N objective
 L all
 G some
 E half
COLUMNS
 one objective -5
 MARKER 'MARKER' 'INTORG'
 x objective 123456789012
 x all 2
 x half 1
 y some 1
 y half -0.034215
 MARKER-END 'MARKER' 'INTEND'
 z all -1
 idle objective 0
RHS
 RHS all 7
 RHS half 0.0000005
BOUNDS
 FX BOUND one 1
 LO BOUND x 0
 UP BOUND x 12345678901
 LO BOUND y -3
 UP BOUND y 4
 MI BOUND z
 PL BOUND z
 LO BOUND idle 0
 PL BOUND idle
ENDATA
"""


def test_to_the_letter() -> None:
    """Numbers in full, integers between markers, both bounds of everything, and a column in no row is still there."""
    assert "\n".join(mps_lines(SMALL, ("heading",))) + "\n" == TEXT


def awkward() -> Problem:
    """A problem whose IDs hold blanks, dots and other letters, two of which would be spelled alike."""
    profiles = (
        make_profile("Dév é", skills={"data, 1": 100}, base_salary=40_000),
        make_profile("D v__", skills={"data, 1": 50}, base_salary=10_000),
        make_profile("D.v__", skills={"data, 1": 50}, base_salary=10_000),
    )
    rule = make_rule(Gate(acts_on=make_group("Dév é"), least=0), id="a rule.of mine")
    return make_problem(
        profiles=profiles,
        capabilities=("data, 1",),
        use_case_types=(make_type(build={"data, 1": (100,)}, quarters=1),),
        use_cases=(make_use_case("U 1.a", count=2),),
        rules=(rule,),
        settings={"target_use_cases": 2, "recruiting_capacity": 2},
    )


def test_a_solver_reads_what_was_written(highs: Highs, tmp_path: Path) -> None:
    program = state(awkward(), Objective.COST, {Objective.TARGET: 0}).program
    write_mps(program, tmp_path / "awkward.mps")
    read = highs.solve(tmp_path / "awkward.mps")
    assert read["rows"] == [row.name for row in program.rows]
    assert read["columns"] == [column.name for column in program.columns]
    assert (read["integers"], read["nonzeros"]) == (program.integers, program.nonzeros)
    # Two use cases of one FTE-quarter each, one after the other or at once: two quarters of the first at 10,000, or
    # four quarters' worth of the others, who are half as good, at 2,500 each.
    assert read["objective"] == pytest.approx(4 * 2_500)


def test_names_have_no_blanks_and_are_each_others_only() -> None:
    program = state(awkward()).program
    for names in ([row.name for row in program.rows], [column.name for column in program.columns]):
        assert len(names) == len(set(names))
        assert all(re.fullmatch(r"[A-Za-z0-9._@-]+", name) for name in names)
    told = "\n".join(program.notes)
    assert "D_v___2 = D v__" in told
    assert "D_v___3 = D.v__" in told


def test_the_head_tells_what_is_minimised() -> None:
    problem = awkward()
    settings = problem.settings.changed(objectives=(*problem.settings.objectives, Objective.NET))
    stated = state(problem.changed(settings=settings), Objective.NET, {Objective.TARGET: 1})
    told = "\n".join(mps_lines(stated.program))
    assert "* Objective: maximise net, written as: minimise its negative" in told
    assert "* Kept: target no worse than 1" in told
    assert "q1 = FY27 Q1, q2 = FY27 Q2" in told
