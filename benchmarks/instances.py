"""The instances of the benchmarks as inputs of hireplan: folders of CSV files, drawn with the name as the seed.

Run with: python -m benchmarks.instances [NAME...], which writes those of benchmarks/specs.py again.
"""

from __future__ import annotations

import argparse
import csv
import io
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

from benchmarks.specs import INSTANCES, Spec
from inputs.catalogue import TYPES
from inputs.default_rules import DEFAULT_RULES
from inputs.settings import EXCHANGE_RATE
from inputs.worked_examples.jobs import EU, TERMS, US_OF_TWO, Place, role_rows, skill_rows, type_rows
from inputs.worked_examples.table import Row
from models.calendar import Calendar

FOLDER = Path(__file__).with_suffix("")
Sheets = dict[str, list[Row]]
JobProfile = tuple[str, str, str]
"""role, level, employment"""

CORE: tuple[JobProfile, ...] = (
    ("AI Product Manager", "senior", "employee"),
    ("Data Engineer", "mid", "employee"),
    ("ML Engineer", "senior", "employee"),
    ("MLOps Engineer", "mid", "employee"),
    ("AI Integration Engineer", "mid", "employee"),
    ("ML Engineer", "mid", "employee"),
    ("Data Engineer", "senior", "employee"),
    ("MLOps Engineer", "senior", "employee"),
    ("AI Integration Engineer", "mid", "contractor"),
)
"""Enough to build and run everything: an office of so many job profiles has the first so many of these, then others."""
OTHERS = tuple(profile for profile in TERMS if profile not in CORE)


@dataclass(frozen=True)
class Office:
    """A place to hire in."""

    place: Place
    pay: float
    """of what its region pays"""
    most: tuple[int, int] | None
    """least and most seats of a job profile; None: without limit"""


OFFICES = (
    Office(US_OF_TWO, 1.0, None),
    Office(EU, 1.0, (2, 5)),
    Office(Place("UK", "EU", Decimal("1.25"), "13.8", 90_000, 10, notice=1), 1.12, (2, 5)),
    Office(Place("IN", "EU", Decimal("0.012"), "12", 9_000_000, 12, notice=1), 0.45, (3, 8)),
)
UNITS = ("Sales", "Service", "Supply Chain", "Finance", "People", "Risk")
FIRST_YEAR = 2027
MONEY = 1_000
"""Values and budgets are multiples of this."""
COST_OF_FTE_QUARTER = 95_000
"""Money, roughly, for one FTE of demand in one quarter: pay, hiring, ramp, and time that finds no work."""


def sheets(spec: Spec) -> Sheets:
    """The rows of every sheet of an instance, each cell as a user would write it."""
    people, work = _draws(spec)
    roles = _roles(people, spec)
    use_cases = _named(work, spec) if spec.named else _alike(work, spec)
    return {
        "Settings": [{"Setting": name, "Value": value} for name, value in _settings(spec).items()],
        "Roles": roles,
        "Skills": _skills(_draws(spec)[0] if spec.series else work, roles),
        **({"Staff": _staff(spec)} if spec.staff else {}),
        "Use cases": use_cases,
        "Use-case types": [row for row in type_rows() if row["Type"] in _types(spec)],
        "Budget": _budget(spec, use_cases),
        "Rules": _rules(roles),
    }


def _draws(spec: Spec) -> tuple[Random, Random]:
    """What people and work are drawn with."""
    if spec.series:
        return Random(f"{spec.series}: people"), Random(f"{spec.series}: work")
    one = Random(spec.name)
    return one, one


def _settings(spec: Spec) -> Row:
    target = {} if spec.target is None else {"Target use cases": str(spec.target), "Target is a must": "yes"}
    places = [office.place for office in OFFICES[: len(spec.profiles)]]
    rates = {EXCHANGE_RATE + place.location: str(place.rate) for place in places if place.rate != 1}
    return {
        "Company": f"Benchmark {spec.name}",
        "Currency": "USD",
        **rates,
        "First quarter": f"FY{FIRST_YEAR % 100} Q1",
        "Quarters": str(spec.quarters),
        **target,
        "Objectives": spec.objective,
        "Attrition": "whole",
        "Budget cap": spec.cap,
        "Recruiting capacity per quarter": str(spec.recruiting),
        "Merit %": "3.5",
        "Merit month": "April",
    }


# -- people


def _roles(rng: Random, spec: Spec) -> list[Row]:
    rows: list[Row] = []
    for office, number in zip(OFFICES, spec.profiles, strict=False):
        wanted = (CORE + OTHERS)[:number]
        rows += [_role(rng, office, row) for row in role_rows(office.place, wanted)]
    return rows


def _role(rng: Random, office: Office, row: Row) -> Row:
    """A row of the catalogue at this company: its own pay, attrition and limits."""
    own = {name: cell for name, cell in row.items() if name not in ("Notes", "Source", "Severance")}
    factor = office.pay * rng.uniform(0.92, 1.08)
    for money, step in (("Base salary", 100), ("Day rate", 10)):
        if money in own:
            own[money] = str(round(int(own[money]) * factor / step) * step)
    own["Attrition %"] = str(max(0, int(own["Attrition %"]) + rng.randint(-3, 3))) if "Base salary" in own else "0"
    if office.most:
        own["Most"] = str(rng.randint(*office.most))
    return own


def _skills(rng: Random, roles: Sequence[Row]) -> list[Row]:
    """The catalogue's skills, each a little better or worse here; what somebody is hired for stays at 100 or more."""
    there = {(row["Role"], row["Level"], row["Employment"]) for row in roles}
    rows = [row for row in skill_rows() if (row["Role"], row["Level"], row["Employment"]) in there]
    labels = ("Role", "Level", "Employment")
    return [{name: cell if name in labels else _varied(rng, int(cell)) for name, cell in row.items()} for row in rows]


