"""The plan as it now stands in a workbook: the yellow cells, read strictly, every fault at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from models.errors import Fault, InputError
from models.plan import Plan, Series
from outputs.rows.facts import Facts
from outputs.verification.returned import Returned, ReturnedCell, ReturnedSheet, address, by_section, plain
from outputs.workbook import capacity, hiring, roadmap
from outputs.workbook.cells import Ink, Line, Sheet

EXACT = 1e-6
"""How far a number may be from what can be planned and still mean it: the last bits of a fraction."""


@dataclass(frozen=True)
class Edit:
    """One decision that is not as it was solved; numbers in the unit of its line: people, units, FTE."""

    sheet: str
    cell: str
    what: str
    quarter: str
    was: float
    now: float


@dataclass
class Decisions:
    """The decisions of a workbook, gathered line by line."""

    facts: Facts
    file: str
    hires: dict[str, Series] = field(default_factory=dict)
    starts: dict[str, Series] = field(default_factory=dict)
    allotment: dict[str, dict[str, Series]] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    sorted_sheets: list[str] = field(default_factory=list)
    """on which the lines of decisions stand in another order than hireplan had written"""

    def read(self, returned: Returned) -> Plan:
        """The plan. Raises InputError with every cell that cannot be read, and every line that is not there."""
        plan = self.facts.plan
        self.hires, self.starts = dict(plan.hires), dict(plan.starts)
        self.allotment = {profile: dict(shares) for profile, shares in plan.allotment.items()}
        for module in (hiring, roadmap, capacity):
            self._sheet(module.sheet(self.facts), returned)
        if self.faults:
            raise InputError(self.faults)
        return Plan(hires=self.hires, starts=self.starts, allotment=self.allotment)

    def _fault(self, sheet: str, cell: str, message: str) -> None:
        self.faults.append(Fault(self.file, sheet, cell, message))

    def _sheet(self, spec: Sheet, returned: Returned) -> None:
        if spec.name not in returned:
            self._fault(spec.name, "", "the sheet is missing; take it from the plan as hireplan wrote it")
            return
        sheet = ReturnedSheet(spec, self.facts.labels, returned[spec.name])
        if not sheet.columns:
            message = f"no row holds all quarters, {self.facts.labels[0]} to {self.facts.labels[-1]}; put them back"
            self._fault(spec.name, "", message)
            return
        chosen = [
            (section, item)
            for section, item in by_section(spec)
            if isinstance(item, Line) and item.ink is Ink.CHOICE and not item.formula
        ]
        rows = [row for section, line in chosen if (row := self._line(sheet, section, line)) is not None]
        for section in dict.fromkeys(section for section, _ in chosen):
            self._refuse_strangers(sheet, section, rows)
        if rows != sorted(rows):
            self.sorted_sheets.append(spec.name)

    def _refuse_strangers(self, sheet: ReturnedSheet, section: str, decisions: list[int]) -> None:
        """Numbers in a row that names no decision, from the top of a section of decisions to what follows them."""
        last = max(decisions, default=-1)
        for row in sheet.rows_of(section):
            if sheet.is_known(row):
                if row > last:
                    return
                continue
            there = [column for column in sheet.columns.values() if _holds_number(sheet.cells.get((row, column)))]
            if there:
                cell = address(row, there[0])
                self._fault(sheet.spec.name, cell, "holds a number in a row that is none of the plan's; clear the row")

    def _line(self, sheet: ReturnedSheet, section: str, line: Line) -> int | None:
        """Read a line of decisions. Returns the row in which it stands; None where that is told as a fault."""
        where = sheet.places(line.labels, section)
        if len(where) != 1:
            name = ", ".join(filter(None, map(plain, line.labels)))
            rows = " and ".join(str(row + 1) for row in where)
            wrong = f"stands in rows {rows}; keep one of them" if where else "is missing; put it back"
            self._fault(sheet.spec.name, "", f"the row '{name}'{f' under {section!r}' if section else ''} {wrong}")
            return None
        before = [float(value) for value in line.values if isinstance(value, (int, float))]
        now = list(self._numbers(sheet, where[0], line))
        if now != before:
            self._keep(line, now)
            self._note(sheet, where[0], line, before, now)
        return where[0]

    def _numbers(self, sheet: ReturnedSheet, row: int, line: Line) -> Iterator[float]:
        whole = line.unit != "FTE"
        for label in self.facts.labels:
            column = sheet.columns[label]
            number, wrong = _number(sheet.cells.get((row, column)), whole=whole)
            if wrong:
                self._fault(sheet.spec.name, address(row, column), wrong)
            yield number

    def _keep(self, line: Line, now: list[float]) -> None:
        kind, *numbers = line.key.split(".")
        problem = self.facts.problem
        if kind == "hire":
            self.hires[problem.profiles[int(numbers[0])].id] = tuple(map(round, now))
        elif kind == "start":
            self.starts[problem.use_cases[int(numbers[0])].id] = tuple(map(round, now))
        else:
            capability, profile = problem.capabilities[int(numbers[0])], problem.profiles[int(numbers[1])].id
            self.allotment.setdefault(profile, {})[capability] = tuple(round(fte * 100) for fte in now)

    def _note(self, sheet: ReturnedSheet, row: int, line: Line, before: list[float], now: list[float]) -> None:
        what = " ".join(filter(None, (plain(line.labels[1]) or plain(line.labels[0]), *_detail(line))))
        for label, old, new in zip(self.facts.labels, before, now, strict=True):
            if old != new:
                cell = address(row, sheet.columns[label])
                self.edits.append(Edit(sheet.spec.name, cell, what, label, old, new))


def _detail(line: Line) -> Iterator[str]:
    """What is decided, so that a line is known without its sheet."""
    kind = line.key.split(".")[0]
    yield {"hire": "hires", "start": "starts"}.get(kind, plain(line.labels[2]))


def _holds_number(cell: ReturnedCell | None) -> bool:
    return cell is not None and isinstance(cell.value, (int, float)) and cell.value != 0


def _number(cell: ReturnedCell | None, *, whole: bool) -> tuple[float, str]:
    """What a cell says, and what is wrong with it; '' if nothing is. Blank is nothing: 0."""
    if cell is None:
        return 0.0, ""
    if cell.uncalculated:
        return 0.0, f"holds {cell.trouble}; write a number, or open and save the file in Excel or LibreOffice"
    if cell.trouble:
        return 0.0, f"holds the error {cell.trouble}; write a number"
    if isinstance(cell.value, bool) or not isinstance(cell.value, (int, float)):
        return 0.0, f"holds {plain(cell.value)[:40]!r}; write a number"
    step = 1.0 if whole else 0.01
    steps = cell.value / step
    if not -EXACT <= steps < 1e9:
        return 0.0, f"holds {cell.value:g}; write a number from 0 up"
    if abs(steps - round(steps)) > EXACT:
        return 0.0, f"holds {cell.value:g}; write {'a whole number' if whole else 'an FTE in whole hundredths'}"
    return round(steps) * step if whole else round(steps) / 100, ""
