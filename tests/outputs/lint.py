"""What is wrong with a written workbook, whatever it shows: the faults that a careful reviewer of models would name."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import openpyxl
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from tests.outputs.books import cells

BANNED = re.compile(
    r"\b(OFFSET|INDIRECT|TODAY|NOW|RAND|RANDBETWEEN|CELL|INFO|XLOOKUP|XMATCH|LET|LAMBDA|FILTER|UNIQUE|SORT|SEQUENCE|"
    r"HYPERLINK|WEBSERVICE)\(",
    re.IGNORECASE,
)
"""Volatile functions, those that reach out of the file, and those that some readers lack."""

ERRORS = re.compile(r"#(REF|NAME|VALUE|DIV/0|N/A|NUM|NULL|SPILL|CALC)[!?]?")
LONGEST_NAME, LONGEST_FORMULA = 31, 400
NUMBERS = {"0", "1", "2"}
"""1 and 2 are arithmetic (n x (n + 1) / 2, the next column); every other number is data and has a cell of its own."""

QUARTER_HEAD, FIRST_COLUMN = 7, 7
"""On a sheet with a time line, the row of the quarters' labels, and the column of the first quarter (G)."""

NAMED_CELL = re.compile(r"(?:'([^']+)'|(\w+))!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?")


def faults(path: Path) -> list[str]:
    """Every fault, as a sentence with its place; none if the workbook is sound."""
    return list(_doubled_tables(path)) or list(Linter(path).all())


def _doubled_tables(path: Path) -> Iterator[str]:
    """Table names that stand twice: no reader opens such a file, so that nothing else can be looked at."""
    with zipfile.ZipFile(path) as archive:
        tables = [archive.read(part).decode() for part in archive.namelist() if part.startswith("xl/tables/")]
    names = Counter(name.lower() for text in tables for name in re.findall(r'displayName="([^"]*)"', text))
    yield from (f"the table name {name} stands {count} times" for name, count in names.items() if count > 1)


