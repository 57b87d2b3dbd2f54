"""A result and its source as one JSON document, and back: what a plan workbook keeps of its own making.

The document holds what was known, what was decided and how sure that is. What follows from it is computed again.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from models.judge import judge
from models.plan import Level, Plan, Result, Status
from models.problem import Objective, Problem
from outputs.source import Source

SCHEMA = 1

Document = dict[str, Any]
"""'part' or 'part.field': what json can hold"""


def document(result: Result, source: Source) -> Document:
    """Everything from which `restored` makes the result again. Raises ValueError where it holds no plan."""
    if result.plan is None:
        raise ValueError("a result without a plan has no record")
    problem = result.problem.model_dump(mode="json")
    if not result.problem.hire_caps:  # which only programs set: planners' records do without
        del problem["hire_caps"]
    return {
        "schema": SCHEMA,
        "source": _source(source),
        "result": _found(result),
        **{f"problem.{name}": part for name, part in problem.items()},
        **{f"plan.{name}": part for name, part in result.plan.model_dump(mode="json").items()},
    }


def _source(source: Source) -> Document:
    return {
        "file": source.file,
        "sha256": source.sha256,
        "version": source.version,
        "date": source.date.isoformat(),
        "scenario": source.scenario,
    }


def _found(result: Result) -> Document:
    return {
        "status": str(result.status),
        "levels": [[str(level.name), level.value, level.bound, level.proven] for level in result.levels],
        "notes": list(result.notes),
        "seconds": result.seconds,
        "seed": result.seed,
        "workers": result.workers,
        "stopped_by": result.stopped_by,
    }


def restored(kept: Document) -> tuple[Result, Source]:
    """The result and its source, judged afresh. Raises ValueError, KeyError or TypeError where it is no such document.

    A plan that today's judge rejects comes back as it is: the record says what was decided, not that it still holds.
    """
    problem, plan = Problem(**_part(kept, "problem")), Plan(**_part(kept, "plan"))
    found, source = kept["result"], kept["source"]
    result = Result(
        problem=problem,
        status=Status(found["status"]),
        levels=tuple(Level(Objective(name), value, bound, proven) for name, value, bound, proven in found["levels"]),
        plan=plan,
        accounts=judge(problem, plan).accounts,
        notes=tuple(found["notes"]),
        seconds=found["seconds"],
        seed=found["seed"],
        workers=found["workers"],
        stopped_by=found["stopped_by"],
    )
    return result, Source(**source | {"date": date.fromisoformat(source["date"])})


def _part(kept: Document, part: str) -> Document:
    return {name.removeprefix(f"{part}."): value for name, value in kept.items() if name.startswith(f"{part}.")}
