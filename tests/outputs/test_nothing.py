"""Plans with next to nothing in them: no capability, no use case, no hire, no money. All outputs hold."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import outputs
from models.plan import Result
from tests.builders import make_plan, make_problem, make_profile
from tests.outputs.books import differences, recalculated
from tests.outputs.lint import faults
from tests.outputs.plans import SOURCE, result_of
from tests.outputs.scenarios import scenario, three, written


def bare() -> Result:
    """A job profile, without which there is no problem at all, and nothing to do."""
    problem = make_problem(2, profiles=(make_profile(),), capabilities=(), use_case_types=(), budget=0)
    return result_of(problem, make_plan(problem), notes=())


def idle() -> Result:
    """One capability and one quarter, and nobody hired."""
    problem = make_problem(1, budget=0)
    return result_of(problem, make_plan(problem), notes=())


EMPTY = {"bare": bare, "idle": idle}


@pytest.mark.parametrize("name", EMPTY)
def test_every_output_of_an_empty_plan_is_sound(name: str, tmp_path: Path) -> None:
    result = EMPTY[name]()
    outputs.write_workbook(result, tmp_path / "plan.xlsx", SOURCE)
    outputs.write_page([scenario("Empty", result)], tmp_path / "page.html")
    both = written([scenario("Empty", result), three()[0]], tmp_path)
    for path in (tmp_path / "plan.xlsx", both):
        assert faults(path) == []
        assert differences(path, recalculated(path)) == []
    assert "0 people in FY27 Q1" in (tmp_path / "page.html").read_text()
    assert outputs.summary_lines(result)
    assert outputs.report(result)
    assert outputs.frames(result)


def test_axes_of_an_empty_plan_go_by_ones_and_a_single_quarter_has_its_mark(tmp_path: Path) -> None:
    """Of people and use cases; else LibreOffice labels halves: 0, 1, 1. A line of one quarter shows nothing."""
    outputs.write_workbook(idle(), tmp_path / "plan.xlsx", SOURCE)
    with zipfile.ZipFile(tmp_path / "plan.xlsx") as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
    counts = [chart for chart in charts if '<c:majorUnit val="1"/>' in chart]
    assert len(counts) == 2
    assert all('<c:max val="1"/><c:min val="0"/>' in chart for chart in counts)
    [money] = [chart for chart in charts if chart not in counts]
    assert '<c:marker><c:symbol val="circle"/>' in money.split("<c:lineChart>")[1]
