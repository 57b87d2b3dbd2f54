"""Which requisitions two plans do not have alike: by hand, and for random pairs."""

from __future__ import annotations

from typing import Any

import pytest

from models.calendar import Calendar
from models.plan import Result, Status
from models.requisition_changes import RequisitionChange, changed_requisitions, openings_of
from tests.builders import make_plan, make_problem, make_profile
from tests.models.pairs import random_pair, result_for


def planned(hires: dict[str, tuple[int, ...]], time_to_fill: int = 0, **fields: Any) -> Result:
    profiles = tuple(make_profile(name, time_to_fill=time_to_fill) for name in hires)
    problem = make_problem(**{"profiles": profiles} | fields)
    return result_for(problem, make_plan(problem, hires=hires))


def told(before: Result, after: Result) -> list[tuple[str, str, int | None, int | None, int | None]]:
    return [
        (one.id, str(one.change), one.before and one.before.start, one.after and one.after.start, one.later)
        for one in changed_requisitions(before, after)
    ]


def test_added_dropped_and_moved() -> None:
    one = planned({"DE": (0, 1, 1, 0), "PM": (1, 1, 0, 0)})
    other = planned({"DE": (0, 1, 0, 2), "PM": (1, 0, 0, 0)})
    assert told(one, other) == [
        ("DE-002", "moved", 3, 4, 1),
        ("DE-003", "added", None, 4, None),
        ("PM-002", "dropped", 2, None, None),
    ]
    assert told(other, one) == [
        ("DE-002", "moved", 4, 3, -1),
        ("DE-003", "dropped", 4, None, None),
        ("PM-002", "added", None, 2, None),
    ]


def test_one_that_only_opens_sooner_has_moved() -> None:
    """It takes two quarters to fill instead of one."""
    one, other = planned({"DE": (0, 0, 1, 0)}, time_to_fill=1), planned({"DE": (0, 0, 1, 0)}, time_to_fill=2)
    assert told(one, other) == [("DE-001", "moved", 3, 3, 0)]
    [changed] = changed_requisitions(one, other)
    assert changed.before is not None
    assert changed.after is not None
    assert (changed.before.opens, changed.after.opens) == (2, 1)


def test_positions_beyond_the_thousandth_stand_in_order() -> None:
    one, other = planned({"DE": (0, 0, 0, 0)}), planned({"DE": (1_001, 0, 0, 0)})
    assert [changed.id for changed in changed_requisitions(one, other)][-3:] == ["DE-999", "DE-1000", "DE-1001"]


def test_profiles_of_one_plan_only() -> None:
    assert told(planned({"DE": (1, 0, 0, 0)}), planned({"PM": (1, 0, 0, 0)})) == [
        ("PM-001", "added", None, 1, None),
        ("DE-001", "dropped", 1, None, None),
    ]


def test_time_lines_are_compared_by_day() -> None:
    """The second begins a quarter later, so that its second quarter is the first one's third."""
    later = Calendar(fiscal_year=2027, fiscal_quarter=2, quarters=4)
    one = planned({"DE": (0, 0, 1, 0)})
    assert told(one, planned({"DE": (0, 1, 0, 0)}, calendar=later)) == []
    assert told(one, planned({"DE": (0, 0, 1, 0)}, calendar=later)) == [("DE-001", "moved", 3, 3, 1)]
    february = Calendar(fiscal_year=2027, fiscal_quarter=1, starts_in=2, quarters=4)
    assert told(one, planned({"DE": (0, 0, 1, 0)}, calendar=february)) == [("DE-001", "moved", 3, 3, None)]


def test_without_a_plan_nothing_is_told() -> None:
    one = planned({"DE": (1, 0, 0, 0)})
    none = Result(problem=one.problem, status=Status.UNKNOWN)
    assert changed_requisitions(one, none) == changed_requisitions(none, one) == ()


@pytest.mark.parametrize("seed", range(100))
def test_the_changes_lead_from_one_plan_to_the_other(seed: int) -> None:
    """Starts and openings of the first, with the changes made, are those of the second."""
    one, other = random_pair(seed)
    known = {name: (p.start, p.opens) for name, p in openings_of(one).items()}
    for changed in changed_requisitions(one, other):
        assert (changed.id in known) == (changed.change is not RequisitionChange.ADDED)
        known.pop(changed.id, None)
        if changed.after is not None:
            assert changed.profile == other.problem.profile[changed.after.profile]
            known[changed.id] = changed.after.start, changed.after.opens
    assert known == {name: (p.start, p.opens) for name, p in openings_of(other).items()}
    assert changed_requisitions(one, one) == ()
