"""A page as a real browser shows it, and what an accessibility checker finds wrong with it."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.outputs.office import tool

FOLDER = Path(__file__).parents[1] / "browser"
GRAVE = ("moderate", "serious", "critical")


@dataclass(frozen=True)
class View:
    """A window and a colour scheme; `picture` and `printed`: where to keep it as PNG and as PDF."""

    width: int
    height: int
    scheme: str
    picture: str = ""
    printed: str = ""


PHONE, DESKTOP = (360, 740), (1280, 900)
VIEWS = tuple(View(*size, scheme) for size in (PHONE, DESKTOP) for scheme in ("light", "dark"))


def seen(page: Path, views: Sequence[View] = VIEWS) -> list[dict[str, Any]]:
    """For each view: errors, requests, overflow in pixels, background, the largest mark of each chart, numbers that
    stand in two lines, labels of axes without room, what is cut off on the
    screen and on paper, the edges of the roadmap's bars, violations.

    Skips where Chromium, Node.js or a package that npm cannot fetch is missing, but never in CI.
    """
    browser, node = tool("chromium"), tool("node")
    lacking = _install()
    if lacking and not os.environ.get("CI"):
        pytest.skip(lacking)
    assert not lacking, lacking
    asked = json.dumps([asdict(view) for view in views])
    command = [node, FOLDER / "look.mjs", browser, page.resolve(), asked]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@cache
def _install() -> str:
    """Why the packages are not there, or nothing: whichever test process comes first fetches them for all.

    Remembered, so that a machine without a network waits for npm but once.
    """
    with (FOLDER / "package.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _complete():
            return ""
        command = [tool("npm"), "install", "--loglevel=error"]
        done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=300, check=False)
        return "" if _complete() else f"npm cannot install the browser's packages: {done.stderr}"


def _complete() -> bool:
    """Whether each package is there in the version asked for: not half installed, nor another commit's."""
    wanted = json.loads((FOLDER / "package.json").read_text())["dependencies"]
    manifests = {name: FOLDER / "node_modules" / name / "package.json" for name in wanted}
    return all(file.is_file() and json.loads(file.read_text())["version"] == wanted[n] for n, file in manifests.items())


def faults(page: Path, views: Sequence[View] = VIEWS) -> list[str]:
    """Everything that is wrong with a page in any view, as sentences; none: it is sound."""
    return [
        f"{view.width} x {view.height}, {view.scheme}: {told}"
        for view, found in zip(views, seen(page, views), strict=True)
        for told in _told(found)
    ]


def _told(found: dict[str, Any]) -> list[str]:
    grave = [violation for violation in found["violations"] if violation["impact"] in GRAVE]
    return [
        *(f"error: {error}" for error in found["errors"]),
        *(f"asks for {request}" for request in found["requests"]),
        *(f"breaks the number {number}" for number in found["broken"]),
        *(f"has no room for the label {label}" for label in found["labels"]),
        *(f"cuts off {part}" for part in found["cut"]),
        *(f"does not print {part}" for part in found["unprinted"][:5]),
        *([f"scrolls sideways by {found['overflow']} px"] if found["overflow"] > 0 else []),
        *(f"{v['impact']}: {v['id']}, {v['help']}: {'; '.join(v['nodes'])}" for v in grave),
    ]
