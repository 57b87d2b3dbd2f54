"""Summary: the answer in figures, cost by fiscal year, and three charts."""

from __future__ import annotations

from outputs.rows.answer import target_words
from outputs.rows.facts import Facts
from outputs.rows.figures import Figure, figures, fiscal_years
from outputs.workbook.cells import FIRST, Cell, Gap, Heading, Ink, Part, Row, Sheet, Table
from outputs.workbook.layout import letters
from outputs.workbook.parts import formula, text

NAME = "Summary"
CHART_ROWS = 18
"""Rows of 18 pixels that the charts cover."""


def sheet(facts: Facts) -> Sheet:
    company = facts.problem.settings.company
    return Sheet(
        NAME,
        f"Hiring plan{f' of {company}' if company else ''}",
        target_words(facts) + (f" Status as solved: {facts.result.status}."),
        (
            Heading("The answer"),
            Table(("", "Figure", "Against", "Unit", "Note"), tuple(_lines(facts))),
            Heading("Cost against budget by fiscal year"),
            Table(("Fiscal year", "Cost", "Budget", "Headroom"), tuple(_years(facts))),
            Heading("Charts"),
            Gap(CHART_ROWS),
        ),
        widths=(32, 15, 13, 10, 104),
        part=Part.ANSWER,
        pages=1,
        time=False,
    )


def _at(key: str, quarter: int) -> str:
    """The template for a line's cell in a quarter."""
    return f"={{{key}|{letters(FIRST + quarter - 1)}}}"


def _templates(facts: Facts) -> dict[str, str]:
    """Figure: its live formula; one that is not here is hireplan's own word."""
    last = facts.problem.quarters
    without = "COUNTIF({prod.all|row},0)"
    return {
        "short": "=MAX(0,{set.target|C}-{sum.at|B})",
        "at": _at("prod.all", facts.problem.settings.target_by),
        "end": _at("prod.all", last),
        "first": f'=IF({without}={{set.quarters|C}},"none",INDEX({{quarter.roadmap|row}},{without}+1))',
        "cost": "={cost.all|E}",
        "headroom": "={budget.all|E}-{cost.all|E}",
        "run": f"{_at('cost.running', last)}*Year",
        "value": "={value.all|E}",
        "hires": "={hire.all|E}",
        "peak": "=MAX({heads.all|row})",
        "rules": "={breach.counted|E}",
    }


AGAINST = {"at": "={set.target|C}", "cost": "={budget.all|E}"}
"""Figure: the formula of what it is held against."""


def _lines(facts: Facts) -> list[Row]:
    templates = _templates(facts)
    holds = "1: the plan keeps to budget, capacity, limits and enforced rules; see Checks"
    return [
        *(_row(figure, templates.get(figure.key, "")) for figure in figures(facts)),
        _row(Figure("check", "Master check", 1, "1 = yes", holds), "={check.master|E}"),
        _row(Figure("same", "Figures as solved", 1, "1 = yes", "0 after an edit"), "={check.same|E}"),
    ]


JUDGED = {"short": "none", "headroom": "not below", "check": "check", "same": "check"}
"""Figures that are good or bad by themselves, and the style that says so."""


def _row(figure: Figure, template: str) -> Row:
    value, unit = figure.value, figure.unit
    ink = Ink.FORMULA if template else Ink.TEXT
    shown = Cell(value, template, unit, ink, bold=True, style=JUDGED.get(figure.key, ""))
    against = text("") if figure.against is None else formula(figure.against, AGAINST[figure.key], unit)
    return Row(f"sum.{figure.key}", (text(figure.label), shown, against, Cell(unit, unit="label"), text(figure.note)))


def _years(facts: Facts) -> list[Row]:
    rows = []
    for n, year in enumerate(fiscal_years(facts)):
        column = letters(FIRST + facts.problem.quarters + 1 + n)
        cells = (
            text(year.label),
            formula(year.cost, f"={{cost.all|{column}}}", "money"),
            formula(year.budget, f"={{budget.all|{column}}}", "money"),
            Cell(year.headroom, f"={{year.{n}|C}}-{{year.{n}|B}}", "money left", Ink.FORMULA, style="not below"),
        )
        rows.append(Row(f"year.{n}", cells))
    return rows


NAMES = {
    "Use_cases_short": "sum.short",
    "Use_cases_by_target_date": "sum.at",
    "Use_cases_at_end": "sum.end",
    "First_production": "sum.first",
    "Total_cost": "sum.cost",
    "Total_headroom": "sum.headroom",
    "Exit_run_rate": "sum.run",
    "Total_value": "sum.value",
    "Total_hires": "sum.hires",
    "Peak_heads": "sum.peak",
    "Master_check": "sum.check",
    "As_solved": "sum.same",
}
"""Defined names of the main figures, all in column B."""
