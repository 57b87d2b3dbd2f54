"""The judge on people who belong to business units: whose work they do, and limits that hold over all units."""

from __future__ import annotations

from typing import Any

import pytest

from models.judge import judge
from models.operating_model import by_unit
from models.problem import Attrition, Family, Objective, Problem
from models.sharing import one_team, others_work
from tests.builders import make_plan, make_problem, make_profile, make_requirement, make_staff, make_use_case


def bank(model: str, heads: int = 12, *, fte: int = 100, profile: Any = None, **parts: Any) -> Problem:
    """So many data engineers in Retail and none in Risk, which needs them as much; two quarters."""
    fields: dict[str, Any] = {
        "profiles": (profile or make_profile("DE", skills={"data": 100}),),
        "staff": (make_staff("DE", heads, business_unit="Retail", fte=fte),),
        "use_cases": (),
        "requirements": tuple(
            make_requirement(1, 1, capability="data").changed(business_unit=unit) for unit in ("Retail", "Risk")
        ),
        "settings": {"operating_model": model} | parts.pop("settings", {}),
    }
    return by_unit(make_problem(2, **fields | parts))


def said(problem: Problem, own: int = 0, others: int = 0, profile: str = "DE@Retail") -> list[str]:
    """What the judge says to so many hundredths given in the second quarter."""
    allotment = {profile: {"data@Retail": (0, own), "data@Risk": (0, others)}}
    return list(judge(problem, make_plan(problem, allotment=allotment)).violations)


TOO_MUCH = "DE (Retail): {} FTE allotted to other units in FY27 Q2, but {} people may give them only {} FTE."


def test_others_get_no_more_than_the_share() -> None:
    """30 % of 12 FTE are 3.60; 95 % are 11.40."""
    problem = bank("federated")
    assert others_work(problem, "DE@Retail") == {"data@Risk"}
    assert said(problem, others=360) == []
    assert said(problem, others=361) == [TOO_MUCH.format("3.61", "federated", "3.60")]
    assert said(problem, own=780, others=360) == []


def test_a_share_is_rounded_down_to_hundredths() -> None:
    """30 % of 12 x 0.33 FTE are 1.188, 95 % are 3.762."""
    problem = bank("federated", fte=33)
    assert said(problem, others=118) == []
    assert said(problem, others=119) == [TOO_MUCH.format("1.19", "federated", "1.18")]
    assert said(problem, own=376) == []
    assert len(said(problem, own=377)) == 1


def test_community_time_is_nobodys() -> None:
    problem = bank("federated")
    assert said(problem, own=1140) == []
    assert said(problem, own=1141) == [
        "DE (Retail): 11.41 FTE allotted in FY27 Q2, "
        "but only 11.40 FTE are left by the 5 % for the community of practice."
    ]
    assert said(bank("federated", settings={"community_time_pct": 0}), own=1200) == []


def test_embedded_people_work_for_their_unit_alone_and_all_their_time() -> None:
    problem = bank("embedded")
    assert said(problem, own=1200) == []
    assert said(problem, others=1) == [TOO_MUCH.format("0.01", "embedded", "0.00")]


@pytest.mark.parametrize("model", ["embedded", "federated"])
def test_few_heads_are_one_team(model: str) -> None:
    """12 heads: one team up to 12, not up to 11."""
    team = bank(model, settings={"one_team_up_to": 12})
    assert said(team, others=1200) == []
    assert said(team, own=600, others=600) == []
    apart = bank(model, settings={"one_team_up_to": 11})
    assert len(said(apart, own=600, others=600)) == (1 if model == "embedded" else 2)


def test_heads_of_all_units_and_profiles_count_for_one_team_in_each_quarter() -> None:
    """Two of twelve leave after the first quarter, so that the ten left are one team in the second."""
    staff = (
        make_staff("DE", 10, business_unit="Retail"),
        make_staff("DE", 2, id="S2", business_unit="Risk", end=1),
    )
    problem = bank("embedded", staff=staff)
    heads = judge(problem, make_plan(problem)).accounts.heads
    assert [one_team(problem, heads, q) for q in problem.horizon] == [False, True]
    assert said(problem, others=1000) == []


