"""The engine of a cluster: a Dask scheduler and its workers, which have hireplan installed.

A scheduler runs whatever it is sent by whoever reaches it: keep it on a network of your own, or use TLS. Workers with
one thread each (--nthreads 1) solve best, since then a point has a process and its memory to itself.
"""

from __future__ import annotations

import logging
import socket
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from math import inf
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit
from uuid import uuid4

from hireplan.sweeps.engine import Answer, Call, EngineError
from hireplan.version import __version__

if TYPE_CHECKING:
    import distributed

PATIENCE = 20.0
"""Seconds that a scheduler gets to answer, and then to have a worker."""
DESERTED = 60.0
"""Seconds without any worker after which none is waited for any more."""
PROTOCOLS = ("tcp", "tls", "ws", "wss")
MOST_AT_ONCE = 1_000
"""Calls at once, for each of which a thread waits here."""
FRESH = 1.0
"""Seconds for which the number of workers is believed; also between two looks, at a worker, for a wish to stop."""


class Dask:
    """Runs calls on the workers of a Dask scheduler. See Engine."""

    threads_alone = 1

    def __init__(self, scheduler: str, patience: float = PATIENCE, deserted: float = DESERTED) -> None:
        self.scheduler, self.deserted = scheduler, deserted
        self._client = _connected(scheduler, patience)
        self._threads = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="dask engine")
        self._theirs: dict[Future[Any], distributed.Future[Any]] = {}
        self._wish = f"hireplan-{uuid4().hex}"
        self._busy: set[str] = set()
        self._stopped = False
        self._capacity, self._places, self._asked_at = 0, 0, -inf
        self._manned_at = time.monotonic()

    def capacity(self) -> int:
        """Threads of all workers, and a call in hand for each worker, which hides the way there and back.

        One at least: workers that are gone may come back. Raises EngineError where they have not for a minute.
        """
        if time.monotonic() - self._asked_at >= FRESH:
            self._must_be_there()
            try:
                threads = self._willing()
                self._places = sum(threads.values())
                self._capacity = self._places + len(threads)
            except (OSError, TimeoutError, ValueError) as error:
                raise self._lost() from error
            self._asked_at = time.monotonic()
            self._must_be_manned(bool(threads))
        return min(MOST_AT_ONCE, max(1, self._capacity))

    def places(self) -> int:
        self.capacity()
        return max(1, self._places)

    def submit(self, call: Call[Answer], *arguments: Any) -> Future[Answer]:
        self._must_be_there()
        if self._stopped:
            raise EngineError("the engine was stopped")
        key = f"hireplan-{uuid4().hex}"
        workers = list(self._willing()) if self._busy else None
        where = {"workers": workers, "allow_other_workers": True} if workers else {}  # rather there, if they live
        theirs = self._client.submit(_run, self._wish, __version__, call, arguments, key=key, pure=False, **where)
        future: Future[Answer] = self._threads.submit(theirs.result)
        self._theirs[future] = theirs
        future.add_done_callback(lambda done: self._theirs.pop(done, None))
        return future

    def abandon(self, future: Future[Any]) -> None:
        """The scheduler forgets it; a worker that is at it already comes to its end by the point's own limit.

        Until then the scheduler takes that worker for free, and what it is sent waits there: so it is sent no more.
        """
        theirs = self._theirs.get(future)
        if theirs is not None and self._is_there():
            with suppress(OSError, TimeoutError):
                held = self._client.processing()
                self._busy |= {worker for worker, keys in held.items() if theirs.key in keys}
            theirs.cancel(force=True)

    def _willing(self) -> dict[str, int]:
        """The threads of the workers that are not at a call given up; of all workers, where there are no others."""
        threads: dict[str, int] = self._client.ncores()
        return {worker: n for worker, n in threads.items() if worker not in self._busy} or threads

    def stop(self) -> None:
        import distributed

        self._stopped = True
        if self._is_there():
            distributed.Event(self._wish, client=self._client).set()

    def close(self) -> None:
        for theirs in list(self._theirs.values()) if self._is_there() else ():
            theirs.cancel(force=True)
        self._client.close()
        self._threads.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _is_there(self) -> bool:
        return bool(self._client.status == "running")

    def _must_be_there(self) -> None:
        if not self._is_there():
            raise self._lost()

    def _must_be_manned(self, manned: bool) -> None:
        if manned:
            self._manned_at = self._asked_at
        elif self._asked_at - self._manned_at >= self.deserted:
            raise EngineError(
                f"the Dask scheduler at {self.scheduler} has no workers left for {self.deserted:.0f} s; "
                f"start some with: {_worker(self.scheduler)}"
            )

    def _lost(self) -> EngineError:
        return EngineError(f"the Dask scheduler at {self.scheduler} is lost")


def _connected(scheduler: str, patience: float) -> distributed.Client:
    """A client whose scheduler answers and has a worker. Raises EngineError, which says what to do."""
    try:
        import distributed
    except ImportError as error:
        raise EngineError("the engine 'dask' is not installed; get it with: pip install 'hireplan[dask]'") from error
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # a lost scheduler is told as an EngineError
    try:
        _knock(scheduler, patience)
        client = distributed.Client(scheduler, timeout=patience, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise EngineError(f"no Dask scheduler answers at {scheduler}; start one with: dask scheduler") from error
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        client.close()
        raise EngineError(
            f"the Dask scheduler at {scheduler} has no workers; start some with: {_worker(scheduler)}"
        ) from error
    return client


def _worker(scheduler: str) -> str:
    """The command that starts a worker."""
    return f"dask worker {scheduler} --nthreads 1"


def _knock(scheduler: str, patience: float) -> None:
    """Raises OSError or ValueError where nobody listens: a client that finds that out stays behind half made, and may
    hang the next one when it is swept away."""
    address = urlsplit(scheduler)
    if address.scheme not in PROTOCOLS or not address.hostname or not address.port:
        raise ValueError(f"{scheduler} is no address such as tcp://127.0.0.1:8786")
    socket.create_connection((address.hostname, address.port), timeout=patience).close()


def _run(wish: str, version: str, call: Call[Answer], arguments: tuple[Any, ...]) -> Answer:
    """At a worker: run the call, and set its event once the engine wishes that calls end."""
    import distributed

    if version != __version__:
        raise EngineError(f"the worker has hireplan {__version__}, and was asked by hireplan {version}")
    stop, ended = threading.Event(), threading.Event()
    stopping = threading.Thread(target=_follow, args=(wish, distributed.get_client(), stop, ended), daemon=True)
    stopping.start()
    try:
        return call(stop, *arguments)
    finally:
        ended.set()


def _follow(wish: str, client: distributed.Client, stop: threading.Event, ended: threading.Event) -> None:
    import distributed

    while not ended.wait(FRESH):
        if distributed.Event(wish, client=client).is_set():
            stop.set()
            return
