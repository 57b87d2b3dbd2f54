"""Calls that go wrong on purpose, in whatever process they run; the folder in the environment is what they remember."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

from hireplan.sweeps.point import Point, solve_point
from models.plan import Plan, Result

FOLDER = "HIREPLAN_TEST_FOLDER"
VICTIM = "20"
"""Key of the point at which something happens."""
LONG = 60.0


def begun(point: Point) -> int:
    """Note that a point is begun here; how often it was before. Points of one key never begin at once."""
    folder = Path(os.environ[FOLDER])
    before = len(list(folder.glob(f"{point.key}.*")))
    note = folder / f"{point.key}.{before}.tmp"
    note.write_text(str(os.getpid()))
    note.rename(note.with_suffix(".pid"))
    return before


def notes(folder: Path) -> dict[str, list[int]]:
    """The processes in which each point was begun, in order."""
    places: dict[str, list[int]] = {}
    for note in sorted(folder.glob("*.pid")):
        places.setdefault(note.name.split(".")[0], []).append(int(note.read_text()))
    return places


def noted(stop: threading.Event, point: Point, start_from: tuple[Plan, ...]) -> Result:
    begun(point)
    return solve_point(stop, point, start_from)


def victim_waits_once(stop: threading.Event, point: Point, start_from: tuple[Plan, ...]) -> Result:
    """The victim does not come to an end where it is begun first."""
    if not begun(point) and point.key == VICTIM:
        time.sleep(LONG)
    return solve_point(stop, point, start_from)


def victim_dies_always(stop: threading.Event, point: Point, start_from: tuple[Plan, ...]) -> Result:
    begun(point)
    if point.key == VICTIM:
        os.kill(os.getpid(), signal.SIGKILL)
    return solve_point(stop, point, start_from)


def victim_raises(stop: threading.Event, point: Point, start_from: tuple[Plan, ...]) -> Result:
    begun(point)
    if point.key == VICTIM:
        raise ValueError("no\ngood")
    return solve_point(stop, point, start_from)


def waits_for_stop(stop: threading.Event, point: Point, start_from: tuple[Plan, ...]) -> Result:
    """From the victim on, every point goes on until it is stopped, and then still finds its plan."""
    begun(point)
    if int(point.key) >= int(VICTIM):
        stop.wait(LONG)
    return solve_point(stop, point, start_from)


def never_ends(stop: threading.Event, point: Point, start_from: tuple[Plan, ...]) -> Result:
    begun(point)
    time.sleep(LONG)
    raise AssertionError("nobody ended this process")
