"""A plan of 60 job profiles, 24 quarters and 200 use cases: whole, sound, and open to LibreOffice.

How long it takes to write is printed by the benchmarks, since a clock proves nothing in a test.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from models.plan import Result
from outputs.workbook.cells import FIRST
from tests.outputs.big import big_result
from tests.outputs.books import Reading, differences, places_of, written
from tests.outputs.lint import faults
from tests.outputs.office import by_libreoffice
from tests.outputs.rendering import too_wide


@pytest.fixture(scope="module")
def big() -> Result:
    return big_result()


@pytest.fixture(scope="module")
def book(big: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(big, tmp_path_factory.mktemp("big"))


def test_it_is_as_large_as_it_says(big: Result) -> None:
    problem = big.problem
    assert (len(problem.profiles), problem.quarters, len(problem.use_cases)) == (60, 24, 200)


@pytest.mark.slow
def test_the_workbook_is_whole(big: Result, book: Path) -> None:
    """Every line of every sheet has a number or a word in every quarter, and the figures are those of the accounts."""
    accounts, reading = big.accounts, Reading(book, places_of(big))
    assert accounts is not None
    assert reading.line("cost.all") == list(accounts.cost)
    assert reading.line("prod.all") == list(accounts.live[1:])
    for i, profile in enumerate(big.problem.profiles):
        assert reading.line(f"close.{i}") == list(accounts.heads[profile.id])
    for c, capability in enumerate(big.problem.capabilities):
        assert reading.line(f"demand.{c}") == pytest.approx([d / 100 for d in accounts.demand[capability]])
    requisitions = [key for key in places_of(big).rows if key.startswith("req.")]
    assert len(requisitions) == sum(map(sum, big.plan.hires.values()))  # type: ignore[union-attr]


@pytest.mark.slow
def test_the_workbook_has_no_fault_and_every_cell_fits(book: Path) -> None:
    assert faults(book) == []
    assert too_wide(book) == []


@pytest.mark.slow
def test_libreoffice_opens_it_and_computes_the_same(big: Result, book: Path, tmp_path: Path) -> None:
    """But for what is said of an accepted plan, which this one need not be: no other is ever written."""
    fresh = by_libreoffice(book, tmp_path)
    told = [d for d in differences(book, fresh) if not d.startswith(("Checks!", "Summary!"))]
    assert told == []
    heads = openpyxl.load_workbook(fresh)["Hiring plan"]
    assert [heads.cell(7, FIRST + q).value for q in range(1, 25)] == big.problem.calendar.labels()
