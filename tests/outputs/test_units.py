"""The workbook of plans whose people belong to business units, and of a centralized team."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings

import outputs
from hireplan.verifying import verify
from models.judge import judge
from models.operating_model import by_unit
from models.plan import Plan, Result
from models.positions import positions
from models.problem import Attrition, OperatingModel, Problem
from outputs.rows.answer import binding
from outputs.rows.facts import facts_of
from outputs.workbook.cells import TOTAL
from tests.builders import make_plan, make_problem, make_profile, make_requirement, make_staff, make_type, make_use_case
from tests.oracle.instances import divided_problems_with_plans
from tests.outputs.books import Reading, by_libreoffice, cells, differences, edited, places_of, recalculated, written
from tests.outputs.lint import faults
from tests.outputs.plans import bank, bank_result, plan, result_of
from tests.outputs.scenarios import scenario
from tests.outputs.scenarios import written as compared
from tests.outputs.test_widths import too_wide

UNITS = ("Cards", "Retail", "Cards", "Retail", "Retail")
MODELS = (OperatingModel.EMBEDDED, OperatingModel.FEDERATED)


def divided_bank(model: OperatingModel, **asked: Any) -> Problem:
    """The bank with each of its people in a unit."""
    problem = bank(settings={"operating_model": model} | asked)
    staff = [row.changed(business_unit=unit) for row, unit in zip(problem.staff, UNITS, strict=True)]
    return by_unit(problem.changed(staff=tuple(staff)))


def divided_plan(problem: Problem) -> Plan:
    """The bank's plan, all of whose hires and time are those of Retail, or of all units, but a share for Cards."""
    whole = plan()
    part = {p: next(x.id for x in problem.profiles if x.id in (p, f"{p}@Retail")) for p in whole.hires}
    nothing = (0,) * problem.quarters
    return Plan(
        hires={p.id: nothing for p in problem.profiles} | {part[p]: series for p, series in whole.hires.items()},
        starts=whole.starts,
        allotment={
            part[p]: {f"{c}@Retail": series for c, series in shares.items()} | {f"{next(iter(shares))}@Cards": (7,) * 8}
            for p, shares in whole.allotment.items()
        },
    )


def divided_result(model: OperatingModel, **asked: Any) -> Result:
    problem = divided_bank(model, **asked)
    return result_of(problem, divided_plan(problem))


RESULTS = {
    "embedded": lambda: divided_result(OperatingModel.EMBEDDED, one_team_up_to=9),
    "federated": lambda: divided_result(OperatingModel.FEDERATED, one_team_up_to=9),
    "federated by survival": lambda: divided_result(OperatingModel.FEDERATED, attrition="expected", one_team_up_to=9),
    "centralized": lambda: bank_result(
        settings={"operating_model": OperatingModel.CENTRALIZED, "starts_per_quarter": 1}
    ),
}


@pytest.mark.parametrize("name", [name for name in RESULTS if name != "federated by survival"])  # see `recalculated`
def test_recalculation_changes_no_value(name: str, tmp_path: Path) -> None:
    path = written(RESULTS[name](), tmp_path)
    assert differences(path, recalculated(path)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["federated", "federated by survival"])
def test_libreoffice_gives_the_same_values(name: str, tmp_path: Path) -> None:
    path = written(RESULTS[name](), tmp_path)
    assert differences(path, by_libreoffice(path, tmp_path)) == []


@pytest.mark.parametrize("name", RESULTS)
def test_the_workbook_has_no_fault_and_every_cell_fits(name: str, tmp_path: Path) -> None:
    path = written(RESULTS[name](), tmp_path)
    assert faults(path) == []
    assert too_wide(path) == []


