"""The charts of the report, as SVG files that are the same for the same results."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullFormatter

from benchmarks.outcome import Outcome
from benchmarks.summed import ALL_SIZES, HIREPLAN, SHOWN, SIZES, Cell, Table

COLOURS = {
    "hireplan": "#0b5cad",
    "cp-sat": "#7fb2e5",
    "highs": "#3b9c6a",
    "scip": "#c98b1b",
    "gurobi": "#b3362c",
    "cplex": "#7a4fa3",
}
BUILDING = "#888888"
mpl.rcParams.update({"svg.hashsalt": "hireplan", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False})


def draw(table: Table, growth: Table, folder: Path) -> dict[str, str]:
    """Draw what there is to draw; by the name of each file what it shows."""
    folder.mkdir(parents=True, exist_ok=True)
    charts = {
        "time-to-proof.svg": (_times(table), "Time to the proof or to 1 % by instance and solver"),
        "gap-over-time.svg": (_gaps(table), "Gap over time of each solver on one instance"),
        "memory.svg": (_memory(table), "Peak memory by instance and solver"),
        "growth.svg": (_growth(growth), "Time and memory against use cases, quarters and job profiles"),
    }
    shown = {}
    for name, (figure, caption) in charts.items():
        if figure is None:
            (folder / name).unlink(missing_ok=True)
            continue
        figure.savefig(folder / name, metadata={"Date": None})
        shown[name] = caption
    return shown


def _new(height: float = 4.0) -> Figure:
    return Figure(figsize=(9.0, height), layout="constrained")


def _times(table: Table) -> Figure | None:
    """Hollow marks stand at the limit: neither proven nor at 1 %."""
    names = table.instances(*SIZES)
    if not names:
        return None
    figure = _new(height=1.2 + 0.32 * len(names))
    axes = figure.add_subplot()
    for solver in table.solvers():
        for row, name in enumerate(names):
            cell = table.cell(name, solver)
            if cell is None or not cell.fits:
                continue
            fill = COLOURS[solver] if cell.near is not None else "none"
            axes.plot(cell.seconds, row, "o", color=COLOURS[solver], markerfacecolor=fill, alpha=0.85)
        axes.plot([], [], "o", color=COLOURS[solver], label=SHOWN[solver])
    _logarithmic(axes, "x")
    axes.set_xlabel("seconds to the proof or to 1 %; hollow: neither within the limit")
    _named_rows(axes, names)
    figure.legend(loc="outside upper center", ncols=6, frameon=False)
    return figure


def _memory(table: Table) -> Figure | None:
    names = table.instances(*ALL_SIZES)
    if not names:
        return None
    figure = _new(height=1.2 + 0.32 * len(names))
    axes = figure.add_subplot()
    for solver in table.solvers():
        solved = table.solved(solver, *ALL_SIZES)
        rows = [row for row, name in enumerate(names) if name in solved]
        memory = [solved[names[row]].memory for row in rows]
        axes.plot(memory, rows, "o", color=COLOURS[solver], label=SHOWN[solver], alpha=0.85)
    _logarithmic(axes, "x")
    axes.set_xlabel("peak memory of the process, MiB")
    _named_rows(axes, names)
    figure.legend(loc="outside upper center", ncols=6, frameon=False)
    return figure


def _named_rows(axes: Any, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.grid(color="#dddddd", linewidth=0.5)
    axes.set_axisbelow(True)


def _logarithmic(axes: Any, which: str) -> None:
    """A logarithmic axis with numbers as readers write them."""
    axes.set(**{f"{which}scale": "log"})
    axis = getattr(axes, f"{which}axis")
    axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.set_major_formatter("{x:g}")
    axis.set_minor_formatter(NullFormatter())


def _gaps(table: Table) -> Figure | None:
    """On the M instance that most solvers could take; of several such the one that took hireplan longest."""
    names = table.instances("M")
    cells = {name: [(s, c) for s in table.solvers() if (c := table.cell(name, s)) and c.fits] for name in names}
    if not any(cells.values()):
        return None
    name = max(names, key=lambda n: (len(cells[n]), table.solved(HIREPLAN, "M")[n].seconds if _own(table, n) else 0))
    figure = _new()
    axes = figure.add_subplot()
    for solver, cell in cells[name]:
        at, gap = _gap_line(cell.one)
        axes.step(at, gap, where="post", color=COLOURS[solver], label=SHOWN[solver])
    axes.set_ylim(0, 100)
    axes.set_xlabel("seconds since the process began")
    axes.set_ylabel("gap, %")
    axes.set_title(name)
    figure.legend(loc="outside upper center", ncols=6, frameon=False)
    return figure


def _own(table: Table, name: str) -> bool:
    return name in table.solved(HIREPLAN, "M")


def _gap_line(run: Outcome) -> tuple[list[float], list[float]]:
    points = [(m.at, 100 * m.gap) for m in run.trace if m.gap is not None]
    if run.proof is not None:
        points.append((run.proof, 0.0))
    end = run.ended if run.ended is not None else run.limit
    if points and points[-1][0] < end:
        points.append((end, points[-1][1]))
    return [at for at, _ in points], [gap for _, gap in points]


def _growth(growth: Table) -> Figure | None:
    """A column for each thing that grows: times, memory, and the share of building in the whole."""
    groups = list(dict.fromkeys(cell.one.group for cell in growth.cells.values()))
    if not groups:
        return None
    figure = _new(height=7.0)
    axes = figure.subplots(3, len(groups), squeeze=False, sharex="col", sharey="row")
    for column, group in enumerate(groups):
        cells = sorted((c for c in growth.cells.values() if c.one.group == group), key=lambda c: c.one.amount or 0)
        _growth_times(axes[0][column], cells)
        amounts = [cell.one.amount for cell in cells]
        axes[1][column].plot(amounts, [cell.memory for cell in cells], "o-", color=COLOURS[HIREPLAN])
        shares = [None if cell.share is None else 100 * cell.share for cell in cells]
        axes[2][column].plot(amounts, shares, "o-", color=BUILDING)
        axes[2][column].set_xlabel(group.removeprefix("growth: ").replace("profiles", "job profiles"))
    for row, label in enumerate(("seconds", "peak memory, MiB", "building, % of the search")):
        axes[row][0].set_ylabel(label)
        for panel in axes[row]:
            panel.grid(color="#dddddd", linewidth=0.5)
    axes[1][0].set_ylim(bottom=0)
    axes[2][0].set_ylim(bottom=0)
    figure.legend(*axes[0][0].get_legend_handles_labels(), loc="outside upper center", ncols=3, frameon=False)
    return figure


def _growth_times(axes: Any, cells: Sequence[Cell]) -> None:
    lines = {
        "building the model": ([cell.build for cell in cells], BUILDING),
        "first plan": ([cell.first for cell in cells], COLOURS["cp-sat"]),
        "proof or 1 % (at most the limit)": ([cell.seconds for cell in cells], COLOURS[HIREPLAN]),
    }
    for label, (values, colour) in lines.items():
        points = [(cell.one.amount, value) for cell, value in zip(cells, values, strict=True) if value is not None]
        axes.plot([x for x, _ in points], [y for _, y in points], "o-", color=colour, label=label)
    _logarithmic(axes, "y")
