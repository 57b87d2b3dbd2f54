"""The report says what the recorded runs say, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.outcome import Moment, Outcome
from benchmarks.report import page, tables
from benchmarks.summed import Table, best_known, claims, contradictions, mean_gap, mean_seconds


def run(instance: str = "s1", solver: str = "hireplan", ended: float = 10.0, **fields: Any) -> Outcome:
    """A run that proved a cost of 100 after `ended` seconds."""
    given: dict[str, Any] = {
        "status": "optimal", "value": 100.0, "bound": 100.0, "read": 0.5, "first": 1.0, "whole": ended + 1,
        "memory": 100.0, "group": "S", "version": "1.0", "machine": "a machine\npackages", "date": "2027-01-02",
    }  # fmt: skip
    trace = (Moment(1.0, 104.0, 90.0), Moment(ended, 100.0, 100.0))
    kept = {"maximised": False, "limit": 60.0, "threads": 2, "trace": trace} | given | fields
    return Outcome(instance=instance, solver=solver, ended=ended, **kept)


def stuck(instance: str = "s1", solver: str = "hireplan", value: float = 120.0, **fields: Any) -> Outcome:
    """A run that the limit ended with a bound of 90."""
    trace = (Moment(1.0, value, 90.0),)
    found = {"ended": 60.0, "status": "feasible", "value": value, "bound": 90.0, "trace": trace}
    return run(instance, solver, **found | fields)


def claim(what: str, *outcomes: Outcome) -> tuple[str, bool | None]:
    [found] = [one for one in claims(*tables(outcomes)) if what in one.what]
    return found.measured, found.holds


def test_nothing_measured_claims_nothing() -> None:
    assert {one.holds for one in claims(Table({}), Table({}))} == {None}
    text = page([], {})
    assert "not measured" in text
    assert "yes" not in text


def test_the_median_counts_runs_without_a_proof_as_the_longest() -> None:
    table = Table.of([run(ended=5.0), run(ended=9.0), stuck()])
    cell = table.cells["s1", "hireplan"]
    assert (cell.proof, cell.near, cell.seconds) == (9.0, 9.0, 9.0)
    cell = Table.of([run(ended=5.0), stuck(), stuck()]).cells["s1", "hireplan"]
    assert (cell.proof, cell.near, cell.seconds) == (None, None, 60.0), "the limit stands in"


def test_means_are_over_the_instances_that_both_could_take() -> None:
    table = Table.of(
        [
            run("s1", ended=2.0), run("m1", ended=8.0, group="M"), stuck("m2", group="M"),
            run("s1", "gurobi", ended=4.0), run("m1", "gurobi", ended=4.0, group="M"),
            run("m2", "gurobi", status="too large", value=None, bound=None, trace=(), group="M"),
        ]
    )  # fmt: skip
    pairs = table.common("hireplan", "gurobi", "S", "M")
    assert len(pairs) == 2
    assert mean_seconds([own for own, _ in pairs]) == pytest.approx(4.0), "the root of 2 x 8"
    assert mean_gap(list(table.solved("hireplan", "S", "M").values())) == pytest.approx(0.25 / 3)


def test_gaps_are_compared_with_plain_cp_sat() -> None:
    other = stuck(solver="cp-sat", value=120.0)  # (120 - 90) / 120 = 25 %
    assert claim("third of plain", stuck(value=98.0), other)[1] is True  # 8 / 98 = 8.16 %
    assert claim("third of plain", stuck(value=98.4), other)[1] is False  # 8.4 / 98.4 = 8.54 %
    assert claim("third of plain", stuck(value=98.0))[1] is None


def test_times_are_compared_with_each_solver() -> None:
    measured, holds = claim("that of SCIP", run(ended=2.0), run(solver="scip", ended=4.0))
    assert measured == "2.0 s against 4.0 s on 1 instance, 60 s of search each"
    assert holds
    assert claim("that of HiGHS", run(ended=5.0), run(solver="highs", ended=4.0))[1] is False
    assert claim("that of Gurobi (the aim)", run(ended=5.0))[1] is None


def test_a_good_plan_has_to_be_there_in_two_seconds() -> None:
    """The best known may be another solver's, and is the largest where more is better."""
    assert claim("best known in 2 s", run(ended=9.0))[1] is True  # 104 after 1 s, and 100 is best
    better = run(solver="scip", value=98.0, bound=98.0)
    assert claim("best known in 2 s", run(ended=9.0), better)[1] is False  # 104 is 6.1 % over 98
    low, high = (run(solver=s, value=v, bound=v, maximised=True) for s, v in (("hireplan", 100.0), ("scip", 110.0)))
    assert best_known(Table.of([low, high]), "s1") == 110.0


