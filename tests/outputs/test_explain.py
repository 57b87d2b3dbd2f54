"""What is written of an explanation: every number is that of the record, every doubt is said, nothing is a formula."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import outputs
from hireplan.verifying import verify as verify_workbook
from models.explanation import Conflict, Explanation, HireReason, Price, Repair, RepairKind, Step
from models.plan import Level, Result
from models.problem import BudgetCap, Objective
from models.redacted_whatif import BUDGET_HIDDEN, redacted_explanation
from models.whatif import Amount, Effect, LevelChange, WhatIf, outcome
from outputs import Scenario
from outputs.page.rendering import rendered
from outputs.rows.explain import concessions
from outputs.rows.prices import bar_charts
from outputs.rows.whatif import (
    amount_words,
    bounds_words,
    effect_row,
    effect_words,
    joined_words,
    listed,
    moved_levels,
    row_of,
)
from outputs.workbook.explain import HIRES, NAME, REPAIRS
from tests.optimizer.planned import company, solved, unpaid
from tests.outputs import lint
from tests.outputs.books import by_libreoffice, cells, values
from tests.outputs.explained import (
    EXPLANATIONS,
    FORMULA,
    MEMBERS,
    SIGNS,
    closest,
    feasible,
    infeasible,
    later_start,
    many,
    missed,
    nothing,
    slower,
    unproven,
)
from tests.outputs.plans import SOURCE, bank, bank_result
from tests.outputs.rendering import too_wide
from tests.outputs.salaried import team, team_result
from tests.outputs.tables import frame, table
from tests.outputs.test_page import Page

FOUND = "(in the plans found)"
FIGURES = ("Use cases", "Cost", f"Value {FOUND}", f"First production, quarters later {FOUND}")
"""No level of the bank's plans asks for value."""


FIRST = f"First production {FOUND}"


def written(explanation: Explanation, folder: Path) -> Path:
    outputs.write_explained(explanation, folder / "explained.xlsx", SOURCE)
    return folder / "explained.xlsx"


@pytest.mark.parametrize("name", EXPLANATIONS)
def test_the_workbook_is_sound_and_everything_fits(name: str, tmp_path: Path) -> None:
    path = written(EXPLANATIONS[name](), tmp_path)
    assert lint.faults(path) == []
    assert too_wide(path) == []
    names = openpyxl.load_workbook(path).sheetnames
    assert names[1 if "Summary" in names else 0] == NAME


def plain_effect(then: Result, base: Result) -> tuple[int, int, int, int]:
    """Use cases, cost, value and quarters, straight from the accounts."""
    one, other = outcome(then), outcome(base)
    assert one is not None
    assert other is not None
    return (
        one.use_cases.value - other.use_cases.value,
        one.cost.value - other.cost.value,
        one.value.value - other.value.value,
        one.first - other.first,
    )


@pytest.mark.parametrize("explanation", [feasible(), missed(), many()], ids=["feasible", "missed", "many"])
def test_every_price_stands_in_the_sheet_as_it_was_found(explanation: Explanation, tmp_path: Path) -> None:
    path = written(explanation, tmp_path)
    shown, by_pandas = table(path, NAME, "Rule or limit"), frame(path, NAME, "Rule or limit")
    assert len(shown) == len(by_pandas) == len(explanation.prices)
    for price, row, (_, seen) in zip(explanation.prices, shown, by_pandas.iterrows(), strict=True):
        assert (row["Rule or limit"], row["Step"], row["Change"]) == (price.lever, price.step, price.then.change)
        numbers = tuple(row[head] for head in FIGURES)
        if price.then.result is None or price.then.result.plan is None:
            assert numbers == (None,) * 4
            assert row["Note"]
            continue
        assert numbers == plain_effect(price.then.result, explanation.base)
        assert tuple(seen[head] for head in FIGURES[:3]) == numbers[:3]
        effect = price.then.effect(explanation.base)
        assert effect is not None
        exact = effect.cost.is_exact
        assert (row["Cost at least"], row["Cost at most"]) == (
            (None, None) if exact else (effect.cost.low, effect.cost.high)
        )
        assert row["Proven"] == ("yes" if effect.is_exact else "no")


