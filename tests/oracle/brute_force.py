"""The planning question answered by trying every plan: the oracle that the optimizer and the judge are held against.

Hires and starts are enumerated; what they lead to is computed from docs/semantics.md by this folder's own code; the
division of time is separable by quarter once they are fixed, and each quarter's is tried out exhaustively.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import floor

from models.plan import Plan
from models.problem import BudgetCap, Objective, OperatingModel, Problem, Profile, Requirement
from tests.oracle.cover import Abroad, Split, least_uncovered, uncovered
from tests.oracle.crew import Crew, crew
from tests.oracle.portfolio import Portfolio, Starts, start_schedules
from tests.oracle.staffing_rules import Course, demand, judge_rules

Hires = dict[str, tuple[int, ...]]
Divisions = list[tuple[Split, ...]]
"""By quarter, profile and capability: hundredths of a ramped FTE."""


def solve_by_enumeration(problem: Problem) -> dict[Objective, int] | None:
    """The best values of the problem's levels, each kept while the next is sought; None if no plan is allowed."""
    best = best_plan(problem)
    return None if best is None else best[0]


def best_plan(problem: Problem) -> tuple[dict[Objective, int], Plan] | None:
    """The best values of the problem's levels and a plan that reaches them; None if no plan is allowed."""
    return Enumeration(problem).best()


def evaluate(problem: Problem, plan: Plan) -> tuple[list[str], dict[Objective, int]]:
    """What a given plan breaks, in words, and the values of all its objectives."""
    return Enumeration(problem).evaluate(plan)


