"""Every input sheet and column, declared once: the template, the reader, its messages and the reference follow it."""

from __future__ import annotations

from decimal import Decimal

from inputs.columns import Column, Kind, OpenColumns, Opening, Sheet
from inputs.rule_columns import KINDS, MODES, WHENS
from models.problem import Employment, Family, UseCaseStatus

ZERO, ONE = Decimal(0), Decimal(1)
HUNDRED, THOUSAND = Decimal(100), Decimal(1000)

MONEY_ROW = "Money"
"""In the Capability column of the Use-case types sheet: a row of money instead of FTE."""


def _money(name: str, meaning: str, unit: str = "currency of the location", default: str = "0") -> Column:
    return Column(name, Kind.MONEY, meaning, unit, default=default, least=ZERO)


def _percent(name: str, meaning: str, unit: str = "% of base salary", most: Decimal = THOUSAND) -> Column:
    return Column(name, Kind.PERCENT, meaning, unit, default="0", least=ZERO, most=most)


ROLE = Column("Role", Kind.NAME, "The role, as it is called everywhere in the workbook.", required=True, width=26,
              aliases=("Job title", "Job role"))  # fmt: skip
LEVEL = Column("Level", Kind.NAME, "Seniority, such as mid or senior; blank where there is only one.", width=10,
               aliases=("Seniority",))  # fmt: skip
LOCATION = Column("Location", Kind.NAME, "Where the person is employed; blank where there is only one.", width=14)
EMPLOYMENT = Column(
    "Employment", Kind.CHOICE, "employee or contractor.", default=Employment.EMPLOYEE, choices=tuple(Employment)
)
UNIT = Column("Business unit", Kind.NAME, "The business unit, if any.", width=16, aliases=("Unit", "BU"))

SETTINGS_SHEET = Sheet(
    "Settings",
    "one setting",
    ("Setting",),
    (
        Column("Setting", Kind.TEXT, "Name of the setting.", required=True, width=34, aliases=("Parameter",)),
        Column("Value", Kind.TEXT, "Its value; blank: the default.", required=True, width=22),
        Column("Unit", Kind.TEXT, "Unit of the value.", width=26),
        Column("Meaning", Kind.TEXT, "What it does.", width=90),
    ),
    required=True,
)

ROLES = Sheet(
    "Roles",
    "a job profile: a role at a level, in a location, as employee or contractor",
    ("Role", "Level", "Location", "Employment"),
    (
        ROLE,
        LEVEL,
        LOCATION,
        EMPLOYMENT,
        Column(
            "Family", Kind.CHOICE, "What the role does for the team; rules act on families.", required=True,
            choices=tuple(Family),
        ),
        Column(
            "Wave", Kind.CHOICE, "When the role is hired: 1 founding team, 2 production, 3 leadership.",
            required=True, choices=("1", "2", "3"),
        ),
        _money("Base salary", "Employees: full-time base pay a year.", "per year", ""),
        _money("Day rate", "Contractors: pay for a day.", "per day", ""),
        Column(
            "Days per quarter", Kind.WHOLE, "Contractors: days paid in a quarter.", "days", default="60",
            least=ZERO, most=Decimal(92),
        ),
        _percent("Bonus %", "Yearly bonus."),
        _percent("Employer tax %", "Employer's payroll tax on base and bonus, up to the cap.", "% of base + bonus"),
        _money("Tax cap", "Yearly pay above which no employer tax is due; blank: no cap.", "per year", ""),
        _percent("Benefits %", "Benefits."),
        _money("Equity", "Cost of equity a year.", "per year"),
        _money("Training", "Cost of training for each year in seat.", "per year"),
        _percent("Recruiting fee %", "Paid in the quarter of the start."),
        _money("Sign-on", "Paid once, in the quarter of the start.", "once"),
        _money("Equipment", "Paid once, in the quarter of the start.", "once"),
        _money("Severance", "Paid once, in the quarter that holds the End of a row of Staff.", "once"),
        Column(
            "Time to fill", Kind.WHOLE, "From the opening of the requisition to the start.", "quarters",
            required=True, least=ZERO, most=Decimal(40),
        ),
        _percent("Attrition %", "Share of people who leave within a year.", "% per year", HUNDRED),
        Column(
            "First-year attrition %", Kind.PERCENT,
            "The same in a person's first year, with expected attrition; blank: as later.", "% per year",
            least=ZERO, most=HUNDRED,
        ),
        Column("Most hires per quarter", Kind.WHOLE, "Blank: no limit.", "hires", least=ZERO),
        Column("Least", Kind.WHOLE, "Heads wanted in every quarter.", "heads", default="0", least=ZERO,
               aliases=("Least heads",)),
        Column("Most", Kind.WHOLE, "Most heads in any quarter; blank: no limit.", "heads", least=ZERO,
               aliases=("Most heads",)),
        Column("Notes", Kind.TEXT, "What the role owns, and how it usually fails.", width=60, aliases=("Note",)),
        Column("Source", Kind.TEXT, "Where the pay comes from, and of when.", width=60),
    ),
    OpenColumns(
        Opening.NUMBERED, Kind.PRODUCTIVITY,
        "Productivity in each quarter since the start; the last one filled in holds from then on; blank: 100.",
        "Ramp Q", "% of full", least=Decimal(-1000), most=THOUSAND,
    ),
    required=True,
)  # fmt: skip

