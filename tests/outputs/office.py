"""LibreOffice without a screen: it opens a workbook as a reader would, and saves, edits or prints it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

WORKBOOK = "Calc MS Excel 2007 XML"

_ITEM = '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
RECALCULATE_ALWAYS = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{_ITEM}<value>0</value></prop></item></oor:items>"""

LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Edit"/></library:library>"""

LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library">
<library:library library:name="Standard" library:link="false"/></library:libraries>"""

MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edit" script:language="StarBasic">
{code}</script:module>"""

EDIT = """Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim book As Object
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
{changes}
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName"
  kind(0).Value = "{kind}"
  book.storeToURL("{target}", kind())
  book.close(True)
End Sub
"""

Change = str
"""A statement in LibreOffice's Basic, on `book`."""


def typed(sheet: str, address: str, value: float) -> Change:
    """A new value in a cell."""
    return f'book.Sheets.getByName("{sheet}").getCellRangeByName("{address}").setValue({value})'


def inserted_row(sheet: str, row: int) -> Change:
    """A blank row above a row, counted from 0."""
    return f'book.Sheets.getByName("{sheet}").Rows.insertByIndex({row}, 1)'


def inserted_column(sheet: str, column: int) -> Change:
    """A blank column before a column, counted from 0."""
    return f'book.Sheets.getByName("{sheet}").Columns.insertByIndex({column}, 1)'


def sorted_rows(sheet: str, area: str, column: int) -> Change:
    """An area sorted downwards by one of its columns, counted from 0; once in a list of changes."""
    return f"""Dim fields(0) As New com.sun.star.table.TableSortField
  fields(0).Field = {column}
  fields(0).IsAscending = False
  Dim order(0) As New com.sun.star.beans.PropertyValue
  order(0).Name = "SortFields"
  order(0).Value = fields()
  book.Sheets.getByName("{sheet}").getCellRangeByName("{area}").sort(order())"""


def tool(name: str) -> str:
    """Where a program is. Skips where there is none, but never in CI."""
    program = shutil.which(name)
    if program is None and not os.environ.get("CI"):
        pytest.skip(f"{name} is not installed")
    assert program is not None, f"CI must have {name}"
    return program


def by_libreoffice(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it, every formula computed."""
    (_profile(folder) / "registrymodifications.xcu").write_text(RECALCULATE_ALWAYS)
    return _converted(path, folder, f"xlsx:{WORKBOOK}", "xlsx")


def printed(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice prints it: a PDF."""
    return _converted(path, folder, "pdf", "pdf")


def edited_by_libreoffice(path: Path, folder: Path, changes: Iterable[Change]) -> Path:
    """The workbook after a reader has made changes to it, one after the other, and saved it."""
    target = folder / f"typed-{path.name}"
    statements = "\n".join(f"  {change}" for change in changes)
    code = EDIT.format(source=path.as_uri(), target=target.as_uri(), changes=statements, kind=WORKBOOK)
    _run(folder, "--terminate_after_init")  # its first start makes the profile, and would wipe a macro that is there
    basic = _profile(folder) / "basic"
    (basic / "script.xlc").write_text(LIBRARIES)
    (basic / "Standard" / "script.xlb").write_text(LIBRARY)
    (basic / "Standard" / "Edit.xba").write_text(MODULE.format(code=escape(code)))
    _run(folder, "macro:///Standard.Edit.Main")
    assert target.exists(), "the macro has failed"
    return target


def _profile(folder: Path) -> Path:
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    return user


def _converted(path: Path, folder: Path, kind: str, ending: str) -> Path:
    _run(folder, "--convert-to", kind, "--outdir", str(folder / "saved"), str(path))
    return folder / "saved" / f"{path.stem}.{ending}"


def _run(folder: Path, *arguments: str) -> None:
    """A profile of its own for every test, so that they can run side by side."""
    options = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    subprocess.run([tool("soffice"), *options, *arguments], check=True, capture_output=True, timeout=300)
