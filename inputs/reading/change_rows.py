"""Which rows of a sheet a scenario means: by their key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from inputs.columns import Sheet
from inputs.reading.dates import FiscalQuarter, fiscal_quarter, fiscal_year, moment
from inputs.reading.grid import Cell
from inputs.reading.leaf import Leaf
from inputs.reading.names import key, loose, suggestion
from inputs.reading.numbers import MisreadError
from inputs.reading.use_cases import made_id
from inputs.rule_columns import COMMON, RULE_KINDS
from inputs.sheets import BUDGET, RULES, STAFF, USE_CASES

ALL = ("all", "*")
"""What stands for every row."""

_NUMBERED = re.compile(r"^(?P<key>.*\S)\s*#\s*(?P<number>\d{1,6})$", re.DOTALL)
_SHOWN = 8
"""keys that a message lists at most"""


class NoSuchRowError(Exception):
    """A key that no row has: what would do."""


def is_all(cell: Cell) -> bool:
    return key(cell.text) in ALL


def rows_meant(leaf: Leaf, asked: Cell, column: str) -> list[int]:
    """The numbers of the rows that a key means, of those that can use the column. Raises NoSuchRowError."""
    keys = row_keys(leaf)
    if is_all(asked):
        found = list(leaf.data)
    else:
        found = _called(leaf, keys, asked)
        numbered = _NUMBERED.match(asked.text)
        if not found and numbered:
            alike = _called(leaf, keys, Cell(0, 0, numbered["key"]))
            found = alike[int(numbered["number"]) - 1 :][:1] if int(numbered["number"]) else []
    if not found:
        raise NoSuchRowError(_no_row(leaf, keys, asked))
    return _using(leaf, found, column)


def _no_row(leaf: Leaf, keys: dict[int, str], asked: Cell) -> str:
    sheet = leaf.sheet
    names = list(dict.fromkeys(name for name in keys.values() if name))
    if not names:
        return f"'{asked.text[:60]}' is no row of {sheet.name}, which has none with a key; add the row there"
    if sheet.private:
        return f"is no row of {sheet.name}; use its {' / '.join(key_columns(sheet))}, or all"
    more = f" … ({len(names)} in all)" if len(names) > _SHOWN else ""
    hint = suggestion(asked.text, names, longer=True)
    return (
        f"'{asked.text[:60]}' is no row of {sheet.name}; {hint}use its {' / '.join(key_columns(sheet))}, such as "
        f"{'; '.join(names[:_SHOWN])}{more}; or all"
    )


def key_columns(sheet: Sheet) -> tuple[str, ...]:
    """The columns that tell the rows apart; for rules, their ID."""
    return sheet.key or (sheet.columns[0].name,)


def row_keys(leaf: Leaf) -> dict[int, str]:
    """The key of each row, as a message shows it."""
    if leaf.sheet is USE_CASES:
        return _use_case_ids(leaf)
    if leaf.sheet is STAFF:
        return {n: leaf.text(n, "Employee ID") or f"Staff row {place}" for place, n in enumerate(leaf.data, 1)}
    if leaf.sheet is BUDGET:
        return {n: " / ".join(filter(None, [_quarter_text(leaf, n), *_texts(leaf, n)[1:]])) for n in leaf.data}
    return {number: " / ".join(filter(None, _texts(leaf, number))) for number in leaf.data}


def _texts(leaf: Leaf, number: int) -> list[str]:
    return [leaf.text(number, name) for name in key_columns(leaf.sheet)]


def _use_case_ids(leaf: Leaf) -> dict[int, str]:
    """IDs, and those that the reader makes of the types."""
    taken = {key(text) for number in leaf.data if (text := leaf.text(number, "ID"))}
    return {n: leaf.text(n, "ID") or made_id(leaf.text(n, "Type"), taken) for n in leaf.data}


def _called(leaf: Leaf, keys: dict[int, str], asked: Cell) -> list[int]:
    """The rows with a key: exactly it; else those whose key begins so, or that lie in the fiscal year."""
    if leaf.sheet in (USE_CASES, STAFF):
        return [number for number, text in keys.items() if key(text) == key(asked.text)]
    for parts in _parts(asked):
        for fits in (_exactly, _without_blanks, _in_part):
            found = [number for number in leaf.data if fits(leaf, number, parts)]
            if found:
                return found
    whole = [number for number, text in keys.items() if text and key(text) == key(asked.text)]
    return whole or (_of_year(leaf, asked) if leaf.sheet is BUDGET else [])


def _parts(asked: Cell) -> Iterator[list[str | Cell]]:
    """The parts of a key, by the ways in which a text can be parted; names may hold a stroke themselves."""
    yield [asked]
    for stroke in (r"\s+/\s*|\s*/\s+|\s*/$", r"\s*/\s*"):
        yield list(re.split(stroke, asked.text))


def _row_parts(leaf: Leaf, number: int) -> list[str]:
    """The comparable key of a row: a blank cell is its default, a quarter its label."""
    found = []
    for name in key_columns(leaf.sheet):
        text = leaf.text(number, name) or leaf.sheet.column(name).default
        found.append(_comparable(leaf, name, leaf.cell(number, name) or text))
    return found


def _comparable(leaf: Leaf, name: str, part: str | Cell) -> str:
    cell = part if isinstance(part, Cell) else Cell(0, 0, part)
    if leaf.sheet is BUDGET and name == "Quarter" and (quarter := quarter_of(cell, leaf.starts_in)):
        return f"{quarter.year} q{quarter.quarter}"
    if leaf.sheet is BUDGET and name == "Quarter" and (year := _year_of(cell)):
        return str(year)
    return key(cell.text)


def _asked_parts(leaf: Leaf, parts: Sequence[str | Cell]) -> list[str]:
    names = key_columns(leaf.sheet)
    found = [_comparable(leaf, name, part) for name, part in zip_longest(names, parts, fillvalue="") if name]
    return found if len(parts) <= len(names) else ["\0"]


def _exactly(leaf: Leaf, number: int, parts: Sequence[str | Cell]) -> bool:
    """Part by part; parts left out are blank, or their column's default."""
    names = key_columns(leaf.sheet)
    asked = _asked_parts(leaf, parts)
    filled = [part or key(leaf.sheet.column(name).default) for name, part in zip(names, asked, strict=False)]
    return filled == _row_parts(leaf, number)


