"""Changes of cells, made before anything is read: so all that holds for a cell holds for one that a scenario sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from inputs.columns import Column, Kind, Opening, Sheet
from inputs.reading import change_values
from inputs.reading.cells import WHAT_WOULD_DO, Habits
from inputs.reading.change_rows import NoSuchRowError, is_all, quarter_of, row_keys, rows_meant
from inputs.reading.change_values import NothingThereError, changed, relative
from inputs.reading.grid import Cell, Grid
from inputs.reading.leaf import Leaf, leaf_of
from inputs.reading.names import clean, key, suggestion
from inputs.reading.numbers import MisreadError
from inputs.reading.settings_sheet import setting_called
from inputs.reading.stand_ins import stand_in
from inputs.reading.tables import declared, open_name
from inputs.settings import EXCHANGE_RATE, SETTINGS
from inputs.sheets import (
    BUDGET,
    CHANGEABLE,
    MONEY_ROW,
    REQUIREMENTS,
    ROLES,
    SETTINGS_SHEET,
    SKILLS,
    STAFF,
    USE_CASE_TYPES,
)
from models.scenario import InputChange

HIDDEN = "(not shown)"
"""Stands for the value of a cell that is nobody's business."""
FEW_ROWS = 12
"""Rows up to which a change of every row is told row by row."""
PRIVATE = {(STAFF.name, "Name"), (STAFF.name, "Base salary")}


@dataclass(frozen=True)
class Change:
    """A change of the input, each part as a user writes it in the Scenarios sheet. `value` may be relative: '+10 %'."""

    sheet: str
    row: str
    column: str
    value: str | int | float | date

    def __str__(self) -> str:
        return " / ".join([self.sheet, self.row, self.column, str(self.value)])


@dataclass(frozen=True)
class Asked:
    """A change with its cells as they stand in the file, and where its faults are told (by column of Scenarios)."""

    sheet: Sheet
    row: Cell
    column: Cell | None
    value: Cell
    tell: Callable[[str, str], None]
    decimal_mark: str = ""


@dataclass(frozen=True)
class Touch:
    """What one change made of one cell."""

    change: int
    sheet: str
    ref: str
    row: str
    column: str
    before: str
    after: str


class WrongError(Exception):
    """A change that cannot be made: the column of Scenarios that is wrong, and what would do."""

    def __init__(self, column: str, message: str) -> None:
        self.column = column
        super().__init__(message)


