"""A manufacturer with three divisions that asks where its AI people should sit: in one pool or in the divisions."""

from __future__ import annotations

from inputs.default_rules import DEFAULT_RULES
from inputs.worked_examples.example import Example
from inputs.worked_examples.jobs import US, role_rows, skill_rows, type_rows
from inputs.worked_examples.table import Row, table

SETTINGS: Row = {
    "Company": "Larkfield Tools (example)",
    "Currency": "USD",
    "First quarter": "FY27 Q1",
    "Fiscal year starts in": "January",
    "Quarters": "8",
    "Target use cases": "9",
    "Target by": "FY28 Q4",
    "Operating model": "pool",
    "Starts per quarter": "1",
    "Shared time %": "30",
    "Community time %": "5",
    "One team up to": "6",
    "Budget cap": "cumulative",
    "Recruiting capacity per quarter": "4",
    "Time grain": "5",
}

WANTED = (
    ("AI Product Manager", "senior", "employee"),
    ("Data Engineer", "mid", "employee"),
    ("ML Engineer", "senior", "employee"),
    ("MLOps Engineer", "mid", "employee"),
)
"""The job profiles: role, level, employment."""

RULES = ("founding-team", "product-first", "data-ratio", "wave-2-gate")
"""Those of the default rules that are about these job profiles, but for those that make work more."""

STAFF = """
Employee ID | Role | Level | Business unit | Start
L-01 | AI Product Manager | senior | Sales | 2025-02-03
L-02 | Data Engineer | mid | Sales | 2025-05-05
L-03 | ML Engineer | senior | Sales | 2024-09-02
L-04 | AI Product Manager | senior | Plants | 2026-01-12
L-05 | Data Engineer | mid | Plants | 2025-11-03
L-06 | ML Engineer | senior | Plants | 2025-08-04
L-07 | Data Engineer | mid | Service | 2026-03-02
"""

USE_CASES = """
ID | Name | Business unit | Type | Count | Value per quarter | Status
SA-1 | Quote assistant | Sales | small | | 60000 | live
  Fills in the first draft of an offer.
SA-2 | Price hints, by product line | Sales | small | 2 | 90000 |
  Where a discount wins an order, and where it only costs.
PL-1 | Visual inspection, by plant | Plants | small | 3 | 110000 |
  Scratches and burrs, seen before packing.
SE-1 | Repair assistant, by country | Service | small | 3 | 55000 |
  From what the technician says and photographs to the spare part and the record.
"""

SCENARIOS = """
Scenario | Sheet | Row | Column | Value
centralized | Settings | Operating model | Value | centralized
centralized | Settings | Starts per quarter | Value | 1
embedded | Settings | Operating model | Value | embedded
federated | Settings | Operating model | Value | federated
"""

BUDGET = """
Quarter | Budget
FY27 | 3200000
FY28 | 4000000
"""


def operating_models() -> Example:
    """Three divisions, nine use cases and seven people, planned as one pool; other models are one setting away."""
    return Example(
        "operating-models: one pool, a center, or people in the divisions",
        (
            "Three divisions of a manufacturer have seven AI people between them, and one use case in production. "
            "Service, which has three use cases to come, has a data engineer and nobody else.",
            "Should people sit in the divisions, in a center, or in both? The setting 'Operating model' says: pool, "
            "centralized (only so many use cases start in a quarter), embedded (people work for their own division "
            "alone) or federated (a share of their time may go to others).",
            "Nobody leaves and nothing needs integration here, so that the operating model is all that differs. "
            "What to look for: what the same nine use cases cost, whom Service must hire for itself, and how much a "
            "center that starts one use case a quarter gets done in two years.",
        ),
        SETTINGS,
        {
            "Roles": [row | {"Attrition %": "0"} for row in role_rows(US, WANTED)],
            "Skills": [row for row in skill_rows() if (row["Role"], row["Level"], row["Employment"]) in WANTED],
            "Staff": table(STAFF),
            "Use cases": table(USE_CASES),
            "Use-case types": [
                row for row in type_rows() if row["Type"] == "small" and row["Capability"] != "integration"
            ],
            "Budget": table(BUDGET),
            "Rules": [row for row in DEFAULT_RULES if row["Rule"] in RULES],
            "Scenarios": table(SCENARIOS),
        },
    )
