"""Groups of job profiles as the Rules sheet selects them.

Alternatives are separated by ';', conditions within one joined by '&'. A condition is a bare value (a role, level,
family, employment or 'wave 2') or names what it is about: 'role: X', 'level: X', 'location: X'. 'everyone' selects all
profiles, 'everyone else' those that the other group of the row does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from inputs.reading.names import key, suggestion
from inputs.rule_columns import BARE_WORDS, EVERYONE, EVERYONE_ELSE, SELECTORS
from models.problem import Family, Profile
from models.rules import Group

Test = Callable[[Profile], bool]

_WAVE = re.compile(r"^(?:wave )?([123])$")

_OF: dict[str, Callable[[Profile], str]] = {
    "role": lambda profile: profile.role,
    "level": lambda profile: profile.level,
    "family": lambda profile: profile.family,
    "location": lambda profile: profile.location,
    "employment": lambda profile: profile.employment,
    "wave": lambda profile: str(profile.wave),
}


class UnknownError(Exception):
    """A group names something that is not in the workbook: what, and the remedy."""


def is_everyone_else(text: str) -> bool:
    return key(text) == EVERYONE_ELSE


def group(text: str, profiles: Sequence[Profile]) -> Group:
    """The profiles that a text selects, in their order. Raises UnknownError."""
    if key(text) == EVERYONE:
        return Group(text=text, profiles=tuple(profile.id for profile in profiles))
    tests = [_alternative(part, profiles) for part in _split(text, ";", profiles)]
    return Group(text=text, profiles=tuple(p.id for p in profiles if any(test(p) for test in tests)))


def everyone_but(text: str, groups: Iterable[Group], profiles: Sequence[Profile]) -> Group:
    """Everyone whom none of the groups selects."""
    taken = {profile for other in groups for profile in other.profiles}
    return Group(text=text, profiles=tuple(profile.id for profile in profiles if profile.id not in taken))


def _split(text: str, mark: str, profiles: Sequence[Profile]) -> list[str]:
    """The parts of a text; a role's name that holds the mark stays whole."""
    if any(key(profile.role) == key(text) for profile in profiles):
        return [text]
    parts = [part.strip() for part in text.split(mark)]
    if not all(parts):
        raise UnknownError(f"'{text}' has a blank part beside a '{mark}'; remove the '{mark}' or name somebody")
    return parts


def _alternative(text: str, profiles: Sequence[Profile]) -> Test:
    tests = [_condition(part, profiles) for part in _split(text, "&", profiles)]
    return lambda profile: all(test(profile) for test in tests)


def _condition(text: str, profiles: Sequence[Profile]) -> Test:
    selector, colon, value = (part.strip() for part in text.partition(":"))
    if colon and key(selector) in SELECTORS:
        return _selected(key(selector), value, profiles)
    wanted = key(text)
    meanings = [name for name in SELECTORS if name != "location" and wanted in _known(name, profiles, bare=True)]
    if len(meanings) > 1:
        choices = " or ".join(f"'{name}: {text}'" for name in meanings)
        raise UnknownError(f"'{text}' is {' and '.join(f'a {m}' for m in meanings)}; write {choices}")
    if not meanings:
        raise UnknownError(f"'{text}' selects nobody; {_hint(text, profiles)}")
    return _selected(meanings[0], text, profiles)


def _selected(selector: str, value: str, profiles: Sequence[Profile]) -> Test:
    if key(value) not in _known(selector, profiles, bare=False):
        known = sorted({_OF[selector](p) for p in profiles if _OF[selector](p)})
        raise UnknownError(
            f"'{value}' is no {selector} of the Roles sheet; {suggestion(value, known)}"
            f"it has: {', '.join(known) or 'none'}; correct it, or set the mode to off"
        )
    wave = _WAVE.match(key(value))
    wanted = wave[1] if selector == "wave" and wave else key(value)
    return lambda profile: key(_OF[selector](profile)) == wanted


def _known(selector: str, profiles: Sequence[Profile], bare: bool) -> set[str]:
    """The keys of the values that a selector knows; families, waves and employments whether or not anyone has them."""
    known = {key(_OF[selector](profile)) for profile in profiles} - {""}
    if selector == "family":
        return {key(family) for family in Family}
    if selector == "employment":
        return {key(word) for word in BARE_WORDS}
    if selector == "wave":
        return {f"wave {n}" for n in (1, 2, 3)} | (set() if bare else {"1", "2", "3"})
    return known


def _hint(text: str, profiles: Sequence[Profile]) -> str:
    roles = list(dict.fromkeys(profile.role for profile in profiles))
    levels = sorted({profile.level for profile in profiles} - {""})
    guess = suggestion(text, [*roles, *levels, *Family, *BARE_WORDS])
    return (
        f"{guess}name a role or level of the Roles sheet, a family ({', '.join(Family)}), "
        f"{', '.join(BARE_WORDS)}, wave 1 to 3, everyone or everyone else; or set the mode to off"
    )
