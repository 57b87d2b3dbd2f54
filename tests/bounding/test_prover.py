"""The tree in its process: bounds of small models against enumeration, and what happens when it cannot go on."""

from __future__ import annotations

import random
import sys
import threading
import time
from itertools import product
from math import inf

import pytest

from optimizer import prover
from optimizer.linear import Linear, total
from optimizer.prover import Prover
from optimizer.rows import Rows
from optimizer.search import Limit, Run
from tests.bounding.programs import small

SECONDS = 60.0


def settled(rows: Rows, expression: Linear, best: int | None = None, until: int | None = None) -> int | None:
    """The bound that a tree comes to, once it is as high as `until` or nothing more is told for a while."""
    news = threading.Event()
    with Prover(rows, expression, (), news.set) as tree:
        if best is not None:
            tree.tell(best)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and (until is None or tree.bound is None or tree.bound < until):
            news.wait(1.0)
            news.clear()
        return tree.bound


def model_of(seed: int) -> tuple[Rows, Linear]:
    """A random model in the product's own rows: conditions, a largest, and plain rows."""
    drawn, given, rows = random.Random(seed), small(seed), Rows()
    columns = [rows.integer(low, high, f"x{v}") for v, (low, high) in enumerate(given.bounds)]
    conditions = [rows.literal("a"), rows.literal("b")]
    for number, (terms, limit) in enumerate(given.rows):
        when = [] if number % 2 else [drawn.choice((conditions[0], 1 - conditions[1]))]
        rows.at_most(total(columns[v] * c for v, c in terms.items()), limit, when)
    largest = rows.largest([columns[0], columns[1] + conditions[0] * 2], "largest")
    cost = total(columns[v] * c for v, c in given.cost.items()) + largest * 3 - conditions[0] * 4 + conditions[1] * 5
    return rows, cost * 7 + 2


def least(rows: Rows, expression: Linear) -> int | None:
    run = Run(seed=1, workers=1, stop=threading.Event(), deadline=time.monotonic() + SECONDS)
    outcome = run.minimise(rows, expression, Limit(inf))
    assert outcome.proven or outcome.infeasible
    return None if outcome.infeasible else expression.value(outcome.assignment)


def test_the_bound_of_random_models_ends_at_the_least_there_is() -> None:
    compared = 0
    for seed in range(12):
        rows, cost = model_of(seed)
        if cost.is_constant:
            continue
        best = least(rows, cost)
        if best is not None:
            assert settled(rows, cost, until=best) == best
            compared += 1
    assert compared >= 8


def test_conditions_and_rows_of_the_program_are_those_of_the_model() -> None:
    """Point by point: what the constraint model allows the linear rows allow, with the largest as it is."""
    left_out = 0
    for seed in range(6):
        rows, cost = model_of(seed)
        program, _ = rows.program(cost, ())
        assert len(program.low) == len(rows.variables)
        for point in product(
            *(range(int(low), int(high) + 1) for low, high in zip(program.low, program.high, strict=True))
        ):
            kept = all(
                sum(int(c) * point[v] for c, v in zip(program.coefficients[a:b], program.columns[a:b], strict=True))
                <= limit
                for a, b, limit in zip(program.starts[:-1], program.starts[1:], program.limits, strict=True)
            )
            assert kept or not allowed(rows, point)
            left_out += not kept
    assert left_out > 100, "rows that allow everything are no test"


def allowed(rows: Rows, point: tuple[int, ...]) -> bool:
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.solve(rows.fixed_at(dict(enumerate(point)))) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def test_what_is_told_bounds_the_bound() -> None:
    rows, cost = model_of(1)
    best = least(rows, cost)
    assert best is not None
    assert settled(rows, cost, best=best + 70, until=best) == best
    assert settled(rows, cost, best=best - 70, until=best - 70) == best - 70


@pytest.mark.parametrize(
    "command", [("/nowhere/python",), (sys.executable, "-c", "pass"), (sys.executable, "-c", "print('no pickle')")]
)
def test_where_no_tree_can_grow_nothing_is_proven_and_nothing_fails(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prover, "COMMAND", command)
    rows, cost = model_of(1)
    with Prover(rows, cost, (), lambda: None) as tree:
        tree.tell(10)
        time.sleep(0.5)
        assert tree.bound is None
        assert tree.taken() is None


def test_leaving_ends_the_process() -> None:
    rows, cost = model_of(1)
    with Prover(rows, cost, (), lambda: None) as tree:
        process = tree._process
        assert process.poll() is None
    assert process.poll() is not None
    assert not [thread for thread in tree._threads if thread.is_alive()]


def test_a_relaxed_plan_is_handed_out() -> None:
    rows, cost = model_of(5)
    point, end = None, time.monotonic() + SECONDS
    with Prover(rows, cost, (), lambda: None) as tree:
        while point is None and time.monotonic() < end:
            time.sleep(0.05)
            point = tree.taken()
    assert point is not None
    program, _ = rows.program(cost, ())
    assert len(point) == len(rows.variables)
    assert (program.low - 1e-6 <= point).all()
    assert (point <= program.high + 1e-6).all()


def test_bounds_beyond_four_bytes_are_true() -> None:
    """Fixed money can be far larger than what a plan decides."""
    rows = Rows()
    money = rows.integer(3 * 10**9, 3 * 10**9 + 100, "money")
    hires = [rows.integer(0, 3, f"hires {n}") for n in range(2)]
    rows.at_least(total(hires) * 2, 5)
    rows.equal(money, total(hires) * 10 + 3 * 10**9)
    assert settled(rows, money, best=3 * 10**9 + 80, until=3 * 10**9 + 30) == 3 * 10**9 + 30


def test_a_point_that_is_nearly_whole_does_not_close_its_box() -> None:
    """The relaxed best rounds to (0, 0), which keeps the row; (1, 1) is cheaper by 4."""
    rows = Rows()
    x, z = rows.literal("x"), rows.literal("z")
    rows.at_most(x * 200_001 - z * 200_000, 1)
    assert settled(rows, z * 999_996 - x * 1_000_000, until=-4) == -4
