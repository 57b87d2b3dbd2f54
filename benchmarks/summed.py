"""What the recorded runs come to: medians of repeats, means over instances, and what must hold."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.outcome import FAILED, IMPOSSIBLE, NEAR, TOO_LARGE, Moment, Outcome, percent
from models.words import counted

HIREPLAN = "hireplan"
KILO_PER_MEGA = 1024
SAME = 1e-6
"""Relative difference up to which two values are the same: other solvers compute in floating point."""
SIZES = ("S", "M")
"""Groups of the instances that solvers are compared on."""
ALL_SIZES = (*SIZES, "L", "XL")
WORST_GAP = 1.0
"""What counts as the gap where there is no plan or no bound, or where it is larger."""


@dataclass(frozen=True)
class Cell:
    """The runs of one solver on one instance with the same limit."""

    runs: tuple[Outcome, ...]

    def _median(self, figure: Callable[[Outcome], float | None]) -> float | None:
        """Of all runs, those without the figure taken for the worst; None: most have none."""
        found = [math.inf if value is None else value for value in map(figure, self.runs)]
        middle = statistics.median(found)
        return middle if math.isfinite(middle) else None

    @property
    def one(self) -> Outcome:
        return self.runs[0]

    @property
    def fits(self) -> bool:
        """Whether the solver could take the instance at all."""
        return any(run.status not in (FAILED, TOO_LARGE) for run in self.runs)

    @property
    def proof(self) -> float | None:
        return self._median(lambda run: run.proof)

    @property
    def near(self) -> float | None:
        """Seconds until it was proven or at 1 %."""
        return self._median(lambda run: run.within(NEAR))

    @property
    def gap(self) -> float | None:
        return self._median(lambda run: run.gap)

    @property
    def first(self) -> float | None:
        return self._median(lambda run: run.first)

    @property
    def whole(self) -> float:
        return statistics.median(run.whole for run in self.runs)

    @property
    def memory(self) -> float:
        return statistics.median(run.memory for run in self.runs)

    @property
    def value(self) -> float | None:
        """Of the run with the median gap."""
        found = sorted((run for run in self.runs if run.value is not None), key=lambda run: run.gap or 0.0)
        return found[len(found) // 2].value if found else None

    @property
    def build(self) -> float | None:
        return self._median(lambda run: run.build)

    @property
    def share(self) -> float | None:
        """Of building in the search."""
        return self._median(_share)

    @property
    def seconds(self) -> float:
        """To the proof or to 1 %; the limit where it came to neither."""
        return self.one.limit if self.near is None else self.near

    def level_gap(self) -> float:
        """The widest gap of any level, of the worst run; all levels that are not proven count."""
        return max((_level_gap(run) for run in self.runs), default=WORST_GAP)


def _share(run: Outcome) -> float | None:
    if run.build is None or run.ended is None or run.read is None:
        return None
    return run.build / max(run.ended - run.read, run.build)


def _level_gap(run: Outcome) -> float:
    gaps = [0.0 if x["proven"] else Moment(0, x["value"], x["bound"]).gap or 0.0 for x in run.levels]
    return max(gaps, default=WORST_GAP)


@dataclass(frozen=True)
class Table:
    """All cells, by instance and solver, in the order of the runs."""

    cells: dict[tuple[str, str], Cell]

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Table:
        """Where an instance was run with several limits, the longest holds."""
        by_limit: dict[tuple[str, str], dict[float, list[Outcome]]] = {}
        for one in outcomes:
            by_limit.setdefault((one.instance, one.solver), {}).setdefault(one.limit, []).append(one)
        return cls({key: Cell(tuple(runs[max(runs)])) for key, runs in by_limit.items()})

    def instances(self, *groups: str) -> list[str]:
        return list(dict.fromkeys(name for (name, _), cell in self.cells.items() if cell.one.group in groups))

    def solvers(self) -> list[str]:
        return list(dict.fromkeys(solver for _, solver in self.cells))

    def cell(self, instance: str, solver: str) -> Cell | None:
        return self.cells.get((instance, solver))

    def runs(self, instance: str) -> list[Outcome]:
        return [run for (name, _), cell in self.cells.items() if name == instance for run in cell.runs]

    def solved(self, solver: str, *groups: str) -> dict[str, Cell]:
        """The instances that a solver could take."""
        found = {name: self.cell(name, solver) for name in self.instances(*groups)}
        return {name: cell for name, cell in found.items() if cell is not None and cell.fits}

    def common(self, solver: str, other: str, *groups: str) -> list[tuple[Cell, Cell]]:
        """The cells of two solvers on the instances that both could take."""
        one, two = self.solved(solver, *groups), self.solved(other, *groups)
        return [(one[name], two[name]) for name in one if name in two]


def mean_seconds(cells: Sequence[Cell]) -> float | None:
    """Geometric mean of the seconds to the proof or to 1 %."""
    return statistics.geometric_mean([max(cell.seconds, 0.01) for cell in cells]) if cells else None


def mean_gap(cells: Sequence[Cell]) -> float | None:
    """Mean of the gaps left, none above 100 %."""
    gaps = [WORST_GAP if cell.gap is None else min(cell.gap, WORST_GAP) for cell in cells]
    return statistics.mean(gaps) if gaps else None


def best_known(table: Table, instance: str) -> float | None:
    """The best value that any run of any solver found."""
    runs = table.runs(instance)
    values = [run.value for run in runs if run.value is not None]
    return (max if runs[0].maximised else min)(values) if values else None


def contradictions(table: Table) -> list[str]:
    """Runs that rule out what another run found: one of the two is wrong."""
    found = []
    for instance in dict.fromkeys(name for name, _ in table.cells):
        best = best_known(table, instance)
        for run in table.runs(instance) if best is not None else ():
            if run.status == IMPOSSIBLE:
                found.append(f"{instance}: {run.solver} says that no plan exists, but there is one of {best:,.0f}")
            elif run.bound is not None and _beaten(run, best):
                found.append(f"{instance}: {run.solver} has the bound {run.bound:,.0f}, but there is {best:,.0f}")
    return list(dict.fromkeys(found))


def _beaten(run: Outcome, best: float | None) -> bool:
    """Whether a value is beyond the bound of a run."""
    assert run.bound is not None
    assert best is not None
    beyond = best - run.bound if run.maximised else run.bound - best
    return beyond > SAME * max(1.0, abs(best))


# -- what must hold


@dataclass(frozen=True)
class Claim:
    """A line of what must hold, what was measured, and whether it holds; None: not measured."""

    what: str
    measured: str
    holds: bool | None


def claims(table: Table, growth: Table) -> list[Claim]:
    """All that must hold, in the order of the task."""
    return [
        _first_team(table),
        _example(table, "retail-bank", 0.01),
        _example(table, "portfolio", 0.02),
        _very_large(table),
        _third_of_cp_sat(table),
        *(_faster_than(table, other) for other in ("scip", "highs", "gurobi")),
        _good_plan_soon(table),
        _same_values(table),
        _building(growth),
    ]


NOT_MEASURED = "not measured"


def _first_team(table: Table) -> Claim:
    what, cell = "`first-team`: whole process under 3 s", table.cell("first-team", HIREPLAN)
    if cell is None:
        return Claim(what, NOT_MEASURED, None)
    proven = "proven" if all(run.proven for run in cell.runs) else "not proven"
    return Claim(what, f"{cell.whole:.1f} s, {proven}", cell.whole < 3 and proven == "proven")


def _example(table: Table, name: str, most: float) -> Claim:
    what, cell = f"`{name}`: proven, or at {most:.0%}, in 60 s", table.cell(name, HIREPLAN)
    if cell is None:
        return Claim(what, NOT_MEASURED, None)
    gap, limit = cell.level_gap(), cell.one.limit
    return Claim(what, f"widest gap of a level {percent(gap)} with {limit:g} s of search", gap <= most and limit <= 60)


def _very_large(table: Table) -> Claim:
    what = "XL (200 use cases, 24 quarters, 60 job profiles): a plan in 10 s, within 5 % in 10 minutes and 4 GB"
    cells = [cell for name in table.instances("XL") if (cell := table.cell(name, HIREPLAN))]
    if not cells:
        return Claim(what, NOT_MEASURED, None)
    firsts = [math.inf if cell.first is None else cell.first for cell in cells]
    gaps = [math.inf if cell.gap is None else cell.gap for cell in cells]
    first, gap, memory = max(firsts), max(gaps), max(cell.memory for cell in cells) / KILO_PER_MEGA
    limit = max(cell.one.limit for cell in cells)
    holds = first <= 10 and gap <= 0.05 and memory <= 4 and limit <= 600
    return Claim(
        what, f"plan after {first:.1f} s, gap {percent(gap)} after {limit:g} s, {memory:.1f} GiB (the worst)", holds
    )


def _third_of_cp_sat(table: Table) -> Claim:
    what = "S and M: the mean gap left at the limit is at most a third of plain CP-SAT's"
    pairs = table.common(HIREPLAN, "cp-sat", *SIZES)
    own, other = mean_gap([one for one, _ in pairs]), mean_gap([two for _, two in pairs])
    if own is None or other is None:
        return Claim(what, NOT_MEASURED, None)
    return Claim(what, f"{own:.2%} against {other:.2%} on {_instances(pairs)}", own <= other / 3)


def _instances(pairs: Sequence[tuple[Cell, Cell]]) -> str:
    """How many, and the search that each had."""
    limits = sorted({f"{cell.one.limit:g}" for pair in pairs for cell in pair})
    return f"{counted(len(pairs), 'instance')}, {' or '.join(limits)} s of search each"


def _faster_than(table: Table, solver: str) -> Claim:
    aim = " (the aim)" if solver == "gurobi" else ""
    what = f"S and M: geometric mean of the time to the proof or to 1 % below that of {SHOWN[solver]}{aim}"
    pairs = table.common(HIREPLAN, solver, *SIZES)
    own, other = mean_seconds([one for one, _ in pairs]), mean_seconds([two for _, two in pairs])
    if own is None or other is None:
        return Claim(what, NOT_MEASURED, None)
    return Claim(what, f"{own:.1f} s against {other:.1f} s on {_instances(pairs)}", own < other)


def _good_plan_soon(table: Table) -> Claim:
    what = "S and M: a plan within 5 % of the best known in 2 s"
    seconds = {}
    for name, cell in table.solved(HIREPLAN, *SIZES).items():
        known = best_known(table, name)
        reached = [math.inf if known is None else run.near_best(known, 0.05) or math.inf for run in cell.runs]
        seconds[name] = statistics.median(reached)
    if not seconds:
        return Claim(what, NOT_MEASURED, None)
    soon = [name for name, value in seconds.items() if value <= 2]
    last = max(seconds, key=lambda name: seconds[name])
    worst = "never" if math.isinf(seconds[last]) else f"after {seconds[last]:.1f} s"
    return Claim(what, f"{len(soon)} of {len(seconds)}; the last, {last}, {worst}", len(soon) == len(seconds))


def _same_values(table: Table) -> Claim:
    what = "No solver rules out what another one found"
    both = [name for name in table.instances(*ALL_SIZES) if len({s for n, s in table.cells if n == name}) > 1]
    if not both:
        return Claim(what, NOT_MEASURED, None)
    wrong = contradictions(table)
    return Claim(what, "; ".join(wrong) or f"none on {counted(len(both), 'instance')}", not wrong)


def _building(growth: Table) -> Claim:
    what = "Growth: building is never more than a fifth of the solve"
    shares = {name: cell.share for (name, _), cell in growth.cells.items() if cell.share is not None}
    if not shares:
        return Claim(what, NOT_MEASURED, None)
    most = max(shares, key=lambda name: shares[name])
    return Claim(what, f"at most {shares[most]:.1%} ({most})", shares[most] <= 0.2)


SHOWN = {
    "hireplan": "hireplan",
    "cp-sat": "CP-SAT",
    "highs": "HiGHS",
    "scip": "SCIP",
    "gurobi": "Gurobi",
    "cplex": "CPLEX",
}
"""How solvers are written."""