def test_what_was_not_found_is_said_and_never_a_number(tmp_path: Path) -> None:
    notes = [row["Note"] for row in table(written(feasible(), tmp_path), NAME, "Rule or limit")]
    assert notes[0] is None
    assert notes[1] == "cost between -718,278 and -678,278"
    assert notes[2] == "cost not proven"
    assert notes[6:] == [
        "no plan exists then",
        "no plan was found in the time allowed; there may be one",
        "not solved: there was no time for it",
        "not solved: its process was lost",
    ]


def test_every_repair_stands_in_the_sheet_as_it_was_solved(tmp_path: Path) -> None:
    explanation = infeasible()
    rows = table(written(explanation, tmp_path), NAME, REPAIRS[0])
    assert len(rows) == len(explanation.repairs)
    for repair, row in zip(explanation.repairs, rows, strict=True):
        assert (row["What gives way"], row["Change"]) == (repair.kind, repair.then.change)
        known = repair.at_least if repair.is_smallest else None  # at least 1 is no more than that one is needed
        assert (row["Size"], row["At least"], row["Unit"]) == (repair.size, known, repair.unit)
        assert row["Smallest"] == ("yes" if repair.is_smallest else "not proven")
        reached = None if repair.then.result is None else outcome(repair.then.result)
        if reached is None:
            assert (row["Use cases by target"], row["Cost"], row[FIRST]) == (None, None, None)
            assert row["Note"]
        else:
            label = explanation.base.problem.calendar.label(reached.first)
            assert (row["Use cases by target"], row["Cost"]) == (reached.use_cases.value, reached.cost.value)
            assert row[FIRST] == label
    assert [row["Proven"] for row in rows] == ["yes", "no", "no", None, None]


def test_every_hire_says_what_needs_it_and_what_comes_of_doing_without(tmp_path: Path) -> None:
    explanation = feasible()
    rows = table(written(explanation, tmp_path), NAME, HIRES[0])
    first = explanation.hires[0]
    assert rows[0]["Positions"] == "DE-MID-001 and DE-MID-002"
    assert rows[0][HIRES[2]] == "U3 and U4; breaks without: data-ratio"
    assert [row["Start"] for row in rows] == ["FY27 Q4", "FY28 Q1", "FY29 Q2"]
    assert first.without is not None
    assert first.later is not None
    assert first.without.result is not None
    assert first.later.result is not None
    without, later = (plain_effect(then.result, explanation.base) for then in (first.without, first.later))  # type: ignore[arg-type]
    assert tuple(rows[0][f"Without: {what}"] for what in ("use cases", "cost", f"quarters later {FOUND}")) == (
        *without[:2],
        without[3],
    )
    assert tuple(rows[0][f"Later: {what}"] for what in ("use cases", "cost", f"quarters later {FOUND}")) == (
        *later[:2],
        later[3],
    )
    assert rows[1]["Note"] == "without: no plan exists then; later: not solved: there was no time for it"


def test_each_conflict_is_a_block_that_says_whether_it_is_the_smallest(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(infeasible(), tmp_path))[NAME]
    rows = [(row[0], row[1]) for row in sheet.iter_rows(values_only=True)]
    top = rows.index(("These cannot all hold (1 of 2)", "proven: a plan was found without any one of them"))
    assert [first for first, _ in rows[top + 1 : top + 4]] == list(MEMBERS)
    _, note = next(row for row in rows if row[0] == "These cannot all hold (2 of 2)")
    assert note is not None
    assert note.startswith("not proven to be the smallest")


@pytest.mark.parametrize("make", [feasible, infeasible])
def test_no_text_becomes_a_formula(make: Any, tmp_path: Path) -> None:
    path = written(make(), tmp_path)
    found = cells(path)
    assert all(formula is None for (sheet, _), (formula, _) in found.items() if sheet == NAME)
    assert FORMULA in [value for (sheet, _), value in values(path).items() if sheet == NAME]


