"""Inputs: the data that was solved, as understood; tables first, then what is given by quarter."""

from __future__ import annotations

from outputs.rows.facts import Facts
from outputs.workbook.cells import Part, Sheet
from outputs.workbook.inputs_limits import limits
from outputs.workbook.inputs_series import series
from outputs.workbook.inputs_tables import tables

NAME = "Inputs"


def sheet(facts: Facts) -> Sheet:
    return Sheet(
        NAME,
        "Inputs",
        "The data that was solved, as hireplan understood it, every default filled in.",
        (*series(facts), *limits(facts), *tables(facts)),
        part=Part.INPUT,
        heads=("ID", "Name", "Line", "Unit", "Total", "At start"),
    )
