"""From spreadsheets to a Problem: the sheets declared once, the reader, the template, the examples.

Names are imported when they are first used: who only wants the declared sheets does not load the reader.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inputs.reading.changes import Change
    from inputs.reading.grid import UNCALCULATED, Book
    from inputs.reading.opening import open_workbook
    from inputs.reading.reader import Reading, read, read_scenarios
    from inputs.template import write_template
    from inputs.worked_examples import EXAMPLES

__all__ = [
    "EXAMPLES",
    "UNCALCULATED",
    "Book",
    "Change",
    "Reading",
    "open_workbook",
    "read",
    "read_scenarios",
    "write_template",
]

_HOMES = {
    "EXAMPLES": "inputs.worked_examples",
    "UNCALCULATED": "inputs.reading.grid",
    "Book": "inputs.reading.grid",
    "Change": "inputs.reading.changes",
    "Reading": "inputs.reading.reader",
    "open_workbook": "inputs.reading.opening",
    "read": "inputs.reading.reader",
    "read_scenarios": "inputs.reading.reader",
    "write_template": "inputs.template",
}
"""Where each public name lives."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'inputs' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
