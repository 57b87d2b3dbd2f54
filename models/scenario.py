"""What a scenario changes in the input, as a reader of the input knows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class InputChange:
    """One value that a scenario changes in the input."""

    sheet: str
    row: str
    """the row's key, such as a quarter, an ID, or a setting; "all": every row"""
    column: str
    before: str
    """as the input has it, blank where nothing stands there"""
    after: str
    """as the scenario has it"""

    def __str__(self) -> str:
        """Such as 'Budget FY27 Q1: 800,000 -> 880,000'."""
        return f"{self.sheet} {self.row}: {self.before} -> {self.after}"
