"""A problem divided among business units, by hand: who is in which unit, what each needs, and what all share."""

from __future__ import annotations

from typing import Any

import pytest

from models.operating_model import NO_UNIT, by_unit
from models.problem import Family, Problem
from models.rules import PerActive, Ratio
from models.sharing import units
from tests.builders import (
    make_group,
    make_problem,
    make_profile,
    make_requirement,
    make_rule,
    make_staff,
    make_type,
    make_use_case,
)

DE = make_profile("DE", skills={"data": 100, "ops": 40}, most_heads=5)
OPS = make_profile("OPS", skills={"ops": 100}, family=Family.OPERATIONS)


def bank(model: str = "embedded", **parts: Any) -> Problem:
    """Retail does data and ops, Risk only data; two profiles, of which OPS is a platform role."""
    fields: dict[str, Any] = {
        "capabilities": ("data", "ops"),
        "profiles": (DE, OPS),
        "staff": (make_staff("DE", 2, id="S1", business_unit="Risk"), make_staff("OPS", id="S2", business_unit="Risk")),
        "use_case_types": (
            make_type("small", build={"data": (50,)}),
            make_type("big", build={"ops": (25,)}, run={"data": 5}),
        ),
        "use_cases": (
            make_use_case("U1", business_unit="Retail"),
            make_use_case("U2", business_unit="Risk"),
            make_use_case("U3", business_unit="retail", type="big"),
        ),
        "settings": {"operating_model": model},
    }  # fmt: skip
    return by_unit(make_problem(2, **fields | parts))


def ids(problem: Problem) -> list[str]:
    return [profile.id for profile in problem.profiles]


@pytest.mark.parametrize("model", ["pool", "centralized"])
def test_a_pool_is_not_divided(model: str) -> None:
    problem = make_problem(use_cases=(make_use_case(business_unit="Retail"),), settings={"operating_model": model})
    assert by_unit(problem) is problem


def test_a_problem_is_divided_once() -> None:
    assert by_unit(bank()) is not None
    assert by_unit(bank()) == bank()
    problem = bank()
    assert by_unit(problem) is problem


def test_each_profile_is_one_for_each_unit_in_the_order_in_which_units_are_mentioned() -> None:
    problem = bank()
    assert units(problem) == ("Retail", "Risk")
    assert ids(problem) == ["DE@Retail", "DE@Risk", "OPS@Retail", "OPS@Risk"]
    part = problem.profile["DE@Risk"]
    assert (part.base, part.business_unit, part.title, part.job) == ("DE", "Risk", "DE (Risk)", "DE")
    assert part.most_heads == 5
    assert [[p.id for p in job] for job in problem.jobs] == [["DE@Retail", "DE@Risk"], ["OPS@Retail", "OPS@Risk"]]


def test_platform_roles_stay_whole_where_federated() -> None:
    problem = bank("federated")
    assert ids(problem) == ["DE@Retail", "DE@Risk", "OPS"]
    assert problem.profile["OPS"].business_unit == ""
    assert [row.profile for row in problem.staff] == ["DE@Risk", "OPS"]


def test_a_unit_has_the_capabilities_that_it_needs_and_everybody_is_skilled_in_all() -> None:
    """Risk has no use case of the type that needs ops; nothing belongs to no unit."""
    problem = bank()
    assert problem.capabilities == ("data@Retail", "data@Risk", "ops@Retail")
    assert problem.capability_units == {"data@Retail": "Retail", "data@Risk": "Risk", "ops@Retail": "Retail"}
    assert problem.profile["DE@Risk"].skills == {"data@Retail": 100, "data@Risk": 100, "ops@Retail": 40}
    assert problem.profile["OPS@Risk"].skills == {"ops@Retail": 100}


def test_types_are_those_of_the_units_that_have_use_cases_of_them() -> None:
    problem = bank()
    assert [t.name for t in problem.use_case_types] == ["small@Retail", "small@Risk", "big@Retail"]
    assert [u.type for u in problem.use_cases] == ["small@Retail", "small@Risk", "big@Retail"]
    assert problem.type_of["U3"].build == {"ops@Retail": (25,)}
    assert problem.type_of["U3"].run == {"data@Retail": 5}