class Enumeration:
    """One problem's plans, with what has been computed of them already."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.skills = [[p.skills.get(c, 0) for c in problem.capabilities] for p in problem.profiles]
        self._crews: dict[tuple[str, tuple[int, ...]], Crew] = {}
        self._covers: dict[tuple[object, ...], tuple[int, tuple[Split, ...]] | None] = {}
        nothing = (0,) * problem.quarters
        self.idle = self.course(
            {p.id: nothing for p in problem.profiles}, Portfolio(problem, {idea.id: nothing for idea in problem.ideas})
        )
        self.idle_demand = {q: self._demand(self.idle, q) for q in problem.horizon}

    def course(self, hires: Mapping[str, Sequence[int]], portfolio: Portfolio) -> Course:
        crews = {p.id: self._crew(p, tuple(hires[p.id])) for p in self.problem.profiles}
        return Course(self.problem, crews, hires, portfolio)

    def _crew(self, profile: Profile, hires: tuple[int, ...]) -> Crew:
        if (profile.id, hires) not in self._crews:
            self._crews[profile.id, hires] = crew(self.problem, profile, hires)
        return self._crews[profile.id, hires]

    def _demand(self, course: Course, q: int) -> tuple[int, ...]:
        wanted = demand(course, q)
        return tuple(wanted.get(c, 0) for c in self.problem.capabilities)

    # --- what hires and starts break, and what they are worth, before time is divided

    def breaches(self, course: Course) -> list[str]:
        """Hard rows but the division of time, in words."""
        found = self._hire_breaches(course.hires) + self._too_many_heads(course) + course.portfolio.breaches()
        found += self._over_budget(course) if not self._asked(Objective.OVERRUN) else []
        found += self._too_many_starts(course)
        if self.problem.settings.target_is_a_must and self._shortfall(course) > 0:
            found.append("the target is a must and is missed")
        return found + judge_rules(course, self.idle)[0]

    def _asked(self, objective: Objective) -> bool:
        return objective in self.problem.settings.objectives

    def _hire_breaches(self, hires: Mapping[str, Sequence[int]]) -> list[str]:
        found = []
        for cap in self.problem.hire_caps:
            hired = sum(sum(series[: cap.by]) for p, series in hires.items() if p in cap.profiles)
            found += [f"hires of {cap.profiles} up to {cap.by}"] if hired > cap.most else []
        for q in self.problem.horizon:
            for p in self.problem.profiles:
                started = hires[p.id][q - 1]
                found += [f"hires of {p.id} in {q}"] if started < 0 or (q <= p.time_to_fill and started > 0) else []
            for job, alike in self._alike().items():
                most, begun = alike[0].most_hires_per_quarter, sum(hires[p.id][q - 1] for p in alike)
                found += [f"hires of {job} in {q}"] if most is not None and begun > most else []
            total, capacity = sum(series[q - 1] for series in hires.values()), self.problem.settings.recruiting_capacity
            found += [f"recruiting capacity in {q}"] if capacity is not None and total > capacity else []
        return found

    def _too_many_heads(self, course: Course) -> list[str]:
        found = []
        for job, alike in self._alike().items():
            most = alike[0].most_heads
            for q in self.problem.horizon if most is not None else ():
                heads = sum(course.crews[p.id].heads[q - 1] for p in alike)
                idle = sum(self.idle.crews[p.id].heads[q - 1] for p in alike)
                found += [f"most heads of {job} in {q}"] if heads > max(most or 0, idle) else []
        return found

    def _alike(self) -> dict[str, list[Profile]]:
        """The parts of each job profile in the business units; limits are for all of them together."""
        found: dict[str, list[Profile]] = {}
        for p in self.problem.profiles:
            found.setdefault(p.base if p.base else p.id, []).append(p)
        return found

    def _too_many_starts(self, course: Course) -> list[str]:
        settings = self.problem.settings
        if settings.operating_model is not OperatingModel.CENTRALIZED:
            return []
        begun = course.portfolio.starts
        each = {q: sum(begun[idea.id][q - 1] for idea in self.problem.ideas) for q in self.problem.horizon}
        return [f"{n} start in {q}" for q, n in each.items() if n > settings.starts_per_quarter]

    def _over_budget(self, course: Course) -> list[str]:
        return [f"budget of quarters {span}" for span, left in self._headroom(course) if left < 0]

    def _overrun(self, course: Course) -> int:
        """Money above the budget: of the worst stretch where money is saved, else of all periods."""
        over = [max(0, -left) for _, left in self._headroom(course)]
        return max(over) if self.problem.settings.budget_cap is BudgetCap.CUMULATIVE else sum(over)

    def _headroom(self, course: Course) -> list[tuple[list[int], int]]:
        """The quarters of each period that the cap names, and what they leave of their budget."""
        headroom = [b - c for b, c in zip(self.problem.budget, self.cost(course), strict=True)]
        cap, last = self.problem.settings.budget_cap, self.problem.quarters
        if cap is BudgetCap.FISCAL_YEAR:
            spans = list(self.problem.calendar.fiscal_years().values())
        else:
            spans = [[q] if cap is BudgetCap.QUARTER else list(range(1, q + 1)) for q in range(1, last + 1)]
        return [(span, sum(headroom[q - 1] for q in span)) for span in spans]

    def cost(self, course: Course) -> list[int]:
        people = [sum(c.cost[q - 1] for c in course.crews.values()) for q in self.problem.horizon]
        pooled = self.problem.pooled_pay or [0] * self.problem.quarters
        return [people[q - 1] + course.portfolio.cost[q] + pooled[q - 1] for q in self.problem.horizon]

    def _shortfall(self, course: Course) -> int:
        settings = self.problem.settings
        return max(0, (settings.target_use_cases or 0) - course.portfolio.live[settings.target_by + 1])

    def missing_heads(self, course: Course) -> int:
        missing = 0
        for q in self.problem.horizon:
            heads = {p.id: course.crews[p.id].heads[q - 1] for p in self.problem.profiles}
            for alike in self._alike().values():
                missing += max(0, alike[0].least_heads - sum(heads[p.id] for p in alike))
            for row in self.problem.requirements:
                if row.role is not None:
                    there = sum(heads[p.id] for p in self.problem.profiles if p.role == row.role and _of_unit(p, row))
                    missing += max(0, row.need[q - 1] - there)
        return missing

    def objectives(self, course: Course, left_uncovered: int) -> dict[Objective, int]:
        cost, value = sum(self.cost(course)), course.portfolio.value()
        heads = [sum(c.heads[q - 1] for c in course.crews.values()) for q in self.problem.horizon]
        hires = [sum(series[q - 1] for series in course.hires.values()) for q in self.problem.horizon]
        return {
            Objective.INHERITED: left_uncovered + 100 * self.missing_heads(course),
            Objective.TARGET: self._shortfall(course),
            Objective.PREFER: judge_rules(course, self.idle)[1],
            Objective.PRIORITY: course.portfolio.priority(),
            Objective.COST: cost,
            Objective.VALUE: value,
            Objective.NET: value - cost,
            Objective.EARLIEST: course.portfolio.earliest(),
            Objective.PEAK: max(heads),
            Objective.SMOOTH: max(hires),
            Objective.UNDONE: course.portfolio.undone(),
            Objective.OVERRUN: self._overrun(course),
        }

    # --- the best plan

    def best(self) -> tuple[dict[Objective, int], Plan] | None:
        """Candidates by what they would be worth with nothing uncovered; time is divided only as long as it matters."""
        candidates = sorted(self._candidates(), key=lambda found: found[0])
        best: tuple[tuple[int, ...], Course, Divisions] | None = None
        at = self.problem.settings.objectives.index(Objective.INHERITED)
        for bound, course in candidates:
            if best is not None and bound >= best[0]:
                break
            covered = self._cover(course)
            if covered is not None:
                worth = tuple(level + covered[0] * (n == at) for n, level in enumerate(bound))
                best = (worth, course, covered[1]) if best is None or worth < best[0] else best
        if best is None:
            return None
        worth, course, divisions = best
        levels = self.problem.settings.objectives
        values = {o: -v if o.maximised else v for o, v in zip(levels, worth, strict=True)}
        return values, self.plan(course.hires, course.portfolio.starts, divisions)

    def _candidates(self) -> Iterator[tuple[tuple[int, ...], Course]]:
        schedules = start_schedules(self.problem)
        for hires in self.hire_plans():
            for portfolio in schedules:
                course = self.course(hires, portfolio)
                if not self.breaches(course):
                    yield self._worth(self.objectives(course, left_uncovered=0)), course

    def hire_plans(self) -> Iterator[Hires]:
        """Every choice of hires within the limits on starts and heads."""
        names = [p.id for p in self.problem.profiles]
        for choice in product(*(self._hire_series(p) for p in self.problem.profiles)):
            hires = dict(zip(names, choice, strict=True))
            if not self._hire_breaches(hires):
                yield hires

    def _hire_series(self, profile: Profile) -> list[tuple[int, ...]]:
        """Every series of hires of a profile; one that nothing limits cannot be enumerated (ValueError)."""
        limits = (profile.most_hires_per_quarter, self.problem.settings.recruiting_capacity)
        most = min(limit for limit in limits if limit is not None)
        return list(product(*(range(most + 1 if q > profile.time_to_fill else 1) for q in self.problem.horizon)))

    def _worth(self, objectives: Mapping[Objective, int]) -> tuple[int, ...]:
        """The levels in order, the less the better."""
        return tuple(-objectives[o] if o.maximised else objectives[o] for o in self.problem.settings.objectives)

    def _cover(self, course: Course) -> tuple[int, Divisions] | None:
        """The least demand left uncovered, and the division of time by quarter; None where it cannot be allowed."""
        total, divisions = 0, []
        for q in self.problem.horizon:
            found = self._cover_quarter(course, q)
            if found is None:
                return None
            total += found[0]
            divisions.append(found[1])
        return total, divisions

    def _cover_quarter(self, course: Course, q: int) -> tuple[int, tuple[Split, ...]] | None:
        time, abroad, wanted = self._time(course, q), self._abroad(course, q), self._demand(course, q)
        key = (time, abroad, wanted, q)
        if key not in self._covers:
            grain, idle = self.problem.settings.time_grain, self.idle_demand[q]
            self._covers[key] = least_uncovered(time, self.skills, wanted, idle, grain, abroad)
        return self._covers[key]

    def _time(self, course: Course, q: int) -> tuple[int, ...]:
        """Hundredths of an FTE that may be divided, by profile."""
        settings = self.problem.settings
        community = settings.operating_model is OperatingModel.FEDERATED and not self._one_team(course, q)
        kept = settings.community_time_pct if community else 0
        capacity = [course.crews[p.id].capacity[q - 1] for p in self.problem.profiles]
        return tuple(floor(Fraction(c * (100 - kept), 100 * 100)) for c in capacity)

    def _abroad(self, course: Course, q: int) -> tuple[Abroad, ...]:
        """By profile the capabilities of other units, and the hundredths of an FTE that may go there."""
        settings = self.problem.settings
        if not settings.operating_model.by_unit or self._one_team(course, q):
            return ()
        share = settings.shared_time_pct if settings.operating_model is OperatingModel.FEDERATED else 0
        return tuple(
            (self._elsewhere(p), floor(Fraction(course.crews[p.id].capacity[q - 1] * share, 100 * 100)))
            for p in self.problem.profiles
        )

    def _elsewhere(self, profile: Profile) -> tuple[int, ...]:
        """Numbers of the capabilities that belong to a unit that the profile does not."""
        if not profile.business_unit:
            return ()
        whose = [self.problem.capability_units.get(c) for c in self.problem.capabilities]
        return tuple(j for j, unit in enumerate(whose) if unit is not None and unit != profile.business_unit)

    def _one_team(self, course: Course, q: int) -> bool:
        return sum(crew.heads[q - 1] for crew in course.crews.values()) <= self.problem.settings.one_team_up_to

    def plan(self, hires: Mapping[str, Sequence[int]], starts: Starts, divisions: Divisions) -> Plan:
        allotment = {
            p.id: {c: tuple(quarter[i][j] for quarter in divisions) for j, c in enumerate(self.problem.capabilities)}
            for i, p in enumerate(self.problem.profiles)
        }
        return Plan(
            hires={p: tuple(series) for p, series in hires.items()},
            starts={u: tuple(series) for u, series in starts.items()},
            allotment=allotment,
        )

    def divided(self, hires: Hires, starts: Starts) -> Plan:
        """A plan with these hires and starts and time divided as well as can be; nothing given where it cannot."""
        course = self.course(hires, Portfolio(self.problem, starts))
        nothing = tuple((0,) * len(self.problem.capabilities) for _ in self.problem.profiles)
        found = [self._cover_quarter(course, q) for q in self.problem.horizon]
        return self.plan(hires, starts, [nothing if f is None else f[1] for f in found])

    # --- a given plan

    def evaluate(self, plan: Plan) -> tuple[list[str], dict[Objective, int]]:
        course = self.course(plan.hires, Portfolio(self.problem, plan.starts))
        found, left = self.breaches(course), 0
        for q in self.problem.horizon:
            given = [[self._given(plan, p.id, c, q) for c in self.problem.capabilities] for p in self.problem.profiles]
            found += self._division_breaches(course, q, given)
            supply = [sum(x[j] * s[j] for x, s in zip(given, self.skills, strict=True)) for j in range(len(given[0]))]
            short = uncovered(supply, self._demand(course, q))
            left += sum(short)
            found += [
                f"{c} is short in {q}"
                for c, u, most in zip(self.problem.capabilities, short, self.idle_demand[q], strict=True)
                if u > most
            ]
        return found, self.objectives(course, left)

    def _given(self, plan: Plan, profile: str, capability: str, q: int) -> int:
        series = plan.allotment.get(profile, {}).get(capability)
        return series[q - 1] if series else 0

    def _division_breaches(self, course: Course, q: int, given: list[list[int]]) -> list[str]:
        found, grain = [], self.problem.settings.time_grain
        abroad = self._abroad(course, q)
        for number, (profile, time, skill, row) in enumerate(
            zip(self.problem.profiles, self._time(course, q), self.skills, given, strict=True)
        ):
            if abroad and sum(row[j] for j in abroad[number][0]) > abroad[number][1]:
                found.append(f"{profile.id} in {q}: too much time for other units")
            if any(x < 0 or x % grain for x in row) or any(x and not s for x, s in zip(row, skill, strict=True)):
                found.append(f"{profile.id} in {q}: time below 0, off the grain or without the skill")
            if sum(row) > time:
                found.append(f"{profile.id} in {q}: more time given than there is")
        return found


def _of_unit(profile: Profile, row: Requirement) -> bool:
    """Whether heads of a profile count for a row of a unit: its own people, and those of no unit."""
    return row.business_unit in ("", profile.business_unit) or not profile.business_unit
