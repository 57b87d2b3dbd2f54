"""Ctrl-C and SIGTERM, handled alike."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Handler = Callable[[int, FrameType | None], object]


@contextmanager
def handling(handler: Handler) -> Iterator[None]:
    """Within the block, both signals call `handler` in the main thread. A signal that is ignored stays ignored."""
    heeded = [s for s in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(s) is not signal.SIG_IGN]
    before = {s: signal.signal(s, handler) for s in heeded}
    try:
        yield
    finally:
        for number, previous in before.items():
            signal.signal(number, previous)
