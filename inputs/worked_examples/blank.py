"""What a blank workbook starts from: the example roles, skills, types and rules, and a Budget to fill in."""

from __future__ import annotations

from inputs.default_rules import DEFAULT_RULES
from inputs.worked_examples.example import Example
from inputs.worked_examples.jobs import US, role_rows, skill_rows, type_rows
from inputs.worked_examples.table import Row

SETTINGS: Row = {
    "Currency": "USD",
    "First quarter": "FY27 Q1",
    "Fiscal year starts in": "January",
    "Quarters": "8",
    "Merit %": "3.5",
    "Merit month": "April",
}

QUARTERS = [f"FY{year} Q{quarter}" for year in (27, 28) for quarter in (1, 2, 3, 4)]


def blank() -> Example:
    """Everything that can be an example is one; what only the planner knows is empty."""
    return Example(
        "a new hiring plan",
        (
            "Two things only you can supply: the Budget of each quarter, and what is to be delivered: a number in "
            "Settings, Target use cases, or your own list on Use cases.",
            "Everything else is filled with dated examples that you replace by your own: roles and pay (public US "
            "medians of 2023-2025), productivity, types of use case, rules. Staff is empty: nobody in seat.",
        ),
        SETTINGS,
        {
            "Roles": role_rows(US),
            "Skills": skill_rows(),
            "Use-case types": type_rows(),
            "Budget": [{"Quarter": quarter} for quarter in QUARTERS],
            "Rules": list(DEFAULT_RULES),
        },
    )
