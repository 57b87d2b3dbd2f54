"""HiGHS in a process of its own: one request a line, one answer a line, both JSON.

It cannot be loaded beside the solver that hireplan plans with. A request names an MPS file; the answer has the status,
the objective, the values of all columns and the size of what was read. Started as a script: nothing of hireplan is
imported here.
"""

from __future__ import annotations

import json
import sys

import highspy

TIGHT = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 1,
    "presolve": "off",  # that of 1.15 proves one in some hundreds of these small programs infeasible that is not
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
}


def answer(request: dict[str, object]) -> dict[str, object]:
    highs = highspy.Highs()
    for option, value in TIGHT.items():
        highs.setOptionValue(option, value)
    highs.setOptionValue("time_limit", float(str(request["seconds"])))
    read = highs.readModel(str(request["mps"]))
    if read != highspy.HighsStatus.kOk:
        return {"status": f"not read: {read}"}
    program = highs.getLp()
    size = {
        "rows": list(program.row_names_),
        "columns": list(program.col_names_),
        "integers": sum(kind == highspy.HighsVarType.kInteger for kind in program.integrality_),
        "nonzeros": highs.getNumNz(),
    }
    highs.run()
    status, info = highs.getModelStatus(), highs.getInfo()
    found = {"status": highs.modelStatusToString(status), **size}
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        values = zip(program.col_names_, highs.getSolution().col_value, strict=True)
        found |= {"objective": info.objective_function_value, "bound": info.mip_dual_bound, "values": dict(values)}
    return found


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
