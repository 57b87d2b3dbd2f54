"""One solver on one file, in this process, told line by line as JSON on standard output; compare.py listens.

Imports nothing of hireplan for the solvers of the plain model, so that their interpreter needs only them.
Lines: {"read": seconds}, {"at": seconds, "best": x, "bound": x}, {"plan": seconds}, {"ended": ...}. Seconds count from
`--began`, values of the plain model are as it has them: to be minimised.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any


class Telling:
    """Says how far the run is. What changes nothing is not said twice."""

    def __init__(self, began: float) -> None:
        self.began = began
        self.last: tuple[float | None, float | None] = (None, None)

    def seconds(self) -> float:
        return time.time() - self.began

    def say(self, **record: Any) -> None:
        sys.stdout.write(json.dumps(record) + "\n")
        sys.stdout.flush()

    def read(self) -> None:
        self.say(read=self.seconds())

    def progress(self, best: float | None, bound: float | None, at: float | None = None) -> None:
        """`at`: when it was, if not now."""
        now = (_finite(best), _finite(bound))
        if now != self.last:
            self.last = now
            self.say(at=self.seconds() if at is None else at, best=now[0], bound=now[1])

    def ended(self, status: str, best: float | None, bound: float | None, at: float | None = None, **more: Any) -> None:
        seconds = self.seconds() if at is None else at
        self.say(ended=seconds, status=status, best=_finite(best), bound=_finite(bound), **more)


def _finite(value: float | None) -> float | None:
    """What solvers mean by their infinities is nothing."""
    return None if value is None or not math.isfinite(value) or abs(value) >= 1e19 else value


# -- hireplan


def hireplan(path: Path, limit: float, threads: int, tell: Telling) -> None:
    """As `hireplan solve` does: read, plan, write the workbook. Progress is told of the last level, the objective."""
    import inputs
    import optimizer
    from hireplan.api import write
    from hireplan.version import __version__

    reading = inputs.read(path)
    tell.read()
    objective = reading.problem.settings.objectives[-1]
    planned = False

    def on_progress(progress: optimizer.Progress) -> None:
        nonlocal planned
        if progress.best is not None and not planned:
            planned = True
            tell.say(plan=tell.seconds())
        if progress.level is objective:
            tell.progress(progress.best, progress.bound)

    result = optimizer.solve(reading.problem, time_limit=limit, workers=threads, on_progress=on_progress)
    levels = [{"name": str(x.name), "value": x.value, "bound": x.bound, "proven": x.proven} for x in result.levels]
    best, bound = (result.levels[-1].value, result.levels[-1].bound) if result.levels else (None, None)
    tell.ended(
        str(result.status), best, bound, levels=levels, version=f"{__version__} with OR-Tools {version('ortools')}"
    )
    if result.plan is not None:
        with tempfile.TemporaryDirectory() as folder:
            write(result, Path(folder) / "plan.xlsx", reading)


def build(path: Path, limit: float, threads: int, tell: Telling) -> None:
    """Only hireplan's planning model of a file, without a search."""
    import inputs
    from optimizer.model import build as build_model

    problem = inputs.read(path).problem
    tell.read()
    model = build_model(problem)
    tell.ended("unknown", None, None, size={"columns": len(model.rows.variables)})


# -- the plain model


SAT_LINE = re.compile(r"^#(?:\d+|Bound)\s+([\d.e+-]+)s\s+best:(\S+)\s+next:\[([^,\]]*)")
"""Progress of CP-SAT: a plan (#12) or a bound (#Bound), when, and the values that a better plan could have."""


def sat_progress(line: str) -> tuple[float, float | None, float | None] | None:
    """Seconds of search, best value and bound from a line of CP-SAT's log; None: the line tells of something else."""
    found = SAT_LINE.match(line)
    if found is None:
        return None
    at, best, least = (float(text) if text else math.inf for text in found.groups())
    return at, _finite(best), _finite(least)


