"""Scenarios: what each form of a change makes of a cell, which rows a key means, and where faults are told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from inputs import Change, Reading, read, read_scenarios
from models.errors import Fault, InputError
from models.problem import Problem
from models.rules import Mode
from tests.inputs.books import Sheets, assert_fault, good, put, write, write_csv

HEADER = ["Scenario", "Sheet", "Row", "Column", "Value", "Builds on"]


def with_scenarios(*rows: list[Any], sheets: Sheets | None = None) -> Sheets:
    return {**(sheets or good()), "Scenarios": [HEADER, *rows]}


def scenario(tmp_path: Path, *rows: list[Any], name: str = "s", sheets: Sheets | None = None) -> Reading:
    return read(write(tmp_path / "plan.xlsx", with_scenarios(*rows, sheets=sheets)), scenario=name)


def changed(tmp_path: Path, sheet: str, row: Any, column: Any, value: Any, sheets: Sheets | None = None) -> Reading:
    return scenario(tmp_path, ["s", sheet, row, column, value], sheets=sheets)


def faults(tmp_path: Path, *rows: list[Any], sheets: Sheets | None = None) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        read_scenarios(write(tmp_path / "plan.xlsx", with_scenarios(*rows, sheets=sheets)))
    return caught.value.faults


def budget(problem: Problem) -> list[int]:
    return [row.amount for row in problem.budget_rows]


GRAMMAR = [
    ("+10 %", 550_000), ("-5%", 475_000), ("x0.9", 450_000), ("*0.9", 450_000), ("× 1,1", 550_000), ("x90 %", 450_000),
    ("+2", 500_002), ("-1", 499_999), ("+$1,000", 501_000), ("x0.1234567", 61_728), ("x0.000003", 2), ("x0.000001", 1),
    ("400000", 400_000), (400_000, 400_000), ("$ 400,000", 400_000), ("−5 %", 475_000),
]  # fmt: skip


@pytest.mark.parametrize(("value", "becomes"), GRAMMAR)
def test_each_form_of_a_value_makes_of_money_what_it_says(tmp_path: Path, value: Any, becomes: int) -> None:
    found = changed(tmp_path, "Budget", "FY27 Q2", "Budget", value)
    assert budget(found.problem) == [500_000, becomes, 500_000, 500_000]
    [told] = found.changes
    assert (told.sheet, told.row, told.column) == ("Budget", "FY27 Q2", "Budget")
    assert str(told) == f"Budget FY27 Q2: 500,000 -> {becomes:,}"


def test_results_are_rounded_half_up_by_kind(tmp_path: Path) -> None:
    use_case = changed(tmp_path, "Use cases", "fraud", "Count", "x1.25").problem.use_cases[1]
    assert use_case.count == 3  # 2.5
    staff = changed(tmp_path, "Staff", "E2", "FTE", "x0.33").problem.staff[1]
    assert staff.fte == 17  # 0.165
    ramp = changed(tmp_path, "Roles", "ML Engineer / senior", "Ramp Q1", "x0.99").problem.profiles[2]
    assert ramp.ramp == (50, 100)  # 49.5
    bonus = changed(tmp_path, "Roles", "ML Engineer / senior", "Bonus %", "x1.125").problem.profiles[2]
    assert bonus.bonus_pct == Decimal("11.25")
    size = changed(tmp_path, "Use cases", "fraud", "Size", "x0.5").problem.use_cases[1]
    assert size.size == Decimal("0.75")


def test_per_cent_take_points_shares_and_values(tmp_path: Path) -> None:
    for value, becomes in (("+2", 12), ("+10 %", 11), ("15 %", 15), ("15", 15), (15, 15), ("-9.5", Decimal("0.5"))):
        found = changed(tmp_path, "Roles", "Data Engineer / mid", "Bonus %", value)
        assert found.problem.profiles[1].bonus_pct == becomes
        assert (found.changes[0].before, found.changes[0].after) == ("10 %", f"{becomes} %")


def test_quarters_and_dates_move_by_quarters(tmp_path: Path) -> None:
    assert changed(tmp_path, "Use cases", "fraud", "Must be live by", "-1").problem.use_cases[1].live_by == 3
    sheets = put(good(), "Staff", "G2", date(2027, 6, 30))
    sheets = put(sheets, "Staff", "H2", date(2027, 9, 30))
    moved = changed(tmp_path, "Staff", "E1", "End", "+1", sheets=sheets)
    assert moved.changes[0].after == "2027-12-31"  # the last day of a month stays one
    assert moved.problem.staff[0].end == 4
    sheets = put(good(), "Settings", "A7", "Target by")
    sheets = put(sheets, "Settings", "B7", "FY27 Q4")
    assert changed(tmp_path, "Settings", "Target by", None, "-2", sheets=sheets).problem.settings.target_by == 2
    assert changed(tmp_path, "Settings", "target by", "value", "FY27 Q3", sheets=sheets).problem.settings.target_by == 3


def test_a_blank_stands_for_its_default_or_is_a_fault(tmp_path: Path) -> None:
    sheets = put(good(), "Staff", "E2", None)
    assert changed(tmp_path, "Staff", "E1", "Heads", "+2", sheets=sheets).problem.staff[0].heads == 3
    found = faults(tmp_path, ["s", "Roles", "Data Engineer / mid", "Most", "+1"])
    assert_fault(found, "Scenarios", "E2", "Roles", "blank")


def test_a_value_can_clear_a_cell(tmp_path: Path) -> None:
    found = changed(tmp_path, "Settings", "Target use cases", "Value", "(blank)")
    assert found.problem.settings.target_use_cases is None
    assert str(found.changes[0]) == "Settings Target use cases: 3 -> (blank)"


def test_an_equals_sign_is_text(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "plan", with_scenarios(["s", "Settings", "Company", "", "=1+1", ""]))
    assert read(path, scenario="s").problem.settings.company == "=1+1"


def test_settings_that_have_no_row_get_one(tmp_path: Path) -> None:
    sheets = good()
    sheets["Settings"] += [[], ["a note below the table"]]
    found = changed(tmp_path, "Settings", "Recruiting capacity", None, 4, sheets=sheets)
    assert found.problem.settings.recruiting_capacity == 4
    assert not any("no setting" in notice.message for notice in found.notices)  # the note is not taken for one
    assert (
        found.problem.changed(settings=read(tmp_path / "plan.xlsx").problem.settings)
        == read(tmp_path / "plan.xlsx").problem
    )
    relative = changed(tmp_path, "Settings", "Time limit", None, "x2", sheets=sheets)
    assert relative.problem.settings.time_limit == 100
    sheets = put(put(good(), "Roles", "C3", "Berlin"), "Staff", "I2", None)
    rate = changed(tmp_path, "Settings", "Exchange rate: Berlin", None, 1.1, sheets=sheets)
    assert rate.problem.profiles[1].exchange_rate == Decimal("1.1")


def test_a_column_that_is_not_there_is_added(tmp_path: Path) -> None:
    found = changed(tmp_path, "Roles", "Data Engineer / mid", "Most hires per quarter", 2)
    assert [p.most_hires_per_quarter for p in found.problem.profiles] == [None, 2, None]
    ramped = changed(tmp_path, "Roles", "Data Engineer / mid", "ramp q3", 110)
    assert ramped.problem.profiles[1].ramp == (50, 100, 110)
    sheets = good()
    sheets["Requirements"] = [row[:4] for row in sheets["Requirements"]]
    needed = changed(tmp_path, "Requirements", "data", "FY27 Q4", 0.7, sheets=sheets)
    assert needed.problem.requirements[0].need == (50, 50, 50, 70)
    folder = write_csv(tmp_path / "folder", with_scenarios(["s", "Roles", "Data Engineer / mid", "Equity", 9, ""]))
    assert read(folder, scenario="s").problem.profiles[1].equity == 9


def test_rows_of_types_and_requirements_have_their_own_kind(tmp_path: Path) -> None:
    kind = changed(tmp_path, "Use-case types", "small / data", "Q1", "x0.99").problem.use_case_types[0]
    assert kind.build["data"] == (59, 30)
    money = changed(tmp_path, "Use-case types", "small / money", "Run", "x0.3333").problem.use_case_types[0]
    assert money.run_cost == 333
    heads = changed(tmp_path, "Requirements", "ML Engineer", "FY27 Q4", "x1.3").problem.requirements[1]
    assert heads.need == (0, 0, 1, 3)
    need = changed(tmp_path, "Requirements", "data", "2027-12-31", "x0.9").problem.requirements[0]
    assert need.need == (50, 50, 50, 45)


def test_keys_of_several_columns(tmp_path: Path) -> None:
    sheets = good()
    for level, place, employment in (("mid", "Berlin", None), ("mid", "Berlin", "contractor"), ("junior", None, None)):
        pay = [None, 700] if employment else [90_000, None]
        sheets["Roles"].append(["Data Engineer", level, place, employment, "data", 1, *pay, 10, 1, 50, 100, 10])
    sheets["Skills"].append(["Data Engineer", None, None, 100, 30])
    sheets["Staff"] = sheets["Staff"][:1]

    def rows(named: str) -> list[int]:
        found = changed(tmp_path, "Roles", named, "Least", 1, sheets=sheets).problem.profiles
        return [number for number, profile in enumerate(found) if profile.least_heads == 1]

    assert rows("Data Engineer / mid") == [1]  # blanks and defaults left out
    assert rows("data engineer / MID /  / employee") == [1]
    assert rows("Data Engineer/mid/Berlin") == [3]
    assert rows("Data Engineer / mid / Berlin / contractor") == [4]
    assert rows("Data Engineer / contractor") == [4]
    assert rows("Data Engineer / Berlin") == [3, 4]
    assert rows("Data Engineer") == [1, 3, 4, 5]
    assert rows("Data Engineer #2") == [3]
    assert rows("all") == rows("*") == [0, 1, 2, 3, 4, 5]


def test_names_may_hold_a_stroke(tmp_path: Path) -> None:
    sheets = good()
    for sheet, row in (("Roles", 3), ("Skills", 3), ("Staff", 2)):
        sheets = put(sheets, sheet, f"{'C' if sheet == 'Staff' else 'A'}{row}", "Data / ML Engineer")
    found = changed(tmp_path, "Roles", "Data / ML Engineer / mid", "Least", 1, sheets=sheets)
    assert [profile.least_heads for profile in found.problem.profiles] == [0, 1, 0]


def test_a_budget_by_year_and_by_quarter(tmp_path: Path) -> None:
    assert budget(changed(tmp_path, "Budget", "FY27", "Budget", "x2").problem) == [1_000_000] * 4
    assert budget(changed(tmp_path, "Budget", "Q3 2027", "Budget", "x2").problem)[2] == 1_000_000
    assert budget(changed(tmp_path, "Budget", date(2027, 7, 1), "Budget", "x2").problem)[2] == 1_000_000
    assert_fault(faults(tmp_path, ["s", "Budget", "FY27", "Budget", 4]), "Scenarios", "C2", "4 rows", "adds up")
    sheets = {**good(), "Budget": [["Quarter", "Budget"], ["FY27", 2_000_000]]}
    assert budget(changed(tmp_path, "Budget", "FY 2027", "Budget", 40, sheets=sheets).problem) == [10] * 4
    assert_fault(faults(tmp_path, ["s", "Budget", "FY27 Q1", "Budget", 4], sheets=sheets), "Scenarios", "C2", "FY27")


def test_relative_changes_of_all_rows_pass_over_blanks(tmp_path: Path) -> None:
    sheets = good()
    sheets["Roles"].append(["Data Engineer", "mid", None, "contractor", "data", 1, None, 700, 10, 1, 50, 100, 10])
    found = changed(tmp_path, "Roles", "all", "Base salary", "+10 %", sheets=sheets)
    assert [profile.base_salary for profile in found.problem.profiles] == [165_000, 132_000, 176_000, 0]


def test_made_ids_of_use_cases(tmp_path: Path) -> None:
    sheets = good()
    sheets["Use cases"].append([None, None, None, "small"])
    sheets["Use cases"].append([None, None, None, "small"])
    found = changed(tmp_path, "Use cases", "small-2", "Count", 7, sheets=sheets)
    assert {c.id: c.count for c in found.problem.use_cases} == {"churn": 1, "fraud": 2, "small": 1, "small-2": 7}


def test_rules_of_several_rows(tmp_path: Path) -> None:
    assert changed(tmp_path, "Rules", "team", "Mode", "report").problem.rules[0].mode is Mode.REPORT
    second = changed(tmp_path, "Rules", "team #2", "Least", 2).problem.rules[0]
    assert [row.least for row in second.rows if row.kind == "team-first"] == [1, 2]


def test_only_the_rows_of_a_rule_that_use_the_column_are_changed(tmp_path: Path) -> None:
    sheets = {name: rows for name, rows in good().items() if name != "Rules"}
    sheets["Roles"].append(["Chief AI Officer", None, None, None, "leadership", 3, 300000, None, 0, 1, None, None, 0])
    sheets["Skills"].append(["Chief AI Officer", None, None, None, None])
    rule = changed(tmp_path, "Rules", "chief-ai-officer", "Most", 2, sheets=sheets).problem.rules
    [found] = [rule for rule in rule if rule.id == "chief-ai-officer"]
    assert [getattr(row, "most", None) for row in found.rows] == [None, None, 2]


def test_default_rules_can_be_changed_though_no_sheet_has_them(tmp_path: Path) -> None:
    sheets = {name: rows for name, rows in good().items() if name != "Rules"}
    base = read(write(tmp_path / "plan.xlsx", sheets))
    found = changed(tmp_path, "Rules", "data-ratio", "Mode", "report", sheets=sheets)
    modes = {rule.id: rule.mode for rule in found.problem.rules}
    assert modes == {rule.id: rule.mode for rule in base.problem.rules} | {"data-ratio": Mode.REPORT}
    assert found.notices == base.notices
    wrong = faults(tmp_path, ["s", "Rules", "data-ratio", "Acts on", "buildr"], sheets=sheets)
    assert_fault(wrong, "Scenarios", "E2", "buildr", "builder")


def test_the_catalogue_can_be_changed_though_no_sheet_has_it(tmp_path: Path) -> None:
    sheets = {name: rows for name, rows in good().items() if name not in ("Skills", "Use-case types", "Requirements")}
    base = read(write(tmp_path / "plan.xlsx", sheets)).problem
    same = scenario(tmp_path, ["s", "Skills", "all", "data", "x1"], ["s", "Use-case types", "all", "Run", "x1"],
                    sheets=sheets)  # fmt: skip
    assert same.problem == base
    assert same.changes == ()
    found = changed(tmp_path, "Use-case types", "small / data", "Q2", "x2", sheets=sheets).problem
    assert (base.use_case_types[0].build["data"], found.use_case_types[0].build["data"]) == ((60, 30), (60, 60))
    skilled = changed(tmp_path, "Skills", "ML Engineer / senior", "data", 90, sheets=sheets).problem
    assert (base.profiles[2].skills["data"], skilled.profiles[2].skills["data"]) == (60, 90)


CHAIN: tuple[list[Any], ...] = (
    ["lean", "Budget", "all", "Budget", "x0.5"],
    ["leaner", "Budget", "FY27 Q1", "Budget", "-50000", "lean"],
    ["leanest", None, None, None, None, "leaner"],
    ["leanest", "Settings", "Quarters", None, 3],
)  # fmt: skip


def test_scenarios_build_on_each_other(tmp_path: Path) -> None:
    path = write(tmp_path / "plan.xlsx", with_scenarios(*CHAIN))
    found = read_scenarios(path)
    assert [reading.scenario for reading in found] == ["", "lean", "leaner", "leanest"]
    assert all(reading.scenarios == ("lean", "leaner", "leanest") for reading in found)
    assert [budget(reading.problem) for reading in found] == [
        [500_000] * 4, [250_000] * 4, [200_000, *[250_000] * 3], [200_000, 250_000, 250_000],
    ]  # fmt: skip
    assert str(found[2].changes[0]) == "Budget FY27 Q1: 500,000 -> 200,000"
    assert [reading.scenario for reading in read_scenarios(path, ["LEANER"])] == ["", "leaner"]
    assert read(path) == found[0]
    assert read(path, scenario="leanest") == found[3]


def test_bases_that_cannot_be(tmp_path: Path) -> None:
    row = ["Budget", "all", "Budget", "x0.5"]
    circle = faults(tmp_path, ["a", *row, "b"], ["b", *row, "c"], ["c", *row, "b"], ["d", *row, "d"])
    assert_fault(circle, "Scenarios", "F3", "b → c → b")
    assert_fault(circle, "Scenarios", "F5", "d → d")
    assert len(circle) == 2
    assert_fault(faults(tmp_path, ["lean", *row], ["b", *row, "laen"]), "Scenarios", "F3", "laen", "'lean'")
    two = faults(tmp_path, ["a", *row], ["b", *row], ["c", *row, "a"], ["c", *row, "b"])
    assert_fault(two, "Scenarios", "F5", "'b'", "F4", "'a'")


BAD: list[tuple[list[Any], str, tuple[str, ...]]] = [
    (["Bugdet", "all", "Budget", 1], "B2", ("Bugdet", "did you mean 'Budget'?")),
    (["Budget", "FY27 Q5", "Budget", 1], "C2", ("FY27 Q5", "FY27 Q1")),
    (["Roles", "Data Enginer / mid", "Most", 1], "C2", ("did you mean 'Data Engineer / mid'?",)),
    (["Roles", "all", "Base salry", 1], "D2", ("did you mean 'Base salary'?",)),
    (["Roles", "all", None, 1], "D2", ("blank",)),
    (["Roles", None, "Most", 1], "C2", ("blank",)),
    ([None, "all", "Most", 1], "B2", ("blank",)),
    (["Roles", "all", "Most", None], "E2", ("blank", "+10 %")),
    (["Settings", "Quartrs", None, 5], "C2", ("did you mean 'Quarters'?",)),
    (["Settings", "all", None, 5], "C2", ("no setting",)),
    (["Settings", "Quarters", "Unit", 5], "D2", ("use Value",)),
    (["Skills", "all", "reserch", 5], "D2", ("no column",)),
    (["Budget", "FY27 Q1", "Budget", "+ten %"], "E2", ("not a number",)),
    (["Budget", "FY27 Q1", "Budget", "lots"], "E2", ("not a number",)),
    (["Budget", "FY27 Q1", "Budget", "-600000"], "E2", ("negative",)),
    (["Use cases", "fraud", "Type", "+10 %"], "E2", ("changes a number", "name")),
    (["Use cases", "fraud", "Must be live by", "+10 %"], "E2", ("quarters",)),
    (["Use cases", "fraud", "Must be live by", "x2"], "E2", ("neither a quarter nor a date",)),
    (["Use cases", "fraud", "Type", "smal"], "E2", ("Use cases!D3", "'small'")),
    (["Use cases", "churn", "Depends on", "fraud"], "E2", ("Use cases!J2", "waits for itself")),
    (["Settings", "Quarters", None, "+4"], "E2", ("Budget", "no row for FY28 Q1")),
    (["Roles", "Data Engineer / mid", "Role", "Data Wizard"], "E2", ("Roles!A3", "no row in the Skills sheet")),
    (["Rules", "ratio", "Most", "(blank)"], "E2", ("Rules!F4", "is blank")),
]


@pytest.mark.parametrize(("row", "cell", "words"), BAD)
def test_a_bad_row_is_told_at_its_cell(tmp_path: Path, row: list[Any], cell: str, words: tuple[str, ...]) -> None:
    found = faults(tmp_path, ["s", *row], ["good", "Budget", "all", "Budget", "x2"])
    assert all(fault.sheet == "Scenarios" and fault.file == "plan.xlsx" for fault in found), found
    assert_fault(found, "Scenarios", cell, *words)


def test_all_faults_of_all_scenarios_come_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, *(["s", *row] if n % 2 else ["t", *row] for n, (row, _, _) in enumerate(BAD[:15])))
    assert {fault.cell[1:] for fault in found} == {str(n + 2) for n in range(15)}


def test_a_fault_elsewhere_is_told_at_the_change_that_causes_it(tmp_path: Path) -> None:
    """Of three changes only the second asks for more than there may be; the fault itself stands in another cell."""
    found = faults(
        tmp_path,
        ["s", "Roles", "Data Engineer / mid", "Most", 3],
        ["s", "Roles", "Data Engineer / mid", "Most", 1],
        ["s", "Settings", "Company", None, "Other"],
        sheets=put(good(), "Roles", "N3", 2),
    )
    [fault] = found
    assert (fault.sheet, fault.cell) == ("Scenarios", "E3")
    assert "Roles!N3" in fault.message


@pytest.mark.parametrize("place", range(5))
def test_the_cause_is_found_wherever_it_stands(tmp_path: Path, place: int) -> None:
    rows: list[list[Any]] = [["s", "Settings", "Company", None, f"name {n}"] for n in range(5)]
    rows[place] = ["s", "Settings", "Quarters", None, 5]  # the budget ends before
    [fault] = faults(tmp_path, *rows)
    assert (fault.sheet, fault.cell) == ("Scenarios", f"E{place + 2}")
    assert "Budget" in fault.message


def test_faults_of_the_input_itself_stand_where_they_are(tmp_path: Path) -> None:
    sheets = put(good(), "Budget", "B2", "lots")
    found = faults(tmp_path, ["s", "Budget", "FY27 Q2", "Budget", "x2"], ["s", "Roles", "all", "Bonus %", -1],
                   sheets=sheets)  # fmt: skip
    assert [(fault.sheet, fault.cell) for fault in found] == [("Budget", "B2"), ("Scenarios", "E3")]


def test_an_excel_percentage_without_its_sign_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "plan.xlsx", with_scenarios(["s", "Budget", "FY27 Q2", "Budget", 0.1]),
                 lambda book: setattr(book["Scenarios"]["E2"], "number_format", "0%"))  # fmt: skip
    with pytest.raises(InputError, match=r"x1\.1"):
        read(path, scenario="s")


def test_values_of_people_are_never_told(tmp_path: Path) -> None:
    found = scenario(tmp_path, ["s", "Staff", "E1", "Base salary", "+10 %"], ["s", "Staff", "E1", "Name", "Zoe"])
    assert found.problem.staff[0].base_salary == 129_800
    assert not any(word in str(found.changes) for word in ("118", "129", "Ann", "Zoe"))
    wrong = faults(tmp_path, ["s", "Staff", "E1", "Base salary", "9xx7"])
    assert "9xx7" not in str(wrong)
    wrong = faults(tmp_path, ["s", "Staff", "E9", "Base salary", 1])
    assert "E9" not in wrong[0].message


def test_a_scenario_that_is_not_there_lists_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"did you mean 'lean'\? name one of: 'lean', 'leaner', 'leanest'"):
        scenario(tmp_path, *CHAIN, name="leam")
    with pytest.raises(InputError, match="the input has none"):
        read(write(tmp_path / "plain.xlsx", good()), scenario="lean")


def test_a_faulty_scenario_leaves_the_input_and_the_others_readable(tmp_path: Path) -> None:
    path = write(tmp_path / "plan.xlsx", with_scenarios(*CHAIN, ["bad", "Budget", "FY99 Q1", "Budget", 1]))
    assert read(path).scenarios == ("lean", "leaner", "leanest", "bad")
    assert budget(read(path, scenario="lean").problem) == [250_000] * 4


def test_changes_of_a_caller_come_after_the_scenario(tmp_path: Path) -> None:
    path = write(tmp_path / "plan.xlsx", with_scenarios(*CHAIN))
    more = [Change("budget", "all", "Budget", "+1"), Change("Settings", "Company", "", "B")]
    found = read(path, scenario="lean", changes=more)
    assert budget(found.problem) == [250_001] * 4
    assert found.problem.settings.company == "B"
    assert found.changes[0].before == "500,000"
    assert budget(read(path, changes=more).problem) == [500_001] * 4
    with pytest.raises(InputError) as caught:
        read(path, changes=[Change("Budget", "FY30 Q1", "Budget", "x2"), Change("Bugdet", "all", "Budget", 1)])
    second, first = caught.value.faults
    assert "Budget / FY30 Q1 / Budget / x2" in first.message
    assert "did you mean 'Budget'?" in second.message


def test_folders_of_csv_files_have_scenarios_too(tmp_path: Path) -> None:
    rows = [[*row, *[None] * (6 - len(row))] for row in CHAIN]
    for separator, mark in ((",", "x0.5"), (";", "x0,5")):
        rows[0][4] = mark
        found = read_scenarios(write_csv(tmp_path / f"plan{ord(separator)}", with_scenarios(*rows), separator))
        assert [budget(reading.problem)[0] for reading in found] == [500_000, 250_000, 200_000, 200_000]
