"""Roadmap: a Gantt of use cases, the starts that the solver chose, and units by stage."""

from __future__ import annotations

from operator import ge

from models.plan import Series
from models.problem import UseCase, UseCaseStatus
from outputs.rows.building import LAST_BUILD, LIVE, Stage, gantt, produced, stages, started
from outputs.rows.facts import Facts, added
from outputs.workbook.cells import Heading, Ink, Item, Line, Part, Sheet
from outputs.workbook.inputs_tables import USE_CASE_COUNT, USE_CASE_STATUS, USE_CASE_VALUE
from outputs.workbook.parts import flow, formula, no_count, number, sum_of
from outputs.workbook.styles import GANTT

NAME = "Roadmap"


def sheet(facts: Facts) -> Sheet:
    built = [stages(facts, u) for u in facts.problem.use_cases]
    items: list[Item] = [Heading("Use cases in all"), *_totals(facts, built)]
    items.append(Heading("Roadmap", "go-live is the last build quarter; live from the next one on", GANTT))
    items += [_gantt(i, u, built[i]) for i, u in enumerate(facts.problem.use_cases)]
    items.append(Heading("Starts of building", "yellow: chosen by the solver; blue: under way already"))
    items += [_starts(facts, i, u) for i, u in enumerate(facts.problem.use_cases)]
    items.append(Heading("Value", "of the units in production, per quarter"))
    items += [_value(i, u, built[i]) for i, u in enumerate(facts.problem.use_cases) if u.value_per_quarter]
    items.append(_all_value(facts, built))
    items.append(Heading("Workings: units by stage"))
    for i, use_case in enumerate(facts.problem.use_cases):
        items += _stages(i, use_case, built[i])
    items += _dependencies(facts, built)
    items += _misplaced(facts)
    return Sheet(
        NAME,
        "Roadmap",
        "When use cases are built and in production. Edit a start (yellow), and stages, demand and cost follow.",
        tuple(items),
        part=Part.ANSWER,
        heads=("ID", "Use case", "Type, unit, stage", "Unit", "Total", "At start"),
        years=True,
    )


def _totals(facts: Facts, built: list[list[Stage]]) -> list[Line]:
    length = facts.problem.quarters
    building = added([stage.units for rows in built for stage in rows[:-1]], length)
    live = facts.accounts.live[:-1]
    end = produced(facts)
    going = tuple(after - before for before, after in zip(live, end, strict=True))
    asked = facts.problem.settings
    due = f"Target, due by the end of {facts.problem.calendar.label(asked.target_by)}"
    target = Line("target", ("", due, ""), "use cases", (asked.target_use_cases,) * length, "={set.target|C}")
    aim = [] if asked.target_use_cases is None else [target]
    block = all_stages(facts)

    def by_stage(key: str) -> str:
        return f"=SUMIFS({{{block}}},{{{block}|C}},{{{key}|C}})" if block else ""

    return [
        Line("live.all", ("", "Live before the quarter begins", LIVE), "use cases", live, by_stage("live.all")),
        Line("going.all", ("", "Going live at its end", LAST_BUILD), "use cases", going, by_stage("going.all")),
        Line("going.given", ("", "Of them under way at the start", ""), "use cases", _going_given(facts, built)),
        Line(
            "built.all", ("", "Building", ""), "use cases", building, f"=SUM({{{block}}})-{{live.all}}" if block else ""
        ),
        Line("prod.all", ("", "In production by its end", ""), "use cases", end, "={live.all}+{going.all}", bold=True),
        *aim,
    ]


def _going_given(facts: Facts, built: list[list[Stage]]) -> Series:
    given = [
        rows[-2].units
        for u, rows in zip(facts.problem.use_cases, built, strict=True)
        if u.status is not UseCaseStatus.IDEA
    ]
    return added(given, facts.problem.quarters)


def all_stages(facts: Facts) -> str:
    """The keys of all stages of all use cases, from the first to the last; '' where there is no use case."""
    cases = facts.problem.use_cases
    if not cases:
        return ""
    return f"stage.0.0..stage.{len(cases) - 1}.{facts.problem.type_of[cases[-1].id].build_quarters}"


def _what(use_case: UseCase) -> str:
    return ", ".join(part for part in (use_case.type, use_case.business_unit) if part)


def _gantt(i: int, use_case: UseCase, rows: list[Stage]) -> Line:
    last, live = f"{{stage.{i}.{len(rows) - 2}}}", f"{{stage.{i}.{len(rows) - 1}}}"
    building = f"SUM({{stage.{i}.0..stage.{i}.{len(rows) - 2}}})"
    many = use_case.count > 1

    def shown(word: str, units: str) -> str:
        return f'"{word} "&{units}' if many else f'"{word}"'

    template = (
        f"=IF({last}>0,{shown('go-live', last)},IF({building}>0,{shown('build', building)},"
        f'IF({live}>0,{shown("live", live)},"")))'
    )
    labels = (use_case.id, use_case.name or use_case.type, _what(use_case))
    units = number(use_case.count, "use cases")
    return Line(f"gantt.{i}", labels, "use cases", gantt(rows, use_case.count), template, total=units, style="gantt")


