"""Assess: today's team, what one head more or fewer of each job would change, what it lacks by quarter; its rules."""

from __future__ import annotations

from xlsxwriter.chart import Chart

from models.assessment import Assessment, CapabilityGap
from models.plan import RuleCheck, Series
from outputs.rows.assess import JobRow, assess_sentences, job_rows, rule_words, short_of
from outputs.rows.whatif import FOUND, EffectRow
from outputs.workbook.cells import FIRST, TOTAL, Cell, Gap, Heading, Ink, Item, Part, Row, Sheet, Table
from outputs.workbook.charts import FONT, Canvas
from outputs.workbook.explain import left_out, lines_of, noted
from outputs.workbook.layout import letters
from outputs.workbook.parts import formula, text

NAME = "Assess"
CHART_ROWS = 17
REQUIRED, GIVEN = "#C55A11", "#5B9BD5"
HUNDREDTHS = 100


def sheet(assessment: Assessment) -> Sheet:
    return Sheet(
        NAME,
        "Today's team against the portfolio",
        "One head more or fewer of each job was solved for, while all other jobs are hired as the plan would; "
        "quarter 1 stands in column G.",
        (
            Heading("In short"),
            lines_of(assess_sentences(assessment)),
            *_jobs(assessment),
            *_capabilities(assessment),
            *_rules(assessment),
            *_titles(assessment),
            *left_out(assessment.left_out),
        ),
        widths=(30, 10, 30, 8, 12, *(9,) * max(len(JOBS) - FIRST + 1, assessment.base.problem.quarters + 1)),
        most=(40, 16, 40, 12),
        part=Part.ANSWER,
        time=False,
    )


# -- jobs

JOBS = (
    *("Job", "Gap", "Note", "Heads today", "Pay of one more"),
    *("One more: use cases", f"One more: quarters sooner ({FOUND})", "One more: value", "One more: cost besides pay"),
    *("One fewer: use cases", f"One fewer: quarters later ({FOUND})", "One fewer: value", "One fewer: cost"),
)


def _jobs(assessment: Assessment) -> list[Item]:
    rows = job_rows(assessment)
    if not rows:
        return []
    note = "blocking: a head changes what is in production, or when; useful: value or money; idle: nothing"
    return [
        Heading("What one head is worth", note),
        Table(JOBS, tuple(_job(n, row) for n, row in enumerate(rows)), filters=True),
    ]


def _job(n: int, row: JobRow) -> Row:
    return Row(
        f"assess.job.{n}",
        (
            text(row.job),
            Cell(row.gap, style="gap"),
            text(row.note),
            *(noted(row.heads, "heads"), noted(row.pay, "money")),
            *_worth(row.more, sooner=True),
            *_worth(row.fewer, sooner=False),
        ),
    )


def _worth(row: EffectRow, *, sooner: bool) -> tuple[Cell, ...]:
    quarters = row.first if row.first is None or not sooner else -row.first
    return (
        noted(row.use_cases, "use cases"),
        noted(quarters, "count"),
        noted(row.value, "money"),
        noted(row.cost, "money"),
    )


# -- capabilities


def _capabilities(assessment: Assessment) -> list[Item]:
    found = assessment.capabilities
    if not found:
        return []
    labels = tuple(assessment.base.problem.calendar.labels())
    required = [(gap.capability, gap.required) for gap in found]
    given = [(gap.capability, gap.given) for gap in found]
    return [
        Heading(
            "Required against given", "FTE-quarters over the horizon: the plan's use cases, and today's team alone"
        ),
        Gap(CHART_ROWS),
        Heading("Required", "by the use cases of the plan, FTE"),
        _block("required", labels, [_stored("required", n, *one) for n, one in enumerate(required)]),
        Heading("Given", "the most that today's team covers of all of it together, FTE"),
        _block("given", labels, [_stored("given", n, *one) for n, one in enumerate(given)]),
        Heading("Short", "required less given, FTE"),
        _block("short", labels, [_short(n, gap) for n, gap in enumerate(found)]),
    ]


def _block(key: str, labels: tuple[str, ...], rows: list[Row]) -> Table:
    return Table(("Capability", "", "", "Unit", "Sum", "", *labels), tuple(rows))


def _stored(key: str, n: int, capability: str, series: Series) -> Row:
    return _line(f"assess.{key}.{n}", capability, [noted_fte(hundredths) for hundredths in series], series)


def noted_fte(hundredths: int) -> Cell:
    return Cell(hundredths / HUNDREDTHS, unit="FTE", ink=Ink.NOTED)


def _short(n: int, gap: CapabilityGap) -> Row:
    short = short_of(gap)
    cells = [
        formula(lacking / HUNDREDTHS, f"=MAX(0,{{assess.required.{n}|{column}}}-{{assess.given.{n}|{column}}})", "FTE")
        for lacking, column in zip(short, map(letters, range(FIRST, FIRST + len(short))), strict=True)
    ]
    return _line(f"assess.short.{n}", gap.capability, cells, short)


def _line(key: str, capability: str, cells: list[Cell], series: Series) -> Row:
    total = formula(sum(series) / HUNDREDTHS, f"=SUM({{{key}|row}})", "FTE", bold=True)
    return Row(key, (text(capability), text(""), text(""), text("FTE"), total, text(""), *cells))


class AssessCharts(Canvas):
    """The chart of what is required against what is given."""

    def made(self, assessment: Assessment) -> list[Chart]:
        """None where nothing is required."""
        if not assessment.capabilities:
            return []
        chart = self.chart("column", "Required against given by today's team", "FTE-quarters", "#,##0.0")
        chart.set_x_axis({"num_font": FONT})
        for key, name, fill in (("required", "Required", REQUIRED), ("given", "Given", GIVEN)):
            there, first = self.places.rows[f"assess.{key}.0"]
            last = first + len(assessment.capabilities) - 1
            chart.add_series(
                {
                    "name": name,
                    "categories": [there, first, 0, last, 0],
                    "values": [there, first, TOTAL, last, TOTAL],
                    "fill": {"color": fill},
                    "gap": 60,
                }
            )
        return [chart]


# -- rules and titles

RULES = ("Rule", "State", "Kind and mode", "Left", "", "Limit", "Slack")


def _rules(assessment: Assessment) -> list[Item]:
    if not assessment.rules:
        return []
    rows = tuple(_rule(check) for check in assessment.rules)
    return [Heading("Rules today", "in quarter 1, if nothing is decided"), Table(RULES, rows)]


def _rule(check: RuleCheck) -> Row:
    numbers = (check.left, check.limit, check.slack)
    left, limit, slack = (Cell(_whole(number), unit="number", ink=Ink.NOTED) for number in numbers)
    return Row(
        "",
        (
            *(text(check.rule), Cell(str(check.state), style="state"), text(rule_words(check))),
            *(left, text(check.relation), limit, slack),
        ),
    )


def _whole(number: float | None) -> float | int | None:
    return int(number) if number is not None and number == int(number) else number


def _titles(assessment: Assessment) -> list[Item]:
    if not assessment.idle_titles:
        return []
    note = "nothing in the portfolio asks for the skills of these titles"
    return [Heading("Titles without demand", note), lines_of(assessment.idle_titles)]