def _varied(rng: Random, skill: int) -> str:
    return str(skill if skill == 100 else skill + 5 * rng.randint(-1, 1))


def _staff(spec: Spec) -> list[Row]:
    """A data engineer, a product manager, …: nobody who breaks a rule by being there."""
    order = (CORE[1], CORE[0], CORE[2])
    where = OFFICES[0].place.location
    return [
        {"Employee ID": f"P{number}", "Role": role, "Level": level, "Location": where, "Employment": employment}
        for number, (role, level, employment) in enumerate(order[: spec.staff], 1)
    ]


def _rules(roles: Sequence[Row]) -> list[Row]:
    """The default rules, without those on roles that nobody here has."""
    absent = {role for role, _, _ in TERMS} - {row["Role"] for row in roles}
    return [
        {name: cell for name, cell in row.items() if name != "Source"}
        for row in DEFAULT_RULES
        if row.get("Acts on") not in absent
    ]


# -- work


def _types(spec: Spec) -> list[str]:
    return [kind.name for kind in TYPES[: spec.types]]


VALUES = {"small": (50, 120), "medium": (120, 260), "large": (260, 520)}
"""Least and most value of a use case in a quarter, in thousands."""
WORTH_IT = 2
"""Where money is weighed against value, use cases bring so many times as much."""


def _value(rng: Random, spec: Spec, kind: str) -> str:
    least, most = VALUES[kind]
    return str(rng.randint(least, most) * MONEY * (WORTH_IT if spec.objective == "net" else 1))


def _alike(rng: Random, spec: Spec) -> list[Row]:
    """One row of each type; the smaller a type, the more of it."""
    types = _types(spec)
    counts = _shared(spec.use_cases, range(len(types) + 1, 1, -1))
    return [
        {"ID": kind.upper(), "Type": kind, "Count": str(count), "Value per quarter": _value(rng, spec, kind)}
        for kind, count in zip(types, counts, strict=True)
    ]


def _shared(total: int, weights: Sequence[int]) -> list[int]:
    """A whole number divided by weights; what is left goes to the first."""
    parts = [total * weight // sum(weights) for weight in weights]
    return [parts[0] + total - sum(parts), *parts[1:]]


def _named(rng: Random, spec: Spec) -> list[Row]:
    rows: list[Row] = []
    for number in range(1, spec.use_cases + 1):
        rows.append(_use_case(rng, spec, number, [row["ID"] for row in rows]))
    return rows


def _use_case(rng: Random, spec: Spec, number: int, others: Sequence[str]) -> Row:
    """One use case: a fifth wait for another one, a quarter may not start at once, a sixth have a date."""
    kind = rng.choices(_types(spec), weights=range(len(_types(spec)) + 1, 1, -1))[0]
    row = {
        "ID": f"U{number:03}",
        "Business unit": rng.choice(UNITS),
        "Type": kind,
        "Size": str(Decimal(rng.randint(12, 28)) / 20),
        "Value per quarter": _value(rng, spec, kind),
    }
    if others and rng.random() < 0.2:
        row["Depends on"] = rng.choice(others)
    if rng.random() < 0.25:
        row["Earliest start"] = _label(rng.randint(2, spec.quarters // 2))
    if rng.random() < 1 / 6:
        row["Must be live by"] = _label(rng.randint(spec.quarters * 3 // 4, spec.quarters))
    return row


def _label(quarter: int) -> str:
    return Calendar(fiscal_year=FIRST_YEAR, fiscal_quarter=1, quarters=quarter).label(quarter)


# -- money


def _budget(spec: Spec, use_cases: Sequence[Row]) -> list[Row]:
    """Money for every quarter, rising to half as much again as on average."""
    wanted = spec.use_cases if spec.target is None else spec.target
    total = spec.tightness * _estimate(spec, use_cases) * wanted / spec.use_cases
    weights = [0.5 + quarter / spec.quarters for quarter in range(1, spec.quarters + 1)]
    return [
        {"Quarter": _label(quarter), "Budget": str(round(total * weight / sum(weights) / MONEY) * MONEY)}
        for quarter, weight in enumerate(weights, 1)
    ]


def _estimate(spec: Spec, use_cases: Sequence[Row]) -> float:
    """Money that building all use cases, and running each for a third of the horizon, costs, roughly."""
    run_quarters = spec.quarters / 3
    each = {kind.name: sum(map(sum, kind.build.values())) + run_quarters * sum(kind.run.values()) for kind in TYPES}
    hundredths = sum(each[row["Type"]] * float(row.get("Size", "1")) * int(row.get("Count", "1")) for row in use_cases)
    return hundredths / 100 * COST_OF_FTE_QUARTER


# -- files


def files(spec: Spec) -> dict[str, str]:
    """The text of each file of an instance, by the file's name."""
    return {f"{name}.csv": _csv(rows) for name, rows in sheets(spec).items()}


def _csv(rows: Sequence[Row]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name, cell in row.items() if cell))
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def write(spec: Spec, folder: Path) -> Path:
    """Write an instance as a folder of its name in another, in place of one that is there."""
    target = folder / spec.name
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name, text in files(spec).items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="instances to write; none: all")
    wanted = parser.parse_args().names
    for spec in INSTANCES:
        if not wanted or spec.name in wanted:
            print(write(spec, FOLDER))


if __name__ == "__main__":
    main()
