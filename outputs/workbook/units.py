"""Lines by business unit, where people belong to units: heads, capacity, and the time that may go to other units."""

from __future__ import annotations

from models.problem import OperatingModel, Profile
from models.sharing import others_work
from outputs.rows.facts import Facts, added
from outputs.rows.units import by_unit, divided_jobs, for_others, for_work, has_community, most_for_others, together
from outputs.workbook.cells import Heading, Item, Line
from outputs.workbook.parts import runs

ONE_TEAM = "1 where so few people are in seat that all are one team, whatever their unit"


def heads_by_unit(facts: Facts) -> list[Item]:
    """Heads by unit, those of each job in all units together, and whether all are one team."""
    if not by_unit(facts):
        return []
    items: list[Item] = [Heading("Heads by business unit")]
    for k, (unit, indices) in enumerate(by_unit(facts).items()):
        items.append(_heads(facts, f"heads.unit.{k}", ("", unit, "business unit"), indices))
    items.append(Line("team.one", ("", "One team", "1 = yes"), "1 = yes", together(facts), TEAM))
    items.append(Heading("Heads by job", "in all business units together, as its limits count them"))
    for k, (job, title, indices) in enumerate(divided_jobs(facts)):
        items.append(_heads(facts, f"heads.job.{k}", (job, title, "all units"), indices))
    return items


TEAM = "=IF({heads.all}<={set.team|C},1,0)"


def _heads(facts: Facts, key: str, labels: tuple[str, str, str], indices: list[int]) -> Line:
    rows = [facts.accounts.heads[facts.problem.profiles[i].id] for i in indices]
    return Line(key, labels, "heads", added(rows, facts.problem.quarters), f"=SUM({runs('heads', indices)})")


def capacity(facts: Facts) -> list[Item]:
    """Ramped capacity and allotted time by unit."""
    if not by_unit(facts):
        return []
    items: list[Item] = [Heading("Capacity by business unit", "ramped capacity of its people, and their time allotted")]
    for k, (unit, indices) in enumerate(by_unit(facts).items()):
        there = [sum(facts.accounts.capacity[facts.problem.profiles[i].id][q - 1] for i in indices) / 10_000
                 for q in facts.problem.horizon]  # fmt: skip
        given = [facts.plan.allotment.get(facts.problem.profiles[i].id, {}).values() for i in indices]
        used = [sum(series[q - 1] for rows in given for series in rows) / 100 for q in facts.problem.horizon]
        items.append(
            Line(f"cap.unit.{k}", ("", unit, "ramped capacity"), "exact", there, f"=SUM({runs('cap', indices)})")
        )
        items.append(Line(f"used.unit.{k}", ("", unit, "allotted"), "FTE", used, f"=SUM({runs('used', indices)})"))
    return items


def sharing(facts: Facts) -> list[Item]:
    """What of each profile's time can be given to work, and to other units, and what is given to them."""
    if not by_unit(facts):
        return []
    profiles = list(enumerate(facts.problem.profiles))
    items: list[Item] = []
    if has_community(facts):
        items.append(Heading("Workings: time for work", "without the community of practice, unless all are one team"))
        items += [_for_work(facts, i, p) for i, p in profiles]
    items.append(Heading("Workings: time for other units", "the most that may be given, unless all are one team"))
    items += [_most_for_others(facts, i, p) for i, p in profiles]
    items.append(Heading("Workings: time given to other units"))
    items += [_for_others(facts, i, p) for i, p in profiles]
    return items


def _for_work(facts: Facts, i: int, profile: Profile) -> Line:
    template = _limit(i, "(Percent-{set.community|C})")
    return Line(f"work.{i}", (profile.id, profile.title, "for work"), "exact", for_work(facts, profile), template)


def _most_for_others(facts: Facts, i: int, profile: Profile) -> Line:
    federated = facts.problem.settings.operating_model is OperatingModel.FEDERATED
    template = f"={{cap.{i}}}"
    if profile.business_unit:
        template = _limit(i, "{set.shared|C}") if federated else f"=IF({{team.one}}=1,{{cap.{i}}},0)"
    labels = (profile.id, profile.title, "most for others")
    return Line(f"lend.{i}", labels, "exact", most_for_others(facts, profile), template)


def _limit(i: int, per_cent: str) -> str:
    """Of one team all the capacity, else per cent of it, in hundredths rounded down."""
    share = f"ROUNDDOWN(ROUND({{cap.{i}}}*{per_cent}/Percent,Fine),Hundredths)"
    return f"=IF({{team.one}}=1,{{cap.{i}}},{share})"


def _for_others(facts: Facts, i: int, profile: Profile) -> Line:
    others = others_work(facts.problem, profile.id)
    numbers = [c for c, name in enumerate(facts.problem.capabilities) if name in others and name in profile.skills]
    keys = ",".join(f"{{allot.{c}.{i}}}" for c in numbers if profile.skills[facts.problem.capabilities[c]] > 0)
    labels = (profile.id, profile.title, "to other units")
    return Line(f"lent.{i}", labels, "FTE", for_others(facts, profile), f"=SUM({keys})" if keys else "")
