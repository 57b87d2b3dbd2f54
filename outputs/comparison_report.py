"""Scenarios side by side as one object, for other programs, and in about twenty lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from models.bridge import Bridge
from models.plan import Result
from outputs.json_report import report
from outputs.rows.differences import Difference, from_the_first, requisition_rows, requisition_words
from outputs.rows.scenarios import Measure, Worth, measures
from outputs.source import Scenario
from outputs.workbook.layout import letters

SCHEMA = 1

MAIN = (
    *("status", "objectives", "total_cost", "use_cases_live", "first_production", "headcount", "cost", "conflict"),
    *("notes", "seconds"),
)
"""What is taken from the report of each scenario."""


def comparison_report(scenarios: Sequence[Scenario]) -> dict[str, Any]:
    """What `compare --json` prints, schema 1: each scenario by itself, and how it differs from the first."""
    results = [scenario.result for scenario in scenarios]
    compared = measures(results)
    found = [
        _one(scenarios[0], scenario, n, compared, difference)
        for n, (scenario, difference) in enumerate(zip(scenarios, from_the_first(results), strict=True))
    ]
    return {"schema": SCHEMA, "scenarios": found}


def _one(
    first: Scenario, scenario: Scenario, n: int, compared: Sequence[Measure], difference: Difference | None
) -> dict[str, Any]:
    own = report(scenario.result)
    changes = {measure.key: measure.changes[n] for measure in compared}
    return {
        "name": scenario.name,
        "file": scenario.source.file,
        **{key: own[key] for key in MAIN},
        "currency": scenario.result.problem.settings.currency,
        "measures": {measure.key: measure.values[n] for measure in compared if measure.unit != "1 = yes"},
        "differences": {key: {"amount": c.amount, "share": c.share} for key, c in changes.items() if c is not None},
        "bridge": None if difference is None else _bridge(first.result, difference.bridge),
        "requisitions": None if difference is None else _requisitions(first, scenario, difference),
        "changes": [
            {"sheet": c.sheet, "row": c.row, "column": c.column, "before": c.before, "after": c.after}
            for c in scenario.changes
        ],
    }


def _bridge(first: Result, found: Bridge) -> dict[str, Any]:
    """Start, end and every driver; without a bridge the reason, and nothing else."""
    if found.reason:
        return {"reason": found.reason, "start": None, "end": None, "drivers": []}
    labels = first.problem.calendar.labels()
    drivers = [
        {"driver": str(driver), "amount": sum(series), "by_quarter": dict(zip(labels, series, strict=True))}
        for driver, series in found.amounts.items()
    ]
    return {"reason": None, "start": sum(found.start), "end": sum(found.end), "drivers": drivers}


def _requisitions(first: Scenario, scenario: Scenario, difference: Difference) -> list[dict[str, Any]]:
    rows = requisition_rows(first.result.problem, scenario.result.problem, difference.requisitions)
    return [
        {
            "id": row.position,
            "role": row.role,
            "level": row.level,
            "location": row.location,
            "business_unit": row.unit or None,
            "change": row.change,
            "opens_before": row.opened or None,
            "opens": row.opens or None,
            "start_before": row.started or None,
            "start": row.starts or None,
            "quarters_later": row.later,
        }
        for row in rows
    ]


WIDTH = 100
"""Characters of a line on a terminal."""
MOST_SCENARIOS = 20
"""Scenarios that the terminal lists; the workbook and JSON hold them all."""
NAME_WIDTH = 24
COLUMNS = (
    *(("status", "Status", 10), ("cost", "Total cost", 15), ("headroom", "Headroom", 15), ("end", "Live", 7)),
    *(("first", "First in", 9), ("hires", "Hires", 6), ("peak", "Peak", 6)),
)
"""Measures of the table: key, header, width."""


def comparison_lines(scenarios: Sequence[Scenario]) -> list[str]:
    """The scenarios in a table, then a line each on why its cost differs from the first and on its requisitions."""
    shown = scenarios[:MOST_SCENARIOS]
    results = [scenario.result for scenario in shown]
    values = {measure.key: measure.values for measure in measures(results)}
    lines = [_row("", [header for _, header, _ in COLUMNS])]
    for n, scenario in enumerate(shown):
        cells = [_worth(values.get(key, (None,) * len(shown))[n]) for key, _, _ in COLUMNS]
        lines.append(_row(_label(n, scenario), cells))
    lines += [_money_note(results), *_why(from_the_first(results))]
    if len(scenarios) > len(shown):
        lines.append(f"And {len(scenarios) - len(shown):,} more: the workbook and --json hold them all.")
    return lines


def _label(n: int, scenario: Scenario) -> str:
    name = " ".join(scenario.name.split()) or "as it stands"
    label = f"{letters(n)}: {name}"
    return label if len(label) <= NAME_WIDTH else f"{label[: NAME_WIDTH - 1]}…"


def _row(label: str, cells: Sequence[str]) -> str:
    found = (f"{cell:>{width}}" for cell, (_, _, width) in zip(cells, COLUMNS, strict=True))
    return f"{label:<{NAME_WIDTH}}{''.join(found)}".rstrip()


def _worth(value: Worth) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else value


def _money_note(results: Sequence[Result]) -> str:
    currencies = list(dict.fromkeys(result.problem.settings.currency for result in results))
    money = currencies[0] if len(currencies) == 1 else f"each scenario's own currency ({', '.join(currencies)})"
    return f"Money in {money}; Live: use cases in production at the end."


def _why(differences: Sequence[Difference | None]) -> Iterator[str]:
    for n, found in enumerate(differences):
        if found is not None:
            yield _because(letters(n), found)
            if not found.bridge.reason:
                yield f"   requisitions: {requisition_words(found)}"


def _because(letter: str, found: Difference) -> str:
    """Such as 'B: +412,000 = volume +432,000, timing -20,000', the largest first, as far as there is room."""
    if found.bridge.reason:
        return f"{letter}: no bridge: {found.bridge.reason}"
    amounts = {driver: amount for driver, amount in found.bridge.totals.items() if amount}
    total = sum(amounts.values())
    if not amounts:
        return f"{letter}: costs the same as the first, in every driver"
    line, left = f"{letter}: {total:+,} =", total
    ordered = sorted(amounts.items(), key=lambda pair: -abs(pair[1]))
    for n, (driver, amount) in enumerate(ordered):
        more = f" {driver} {amount:+,}" + ("," if n + 1 < len(ordered) else "")
        if len(line) + len(more) > WIDTH - len(f" others {left:+,}"):
            return f"{line} others {left:+,}"
        line, left = line + more, left - amount
    return line
