"""Requisitions: a row a hire, under a position ID that stays."""

from __future__ import annotations

from models.pay import ONE_OFF, RECURRING
from models.positions import Position, positions
from outputs.rows.facts import Facts, added
from outputs.rows.money import rates
from outputs.workbook.cells import Cell, Part, Row, Sheet, Table
from outputs.workbook.layout import OWN
from outputs.workbook.parts import formula, text

NAME = "Requisitions"

HEADERS = (
    *(
        "Position",
        "Opens in",
        "Opens on",
        "Starts in",
        "Starts on",
        "Start quarter no.",
        "Fiscal year",
        "Role",
        "Level",
    ),
    *("Location", "Employment", "Business unit", "Growth or backfill", "Replaces", "Loaded cost in that fiscal year"),
    *("Loaded cost annualised", "Needed for"),
)
WIDTHS = (10, 8, 10, 8, 10, 7, 7, 12, 8, 8, 9, 9, 9, 9, 11, 11, 24)
MOST = (24, 12, 12, 12, 12, 12, 12, 32, 14, 18, 14, 18, 14, 26, 14, 14, 46)
START, YEAR = "F", "G"
"""Columns that formulas refer to."""


def sheet(facts: Facts) -> Sheet:
    by_opening = sorted(positions(facts.problem, facts.plan, facts.accounts), key=lambda position: position.opens)
    rows = tuple(Row(f"req.{k}", _cells(facts, k, position)) for k, position in enumerate(by_opening))
    return Sheet(
        NAME,
        "Requisitions",
        "One row a hire, as solved, first to open first. Loaded cost is pay, what goes with it, and one-offs.",
        (Table(HEADERS, rows, filters=True),),
        part=Part.ANSWER,
        widths=WIDTHS,
        most=MOST,
        time=False,
    )


def _cells(facts: Facts, k: int, position: Position) -> tuple[Cell, ...]:
    calendar, profile = facts.problem.calendar, facts.problem.profile[position.profile]
    return (
        text(position.id),
        text(calendar.label(position.opens)),
        Cell(calendar.begins(position.opens), unit="date"),
        text(calendar.label(position.start)),
        Cell(calendar.begins(position.start), unit="date"),
        Cell(position.start, unit="count"),
        text(calendar.fiscal_year_label(position.start)),
        text(profile.role),
        text(profile.level),
        text(profile.location),
        text(profile.employment.value),
        text(position.unit),
        text(position.kind),
        text(position.replaces),
        *_costs(facts, k, position),
        text(", ".join(position.serves)),
    )


def _costs(facts: Facts, k: int, position: Position) -> tuple[Cell, Cell]:
    i = [p.id for p in facts.problem.profiles].index(position.profile)
    start, year = (f"{{req.{k}|{OWN}{column}}}" for column in (START, YEAR))
    running, numbers = f"{{in.run.{i}|row}}", "{number.inputs|row}"
    once = f"SUMIFS({{in.once.{i}|row}},{numbers},{start})"
    this_year = f'=SUMIFS({running},{{year.inputs|row}},{year},{numbers},">="&{start})+{once}'
    annual = f"=SUMIFS({running},{numbers},{start})*Year"
    found = rates(facts.problem, position.profile)
    run = added([found[c] for c in RECURRING if c in found], facts.problem.quarters)
    one_offs = added([found[c] for c in ONE_OFF if c in found], facts.problem.quarters)
    years = facts.problem.calendar.fiscal_years()[facts.problem.calendar.fiscal_year_label(position.start)]
    cost = sum(run[q - 1] for q in years if q >= position.start) + one_offs[position.start - 1]
    return formula(cost, this_year, "money"), formula(4 * run[position.start - 1], annual, "money")
