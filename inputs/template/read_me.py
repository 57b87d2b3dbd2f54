"""The first sheet of the template: what to fill, what is necessary, the colours, what to do next."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from inputs.columns import Sheet
from inputs.sheets import README_SHEET, SHEETS, USE_CASES
from inputs.template.book import Book, done, fit, put
from inputs.worked_examples.example import Example

STEPS = (
    "Fill the sheets from left to right. Point at a header to see what the column means, its unit and its default.",
    "Blue cells are yours. Replace the examples by your own figures; add columns, rows and notes as you like.",
    "A quarter is written FY27 Q1; a date does as well. Money is in whole units, per cent as 15 or 15 %.",
    "Another currency: write the location on Roles, and add a row 'Exchange rate: ' and that location to Settings.",
    "A rule that does not suit you: change its figures, or its Mode (enforce, prefer, report, off), on Rules.",
)
COLOURS = (
    ("needed", "Header", "a column that every row needs"),
    ("optional", "Header", "a column that may stay empty: then its default holds"),
    ("input", "12,000", "a cell to fill: your figure or an example's"),
    ("note", "Text", "explanation; not read"),
)
COMMANDS = (
    ("hireplan check FILE.xlsx", "says how the file is understood, and everything that is wrong, cell by cell"),
    ("hireplan solve FILE.xlsx -o plan.xlsx", "makes the plan and writes it as a workbook"),
)
WIDTHS = (46, 48, 24, 40)
NEEDED_ONE_OF = "or a target in Settings"


class _Page:
    """Writes line after line."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.book, self.sheet, self.row = book, sheet, 0

    def line(self, *cells: tuple[str, str], skip: int = 0) -> None:
        """A line of (text, style) from the first column on, after `skip` empty ones."""
        self.row += skip
        if len(cells) == len(WIDTHS):
            fit(self.sheet, self.row, [(text, width) for (text, _), width in zip(cells, WIDTHS, strict=True)])
        for at, (text, style) in enumerate(cells):
            put(self.sheet, self.row, at, text, self.book.style(style))
        self.row += 1

    def paragraph(self, text: str) -> None:
        """A text over the whole width."""
        done(self.sheet.merge_range(self.row, 0, self.row, 3, text, self.book.style("body")))
        fit(self.sheet, self.row, [(text, sum(WIDTHS))])
        self.row += 1


def write_read_me(book: Book, example: Example) -> None:
    """The Read me sheet."""
    sheet = book.add_sheet(README_SHEET)
    for at, width in enumerate(WIDTHS):
        done(sheet.set_column(at, at, width))
    sheet.fit_to_pages(1, 1)
    page = _Page(book, sheet)
    page.line((f"hireplan input: {example.title}", "title"))
    for paragraph in example.story:
        page.paragraph(paragraph)
    _heading(page, "How to fill it")
    for step in STEPS:
        page.paragraph(step)
    _sheets(page)
    _heading(page, "Colours")
    for style, sample, meaning in COLOURS:
        page.line((sample, style), (meaning, "body"))
    _heading(page, "Then, on the command line")
    for command, meaning in COMMANDS:
        page.line((command, "command"), (meaning, "plain"))


def _heading(page: _Page, *texts: str) -> None:
    page.line(*((text, "heading") for text in (*texts, "", "", "", "")[:4]), skip=1)


def _sheets(page: _Page) -> None:
    """A line for each sheet, with a link to it."""
    _heading(page, "Sheet", "One row is", "Needed", "Left empty")
    for declared in SHEETS:
        at = page.row
        page.line((declared.name, "link"), (declared.row_is, "body"), (_needed(declared), "body"),
                  (declared.absent, "body"))  # fmt: skip
        done(page.sheet.write_url(at, 0, f"internal:'{declared.name}'!A1", page.book.style("link"), declared.name))


def _needed(declared: Sheet) -> str:
    if declared.required:
        return "yes"
    return NEEDED_ONE_OF if declared is USE_CASES else "no"
