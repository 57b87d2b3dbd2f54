"""What a page says of an explanation and of an assessment: plain views, no markup."""

from __future__ import annotations

from typing import Any

from models.assessment import Assessment, CapabilityGap
from models.explanation import Explanation
from models.plan import Result, RuleCheck
from models.redacted_whatif import redacted_assessment, redacted_explanation
from models.whatif import outcome
from outputs.page.stretches import stretches
from outputs.rows.assess import assess_sentences, job_rows, rule_words, short_of
from outputs.rows.explain import conflict_rows, explain_sentences, explain_title, hire_rows, repair_rows
from outputs.rows.prices import price_rows
from outputs.rows.whatif import FOUND, headed


def told_beside(explanation: Explanation | None, assessment: Assessment | None) -> dict[str, Any]:
    """The views of both, redacted first; None: there is none."""
    return {
        "explained": None if explanation is None else explanation_view(redacted_explanation(explanation)),
        "assessed": None if assessment is None else assessment_view(redacted_assessment(assessment)),
    }


def explanation_view(explanation: Explanation) -> dict[str, Any]:
    """The view of an explanation that is redacted already."""
    return {
        "title": explain_title(explanation),
        "sentences": explain_sentences(explanation),
        "conflicts": conflict_rows(explanation),
        "repairs": repair_rows(explanation),
        "prices": price_rows(explanation),
        "hires": hire_rows(explanation),
        "left_out": explanation.left_out,
        "heads": _heads(explanation.base),
        "gives_up": explanation.base.plan is None and explanation.closest is not None,
    }


def _heads(base: Result) -> dict[str, str]:
    """Of the columns of effects; what no level asks for says so."""
    reached = outcome(base)
    figures = {} if reached is None else {"Use cases": reached.use_cases, "Cost": reached.cost, "Value": reached.value}
    heads = {name: headed(name, figures.get(name)) for name in ("Use cases", "Cost", "Value")}
    return heads | {"First production": f"First production ({FOUND})"}


def assessment_view(assessment: Assessment) -> dict[str, Any]:
    """The view of an assessment that is redacted already."""
    lists = (("Titles without demand", assessment.idle_titles), ("What was left out", assessment.left_out))
    return {
        "sentences": assess_sentences(assessment),
        "jobs": job_rows(assessment),
        "stretches": stretches(assessment.base.problem.calendar.labels()),
        "capabilities": [(gap.capability, _series(gap)) for gap in assessment.capabilities],
        "rules": [(check.rule, rule_words(check), str(check.state), _asks(check)) for check in assessment.rules],
        "lists": [(topic, texts) for topic, texts in lists if texts],
    }


Shown = tuple[str, list[tuple[str, bool]]]
"""Required or given: FTE by quarter as text, and whether it is too little."""


def _series(gap: CapabilityGap) -> list[Shown]:
    short = short_of(gap)
    return [
        ("required", [(_fte(need), False) for need in gap.required]),
        ("given", [(_fte(given), lacking > 0) for given, lacking in zip(gap.given, short, strict=True)]),
    ]


def _fte(hundredths: int) -> str:
    return f"{hundredths / 100:,.2f}"


def _asks(check: RuleCheck) -> str:
    """Such as '4 <= 3'."""
    if check.left is None or check.limit is None:
        return ""
    return f"{check.left:g} {check.relation} {check.limit:g}"
