"""People in the model: hires so far, leavers so far, heads in seat and ramped capacity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from models.idle import idle_course
from models.plan import Series
from models.problem import Attrition, Problem, Profile
from models.rounding import MILLION
from models.staffing import (
    FULL_TIME,
    Cohort,
    average_fte,
    capacity_before_leavers,
    head_capacity,
    quarterly_rate,
    ramp_at,
    staff_in_seat,
    staff_rows,
)
from optimizer.bounds import hires_so_far
from optimizer.linear import Linear, total
from optimizer.rows import SAFE_SPAN, Rows

FEWER = 3
"""Hires make others leave earlier, so that a quarter can have fewer leavers than the idle course; never this many."""


class Team:
    """The people variables of one model, each made once; quarters are 1..T, profiles go by ID."""

    def __init__(self, problem: Problem, rows: Rows, most_hires: int) -> None:
        self.problem = problem
        self.rows = rows
        self.idle = idle_course(problem)
        bounds = hires_so_far(problem, most_hires)
        self.most_hires, self.curtailed = bounds.most_hires, bounds.curtailed
        self._hired = {p.id: self._make_hired(p) for p in problem.profiles}
        self._leavers = {p.id: self._make_leavers(p) for p in problem.profiles}
        self._hire_leavers: dict[tuple[str, int], Linear] = {}
        self._present: dict[tuple[tuple[str, ...], int, int], Linear] = {}
        self._starting: dict[tuple[tuple[str, ...], int], Linear] = {}
        self._one_team: dict[int, Linear] = {}

    # -- hires -------------------------------------------------------------------------------------------------

    def hired(self, profile: str, quarter: int) -> Linear:
        """Hires of a profile in quarters 1..q."""
        return self._hired[profile][quarter] if quarter >= 1 else Linear()

    def assigned(self, hires: Mapping[str, Series]) -> dict[int, int]:
        """The values of the hiring variables that these hires amount to."""
        return {variable: sum(hires[p][:q]) for (p, q), variable in self.variables().items()}

    def variables(self) -> dict[tuple[str, int], int]:
        """The variable of the hires so far, by profile and quarter, where there is a choice."""
        return {
            (p, q): v for p, hired in self._hired.items() for q, expression in hired.items() for v in expression.terms
        }

    def starts(self, profile: str, quarter: int) -> Linear:
        """Hires of a profile that start in a quarter."""
        return self.hired(profile, quarter) - self.hired(profile, quarter - 1)

    def starts_of(self, profiles: Iterable[str], quarter: int) -> Linear:
        """Hires of a group that start in a quarter."""
        return total(self.starts(p, quarter) for p in profiles)

    def most_starts(self, profile: str, quarter: int) -> int:
        """A bound on the hires of a profile that start in a quarter."""
        data, most = self.problem.profile[profile], self.most_hires[profile][quarter - 1]
        if data.most_hires_per_quarter is None:
            return most
        return min(most, data.most_hires_per_quarter)

    def starting(self, profiles: tuple[str, ...], quarter: int) -> Linear:
        """The literal that must hold where anyone of the group starts in the quarter."""
        key = (profiles, quarter)
        if key not in self._starting:
            literal = self.rows.literal(f"starting[{len(self._starting)},{quarter}]")
            for p in profiles:
                self.rows.at_most(self.starts(p, quarter), literal * self.most_starts(p, quarter))
            self._starting[key] = literal
        return self._starting[key]

    def _make_hired(self, profile: Profile) -> dict[int, Linear]:
        hired: dict[int, Linear] = {}
        for q, most in zip(self.problem.horizon, self.most_hires[profile.id], strict=True):
            hired[q] = self.rows.integer(0, most, f"hired[{profile.id},{q}]")
            if q > 1:
                self.rows.at_most(hired[q - 1], hired[q])
        return hired

    # -- heads -------------------------------------------------------------------------------------------------

    def heads(self, profile: str, quarter: int) -> Linear:
        """People of a profile in seat (attrition `expected`: before attrition)."""
        staff = staff_in_seat(self.problem, profile, quarter)
        return self.hired(profile, quarter) - self.leavers(profile, quarter) + staff

    def heads_of(self, profiles: Iterable[str], quarter: int) -> Linear:
        """People of a group in seat."""
        return total(self.heads(p, quarter) for p in profiles)

    def idle_heads_of(self, profiles: Iterable[str], quarter: int) -> int:
        """People of a group in seat if nothing is decided."""
        return sum(self.idle.heads[p][quarter - 1] for p in profiles)

    def present(self, profiles: tuple[str, ...], least: int, quarter: int) -> Linear:
        """A literal that can hold only where at least so many of the group are in seat."""
        key = (profiles, least, quarter)
        if key not in self._present:
            heads = self.heads_of(profiles, quarter)
            literal = Linear(const=1)
            if self.rows.low(heads) < least:
                possible = int(self.rows.high(heads) >= least)
                literal = self.rows.integer(0, possible, f"present[{len(self._present)},{quarter}]")
                floor = max(0, self.rows.low(heads))
                self.rows.at_least(heads, literal * (least - floor) + floor)
            self._present[key] = literal
        return self._present[key]

    def one_team(self, quarter: int) -> Linear:
        """A literal that can hold only where there are so few people that all are one team."""
        if quarter not in self._one_team:
            heads = self.heads_of((p.id for p in self.problem.profiles), quarter)
            most = self.problem.settings.one_team_up_to
            literal = Linear(const=1)
            if self.rows.high(heads) > most:
                literal = self.rows.integer(0, int(self.rows.low(heads) <= most), f"one team[{quarter}]")
                self.rows.at_most(heads, most, when=[literal])
            self._one_team[quarter] = literal
        return self._one_team[quarter]

    # -- leavers -----------------------------------------------------------------------------------------------

    def leavers(self, profile: str, quarter: int) -> Linear:
        """Leavers so far, whole people; 0 with attrition `expected`."""
        return self._leavers[profile][quarter]

    def hire_leavers(self, profile: str, quarter: int) -> Linear:
        """Those of the leavers so far who are not taken from the staff."""
        key = (profile, quarter)
        if key not in self._hire_leavers:
            gone, staff = self.leavers(profile, quarter), staff_in_seat(self.problem, profile, quarter)
            beyond = self.rows.above_zero(gone - staff, f"hire leavers[{profile},{quarter}]") if staff else gone
            self._hire_leavers[key] = beyond
        return self._hire_leavers[key]

    def _make_leavers(self, profile: Profile) -> dict[int, Linear]:
        if self.problem.settings.attrition is Attrition.EXPECTED:
            return {q: Linear() for q in self.problem.horizon}
        return _Leavers(self, profile).so_far()

    # -- capacity ----------------------------------------------------------------------------------------------

    def capacity(self, profile: str, quarter: int) -> Linear:
        """Ramped capacity in ten-thousandths of an FTE; where it may fall below 0 it counts as 0."""
        if self.problem.settings.attrition is Attrition.EXPECTED:
            return self._of_hires(profile, quarter) + self._of_staff(profile, quarter)
        full = self.problem.profile[profile].ramp[-1]
        hire_leavers = self.hire_leavers(profile, quarter)
        staff_leavers = self.leavers(profile, quarter) - hire_leavers
        lost = (staff_leavers * average_fte(self.problem, profile, quarter) + hire_leavers * FULL_TIME) * full
        return self._of_hires(profile, quarter) + self._of_staff(profile, quarter) - lost

    def capacity_may_be_negative(self, profile: str, quarter: int) -> bool:
        """Whether leavers or a negative ramp can take the sum over cohorts below 0.

        They cannot where every hire gives at every tenure t at least the r x t of a person that it adds to the leavers.
        """
        data = self.problem.profile[profile]
        if self.problem.settings.attrition is Attrition.EXPECTED:
            return self.rows.low(self.capacity(profile, quarter)) < 0
        rate, full = quarterly_rate(data.attrition_pct), data.ramp[-1]
        gives = all(MILLION * ramp_at(data, t) >= rate * t * full for t in range(self.problem.quarters))
        ends = any(row.end is not None for row in staff_rows(self.problem, profile))
        staff = staff_in_seat(self.problem, profile, quarter)
        lost = min(staff, self.rows.high(self.leavers(profile, quarter))) * average_fte(self.problem, profile, quarter)
        stays = rate * self.problem.quarters < MILLION and not ends and self._of_staff(profile, quarter) >= lost * full
        return not (gives and stays)

    def _of_staff(self, profile: str, quarter: int) -> int:
        return capacity_before_leavers(self.problem, profile, (), quarter)

    def _of_hires(self, profile: str, quarter: int) -> Linear:
        data = self.problem.profile[profile]
        return self.by_cohort(
            profile, quarter, lambda start: head_capacity(self.problem, data, hires_of(start), quarter)
        )

    def by_cohort(self, profile: str, quarter: int, each: Callable[[int], int]) -> Linear:
        """The sum over hires in seat in a quarter of each(start), stated over hires so far."""
        return total(
            self.hired(profile, start) * (each(start) - (each(start + 1) if start < quarter else 0))
            for start in range(1, quarter + 1)
        )


def hires_of(start: int) -> Cohort:
    """One hire that starts in a quarter."""
    return Cohort(heads=1, fte=FULL_TIME, start=start, base=None, ramped=False)


class _Leavers:
    """Leavers so far of one profile, counted from the idle course's: only what hires add is a variable."""

    def __init__(self, team: Team, profile: Profile) -> None:
        self.team, self.rows, self.profile = team, team.rows, profile.id
        self.rate = quarterly_rate(profile.attrition_pct)
        self.more_heads: list[Linear] = []
        self.more = self._summed if self._most_span() < SAFE_SPAN else _Chain(self).more

    def so_far(self) -> dict[int, Linear]:
        """Leavers so far in quarters 1..T."""
        gone: dict[int, Linear] = {}
        expected = 0
        for q in self.team.problem.horizon:
            gone[q] = self._capped(q, self.more(q, expected % MILLION) + expected // MILLION)
            self.more_heads.append(self.team.hired(self.profile, q) - gone[q] + self._idle(self.team.idle.leavers, q))
            expected += self.rate * self._idle(self.team.idle.heads, q)
        return gone

    def _idle(self, series: Mapping[str, Series], quarter: int) -> int:
        return series[self.profile][quarter - 1]

    def _capped(self, quarter: int, gone: Linear) -> Linear:
        """No more than the people there are; only contracts that end can bring that about."""
        staff = staff_in_seat(self.team.problem, self.profile, quarter)
        if all(row.end is None for row in staff_rows(self.team.problem, self.profile)) or self.rows.high(gone) <= staff:
            return gone
        people = self.team.hired(self.profile, quarter) + staff
        return self.rows.smallest([gone, people], f"leavers[{self.profile},{quarter}]")

    def _summed(self, quarter: int, idle_rest: int) -> Linear:
        """Whole leavers beyond the idle course's: 10^6 more <= rest + rate x more head-quarters < 10^6 (more + 1)."""
        most = (idle_rest + self.rate * self._most_head_quarters(quarter)) // MILLION
        more = self.rows.integer(0, most, f"more leavers[{self.profile},{quarter}]")
        expected = total(self.more_heads) * self.rate + idle_rest
        self.rows.at_most(more * MILLION, expected)
        self.rows.at_least(more * MILLION + MILLION - 1, expected)
        return more

    def _most_span(self) -> int:
        """At least the span of any row of `_summed`: its own leavers, hires, and the leavers of each quarter before."""
        quarters = self.team.problem.quarters
        expected = self.rate * self._most_head_quarters(quarters)
        return 2 * expected + MILLION + self.rate * quarters * (expected // MILLION + 1)

    def _most_head_quarters(self, quarter: int) -> int:
        return sum(self.rows.high(self.team.hired(self.profile, k)) for k in range(1, quarter))


class _Chain:
    """The same count from quarter to quarter: small rows at any size.

    What is left below a whole person is carried on, in thousandths and thousandths of these, each by itself.
    """

    def __init__(self, leavers: _Leavers) -> None:
        self.leavers, self.rows = leavers, leavers.team.rows
        self.total = Linear()
        self.carry = [Linear(), Linear()]
        self.idle_rest = 0

    def more(self, quarter: int, idle_rest: int) -> Linear:
        """Whole leavers beyond the idle course's, as the quarter begins."""
        if quarter == 1:
            return Linear()
        heads = self._more_heads(quarter - 1)
        rate, rest = divmod(self.leavers.rate, 1000), divmod(idle_rest - self.idle_rest, 1000)
        thousandths = self._carried(1, heads * rate[1] + rest[1], quarter)
        self.total = self.total + self._carried(0, heads * rate[0] + rest[0] + thousandths, quarter)
        self.idle_rest = idle_rest
        return self.total

    def _more_heads(self, quarter: int) -> Linear:
        """Heads beyond the idle course's: rounding can take away one, and there are no more than hires."""
        profile = self.leavers.profile
        most = self.rows.high(self.leavers.team.hired(profile, quarter))
        if not most:
            return Linear()
        heads = self.rows.integer(-1, most, f"more heads[{profile},{quarter}]")
        self.rows.equal(heads, self.leavers.more_heads[-1])
        return heads

    def _carried(self, place: int, amount: Linear, quarter: int) -> Linear:
        """Whole thousands of an amount and what was carried at its place; the rest is carried on."""
        expected, name = self.carry[place] + amount, f"{self.leavers.profile},{quarter},{place}"
        self.carry[place] = self.rows.integer(0, 999, f"carry[{name}]")
        whole = self.rows.integer(self.rows.low(expected) // 1000, self.rows.high(expected) // 1000, f"leaving[{name}]")
        self.rows.equal(whole * 1000 + self.carry[place], expected)
        return whole