def test_signs_stay_words_in_every_place(tmp_path: Path) -> None:
    conflicts = (Conflict(SIGNS, minimal=False),)
    explanation = replace(infeasible(conflicts=conflicts), left_out=SIGNS)
    texts = [value for (sheet, _), value in values(written(explanation, tmp_path)).items() if sheet == NAME]
    assert all(texts.count(sign) >= 2 for sign in SIGNS)


# -- whose plan the other sheets show


def test_without_a_plan_the_other_sheets_show_the_one_that_gives_up_least_and_say_so(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(infeasible(), tmp_path), data_only=True)
    assert str(book["Summary"]["A1"].value).startswith("The plan that gives up least - Hiring plan")
    said = [row[0] for row in book[NAME].iter_rows(values_only=True) if row[0]]
    assert any(line.startswith("No plan keeps to everything. The other sheets show") for line in said)


@pytest.mark.parametrize("explanation", [infeasible(closest=None), nothing()], ids=["infeasible", "nothing"])
def test_without_any_plan_the_sheet_stands_beside_where_it_is_from(explanation: Explanation, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(explanation, tmp_path))
    assert book.sheetnames == [NAME, "About"]
    origin = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert origin["Input file"] == SOURCE.file
    assert origin["SHA-256 of the input"] == SOURCE.sha256
    assert origin["Status"] == explanation.base.status
    assert origin["Proof"].startswith("Proven that no plan" if explanation.conflicts else "No plan was found")


@pytest.mark.parametrize("make", [feasible, missed, infeasible])
def test_verify_does_not_mind_the_sheet(make: Any, tmp_path: Path) -> None:
    verified = verify_workbook(written(make(), tmp_path))
    assert verified.notices == ()
    assert verified.edits == ()


# -- words


@pytest.mark.parametrize("name", EXPLANATIONS)
def test_the_terminal_gets_one_to_ten_lines(name: str) -> None:
    lines = outputs.explanation_lines(EXPLANATIONS[name]())
    assert 1 <= len(lines) <= 10
    assert all(line.strip() and "\n" not in line for line in lines)


def test_why_not_comes_first_then_what_would_do() -> None:
    lines = outputs.explanation_lines(infeasible())
    assert lines[0] == f"No plan exists: {joined_words(MEMBERS)} cannot all hold."
    assert lines[1].endswith("cannot all hold; not proven to be the smallest such set.")
    assert lines[2].startswith(
        "Smallest repairs: more budget: 200,000 USD more in FY27 Q4, which leaves 0.76 FTE-quarters"
    )
    assert "inherited demand uncovered; or later deadline: the target by FY28 Q3" in lines[2]
    assert "instead of FY28 Q1 (not proven the smallest); or rule" in lines[2]
    assert FORMULA not in lines[2], "a repair that was not shown to work is none"
    assert "it gives up 123,456 USD above the budget, 2 use cases of the target (not proven the least" in lines[3]


def test_a_missed_target_is_told_as_such() -> None:
    assert outputs.explanation_lines(missed())[0].startswith("No plan meets the target: the budget up to FY27 Q4")


def test_rules_prices_and_hires_are_told_with_their_doubts() -> None:
    lines = outputs.explanation_lines(feasible())
    assert "Dearest rules: rule data-ratio: 4 instead of 3 (cost -678,278 USD)." in lines
    assert "Rules that cost nothing: gate." in lines
    assert any("1 % more budget (cost -678,278 USD (not proven))" in line for line in lines)
    [missed_most] = [line for line in lines if line.startswith("Hires missed most: without ")]
    assert missed_most.startswith(f"Hires missed most: without {FORMULA} (no plan exists then) and DE-MID-001 (-2 use")
    assert "No answer for 62 of 71 prices and hires." in lines


