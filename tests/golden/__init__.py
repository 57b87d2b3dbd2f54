"""The plans of the worked examples, kept as decisions: workbooks are compared with what is written from these today.

A plan that a time limit cut short cannot be found again cell by cell; what follows from its decisions can. To solve the
examples afresh and keep what is found: python -m tests.golden
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import inputs
from hireplan.version import __version__
from models.judge import judge
from models.plan import Level, Plan, Result, Status
from models.problem import Objective
from outputs import Source, write_workbook

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).parent


def sample(name: str) -> Path:
    """The input workbook of a worked example."""
    return ROOT / "inputs" / "examples" / f"{name}.xlsx"


def plan_workbook(name: str) -> Path:
    """The plan that a visitor can open."""
    return ROOT / "outputs" / "examples" / f"{name}-plan.xlsx"


def keep(name: str, result: Result, source: Source) -> None:
    """Keep the decisions of a result, and how it was found."""
    assert result.plan is not None
    kept = {
        "plan": result.plan.model_dump(mode="json"),
        "status": result.status,
        "levels": [[level.name, level.value, level.bound, level.proven] for level in result.levels],
        "notes": result.notes,
        "seconds": round(result.seconds, 1),
        "seed": result.seed,
        "workers": result.workers,
        "stopped_by": result.stopped_by,
        "source": [source.file, source.sha256, source.version, source.date.isoformat()],
    }
    (KEPT / f"{name}.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def kept(name: str) -> tuple[Result, Source]:
    """A kept result, judged by today's judge on today's sample, and its source, written by today's hireplan."""
    data = json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8"))
    problem = inputs.read(sample(name)).problem
    plan = Plan(**data["plan"])
    verdict = judge(problem, plan)
    assert verdict.accepted, verdict.violations
    file, sha256, _, day = data["source"]
    result = Result(
        problem=problem,
        status=Status(data["status"]),
        levels=tuple(Level(Objective(n), value, bound, proven) for n, value, bound, proven in data["levels"]),
        plan=plan,
        accounts=verdict.accounts,
        notes=tuple(data["notes"]),
        seconds=data["seconds"],
        seed=data["seed"],
        workers=data["workers"],
        stopped_by=data["stopped_by"],
    )
    return result, Source(file=file, sha256=sha256, version=__version__, date=date.fromisoformat(day))


def make(name: str, seconds: float, workers: int) -> None:
    """Solve a worked example afresh, keep its decisions and write its workbook."""
    from optimizer import solve

    reading = inputs.read(sample(name))
    result = solve(reading.problem, time_limit=seconds, workers=workers, seed=1)
    source = Source(file=reading.file, sha256=reading.sha256, version=__version__, date=date.today())
    keep(name, result, source)
    write_workbook(*_written(name))


def _written(name: str) -> tuple[Result, Path, Source]:
    result, source = kept(name)
    return result, plan_workbook(name), source
