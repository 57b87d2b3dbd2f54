"""What --vary asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hireplan.varying import Varied, VaryError, grid, neighbours, varied
from models.calendar import Calendar

CALENDAR = Calendar(fiscal_year=2027, fiscal_quarter=1, quarters=8)

ASKED = {
    "budget=80%:120%:5": (("Budget", "all", "Budget"), ("x0.8", "x0.9", "x1", "x1.1", "x1.2")),
    "budget=x1.5": (("Budget", "all", "Budget"), ("x1.5",)),
    "Target = 4:12:5": (("Settings", "Target use cases", "Value"), ("4", "6", "8", "10", "12")),
    "target=4:5:5": (("Settings", "Target use cases", "Value"), ("4", "5")),
    "deadline=FY27 Q3:FY28Q1": (("Settings", "Target by", "Value"), ("FY27 Q3", "FY27 Q4", "FY28 Q1")),
    "deadline=FY27Q1:FY28Q4:3": (("Settings", "Target by", "Value"), ("FY27 Q1", "FY28 Q1", "FY28 Q4")),
    "Merit %=2,3.5": (("Settings", "Merit %", "Value"), ("2", "3.5")),
    "Operating model=pool,embedded": (("Settings", "Operating model", "Value"), ("pool", "embedded")),
    "Roles/DE / mid/Base salary=x0.9:x1.1:3": (("Roles", "DE / mid", "Base salary"), ("x0.9", "x1", "x1.1")),
    "Time grain=10:1:4": (("Settings", "Time grain", "Value"), ("10", "7", "4", "1")),
}


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_asked_for(asked: str) -> None:
    thing = varied(asked, CALENDAR)
    assert ((thing.sheet, thing.row, thing.column), thing.values) == ASKED[asked]


def test_factors_are_shown_as_per_cents() -> None:
    assert varied("budget=95%:105%:3", CALENDAR).shown == ("95 %", "100 %", "105 %")
    assert varied("target=4,5", CALENDAR).shown == ("4", "5")


@pytest.mark.parametrize(
    "asked",
    [
        *("budget", "=4:12:5", "target=", "target=4:12", "target=4:12:0", "target=4:12:x", "target=4:12:1:2"),
        *("target=4:x12:3", "budget=80%:1.2:3", "budget=1000000:2000000:3", "target=4,,5", "deadline=FY27 Q1:5:3"),
        *("budget=-10%:120%:3", "budget=-10%,120%", "target=-1:3:5"),
    ],
)
def test_what_cannot_be_understood_is_told(asked: str) -> None:
    with pytest.raises(VaryError, match="--vary"):
        varied(asked, CALENDAR)


def test_a_value_in_two_spellings_is_one() -> None:
    assert varied("budget=80%,80.0%,x0.8,90%", CALENDAR).values == ("x0.8", "x0.9")


@pytest.mark.parametrize("again", ["budget/ALL/budget=x0.5,x1", "Budget/*/Budget=x0.5,x1", "BUDGET=10%,20%"])
def test_one_thing_in_two_spellings_is_varied_once(again: str) -> None:
    with pytest.raises(VaryError, match="varied twice"):
        grid([varied("budget=80%,100%", CALENDAR), varied(again, CALENDAR)])


def test_a_grid_has_every_pair_and_every_point_its_neighbours() -> None:
    things = [Varied("a", "A", "", "", ("1", "2", "3"), ()), Varied("b", "B", "", "", ("x", "y"), ())]
    assert grid(things) == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]
    assert sorted(neighbours((1, 0), things)) == [(0, 0), (1, 1), (2, 0)]
    many = Varied("c", "C", "", "", tuple(map(str, range(101))), ())
    with pytest.raises(VaryError, match="10,201 points"):
        grid([many, replace(many, sheet="D")])
