"""Explanations and assessments without names and own salaries: what they compare are plans at the job profiles' rates.

As where scenarios stand side by side, no sum of own salaries is left: from two of them a third would follow.
"""

from __future__ import annotations

from dataclasses import replace

from models.assessment import Assessment, JobWorth
from models.explanation import Explanation, RepairKind
from models.plan import Result
from models.redaction import Pooling, pooling, redacted
from models.whatif import WhatIf

BUDGET_HIDDEN = "how much more budget would do, from which own salaries could be told"


def redacted_explanation(explanation: Explanation) -> Explanation:
    """The explanation as people may see it who must not know who earns what."""
    secret = pooling(explanation.base.problem, alone=False) is not Pooling.NOTHING
    repairs = tuple(r for r in explanation.repairs if not (secret and r.kind is RepairKind.BUDGET))
    hidden = (BUDGET_HIDDEN,) if len(repairs) < len(explanation.repairs) else ()
    return replace(
        explanation,
        base=_redacted(explanation.base),
        repairs=tuple(replace(repair, then=_then(repair.then)) for repair in repairs),
        closest=None if explanation.closest is None else _redacted(explanation.closest),
        prices=tuple(replace(price, then=_then(price.then)) for price in explanation.prices),
        hires=tuple(
            replace(hire, without=_then_if_any(hire.without), later=_then_if_any(hire.later))
            for hire in explanation.hires
        ),
        left_out=(*explanation.left_out, *hidden),
    )


def redacted_assessment(assessment: Assessment) -> Assessment:
    """The assessment as people may see it who must not know who earns what."""
    return replace(assessment, base=_redacted(assessment.base), jobs=tuple(map(_job, assessment.jobs)))


def _job(worth: JobWorth) -> JobWorth:
    """What heads are worth is reckoned afresh from the redacted plans."""
    as_is, more = _then(worth.as_is), _then(worth.more)
    fewer, opened = _then_if_any(worth.fewer), _then_if_any(worth.opened)
    against = as_is.result
    if against is None:
        return replace(worth, as_is=as_is, more=more, fewer=fewer, opened=opened, gain=None, loss=None, opening=None)
    return replace(
        worth,
        as_is=as_is,
        more=more,
        fewer=fewer,
        opened=opened,
        gain=None if worth.gain is None else more.effect(against),
        loss=None if worth.loss is None or fewer is None else fewer.effect(against),
        opening=None if worth.opening is None or opened is None else opened.effect(against),
    )


def _redacted(result: Result) -> Result:
    return redacted(result, alone=False)


def _then(then: WhatIf) -> WhatIf:
    return then if then.result is None else replace(then, result=_redacted(then.result))


def _then_if_any(then: WhatIf | None) -> WhatIf | None:
    return None if then is None else _then(then)
