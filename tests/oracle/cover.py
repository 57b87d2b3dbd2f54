"""The division of people's time in one quarter: the least demand left uncovered, by trying every division."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Supply = tuple[int, ...]
Split = tuple[int, ...]
Abroad = tuple[tuple[int, ...], int]
"""Numbers of capabilities, and the hundredths of an FTE that they may get together."""


def least_uncovered(
    time: Sequence[int],
    skills: Sequence[Sequence[int]],
    demand: Sequence[int],
    idle: Sequence[int],
    grain: int,
    abroad: Sequence[Abroad] = (),
) -> tuple[int, tuple[Split, ...]] | None:
    """The least total left uncovered (hundredths of an FTE) and a division of time for it; None: there is none.

    time: by profile, hundredths of an FTE; skills: by profile and capability, per cent; demand and idle demand: by
    capability, hundredths of an FTE; grain: hundredths of an FTE. A division: by profile and capability, hundredths.
    abroad: by profile, the capabilities that together get so many hundredths at most; empty: no such limits.
    """
    enough = tuple(100 * d for d in demand)
    reached: dict[Supply, tuple[Split, ...]] = {(0,) * len(demand): ()}
    for available, skill, limit in zip(time, skills, abroad or [((), 0)] * len(time), strict=True):
        useful = [c for c, need in enumerate(demand) if skill[c] > 0 and need > 0]
        splits = [_spread(split, useful, len(demand), grain) for split in _splits(available // grain, len(useful))]
        if any(sum(split[c] for c in limit[0]) > limit[1] for split in splits):  # then some of the time may lie idle
            some = (split[:-1] for split in _splits(available // grain, len(useful) + 1))
            splits = [_spread(split, useful, len(demand), grain) for split in some]
            splits = [split for split in splits if sum(split[c] for c in limit[0]) <= limit[1]]
        added = [tuple(x * s for x, s in zip(split, skill, strict=True)) for split in splits]
        following: dict[Supply, tuple[Split, ...]] = {}
        for supply, chosen in reached.items():
            for split, more in zip(splits, added, strict=True):
                now = tuple(min(a + b, c) for a, b, c in zip(supply, more, enough, strict=True))
                following.setdefault(now, (*chosen, split))
        reached = _undominated(following)
    covered = ((uncovered(supply, demand), chosen) for supply, chosen in reached.items())
    allowed = [(sum(u), c) for u, c in covered if all(a <= b for a, b in zip(u, idle, strict=True))]
    return min(allowed, default=None)


def uncovered(supply: Sequence[int], demand: Sequence[int]) -> list[int]:
    """The least whole hundredths u with supply >= 100 x (demand - u), by capability; supply in 10^-4 FTE."""
    return [max(0, d - s // 100) for s, d in zip(supply, demand, strict=True)]


def _splits(units: int, parts: int) -> Iterator[Split]:
    """Every way to share out all units; time beyond what is asked for does no harm."""
    if parts == 0:
        yield ()
    elif parts == 1:
        yield (units,)
    else:
        for first in range(units + 1):
            yield from ((first, *rest) for rest in _splits(units - first, parts - 1))


def _spread(split: Split, useful: list[int], capabilities: int, grain: int) -> Split:
    """A split among the useful capabilities as hundredths of an FTE for every capability."""
    row = [0] * capabilities
    for capability, units in zip(useful, split, strict=True):
        row[capability] = units * grain
    return tuple(row)


def _undominated(reached: dict[Supply, tuple[Split, ...]]) -> dict[Supply, tuple[Split, ...]]:
    """Only those that no other equals or exceeds in every capability."""
    kept: list[Supply] = []
    for supply in sorted(reached, reverse=True):
        if not any(all(a >= b for a, b in zip(better, supply, strict=True)) for better in kept):
            kept.append(supply)
    return {supply: reached[supply] for supply in kept}
