"""Record: the problem and the plan as solved, in a form from which `hireplan verify` makes them again.

Records are JSON in plain ASCII, in pieces of a few lines: no spreadsheet program changes that by saving it, and it can
be read on paper.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from outputs.record import SCHEMA, Document, document
from outputs.rows.facts import Facts
from outputs.source import Source
from outputs.workbook.cells import Part, Row, Sheet, Table
from outputs.workbook.parts import text

NAME = "Record"
HEADERS = ("Part", "ID", "Record")
SEAL = "sha256"
"""The part that seals the rows above it."""

PIECE = 1_000
"""Characters of a record in one row; a longer one goes on in the next, under the same part and ID."""

MANY, NAMED = "[]", "{}"
"""At the end of a part's name: a row is one of a list, or one of a table under its ID."""


OTHER_VERSION = "is of another version of hireplan; verify the file with the version named on its About sheet"


class RecordError(ValueError):
    """The rows are no record as hireplan writes one: the reason, in a planner's words."""


def sheet(facts: Facts, source: Source) -> Sheet:
    rows = tuple(row for record in records(document(facts.result, source)) for row in _rows(*record))
    return Sheet(
        NAME,
        "Record",
        "The problem and the plan as solved, for 'hireplan verify'. Not to be edited; all of it is readable elsewhere.",
        (Table(HEADERS, rows),),
        widths=(24, 8, 140),
        most=(32, 24, 140),
        part=Part.CONTROL,
        time=False,
    )


def _rows(part: str, name: str, kept: str) -> Iterator[Row]:
    for start in range(0, len(kept), PIECE):
        yield Row("", (text(part), text(name), text(kept[start : start + PIECE])))


def _json(value: object) -> str:
    """JSON whose blanks stand alone, so that no cell and no end of a cell holds nothing else."""
    return json.dumps(value).replace("  ", " \\u0020")


def records(kept: Document) -> Iterator[tuple[str, str, str]]:
    """Part, ID and JSON of every record; the last one seals the others."""
    seal = hashlib.sha256()
    for part, name, value in _flat(kept):
        line = (part, name, _json(value))
        seal.update(json.dumps(line).encode())
        yield line
    yield SEAL, "", json.dumps(seal.hexdigest())


def _flat(kept: Document) -> Iterator[tuple[str, str, Any]]:
    for part, value in kept.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for number, one in enumerate(value, 1):
                yield part + MANY, str(number), one
        elif part.startswith("plan.") and value:
            for name, one in value.items():
                yield part + NAMED, _json(name)[1:-1], one
        else:
            yield part, "", value


def kept_in(rows: Iterable[tuple[str, str, str]]) -> Document:
    """The document in the rows of a Record sheet. Raises RecordError where they are not as they were written."""
    *lines, (last, _, seal) = list(_whole(rows)) or [("", "", "")]  # no row at all is no seal either
    digest = hashlib.sha256()
    for line in lines:
        digest.update(json.dumps(line).encode())
    if last != SEAL or seal != json.dumps(digest.hexdigest()):
        raise RecordError("has been changed since hireplan wrote it; take the file as it was, and edit other sheets")
    kept = _joined(lines)
    if kept.get("schema") != SCHEMA:
        raise RecordError(OTHER_VERSION)
    return kept


def _whole(rows: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """The records, each made of its rows."""
    for (part, name), pieces in groupby(rows, key=lambda row: row[:2]):
        yield part, name, "".join(piece for _, _, piece in pieces)


def _joined(lines: Iterable[tuple[str, str, str]]) -> Document:
    kept: Document = {}
    for part, name, written in lines:
        value = json.loads(written)
        if part.endswith(MANY):
            kept.setdefault(part.removesuffix(MANY), []).append(value)
        elif part.endswith(NAMED):
            kept.setdefault(part.removesuffix(NAMED), {})[json.loads(f'"{name}"')] = value
        else:
            kept[part] = value
    return kept
