"""Today's team assessed: what one head more or fewer of each job changes, solved side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hireplan.comparing import Solving
from hireplan.sweeps import Engine, Outcome, Point, sweep
from models.assessment import Assessment, CapabilityGap, JobWorth, delivers_more, gap_of
from models.frontier import best_of
from models.gaps import first_to_fill, idle_titles, ranked, rules_today
from models.marginal import (
    Job,
    closed,
    in_seat_today,
    measured,
    staff_cost,
    team_alone,
    with_one_fewer,
    with_one_more,
)
from models.plan import Plan, Result, Status
from models.problem import Problem, Profile
from models.whatif import Effect, WhatIf
from models.words import counted

BASE, ANYBODY, TEAM_ALONE = "base", "anybody", "team alone"
SHARE_OF_OPENED = 0.25
"""Of the time, kept back for jobs of which one more head alone is not enough."""


def assess(problem: Problem, engine: Engine, how: Solving, seconds: float) -> Assessment:
    """Today's team against the portfolio, in about so many seconds on the clock where `how` has no limit of its own."""
    return _Assessing(problem, engine, how, seconds).assessment()


@dataclass(frozen=True)
class _Asked:
    """A changed problem that is to be solved."""

    key: str
    change: str
    """in a planner's words"""
    problem: Problem
    neighbours: tuple[str, ...] = ()


