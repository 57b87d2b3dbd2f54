"""What is kept of one run of a solver on one instance, and what follows from it: one line of JSON each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

PROVEN, IMPOSSIBLE, TOO_LARGE, FAILED = "optimal", "infeasible", "too large", "failed"
"""Ways in which a run ends, besides feasible and unknown; too large: more than the solver's licence allows."""
MOST_MOMENTS = 250
SMALLEST_STEP = 0.0001
"""Of a value, by which moments differ at least where there are too many to keep."""
NEAR = 0.01
"""The gap at which a planner stops asking."""


@dataclass(frozen=True)
class Moment:
    """How far a run was: seconds since its process began, and the objective in the product's own unit and sense."""

    at: float
    best: float | None
    bound: float | None

    @property
    def gap(self) -> float | None:
        """|best - bound| over the larger of |best| and 1, as hireplan has it."""
        if self.best is None or self.bound is None:
            return None
        return abs(self.best - self.bound) / max(1.0, abs(self.best))


@dataclass(frozen=True)
class Outcome:
    """One run. Seconds are on the clock since the process began; memory is its peak, in MiB."""

    instance: str
    solver: str
    maximised: bool
    """whether more of the objective is better"""
    limit: float
    """seconds of search that were allowed"""
    threads: int
    status: str
    value: float | None = None
    bound: float | None = None
    read: float | None = None
    """seconds until the solver had the model"""
    first: float | None = None
    """seconds until there was a plan"""
    ended: float | None = None
    """seconds until the search ended"""
    whole: float = 0.0
    """seconds until the process ended"""
    memory: float = 0.0
    trace: tuple[Moment, ...] = ()
    levels: tuple[dict[str, Any], ...] = ()
    """hireplan only: name, value, bound and proven of every level"""
    group: str = ""
    """what the instance is one of, such as 'growth: quarters'"""
    amount: int | None = None
    """how much there is of what grows"""
    build: float | None = None
    """seconds in which hireplan's planning model is built, measured in a process of its own"""
    size: dict[str, int] = field(default_factory=dict)
    """rows and columns of the plain model"""
    version: str = ""
    message: str = ""
    machine: str = ""
    date: str = ""

    @property
    def proven(self) -> bool:
        return self.status == PROVEN

    @property
    def gap(self) -> float | None:
        """What was left in the end."""
        return 0.0 if self.proven else Moment(0, self.value, self.bound).gap

    @property
    def proof(self) -> float | None:
        """Seconds to the proof; None: there is none."""
        return self.ended if self.proven else None

    def within(self, gap: float) -> float | None:
        """Seconds until the gap was that small; None: it never was."""
        reached = (moment.at for moment in self.trace if moment.gap is not None and moment.gap <= gap)
        return min([*reached, *([self.proof] if self.proof is not None else [])], default=None)

    def near_best(self, known: float, share: float) -> float | None:
        """Seconds until there was a plan within a share of the best value known; None: there never was one."""
        far = share * max(1.0, abs(known))
        reached = (m.at for m in self.trace if m.best is not None and abs(m.best - known) <= far)
        return min(reached, default=None)

    @property
    def key(self) -> tuple[str, str, float, int]:
        """What was asked; runs with the same key are repeats."""
        return self.instance, self.solver, self.limit, self.threads


def percent(gap: float) -> str:
    """A gap for readers; of one that is very wide nobody wants the digits."""
    return "over 999 %" if gap >= 10 else f"{gap:.2%}"


def thinned(trace: Iterable[Moment]) -> tuple[Moment, ...]:
    """The first and the last moment, and between them those at which enough changed for them to be few."""
    moments, step = list(trace), 0.0
    kept = _steps(moments, step)
    while len(kept) > MOST_MOMENTS:
        step = max(2 * step, SMALLEST_STEP)
        kept = _steps(moments, step)
    return tuple(kept)


def _steps(moments: Sequence[Moment], step: float) -> list[Moment]:
    kept = list(moments[:1])
    for moment in moments[1:]:
        if _apart(moment.best, kept[-1].best, step) or _apart(moment.bound, kept[-1].bound, step):
            kept.append(moment)
    if kept and (kept[-1].best, kept[-1].bound) != (moments[-1].best, moments[-1].bound):
        kept.append(moments[-1])
    return kept


def _apart(one: float | None, other: float | None, step: float) -> bool:
    """Whether two values differ by more than a share of them."""
    if one is None or other is None:
        return one is not other
    return abs(one - other) > step * max(abs(one), abs(other))


def to_line(outcome: Outcome) -> str:
    record = asdict(outcome)
    record["trace"] = [[round(m.at, 3), _short(m.best), _short(m.bound)] for m in outcome.trace]
    return json.dumps(record)


def _short(value: float | None) -> float | None:
    """To the hundredth: values are whole, and bounds of other solvers have many digits."""
    return None if value is None else round(value, 2)


def from_line(line: str) -> Outcome:
    record = json.loads(line)
    record["trace"] = tuple(Moment(*moment) for moment in record["trace"])
    record["levels"] = tuple(record["levels"])
    return Outcome(**record)


def read(path: Path) -> list[Outcome]:
    """The outcomes of a file, none if it is not there."""
    return list(_lines(path)) if path.exists() else []


def _lines(path: Path) -> Iterator[Outcome]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield from_line(line)


def append(path: Path, outcome: Outcome) -> None:
    """Add an outcome to a file, so that an interrupted series keeps what it has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as lines:
        lines.write(to_line(outcome) + "\n")
