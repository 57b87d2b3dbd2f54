"""A bank with twenty named use cases, and a team that was hired in the wrong order."""

from __future__ import annotations

from inputs.default_rules import DEFAULT_RULES
from inputs.worked_examples.example import Example
from inputs.worked_examples.jobs import US, role_rows, skill_rows, type_rows
from inputs.worked_examples.table import Row, table

SETTINGS: Row = {
    "Company": "Harbour Bank (example)",
    "Currency": "USD",
    "First quarter": "FY27 Q1",
    "Fiscal year starts in": "January",
    "Quarters": "12",
    "Target use cases": "16",
    "Target by": "FY29 Q4",
    "Objectives": "priority, cost",
    "Attrition": "whole",
    "Budget cap": "fiscal-year",
    "Recruiting capacity per quarter": "5",
    "Merit %": "3.5",
    "Merit month": "April",
    "Board-level priority": "no",
}

STAFF = """
Employee ID | Role | Level | Employment | Business unit | Heads | FTE | Start | End | Base salary
E-1001 | AI Product Manager | senior | employee | Retail Banking | | | 2025-03-03 | |
E-1002 | Data Engineer | mid | employee | Operations | | | 2024-06-17 | |
E-1003 | ML Engineer | senior | employee | Fraud and Payments | | | 2023-09-04 | | 212000
E-1004 | ML Engineer | mid | employee | Fraud and Payments | | | 2025-01-13 | |
E-1005 | Data Scientist | mid | employee | Lending | 3 | | 2024-02-05 | |
E-1006 | Data Scientist | mid | employee | Retail Banking | | 0.8 | 2024-10-01 | |
E-1007 | Chief AI Officer | | employee | | | | 2025-11-03 | |
E-1008 | Data Engineer | senior | employee | Operations | | | 2027-04-01 | |
"""

USE_CASES = """
ID | Name | Business unit | Type | Size | Value per quarter | Priority | Depends on | Status | Quarters done
FP-1 | Card fraud scoring | Fraud and Payments | medium | 1 | 420000 | 1 | | live |
  Scores every card payment; live since 2026, looked after by whoever has time.
FP-2 | Scam payment warning | Fraud and Payments | large | 1 | 520000 | 1 | FP-1 | |
  Stops a customer before money goes to a swindler; the refund rules for such payments make delay dear.
FP-3 | Merchant risk watch | Fraud and Payments | medium | 1 | 160000 | 3 | FP-1 | |
  Finds merchants whose chargebacks are about to climb.
FP-4 | Laundering networks | Fraud and Payments | large | 1.2 | 380000 | 4 | FP-1 | |
  Rings of accounts rather than single payments; no product on the market does it on this bank's data.
FP-5 | Dispute intake | Fraud and Payments | small | 1 | 70000 | 3 | | |
  Reads a dispute, files it and asks for what is missing.
LE-1 | Payslip and statement reading | Lending | small | 1 | 110000 | 1 | | |
  Turns an applicant's papers into fields; the first step of every loan.
LE-2 | Mortgage file check | Lending | medium | 1 | 190000 | 2 | LE-1 | |
  Tells the adviser what a file lacks before underwriting does.
LE-3 | Small-business credit score | Lending | large | 1 | 460000 | 2 | LE-1 | |
  Cash-flow based; the present scorecard turns away firms that would have paid.
LE-4 | Early arrears signal | Lending | medium | 1 | 240000 | 2 | | |
  Sees trouble two months before the first missed payment.
LE-5 | Collections timing | Lending | small | 1 | 90000 | 3 | LE-4 | |
  When and how to write or call, so that people answer.
RB-1 | Churn warning | Retail Banking | medium | 1 | 170000 | 2 | | in progress | 1
  Begun by the data scientists last autumn; waits for data and for a way into the branch screens.
RB-2 | Next best offer in the app | Retail Banking | medium | 1 | 230000 | 3 | RB-1 | |
  One relevant offer instead of five banners.
RB-3 | Deposit price sensitivity | Retail Banking | small | 1 | 150000 | 2 | | |
  How many leave at which rate; treasury asks every month.
RB-4 | Customer assistant | Retail Banking | large | 1.1 | 400000 | 4 | OC-2 | |
  Answers customers in the app, millions of times a year: a wrong answer is a complaint to the regulator.
RB-5 | Adviser knowledge search | Retail Banking | small | 1.25 | 80000 | 3 | | |
  The right page of the handbook while the customer is still on the line.
OC-1 | Call summaries | Operations | small | 1 | 120000 | 1 | | in progress | 1
  Two minutes of typing saved in every call; the pilot is in one contact centre.
OC-2 | Complaint routing | Operations | small | 1 | 60000 | 3 | | |
  Reads complaints, sends them on and shows what is behind them.
OC-3 | Sanctions alert triage | Operations | medium | 1 | 260000 | 1 | | |
  Most alerts are namesakes; the supervisor wants the backlog gone by the end of FY28.
OC-4 | Report drafting for the supervisor | Operations | medium | 1 | 110000 | 4 | OC-3 | |
  Drafts the quarterly returns with their sources: high volume, and nobody may sign a wrong one.
OC-5 | Cash in branches and machines | Operations | small | 1 | 95000 | 3 | | |
  How much to bring where; vans are the largest cost.
"""

