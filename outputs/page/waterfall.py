"""Where the marks of a waterfall stand: a row a step, from the cost of one scenario to that of another. No markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from outputs.page.geometry import Path, Tick, nice_ticks, tick_label
from outputs.rows.differences import Step, axis_begin

WIDTH, LEFT, RIGHT, TOP, ROW, BOTTOM = 560.0, 150.0, 112.0, 6.0, 22.0, 22.0
"""Units of the drawing: names stand to the left, amounts to the right of the bars, the axis below."""
BAR = 14.0


@dataclass(frozen=True)
class WaterfallRow:
    """A step: its name and amount as text, where they stand, and its bar."""

    name: str
    amount: str
    y: float
    x: float
    """where the amount begins"""
    bar: Path


@dataclass(frozen=True)
class Waterfall:
    """A waterfall with every mark in its place."""

    key: str
    title: str
    summary: str
    width: float
    height: float
    bottom: float
    rows: tuple[WaterfallRow, ...]
    ticks: tuple[Tick, ...]


def placed_waterfall(key: str, title: str, steps: Sequence[Step]) -> Waterfall:
    """Place every mark of a waterfall."""
    ticks = nice_ticks(axis_begin(steps), max(max(step.before, step.after) for step in steps))
    bottom = TOP + ROW * len(steps)

    def x(value: int) -> float:
        share = (value - ticks[0]) / max(1, ticks[-1] - ticks[0])
        return LEFT + max(0.0, share) * (WIDTH - LEFT - RIGHT)

    return Waterfall(
        key=key,
        title=title,
        summary=f"From {steps[0].amount:,} to {steps[-1].amount:,} in {len(steps) - 2} steps.",
        width=WIDTH,
        height=bottom + BOTTOM,
        bottom=bottom,
        rows=tuple(_row(step, TOP + ROW * n, x(step.before), x(step.after)) for n, step in enumerate(steps)),
        ticks=tuple(Tick(round(x(tick), 1), tick_label(tick)) for tick in ticks),
    )


def _row(step: Step, top: float, start: float, end: float) -> WaterfallRow:
    left, right, above = min(start, end), max(start, end), top + (ROW - BAR) / 2
    look = "whole" if step.is_total else "more" if step.amount > 0 else "less"
    amount = f"{step.amount:,}" if step.is_total else f"{step.amount:+,}"
    return WaterfallRow(
        name=step.label,
        amount=amount.replace("-", "−"),
        y=top + ROW / 2 + 4,
        x=round(right + 6, 1),
        bar=Path(look, f"M{left:.1f} {above:.1f}H{max(right, left + 1):.1f}v{BAR:.0f}H{left:.1f}z"),
    )
