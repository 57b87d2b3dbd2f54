"""The one boundary at which a file is looked at before any reader touches it.

Readers turn a wrong file into a crash, a hang or gigabytes of memory; so what a file is, is told from its first bytes,
and how much it unpacks to, from counts.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

LARGEST_FILE = 50 * 2**20
LARGEST_UNPACKED = 200 * 2**20
MOST_ENTRIES = 5000
MOST_ROWS = 100_000
MOST_CELLS = 1_000_000
LAST_ROW, LAST_COLUMN = 2**20, 2**14
LARGEST_RATIO = 300
"""unpacked to packed, of parts above a mebibyte: sheets reach about a hundred"""


class UnreadableError(Exception):
    """The file as a whole cannot be read: what is wrong; how to mend it."""


@dataclass(frozen=True)
class Package:
    """A file that may be given to a reader. `kind` is xlsx, xlsb, ods or xls."""

    kind: str
    data: bytes
    has_formulas: bool = True
    notices: tuple[str, ...] = ()


def regular_bytes(path: Path) -> bytes:
    """The content of a regular file (or of one that a link leads to)."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise UnreadableError("is not a regular file; name an Excel workbook or a folder of CSV files")
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableError(f"is larger than {LARGEST_FILE // 2**20} MB; keep only the sheets to plan with")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError("is not there; check the name and the folder") from None
    except PermissionError:
        raise UnreadableError("may not be read; change its permissions") from None
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot be read ({error}); check the name and the disk") from None


def workbook(path: Path) -> Package:
    """The workbook in a file, if it is one and safe to open. Raises UnreadableError."""
    if path.name.startswith("~$"):
        raise UnreadableError("is the lock file of a workbook that is open in Excel; name the workbook itself")
    data = regular_bytes(path)
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(data, path.suffix.lower())
    raise UnreadableError(_no_workbook(data, path.suffix.lower()))


def _compound(data: bytes, suffix: str) -> Package:
    """The container of old Excel files, and of encrypted new ones."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError("is protected by a password; save a copy without one")
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        raise UnreadableError("is an Office document but no workbook; save the workbook as .xlsx")
    if suffix in (".xlsx", ".xlsm"):
        raise UnreadableError(
            f"is an old .xls workbook under the name {suffix}; save it as .xlsx, or rename it to .xls"
        )
    return Package("xls", data)


def _no_workbook(data: bytes, suffix: str) -> str:
    if not data.strip(b"\0 \r\n\t"):
        return "is empty; save the workbook again"
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(b"<") and (b"<html" in head or b"<table" in head or b"<!doctype" in head):
        return "is a web page, not a workbook; open it in Excel and save it as .xlsx"
    if head.startswith(b"<"):
        return "is XML, not a workbook; open it in Excel and save it as .xlsx"
    if suffix == ".csv" or (b"\0" not in head and any(mark in head for mark in (b",", b";", b"\t"))):
        return "is text, such as CSV; put one CSV file per sheet (Settings.csv, Roles.csv …) in a folder and name that"
    return "is no workbook; save it as .xlsx"


def _zipped(data: bytes) -> Package:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            kind = _kind(names)
            _limits(parts)
            formulas = kind != "xlsx" or _scan(archive, names)
            if kind == "ods":
                _scan_ods(archive)
    except UnreadableError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise UnreadableError("is damaged or cut short; download or save it again") from None
    return Package(kind, data, formulas, tuple(_remarks(names)))


def _kind(names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") and name.endswith(".xml") for name in names):
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    raise UnreadableError("is a zip archive but no workbook; unpack it and name the workbook or folder inside")


def _limits(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError("is protected by a password; save a copy without one")
    if len(parts) > MOST_ENTRIES:
        raise UnreadableError(f"holds {len(parts)} parts, more than any plan needs; keep only the sheets to plan with")
    swollen = any(p.file_size > 2**20 and p.file_size > LARGEST_RATIO * max(1, p.compress_size) for p in parts)
    if swollen or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise UnreadableError(
            "unpacks to far more than a plan needs (a zip bomb, or a million formatted blank cells); "
            "copy the filled-in cells to a new workbook"
        )


_ROW = re.compile(rb"<(?:\w+:)?row\b(?:[^>]*?\sr=\"(\d+)\")?")
_CELL = re.compile(rb"<(?:\w+:)?c\b(?:[^>]*?\sr=\"([A-Za-z]{1,9})(\d+)\")?")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\sref=\"([A-Za-z]+)(\d+):([A-Za-z]+)(\d+)\"")
_ENTITIES = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)


def _scan(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """Looks at every part of an Excel workbook; whether there are formulas."""
    formulas, cells = False, 0
    for name in sorted(names):
        if not name.endswith((".xml", ".rels")):
            continue
        xml = archive.read(name)
        _refuse_entities(xml)
        if name.startswith("xl/worksheets/"):
            cells += _count(xml)
            formulas = formulas or _FORMULA.search(xml) is not None
    if cells > MOST_CELLS:
        raise UnreadableError(f"holds more than {MOST_CELLS:,} cells; keep only the sheets to plan with")
    return formulas


def _refuse_entities(xml: bytes) -> None:
    if any(mark in xml for mark in _ENTITIES):
        raise UnreadableError(
            "holds XML entities, which no workbook needs and readers may choke on; save it in Excel again"
        )


def _count(xml: bytes) -> int:
    """The cells of a sheet, after looking for rows and merged cells beyond any reader's strength."""
    rows = [int(found[1] or 0) for found in _ROW.finditer(xml)]
    if len(rows) > MOST_ROWS:
        raise UnreadableError(
            f"has a sheet of {len(rows):,} rows, more than {MOST_ROWS:,}; delete the rows below the last filled-in one"
        )
    cells = 0
    for found in _CELL.finditer(xml):
        cells += 1
        rows.append(int(found[2] or 0))
        if _column(found[1] or b"A") > LAST_COLUMN:
            rows.append(LAST_ROW + 1)
    if max(rows, default=0) > LAST_ROW:
        raise UnreadableError(
            f"names a cell beyond Excel's last, row {LAST_ROW:,}; it is damaged, save it in Excel again"
        )
    merged = sum(_area(*found.groups()) for found in _MERGED.finditer(xml))
    if merged > MOST_CELLS:
        raise UnreadableError(f"merges {merged:,} cells; unmerge them (Home > Merge & Center)")
    return cells


def _column(name: bytes) -> int:
    number = 0
    for letter in name.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    return (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _scan_ods(archive: zipfile.ZipFile) -> None:
    _refuse_entities(archive.read("content.xml"))


def _remarks(names: set[str]) -> list[str]:
    remarks = []
    if "xl/vbaProject.bin" in names:
        remarks.append("holds macros; they are neither run nor read")
    if any(name.startswith("xl/externalLinks/") for name in names):
        remarks.append("links to other workbooks; the values stored last are used")
    return remarks