SKILLS = Sheet(
    "Skills",
    "a role and level",
    ("Role", "Level", "Location", "Employment"),
    (
        ROLE,
        Column("Level", Kind.NAME, "Seniority; blank: every level that has no row of its own.", width=10,
               aliases=("Seniority",)),
        Column("Location", Kind.NAME, "Blank: every location.", width=14),
        Column("Employment", Kind.CHOICE, "employee or contractor; blank: both.", choices=tuple(Employment)),
        Column("Notes", Kind.TEXT, "Free.", width=40, aliases=("Note",)),
    ),
    OpenColumns(
        Opening.CAPABILITY, Kind.PRODUCTIVITY,
        "Productivity in the capability; 100 is a specialist; blank: none.", unit="% of a specialist's",
        required=True, least=ZERO, most=THOUSAND,
    ),
    absent="the example catalogue's productivities",
)  # fmt: skip

STAFF = Sheet(
    "Staff",
    "a person, or several alike",
    ("Employee ID",),
    (
        Column("Employee ID", Kind.NAME, "Blank: the row is numbered.", width=14, aliases=("ID", "Employee")),
        Column("Name", Kind.TEXT, "Free; not needed.", width=20),
        ROLE,
        LEVEL,
        LOCATION,
        Column(
            "Employment",
            Kind.CHOICE,
            "employee or contractor; blank: the one that the Roles sheet has.",
            choices=tuple(Employment),
        ),
        UNIT,
        Column("Heads", Kind.WHOLE, "How many alike.", "heads", default="1", least=ONE, aliases=("Head count",)),
        Column("FTE", Kind.FTE, "Share of full time, of each head.", "FTE", default="1", least=ZERO, most=Decimal(2)),
        Column("Start", Kind.DATE, "First day; after the plan's first day: an accepted offer; blank: in seat."),
        Column("End", Kind.DATE, "Last day, if known; in seat to the end of that quarter.", aliases=("Last day",)),
        _money("Base salary", "Full-time base pay a year; blank: the job profile's.", "per year", ""),
    ),
    absent="nobody is in seat",
    private=True,
)

