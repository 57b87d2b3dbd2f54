"""What is written of a redacted plan depends on own salaries through their sum only, or not at all."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import openpyxl
import pytest

from hireplan import api
from inputs import Reading
from models.plan import Result, Status
from models.problem import Attrition, Objective
from models.redaction import Pooling, note, pooling, redacted
from outputs import Scenario
from outputs.page.rendering import rendered
from tests.outputs.books import cells, values, written
from tests.outputs.plans import SOURCE
from tests.outputs.salaried import SALARIES, cost_of, team, team_result, twin


def page(result: Result) -> bytes:
    return rendered([Scenario("team", result, SOURCE)])


def assert_alike(results: list[Result], folder: Path) -> None:
    """All sheets, Record included, and the page; of the unredacted results, neither is."""
    first, *others = [cells(written(redacted(result), folder, f"{n}.xlsx")) for n, result in enumerate(results)]
    assert others
    assert all(other == first for other in others)
    assert len({page(result) for result in results}) == 1
    assert cells(written(results[0], folder)) != cells(written(results[1], folder))


PAIRS = [*permutations(range(3), 2), (0, 3), (4, 0), (5, 1)]
"""Whose salary goes up, and whose down to make up for it: an open end, an end, an offer, a part-timer, a temp."""


@pytest.mark.parametrize("attrition", list(Attrition))
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_teams_of_the_same_cost_are_published_alike(
    one: int, other: int, attrition: Attrition, tmp_path: Path
) -> None:
    """So nobody can work a salary out of what is published: it is the same whatever that salary is."""
    problems = twin(one, other, max(4, one + 1, other + 1), attrition)
    salaries = [[row.base_salary for row in problem.staff] for problem in problems]
    assert (salaries[0][one], salaries[0][other]) != (salaries[1][one], salaries[1][other])
    assert {pooling(problem) for problem in problems} == {Pooling.SPREAD}
    assert_alike([team_result(problem) for problem in problems], tmp_path)


@pytest.mark.parametrize("attrition", list(Attrition))
@pytest.mark.parametrize("count", [1, 2])
def test_of_too_few_own_salaries_nothing_is_published(count: int, attrition: Attrition, tmp_path: Path) -> None:
    """Whatever they are, though the cost differs by millions."""
    settings = {"attrition": attrition}
    poor, rich = ([salary] * count + [None] * 3 for salary in (1, 999_999))
    problems = [team(*salaries, settings=settings) for salaries in ([*SALARIES[:count], None, None, None], poor, rich)]
    assert len({cost_of(problem) for problem in problems}) == 3
    assert_alike([team_result(problem) for problem in problems], tmp_path)


def open_ended(result: Result, name: Objective, bound: int) -> Result:
    """As where the search has come to a bound that does not depend on what anybody earns."""
    levels = tuple(
        replace(level, bound=bound, proven=False) if level.name is name else level for level in result.levels
    )
    return replace(result, levels=levels, status=Status.FEASIBLE)


@pytest.mark.parametrize(("name", "bound"), [(Objective.COST, 0), (Objective.COST, 500_000), (Objective.NET, 10_000)])
def test_a_bound_does_not_tell_what_was_left_out(name: Objective, bound: int, tmp_path: Path) -> None:
    problems = [team(*salaries, None, None) for salaries in (SALARIES[:2], (1, 999_999))]
    assert_alike([open_ended(team_result(problem), name, bound) for problem in problems], tmp_path)


@pytest.mark.parametrize("name", [Objective.COST, Objective.NET])
def test_nor_does_a_gap_however_far_the_bound(name: Objective, tmp_path: Path) -> None:
    """The bound goes with the cost of the team, as that of a search does."""
    results = [team_result(team(*salaries, None, None)) for salaries in (SALARIES[:2], (1, 999_999))]
    apart = 5_000_000 if name is Objective.NET else -700_000
    bounds = [next(level.value for level in result.levels if level.name is name) + apart for result in results]
    assert_alike([open_ended(r, name, bound) for r, bound in zip(results, bounds, strict=True)], tmp_path)


def test_two_scenarios_on_a_page_do_not_tell_a_salary_by_their_difference() -> None:
    """Enough own salaries in each, and one person more in one of them."""
    teams = [team(*SALARIES), team(999_999, *SALARIES[1:])]
    assert {pooling(problem) for problem in teams} == {Pooling.SPREAD}
    pages = {
        rendered([Scenario("all", team_result(problem), SOURCE), Scenario("less", team_result(without), SOURCE)])
        for problem in teams
        for without in [problem.changed(staff=problem.staff[1:])]
    }
    assert len(pages) == 1


def test_results_that_are_redacted_already_are_no_way_round_that() -> None:
    pages = {
        rendered(
            [Scenario(name, redacted(team_result(problem)), SOURCE) for name, problem in (("all", one), ("less", two))]
        )
        for one in (team(*SALARIES), team(999_999, *SALARIES[1:]))
        for two in [one.changed(staff=one.staff[1:])]
    }
    assert len(pages) == 1


def test_no_cell_and_no_line_of_the_page_holds_a_name_or_a_salary(tmp_path: Path) -> None:
    """Nor a quarter of one; the unredacted workbook does."""
    result = team_result(team(*SALARIES))
    secret = ["Ada", *(str(money) for salary in SALARIES for money in (salary, salary // 4, round(salary / 4)))]

    def told(path: Path) -> list[str]:
        return [word for word in secret if any(word in str(value) for value in values(path).values())]

    assert {"Ada", str(SALARIES[0])} <= set(told(written(result, tmp_path)))
    assert told(written(redacted(result), tmp_path)) == []
    text = page(result).decode()
    assert [word for word in secret if word in text or (word.isdigit() and f"{int(word):,}" in text)] == []


@pytest.mark.parametrize("count", [2, 4])
def test_both_the_workbook_and_the_page_say_what_became_of_own_salaries(count: int, tmp_path: Path) -> None:
    result = team_result(team(*SALARIES[:count]))
    reading = Reading(result.problem, (), "team.xlsx", "ab" * 32)
    api.write(result, tmp_path / "team.xlsx", reading, redact=True)
    api.write_page(result, tmp_path / "team.html", reading)
    about = openpyxl.load_workbook(tmp_path / "team.xlsx")["About"]
    words = note(result.problem)
    assert f"({count} rows)" in words
    assert words in [cell.value for row in about.iter_rows() for cell in row]
    text = (tmp_path / "team.html").read_text()
    assert text.count("spread over the quarters, or left out where there are few") == 1
    assert text.encode().count(b"Own salaries of staff") == 1


def test_a_page_without_own_salaries_says_nothing_of_them() -> None:
    text = page(team_result(team(None, None))).decode()
    assert "nobody's own salary.</p>" in text.replace("&#39;", "'")
    assert "left out where there are few" not in text


@pytest.mark.parametrize("own", [[False, True], [True, False], [False, False]])
def test_scenarios_on_a_page_say_that_own_salaries_are_left_out_of_whichever_they_are(own: list[bool]) -> None:
    teams = [team(*SALARIES) if has else team(*(None for _ in SALARIES)) for has in own]
    found = [Scenario(f"plan {n}", team_result(problem), SOURCE) for n, problem in enumerate(teams)]
    assert (b"are left out of every scenario on this page" in rendered(found)) == any(own)
