"""A group with sixty use cases, five years, and people in the US and in the EU."""

from __future__ import annotations

from inputs.default_rules import DEFAULT_RULES
from inputs.settings import EXCHANGE_RATE
from inputs.worked_examples.example import Example
from inputs.worked_examples.jobs import EU, RATE, US_OF_TWO, role_rows, skill_rows, type_rows
from inputs.worked_examples.portfolio_use_cases import USE_CASES
from inputs.worked_examples.table import Row, table

SETTINGS: Row = {
    "Company": "Larch Industries (example)",
    "Currency": "USD",
    EXCHANGE_RATE + EU.location: str(RATE),
    "First quarter": "FY28 Q1",
    "Fiscal year starts in": "April",
    "Quarters": "20",
    "Target use cases": "40",
    "Target by": "FY32 Q4",
    "Objectives": "cost",
    "Budget cap": "cumulative",
    "Recruiting capacity per quarter": "8",
    "Merit %": "3.3",
    "Merit month": "July",
}

IN_EUROPE = (
    ("AI Product Manager", "senior", "employee"),
    ("Data Engineer", "mid", "employee"),
    ("Data Engineer", "senior", "employee"),
    ("ML Engineer", "mid", "employee"),
    ("ML Engineer", "senior", "employee"),
    ("Data Scientist", "mid", "employee"),
    ("MLOps Engineer", "mid", "employee"),
    ("MLOps Engineer", "senior", "employee"),
    ("AI Integration Engineer", "mid", "employee"),
)
"""What the European office hires; contractors and leaders are in the US."""

MOST_IN_EUROPE = {"AI Product Manager": "2", "Data Engineer": "3", "ML Engineer": "3", "MLOps Engineer": "3"}
"""Heads of each level that the office can seat; 2 of the roles that are not named."""

STAFF = """
Employee ID | Role | Level | Location | Business unit | Heads | FTE | Start | End
US-01 | AI Product Manager | senior | US | Supply Chain | | | 2025-02-03 |
US-02 | Data Engineer | senior | US | Supply Chain | | | 2024-09-02 |
US-03 | ML Engineer | senior | US | Supply Chain | | | 2024-04-15 |
US-04 | ML Engineer | mid | US | Sales | | | 2026-01-12 |
EU-01 | Data Engineer | mid | EU | Manufacturing | 2 | | 2025-05-01 |
EU-02 | ML Engineer | mid | EU | Manufacturing | | | 2025-05-01 |
EU-03 | Data Scientist | mid | EU | Manufacturing | | 0.8 | 2023-10-01 |
EU-04 | MLOps Engineer | mid | EU | Manufacturing | | | 2027-07-01 |
"""

FLAGS: dict[str, Row] = {
    "SC-10": {"Earliest start": "FY29 Q1"},
    "MF-02": {"Must be live by": "FY31 Q4"},
    "MF-10": {"Novel research": "yes", "Size": "1.2", "Earliest start": "FY29 Q3"},
    "SA-02": {"Must be live by": "FY29 Q4"},
    "SA-08": {"High-stakes generative": "yes"},
    "SV-07": {"High-stakes generative": "yes", "Earliest start": "FY29 Q1"},
    "FI-01": {"Must be live by": "FY28 Q4", "Must do": "yes"},
    "FI-05": {"Size": "0.75"},
    "PE-05": {"Must be live by": "FY30 Q2"},
    "PE-08": {"Size": "0.75"},
    "PE-10": {"Earliest start": "FY30 Q1"},
}
"""Dates, sizes and flags of the few use cases that have any."""

BUDGET = """
Quarter | Budget | Notes
FY28 | 3600000 | Approved.
FY29 | 6000000 | Five-year plan.
FY30 | 8400000 | Five-year plan.
FY31 | 10200000 | Five-year plan.
FY32 | 11400000 | Five-year plan.
"""


def portfolio() -> Example:
    """Sixty use cases in six business units over twenty quarters, in two locations and two currencies."""
    return Example(
        "portfolio: sixty use cases, five years, two locations",
        (
            "A manufacturer wants 40 of 60 use cases in production within five years. It hires in the US, and in the "
            "EU at about half the pay, but there notice periods add a quarter and the office seats only so many.",
            "European pay is in euros; the Settings sheet holds the exchange rate of the location.",
            "What to look for in the plan: how far the European seats go, when the run load of live use cases needs "
            "more people than the building of new ones, and how many coordinators the portfolio asks for.",
        ),
        SETTINGS,
        {
            "Roles": [*role_rows(US_OF_TWO), *_european_roles()],
            "Skills": skill_rows(),
            "Staff": table(STAFF),
            "Use cases": _use_cases(),
            "Use-case types": type_rows(),
            "Budget": table(BUDGET),
            "Rules": list(DEFAULT_RULES),
        },
    )


def _european_roles() -> list[Row]:
    return [{**row, "Most": MOST_IN_EUROPE.get(row["Role"], "2")} for row in role_rows(EU, IN_EUROPE)]


def _use_cases() -> list[Row]:
    rows = (row for unit, text in USE_CASES.items() for row in table(text, **{"Business unit": unit}))
    return [{**row, **FLAGS.get(row["ID"], {})} for row in rows]