@contextmanager
def printed() -> Iterator[list[str]]:
    """Within the block, what is printed below Python goes to a file; afterwards the list holds its lines."""
    lines: list[str] = []
    kept = os.dup(1)
    with tempfile.TemporaryFile("w+") as file:
        os.dup2(file.fileno(), 1)
        try:
            yield lines
        finally:
            os.dup2(kept, 1)
            os.close(kept)
            file.seek(0)
            lines += file


def cp_sat(path: Path, limit: float, threads: int, tell: Telling) -> None:
    """Its progress is told once it has ended, from its log: the wheel's callback for lines of the log does not work."""
    from ortools.linear_solver.python import model_builder

    model = model_builder.Model()
    if not model.import_from_mps_file(str(path)):
        raise ValueError(f"{path} cannot be read")
    tell.read()
    solver = model_builder.Solver("sat")
    solver.set_time_limit_in_seconds(limit)
    solver.enable_output(True)
    solver.set_solver_specific_parameters(f"num_workers:{threads} relative_gap_limit:0 log_search_progress:true")
    began = tell.seconds()
    with printed() as log:
        status = solver.solve(model)
    ended = tell.seconds()
    told = [progress for progress in map(sat_progress, log) if progress is not None]
    for at, best, bound in told:
        tell.progress(best, bound, at=began + at)
    found = status in (model_builder.SolveStatus.OPTIMAL, model_builder.SolveStatus.FEASIBLE)
    last = told[-1][2] if told else None  # without a plan the wheel gives no bound
    tell.ended(
        _ending(status.name.lower(), found),
        solver.objective_value if found else None,
        solver.best_objective_bound if found else last,
        at=ended,
        version=version("ortools"),
    )


def highs(path: Path, limit: float, threads: int, tell: Telling) -> None:
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.readModel(str(path))
    tell.read()
    for name, value in {"threads": threads, "time_limit": limit, "mip_rel_gap": 0.0}.items():
        solver.setOptionValue(name, value)

    def on_event(event: Any) -> None:
        tell.progress(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)

    solver.cbMipImprovingSolution.subscribe(on_event)
    solver.cbMipLogging.subscribe(on_event)
    solver.cbMipInterrupt.subscribe(on_event)
    solver.run()
    information = solver.getInfo()
    found = information.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    status = {
        highspy.HighsModelStatus.kOptimal: "optimal",
        highspy.HighsModelStatus.kInfeasible: "infeasible",
    }.get(solver.getModelStatus(), "")
    best = information.objective_function_value if found else None
    tell.ended(_ending(status, found), best, information.mip_dual_bound, version=version("highspy"))


def scip(path: Path, limit: float, threads: int, tell: Telling) -> None:
    """SCIP has one thread for its search; others only race it, which its packages leave out."""
    import pyscipopt

    events = pyscipopt.SCIP_EVENTTYPE

    class Watch(pyscipopt.Eventhdlr):
        WATCHED = (events.BESTSOLFOUND, events.NODESOLVED, events.LPEVENT)

        def eventinit(self) -> None:
            for event in self.WATCHED:
                self.model.catchEvent(event, self)

        def eventexit(self) -> None:
            for event in self.WATCHED:
                self.model.dropEvent(event, self)

        def eventexec(self, event: Any) -> dict[str, Any]:
            tell.progress(self.model.getPrimalbound(), self.model.getDualbound())
            return {"result": pyscipopt.SCIP_RESULT.SUCCESS}

    model = pyscipopt.Model()
    model.hideOutput()
    model.readProblem(str(path))
    tell.read()
    model.setParams({"limits/time": limit, "limits/gap": 0.0, "lp/threads": threads})
    model.includeEventhdlr(Watch(), "watch", "tells how far the search is")
    model.optimize()
    found = model.getNSols() > 0
    ending = _ending(model.getStatus(), found)
    tell.ended(ending, model.getPrimalbound() if found else None, model.getDualbound(), version=str(model.version()))


