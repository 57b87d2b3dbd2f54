"""What holds of every scenario: it is the input with its cells edited; nothing that a row says gives a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from inputs import EXAMPLES, Change, read, read_scenarios
from models.errors import InputError
from models.problem import Problem
from tests.inputs.books import good, put, write, write_csv
from tests.inputs.test_examples import sample
from tests.inputs.test_scenarios import HEADER, with_scenarios

EDITS: dict[tuple[str, str], tuple[str, str, str, tuple[Any, ...]]] = {
    ("Settings", "B2"): ("Settings", "Company", "Value", ("Other", "=1+1", "a / b")),
    ("Settings", "B6"): ("Settings", "Target use cases", "", (0, 2, "2", "many")),
    ("Settings", "B5"): ("Settings", "Quarters", "", (3, 4, 5, 0)),
    ("Roles", "G3"): ("Roles", "Data Engineer / mid", "Base salary", (1, "$ 99,000", "99.500", -1, "95,00")),
    ("Roles", "I2"): ("Roles", "AI Product Manager / senior", "Bonus %", (0, 12.5, "15 %", 0.5, "much")),
    ("Roles", "K4"): ("Roles", "ML Engineer / senior", "Ramp Q1", (0, 80, "60 %", 0.7)),
    ("Roles", "A4"): ("Roles", "ML Engineer / senior", "Role", ("ML Engineer", "Wizard")),
    ("Skills", "D4"): ("Skills", "ML Engineer", "data", (90, 0, "high")),
    ("Staff", "E2"): ("Staff", "E1", "Heads", (2, 0, 3)),
    ("Staff", "F3"): ("Staff", "E2", "FTE", (0.25, 1, 0.333)),
    ("Use cases", "E3"): ("Use cases", "fraud", "Count", (1, 4, 0)),
    ("Use cases", "H3"): ("Use cases", "fraud", "Earliest start", ("FY27 Q1", "FY27 Q4", "2027-02-01", "soon")),
    ("Use cases", "J3"): ("Use cases", "fraud", "Depends on", ("churn", "fraud", "none")),
    ("Use-case types", "C3"): ("Use-case types", "small / data", "Q1", (0.5, 0, 0.123)),
    ("Use-case types", "D5"): ("Use-case types", "small / Money", "Q2", (1, 2500, -1)),
    ("Budget", "B3"): ("Budget", "FY27 Q2", "Budget", (0, "1,000,000", 7, -7)),
    ("Requirements", "D3"): ("Requirements", "ML Engineer", "FY27 Q3", (0, 2, 1.5)),
    ("Rules", "F4"): ("Rules", "ratio", "Most", (1, 2.5, "few")),
    ("Rules", "L4"): ("Rules", "ratio", "Mode", ("off", "report", "maybe")),
}
"""Cells of the good workbook, how a scenario names them, and values for them, good and bad."""


@st.composite
def edits(draw: st.DrawFn) -> dict[tuple[str, str], Any]:
    places = draw(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4, unique=True))
    return {place: draw(st.sampled_from(EDITS[place][3])) for place in places}


def problem_of(path: Path, scenario: str = "") -> Problem | None:
    try:
        return read(path, scenario=scenario).problem
    except InputError:
        return None


def edited_by_hand(path: Path, cells: dict[tuple[str, str], Any], to: Path) -> Path:
    book = load_workbook(path)
    for (sheet, ref), value in cells.items():
        cell = book[sheet][ref]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # also where it begins with =
    book.save(to)
    return to


def as_text(book: Workbook) -> None:
    """What a scenario's row says in words is text, also where it begins with =."""
    for row in book["Scenarios"]:
        if isinstance(row[4].value, str):
            row[4].data_type = "s"


@settings(max_examples=40, deadline=None)
@given(edits())
def test_a_scenario_is_the_workbook_with_its_cells_edited(cells: dict[tuple[str, str], Any]) -> None:
    rows: list[list[Any]] = [["s", *EDITS[place][:3], value] for place, value in cells.items()]
    with tempfile.TemporaryDirectory() as folder:
        path = write(
            Path(folder, "plan.xlsx"),
            with_scenarios(*rows),
            as_text,
        )
        edited = edited_by_hand(path, cells, Path(folder, "edited.xlsx"))
        expected = problem_of(edited)
        assert problem_of(path, "s") == expected
        if expected is None:
            with pytest.raises(InputError) as caught:
                read_scenarios(path)
            assert {fault.sheet for fault in caught.value.faults} == {"Scenarios"}