@dataclass
class Draft:
    """The sheets of an input while changes are made; those that no change names stay as they are."""

    grids: Mapping[str, Grid]
    file: str
    starts_in: int
    leaves: dict[str, Leaf] = field(default_factory=dict)
    touches: list[Touch] = field(default_factory=list)

    def make(self, changes: Sequence[Asked]) -> None:
        """Makes the changes in order; one that cannot be made is told, and not made."""
        for number, asked in enumerate(changes):
            try:
                self._make(asked, number)
            except WrongError as wrong:
                asked.tell(wrong.column, str(wrong))

    def all_grids(self, grids: Sequence[Grid]) -> tuple[Grid, ...]:
        """The grids of the input, changed as they stand now, and those that were laid out."""
        changed = {name: leaf.as_grid() for name, leaf in self.leaves.items() if leaf.changed}
        names = {id(grid): name for name, grid in self.grids.items()}
        kept = (changed.pop(names.get(id(grid), ""), grid) for grid in grids)
        return (*kept, *changed.values())

    def change_at(self, sheet: str, ref: str) -> int | None:
        """The number of the change that set or cleared a cell; None where none did."""
        leaf = self.leaves.get(sheet)
        return leaf.changed.get(ref) if leaf is not None else None

    def leaf(self, sheet: Sheet) -> Leaf:
        """The sheet for changing; where it is missing, what holds instead. Raises WrongError."""
        if sheet.name not in self.leaves:
            grid = self.grids.get(sheet.name)
            found = leaf_of(sheet, grid, self.starts_in) if grid is not None else None
            missing = found is None and (grid is None or not grid.rows)
            if missing or (sheet in (SKILLS, USE_CASE_TYPES) and found is not None and not found.data):
                laid_out = stand_in(sheet, self.file)
                found = leaf_of(sheet, laid_out, self.starts_in) if laid_out is not None else found
            if found is None:
                raise WrongError("Sheet", f"the input has no {sheet.name} that could be changed; add the sheet")
            self.leaves[sheet.name] = found
        return self.leaves[sheet.name]

    def _make(self, asked: Asked, number: int) -> None:
        leaf = self.leaf(asked.sheet)
        if asked.sheet is SETTINGS_SHEET:
            self._set(leaf, asked, number)
            return
        name = _column_name(leaf, asked)
        try:
            rows = rows_meant(leaf, asked.row, name)
        except NoSuchRowError as error:
            raise WrongError("Row", str(error)) from None
        self._refuse_shared_money(leaf, asked, rows, name)
        keys = row_keys(leaf)
        if name not in leaf.columns:
            leaf.add_column(name)
        blanks: list[str] = []
        for row in rows:
            column = self._column(leaf, row, name)
            try:
                self._change(leaf, asked, number, row, column, name, keys[row])
            except NothingThereError as blank:
                blanks.append(str(blank))
        if len(blanks) == len(rows):
            raise WrongError("Value", blanks[0])

    def _refuse_shared_money(self, leaf: Leaf, asked: Asked, rows: list[int], name: str) -> None:
        """Rows of the budget add up, so that one amount for several of them could be a part or the sum."""
        column = leaf.sheet.column(name) if leaf.sheet is BUDGET else None
        if column is None or column.kind is not Kind.MONEY or len(rows) < 2 or is_all(asked.row):
            return
        if self._asks_relative(asked, column) or key(asked.value.text) == change_values.CLEARED:
            return
        raise WrongError(
            "Row", f"'{asked.row.text[:60]}' is {len(rows)} rows whose money adds up; name one of them, "
            "or give a change such as +10 %"
        )  # fmt: skip

    def _asks_relative(self, asked: Asked, column: Column) -> bool:
        try:
            return relative(asked.value, column, asked.decimal_mark) is not None
        except MisreadError:
            return True  # told where the change is made

    def _column(self, leaf: Leaf, row: int, name: str) -> Column:
        """The column, of the kind that it has in this row."""
        opened = leaf.sheet.open
        fixed = next((column for column in leaf.sheet.columns if column.name == name), None)
        column = fixed or (opened.column(name) if opened else leaf.sheet.columns[0])
        if leaf.sheet is USE_CASE_TYPES and (fixed is None or name == "Run"):
            money = key(leaf.text(row, "Capability")) == key(MONEY_ROW)
            return change_values.as_kind(column, Kind.MONEY if money else Kind.FTE)
        if leaf.sheet is REQUIREMENTS and fixed is None:
            return change_values.as_kind(column, Kind.WHOLE if self._is_role(leaf, row) else Kind.FTE)
        return column

    def _is_role(self, leaf: Leaf, row: int) -> bool:
        """Whether a row of Requirements is about heads of a role."""
        prefix, _, rest = leaf.text(row, "Capability or Role").rpartition(":")
        if key(prefix) in ("role", "capability"):
            return key(prefix) == "role"
        roles = self.leaf(ROLES)
        return key(rest) in {key(roles.text(number, "Role")) for number in roles.data}

    def _set(self, leaf: Leaf, asked: Asked, number: int) -> None:
        """A setting; one that has no row gets one."""
        if asked.column is not None and declared(SETTINGS_SHEET, asked.column.text) != SETTINGS_SHEET.column("Value"):
            raise WrongError("Column", f"'{asked.column.text[:60]}' cannot be changed; use Value, or leave it blank")
        if not {"Setting", "Value"} <= set(leaf.columns):
            raise WrongError("Sheet", "has no columns Setting and Value; add them there")
        setting = setting_called(asked.row.text)
        if setting is None:
            names = [setting.name for setting in SETTINGS]
            hint = suggestion(asked.row.text, names, longer=True)
            raise WrongError("Row", f"'{asked.row.text[:60]}' is no setting; {hint}use one of: {', '.join(names)}")
        name = setting.name
        if name == EXCHANGE_RATE:
            name += clean(asked.row.text)[len(EXCHANGE_RATE.strip()) :].strip()
        row = next((n for n in leaf.data if _same_setting(leaf.text(n, "Setting"), name)), None)
        if row is None:
            row = leaf.add_row("Setting", name)
        column = setting.column()
        as_said = Column(
            name, column.kind, column.meaning, column.unit, default=setting.default, choices=column.choices,
            least=column.least, most=column.most,
        )  # fmt: skip
        try:
            self._change(leaf, asked, number, row, as_said, "Value", name)
        except NothingThereError as blank:
            raise WrongError("Value", str(blank)) from None

    def _change(self, leaf: Leaf, asked: Asked, number: int, row: int, column: Column, name: str, row_key: str) -> None:
        """Changes one cell. Raises NothingThereError, or WrongError at the value."""
        there = leaf.cell(row, name)
        habits, own = Habits(leaf.grid.decimal_mark, self.starts_in), Habits(asked.decimal_mark, self.starts_in)
        try:
            cell = changed(there, asked.value, column, habits, own)
        except NothingThereError as blank:
            raise NothingThereError(f"for {leaf.sheet.name} {row_key}, {name}: {blank}") from None
        except MisreadError as misread:
            private = misread.private or f"cannot be read as {column.kind}; enter {WHAT_WOULD_DO[column.kind]}"
            message = private if leaf.sheet.private else str(misread)
            raise WrongError("Value", f"for {leaf.sheet.name} {row_key}, {name}: {message}") from None
        leaf.put(row, name, cell, number)
        hidden = (leaf.sheet.name, name) in PRIVATE
        before, after = (change_values.shown(c, column, habits) for c in (there, cell))
        self.touches.append(
            Touch(
                number,
                leaf.sheet.name,
                leaf.ref(row, name),
                row_key,
                name,
                HIDDEN if hidden and before else before,
                HIDDEN if hidden and after else after,
            )
        )

    def input_changes(self, changes: Sequence[Asked]) -> tuple[InputChange, ...]:
        """What differs from the input as it stands, cell by cell; a change of every row is one."""
        by_cell: dict[tuple[str, str], list[Touch]] = {}
        for touch in self.touches:
            by_cell.setdefault((touch.sheet, touch.ref), []).append(touch)
        return tuple(_told(by_cell, changes))


