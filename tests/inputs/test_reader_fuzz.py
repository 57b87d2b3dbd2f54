"""Damaged files: they are read or refused with located faults; nothing else is ever raised."""

from __future__ import annotations

import functools
import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inputs.reading import Reading, read
from inputs.reading.tables import declared
from inputs.sheets import SHEETS
from models.errors import InputError
from tests.inputs.books import good, write, write_csv

DATA = Path(__file__).parent / "data"


def read_or_refused(path: Path) -> Reading | InputError:
    try:
        return read(path)
    except InputError as error:
        found = error
    assert found.faults
    assert all(fault.file and fault.message for fault in found.faults)
    return found


@functools.cache
def book() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return write(Path(folder, "plan.xlsx"), good()).read_bytes()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=5))
def test_flipped_bytes(flips: list[tuple[int, int]]) -> None:
    data = bytearray(book())
    for place, value in flips:
        data[place % len(data)] = value
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.xlsx")
        path.write_bytes(data)
        read_or_refused(path)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 100), st.lists(st.tuples(st.integers(0, 10**6), st.integers(32, 126)), min_size=1, max_size=3))
def test_changed_bytes_inside_a_part(part: int, changes: list[tuple[int, int]]) -> None:
    """Changes that the archive's checksums do not catch: the XML itself is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.xlsx")
        with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(path, "w") as new:
            for number, name in enumerate(old.namelist()):
                data = bytearray(old.read(name))
                if number == part % len(old.namelist()):
                    for place, value in changes:
                        data[place % len(data)] = value
                new.writestr(name, bytes(data))
        read_or_refused(path)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_truncated(length: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.xlsx")
        path.write_bytes(book()[: length % len(book())])
        assert isinstance(read_or_refused(path), InputError)


CELLS = st.one_of(
    st.none(),
    st.integers(-5, 10**7),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.sampled_from(["FY27 Q1", "Q1 2027", "1,5", "95.000", "yes", "everyone else", "a;b", "15 %", "#N/A", "Total"]),
    st.dates().map(str),
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_cells_of_any_content(data: st.DataObject) -> None:
    """Any values in any cells of the CSV files: read, or refused with faults."""
    sheets = good()
    for _ in range(data.draw(st.integers(1, 6))):
        rows = sheets[data.draw(st.sampled_from(sorted(sheets)))]
        row = data.draw(st.sampled_from(rows))
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(CELLS)
    with tempfile.TemporaryDirectory() as folder:
        read_or_refused(write_csv(Path(folder, "plan"), sheets))


@pytest.mark.parametrize("name", sorted(p.name for p in DATA.iterdir() if p.suffix in (".xlsx", ".xls")))
def test_real_workbooks_are_refused_in_words(name: str) -> None:
    found = read_or_refused(DATA / name)
    assert isinstance(found, InputError)
    assert {("Settings", ""), ("Roles", ""), ("Budget", "")} <= {(f.sheet, f.cell) for f in found.faults}


@pytest.mark.parametrize(
    ("source", "sheet"),
    [("janitor_dirty_data.xlsx", "Staff"), ("readxl_deaths.xlsx", "Roles"), ("readxl_currency_formats.xlsx", "Budget")],
)
def test_real_sheets_under_our_names_are_refused_at_their_cells(tmp_path: Path, source: str, sheet: str) -> None:
    from openpyxl import load_workbook

    book = load_workbook(DATA / source)
    book.worksheets[0].title = sheet
    book.save(tmp_path / "plan.xlsx")
    found = read_or_refused(tmp_path / "plan.xlsx")
    assert isinstance(found, InputError)
    assert any(f.sheet == sheet and f.cell for f in found.faults)


def test_a_real_csv_is_refused_at_its_cells(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "Budget.csv").write_bytes((DATA / "monthly_headcount_vs_budget.csv").read_bytes())
    found = read_or_refused(tmp_path / "plan")
    assert isinstance(found, InputError)
    assert any(f.sheet == "Budget" and f.file == "plan/Budget.csv" for f in found.faults)


def test_every_declared_column_is_found_by_its_name_and_aliases() -> None:
    for sheet in SHEETS:
        for column in sheet.columns:
            assert {declared(sheet, name) for name in (column.name, column.name.upper(), *column.aliases)} == {column}
