"""A few calls of any kind on an engine, side by side: what each of them answered, or why it did not."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from typing import Any

from hireplan.sweeps.engine import Call, Engine, EngineError
from hireplan.sweeps.point import INTERRUPTED

REFRESH = 0.2
"""Seconds between two looks at the calls that run."""


@dataclass(frozen=True)
class Asked:
    """A call with its arguments."""

    call: Call[Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Answered:
    """What came of a call: its answer, or a failure in one line."""

    answer: Any = None
    failure: str = ""


def ask_all(
    asked: Mapping[str, Asked], engine: Engine, *, stop: threading.Event | None = None, seconds: float
) -> dict[str, Answered]:
    """Run all calls, and tell what came of each; what is not there after so many seconds is given up.

    A call that fails is not tried again: unlike a point of a sweep it is one of few, and missing it is said.
    """
    until = time.monotonic() + seconds
    running: dict[Future[Any], str] = {}
    answered: dict[str, Answered] = {}
    try:
        for name, one in asked.items():
            running[engine.submit(one.call, *one.arguments)] = name
        while running:
            for future in wait(running, timeout=REFRESH, return_when=FIRST_COMPLETED).done:
                answered[running.pop(future)] = _answered(future)
            if stop is not None and stop.is_set():
                break
            if time.monotonic() > until:
                break
    except EngineError as lost:
        answered |= {name: Answered(failure=str(lost)) for name in asked if name not in answered}
    finally:
        for future in running:
            engine.abandon(future)
    why = INTERRUPTED if stop is not None and stop.is_set() else f"it did not come back within {seconds:.0f} seconds"
    return {name: answered.get(name, Answered(failure=why)) for name in asked}


def _answered(future: Future[Any]) -> Answered:
    error = future.exception()
    if error is None:
        return Answered(future.result())
    return Answered(failure=" ".join(f"{type(error).__name__}: {error}".split()))