@pytest.mark.parametrize(("then", "told"), [(bank_result(), True), (unproven(bank_result()), False)])
def test_a_rule_costs_nothing_only_where_that_is_proven(then: Result, told: bool) -> None:
    explanation = Explanation(bank_result(), prices=(Price("rule gate", Step.OFF, WhatIf("rule gate: off", then)),))
    assert any("cost nothing: gate" in line for line in outputs.explanation_lines(explanation)) is told


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Amount(2, 2, 2), "+2 use cases"),
        (Amount(-1, -1, -1), "-1 use case"),
        (Amount(0, 0, 0), "+0 use cases"),
        (Amount(2, 1, 3), "+2 use cases (between +1 and +3)"),
        (Amount(2, 1, None), "+2 use cases (at least +1)"),
        (Amount(2, None, 3), "+2 use cases (at most +3)"),
        (Amount(2, None, None), "+2 use cases (not proven)"),
    ],
)
def test_an_amount_says_how_sure_it_is(amount: Amount, said: str) -> None:
    assert amount_words(amount, "use case", counts=True) == said


def test_bounds_of_what_is_counted_have_no_sign() -> None:
    assert bounds_words(Amount(3, 2, 4), "") == "between 2 and 4"


def test_an_effect_that_is_nothing_says_so() -> None:
    zero = Amount(0, 0, 0)
    assert effect_words(Effect(zero, zero, zero, 0), "USD") == "changes nothing"
    moved = Effect(zero, Amount(5, 5, 5), zero, -2)
    assert effect_words(moved, "USD") == "cost +5 USD; in the plans found: first production 2 quarters sooner"


def test_a_change_without_production_says_so() -> None:
    problem = company(ideas=0, settings={"target_use_cases": None})
    then = WhatIf("nothing", solved(problem))
    assert effect_row(then, solved(problem)).note.startswith("nothing is in production then")


def test_a_list_is_cut_and_says_so() -> None:
    assert listed(["a", "b", "c", "d"], 2) == "a, b and 2 more"
    assert [listed(["a", "b"], 2), listed(["a"], 2), listed([], 2)] == ["a and b", "a", ""]


def test_what_was_left_out_is_cut_where_it_would_fill_the_terminal() -> None:
    lines = outputs.explanation_lines(replace(feasible(), left_out=("a" * 500, "b")))
    assert lines[-1] == f"Left out: {'a' * 119}…; b."


# -- JSON


@pytest.mark.parametrize("name", EXPLANATIONS)
def test_json_holds_everything_under_the_same_keys(name: str) -> None:
    explanation = EXPLANATIONS[name]()
    found = json.loads(json.dumps(outputs.explanation_report(explanation)))
    assert list(found) == [
        *("schema", "currency", "plan", "conflicts", "repairs", "closest", "prices", "hires", "left_out"),
    ]
    assert len(found["prices"]) == len(explanation.prices)
    assert [c["members"] for c in found["conflicts"]] == [list(c.members) for c in explanation.conflicts]
    for one, price in zip(found["prices"], explanation.prices, strict=True):
        effect = price.then.effect(explanation.base)
        if effect is None:
            assert one["then"]["effect"] is None
        else:
            assert one["then"]["effect"]["cost"] == {
                "value": effect.cost.value, "low": effect.cost.low, "high": effect.cost.high,
                "proven": effect.cost.is_exact,
            }  # fmt: skip
            assert one["then"]["effect"]["value"]["proven"] is False
            assert one["then"]["effect"]["quarters_later_proven"] is False
        assert (one["then"]["status"] is None) == (price.then.result is None)
    for one, repair in zip(found["repairs"], explanation.repairs, strict=True):
        assert (one["size"], one["at_least"], one["smallest"]) == (repair.size, repair.at_least, repair.is_smallest)
    if name == "feasible":
        assert found["hires"][2]["without"] is None
        assert found["prices"][9]["then"]["failure"] == "its process was lost"


# -- what brings something


