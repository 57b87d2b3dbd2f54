"""Where a plan came from: what a workbook says of its own making."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.plan import Result
from models.scenario import InputChange


@dataclass(frozen=True)
class Source:
    """The input that was solved, and by what and when."""

    file: str
    """name of the input file"""
    sha256: str
    """its hash, in hexadecimal"""
    version: str
    """of hireplan"""
    date: date
    """the day of the solve"""
    scenario: str = ""
    """empty: the workbook as it stands"""


@dataclass(frozen=True)
class Scenario:
    """A result under the name by which it is compared with others."""

    name: str
    result: Result
    source: Source
    changes: tuple[InputChange, ...] = ()
    """what it changes in the input"""
