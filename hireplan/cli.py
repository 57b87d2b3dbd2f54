"""The command line: parse, call, print. Whatever is heavy is imported inside the command that needs it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hireplan.one_input import ending, read
from hireplan.options import INPUT, LARGEST_SEED, NewFile, Seconds, Share, setting
from hireplan.terminal import Exit, Terminal, reporting
from hireplan.version import __version__

if TYPE_CHECKING:
    from inputs import Reading
    from models.plan import Result


def known_example(ctx: click.Context, param: click.Parameter, name: str | None) -> str | None:
    """The name of a worked example; the list of them is loaded only when a name is given."""
    if name is not None:
        import inputs

        if name not in inputs.EXAMPLES:
            raise click.BadParameter(f"{name!r} is none of {', '.join(inputs.EXAMPLES)}")
    return name


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hireplan")
def main() -> None:
    """Hiring plans for enterprise AI programs: from a spreadsheet to an optimal, checked plan in Excel.

    Start with `hireplan init my-plan.xlsx`, fill in the workbook, then `hireplan check` and `hireplan solve`.

    Exit codes: 0 done; 1 bad input or another failure; 2 wrong usage; 3 proven that no plan exists;
    4 no plan found in the time allowed; 130 interrupted with nothing to write.
    """


@main.command()
@click.argument("file", type=NewFile(".xlsx"))
@click.option(
    "--example",
    metavar="NAME",
    callback=known_example,
    help="Fill it with a worked example: first-team, retail-bank, portfolio or operating-models.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@reporting
def init(terminal: Terminal, file: Path, example: str | None, force: bool) -> Exit:
    """Write an input workbook to FILE: blank, or a worked example."""
    import inputs
    from hireplan.destination import DestinationError, writable

    target = writable(file)
    if target.exists() and not force:
        raise DestinationError(f"{file}  is there already; name another file, or write over it with --force")
    inputs.write_template(target, example)
    terminal.data([], {"file": str(target), "example": example})
    terminal.message(f"Wrote {file}. Edit it, then: hireplan check {file}")
    return Exit.DONE


@main.command()
@INPUT
@reporting
def check(terminal: Terminal, file: Path) -> Exit:
    """Read and validate FILE and all its scenarios only, and say how it was understood."""
    import inputs
    from hireplan.understanding import record, understanding

    reading, *scenarios = inputs.read_scenarios(file)
    terminal.data(understanding(reading, scenarios), record(reading, scenarios))
    return Exit.DONE


@main.command()
@INPUT
@click.option(
    "-o", "--output", type=NewFile(".xlsx"), help="The workbook to write.  [default: FILE-plan.xlsx beside FILE]"
)
@click.option("--scenario", metavar="NAME", default="", help="Plan this scenario of the Scenarios sheet.")
@click.option("--html", type=NewFile(".html"), help="Write the plan as a page as well, for a phone or to print.")
@click.option("--redact", is_flag=True, help="Take names and own salaries out of the workbook; a page never holds any.")
@setting("--time-limit", type=Seconds(), help="Stop searching after so long.")
@setting("--gap", type=Share(), default=0.0, help="Be content with a plan proven this near to the best, such as 1%.")
@setting("--workers", type=click.IntRange(1, 256), help="Processor cores to use.")
@setting("--seed", type=click.IntRange(0, LARGEST_SEED), help="Seed of the search.")
@reporting
def solve(
    terminal: Terminal,
    file: Path,
    output: Path | None,
    scenario: str,
    html: Path | None,
    redact: bool,
    time_limit: float | None,
    gap: float,
    workers: int | None,
    seed: int | None,
) -> Exit:
    """Plan FILE, a workbook or a folder of CSV files, and write the plan as a workbook.

    What is not said here comes from the HIREPLAN_ variable, then from the Settings sheet, then from the default.
    Ctrl-C stops the search and keeps the best plan so far.
    """
    from hireplan.destination import plan_beside, writable
    from hireplan.signals import handling

    targets = Targets(
        workbook=writable(output or plan_beside(file, scenario), source=file),
        page=None if html is None else writable(html, source=file),
        redact=redact,
    )
    reading = read(terminal, file, scenario)
    stop = threading.Event()
    with handling(lambda *_: stop.set()):  # from here on there may be a plan to keep
        limits = {"time_limit": time_limit, "gap": gap, "workers": workers, "seed": seed}
        result = _plan(terminal, reading, stop, limits)
        return _deliver(terminal, reading, result, targets)


def _plan(terminal: Terminal, reading: Reading, stop: threading.Event, limits: dict[str, Any]) -> Result:
    from hireplan.solving import on_terminal, solve_watched

    if terminal.quiet or not on_terminal():
        return solve_watched(reading.problem, stop=stop, show=lambda line: None, **limits)
    from rich.console import Console

    with Console(stderr=True).status("reading done, planning") as status:
        return solve_watched(reading.problem, stop=stop, show=status.update, **limits)


@dataclass(frozen=True)
class Targets:
    """What a solve writes, and where."""

    workbook: Path
    page: Path | None
    redact: bool

    def write(self, terminal: Terminal, result: Result, reading: Reading) -> None:
        from hireplan.api import write, write_page
        from models.redaction import note

        redacted = [path for path in (self.workbook if self.redact else None, self.page) if path is not None]
        if redacted and (words := note(result.problem)):
            terminal.message(f"Note on {' and '.join(path.name for path in redacted)}: {words}")
        write(result, self.workbook, reading, redact=self.redact)
        if self.page is not None:
            write_page(result, self.page, reading)

    def named(self) -> dict[str, str | None]:
        return {"workbook": str(self.workbook), "page": None if self.page is None else str(self.page)}


def _deliver(terminal: Terminal, reading: Reading, result: Result, targets: Targets) -> Exit:
    """Write the plan if there is one, say the answer, and choose the exit code."""
    import outputs
    from hireplan.solving import search_lines

    written: dict[str, str | None] = dict.fromkeys(targets.named())
    if result.plan is not None:
        targets.write(terminal, result, reading)
        written = targets.named()
    answer = outputs.report(result) | written | {"stopped_by": result.stopped_by}
    terminal.data(outputs.summary_lines(result), answer)
    for line in search_lines(result):
        terminal.detail(line)
    files = " and ".join(filter(None, written.values()))
    terminal.message(f"Wrote {files}" if files else "No plan, so no workbook was written.")
    return ending(result)


@main.command()
@click.argument("plan", type=click.Path(path_type=Path))
@reporting
def verify(terminal: Terminal, plan: Path) -> Exit:
    """Judge PLAN, a workbook that solve wrote, also one that was edited since.

    The judge knows nothing of the solver: it computes everything again from the yellow cells and says what they break,
    what they cost, and how that differs from the plan as solved. A plan that does not hold ends with exit code 1.
    """
    from hireplan.verifying import verify
    from outputs import verification

    verified = verify(plan)
    terminal.data(verification.lines(verified), verification.record(verified))
    return Exit.DONE if verified.holds else Exit.FAILED


def _add_commands() -> None:
    from hireplan.explain_commands import assess, explain
    from hireplan.export_command import export
    from hireplan.sweep_commands import compare, frontier

    for command in (explain, assess, compare, frontier, export):
        main.add_command(command)


_add_commands()