def moved(
    change: str, lever: str, *, use_cases: int = 0, cost: int = 0, inherited: int = 0, step: Step = Step.LOOSER
) -> Price:
    """A step whose plan has so many use cases more than the bank's at so much more, and leaves so many hundredths of
    FTE-quarters more of inherited demand uncovered."""
    base = bank_result()
    assert base.accounts is not None
    by = {Objective.INHERITED: inherited, Objective.TARGET: -use_cases, Objective.COST: cost}
    levels = tuple(
        replace(level, value=level.value + delta, bound=level.value + delta)
        for level in base.levels
        for delta in [by.get(level.name, 0)]
    )
    figures = base.accounts.objectives | {level.name: level.value for level in levels}
    then = replace(base, levels=levels, accounts=replace(base.accounts, objectives=figures))
    return Price(lever, step, WhatIf(change, then))


MOVED = (
    moved("one more recruiter", "the recruiting capacity", use_cases=1, cost=70_000),
    moved("rule gate off", "rule gate", cost=-50_000),
    moved("rule gate at 2", "rule gate", cost=-20_000),
    moved("the budget lifted", "the budget"),
    moved("rule dear off", "rule dear", cost=5),
    moved("the target at 1", "the target", use_cases=-1, cost=-900_000),
    moved("rule trade off", "rule trade", use_cases=1, cost=-1, inherited=11),
)


def test_only_what_brings_something_is_charted_use_cases_and_money_apart() -> None:
    one, other = bar_charts(Explanation(bank_result(), prices=MOVED))
    assert (one.column, one.bars) == ("Use cases more", (("one more recruiter", 1),))
    assert (other.column, other.bars) == ("Cost less", (("rule gate off", 50_000), ("rule gate at 2", 20_000)))
    assert [chart.column for chart in bar_charts(Explanation(bank_result(), prices=MOVED[1:]))] == ["Cost less"]
    assert bar_charts(Explanation(bank_result(), prices=MOVED[3:])) == []


def test_both_charts_stand_in_the_sheet_with_their_numbers(tmp_path: Path) -> None:
    path = written(Explanation(bank_result(), prices=MOVED), tmp_path)
    assert [row["Use cases more"] for row in table(path, NAME, "Change", 0)] == [1]
    assert [row["Cost less"] for row in table(path, NAME, "Change", 1)] == [50_000, 20_000]
    assert len(openpyxl.load_workbook(path)[NAME]._charts) == 2


def test_worth_most_never_takes_a_use_case_away_and_a_rule_is_as_dear_as_it_can_be() -> None:
    lines = outputs.explanation_lines(Explanation(bank_result(), prices=MOVED))
    assert "Dearest rules: rule gate off (cost -50,000 USD)." in lines
    assert "Worth most: one more recruiter (+1 use case, cost +70,000 USD)." in lines


TOLD = "0.11 FTE-quarters {} of inherited demand uncovered"


def test_a_level_beside_the_columns_is_told_wherever_it_moves(tmp_path: Path) -> None:
    """Covering more comes before any money; a use case at the price of covering less brings nothing."""
    covers = moved("rule rework off", "rule rework", cost=7, inherited=-11)
    trades = moved("rule gate at 4", "rule gate", use_cases=1, inherited=11, step=Step.TIGHTER)
    hire = HireReason(("DE-MID-001",), "Data Engineer", 2, (), (), trades.then, covers.then)
    explanation = Explanation(bank_result(), prices=(covers, trades), hires=(hire,))
    lines = outputs.explanation_lines(explanation)
    assert f"Dearest rules: rule rework off (cost +7 USD, {TOLD.format('less')})." in lines
    assert f"Hires missed most: without DE-MID-001 (+1 use case, {TOLD.format('more')})." in lines
    path = written(explanation, tmp_path)
    notes = [row["Note"] for row in table(path, NAME, "Rule or limit")]
    assert notes == [TOLD.format("less"), TOLD.format("more")]
    [row] = table(path, NAME, HIRES[0])
    assert row["Note"] == f"without: {TOLD.format('more')}; later: {TOLD.format('less')}"
    html = rendered([Scenario("base", bank_result(), SOURCE)], explanation).decode()
    assert html.count(TOLD.format("less")) >= 2
    before = bank_result().levels[0].value
    [first, *_] = outputs.explanation_report(explanation)["prices"][0]["then"]["effect"]["levels"]
    assert first == {"name": "inherited", "from": before, "to": before - 11, "proven": True}


