"""The answer as text, as JSON and as tables."""

from __future__ import annotations

import json
from typing import Any

import pytest

import outputs
from models.plan import Level, Result, Status
from models.problem import Objective
from tests.builders import make_plan, make_problem, make_profile, make_type, make_use_case
from tests.outputs.plans import bank, bank_result, result_of


def small_result(**fields: Any) -> Result:
    """One data engineer hired for quarter 2 at 25 a quarter; one of two use cases started then, live from quarter 3."""
    problem = make_problem(
        quarters=4,
        profiles=(
            make_profile(role="Data Engineer", level="mid", base_salary=100, time_to_fill=1, skills={"data": 100}),
        ),
        use_case_types=(make_type(build={"data": (50,)}),),
        use_cases=(make_use_case(count=2),),
        budget=100,
        settings={"target_use_cases": 2, "target_by": 3},
    )
    hires, starts = {"DE": (0, 1, 0, 0)}, {"U1": (0, 1, 0, 0)}
    return result_of(problem, make_plan(problem, hires, starts, {"DE": {"data": (0, 50, 0, 0)}}), **fields)


def test_the_report_by_hand() -> None:
    told = outputs.report(small_result(notes=("so",), seconds=1.23456))
    assert told == {
        "schema": 1,
        "status": "optimal",
        "objectives": [
            {"name": name, "value": value, "bound": value, "gap": 0.0, "proven": True}
            for name, value in (("inherited", 0), ("target", 1), ("prefer", 0), ("cost", 75))
        ],
        "total_cost": 75,
        "use_cases_live": 1,
        "first_production": "FY27 Q2",
        "hires": [
            {
                "id": "DE-001",
                "role": "Data Engineer",
                "level": "mid",
                "location": "",
                "employment": "employee",
                "requisition_opens": "FY27 Q1",
                "start": "FY27 Q2",
                "kind": "growth",
                "replaces": "",
                "serves": ["U1"],
            }
        ],
        "go_live": [{"use_case": "U1", "starts": "FY27 Q2", "live_by_end_of": "FY27 Q2"}],
        "headcount": {"FY27 Q1": 0, "FY27 Q2": 1, "FY27 Q3": 1, "FY27 Q4": 1},
        "cost": {"FY27 Q1": 0, "FY27 Q2": 25, "FY27 Q3": 25, "FY27 Q4": 25},
        "rules": [],
        "conflict": [],
        "notes": ["so"],
        "seconds": 1.235,
    }


def test_the_report_can_be_printed_as_json() -> None:
    told = outputs.report(bank_result())
    assert json.loads(json.dumps(told)) == told


def test_rules_are_reported_with_their_worst_state_and_its_quarters() -> None:
    rules = {rule["rule"]: rule for rule in outputs.report(bank_result())["rules"]}
    assert list(rules) == [rule.id for rule in bank().rules if rule.id != "unused"], "a rule that is off is not judged"
    assert rules["ratio"] == {"rule": "ratio", "mode": "enforce", "status": "inherited", "quarters": ["FY27 Q3"]}
    assert rules["gate"] == {"rule": "gate", "mode": "enforce", "status": "kept", "quarters": []}
    assert rules["low"]["status"] == "broken"


def test_a_use_case_under_way_is_reported_where_it_goes_live() -> None:
    """Churn takes 3 quarters, one of them done: it goes live at the end of quarter 2."""
    churn = [entry for entry in outputs.report(bank_result())["go_live"] if entry["use_case"] == "U2"]
    assert churn == [{"use_case": "U2", "starts": "FY27 Q2", "live_by_end_of": "FY27 Q4"}]


def test_without_a_plan_the_report_says_why() -> None:
    result = Result(problem=bank(), status=Status.INFEASIBLE, conflict=("the budget of FY27 Q3",))
    told = outputs.report(result)
    assert (told["status"], told["total_cost"], told["hires"]) == ("infeasible", None, [])
    assert told["conflict"] == ["the budget of FY27 Q3"]
    lines = outputs.summary_lines(result)
    assert lines[0].startswith("No plan exists")
    assert "the budget of FY27 Q3" in lines[1]


