"""Tables of a sheet, read back by two readers: by header, down to the next empty row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd


def table(path: Path, sheet: str, first_header: str, nth: int = 0) -> list[dict[str, Any]]:
    """The rows below the nth header that begins so, by header, as openpyxl reads their values."""
    rows = list(openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))
    top = [n for n, row in enumerate(rows) if row[0] == first_header][nth]
    found = []
    for row in rows[top + 1 :]:
        if all(value in (None, "") for value in row):
            break
        found.append({str(head): value for head, value in zip(rows[top], row, strict=True) if head})
    return found


def frame(path: Path, sheet: str, first_header: str) -> pd.DataFrame:
    """The same as pandas reads it."""
    raw = pd.read_excel(path, sheet_name=sheet, header=None, engine="calamine")
    top = raw.index[raw[0] == first_header][0]
    end = next((n for n in raw.index if n > top and raw.loc[n].isna().all()), len(raw))
    found = raw.loc[top + 1 : end - 1].dropna(axis=1, how="all")
    return found.set_axis(raw.loc[top][found.columns], axis=1)