@pytest.mark.parametrize(
    ("level", "by", "told"),
    [
        (Objective.INHERITED, 1_100, "11.00 FTE-quarters more of inherited demand uncovered"),
        (Objective.PREFER, -1, "1 quarter less of preferred rules not kept, or of rules broken already"),
        (Objective.PRIORITY, -3, "3 priority points less"),
        (Objective.NET, 1_500, "1,500 USD more of value less cost"),
        (Objective.EARLIEST, 2, "2 quarters more in the sum of go-live quarters"),
        (Objective.PEAK, 1, "1 head more at the peak"),
        (Objective.SMOOTH, -2, "2 hires less in the busiest quarter"),
    ],
)
def test_levels_have_words(level: Objective, by: int, told: str) -> None:
    zero = Amount(0, 0, 0)
    change = LevelChange(level, 5_000, 5_000 + by, Amount(by, by, by))
    assert moved_levels(Effect(zero, zero, zero, 0, (change,)), "USD") == [told]
    doubted = replace(change, by=Amount(by, None, None))
    effect = Effect(zero, zero, zero, 0, (doubted,))
    assert moved_levels(effect, "USD") == [f"{told} (not proven)"]
    assert row_of(effect).proven == "no"


def test_nothing_is_said_of_a_level_that_stays_but_that_it_is_not_proven() -> None:
    zero = Amount(0, 0, 0)
    stays = LevelChange(Objective.PRIORITY, 5, 5, zero)
    assert row_of(Effect(zero, zero, zero, 0, (stays,))).note == ""
    doubted = replace(stays, by=Amount(0, None, 2))
    effect = Effect(zero, zero, zero, 0, (doubted,))
    assert (row_of(effect).note, row_of(effect).proven) == ("priority points not proven", "no")
    assert not effect.is_nothing


def test_what_is_not_known_is_counted_once_for_all_that_was_left_out() -> None:
    told = [line for line in outputs.explanation_lines(feasible()) if line.startswith("No answer")]
    assert told == ["No answer for 62 of 71 prices and hires."]
    assert not any("No answer" in line for line in outputs.explanation_lines(replace(feasible(), unanswered=0)))


def test_a_rule_not_kept_is_said_to_be_a_preferred_one() -> None:
    found = replace(bank_result(), levels=(Level(Objective.PREFER, 1, 1, proven=True),))
    assert concessions(found) == ["1 quarter of a preferred rule not kept, or of one that is broken already"]


def test_what_no_level_asks_for_is_said_to_be_of_the_plans_found() -> None:
    chance = Amount(3, None, None, by_chance=True)
    effect = Effect(Amount(0, 0, 0), Amount(-5, -5, -5), chance, 1)
    told = "cost -5 USD; in the plans found: value +3 USD, first production 1 quarter later"
    assert effect_words(effect, "USD") == told
    assert row_of(effect).proven == "yes"
    assert row_of(replace(effect, cost=Amount(-5, -9, -5))).proven == "no"


def test_the_page_says_it_too() -> None:
    html = rendered([Scenario("base", bank_result(), SOURCE)], feasible()).decode()
    assert html.count(f'<th scope="col">First production {FOUND}</th>') == 2
    assert html.count(f'<th scope="col">Value {FOUND}</th>') == 2
    assert '<th scope="col">Cost</th>' in html


# -- repairs in words


