"""The command that hands the problem to other programs: export."""

from __future__ import annotations

from pathlib import Path

import click

from hireplan.one_input import read
from hireplan.options import INPUT, NewFile
from hireplan.terminal import Exit, Terminal, reporting
from hireplan.version import __version__


def levels_and_values(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, int]:
    """Names of levels with a whole number each, none twice."""
    found: dict[str, int] = {}
    for text in values:
        level, _, number = (part.strip() for part in text.partition("="))
        try:
            value = int(number)
        except ValueError:
            raise click.BadParameter(f"{text!r} is not a level and a whole number, such as target=0") from None
        if level in found:
            raise click.BadParameter(f"{level!r} is there more than once")
        found[level] = value
    return found


@click.command()
@INPUT
@click.option("--mps", required=True, type=NewFile(".mps"), help="The file to write.")
@click.option("--level", metavar="NAME", help="The level to make best.  [default: the problem's first]")
@click.option(
    "--keep",
    metavar="NAME=VALUE",
    multiple=True,
    callback=levels_and_values,
    help="Keep an earlier level no worse; once for each.",
)
@click.option("--scenario", metavar="NAME", default="", help="Take this scenario of the Scenarios sheet.")
@reporting
def export(
    terminal: Terminal,
    file: Path,
    mps: Path,
    level: str | None,
    keep: dict[str, int],
    scenario: str,
) -> Exit:
    """Write the problem in FILE as a plain linear program with integers, in free MPS, for any solver.

    A solver makes one level best; to go on, export again for the next level with what was found as --keep.
    """
    from hireplan.destination import writable
    from models.plain import level_called, state
    from outputs.mps import write_mps

    target = writable(mps, source=file)
    reading = read(terminal, file, scenario)
    problem = reading.problem
    kept = {level_called(problem, name): value for name, value in keep.items()}
    stated = state(problem, level_called(problem, level) if level else None, kept)
    program = stated.program
    heading = f"hireplan {__version__}: {reading.file}, sha256 {reading.sha256}"
    write_mps(program, target, (heading, *([f"Scenario: {reading.scenario}"] if reading.scenario else [])))
    size = {name: getattr(program, name) for name in ("integers", "nonzeros")}
    size = {"rows": len(program.rows), "columns": len(program.columns)} | size
    terminal.data(
        [
            f"Objective   {stated.level}" + (" (maximised: as its negative)" if stated.level.maximised else ""),
            f"Rows        {size['rows']:,}",
            f"Columns     {size['columns']:,}, {size['integers']:,} of them integer",
            f"Non-zeros   {size['nonzeros']:,}",
        ],
        {"mps": str(target), "level": str(stated.level), "maximised": stated.level.maximised} | size,
    )
    terminal.message(f"Wrote {target}")
    return Exit.DONE
