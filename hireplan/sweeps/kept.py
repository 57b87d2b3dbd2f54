"""Finished points kept in a folder, one file each, so that a sweep can be taken up where it was left.

A file says what its point was asked and with which version; whatever asks anything else is solved anew. It holds what
was decided and how sure that is, and the judge computes the rest again.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from hireplan.sweeps.point import Point
from hireplan.version import __version__
from models.errors import HireplanError
from models.files import atomic_write
from models.judge import judge
from models.plan import Level, Plan, Result, Status

LONGEST_NAME = 60


@dataclass(frozen=True)
class _Record:
    """What a file holds."""

    asked: str
    """fingerprint of the problem, the options and the version"""
    status: Status
    levels: tuple[Level, ...]
    plan: Plan | None
    conflict: tuple[str, ...]
    notes: tuple[str, ...]
    seconds: float
    seed: int
    workers: int
    stopped_by: str


_RECORDS = TypeAdapter(_Record)


class Kept:
    """The folder. Raises HireplanError where nothing can be kept in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise HireplanError(f"{folder}  cannot keep finished points: {error.strerror or error}") from error

    def result(self, point: Point) -> Result | None:
        """What is kept of a point; None where there is nothing, or nothing that answers what is asked now."""
        try:
            record = _RECORDS.validate_json(self._file(point).read_bytes())
        except (OSError, ValidationError):  # not there, or torn, or something else altogether
            return None
        if record.asked != _asked(point):
            return None
        kept = {name: getattr(record, name) for name in _Record.__dataclass_fields__ if name != "asked"}
        result = Result(problem=point.problem, **kept)
        if record.plan is None:
            return result
        verdict = judge(point.problem, record.plan)
        return replace(result, accounts=verdict.accounts) if verdict.accepted else None

    def keep(self, point: Point, result: Result) -> None:
        """Keep a result, in the place of what was kept of the point before. Raises HireplanError."""
        kept = {name: getattr(result, name) for name in _Record.__dataclass_fields__ if name != "asked"}
        with atomic_write(self._file(point)) as temporary:
            temporary.write_bytes(_RECORDS.dump_json(_Record(asked=_asked(point), **kept)))

    def _file(self, point: Point) -> Path:
        """A name that people recognise and that no other key has, whatever stands in the keys."""
        legible = re.sub(r"[^A-Za-z0-9.%+=-]+", "_", point.key).strip("._")[:LONGEST_NAME]
        return self.folder / f"{legible or 'point'}-{_fingerprint(point.key)[:12]}.json"


def _asked(point: Point) -> str:
    """Two points of one fingerprint are the same question, put to the same version. Neighbours do not matter."""
    options = (point.seconds, point.seed, point.workers, __version__)
    return _fingerprint(f"{options!r} {point.problem.model_dump_json()}")


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
