"""Where the marks of a chart stand: scales, ticks, columns and lines, in the units of its drawing. No markup."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

WIDTH, HEIGHT = 560.0, 258.0
LEFT, RIGHT, TOP, BOTTOM = 62.0, 10.0, 12.0, 42.0
"""What is left free around the plot, for the labels of the axes."""

MOST_TICKS = 6
QUARTER_LABELS = 28
"""Up to so many quarters each has its own label; beyond, only fiscal years have."""
LABEL_ROOM = 34.0
"""The width that a fiscal year's label needs."""
FEW_QUARTER_LABELS = 16
"""Up to so many quarters each has its own label on a phone too, where letters are larger beside the drawing."""
LARGE_LABEL_ROOM = 54.0
"""The width that a fiscal year's label needs there."""
MARK = 10.0
"""The width of a quarter's mark that no line leads to or from."""

Scale = Callable[[float], float]
"""From a value to its y."""


@dataclass(frozen=True)
class Series:
    """One measure over the quarters. `look` names its style; None: no such quarter."""

    name: str
    values: tuple[int | None, ...]
    look: str


@dataclass(frozen=True)
class Chart:
    """What a chart shows. `columns`: stacks that stand side by side in every quarter, each of series from below up."""

    key: str
    title: str
    summary: str
    """what a reader sees in it, in a sentence"""
    unit: str
    labels: tuple[str, ...]
    """of the quarters, such as FY27 Q1"""
    columns: tuple[tuple[Series, ...], ...] = ()
    lines: tuple[Series, ...] = ()

    @property
    def series(self) -> tuple[Series, ...]:
        """All of them, columns first: as the legend and the table have them."""
        return (*(one for stack in self.columns for one in stack), *self.lines)


@dataclass(frozen=True)
class Tick:
    """A label of an axis and where it stands; `spare`: left out on a phone."""

    at: float
    label: str
    spare: bool = False


@dataclass(frozen=True)
class Path:
    """An SVG path in the style of a series."""

    look: str
    d: str


@dataclass(frozen=True)
class Drawing:
    """A chart with every mark in its place."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    zero: float
    """y of the value 0"""
    values: tuple[Tick, ...]
    quarters: tuple[Tick, ...]
    years: tuple[Tick, ...]
    columns: tuple[Path, ...]
    lines: tuple[Path, ...]


def nice_ticks(low: float, high: float) -> list[int]:
    """At most MOST_TICKS round whole numbers from one at or below `low` to one at or above `high`."""
    span = max(1.0, high - low)
    step = 1
    for power in range(16):
        for factor in (1, 2, 5):
            step = factor * 10**power
            if math.ceil(high / step) - math.floor(low / step) < MOST_TICKS and step * MOST_TICKS > span:
                return list(range(math.floor(low / step) * step, math.ceil(high / step) * step + 1, step))
    return [math.floor(low / step) * step, math.ceil(high / step) * step]


def drawn(chart: Chart) -> Drawing:
    """Place every mark of a chart."""
    ticks = nice_ticks(*_range(chart))
    bottom = HEIGHT - BOTTOM

    def y(value: float) -> float:
        return bottom - (value - ticks[0]) / max(1, ticks[-1] - ticks[0]) * (bottom - TOP)

    return Drawing(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        bottom=bottom,
        zero=round(y(0), 1),
        values=tuple(Tick(round(y(tick), 1), tick_label(tick)) for tick in ticks),
        quarters=_quarter_ticks(chart.labels),
        years=_year_ticks(chart.labels),
        columns=tuple(_columns(chart, y)),
        lines=tuple(_line(one, y) for one in chart.lines),
    )


def _range(chart: Chart) -> tuple[float, float]:
    """The least and the largest value shown, 0 included; a stack counts as a whole."""
    found = [0]
    for stack in chart.columns:
        found += [sum(v or 0 for v in quarter) for quarter in zip(*(one.values for one in stack), strict=True)]
    found += [value for one in chart.lines for value in one.values if value is not None]
    return min(found), max(1, max(found))


def tick_label(number: int) -> str:
    """A number as an axis shows it, such as 1.5M."""
    for size, letter in ((10**12, "tn"), (10**9, "bn"), (10**6, "M"), (10**3, "k")):
        if abs(number) >= size:
            return f"{number / size:g}{letter}".replace("-", "−")
    return f"{number}".replace("-", "−")


def slot(quarters: int) -> float:
    """The width that each quarter has."""
    return (WIDTH - LEFT - RIGHT) / quarters


def middle(index: int, quarters: int) -> float:
    """x of the middle of a quarter counted from 0."""
    return LEFT + slot(quarters) * (index + 0.5)


def _quarter_ticks(labels: Sequence[str]) -> tuple[Tick, ...]:
    if len(labels) > QUARTER_LABELS:
        return ()
    spare = len(labels) > FEW_QUARTER_LABELS
    return tuple(Tick(round(middle(n, len(labels)), 1), label.split()[-1], spare) for n, label in enumerate(labels))


def _year_ticks(labels: Sequence[str]) -> tuple[Tick, ...]:
    """The fiscal year at its first quarter shown; those are left out that would touch another or the edge."""
    firsts = [n for n, label in enumerate(labels) if n == 0 or label.split()[0] != labels[n - 1].split()[0]]
    years = [(round(middle(n, len(labels)), 1), labels[n].split()[0]) for n in firsts]
    placed = _roomy([at for at, _ in years], LABEL_ROOM)
    large = _roomy(placed, LARGE_LABEL_ROOM)
    return tuple(Tick(at, label, spare=at not in large) for at, label in years if at in placed)


def _roomy(places: Sequence[float], room: float) -> list[float]:
    """Those of the places that are so far apart and from the edge."""
    found: list[float] = []
    for at in places:
        if at <= WIDTH - room / 2 and (not found or at - found[-1] >= room):
            found.append(at)
    return found


def _columns(chart: Chart, y: Scale) -> list[Path]:
    """One path for each series: the rectangles of all its quarters."""
    count = len(chart.labels)
    room = slot(count) * 0.72
    width = room / max(1, len(chart.columns))
    paths = []
    for place, stack in enumerate(chart.columns):
        base = [0] * count
        for one in stack:
            left = (slot(count) - room) / 2 + place * width
            boxes = []
            for n, value in enumerate(one.values):
                if value:
                    boxes.append(_box(LEFT + slot(count) * n + left, width, y, base[n], base[n] + value))
                    base[n] += value
            paths.append(Path(one.look, "".join(boxes)))
    return paths


def _box(left: float, width: float, y: Scale, low: int, high: int) -> str:
    top, bottom = y(high), y(low)
    return f"M{left:.1f} {bottom:.1f}V{top:.1f}h{width:.1f}V{bottom:.1f}z"


def _line(one: Series, y: Scale) -> Path:
    """A line through the quarters that there are, broken where there is none; a quarter by itself is a short mark."""
    count, parts = len(one.values), list[str]()
    for known, run in groupby(range(count), key=lambda n: one.values[n] is not None):
        points = [(middle(n, count), y(one.values[n] or 0)) for n in run if known]
        if len(points) == 1:
            parts.append(f"M{points[0][0] - MARK / 2:.1f} {points[0][1]:.1f}h{MARK:g}")
        else:
            parts += [f"{'L' if n else 'M'}{x:.1f} {at:.1f}" for n, (x, at) in enumerate(points)]
    return Path(one.look, "".join(parts))