def test_the_worst_very_large_instance_counts() -> None:
    large = {"group": "XL", "limit": 600.0, "ended": 600.0}
    good, slow = stuck("xl1", value=93.0, first=9.0, **large), stuck("xl2", value=93.0, first=11.0, **large)
    assert claim("XL", good)[1] is True
    assert claim("XL", good, slow) == ("plan after 11.0 s, gap 3.23% after 600 s, 0.1 GiB (the worst)", False)
    assert claim("XL", stuck("xl1", value=96.0, first=9.0, **large))[1] is False  # 6.25 %
    assert claim("XL", stuck("xl1", value=93.0, first=9.0, memory=5000.0, **large))[1] is False


def levels(**gaps: int) -> dict[str, Any]:
    """Levels of value 100 with bounds so much below."""
    found = [{"name": name, "value": 100, "bound": 100 - gap, "proven": not gap} for name, gap in gaps.items()]
    return {"levels": tuple(found), "group": "example"}


def test_every_level_of_an_example_has_to_be_near() -> None:
    assert claim("`retail-bank`", stuck("retail-bank", **levels(priority=0, cost=1)))[1] is True
    assert claim("`retail-bank`", stuck("retail-bank", **levels(priority=2, cost=1)))[1] is False
    assert claim("`portfolio`", stuck("portfolio", **levels(priority=0, cost=2)))[1] is True
    assert claim("`portfolio`", run("portfolio", levels=(), group="example", value=None))[1] is False, "no plan"


def test_the_first_team_has_to_be_proven_in_time() -> None:
    assert claim("`first-team`", run("first-team", ended=1.5, group="example")) == ("2.5 s, proven", True)
    assert claim("`first-team`", run("first-team", ended=2.5, group="example"))[1] is False
    assert claim("`first-team`", stuck("first-team", whole=2.0, group="example"))[1] is False


def test_building_is_held_against_the_search() -> None:
    grown = {"group": "growth: quarters", "amount": 12, "read": 0.5}
    assert claim("Growth", run("g", ended=10.5, build=2.0, **grown)) == ("at most 20.0% (g)", True)
    assert claim("Growth", run("g", ended=10.5, build=2.1, **grown))[1] is False


def test_who_rules_out_what_another_found_is_told() -> None:
    fine = run(), stuck(solver="highs", value=100.0)
    assert contradictions(Table.of(fine)) == []
    wrong = run(solver="scip", value=103.0, bound=103.0)
    found = ["s1: scip has the bound 103, but there is 100"]
    assert contradictions(Table.of([*fine, wrong])) == found
    assert claim("rules out", *fine, wrong) == (found[0], False)
    assert found[0] in page([*fine, wrong], {})
    none = run(solver="scip", status="infeasible", value=None, bound=None, trace=())
    assert contradictions(Table.of([*fine, none])) == ["s1: scip says that no plan exists, but there is one of 100"]
    more = run(maximised=True), run(solver="scip", value=97.0, bound=97.0, maximised=True)
    assert contradictions(Table.of(more)) == ["s1: scip has the bound 97, but there is 100"]


def recorded() -> list[Outcome]:
    """A little of everything."""
    return [
        *(run(ended=ended) for ended in (2.0, 3.0, 4.0)),
        run(solver="highs", ended=20.0),
        run("m1", group="M"),
        stuck("m1", "highs", group="M"),
        run("m1", "cplex", status="too large", value=None, bound=None, trace=(), group="M"),
        stuck("xl1", group="XL", limit=600.0),
        run("g1", group="growth: quarters", amount=10, build=0.2),
        run("g2", group="growth: quarters", amount=12, build=0.3),
    ]


def test_the_page_has_a_row_for_every_instance_and_a_cell_for_every_solver() -> None:
    text = page(recorded(), {"growth.svg": "Growth"})
    assert "| s1 | 3.00 s (3.00 s) | 20 s (20 s) |  |" in text
    assert "| m1 | 10 s (10 s) | 25.00% | too large |" in text
    assert "| xl1 | 25.00% |" in text
    assert "| 10 quarters | 0.20 s | 1.00 s | 10 s | 0.00% | 2.1% | 100 MiB |" in text
    assert "- a machine\n- hireplan 1.0, HiGHS 1.0, CPLEX 1.0\n- measured on 2027-01-02" in text
    assert "![Growth](images/growth.svg)" in text
    assert "Disagreements" not in text


def test_charts_are_drawn_of_what_there_is_and_the_same_each_time(tmp_path: Path) -> None:
    from benchmarks.charts import draw

    shown = draw(*tables(recorded()), tmp_path)
    assert sorted(shown) == sorted(path.name for path in tmp_path.iterdir())
    assert sorted(shown) == ["gap-over-time.svg", "growth.svg", "memory.svg", "time-to-proof.svg"]
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    draw(*tables(recorded()), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first
    assert list(draw(*tables(recorded()[-2:]), tmp_path)) == ["growth.svg"]
    assert [path.name for path in tmp_path.iterdir()] == ["growth.svg"], "what no longer holds is removed"
