"""A first plan at once: use cases inserted one by one, each with the hires that it needs.

Quarter by quarter, as many use cases as keep the pace to the target are tried, the smallest first; then, the last
quarter first, those that are still missing, which had no team yet when it was their turn. A trial adds the
cheapest hire for what is short first, then what the rules ask for, until nothing is short or nothing helps; a trial
that fails is dropped. What comes out is a valid plan, seldom the best one: the place from which the search starts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from models.course import Course, follow
from models.idle import idle_course, idle_plan
from models.memo import remembered
from models.money import people_cost, total_cost, use_case_cost
from models.pay import head_cost, start_cost
from models.plan import Plan, Series, State
from models.portfolio import unit_needs
from models.problem import BudgetCap, Objective, OperatingModel, Problem, Profile, UseCase
from models.rule_checks import check_rules
from models.rule_kinds import ask
from models.rules import Group, Mode, Present, RuleRow, TeamFirst
from models.sharing import others_work
from models.staffing import leavers, ramp_at
from optimizer.allotting import Allotting

MOST_REPAIRS = 40
"""Hires that one trial may add before it counts as failed."""
MOST_TRIALS = 300
FAILURES_A_QUARTER = 4
DELAYS = (4, 2, 1)
"""Quarters by which a hire is put off, again and again, the longest first."""
MOST_CHECKED = 200_000
"""Trials of a thinner plan, times job profiles, times quarters: some seconds on the largest problems."""
AT_STARTS = ("team-first", "present", "gate", "condition", "cap")
"""Kinds that a hire breaks by starting: another hire, or a later one, is the remedy."""

_staffed = remembered(leavers)
"""Of a trial's profiles all but one have the hires that they had in the trial before."""


@dataclass
class Draft:
    """Hires and starts as they are being put together; lists by quarter, quarter 1 first."""

    hires: dict[str, list[int]]
    starts: dict[str, list[int]]

    def copy(self) -> Draft:
        return Draft({p: list(n) for p, n in self.hires.items()}, {u: list(n) for u, n in self.starts.items()})

    def frozen(self) -> tuple[dict[str, Series], dict[str, Series]]:
        return {p: tuple(n) for p, n in self.hires.items()}, {u: tuple(n) for u, n in self.starts.items()}


def construct(problem: Problem, go_on: Callable[[], bool], known: Plan | None = None) -> Plan:
    """A plan put together use case by use case, from nothing or from a known plan on, for as long as `go_on` says."""
    return _Construction(problem, go_on, known or idle_plan(problem)).plan()


def thinned(problem: Problem, go_on: Callable[[], bool], known: Plan) -> Plan:
    """The same use cases as in a known plan without the hires that can go, the others as late as can be."""
    return _Construction(problem, go_on, known).thinned()


