"""From recorded runs to docs/performance.md and its charts; nothing in it is written by hand but the words around.

Run with: python -m benchmarks.report
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.bench import ROOT
from benchmarks.compare import RESULTS
from benchmarks.outcome import TOO_LARGE, Outcome, percent, read
from benchmarks.summed import (
    ALL_SIZES,
    HIREPLAN,
    SHOWN,
    SIZES,
    Cell,
    Claim,
    Table,
    best_known,
    claims,
    contradictions,
    mean_gap,
    mean_seconds,
)

PAGE = ROOT / "docs" / "performance.md"
GROWTH = "growth"
LARGE = ("L", "XL")

HOW = """\
hireplan and other solvers on the same problems, one process after the other on one machine, each with {threads} threads
and gap 0 (SCIP searches with one thread, whatever it is given). The other solvers get the problem as a plain linear
program (`hireplan export`, whose own time is not counted), hireplan gets the spreadsheet. Seconds count from the
start of the process and include reading; the search may take {limit} s unless another limit is said. Figures are
medians of {repeats} or more runs; what the limit ended was run once at least. A gap is the distance of value and bound
over the value. Memory is the peak of the process. Gurobi and CPLEX are measured where their freely installable packages
take the model: up to 2,000 and 1,000 rows and columns. All of this page was written from recorded runs by
`make bench`."""


def page(outcomes: Sequence[Outcome], charts: dict[str, str]) -> str:
    """The report as Markdown; `charts` are those in docs/images, with their captions."""
    table, growth = tables(outcomes)
    images = {name: f"![{caption}](images/{name})" for name, caption in charts.items()}
    parts = [
        "# Performance",
        _how(outcomes),
        _measured_on(outcomes),
        "## What must hold",
        _grid(("What", "Measured", "Holds"), map(_claim, claims(table, growth))),
        *_section("## Small and middling instances", table, SIZES),
        images.get("time-to-proof.svg"),
        images.get("gap-over-time.svg"),
        *_means(table),
        *_section("## Large instances", table, LARGE),
        *_values(table),
        images.get("memory.svg"),
        *_disagreements(table),
        *_growth(growth),
        images.get("growth.svg"),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def tables(outcomes: Iterable[Outcome]) -> tuple[Table, Table]:
    """The instances, and the series for growth."""
    outcomes = list(outcomes)
    grown = [one for one in outcomes if one.group.startswith(GROWTH)]
    return Table.of(one for one in outcomes if one not in grown), Table.of(grown)


def _how(outcomes: Sequence[Outcome]) -> str:
    compared = [one for one in outcomes if one.group in SIZES] or list(outcomes)
    runs: dict[tuple[str, str, float, int], int] = {}
    for one in compared:
        if one.proven:
            runs[one.key] = runs.get(one.key, 0) + 1
    limits = sorted({f"{one.limit:g}" for one in compared})
    threads = sorted({str(one.threads) for one in compared})
    return HOW.format(
        threads=" or ".join(threads) or "no", limit=" or ".join(limits) or "no", repeats=min(runs.values(), default=1)
    )


def _measured_on(outcomes: Sequence[Outcome]) -> str:
    machines = dict.fromkeys(one.machine.splitlines()[0] for one in outcomes if one.machine)
    dates = sorted({one.date for one in outcomes if one.date})
    versions = dict.fromkeys(f"{SHOWN[one.solver]} {one.version}" for one in outcomes if one.version)
    when = dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}" if dates else "an unknown day"
    return "\n".join(f"- {line}" for line in (*machines, ", ".join(versions), f"measured on {when}") if line)


def _claim(claim: Claim) -> tuple[str, ...]:
    holds = {True: "yes", False: "**no**", None: "?"}[claim.holds]
    return claim.what, claim.measured, holds


# -- tables


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _section(title: str, table: Table, groups: Sequence[str]) -> Iterator[str]:
    """Seconds to the proof, or the gap that was left, by instance and solver."""
    names = table.instances(*groups)
    if not names:
        return
    solvers = [solver for solver in table.solvers() if any(table.cell(name, solver) for name in names)]
    yield title
    yield "Seconds to the proof, or the gap left at the limit; in brackets the seconds to 1 %."
    yield _grid(
        ("Instance", *(SHOWN[solver] for solver in solvers)),
        ([name, *(_time_or_gap(table.cell(name, solver)) for solver in solvers)] for name in names),
    )


def _time_or_gap(cell: Cell | None) -> str:
    if cell is None:
        return ""
    if not cell.fits:
        return "too large" if cell.one.status == TOO_LARGE else "failed"
    near = "" if cell.near is None else f" ({_seconds(cell.near)})"
    if cell.proof is not None:
        return f"{_seconds(cell.proof)}{near}"
    if cell.gap is None:
        return "no plan" if cell.value is None else "no bound"
    return f"{percent(cell.gap)}{near}"


def _seconds(seconds: float | None) -> str:
    if seconds is None:
        return "-"
    return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:.0f} s"


def _means(table: Table) -> Iterator[str]:
    """Each solver beside hireplan on the instances that it could take."""
    rows = []
    for solver in table.solvers():
        pairs = table.common(HIREPLAN, solver, *SIZES)
        if pairs:
            own, other = [one for one, _ in pairs], [two for _, two in pairs]
            proven = sum(cell.proof is not None for cell in other)
            figures = (mean_seconds(other), mean_seconds(own))
            gaps = (mean_gap(other), mean_gap(own))
            rows.append(
                [
                    SHOWN[solver],
                    f"{proven} of {len(pairs)}",
                    *map(_seconds, figures),
                    *("-" if gap is None else f"{gap:.2%}" for gap in gaps),
                ]
            )
    if rows:
        yield "### Means over the instances that each solver could take"
        yield (
            "Geometric mean of the seconds to the proof or to 1 %, the limit counting where neither was reached (so it "
            "is at least that much), and the mean gap left, none counted as more than 100 %."
        )
        head = ("Solver", "Proven", "Mean time", "hireplan's", "Mean gap", "hireplan's")
        yield _grid(head, rows)


def _values(table: Table) -> Iterator[str]:
    """The best value of each instance, how far off each solver's is, and its memory."""
    names = table.instances(*ALL_SIZES)
    if not names:
        return
    solvers = table.solvers()
    yield "### Values and memory"
    yield "The best value known; by solver how far its value is from that, and its peak memory."
    rows = []
    for name in names:
        known = best_known(table, name)
        cells = [table.cell(name, solver) for solver in solvers]
        rows.append([name, "-" if known is None else f"{known:,.0f}", *(_value(cell, known) for cell in cells)])
    yield _grid(("Instance", "Best known", *(SHOWN[solver] for solver in solvers)), rows)