class Linter:
    """Looks at one file, as XML and as openpyxl reads it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.cells = cells(path)

    @cached_property
    def formulas(self) -> dict[tuple[str, str], str]:
        """(sheet, address): formula."""
        return {where: formula for where, (formula, _) in self.cells.items() if formula is not None}

    def all(self) -> Iterator[str]:
        for check in (
            self.values,
            self.words_of_formulas,
            self.constants,
            self.rows,
            self.names,
            self.parts,
            self.hidden,
            self.pages,
            self.charts,
        ):
            yield from check()

    def values(self) -> Iterator[str]:
        for (sheet, address), (formula, value) in self.cells.items():
            if formula is not None and value is None:
                yield f"{sheet}!{address}: the formula has no value"
            if value is not None and ERRORS.match(value):
                yield f"{sheet}!{address}: the value is {value}"

    def words_of_formulas(self) -> Iterator[str]:
        for (sheet, address), formula in self.formulas.items():
            bare = re.sub(r'"[^"]*"', "", formula)
            if banned := BANNED.search(bare):
                yield f"{sheet}!{address}: {banned[1]} is a banned function"
            if "[" in bare or ERRORS.search(bare):
                yield f"{sheet}!{address}: a reference to another file, or to nothing"
            if len(formula) > LONGEST_FORMULA:
                yield f"{sheet}!{address}: the formula is {len(formula)} characters long"

    def constants(self) -> Iterator[str]:
        for (sheet, address), formula in self.formulas.items():
            bare = re.sub(r"\"[^\"]*\"|'[^']*'|\$?[A-Z]{1,3}\$?\d+", "", formula)
            for number in sorted(set(re.findall(r"\d+\.?\d*", bare)) - NUMBERS):
                yield f"{sheet}!{address}: the number {number} stands in the formula"

    def rows(self) -> Iterator[str]:
        """Seen from its own column, the formula of a line is the same in every quarter."""
        found: dict[tuple[str, int], set[str]] = {}
        for (sheet, address), formula in self.formulas.items():
            column, row = _place(address)
            if column in self._quarters[sheet] and row > QUARTER_HEAD:
                found.setdefault((sheet, row), set()).add(relative(formula, column))
        for (sheet, row), forms in found.items():
            if len(forms) > 1:
                yield f"{sheet}!{row}: {len(forms)} different formulas in one row"

    @cached_property
    def _quarters(self) -> dict[str, range]:
        return {sheet.title: quarters(sheet) for sheet in self.book}

    def names(self) -> Iterator[str]:
        titles = Counter(sheet.title.lower() for sheet in self.book)
        tables = Counter(name.lower() for sheet in self.book for name in sheet.tables)
        for kind, counted in (("sheet", titles), ("table", tables + Counter(map(str.lower, self.book.defined_names)))):
            yield from (f"the {kind} name {name} stands {n} times" for name, n in counted.items() if n > 1)
        yield from (f"the sheet name {s.title} is too long" for s in self.book if len(s.title) > LONGEST_NAME)
        for name, defined in self.book.defined_names.items():
            for sheet, address in defined.destinations:
                if sheet not in self.book.sheetnames or self._empty(sheet, address.replace("$", "")):
                    yield f"the name {name} leads to no filled cell"

    def _empty(self, sheet: str, address: str) -> bool:
        formula, value = self.cells.get((sheet, address), (None, None))
        return formula is None and value in (None, "")

    def parts(self) -> Iterator[str]:
        with zipfile.ZipFile(self.path) as archive:
            for part in archive.namelist():
                if re.search(r"externalLink|connections|vba|activeX|embeddings|\.bin$", part):
                    yield f"{part}: links and macros have no place here"

    def hidden(self) -> Iterator[str]:
        for sheet in self.book:
            if sheet.sheet_state != "visible":
                yield f"{sheet.title}: the sheet is hidden"
            lines = (*sheet.row_dimensions.items(), *sheet.column_dimensions.items())
            yield from (f"{sheet.title}!{name}: a row or column is hidden" for name, line in lines if line.hidden)

    def pages(self) -> Iterator[str]:
        for sheet in self.book:
            top = QUARTER_HEAD + 1 if self._quarters[sheet.title] else None
            if not sheet.freeze_panes or (top and _place(sheet.freeze_panes) != (3, top)):
                yield f"{sheet.title}: the header does not stay in sight"
            if sheet.page_setup.orientation != "landscape":
                yield f"{sheet.title}: does not print in landscape"
            if not sheet.sheet_properties.pageSetUpPr.fitToPage or sheet.page_setup.fitToWidth not in (None, 1):
                yield f"{sheet.title}: does not print one page wide"
            frozen = _place(sheet.freeze_panes)[1] - 1 if sheet.freeze_panes else 0
            if sheet.print_title_rows != f"$1:${frozen}":
                yield f"{sheet.title}: does not repeat its header on every page"

    def charts(self) -> Iterator[str]:
        with zipfile.ZipFile(self.path) as archive:
            for part in sorted(p for p in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", p)):
                text = archive.read(part).decode()
                series = re.findall(r"<c:ser>.*?</c:ser>", text, re.DOTALL)
                if not series:
                    yield f"{part}: the chart shows nothing"
                for one in series:
                    yield from (f"{part}: {told}" for told in self._series(one))

    def _series(self, text: str) -> Iterator[str]:
        for kind in ("cat", "val"):
            found = re.search(rf"<c:{kind}>.*?<c:f>(.*?)</c:f>", text, re.DOTALL)
            match = NAMED_CELL.fullmatch(found[1].replace("&apos;", "'")) if found else None
            if match is None:
                yield f"a series without {kind}"
                continue
            sheet, left, top, right = match[1] or match[2], match[3], int(match[4]), match[5] or match[3]
            columns = range(column_index_from_string(left), column_index_from_string(right) + 1)
            known = sheet in self.book.sheetnames
            rows = range(top, int(match[6] or top) + 1)
            if not known or all(self._empty(sheet, f"{_letters(c)}{r}") for c in columns for r in rows):
                yield f"{found and found[1]} is not filled"


def quarters(sheet: Worksheet) -> range:
    """The columns of the quarters of a sheet with a time line; an empty range for another sheet."""
    if sheet.cell(QUARTER_HEAD - 1, 1).value != "Quarter number":
        return range(0)
    column = FIRST_COLUMN
    while isinstance(sheet.cell(QUARTER_HEAD - 1, column).value, int):
        column += 1
    return range(FIRST_COLUMN, column)


def relative(formula: str, column: int) -> str:
    """A formula with the columns of its references counted from its own."""

    def shifted(match: re.Match[str]) -> str:
        return f"[{column_index_from_string(match[1]) - column}]{match[2]}"

    return re.sub(r"(?<![$A-Za-z'])([A-Z]{1,3})(\$?\d+)\b", shifted, formula)


def _place(address: str) -> tuple[int, int]:
    """Column and row, counted from 1."""
    letters, digits = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", address).groups()  # type: ignore[union-attr]
    return column_index_from_string(letters), int(digits)


def _letters(column: int) -> str:
    return openpyxl.utils.get_column_letter(column)
