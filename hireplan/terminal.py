"""What is said where: data on standard output, messages on standard error, and how a command ends."""

from __future__ import annotations

import functools
import io
import json
import shutil
import signal
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import IntEnum
from typing import Any, TextIO

import click

from hireplan.signals import handling

SCHEMA = 1
"""The version of everything that --json prints."""


class Exit(IntEnum):
    """How a command ends. Wrong usage (2) is told by the parser of the command line."""

    DONE = 0
    FAILED = 1  # bad input, or another failure that was to be expected
    INFEASIBLE = 3  # proven that no plan exists
    UNKNOWN = 4  # no plan found in the time allowed
    INTERRUPTED = 130  # with nothing to write


@dataclass(frozen=True)
class Terminal:
    """The user's wishes on what to say."""

    as_json: bool
    quiet: bool
    verbose: bool

    def data(self, lines: Iterable[str], record: Mapping[str, object]) -> None:
        """The answer: as lines for a reader, or as one JSON object for a program."""
        if self.as_json:
            click.echo(json.dumps({"schema": SCHEMA, **record}, indent=2))
        else:
            for line in lines:
                click.echo(wrapped(line, sys.stdout))

    def message(self, text: str) -> None:
        """Something worth knowing besides the answer."""
        if not self.quiet:
            click.echo(wrapped(text, sys.stderr), err=True)

    def detail(self, text: str) -> None:
        """Something that only -v asks for."""
        if self.verbose:
            self.message(text)

    def failure(self, error: BaseException) -> None:
        """An expected failure: located lines on standard error, or the same as JSON on standard output."""
        if self.as_json:
            click.echo(json.dumps({"schema": SCHEMA, "errors": _errors(error)}, indent=2))
        else:
            click.echo("\n".join(wrapped(line, sys.stderr) for line in _told(error).splitlines()), err=True)


LABEL = 12
"""The width of the labels before the answer's figures; what does not fit a line goes on to the right of them."""


def wrapped(line: str, stream: TextIO | None) -> str:
    """The line as the terminal can show it, broken between words; unchanged where nobody watches."""
    if stream is None or not stream.isatty() or len(line) < (width := shutil.get_terminal_size().columns):
        return line
    return textwrap.fill(
        line, max(width - 1, 40), subsequent_indent=" " * LABEL, break_long_words=False, break_on_hyphens=False
    )


def _told(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}  {error.strerror}" if error.filename else error.strerror
    if isinstance(error, MemoryError):
        return "not enough memory for this problem"
    return str(error)


def _errors(error: BaseException) -> list[dict[str, str]]:
    from models.errors import Fault, InputError

    if isinstance(error, InputError):
        return [asdict(fault) for fault in error.faults]
    return [asdict(Fault("", "", "", _told(error)))]


def reporting(command: Callable[..., Exit]) -> Callable[..., None]:
    """Give a command --json, --quiet and -v, tell its expected failures, and end with its exit code.

    The command receives a Terminal before its own options.
    """

    @click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
    @click.option("-q", "--quiet", is_flag=True, help="No messages and no progress; the answer and errors only.")
    @click.option("-v", "--verbose", is_flag=True, help="Say more about what is done.")
    @functools.wraps(command)
    def told(as_json: bool, quiet: bool, verbose: bool, **options: Any) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):  # a name that the terminal cannot show is no failure
            sys.stdout.reconfigure(errors="backslashreplace")
        sys.exit(_run(Terminal(as_json, quiet, verbose), command, options))

    return told


def _run(terminal: Terminal, command: Callable[..., Exit], options: Mapping[str, Any]) -> Exit:
    from models.errors import HireplanError

    try:
        with handling(signal.default_int_handler):
            code = command(terminal, **options)
            sys.stdout.flush()  # a full disk shows here, while it can still be told
            return code
    except KeyboardInterrupt:
        click.echo("interrupted; nothing was written", err=True)
        return Exit.INTERRUPTED
    except BrokenPipeError:  # whoever read our output has gone: click ends quietly
        raise
    except (HireplanError, OSError, MemoryError) as error:
        _tell(terminal, error)
        return Exit.FAILED


def _tell(terminal: Terminal, error: BaseException) -> None:
    """Tell a failure; where standard output itself is what fails, on standard error."""
    try:
        terminal.failure(error)
        sys.stdout.flush()
    except OSError as unwritable:
        click.echo(f"standard output  {_told(unwritable)}", err=True)
        sys.stdout = None  # nothing more can be said there, not even at the exit
