"""The commands that solve many problems at once: compare and frontier."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hireplan.engine_options import misuse, refuse_misuse, sweeping, swept
from hireplan.options import INPUT, NewFile
from hireplan.terminal import Exit, Terminal, reporting

if TYPE_CHECKING:
    from models.frontier import Frontier
    from outputs import Scenario


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=NewFile(".xlsx"), help="The workbook to write.  [default: FILE-compared.xlsx beside FILE]"
)
@click.option(
    "--scenarios",
    metavar="A,B",
    multiple=True,
    help="Only these scenarios of the Scenarios sheet; a name with a comma in quotes.",
)
@click.option("--html", type=NewFile(".html"), help="Write the comparison as a page as well.")
@click.option("--redact", is_flag=True, help="Take names and own salaries out of all that is written and said.")
@swept
@reporting
def compare(
    terminal: Terminal,
    files: tuple[Path, ...],
    output: Path | None,
    scenarios: tuple[str, ...],
    html: Path | None,
    redact: bool,
    **options: Any,
) -> Exit:
    """Plan the scenarios of FILE, or of several FILES, and write them side by side into one workbook.

    The first file as it stands is what all others are held against. A scenario that cannot be solved is told as such
    and keeps no other from being compared. Ctrl-C writes what is there.
    """
    from hireplan.comparing import cases
    from hireplan.comparing import compare as compared
    from hireplan.destination import comparison_beside

    refuse_misuse(options)
    wanted = [output or comparison_beside(files[0]), *([] if html is None else [html])]
    targets = [_spared(path, files) for path in wanted]
    names = [name.strip() for line in csv.reader(scenarios) for name in line if name.strip()]
    found = cases(files, names if scenarios else None)
    with sweeping(terminal, options) as (engine, how):
        return _deliver(terminal, compared(found, engine, how), targets, redact=redact)


def _spared(path: Path, files: tuple[Path, ...]) -> Path:
    """A file that can be written without harm to any of the inputs."""
    from hireplan.destination import writable

    for file in files:
        target = writable(path, source=file)
    return target


def _deliver(terminal: Terminal, found: list[Scenario], targets: list[Path], *, redact: bool) -> Exit:
    """Write the comparison if any scenario holds a plan, and say how they compare."""
    import outputs
    from hireplan.comparing import redacted_alike

    found = redacted_alike(found) if redact else found
    written: dict[str, str | None] = {"workbook": None, "page": None}
    planned = [scenario for scenario in found if scenario.result.plan is not None]
    if planned:
        outputs.write_comparison(found, targets[0])
        written["workbook"] = str(targets[0])
    if planned and len(targets) > 1:
        outputs.write_page([planned[0], *(scenario for scenario in found if scenario is not planned[0])], targets[1])
        written["page"] = str(targets[1])
        if planned[0] is not found[0]:
            base = f"'{found[0].name}' holds no plan"
            terminal.message(f"Note: {base}, so the page holds the others against '{planned[0].name}'.")
    terminal.data(outputs.comparison_lines(found), outputs.comparison_report(found) | written)
    for scenario in found:
        if scenario.result.plan is None:
            reason = "; ".join((*scenario.result.conflict, *scenario.result.notes))
            terminal.message(f"No plan for '{scenario.name}' ({scenario.result.status}): {reason}")
    files = " and ".join(filter(None, written.values()))
    terminal.message(f"Wrote {files}" if files else "No scenario holds a plan, so nothing was written.")
    return Exit.DONE if files else _without_plans(found)


def _without_plans(found: list[Scenario]) -> Exit:
    from models.plan import Status

    if all(scenario.result.status is Status.INFEASIBLE for scenario in found):
        return Exit.INFEASIBLE
    return Exit.INTERRUPTED if any(s.result.stopped_by == "user" for s in found) else Exit.UNKNOWN


@click.command()
@INPUT
@click.option(
    "--vary",
    "asked",
    multiple=True,
    required=True,
    metavar="NAME=SPEC",
    help="What to vary: budget=80%:120%:9, target=4:12:5, 'deadline=FY28 Q1:FY29 Q1', any setting, or "
    "SHEET/ROW/COLUMN; twice gives a grid.",
)
@click.option(
    "--best",
    type=click.Choice(["use cases", "cost", "first production"]),
    help="What to make the best of.  [default: use cases for a budget, else cost]",
)
@click.option("--scenario", metavar="NAME", default="", help="Start from this scenario of the Scenarios sheet.")
@click.option(
    "-o", "--output", type=NewFile(".xlsx"), help="The workbook to write.  [default: FILE-frontier.xlsx beside FILE]"
)
@swept
@reporting
def frontier(
    terminal: Terminal,
    file: Path,
    asked: tuple[str, ...],
    best: str | None,
    scenario: str,
    output: Path | None,
    **options: Any,
) -> Exit:
    """Vary something in FILE, and write the best at each point: most use cases per budget, least cost per target.

    Each point is proven, or shown with the bound that no plan goes beyond. For the least cost the target is a must, and
    the budget is lifted to ten times the input's unless it is varied itself. Ctrl-C writes what is there.
    """
    import inputs
    import outputs
    from hireplan.api import source_of
    from hireplan.destination import frontier_beside, writable
    from hireplan.frontiers import frontier as solved
    from hireplan.frontiers import natural, settings_of
    from hireplan.varying import HOW, VaryError, grid, varied
    from models.frontier import Best

    refuse_misuse(options)
    if len(asked) > 2:
        raise click.UsageError(f"--vary is there {len(asked)} times; vary one thing, or two for a grid; {HOW}")
    target = writable(output or frontier_beside(file), source=file)
    reading = inputs.read(file, scenario=scenario)
    with misuse(VaryError):
        things = [varied(one, reading.problem.calendar) for one in asked]
        grid(things)
    wanted = natural(things) if best is None else Best(best)
    settings = settings_of(file, scenario, things, wanted)
    with sweeping(terminal, options) as (engine, how):
        found = solved(things, wanted, settings, engine, how)
    written = any(point.has_plan for point in found.points)
    if written:
        problem = reading.problem
        outputs.write_frontier(found, problem.calendar, problem.settings.currency, source_of(reading), target)
    terminal.data(
        outputs.frontier_lines(found), outputs.frontier_report(found) | {"workbook": str(target) if written else None}
    )
    terminal.message(f"Wrote {target}" if written else "No point holds a plan, so nothing was written.")
    return Exit.DONE if written else _without_points(found, interrupted=how.stop is not None and how.stop.is_set())


def _without_points(found: Frontier, *, interrupted: bool) -> Exit:
    from models.plan import Status

    if interrupted:
        return Exit.INTERRUPTED
    results = [point.result for point in found.points]
    proven = all(result is not None and result.status is Status.INFEASIBLE for result in results)
    return Exit.INFEASIBLE if proven else Exit.UNKNOWN
