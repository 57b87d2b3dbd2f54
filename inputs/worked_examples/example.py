"""What a worked example is: a story, its settings, and the rows of its sheets."""

from __future__ import annotations

from dataclasses import dataclass

from inputs.worked_examples.table import Row


@dataclass(frozen=True)
class Example:
    """The content of an input workbook, every cell as a user would write it."""

    title: str
    story: tuple[str, ...]
    """paragraphs for the Read me sheet"""
    settings: Row
    """value by name of the setting"""
    sheets: dict[str, list[Row]]
    """rows by name of the sheet; a sheet left out is empty"""
