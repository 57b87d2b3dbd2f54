"""Lines and cells that several sheets are made of."""

from __future__ import annotations

from collections.abc import Sequence

from models.plan import Component
from outputs.workbook.cells import Cell, Ink, Line, Value

COMPONENT_KEYS = {component: component.name.lower() for component in Component}
"""Components as parts of keys."""


def number(value: Value, unit: str, ink: Ink = Ink.INPUT) -> Cell:
    return Cell(value, "", unit, ink)


def text(value: str, *, bold: bool = False) -> Cell:
    return Cell(value, bold=bold)


def formula(value: Value, template: str, unit: str, *, bold: bool = False) -> Cell:
    return Cell(value, template, unit, Ink.FORMULA, bold)


def no_count(cell: str) -> str:
    """The condition that a cell holds no whole number from 0 up."""
    return f"OR({cell}<0,{cell}<>INT({cell}))"


def sum_of(key: str, values: Sequence[Value], unit: str) -> Cell:
    """The total of a line over the quarters."""
    return formula(sum(v for v in values if isinstance(v, (int, float))), f"=SUM({{{key}|row}})", unit)


def flow(
    key: str, labels: tuple[str, str, str], unit: str, values: Sequence[Value], template: str = "", **more: object
) -> Line:
    """A line whose quarters add up: total in column E, sums by fiscal year to the right."""
    return Line(key, labels, unit, values, template, total=sum_of(key, values, unit), years=True, **more)  # type: ignore[arg-type]


def runs(prefix: str, indices: Sequence[int]) -> str:
    """Arguments for SUM: lines prefix.i for the indices given, neighbours joined to ranges. Empty: 0."""
    found: list[list[int]] = []
    for index in sorted(indices):
        if found and found[-1][1] == index - 1:
            found[-1][1] = index
        else:
            found.append([index, index])
    return ",".join(f"{{{prefix}.{a}..{prefix}.{b}}}" if a != b else f"{{{prefix}.{a}}}" for a, b in found) or "0"
