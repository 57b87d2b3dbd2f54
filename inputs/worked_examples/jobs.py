"""Rows of the Roles, Skills and Use-case types sheets: the catalogue joined with example pay and example terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from inputs.catalogue import CAPABILITIES, ROLES, TYPES, ExampleRole
from inputs.sheets import MONEY_ROW
from inputs.worked_examples.job_notes import note
from inputs.worked_examples.pay import MEDIANS, SOURCE
from inputs.worked_examples.table import Row

RATE = Decimal("1.10")
"""US dollars for a euro in the examples."""


@dataclass(frozen=True)
class Terms:
    """What is offered to a job profile wherever it is. Per cents of base; money in US dollars."""

    posting: str
    """role and experience level in the pay data, such as 'Data Engineer MI'; empty: an estimate"""
    estimate: int = 0
    """US dollars a year (contractors: a day) where there is no posting"""
    bonus: int = 10
    fee: int = 20
    sign_on: int = 0
    attrition: int = 15
    most_hires: int | None = None
    europe: str = ""
    """the posting to use in Europe where it is another one; '=' and an amount for an estimate"""


TERMS: dict[tuple[str, str, str], Terms] = {
    ("AI Product Manager", "senior", "employee"): Terms(
        "AI/Data Product Manager SE", bonus=15, fee=25, attrition=13, most_hires=2, europe="Product Manager SE"
    ),
    ("Data Engineer", "mid", "employee"): Terms("Data Engineer MI", attrition=14, most_hires=3),
    ("Data Engineer", "senior", "employee"): Terms("Data Engineer SE", bonus=15, fee=25, attrition=13, most_hires=2),
    ("ML Engineer", "mid", "employee"): Terms("ML Engineer MI", attrition=17, most_hires=3),
    ("ML Engineer", "senior", "employee"): Terms(
        "ML Engineer SE", bonus=15, fee=25, sign_on=10_000, attrition=15, most_hires=2
    ),
    ("Data Scientist", "mid", "employee"): Terms("Data Scientist MI", attrition=19, most_hires=2),
    ("MLOps Engineer", "mid", "employee"): Terms("MLOps Engineer MI", attrition=16, most_hires=2, europe="=83000"),
    ("MLOps Engineer", "senior", "employee"): Terms(
        "MLOps Engineer SE", bonus=15, fee=25, attrition=14, most_hires=1, europe="=113000"
    ),
    ("AI Integration Engineer", "mid", "employee"): Terms("AI Engineer MI", most_hires=3, europe="=75000"),
    ("AI Integration Engineer", "mid", "contractor"): Terms("", 1_100, most_hires=3),
    ("Head of AI", "", "employee"): Terms("", 260_000, bonus=25, fee=25, sign_on=25_000, attrition=13, most_hires=1),
    ("CoE Director", "", "employee"): Terms("", 230_000, bonus=20, fee=25, sign_on=15_000, attrition=13, most_hires=1),
    ("Governance Lead", "", "employee"): Terms("", 175_000, bonus=15, fee=25, attrition=13, most_hires=1),
    ("Chief AI Officer", "", "employee"): Terms(
        "", 380_000, bonus=40, fee=25, sign_on=50_000, attrition=13, most_hires=1
    ),
    ("AI Research Scientist", "", "employee"): Terms(
        "Applied/Research Scientist SE", bonus=15, fee=25, most_hires=1
    ),
    ("Prompt Engineer", "", "employee"): Terms("Prompt Engineer SE", fee=20, most_hires=1),
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where people are employed: what pay, tax and hiring are like there."""

    location: str
    region: str
    rate: Decimal
    """US dollars for one unit of its currency"""
    employer_tax: str
    tax_cap: int
    benefits: int
    notice: int = 0
    """quarters that notice periods add to the time to fill"""


US = Place("", "US", Decimal(1), "7.65", 184_500, 18)
US_OF_TWO = Place("US", "US", Decimal(1), "7.65", 184_500, 18)
EU = Place("EU", "EU", RATE, "21", 101_000, 15, notice=1)


def role_rows(place: Place, wanted: Sequence[tuple[str, str, str]] = tuple(TERMS)) -> list[Row]:
    """Rows of the Roles sheet for a place: all of the catalogue, or the (role, level, employment) wanted."""
    return [_role_row(role, place) for role in ROLES if (role.role, role.level, role.employment) in wanted]


