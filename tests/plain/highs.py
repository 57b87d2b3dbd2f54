"""HiGHS for the tests: a process that stays alive for many problems."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

WORKER = Path(__file__).with_name("highs_worker.py")


class Highs:
    """Solves MPS files, one after the other; a context manager that ends the process."""

    def __enter__(self) -> Highs:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen([sys.executable, WORKER], stdin=pipe, stdout=pipe, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=60)

    def solve(self, mps: Path, seconds: float = 60.0) -> dict[str, Any]:
        """What the worker answers.

        `status`; of the program as read `rows`, `columns` (names), `integers`, `nonzeros`; with a solution `objective`,
        `bound` and `values` (by column).
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"mps": str(mps), "seconds": seconds}) + "\n")
        self._process.stdin.flush()
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        return found
