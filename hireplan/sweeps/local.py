"""The engine of one machine: as many processes as cores, each with a pipe of its own.

A process pool would be shorter, but where one of its processes dies all its calls are lost, and none can be given up
alone. Here a process that dies takes only its own call along, and the next call gets a new process.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Self

from hireplan.sweeps.engine import Answer, Call, CallFailed, CallLost, EngineError

POLL = 0.05
"""Seconds between two looks, from within a process, at whether its call should end."""

SPAWN = multiprocessing.get_context("spawn")
"""New processes inherit nothing: neither threads nor what the solver holds."""


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Local:
    """Runs calls in processes of this machine. See Engine."""

    def __init__(self, processes: int | None = None) -> None:
        self.processes = self.threads_alone = processes or cores()
        self._threads = ThreadPoolExecutor(self.processes, thread_name_prefix="local engine")
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._places: dict[Future[Any], _Place] = {}
        self._stopping = threading.Event()

    def capacity(self) -> int:
        return self.processes

    def places(self) -> int:
        return self.processes

    def submit(self, call: Call[Answer], *arguments: Any) -> Future[Answer]:
        if self._stopping.is_set():
            raise EngineError("the engine was stopped")
        place = _Place()
        future: Future[Answer] = self._threads.submit(self._run, place, call, arguments)
        self._places[future] = place
        future.add_done_callback(lambda done: self._places.pop(done, None))
        return future

    def abandon(self, future: Future[Any]) -> None:
        future.cancel()
        place = self._places.get(future)
        if place is not None:
            place.given_up = True
            if place.process is not None:
                place.process.kill()

    def stop(self) -> None:
        self._stopping.set()
        for place in list(self._places.values()):
            if place.process is not None:
                place.process.ask_to_stop()

    def close(self) -> None:
        self._stopping.set()
        for future in list(self._places):
            self.abandon(future)
        self._threads.shutdown()
        while not self._idle.empty():
            self._idle.get().end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _run(self, place: _Place, call: Call[Answer], arguments: tuple[Any, ...]) -> Answer:
        """In a thread: run the call in an idle process or a new one, which is idle again if it outlives the call."""
        begun = False
        while not begun:
            process = place.process = self._free_process()
            if place.given_up:
                process.kill()
            begun = process.begin(call, arguments, self._stopping.is_set)
        answered, failure = process.answer()
        self._idle.put(process)
        if failure:
            raise CallFailed(failure)
        answer: Answer = answered
        return answer

    def _free_process(self) -> _Process:
        try:
            return self._idle.get_nowait()
        except Empty:
            return _Process()


@dataclass
class _Place:
    """Where a call runs. Whoever gives it up and whoever finds it a process look at both fields, in opposite order."""

    process: _Process | None = None
    given_up: bool = False


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that begin within heed no Ctrl-C, from their first moment on; one that comes meanwhile waits for us."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Process:
    """One process, as seen from here."""

    def __init__(self) -> None:
        self._pipe, theirs = SPAWN.Pipe()
        self._process = SPAWN.Process(target=_serve, args=(theirs,), name="hireplan point", daemon=True)
        with _deaf():
            self._process.start()
        theirs.close()  # so that the pipe ends with the process
        self._sending = threading.Lock()
        self._is_new = True

    def begin(self, call: Call[Any], arguments: tuple[Any, ...], too_late: Callable[[], bool]) -> bool:
        """Whether it has taken the call; not so where it ended while it had nothing to do. Raises CallLost."""
        try:
            with self._sending:
                if too_late():
                    self.end()
                    raise CallLost("the engine was stopped")
                self._pipe.send((call, arguments))
            self._pipe.recv()
        except (EOFError, OSError):
            self.end()
            if self._is_new:
                raise self._lost() from None
            return False
        self._is_new = False
        return True

    def answer(self) -> tuple[Any, str]:
        """The answer of the call and how it failed, one of which is empty. Raises CallLost where the process ends."""
        try:
            answered: tuple[Any, str] = self._pipe.recv()
        except (EOFError, OSError):
            self.end()
            raise self._lost() from None
        return answered

    def ask_to_stop(self) -> None:
        """Set the event of the call that runs."""
        try:
            with self._sending:
                self._pipe.send(None)
        except OSError:
            pass  # it has ended already

    def kill(self) -> None:
        """End it at once, wherever it is; whoever waits for its answer is told."""
        self._process.kill()

    def end(self) -> None:
        """End it, and leave nothing of it behind."""
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def _lost(self) -> CallLost:
        code = self._process.exitcode or 0
        how = f"by signal {-code}, as it does when memory runs out" if code < 0 else f"with exit code {code}"
        return CallLost(f"the process that solved it ended {how}")


def _serve(pipe: Connection) -> None:
    """In the process: answer calls one by one for as long as the other end of the pipe is there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; what to do is decided in the first
    with ThreadPoolExecutor(1) as thread:
        while True:
            try:
                asked = pipe.recv()
            except EOFError:
                return
            if asked is not None:
                pipe.send("begun")
                pipe.send(_answer(pipe, thread, *asked))


def _answer(
    pipe: Connection, thread: ThreadPoolExecutor, call: Call[Answer], arguments: tuple[Any, ...]
) -> tuple[Answer | None, str]:
    """Run one call in the thread, and meanwhile heed what comes through the pipe: a wish to stop, or its end."""
    stop = threading.Event()
    running = thread.submit(call, stop, *arguments)
    while not wait([running], timeout=POLL).done:
        if pipe.poll():
            try:
                pipe.recv()
            except EOFError:
                os._exit(1)  # nobody is there any more to take the answer, and the call need not end by itself
            stop.set()
    error = running.exception()
    return (running.result(), "") if error is None else (None, f"{type(error).__name__}: {error}")
