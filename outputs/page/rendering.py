"""The page: the first plan in full, and the others beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from models.assessment import Assessment
from models.errors import HireplanError
from models.explanation import Explanation
from models.files import atomic_write
from models.redaction import noted, redacted
from outputs.clean import legible
from outputs.page import sections
from outputs.page.charts import compared_charts, plan_charts
from outputs.page.differences import differences_view
from outputs.page.explained import told_beside
from outputs.page.geometry import Chart, drawn
from outputs.page.stretches import roadmap_tables, stretches
from outputs.rows.answer import proof_words, target_words
from outputs.rows.differences import Difference, from_the_first
from outputs.rows.facts import Facts, facts_of
from outputs.rows.figures import figures, fiscal_years
from outputs.rows.scenarios import facts_if_any, measures
from outputs.source import Scenario

LARGEST = 195_000
"""Bytes that a page may have: so that it opens at once on a phone, and can be sent by mail."""

SHOWN = ((400, 40), (200, 24), (100, 12), (50, 8), (20, 4), (5, 2), (2, 2))
"""Rows of a long list and scenarios that are shown, tried in this order until the page is small enough."""

LONGEST, BRIEF = 90, 50
"""Characters of a name that are shown, and where it stands again in the table of a later stretch."""

ABREAST, SERIES_ABREAST = 6, 4
"""Scenarios, and series of a chart, that stand in one table; more go into another below it."""


def write(
    scenarios: Sequence[Scenario],
    path: Path,
    explanation: Explanation | None = None,
    assessment: Assessment | None = None,
) -> None:
    """Write the page, whole or not at all. Raises ValueError where there is no plan and nothing told beside it."""
    page = rendered(scenarios, explanation, assessment)
    with atomic_write(path) as temporary:
        temporary.write_bytes(page)


def rendered(
    scenarios: Sequence[Scenario], explanation: Explanation | None = None, assessment: Assessment | None = None
) -> bytes:
    """The page as it is written: HTML in UTF-8, no larger than LARGEST. Raises HireplanError where it cannot be.

    Where one person is the whole team, a quarter's cost is that person's pay, so every result is redacted.
    """
    scenarios = _with_closest(scenarios, explanation)
    alone = len(scenarios) == 1 and explanation is None and assessment is None
    scenarios = [replace(scenario, result=redacted(scenario.result, alone=alone)) for scenario in scenarios]
    beside_plan = told_beside(explanation, assessment)
    view = _view(scenarios, beside_plan) | beside_plan
    differences = from_the_first([scenario.result for scenario in scenarios])
    template = _environment().get_template("page.html.j2")
    for most, beside in SHOWN:
        shown = scenarios[:beside], differences[:beside]
        compared = _side_by_side(*shown, left_out=len(scenarios) - beside) if len(scenarios) > 1 else None
        roadmap = roadmap_tables(view["roadmap"][:most], view["stretches"]) if view["plan"] else []
        page = legible(template.render(view, most=most, scenarios=compared, roadmap_tables=roadmap)).encode()
        if len(page) <= LARGEST:
            return page
    raise HireplanError(
        f"the page would have {len(page):,} bytes, more than the {LARGEST:,} that open at once on a phone, although "
        "its lists are cut short; write the workbook, which holds all, or shorten the plan's texts or its horizon"
    )


def _view(scenarios: Sequence[Scenario], beside: dict[str, Any]) -> dict[str, Any]:
    """Everything that the template shows of the plans; without a plan, what it needs beside what else it tells."""
    first = scenarios[0]
    if first.result.plan is None and any(beside.values()):
        return _without_plan(first, beside)
    facts = facts_of(first.result)
    return {
        "plan": True,
        "source": first.source,
        "result": first.result,
        "company": facts.problem.settings.company,
        "currency": facts.problem.settings.currency,
        "verdict": _verdict(beside) or target_words(facts),
        "proof": GIVES_UP if _verdict(beside) else proof_words(first.result),
        "figures": figures(facts),
        "years": fiscal_years(facts),
        "charts": _placed(plan_charts(facts)),
        "stretches": stretches(facts.labels),
        "heat": sections.heat_map(facts),
        "roadmap": sections.roadmap(facts),
        "hiring": sections.hiring(facts),
        "profiles": len(facts.problem.profiles),
        "rules": sections.rules(facts),
        "own_salaries": any(noted(scenario.result) for scenario in scenarios),
    }


GIVES_UP = "No plan keeps to everything: the page shows the one that gives up least."


def _with_closest(scenarios: Sequence[Scenario], explanation: Explanation | None) -> Sequence[Scenario]:
    """The scenarios; where the first has no plan, with the one that gives up least, if an explanation has it."""
    first, *others = scenarios
    if explanation is None or explanation.closest is None or first.result.plan is not None:
        return scenarios
    return [replace(first, result=explanation.closest), *others]


def _verdict(beside: dict[str, Any]) -> str:
    """What comes before all else where the plan on the page gives something up; else ''."""
    explained = beside["explained"]
    return explained["sentences"][0] if explained and explained["gives_up"] else ""


def _without_plan(first: Scenario, beside: dict[str, Any]) -> dict[str, Any]:
    settings = first.result.problem.settings
    return {
        "plan": False,
        "source": first.source,
        "result": first.result,
        "company": settings.company,
        "currency": settings.currency,
        "verdict": next(told["sentences"][0] for told in beside.values() if told),
        "proof": "",
        "own_salaries": False,
    }


def _placed(charts: Iterable[Chart]) -> list[tuple[Chart, Any]]:
    return [(chart, drawn(chart)) for chart in charts]


def _side_by_side(
    scenarios: Sequence[Scenario], differences: Sequence[Difference | None], left_out: int
) -> dict[str, Any]:
    found = [(scenario.name, facts_if_any(scenario.result)) for scenario in scenarios]
    compared = measures([scenario.result for scenario in scenarios])
    plans: list[tuple[str, Facts]] = [(name, facts) for name, facts in found if facts is not None]
    return {
        "names": [scenario.name for scenario in scenarios],
        "rows": sections.side_by_side(compared),
        "mixed": any(measure.key == "currency" for measure in compared),
        "charts": _placed(compared_charts(plans)),
        "differences": differences_view(scenarios, differences),
        "left_out": max(0, left_out),
        "without": [scenario for scenario in scenarios if scenario.result.plan is None],
    }


@cache
def _environment() -> Environment:
    loader = PackageLoader("outputs.page")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"short": short, "amount": amount, "change": change}
    environment.globals |= {"abreast": ABREAST, "series_abreast": SERIES_ABREAST, "longest": LONGEST, "brief": BRIEF}
    environment.globals["style"] = Markup(loader.get_source(environment, "style.css")[0])
    return environment


def short(text: str, longest: int = LONGEST) -> str:
    """A name as far as a row has room for it; a sentence as far as anybody would read it."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def amount(value: object) -> str:
    """A number with its thousands apart and a true minus; text as it is; nothing for None."""
    if value is None:
        return ""
    return f"{value:,}".replace("-", "−") if isinstance(value, int) else str(value)


def change(value: int | None) -> str:
    """A difference with its sign and a true minus; 0 without, nothing for None."""
    if value is None:
        return ""
    return f"{value:+,}".replace("-", "−") if value else "0"
