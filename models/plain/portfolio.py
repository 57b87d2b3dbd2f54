"""When use cases are built and live: starts, and the rows about them (docs/semantics.md, section 1)."""

from __future__ import annotations

from collections.abc import Iterator

from models.linear_program import Linear, total
from models.plain.draft import Draft
from models.portfolio import inherited_start
from models.problem import OperatingModel, UseCase, UseCaseStatus


class Portfolio:
    """The columns of starts, by ID of the idea and quarter: units that start there."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.problem = draft, draft.problem
        self.starts: dict[tuple[str, int], Linear] = {}
        for idea in self.problem.ideas:
            for quarter in self.problem.start_window(idea):
                self.starts[idea.id, quarter] = draft.integer("starts", idea.id, quarter, most=idea.count)

    def started(self, use_case: UseCase) -> Iterator[tuple[int, Linear]]:
        """The quarters in which units of a use case may start or, where it is no idea, did; and how many."""
        if use_case.status is not UseCaseStatus.IDEA:
            yield inherited_start(self.problem, use_case), Linear(constant=use_case.count)
            return
        for quarter in self.problem.start_window(use_case):
            yield quarter, self.starts[use_case.id, quarter]

    def units_started(self, use_case: UseCase) -> Linear:
        """Units of an idea that the plan starts, or all of another."""
        return total(units for _, units in self.started(use_case))

    def starts_in(self, quarter: int) -> Linear:
        """Units that the plan starts in a quarter."""
        return total(self.starts[idea.id, quarter] for idea in self.problem.ideas if (idea.id, quarter) in self.starts)

    def live_of(self, use_case: UseCase, quarter: int) -> Linear:
        """Units of one use case that are live before a quarter begins."""
        length = self._length(use_case)
        return total(units for start, units in self.started(use_case) if start + length <= quarter)

    def live(self, quarter: int) -> Linear:
        """live(q), q = 1..T+1."""
        return total(self.live_of(u, quarter) for u in self.problem.use_cases)

    def go_lives(self, quarter: int, *, planned: bool) -> Linear:
        """Units that go live at the end of a quarter; planned: only those that the plan started."""
        use_cases = self.problem.ideas if planned else self.problem.use_cases
        return total(
            units for u in use_cases for start, units in self.started(u) if start + self._length(u) - 1 == quarter
        )

    def active(self, quarter: int) -> Linear:
        """Units building or live in a quarter."""
        return total(units for u in self.problem.use_cases for start, units in self.started(u) if start <= quarter)

    def _length(self, use_case: UseCase) -> int:
        return self.problem.type_of[use_case.id].build_quarters


def counts(draft: Draft, portfolio: Portfolio) -> None:
    """No more units than there are; of a must-do all of them."""
    for idea in draft.problem.ideas:
        started = portfolio.units_started(idea)
        if idea.must_do:
            draft.equal(("must-do", idea.id), started, idea.count)
        else:
            draft.at_most(("units", idea.id), started, idea.count)


def starts_a_quarter(draft: Draft, portfolio: Portfolio) -> None:
    """Centralized: units started in q <= starts per quarter."""
    settings = draft.problem.settings
    for quarter in draft.problem.horizon if settings.operating_model is OperatingModel.CENTRALIZED else ():
        draft.at_most(("starts-a-quarter", quarter), portfolio.starts_in(quarter), settings.starts_per_quarter)


def dependencies(draft: Draft, portfolio: Portfolio) -> None:
    """Units of u start in s only if all units of each use case that it depends on are live before s."""
    by_id = {u.id: u for u in draft.problem.use_cases}
    for idea in draft.problem.ideas:
        for other in dict.fromkeys(idea.depends_on):
            for quarter in draft.problem.start_window(idea):
                ready = _all_live(draft, portfolio, by_id[other], quarter)
                row = ("depends", idea.id, other, quarter)
                draft.at_most(row, portfolio.starts[idea.id, quarter], ready * idea.count)


def _all_live(draft: Draft, portfolio: Portfolio, use_case: UseCase, quarter: int) -> Linear:
    """1 only if all units are live before a quarter: of one unit that is live(q) itself, of several a binary."""
    live = portfolio.live_of(use_case, quarter)
    if not live.terms:
        return Linear(constant=int(live.constant == use_case.count))
    if use_case.count == 1:
        return live
    name = draft.called(("all-live", use_case.id, quarter))
    if name not in draft.columns:
        ready = draft.binary("all-live", use_case.id, quarter)
        draft.at_least(("all-live", use_case.id, quarter), live, ready * use_case.count)
    return Linear({name: 1})


def target_is_a_must(draft: Draft, portfolio: Portfolio) -> None:
    """live(target by + 1) >= target, where it is a must."""
    settings = draft.problem.settings
    if settings.target_is_a_must:
        draft.at_least(("target-is-a-must",), portfolio.live(settings.target_by + 1), settings.target_use_cases or 0)
