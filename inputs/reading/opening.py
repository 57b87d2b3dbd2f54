"""From a path to a book: a workbook, or a folder of CSV files. Everything unsafe happens behind this door."""

from __future__ import annotations

import hashlib
from pathlib import Path

from inputs.reading import csv_folder, workbook
from inputs.reading.boundary import LARGEST_FILE, UnreadableError, regular_bytes
from inputs.reading.boundary import workbook as package_of
from inputs.reading.findings import Findings, Reporter
from inputs.reading.grid import Book, Grid
from inputs.reading.names import loose
from inputs.sheets import SHEETS
from models.errors import InputError


def open_book(path: Path, report: Reporter) -> Book | None:
    """The sheets of a file or folder. Where it cannot be read, that is told, and there is none."""
    try:
        return _folder(path, report) if path.is_dir() else _file(path)
    except UnreadableError as error:
        report.fault(str(error))
        return None
    except OSError as error:
        report.fault(f"cannot be read ({error.strerror}); check the name and its permissions")
        return None


def open_workbook(path: Path) -> Book:
    """The sheets of one workbook, whatever they hold. Raises InputError where it cannot be read."""
    findings = Findings()
    report = Reporter(findings, path.name or str(path))
    if path.is_dir():
        report.fault("is a folder; name a workbook")
    book = None if findings.faults else open_book(path, report)
    if book is None:
        raise InputError(findings.faults)
    return book


def _file(path: Path) -> Book:
    package = package_of(path)
    grids, notices = workbook.grids(package, path.name)
    return Book(path.name, hashlib.sha256(package.data).hexdigest(), grids, notices)


def _folder(path: Path, report: Reporter) -> Book | None:
    digest = hashlib.sha256()
    grids: list[Grid] = []
    left = LARGEST_FILE
    for file in csv_folder.files(path):
        try:
            data = regular_bytes(file)
            left -= len(data)
            if left < 0:
                raise UnreadableError(f"and the files before it are larger than {LARGEST_FILE // 2**20} MB together")
            digest.update(f"{file.name}\0{len(data)}\0".encode())
            digest.update(data)
            grids.append(csv_folder.grid(file, data, _columns(file.stem)))
        except UnreadableError as error:
            report.on(file.stem, csv_folder.shown(file)).fault(str(error))
    return Book(path.name, digest.hexdigest(), tuple(grids))


def _columns(name: str) -> list[str]:
    """The names of the columns that a sheet may have, aliases too; of all sheets where the name is none's."""
    own = [sheet for sheet in SHEETS if loose(sheet.name) == loose(name)] or list(SHEETS)
    return [text for sheet in own for column in sheet.columns for text in (column.name, *column.aliases)]