def gurobi(path: Path, limit: float, threads: int, tell: Telling) -> None:
    import gurobipy
    from gurobipy import GRB

    with gurobipy.Env(params={"OutputFlag": 0}) as environment:
        model = gurobipy.read(str(path), environment)
        tell.read()
        for name, value in {"Threads": threads, "TimeLimit": limit, "MIPGap": 0.0}.items():
            model.setParam(name, value)

        def on_event(there: Any, where: int) -> None:
            if where == GRB.Callback.MIP:
                tell.progress(there.cbGet(GRB.Callback.MIP_OBJBST), there.cbGet(GRB.Callback.MIP_OBJBND))
            elif where == GRB.Callback.MIPSOL:
                tell.progress(there.cbGet(GRB.Callback.MIPSOL_OBJBST), there.cbGet(GRB.Callback.MIPSOL_OBJBND))

        try:
            model.optimize(on_event)
        except gurobipy.GurobiError as error:
            if error.errno != GRB.Error.SIZE_LIMIT_EXCEEDED:
                raise
            tell.ended("too large", None, None, version=_dotted(gurobipy.gurobi.version()))
            return
        found = model.SolCount > 0
        status = {GRB.OPTIMAL: "optimal", GRB.INFEASIBLE: "infeasible", GRB.INF_OR_UNBD: "infeasible"}.get(
            model.Status, ""
        )
        best = model.ObjVal if found else None
        tell.ended(_ending(status, found), best, model.ObjBound, version=_dotted(gurobipy.gurobi.version()))


def cplex(path: Path, limit: float, threads: int, tell: Telling) -> None:
    import cplex as package
    from cplex.callbacks import Context

    class Watch:
        def invoke(self, context: Any) -> None:
            information = Context.info
            best = context.get_double_info(information.best_solution)
            tell.progress(best, context.get_double_info(information.best_bound))

    model = package.Cplex()
    for stream in (model.set_log_stream, model.set_results_stream, model.set_warning_stream, model.set_error_stream):
        stream(None)
    model.read(str(path), filetype="mps")
    tell.read()
    model.parameters.threads.set(threads)
    model.parameters.timelimit.set(limit)
    model.parameters.mip.tolerances.mipgap.set(0.0)
    model.set_callback(Watch(), Context.id.global_progress)
    try:
        model.solve()
    except package.exceptions.CplexSolverError as error:
        if error.args[2] != package.exceptions.error_codes.CPXERR_RESTRICTED_VERSION:
            raise
        tell.ended("too large", None, None, version=model.get_version())
        return
    found = model.solution.is_primal_feasible()
    codes = model.solution.status
    status = {
        codes.MIP_optimal: "optimal",
        codes.optimal_tolerance: "optimal",
        codes.MIP_infeasible: "infeasible",
        codes.MIP_infeasible_or_unbounded: "infeasible",  # no column is without bounds that could matter
    }.get(model.solution.get_status(), "")
    best = model.solution.get_objective_value() if found else None
    bound = model.solution.MIP.get_best_objective() if found else None
    tell.ended(_ending(status, found), best, bound, version=model.get_version())


def _ending(status: str, found: bool) -> str:
    return status if status in ("optimal", "infeasible") else "feasible" if found else "unknown"


def _dotted(numbers: tuple[int, ...]) -> str:
    return ".".join(map(str, numbers))


SOLVERS: dict[str, Callable[[Path, float, int, Telling], None]] = {
    "hireplan": hireplan,
    "build": build,
    "cp-sat": cp_sat,
    "highs": highs,
    "scip": scip,
    "gurobi": gurobi,
    "cplex": cplex,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("solver", choices=SOLVERS)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds of search")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--began", type=float, default=None, help="start of the process, in the epoch's seconds")
    wishes = parser.parse_args()
    tell = Telling(time.time() if wishes.began is None else wishes.began)
    SOLVERS[wishes.solver](wishes.file, wishes.limit, wishes.threads, tell)


if __name__ == "__main__":
    main()
