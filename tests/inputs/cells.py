"""What a workbook holds, for comparing two by meaning."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import Workbook, load_workbook

Cells = dict[str, dict[str, object]]
"""Value by cell, by sheet."""


def opened(file: Path | bytes) -> Workbook:
    return load_workbook(io.BytesIO(file) if isinstance(file, bytes) else file)


def cells(file: Path | bytes) -> Cells:
    return {
        sheet.title: {
            cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
        }
        for sheet in opened(file).worksheets
    }


def rows(file: Path | bytes, sheet: str, header: int = 4) -> list[dict[str, object]]:
    """The rows below the header of a sheet of the template, by column name, blank cells left out."""
    names, *found = opened(file)[sheet].iter_rows(min_row=header, values_only=True)
    return [{str(n): v for n, v in zip(names, row, strict=True) if v is not None} for row in found if any(row)]