def _without_blanks(leaf: Leaf, number: int, parts: Sequence[str | Cell]) -> bool:
    asked = [part for part in _asked_parts(leaf, parts) if part]
    return bool(asked) and asked == [part for part in _row_parts(leaf, number) if part]


def _in_part(leaf: Leaf, number: int, parts: Sequence[str | Cell]) -> bool:
    """The first part, and the others somewhere behind it in their order."""
    asked = [part for part in _asked_parts(leaf, parts) if part]
    row = _row_parts(leaf, number)
    if not asked or asked[0] != row[0]:
        return False
    behind = iter(row[1:])
    return all(part in behind for part in asked[1:])


def quarter_of(cell: Cell, starts_in: int) -> FiscalQuarter | None:
    """The fiscal quarter that a cell names; None where it names none."""
    try:
        return fiscal_quarter(moment(cell, starts_in), starts_in)
    except MisreadError:
        return None


def _year_of(cell: Cell) -> int | None:
    return fiscal_year(cell.value) if isinstance(cell.value, str) else None


def _quarter_text(leaf: Leaf, number: int) -> str:
    cell = leaf.cell(number, "Quarter")
    quarter = quarter_of(cell, leaf.starts_in) if cell is not None else None
    if quarter is None:
        return leaf.text(number, "Quarter")
    return f"FY{quarter.year % 100:02d} Q{quarter.quarter}"


def _of_year(leaf: Leaf, asked: Cell) -> list[int]:
    """The rows of the quarters of a fiscal year."""
    year = _year_of(asked)
    found = []
    for number in leaf.data:
        cell = leaf.cell(number, "Quarter")
        quarter = quarter_of(cell, leaf.starts_in) if cell is not None else None
        if year is not None and quarter is not None and quarter.year == year:
            found.append(number)
    return found


def _using(leaf: Leaf, numbers: list[int], column: str) -> list[int]:
    """Of the rows of rules those whose kind uses the column, if any does."""
    if leaf.sheet is not RULES or column in COMMON:
        return numbers
    uses = [n for n in numbers if (of := RULE_KINDS.get(loose_kind(leaf, n))) and column in (*of.needs, *of.may)]
    return uses or numbers


def loose_kind(leaf: Leaf, number: int) -> str:
    """The kind of a row of rules, as it is declared."""
    wanted = loose(leaf.text(number, "Kind"))
    return next((kind for kind in RULE_KINDS if loose(kind) == wanted), "")
