"""Every kind of workbook is free of the faults that the lint knows; where one is planted, the lint finds it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from tests.outputs.books import written
from tests.outputs.lint import faults, relative
from tests.outputs.plans import bank_result
from tests.outputs.test_widths import RESULTS

COST = "xl/worksheets/sheet5.xml"


@pytest.mark.parametrize("name", RESULTS)
def test_the_workbook_has_no_fault(name: str, tmp_path: Path) -> None:
    assert faults(written(RESULTS[name](), tmp_path)) == []


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(bank_result(), tmp_path_factory.mktemp("sound"))


def planted(path: Path, folder: Path, part: str, change: Callable[[str], str]) -> Path:
    """The workbook with one of its parts changed as text."""
    target = folder / "planted.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == part else text)
        if part not in old.namelist():
            new.writestr(part, change(""))
    assert target.read_bytes() != path.read_bytes()
    return target


def swapped(pattern: str, new: str) -> Callable[[str], str]:
    """The first match replaced; a pattern that is not there would plant nothing."""

    def change(text: str) -> str:
        done, count = re.subn(pattern, new, text, count=1, flags=re.DOTALL)
        assert count == 1, pattern
        return done

    return change


FAULTS: dict[str, tuple[str, Callable[[str], str], str]] = {
    "a formula without a value": (COST, swapped(r"</f><v>[^<]*</v>", "</f>"), "has no value"),
    "an error value": (COST, swapped(r"</f><v>[^<]*</v>", "</f><v>#REF!</v>"), "the value is #REF!"),
    "a volatile function": (COST, swapped(r"<f>[^<]*</f>", "<f>OFFSET(A1,1,1)</f>"), "OFFSET is a banned function"),
    "a new function": (COST, swapped(r"<f>[^<]*</f>", "<f>_xlfn.XLOOKUP(A1,B1,C1)</f>"), "XLOOKUP is a banned"),
    "another file": (COST, swapped(r"<f>[^<]*</f>", "<f>[1]Plan!A1</f>"), "another file"),
    "a lost reference": (COST, swapped(r"<f>[^<]*</f>", "<f>SUM(#REF!)</f>"), "or to nothing"),
    "an endless formula": (COST, swapped(r"<f>[^<]*</f>", f"<f>{'A1+' * 200}A1</f>"), "characters long"),
    "a number in a formula": (COST, swapped(r"<f>[^<]*</f>", "<f>A1*1.19</f>"), "the number 1.19 stands"),
    "another formula in a row": (
        COST,
        swapped(r'(<c r="I10"[^>]*>)<f>[^<]*</f>', r"\1<f>H8</f>"),
        "2 different",
    ),
    "a long sheet name": ("xl/workbook.xml", swapped('sheet name="About"', f'sheet name="{"x" * 32}"'), "too long"),
    "a name that leads nowhere": (
        "xl/workbook.xml",
        swapped("(<definedName name=.Total_cost.>)[^<]*", r"\1Summary!$Z$99"),
        "Total_cost leads to no filled cell",
    ),
    "a hidden sheet": ("xl/workbook.xml", swapped('(sheet name="About")', r'\1 state="hidden"'), "the sheet is hidden"),
    "a hidden row": (COST, swapped('<row r="9"', '<row r="9" hidden="1"'), "row or column is hidden"),
    "a hidden column": (COST, swapped('<col min="2"', '<col hidden="1" min="2"'), "row or column is hidden"),
    "a link to another file": ("xl/externalLinks/externalLink1.xml", lambda _: "<x/>", "links and macros"),
    "a macro": ("xl/vbaProject.bin", lambda _: "x", "links and macros"),
    "nothing frozen": (COST, swapped("<pane [^>]*/>", ""), "does not stay in sight"),
    "portrait": (COST, swapped('orientation="landscape"', ""), "landscape"),
    "many pages wide": (COST, swapped('<pageSetUpPr fitToPage="1"/>', ""), "one page wide"),
    "no header on the second page": (
        "xl/workbook.xml",
        swapped("Cost!\\$1:\\$7", "Cost!$1:$2"),
        "Cost: does not repeat its header",
    ),
    "a chart of nothing": ("xl/charts/chart1.xml", swapped("<c:ser>.*</c:ser>", ""), "shows nothing"),
    "a chart of empty cells": (
        "xl/charts/chart1.xml",
        swapped(r"<c:val><c:numRef><c:f>[^<]*", "<c:val><c:numRef><c:f>Cost!$G$3:$H$3"),
        "is not filled",
    ),
    "a chart of no cells": ("xl/charts/chart1.xml", swapped(r"<c:val>.*?</c:val>", ""), "a series without val"),
}
"""What is planted: the part of the file, the change, and what the lint must say."""


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Title is more than 31 characters")
@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str, sound: Path, tmp_path: Path) -> None:
    part, change, told = FAULTS[name]
    found = faults(planted(sound, tmp_path, part, change))
    assert [fault for fault in found if told in fault], found


def test_two_tables_of_one_name_are_found(tmp_path: Path) -> None:
    """Our workbooks have no tables yet, so the fault is planted in another one."""
    book = openpyxl.Workbook()
    for sheet, name in ((book.active, "List"), (book.create_sheet("Other"), "Other")):
        assert sheet is not None
        sheet.append(["Head"])
        sheet.append([1])
        sheet.add_table(Table(displayName=name, ref="A1:A2"))
    book.save(tmp_path / "tables.xlsx")
    path = planted(tmp_path / "tables.xlsx", tmp_path, "xl/tables/table2.xml", lambda old: old.replace("Other", "LIST"))
    assert "the table name list stands 2 times" in faults(path)


def test_formulas_are_compared_as_seen_from_their_own_column() -> None:
    assert relative("G8+H9", 7) == relative("H8+I9", 8)
    assert relative("SUM($G8:G8)", 7) == relative("SUM($G8:H8)", 8)
    assert relative("'Hiring plan'!G8", 7) == relative("'Hiring plan'!H8", 8)
    assert relative("G8", 7) != relative("G8", 8)
