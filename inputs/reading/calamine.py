"""The second reader, run as a process of its own: prints the sheets of a workbook as JSON."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

MEMORY = 3 * 2**30
"""bytes of address space"""
MOST_CELLS = 1_000_000


def sheets(path: str) -> list[dict[str, Any]]:
    """Name, visibility and cells (row, column, kind, value) of each sheet."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    found = []
    with CalamineWorkbook.from_path(path) as book:
        for about in book.sheets_metadata:
            rows = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
            cells = list(_cells(rows))
            if len(cells) > MOST_CELLS:
                raise ValueError("too many cells")
            hidden = about.visible != SheetVisibleEnum.Visible
            found.append({"name": about.name, "hidden": hidden, "cells": cells})
    return found


def _cells(rows: list[list[Any]]) -> Iterator[tuple[int, int, str, Any]]:
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if isinstance(value, str) and not value.strip():
                continue
            yield row, column, *_plain(value)


def _plain(value: Any) -> tuple[str, Any]:
    if isinstance(value, datetime):
        return "datetime", value.isoformat()
    if isinstance(value, date):
        return "date", value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return "text", str(value)
    if isinstance(value, bool | int | float | str):
        return "plain", value
    return "text", str(value)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on this system
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _limit_memory()
    json.dump(sheets(sys.argv[1]), sys.stdout)
