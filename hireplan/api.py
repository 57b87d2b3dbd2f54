"""What the public API adds to the parts it joins: a plan written with its source, and tables for notebooks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import outputs
from hireplan.version import __version__

if TYPE_CHECKING:
    import pandas as pd

    from inputs import Reading
    from models.plan import Result


def write(result: Result, path: str | Path, reading: Reading) -> None:
    """Write a plan as an Excel workbook, whole or not at all; `reading` says which input it came from.

    Raises ValueError where the result holds no plan, and OSError where the file cannot be written.
    """
    if result.plan is None:
        raise ValueError(f"there is no plan to write: the result is {result.status}")
    source = outputs.Source(file=reading.file, sha256=reading.sha256, version=__version__, date=date.today())
    outputs.write_workbook(result, Path(path), source)


def table(result: Result, name: str = "hires") -> pd.DataFrame:
    """A part of the answer as a table: hires, go_live, objectives or rules, headcount or cost by quarter.

    Raises KeyError where the answer has no such part.
    """
    import pandas as pd

    part = outputs.report(result)[name]
    if isinstance(part, dict):
        return pd.DataFrame({"quarter": list(part), name: list(part.values())})
    return pd.DataFrame(part)
