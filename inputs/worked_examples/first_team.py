"""The smallest example: nobody hired yet, no list of use cases, a target and a mix of types."""

from __future__ import annotations

from inputs.default_rules import DEFAULT_RULES
from inputs.worked_examples.example import Example
from inputs.worked_examples.jobs import US, role_rows, skill_rows, type_rows
from inputs.worked_examples.table import Row, table

SETTINGS: Row = {
    "Company": "Alder Insurance (example)",
    "Currency": "USD",
    "First quarter": "FY27 Q1",
    "Fiscal year starts in": "January",
    "Quarters": "8",
    "Target use cases": "5",
    "Target by": "FY28 Q4",
    "Budget cap": "cumulative",
    "Recruiting capacity per quarter": "3",
    "Merit %": "3.5",
    "Merit month": "April",
}

USE_CASES = """
Type | Count | Value per quarter
small | 4 | 60000
  Claims triage, letter routing and the like: one source of data, one screen.
medium | 2 | 150000
  Pricing support, fraud hints: several sources, an interface into the policy system.
large | 1 | 400000
  The renewal engine: only if the target needs it.
"""

BUDGET = """
Quarter | Budget
FY27 Q1 | 100000
FY27 Q2 | 200000
FY27 Q3 | 250000
FY27 Q4 | 300000
FY28 Q1 | 350000
FY28 Q2 | 400000
FY28 Q3 | 450000
FY28 Q4 | 500000
"""


def first_team() -> Example:
    """A target of five use cases in eight quarters, from nothing."""
    return Example(
        "first-team: from nobody to the first use cases in production",
        (
            "An insurer has no AI team, no list of use cases and a board that asks for five in production within two "
            "years. All that is known is a mix: four small, two medium, one large.",
            "What to look for in the plan: product manager, data engineer and senior ML engineer come first; the first "
            "small use case opens the way to MLOps and integration engineers; no leader is hired.",
        ),
        SETTINGS,
        {
            "Roles": role_rows(US),
            "Skills": skill_rows(),
            "Use cases": table(USE_CASES),
            "Use-case types": type_rows(),
            "Budget": table(BUDGET),
            "Rules": list(DEFAULT_RULES),
        },
    )
