"""A returned plan, judged: what was edited, what it breaks and costs, and how that differs from what was solved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.errors import Fault, InputError
from models.judge import judge
from models.plan import Result, Verdict
from outputs.record import restored
from outputs.rows.facts import facts_of
from outputs.source import Source
from outputs.verification.decisions import Decisions, Edit
from outputs.verification.deviations import notices
from outputs.verification.returned import Returned
from outputs.workbook import by_quarter, record


@dataclass(frozen=True)
class Verification:
    """The judge's word on a plan workbook. Nothing in it comes from the solver but the plan as it was solved."""

    solved: Result
    """the result that was written, judged again"""
    source: Source
    """its input"""
    verdict: Verdict
    """on the plan as it now stands"""
    now: Result
    """that plan with its accounts; its levels are those of the solved one"""
    edits: tuple[Edit, ...]
    notices: tuple[Fault, ...]
    """what in the workbook does not follow from the plan and the inputs"""

    @property
    def holds(self) -> bool:
        return self.verdict.accepted


def verified(file: str, sheets: Returned, version: str) -> Verification:
    """Judge the plan in the cells of a workbook; `version` is that of hireplan today.

    Raises InputError, naming every cell that cannot be read.
    """
    solved, source = _restored(file, sheets)
    decisions = Decisions(facts_of(solved), file)
    plan = decisions.read(sheets)
    verdict = judge(solved.problem, plan)
    now = replace(solved, plan=plan, accounts=verdict.accounts)
    if source.version != version:
        found = [Fault(file, "", "", OLDER.format(source.version))]
    elif file.lower().endswith(".xls"):
        found = [Fault(file, "", "", OLD_FORMAT)]
    else:
        edited_from = facts_of(solved) if decisions.edits else None
        found = notices(facts_of(now, edited_from), source, sheets, file)
        found = [*(Fault(file, name, "", SORTED) for name in decisions.sorted_sheets), *found]
    return Verification(solved, source, verdict, now, tuple(decisions.edits), tuple(found))


OLDER = (
    "was written by hireplan {}, which laid out its sheets in its own way: the plan is judged, but whether inputs or "
    "formulas were changed is not told"
)


OLD_FORMAT = (
    "is in the old format .xls, which does not keep what formulas say in words: the plan is judged, but whether inputs "
    "or formulas were changed is not told; save it as .xlsx"
)

SORTED = (
    "its rows have been sorted: the plan is judged by the labels, but the formulas of the other sheets go by place, so "
    "that they show another plan; sort them back"
)

SEVERAL = "compares several plans; verify the workbook of one plan"


def _restored(file: str, sheets: Returned) -> tuple[Result, Source]:
    """What the Record sheet keeps."""
    if record.NAME not in sheets:
        if by_quarter.NAME in sheets:  # an input workbook has a sheet Scenarios too
            raise InputError([Fault(file, "", "", SEVERAL)])
        names = ", ".join(f"'{name}'" for name in sheets) or "none"
        message = f"the sheet is missing, so this is no plan that hireplan wrote; found the sheets {names}"
        raise InputError([Fault(file, record.NAME, "", message)])
    try:
        return restored(record.kept_in(_rows(sheets)))
    except record.RecordError as error:
        raise InputError([Fault(file, record.NAME, "", str(error))]) from None
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    ):  # sealed, and yet not what this version keeps
        raise InputError([Fault(file, record.NAME, "", record.OTHER_VERSION)]) from None


def _rows(sheets: Returned) -> Iterator[tuple[str, str, str]]:
    """Part, ID and JSON of the rows below the header."""
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(sheets[record.NAME].items()):
        by_row.setdefault(row, {})[column] = str(cell.value)
    below = False
    for texts in by_row.values():
        if below:
            yield texts.get(0, ""), texts.get(1, ""), texts.get(2, "")
        below = below or tuple(texts.values()) == record.HEADERS
