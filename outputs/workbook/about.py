"""About: where the workbook comes from, how sure the answer is, and how to read it."""

from __future__ import annotations

from models.plan import Level, Result, Status
from outputs.rows.answer import LEVEL_NAMES, proof_words
from outputs.rows.facts import Facts
from outputs.source import Source
from outputs.workbook.cells import Cell, Heading, Ink, Item, Part, Row, Sheet, Table, Value
from outputs.workbook.parts import text

NAME = "About"


def sheet(facts: Facts, source: Source) -> Sheet:
    return Sheet(
        NAME,
        "About this workbook",
        "Where it comes from, how sure the answer is, and how to read it.",
        (
            Heading("Made from"),
            _pairs(_origin(facts.result, source, proof_words(facts.result)), "about."),
            Heading("Objectives, in their order"),
            _levels(facts.result.levels),
            Heading("How to read it"),
            _pairs(READING),
            Heading("Colours"),
            _colours(),
            Heading("Computed by hireplan, not by a formula"),
            _pairs(_values(facts)),
            *_notes(facts.result.notes),
        ),
        part=Part.CONTROL,
        widths=(26, 90, 14, 14, 9, 9),
        time=False,
    )


def _pairs(pairs: tuple[tuple[str, Value], ...], prefix: str = "") -> Table:
    """Names and what they stand for; with a prefix, rows have keys, such as about.proof."""
    return Table(
        ("", ""),
        tuple(
            Row(
                f"{prefix}{name.lower().replace(' ', '_').replace('-', '_')}" if prefix else "",
                (text(name), Cell(value, unit="date" if name == "Date" else "")),
            )
            for name, value in pairs
        ),
    )


def without_plan(result: Result, source: Source) -> Sheet:
    """Where a workbook comes from that holds no plan."""
    proof = NO_PLAN.get(result.status, "No plan was found in the time allowed; there may be one.")
    return Sheet(
        NAME,
        "About this workbook",
        "Where it comes from. It holds no plan.",
        (Heading("Made from"), _pairs(_origin(result, source, proof), "about."), *_notes(result.notes)),
        part=Part.CONTROL,
        widths=(26, 90),
        time=False,
    )


NO_PLAN = {Status.INFEASIBLE: "Proven that no plan exists."}
"""How sure it is that there is none."""


def _origin(result: Result, source: Source, proof: str) -> tuple[tuple[str, Value], ...]:
    return (
        ("Made by", f"hireplan {source.version}"),
        ("Date", source.date),
        ("Input file", source.file),
        ("SHA-256 of the input", source.sha256),
        ("Scenario", source.scenario or "none: the input as it stands"),
        ("Status", str(result.status)),
        ("Proof", proof),
        ("Random seed", str(result.seed)),
        ("Workers", str(result.workers)),
        ("Seconds of search", f"{result.seconds:.1f}"),
        ("Stopped by", result.stopped_by or "nothing: the search was complete"),
    )


def _levels(levels: tuple[Level, ...]) -> Table:
    rows = tuple(
        Row(
            "",
            (
                text(level.name),
                text(LEVEL_NAMES[level.name]),
                Cell(level.value, unit="exactly"),
                Cell(level.bound, unit="exactly"),
                Cell(level.gap, unit="gap"),
                text("yes" if level.proven else "no"),
            ),
        )
        for level in levels
    )
    return Table(("Objective", "What it counts", "Value", "Best bound", "Gap", "Proven"), rows)


READING: tuple[tuple[str, Value], ...] = (
    ("Signs", "Costs, leavers and contracts ended are positive numbers; a label that begins with '-' takes them off. "
     "Negative numbers stand in parentheses; a dash is 0."),
    ("Units", "Every line names its unit. Money is in whole units of the currency; FTE are full-time equivalents."),
    ("Time", "A quarter stands in the same column on every sheet that has a time line: quarter 1 in column G."),
    ("What to edit", "The yellow cells: hires, starts of use cases, allotted time. Walk, cost, budget, capacity, "
     "rules and checks follow at once. Requisitions list the plan as solved; Checks say when the two part."),
    ("Checks", "The master check is 1 while the plan keeps to budget, capacity, limits and enforced rules."),
    ("Inherited", "A rule that today's course breaks anyhow binds only so far: the plan may not make it worse."),
    ("Tabs", "Dark blue: the plan and its answers. Light blue: workings. Yellow: inputs. Grey: checks and this sheet."),
    ("Names", "The main figures have names, such as Total_cost and Master_check."),
)  # fmt: skip


def _colours() -> Table:
    rows = (
        ("1,234", Ink.INPUT, "blue: given, or stored; may be edited"),
        ("1,234", Ink.CHOICE, "blue on yellow: what the solver chose; edit it to try another plan"),
        ("1,234", Ink.FORMULA, "black: a formula"),
        ("1,234", Ink.LINK, "green: a formula that takes from another sheet"),
        ("1,234", Ink.NOTED, "grey: computed by hireplan, not by a formula"),
    )
    return Table(
        ("Looks like", "Is"), tuple(Row("", (Cell(look, ink=ink), text(meaning))) for look, ink, meaning in rows)
    )


def _values(facts: Facts) -> tuple[tuple[str, Value], ...]:
    always: tuple[tuple[str, Value], ...] = (
        ("Requisitions", "which positions there are, whom they replace and what they are for"),
        ("Summary", "what binds"),
        ("About", "status and proof"),
        (
            "Inputs",
            "rates per head with merit, employer tax and its cap; the cost of the staff by contract; today's course",
        ),
    )
    expected: tuple[tuple[str, Value], ...] = (
        ("Capacity, share still there", "attrition is 'expected': every cohort shrinks by its own survival curve"),
    )
    return always if facts.whole else always + expected


def _notes(notes: tuple[str, ...]) -> list[Item]:
    if not notes:
        return []
    return [
        Heading("Notes"),
        Table(("", ""), tuple(Row("", (text(f"{n}"), text(note))) for n, note in enumerate(notes, 1))),
    ]
