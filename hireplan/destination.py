"""Where a file is written: decided, and found to be possible, before any work is done."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from models.errors import HireplanError


class DestinationError(HireplanError):
    """A file that hireplan refuses to write, with the reason."""


LONGEST_PART = 60
"""characters of a scenario's name in the name of a file"""


def plan_beside(source: Path, scenario: str = "") -> Path:
    """The name of the plan of an input file or folder: beside it, with the scenario and -plan.xlsx for its suffix."""
    return _beside(source, f"-{_for_a_name(scenario)}-plan.xlsx" if scenario else "-plan.xlsx")


def comparison_beside(source: Path) -> Path:
    """The name of the comparison of an input's scenarios."""
    return _beside(source, "-compared.xlsx")


def frontier_beside(source: Path) -> Path:
    """The name of a frontier of an input."""
    return _beside(source, "-frontier.xlsx")


def _beside(source: Path, ending: str) -> Path:
    if source.is_dir():
        folder = source.resolve()
        return folder.with_name(f"{folder.name}{ending}")
    return source.with_name(f"{source.stem}{ending}")


def _for_a_name(scenario: str) -> str:
    """A scenario's name as every system takes it in the name of a file."""
    return re.sub(r"[^\w]+", "-", scenario)[:LONGEST_PART].strip("-") or "scenario"


def writable(path: Path, source: Path | None = None) -> Path:
    """The path with links followed, if a file can be written there without harm to `source`, the input.

    Raises DestinationError, or OSError as the system puts it (a missing folder, a loop of links, no permission).
    """
    if _exists(path):
        _refuse_existing(path, source)
    target = path.resolve()
    if not target.parent.is_dir():
        raise DestinationError(f"{path}  there is no folder {target.parent}; make it first, or name another file")
    with tempfile.TemporaryFile(dir=target.parent):
        return target


def _exists(path: Path) -> bool:
    """Whether something is there; unlike Path.exists, a loop of links is an error and not nothing."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    return True


def _refuse_existing(path: Path, source: Path | None) -> None:
    if source is not None and source.exists() and path.samefile(source):
        raise DestinationError(f"{path}  it would be written over its own input; name another file")
    if path.is_dir():
        raise DestinationError(f"{path}  is a folder; name a file in it")
    if not path.is_file():
        raise DestinationError(f"{path}  is not a regular file; name another file")
    if not os.access(path, os.W_OK):
        raise DestinationError(f"{path}  is read-only; name another file, or allow writing to it")
