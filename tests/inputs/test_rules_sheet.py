"""The Rules sheet: groups, kinds, modes, and the default rules."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from inputs.default_rules import DEFAULT_RULES
from inputs.reading.groups import UnknownError, group
from inputs.rule_columns import RULE_KINDS
from inputs.sheets import RULES
from models.problem import Employment, Family, Problem, Profile
from models.rules import Cap, Condition, Flag, Milestone, Mode, Ratio, When
from tests.inputs.books import Sheets, assert_fault, faults, good, reading


def profile(id: str, role: str, level: str, family: Family, **fields: object) -> Profile:
    return Profile.model_validate({"id": id, "role": role, "level": level, "family": family, "wave": 1, **fields})


PEOPLE = (
    profile("PM", "AI Product Manager", "senior", Family.PRODUCT),
    profile("DE", "Data Engineer", "mid", Family.DATA, location="Berlin"),
    profile("ML", "ML Engineer", "senior", Family.BUILDER),
    profile("MM", "ML Engineer", "mid", Family.BUILDER),
    profile("IC", "R&D; Integrator", "mid", Family.INTEGRATION, employment=Employment.CONTRACTOR, wave=2),
)


@pytest.mark.parametrize(
    ("text", "selected"),
    [
        ("builder", ("ML", "MM")),
        ("ML Engineer & senior", ("ML",)),
        ("ml engineer&SENIOR", ("ML",)),
        ("role: Data Engineer; product", ("PM", "DE")),
        ("location: Berlin", ("DE",)),
        ("contractor", ("IC",)),
        ("wave 2", ("IC",)),
        ("wave: 2", ("IC",)),
        ("employment: employee & level: mid", ("DE", "MM")),
        ("leadership", ()),  # a known family is never unknown, even where nobody has it
        ("wave 3", ()),
        ("R&D; Integrator", ("IC",)),  # a role's name may hold the marks
        ("everyone", ("PM", "DE", "ML", "MM", "IC")),
    ],
)
def test_groups(text: str, selected: tuple[str, ...]) -> None:
    assert group(text, PEOPLE).profiles == selected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Data Enginer", "did you mean 'Data Engineer'?"),
        ("role: Data Enginer", "did you mean 'Data Engineer'?"),
        ("level: principal", "no level of the Roles sheet"),
        ("wave 4", "selects nobody"),
        ("builder;", "blank part beside a ';'"),
    ],
)
def test_unknown_in_a_group(text: str, words: str) -> None:
    with pytest.raises(UnknownError) as caught:
        group(text, PEOPLE)
    assert words in str(caught.value)


def test_a_word_that_is_a_role_and_a_family_must_say_which() -> None:
    people = (*PEOPLE, profile("X", "Data", "", Family.SPECIALIST))
    with pytest.raises(UnknownError, match="write 'role: data' or 'family: data'"):
        group("data", people)
    assert group("role: data", people).profiles == ("X",)


def with_rules(*rows: dict[str, object]) -> Sheets:
    names = [column.name for column in RULES.columns]
    return good() | {"Rules": [names, *[[row.get(name) for name in names] for row in rows]]}


def row_of(problem: Problem, rule: str) -> object:
    return next(r for r in problem.rules if r.id == rule).rows[0]


def test_kinds_become_their_rows(tmp_path: Path) -> None:
    sheets = with_rules(
        {"Rule": "t", "Kind": "team-first", "Acts on": "everyone else", "Against": "product"},
        {"Rule": "r", "Kind": "Ratio", "Acts on": "builder", "Against": "everyone else", "Most": 0.5, "Free": 1,
         "When": "At starts", "Mode": "Prefer"},
        {"Rule": "c", "Kind": "cap", "Acts on": "builder", "Most": 1, "Condition": "novel research"},
        {"Rule": "k", "Kind": "condition", "Acts on": "builder",
         "Condition": "Board-level priority; business units >= 2; budget >= 10,000,000"},
        {"Rule": "m", "Kind": "milestone", "Against": "T", "Most": 2},
    )  # fmt: skip
    problem = reading(tmp_path, sheets).problem
    ratio = row_of(problem, "r")
    assert isinstance(ratio, Ratio)
    assert (ratio.most, ratio.free, ratio.when) == (Decimal("0.5"), 1, When.AT_STARTS)
    assert ratio.against.profiles == ("AIPM-SEN", "DE-MID")  # all but the builders
    cap, condition = row_of(problem, "c"), row_of(problem, "k")
    assert isinstance(cap, Cap)
    assert cap.per is Flag.NOVEL_RESEARCH
    assert isinstance(condition, Condition)
    assert (condition.board_level_priority, condition.business_units, condition.budget) == (True, 2, 10_000_000)
    assert row_of(problem, "m") == Milestone(rule="t", quarters=2, least=1)
    assert [rule.mode for rule in problem.rules][:2] == [Mode.ENFORCE, Mode.PREFER]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (
            {"Kind": "gate", "Acts on": "builder", "Least": 1, "Most": 2},
            "Most",
            "has no meaning for a rule of kind gate",
        ),
        ({"Kind": "gate", "Acts on": "builder"}, "Least", "needs it"),
        (
            {"Kind": "cap", "Acts on": "builder", "Most": 1, "Condition": "per moon"},
            "Condition",
            "nothing a cap counts",
        ),
        ({"Kind": "condition", "Acts on": "builder", "Condition": "luck"}, "Condition", "is no condition"),
        ({"Kind": "milestone", "Against": "nobody", "Most": 2}, "Against", "is no team-first rule"),
        ({"Kind": "per-active", "FTE": 0.1, "Capability": "dat"}, "Capability", "did you mean 'data'?"),
        ({"Kind": "per-active", "FTE": 0.1, "Capability": "data", "Mode": "prefer"}, "Mode", "cannot be preferred"),
        ({"Kind": "present", "Acts on": "builder", "Against": "product", "Least": 1.5}, "Least", "whole number"),
        (
            {"Kind": "present", "Acts on": "everyone else", "Against": "everyone else"},
            "Acts on",
            "names nobody besides",
        ),
        ({"Kind": "cap", "Acts on": "Data Scientist", "Most": 1}, "Acts on", "selects nobody"),
    ],
)
def test_bad_rows(tmp_path: Path, row: dict[str, object], column: str, words: str) -> None:
    place = [c.name for c in RULES.columns].index(column)
    assert_fault(faults(tmp_path, with_rules({"Rule": "x", **row})), "Rules", f"{'ABCDEFGHIJKLM'[place]}2", words)


def test_unknown_roles_do_not_matter_where_the_rule_is_off(tmp_path: Path) -> None:
    row = {"Rule": "x", "Kind": "cap", "Acts on": "Data Scientist", "Most": 1, "Mode": "off"}
    assert reading(tmp_path, with_rules(row)).problem.rules[0].mode is Mode.OFF


def test_a_rules_sheet_without_rows_means_no_rules(tmp_path: Path) -> None:
    found = reading(tmp_path, with_rules())
    assert found.problem.rules == ()
    assert [n.message for n in found.notices] == ["has no rows, so no rules hold"]


def test_default_rules_leave_out_what_nobody_is_meant_by(tmp_path: Path) -> None:
    sheets = good()
    del sheets["Rules"]
    found = reading(tmp_path, sheets)
    ids = [rule.id for rule in found.problem.rules]
    # The catalogue has product, data and builders; no operations, integration, leaders, and no coordination.
    assert ids == ["founding-team", "product-first", "data-ratio", "data-ratio-low", "first-production"]
    assert "chief-ai-officer (no Chief AI Officer)" in found.notices[0].message


def test_default_rules_cover_the_published_list_and_fit_their_kinds() -> None:
    ids = list(dict.fromkeys(row["Rule"] for row in DEFAULT_RULES))
    assert ids == [
        "founding-team", "product-first", "data-ratio", "data-ratio-low", "builders-over-explorers",
        "first-production", "wave-2-gate", "mlops-deadline", "rework", "internal-integration", "wave-3-gate",
        "leadership-share", "coordination", "chief-ai-officer", "research-scientist", "prompt-engineer",
    ]  # fmt: skip
    for row in DEFAULT_RULES:
        uses = RULE_KINDS[row["Kind"]]
        assert set(uses.needs) <= set(row) <= {"Rule", "Kind", "Mode", "Source", *uses.needs, *uses.may}


def test_the_whole_catalogue_gets_all_default_rules(tmp_path: Path) -> None:
    from inputs import catalogue

    sheets = {name: rows for name, rows in good().items() if name in ("Settings", "Budget")}
    sheets["Roles"] = [["Role", "Level", "Employment", "Family", "Wave", "Base salary", "Day rate", "Time to fill"]]
    sheets["Roles"] += [
        [r.role, r.level or None, r.employment, r.family, r.wave, 100000 if r.employment == "employee" else None,
         None if r.employment == "employee" else 800, r.time_to_fill]
        for r in catalogue.ROLES
    ]  # fmt: skip
    problem = reading(tmp_path, sheets).problem
    assert len(problem.rules) == 16
    waits = problem.rules[0].rows[0].acts_on.profiles  # type: ignore[union-attr]
    team = {"AIPM-SEN", "DE-MID", "DE-SEN", "MLE-SEN"}
    assert set(waits) == {p.id for p in problem.profiles} - team  # all rows of the team together are let in
