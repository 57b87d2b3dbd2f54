"""Counts in words."""

from __future__ import annotations

import pytest

from models.words import counted


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (0, "use case", "0 use cases"),
        (1, "use case", "1 use case"),
        (2, "capability", "2 capabilities"),
        (3, "day", "3 days"),
        (1200, "hire", "1,200 hires"),
    ],
)
def test_a_count_agrees_with_its_noun(number: int, noun: str, words: str) -> None:
    assert counted(number, noun) == words