USE_CASES = Sheet(
    "Use cases",
    "a use case, or several alike",
    ("ID",),
    (
        Column("ID", Kind.NAME, "Blank: made from the type.", width=14, aliases=("Use case ID",)),
        Column("Name", Kind.TEXT, "Free.", width=34, aliases=("Use case",)),
        UNIT,
        Column("Type", Kind.NAME, "A type of the Use-case types sheet.", required=True),
        Column("Count", Kind.WHOLE, "How many alike.", "use cases", default="1", least=ONE),
        Column("Size", Kind.NUMBER, "Scales FTE and money, building and running, not value.", "x type", default="1",
               least=Decimal("0.01"), most=HUNDRED),
        Column("Value per quarter", Kind.MONEY, "Of each use case, in every quarter in production.",
               "currency per quarter", default="0", least=ZERO, aliases=("Value",)),
        Column("Priority", Kind.WHOLE, "1 is the highest.", least=ONE),
        Column("Earliest start", Kind.QUARTER, "First quarter of building; a date means the first quarter from it.",
               "quarter"),
        Column("Must be live by", Kind.QUARTER,
               "Live by the end of this quarter, if built; a date means the last quarter that ends by it.", "quarter"),
        Column("Depends on", Kind.LIST, "IDs of use cases that are live first.", width=20),
        Column("Status", Kind.CHOICE, "idea, in progress or live.", default=UseCaseStatus.IDEA,
               choices=tuple(UseCaseStatus)),
        Column("Quarters done", Kind.WHOLE, "Build quarters behind it, where in progress.", "quarters", default="0",
               least=ZERO),
        Column("Must do", Kind.YES_NO, "Yes: a plan without it is no plan.", default="no"),
        Column("Novel research", Kind.YES_NO, "Whether it needs research of its own.", default="no"),
        Column("High-stakes generative", Kind.YES_NO, "High volume and high stakes generative AI.", default="no"),
        Column("Notes", Kind.TEXT, "Free.", width=60, aliases=("Note",)),
    ),
    absent="as many small use cases as the target asks for",
)  # fmt: skip

USE_CASE_TYPES = Sheet(
    "Use-case types",
    f"a type and a capability; or, with the capability {MONEY_ROW}, a type's money",
    ("Type", "Capability"),
    (
        Column("Type", Kind.NAME, "Name of the type.", required=True),
        Column("Capability", Kind.NAME, f"A capability of the Skills sheet, or {MONEY_ROW}.", required=True, width=16),
        Column("Run", Kind.NUMBER, f"FTE for each quarter once live ({MONEY_ROW}: currency).", "FTE or currency",
               default="0", least=ZERO),
        Column("Notes", Kind.TEXT, "Free.", width=40, aliases=("Note",)),
    ),
    OpenColumns(
        Opening.NUMBERED, Kind.NUMBER,
        f"FTE while building, by build quarter ({MONEY_ROW}: currency); the last quarter filled in ends the build.",
        "Q", "FTE or currency", required=True, least=ZERO,
    ),
    absent="the example catalogue's types: small, medium, large",
)  # fmt: skip

BUDGET = Sheet(
    "Budget",
    "a quarter, or a fiscal year that is split evenly over its quarters",
    ("Quarter", "Business unit", "Cost centre"),
    (
        Column("Quarter", Kind.TEXT, "A quarter (FY27 Q1) or a fiscal year (FY27).", required=True,
               aliases=("Period",)),
        Column("Budget", Kind.MONEY, "Money for all people and use cases.", "reporting currency", required=True,
               least=ZERO, aliases=("Amount",)),
        UNIT,
        Column("Cost centre", Kind.NAME, "Rows of one quarter add up.", width=14, aliases=("Cost center",)),
        Column("Notes", Kind.TEXT, "Free.", width=40, aliases=("Note",)),
    ),
    required=True,
)  # fmt: skip

