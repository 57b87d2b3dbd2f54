"""A linear program as a file in free MPS, which every solver reads."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from models.files import atomic_write
from models.linear_program import Column, LinearProgram, Relation

OBJECTIVE = "objective"
"""The name of the objective's row."""
TYPES = {Relation.AT_MOST: "L", Relation.AT_LEAST: "G", Relation.EQUAL: "E"}


def write_mps(program: LinearProgram, path: Path, heading: tuple[str, ...] = ()) -> None:
    """Write a linear program, whole or not at all, with a heading before its own notes.

    Raises HireplanError if the file cannot be written.
    """
    with atomic_write(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in mps_lines(program, heading))


def mps_lines(program: LinearProgram, heading: tuple[str, ...] = ()) -> Iterator[str]:
    """The lines of the file, without their ends."""
    for note in (*heading, *program.notes):
        yield "* " + " ".join(note.split())
    yield f"NAME {program.name}"
    yield "ROWS"
    yield f" N {OBJECTIVE}"
    yield from (f" {TYPES[row.relation]} {row.name}" for row in program.rows)
    yield "COLUMNS"
    yield from _columns(program)
    yield "RHS"
    yield from (f" RHS {row.name} {_number(row.limit, row.scale)}" for row in program.rows if row.limit)
    yield "BOUNDS"
    for column in program.columns:
        yield from _bounds(column)
    yield "ENDATA"


def _columns(program: LinearProgram) -> Iterator[str]:
    """Column by column its coefficients, integer columns between markers."""
    entries: dict[str, list[str]] = {column.name: [] for column in program.columns}
    for name, n in program.objective.items():
        entries[name].append(f" {name} {OBJECTIVE} {n}")
    for row in program.rows:
        for name, n in row.terms.items():
            entries[name].append(f" {name} {row.name} {_number(n, row.scale)}")
    marked = False
    for column in program.columns:
        if column.integer is not marked:
            marked = column.integer
            yield f" MARKER{'' if marked else '-END'} 'MARKER' '{'INTORG' if marked else 'INTEND'}'"
        yield from entries[column.name] or [f" {column.name} {OBJECTIVE} 0"]
    if marked:
        yield " MARKER-END 'MARKER' 'INTEND'"


def _number(number: int, scale: int) -> str:
    """number / scale in full, scale being a power of ten."""
    return str(number) if scale == 1 else f"{Decimal(number) / scale:f}"


def _bounds(column: Column) -> Iterator[str]:
    """Both bounds are always written, since solvers differ in what they take an integer column's to be by default."""
    if column.least == column.most and column.least is not None:
        yield f" FX BOUND {column.name} {column.least}"
        return
    yield f" MI BOUND {column.name}" if column.least is None else f" LO BOUND {column.name} {column.least}"
    yield f" PL BOUND {column.name}" if column.most is None else f" UP BOUND {column.name} {column.most}"