FLAGS: dict[str, Row] = {
    "FP-2": {"Must be live by": "FY28 Q4"},
    "FP-4": {"Earliest start": "FY28 Q1", "Novel research": "yes"},
    "LE-1": {"Must be live by": "FY27 Q4"},
    "RB-4": {"Earliest start": "FY28 Q1", "High-stakes generative": "yes"},
    "OC-3": {"Must be live by": "FY28 Q4", "Must do": "yes"},
    "OC-4": {"Earliest start": "FY28 Q1", "High-stakes generative": "yes"},
    "OC-5": {"Earliest start": "FY27 Q3"},
}
"""Dates and flags of the few use cases that have any."""

BUDGET = """
Quarter | Budget | Notes
FY27 | 4000000 | Approved. A year's money is split evenly over its quarters; the cap is the year's total.
FY28 | 5200000 | In the medium-term plan.
FY29 | 6200000 | In the medium-term plan.
"""

REQUIREMENTS = """
Capability or Role | FY28 Q1 | FY28 Q2 | FY28 Q3 | FY28 Q4 | FY29 Q1 | FY29 Q2 | FY29 Q3 | FY29 Q4 | Notes
coordination | 0.2 | 0.2 | 0.2 | 0.2 | 0.2 | 0.2 | 0.2 | 0.2 | Model inventory for the supervisor, from 2028 on.
data | 0.5 | 0.5 | 0.5 | 0.5 | 0.5 | 0.5 | 0.5 | 0.5 | Upkeep of the data platform, handed over by IT in 2028.
"""

SCENARIOS = """
Scenario | Sheet | Row | Column | Value | Builds on
lean budget | Budget | all | Budget | -10 % |
  What a tenth less in every year costs in use cases.
one more recruiter | Settings | Recruiting capacity per quarter | Value | +2 |
  A recruiter brings in about two people a quarter.
a year earlier | Settings | Target by | Value | FY28 Q4 | one more recruiter
  The same target by the end of FY28, with the recruiter.
no contractors | Roles | AI Integration Engineer / mid / contractor | Most | 0 |
  Integration by employees only.
"""

OWN_RULES: tuple[Row, ...] = (
    {
        "Rule": "contractor-share", "Kind": "ratio", "Acts on": "contractor", "Against": "employee", "Most": "0.2",
        "When": "always", "Mode": "prefer", "Source": "Sourcing policy of the bank",
    },
)  # fmt: skip
"""A rule of the bank's own, beside the default ones."""


def retail_bank() -> Example:
    """Twenty named use cases in four business units over twelve quarters."""
    use_cases = [{**row, **FLAGS.get(row["ID"], {})} for row in table(USE_CASES)]
    return Example(
        "retail-bank: mend the team, then scale",
        (
            "A bank hired in the order of the headlines: a Chief AI Officer and six who build, with one data engineer, "
            "one product manager and nobody for operations. One use case is live, two are half built.",
            "On the first day six builders lean on one data engineer (at most three should), and four data scientists "
            "stand beside two ML engineers. A senior data engineer has signed and starts in April 2027.",
            "What to look for in the plan: which quarter the data ratio is cured in, when the first MLOps engineer "
            "starts, and what the Chief AI Officer's seat does to the room for other leaders.",
        ),
        SETTINGS,
        {
            "Roles": role_rows(US),
            "Skills": skill_rows(),
            "Staff": table(STAFF),
            "Use cases": use_cases,
            "Use-case types": type_rows(),
            "Budget": table(BUDGET),
            "Requirements": table(REQUIREMENTS),
            "Rules": [*DEFAULT_RULES, *OWN_RULES],
            "Scenarios": table(SCENARIOS),
        },
    )
