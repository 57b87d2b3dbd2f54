"""How the tests of the command line call it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hireplan.cli import main

Call = Callable[..., Result]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls a command within this process; anything but an exit is raised."""
    for name in ("HIREPLAN_TIME_LIMIT", "HIREPLAN_GAP", "HIREPLAN_WORKERS", "HIREPLAN_SEED"):
        monkeypatch.delenv(name, raising=False)

    def called(*arguments: str | Path, **variables: str) -> Result:
        outcome = CliRunner(env=variables).invoke(main, [str(argument) for argument in arguments])
        if outcome.exception is not None and not isinstance(outcome.exception, SystemExit):
            raise outcome.exception
        return outcome

    return called


@pytest.fixture
def run() -> Run:
    """Runs a command as a process of its own."""

    def ran(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "hireplan", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **options)  # type: ignore[call-overload]

    return ran
