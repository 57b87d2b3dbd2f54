"""Hiring plans for enterprise AI programs: from a spreadsheet to an optimal, checked plan in Excel.

The public Python API. Names are imported when they are first used, so that ``import hireplan`` costs nothing.

>>> import hireplan
>>> reading = hireplan.read("first-team.xlsx")  # doctest: +SKIP
>>> result = hireplan.solve(reading.problem)  # doctest: +SKIP
>>> hireplan.write(result, "plan.xlsx", reading)  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from hireplan.version import __version__

if TYPE_CHECKING:
    from hireplan.api import write, write_page
    from hireplan.verifying import verify
    from inputs import Change, Reading, read, read_scenarios, write_template
    from models.errors import Fault, HireplanError, InputError, PlanRejected
    from models.plan import Accounts, Level, Plan, Result, Status
    from models.problem import Problem
    from optimizer import Progress, solve
    from outputs import frames
    from outputs.verification import Verification

_HOMES = {
    "Accounts": "models.plan",
    "Change": "inputs",
    "Fault": "models.errors",
    "HireplanError": "models.errors",
    "InputError": "models.errors",
    "Level": "models.plan",
    "Plan": "models.plan",
    "PlanRejected": "models.errors",
    "Problem": "models.problem",
    "Progress": "optimizer",
    "Reading": "inputs",
    "Result": "models.plan",
    "Status": "models.plan",
    "Verification": "outputs.verification",
    "frames": "outputs",
    "read": "inputs",
    "read_scenarios": "inputs",
    "solve": "optimizer",
    "verify": "hireplan.verifying",
    "write": "hireplan.api",
    "write_page": "hireplan.api",
    "write_template": "inputs",
}
"""Where each public name lives."""

__all__ = [
    "Accounts",
    "Change",
    "Fault",
    "HireplanError",
    "InputError",
    "Level",
    "Plan",
    "PlanRejected",
    "Problem",
    "Progress",
    "Reading",
    "Result",
    "Status",
    "Verification",
    "__version__",
    "frames",
    "read",
    "read_scenarios",
    "solve",
    "verify",
    "write",
    "write_page",
    "write_template",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'hireplan' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
