"""From a Result to what people read: an Excel workbook, a few lines of text, JSON, tables for notebooks.

`rows` turns a Result into plain figures and knows no file; `workbook` makes sheets of them, `page` one HTML page;
`verification` reads the decisions of an edited workbook and holds its sheets against the figures that follow.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from outputs.assessment_report import assessment_lines, assessment_report
from outputs.comparison_report import comparison_lines, comparison_report
from outputs.explanation_report import explanation_lines, explanation_report
from outputs.frames import frames
from outputs.frontier_report import frontier_lines, frontier_report
from outputs.json_report import report
from outputs.source import Scenario, Source
from outputs.summary import summary_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.assessment import Assessment
    from models.calendar import Calendar
    from models.explanation import Explanation
    from models.frontier import Frontier
    from models.plan import Result

__all__ = [
    "Scenario",
    "Source",
    "assessment_lines",
    "assessment_report",
    "comparison_lines",
    "comparison_report",
    "explanation_lines",
    "explanation_report",
    "frames",
    "frontier_lines",
    "frontier_report",
    "report",
    "summary_lines",
    "write_assessed",
    "write_comparison",
    "write_explained",
    "write_frontier",
    "write_page",
    "write_workbook",
]


def write_workbook(result: Result, path: Path, source: Source) -> None:
    """Write the workbook of a result that holds a plan, whole or not at all; a new file is its owner's only.

    Raises ValueError if the result holds no plan, HireplanError if the file cannot be written.
    """
    from outputs.workbook.book import write  # XlsxWriter takes a while to import

    write(result, path, source)


def write_comparison(scenarios: Sequence[Scenario], path: Path) -> None:
    """Write several results into one workbook, side by side and each with all its sheets, whole or not at all.

    The first is the one that the others are held against. Raises ValueError if none holds a plan, HireplanError if the
    file cannot be written.
    """
    from outputs.workbook.comparison import write  # XlsxWriter takes a while to import

    write(scenarios, path)


def write_frontier(frontier: Frontier, calendar: Calendar, currency: str, source: Source, path: Path) -> None:
    """Write a frontier as a workbook, whole or not at all: its points with their bounds, and a chart.

    Raises HireplanError if the file cannot be written.
    """
    from outputs.workbook.frontier import write  # XlsxWriter takes a while to import

    write(frontier, calendar, currency, source, path)


def write_explained(explanation: Explanation, path: Path, source: Source) -> None:
    """Write an explanation, whole or not at all: the workbook of its plan with a sheet Explain behind the Summary.

    Without a plan the other sheets show the one that gives up least, if there is one, and Explain says so. Raises
    HireplanError if the file cannot be written.
    """
    from outputs.workbook.told import write_with_explanation  # XlsxWriter takes a while to import

    write_with_explanation(explanation, path, source)


def write_assessed(assessment: Assessment, path: Path, source: Source) -> None:
    """Write an assessment, whole or not at all: the workbook of the plan with a sheet Assess behind the Summary.

    Without a plan, Assess and where it comes from. Raises HireplanError if the file cannot be written.
    """
    from outputs.workbook.told import write_with_assessment  # XlsxWriter takes a while to import

    write_with_assessment(assessment, path, source)


def write_page(
    scenarios: Sequence[Scenario],
    path: Path,
    *,
    explanation: Explanation | None = None,
    assessment: Assessment | None = None,
) -> None:
    """Write the first plan as one self-contained HTML page, with the other scenarios beside it, whole or not at all.

    With an explanation or an assessment the page tells it as well, even where there is no plan. All are redacted
    first: nobody's name or own salary stands on it. It has at most 200 KB. Raises ValueError if the first scenario
    holds no plan and there is nothing else to tell, HireplanError if the file cannot be written or would be larger.
    """
    from outputs.page.rendering import write  # Jinja takes a while to import

    write(scenarios, path, explanation, assessment)
