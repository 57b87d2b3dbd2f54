"""Three job profiles under a rule: A acts, B (or C) is what A is held against; all start at once and cost nothing."""

from __future__ import annotations

from typing import Any

from models.judge import judge
from models.plan import RuleCheck, State, Verdict
from models.problem import Problem
from models.rules import Mode, RuleRow
from tests.builders import make_group, make_plan, make_problem, make_profile, make_rule, make_staff, make_use_case

A, B, C = make_group("A"), make_group("B"), make_group("C")


def problem_with(*rows: RuleRow, mode: Mode = Mode.ENFORCE, **overrides: Any) -> Problem:
    profiles = tuple(make_profile(id, skills={"data": 100}) for id in ("A", "B", "C"))
    rules = (make_rule(*rows, mode=mode),) if rows else ()
    return make_problem(**{"profiles": profiles, "rules": rules} | overrides)


def staff(**heads: int) -> dict[str, Any]:
    return {"staff": tuple(make_staff(profile, number) for profile, number in heads.items())}


def use_cases(live: int = 0, ideas: int = 0, **fields: Any) -> dict[str, Any]:
    rows = [make_use_case("old", status="live", count=live, **fields)] if live else []
    return {"use_cases": (*rows, *([make_use_case("new", count=ideas, **fields)] if ideas else []))}


def broken_in(verdict: Verdict) -> list[int]:
    """The quarters in which the rule is broken, inherited or not."""
    return sorted({check.quarter for check in verdict.accounts.rules if check.state is not State.KEPT})


def check_in(verdict: Verdict, quarter: int, row: int = 0) -> RuleCheck:
    return next(c for c in verdict.accounts.rules if c.quarter == quarter and c.row == row)


def judged(problem: Problem, hires: dict[str, Any] | None = None, **starts: Any) -> Verdict:
    return judge(problem, make_plan(problem, hires, starts))
