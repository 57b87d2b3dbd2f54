"""Short, readable IDs of job profiles, such as DE-MID or DE-MID-BER-CON; the same whatever the order of the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from inputs.reading.names import key


class Title(NamedTuple):
    """What tells one job profile from another."""

    role: str
    level: str
    location: str
    contractor: bool


_SMALL_WORDS = ("of", "and", "the", "for", "in")


def profile_ids(titles: Sequence[Title]) -> list[str]:
    """An ID for each title, in their order. Where short codes clash, they take more letters; at last, numbers."""
    roles = _codes({title.role for title in titles}, _initials)
    levels = _codes({title.level for title in titles}, _first_letters)
    places = _codes({title.location for title in titles}, _first_letters)
    drafts = {
        title: "-".join(
            part
            for part in (
                roles[title.role],
                levels[title.level],
                places[title.location],
                "CON" if title.contractor else "",
            )
            if part
        )
        for title in titles
    }
    return [_numbered(title, drafts) for title in titles]


def _codes(names: Iterable[str], shorten: Callable[[str, int], str]) -> dict[str, str]:
    """A code for each name; names that would share one take as many more letters as it needs."""
    spellings = sorted(set(names), key=lambda name: (key(name), name))
    groups: dict[str, list[str]] = defaultdict(list)
    for name in spellings:
        groups[shorten(name, 0)].append(name)
    codes: dict[str, str] = {}
    for code, alike in groups.items():
        codes.update(dict.fromkeys(alike, code) if len(alike) == 1 else _longer(alike, shorten))
    return codes


def _longer(alike: list[str], shorten: Callable[[str, int], str]) -> dict[str, str]:
    for more in range(1, 20):
        codes = {name: shorten(name, more) for name in alike}
        if len(set(codes.values())) == len(alike):
            return codes
    return {name: shorten(name, 0) for name in alike}


def _initials(role: str, more: int) -> str:
    """The capitals of words that have several (MLOps: MLO), else first letters; `more` letters of each beyond that."""
    words = ["".join(c for c in word if c.isalnum()) for word in role.replace("-", " ").replace("/", " ").split()]
    words = [word for word in words if word and word.lower() not in _SMALL_WORDS]
    return "".join(_initial(word, more) for word in words) or "X"


def _initial(word: str, more: int) -> str:
    capitals = "".join(c for c in word if c.isupper())
    if len(capitals) > 1 and len(capitals) <= 4:
        return capitals
    return word[: 1 + more].upper()


def _first_letters(name: str, more: int) -> str:
    return "".join(c for c in name if c.isalnum())[: 3 + more].upper()


def _numbered(title: Title, drafts: dict[Title, str]) -> str:
    """The draft, with a number where other titles have the same one, in the order of their names."""
    same = sorted((other for other, draft in drafts.items() if draft == drafts[title]), key=str)
    return drafts[title] if len(same) == 1 else f"{drafts[title]}{same.index(title) + 1}"
