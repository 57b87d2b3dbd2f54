"""What is written of an assessment: every number is that of the record, gaps are told apart, nothing is a formula."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import outputs
from hireplan.verifying import verify as verify_workbook
from models.assessment import Assessment, Gap, JobWorth
from models.redacted_whatif import redacted_assessment
from models.whatif import WhatIf
from outputs import Scenario
from outputs.page.rendering import rendered
from outputs.rows.assess import NOBODY, beside_pay, job_rows
from outputs.workbook.assess import NAME
from tests.builders import make_staff
from tests.optimizer.planned import company, solved
from tests.outputs import lint
from tests.outputs.books import by_libreoffice, cells, recalculated, values
from tests.outputs.books import differences as changed_cells
from tests.outputs.explained import ASSESSMENTS, assessed, crowd, nobody, slower, unproven, worth
from tests.outputs.plans import SOURCE, bank_result
from tests.outputs.rendering import too_wide
from tests.outputs.salaried import team, team_result
from tests.outputs.tables import frame, table
from tests.outputs.test_page import Page


def written(assessment: Assessment, folder: Path) -> Path:
    outputs.write_assessed(assessment, folder / "assessed.xlsx", SOURCE)
    return folder / "assessed.xlsx"


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_the_workbook_is_sound_and_everything_fits(name: str, tmp_path: Path) -> None:
    assessment = ASSESSMENTS[name]()
    path = written(assessment, tmp_path)
    assert lint.faults(path) == []
    assert too_wide(path) == []
    names = openpyxl.load_workbook(path).sheetnames
    assert names[:2] == (["Summary", NAME] if assessment.base.plan else [NAME, "About"])


FOUND = "(in the plans found)"
MORE = ("One more: use cases", f"One more: quarters sooner {FOUND}", "One more: value", "One more: cost besides pay")
FEWER = ("One fewer: use cases", f"One fewer: quarters later {FOUND}", "One fewer: value", "One fewer: cost")


@pytest.mark.parametrize("make", [assessed, crowd])
def test_every_job_stands_in_the_sheet_as_it_was_found(make: Any, tmp_path: Path) -> None:
    assessment = make()
    path = written(assessment, tmp_path)
    rows, by_pandas = table(path, NAME, "Job"), frame(path, NAME, "Job")
    assert len(rows) == len(by_pandas) == len(assessment.jobs)
    for job, row, (_, seen) in zip(assessment.jobs, rows, by_pandas.iterrows(), strict=True):
        assert (row["Job"], row["Gap"]) == (job.job, job.gap)
        assert (row["Heads today"], row["Pay of one more"]) == (job.heads, job.pay)
        assert (seen["Heads today"], seen["Pay of one more"]) == (job.heads, job.pay)
        more = tuple(row[head] for head in MORE)
        fewer = tuple(row[head] for head in FEWER)
        if job.gain is None:
            assert more == (None,) * 4
        else:
            gain = job.gain
            assert more == (gain.use_cases.value, -gain.first, gain.value.value, gain.cost.value - job.pay)
        if job.loss is None:
            assert fewer == (None,) * 4
        else:
            loss = job.loss
            assert fewer == (loss.use_cases.value, loss.first, loss.value.value, loss.cost.value)


def test_what_is_not_known_of_a_job_is_said(tmp_path: Path) -> None:
    assert [row["Note"] for row in table(written(assessed(), tmp_path), NAME, "Job")] == [
        None,
        "one more: cost between -206,998 and -166,998; one fewer: no plan exists then",
        "one fewer: cost between -40,000 and +0",
        "one fewer changes nothing but pay",
        "one more: not solved: there was no time for it; one fewer: not solved: there was no time for it",
        "with nobody more: no plan exists then; one more: not solved: there was no time for it",
    ]
    assert job_rows(assessed())[0].fewer.note == NOBODY


def test_bounds_move_with_the_pay() -> None:
    job = assessed().jobs[1]
    besides = beside_pay(job)
    assert besides is not None
    assert job.gain is not None
    assert job.gain.cost.low is not None
    assert besides.cost.low == job.gain.cost.low - job.pay


def test_capabilities_stand_by_quarter_with_what_is_short_as_a_formula(tmp_path: Path) -> None:
    assessment = assessed()
    path = written(assessment, tmp_path)
    labels = assessment.base.problem.calendar.labels()
    for nth, name in enumerate(("required", "given", "short")):
        rows = table(path, NAME, "Capability", nth)
        assert [row["Capability"] for row in rows] == [gap.capability for gap in assessment.capabilities]
        for row, gap in zip(rows, assessment.capabilities, strict=True):
            short = [max(0, need - have) for need, have in zip(gap.required, gap.given, strict=True)]
            wanted = {"required": gap.required, "given": gap.given, "short": short}[name]
            assert [row[label] for label in labels] == pytest.approx([hundredths / 100 for hundredths in wanted])
            assert row["Sum"] == pytest.approx(sum(wanted) / 100)
    sheet = openpyxl.load_workbook(path)[NAME]
    heads = [row for row in sheet.iter_rows() if row[0].value == "Capability"]
    assert {row[6].value for row in heads} == {labels[0]}, "quarter 1 stands in column G"
    assert changed_cells(path, recalculated(path)) == []


def test_rules_today_stand_as_they_were_judged(tmp_path: Path) -> None:
    assessment = assessed()
    rows = table(written(assessment, tmp_path), NAME, "Rule")
    assert len(rows) == len(assessment.rules)
    for check, row in zip(assessment.rules, rows, strict=True):
        assert (row["Rule"], row["State"], row["Left"]) == (check.rule, check.state, check.left)
        assert (row["Limit"], row["Slack"]) == (check.limit, check.slack)


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    found = cells(written(assessed(), tmp_path))
    formulas = [formula for (sheet, _), (formula, _) in found.items() if sheet == NAME and formula is not None]
    assert all(formula.startswith(("SUM(", "MAX(0,")) for formula in formulas)
    texts = {value for (sheet, _), value in values(tmp_path / "assessed.xlsx").items() if sheet == NAME}
    assert {"=ML Engineer / senior", "@Data Scientist", "=data", "=rule", "=Prompt Engineer"} <= texts


@pytest.mark.parametrize("make", [assessed, nobody])
def test_verify_does_not_mind_the_sheet(make: Any, tmp_path: Path) -> None:
    verified = verify_workbook(written(make(), tmp_path))
    assert verified.notices == ()
    assert verified.edits == ()


# -- words


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_the_terminal_gets_one_to_ten_lines(name: str) -> None:
    lines = outputs.assessment_lines(ASSESSMENTS[name]())
    assert 1 <= len(lines) <= 10
    assert all(line.strip() and "\n" not in line for line in lines)


def test_what_blocks_comes_first_then_what_to_fill() -> None:
    lines = outputs.assessment_lines(assessed())
    assert lines[0].startswith("Blocking: one more AI Product Manager (+2 use cases, cost besides pay -166,998 USD")
    assert "-166,998 USD (between -206,998 and -166,998)" in lines[0]
    assert lines[1] == "Fill first: 1. AI Product Manager, by FY27 Q3; 2. Data Engineer / mid, by FY27 Q4."
    assert "Idle: one more Chief AI Officer changes nothing for the better." in lines
    assert "To spare: one fewer Chief AI Officer changes nothing but pay." in lines
    assert "Today's team is short of =data (2.00 FTE in FY28 Q3) and product (0.45 FTE in FY28 Q3)." in lines
    assert lines[-1] == (
        "Not known, or not proven, for 2 of 6 jobs (@Data Scientist; AI Ops); left out: one fewer of 2 jobs."
    )


def test_that_nothing_blocks_is_said_only_as_far_as_it_is_known() -> None:
    idle, _, unknown = (worth(name, gap, 0, None) for name, gap in
                        (("A", Gap.IDLE), ("B", Gap.USEFUL), ("C", Gap.UNKNOWN)))  # fmt: skip
    certain = outputs.assessment_lines(replace(nobody(), jobs=(idle,)))
    doubtful = outputs.assessment_lines(replace(nobody(), jobs=(idle, unknown)))
    assert certain[0] == "Nothing blocks: one more head of no job brings a use case more, or one sooner."
    assert doubtful == [
        "Whether anything blocks is not known: 1 of 2 jobs could not be told.",
        "Idle: one more A changes nothing for the better.",
        "Not known, or not proven, for 1 of 2 jobs (C).",
    ]


def test_a_job_s_note_does_not_contradict_its_gap() -> None:
    """One more today brings two use cases; what could be hired brings none, or no plan was found that has any."""
    one = worth("A", Gap.BLOCKING, 0, bank_result())
    assert one.gain is not None
    assert one.gain.use_cases.value > 0
    certain, doubtful = (WhatIf("as many as allowed", plan) for plan in (slower(), unproven(slower())))
    notes = []
    for opened in (certain, doubtful):
        job = replace(one, opened=opened, opening=opened.effect(slower()))
        notes += [row.note for row in job_rows(replace(nobody(), jobs=(job,)))]
    assert notes == [
        "hired as many as allowed, later and out of the budget: changes nothing",
        "hired as many as allowed: no plan as good as with one more today was found; there may be one",
    ]


def test_without_a_plan_that_is_said_first() -> None:
    assert outputs.assessment_lines(ASSESSMENTS["no plan"]())[0].startswith("No plan exists: ")


# -- JSON


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_json_holds_everything_under_the_same_keys(name: str) -> None:
    assessment = ASSESSMENTS[name]()
    found = json.loads(json.dumps(outputs.assessment_report(assessment)))
    assert list(found) == [
        *("schema", "currency", "plan", "jobs", "capabilities", "rules", "idle_titles", "first", "left_out"),
    ]
    for one, job in zip(found["jobs"], assessment.jobs, strict=True):
        assert (one["gap"], one["heads"], one["pay"]) == (job.gap, job.heads, job.pay)
        assert (one["gain"] is None, one["loss"] is None) == (job.gain is None, job.loss is None)
        if job.gain is not None:
            cost = {"value": job.gain.cost.value, "low": job.gain.cost.low, "high": job.gain.cost.high}
            assert one["gain"]["cost"] == cost | {"proven": job.gain.cost.is_exact}
            assert one["gain"]["quarters_later"] == job.gain.first
    for one, gap in zip(found["capabilities"], assessment.capabilities, strict=True):
        assert list(one["required"].values()) == pytest.approx([hundredths / 100 for hundredths in gap.required])


# -- really solved


def test_a_head_is_worth_what_two_solves_differ_by(tmp_path: Path) -> None:
    """No A may be hired: with one in seat the use case is built, and 30,000 are paid in three quarters."""
    closed = company(a={"most_hires_per_quarter": 0})
    staffed = closed.changed(staff=(make_staff("A"),))
    base, more = solved(closed), solved(staffed)
    one = WhatIf("one more A", more)
    job = JobWorth("A", "A", 0, 30_000, WhatIf("as it is", base), one, None, one.effect(base), None, Gap.BLOCKING)
    [row] = table(written(replace(nobody(), base=base, jobs=(job,)), tmp_path), NAME, "Job")
    assert [row[head] for head in MORE] == [1, 1, 0, 0]
    assert [row[head] for head in FEWER] == [None] * 4


# -- the page and redaction


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_the_page_tells_it_even_without_a_plan(name: str) -> None:
    assessment = ASSESSMENTS[name]()
    html = rendered([Scenario("base", assessment.base, SOURCE)], assessment=assessment).decode()
    captions = " ".join(Page(html).tables)
    assert "<script" not in html
    assert len(html) < 200_000
    assert ("One head more or fewer today" in captions) == bool(assessment.jobs)
    assert ("the most that today's team gives" in captions) == bool(assessment.capabilities)
    assert ("Who starts when" in html) == (assessment.base.plan is not None)


def with_salary(salary: int | None) -> Assessment:
    """One fewer saves the salary of the one who has one, in one job; in the other somebody else goes."""
    base = team_result(team(salary, None, None, None, None))
    staff, as_is = base.problem.staff, WhatIf("as it is", base)
    jobs = []
    for left in (staff[1:], staff[:-1]):
        fewer = WhatIf("one fewer", team_result(base.problem.changed(staff=left)))
        loss = fewer.effect(base)
        jobs.append(JobWorth("A", "A", 1, 9, as_is, as_is, fewer, as_is.effect(base), loss, Gap.IDLE))
    return replace(nobody(), base=base, jobs=tuple(jobs))


def test_redacted_nothing_depends_on_own_salaries(tmp_path: Path) -> None:
    one, other = with_salary(100_000), with_salary(250_000)
    assert outputs.assessment_report(one) != outputs.assessment_report(other)
    hidden = redacted_assessment(one), redacted_assessment(other)
    assert outputs.assessment_report(hidden[0]) == outputs.assessment_report(hidden[1])
    assert cells(written(hidden[0], tmp_path)) == cells(written(hidden[1], tmp_path))
    pages = {rendered([Scenario("team", a.base, SOURCE)], assessment=a) for a in (one, other)}
    assert len(pages) == 1


def test_without_own_salaries_redaction_keeps_every_number() -> None:
    assert outputs.assessment_report(redacted_assessment(with_salary(None))) == outputs.assessment_report(
        with_salary(None)
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["assessed", "no plan"])
def test_libreoffice_opens_it_and_computes_the_same(name: str, tmp_path: Path) -> None:
    path = written(ASSESSMENTS[name](), tmp_path)
    (tmp_path / "fresh").mkdir()
    before, after = values(path), values(by_libreoffice(path, tmp_path / "fresh"))
    assert {key: v for key, v in before.items() if key[0] == NAME} == {
        key: pytest.approx(v) if isinstance(v, float) else v for key, v in after.items() if key[0] == NAME
    }
