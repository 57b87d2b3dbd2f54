"""How scenarios differ from the first, as a page says it: plain views, no markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.bridge import Driver
from models.redaction import redacted_changes
from models.requisition_changes import RequisitionChange
from models.scenario import InputChange
from outputs.page.waterfall import Waterfall, placed_waterfall
from outputs.rows.differences import DRIVER_LABELS, Difference, RequisitionRow, requisition_rows, waterfall
from outputs.source import Scenario

ENDS = ("Cost of the first", "Cost of the scenario")
MOST_WATERFALLS = 4
"""Scenarios whose waterfall is drawn; the table has them all."""


@dataclass(frozen=True)
class DifferencesView:
    """Everything on how the others differ from the first."""

    first: str
    names: tuple[str, ...]
    """of the scenarios that have a bridge"""
    drivers: tuple[tuple[str, tuple[str, ...]], ...]
    """start, drivers that move anything, end: an amount for each of these scenarios"""
    waterfalls: tuple[Waterfall, ...]
    without: tuple[tuple[str, str], ...]
    """scenario, and why it has no bridge"""
    counts: tuple[tuple[str, tuple[int, ...]], ...]
    """scenario: requisitions added, dropped, moved"""
    requisitions: tuple[tuple[str, RequisitionRow], ...]
    changes: tuple[tuple[str, InputChange], ...]


def differences_view(scenarios: Sequence[Scenario], found: Sequence[Difference | None]) -> DifferencesView:
    """The view of scenarios that are redacted already; what they change among people is not shown."""
    first = scenarios[0]
    pairs = [(s, d) for s, d in zip(scenarios, found, strict=True) if d is not None]
    bridges = [(s, d) for s, d in pairs if not d.bridge.reason]
    return DifferencesView(
        first=first.name,
        names=tuple(s.name for s, _ in bridges),
        drivers=tuple(_drivers([d for _, d in bridges])),
        waterfalls=tuple(
            placed_waterfall(f"bridge-{n}", f"From {first.name} to {s.name}", waterfall(d.bridge, *ENDS))
            for n, (s, d) in enumerate(bridges[:MOST_WATERFALLS])
        ),
        without=tuple((s.name, d.bridge.reason) for s, d in pairs if d.bridge.reason),
        counts=tuple(
            (s.name, tuple(d.count(change) for change in RequisitionChange))
            for s, d in pairs
            if first.result.plan is not None and s.result.plan is not None
        ),
        requisitions=tuple(
            (s.name, row)
            for s, d in pairs
            for row in requisition_rows(first.result.problem, s.result.problem, d.requisitions)
        ),
        changes=tuple((s.name, change) for s in scenarios for change in redacted_changes(s.changes)),
    )


def _drivers(found: Sequence[Difference]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """No rows without a bridge."""
    if found:
        yield ENDS[0], tuple(_signed(sum(d.bridge.start), "") for d in found)
        for driver in Driver:
            amounts = [d.bridge.totals[driver] for d in found]
            if any(amounts):
                yield DRIVER_LABELS[driver], tuple(_signed(amount, "+") for amount in amounts)
        yield ENDS[1], tuple(_signed(sum(d.bridge.end), "") for d in found)


def _signed(amount: int, sign: str) -> str:
    return f"{amount:{sign if amount else ''},}".replace("-", "−")
