"""The tree in a process of its own, `python -m bounding.worker`: HiGHS cannot be loaded beside OR-Tools.

Pickled objects go both ways. In: the program, then the cost of each better plan, until the pipe is closed, which ends
the process. Out: a `Found` whenever there is something to tell; the last one is what the tree has come to at its end.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
import time
from typing import BinaryIO

import numpy as np

from bounding.found import Found, Point
from bounding.tree import Tree

TELL_SECONDS = 0.1
MOST_BYTES = 10**9
"""When the boxes that are left take more than this, the bound stays as it is."""


class _Best:
    """The least cost that has been told so far."""

    def __init__(self, pipe: BinaryIO) -> None:
        self.cost: int | None = None
        threading.Thread(target=self._listen, args=(pipe,), daemon=True).start()

    def _listen(self, pipe: BinaryIO) -> None:
        try:
            while True:
                cost: int = pickle.load(pipe)
                self.cost = cost if self.cost is None else min(cost, self.cost)
        finally:  # closed, or broken off: whoever asked is gone
            os._exit(0)


class _Teller:
    """Tells what is new, not too often."""

    def __init__(self, pipe: BinaryIO) -> None:
        self.pipe = pipe
        self.told: int | None = None
        self.told_at = 0.0

    def tell(self, tree: Tree, *, now: bool = False) -> None:
        """Tell the tree's bound and points, if that is due."""
        is_due = time.monotonic() - self.told_at > TELL_SECONDS
        if now or (is_due and (tree.bound != self.told or tree.candidate is not None)):
            pickle.dump(Found(tree.bound, _short(tree.point), _short(tree.candidate)), self.pipe)
            self.pipe.flush()
            self.told, self.told_at = tree.bound, time.monotonic()
            tree.point = tree.candidate = None


def _short(point: np.ndarray[tuple[int], np.dtype[np.float64]] | None) -> Point | None:
    return None if point is None or not np.isfinite(point).all() else point.astype(np.float32)


def main() -> None:
    """Read a program, and split boxes until none is left, or they take too much memory, or the pipe is closed."""
    listen, speak = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints does not get between
    tree = Tree(pickle.load(listen))
    best, teller = _Best(listen), _Teller(speak)
    while not tree.is_done and tree.bytes < MOST_BYTES:
        if best.cost is not None:
            tree.tell(best.cost)
        tree.step()
        teller.tell(tree)
    teller.tell(tree, now=True)


if __name__ == "__main__":
    main()
