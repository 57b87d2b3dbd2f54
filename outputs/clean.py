"""Text as a file can hold it and a reader may see it, whatever the input holds."""

from __future__ import annotations

import re

_NOWHERE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
"""What no XML and no HTML may hold: control characters, halves of characters, what is no character."""

_MISLEADING = "\x80-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""What shows as nothing, or turns the direction of text."""

_UNSTORABLE = re.compile(f"[{_NOWHERE}]")
_ILLEGIBLE = re.compile(f"[{_NOWHERE}{_MISLEADING}]")
_INSTEAD = "\ufffd"


def storable(text: str) -> str:
    """Text for a cell, which may come back: only what no cell can hold is replaced."""
    return _UNSTORABLE.sub(_INSTEAD, text)


def legible(text: str) -> str:
    """Text that is only ever read: what would mislead a reader is replaced as well."""
    return _ILLEGIBLE.sub(_INSTEAD, text)
