"""Names: when two are the same, which one was meant, and which cannot be names."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

LONGEST_NAME = 100
LONGEST_TEXT = 2000

_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
"""Scripts with letters that look alike."""


def key(text: str) -> str:
    """Names with the same key are the same name: case, width, outer and repeated blanks do not count."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def loose(text: str) -> str:
    """The key of a sheet's, column's or setting's name: hyphens, underscores and a final colon or star do not count."""
    return " ".join(re.sub(r"[-_‐-―]", " ", key(text)).rstrip(":* ").split())


def suggestion(word: str, options: Iterable[str], longer: bool = False) -> str:
    """'did you mean X? ' where an option is close (with `longer`, or begins with the word), else nothing."""
    by_key = {loose(option): option for option in options}
    close = difflib.get_close_matches(loose(word), by_key, n=1, cutoff=0.7)
    if longer and not close:
        close = [name for name in by_key if name.startswith(loose(word))]
    return f"did you mean '{by_key[close[0]]}'? " if close else ""


def spelled(names: Iterable[str]) -> dict[str, str]:
    """The first spelling of each name, by key."""
    spelling: dict[str, str] = {}
    for name in names:
        spelling.setdefault(key(name), name)
    return spelling


def clean(text: str) -> str:
    """A name without outer and repeated blanks."""
    return " ".join(text.split())


def fault_of_text(text: str, longest: int = LONGEST_TEXT) -> str:
    """Why a text cannot stand in a plan, with the remedy; empty: it can."""
    if len(text) > longest:
        return f"has {len(text)} characters; use {longest} at most"
    for character in text:
        if unicodedata.category(character) == "Cc" and character not in "\n\r\t":
            return f"holds a control character (U+{ord(character):04X}); type the text anew"
    return ""


def fault_of_name(text: str) -> str:
    """Why a text cannot be a name, with the remedy; empty: it can."""
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn"):
            return f"holds an invisible character (U+{ord(character):04X}); type the name anew"
    for word in text.split():
        scripts = sorted(_scripts(word))
        if len(scripts) > 1:
            return f"mixes letters of {' and '.join(scripts)} that look alike in one word; type the name anew"
    return fault_of_text(text, LONGEST_NAME)


def _scripts(word: str) -> set[str]:
    first = (unicodedata.name(c, "").split(" ")[0] for c in word if c.isalpha())
    return {script.capitalize() for script in first if script in _SCRIPTS}