def _role_row(role: ExampleRole, place: Place) -> Row:
    terms = TERMS[role.role, role.level, role.employment]
    contractor = role.employment == "contractor"
    dollars, source = _pay(terms, place)
    local = int((dollars / place.rate).quantize(Decimal("1E1" if contractor else "1E2")))
    row = {
        "Role": role.role, "Level": role.level, "Location": place.location, "Employment": role.employment,
        "Family": role.family, "Wave": str(role.wave),
        "Time to fill": str(role.time_to_fill + (0 if contractor else place.notice)),
        **{f"Ramp Q{n}": str(percent) for n, percent in enumerate(role.ramp, start=1)},
        "Most hires per quarter": "" if terms.most_hires is None else str(terms.most_hires),
        "Notes": note(role.role), "Source": source,
    }  # fmt: skip
    return row | (_contractor(local) if contractor else _employee(terms, place, local))


def _contractor(day_rate: int) -> Row:
    return {"Day rate": str(day_rate), "Days per quarter": "60", "Attrition %": "0"}


def _employee(terms: Terms, place: Place, base: int) -> Row:
    return {
        "Base salary": str(base), "Bonus %": str(terms.bonus), "Employer tax %": place.employer_tax,
        "Tax cap": str(place.tax_cap), "Benefits %": str(place.benefits), "Training": "2000",
        "Recruiting fee %": str(terms.fee), "Sign-on": str(terms.sign_on), "Equipment": "3500",
        "Severance": str(base // 600 * 100), "Attrition %": str(terms.attrition),
    }  # fmt: skip


def _pay(terms: Terms, place: Place) -> tuple[Decimal, str]:
    """US dollars a year (contractors: a day), and where the figure comes from."""
    posting = (terms.europe if place.region == "EU" else "") or terms.posting
    if not posting:
        return Decimal(terms.estimate), "Estimate: no public figure at hand."
    if posting.startswith("="):
        return Decimal(posting[1:]), f"Estimate: the {place.region} figure of a neighbouring role, scaled as in the US."
    role, _, level = posting.rpartition(" ")
    pay = MEDIANS[role, place.region, level]
    rate = "" if place.rate == 1 else f", at {place.rate} USD for 1 unit of the local currency"
    thin = "; thin" if pay.adverts < 30 else ""
    source = f"{SOURCE}: median of {role} {level}, {place.region}, USD {pay.median:,}, n={pay.adverts}{thin}{rate}."
    return Decimal(pay.median), source


def skill_rows() -> list[Row]:
    """Rows of the Skills sheet: the whole catalogue, whatever the location."""
    return [
        {
            "Role": role.role, "Level": role.level, "Employment": role.employment,
            **{capability: str(role.skills[capability]) for capability in CAPABILITIES if capability in role.skills},
        }
        for role in ROLES
    ]  # fmt: skip


TYPE_MONEY = {"small": ((10_000, 5_000), 3_000), "medium": ((20_000, 15_000, 10_000), 8_000),
              "large": ((40_000, 30_000, 20_000, 20_000), 20_000)}  # fmt: skip
"""Money of each type: by build quarter (cloud, data, licences), and for each quarter once live."""


def type_rows() -> list[Row]:
    """Rows of the Use-case types sheet: the catalogue's FTE, and example money."""
    rows: list[Row] = []
    for kind in TYPES:
        for capability, build in kind.build.items():
            run = kind.run.get(capability, 0)
            rows.append({"Type": kind.name, "Capability": capability, **_quarters(build), "Run": _hundredths(run)})
        money, run_money = TYPE_MONEY[kind.name]
        amounts = {f"Q{n}": str(amount) for n, amount in enumerate(money, start=1)}
        rows.append({"Type": kind.name, "Capability": MONEY_ROW, **amounts, "Run": str(run_money)})
    return rows


def _quarters(build: tuple[int, ...]) -> Row:
    return {f"Q{n}": _hundredths(fte) for n, fte in enumerate(build, start=1)}


def _hundredths(fte: int) -> str:
    return str(Decimal(fte) / 100)
