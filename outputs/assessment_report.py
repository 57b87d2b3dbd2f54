"""An assessment as one object, for other programs, and in ten lines for the terminal."""

from __future__ import annotations

from typing import Any

from models.assessment import Assessment, CapabilityGap, JobWorth
from models.plan import Result, RuleCheck
from outputs.json_report import report
from outputs.rows.assess import assess_sentences, short_of
from outputs.whatif_report import effect_report, what_if

SCHEMA = 1


def assessment_lines(assessment: Assessment) -> list[str]:
    """The ten most important lines, or fewer: what blocks and what to fill first, then what is idle or lacking."""
    return assess_sentences(assessment)


def assessment_report(assessment: Assessment) -> dict[str, Any]:
    """What `assess --json` prints, schema 1; money in whole currency units, FTE as numbers, quarters as labels.

    schema, currency;
    plan: of the problem as it stands, as `solve --json` prints it;
    jobs: ranked, each {job, profile, heads, pay, gap, does_nothing, as_is, more, opened, fewer, gain, opening, loss};
    as_is, more, fewer and opened (as many hired in this job as allowed, where one more head is not enough; else null)
    as `what_if` says, against the problem as it stands; fewer null: there is nobody; gain (one more), loss (one fewer)
    and opening as `effect_report` says, against as_is, null where not known; the cost of gain includes pay;
    capabilities: each {capability, required, given, short}, of quarters;
    rules: each {rule, row, kind, mode, quarter, left, relation, limit, slack, state}, today;
    idle_titles, first, left_out: texts.
    """
    base = assessment.base
    return {
        "schema": SCHEMA,
        "currency": base.problem.settings.currency,
        "plan": report(base),
        "jobs": [_job(worth, base) for worth in assessment.jobs],
        "capabilities": [_capability(gap, base) for gap in assessment.capabilities],
        "rules": [_rule(check, base) for check in assessment.rules],
        "idle_titles": list(assessment.idle_titles),
        "first": list(assessment.first),
        "left_out": list(assessment.left_out),
    }


def _job(worth: JobWorth, base: Result) -> dict[str, Any]:
    return {
        "job": worth.job,
        "profile": worth.profile,
        "heads": worth.heads,
        "pay": worth.pay,
        "gap": str(worth.gap),
        "does_nothing": worth.does_nothing,
        "as_is": what_if(worth.as_is, base),
        "more": what_if(worth.more, base),
        "opened": None if worth.opened is None else what_if(worth.opened, base),
        "fewer": None if worth.fewer is None else what_if(worth.fewer, base),
        "gain": None if worth.gain is None else effect_report(worth.gain),
        "opening": None if worth.opening is None else effect_report(worth.opening),
        "loss": None if worth.loss is None else effect_report(worth.loss),
    }


def _capability(gap: CapabilityGap, base: Result) -> dict[str, Any]:
    labels = base.problem.calendar.labels()
    series = {"required": gap.required, "given": gap.given, "short": short_of(gap)}
    by_quarter = {
        name: {label: hundredths / 100 for label, hundredths in zip(labels, values, strict=True)}
        for name, values in series.items()
    }
    return {"capability": gap.capability, **by_quarter}


def _rule(check: RuleCheck, base: Result) -> dict[str, Any]:
    return {
        "rule": check.rule,
        "row": check.row,
        "kind": check.kind,
        "mode": str(check.mode),
        "quarter": base.problem.calendar.label(check.quarter),
        "left": check.left,
        "relation": check.relation,
        "limit": check.limit,
        "slack": check.slack,
        "state": str(check.state),
    }
