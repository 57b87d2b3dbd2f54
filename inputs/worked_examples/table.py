"""Rows of a sheet, written down as a table of text: one line a row, cells apart by a bar."""

from __future__ import annotations

Row = dict[str, str]
"""A row of a sheet by column name, each cell as a user would write it; columns left out are blank."""


def table(text: str, **same: str) -> list[Row]:
    """The rows of a table whose first line names the columns; `same` holds in every row.

    An indented line below a row is that row's Notes.
    """
    header, *lines = text.strip().splitlines()
    columns = _cells(header)
    rows: list[Row] = []
    for line in lines:
        if line.startswith(" "):
            rows[-1]["Notes"] = line.strip()
        else:
            filled = zip(columns, _cells(line), strict=True)
            rows.append({**same, **{column: cell for column, cell in filled if cell}})
    return rows


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]
