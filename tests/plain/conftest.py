"""One HiGHS for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.plain.highs import Highs


@pytest.fixture(scope="module")
def highs() -> Iterator[Highs]:
    with Highs() as solver:
        yield solver
