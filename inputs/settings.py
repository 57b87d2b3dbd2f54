"""Every setting, declared once: the rows of the Settings sheet."""

from __future__ import annotations

from decimal import Decimal

from inputs.columns import Kind, Setting
from models.problem import PLANNERS_OBJECTIVES, Attrition, BudgetCap, OperatingModel

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

EXCHANGE_RATE = "Exchange rate: "
"""followed by a location of the Roles sheet; one setting a location"""

ZERO, ONE = Decimal(0), Decimal(1)

SETTINGS: tuple[Setting, ...] = (
    Setting("Company", Kind.TEXT, "Shown in the title of the plan."),
    Setting("Currency", Kind.TEXT, "The reporting currency of every amount in the plan, such as USD.", default="USD"),
    Setting(
        EXCHANGE_RATE,
        Kind.NUMBER,
        "Reporting currency for one unit of the location's currency; one row per location, 1 where there is none.",
        "reporting currency per unit",
        least=Decimal("0.000001"),
    ),
    Setting(
        "First quarter",
        Kind.QUARTER,
        "The first quarter of the plan: FY27 Q1, a date in it, or Q1 2027 if the fiscal year starts in January.",
        "quarter",
        required=True,
        aliases=("Start quarter",),
    ),
    Setting(
        "Fiscal year starts in",
        Kind.CHOICE,
        "The month in which the fiscal year begins, by name or number. FY27 is the year that ends in 2027.",
        "month",
        default="January",
        choices=MONTHS,
    ),
    Setting(
        "Quarters", Kind.WHOLE, "Length of the plan.", "quarters", required=True, least=ONE, most=Decimal(120),
        aliases=("Number of quarters",),
    ),
    Setting(
        "Target use cases",
        Kind.WHOLE,
        "Use cases to have in production; blank: no target.",
        "use cases",
        least=ZERO,
        aliases=("Target",),
    ),
    Setting(
        "Target by",
        Kind.QUARTER,
        "The quarter by whose end the target counts; a date means the last quarter that ends by it; "
        "blank: the last quarter of the plan.",
        "quarter",
    ),
    Setting(
        "Target is a must",
        Kind.YES_NO,
        "Yes: a plan that misses the target is no plan. No: the shortfall is made as small as can be, and said.",
        default="no",
    ),
    Setting(
        "Objectives",
        Kind.LIST,
        "What the plan is best in once the target is met, most important first. "
        "Blank: priority where a use case has one, then cost.",
        choices=PLANNERS_OBJECTIVES,
    ),
    Setting(
        "Operating model",
        Kind.CHOICE,
        "How people are shared among business units. pool: one shared pool; centralized: one pool, only so many use "
        "cases start in a quarter; embedded: people work for their own unit alone; federated: they give other units a "
        "share of their time.",
        default=OperatingModel.POOL,
        choices=tuple(OperatingModel),
    ),
    Setting(
        "Starts per quarter",
        Kind.WHOLE,
        "Operating model centralized: most use cases that start in a quarter.",
        "use cases per quarter",
        default="2",
        least=ZERO,
    ),
    Setting(
        "Shared time %",
        Kind.PRODUCTIVITY,
        "Operating model federated: most of a job profile's time in a unit that may serve other units.",
        "% of an FTE",
        default="30",
        least=ZERO,
        most=Decimal(100),
    ),
    Setting(
        "Community time %",
        Kind.PRODUCTIVITY,
        "Operating model federated: time that everybody spends on the community of practice.",
        "% of an FTE",
        default="5",
        least=ZERO,
        most=Decimal(100),
    ),
    Setting(
        "One team up to",
        Kind.WHOLE,
        "Operating models embedded and federated: in quarters with no more heads than these all are one team.",
        "heads",
        default="10",
        least=ZERO,
    ),
    Setting(
        "Attrition",
        Kind.CHOICE,
        "whole: whole people leave when the expected leavers pass a whole number; "
        "expected: every cohort shrinks by its survival curve.",
        default=Attrition.WHOLE,
        choices=tuple(Attrition),
    ),
    Setting(
        "Budget cap",
        Kind.CHOICE,
        "Within what the cost must stay under the budget: each quarter, each fiscal year, "
        "or all quarters so far (unspent money carries over).",
        default=BudgetCap.CUMULATIVE,
        choices=tuple(BudgetCap),
    ),
    Setting(
        "Recruiting capacity per quarter",
        Kind.WHOLE,
        "Most hires in a quarter over all roles; blank: no limit.",
        "hires per quarter",
        least=ZERO,
        aliases=("Recruiting capacity",),
    ),
    Setting(
        "Merit %", Kind.PERCENT, "Yearly rise of base salary and bonus.", "% per year", default="0",
        least=ZERO, most=Decimal(100),
    ),
    Setting(
        "Merit month",
        Kind.CHOICE,
        "The month from whose first day a rise holds.",
        "month",
        default="January",
        choices=MONTHS,
    ),
    Setting(
        "Board-level priority",
        Kind.YES_NO,
        "Whether AI is a strategic priority of the board; a condition for a Chief AI Officer.",
        default="no",
    ),
    Setting(
        "Time grain",
        Kind.WHOLE,
        "Step in which a person's time is divided among capabilities.",
        "% of an FTE",
        default="1",
        least=ONE,
        most=Decimal(100),
    ),
    Setting(
        "Random seed", Kind.WHOLE, "The same seed and input give the same plan.", default="1",
        least=ZERO, most=Decimal(2**31 - 1),
    ),
    Setting(
        "Time limit", Kind.NUMBER, "Longest search; a stopped search keeps its best plan.", "seconds", default="50",
        least=Decimal("0.001"), most=Decimal(7 * 24 * 3600),
    ),
)  # fmt: skip
"""In the order in which the template shows them."""