@pytest.mark.parametrize("name", RESULTS)
def test_a_plan_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    result = RESULTS[name]()
    path = written(result, tmp_path)
    verified = verify(path)
    assert verified.solved == result
    assert (verified.now.plan, verified.edits, verified.notices) == (result.plan, (), ())
    assert verified.verdict == judge(result.problem, result.plan)  # type: ignore[arg-type]
    outputs.write_workbook(verified.now, tmp_path / "again.xlsx", verified.source)
    assert cells(tmp_path / "again.xlsx") == cells(path)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(divided_problems_with_plans(930))
def test_any_plan_for_any_small_problem(tmp_path: Path, case: tuple[Problem, Plan]) -> None:
    """Every check says what the judge says, as written, as computed and as it comes back."""
    problem, decided = case
    assume(problem.settings.attrition is Attrition.WHOLE)  # see `recalculated`
    verdict, result = judge(problem, decided), result_of(problem, decided)
    path = written(result, tmp_path)
    fresh = recalculated(path)
    if not any("no skill" in sentence for sentence in verdict.violations):
        assert differences(path, fresh) == []
        assert Reading(fresh, places_of(result)).cell("check.master", TOTAL) == int(verdict.accepted), (
            verdict.violations
        )
    verified = verify(path)
    assert (verified.solved, verified.now.plan, verified.edits) == (result, result.plan, ())
    assert [notice for notice in verified.notices if notice.sheet != "Checks"] == []


# -- what it says -----------------------------------------------------------------------------------------------------


def team(model: str, **parts: Any) -> Result:
    """Twelve in Retail, of whom Risk gets 3 FTE, and one hire for Risk in the second quarter, at most one in each."""
    fields: dict[str, Any] = {
        "profiles": (make_profile("DE", skills={"data": 100}, most_hires_per_quarter=1, most_heads=13),),
        "staff": (make_staff("DE", 12, business_unit="Retail"),),
        "use_case_types": (make_type(build={"data": (300,)}),),
        "use_cases": (make_use_case(business_unit="Risk", count=2), make_use_case("U2", business_unit="Retail")),
        "requirements": (make_requirement(0, 100, 100, capability="data").changed(business_unit="Risk"),),
        "settings": {"operating_model": model} | parts,
    }
    problem = by_unit(make_problem(3, **fields))
    hires = {"DE@Risk": (0, 1, 0)}
    allotment = {"DE@Retail": {"data@Risk": (300, 0, 0)}, "DE@Risk": {"data@Risk": (0, 95, 95)}}
    return result_of(problem, make_plan(problem, hires, {"U1": (1, 0, 0)}, allotment), notes=())


def read(result: Result, tmp_path: Path) -> Reading:
    return Reading(written(result, tmp_path), places_of(result))


def test_heads_and_capacity_by_business_unit(tmp_path: Path) -> None:
    reading = read(team("federated"), tmp_path)
    assert [reading.cell(f"heads.unit.{k}", 1) for k in (0, 1)] == ["Risk", "Retail"]
    assert reading.line("heads.unit.0") == [0, 1, 1]
    assert reading.line("heads.unit.1") == [12, 12, 12]
    assert reading.line("heads.job.0") == [12, 13, 13]
    assert reading.line("team.one") == [0, 0, 0]
    assert reading.line("cap.unit.0") == [0, 1, 1]
    assert reading.line("used.unit.1") == [3, 0, 0]


def test_time_for_work_and_for_other_units(tmp_path: Path) -> None:
    """5 % of 12 FTE are 0.60 for the community, 30 % are 3.60 for others."""
    reading = read(team("federated"), tmp_path)
    assert reading.line("work.1") == pytest.approx([11.4, 11.4, 11.4])
    assert reading.line("lend.1") == pytest.approx([3.6, 3.6, 3.6])
    assert reading.line("lent.1") == [3, 0, 0]
    embedded = read(team("embedded"), tmp_path)
    assert embedded.line("lend.1") == [0, 0, 0]
    assert "work.1" not in embedded.places.rows
    one = read(team("federated", one_team_up_to=12), tmp_path)
    assert one.line("team.one") == [1, 0, 0]
    assert one.line("lend.1") == pytest.approx([12, 3.6, 3.6])