def _value(cell: Cell | None, known: float | None) -> str:
    if cell is None or not cell.fits:
        return ""
    if cell.value is None or known is None:
        return f"no plan, {cell.memory:,.0f} MiB"
    off = abs(cell.value - known) / max(1.0, abs(known))
    return f"{'best' if off < 1e-6 else f'{off:.2%} off'}, {cell.memory:,.0f} MiB"


def _disagreements(table: Table) -> Iterator[str]:
    wrong = contradictions(table)
    if wrong:
        yield "### Disagreements"
        yield "\n".join(f"- {line}" for line in wrong)


def _growth(growth: Table) -> Iterator[str]:
    rows = []
    for cell in growth.cells.values():
        share = "-" if cell.share is None else f"{cell.share:.1%}"
        what = f"{cell.one.amount} {cell.one.group.removeprefix('growth: ')}"
        gap = "-" if cell.gap is None else percent(cell.gap)
        figures = (cell.build, cell.first, cell.near)
        rows.append([what, *map(_seconds, figures), gap, share, f"{cell.memory:,.0f} MiB"])
    if rows:
        limits = ", ".join(sorted({f"{cell.one.limit:g}" for cell in growth.cells.values()}))
        yield "## Growth"
        yield (
            "hireplan alone: a middling instance (20 named use cases, 12 quarters, 15 job profiles, cost of a target) "
            f"with one thing more or less of, {limits} s of search. Building is part of the search."
        )
        head = ("What", "Building the model", "First plan", "Proof or 1 %", "Gap left", "Building's share", "Memory")
        yield _grid(head, rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--page", type=Path, default=PAGE)
    parser.add_argument("--no-charts", action="store_true", help="tables only, without matplotlib")
    wishes = parser.parse_args()
    outcomes = read(wishes.results)
    charts: dict[str, str] = {}
    if not wishes.no_charts:
        from benchmarks.charts import draw

        charts = draw(*tables(outcomes), wishes.page.parent / "images")
    wishes.page.write_text(page(outcomes, charts), encoding="utf-8")
    print(f"Wrote {wishes.page}")
    for claim in claims(*tables(outcomes)):
        holds = {True: "holds", False: "DOES NOT HOLD", None: "not measured"}[claim.holds]
        print(f"{holds:<14}{claim.what}: {claim.measured}")


if __name__ == "__main__":
    main()
