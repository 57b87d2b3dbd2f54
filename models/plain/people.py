"""Who is in seat: hires, leavers and heads, and the limits on them (docs/semantics.md, section 2)."""

from __future__ import annotations

from collections.abc import Iterable

from models.idle import idle_course
from models.linear_program import Linear, total
from models.plain.bounds import most_heads, most_hires, most_leavers
from models.plain.draft import Draft
from models.problem import Attrition, Problem, Profile
from models.rounding import MILLION
from models.rules import Group
from models.staffing import quarterly_rate, staff_in_seat, staff_rows


class People:
    """The columns of people, by ID of the profile and quarter."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.problem = draft, draft.problem
        self.hires: dict[tuple[str, int], Linear] = {}
        self.heads: dict[tuple[str, int], Linear] = {}
        self.leavers: dict[tuple[str, int], Linear] = {}
        """leavers so far"""
        self.staff_leavers: dict[tuple[str, int], Linear] = {}
        self.hire_leavers: dict[tuple[str, int], Linear] = {}
        self._started: dict[tuple[tuple[str, ...], int], Linear] = {}
        for profile in self.problem.profiles:
            for quarter in self.problem.horizon:
                self._hires(profile, quarter)
            for quarter in self.problem.horizon:
                self._leavers(profile, quarter)
                self._split(profile, quarter)
                self._heads(profile, quarter)

    # -- what others ask --------------------------------------------------------------------------------------

    def hired(self, profile: str, quarter: int) -> Linear:
        """H(p, q)."""
        return total(self.hires[profile, s] for s in range(1, quarter + 1))

    def heads_of(self, group: Group, quarter: int) -> Linear:
        return total(self.heads[profile, quarter] for profile in group.profiles)

    def all_heads(self, quarter: int) -> Linear:
        return total(self.heads[profile.id, quarter] for profile in self.problem.profiles)

    def all_hires(self, quarter: int) -> Linear:
        return total(self.hires[profile.id, quarter] for profile in self.problem.profiles)

    def starts_of(self, group: Group, quarter: int) -> Linear:
        """starts(g, q)."""
        return total(self.hires[profile, quarter] for profile in group.profiles)

    def started(self, group: Group, quarter: int) -> Linear:
        """A binary that is 1 wherever starts(g, q) > 0; 0 where nobody of the group can start."""
        key = group.profiles, quarter
        if key not in self._started:
            starts = self.starts_of(group, quarter)
            most = self.draft.most(starts)
            name = self.draft.group(group)
            self._started[key] = self.draft.binary("started", name, quarter) if most else Linear()
            self.draft.at_most(("started", name, quarter), starts, self._started[key] * most)
        return self._started[key]

    # -- one profile in one quarter ---------------------------------------------------------------------------

    def _hires(self, profile: Profile, quarter: int) -> None:
        """Whole people, from the first quarter that the time to fill allows."""
        most = most_hires(self.problem, profile, quarter)
        column = self.draft.integer("hires", profile.id, quarter, most=most) if most else Linear()
        self.hires[profile.id, quarter] = column

    def _heads(self, profile: Profile, quarter: int) -> None:
        """heads = S + H - L; with attrition `expected` L is 0."""
        heads = self.draft.integer("heads", profile.id, quarter, most=most_heads(self.problem, profile, quarter))
        there = self._people(profile, quarter) - self.leavers[profile.id, quarter]
        self.draft.equal(("heads", profile.id, quarter), heads, there)
        self.heads[profile.id, quarter] = heads

    def _people(self, profile: Profile, quarter: int) -> Linear:
        """S + H."""
        return self.hired(profile.id, quarter) + staff_in_seat(self.problem, profile.id, quarter)

    def _leavers(self, profile: Profile, quarter: int) -> None:
        """L = min(floor E, S + H), E the sum over k < q of rate x heads(k), in millionths of a person.

        Two rows make the floor: 1,000,000 L <= E <= 1,000,000 L + 999,999. They are written half a millionth of a
        person looser, which lets in no other integers, and divided by a million: so a tolerance of less than that
        cannot decide who leaves. L stays within S + H since heads are never below 0. Only where contracts have ended
        can E pass S + H: then a binary says that nobody is left.
        """
        name = profile.id, quarter
        rate = quarterly_rate(profile.attrition_pct) if self.problem.settings.attrition is Attrition.WHOLE else 0
        most = most_leavers(self.problem, profile, quarter) if rate else 0
        self.leavers[name] = Linear()
        if not most:
            return
        left = self.leavers[name] = self.draft.integer("leavers", *name, most=most)
        expected = total(self.heads[profile.id, k] for k in range(1, quarter)) * (10 * rate)
        nobody: Linear | int = 0
        if self._ended(profile, quarter):
            nobody = self.draft.binary("nobody", *name)
            there = self._people(profile, quarter) - left
            self.draft.at_most(("nobody", *name), there, 0, unless=Linear(constant=1) - nobody)
        most_row, least_row, person = ("leavers-most", *name), ("leavers-least", *name), 10 * MILLION
        self.draft.at_most(most_row, left * person, expected + 5, scale=person)
        self.draft.at_most(least_row, expected + 5, left * person + person, unless=nobody, scale=person)

    def _ended(self, profile: Profile, quarter: int) -> bool:
        return any(row.end is not None and row.end < quarter for row in staff_rows(self.problem, profile.id))

    def _split(self, profile: Profile, quarter: int) -> None:
        """Leavers are staff first: LS = min(L, S), LH = L - LS."""
        name, left = (profile.id, quarter), self.leavers[profile.id, quarter]
        staff, most = staff_in_seat(self.problem, profile.id, quarter), self.draft.most(left)
        self.staff_leavers[name] = left if most <= staff else Linear()
        self.hire_leavers[name] = left if not staff else Linear()
        if most <= staff or not staff:
            return
        of_staff = self.draft.integer("leavers-of-staff", *name, most=staff)
        of_hires = self.draft.integer("leavers-of-hires", *name, most=most)
        all_gone = self.draft.binary("staff-gone", *name)
        self.draft.equal(("leavers-split", *name), left, of_staff + of_hires)
        self.draft.at_least(("staff-first", *name), of_staff, all_gone * staff)
        self.draft.at_most(("hires-then", *name), of_hires, all_gone * most)
        self.staff_leavers[name], self.hire_leavers[name] = of_staff, of_hires


# -- limits ------------------------------------------------------------------------------------------------------


def limits_on_hires(draft: Draft, people: People) -> None:
    """Most hires a quarter of a job profile, all its parts together, and the recruiting capacity."""
    problem = draft.problem
    for quarter in problem.horizon:
        for parts in problem.jobs:
            limit = parts[0].most_hires_per_quarter
            if limit is not None:
                starting = total(people.hires[part.id, quarter] for part in parts)
                draft.at_most(("most-hires", _job(parts), quarter), starting, limit)
        if problem.settings.recruiting_capacity is not None:
            limit = problem.settings.recruiting_capacity
            draft.at_most(("recruiting-capacity", quarter), people.all_hires(quarter), limit)


def limits_on_heads(draft: Draft, people: People) -> None:
    """heads <= max(most heads, idle heads), all parts of a job profile together."""
    problem, idle = draft.problem, idle_course(draft.problem)
    for parts in problem.jobs:
        for quarter in problem.horizon if parts[0].most_heads is not None else ():
            heads = total(people.heads[part.id, quarter] for part in parts)
            most = max(parts[0].most_heads or 0, sum(idle.heads[part.id][quarter - 1] for part in parts))
            draft.at_most(("most-heads", _job(parts), quarter), heads, most)


def _job(parts: tuple[Profile, ...]) -> str:
    return parts[0].base or parts[0].id


def missing_heads(draft: Draft, people: People) -> Linear:
    """Heads short of the requirement rows of roles and of least heads, each row for itself, over all quarters."""
    return total(
        _missing(draft, ("missing", what, quarter), Linear(constant=need) - there)
        for what, quarter, need, there in _asked_heads(draft.problem, people)
    )


def _asked_heads(problem: Problem, people: People) -> Iterable[tuple[str, int, int, Linear]]:
    """What asks, the quarter, the heads it needs there, and those that count."""
    for quarter in problem.horizon:
        for parts in problem.jobs:
            heads = total(people.heads[part.id, quarter] for part in parts)
            yield f"least-heads-{_job(parts)}", quarter, parts[0].least_heads, heads
        for number, row in enumerate(problem.requirements, 1):
            if row.role is not None:
                counted = total(people.heads[p.id, quarter] for p in problem.profiles if row.counts(p))
                yield f"requirement-{number}", quarter, row.need[quarter - 1], counted


def _missing(draft: Draft, name: tuple[str | int, ...], short: Linear) -> Linear:
    """max(0, short), of which there is never more than need be."""
    if draft.most(short) <= 0:
        return Linear()
    missing = draft.real(*name, most=draft.most(short))
    draft.at_least(name, missing, short)
    return missing
