"""Counts in words."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """A count with its noun: `1 use case`, `1,200 use cases`, `2 capabilities`."""
    return f"{number:,} {noun if number == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The regular plural of a noun."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"
