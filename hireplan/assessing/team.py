"""Today's team assessed: what one head more or fewer of each job changes, solved side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hireplan.assessing.what_ifs import Asked, WhatIfs
from hireplan.comparing import Solving
from hireplan.sweeps import Engine
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
from models.nesting import bounded, settled
from models.plan import Result, Status
from models.problem import Problem, Profile
from models.whatif import Effect, WhatIf
from models.words import counted

SECONDS = 300.0
"""On the clock, where nothing else is asked for."""
BASE, ANYBODY, TEAM_ALONE = "base", "anybody", "team alone"
BY_PLANS, BY_HEADS = 0.2, 0.8
"""Of the time, by when the plans of the whole problem and those of single heads are to be there; jobs of which more
than one head may be wanted get the rest."""


def assess(problem: Problem, engine: Engine, how: Solving, seconds: float = SECONDS) -> Assessment:
    """Today's team against the portfolio, in about so many seconds on the clock where `how` has no limit of its own."""
    return _Assessing(problem, engine, how, seconds).assessment()


class _Assessing:
    """One team's assessment under way."""

    def __init__(self, problem: Problem, engine: Engine, how: Solving, seconds: float) -> None:
        self.problem, self.seconds = problem, seconds
        self.measured = measured(problem)
        self.roles: dict[str, list[Profile]] = {}
        for profile in problem.profiles:
            self.roles.setdefault(profile.role, []).append(profile)
        self.what_ifs = WhatIfs(engine, how, 3 + len(self.roles) + 2 * len(problem.jobs))
        self.found = self.what_ifs.found

    def assessment(self) -> Assessment:
        """The plans of the whole problem, then what a head is worth, then jobs of which more than one may be wanted."""
        self.what_ifs.solve(list(self._of_the_whole()), self.seconds * BY_PLANS)
        within = self._not_settled([self._of_role(role) for role in self.roles])
        self.what_ifs.solve([*within, *self._of_heads()], self.seconds * BY_HEADS)
        self._carry()
        self.what_ifs.solve([*self._of_the_team(), *self._not_settled(list(self._of_opened()))], self.seconds)
        base = self.what_ifs.result(BASE) or self._unsolved()
        worths = ranked([self._worth(job) for job in self.problem.jobs])
        return Assessment(
            base=base,
            capabilities=self._capabilities(base),
            rules=rules_today(self.problem),
            jobs=worths,
            idle_titles=idle_titles(self.problem, worths),
            first=first_to_fill(base, worths),
            left_out=tuple(self._left_out()),
        )

    # -- what is solved

    def _of_the_whole(self) -> Iterator[Asked]:
        yield Asked(ANYBODY, "with anybody hired whom the problem allows", self.measured)
        yield Asked(BASE, "the problem as it stands", self.problem)

    def _of_the_team(self) -> Iterator[Asked]:
        base = self.what_ifs.result(BASE)
        if base is not None and base.accounts is not None:
            alone = team_alone(self.problem, base.accounts.demand)
            yield Asked(TEAM_ALONE, "what today's team covers alone", alone)

    def _of_role(self, role: str) -> Asked:
        """All jobs of the role are held against it, each from its plan: so it is searched as long as both."""
        change = f"with nobody more hired as {role}"
        return Asked(_as_is(role), change, closed(self.measured, self.roles[role]), (ANYBODY, BASE), weight=2)

    def _of_heads(self) -> Iterator[Asked]:
        for job in self.problem.jobs:
            near = (_as_is(job[0].role),)
            more = with_one_more(self.measured, job)
            yield Asked(_more(job), f"with one more {job[0].job} today", self._closed(more, job), near)
            fewer = with_one_fewer(self.measured, job)
            if fewer is not None:
                yield Asked(_fewer(job), f"with one {job[0].job} fewer today", self._closed(fewer, job), near)

    def _closed(self, problem: Problem, job: Job) -> Problem:
        return closed(problem, self.roles[job[0].role])

    def _of_opened(self) -> Iterator[Asked]:
        """Jobs of which more than one head may be wanted: one more alone does not bring all that can be had."""
        anybody = self.found[ANYBODY]
        for job in self.problem.jobs:
            if all(delivers_more(anybody, self.found[key]) for key in (_more(job), _as_is(job[0].role))):
                others = [profile for profile in self.roles[job[0].role] if profile not in job]
                change = f"with {job[0].job} hired as the problem allows"
                yield Asked(_opened(job), change, closed(self.measured, others), (_as_is(job[0].role), ANYBODY))

    def _not_settled(self, asked: Sequence[Asked]) -> list[Asked]:
        """Those that are left where the best plan with anybody hired hires nobody who may not be."""
        anybody, left = self.what_ifs.result(ANYBODY), []
        for one in asked:
            known = None if anybody is None else settled(one.problem, anybody)
            if known is None:
                left.append(one)
            else:
                self.what_ifs.note(one, known)
        return left

    def _carry(self) -> None:
        """What is not proven gets the best plan that any problem near it has come to and that is allowed in it; and
        what is proven with anybody hired bounds what is closed to some."""
        roles = [_as_is(role) for role in self.roles]
        near = {ANYBODY: [BASE, *roles], BASE: [ANYBODY], **{role: [ANYBODY, BASE] for role in roles}}
        for job in self.problem.jobs:
            near[_as_is(job[0].role)] += [_more(job), _fewer(job)]
            near |= {_more(job): [_as_is(job[0].role), ANYBODY], _fewer(job): [_as_is(job[0].role), ANYBODY]}
        for key, others in near.items():  # in this order: what a closed role gets goes on to its heads
            result = self._best(key, others)
            if result is not None:
                self.found[key] = replace(self.found[key], result=result)
        anybody = self.what_ifs.result(ANYBODY)
        for role in roles:
            result = self.what_ifs.result(role)
            if result is not None and anybody is not None:
                self.found[role] = replace(self.found[role], result=bounded(result, anybody))

    def _best(self, key: str, others: Sequence[str]) -> Result | None:
        result = self.what_ifs.result(key)
        plans = [plan for other in others if (plan := self.what_ifs.plan(other)) is not None]
        return None if result is None else best_of(result, plans)

    # -- what came of it

    def _unsolved(self) -> Result:
        """The problem as it stands, where nothing has come of it."""
        stopped_by = "user" if self.what_ifs.batches.is_stopped() else "time limit"
        return Result(problem=self.problem, status=Status.UNKNOWN, stopped_by=stopped_by)

    def _worth(self, job: Job) -> JobWorth:
        as_is, more = self.found[_as_is(job[0].role)], self.found[_more(job)]
        fewer, opened = self.found.get(_fewer(job)), self.found.get(_opened(job))
        return JobWorth(
            job=job[0].job,
            profile=_id(job),
            heads=sum(row.heads for row in in_seat_today(self.problem, job)),
            pay=sum(staff_cost(with_one_more(self.measured, job))) - sum(staff_cost(self.measured)),
            as_is=as_is,
            more=more,
            fewer=fewer,
            gain=_effect(more, as_is),
            loss=_effect(fewer, as_is),
            gap=gap_of(as_is, more, opened),
            opened=opened,
            opening=_effect(opened, as_is),
            role=job[0].role,
        )

    def _capabilities(self, base: Result) -> tuple[CapabilityGap, ...]:
        """Empty where there is no plan, or the team alone was not solved."""
        alone = self.what_ifs.result(TEAM_ALONE)
        if base.accounts is None or alone is None or alone.accounts is None:
            return ()
        required = base.accounts.demand
        return tuple(
            CapabilityGap(c, required[c], tuple(n - s for n, s in zip(required[c], short, strict=True)))
            for c, short in alone.accounts.uncovered.items()
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


def _effect(change: WhatIf | None, as_is: WhatIf) -> Effect | None:
    return None if change is None or as_is.result is None else change.effect(as_is.result)
