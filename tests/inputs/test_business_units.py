"""Business units on the sheets: read as they are in a pool, divided among where people belong to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.problem import OperatingModel
from tests.inputs.books import Sheets, assert_fault, faults, good, put, reading


def organised(model: str, *units: str | None) -> Sheets:
    """The good workbook as an operating model, its staff in these units, in column J."""
    sheets = good()
    sheets["Settings"].append(["Operating model", model])
    for row, unit in enumerate(("Business unit", *units), 1):
        put(sheets, "Staff", f"J{row}", unit)
    return sheets


@pytest.mark.parametrize("model", ["pool", "centralized"])
def test_a_pool_has_one_profile_for_all_units(tmp_path: Path, model: str) -> None:
    problem = reading(tmp_path, organised(model, None, "Risk")).problem
    assert problem.settings.operating_model == model
    assert len(problem.profiles) == 3
    assert [row.business_unit for row in problem.staff] == ["", "Risk"]


@pytest.mark.parametrize("model", ["embedded", "federated"])
def test_people_and_work_are_divided_among_the_units(tmp_path: Path, model: str) -> None:
    read = reading(tmp_path, organised(model, "Sales", "risk"))
    problem = read.problem
    assert problem.settings.operating_model is OperatingModel(model)
    assert len(problem.profiles) == 6
    assert {p.business_unit for p in problem.profiles} == {"Sales", "Risk"}
    assert [problem.profile[row.profile].business_unit for row in problem.staff] == ["Sales", "Risk"]
    assert [u.type for u in problem.use_cases] == ["small@Sales", "small@Risk"]
    assert "data" in problem.capabilities  # of the requirement row, which names no unit
    assert problem.capability_units["data@Sales"] == "Sales"
    assert read.notices == ()


def test_staff_without_a_unit_are_asked_for_it(tmp_path: Path) -> None:
    found = faults(tmp_path, organised("embedded", None, "Risk"))
    assert_fault(found, "Staff", "J2", "is blank, but people belong to a unit (embedded); name one: Sales, Risk")
    assert len(found) == 1


def test_without_the_column_the_row_is_named(tmp_path: Path) -> None:
    sheets = good()
    sheets["Settings"].append(["Operating model", "federated"])
    found = faults(tmp_path, sheets)
    assert [fault.cell for fault in found] == ["A2", "A3"]


def test_a_platform_role_needs_no_unit_where_it_is_everybodys(tmp_path: Path) -> None:
    """The data engineer of row 2 is one of operations here."""
    federated = put(organised("federated", None, "Risk"), "Roles", "E3", "operations")
    problem = reading(tmp_path, federated).problem
    assert [row.business_unit for row in problem.staff] == ["", "Risk"]
    embedded = put(organised("embedded", None, "Risk"), "Roles", "E3", "operations")
    assert_fault(faults(tmp_path, embedded), "Staff", "J2", "name one")


def test_where_nobody_names_a_unit_there_is_one(tmp_path: Path) -> None:
    sheets = organised("embedded")
    for row in sheets["Use cases"][1:]:
        row[2] = None
    problem = reading(tmp_path, sheets).problem
    assert {p.business_unit for p in problem.profiles} == {"no unit"}


def test_a_unit_without_work_is_told_but_not_its_name(tmp_path: Path) -> None:
    """Staff are private, so a misspelled unit is not repeated."""
    [notice] = reading(tmp_path, organised("embedded", "Sales", "Rikz")).notices
    assert (notice.sheet, notice.cell) == ("Staff", "J3")
    assert notice.message == "is a unit without work of its own (embedded); check its name"
