"""Options and the opening of an engine, for all commands that solve many problems at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hireplan.options import LARGEST_SEED, Seconds, setting
from hireplan.terminal import Terminal

if TYPE_CHECKING:
    from hireplan.comparing import Solving
    from hireplan.sweeps import Engine, SweepProgress

ENGINES = ("local", "dask")
"""As in `hireplan.sweeps`, which is loaded only where it is used; a test holds them equal."""


def engined(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that needs an engine."""
    return _with_options(
        command,
        setting("--engine", type=click.Choice(ENGINES), default="local", help="local: all cores of this machine."),
        setting("--scheduler", metavar="ADDR", default="", help="The Dask scheduler, such as tcp://10.0.0.1:8786."),
        setting("--workers", type=click.IntRange(1, 256), help="Processes of the local engine.  [default: the cores]"),
        setting("--seed", type=click.IntRange(0, LARGEST_SEED), help="Seed of the search."),
    )


def swept(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every sweep."""
    return engined(
        _with_options(
            command,
            setting("--time-limit", type=Seconds(), help="Stop searching after so long, for each point."),
            click.option(
                "--resume",
                type=click.Path(path_type=Path, file_okay=False),
                metavar="DIR",
                help="Keep finished points in this folder, and do not solve again what is there.",
            ),
        )
    )


def _with_options(command: Callable[..., Any], *options: Callable[[Any], Any]) -> Callable[..., Any]:
    for option in reversed(options):
        command = option(command)
    return command


@contextmanager
def misuse(*kinds: type[Exception]) -> Iterator[None]:
    """Tell exceptions of these kinds as wrong usage of the command line."""
    try:
        yield
    except kinds as error:
        raise click.UsageError(str(error)) from error


def refuse_misuse(options: dict[str, Any]) -> None:
    """Tell before anything is read that there is no such engine as the options ask for."""
    from hireplan import sweeps

    with misuse(sweeps.EngineMisuse):
        sweeps.refuse_misuse(options["engine"], options["scheduler"])


@contextmanager
def sweeping(terminal: Terminal, options: dict[str, Any]) -> Iterator[tuple[Engine, Solving]]:
    """An engine, and how it solves: with progress on a terminal, and Ctrl-C that keeps what is there."""
    from hireplan.comparing import Solving
    from hireplan.signals import handling
    from hireplan.solving import on_terminal
    from hireplan.sweeps import open_engine

    stop = threading.Event()
    limits = {name: options[name] for name in ("time_limit", "seed", "resume") if name in options}
    opened = open_engine(options["engine"], options["scheduler"], options["workers"])
    with opened as engine, handling(lambda *_: stop.set()):
        if terminal.quiet or not on_terminal():
            yield engine, Solving(**limits, stop=stop)
            return
        from rich.console import Console

        with Console(stderr=True).status("reading done, planning") as status:
            yield engine, Solving(**limits, stop=stop, on_progress=lambda p: status.update(_progress(p)))


def _progress(progress: SweepProgress) -> str:
    """Such as '12 of 40 done, 2 running, 31 s  budget=90%'."""
    failed = f", {progress.failed} failed" if progress.failed else ""
    trouble = f"  {progress.trouble}" if progress.trouble else ""
    done = f"{progress.done} of {progress.total} done, {progress.running} running{failed}, {progress.elapsed:.0f} s"
    return f"{done}  {progress.last}{trouble}"
