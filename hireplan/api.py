"""What the public API adds to the parts it joins: a plan written with its source."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import outputs
from hireplan.version import __version__
from models.redaction import redacted

if TYPE_CHECKING:
    from inputs import Reading
    from models.plan import Result


def write(result: Result, path: str | Path, reading: Reading, *, redact: bool = False) -> None:
    """Write a plan as an Excel workbook, whole or not at all; `reading` says which input it came from.

    `redact` takes names and the pay of single people out of it; a note on About says what that does to the cost.
    Raises ValueError where the result holds no plan, and HireplanError where the file cannot be written.
    """
    outputs.write_workbook(redacted(result) if redact else result, Path(path), source_of(reading))


def write_page(result: Result, path: str | Path, reading: Reading) -> None:
    """Write a plan as one self-contained HTML page, whole or not at all; always redacted.

    Raises ValueError where the result holds no plan, and HireplanError where the file cannot be written.
    """
    source = source_of(reading)
    outputs.write_page([outputs.Scenario(reading.file, result, source)], Path(path))


def source_of(reading: Reading) -> outputs.Source:
    """What a plan says of its making, today."""
    return outputs.Source(
        file=reading.file,
        sha256=reading.sha256,
        version=__version__,
        date=date.today(),
        scenario=reading.scenario,
    )
