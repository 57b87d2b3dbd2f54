"""Every fault of a problem is found, all of them at once, and told with its row and its remedy."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from models.problem import ALWAYS_FIRST, BudgetRow, HireCap, Objective, Requirement
from models.rules import Milestone, Mode, PerActive, Ratio, Rework, TeamFirst
from tests.builders import (
    make_group,
    make_problem,
    make_profile,
    make_requirement,
    make_rule,
    make_settings,
    make_staff,
    make_type,
    make_use_case,
)

DE, STRANGER = make_group("DE"), make_group("DE", "PM")
RATIO = Ratio(acts_on=DE, against=DE, most=Decimal(3))
COST_FIRST = (Objective.COST, *ALWAYS_FIRST)


def faults_of(**overrides: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        make_problem(**overrides)
    (error,) = caught.value.errors()
    return error["msg"].removeprefix("Value error, ").split("; The ")


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "no profile": ({"profiles": ()}, "There is no job profile; add one to Roles."),
    "profile twice": (
        {"profiles": (make_profile(), make_profile())},
        "The job profile 'DE' is there 2 times; give each its own ID or remove the others.",
    ),
    "capability twice": ({"capabilities": ("data", "data")}, "The capability 'data' is there 2 times; "),
    "staff row twice": ({"staff": (make_staff(), make_staff())}, "The staff row 'DE-staff' is there 2 times; "),
    "type twice": ({"use_case_types": (make_type(), make_type())}, "The use-case type 'small' is there 2 times; "),
    "use case twice": ({"use_cases": (make_use_case(), make_use_case())}, "The use case 'U1' is there 2 times; "),
    "rule twice": ({"rules": (make_rule(RATIO), make_rule(RATIO))}, "The rule 'rule' is there 2 times; "),
    "target after the horizon": (
        {"settings": {"target_by": 5}},
        "The target is due by quarter 5, but the horizon ends with 4; name one within it.",
    ),
    "a must without a target": (
        {"settings": {"target_is_a_must": True}},
        "The target is a must, but there is none; give a number of target use cases, or do not make it a must.",
    ),
    "objectives out of order": (
        {"settings": {"objectives": COST_FIRST}},
        "The objectives must begin with inherited, target, prefer; put them first.",
    ),
    "an objective among the first": (
        {"settings": {"objectives": (ALWAYS_FIRST[1], Objective.COST, ALWAYS_FIRST[0], ALWAYS_FIRST[2])}},
        "The objectives must begin with ",
    ),
    "an objective missing": ({"settings": {"objectives": ALWAYS_FIRST[:2]}}, "The objectives must begin with "),
    "an objective twice": (
        {"settings": {"objectives": (*ALWAYS_FIRST, Objective.PEAK, Objective.PEAK)}},
        "The objective 'peak' is listed 2 times; list it once.",
    ),
    "a skill in nothing known": (
        {"profiles": (make_profile(skills={"magic": 100}),)},
        "The job profile 'DE' has a skill in the unknown capability 'magic'; "
        "use one of data, or add a column for it to Skills.",
    ),
    "least over most": (
        {"profiles": (make_profile(least_heads=3, most_heads=2),)},
        "The job profile 'DE' wants at least 3 heads but at most 2; lower Least or raise Most.",
    ),
    "staff of no known profile": (
        {"staff": (make_staff("PM"),)},
        "The staff row 'PM-staff' has the unknown job profile 'PM'; add it to Roles or mend it.",
    ),
    "staff that end before they start": (
        {"staff": (make_staff(start=3, end=2),)},
        "The staff row 'DE-staff' ends in quarter 2, before its start in quarter 3; correct its Start or End.",
    ),
    "a type that builds with nothing known": (
        {"use_case_types": (make_type(build={"magic": (1,)}),)},
        "The use-case type 'small' needs the unknown capability 'magic'; ",
    ),
    "a type that runs with nothing known": (
        {"use_case_types": (make_type(run={"magic": 1}),)},
        "The use-case type 'small' needs the unknown capability 'magic'; ",
    ),
    "a type with too many build quarters": (
        {"use_case_types": (make_type(build={"data": (1, 2)}),)},
        "The use-case type 'small' lists 2 build quarters but is built in 1; "
        "remove the quarters beyond, or lengthen it.",
    ),
    "a type with too many quarters of money": (
        {"use_case_types": (make_type(build_cost=(1, 2, 3)),)},
        "The use-case type 'small' lists 3 build quarters but is built in 1; ",
    ),
    "a type that needs less than nothing": (
        {"use_case_types": (make_type(build={"data": (-5,)}),)},
        "The use-case type 'small' needs less than nothing in a quarter (-5); enter 0 or more.",
    ),
    "a use case of no known type": (
        {"use_cases": (make_use_case(type="huge"),)},
        "The use case 'U1' is of the unknown type 'huge'; add it to Use-case types or correct it.",
    ),
    "a use case that depends on none known": (
        {"use_cases": (make_use_case(depends_on=("U9",)),)},
        "The use case 'U1' depends on the unknown use case 'U9'; add it to Use cases or correct it.",
    ),
    "quarters done of an idea": (
        {"use_cases": (make_use_case(quarters_done=1),)},
        "The use case 'U1' has 1 quarters done but its status is 'idea'; set it to 'in progress' or clear them.",
    ),
    "quarters done of a live one": (
        {"use_cases": (make_use_case(quarters_done=1, status="live"),)},
        "The use case 'U1' has 1 quarters done but its status is 'live'; ",
    ),
    "nothing left to build": (
        {"use_cases": (make_use_case(quarters_done=1, status="in progress"),)},
        "The use case 'U1' is in progress with 1 of 1 quarters done; set its status to 'live' or lower them.",
    ),
    # 3 quarters, 1 done: live by the end of quarter 2
    "a must that is late already": (
        {
            "use_case_types": (make_type(quarters=3),),
            "use_cases": (make_use_case(quarters_done=1, status="in progress", must_do=True, live_by=1),),
        },
        "The use case 'U1' must be live by the end of quarter 1 but, in progress, is live by the end of quarter 2; "
        "move its date or do not make it a must.",
    ),
    "a must that outlasts the horizon": (
        {
            "use_case_types": (make_type(quarters=5),),
            "use_cases": (make_use_case(status="in progress", must_do=True),),
        },
        "The use case 'U1' must be live by the end of quarter 4 but, in progress, is live by the end of quarter 5; ",
    ),
    "a use case that waits for itself": (
        {"use_cases": (make_use_case(depends_on=("U1",)),)},
        "The use cases U1 -> U1 depend on each other in a circle; remove one of these dependencies.",
    ),
    "a circle behind a way in": (
        {
            "use_cases": (
                make_use_case("A", depends_on=("D", "B")),
                make_use_case("B", depends_on=("C",)),
                make_use_case("C", depends_on=("D", "B")),
                make_use_case("D"),
            )
        },
        "The use cases B -> C -> B depend on each other in a circle; remove one of these dependencies.",
    ),
    "a circle that begins further down": (
        {
            "use_cases": (
                make_use_case("A", depends_on=("B",)),
                make_use_case("B"),
                make_use_case("C", depends_on=("E",)),
                make_use_case("D", depends_on=("C",)),
                make_use_case("E", depends_on=("D",)),
            )
        },
        "The use cases C -> E -> D -> C depend on each other in a circle; ",
    ),
    "a budget beyond the horizon": (
        {"budget": (1, 1, 1, 1, 1)},
        "A budget row is for FY28 Q1, outside the horizon FY27 Q1 to FY27 Q4; remove it or lengthen the horizon.",
    ),
    "quarters without a budget": (
        {"budget_rows": (BudgetRow(quarter=2, amount=1), BudgetRow(quarter=4, amount=1))},
        "There is no budget for FY27 Q1, FY27 Q3; add a row for each (0 where there is no money).",
    ),
    "a requirement of nothing": (
        {"requirements": (make_requirement(1, 1, 1, 1),)},
        "The requirement row 1 (nameless) must name a capability or a role, and not both; fill in exactly one of them.",
    ),
    "a requirement of both": (
        {"requirements": (make_requirement(1, 1, 1, 1, capability="data", role="DE"),)},
        "The requirement row 1 (data) must name a capability or a role, and not both; ",
    ),
    "a requirement of no known capability": (
        {"requirements": (make_requirement(1, 1, 1, 1, capability="magic"),)},
        "The requirement row 1 (magic) needs the unknown capability 'magic'; ",
    ),
    "a requirement of no known role": (
        {"requirements": (make_requirement(1, 1, 1, 1, role="PM"),)},
        "The requirement row 1 (PM) names the unknown role 'PM'; add it to Roles or correct it.",
    ),
    "a requirement too short": (
        {"requirements": (make_requirement(1, 1, 1, role="DE"),)},
        "The requirement row 1 (DE) has 3 quarters but the horizon 4; fill in a need for each.",
    ),
    "a requirement of less than nothing": (
        {"requirements": (make_requirement(1, -1, 1, 1, role="DE"),)},
        "The requirement row 1 (DE) needs less than nothing in a quarter (-1); enter 0 or more.",
    ),
    "a limit on hires of no known profile": (
        {"hire_caps": (HireCap(profiles=("DE", "PM"), by=1, most=0),)},
        "The limit on hires 1 names the unknown job profile 'PM'; add it to Roles or correct it.",
    ),
    "a limit on hires before the start": (
        {"hire_caps": (HireCap(profiles=("DE",), by=0, most=0),)},
        "The limit on hires 1 is by quarter 0, but the horizon is 1 to 4; name one within it.",
    ),
    "a limit on hires after the end": (
        {"hire_caps": (HireCap(profiles=("DE",), by=4, most=0), HireCap(profiles=("DE",), by=5, most=0))},
        "The limit on hires 2 is by quarter 5, but the horizon is 1 to 4; name one within it.",
    ),
    "a concession among the fixed objectives": (
        {"settings": {"objectives": (Objective.INHERITED, Objective.UNDONE, Objective.TARGET, Objective.PREFER)}},
        "The objectives must begin with inherited, target, prefer; put them first.",
    ),
    "a concession twice": (
        {"settings": {"objectives": (Objective.UNDONE, Objective.UNDONE, *ALWAYS_FIRST)}},
        "The objective 'must-do' is listed 2 times; list it once.",
    ),
    "a rule on no known profile": (
        {"rules": (make_rule(RATIO, Ratio(acts_on=STRANGER, against=DE, most=Decimal(3))),)},
        "Row 2 of the rule 'rule' names the unknown job profile 'PM'; add it to Roles or correct it.",
    ),
    "a rule against no known profile": (
        {"rules": (make_rule(Ratio(acts_on=DE, against=STRANGER, most=Decimal(3))),)},
        "Row 1 of the rule 'rule' names the unknown job profile 'PM'; ",
    ),
    "rework of no known capability": (
        {"rules": (make_rule(Rework(against=DE, fte=1, capability="magic")),)},
        "Row 1 of the rule 'rule' adds demand for the unknown capability 'magic'; ",
    ),
    "a milestone of no known rule": (
        {"rules": (make_rule(Milestone(rule="team", quarters=1)),)},
        "Row 1 of the rule 'rule' waits for the team of 'team', which is no team-first rule; name one that is.",
    ),
    "a milestone of a rule without a team": (
        {"rules": (make_rule(RATIO, id="team"), make_rule(Milestone(rule="team", quarters=1)))},
        "Row 1 of the rule 'rule' waits for the team of 'team', which is no team-first rule; ",
    ),
    "demand that is preferred": (
        {"rules": (make_rule(PerActive(fte=1, capability="data"), mode=Mode.PREFER),)},
        "The rule 'rule' adds demand (per-active) and cannot be preferred: demand is covered or it is not; "
        "set its mode to enforce, report or off.",
    ),
}


@pytest.mark.parametrize(("overrides", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_row_and_remedy(overrides: dict[str, Any], message: str) -> None:
    (fault,) = faults_of(**overrides)
    assert fault.startswith(message)
    assert fault.endswith(".")


def test_all_faults_are_told_at_once() -> None:
    together = faults_of(
        profiles=(make_profile(), make_profile()),
        staff=(make_staff("PM"),),
        use_cases=(make_use_case(type="huge", depends_on=("U1", "U9")),),
        budget=(1, 1),
        settings={"target_by": 9},
    )
    # 1 double profile, the target, 1 staff row, the dependency and the type, the circle (and the budget, which does not
    # begin with "The ...", so it is told in the same piece as the circle).
    assert len(together) == 6
    assert "There is no budget for FY27 Q3, FY27 Q4" in together[-1]


LEGAL: dict[str, dict[str, Any]] = {
    "nothing to do": {"profiles": (make_profile(),), "use_case_types": (), "capabilities": ()},
    "no pay": {"profiles": (make_profile(base_salary=0, day_rate=0),)},
    "least is most": {"profiles": (make_profile(least_heads=2, most_heads=2),)},
    "staff for one quarter": {"staff": (make_staff(start=2, end=2),)},
    "an offer beyond the horizon": {"staff": (make_staff(start=9),)},
    "a type shorter than its build": {"use_case_types": (make_type(quarters=3, build={"data": (1,)}),)},
    "the last quarter ahead": {
        "use_case_types": (make_type(quarters=2),),
        "use_cases": (make_use_case(status="in progress", quarters_done=1, must_do=True, live_by=1),),
    },
    "late but no must": {
        "use_case_types": (make_type(quarters=9),),
        "use_cases": (make_use_case(status="in progress", live_by=1),),
    },
    "two ways to one end": {
        "use_cases": (
            make_use_case("A", depends_on=("B", "C")),
            make_use_case("B", depends_on=("D",)),
            make_use_case("C", depends_on=("D",)),
            make_use_case("D"),
        )
    },
    "units that share a budget": {"budget_rows": tuple(BudgetRow(quarter=q, amount=1) for q in (1, 2, 3, 4, 4))},
    "an empty group": {"rules": (make_rule(Ratio(acts_on=make_group(), against=DE, most=Decimal(1))),)},
    "a milestone of a team": {
        "rules": (
            make_rule(TeamFirst(acts_on=DE, against=DE), id="team"),
            make_rule(Milestone(rule="team", quarters=1)),
        )
    },
    "demand that is reported": {"rules": (make_rule(PerActive(fte=1, capability="data"), mode=Mode.REPORT),)},
    "the target on the last day": {"settings": {"target_by": 4, "target_use_cases": 1, "target_is_a_must": True}},
    "concessions before all": {"settings": {"objectives": (Objective.OVERRUN, Objective.UNDONE, *ALWAYS_FIRST)}},
    "a limit on hires at the end": {"hire_caps": (HireCap(profiles=("DE",), by=4, most=0),)},
    "a need of nothing": {"requirements": (Requirement(role="DE", need=(0, 0, 0, 0)),)},
}


@pytest.mark.parametrize("overrides", LEGAL.values(), ids=LEGAL)
def test_what_is_unusual_is_no_fault(overrides: dict[str, Any]) -> None:
    assert make_problem(**overrides).quarters == 4


def test_a_long_chain_of_dependencies_is_followed_to_its_end() -> None:
    chain = [make_use_case(f"U{i}", depends_on=(f"U{i + 1}",)) for i in range(2_000)]
    assert make_problem(use_cases=(*chain, make_use_case("U2000"))).quarters == 4
    (fault,) = faults_of(use_cases=(*chain, make_use_case("U2000", depends_on=("U1999",))))
    assert fault.startswith("The use cases U1999 -> U2000 -> U1999 depend")


def test_every_circle_is_told() -> None:
    pairs = (("A", "B"), ("B", "A"), ("C", "D"), ("D", "C"))
    together = faults_of(use_cases=tuple(make_use_case(one, depends_on=(other,)) for one, other in pairs))
    assert [fault.split(" depend ")[0][-11:] for fault in together] == ["A -> B -> A", "C -> D -> C"]


def test_settings_alone_are_checked_by_their_type() -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        make_settings(target_by=0)


def test_a_ramp_is_never_empty() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        make_profile(ramp=())
