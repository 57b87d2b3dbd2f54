"""The rules that stand in where a workbook has no Rules sheet: data, in the columns of that sheet."""

from __future__ import annotations


def _row(rule: str, kind: str, source: str, mode: str = "enforce", **cells: str) -> dict[str, str]:
    named = {name.replace("_", " ").capitalize() if name != "fte" else "FTE": text for name, text in cells.items()}
    return {"Rule": rule, "Kind": kind, **named, "Mode": mode, "Source": source}


_SEQUENCING = "Building AI teams, § Team Build Sequencing That Works"
_OVERHYPED = "Building AI teams, § Roles That Are Overhyped for Most Enterprises"

DEFAULT_RULES: tuple[dict[str, str], ...] = (
    _row("founding-team", "team-first", _SEQUENCING, acts_on="everyone else", against="product", least="1"),
    _row("founding-team", "team-first", _SEQUENCING, acts_on="everyone else", against="data", least="1"),
    _row(
        "founding-team", "team-first", _SEQUENCING,
        acts_on="everyone else", against="ML Engineer & senior", least="1",
    ),
    _row(
        "product-first", "present", "Building AI teams, § Role 01, failure mode",
        acts_on="builder", against="product", least="1",
    ),
    _row(
        "data-ratio", "ratio", "Building AI teams, § Role 02, extended to ML engineers",
        acts_on="builder", against="data", most="3", when="always",
    ),
    _row(
        "data-ratio-low", "ratio-low", "Building AI teams, § Role 02", "report",
        acts_on="builder", against="data", least="2", free="3",
    ),
    _row(
        "builders-over-explorers", "ratio", "Building AI teams, § Role 03",
        acts_on="Data Scientist", against="ML Engineer", most="1", when="at starts",
    ),
    _row(
        "first-production", "milestone", f'{_SEQUENCING}, "within six months"', "report",
        against="founding-team", most="2", least="1",
    ),
    _row("wave-2-gate", "gate", _SEQUENCING, acts_on="wave 2", least="1"),
    _row("mlops-deadline", "deadline", _SEQUENCING, against="operations", free="2"),
    _row(
        "rework", "rework", f'{_SEQUENCING}, "at increasing cost"; the amounts are examples',
        against="operations", free="1", fte="0.5", capability="deployment",
    ),
    _row(
        "internal-integration", "ratio", "Building AI teams, § Role 05",
        acts_on="integration & contractor", against="integration & employee", most="1", when="always",
    ),
    _row("wave-3-gate", "gate", _SEQUENCING, acts_on="wave 3", least="3"),
    _row(
        "leadership-share", "ratio", "Building AI teams, § The Honest Summary",
        acts_on="leadership", against="everyone else", most="0.1", free="1", when="at starts",
    ),
    _row(
        "coordination", "per-active", f'{_SEQUENCING}, "a program portfolio that requires coordination"',
        free="3", fte="0.1", capability="coordination",
    ),
    _row(
        "chief-ai-officer", "condition", _OVERHYPED, acts_on="Chief AI Officer",
        condition="board-level priority; business units >= 2; budget >= 10000000",
    ),
    _row("chief-ai-officer", "gate", _OVERHYPED, acts_on="Chief AI Officer", least="5"),
    _row("chief-ai-officer", "cap", _OVERHYPED, acts_on="Chief AI Officer", most="1"),
    _row(
        "research-scientist", "cap", _OVERHYPED,
        acts_on="AI Research Scientist", most="1", condition="per novel research use case",
    ),
    _row(
        "prompt-engineer", "cap", _OVERHYPED,
        acts_on="Prompt Engineer", most="0.5", condition="per high-stakes generative use case",
    ),
)  # fmt: skip
