"""A solve that can be watched and stopped: it runs in a thread; the main thread shows progress and heeds signals."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.plan import Result
    from models.problem import Problem
    from optimizer import Progress

REFRESH = 0.2
"""Seconds between two looks at the solve."""


def solve_watched(
    problem: Problem,
    *,
    time_limit: float | None,
    gap: float,
    workers: int | None,
    seed: int | None,
    stop: threading.Event,
    show: Callable[[str], None],
) -> Result:
    """Solve, and call `show` with a progress line a few times a second. Setting `stop` ends the search early.

    Signals reach only the main thread, and the solver must not catch them itself; so the main thread stays free.
    """
    import optimizer

    latest: list[Progress] = []  # the worker appends, the main thread reads the last: safe without a lock
    began = time.monotonic()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="solve") as pool:
        solving = pool.submit(
            optimizer.solve,
            problem,
            time_limit=time_limit,
            gap=gap,
            workers=workers,
            seed=seed,
            on_progress=latest.append,
            stop=stop,
        )
        while not wait([solving], timeout=REFRESH).done:
            show(progress_line(time.monotonic() - began, latest[-1] if latest else None, stop.is_set()))
    return solving.result()


def progress_line(elapsed: float, progress: Progress | None, stopping: bool) -> str:
    """Such as `12 s  cost  best 6,246,250  bound 6,100,000  gap 2.3 %`."""
    parts = [f"{elapsed:.0f} s"]
    if progress is not None:
        parts.append(str(progress.level))
        parts += [] if progress.best is None else [f"best {progress.best:,}"]
        parts += [] if progress.bound is None else [f"bound {progress.bound:,}"]
        parts += [] if progress.gap is None else [f"gap {progress.gap:.1%}"]
    parts += ["stopping"] if stopping else []
    return "  ".join(parts)


def search_lines(result: Result) -> list[str]:
    """How the search went, level by level."""
    lines = [f"Searched {result.seconds:.1f} s, workers {result.workers}, seed {result.seed}"]
    for level in result.levels:
        proof = "proven" if level.proven else f"gap {level.gap:.1%}"
        lines.append(f"{level.name:<10}{level.value:>16,}  bound {level.bound:>16,}  {proof}")
    return lines


def on_terminal() -> bool:
    """Whether somebody is there to watch a progress line on standard error."""
    return sys.stderr is not None and sys.stderr.isatty()
