"""The use cases under given starts: roadmap, demand, money, value (docs/semantics.md, 1, 3, 7 and 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from models.problem import Objective, Problem, UseCase, UseCaseStatus
from models.rules import Flag
from tests.oracle.arithmetic import half_up

Starts = Mapping[str, Sequence[int]]
"""ID of an idea: units that start in each of quarters 1..T"""


@dataclass(frozen=True)
class Units:
    """Alike units of a use case that do the same."""

    use_case: UseCase
    count: int
    start: int | None
    """quarter in which they start, also before quarter 1; none: live at the start"""
    length: int
    chosen: bool

    def live(self, q: int) -> bool:
        return self.start is None or self.start + self.length <= q

    def build_quarter(self, q: int) -> int | None:
        """Which of its build quarters q is, from 0; none: it does not build in q."""
        if self.start is None or not self.start <= q < self.start + self.length:
            return None
        return q - self.start


class Portfolio:
    """What follows from the starts, whoever is hired. Quarters are 1..T; `live` also knows T + 1."""

    def __init__(self, problem: Problem, starts: Starts) -> None:
        self.problem, self.starts = problem, starts
        self.units = list(_units(problem, starts))
        after = range(1, problem.quarters + 2)
        self.live = {q: sum(u.count for u in self.units if u.live(q)) for q in after}
        building = {q: sum(u.count for u in self.units if u.build_quarter(q) is not None) for q in problem.horizon}
        self.active = {q: self.live[q] + building[q] for q in problem.horizon}
        self.go_lives = {q: self._going_live(q, chosen_only=False) for q in problem.horizon}
        self.chosen_go_lives = {q: self._going_live(q, chosen_only=True) for q in problem.horizon}
        self.live_today = sum(u.count for u in self.units if u.start is None)
        self.demand = {q: self._demand(q) for q in problem.horizon}
        self.cost = {q: self._cost(q) for q in problem.horizon}
        self.flagged = {flag: sum(u.count for u in self.units if _carries(u.use_case, flag)) for flag in Flag}

    def _going_live(self, q: int, chosen_only: bool) -> int:
        going = (u for u in self.units if u.start is not None and u.start + u.length - 1 == q)
        return sum(u.count for u in going if u.chosen or not chosen_only)

    def _demand(self, q: int) -> dict[str, int]:
        """Hundredths of an FTE by capability."""
        demand: Counter[str] = Counter()
        for u in self.units:
            kind, stage = self.problem.type_of[u.use_case.id], u.build_quarter(q)
            cells = {c: need[stage] for c, need in kind.build.items()} if stage is not None else {}
            cells = dict(kind.run) if u.live(q) else cells
            for capability, cell in cells.items():
                demand[capability] += u.count * half_up(cell * u.use_case.size)
        return dict(demand)

    def _cost(self, q: int) -> int:
        cost = 0
        for u in self.units:
            kind, stage = self.problem.type_of[u.use_case.id], u.build_quarter(q)
            money = kind.run_cost if u.live(q) else 0
            if stage is not None and stage < len(kind.build_cost):
                money = kind.build_cost[stage]
            cost += u.count * half_up(money * u.use_case.size)
        return cost

    def priority(self) -> int:
        """Weights of the units live by the end of the target quarter."""
        given = [u.priority for u in self.problem.use_cases if u.priority is not None]
        by = self.problem.settings.target_by + 1
        live = [u for u in self.units if u.live(by) and u.use_case.priority is not None]
        return sum(u.count * (max(given) + 1 - (u.use_case.priority or 0)) for u in live)

    def value(self) -> int:
        quarters = [sum(u.live(q) for q in self.problem.horizon) for u in self.units]
        return sum(n * u.count * u.use_case.value_per_quarter for n, u in zip(quarters, self.units, strict=True))

    def earliest(self) -> int:
        """Sum of go-live quarters of units not live today; T + 1 for one that does not go live."""
        never = self.problem.quarters + 1
        begun = [u for u in self.units if u.start is not None]
        total = sum(u.count * min(never, (u.start or 0) + u.length - 1) for u in begun)
        left = sum(idea.count - sum(self.starts[idea.id]) for idea in self.problem.ideas)
        return total + never * left

    def undone(self) -> int:
        """Units of must-do ideas that never start."""
        musts = {idea.id: idea.count for idea in self.problem.ideas if idea.must_do}
        return sum(musts.values()) - sum(u.count for u in self.units if u.use_case.id in musts and u.start is not None)

    def breaches(self) -> list[str]:
        """What the starts break whoever is hired, in words."""
        found = []
        for idea in self.problem.ideas:
            series, name = self.starts[idea.id], idea.id
            if min(series) < 0 or sum(series) > idea.count:
                found.append(f"{name}: more units than there are, or less than none")
            if idea.must_do and sum(series) < idea.count and Objective.UNDONE not in self.problem.settings.objectives:
                found.append(f"{name}: a must is left undone")
            for q in self.problem.horizon:
                if series[q - 1] > 0:
                    found += [f"{name} in {q}: {what}" for what in self._start_breaches(idea, q)]
        return found

    def _start_breaches(self, idea: UseCase, s: int) -> Iterator[str]:
        if s not in window(self.problem, idea):
            yield "starts outside its dates"
        for other in self.problem.use_cases:
            if other.id in idea.depends_on and self._live_units(other, s) < other.count:
                yield f"starts before all of {other.id} is live"

    def _live_units(self, use_case: UseCase, q: int) -> int:
        return sum(u.count for u in self.units if u.use_case.id == use_case.id and u.live(q))


def _carries(use_case: UseCase, flag: Flag) -> bool:
    return use_case.novel_research if flag is Flag.NOVEL_RESEARCH else use_case.high_stakes_generative


def _units(problem: Problem, starts: Starts) -> Iterator[Units]:
    for use_case in problem.use_cases:
        length = problem.type_of[use_case.id].build_quarters
        if use_case.status is UseCaseStatus.LIVE:
            yield Units(use_case, use_case.count, None, length, chosen=False)
        elif use_case.status is UseCaseStatus.IN_PROGRESS:
            yield Units(use_case, use_case.count, 1 - use_case.quarters_done, length, chosen=False)
        else:
            for q in problem.horizon:
                if starts[use_case.id][q - 1]:
                    yield Units(use_case, starts[use_case.id][q - 1], q, length, chosen=True)


def window(problem: Problem, idea: UseCase) -> range:
    """The quarters in which a unit of an idea may start, by its own dates."""
    length, last = problem.type_of[idea.id].build_quarters, problem.quarters
    if idea.live_by is not None:
        last = min(last, idea.live_by)
    return range(idea.earliest_start, last - length + 2)


def start_schedules(problem: Problem) -> list[Portfolio]:
    """Every choice of starts that breaks nothing by itself."""
    choices = [_series(problem, idea) for idea in problem.ideas]
    names = [idea.id for idea in problem.ideas]
    schedules = (dict(zip(names, series, strict=True)) for series in product(*choices))
    portfolios = (Portfolio(problem, starts) for starts in schedules)
    return [portfolio for portfolio in portfolios if not portfolio.breaches()]


def _series(problem: Problem, idea: UseCase) -> list[tuple[int, ...]]:
    """Every series of starts of an idea within its dates and count."""
    dates = window(problem, idea)
    allowed = [range(idea.count + 1) if q in dates else range(1) for q in problem.horizon]
    found = (series for series in product(*allowed) if sum(series) <= idea.count)
    all_of_it = idea.must_do and Objective.UNDONE not in problem.settings.objectives
    return [series for series in found if not all_of_it or sum(series) == idea.count]
