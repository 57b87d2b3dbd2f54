"""A folder of CSV files with the sheets' names, to grids."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Collection
from pathlib import Path

from inputs.reading.boundary import MOST_ROWS, UnreadableError
from inputs.reading.grid import Cell, Grid
from inputs.reading.names import loose

SEPARATORS = (",", ";", "\t", "|")


def files(folder: Path) -> list[Path]:
    """The CSV files of a folder, by name. Raises UnreadableError where there is none."""
    try:
        found = sorted(p for p in folder.iterdir() if p.suffix.lower() == ".csv" and not p.name.startswith((".", "~$")))
    except OSError as error:
        raise UnreadableError(f"cannot be listed ({error.strerror}); change its permissions") from None
    if not found:
        raise UnreadableError("is a folder without CSV files; put Settings.csv, Roles.csv, Budget.csv … in it")
    return found


def shown(path: Path) -> str:
    """A CSV file as messages name it: with its folder, as many folders have a file of that name."""
    folder = path.parent.name
    return f"{path.resolve().parent.name if folder in ('', '..') else folder}/{path.name}"


def grid(path: Path, data: bytes, columns: Collection[str]) -> Grid:
    """The sheet in a CSV file; `columns` are the names by which its separator is recognised."""
    text = decode(data)
    rows, separator = _best(text, {loose(name) for name in columns})
    if len(rows) > MOST_ROWS:
        raise UnreadableError(f"has {len(rows):,} rows, more than {MOST_ROWS:,}; keep only the rows to plan with")
    cells = {
        number: [Cell(number, place, field) for place, field in enumerate(fields, 1) if field.strip()]
        for number, fields in enumerate(rows, 1)
    }
    return Grid(
        shown(path),
        path.stem,
        {number: row for number, row in cells.items() if row},
        fields={number: len(fields) for number, fields in enumerate(rows, 1)},
        decimal_mark="," if separator == ";" else ".",
    )


def decode(data: bytes) -> str:
    """The text of a file: as its byte order mark says, else UTF-8, else Windows' western code page."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for code in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(code)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableError("is no text in UTF-8, UTF-16 or Windows-1252; save it as CSV UTF-8")


def _best(text: str, known: set[str]) -> tuple[list[list[str]], str]:
    """The rows under the separator that shows most of the known columns in one row; then the most fields."""
    readings: list[tuple[tuple[int, int], list[list[str]], str]] = []
    trouble = ""
    for separator in SEPARATORS:
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
        except csv.Error as error:
            trouble = str(error)
            continue
        top = rows[:30]
        header = max((sum(loose(field) in known for field in row) for row in top), default=0)
        readings.append(((header, max((len(row) for row in top), default=0)), rows, separator))
    if not readings:
        raise UnreadableError(f"is not CSV ({trouble}); put quotes only around whole fields, and close them")
    _, rows, separator = max(readings, key=lambda reading: reading[0])
    return rows, separator
