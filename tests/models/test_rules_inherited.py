"""What the team of today breaks already, how breaches are counted, and how a rule's checks read."""

from __future__ import annotations

from decimal import Decimal

from models.judge import judge
from models.plan import State
from models.problem import Objective
from models.rules import Gate, Mode, Present, Ratio, RatioLow, TeamFirst
from tests.builders import make_group, make_plan, make_rule, make_staff
from tests.models.ruled import A, B, C, broken_in, check_in, judged, problem_with, staff

TEAM = (TeamFirst(acts_on=A, against=B, least=2), TeamFirst(acts_on=A, against=C, least=1))
RATIO = Ratio(acts_on=A, against=B, most=Decimal("1.5"), free=1)
RATIO_LOW = RatioLow(acts_on=A, against=B, least=Decimal("1.5"), free=3)


def test_a_ratio_that_today_breaks_may_last_but_not_grow() -> None:
    problem = problem_with(RATIO, staff=(make_staff("A", 4), make_staff("B", 1)))  # 4 to max(1, floor(1.5))
    idle = judged(problem)
    assert idle.accepted
    assert {check.state for check in idle.accounts.rules} == {State.INHERITED}
    assert idle.accounts.objectives[Objective.PREFER] == 4  # one for each quarter
    worse = judged(problem, {"A": (0, 0, 1, 0)})
    assert worse.violations == tuple(
        f"Rule rule (ratio) is broken in FY27 Q{q}: 5 where at most 1 is asked." for q in (3, 4)
    )
    cured = judged(problem, {"B": (0, 2, 0, 0)})  # floor(4.5) = 4 from quarter 2 on
    assert cured.accepted
    assert cured.accounts.objectives[Objective.PREFER] == 1


def test_a_cure_that_is_not_whole_still_counts_as_inherited() -> None:
    problem = problem_with(RATIO, staff=(make_staff("A", 4), make_staff("B", 1)))
    assert judged(problem, {"B": (1, 0, 0, 0)}).accounts.objectives[Objective.PREFER] == 4  # 4 > 3


def test_once_the_idle_course_is_cured_the_rule_binds() -> None:
    problem = problem_with(RATIO, staff=(make_staff("A", 4, end=2), make_staff("B", 1)))
    assert broken_in(judged(problem)) == [1, 2]
    assert judged(problem, {"A": (0, 0, 1, 0)}).accepted
    assert judged(problem, {"A": (0, 0, 2, 0)}).violations[0].startswith("Rule rule (ratio) is broken in FY27 Q3: 2 ")


def test_a_low_ratio_that_today_breaks_allows_no_more_of_the_other_side() -> None:
    problem = problem_with(RATIO_LOW, staff=(make_staff("A", 4), make_staff("B", 3)))  # 4 < 4.5
    assert judged(problem).accounts.objectives[Objective.PREFER] == 4
    assert judged(problem, {"A": (1, 0, 0, 0)}).accounts.objectives[Objective.PREFER] == 0  # 5 >= 4.5
    worse = judged(problem, {"B": (0, 1, 0, 0)})
    assert broken_in(worse) == [1, 2, 3, 4]
    assert len(worse.violations) == 3  # quarters 2 to 4: 4 where at least 6 is asked
    assert judged(problem, {"A": (0, 2, 0, 0), "B": (0, 1, 0, 0)}).accepted  # 6 to 4


def test_preferred_rules_count_by_their_own_limit_and_forbid_nothing() -> None:
    problem = problem_with(RATIO, mode=Mode.PREFER, staff=(make_staff("A", 4), make_staff("B", 1)))
    worse = judged(problem, {"A": (0, 0, 1, 0)})
    assert worse.accepted
    assert worse.accounts.objectives[Objective.PREFER] == 4


def test_one_breach_is_one_rule_in_one_quarter() -> None:
    """Two rows broken in the same quarter, or one start that breaks both, count once; two rules count twice."""
    twice = (Present(acts_on=A, against=B), Present(acts_on=A, against=C))
    assert (
        judged(problem_with(*twice, mode=Mode.PREFER), {"A": (1, 0, 0, 0)}).accounts.objectives[Objective.PREFER] == 1
    )
    rules = tuple(make_rule(row, id=row.against.text, mode=Mode.PREFER) for row in twice)
    assert judged(problem_with(rules=rules), {"A": (1, 0, 0, 0)}).accounts.objectives[Objective.PREFER] == 2


# -- how checks read


def test_there_is_a_check_for_every_row_and_quarter_and_none_asks_where_nobody_starts() -> None:
    verdict = judged(problem_with(*TEAM), {"A": (0, 1, 0, 0), "B": (2, 0, 0, 0), "C": (1, 0, 0, 0)})
    assert [(c.row, c.quarter) for c in verdict.accounts.rules] == [(row, q) for row in (0, 1) for q in (1, 2, 3, 4)]
    assert [check_in(verdict, q).left for q in (1, 2, 3, 4)] == [None, 2, None, None]
    assert check_in(verdict, 1).slack is None
    first, second = check_in(verdict, 2, row=0), check_in(verdict, 2, row=1)
    assert (first.left, first.relation, first.limit, first.slack) == (2, ">=", 2, 0)
    assert (second.left, second.relation, second.limit, second.slack) == (1, ">=", 1, 0)


def test_a_ratio_reads_as_heads_against_what_is_allowed() -> None:
    verdict = judged(problem_with(RATIO, **staff(A=1, B=3)))
    check = check_in(verdict, 1)
    assert (check.left, check.relation, check.limit, check.slack) == (1, "<=", 4, 3)


def test_rows_of_empty_groups_ask_nothing_that_cannot_be() -> None:
    nobody = make_group()
    problem = problem_with(Ratio(acts_on=nobody, against=nobody, most=Decimal(1)), Gate(acts_on=nobody, least=9))
    plan = make_plan(problem, {"A": (1, 1, 1, 1)})
    assert judge(problem, plan).accepted
