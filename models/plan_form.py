"""Is a plan well formed: does it speak of this problem's profiles, use cases, capabilities and quarters? Or made so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.plan import Plan, Series
from models.problem import Problem


def well_formed(problem: Problem, plan: Plan) -> tuple[Plan, list[str]]:
    """The plan as far as it makes sense, and every fault of its form.

    What is unknown is left out; what is missing, of another length or a negative number of people or units is taken as
    nothing: then the rest of the plan can still be judged.
    """
    faults: list[str] = []
    hires = _table("hires", plan.hires, [profile.id for profile in problem.profiles], problem.quarters, faults)
    starts = _table("starts", plan.starts, [use_case.id for use_case in problem.ideas], problem.quarters, faults)
    allotment: dict[str, dict[str, Series]] = {}
    for profile, shares in plan.allotment.items():
        if profile not in problem.profile:
            faults.append(f"The plan allots time of the unknown job profile '{profile}'.")
            continue
        what = f"allotment of '{profile}'"
        allotment[profile] = {
            capability: _series(what, capability, given, problem.quarters, faults)
            for capability, given in shares.items()
            if _known(what, capability, problem.capabilities, faults)
        }
    return Plan(
        hires=_counts(hires, "hires", faults), starts=_counts(starts, "starts", faults), allotment=allotment
    ), faults


def fitted(problem: Problem, plan: Plan) -> Plan:
    """A plan of another problem in the form of this one's.

    What is unknown here and quarters beyond the horizon are left out, what is missing is nothing. Whether the plan is
    allowed here is the judge's to say.
    """
    length = problem.quarters
    return Plan(
        hires={profile.id: _cut(plan.hires.get(profile.id, ()), length) for profile in problem.profiles},
        starts={use_case.id: _cut(plan.starts.get(use_case.id, ()), length) for use_case in problem.ideas},
        allotment={
            profile: {c: _cut(series, length) for c, series in shares.items() if c in problem.capabilities}
            for profile, shares in plan.allotment.items()
            if profile in problem.profile
        },
    )


def _cut(series: Series, length: int) -> Series:
    """The series in so many quarters: the rest cut off, or nothing where it is shorter."""
    return (*series[:length], *(0,) * (length - len(series)))


def _table(what: str, table: Mapping[str, Series], ids: list[str], length: int, faults: list[str]) -> dict[str, Series]:
    """One series for each of the IDs, in their order."""
    for name in table:
        _known(what, name, ids, faults)
    faults += [f"The plan's {what} leave out '{name}'." for name in ids if name not in table]
    return {name: _series(what, name, table[name], length, faults) if name in table else (0,) * length for name in ids}


def _known(what: str, name: str, ids: Iterable[str], faults: list[str]) -> bool:
    if name in ids:
        return True
    faults.append(f"The plan's {what} name '{name}', on which this problem leaves nothing to decide.")
    return False


def _series(what: str, name: str, series: Series, length: int, faults: list[str]) -> Series:
    if len(series) == length:
        return series
    faults.append(f"The plan's {what} have {len(series)} quarters for '{name}', but the horizon has {length}.")
    return (0,) * length


def _counts(table: dict[str, Series], what: str, faults: list[str]) -> dict[str, Series]:
    """People and units are never negative."""
    for name, series in table.items():
        if min(series, default=0) < 0:
            faults.append(f"The plan's {what} hold a negative number for '{name}' ({min(series)}).")
    return {name: tuple(max(0, number) for number in series) for name, series in table.items()}
