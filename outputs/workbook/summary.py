"""Summary: the answer in figures, cost by fiscal year, and three charts."""

from __future__ import annotations

import re

from outputs.rows.answer import target_words
from outputs.rows.facts import Facts
from outputs.rows.figures import ALL_KEPT, EDITED, EDITED_NOTE, Figure, figures, fiscal_years
from outputs.rows.requirements import as_solved, holds
from outputs.workbook.cells import FIRST, Cell, Gap, Heading, Ink, Part, Row, Sheet, Table
from outputs.workbook.layout import letters
from outputs.workbook.parts import formula, text
from outputs.workbook.rules import told

NAME = "Summary"
CHART_ROWS = 18
"""Rows of 18 pixels that the charts cover."""


def sheet(facts: Facts) -> Sheet:
    company = facts.problem.settings.company
    return Sheet(
        NAME,
        f"Hiring plan{f' of {company}' if company else ''}",
        _lead(facts),
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


def _lead(facts: Facts) -> Cell:
    """The answer in a sentence, which follows an edit."""
    status = next(figure.value for figure in figures(facts) if figure.key == "status")
    words = f"{target_words(facts)} Status: {status}."
    return Cell(words, f'={_target(facts)}&" Status: "&{{sum.status|B}}&"."')


def _target(facts: Facts) -> str:
    """Whether the target is met, in words."""
    by = '" in production by the end of "&{set.target_by|C}&"."'
    if facts.problem.settings.target_use_cases is None:
        return f'"No target set; "&{_many("{sum.at|B}")}&{by}'
    verdict = 'IF({sum.short|B}>0,"Target missed by "&{sum.short|B},"Target met")'
    return f'{verdict}&": "&{{sum.at|B}}&" of "&{_many("{set.target|C}")}&{by}'


def _many(cell: str) -> str:
    return f'{cell}&IF({cell}=1," use case"," use cases")'


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
        "rules": "={breach.counted|E}+{breach.enforced|E}",
        "status": f'=IF({{check.same|E}}=1,{{about.status|B}},"{EDITED}")',
    }


def _notes(facts: Facts) -> dict[str, str]:
    """Figure: the live formula of its note; one that is not here says what was asked or solved."""
    broken = '&" "&'.join(f"{{words.{r}|B}}" for r, _ in told(facts))
    reached = "INDEX({quarter.headcount_walk|row},MATCH({sum.peak|B},{heads.all|row},0))"
    notes = {
        "short": f"={_target(facts)}",
        "status": f'=IF({{check.same|E}}=1,{{about.proof|B}},"{EDITED_NOTE}")',
        "peak": f'="first reached in "&{reached}',
    }
    return notes | ({"rules": f'=IF({{sum.rules|B}}=0,"{ALL_KEPT}",TRIM({broken}))'} if broken else {})


AGAINST = {"at": "={set.target|C}", "cost": "={budget.all|E}"}
"""Figure: the formula of what it is held against."""


def _lines(facts: Facts) -> list[Row]:
    templates, notes = _templates(facts), _notes(facts)
    meaning = "1: the plan keeps to budget, capacity, limits and enforced rules; see Checks"
    master = Figure("check", "Master check", int(holds(facts)), "1 = yes", meaning)
    same = Figure("same", "Figures as solved", int(as_solved(facts)), "1 = yes", "0 after an edit")
    return [
        *(_row(figure, templates.get(figure.key, ""), notes.get(figure.key, "")) for figure in figures(facts)),
        _row(master, "={check.master|E}"),
        _row(same, "={check.same|E}"),
    ]


JUDGED = {"short": "none", "headroom": "not below", "check": "check", "same": "check"}
"""Figures that are good or bad by themselves, and the style that says so."""


def _row(figure: Figure, template: str, note_template: str = "") -> Row:
    value, unit = figure.value, figure.unit
    note = Cell(re.sub(" +", " ", figure.note).strip(" ") if note_template else figure.note, note_template)
    ink = Ink.FORMULA if template else Ink.TEXT
    shown = Cell(value, template, unit, ink, bold=True, style=JUDGED.get(figure.key, ""))
    against = text("") if figure.against is None else formula(figure.against, AGAINST[figure.key], unit)
    return Row(f"sum.{figure.key}", (text(figure.label), shown, against, Cell(unit, unit="label"), note))


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