NUMBERS = [
    ("Budget", "Budget"), ("Roles", "Base salary"), ("Roles", "Bonus %"), ("Roles", "Time to fill"),
    ("Roles", "Ramp Q1"),
    ("Roles", "Attrition %"), ("Use cases", "Size"), ("Use cases", "Value per quarter"),
    ("Use cases", "Count"), ("Staff", "Heads"), ("Staff", "FTE"), ("Use-case types", "Q1"), ("Use-case types", "Run"),
    ("Requirements", "FY28 Q1"), ("Rules", "Most"), ("Rules", "FTE"), ("Skills", "data"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"), [*((name, "x1") for name in EXAMPLES), ("first-team", "+0 %"), ("first-team", "-0")]
)
def test_a_change_by_nothing_changes_nothing(name: str, value: str) -> None:
    base, nothing_there = read(sample(name)), []
    for sheet, column in NUMBERS:
        try:
            found = read(sample(name), changes=[Change(sheet, "all", column, value)])
        except InputError as error:
            nothing_there.append((sheet, column, str(error)))
            continue
        assert found.problem == base.problem, (sheet, column)
        assert found.changes == ()
    assert all("blank" in error or "no row" in error for _, _, error in nothing_there), nothing_there
    assert len(nothing_there) < 5


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10)
SCENARIO = st.one_of(st.sampled_from(["a", "b", "c", "A "]), TEXTS)
SHEET = st.one_of(st.sampled_from([*good(), "roles", "Scenarios", "Budgte"]), TEXTS)
ROW = st.one_of(
    st.sampled_from(
        ["all", "*", "FY27", "FY27 Q1", "Quarters", "First quarter", "Fiscal year starts in", "E1", "fraud", "team #2",
         "Data Engineer / mid", "ML Engineer", "small / data", "small / Money", "Exchange rate: ", "/", "#1", "x #99"]
    ),
    st.integers(-5, 10**9), st.dates(), TEXTS,
)  # fmt: skip
COLUMN = st.one_of(
    st.sampled_from(["Value", "Budget", "Quarter", "Role", "Most", "Base salary", "Ramp Q1", "Ramp Q9", "FY27 Q2", "ID",
                     "FY31 Q1", "Depends on", "End", "Mode", "Acts on", "Capability", "data", "Q1", "Q150", "Kind"]),
    st.dates(), TEXTS,
)  # fmt: skip
VALUE = st.one_of(
    st.sampled_from(["+10 %", "-5%", "x0.9", "*0.9", "+2", "-1", "(blank)", "=A1", "+", "x", "x.", "x,", "+-1", "-400",
                     "+999999999999", "x999999999999", "FY27 Q3", "Total", "team", "yes", "+1e9", "×1,5", "x0",
                     "-100 %",                      "Budget", "Setting"]),
    st.integers(-10**13, 10**13), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.dates(), TEXTS,
)  # fmt: skip
ROWS = st.lists(
    st.tuples(SCENARIO, SHEET, ROW, COLUMN, VALUE, st.one_of(st.none(), SCENARIO)).map(list), min_size=1, max_size=6
)


def read_or_refused(path: Path) -> None:
    """Every scenario is read, or refused with located faults."""
    try:
        found = read_scenarios(path)
    except InputError as error:
        refused = error
    else:
        assert all(str(change) for reading in found for change in reading.changes)
        return
    assert refused.faults
    assert all(fault.file and fault.message for fault in refused.faults)


@settings(max_examples=150, deadline=None)
@given(ROWS, st.sets(st.sampled_from(["Rules", "Skills", "Use-case types", "Requirements", "Staff", "Use cases"])))
def test_random_rows_of_scenarios_are_read_or_refused(rows: list[list[Any]], absent: set[str]) -> None:
    sheets = {name: lines for name, lines in good().items() if name not in absent}
    with tempfile.TemporaryDirectory() as folder:
        read_or_refused(write_csv(Path(folder, "plan"), {**sheets, "Scenarios": [HEADER, *rows]}))


@settings(max_examples=80, deadline=None)
@given(SHEET, ROW.map(str), COLUMN.map(str), VALUE)
def test_random_changes_of_a_caller_are_made_or_refused(sheet: str, row: str, column: str, value: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_csv(Path(folder, "plan"), put(good(), "Settings", "A8", "Merit %"))
        refused: InputError | None = None
        try:
            found = read(path, changes=[Change(sheet, row, column, value)])
        except InputError as error:
            refused = error
        else:
            assert all(change.before != change.after for change in found.changes)
            return
    assert refused.faults
    assert all(fault.file and fault.message for fault in refused.faults)
