"""An assessment as rows: jobs by what one head is worth, capabilities by quarter, rules today, and its sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.assessment import Assessment, CapabilityGap, Gap, JobWorth
from models.plan import RuleCheck, State
from models.whatif import Effect, WhatIf
from models.words import counted
from outputs.rows.explain import stands_sentence
from outputs.rows.whatif import EffectRow, briefly, doubts, effect_words, listed, missing, row_of

NOBODY = "nobody is there to leave"
MOST_JOBS = 4
"""Jobs of a kind that a sentence names."""


AS_ALLOWED = "hired as many as allowed"
"""Where one more head alone is not enough."""


@dataclass(frozen=True)
class JobRow:
    """A job, and what one head more and one fewer would change. None: not known."""

    job: str
    gap: str
    heads: int
    pay: int
    more: EffectRow
    """its cost is apart from the head's own pay"""
    fewer: EffectRow
    """its cost is with what is saved of pay"""
    note: str


def job_rows(assessment: Assessment) -> list[JobRow]:
    """All jobs in their order."""
    return [
        JobRow(
            job=worth.job,
            gap=str(worth.gap),
            heads=worth.heads,
            pay=worth.pay,
            more=_row(beside_pay(worth), worth.more),
            fewer=_row(worth.loss, worth.fewer) if worth.heads else EffectRow(note=NOBODY),
            note="; ".join(_notes(worth, assessment.base.problem.settings.currency)),
        )
        for worth in assessment.jobs
    ]


def beside_pay(worth: JobWorth) -> Effect | None:
    """What one more head changes, its own pay left out of the cost."""
    gain = worth.gain
    if gain is None:
        return None
    return replace(gain, cost=gain.cost + -worth.pay)


def _row(effect: Effect | None, then: WhatIf | None) -> EffectRow:
    return EffectRow(note=missing(then)) if effect is None else row_of(effect)


def _notes(worth: JobWorth, currency: str) -> Iterator[str]:
    """What is not proven or not known of a job, and what more than one head would bring."""
    yield from _opened(worth, currency)
    if worth.as_is.result is None or worth.as_is.result.plan is None:
        yield f"with nobody more: {missing(worth.as_is)}"
    more = beside_pay(worth)
    if more is None:
        yield f"one more: {missing(worth.more)}"
    elif not more.is_exact:
        yield f"one more: {doubts(more)}"
    if worth.fewer is not None and worth.loss is None:
        yield f"one fewer: {missing(worth.fewer)}"
    elif worth.loss is not None and not worth.loss.is_exact:
        yield f"one fewer: {doubts(worth.loss)}"
    if worth.does_nothing:
        yield "one fewer changes nothing but pay"


def _opened(worth: JobWorth, currency: str) -> Iterator[str]:
    """What hiring as the problem allows brings. That may be less than one head who is there today, paid for besides:
    who is hired comes later, and out of the budget. Where it only may be less, nothing is known."""
    opening, gain = worth.opening, worth.gain
    if opening is None:
        return
    if gain is None or opening.use_cases.value >= gain.use_cases.value:
        yield f"{AS_ALLOWED}: {effect_words(opening, currency)}"
    elif opening.is_exact:
        yield f"{AS_ALLOWED}, later and out of the budget: {effect_words(opening, currency)}"
    else:
        yield f"{AS_ALLOWED}: no plan as good as with one more today was found; there may be one"


def short_of(gap: CapabilityGap) -> tuple[int, ...]:
    """What today's team lacks of a capability by quarter, hundredths of an FTE."""
    return tuple(max(0, need - given) for need, given in zip(gap.required, gap.given, strict=True))


def rule_words(check: RuleCheck) -> str:
    """What kind of rule it is, and how it counts."""
    return f"{check.kind}, mode {check.mode}"


# -- sentences


def assess_sentences(assessment: Assessment) -> list[str]:
    """The most important first, at most ten."""
    return [
        *_no_plan(assessment),
        *_blocking(assessment),
        *_first(assessment),
        *_useful(assessment),
        *_idle(assessment),
        *_spared(assessment),
        *_titles(assessment),
        *_short(assessment),
        *_rules(assessment),
        *_unknown(assessment),
    ]


