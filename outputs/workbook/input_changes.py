"""What scenarios change in the input: a row a value, as the input has it and as the scenario has it."""

from __future__ import annotations

from collections.abc import Sequence

from outputs.workbook.cells import Heading, Item, Row, Table
from outputs.workbook.compared import Compared
from outputs.workbook.parts import text

HEADERS = ("Scenario", "Sheet", "Row", "Column", "In the input", "In the scenario")


def input_changes(scenarios: Sequence[Compared]) -> list[Item]:
    """A heading and its table; nothing where no scenario changes anything."""
    rows = tuple(
        Row(f"input.{one.letter}.{n}", tuple(map(text, (one.label, c.sheet, c.row, c.column, c.before, c.after))))
        for one in scenarios
        for n, c in enumerate(one.scenario.changes)
    )
    return [Heading("What changed in the input"), Table(HEADERS, rows)] if rows else []
