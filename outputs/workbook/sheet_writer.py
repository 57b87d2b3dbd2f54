"""One sheet being written: its cells, the widths and heights that they need, its colours by value, its print set-up."""

from __future__ import annotations

from collections import defaultdict

from xlsxwriter.worksheet import Worksheet

from outputs.workbook import styles
from outputs.workbook.cells import Ink, Sheet, Table, Value
from outputs.workbook.layout import TOP, TOP_PLAIN
from outputs.workbook.ruler import ARROW, Fit, Ruler
from outputs.workbook.writer import Book, must

MARGIN = 0.35
"""Inches to the left and right of a printed page."""

A4, A3 = 9, 8
"""Sizes of paper as spreadsheets number them."""

PIXELS_OF_A4 = (11.69 - 2 * MARGIN) * 96
"""Pixels that fit across a page of A4, landscape, at full size."""

SMALLEST = 0.7
"""A page printed smaller than this is printed on larger paper: 9 points become 6."""


class SheetWriter:
    """Writes the cells of a sheet, and measures all that it writes."""

    def __init__(self, book: Book, spec: Sheet, name: str) -> None:
        self.book, self.spec = book, spec
        self.sheet: Worksheet = book.file.add_worksheet(name)
        least = (*spec.widths, spec.wide) if spec.time else spec.widths
        self.ruler = Ruler(least, spec.most)
        self._styled: defaultdict[tuple[str, int, int], list[int]] = defaultdict(list)

    def put(
        self, row: int, column: int, value: Value, look: styles.Look, fit: Fit = Fit.WHOLE, *, arrow: bool = False
    ) -> None:
        """Write a value. `arrow`: a filter's button stands in the cell."""
        if self.ruler.note(row, column, value, look, fit, ARROW if arrow else 0):
            look = look | {"text_wrap": True}
        self.book.put(self.sheet, row, column, value, look)

    def put_formula(
        self, row: int, column: int, formula: str, value: Value, look: styles.Look, fit: Fit = Fit.WHOLE
    ) -> None:
        """Write a formula with its value."""
        if self.ruler.note(row, column, value, look, fit):
            look = look | {"text_wrap": True}
        self.book.put_formula(self.sheet, row, column, formula, value, look)

    def gap(self, column: int, width: float) -> None:
        """Give an empty column a width of its own, in units."""
        self.ruler.fix(column, width)

    def colour(self, style: str, row: int, first: int, last: int) -> None:
        """Let the cells from column `first` to `last` of a row be coloured by what they hold."""
        if style in styles.CONDITIONS:
            self._styled[style, first, last].append(row)
            for word in styles.WORDS.get(style, ()):
                self.ruler.note(row, first, word, styles.number_style("", Ink.TEXT, style=style), Fit.WHOLE)

    def close(self) -> None:
        """Set all that follows from what was written."""
        self._conditions()
        widths = self.ruler.widths()
        for column, pixels in widths.items():
            must(self.sheet.set_column_pixels(column, column, pixels), self.spec.name, column)
        for row, points in self.ruler.heights(widths).items():
            must(self.sheet.set_row(row, points), self.spec.name, row)
        self._set_up(sum(widths.values()))

    def _top(self) -> int:
        """The rows of the header, which stays in sight and is printed on every page: that of a list belongs to it."""
        if self.spec.time:
            return TOP
        first = self.spec.items[0] if self.spec.items else None
        return TOP_PLAIN + int(isinstance(first, Table) and first.filters)

    def _conditions(self) -> None:
        for (style, first, last), rows in self._styled.items():
            for top, bottom in _stretches(rows):
                for condition in styles.CONDITIONS[style]:
                    rule = condition | {"format": self.book.format(condition["format"])}
                    must(self.sheet.conditional_format(top, first, bottom, last, rule), self.spec.name, style)

    def _set_up(self, pixels: int) -> None:
        """Freeze the header, and print one page wide on paper on which it can be read."""
        top = self._top()
        self.sheet.set_row(0, styles.TITLE_HEIGHT)
        self.sheet.hide_gridlines(2)
        self.sheet.set_tab_color(styles.PARTS[self.spec.part])
        self.sheet.freeze_panes(top, 2 if self.spec.time else 0)
        self.sheet.set_landscape()
        self.sheet.set_paper(paper(pixels))
        self.sheet.set_margins(left=MARGIN, right=MARGIN, top=0.5, bottom=0.6)
        self.sheet.fit_to_pages(1, self.spec.pages)
        self.sheet.repeat_rows(0, top - 1)
        self.sheet.set_footer("&L&8&A&C&8&F&R&8Page &P of &N")


def paper(pixels: float) -> int:
    """The paper on which a sheet so wide, printed one page wide, can still be read."""
    return A4 if pixels * SMALLEST <= PIXELS_OF_A4 else A3


def _stretches(rows: list[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring rows, first and last."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
