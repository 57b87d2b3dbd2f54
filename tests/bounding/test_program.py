"""What multipliers prove is true, whatever they are: held against every point of small programs."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from tests.bounding.programs import Small, small

LARGE = 10**7


def multipliers(seed: int, rows: int, scale: float = 1.0) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    drawn = random.Random(seed)
    return np.array([scale * drawn.choice((0.0, drawn.random(), drawn.random() * 100, -1.0)) for _ in range(rows)])


@pytest.mark.parametrize("size", [1, LARGE])
def test_no_point_costs_less_than_the_bound(size: int) -> None:
    above = 0
    for seed in range(200):
        given = small(seed, size)
        program = given.program
        proof = program.lagrangian(multipliers(seed, len(given.rows)), program.low, program.high)
        least = given.least()
        assert least is None or proof.bound <= least
        above += proof.bound > sum(min(c * b for b in given.bounds[v]) for v, c in given.cost.items())
    assert above > 10, "multipliers that prove nothing beyond the box test nothing"


def test_a_value_above_nothing_without_costs_proves_that_there_is_no_point() -> None:
    proven = 0
    for seed in range(300):
        given = small(seed)
        program = given.program
        for attempt in range(5):
            weights = multipliers(seed * 5 + attempt, len(given.rows))
            if program.lagrangian(weights, program.low, program.high, costs=False).value > 0:
                assert given.least() is None
                proven += 1
    assert proven > 10


def test_what_costs_less_than_the_best_stays_within_the_smaller_box() -> None:
    narrowed = 0
    for seed in range(200):
        given = small(seed)
        program = given.program
        proof = program.lagrangian(multipliers(seed, len(given.rows)), program.low, program.high)
        for best in {given.costs(point) for point in given.points()}:
            if proof.bound >= best:
                continue
            low, high = proof.cheaper_than(best)
            cheaper = [point for point in given.points() if given.costs(point) < best]
            assert all((low <= point).all() and (point <= high).all() for point in cheaper)
            narrowed += bool((low > program.low).any() or (high < program.high).any())
    assert narrowed > 25


@pytest.mark.parametrize("scale", [1.0, 1e-7, 1e7])
def test_the_value_is_the_lagrangian_of_the_rounded_multipliers_to_the_last_unit(scale: float) -> None:
    """Recomputed in fractions: nothing is lost to the size of a word."""
    for seed in range(200):
        given = small(seed, LARGE)
        program = given.program
        weights = multipliers(seed, len(given.rows), scale)
        proof = program.lagrangian(weights, program.low, program.high)
        assert exact(given, weights, proof.bits) == Fraction(proof.value, 2**proof.bits)


def exact(given: Small, weights: np.ndarray[tuple[int], np.dtype[np.float64]], bits: int) -> Fraction:
    """The least of cost x + weights (rows x - limits) over the box."""
    whole = [Fraction(round(Fraction(max(0.0, float(w))) * 2**bits), 2**bits) for w in weights]
    total = -sum((w * limit for w, (_, limit) in zip(whole, given.rows, strict=True)), Fraction())
    for v, (low, high) in enumerate(given.bounds):
        each = given.cost.get(v, 0) + sum(w * terms.get(v, 0) for w, (terms, _) in zip(whole, given.rows, strict=True))
        total += min(each * low, each * high)
    return total


def test_multipliers_too_large_for_a_word_prove_what_the_box_does() -> None:
    program = small(3, LARGE).program
    proof = program.lagrangian(np.full(len(program.limits), 1e30), program.low, program.high)
    box = program.lagrangian(np.zeros(len(program.limits)), program.low, program.high)
    assert proof.bound == box.bound
