"""The workbook of a frontier, written from points whose levels are made up: what is drawn, and what is not."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

import outputs
from models.frontier import Best, Frontier, FrontierPoint
from models.plan import Level, Result, Status
from models.problem import Objective
from tests.outputs.books import differences, recalculated
from tests.outputs.lint import faults
from tests.outputs.plans import SOURCE, bank, bank_result

CALENDAR = bank().calendar


def open_result(bound: int) -> Result:
    """The bank's plan where its cost is not proven the least, and a made-up bound stands against it."""
    result = bank_result()
    levels = tuple(
        Level(level.name, level.value, bound, proven=False) if level.name is Objective.COST else level
        for level in result.levels
    )
    return replace(result, status=Status.FEASIBLE, levels=levels)


def infeasible() -> Result:
    return Result(problem=bank(), status=Status.INFEASIBLE, conflict=("too dear",))


def series_of(path: Path) -> dict[str, list[Any]]:
    """The cells behind every series of the chart, by its name: empty ones hold nothing, not even a formula."""
    as_written = openpyxl.load_workbook(path)["Frontier"]
    sheet = openpyxl.load_workbook(path, data_only=True)["Frontier"]
    with zipfile.ZipFile(path) as package:
        chart = package.read("xl/charts/chart1.xml").decode()
    found = {}
    for one in re.findall(r"<c:ser>.*?</c:ser>", chart, re.DOTALL):
        (name,) = re.findall(r"<c:tx>.*?<c:v>(.*?)</c:v>", one, re.DOTALL)
        (where,) = re.findall(r"<c:val>.*?<c:f>Frontier!([^<]*)</c:f>", one, re.DOTALL)
        found[name] = [row[0].value for row in sheet[where.replace("$", "")]]
        written = [row[0].value for row in as_written[where.replace("$", "")]]
        assert [n for n, value in enumerate(written) if value is None] == [
            n for n, value in enumerate(found[name]) if value is None
        ]
    return found


def test_bounds_are_drawn_where_a_point_is_not_proven_and_nowhere_else(tmp_path: Path) -> None:
    result, path = bank_result(), tmp_path / "out.xlsx"
    cost = sum(result.accounts.cost) if result.accounts else 0
    answers = (result, open_result(cost - 7), infeasible(), None)
    points = tuple(FrontierPoint((str(n),), answer) for n, answer in enumerate(answers))
    outputs.write_frontier(Frontier(("target",), Best.COST, points), CALENDAR, "USD", SOURCE, path)
    assert series_of(path) == {
        "Least cost": [cost, cost, None, None],
        "Not proven: at least": [None, cost - 7, None, None],
    }
    assert faults(path) == []
    assert differences(path, recalculated(path)) == []


def test_a_grid_draws_a_line_and_its_bounds_for_each_value_across(tmp_path: Path) -> None:
    result, path = bank_result(), tmp_path / "out.xlsx"
    cost = sum(result.accounts.cost) if result.accounts else 0
    answers = (result, open_result(cost - 7), infeasible(), result)
    places = [(target, merit) for target in ("1", "2") for merit in ("3", "4")]
    points = tuple(FrontierPoint(place, answer) for place, answer in zip(places, answers, strict=True))
    outputs.write_frontier(Frontier(("target", "Merit %"), Best.COST, points), CALENDAR, "USD", SOURCE, path)
    assert series_of(path) == {
        "Merit %: 3": [cost, None],
        "Merit %: 4": [cost, cost],
        "Merit %: 4: at least": [cost - 7, None],
    }
    assert faults(path) == []
    assert differences(path, recalculated(path)) == []


def test_a_bound_of_which_nothing_is_known_is_the_least_there_can_be() -> None:
    """As where a point's own solve found nothing, and its plan is another's."""
    point = FrontierPoint(("1",), open_result(-(2**53)))
    (told,) = outputs.frontier_report(Frontier(("target",), Best.COST, (point,)))["points"]
    assert (told["bound"], told["proven"]) == (0, False)
