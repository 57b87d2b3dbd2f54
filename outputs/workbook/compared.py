"""A scenario as a part of a comparison: its letter, its label, and where its sheets stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.plan import Result
from outputs.rows.facts import Facts
from outputs.rows.scenarios import facts_if_any
from outputs.source import Scenario
from outputs.workbook.cells import Cell, Ink, Item, Row, Sheet, Table
from outputs.workbook.layout import letters
from outputs.workbook.writer import clean

LONGEST_LABEL = 32
"""Characters of a scenario's name in headers and legends; the list of scenarios has the whole of it."""


@dataclass(frozen=True)
class Compared:
    """A scenario under its letter, with which the names of its sheets begin, such as 'B Cost'."""

    letter: str
    scenario: Scenario
    facts: Facts | None
    """None: it holds no plan, and so has no sheets"""

    @property
    def result(self) -> Result:
        return self.scenario.result

    @property
    def name(self) -> str:
        """The scenario's name on one line, shortened; charts take it too, so it is cleaned here already."""
        name = clean(" ".join(self.scenario.name.split()))
        return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1]}…"

    @property
    def label(self) -> str:
        """Letter and name. It begins with the letter, so that no name is ever taken for a formula."""
        return f"{self.letter}: {self.name}" if self.name else self.letter

    @property
    def prefix(self) -> str:
        """What the names of its sheets begin with. The longest sheet's name has 14 characters; Excel allows 31."""
        return f"{self.letter} "


def lettered(scenarios: Sequence[Scenario]) -> list[Compared]:
    """The scenarios under their letters. Raises ValueError where none holds a plan."""
    found = [Compared(letters(n), s, facts_if_any(s.result)) for n, s in enumerate(scenarios)]
    if not any(one.facts for one in found):
        raise ValueError("none of the scenarios holds a plan to show")
    return found


def titled(spec: Sheet, one: Compared) -> Sheet:
    """A sheet of a scenario's plan, which says whose it is."""
    return replace(spec, title=f"{one.label} - {spec.title}")


def linked_constants(spec: Sheet) -> Sheet:
    """Inputs whose constants refer to those of the first plan, since a name means one cell in the whole workbook."""
    return replace(spec, items=tuple(_linked(item) for item in spec.items))


def _linked(item: Item) -> Item:
    if not isinstance(item, Table) or not any(row.key.startswith("const.") for row in item.rows):
        return item
    return replace(item, rows=tuple(_linked_row(row) for row in item.rows))


def _linked_row(row: Row) -> Row:
    *labels, constant = row.cells
    name = row.key.removeprefix("const.")
    return replace(row, cells=(*labels, Cell(constant.value, f"={name}", constant.unit, Ink.LINK)))
