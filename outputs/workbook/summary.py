"""Summary: the answer in ten lines, cost by fiscal year, and three charts."""

from __future__ import annotations

from outputs.rows.answer import (
    at_target,
    binding,
    breaches,
    exit_run_rate,
    first_production,
    heads,
    proof_words,
    shortfall,
    target_words,
)
from outputs.rows.facts import Facts
from outputs.workbook.cells import FIRST, Cell, Gap, Heading, Row, Sheet, Table, Value
from outputs.workbook.layout import letters
from outputs.workbook.parts import formula, text

NAME = "Summary"
CHART_ROWS = 34


def sheet(facts: Facts) -> Sheet:
    company = facts.problem.settings.company
    return Sheet(
        NAME,
        f"Hiring plan{f' of {company}' if company else ''}",
        target_words(facts) + (f" Status as solved: {facts.result.status}."),
        (
            Heading("The answer"),
            Table(("", "Figure", "Unit", "Note"), tuple(_lines(facts))),
            Heading("Cost against budget by fiscal year"),
            Table(("Fiscal year", "Cost", "Budget", "Headroom"), tuple(_years(facts))),
            Heading("Charts"),
            Gap(CHART_ROWS),
        ),
        widths=(40, 17, 14, 92),
        time=False,
    )


def _lines(facts: Facts) -> list[Row]:
    short = _row(
        "sum.short", "Use cases short of the target", shortfall(facts), _short(facts), "use cases", target_words(facts)
    )
    lines = [
        _row("sum.status", "Status", str(facts.result.status), "", "", proof_words(facts.result)),
        *_production(facts),
        *_money(facts),
        *_people(facts),
        _row("sum.rules", "Breaches of preferred or inherited rules", *_breached(facts)),
        _row("sum.binding", "What binds", len(binding(facts)), "", "count", _binding_words(facts)),
        _row("sum.same", "Figures as solved", 1, "={check.same|E}", "1 = yes", "0 after an edit: see Checks."),
        _row(
            "sum.check",
            "Master check",
            1,
            "={check.master|E}",
            "1 = yes",
            "1: the plan holds, every check of the sheet Checks.",
            bold=True,
        ),
    ]
    target = [short] if facts.problem.settings.target_use_cases is not None else []
    return [*target, *lines]


def _row(key: str, label: str, value: Value, template: str, unit: str, note: str, *, bold: bool = False) -> Row:
    figure = formula(value, template, unit, bold=True) if template else Cell(value, unit=unit, bold=True)
    return Row(key, (text(label, bold=bold), figure, Cell(unit, unit="label"), text(note)))


def _short(facts: Facts) -> str:
    return "=MAX(0,{set.target|C}-{sum.at|B})"


def _at(key: str, quarter: int) -> str:
    return f"={{{key}|{letters(FIRST + quarter - 1)}}}"


def _production(facts: Facts) -> list[Row]:
    asked, calendar = facts.problem.settings, facts.problem.calendar
    by, end = calendar.label(asked.target_by), calendar.label(facts.problem.quarters)
    first = first_production(facts) or "none"
    template = '=IF(COUNTIF({prod.all|row},0)={set.quarters|C},"none",INDEX({quarter.roadmap|row},COUNTIF({prod.all|row},0)+1))'
    today = facts.accounts.live[0]
    note = f"{today} in production today" if today else "the first quarter by whose end a use case is in production"
    target = f"target {asked.target_use_cases}; " if asked.target_use_cases is not None else ""
    ends = facts.accounts.live[-1]
    return [
        _row(
            "sum.at",
            "Use cases in production by the target date",
            at_target(facts),
            _at("prod.all", asked.target_by),
            "use cases",
            f"{target}by the end of {by}",
        ),
        _row(
            "sum.end",
            "Use cases in production at the end",
            ends,
            _at("prod.all", facts.problem.quarters),
            "use cases",
            f"by the end of {end}",
        ),
        _row("sum.first", "First production", first, template, "", note),
    ]


def _money(facts: Facts) -> list[Row]:
    cost, budget = sum(facts.accounts.cost), sum(facts.problem.budget)
    last = facts.problem.quarters
    run_note = f"recurring cost of {facts.problem.calendar.label(last)}, for a year; one-offs and builds left out"
    cap = f"budget cap: {facts.problem.settings.budget_cap}"
    return [
        _row("sum.cost", "Total cost", cost, "={cost.all|E}", "money", "over the horizon, every component"),
        _row("sum.budget", "Budget", budget, "={budget.all|E}", "money", cap),
        _row(
            "sum.headroom",
            "Headroom",
            budget - cost,
            "={sum.budget|B}-{sum.cost|B}",
            "money",
            "budget less cost; negative in parentheses",
        ),
        _row("sum.run", "Exit run-rate", exit_run_rate(facts), f"{_at('cost.running', last)}*Year", "money", run_note),
    ]


def _people(facts: Facts) -> list[Row]:
    by_quarter = heads(facts)
    hires = sum(sum(series) for series in facts.plan.hires.values())
    labels = facts.problem.calendar.labels()
    today = sum(row.heads for row in facts.problem.staff if row.start == 1)
    peak = max(by_quarter)
    note = f"first reached in {labels[by_quarter.index(peak)]}"
    return [
        _row("sum.hires", "Hires", hires, "={hire.all|E}", "hires", f"{today} people in seat today"),
        _row("sum.peak", "Peak head count", peak, "=MAX({heads.all|row})", "heads", note),
    ]


def _breached(facts: Facts) -> tuple[Value, str, str, str]:
    found = breaches(facts)
    words = "; ".join(f"{rule} {state} in {len(quarters)} quarters" for rule, state, quarters in found)
    total = sum(len(quarters) for _, _, quarters in found)
    return total, "={breach.counted|E}", "count", words or "every rule is kept in every quarter"


def _binding_words(facts: Facts) -> str:
    found = binding(facts)
    more = f"; and {len(found) - 6} more" if len(found) > 6 else ""
    return ("; ".join(found[:6]) + more) if found else "no rule or limit is without slack"


def _years(facts: Facts) -> list[Row]:
    rows = []
    for n, (label, quarters) in enumerate(facts.problem.calendar.fiscal_years().items()):
        column = letters(FIRST + facts.problem.quarters + 1 + n)
        cost = sum(facts.accounts.cost[q - 1] for q in quarters)
        budget = sum(facts.problem.budget[q - 1] for q in quarters)
        cells = (
            text(label),
            formula(cost, f"={{cost.all|{column}}}", "money"),
            formula(budget, f"={{budget.all|{column}}}", "money"),
            formula(budget - cost, f"={{year.{n}|C}}-{{year.{n}|B}}", "money left"),
        )
        rows.append(Row(f"year.{n}", cells))
    return rows


NAMES = {
    "Use_cases_short": "sum.short",
    "Use_cases_by_target_date": "sum.at",
    "Use_cases_at_end": "sum.end",
    "First_production": "sum.first",
    "Total_cost": "sum.cost",
    "Total_budget": "sum.budget",
    "Total_headroom": "sum.headroom",
    "Exit_run_rate": "sum.run",
    "Total_hires": "sum.hires",
    "Peak_heads": "sum.peak",
    "Master_check": "sum.check",
    "As_solved": "sum.same",
}
"""Defined names of the main figures, all in column B."""
