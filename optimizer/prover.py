"""The tree of linear programs that proves bounds while the solver looks for plans: a process beside this one."""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import IO

from bounding.found import Found, Point
from bounding.program import Program
from optimizer.linear import Linear
from optimizer.rows import Rows

COMMAND = (sys.executable, "-P", "-m", "bounding.worker")
"""-P: whatever lies in the planner's folder is not taken for ours."""


class Prover:
    """A search for the least value that an expression can have; a context manager that ends its process.

    Where no process can be started, or it dies, nothing more is proven: that is all.
    """

    def __init__(self, rows: Rows, expression: Linear, later: Iterable[int], on_news: Callable[[], object]) -> None:
        program, self._divisor = rows.program(expression, later)
        self._offset, self._on_news = expression.const, on_news
        self.bound: int | None = None
        """no assignment has a smaller value of the expression; None: nothing is known"""
        self._point: Point | None = None
        self._candidate: Point | None = None
        self._best: int | None = None
        self._outbox: queue.SimpleQueue[Program | int | None] = queue.SimpleQueue()
        self._outbox.put(program)
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Prover:
        pipe = subprocess.PIPE
        if not COMMAND[0] or getattr(sys, "frozen", False):
            return self
        try:
            self._process = subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        except OSError:
            return self
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._listen, self._speak)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._threads:
            self._process.kill()
            self._outbox.put(None)
            for thread in self._threads:
                thread.join()
            self._process.wait()

    @property
    def is_running(self) -> bool:
        """Whether more may be proven."""
        return bool(self._threads) and self._threads[0].is_alive()

    def tell(self, value: int) -> None:
        """There is a plan with this value of the expression: only smaller ones are of interest."""
        cost = -((self._offset - value) // self._divisor)
        if self._best is None or cost < self._best:
            self._best = cost
            self._outbox.put(cost)

    def taken(self) -> Point | None:
        """A relaxed plan not taken yet: one that decides nothing by halves, else one of the least bound."""
        point = self._candidate if self._candidate is not None else self._point
        self._candidate = self._point = None
        return point

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe:
            while (found := _read(pipe)) is not None:
                self._hear(found)

    def _hear(self, found: Found) -> None:
        if found.bound is not None:
            self.bound = found.bound * self._divisor + self._offset
        self._point = found.point
        self._candidate = found.candidate if found.candidate is not None else self._candidate
        self._on_news()

    def _speak(self) -> None:
        assert self._process.stdin is not None
        try:
            while (message := self._outbox.get()) is not None:
                pickle.dump(message, self._process.stdin)
                self._process.stdin.flush()
            self._process.stdin.close()
        except OSError:
            return


def _read(pipe: IO[bytes]) -> Found | None:
    """The next that is told; None at the end, and where something else than a tree speaks."""
    try:
        found = pickle.load(pipe)
    except (EOFError, OSError, pickle.UnpicklingError, ValueError, AttributeError, ImportError, IndexError, KeyError):
        return None
    return found if isinstance(found, Found) else None
