"""Headcount walk: opening + offers + hires - contracts ended - leavers = closing, per job profile and in total."""

from __future__ import annotations

from models.problem import Profile
from outputs.rows.facts import Facts, added
from outputs.rows.people import Walk, heads_by_wave, walk
from outputs.workbook import units
from outputs.workbook.capacity import left_block, tenure_block
from outputs.workbook.cells import Heading, Ink, Item, Line, Sheet
from outputs.workbook.inputs_tables import LEAVER_RATE, profile_column
from outputs.workbook.parts import formula, runs

NAME = "Headcount walk"
RATE = profile_column(LEAVER_RATE)

STEPS = (
    ("open", "opening", "={close.%i|prev}"),
    ("offer", "+ accepted offers", "={in.offers.%i}"),
    ("come", "+ hires", "={hire.%i}"),
    ("end", "- contracts ended", "={in.ends.%i}"),
    ("leave", "- leavers", "={gone.%i}-{gone.%i|prev}"),
    ("close", "= closing", "={open.%i}+{offer.%i}+{come.%i}-{end.%i}-{leave.%i}"),
)
"""The lines of a walk: key, label, formula for the profile with index %i."""


def sheet(facts: Facts) -> Sheet:
    walks = [walk(facts, p.id) for p in facts.problem.profiles]
    return Sheet(
        NAME,
        "Headcount walk",
        "People in seat in each quarter, and how they came there: a quarter opens as the one before closed.",
        (
            Heading("Heads in seat", "the closing lines below"),
            *_heads(facts),
            *_waves(facts),
            *units.heads_by_unit(facts),
            Heading("The walk, all job profiles"),
            *_total_walk(facts, walks),
            *_walks(facts, walks),
            *_expected(facts),
            *_workings(facts, walks),
        ),
        heads=("Position", "Job profile", "Line", "Unit", "", "At start"),
    )


def _heads(facts: Facts) -> list[Line]:
    profiles = facts.problem.profiles
    lines = [
        Line(f"heads.{i}", (p.id, p.title, f"wave {p.wave}"), "heads", facts.accounts.heads[p.id], f"={{close.{i}}}")
        for i, p in enumerate(profiles)
    ]
    everyone = f"=SUM({runs('heads', range(len(profiles)))})"
    return [*lines, Line("heads.all", ("", "All job profiles", ""), "heads", all_heads(facts), everyone, bold=True)]


def all_heads(facts: Facts) -> tuple[int, ...]:
    """People in seat over all profiles, by quarter."""
    return added([facts.accounts.heads[p.id] for p in facts.problem.profiles], facts.problem.quarters)


def _waves(facts: Facts) -> list[Line]:
    lines = []
    for wave, heads in heads_by_wave(facts).items():
        of_wave = [i for i, p in enumerate(facts.problem.profiles) if p.wave == wave]
        lines.append(
            Line(f"heads.wave.{wave}", ("", f"Wave {wave}", ""), "heads", heads, f"=SUM({runs('heads', of_wave)})")
        )
    return lines


def _series(walked: Walk) -> dict[str, tuple[int, ...]]:
    return {
        "open": walked.opening,
        "offer": walked.offers,
        "come": walked.hires,
        "end": walked.ends,
        "leave": walked.leavers,
        "close": walked.closing,
    }


def _walks(facts: Facts, walks: list[Walk]) -> list[Item]:
    items: list[Item] = [Heading("The walk by job profile")]
    for i, (profile, walked) in enumerate(zip(facts.problem.profiles, walks, strict=True)):
        items += _walk(i, profile, walked)
    return items


def _walk(index: int, profile: Profile, walked: Walk) -> list[Line]:
    series = _series(walked)
    lines = []
    for key, label, template in STEPS:
        closing = key == "close"
        start = formula(walked.today, f"={{in.staff.{index}|F}}", "heads") if closing else None
        template = template.replace("%i", str(index))
        labels = (profile.id, profile.title, label)
        lines.append(Line(f"{key}.{index}", labels, "heads", series[key], template, start=start, bold=closing))
    return lines


def _total_walk(facts: Facts, walks: list[Walk]) -> list[Line]:
    """Each line adds up the lines of that name below; the closing follows from the five above it."""
    lines = []
    for key, label, _ in STEPS[:-1]:
        values = added([_series(w)[key] for w in walks], facts.problem.quarters)
        template = f"=SUM({','.join(f'{{{key}.{i}}}' for i in range(len(walks)))})"
        lines.append(Line(f"{key}.all", ("", "All job profiles", label), "heads", values, template))
    template = STEPS[-1][2].replace("%i", "all")
    closing = Line("close.all", ("", "All job profiles", STEPS[-1][1]), "heads", all_heads(facts), template, bold=True)
    return [*lines, closing]


def _expected(facts: Facts) -> list[Item]:
    if facts.whole:
        return []
    heading = Heading("Expected heads after attrition", "each cohort shrinks by its survival")
    return [heading, *(_left(facts, i, p) for i, p in enumerate(facts.problem.profiles))]


def _left(facts: Facts, i: int, profile: Profile) -> Line:
    values = [millionths / 1_000_000 for millionths in facts.accounts.expected_heads[profile.id]]
    block, share = tenure_block(facts, i, profile), left_block(facts, i, profile)
    template = f"={{in.left.{i}}}+SUMPRODUCT({{{block}}},{share})"
    return Line(f"expect.{i}", (profile.id, profile.title, "expected heads"), "FTE", values, template)


def _workings(facts: Facts, walks: list[Walk]) -> list[Item]:
    items: list[Item] = [Heading("Workings: hires and leavers so far")]
    for i, (profile, walked) in enumerate(zip(facts.problem.profiles, walks, strict=True)):
        items += _so_far(facts, i, profile, walked)
    return items


def _so_far(facts: Facts, i: int, profile: Profile, walked: Walk) -> list[Line]:
    def line(key: str, label: str, values: tuple[int, ...], template: str) -> Line:
        return Line(f"{key}.{i}", (profile.id, profile.title, label), "heads", values, template, ink=Ink.NOTED)

    # Column F of the heads is empty, so that the sum up to the quarter before begins with quarter 1.
    # With attrition `expected` nobody leaves as a whole person, so that there is nothing to compute.
    whole = f"=MIN(INT({{profile.{i}|{RATE}}}*SUM({{heads.{i}|before}})/Million),{{in.staff.{i}}}+{{hired.{i}}})"
    return [
        line("hired", "hires so far", walked.hired, f"={{hired.{i}|prev}}+{{hire.{i}}}"),
        line("gone", "leavers so far", walked.gone, whole if facts.whole else ""),
        line("gone_staff", "of them from staff", walked.gone_staff, f"=MIN({{gone.{i}}},{{in.staff.{i}}})"),
        line("seated", "hires still in seat", walked.hires_in_seat, f"={{hired.{i}}}-{{gone.{i}}}+{{gone_staff.{i}}}"),
    ]