def _of(assessment: Assessment, gap: Gap) -> list[JobWorth]:
    return [worth for worth in assessment.jobs if worth.gap is gap]


def _no_plan(assessment: Assessment) -> Iterator[str]:
    if assessment.base.plan is None:
        yield stands_sentence(assessment.base)


def _blocking(assessment: Assessment) -> Iterator[str]:
    found = _of(assessment, Gap.BLOCKING)
    if found:
        yield f"Blocking: one more {listed([_worth(assessment, worth) for worth in found], MOST_JOBS)}."
    elif unknown := len(_of(assessment, Gap.UNKNOWN)):
        many = f"{unknown:,} of {counted(len(assessment.jobs), 'job')}"
        yield f"Whether anything blocks is not known: {many} could not be told."
    elif assessment.jobs:
        yield "Nothing blocks: one more head of no job brings a use case more, or one sooner."
    else:
        yield "No job was assessed."


def _worth(assessment: Assessment, worth: JobWorth) -> str:
    effect, currency = beside_pay(worth), assessment.base.problem.settings.currency
    if worth.opening is not None and worth.best is worth.opening:
        return f"{worth.job} ({AS_ALLOWED}: {effect_words(worth.opening, currency)})"
    if effect is None:
        return f"{worth.job}: without one there is no plan" if worth.gap is Gap.BLOCKING else worth.job
    return f"{worth.job} ({effect_words(effect, currency, 'cost besides pay')})"


def _first(assessment: Assessment) -> Iterator[str]:
    if assessment.first:
        more = len(assessment.first) - MOST_JOBS
        steps = [f"{n}. {step}" for n, step in enumerate(assessment.first[:MOST_JOBS], 1)]
        yield f"Fill first: {'; '.join(steps)}{f'; and {more:,} more' if more > 0 else ''}."


def _useful(assessment: Assessment) -> Iterator[str]:
    if found := _of(assessment, Gap.USEFUL):
        yield f"Useful: one more {listed([_worth(assessment, worth) for worth in found], MOST_JOBS)}."


def _idle(assessment: Assessment) -> Iterator[str]:
    if found := _of(assessment, Gap.IDLE):
        yield f"Idle: one more {listed([worth.job for worth in found], MOST_JOBS)} changes nothing for the better."


def _spared(assessment: Assessment) -> Iterator[str]:
    if found := [worth.job for worth in assessment.jobs if worth.does_nothing]:
        yield f"To spare: one fewer {listed(found, MOST_JOBS)} changes nothing but pay."


def _titles(assessment: Assessment) -> Iterator[str]:
    if assessment.idle_titles:
        yield f"No demand behind: {listed(assessment.idle_titles, MOST_JOBS)}."


def _short(assessment: Assessment) -> Iterator[str]:
    """Of which capabilities today's team lacks most, over all quarters."""
    lacking = sorted(assessment.capabilities, key=lambda gap: -sum(short_of(gap)))
    label = assessment.base.problem.calendar.label
    words = []
    for gap in lacking:
        short = short_of(gap)
        if worst := max(short, default=0):
            words.append(f"{gap.capability} ({worst / 100:,.2f} FTE in {label(short.index(worst) + 1)})")
    if words:
        yield f"Today's team is short of {listed(words, MOST_JOBS)}."


def _rules(assessment: Assessment) -> Iterator[str]:
    broken = dict.fromkeys(check.rule for check in assessment.rules if check.state is not State.KEPT)
    if broken:
        yield f"Rules not kept today: {listed(list(broken), MOST_JOBS)}."


def _unknown(assessment: Assessment) -> Iterator[str]:
    unknown = [worth.job for worth in _of(assessment, Gap.UNKNOWN)]
    told = []
    if unknown:
        many = f"{len(unknown):,} of {counted(len(assessment.jobs), 'job')}"
        told.append(f"not known, or not proven, for {many} ({briefly(unknown, MOST_JOBS)})")
    if assessment.left_out:
        told.append(f"left out: {briefly(assessment.left_out, MOST_JOBS)}")
    if told:
        words = "; ".join(told)
        yield f"{words[0].upper()}{words[1:]}."