REQUIREMENTS = Sheet(
    "Requirements",
    "a need that is there whatever the use cases do",
    ("Capability or Role", "Business unit"),
    (
        Column("Capability or Role", Kind.NAME, "A capability (FTE) or a role (heads).", required=True, width=26,
               aliases=("Capability", "Role")),
        UNIT,
        Column("Notes", Kind.TEXT, "Free.", width=40, aliases=("Note",)),
    ),
    OpenColumns(
        Opening.QUARTER, Kind.NUMBER, "FTE of the capability, or heads of the role; blank: none.",
        unit="FTE or heads", required=True, least=ZERO,
    ),
    absent="no requirements",
)  # fmt: skip

RULES = Sheet(
    "Rules",
    "a rule, or one of its rows",
    (),
    (
        Column("Rule", Kind.NAME, "ID of the rule; its rows share it.", required=True, width=22, aliases=("Rule ID",)),
        Column("Kind", Kind.CHOICE, "What the row asks; see the reference.", required=True, choices=KINDS),
        Column("Acts on", Kind.GROUP, "The job profiles that the row limits.", width=28),
        Column("Against", Kind.GROUP, "The job profiles that it counts; for a milestone, a rule.", width=28),
        Column("Least", Kind.NUMBER, "Least heads, live use cases, or heads per head.", least=ZERO),
        Column("Most", Kind.NUMBER, "Most heads, or heads per head; for a milestone, quarters.", least=ZERO),
        Column("Free", Kind.WHOLE, "The first so many are exempt.", default="0", least=ZERO),
        Column("FTE", Kind.FTE, "Demand that the row adds, per case.", "FTE", least=ZERO),
        Column("Capability", Kind.NAME, "Of which it adds demand.", width=14),
        Column("When", Kind.CHOICE, "Ratio: judged always, or only in quarters with starts.", default=WHENS[0],
               choices=WHENS),
        Column("Condition", Kind.TEXT, "Conditions, or what a cap counts.", width=50),
        Column("Mode", Kind.CHOICE, "enforce, prefer, report or off.", default=MODES[0], choices=MODES),
        Column("Source", Kind.TEXT, "Where the rule comes from.", width=40),
    ),
    absent="the default rules",
)  # fmt: skip

CHANGEABLE: tuple[Sheet, ...] = (
    SETTINGS_SHEET, ROLES, SKILLS, STAFF, USE_CASES, USE_CASE_TYPES, BUDGET, REQUIREMENTS, RULES,
)  # fmt: skip
"""The sheets whose cells a scenario may change."""

SCENARIOS = Sheet(
    "Scenarios",
    "a change in a scenario",
    (),
    (
        Column("Scenario", Kind.NAME, "Name of the scenario; its rows share it.", required=True, width=22),
        Column("Sheet", Kind.CHOICE, "The sheet whose cell it changes.", width=16,
               choices=tuple(sheet.name for sheet in CHANGEABLE)),
        Column("Row", Kind.TEXT, "The row's key: a setting, a quarter or fiscal year, an ID, or what tells the rows of "
               "the sheet apart, joined by ' / '; all: every row.", width=34, aliases=("Row (its key)", "Key")),
        Column("Column", Kind.TEXT, "The column by its name; may be blank for Settings.", width=18),
        Column("Value", Kind.CHANGE, "The new value, a change of what stands there, or (blank) to clear it.", width=16,
               aliases=("Value or change", "Change")),
        Column("Builds on", Kind.NAME, "The scenario whose changes hold first; one row of a scenario may say it.",
               width=22, aliases=("Based on",)),
        Column("Notes", Kind.TEXT, "Free.", width=40, aliases=("Note",)),
    ),
    absent="no scenarios",
)  # fmt: skip

SHEETS: tuple[Sheet, ...] = (*CHANGEABLE, SCENARIOS)
"""In the order in which the template shows them."""

NOT_READ = ("Read me", "Readme", "About", "Notes", "Lists", "Moves", "Previous plan")
"""Sheets that a workbook may have and that this version passes over without a word."""

README_SHEET, LISTS_SHEET = "Read me", "Lists"
"""Sheets of the template that explain and help; they are not read."""