def test_without_a_plan_the_remedies_follow_what_cannot_be() -> None:
    conflict = ("the budget up to FY27 Q4 (10 USD)", "the target of 5 use cases in production by FY27 Q4")
    lines = outputs.summary_lines(Result(problem=bank(), status=Status.INFEASIBLE, conflict=conflict))
    assert lines[0] == "No plan exists: these requirements cannot all be met."
    assert lines[1:4] == [f"  - {conflict[0]}", f"  - {conflict[1]}", "Try one of these:"]
    assert ["Budget sheet" in lines[4], "Target is a must" in lines[5], len(lines)] == [True, True, 6]
    alone = outputs.summary_lines(Result(problem=bank(), status=Status.INFEASIBLE, conflict=conflict[:1]))
    assert alone[0] == "No plan exists: this requirement cannot be met."
    assert alone[2] == "Try this:"


def test_a_long_conflict_is_cut_after_money_and_aims() -> None:
    """25 rules and the budget: the budget, 19 rules, and 6 more."""
    conflict = (*(f"rule {n}" for n in range(25)), "the budget up to FY27 Q4 (10 USD)")
    lines = outputs.summary_lines(Result(problem=bank(), status=Status.INFEASIBLE, conflict=conflict))
    assert "the budget" in lines[1]
    assert lines[20] == "  - rule 18"
    assert lines[21].startswith("  - and 6 more")


def test_no_plan_in_time_is_not_called_impossible() -> None:
    lines = outputs.summary_lines(Result(problem=bank(), status=Status.UNKNOWN, stopped_by="time limit"))
    assert lines == ["No plan was found within the time limit; there may be one. Allow more time, or loosen a limit."]


def test_a_missed_target_is_said_first() -> None:
    lines = outputs.summary_lines(small_result())
    assert lines[0] == "Target missed by 1: 1 of 2 use cases in production by the end of FY27 Q3."


def test_the_answer_takes_about_ten_lines() -> None:
    lines = outputs.summary_lines(bank_result())
    assert 8 <= len(lines) <= 12
    told = "\n".join(lines)
    assert "Target met: 6 of 5" in told
    assert "Hires       9 (6 in wave 1, 3 in wave 2)" in told
    assert "peak 14 in FY28 Q1" in told
    assert "ratio inherited in FY27 Q3" in told
    assert "A note." in told


def test_a_plan_that_is_not_proven_says_its_bound_and_gap() -> None:
    level = Level(Objective.COST, 200, 150, proven=False)
    lines = outputs.summary_lines(small_result(status=Status.FEASIBLE, levels=(level,)))
    # (200 - 150) / 200 = 25 %
    assert any("Feasible, stopped early. Not proven: cost 200 (bound 150, gap 25.0%)" in line for line in lines)


def test_tables_for_notebooks() -> None:
    tables = outputs.frames(small_result())
    assert sorted(tables) == ["cost", "headcount", "hires", "rules", "use_cases"]
    assert tables["headcount"].loc["all"].tolist() == [0, 1, 1, 1]
    salaries = tables["cost"].query("component == 'base salary' and owner == 'DE'")
    assert salaries[["FY27 Q1", "FY27 Q2", "FY27 Q3", "FY27 Q4"]].to_numpy().tolist() == [[0, 25, 25, 25]]
    assert tables["hires"]["id"].tolist() == ["DE-001"]
    assert tables["rules"].empty


def test_tables_of_rules_hold_a_row_for_each_row_and_quarter() -> None:
    result = bank_result()
    assert result.accounts is not None
    frame = outputs.frames(result)["rules"]
    assert len(frame) == len(result.accounts.rules)
    assert set(frame["state"]) == {"kept", "broken", "inherited"}


def test_tables_need_a_plan() -> None:
    with pytest.raises(ValueError, match="holds no plan"):
        outputs.frames(Result(problem=bank(), status=Status.UNKNOWN))