def _starts(facts: Facts, i: int, use_case: UseCase) -> Line:
    values = started(facts, use_case)
    ink = Ink.CHOICE if use_case.status is UseCaseStatus.IDEA else Ink.INPUT
    labels = (use_case.id, use_case.name or use_case.type, _what(use_case))
    return Line(
        f"start.{i}",
        labels,
        "use cases",
        values,
        ink=ink,
        total=sum_of(f"start.{i}", values, "use cases"),
        style="chosen",
    )


def _value(i: int, use_case: UseCase, rows: list[Stage]) -> Line:
    values = tuple(units * use_case.value_per_quarter for units in rows[-1].units)
    labels = (use_case.id, use_case.name or use_case.type, "value")
    template = f"={{stage.{i}.{len(rows) - 1}}}*{{case.{i}|{USE_CASE_VALUE}}}"
    return flow(f"value.{i}", labels, "money", values, template)


def _all_value(facts: Facts, built: list[list[Stage]]) -> Line:
    valued = [i for i, u in enumerate(facts.problem.use_cases) if u.value_per_quarter]
    rows: list[Series] = [
        tuple(units * facts.problem.use_cases[i].value_per_quarter for units in built[i][-1].units) for i in valued
    ]
    template = f"=SUM({{value.{valued[0]}..value.{valued[-1]}}})" if valued else ""
    return flow(
        "value.all", ("", "All use cases", ""), "money", added(rows, facts.problem.quarters), template, bold=True
    )


def _stages(i: int, use_case: UseCase, rows: list[Stage]) -> list[Line]:
    lines = []
    for n, stage in enumerate(rows):
        before = f"{{stage.{i}.{n - 1}|prev}}"
        live = n == len(rows) - 1
        template = f"={{start.{i}}}" if n == 0 else f"={{stage.{i}.{n}|prev}}+{before}" if live else f"={before}"
        labels = (use_case.id, use_case.name or use_case.type, stage.name)
        start = number(stage.before, "use cases")
        lines.append(Line(f"stage.{i}.{n}", labels, "use cases", stage.units, template, start=start))
    return lines


def _dependencies(facts: Facts, built: list[list[Stage]]) -> list[Item]:
    """Units that start before all of what they depend on is live: there must be none."""
    number_of = {u.id: i for i, u in enumerate(facts.problem.use_cases)}
    lines: list[Item] = []
    for i, use_case in enumerate(facts.problem.use_cases):
        if use_case.status is UseCaseStatus.IDEA and use_case.depends_on:
            others = [number_of[other] for other in use_case.depends_on]
            ready = ",".join(f"{{stage.{o}.{len(built[o]) - 1}}}>={{case.{o}|{USE_CASE_COUNT}}}" for o in others)
            labels = (use_case.id, use_case.name, "starts too early")
            template = f"=IF(AND({ready}),0,{{start.{i}}})"
            counts = [facts.problem.use_cases[o].count for o in others]
            live = [tuple(built[o][-1].units[q] for o in others) for q in range(facts.problem.quarters)]
            early = [
                0 if all(map(ge, there, counts)) else n for there, n in zip(live, started(facts, use_case), strict=True)
            ]
            lines.append(Line(f"early.{i}", labels, "use cases", early, template))
    return [Heading("Workings: starts before what they depend on is live"), *lines] if lines else []


def _misplaced(facts: Facts) -> list[Item]:
    """What checks and rules add up, line by line, so that a row put in above by hand does no harm to them."""
    cases = list(enumerate(facts.problem.use_cases))
    if not cases:
        return []
    return [
        Heading("Workings: starts out of bounds", "outside the time for it, or no whole units"),
        *(_astray(facts, i, use_case) for i, use_case in cases),
        Heading("Workings: units in the plan"),
        *(_units(facts, i, use_case) for i, use_case in cases),
    ]


def _astray(facts: Facts, i: int, use_case: UseCase) -> Line:
    idea, window = use_case.status is UseCaseStatus.IDEA, facts.problem.start_window(use_case)
    units = started(facts, use_case)
    values = [n if idea and q not in window else 0 for q, n in enumerate(units, 1)]
    labels = (use_case.id, use_case.name or use_case.type, "out of bounds")
    start = f"{{start.{i}}}"
    template = f"=IF({no_count(start)},1,{start}*(1-{{in.window.{i}}}))"
    return Line(f"astray.{i}", labels, "use cases", values, template)


def _units(facts: Facts, i: int, use_case: UseCase) -> Line:
    idea = use_case.status is UseCaseStatus.IDEA
    count = sum(started(facts, use_case)) if idea else use_case.count
    case = f"case.{i}"
    template = f'=IF({{{case}|{USE_CASE_STATUS}}}="idea",{{start.{i}|E}},{{{case}|{USE_CASE_COUNT}}})'
    labels = (use_case.id, use_case.name or use_case.type, "live, in progress or started")
    nothing = (None,) * facts.problem.quarters
    return Line(f"units.{i}", labels, "use cases", nothing, total=formula(count, template, "use cases"))
