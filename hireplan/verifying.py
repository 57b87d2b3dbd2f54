"""A plan workbook read back and judged: the reader's cells handed to those who know how the sheets are laid out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hireplan.version import __version__

if TYPE_CHECKING:
    from inputs import Book
    from outputs.verification import Returned, Verification


def verify(path: str | Path) -> Verification:
    """Judge the plan in a workbook that `solve` wrote, also one that was edited since, without the solver.

    Raises InputError with every fault at once: no such file, no plan in it, cells that cannot be read.
    """
    import inputs
    from outputs.verification import verified

    book = inputs.open_workbook(Path(path))
    return verified(book.file, returned(book), __version__)


def returned(book: Book) -> Returned:
    """The cells of an opened workbook."""
    from inputs import UNCALCULATED
    from outputs.verification import ReturnedCell

    return {
        grid.name: {
            (cell.row - 1, cell.column - 1): ReturnedCell(cell.value, cell.trouble, cell.trouble == UNCALCULATED)
            for cell in grid.cells()
        }
        for grid in book.grids
    }
