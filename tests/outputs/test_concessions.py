"""Results in which musts and the budget are levels and hires are limited together: all is written, read and told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import outputs
from hireplan.solving import search_lines
from hireplan.verifying import verify
from models.plan import Level, Result
from models.problem import BudgetRow, HireCap, Objective, Problem
from models.redaction import redacted
from outputs.json_report import report
from outputs.record import document, restored
from outputs.rows.answer import level_words
from tests.outputs.books import recalculated, same, values, written
from tests.outputs.plans import SOURCE, bank, plan, result_of
from tests.outputs.salaried import SALARIES, team, team_result

FIRST = (Objective.UNDONE, Objective.OVERRUN)


def conceding_bank() -> Problem:
    """The bank with nothing to spend, more ideas than are started, all musts, and a limit that its hires keep."""
    problem = bank()
    more = {u.id: u.changed(must_do=True, live_by=None, count=u.count + 1) for u in problem.ideas}
    return problem.changed(
        settings=problem.settings.changed(objectives=(*FIRST, *problem.settings.objectives)),
        use_cases=tuple(more.get(u.id, u) for u in problem.use_cases),
        budget_rows=tuple(BudgetRow(quarter=q, amount=0) for q in problem.horizon),
        hire_caps=(HireCap(profiles=tuple(p.id for p in problem.profiles), by=1, most=9),),
    )


@pytest.fixture(scope="module")
def result() -> Result:
    return result_of(conceding_bank(), plan())


def test_it_comes_back_as_it_was(result: Result) -> None:
    kept = json.loads(json.dumps(document(result, SOURCE)))
    again, source = restored(kept)
    assert (again, source) == (result, SOURCE)
    assert again.problem.hire_caps == result.problem.hire_caps != ()
    assert Problem.model_validate_json(result.problem.model_dump_json()) == result.problem


def test_the_record_of_an_ordinary_problem_is_what_it_was() -> None:
    assert "problem.hire_caps" not in document(result_of(bank(), plan()), SOURCE)


def test_its_levels_are_told(result: Result) -> None:
    first, second = result.levels[:2]
    assert result.accounts is not None
    assert (first.name, first.value > 0) == (Objective.UNDONE, True)
    assert (second.name, second.value) == (Objective.OVERRUN, sum(result.accounts.cost))
    assert level_words(first) == f"must-do: {first.value:,} (proven)"
    assert [level["name"] for level in report(result)["objectives"][:2]] == ["must-do", "overrun"]
    assert any(line.startswith("overrun") for line in search_lines(result))
    assert any("must-do" in text for text in outputs.summary_lines(result))


def test_its_workbook_agrees_with_itself_and_is_verified(result: Result, tmp_path: Path) -> None:
    path = written(result, tmp_path)
    before, after = values(path), values(recalculated(path))
    assert [place for place in before if not same(before[place], after[place])] == []
    assert not any("within the budget" in str(value) for (sheet, _), value in before.items() if sheet == "Checks")
    verified = verify(path)
    assert verified.holds, verified.verdict.violations


def test_it_has_a_page(result: Result, tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    outputs.write_page([outputs.Scenario("input", result, SOURCE)], path)
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_redacted_overrun_is_that_of_the_figures_shown() -> None:
    problem = team(*SALARIES)
    levels = problem.settings.changed(objectives=(Objective.OVERRUN, *problem.settings.objectives))
    rows = tuple(BudgetRow(quarter=q, amount=10_000 * q) for q in problem.horizon)
    after = redacted(team_result(problem.changed(settings=levels, budget_rows=rows)))
    assert after.accounts is not None
    overrun = after.levels[0]
    assert overrun == Level(Objective.OVERRUN, after.accounts.objectives[Objective.OVERRUN], overrun.value, proven=True)
