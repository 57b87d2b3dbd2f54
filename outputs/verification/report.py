"""What `hireplan verify` says of a plan: lines for a reader, one object for a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from models.plan import State, Status
from models.problem import Problem
from models.words import counted
from outputs.json_report import SCHEMA, report
from outputs.rows.facts import Facts, facts_of
from outputs.rows.figures import Figure, figures
from outputs.rows.rules import states, worst
from outputs.verification.decisions import Edit
from outputs.verification.verification import Verification
from outputs.workbook import capacity

MOST_LISTED = 20
"""Sentences of a kind that the terminal lists; JSON holds them all."""

OF_THE_SEARCH = ("status", "binding")
"""Figures that say nothing of an edited plan."""


def lines(verified: Verification) -> list[str]:
    """The verdict first, then what it rests on: what is broken, what was edited, and the figures beside the solved."""
    return [
        *_verdict(verified),
        *_edits(verified),
        *_labelled("Figures", _figures(verified)),
        *_labelled("Objectives", _levels(verified)),
        *_labelled("Rules", _rules(facts_of(verified.now))),
        *(f"Note: {notice}" for notice in verified.notices),
    ]


def _verdict(verified: Verification) -> Iterator[str]:
    broken = verified.verdict.violations
    if not broken:
        yield "The plan holds: it keeps to budget, capacity, limits, dates and every enforced rule."
        return
    yield f"The plan does not hold. It breaks {counted(len(broken), 'requirement')}:"
    yield from _listed(list(broken))
    edited = {edit.sheet for edit in verified.edits}
    if edited and capacity.NAME not in edited:
        yield f"The time allotted on {capacity.NAME} is still as solved: divide it anew where people or work moved."


def _listed(sentences: list[str]) -> Iterator[str]:
    yield from (f"  - {sentence}" for sentence in sentences[:MOST_LISTED])
    if len(sentences) > MOST_LISTED:
        yield f"  - and {len(sentences) - MOST_LISTED:,} more"


def _labelled(label: str, sentences: Iterable[str]) -> Iterator[str]:
    """Sentences under one label, in the width of the answer's labels."""
    for sentence in sentences:
        yield f"{label:<12}{sentence}"
        label = ""


def _edits(verified: Verification) -> Iterator[str]:
    solved = f"the plan as solved ({verified.solved.status})"
    if not verified.edits:
        yield from _labelled("Edits", [f"none: this is {solved}"])
        return
    yield from _labelled("Edits", [f"{counted(len(verified.edits), 'cell')} other than in {solved}:"])
    yield from _listed([_edit(edit) for edit in verified.edits])


def _edit(edit: Edit) -> str:
    return f"{edit.sheet}!{edit.cell}  {edit.what} in {edit.quarter}: {edit.now:g}, was {edit.was:g}"


def compared(verified: Verification) -> list[tuple[Figure, Figure]]:
    """Each main figure as solved and as it now is."""
    before, now = figures(facts_of(verified.solved)), figures(facts_of(verified.now))
    return [(old, new) for old, new in zip(before, now, strict=True) if new.key not in OF_THE_SEARCH]


def _figures(verified: Verification) -> Iterator[str]:
    """The figures that an edit moved, and always the cost."""
    problem = verified.now.problem
    for old, new in compared(verified):
        if old.value != new.value:
            yield f"{new.label}: {_amount(new, problem)}, as solved {_amount(old, problem)}{_change(old, new)}"
        elif new.key == "cost":
            yield f"{new.label}: {_amount(new, problem)}, as solved"


def _amount(figure: Figure, problem: Problem) -> str:
    if isinstance(figure.value, str):
        return figure.value
    return f"{figure.value:,}" + (f" {problem.settings.currency}" if figure.unit == "money" else "")


def _change(old: Figure, new: Figure) -> str:
    if isinstance(old.value, str) or isinstance(new.value, str):
        return ""
    change = new.value - old.value
    share = f", {change / abs(old.value):+.1%}" if old.value else ""
    return f" ({change:+,}{share})"


def _levels(verified: Verification) -> Iterator[str]:
    """The first level on which the plan is worse (or better) than the one that was solved decides."""
    for level in verified.solved.levels:
        now = verified.verdict.accounts.objectives[level.name]
        if now == level.value:
            continue
        better = (now > level.value) is level.name.maximised
        known = "which is proven the best" if level.proven else f"whose best is not below {level.bound:,}"
        known = known.replace("below", "above") if level.name.maximised else known
        word = "better" if better else "worse"
        known = known if verified.holds else "but the plan does not hold"
        yield f"{word} than the plan as solved on {level.name}: {now:,} instead of {level.value:,}, {known}"
        return
    if not verified.holds:
        yield "as good as the plan as solved on every one, but the plan does not hold"
        return
    proof = ", which is proven the best" if verified.solved.status is Status.OPTIMAL else ""
    yield f"as good as the plan as solved on every one{proof}"


def _rules(facts: Facts) -> Iterator[str]:
    """Every rule that is not kept in some quarter, reported ones too."""
    found = [rule for rule in facts.problem.rules if worst(states(facts).get(rule.id, [])) is not State.KEPT]
    if not found:
        yield "all kept in every quarter"
    for rule in found:
        yield f"{rule.id} ({rule.mode}): {_quarters(facts, states(facts)[rule.id])}"


def _quarters(facts: Facts, by_quarter: list[State]) -> str:
    parts = []
    for state in (State.BROKEN, State.INHERITED):
        labels = [facts.labels[q] for q, found in enumerate(by_quarter) if found is state]
        parts += [f"{state} in {', '.join(labels)}"] if labels else []
    return "; ".join(parts)


def record(verified: Verification) -> dict[str, Any]:
    """The same as one object, schema 1; `plan` is the report of the plan as it now stands, as `solve` prints it."""
    plan = report(verified.now)
    return {
        "schema": SCHEMA,
        "holds": verified.holds,
        "violations": list(verified.verdict.violations),
        "edits": [asdict(edit) for edit in verified.edits],
        "figures": [_compared(old, new) for old, new in compared(verified)],
        "objectives": _objectives(verified),
        "total_cost": plan["total_cost"],
        "rules": plan["rules"],
        "hires": plan["hires"],
        "go_live": plan["go_live"],
        "headcount": plan["headcount"],
        "cost": plan["cost"],
        "notices": [asdict(notice) for notice in verified.notices],
    }


def _compared(old: Figure, new: Figure) -> dict[str, Any]:
    both = isinstance(old.value, int) and isinstance(new.value, int)
    difference = int(new.value) - int(old.value) if both else None
    return {"name": new.key, "label": new.label, "value": new.value, "as_solved": old.value, "difference": difference}


def _objectives(verified: Verification) -> list[dict[str, Any]]:
    objectives = verified.verdict.accounts.objectives
    return [
        {
            "name": str(level.name),
            "value": objectives[level.name],
            "as_solved": level.value,
            "difference": objectives[level.name] - level.value,
            "bound": level.bound,
            "proven": level.proven,
        }
        for level in verified.solved.levels
    ]