def test_platform_roles_work_for_all_units_but_for_their_community_time() -> None:
    """Of 12 FTE 5 % are everybody's to give."""
    platform = make_profile("DE", skills={"data": 100}, family=Family.OPERATIONS)
    assert said(bank("federated", profile=platform), own=570, others=570, profile="DE") == []
    assert len(said(bank("federated", profile=platform), own=570, others=571, profile="DE")) == 1
    assert len(said(bank("embedded", profile=platform), own=600, others=600)) == 1


def test_what_no_unit_owns_everybody_may_do() -> None:
    problem = bank("embedded", requirements=(make_requirement(1, 1, capability="data"),))
    plan = make_plan(problem, allotment={"DE@Retail": {"data": (1200, 1200)}})
    assert judge(problem, plan).accepted


# -- limits of a job profile -------------------------------------------------------------------------------------


def hired(problem: Problem, retail: int, risk: int) -> list[str]:
    hires = {"DE@Retail": (retail, 0), "DE@Risk": (risk, 0)}
    return list(judge(problem, make_plan(problem, hires)).violations)


def test_most_hires_a_quarter_holds_over_all_units() -> None:
    problem = bank("embedded", profile=make_profile("DE", skills={"data": 100}, most_hires_per_quarter=2))
    assert hired(problem, 1, 1) == []
    assert hired(problem, 2, 1) == ["DE: 3 hired for FY27 Q1, but at most 2 may be."]


def test_most_heads_holds_over_all_units() -> None:
    problem = bank("embedded", 2, profile=make_profile("DE", skills={"data": 100}, most_heads=4))
    assert hired(problem, 1, 1) == []
    assert hired(problem, 1, 2)[0] == "DE: 5 heads in FY27 Q1, but at most 4 may be there."


def test_where_there_are_more_heads_already_no_more_may_come() -> None:
    problem = bank("embedded", 6, profile=make_profile("DE", skills={"data": 100}, most_heads=4))
    assert hired(problem, 0, 0) == []
    assert hired(problem, 0, 1)[0] == "DE: 7 heads in FY27 Q1, but at most 6 may be there."


def test_least_heads_are_wanted_over_all_units() -> None:
    """Three wanted, two there: one is missing in each quarter, not three in Risk and one in Retail."""
    problem = bank("embedded", 2, profile=make_profile("DE", skills={"data": 100}, least_heads=3), requirements=())
    assert judge(problem, make_plan(problem)).accounts.missing_heads == (1, 1)


def test_heads_that_a_unit_asks_for_must_be_its_own() -> None:
    of_risk = make_requirement(0, 2, role="DE").changed(business_unit="Risk")
    problem = bank("embedded", requirements=(of_risk,))
    assert judge(problem, make_plan(problem)).accounts.missing_heads == (0, 2)
    assert judge(problem, make_plan(problem, {"DE@Risk": (1, 0)})).accounts.missing_heads == (0, 1)


def test_leavers_are_counted_in_each_unit_by_itself() -> None:
    """At 68.4 % a year a quarter of the people leave each quarter: of 4 one, but of 3 and 1 none."""
    leaving = make_profile("DE", skills={"data": 100}, attrition_pct="68.359375")
    together = bank("embedded", 4, profile=leaving)
    assert judge(together, make_plan(together)).accounts.leavers["DE@Retail"] == (0, 1)
    staff = (make_staff("DE", 3, business_unit="Retail"), make_staff("DE", 1, id="S2", business_unit="Risk"))
    parted = bank("embedded", profile=leaving, staff=staff)
    assert parted.settings.attrition is Attrition.WHOLE
    leavers = judge(parted, make_plan(parted)).accounts.leavers
    assert (leavers["DE@Retail"], leavers["DE@Risk"]) == ((0, 0), (0, 0))


def test_objectives_are_those_of_all_units() -> None:
    problem = bank("federated", 3, use_cases=(make_use_case(business_unit="Risk"),))
    accounts = judge(problem, make_plan(problem, {"DE@Risk": (1, 0)})).accounts
    assert accounts.objectives[Objective.PEAK] == 4
