"""Time in the model: how people's ramped time is divided among capabilities, and that it covers what is demanded."""

from __future__ import annotations

from collections import defaultdict

from models.portfolio import unit_needs
from models.problem import Problem, Profile, UseCase
from models.sharing import others_work, shared_pct, usable_pct
from models.staffing import FULL_TIME
from optimizer.linear import Linear, total
from optimizer.portfolio import Portfolio
from optimizer.rows import Rows, negation
from optimizer.team import Team

PER_CENT = 100
"""Demand is in hundredths of an FTE, supply in hundredths times per cent of skill."""


class Work:
    """Allotments and uncovered demand of one model."""

    def __init__(self, problem: Problem, rows: Rows, team: Team, portfolio: Portfolio) -> None:
        self.problem, self.rows, self.team, self.portfolio = problem, rows, team, portfolio
        self.allotted: dict[tuple[str, str, int], Linear] = {}
        """(profile, capability, quarter): hundredths of ramped FTE"""
        self.uncovered: dict[tuple[str, int], Linear] = {}
        self.missing_heads: list[Linear] = []
        self._by_rules: dict[tuple[str, int], list[Linear]] = defaultdict(list)

    def given(self, profile: str, capability: str, quarter: int) -> Linear:
        """Hundredths of a profile's ramped FTE given to a capability in a quarter."""
        return self.allotted.get((profile, capability, quarter), Linear())

    def add_demand(self, capability: str, quarter: int, fte: Linear) -> None:
        """Demand that a rule adds, in hundredths of an FTE; to be added before `cover`."""
        self._by_rules[capability, quarter].append(fte)

    def inherited(self) -> Linear:
        """Hundredths of FTE-quarters that live and in-progress use cases and requirements go without."""
        return total([*self.uncovered.values(), *(missing * FULL_TIME for missing in self.missing_heads)])

    def demand(self, capability: str, quarter: int) -> Linear:
        """All demand for a capability, in hundredths of an FTE."""
        use_cases = (self._demand_of(u, capability, quarter) for u in self.problem.use_cases)
        required = sum(r.need[quarter - 1] for r in self.problem.requirements if r.capability == capability)
        return total([*use_cases, required, *self._by_rules[capability, quarter]])

    def _demand_of(self, use_case: UseCase, capability: str, quarter: int) -> Linear | int:
        needs = unit_needs(self.problem, use_case)
        build, run = needs.build.get(capability, ()), needs.run.get(capability, 0)
        if not run and not any(build):
            return 0
        return self.portfolio.work(use_case, quarter, lambda age: build[age] if age < len(build) else run)

    # -- covering ----------------------------------------------------------------------------------------------

    def cover(self) -> None:
        """In every quarter, for every capability, the time given to it, weighted by skill, covers the demand."""
        for quarter in self.problem.horizon:
            for capability in self.problem.capabilities:
                self._cover(capability, quarter)
            for profile in self.problem.profiles:
                self._limit_time(profile.id, quarter)

    def _cover(self, capability: str, quarter: int) -> None:
        demand = self.demand(capability, quarter)
        if self.rows.high(demand) <= 0:
            return
        idle = self.team.idle.demand.get(capability, (0,) * self.problem.quarters)[quarter - 1]
        uncovered = self.rows.integer(0, idle, f"uncovered[{capability},{quarter}]")
        self.uncovered[capability, quarter] = uncovered
        supply = total(
            self._allot(p, capability, quarter, self.rows.high(demand)) * p.skills[capability]
            for p in self.problem.profiles
            if p.skills.get(capability, 0) > 0
        )
        self.rows.at_least(supply + uncovered * PER_CENT, demand * PER_CENT)

    def _allot(self, profile: Profile, capability: str, quarter: int, demand: int) -> Linear:
        """The time given, in steps of the grain: no more than there is, nor than would cover all demand alone."""
        grain = self.problem.settings.time_grain
        there = max(0, self.rows.high(self.team.capacity(profile.id, quarter))) // (PER_CENT * grain)
        needed = -(-demand * PER_CENT // (profile.skills[capability] * grain))
        given = self.rows.integer(0, min(there, needed), f"allotted[{profile.id},{capability},{quarter}]") * grain
        self.allotted[profile.id, capability, quarter] = given
        return given

    def _limit_time(self, profile: str, quarter: int) -> None:
        """The time given is no more than the ramped capacity, which counts as 0 where it would be negative."""
        given = total(self.given(profile, c, quarter) for c in self.problem.capabilities)
        if given.is_constant:
            return
        capacity = self.team.capacity(profile, quarter)
        able = Linear(const=1)
        if self.team.capacity_may_be_negative(profile, quarter):
            able = self.rows.literal(f"able[{profile},{quarter}]")
            self.rows.at_most(given, able * self.rows.high(given))
        self.rows.at_most(given * PER_CENT, capacity, when=[able])
        self._limit_by_unit(profile, quarter, able)

    def _limit_by_unit(self, profile: str, quarter: int, able: Linear) -> None:
        """Unless all are one team: time left by the community of practice, and time for the work of other units."""
        usable, share = usable_pct(self.problem), shared_pct(self.problem)
        others = others_work(self.problem, profile)
        for capabilities, per_cent in ((self.problem.capabilities, usable), (others, share)):
            given = total(self.given(profile, c, quarter) for c in capabilities)
            if per_cent < PER_CENT and not given.is_constant:
                apart = negation(self.team.one_team(quarter))
                most = self.team.capacity(profile, quarter) * per_cent
                self.rows.at_most(given * PER_CENT * PER_CENT, most, when=[able, apart])

    # -- heads -------------------------------------------------------------------------------------------------

    def count_missing_heads(self) -> None:
        """Heads that requirement rows and least heads ask for and the plan does not seat."""
        for requirement in self.problem.requirements:
            if requirement.role is not None:
                group = tuple(p.id for p in self.problem.profiles if requirement.counts(p))
                for quarter in self.problem.horizon:
                    self._count_missing(group, requirement.need[quarter - 1], quarter)
        for job in self.problem.jobs:
            for quarter in self.problem.horizon:
                self._count_missing(tuple(p.id for p in job), job[0].least_heads, quarter)

    def _count_missing(self, group: tuple[str, ...], need: int, quarter: int) -> None:
        if need:
            missing = self.rows.integer(0, need, f"missing heads[{len(self.missing_heads)},{quarter}]")
            self.rows.at_least(self.team.heads_of(group, quarter) + missing, need)
            self.missing_heads.append(missing)
