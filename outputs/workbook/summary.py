"""Summary: the answer in ten lines, cost by fiscal year, and three charts."""

from __future__ import annotations

from models.words import counted
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
            Table(("", "Figure", "Against", "Unit", "Note"), tuple(_lines(facts))),
            Heading("Cost against budget by fiscal year"),
            Table(("Fiscal year", "Cost", "Budget", "Headroom"), tuple(_years(facts))),
            Heading("Charts"),
            Gap(CHART_ROWS),
        ),
        widths=(40, 15, 15, 15, 86),
        pages=1,
        time=False,
    )


def _lines(facts: Facts) -> list[Row]:
    holds = "1: the plan keeps to budget, capacity, limits and enforced rules; see Checks"
    return [
        *_target(facts),
        _row("sum.status", "Status", str(facts.result.status), "", "", proof_words(facts.result)),
        *_production(facts),
        *_money(facts),
        *_people(facts),
        _row("sum.rules", "Breaches of preferred or inherited rules", *_breached(facts)),
        _row("sum.binding", "What binds", len(binding(facts)), "", "count", _binding_words(facts)),
        _row("sum.check", "Master check", 1, "={check.master|E}", "1 = yes", holds),
        _row("sum.same", "Figures as solved", 1, "={check.same|E}", "1 = yes", "0 after an edit"),
    ]


def _row(
    key: str, label: str, value: Value, template: str, unit: str, note: str, *, against: Cell | None = None
) -> Row:
    figure = formula(value, template, unit, bold=True) if template else Cell(value, unit=unit, bold=True)
    return Row(key, (text(label), figure, against or text(""), Cell(unit, unit="label"), text(note)))


def _at(key: str, quarter: int) -> str:
    """The template for a line's cell in a quarter."""
    return f"={{{key}|{letters(FIRST + quarter - 1)}}}"


def _target(facts: Facts) -> list[Row]:
    """First of all, if there is a target: what is missing of it."""
    asked = facts.problem.settings.target_use_cases
    if asked is None:
        return []
    template = "=MAX(0,{set.target|C}-{sum.at|B})"
    label = "Use cases short of the target"
    return [_row("sum.short", label, shortfall(facts), template, "use cases", target_words(facts))]


def _production(facts: Facts) -> list[Row]:
    asked, last, label = facts.problem.settings, facts.problem.quarters, facts.problem.calendar.label
    target = None if asked.target_use_cases is None else formula(asked.target_use_cases, "={set.target|C}", "use cases")
    at, by_target = at_target(facts), "In production by the target date"
    without = "COUNTIF({prod.all|row},0)"
    first = f'=IF({without}={{set.quarters|C}},"none",INDEX({{quarter.roadmap|row}},{without}+1))'
    today = facts.accounts.live[0]
    note = f"{today} in production today" if today else "the first quarter by whose end a use case is in production"
    rows = [
        _row("sum.end", "In production at the end", facts.accounts.live[-1], _at("prod.all", last), "use cases",
             f"by the end of {label(last)}, of {sum(u.count for u in facts.problem.use_cases)} in the portfolio"),
        _row("sum.first", "First production", first_production(facts) or "none", first, "", note),
    ]  # fmt: skip
    by = f"by the end of {label(asked.target_by)}"
    return [_row("sum.at", by_target, at, _at("prod.all", asked.target_by), "use cases", by, against=target), *rows]


def _money(facts: Facts) -> list[Row]:
    cost, budget, last = sum(facts.accounts.cost), sum(facts.problem.budget), facts.problem.quarters
    run_note = f"recurring cost of {facts.problem.calendar.label(last)}, for a year; one-offs and builds left out"
    against = formula(budget, "={budget.all|E}", "money")
    cap = f"budget less cost over the horizon; the budget cap is '{facts.problem.settings.budget_cap}'"
    run = f"{_at('cost.running', last)}*Year"
    left = "={budget.all|E}-{cost.all|E}"
    return [
        _row(
            "sum.cost", "Total cost", cost, "={cost.all|E}", "money", "every component, against budget", against=against
        ),
        _row("sum.headroom", "Headroom", budget - cost, left, "money", cap),
        _row("sum.run", "Exit run-rate", exit_run_rate(facts), run, "money", run_note),
    ]


def _people(facts: Facts) -> list[Row]:
    by_quarter, labels = heads(facts), facts.problem.calendar.labels()
    hires = sum(sum(series) for series in facts.plan.hires.values())
    today = sum(row.heads for row in facts.problem.staff if row.start == 1)
    peak = max(by_quarter)
    note = f"first reached in {labels[by_quarter.index(peak)]}"
    return [
        _row(
            "sum.hires",
            "Hires",
            hires,
            "={hire.all|E}",
            "hires",
            f"{today:,} {'person' if today == 1 else 'people'} in seat today",
        ),
        _row("sum.peak", "Peak head count", peak, "=MAX({heads.all|row})", "heads", note),
    ]


def _breached(facts: Facts) -> tuple[Value, str, str, str]:
    found = breaches(facts)
    words = "; ".join(f"{rule} {state} in {counted(len(quarters), 'quarter')}" for rule, state, quarters in found)
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
    "Total_headroom": "sum.headroom",
    "Exit_run_rate": "sum.run",
    "Total_hires": "sum.hires",
    "Peak_heads": "sum.peak",
    "Master_check": "sum.check",
    "As_solved": "sum.same",
}
"""Defined names of the main figures, all in column B."""
