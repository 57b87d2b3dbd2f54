"""An engine whose calls run in threads here, so that a test can follow what is asked of it."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self

from hireplan.sweeps import Point
from hireplan.sweeps.engine import EngineError


class Inline:
    """Keeps the key of each point and the number of plans it starts from, in the order in which they are begun."""

    def __init__(self, at_once: int = 1, breaks_after: int | None = None) -> None:
        self.at_once, self.breaks_after = at_once, breaks_after
        self.threads_alone = 1
        self.event = threading.Event()
        self.threads = ThreadPoolExecutor(at_once + 8)
        self.asked: list[tuple[str, int]] = []
        self.most_running = self.running = 0
        self.stopped = False
        self.given_up: list[Future[Any]] = []
        self.lock = threading.Lock()

    def capacity(self) -> int:
        return self.at_once

    def places(self) -> int:
        return self.at_once

    def submit(self, call: Any, *arguments: Any) -> Future[Any]:
        if self.breaks_after is not None and len(self.asked) >= self.breaks_after:
            raise EngineError("the cluster is gone")
        if isinstance(arguments[0], Point):
            point, plans = arguments
            self.asked.append((point.key, len(plans)))
        return self.threads.submit(self._counted, call, arguments)

    def _counted(self, call: Any, arguments: tuple[Any, ...]) -> Any:
        with self.lock:
            self.running += 1
            self.most_running = max(self.running, self.most_running)
        try:
            return call(self.event, *arguments)
        finally:
            with self.lock:
                self.running -= 1

    def abandon(self, future: Future[Any]) -> None:
        self.given_up.append(future)

    def stop(self) -> None:
        self.stopped = True
        self.event.set()

    def close(self) -> None:
        self.event.set()
        self.threads.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
