"""The worked examples: the committed samples are what the code makes, and hold what they promise."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from inputs import EXAMPLES, read, write_template
from inputs.worked_examples.job_notes import OWNS_AND_FAILS
from inputs.worked_examples.pay import MEDIANS
from models.errors import InputError
from tests.inputs.cells import cells, rows

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "inputs" / "examples"
BUILDERS = ("ML Engineer", "Data Scientist")


def sample(name: str) -> Path:
    return SAMPLES / f"{name}.xlsx"


def settings(name: str) -> dict[str, object]:
    return {str(row["Setting"]): row.get("Value") for row in rows(sample(name), "Settings")}


def on_the_first_day(name: str, role: str, day: str) -> int:
    """Heads of a role on the Staff sheet that are in seat on a day."""
    staff = rows(sample(name), "Staff")
    return sum(int(str(row.get("Heads", 1))) for row in staff if row["Role"] == role and str(row["Start"])[:10] <= day)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_sample_is_what_the_code_makes_today(name: str, tmp_path: Path) -> None:
    write_template(tmp_path / "now.xlsx", name)
    assert cells(sample(name)) == cells(tmp_path / "now.xlsx"), f"hireplan init inputs/examples/{name}.xlsx --example"


def test_there_is_a_sample_for_each_example_and_no_other() -> None:
    assert {file.stem for file in SAMPLES.glob("*.xlsx")} == set(EXAMPLES)


def test_pay_is_what_the_public_file_says() -> None:
    with (ROOT / "docs" / "data" / "pay_2023_2025.csv").open(encoding="utf-8", newline="") as file:
        found = {
            (row["role"], row["region"], row["experience_level"]): (float(row["median"]), int(row["n"]))
            for row in csv.DictReader(file)
        }
    assert {key: (float(pay.median), pay.adverts) for key, pay in MEDIANS.items()} == found


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_role_has_its_notes_and_a_dated_source_or_is_an_estimate(name: str) -> None:
    for row in rows(sample(name), "Roles"):
        owns, fails = OWNS_AND_FAILS[str(row["Role"])]
        assert row["Notes"] == f"Owns {owns}. Usually fails {fails}."
        source = str(row["Source"])
        assert source.startswith("Estimate") or ("2023-2025, CC0" in source and "n=" in source)


def test_pay_in_the_workbook_is_the_median_of_its_source() -> None:
    base = {
        (r["Role"], r.get("Level"), r.get("Location")): r.get("Base salary") for r in rows(sample("portfolio"), "Roles")
    }
    assert base["Data Engineer", "mid", "US"] == 128_000
    assert base["Data Engineer", "mid", "EU"] == 60_800  # 66,900 USD at 1.10 USD a euro = 60,818, to hundreds


def test_leaders_without_a_public_figure_are_marked_as_estimates() -> None:
    for row in rows(sample("retail-bank"), "Roles"):
        if row["Family"] == "leadership":
            assert str(row["Source"]).startswith("Estimate")


def test_first_team_has_nobody_a_target_and_a_mix() -> None:
    assert rows(sample("first-team"), "Staff") == []
    assert settings("first-team")["Quarters"] == 8
    assert settings("first-team")["Target use cases"] == 5
    mix = {row["Type"]: row["Count"] for row in rows(sample("first-team"), "Use cases")}
    assert mix == {"small": 4, "medium": 2, "large": 1}
    assert not any("ID" in row or "Name" in row for row in rows(sample("first-team"), "Use cases"))


def test_retail_bank_has_twenty_named_use_cases_in_four_units_over_twelve_quarters() -> None:
    found = rows(sample("retail-bank"), "Use cases")
    assert len({row["Name"] for row in found}) == len(found) == 20
    assert len({row["Business unit"] for row in found}) == 4
    assert settings("retail-bank")["Quarters"] == 12
    assert {row.get("Status", "idea") for row in found} == {"idea", "in progress", "live"}
    for column in ("Depends on", "Earliest start", "Must be live by", "Priority", "Value per quarter", "Must do"):
        assert any(column in row for row in found), column


def test_retail_bank_has_ten_or_more_job_profiles_at_two_levels() -> None:
    roles = rows(sample("retail-bank"), "Roles")
    assert len(roles) >= 10
    assert {row["Level"] for row in roles if "Level" in row} == {"mid", "senior"}


def test_retail_bank_breaks_the_data_ratio_on_the_first_day() -> None:
    builders = sum(on_the_first_day("retail-bank", role, "2027-01-01") for role in BUILDERS)
    data_engineers = on_the_first_day("retail-bank", "Data Engineer", "2027-01-01")
    assert (builders, data_engineers) == (6, 1)  # six builders on one data engineer; three are allowed


def test_retail_bank_holds_an_overhyped_role() -> None:
    assert on_the_first_day("retail-bank", "Chief AI Officer", "2027-01-01") == 1


def test_retail_bank_has_a_budget_for_each_fiscal_year() -> None:
    assert [row["Quarter"] for row in rows(sample("retail-bank"), "Budget")] == ["FY27", "FY28", "FY29"]
    assert settings("retail-bank")["Budget cap"] == "fiscal-year"


def test_portfolio_has_sixty_use_cases_twenty_quarters_and_two_locations() -> None:
    found = rows(sample("portfolio"), "Use cases")
    assert len({row["Name"] for row in found}) >= 59  # two units each want an assistant for customers
    assert len({row["ID"] for row in found}) == len(found) == 60
    assert len({row["Business unit"] for row in found}) == 6
    assert settings("portfolio")["Quarters"] == 20
    assert {row["Location"] for row in rows(sample("portfolio"), "Roles")} == {"US", "EU"}
    assert settings("portfolio")["Exchange rate: EU"] == 1.1


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_reference_between_rows_is_to_a_row(name: str) -> None:
    use_cases = rows(sample(name), "Use cases")
    known = {row.get("ID") for row in use_cases}
    assert {d for row in use_cases for d in str(row.get("Depends on", "")).split(", ") if d} <= known
    assert {r["Type"] for r in use_cases} <= {r["Type"] for r in rows(sample(name), "Use-case types")}
    roles = {(r["Role"], r.get("Level")) for r in rows(sample(name), "Roles")}
    assert {(r["Role"], r.get("Level")) for r in rows(sample(name), "Staff")} <= roles


@pytest.mark.parametrize(
    ("name", "use_cases", "quarters"), [("first-team", 7, 8), ("retail-bank", 20, 12), ("portfolio", 60, 20)]
)
def test_the_reader_takes_every_sample_without_a_fault_or_a_notice(name: str, use_cases: int, quarters: int) -> None:
    reading = read(sample(name))
    assert reading.notices == ()
    assert sum(use_case.count for use_case in reading.problem.use_cases) == use_cases
    assert reading.problem.quarters == quarters
    assert len(reading.problem.profiles) == len(rows(sample(name), "Roles"))
    assert len(reading.problem.rules) == len({row["Rule"] for row in rows(sample(name), "Rules")})


def test_an_accepted_offer_is_not_in_seat_on_the_first_day() -> None:
    offers = [row for row in read(sample("retail-bank")).problem.staff if row.start > 1]
    assert [(row.id, row.start) for row in offers] == [("E-1008", 2)]  # from 1 April 2027, the first day of FY27 Q2


def test_euros_are_turned_into_dollars_in_the_european_location_only() -> None:
    rates = {profile.location: profile.exchange_rate for profile in read(sample("portfolio")).problem.profiles}
    assert rates == {"US": Decimal(1), "EU": Decimal("1.1")}


def test_a_blank_workbook_lacks_only_what_the_planner_must_supply(tmp_path: Path) -> None:
    write_template(tmp_path / "blank.xlsx")
    with pytest.raises(InputError) as caught:
        read(tmp_path / "blank.xlsx")
    assert {fault.sheet for fault in caught.value.faults} == {"Use cases", "Budget"}
