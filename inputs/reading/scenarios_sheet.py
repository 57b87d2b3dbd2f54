"""The Scenarios sheet: named scenarios, each with its changes and the scenario on which it builds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from inputs.columns import Kind
from inputs.reading.cells import WHAT_WOULD_DO
from inputs.reading.changes import SHEETS_BY_NAME, Asked, Change
from inputs.reading.findings import Reporter
from inputs.reading.grid import Cell
from inputs.reading.names import key, loose, suggestion
from inputs.reading.records import Page, Record
from inputs.sheets import SCENARIOS, SETTINGS_SHEET


@dataclass(eq=False)
class Scenario:
    """One scenario: its own changes in the order of their rows. `base` is the name of another one, or empty."""

    name: str
    base: str = ""
    base_at: Record | None = None
    changes: list[Asked] = field(default_factory=list)


class Scenarios:
    """All scenarios of an input, by the key of their name."""

    def __init__(self, found: dict[str, Scenario]) -> None:
        self._found = found

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(scenario.name for scenario in self._found.values())

    def called(self, name: str) -> Scenario | None:
        return self._found.get(key(name))

    def changes(self, scenario: Scenario) -> list[Asked]:
        """All its changes, those of the scenarios on which it builds first."""
        chain = [scenario]
        while (base := self.called(chain[-1].base)) is not None:
            chain.append(base)
        return [change for one in reversed(chain) for change in one.changes]

    def refuse_unknown(self, name: str, report: Reporter) -> None:
        """Tells that there is no scenario of a name, and which there are."""
        listed = ", ".join(f"'{known}'" for known in self.names)
        hint = suggestion(name, self.names)
        remedy = f"name one of: {listed}" if listed else "the input has none; add a sheet Scenarios"
        report.fault(f"'{name}' is no scenario; {hint}{remedy}")


def scenarios(page: Page) -> Scenarios:
    """The scenarios of the sheet in the order of their first mention; all that is wrong with its rows is told."""
    found: dict[str, Scenario] = {}
    for record in page.rows:
        name = record.text("Scenario")
        if not name:
            continue
        scenario = found.setdefault(key(name), Scenario(name))
        _note_base(scenario, record)
        asked = _asked(record)
        if asked is not None:
            scenario.changes.append(asked)
    _refuse_unknown_bases(found)
    _refuse_circles(found)
    return Scenarios(found)


def _note_base(scenario: Scenario, record: Record) -> None:
    base = record.text("Builds on")
    if not base:
        return
    if scenario.base_at is None:
        scenario.base, scenario.base_at = base, record
    elif key(base) != key(scenario.base):
        record.fault(
            "Builds on",
            f"is '{base}', but {scenario.base_at.ref('Builds on')} says that '{scenario.name}' builds on "
            f"'{scenario.base}'; name one scenario, which may build on others itself",
        )


def _refuse_unknown_bases(found: dict[str, Scenario]) -> None:
    names = [scenario.name for scenario in found.values()]
    for scenario in found.values():
        if scenario.base_at is not None and key(scenario.base) not in found:
            others = [name for name in names if name != scenario.name]
            hint = suggestion(scenario.base, others)
            scenario.base_at.fault(
                "Builds on",
                f"'{scenario.base}' is no scenario; {hint}name one of: {', '.join(others) or 'none there'}; "
                "or clear the cell",
            )
            scenario.base = ""


def _refuse_circles(found: dict[str, Scenario]) -> None:
    """No scenario builds, through others, on itself. Each circle is told at one of its rows, and cut there."""
    for scenario in found.values():
        chain = [scenario]
        while chain[-1].base:
            after = found[key(chain[-1].base)]
            if after is scenario:
                text = " → ".join(one.name for one in (*chain, scenario))
                assert scenario.base_at is not None
                scenario.base_at.fault("Builds on", f"builds on itself: {text}; clear one of these cells")
                scenario.base = ""
                break
            if after in chain:  # a circle that it leads to, told at one of its own rows
                break
            chain.append(after)


def _asked(record: Record) -> Asked | None:
    """The change of a row; None where the row only says on what its scenario builds, or is at fault."""
    cells = {name: record.cell(name) for name in ("Sheet", "Row", "Column", "Value")}
    if not any(cells.values()):
        return None
    sheet = SHEETS_BY_NAME.get(record.text("Sheet"))
    needed = [name for name in cells if name != "Column" or sheet is not SETTINGS_SHEET]
    for name in needed:
        if cells[name] is None:
            record.fault(name, f"'{name}' is blank; enter {_what(name)}")
    row, column, value = cells["Row"], cells["Column"], cells["Value"]
    for name in ("Row", "Column"):
        cell = cells[name]
        if cell is not None and cell.trouble:
            record.get(name)
    if sheet is None or row is None or value is None or record.bad & set(cells):
        return None
    return Asked(sheet, row, column, value, record.fault, record.habits.decimal_mark)


def _what(name: str) -> str:
    if name == "Value":
        return WHAT_WOULD_DO[Kind.CHANGE]
    meaning = SCENARIOS.column(name).meaning
    return f"{meaning[0].lower()}{meaning[1:]}".rstrip(".")


def given(changes: Sequence[Change], report: Reporter) -> list[Asked]:
    """The changes that a caller passes, which are told by what was passed."""
    return [asked for change in changes if (asked := _given(change, report))]


def _given(change: Change, report: Reporter) -> Asked | None:
    def tell(column: str, message: str) -> None:
        report.fault(f"the change '{change}': {column} {message}")

    sheet = next((s for name, s in SHEETS_BY_NAME.items() if loose(name) == loose(change.sheet)), None)
    if sheet is None:
        hint = suggestion(change.sheet, SHEETS_BY_NAME)
        tell("Sheet", f"'{change.sheet}' is none of the choices; {hint}use one of: {', '.join(SHEETS_BY_NAME)}")
        return None
    value = Cell(0, 0, change.value)
    for name, text in (("Row", change.row), ("Value", value.text)):
        if not text.strip():
            tell(name, f"is blank; enter {_what(name)}")
            return None
    column = Cell(0, 0, change.column) if change.column.strip() else None
    return Asked(sheet, Cell(0, 0, change.row), column, value, tell, "." if isinstance(change.value, str) else "")


def at_origin(asked: Asked, place: str, message: str) -> None:
    """Tells a fault that a change causes somewhere at the change itself."""
    asked.tell("Value", f"leads to a fault at {place}: {message}")