def _told(by_cell: Mapping[tuple[str, str], list[Touch]], changes: Sequence[Asked]) -> Iterator[InputChange]:
    done: set[int] = set()
    for touches in by_cell.values():
        first, last = touches[0], touches[-1]
        if len(touches) == 1 and is_all(changes[first.change].row):
            if first.change not in done:
                alike = [t[0] for t in by_cell.values() if len(t) == 1 and t[0].change == first.change]
                yield from _every_row(alike, changes[first.change])
            done.add(first.change)
        elif first.before != last.after or HIDDEN in (first.before, last.after):
            yield InputChange(first.sheet, first.row, first.column, first.before, last.after)


def _every_row(touches: Sequence[Touch], asked: Asked) -> Iterator[InputChange]:
    """A change of every row, one by one where they are few: else what all had where it is one thing, and the change."""
    before, after = ({getattr(touch, name) for touch in touches} for name in ("before", "after"))
    differs = [touch for touch in touches if touch.before != touch.after or touch.before == HIDDEN]
    if len(differs) <= FEW_ROWS:
        yield from (InputChange(t.sheet, t.row, t.column, t.before, t.after) for t in differs)
        return
    first = touches[0]
    written = change_values.shown(asked.value, Column("", Kind.TEXT, ""), Habits())
    said = (
        before.pop() if len(before) == 1 else "various",
        after.pop() if len(after) == 1 else written if HIDDEN not in after else HIDDEN,
    )
    yield InputChange(first.sheet, "all", first.column, *said)


def _same_setting(text: str, name: str) -> bool:
    found = setting_called(text) if text else None
    if found is None or found.name != EXCHANGE_RATE:
        return found is not None and found.name == name
    return key(text[len(EXCHANGE_RATE.strip()) :]) == key(name[len(EXCHANGE_RATE.strip()) :])


def _column_name(leaf: Leaf, asked: Asked) -> str:
    """The column that is meant, as the sheet spells it; one that is not there may be added. Raises WrongError."""
    sheet, cell = leaf.sheet, asked.column
    if cell is None:
        raise WrongError("Column", f"is blank; name a column of {sheet.name}")
    column = declared(sheet, cell.text)
    if column is not None:
        return column.name
    wanted = quarter_of(cell, leaf.starts_in)
    for name in leaf.columns:
        if key(name) == key(cell.text):
            return name
        header = leaf.rows[leaf.header].get(leaf.columns[name])
        if wanted and header is not None and wanted == quarter_of(header, leaf.starts_in):
            return name
    if sheet.open is not None and sheet.open.opening is not Opening.CAPABILITY:
        new = open_name(sheet, cell, lambda c: quarter_of(c, leaf.starts_in) is not None)
        if new:
            return next((name for name in leaf.columns if key(name) == key(new)), _label(new, cell, leaf))
    names = list(dict.fromkeys([*(column.name for column in sheet.columns), *leaf.columns]))
    hint = suggestion(cell.text, names)
    raise WrongError("Column", f"'{cell.text[:60]}' is no column of {sheet.name}; {hint}use one of: {', '.join(names)}")


def _label(name: str, cell: Cell, leaf: Leaf) -> str:
    quarter = quarter_of(cell, leaf.starts_in) if leaf.sheet is REQUIREMENTS else None
    return name if quarter is None else f"FY{quarter.year} Q{quarter.quarter}"


SHEETS_BY_NAME = {sheet.name: sheet for sheet in CHANGEABLE}
