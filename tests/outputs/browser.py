"""A page as a real browser shows it, and what an accessibility checker finds wrong with it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "browser"
GRAVE = ("serious", "critical")


@dataclass(frozen=True)
class View:
    """A window and a colour scheme; `picture`: where to keep what it looks like."""

    width: int
    height: int
    scheme: str
    picture: str = ""


PHONE, DESKTOP = (360, 740), (1280, 900)
VIEWS = tuple(View(*size, scheme) for size in (PHONE, DESKTOP) for scheme in ("light", "dark"))


def seen(page: Path, views: Sequence[View] = VIEWS) -> list[dict[str, Any]]:
    """For each view: errors, requests, overflow in pixels, background, the largest mark of each chart, violations.

    Skips where Chromium or Node.js is not installed, but never in CI.
    """
    browser, node = shutil.which("chromium"), shutil.which("node")
    if browser is None or node is None or not _packages():
        assert not os.environ.get("CI"), "CI must have Chromium, Node.js and npm"
        pytest.skip("Chromium, Node.js or npm is not installed")
    asked = json.dumps([asdict(view) for view in views])
    command = [node, FOLDER / "look.mjs", browser, page.resolve(), asked]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def _packages() -> bool:
    """Whether the packages are there; they are fetched once, by whichever test process comes first."""
    npm = shutil.which("npm")
    with (FOLDER / "package.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (FOLDER / "node_modules" / "axe-core").is_dir() and npm is not None:
            subprocess.run([npm, "install", "--silent"], cwd=FOLDER, check=False, timeout=300)
    return (FOLDER / "node_modules" / "axe-core").is_dir()


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
        *([f"scrolls sideways by {found['overflow']} px"] if found["overflow"] > 0 else []),
        *(f"{v['impact']}: {v['id']}, {v['help']}: {'; '.join(v['nodes'])}" for v in grave),
    ]
