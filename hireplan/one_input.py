"""What the commands that plan one input have in common: how they read it, and how they end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hireplan.terminal import Exit, Terminal

if TYPE_CHECKING:
    from inputs import Reading
    from models.plan import Result


def read(terminal: Terminal, file: Path, scenario: str) -> Reading:
    """The input, or a scenario of it, with a word on what it changes and on what was understood how."""
    import inputs

    reading = inputs.read(file, scenario=scenario)
    terminal.detail(f"Read {reading.file}, sha256 {reading.sha256}")
    for change in reading.changes:
        terminal.message(f"Scenario {reading.scenario}: {change}")
    for notice in reading.notices:
        terminal.message(f"Note: {notice}")
    return reading


def ending(result: Result) -> Exit:
    """How a command ends whose answer is this result."""
    from models.plan import Status

    if result.status is Status.INFEASIBLE:
        return Exit.INFEASIBLE
    if result.status is Status.UNKNOWN:
        return Exit.INTERRUPTED if result.stopped_by == "user" else Exit.UNKNOWN
    return Exit.DONE
