"""Workbooks to grids: openpyxl in two passes (values, formulas), and calamine for what it cannot open."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inputs.reading.boundary import MOST_CELLS, Package, UnreadableError
from inputs.reading.grid import UNCALCULATED, Cell, Grid, Span

if TYPE_CHECKING:
    from openpyxl import Workbook

DAMAGED = "is damaged: no reader can open it; save it in Excel again, as .xlsx"
SECOND_READER = (
    "was read by the second reader, which sees neither errors nor % formats nor merged cells; "
    "save it as .xlsx to be sure"
)
PATIENCE = 60
"""seconds that the second reader may take"""


def grids(package: Package, file: str) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """The sheets of a workbook, and notices about how they were read. Raises UnreadableError."""
    if package.kind == "xlsx":
        found = _by_openpyxl(package, file)
        if found is not None:
            return found, package.notices
    return _by_calamine(package, file), (*package.notices, SECOND_READER)


def _by_openpyxl(package: Package, file: str) -> tuple[Grid, ...] | None:
    """The sheets, or None where openpyxl fails. Files from anywhere make it raise anything: this is the boundary."""
    try:
        values = _load(package.data, values=True)
        formulas = _load(package.data, values=False) if package.has_formulas else values
        return tuple(
            _grid(file, sheet, formulas[sheet.title] if package.has_formulas else None) for sheet in values.worksheets
        )
    except Exception:  # whatever a damaged file makes the reader raise, the next reader has its turn
        return None


def _load(data: bytes, values: bool) -> Workbook:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(data), data_only=values, keep_links=False)


def _grid(file: str, sheet: Any, formulas: Any) -> Grid:
    unfinished = _uncalculated(sheet, formulas) if formulas is not None else set()
    rows: dict[int, list[Cell]] = {}
    for row, column in sorted(sheet._cells):  # only the cells there are: iter_rows walks every row up to the last
        cell = _cell(sheet._cells[row, column], (row, column) in unfinished)
        if cell is not None:
            rows.setdefault(row, []).append(cell)
    spans = tuple(Span(m.min_row, m.max_row, m.min_col, m.max_col) for m in sheet.merged_cells.ranges)
    return Grid(
        file,
        sheet.title,
        rows,
        spans,
        hidden=sheet.sheet_state != "visible",
        hidden_rows=frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden),
        hidden_columns=frozenset(_hidden_columns(sheet)),
    )


def _cell(cell: Any, unfinished: bool) -> Cell | None:
    if unfinished:
        return Cell(cell.row, cell.column, "", trouble=UNCALCULATED)
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if cell.data_type == "e":
        return Cell(cell.row, cell.column, str(value), trouble=str(value))
    return Cell(cell.row, cell.column, value, cell.number_format or "")


def _uncalculated(values: Any, formulas: Any) -> set[tuple[int, int]]:
    """Where a formula stands and no value is stored; a stored empty text is a value."""
    return {
        place
        for place, cell in formulas._cells.items()
        if cell.data_type == "f" and values._cells[place].value is None and values._cells[place].data_type == "n"
    }


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min and dimension.max:
            yield from range(dimension.min, min(dimension.max, 1000) + 1)


def _by_calamine(package: Package, file: str) -> tuple[Grid, ...]:
    """The sheets by calamine, in a process of its own: a damaged file may make it abort."""
    with tempfile.TemporaryDirectory(prefix="hireplan-") as folder:
        copy = Path(folder, f"workbook.{package.kind}")
        copy.write_bytes(package.data)
        home = str(Path(__file__).parents[2])
        paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
        try:
            done = subprocess.run(
                [sys.executable, "-m", "inputs.reading.calamine", str(copy)],
                capture_output=True,
                check=False,
                timeout=PATIENCE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
        except subprocess.TimeoutExpired:
            raise UnreadableError(DAMAGED) from None
    if done.returncode:
        raise UnreadableError(DAMAGED)
    return tuple(_second_grid(file, sheet) for sheet in json.loads(done.stdout))


def _second_grid(file: str, sheet: dict[str, Any]) -> Grid:
    rows: dict[int, list[Cell]] = {}
    for row, column, kind, value in sheet["cells"][:MOST_CELLS]:
        rows.setdefault(row, []).append(Cell(row, column, _second_value(kind, value)))
    return Grid(file, sheet["name"], rows, hidden=sheet["hidden"])


def _second_value(kind: str, value: Any) -> Any:
    if kind == "date":
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if kind == "datetime" else value