def test_use_cases_that_a_repair_drops_are_named_everywhere(tmp_path: Path) -> None:
    open_ = {u.id: u.count - sum(later_start().starts[u.id]) for u in bank().ideas}
    assert open_ == {"U3": 2, "U4": 1}
    repair = Repair(RepairKind.USE_CASES, 2, 2, "use case", WhatIf("a target of 0 use cases instead of 2", slower()))
    explanation = infeasible(repairs=(repair,))
    left_out = "3 of the 6 use cases in the portfolio: U3 (2 of 3) and U4"
    told = f"a target of 0 use cases instead of 2 (the plan found leaves out {left_out})"
    assert repair.not_done == ("U3 (2 of 3)", "U4")
    assert any(f"fewer use cases: {told}" in line for line in outputs.explanation_lines(explanation))
    assert table(written(explanation, tmp_path), NAME, REPAIRS[0])[0]["Change"] == told
    assert outputs.explanation_report(explanation)["repairs"][0]["not_done"] == list(repair.not_done)
    assert told in rendered([Scenario("base", explanation.base, SOURCE)], explanation).decode()


@pytest.mark.parametrize(
    ("at_least", "said"),
    [(0, "(not proven the smallest)"), (1, "(not proven the smallest)"),
     (700, "(not proven the smallest: at least 700 USD)")],
)  # fmt: skip
def test_a_bound_that_says_nothing_is_not_told(at_least: int, said: str, tmp_path: Path) -> None:
    repair = Repair(RepairKind.BUDGET, 900, at_least, "USD", WhatIf("900 USD", bank_result()))
    explanation = infeasible(repairs=(repair,))
    assert any(f"more budget: 900 USD {said}" in line for line in outputs.explanation_lines(explanation))
    [row] = table(written(explanation, tmp_path), NAME, REPAIRS[0])
    assert (row["Smallest"], row["At least"]) == (("at least 700", 700) if at_least > 1 else ("not proven", None))
    open_level = replace(closest().levels[0], bound=at_least, proven=False)
    [given_up, *_] = concessions(replace(closest(), levels=(open_level,)))
    assert given_up == f"123,456 USD above the budget (not proven the least{': at least 700' if at_least > 1 else ''})"


def test_a_repair_with_more_use_cases_than_the_plan_shown_says_what_it_leaves_for_them(tmp_path: Path) -> None:
    """Inherited demand comes before use cases: the plan that gives up least covers all of it, this one does not."""
    assert slower().accounts is not None
    figures = slower().accounts.objectives | {Objective.INHERITED: 130}  # type: ignore[union-attr]
    short = replace(slower(), accounts=replace(slower().accounts, objectives=figures))  # type: ignore[arg-type]
    repair = Repair(RepairKind.USE_CASES, 1, 1, "use case", WhatIf("a target of 1 use case instead of 2", short))
    explanation = infeasible(repairs=(repair, replace(repair, then=WhatIf("the same", slower()))))
    told = "leaves 1.30 FTE-quarters of inherited demand uncovered"
    [line] = [line for line in outputs.explanation_lines(explanation) if line.startswith("Smallest repairs")]
    assert line.count(f", which {told}") == 1
    notes = [row["Note"] or "" for row in table(written(explanation, tmp_path), NAME, REPAIRS[0])]
    assert [told in note for note in notes] == [True, False]
    [given_up] = concessions(replace(short, levels=(Level(Objective.INHERITED, 130, 130, proven=True),)))
    assert given_up == "1.30 FTE-quarters of inherited demand"


# -- really solved


def test_a_price_is_the_difference_of_two_solves(tmp_path: Path) -> None:
    """With a limit of one A the second use case, which is worth nothing but is asked for, cannot be built in time."""
    tight = company(ideas=2, a={"most_heads": 1})
    free = tight.changed(profiles=tuple(p.changed(most_heads=None) for p in tight.profiles))
    base, loose = solved(tight), solved(free)
    explanation = Explanation(base, prices=(Price("the limit on heads of A", Step.OFF, WhatIf("no limit", loose)),))
    [row] = table(written(explanation, tmp_path), NAME, "Rule or limit")
    assert (row["Use cases"], row["Cost"], row["Proven"]) == (1, 10_000, "yes")
    assert any(
        "Worth most: no limit (+1 use case, cost +10,000 USD)." in x for x in outputs.explanation_lines(explanation)
    )
    assert verify_workbook(tmp_path / "explained.xlsx").notices == ()


