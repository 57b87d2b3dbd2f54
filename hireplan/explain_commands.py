"""The commands that tell why: explain and assess."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hireplan.engine_options import engined, refuse_misuse, sweeping
from hireplan.options import INPUT, NewFile, Seconds, setting
from hireplan.terminal import Exit, Terminal, reporting

if TYPE_CHECKING:
    from inputs import Reading
    from models.plan import Result


def told(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments and options that both commands have."""
    for option in (
        engined,
        setting("--time-limit", type=Seconds(), help="Seconds for all of it; what there is no time for is said."),
        click.option("--redact", is_flag=True, help="Take names and own salaries out; a page never holds any."),
        click.option("--html", type=NewFile(".html"), help="Write it as a page as well."),
        click.option("-o", "--output", type=NewFile(".xlsx"), help="Write it as a workbook, with the plan's own sheets."),
        click.option("--scenario", metavar="NAME", default="", help="Take this scenario of the Scenarios sheet."),
        INPUT,
    ):
        command = option(command)
    return command


@click.command()
@told
@reporting
def explain(
    terminal: Terminal,
    file: Path,
    scenario: str,
    output: Path | None,
    html: Path | None,
    redact: bool,
    time_limit: float | None,
    **options: Any,
) -> Exit:
    """Say why FILE has no plan or misses its target, and the smallest repairs; else what rules, limits and hires are worth.

    Everything that is said was solved: conflicts are minimal, repairs work, prices are differences of two solves, with
    bounds where a solve was not proven. Ctrl-C tells what is there.
    """
    import outputs
    from hireplan.api import source_of
    from hireplan.explaining import SECONDS
    from hireplan.explaining import explain as explained

    reading, targets = _ready(terminal, file, scenario, (output, html), options)
    with sweeping(terminal, options) as (engine, how):
        found = explained(reading.problem, engine, how, time_limit or SECONDS, terminal.detail)
    if redact:
        found = found.redacted()
    ...
