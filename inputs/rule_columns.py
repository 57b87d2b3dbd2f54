"""Which columns of the Rules sheet each kind of rule uses. A column that the kind does not use must be blank."""

from __future__ import annotations

from dataclasses import dataclass

from models.problem import Employment
from models.rules import Flag, Mode, When


@dataclass(frozen=True)
class KindColumns:
    """The columns a kind needs, those it may have, and what the kind says, for the reference."""

    needs: tuple[str, ...]
    may: tuple[str, ...]
    meaning: str


COMMON = ("Rule", "Kind", "Mode", "Source")
"""Columns that every row has."""

RULE_KINDS: dict[str, KindColumns] = {
    "team-first": KindColumns(
        ("Acts on", "Against"),
        ("Least",),
        "Acts on starts only once Least (1) heads of Against are in seat, in one quarter for all rows of the rule.",
    ),
    "present": KindColumns(
        ("Acts on", "Against"), ("Least",), "Acts on starts only in a quarter with Least (1) heads of Against in seat."
    ),
    "ratio": KindColumns(
        ("Acts on", "Against", "Most"),
        ("Free", "When"),
        "At most Most heads of Acts on per head of Against, Free of them in any case; always, or at starts only.",
    ),
    "ratio-low": KindColumns(
        ("Acts on", "Against", "Least"),
        ("Free",),
        "At least Least heads of Acts on per head of Against, once there are more than Free of Acts on.",
    ),
    "gate": KindColumns(("Acts on", "Least"), (), "Acts on starts only once Least use cases are live."),
    "deadline": KindColumns(
        ("Against", "Free"), (), "Beyond the first Free, a use case goes live only with somebody of Against in seat."
    ),
    "rework": KindColumns(
        ("Against", "FTE", "Capability"),
        ("Free",),
        "The n-th go-live beyond Free with nobody of Against in seat needs n x FTE more of Capability.",
    ),
    "per-active": KindColumns(
        ("FTE", "Capability"), ("Free",), "Each use case building or live beyond Free needs FTE of Capability."
    ),
    "cap": KindColumns(
        ("Acts on", "Most"),
        ("Condition",),
        "At most Most heads of Acts on where some start; with a Condition, Most per use case that carries the flag.",
    ),
    "condition": KindColumns(
        ("Acts on", "Condition"), (), "Acts on starts only if the settings and the portfolio meet the Condition."
    ),
    "milestone": KindColumns(
        ("Against", "Most"),
        ("Least",),
        "Most quarters after the team of the rule named in Against is complete, Least (1) use cases are live.",
    ),
}

KINDS: tuple[str, ...] = tuple(RULE_KINDS)
MODES: tuple[str, ...] = tuple(Mode)
WHENS: tuple[str, ...] = tuple(When)

CAP_CONDITIONS: dict[str, Flag] = {
    "per novel research use case": Flag.NOVEL_RESEARCH,
    "per high-stakes generative use case": Flag.HIGH_STAKES_GENERATIVE,
    **{flag.value: flag for flag in Flag},
}
"""What the Condition of a cap may say."""

CONDITION_TERMS: tuple[str, ...] = ("board-level priority", "business units >= 2", "budget >= 10000000")
"""Examples of what the Condition of a condition may say, joined by ';'."""

SELECTORS: tuple[str, ...] = ("role", "level", "family", "location", "employment", "wave")
"""What a condition of a group may name before a colon."""

EVERYONE, EVERYONE_ELSE = "everyone", "everyone else"

BARE_WORDS: tuple[str, ...] = tuple(Employment)
"""Words of a group that are known whatever the Roles sheet holds, besides the families and waves."""
