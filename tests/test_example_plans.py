"""The plans in outputs/examples are what the code makes today, and what they say of themselves is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from inputs import EXAMPLES
from models.plan import Status
from optimizer import solve
from outputs import write_workbook
from tests.golden import kept, plan_workbook
from tests.inputs.cells import cells


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_plan_workbook_is_what_the_code_writes_today(name: str, tmp_path: Path) -> None:
    result, source = kept(name)
    write_workbook(result, tmp_path / "now.xlsx", source)
    assert cells(plan_workbook(name)) == cells(tmp_path / "now.xlsx"), "make examples"


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_kept_levels_are_those_of_the_plan_and_no_better_than_their_bounds(name: str) -> None:
    result, _ = kept(name)
    assert result.accounts is not None
    for level in result.levels:
        assert level.value == result.accounts.objectives[level.name]
        assert level.value <= level.bound if level.name.maximised else level.value >= level.bound


def test_a_proven_plan_is_found_again() -> None:
    before, _ = kept("first-team")
    assert before.status is Status.OPTIMAL
    now = solve(before.problem, time_limit=240, workers=2, seed=1)
    assert [(level.name, level.value) for level in now.levels] == [(level.name, level.value) for level in before.levels]
