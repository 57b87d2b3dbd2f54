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


class Share(click.ParamType):  # type: ignore[type-arg]  # generic only in later releases
    """A part of something, such as 1% or 0.01; neither below 0 nor all of it."""

    name = "per cent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        text = str(value).strip()
        try:
            share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            share = math.nan
        if not 0 <= share < 1:
            self.fail(f"{value!r} is not a part such as 1% or 0.01", param, ctx)
        return share


def setting(flag: str, **attributes: Any) -> Callable[[Any], Any]:
    """An option that a HIREPLAN_ variable of the same name can give as well."""
    variable = "HIREPLAN_" + flag.removeprefix("--").replace("-", "_").upper()
    return click.option(flag, envvar=variable, show_envvar=True, **attributes)


INPUT = click.argument("file", type=click.Path(path_type=Path))
