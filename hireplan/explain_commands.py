"""The commands that tell why: explain and assess."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hireplan.engine_options import engined, refuse_misuse, sweeping
from hireplan.one_input import ending, read
from hireplan.options import INPUT, NewFile, Seconds, setting
from hireplan.terminal import Exit, Terminal, reporting

if TYPE_CHECKING:
    from inputs import Reading
    from models.plan import Result
    from outputs import Scenario, Source


def told(command: Callable[..., Any]) -> Callable[..., Any]:
    """The argument and the options that both commands have."""
    for option in reversed(
        (
            INPUT,
            click.option("--scenario", metavar="NAME", default="", help="Take this scenario of the Scenarios sheet."),
            click.option("-o", "--output", type=NewFile(".xlsx"), help="Write it as a workbook, with the plan."),
            click.option("--html", type=NewFile(".html"), help="Write it as a page as well, with the plan."),
            click.option("--redact", is_flag=True, help="Take names and own salaries out; a page never holds any."),
            setting("--time-limit", type=Seconds(), help="Seconds for all of it; what there is no time for is said."),
            engined,
        )
    ):
        command = option(command)
    return command


@click.command()
@told
@reporting
def explain(terminal: Terminal, file: Path, redact: bool, time_limit: float | None, **options: Any) -> Exit:
    """Say why FILE has no plan or misses its target, and how to mend it; else what rules, limits and hires are worth.

    Everything that is said was solved: no member of a conflict can be left out, repairs work, prices are differences
    of two solves, with bounds where one was not proven. Ctrl-C tells what is there.
    """
    import outputs
    from hireplan import explaining
    from models.redacted_whatif import redacted_explanation

    asked = _Asked.of(terminal, file, options)
    with sweeping(terminal, options) as (engine, how):
        found = explaining.explain(
            asked.reading.problem, engine, how, time_limit or explaining.SECONDS, terminal.detail
        )
    found = redacted_explanation(found) if redact else found
    if asked.workbook:
        outputs.write_explained(found, asked.workbook, asked.source)
    if asked.page:
        outputs.write_page(asked.scenarios(found.base), asked.page, explanation=found)
    return asked.answered(found.base, outputs.explanation_lines(found), outputs.explanation_report(found))


@click.command()
@told
@reporting
def assess(terminal: Terminal, file: Path, redact: bool, time_limit: float | None, **options: Any) -> Exit:
    """Hold today's team in FILE against the portfolio: which gaps block, which heads would be useful, which idle.

    For every job it is solved what one head more and one fewer would change, while other roles may be hired.
    """
    import outputs
    from hireplan import assessing
    from models.redacted_whatif import redacted_assessment

    asked = _Asked.of(terminal, file, options)
    with sweeping(terminal, options) as (engine, how):
        found = assessing.assess(asked.reading.problem, engine, how, time_limit or assessing.SECONDS)
    found = redacted_assessment(found) if redact else found
    if asked.workbook:
        outputs.write_assessed(found, asked.workbook, asked.source)
    if asked.page:
        outputs.write_page(asked.scenarios(found.base), asked.page, assessment=found)
    return asked.answered(found.base, outputs.assessment_lines(found), outputs.assessment_report(found))


@dataclass(frozen=True)
class _Asked:
    """What was read, and where it is told."""

    terminal: Terminal
    reading: Reading
    workbook: Path | None
    page: Path | None

    @classmethod
    def of(cls, terminal: Terminal, file: Path, options: dict[str, Any]) -> _Asked:
        """What the options ask for, once it is certain that there is such an engine and that it can be written."""
        from hireplan.destination import writable

        refuse_misuse(options)
        targets = (options.pop("output"), options.pop("html"))
        workbook, page = (None if path is None else writable(path, source=file) for path in targets)
        return cls(terminal, read(terminal, file, options.pop("scenario")), workbook, page)

    @property
    def source(self) -> Source:
        from hireplan.api import source_of

        return source_of(self.reading)

    def scenarios(self, base: Result) -> list[Scenario]:
        """The plan for a page."""
        import outputs

        return [outputs.Scenario(self.reading.file, base, self.source)]

    def answered(self, base: Result, lines: list[str], report: dict[str, Any]) -> Exit:
        """Tell the answer, and what was written; how the command ends."""
        files = {"workbook": self.workbook, "page": self.page}
        written = {name: None if path is None else str(path) for name, path in files.items()}
        self.terminal.data(lines, report | written)
        if names := " and ".join(filter(None, written.values())):
            self.terminal.message(f"Wrote {names}")
        return ending(base)
