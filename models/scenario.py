"""What a scenario changes in the input."""

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
        """Such as 'Budget FY27 Q1: 800,000 -> 880,000'; the column where it says more than the sheet."""
        column = "" if self.column in (self.sheet, "Value") else f", {self.column}"
        return f"{self.sheet} {self.row}{column}: {self.before or '(blank)'} -> {self.after or '(blank)'}"
