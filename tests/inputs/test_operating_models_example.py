"""The worked example of the operating models: one workbook, read as each of the four."""

from __future__ import annotations

from pathlib import Path

import pytest

from inputs import EXAMPLES, read, write_template
from inputs.worked_examples.operating_models import operating_models
from models.problem import OperatingModel, Problem


@pytest.fixture
def workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(EXAMPLES, "operating-models", operating_models)
    write_template(tmp_path / "operating-models.xlsx", "operating-models")
    return tmp_path / "operating-models.xlsx"


def as_model(workbook: Path, model: OperatingModel) -> Problem:
    found = read(workbook, overrides={"Operating model": model})
    assert found.notices == ()
    return found.problem


@pytest.mark.parametrize("model", OperatingModel)
def test_it_is_read_as_every_operating_model_without_a_notice(workbook: Path, model: OperatingModel) -> None:
    problem = as_model(workbook, model)
    assert problem.settings.operating_model is model
    assert sum(use_case.count for use_case in problem.use_cases) == problem.settings.target_use_cases == 9


def test_three_divisions_have_seven_people_who_are_no_single_team(workbook: Path) -> None:
    problem = as_model(workbook, OperatingModel.EMBEDDED)
    assert {p.business_unit for p in problem.profiles} == {"Sales", "Plants", "Service"}
    assert [row.business_unit for row in problem.staff].count("Service") == 1
    assert len(problem.staff) == 7 > problem.settings.one_team_up_to


def test_operations_are_everybodys_where_federated(workbook: Path) -> None:
    problem = as_model(workbook, OperatingModel.FEDERATED)
    assert [p.role for p in problem.profiles if not p.business_unit] == ["MLOps Engineer"]