def check(reading: Reading, what: str) -> list[int]:
    """The quarters of the check that says this."""
    [key] = [key for key in reading.places.rows if key.startswith("check.") and reading.cell(key, 1) == what]
    return reading.line(key)


OTHERS = "Other units get no more time than the operating model allows"
COMMUNITY = "Time is left for the community of practice"
HIRES = "Hires are whole people, no sooner and no more than may start"
HEADS = "Heads of each profile are within its limit"
STARTS = "No more use cases start than a centralized team may start"


@pytest.mark.parametrize(
    ("key", "quarter", "value", "what", "kept"),
    [
        ("allot.0.1", 0, 3.6, OTHERS, [1, 1, 1]),
        ("allot.0.1", 0, 3.61, OTHERS, [0, 1, 1]),
        ("allot.1.1", 1, 11.4, COMMUNITY, [1, 1, 1]),
        ("allot.1.1", 1, 11.41, COMMUNITY, [1, 0, 1]),
        ("hire.1", 1, 1, HIRES, [1, 0, 1]),
        ("hire.1", 2, 1, HIRES, [1, 1, 1]),
        ("hire.1", 2, 1, HEADS, [1, 1, 0]),
    ],
)
def test_an_edit_is_checked(key: str, quarter: int, value: float, what: str, kept: list[int], tmp_path: Path) -> None:
    result = team("federated")
    places = places_of(result)
    path = recalculated(edited(written(result, tmp_path), places, key, quarter + 1, value))
    assert check(Reading(path, places), what) == kept


def test_starts_of_a_centralized_team_are_checked(tmp_path: Path) -> None:
    result = team("centralized", starts_per_quarter=1)
    result = result_of(result.problem, make_plan(result.problem, starts={"U1": (1, 0, 0), "U2": (0, 1, 0)}), notes=())
    places, path = places_of(result), written(result, tmp_path)
    assert check(Reading(path, places), STARTS) == [1, 1, 1]
    again = recalculated(edited(path, places, "start.0", 2, 1))
    assert check(Reading(again, places), STARTS) == [1, 0, 1]
    assert "starts of use cases by a centralized team (FY27 Q1, FY27 Q2)" in binding(facts_of(result))


def test_a_pool_has_none_of_it(tmp_path: Path) -> None:
    keys = places_of(bank_result()).rows
    assert not [key for key in keys if key.startswith(("heads.unit", "heads.job", "team.", "lend.", "set.team"))]


def test_a_position_belongs_to_the_unit_of_its_people() -> None:
    result = team("federated")
    [position] = positions(result.problem, result.plan, result.accounts)  # type: ignore[arg-type]
    assert (position.id, position.unit, position.serves) == ("DE@Risk-001", "Risk", ("requirement data@Risk",))


def test_limits_that_are_reached_are_told_of_all_units_together() -> None:
    told = binding(facts_of(team("federated")))
    assert "most heads of DE (FY27 Q2, FY27 Q3)" in told
    assert "most hires a quarter of DE (FY27 Q2)" in told


def test_requisition_changes_say_whose_people_they_are(tmp_path: Path) -> None:
    """Each in a column of its own, which is not there where all people are one pool."""
    federated = divided_result(OperatingModel.FEDERATED)
    path = compared([scenario("Pool", bank_result()), scenario("Federated", federated)], tmp_path)
    sheet = openpyxl.load_workbook(path)["Requisition changes"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert rows[0][3:7] == ["Location", "Business unit", "Scenario", "Change"]
    said = {(row[0].rsplit("-", 1)[0], row[6]): row[4] for row in rows[1:]}
    assert said["DE@Retail", "added"] == "Retail"
    assert said["DE", "dropped"] is None
    assert faults(path) == []
    told = outputs.comparison_report([scenario("Pool", bank_result()), scenario("Federated", federated)])
    assert "Retail" in {one["business_unit"] for one in told["scenarios"][1]["requisitions"]}
