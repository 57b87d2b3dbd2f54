"""Use cases in the model: units started so far, unit by unit, and what is building, going live and live."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from models.plan import Series
from models.portfolio import inherited_start
from models.problem import Problem, UseCase
from optimizer.linear import Linear, total
from optimizer.rows import TRUE, Rows


class Portfolio:
    """The start variables of one model: the i-th of a row's alike units has started by s, or not; ordered literals."""

    def __init__(self, problem: Problem, rows: Rows) -> None:
        self.problem = problem
        self.rows = rows
        self.build_quarters = {u.id: problem.type_of[u.id].build_quarters for u in problem.use_cases}
        self._begun: dict[str, list[dict[int, Linear]]] = {u.id: self._make_begun(u) for u in problem.ideas}
        for use_case in problem.ideas:
            self._wait_for_others(use_case)

    # -- starts ------------------------------------------------------------------------------------------------

    def started(self, use_case: UseCase, quarter: int) -> Linear:
        """Units started in quarters up to q."""
        if use_case.id not in self._begun:
            return Linear(const=use_case.count if quarter >= inherited_start(self.problem, use_case) else 0)
        return total(self._by(unit, quarter) for unit in self._begun[use_case.id])

    def assigned(self, starts: Mapping[str, Series]) -> dict[int, int]:
        """The values of the start variables that these starts amount to."""
        return {
            variable: int(sum(starts[use_case][:quarter]) > unit)
            for (use_case, unit, quarter), variable in self.variables().items()
        }

    def variables(self) -> dict[tuple[str, int, int], int]:
        """The variable of each unit's having started, by use case, unit and quarter."""
        return {
            (use_case, unit, quarter): variable
            for use_case, units in self._begun.items()
            for unit, steps in enumerate(units)
            for quarter, literal in steps.items()
            for variable in literal.terms
        }

    def starts(self, use_case: UseCase, quarter: int) -> Linear:
        """Units that start building in the quarter."""
        return self.started(use_case, quarter) - self.started(use_case, quarter - 1)

    def live_units(self, use_case: UseCase, quarter: int) -> Linear:
        """Units live before the quarter begins."""
        return self.started(use_case, quarter - self.build_quarters[use_case.id])

    def live(self, quarter: int) -> Linear:
        """live(q), over all use cases."""
        return total(self.live_units(u, quarter) for u in self.problem.use_cases)

    def active(self, quarter: int) -> Linear:
        """Units building or live in the quarter."""
        return total(self.started(u, quarter) for u in self.problem.use_cases)

    def going_live_by_plan(self, quarter: int) -> Linear:
        """Units that the plan started and that go live at the end of the quarter."""
        return total(self.live_units(u, quarter + 1) - self.live_units(u, quarter) for u in self.problem.ideas)

    def each_going_live(self, quarter: int) -> Iterator[Linear]:
        """Unit by unit, whether it goes live at the end of the quarter; of inherited use cases how many do, by row."""
        for use_case in self.problem.use_cases:
            start = quarter + 1 - self.build_quarters[use_case.id]
            if use_case.id not in self._begun:
                if inherited_start(self.problem, use_case) == start:
                    yield Linear(const=use_case.count)
                continue
            for unit in self._begun[use_case.id]:
                going = self._by(unit, start) - self._by(unit, start - 1)
                if going.terms:
                    yield going

    def work(self, use_case: UseCase, quarter: int, need: Callable[[int], int]) -> Linear:
        """The sum of need(age) over the units started, where age counts quarters since the start."""
        if use_case.id not in self._begun:
            age = quarter - inherited_start(self.problem, use_case)
            return Linear(const=use_case.count * need(age) if age >= 0 else 0)
        change = (need(age) - (need(age - 1) if age else 0) for age in range(quarter))
        return total(self.started(use_case, quarter - age) * more for age, more in enumerate(change))

    def flagged(self, has_flag: Callable[[UseCase], bool]) -> Linear:
        """Units live, in progress or started anywhere in the plan that carry a flag."""
        return total(self.started(u, self.problem.quarters) for u in self.problem.use_cases if has_flag(u))

    # -- how they are made -------------------------------------------------------------------------------------

    def _make_begun(self, use_case: UseCase) -> list[dict[int, Linear]]:
        window = self.problem.start_window(use_case)
        begun: list[dict[int, Linear]] = []
        for unit in range(use_case.count):
            steps = {s: self.rows.literal(f"begun[{use_case.id},{unit},{s}]") for s in window}
            for s in window[1:]:
                self.rows.at_most(steps[s - 1], steps[s])
            if begun:
                for s in window:
                    self.rows.at_most(steps[s], begun[-1][s])
            begun.append(steps)
        return begun

    def _by(self, steps: dict[int, Linear], quarter: int) -> Linear:
        if not steps or quarter < min(steps):
            return Linear()
        return steps[min(quarter, max(steps))]

    def _wait_for_others(self, use_case: UseCase) -> None:
        """A unit may have started by s only if all units of what it depends on were live before s."""
        others = {u.id: u for u in self.problem.use_cases}
        for other in use_case.depends_on:
            for s, first in self._first_unit(use_case).items():
                self.rows.at_most(first, self._all_live(others[other], s))

    def _first_unit(self, use_case: UseCase) -> dict[int, Linear]:
        return self._begun[use_case.id][0]

    def _all_live(self, use_case: UseCase, quarter: int) -> Linear:
        start_by = quarter - self.build_quarters[use_case.id]
        if use_case.id not in self._begun:
            return TRUE if start_by >= inherited_start(self.problem, use_case) else Linear()
        return self._by(self._begun[use_case.id][-1], start_by)

    def must_do(self) -> Iterable[tuple[UseCase, Linear]]:
        """The use cases that must be done, each with the units started in all."""
        return ((u, self.started(u, self.problem.quarters)) for u in self.problem.ideas if u.must_do)