class _Construction:
    """The draft so far, and how it is extended."""

    def __init__(self, problem: Problem, go_on: Callable[[], bool], known: Plan) -> None:
        self.problem, self.go_on = problem, go_on
        self.idle = idle_course(problem)
        self.draft = Draft({p: list(n) for p, n in known.hires.items()}, {u: list(n) for u, n in known.starts.items()})
        self.trials = 0
        self._units = sum(u.count for u in problem.use_cases)
        self.allotting = Allotting(problem)
        self.job = {p.id: [part.id for part in job] for job in problem.jobs for p in job}
        self.inherited = self._short(self.draft)
        """what no trial need cure: a known plan has it, or nobody who could be hired"""
        self.affordable = self._within_budget(self._followed(self.draft))

    def plan(self) -> Plan:
        objectives = self.problem.settings.objectives
        before = objectives.index(Objective.INHERITED) < objectives.index(Objective.TARGET)
        if before:
            self._repair_inherited()
        for quarter in self.problem.horizon:
            self._extend(quarter, self._wanted_at_pace)
        for quarter in reversed(self.problem.horizon):
            if not self._extend(quarter, self._wanted_at_all):
                break  # money is short, not time: it would be so in every quarter
        if not before:  # with what use cases leave
            self._repair_inherited()
        return self._planned()

    def thinned(self) -> Plan:
        """The draft without the hires that can go, the others put off; the dearest first, of a profile the latest."""
        dearest_first = sorted(self.problem.profiles, key=lambda p: -sum(head_cost(self.problem, p, 1).values()))
        for profile in dearest_first:
            for quarter in reversed(self.problem.horizon):
                while self.draft.hires[profile.id][quarter - 1] and self._goes_or_waits(profile.id, quarter):
                    pass
        return self._planned()

    def _planned(self) -> Plan:
        course = self._followed(self.draft)
        return Plan(hires=course.hires, starts=course.starts, allotment=self.allotting.allotment(course)[0])

    def _repair_inherited(self) -> None:
        """Hire for live and in-progress use cases first, as far as that goes."""
        trial = self._repaired(self.draft.copy(), partly=True)
        if trial is not None:
            self.draft = trial
            self.inherited = self._short(trial)

    def _followed(self, draft: Draft) -> Course:
        return follow(self.problem, *draft.frozen(), _staffed)

    def _short(self, draft: Draft) -> dict[str, list[int]]:
        """Hundredths of an FTE that stay short by capability, quarter by quarter."""
        return self.allotting.allotment(self._followed(draft))[1]

    # -- what to start when ------------------------------------------------------------------------------------

    def _extend(self, quarter: int, wanted: Callable[[int], int]) -> bool:
        """Start what is wanted in a quarter; False where too many trials failed."""
        failures = 0
        for use_case in self._candidates():
            while self._startable(use_case, quarter):
                if not self.go_on() or wanted(quarter) <= 0 or self.trials >= MOST_TRIALS:
                    return True
                if not self._insert(use_case, quarter):
                    failures += 1
                    break
            if failures >= FAILURES_A_QUARTER:
                return False
        return True

    def _wanted_at_pace(self, quarter: int) -> int:
        """Units to start in the quarter so that, at an even pace, the target (or everything) is done in time."""
        settings = self.problem.settings
        must = sum(u.count - sum(self.draft.starts[u.id]) for u in self.problem.ideas if u.must_do)
        shortest = min((self.problem.type_of[u.id].build_quarters for u in self.problem.ideas), default=1)
        left = max(1, settings.target_by - shortest - quarter + 1)
        now = self._starting(quarter)
        pace = ceil((max(self._missing(), must) + now) / left) - now
        return min(pace, self._room(quarter))

    def _wanted_at_all(self, quarter: int) -> int:
        """Units that are still missing of the target, or of everything."""
        return min(self._missing(), self._room(quarter))

    def _missing(self) -> int:
        """Units of the target (or of everything) that are not begun."""
        settings = self.problem.settings
        everything = {Objective.VALUE, Objective.NET, Objective.PRIORITY, Objective.EARLIEST} & set(settings.objectives)
        goal = self._units if everything or settings.target_use_cases is None else settings.target_use_cases
        return goal - sum(map(sum, self.draft.starts.values())) - sum(u.count for u in self.problem.inherited_use_cases)

    def _room(self, quarter: int) -> int:
        """Units that may still be started in the quarter."""
        settings = self.problem.settings
        central = settings.operating_model is OperatingModel.CENTRALIZED
        return settings.starts_per_quarter - self._starting(quarter) if central else self._units

    def _starting(self, quarter: int) -> int:
        return sum(n[quarter - 1] for n in self.draft.starts.values())

    def _candidates(self) -> list[UseCase]:
        last = max((u.priority or 0 for u in self.problem.use_cases), default=0) + 1
        return sorted(self.problem.ideas, key=lambda u: (not u.must_do, u.priority or last, self._size(u)))

    def _size(self, use_case: UseCase) -> int:
        needs = unit_needs(self.problem, use_case)
        return sum(map(sum, needs.build.values())) + sum(needs.run.values())

    def _startable(self, use_case: UseCase, quarter: int) -> bool:
        in_window = quarter in self.problem.start_window(use_case)
        return (
            in_window and sum(self.draft.starts[use_case.id]) < use_case.count and self._others_live(use_case, quarter)
        )

    def _others_live(self, use_case: UseCase, quarter: int) -> bool:
        return all(self._live(other, quarter) for other in self.problem.use_cases if other.id in use_case.depends_on)

    def _live(self, use_case: UseCase, quarter: int) -> bool:
        if use_case.id not in self.draft.starts:
            left = self.problem.type_of[use_case.id].build_quarters - use_case.quarters_done
            return use_case.status == "live" or quarter > left
        length = self.problem.type_of[use_case.id].build_quarters
        return sum(self.draft.starts[use_case.id][: max(0, quarter - length)]) == use_case.count

    def _insert(self, use_case: UseCase, quarter: int) -> bool:
        self.trials += 1
        trial = self.draft.copy()
        trial.starts[use_case.id][quarter - 1] += 1
        repaired = self._repaired(trial)
        if repaired is not None:
            self.draft = repaired
        return repaired is not None

    # -- whom to hire for it -----------------------------------------------------------------------------------

    def _repaired(self, trial: Draft, *, partly: bool = False) -> Draft | None:
        """The trial with the hires that it needs; `partly`: with those of them that can be had."""
        for _ in range(MOST_REPAIRS):
            if not self.go_on():
                return None
            course = self._followed(trial)
            short = self._shortages(course, partly=partly)
            hired = next((h for s in short if (h := self._hire_for(trial, *s)) is not None), None)
            if hired is None and short and not partly:
                return None
            if hired is None:
                broken = self._broken(course)
                if broken is None:
                    return trial if self._within_budget(course) else None
                hired = self._hire_against(trial, *broken)
            if hired is None:
                return None
            trial = hired
        return None

    def _shortages(self, course: Course, *, partly: bool) -> list[tuple[str, int]]:
        """For each capability the first quarter in which time is short, earliest first; `partly`: inherited or not."""
        short = self.allotting.allotment(course)[1]
        found = []
        for capability in self.allotting.scarcest_first:
            allowed = [0] * self.problem.quarters if partly else self.inherited[capability]
            quarters = [q for q in self.problem.horizon if short[capability][q - 1] > allowed[q - 1]]
            found += [(capability, quarters[0])] if quarters else []
        return sorted(found, key=lambda shortage: shortage[1])

    def _hire_for(self, trial: Draft, capability: str, quarter: int) -> Draft | None:
        """One more hire of the best skill for its cost, or of those without whom nobody of that skill may start."""
        able = [p for p in self.allotting.able[capability] if capability not in others_work(self.problem, p.id)]
        options = [(self._worth(p, capability, k, quarter), p.id, k) for p in able for k in range(1, quarter + 1)]
        blocked: list[tuple[RuleRow, int]] = []
        for worth, profile, start in sorted(options, reverse=True):
            if worth > 0 and self._may_start(trial, profile, start):
                hired = self._with(trial, profile, start)
                row = self._held_back_by(hired, start)
                if row is None:
                    return hired
                blocked.append((row, start))
        waiting = ((row, start) for row, start in blocked if isinstance(row, TeamFirst | Present))
        return next((h for w in waiting if (h := self._hire_against(trial, *w)) is not None), None)

    def _worth(self, profile: Profile, capability: str, start: int, quarter: int) -> float:
        each = sum(head_cost(self.problem, profile, quarter).values())
        stay = self.problem.quarters - start + 1
        price = each * stay + sum(start_cost(self.problem, profile, start).values())
        return profile.skills[capability] * ramp_at(profile, quarter - start) / max(1, price)

    def _may_start(self, trial: Draft, profile_id: str, quarter: int) -> bool:
        profile, index = self.problem.profile[profile_id], quarter - 1
        job = self.job[profile_id]
        limits = (
            (profile.most_hires_per_quarter, sum(trial.hires[p][index] for p in job)),
            (self.problem.settings.recruiting_capacity, sum(n[index] for n in trial.hires.values())),
            (profile.most_heads, sum(sum(trial.hires[p]) + max(self.idle.heads[p]) for p in job)),
            *(
                (cap.most, sum(sum(trial.hires[p][: cap.by]) for p in dict.fromkeys(cap.profiles)))
                for cap in self.problem.hire_caps
                if profile_id in cap.profiles and quarter <= cap.by
            ),
        )
        return quarter > profile.time_to_fill and all(limit is None or used < limit for limit, used in limits)

    def _with(self, trial: Draft, profile: str, quarter: int) -> Draft:
        more = trial.copy()
        more.hires[profile][quarter - 1] += 1
        return more

    def _hire_against(self, trial: Draft, row: RuleRow, quarter: int) -> Draft | None:
        """One more head of the group that a row counts on, in seat by the quarter."""
        group = getattr(row, "against", None)
        if not isinstance(group, Group):
            return None
        cheapest = sorted(
            group.profiles, key=lambda p: sum(head_cost(self.problem, self.problem.profile[p], 1).values())
        )
        for start in range(quarter, 0, -1):
            for profile in cheapest:
                if self._may_start(trial, profile, start):
                    hired = self._with(trial, profile, start)
                    if self._held_back_by(hired, start) is None:
                        return hired
        return None

    # -- whom it can do without --------------------------------------------------------------------------------

    def _goes_or_waits(self, profile: str, quarter: int) -> bool:
        """Take one hire out, or put it off as long as can be; False where neither can be."""
        without = self.draft.copy()
        without.hires[profile][quarter - 1] -= 1
        if self._does(without):
            return True
        start = quarter
        for delay in DELAYS:
            while start + delay <= self.problem.quarters and self._may_start(without, profile, start + delay):
                if not self._does(self._with(without, profile, start + delay)):
                    break
                start += delay
        return start > quarter

    def _does(self, trial: Draft) -> bool:
        """Whether nothing is short or broken in a trial; then it is the draft. Not many are looked at."""
        self.trials += 1
        if self.trials * len(self.problem.profiles) * self.problem.quarters > MOST_CHECKED or not self.go_on():
            return False
        course = self._followed(trial)
        holds = not self._shortages(course, partly=False) and self._broken(course) is None
        holds = holds and (self._within_budget(course) or not self.affordable)
        if holds:
            self.draft = trial
        return holds

    # -- what holds --------------------------------------------------------------------------------------------

    def _broken(self, course: Course) -> tuple[RuleRow, int] | None:
        """The first enforced row that is broken and not inherited, with its quarter."""
        rows = {rule.id: rule.rows for rule in self.problem.rules}
        checks = check_rules(course, self.idle)
        broken = (c for c in checks if c.mode is Mode.ENFORCE and c.state is State.BROKEN)
        return next(((rows[c.rule][c.row], c.quarter) for c in broken), None)

    def _held_back_by(self, trial: Draft, quarter: int) -> RuleRow | None:
        """The first enforced row by which somebody may not start in the quarter."""
        course = self._followed(trial)
        for rule in self.problem.rules:
            for index, row in enumerate(rule.rows if rule.mode is Mode.ENFORCE else ()):
                asked = ask(course, rule, index, quarter) if row.kind in AT_STARTS else None
                if asked is not None and asked.broken:
                    return row
        return None

    def _within_budget(self, course: Course) -> bool:
        cost = total_cost(self.problem, people_cost(course), use_case_cost(course))
        return all(sum(cost[a:b]) <= sum(self.problem.budget[a:b]) for a, b in self._stretches())

    def _stretches(self) -> list[tuple[int, int]]:
        cap = self.problem.settings.budget_cap
        if cap is BudgetCap.FISCAL_YEAR:
            return [(year[0] - 1, year[-1]) for year in self.problem.calendar.fiscal_years().values()]
        return [(q - 1 if cap is BudgetCap.QUARTER else 0, q) for q in self.problem.horizon]