def test_a_repair_that_was_solved_shows_its_plan(tmp_path: Path) -> None:
    """The one A that is needed costs 10,000 in the one quarter."""
    must: dict[str, Any] = {"target_is_a_must": True, "budget_cap": BudgetCap.QUARTER}
    base, then = (solved(company(budget=budget, settings=must, staff=(unpaid("B"),))) for budget in (9_999, 10_000))
    assert base.plan is None
    repair = Repair(infeasible().repairs[0].kind, 1, 1, "USD", WhatIf("1 USD more in FY27 Q3", then))
    explanation = Explanation(base, (Conflict(base.conflict, minimal=True),), (repair,))
    [row] = table(written(explanation, tmp_path), NAME, REPAIRS[0])
    assert (row["Size"], row["Cost"], row["Use cases by target"]) == (1, 10_000, 1)


# -- the page and redaction


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] * (name == "many")) for name in EXPLANATIONS]
)
def test_the_page_tells_it_even_without_a_plan(name: str) -> None:
    explanation = EXPLANATIONS[name]()
    html = rendered([Scenario("base", explanation.base, SOURCE)], explanation).decode()
    page = Page(html)
    assert "<script" not in html
    assert len(html) < 200_000
    captions = " ".join(page.tables)
    assert ("What changes when one of them does" in captions) == bool(explanation.prices)
    assert ("with it a plan exists" in captions) == bool(explanation.repairs)
    assert ("People to start" in captions) == any(
        result is not None and result.plan is not None for result in (explanation.base, explanation.closest)
    )


def test_a_page_without_an_explanation_is_as_it_was() -> None:
    html = rendered([Scenario("base", bank_result(), SOURCE)]).decode()
    assert 'id="explain"' not in html
    assert 'id="assess"' not in html


def with_salaries(*salaries: int | None) -> Explanation:
    """The same team, its salaries one way or another: a price and a repair by money."""
    base = team_result(team(*salaries))
    dearer = team_result(team(*(s and s + 10_000 for s in salaries)))
    repair = replace(infeasible().repairs[0], then=WhatIf("12,345 USD more in FY27 Q1", base))
    return Explanation(base, repairs=(repair,), prices=(Price("the budget", Step.LOOSER, WhatIf("more", dearer)),))


def test_redacted_nothing_depends_on_own_salaries(tmp_path: Path) -> None:
    one = redacted_explanation(with_salaries(100_000, None, None, None, None))
    other = redacted_explanation(with_salaries(250_000, None, None, None, None))
    assert outputs.explanation_report(one) == outputs.explanation_report(other)
    assert one.repairs == ()
    assert BUDGET_HIDDEN in one.left_out
    assert cells(written(one, tmp_path)) == cells(written(other, tmp_path))
    pages = {
        rendered([Scenario("team", e.base, SOURCE)], e)
        for e in (with_salaries(100_000, None, None, None, None), with_salaries(250_000, None, None, None, None))
    }
    assert len(pages) == 1


def test_without_own_salaries_redaction_keeps_every_number() -> None:
    explanation = with_salaries(None, None, None, None, None)
    assert outputs.explanation_report(redacted_explanation(explanation)) == outputs.explanation_report(explanation)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["feasible", "infeasible", "no closest plan"])
def test_libreoffice_opens_it_and_computes_the_same(name: str, tmp_path: Path) -> None:
    path = written(EXPLANATIONS[name](), tmp_path)
    (tmp_path / "fresh").mkdir()
    fresh = by_libreoffice(path, tmp_path / "fresh")
    before, after = values(path), values(fresh)
    assert {key: v for key, v in before.items() if key[0] == NAME} == {k: v for k, v in after.items() if k[0] == NAME}
