"""Quarters in stretches that a sheet of paper has room for: no table is wider, however long the horizon. No markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from outputs.page.sections import Bar, RoadmapRow

MOST_QUARTERS = 12
"""Of a table; so many fit on a desktop and across a sheet of A4, and the roadmap's on a phone."""

UNDER_WORK = ("b", "g")
"""The bars of a use case that is built or goes live."""


@dataclass(frozen=True)
class Stretch:
    """Whole fiscal years that stand in one table, and their place in the horizon counted from 0."""

    first: int
    labels: tuple[str, ...]
    span: str
    """from when to when, in words"""
    part: str
    """the same where there are several stretches, else nothing"""
    last: bool
    room: int
    """quarters in the longest stretch, so that all of them have quarters of one width"""

    @property
    def end(self) -> int:
        """The first quarter after it."""
        return self.first + len(self.labels)

    @property
    def years(self) -> list[tuple[str, int]]:
        """Fiscal years, and how many of their quarters are in it."""
        return [(year, len(list(run))) for year, run in groupby(label.split()[0] for label in self.labels)]

    @property
    def quarters(self) -> list[str]:
        """Labels without their years."""
        return [label.split()[-1] for label in self.labels]


def stretches(labels: Sequence[str]) -> list[Stretch]:
    """As many fiscal years in each as there is room for."""
    runs: list[list[str]] = []
    for _, quarters in groupby(labels, key=lambda label: label.split()[0]):
        year = list(quarters)
        if runs and len(runs[-1]) + len(year) <= MOST_QUARTERS:
            runs[-1] += year
        else:
            runs.append(year)
    found, first = [], 0
    for run in runs:
        span = run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}"
        last = first + len(run) == len(labels)
        part = f", {span}" if len(runs) > 1 else ""
        found.append(Stretch(first, tuple(run), span, part, last, room=max(map(len, runs))))
        first += len(run)
    return found


def roadmap_tables(rows: Sequence[RoadmapRow], parts: Sequence[Stretch]) -> list[tuple[Stretch, list[RoadmapRow]]]:
    """Each use case where it is built or goes live; one that never is, in the first; the others there as one row."""
    return [(part, list(_within(rows, part))) for part in parts]


def _within(rows: Sequence[RoadmapRow], part: Stretch) -> Iterator[RoadmapRow]:
    shown = [row for row in rows if _belongs(row, part)]
    for row in shown:
        again = any(bar.first < part.first for bar in row.bars if bar.look in UNDER_WORK)
        yield row.cut(tuple(_clipped(row.bars, part)), again=again)
    live = sum(1 for row in rows if not _belongs(row, part) and any(_clipped(row.bars, part)))
    more = " more" if shown else ""
    if live:
        yield RoadmapRow("", f"{live:,}{more}, in production throughout", bars=(Bar("l", 0, len(part.labels)),))
    elif not shown:
        yield RoadmapRow("", "Nothing is built")


def _belongs(row: RoadmapRow, part: Stretch) -> bool:
    work = [bar for bar in row.bars if bar.look in UNDER_WORK]
    return any(_clipped(work, part)) if work else part.first == 0


def _clipped(bars: Sequence[Bar], part: Stretch) -> Iterator[Bar]:
    """What falls in a stretch, counted from its own first quarter."""
    for bar in bars:
        first, end = max(bar.first, part.first), min(bar.first + bar.length, part.end)
        if first < end:
            yield Bar(bar.look, first - part.first, end - first)
