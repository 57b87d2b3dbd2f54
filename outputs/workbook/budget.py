"""Budget: budget, cost, headroom, and what the cap leaves."""

from __future__ import annotations

from itertools import accumulate

from models.plan import Series
from models.problem import BudgetCap
from outputs.rows.facts import Facts
from outputs.workbook.cells import Heading, Line, Part, Sheet
from outputs.workbook.parts import flow, formula, runs

NAME = "Budget"

CAPS = {
    BudgetCap.QUARTER: "nothing carries over: every quarter keeps to its own budget",
    BudgetCap.FISCAL_YEAR: "a fiscal year's money may be spent in any of its quarters",
    BudgetCap.CUMULATIVE: "unspent money carries over",
}


def sheet(facts: Facts) -> Sheet:
    parts, cap = budget_parts(facts), facts.problem.settings.budget_cap
    return Sheet(
        NAME,
        "Budget",
        f"Cost against budget. The cap is '{cap}': {CAPS[cap]}.",
        (
            *_budget(parts, facts),
            *_headroom(facts),
            Heading("By business unit and cost centre, where given"),
            *_units(parts),
        ),
        part=Part.ANSWER,
        heads=("Cost centre", "Line", "Business unit", "Unit", "Total", ""),
        years=True,
    )


def budget_parts(facts: Facts) -> dict[tuple[str, str], Series]:
    """(business unit, cost centre): budget by quarter."""
    parts: dict[tuple[str, str], list[int]] = {}
    for row in facts.problem.budget_rows:
        parts.setdefault((row.business_unit, row.cost_centre), [0] * facts.problem.quarters)[row.quarter - 1] += (
            row.amount
        )
    return {unit: tuple(amounts) for unit, amounts in parts.items()}


def _budget(parts: dict[tuple[str, str], Series], facts: Facts) -> list[Line]:
    budget, cost = facts.problem.budget, facts.accounts.cost
    headroom = tuple(b - c for b, c in zip(budget, cost, strict=True))
    total = f"=SUM({runs('budget.part', range(len(parts)))})"
    return [
        flow("budget.all", ("", "Budget", ""), "money", budget, total, bold=True),
        flow("budget.cost", ("", "Cost", ""), "money", cost, "={cost.all}"),
        flow(
            "budget.head",
            ("", "Headroom (budget less cost)", ""),
            "money",
            headroom,
            "={budget.all}-{budget.cost}",
            bold=True,
            style="not below",
        ),
        _percent(budget, headroom),
        Line("budget.sum", ("", "Budget so far", ""), "money", tuple(accumulate(budget)), "=SUM({budget.all|todate})"),
        Line("budget.spent", ("", "Cost so far", ""), "money", tuple(accumulate(cost)), "=SUM({budget.cost|todate})"),
        Line(
            "budget.cum",
            ("", "Headroom so far", ""),
            "money",
            tuple(accumulate(headroom)),
            "={budget.sum}-{budget.spent}",
            style="not below",
        ),
    ]


def _percent(budget: Series, headroom: Series) -> Line:
    """Headroom in per cent of the budget, by quarter and over the horizon."""

    def share(part: int, whole: int) -> float:
        return part / whole if whole else 0

    def template(column: str) -> str:
        return f"=IF({{budget.all{column}}}=0,0,{{budget.head{column}}}/{{budget.all{column}}})"

    values = [share(part, whole) for part, whole in zip(headroom, budget, strict=True)]
    total = formula(share(sum(headroom), sum(budget)), template("|E"), "%")
    labels = ("", "Headroom in % of the budget", "")
    return Line("budget.percent", labels, "%", values, template(""), total=total, style="not below")


def _headroom(facts: Facts) -> list[Line]:
    left = under_cap(facts)
    year = "=SUMIFS({budget.head|row},{year.budget|row},{year.budget})"
    templates = {
        BudgetCap.QUARTER: "={budget.head}",
        BudgetCap.FISCAL_YEAR: year,
        BudgetCap.CUMULATIVE: "={budget.cum}",
    }
    template = templates[facts.problem.settings.budget_cap]
    kept = tuple(int(money >= 0) for money in left)
    return [
        Line("budget.cap", ("", "Headroom under the cap", ""), "money", left, template, bold=True, style="not below"),
        Line("budget.kept", ("", "Within budget", ""), "1 = yes", kept, "=IF({budget.cap}>=0,1,0)", style="check"),
    ]


def under_cap(facts: Facts) -> Series:
    """What the cap leaves in each quarter: of the quarter, of its fiscal year, or of the horizon so far."""
    headroom = [b - c for b, c in zip(facts.problem.budget, facts.accounts.cost, strict=True)]
    match facts.problem.settings.budget_cap:
        case BudgetCap.QUARTER:
            return tuple(headroom)
        case BudgetCap.CUMULATIVE:
            return tuple(accumulate(headroom))
        case BudgetCap.FISCAL_YEAR:
            calendar = facts.problem.calendar
            years = {label: sum(headroom[q - 1] for q in qs) for label, qs in calendar.fiscal_years().items()}
            return tuple(years[calendar.fiscal_year_label(q)] for q in calendar.horizon())


def _units(parts: dict[tuple[str, str], Series]) -> list[Line]:
    return [
        flow(f"budget.part.{k}", (centre, "Budget", unit or "all units"), "money", amounts, f"={{in.budget.{k}}}")
        for k, ((unit, centre), amounts) in enumerate(parts.items())
    ]
