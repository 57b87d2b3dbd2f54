"""From a grid to a table: where the header is, which column is which, which rows are data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from inputs.columns import Column, Opening, Sheet
from inputs.reading.findings import Reporter
from inputs.reading.grid import Cell, Grid, letters
from inputs.reading.names import fault_of_name, key, loose, suggestion
from models.words import counted

HEADER_WITHIN = 30
"""rows from the top in which the header may stand"""

_TOTALS = re.compile(r"^(grand |sub ?|sum )?totals?$|^sum$|^(gesamt)?summe$|^gesamt$")
_CURRENCY_AFTER = re.compile(r"^(.*\S)\s*[(\[]\s*([A-Za-z]{3}|%|[$€£¥])\s*[)\]]$", re.DOTALL)

IsQuarter = Callable[[Cell], bool]


@dataclass(frozen=True)
class Table:
    """The data of a sheet. `columns` and `open` give the place (from 1) of each column that there is."""

    sheet: Sheet
    grid: Grid
    header: int
    columns: dict[str, int]
    open: dict[str, int]
    rows: tuple[tuple[int, dict[int, Cell]], ...]
    """row number and its cells by place"""
    headers: dict[int, Cell]


def table(sheet: Sheet, grid: Grid, report: Reporter, is_quarter: IsQuarter) -> Table | None:
    """The table in a grid, or None where no header is found; what is skipped is told."""
    header = _header_row(sheet, grid, is_quarter)
    if header is None:
        _no_header(sheet, grid, report)
        return None
    headers = {cell.column: cell for cell in grid.rows[header]}
    columns, opened = _columns(sheet, headers, grid, header, report, is_quarter)
    rows = tuple(_data_rows(sheet, grid, header, columns, report))
    found = Table(sheet, grid, header, columns, opened, rows, headers)
    _refuse_merged(found, report)
    _refuse_ragged(found, report)
    _tell_hidden(found, report)
    _tell_beyond(found, report)
    return found


def declared(sheet: Sheet, text: str) -> Column | None:
    """The declared column that a header names: by its name or an alias, a currency or % in brackets aside."""
    wanted = {loose(text)}
    if bracketed := _CURRENCY_AFTER.match(" ".join(text.split())):
        wanted.add(loose(bracketed[1]))
    for column in sheet.columns:
        if any(loose(name) in wanted for name in (column.name, *column.aliases)):
            return column
    return None


def open_name(sheet: Sheet, cell: Cell, is_quarter: IsQuarter) -> str:
    """The name of the open column that a header names; empty: none."""
    if sheet.open is None:
        return ""
    if sheet.open.opening is Opening.NUMBERED:
        found = re.match(rf"^{re.escape(loose(sheet.open.prefix))} ?(\d{{1,3}})$", loose(cell.text))
        return f"{sheet.open.prefix}{int(found[1])}" if found else ""
    if sheet.open.opening is Opening.QUARTER:
        return cell.text if is_quarter(cell) else ""
    return cell.text if isinstance(cell.value, str) else ""


def _header_row(sheet: Sheet, grid: Grid, is_quarter: IsQuarter) -> int | None:
    """The row near the top that names most declared columns; the first of equals."""
    best, most = None, 0
    for number, cells in grid.rows.items():
        if number > HEADER_WITHIN:
            break
        score = sum(_names_a_column(sheet, cell, is_quarter) for cell in cells)
        if score > most:
            best, most = number, score
    return best


def _names_a_column(sheet: Sheet, cell: Cell, is_quarter: IsQuarter) -> bool:
    if declared(sheet, cell.text):
        return True
    numbered = sheet.open is not None and sheet.open.opening is not Opening.CAPABILITY
    return numbered and bool(open_name(sheet, cell, is_quarter))


def _no_header(sheet: Sheet, grid: Grid, report: Reporter) -> None:
    wanted = ", ".join(column.name for column in sheet.required_columns())
    first = next(iter(grid.rows.values()), [])
    found = ", ".join(f"'{cell.text[:40]}'" for cell in first[:6]) or "nothing"
    report.fault(
        f"has no header row in its first {HEADER_WITHIN} rows; found {found}; name the columns: {wanted}",
        first[0].ref if first else "",
    )


def _columns(
    sheet: Sheet, headers: dict[int, Cell], grid: Grid, header: int, report: Reporter, is_quarter: IsQuarter
) -> tuple[dict[str, int], dict[str, int]]:
    columns: dict[str, int] = {}
    opened: dict[str, int] = {}
    unknown: list[Cell] = []
    for place, cell in headers.items():
        column = declared(sheet, cell.text)
        into, name = (columns, column.name) if column else (opened, open_name(sheet, cell, is_quarter))
        same = next((other for other in into if key(other) == key(name)), None)
        if not name:
            unknown.append(cell)
        elif same is not None:
            first = f"{letters(into[same])}{header}"
            report.fault(f"the column '{name}' is there twice, also in {first}; remove or rename one", cell.ref)
        else:
            into[name] = place
    if sheet.open and sheet.open.opening is Opening.CAPABILITY:
        unknown += _not_capabilities(opened, headers, grid, header, report)
    _tell_missing(sheet, columns, opened, unknown, report, header)
    return columns, opened


def _not_capabilities(
    opened: dict[str, int], headers: dict[int, Cell], grid: Grid, header: int, report: Reporter
) -> list[Cell]:
    """Columns of nothing but words are no capabilities; and names must be names."""
    extra = []
    for name, place in list(opened.items()):
        below = [c for n, row in grid.rows.items() if n > header for c in row if c.column == place]
        wordy = [c for c in below if isinstance(c.value, str) and not any(ch.isdigit() for ch in c.value)]
        if below and len(wordy) == len(below) and not any(c.trouble for c in below):
            del opened[name]
            extra.append(headers[place])
        elif fault := fault_of_name(name):
            report.fault(fault, headers[place].ref)
    return extra


def _tell_missing(
    sheet: Sheet,
    columns: dict[str, int],
    opened: dict[str, int],
    unknown: list[Cell],
    report: Reporter,
    header: int,
) -> None:
    texts = [cell.text for cell in unknown]
    missing = [column for column in sheet.columns if column.name not in columns]
    for column in missing:
        guess = suggestion(column.name, texts, longer=True)
        where = next((c.ref for c in unknown if guess and f"'{c.text}'" in guess), f"A{header}")
        if column.required:
            there = ", ".join(columns) or "none"
            report.fault(f"the column '{column.name}' is missing; {guess}rename or add it; found {there}", where)
    if sheet.open and sheet.open.required and not opened:
        report.fault(
            f"has no column for {sheet.open.meaning.split(';')[0].split(':')[0].lower()}; add one", f"A{header}"
        )
    names = [column.name for column in missing if not column.required]
    for cell in unknown:
        guess = suggestion(cell.text, names)
        report.notice(
            f"the column '{cell.text[:60]}' is none of this sheet and is not read; {guess}".rstrip("; "), cell.ref
        )


def _data_rows(
    sheet: Sheet, grid: Grid, header: int, columns: dict[str, int], report: Reporter
) -> Iterator[tuple[int, dict[int, Cell]]]:
    notes = _notes_below(sheet, grid, header, columns)
    for number, cells in grid.rows.items():
        if number <= header:
            continue
        by_place = {cell.column: cell for cell in cells}
        if number in notes:
            report.notice("is taken as a note below the data and is not read", cells[0].ref)
        elif _is_total(by_place, sheet, columns):
            report.notice("is taken as a totals row and is not read", cells[0].ref)
        elif any(place in by_place for place in _data_places(sheet, grid, header)):
            yield number, by_place
        else:
            report.notice("stands under no header and is not read", cells[0].ref)


def _data_places(sheet: Sheet, grid: Grid, header: int) -> set[int]:
    return {cell.column for cell in grid.rows[header]}


def _is_total(cells: dict[int, Cell], sheet: Sheet, columns: dict[str, int]) -> bool:
    """A row whose first word, or whose key, is Total. A row with a key of its own is data whatever it says later."""
    keys = [cells[columns[name]] for name in sheet.key if columns.get(name) in cells]
    first = keys[0] if keys else cells[min(cells)]
    return bool(_TOTALS.match(loose(first.text)))


def _notes_below(sheet: Sheet, grid: Grid, header: int, columns: dict[str, int]) -> set[int]:
    """The last rows that hold one text of several words, parted from the data by a blank row, and cannot be data."""
    needed = {columns[c.name] for c in sheet.required_columns() if c.name in columns}
    notes: set[int] = set()
    for number in sorted((n for n in grid.rows if n > header), reverse=True):
        cells = grid.rows[number]
        alone = len(cells) == 1 and isinstance(cells[0].value, str) and " " in cells[0].text
        if not alone or needed <= {cells[0].column}:
            break
        notes.add(number)
    if notes and min(notes) - 1 in grid.rows:
        return set()
    return notes


def _refuse_merged(found: Table, report: Reporter) -> None:
    numbers = {number for number, _ in found.rows}
    places = {*found.columns.values(), *found.open.values()}
    for span in found.grid.merged:
        rows = numbers & set(range(span.first_row, span.last_row + 1)) if span.last_row > found.header else set()
        if rows and places & set(range(span.first_column, span.last_column + 1)):
            report.fault("data cells are merged; unmerge them and fill in each", span.ref)


def _refuse_ragged(found: Table, report: Reporter) -> None:
    """CSV: a row with another number of fields than the header has lost or won a separator."""
    fields = found.grid.fields
    width = fields.get(found.header, 0)
    for number, cells in found.rows:
        if fields and (fields[number] < width or max(cells, default=0) > width):
            report.fault(
                f"has {fields[number]} fields where the header has {width}; "
                "put texts that hold a separator in quotes, and keep blank fields",
                f"A{number}",
            )


def _tell_hidden(found: Table, report: Reporter) -> None:
    hidden = [number for number, _ in found.rows if number in found.grid.hidden_rows]
    if hidden:
        report.notice(f"{counted(len(hidden), 'hidden row')} read like the others", f"A{hidden[0]}")
    for name, place in {**found.columns, **found.open}.items():
        if place in found.grid.hidden_columns:
            report.notice(f"the hidden column '{name}' is read like the others", f"{letters(place)}{found.header}")


def _tell_beyond(found: Table, report: Reporter) -> None:
    """Cells of data rows under no header."""
    if found.grid.fields:
        return
    beyond = [cell for _, row in found.rows for place, cell in row.items() if place not in found.headers]
    if beyond:
        report.notice(
            f"{counted(len(beyond), 'cell')} under no header left unread; to use a column, name it", beyond[0].ref
        )
