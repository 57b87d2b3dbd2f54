"""Two statements of the same problem, two solvers, the same levels: hireplan against the plain program and HiGHS."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import inputs
from models.plain.levels import LEVELS
from models.plain.rules import KINDS
from models.problem import Attrition, BudgetCap, OperatingModel
from tests.plain.differential import compare, compare_all
from tests.plain.highs import Highs

ALWAYS_THERE = ("infeasible", "hires", "starts", "leavers", "inherited", "short of target", "breaches")
AT_LENGTH = (
    *ALWAYS_THERE,
    *(f"attrition {kind}" for kind in Attrition),
    *(f"budget by {cap}" for cap in BudgetCap),
    *(f"people {model}" for model in OperatingModel),
    *(f"level {level}" for level in LEVELS),
    *(f"enforce {kind}" for kind in (*KINDS, "rework", "per-active")),
    *(f"prefer {kind}" for kind in KINDS),
    *("a grain", "no grain", "a must", "pooled pay", "own salaries", "negative ramps", "inherited breaches"),
    *("a requirement of heads", "a requirement of time"),
    *("nobody", "staff-first", "no-time", "pay", "shared-time", "work-time", "apart", "all-live", "most-heads"),
)
"""What each must be in some of the problems; the last ones are names of rows."""


def lacking(seen: Counter[str], wanted: tuple[str, ...], least: int) -> dict[str, int]:
    return {what: seen[what] for what in wanted if seen[what] < least}


def test_hireplan_agrees_with_the_plain_program(highs: Highs, tmp_path: Path) -> None:
    assert lacking(compare_all(40, 41, highs, tmp_path), ALWAYS_THERE, least=3) == {}


@pytest.mark.slow
def test_hireplan_agrees_with_the_plain_program_at_length(highs: Highs, tmp_path: Path) -> None:
    assert lacking(compare_all(500, 42, highs, tmp_path), AT_LENGTH, least=8) == {}


@pytest.mark.slow
def test_hireplan_agrees_with_the_plain_program_on_a_worked_example(highs: Highs, tmp_path: Path) -> None:
    """As it stands and in every scenario of its operating models: larger than what is drawn at random."""
    inputs.write_template(tmp_path / "example.xlsx", "operating-models")
    readings = inputs.read_scenarios(tmp_path / "example.xlsx")
    assert len(readings) >= 4
    for reading in readings:
        assert "starts" in set(compare(reading.problem, highs, tmp_path))
