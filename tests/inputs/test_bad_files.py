"""Files that are no workbook, or a dangerous one: one line each, quickly, and never a traceback."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from inputs.reading import boundary, read
from models.errors import Fault
from tests.inputs.books import faults_of, good, put, write


def only(path: Path) -> Fault:
    (fault,) = faults_of(path)
    assert fault.file == path.name
    assert (fault.sheet, fault.cell) == ("", "")
    assert ";" in fault.message
    return fault


def rezipped(source: Path, target: Path, change: Callable[[str, bytes], bytes], **more: bytes) -> Path:
    """A workbook with its parts changed, and further parts."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in more.items():
            new.writestr(name.replace("__", "/"), data)
    return target


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write(tmp_path / "good.xlsx", good())


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("plan.xlsx", b"", "is empty"),
        ("plan.xlsx", b"\0\0\0\0", "is empty"),
        ("plan.xlsx", b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        ("plan.xlsx", b"\xef\xbb\xbf<!DOCTYPE html><body/>", "web page"),
        ("plan.xlsx", b"<?xml version='1.0'?><Workbook/>", "is XML"),
        ("plan.xlsx", b"Role,Level\nData Engineer,mid\n", "is text, such as CSV"),
        ("plan.csv", b"Role\n", "one CSV file per sheet"),
        ("plan.xlsx", b"%PDF-1.7\0\0", "is no workbook"),
        ("plan.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("plan.xlsx", OLE + "Workbook".encode("utf-16-le"), "an old .xls workbook under the name .xlsx"),
        ("plan.doc", OLE + "WordDocument".encode("utf-16-le"), "no workbook"),
        ("~$plan.xlsx", b"owner", "lock file"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert words in only(path).message


def test_missing_file(tmp_path: Path) -> None:
    assert "is not there" in only(tmp_path / "nowhere.xlsx").message


def test_name_that_no_file_can_have(tmp_path: Path) -> None:
    assert "cannot be read" in only(tmp_path / "pl\0an.xlsx").message
    assert "cannot be read" in only(tmp_path / ("x" * 300)).message


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="who may read everything")
def test_unreadable_file(plan: Path) -> None:
    plan.chmod(0)
    assert "may not be read" in only(plan).message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_named_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert "not a regular file" in only(tmp_path / "pipe.xlsx").message


def test_link_to_a_workbook_is_read(tmp_path: Path, plan: Path) -> None:
    (tmp_path / "link.xlsx").symlink_to(plan)
    assert len(read(tmp_path / "link.xlsx").problem.profiles) == 3


def test_folder_without_csv_files(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "folder without CSV files" in only(tmp_path / "empty").message


def test_truncated_workbook(tmp_path: Path, plan: Path) -> None:
    (tmp_path / "cut.xlsx").write_bytes(plan.read_bytes()[:-500])
    assert "damaged or cut short" in only(tmp_path / "cut.xlsx").message


def test_plain_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "plan.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "zip archive but no workbook" in only(tmp_path / "plan.xlsx").message


def test_zip_bomb(tmp_path: Path, plan: Path) -> None:
    bomb = rezipped(plan, tmp_path / "bomb.xlsx", lambda _, data: data, xl__media=b"\0" * 50_000_000)
    assert "far more than a plan needs" in only(bomb).message


def test_many_parts(tmp_path: Path, plan: Path) -> None:
    more = {f"part{n}": b"" for n in range(boundary.MOST_ENTRIES)}
    assert "parts" in only(rezipped(plan, tmp_path / "parts.xlsx", lambda _, data: data, **more)).message


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan: Path) -> None:
    monkeypatch.setattr(boundary, "LARGEST_FILE", 2**10)
    assert "larger than" in only(plan).message


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_xml_entities(tmp_path: Path, plan: Path, code: str) -> None:
    entity = '<!DOCTYPE a [<!ENTITY lol "lol">]>'.encode(code)

    def change(name: str, data: bytes) -> bytes:
        return entity + data if name == "xl/workbook.xml" else data

    assert "XML entities" in only(rezipped(plan, tmp_path / "entities.xlsx", change)).message


def sheet_with(tmp_path: Path, plan: Path, old: bytes, new: bytes) -> Path:
    """The workbook with a piece of its first sheet's XML replaced."""

    def change(name: str, data: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return data
        assert old in data
        return data.replace(old, new, 1)

    return rezipped(plan, tmp_path / "changed.xlsx", change)


def test_cell_beyond_the_last_row(tmp_path: Path, plan: Path) -> None:
    row = b'<row r="99999999"><c r="A99999999"><v>1</v></c></row></sheetData>'
    assert "beyond Excel's last" in only(sheet_with(tmp_path, plan, b"</sheetData>", row)).message


def test_cell_in_the_last_row_is_read_at_once(tmp_path: Path, plan: Path) -> None:
    row = b'<row r="1048576"><c r="D1048576"><v>1</v></c></row></sheetData>'
    found = read(sheet_with(tmp_path, plan, b"</sheetData>", row))
    assert len(found.problem.profiles) == 3


def test_format_in_the_last_row_is_nothing(tmp_path: Path, plan: Path) -> None:
    row = b'<row r="1048576" ht="20"><c r="D1048576"/></row></sheetData>'
    assert read(sheet_with(tmp_path, plan, b"</sheetData>", row)).notices == ()


def test_too_many_rows(tmp_path: Path, plan: Path) -> None:
    rows = b"".join(b'<row r="%d"/>' % n for n in range(100, 100_000 + 101)) + b"</sheetData>"
    assert "rows, more than 100,000" in only(sheet_with(tmp_path, plan, b"</sheetData>", rows)).message


def test_merging_of_the_whole_sheet(tmp_path: Path, plan: Path) -> None:
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert "unmerge" in only(sheet_with(tmp_path, plan, b"</sheetData>", merged)).message


def test_macros_and_external_links_are_told(tmp_path: Path, plan: Path) -> None:
    path = rezipped(plan, tmp_path / "macros.xlsm", lambda _, data: data, xl__extra=b"x")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<a/>")
    messages = " ".join(n.message for n in read(path).notices)
    assert "macros" in messages
    assert "links to other workbooks" in messages


def test_what_the_first_reader_cannot_open_the_second_may(tmp_path: Path, plan: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        return b"<broken" if name == "docProps/core.xml" else data

    found = read(rezipped(plan, tmp_path / "properties.xlsx", change))
    assert "second reader" in found.notices[0].message
    assert found.problem == read(plan).problem


def test_errors_of_excel(tmp_path: Path) -> None:
    path = write(tmp_path / "plan.xlsx", put(good(), "Roles", "G2", "#REF!"))
    (fault,) = faults_of(path)
    assert (fault.sheet, fault.cell, fault.message) == (
        "Roles",
        "G2",
        "holds the error #REF!; mend the formula or enter the value",
    )


def test_the_hash_is_of_the_bytes_that_were_read(plan: Path) -> None:
    assert read(plan).sha256 == hashlib.sha256(plan.read_bytes()).hexdigest()


def test_two_passes_only_where_there_are_formulas(plan: Path) -> None:
    assert boundary.workbook(plan).has_formulas is False
    calculated = write(plan.with_name("formula.xlsx"), put(good(), "Budget", "B2", "=1+1"))
    assert boundary.workbook(calculated).has_formulas is True
