"""The Use-case types sheet: what a use case of each type needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from inputs import catalogue
from inputs.columns import Kind
from inputs.reading.context import Context, refuse_other_currencies
from inputs.reading.findings import Reporter
from inputs.reading.names import key, spelled, suggestion
from inputs.reading.records import Page, Record
from inputs.reading.roles import Skills
from inputs.sheets import MONEY_ROW
from models.problem import UseCaseType


@dataclass
class Draft:
    """A type while its rows are gathered. Cells by build quarter, from 1."""

    name: str
    first: Record
    build: dict[str, dict[int, int]] = field(default_factory=dict)
    run: dict[str, int] = field(default_factory=dict)
    money: dict[int, int] = field(default_factory=dict)
    money_run: int = 0
    refs: dict[str, str] = field(default_factory=dict)


def types(page: Page, skills: Skills, context: Context) -> tuple[UseCaseType, ...]:
    """The types of the sheet, or of the example catalogue where there is none."""
    if not page.rows or (page.table is not None and page.table.grid.stands_in):
        page.report.notice("there are no types of use case; the example catalogue's small, medium and large are used")
    if not page.rows:
        return tuple(_examples(skills, page.report))
    drafts: dict[str, Draft] = {}
    for record in page.rows:
        refuse_other_currencies(record, context)
        _gather(record, drafts, skills)
    return tuple(_built(draft) for draft in drafts.values())


def _examples(skills: Skills, report: Reporter) -> Iterable[UseCaseType]:
    """The catalogue's types, in the user's spelling of the capabilities."""
    spelling = spelled(skills.capabilities)
    for example in catalogue.TYPES:
        missing = [name for name in dict.fromkeys([*example.build, *example.run]) if key(name) not in spelling]
        if missing:
            report.fault(
                f"there are no types of use case, and the example catalogue's '{example.name}' needs "
                f"{', '.join(missing)}, which the Skills sheet does not have; add a Use-case types sheet"
            )
            continue
        length = max(len(cells) for cells in example.build.values())
        yield UseCaseType(
            name=example.name,
            build={spelling[key(name)]: cells for name, cells in example.build.items()},
            run={spelling[key(name)]: fte for name, fte in example.run.items()},
            build_quarters=length,
        )


def _gather(record: Record, drafts: dict[str, Draft], skills: Skills) -> None:
    name, capability = record.text("Type"), record.text("Capability")
    if not name:
        return
    draft = drafts.setdefault(key(name), Draft(name, record))
    money = key(capability) == key(MONEY_ROW)
    cells = _cells(record, Kind.MONEY if money else Kind.FTE)
    run = record.whole("Run", Kind.MONEY if money else Kind.FTE) or 0
    if key(capability) in draft.refs:
        where = draft.refs[key(capability)]
        record.fault("Capability", f"is there twice for the type '{draft.name}', also in {where}; remove one")
        return
    draft.refs[key(capability)] = record.ref("Capability")
    if money:
        draft.money, draft.money_run = cells, run
    elif capability:
        known = capability_named(record, "Capability", capability, skills.capabilities)
        draft.build[known], draft.run[known] = cells, run


def capability_named(record: Record, column: str, name: str, capabilities: Sequence[str]) -> str:
    """The capability of that name as the Skills sheet spells it; an unknown one is told."""
    found = spelled(capabilities).get(key(name))
    if found is None:
        hint = suggestion(name, capabilities)
        record.fault(
            column,
            f"'{name}' is no capability of the Skills sheet; {hint}use {', '.join(capabilities) or 'none'}, "
            "or add a column for it there",
        )
    return found or name


def _cells(record: Record, kind: Kind) -> dict[int, int]:
    """The cells that are filled in, by build quarter."""
    opened = record.table.sheet.open
    prefix = opened.prefix if opened else ""
    found = {int(name[len(prefix) :]): record.whole(name, kind) for name in record.table.open}
    return {number: value for number, value in found.items() if value is not None}


def _built(draft: Draft) -> UseCaseType:
    length = max((number for cells in draft.build.values() for number in cells), default=0)
    if not length:
        draft.first.fault("Type", f"the type '{draft.name}' has no build quarter; fill in FTE under Q1, Q2 …")
        length = 1  # use cases may still name the type
    if max(draft.money, default=0) > length:
        draft.first.report.fault(
            f"has money in Q{max(draft.money)}, after the type's {length} build quarters; move it, or put it under Run",
            draft.refs[key(MONEY_ROW)],
        )
        draft.money = {}
    return UseCaseType(
        name=draft.name,
        build={c: tuple(cells.get(n, 0) for n in range(1, length + 1)) for c, cells in draft.build.items()},
        run={capability: fte for capability, fte in draft.run.items() if fte},
        build_cost=tuple(draft.money.get(n, 0) for n in range(1, max(draft.money, default=0) + 1)),
        run_cost=draft.money_run,
        build_quarters=length,
    )