def test_units_are_told_whatever_their_case_and_spelled_as_first_mentioned() -> None:
    assert bank().use_cases[2].business_unit == "Retail"
    assert bank(staff=(make_staff("DE", business_unit="RISK"),)).staff[0].profile == "DE@Risk"


def test_who_names_no_unit_is_in_one_of_its_own() -> None:
    problem = bank(use_cases=(make_use_case("U1"), make_use_case("U2", business_unit="Risk")))
    assert units(problem) == ("Risk", NO_UNIT)
    assert problem.use_cases[0].type == f"small@{NO_UNIT}"
    assert problem.use_cases[0].business_unit == ""  # rules count the units that are named


def test_there_is_no_such_unit_where_all_name_one() -> None:
    need = make_requirement(10, 10, capability="data")
    assert units(bank(requirements=(need,))) == ("Retail", "Risk")
    blank_platform = (make_staff("OPS"),)
    assert units(bank("federated", staff=blank_platform)) == ("Retail", "Risk")
    assert units(bank("embedded", staff=blank_platform)) == ("Retail", "Risk", NO_UNIT)


def test_staff_and_requirements_name_units_too() -> None:
    problem = bank(
        staff=(make_staff("DE", business_unit="Cards"),),
        requirements=(make_requirement(10, 0, capability="ops").changed(business_unit="Audit"),),
    )
    assert units(problem) == ("Retail", "Risk", "Cards", "Audit")
    assert problem.requirements[0].capability == "ops@Audit"
    assert "ops@Audit" in problem.capabilities


def test_what_no_unit_owns_stays_with_everybody() -> None:
    need = make_requirement(10, 10, capability="ops")
    rule = make_rule(PerActive(fte=10, capability="data"))
    problem = bank(requirements=(need,), rules=(rule,))
    assert problem.capabilities == ("data@Retail", "data@Risk", "data", "ops@Retail", "ops")
    assert "data" not in problem.capability_units
    assert problem.requirements == (need,)
    assert problem.profile["DE@Risk"].skills["ops"] == 40


def test_groups_of_rules_hold_all_parts() -> None:
    rule = make_rule(Ratio(acts_on=make_group("DE"), against=make_group("OPS"), most=3))
    [row] = bank(rules=(rule,)).rules[0].rows
    assert isinstance(row, Ratio)
    assert row.acts_on.profiles == ("DE@Retail", "DE@Risk")
    assert row.against.profiles == ("OPS@Retail", "OPS@Risk")
    [row] = bank("federated", rules=(rule,)).rules[0].rows
    assert isinstance(row, Ratio)
    assert row.against.profiles == ("OPS",)


def test_heads_of_a_role_are_counted_in_the_unit_that_asks_for_them() -> None:
    of_risk = make_requirement(1, 1, role="DE").changed(business_unit="risk")
    of_all = make_requirement(1, 1, role="DE")
    problem = bank(requirements=(of_risk, of_all))
    retail, risk = problem.profile["DE@Retail"], problem.profile["DE@Risk"]
    assert [problem.requirements[0].counts(p) for p in (retail, risk)] == [False, True]
    assert [problem.requirements[1].counts(p) for p in (retail, risk)] == [True, True]
    platform = make_requirement(1, 1, role="OPS").changed(business_unit="Risk")
    assert platform.counts(bank("federated").profile["OPS"])


def test_parts_of_a_profile_have_the_same_limits() -> None:
    problem = bank()
    with pytest.raises(ValueError, match="parts of the job profile 'DE' have different limits"):
        problem.changed(profiles=(problem.profiles[0].changed(most_heads=1), *problem.profiles[1:]))


def test_a_unit_has_work_of_known_capabilities_only() -> None:
    with pytest.raises(ValueError, match="work of the unknown capability 'law@Risk'"):
        bank().changed(capability_units={"law@Risk": "Risk"})