class _Assessing:
    """One team's assessment under way."""

    def __init__(self, problem: Problem, engine: Engine, how: Solving, seconds: float) -> None:
        self.problem, self.engine, self.how, self.seconds = problem, engine, how, seconds
        self.measured = measured(problem)
        self.roles: dict[str, list[Profile]] = {}
        for profile in problem.profiles:
            self.roles.setdefault(profile.role, []).append(profile)
        self.found: dict[str, WhatIf] = {}

    def assessment(self) -> Assessment:
        """Everything of it, in three rounds: what a head is worth, which jobs need more than one, the team alone."""
        self._solve(list(self._of_heads()), self.seconds * (1 - SHARE_OF_OPENED))
        self._carry()
        self._solve(list(self._of_opened()), self.seconds * SHARE_OF_OPENED)
        base = self.found[BASE].result or _unsolved(self.problem)
        capabilities = self._capabilities(base)
        worths = ranked([self._worth(job) for job in self.problem.jobs])
        return Assessment(
            base=base,
            capabilities=capabilities,
            rules=rules_today(self.problem),
            jobs=worths,
            idle_titles=idle_titles(self.problem, worths),
            first=first_to_fill(base, worths),
            left_out=tuple(self._left_out()),
        )

    # -- what is solved

    def _of_heads(self) -> Iterator[_Asked]:
        yield _Asked(ANYBODY, "with anybody hired whom the problem allows", self.measured)
        yield _Asked(BASE, "the problem as it stands", self.problem, (ANYBODY,))
        for role, profiles in self.roles.items():
            change = f"with nobody more hired as {role}"
            yield _Asked(_as_is(role), change, closed(self.measured, profiles), (ANYBODY,))
        for job in self.problem.jobs:
            near = (_as_is(job[0].role),)
            more = with_one_more(self.measured, job)
            yield _Asked(_more(job), f"with one more {job[0].job} today", self._closed(more, job), near)
            fewer = with_one_fewer(self.measured, job)
            if fewer is not None:
                yield _Asked(_fewer(job), f"with one {job[0].job} fewer today", self._closed(fewer, job), near)

    def _closed(self, problem: Problem, job: Job) -> Problem:
        return closed(problem, self.roles[job[0].role])

    def _of_opened(self) -> Iterator[_Asked]:
        """Jobs of which more than one head may be wanted: one more alone does not bring all that can be had."""
        anybody = self.found[ANYBODY]
        for job in self.problem.jobs:
            if all(delivers_more(anybody, self.found[key]) for key in (_more(job), _as_is(job[0].role))):
                others = [p for p in self.roles[job[0].role] if p not in job]
                change = f"with {job[0].job} hired as the problem allows"
                if others:
                    yield _Asked(_opened(job), change, closed(self.measured, others), (_as_is(job[0].role),))
                else:
                    self.found[_opened(job)] = replace(anybody, change=change)

    def _solve(self, asked: Sequence[_Asked], seconds: float) -> None:
        """Neighbours of an earlier round give their plans like those of this one."""
        limit = self._limit(len(asked), seconds)
        here = {one.key for one in asked}
        points = [
            Point(
                one.key,
                one.problem,
                neighbours=tuple(key for key in one.neighbours if key in here),
                time_limit=limit,
                seed=self.how.seed,
                start_from=tuple(
                    plan for key in one.neighbours if key not in here and (plan := _plan(self.found[key])) is not None
                ),
            )
            for one in asked
        ]
        how = self.how
        outcomes = sweep(points, self.engine, on_progress=how.on_progress, stop=how.stop, resume=how.resume)
        self.found |= {one.key: _what_if(one, outcome) for one, outcome in zip(asked, outcomes, strict=True)}

    def _limit(self, points: int, seconds: float) -> float:
        if self.how.time_limit is not None:
            return self.how.time_limit
        share = seconds * self.engine.capacity() / max(1, points)
        return min(self.problem.settings.time_limit, share)

    def _carry(self) -> None:
        """What is not proven gets the best plan that any problem near it has come to and that is allowed in it."""
        near = {BASE: [ANYBODY, *map(_as_is, self.roles)], ANYBODY: [BASE, *map(_as_is, self.roles)]}
        for job in self.problem.jobs:
            as_is = _as_is(job[0].role)
            near.setdefault(as_is, [ANYBODY, BASE]).extend((_more(job), _fewer(job)))
            near |= {_more(job): [as_is, ANYBODY], _fewer(job): [as_is, ANYBODY]}
        before = dict(self.found)
        for key, others in near.items():
            found = before.get(key)
            if found is not None and found.result is not None:
                plans = [plan for other in others if other in before and (plan := _plan(before[other])) is not None]
                self.found[key] = replace(found, result=best_of(found.result, plans))

    # -- what came of it

    def _worth(self, job: Job) -> JobWorth:
        as_is, more = self.found[_as_is(job[0].role)], self.found[_more(job)]
        fewer, opened = self.found.get(_fewer(job)), self.found.get(_opened(job))
        closed_now, more_now = self.measured, with_one_more(self.measured, job)
        return JobWorth(
            job=job[0].job,
            profile=job[0].base or job[0].id,
            heads=sum(row.heads for row in in_seat_today(self.problem, job)),
            pay=sum(staff_cost(more_now)) - sum(staff_cost(closed_now)),
            as_is=as_is,
            more=more,
            fewer=fewer,
            gain=_effect(more, as_is),
            loss=_effect(fewer, as_is),
            gap=gap_of(as_is, more, opened),
            opened=opened,
            opening=_effect(opened, as_is),
        )

    def _capabilities(self, base: Result) -> tuple[CapabilityGap, ...]:
        """Empty where there is no plan, or the team alone was not solved."""
        if base.accounts is None:
            return ()
        required = base.accounts.demand
        alone = _Asked(TEAM_ALONE, "what today's team covers alone", team_alone(self.problem, required))
        self._solve([alone], self.seconds * SHARE_OF_OPENED)
        result = self.found[TEAM_ALONE].result
        if result is None or result.accounts is None:
            return ()
        short = result.accounts.uncovered
        return tuple(
            CapabilityGap(c, required[c], tuple(n - s for n, s in zip(required[c], short[c], strict=True)))
            for c in self.problem.capabilities
        )

    def _left_out(self) -> Iterator[str]:
        for one in self.found.values():
            if one.failure:
                yield f"{one.change}: {one.failure}"
            elif one.result is not None and one.result.status is Status.UNKNOWN:
                yield f"{one.change}: no plan found in {one.result.seconds:.0f} seconds"
        cut = sum(1 for one in self.found.values() if one.result is not None and one.result.status is Status.FEASIBLE)
        if cut:
            yield f"{counted(cut, 'plan')} of {len(self.found)} not proven to be the best in the time there was"


def _as_is(role: str) -> str:
    return f"as is: {role}"


def _more(job: Job) -> str:
    return f"one more: {_id(job)}"


def _fewer(job: Job) -> str:
    return f"one fewer: {_id(job)}"


def _opened(job: Job) -> str:
    return f"opened: {_id(job)}"


def _id(job: Job) -> str:
    return job[0].base or job[0].id


def _plan(found: WhatIf) -> Plan | None:
    return None if found.result is None else found.result.plan


def _what_if(asked: _Asked, outcome: Outcome) -> WhatIf:
    return WhatIf(asked.change, outcome.result, outcome.failure)


def _effect(change: WhatIf | None, as_is: WhatIf) -> Effect | None:
    return None if change is None or as_is.result is None else change.effect(as_is.result)


def _unsolved(problem: Problem) -> Result:
    return Result(problem=problem, status=Status.UNKNOWN, stopped_by="user")
