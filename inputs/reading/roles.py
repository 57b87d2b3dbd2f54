"""The Roles and Skills sheets: job profiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from typing import Any

from inputs import catalogue
from inputs.columns import Opening
from inputs.reading.context import Context, refuse_other_currencies
from inputs.reading.findings import Reporter
from inputs.reading.names import key, spelled, suggestion
from inputs.reading.profile_ids import Title, profile_ids
from inputs.reading.records import Page, Record
from models.problem import Employment, Family, Profile

FROM_CATALOGUE = "there are no skills; the example catalogue's productivities are used"
SUSPICIOUS = 1000
"""times the median pay; a slip of a thousands separator or a currency"""

_MONEY = {
    "Equity": "equity",
    "Training": "training",
    "Sign-on": "sign_on",
    "Equipment": "equipment",
    "Severance": "severance",
}
_PERCENT = {
    "Bonus %": "bonus_pct",
    "Employer tax %": "employer_tax_pct",
    "Benefits %": "benefits_pct",
    "Recruiting fee %": "recruiting_fee_pct",
    "Attrition %": "attrition_pct",
}


@dataclass(frozen=True)
class SkillRow:
    """Productivity of a role; blank level, location or employment stand for all."""

    role: str
    level: str
    location: str
    employment: str
    skills: dict[str, int]
    ref: str = ""

    def fits(self, title: Title) -> bool:
        employment = Employment.CONTRACTOR if title.contractor else Employment.EMPLOYEE
        pairs = ((self.level, title.level), (self.location, title.location), (self.employment, employment))
        return key(self.role) == key(title.role) and all(not asked or key(asked) == key(has) for asked, has in pairs)

    @property
    def names(self) -> int:
        """How much it says of whom it means."""
        return sum(bool(part) for part in (self.level, self.location, self.employment))


@dataclass(frozen=True)
class Skills:
    """All rows, and the capabilities in the order of their columns."""

    capabilities: tuple[str, ...]
    rows: tuple[SkillRow, ...]
    from_catalogue: bool
    report: Reporter = field(compare=False)

    def of(self, title: Title) -> dict[str, int] | None:
        """The skills of a profile: those of the row that says most of it; None where no row fits."""
        fitting = [row for row in self.rows if row.fits(title)]
        if not fitting:
            return None
        most = max(row.names for row in fitting)
        best = [row for row in fitting if row.names == most]
        if len(best) > 1:
            self.report.fault(
                f"says the productivity of {title.role} {title.level} like the row of {best[0].ref}; "
                "remove one, or fill in what tells them apart",
                best[1].ref,
            )
        return {capability: value for capability, value in best[0].skills.items() if value}


def skills(page: Page) -> Skills:
    """The Skills sheet, or the example catalogue where there is none."""
    if page.table is None or not page.rows:
        page.report.notice(FROM_CATALOGUE)
        return Skills(catalogue.CAPABILITIES, tuple(_example_skills()), True, page.report)
    if page.table.grid.stands_in:
        page.report.notice(FROM_CATALOGUE)
    capabilities = tuple(page.table.open)
    rows = tuple(_skill_row(record, capabilities) for record in page.rows)
    return Skills(capabilities, rows, page.table.grid.stands_in, page.report)


def _example_skills() -> list[SkillRow]:
    return [SkillRow(r.role, r.level, "", r.employment, r.skills) for r in catalogue.ROLES]


def _skill_row(record: Record, capabilities: tuple[str, ...]) -> SkillRow:
    return SkillRow(
        record.text("Role"),
        record.text("Level"),
        record.text("Location"),
        record.text("Employment"),
        {capability: record.whole(capability) or 0 for capability in capabilities},
        record.ref("Role"),
    )


@dataclass(frozen=True)
class Roles:
    """The job profiles, and those that a row of another sheet may mean."""

    profiles: tuple[Profile, ...]

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(profile.role for profile in self.profiles))


def profiles(rows: Sequence[Record], skills: Skills, context: Context) -> Roles:
    """A job profile for each row of the Roles sheet."""
    roles = spelled(record.text("Role") for record in rows)
    levels = spelled(record.text("Level") for record in rows)
    places = spelled(record.text("Location") for record in rows)
    titles = [
        Title(
            roles[key(record.text("Role"))],
            levels[key(record.text("Level"))],
            places[key(record.text("Location"))],
            record.text("Employment") == Employment.CONTRACTOR,
        )
        for record in rows
    ]
    _refuse_twice(rows, titles)
    known = list(dict.fromkeys(row.role for row in skills.rows))
    found = [
        _profile(record, title, code, _skills_of(record, title, skills, known), context)
        for record, title, code in zip(rows, titles, profile_ids(titles), strict=True)
    ]
    _tell_suspicious(rows)
    return Roles(tuple(profile for profile in found if profile))


def _refuse_twice(rows: Sequence[Record], titles: Sequence[Title]) -> None:
    first: dict[Title, Record] = {}
    for record, title in zip(rows, titles, strict=True):
        if record.bad or not title.role:
            continue
        if title in first:
            where = first[title].ref("Role")
            record.fault("Role", f"is the same job profile as in {where}; remove one, or tell them apart by Level")
        first.setdefault(title, record)


def _skills_of(record: Record, title: Title, skills: Skills, known: list[str]) -> dict[str, int]:
    found = skills.of(title)
    if found is not None or not title.role or record.bad & {"Role", "Level", "Location", "Employment"}:
        return found or {}
    who = f"'{title.role}" + (f", {title.level}'" if title.level else "'")
    hint = "" if title.role in known else suggestion(title.role, known)
    if skills.from_catalogue:
        record.fault("Role", f"{who} is not in the example catalogue; {hint}add a Skills sheet with its productivity")
    else:
        record.fault("Role", f"{who} has no row in the Skills sheet; {hint}add one (blank cells: no productivity)")
    return {}


def _profile(record: Record, title: Title, code: str, skills: dict[str, int], context: Context) -> Profile | None:
    refuse_other_currencies(record, context, title.location)
    least, most = record.whole("Least") or 0, record.whole("Most")
    if most is not None and least > most:
        record.fault("Least", f"asks for {least} heads, but Most allows {most}; lower Least or raise Most")
    money: dict[str, Any] = {to: record.whole(name) or 0 for name, to in _MONEY.items()}
    percent = {to: record.number_in(name) or Decimal(0) for name, to in _PERCENT.items()}
    return record.build(
        Profile,
        "Role",
        id=code,
        role=title.role,
        level=title.level,
        location=title.location,
        employment=Employment.CONTRACTOR if title.contractor else Employment.EMPLOYEE,
        family=record.text("Family") or Family.SPECIALIST,  # a blank one is told already; staff may still name the role
        wave=int(record.text("Wave") or 1),
        **_pay(record, title.contractor),
        **money,
        **percent,
        tax_cap=record.whole("Tax cap"),
        exchange_rate=context.rates.get(key(title.location), Decimal(1)),
        time_to_fill=record.whole("Time to fill") or 0,
        ramp=_ramp(record),
        first_year_attrition_pct=record.number_in("First-year attrition %"),
        most_hires_per_quarter=record.whole("Most hires per quarter"),
        least_heads=least,
        most_heads=most,
        skills=skills,
        notes=record.text("Notes"),
    )


def _pay(record: Record, contractor: bool) -> dict[str, int]:
    """Base salary of an employee, day rate and days of a contractor; the other one is not used."""
    needed, unused = ("Day rate", "Base salary") if contractor else ("Base salary", "Day rate")
    who = "a contractor" if contractor else "an employee"
    pay = record.whole(needed)
    if pay is None and needed not in record.bad and "Employment" not in record.bad:
        record.fault(needed, f"is blank, but {who} needs a {needed}; fill it in (0 where nothing is paid)")
    elif pay == 0:
        record.notice(needed, "is 0: these people cost no pay")
    if record.whole(unused):
        record.notice(unused, f"is not used for {who}")
    days = record.whole("Days per quarter")
    if contractor:
        return {"day_rate": pay or 0, "days_per_quarter": 60 if days is None else days}
    return {"base_salary": pay or 0}


def _ramp(record: Record) -> tuple[int, ...]:
    """The ramp up to the last quarter filled in; 100 where there is none."""
    opened = record.table.sheet.open
    assert opened is not None
    assert opened.opening is Opening.NUMBERED
    numbers = {int(name[len(opened.prefix) :]): record.whole(name) for name in record.table.open}
    last = max((number for number, value in numbers.items() if value is not None), default=0)
    for number in range(1, last):
        name = f"{opened.prefix}{number}"
        if numbers.get(number) is None and name not in record.bad:
            record.fault(name, f"'{name}' is blank before a later quarter is filled in; fill it in")
    return tuple(numbers.get(number) or 0 for number in range(1, last + 1)) or (100,)


def _tell_suspicious(rows: Sequence[Record]) -> None:
    """Pay far above the median of its column: said without the amount."""
    for name in ("Base salary", "Day rate"):
        tell_suspicious(rows, name)


def tell_suspicious(rows: Sequence[Record], name: str) -> None:
    """A notice at amounts of a column more than a thousand times, or less than a thousandth of, its median."""
    pay = {record.ref(name): amount for record in rows if (amount := record.whole(name))}
    middle = median(pay.values()) if pay else 0
    for ref, amount in pay.items():
        if amount > SUSPICIOUS * middle or amount * SUSPICIOUS < middle:
            rows[0].report.notice("is more than 1,000 times away from the median of its column; check it", ref)
