"""Hiring plan: people to start, by job profile and quarter. The hires are the solver's choice; all else follows."""

from __future__ import annotations

from models.problem import Profile
from outputs.rows.facts import Facts, added
from outputs.rows.units import divided_jobs
from outputs.workbook.cells import Heading, Ink, Line, Part, Sheet
from outputs.workbook.inputs_tables import profile_column
from outputs.workbook.parts import flow, no_count, runs

NAME = "Hiring plan"


def sheet(facts: Facts) -> Sheet:
    lines = [_hires(facts, i, profile) for i, profile in enumerate(facts.problem.profiles)]
    return Sheet(
        NAME,
        "Hiring plan",
        "People to start in each quarter. Yellow cells are the solver's choice: edit one, and the other sheets follow.",
        (
            *lines,
            _total(facts),
            Heading("Hires by wave"),
            *_waves(facts),
            *_limit(facts),
            Heading("Workings: hires out of bounds", "too soon to be filled, above the limit, or no whole people"),
            *(_beyond(facts, i, profile) for i, profile in enumerate(facts.problem.profiles)),
            *(_beyond_together(facts, k, *job) for k, job in enumerate(divided_jobs(facts))),
        ),
        part=Part.ANSWER,
        heads=("Position", "Job profile", "Wave", "Unit", "Total", ""),
        years=True,
    )


def _hires(facts: Facts, index: int, profile: Profile) -> Line:
    labels = (profile.id, profile.title, f"wave {profile.wave}")
    return flow(f"hire.{index}", labels, "hires", facts.plan.hires[profile.id], ink=Ink.CHOICE, style="chosen")


def total_hires(facts: Facts) -> tuple[int, ...]:
    """Hires over all profiles, by quarter."""
    return added(list(facts.plan.hires.values()), facts.problem.quarters)


def _total(facts: Facts) -> Line:
    everyone = f"=SUM({runs('hire', range(len(facts.problem.profiles)))})"
    return flow("hire.all", ("", "All job profiles", ""), "hires", total_hires(facts), everyone, bold=True)


def _waves(facts: Facts) -> list[Line]:
    lines = []
    for wave in sorted({p.wave for p in facts.problem.profiles}):
        of_wave = [i for i, p in enumerate(facts.problem.profiles) if p.wave == wave]
        hires = added([facts.plan.hires[facts.problem.profiles[i].id] for i in of_wave], facts.problem.quarters)
        lines.append(
            flow(f"hire.wave.{wave}", ("", f"Wave {wave}", ""), "hires", hires, f"=SUM({runs('hire', of_wave)})")
        )
    return lines


def _beyond(facts: Facts, index: int, profile: Profile) -> Line:
    """Line by line, so that a row put in between by hand does no harm to the check that adds them up."""
    hires, most = facts.plan.hires[profile.id], profile.most_hires_per_quarter
    values = [
        starting if quarter <= profile.time_to_fill else 0 if most is None else max(0, starting - most)
        for quarter, starting in enumerate(hires, 1)
    ]
    row = f"profile.{index}"
    fill, limit = (f"{{{row}|{profile_column(name)}}}" for name in ("Quarters to fill", "Most hires a quarter"))
    cell = f"{{hire.{index}}}"
    over = f'IF({limit}="",0,MAX(0,{cell}-{limit}))'
    template = f"=IF({no_count(cell)},1,IF({fill}>={{number.hiring_plan}},{cell},{over}))"
    return Line(f"beyond.{index}", (profile.id, profile.title, "out of bounds"), "hires", values, template)


def _beyond_together(facts: Facts, k: int, job: str, title: str, indices: list[int]) -> Line:
    """The limit of a job that is one profile in each business unit is for all of them together."""
    parts = [facts.problem.profiles[i] for i in indices]
    most = parts[0].most_hires_per_quarter
    hires = added([facts.plan.hires[p.id] for p in parts], facts.problem.quarters)
    values = [0 if most is None else max(0, starting - most) for starting in hires]
    limit = f"{{profile.{indices[0]}|{profile_column('Most hires a quarter')}}}"
    template = f'=IF({limit}="",0,MAX(0,SUM({runs("hire", indices)})-{limit}))'
    return Line(f"beyond.job.{k}", (job, title, "all units, out of bounds"), "hires", values, template)


def _limit(facts: Facts) -> list[Heading | Line]:
    most = facts.problem.settings.recruiting_capacity
    if most is None:
        return []
    free = tuple(most - hires for hires in total_hires(facts))
    return [
        Heading("Recruiting capacity"),
        Line(
            "hire.most",
            ("", "Most hires a quarter, all profiles", ""),
            "hires",
            (most,) * len(free),
            "={set.recruiting|C}",
        ),
        Line("hire.free", ("", "Left of it", ""), "hires", free, "={hire.most}-{hire.all}"),
    ]
