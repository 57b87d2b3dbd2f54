"""Options and arguments that several commands share."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

LARGEST_SEED = 2**31 - 1


class NewFile(click.Path):
    """A file to write; other programs know what it is by its suffix."""

    def __init__(self, suffix: str) -> None:
        super().__init__(path_type=Path)
        self.suffix = suffix

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if path.suffix.lower() != self.suffix:
            self.fail(f"{str(path)!r} does not end in {self.suffix}", param, ctx)
        return path


class Seconds(click.FloatRange):
    """A length of time above 0; neither infinite nor not a number."""

    name = "seconds"

    def __init__(self) -> None:
        super().__init__(min=0, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        seconds = float(super().convert(value, param, ctx))
        if not math.isfinite(seconds):
            self.fail(f"{value!r} is not a length of time", param, ctx)
        return seconds


def setting(flag: str, **attributes: Any) -> Callable[[Any], Any]:
    """An option that a HIREPLAN_ variable of the same name can give as well."""
    variable = "HIREPLAN_" + flag.removeprefix("--").replace("-", "_").upper()
    return click.option(flag, envvar=variable, show_envvar=True, **attributes)


INPUT = click.argument("file", type=click.Path(path_type=Path))
