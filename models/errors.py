"""Faults that a reader of the message can mend: what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with the input, or (as a notice) one thing worth knowing about how it was read."""

    file: str
    sheet: str
    cell: str
    message: str

    def __str__(self) -> str:
        place = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet
        return "  ".join(part for part in (self.file, place, self.message) if part)


class HireplanError(Exception):
    """An expected failure: it is told in its message, never as a traceback."""


class InputError(HireplanError):
    """The input cannot be planned with; all its faults at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class PlanRejected(HireplanError):
    """The judge disagrees with the solver: a fault of hireplan's own. The plan is not written."""
