"""What the public API adds to the parts it joins: a plan written with its source."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import outputs
from hireplan.version import __version__

if TYPE_CHECKING:
    from inputs import Reading
    from models.plan import Result


def write(result: Result, path: str | Path, reading: Reading) -> None:
    """Write a plan as an Excel workbook, whole or not at all; `reading` says which input it came from.

    Raises ValueError where the result holds no plan, and HireplanError where the file cannot be written.
    """
    source = outputs.Source(file=reading.file, sha256=reading.sha256, version=__version__, date=date.today())
    outputs.write_workbook(result, Path(path), source)
