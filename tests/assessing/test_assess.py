"""Teams assessed: the worked case of an executive and three data scientists, and small companies done by hand."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from hireplan.assessing import assess
from hireplan.comparing import Solving
from inputs import read
from models.assessment import Assessment, Gap, JobWorth
from models.plan import State, Status
from models.problem import BudgetRow, Problem, StaffRow, UseCase
from models.rules import Mode, TeamFirst
from tests.builders import make_rule, make_staff, make_type, make_use_case
from tests.optimizer.planned import A, B, company
from tests.sweeps.inline import Inline
from tests.test_architecture import ROOT

FIRST_TEAM = ROOT / "inputs" / "examples" / "first-team.xlsx"


def assessed(problem: Problem, **how: Any) -> Assessment:
    with Inline(at_once=2) as engine:
        return assess(problem, engine, Solving(**{"time_limit": 30, "seed": 1} | how), 60)


def worth(assessment: Assessment, profile: str) -> JobWorth:
    return next(worth for worth in assessment.jobs if worth.profile == profile)


def use_cases_as_is(found: JobWorth) -> int:
    assert found.as_is.result is not None
    assert found.as_is.result.accounts is not None
    return found.as_is.result.accounts.live[-1]


# -- the worked case


@pytest.fixture(scope="module")
def executives() -> Assessment:
    """A Chief AI Officer, three data scientists and nobody else; four small use cases; the product's own rules, roles
    and pay; 800,000 a quarter, of which the team costs about 300,000."""
    problem = read(FIRST_TEAM).problem
    staff = (StaffRow(id="E1", profile="CAIO"), StaffRow(id="E2", profile="DS-MID", heads=3))
    portfolio = (UseCase(id="U", type="small", count=4, value_per_quarter=60_000),)
    budget = tuple(BudgetRow(quarter=q, amount=800_000) for q in problem.horizon)
    settings = problem.settings.changed(target_use_cases=4)
    return assessed(
        problem.changed(staff=staff, use_cases=portfolio, budget_rows=budget, settings=settings), time_limit=120
    )


@pytest.mark.parametrize("profile", ["AIPM-SEN", "DE-MID", "DE-SEN", "MLE-SEN"])
def test_product_data_and_senior_ml_engineer_block(executives: Assessment, profile: str) -> None:
    found = worth(executives, profile)
    assert found.gap is Gap.BLOCKING
    assert use_cases_as_is(found) == 0
    assert found.gain is not None
    assert found.gain.use_cases.value > 0
    assert found.gain.use_cases.is_exact
    assert found.gain.first < 0
    assert found.enables == 4


def test_a_second_executive_changes_nothing_and_nor_does_one_fewer(executives: Assessment) -> None:
    found = worth(executives, "CAIO")
    assert found.gap is Gap.IDLE
    assert found.gain is not None
    assert found.gain.use_cases.value == found.gain.value.value == found.gain.first == 0
    assert found.gain.cost.value == found.pay > 1_000_000  # its pay, and nothing else
    assert found.does_nothing
    assert executives.idle_titles == ("Chief AI Officer",)


def test_those_who_block_come_first_and_are_hired_first(executives: Assessment) -> None:
    assert {worth.profile for worth in executives.jobs[:4]} == {"AIPM-SEN", "DE-MID", "DE-SEN", "MLE-SEN"}
    gaps = [worth.gap for worth in executives.jobs]
    assert gaps == sorted(gaps, key=[Gap.BLOCKING, Gap.USEFUL, Gap.IDLE].index)
    steps = [step.split(" in ")[0] for step in executives.first]
    assert set(steps[:3]) == {"open Data Engineer, mid", "open AI Product Manager, senior", "open ML Engineer, senior"}
    assert all("blocks 4 use cases" in step for step in executives.first[:3])
    assert executives.left_out == ()


def test_the_rules_tell_how_they_stand_today(executives: Assessment) -> None:
    assert {check.quarter for check in executives.rules} == {1}
    assert {check.rule for check in executives.rules if check.state is not State.KEPT} == {"data-ratio"}


def test_today_s_people_alone_cover_what_they_can(executives: Assessment) -> None:
    gaps = {gap.capability: gap for gap in executives.capabilities}
    assert any(gaps["product"].required)
    assert not any(gaps["product"].given)  # nobody has the skill
    assert gaps["coordination"].given == gaps["coordination"].required  # all that the executive is for


# -- by hand: A models at 10,000 a quarter, B does data, C deploys; a use case takes one A for a quarter, the third


def test_what_today_s_people_give_of_all_that_is_required() -> None:
    """In quarter 3 the plan builds two: 200 hundredths of modelling. A has 100 of them."""
    found = assessed(company(ideas=2, staff=(make_staff("A"),)))
    modelling = next(gap for gap in found.capabilities if gap.capability == "modelling")
    assert modelling.required == (0, 0, 200)
    assert modelling.given == (0, 0, 100)


def test_a_live_use_case_is_not_asked_for_twice() -> None:
    """It runs at 50 of modelling; with the one that is built 150, of which A covers 100."""
    live = make_use_case("L", type="running", status="live")
    running = make_type("running", build={"modelling": (10,)}, run={"modelling": 50})
    found = assessed(
        company(staff=(make_staff("A"),), others=(live,), types=(running,), settings={"target_use_cases": 2})
    )
    modelling = next(gap for gap in found.capabilities if gap.capability == "modelling")
    assert modelling.required == (50, 50, 150)
    assert modelling.given == (50, 50, 100)


def test_where_everybody_is_there_nothing_blocks() -> None:
    found = assessed(company(ideas=2, staff=(make_staff("A", 2), make_staff("B"), make_staff("C"))))
    assert {worth.gap for worth in found.jobs} == {Gap.IDLE}
    assert found.first == ()
    assert worth(found, "B").does_nothing
    assert worth(found, "C").does_nothing
    assert not worth(found, "A").does_nothing
    loss = worth(found, "A").loss
    assert loss is not None
    assert loss.use_cases.value == -1
    assert found.idle_titles == ("B", "C")


def test_a_head_that_saves_hiring_is_useful() -> None:
    """C can do a tenth of what A does: ten of them cost 1,000, one A 10,000. With nobody as C an A is hired."""
    found = assessed(company(c={"skills": {"modelling": 10}}, idea={"size": "0.1"}, a={"time_to_fill": 1}))
    one = worth(found, "C")
    assert one.gap is Gap.USEFUL
    assert one.pay == 300  # three quarters at 100
    assert one.saves == 10_000  # the A that need not be hired for the last quarter
    assert worth(found, "A").gap is Gap.USEFUL  # 100 of C for the last quarter, which is what is saved
    assert worth(found, "A").saves == 100
    assert worth(found, "B").gap is Gap.IDLE


def test_first_production_sooner_blocks_though_there_are_no_more_use_cases() -> None:
    """A can be hired for quarter 3 at the earliest. One in seat today builds in quarter 1, but the role is closed as
    things are; B, who models as well, comes in quarter 3."""
    found = assessed(
        company(
            ideas_from=1,
            a={"time_to_fill": 2},
            b={"skills": {"modelling": 100}, "time_to_fill": 2},
            idea={"value_per_quarter": 10},
        )
    )
    one = worth(found, "A")
    assert one.gap is Gap.BLOCKING
    assert one.gain is not None
    assert (one.gain.use_cases.value, one.gain.first, one.gain.value.value) == (0, -2, 20)


def test_a_job_of_which_one_head_is_not_enough_still_blocks() -> None:
    """Nobody models before two of B are in seat. One more B is not enough, those who can be hired are."""
    wait = make_rule(TeamFirst(acts_on=A, against=B, least=2))
    found = assessed(company(rules=(wait,)))
    one = worth(found, "B")
    assert one.gain is not None
    assert one.gain.use_cases.value == 0
    assert one.opening is not None
    assert one.opening.use_cases.value == 1
    assert one.gap is Gap.BLOCKING
    assert found.first[0].startswith("open ")
    assert "blocks 1 use case" in " ".join(found.first)


def test_another_level_of_the_same_role_does_not_stand_in() -> None:
    """B models as well and has the role of A: with it at hand an A would seem to be worth nothing."""
    found = assessed(company(b={"skills": {"modelling": 100}, "role": "A"}))
    assert worth(found, "A").gap is worth(found, "B").gap is Gap.BLOCKING


def test_heads_are_paid_beside_the_budget() -> None:
    """No money at all: one more A works all the same, and costs three quarters at 10,000."""
    one = worth(assessed(company(budget=0)), "A")
    assert one.gap is Gap.BLOCKING
    assert one.pay == 30_000
    assert one.gain is not None
    assert one.gain.cost.value == 30_000


def test_titles_whose_skills_nothing_asks_for_are_idle_even_where_a_rule_is_off() -> None:
    rule = make_rule(TeamFirst(acts_on=A, against=B, least=1), mode=Mode.OFF)
    found = assessed(company(staff=(make_staff("B"), make_staff("A")), rules=(rule,)))
    assert found.idle_titles == ("B",)


def test_a_must_do_that_nobody_can_do_blocks() -> None:
    found = assessed(company(idea={"must_do": True}))
    assert worth(found, "A").gap is Gap.BLOCKING
    assert worth(found, "B").gap is Gap.IDLE


def test_what_is_not_solved_is_said() -> None:
    stop = threading.Event()
    stop.set()
    found = assessed(company(), stop=stop)
    assert found.base.stopped_by == "user"
    assert {worth.gap for worth in found.jobs} == {Gap.UNKNOWN}
    assert "with one more A today: not solved: interrupted" in found.left_out
    assert found.base.plan is None
    assert found.capabilities == ()


def test_jobs_of_one_role_are_one_step_to_fill() -> None:
    """Both levels of A model: senior at 10,000 for quarter 3, mid at 1,000, one of whom can be hired in a quarter."""
    found = assessed(
        company(
            ideas=2,
            a={"level": "senior"},
            b={"role": "A", "level": "mid", "skills": {"modelling": 100}, "most_heads": 1},
        )
    )
    assert worth(found, "A").gap is worth(found, "B").gap is Gap.BLOCKING
    [step] = found.first
    assert step in (
        "open A, senior or mid in FY27 Q3: blocks 2 use cases",
        "open A, mid or senior in FY27 Q3: blocks 2 use cases",
    )


def test_without_any_time_nothing_is_known_and_nobody_stopped_it() -> None:
    with Inline() as engine:
        found = assess(company(), engine, Solving(seed=1), 0.0)
    assert (found.base.status, found.base.stopped_by) == (Status.UNKNOWN, "time limit")
    assert {worth.gap for worth in found.jobs} == {Gap.UNKNOWN}


def test_time_is_shared_out_where_no_limit_is_given() -> None:
    found = assessed(company(), time_limit=None)
    assert worth(found, "A").gap is Gap.BLOCKING
    assert found.left_out == ()
