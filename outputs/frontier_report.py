"""A frontier as one object, for other programs, and as a small table for the terminal."""

from __future__ import annotations

from typing import Any

from models.frontier import Best, Frontier
from outputs.rows.frontier import MEASURES, PointRow, lifted_words, point_rows

SCHEMA = 1


def frontier_report(frontier: Frontier) -> dict[str, Any]:
    """What `frontier --json` prints, schema 1: money in whole currency units, quarters by number from 1, inherited
    demand left uncovered in hundredths of FTE-quarters. `budget_lifted`: times the input's budget that may be spent."""
    return {
        "schema": SCHEMA,
        "varied": list(frontier.names),
        "best": str(frontier.best),
        "budget_lifted": frontier.budget_lifted if frontier.budget_lifted > 1 else None,
        "points": [_point(row) for row in point_rows(frontier)],
    }


def _point(row: PointRow) -> dict[str, Any]:
    return {
        "values": list(row.values),
        "status": row.status,
        "value": row.reached,
        "bound": row.bound,
        "proven": row.proven,
        "use_cases": row.use_cases,
        "cost": row.cost,
        "budget": row.budget,
        "first_production": row.first_production,
        "peak_heads": row.peak_heads,
        "uncovered": row.uncovered,
        "note": row.note,
    }


def frontier_lines(frontier: Frontier) -> list[str]:
    """A line a point: what was varied, what is reached, and what is ruled out beyond where it is not proven."""
    what, beyond = MEASURES[frontier.best]
    rows = point_rows(frontier)
    widths = [max(len(name), *(len(row.values[n]) for row in rows)) for n, name in enumerate(frontier.names)]
    head = "  ".join(f"{name:<{width}}" for name, width in zip(frontier.names, widths, strict=True))
    lines = [f"{head}  {what}"]
    for row in rows:
        values = "  ".join(f"{value:<{width}}" for value, width in zip(row.values, widths, strict=True))
        lines.append(f"{values}  {_said(frontier.best, row, beyond)}")
    return [*lines, *filter(None, [lifted_words(frontier)])]


def _said(best: Best, row: PointRow, beyond: str) -> str:
    if not row.has_plan:
        return f"{row.status}: {row.note}"
    first = row.first_production or "none"
    reached = f"{first:>14}" if best is Best.FIRST else f"{row.reached:>14,}"
    proof = "proven" if row.proven else f"{beyond} {row.bound_words}"
    rest = f"cost {row.cost:,}, {row.use_cases} use cases, first production {first}"
    missing = f", inherited demand uncovered {row.uncovered / 100:,.2f} FTE-quarters" if row.uncovered else ""
    return f"{reached}  {proof:<24}  {rest}{missing}"
