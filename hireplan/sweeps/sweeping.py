"""The sweep: points handed to an engine as it has room for them, each result kept at once, no failure passed on.

Every point is solved by one worker with the seed of its own, so that a point that is proven has the same values alone,
here and there. One that its time limit cuts short may differ, as it does on a busier machine.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path

from hireplan.sweeps.engine import CallFailed, CallLost, Engine, EngineError
from hireplan.sweeps.kept import Kept
from hireplan.sweeps.point import INTERRUPTED, Outcome, Point, solve_point
from models.errors import HireplanError
from models.plan import Plan, Result

REFRESH = 0.2
"""Seconds between two looks at the points that run."""
OVERDUE_FACTOR, OVERDUE_SECONDS = 3.0, 120.0
"""A point that has not come back after so many times the longest limit of all and so many seconds never will. Building
a large model and explaining why there is no plan take time beyond the limit, and an engine may have a point in hand
while another one, whatever its limit, still runs."""
GRACE = 10.0
"""Seconds that running points get to come to an end when the sweep is interrupted."""


@dataclass(frozen=True)
class SweepProgress:
    """How far a sweep has come."""

    total: int
    done: int
    """points with a result, those kept from an earlier sweep included"""
    running: int
    failed: int
    elapsed: float
    """seconds"""
    last: str = ""
    """key of the point that came to an end last"""
    trouble: str = ""
    """why finished points cannot be kept, where that is so; the sweep goes on"""


def sweep(
    points: Sequence[Point],
    engine: Engine,
    *,
    on_progress: Callable[[SweepProgress], None] | None = None,
    stop: threading.Event | None = None,
    resume: Path | None = None,
    retries: int = 1,
) -> list[Outcome]:
    """Solve all points, and tell what came of each, in their order.

    A point that raises, is lost with its process or does not come back is begun again, `retries` times at most, and
    then reported; it never keeps others from their results. `resume` is a folder in which finished points are kept and
    looked for. Setting `stop`, from any thread or signal handler, ends the sweep within seconds: points that run come
    back with their best plans so far, the rest as interrupted. `on_progress` is called several times a second, in this
    thread. Raises ValueError where keys are not unique or neighbours unknown, and HireplanError where `resume` is no
    folder that can be written to.
    """
    _check(points)
    kept = None if resume is None else Kept(resume)
    return _Sweep(points, engine, on_progress, stop or threading.Event(), kept, retries).outcomes()


def _check(points: Sequence[Point]) -> None:
    counted = Counter(point.key for point in points)
    if twice := [key for key, count in counted.items() if count > 1]:
        raise ValueError(f"points have the same key: {', '.join(twice)}")
    if unknown := {key for point in points for key in point.neighbours} - set(counted):
        raise ValueError(f"there is no point of the key: {', '.join(sorted(unknown))}")


@dataclass(frozen=True)
class _Attempt:
    point: Point
    began: float


class _Sweep:
    """One sweep under way."""

    def __init__(
        self,
        points: Sequence[Point],
        engine: Engine,
        on_progress: Callable[[SweepProgress], None] | None,
        stop: threading.Event,
        kept: Kept | None,
        retries: int,
    ) -> None:
        self.points, self.engine, self.on_progress, self.stop = points, engine, on_progress, stop
        self.kept, self.retries = kept, retries
        self.began = time.monotonic()
        self.longest = max((point.seconds for point in points), default=0.0)
        self.waiting = {point.key: point for point in points}
        self.promising: dict[str, Point] = {}
        """those that wait and have a neighbour's plan to start from, in the order of coming to it"""
        self.followers: defaultdict[str, list[Point]] = defaultdict(list)
        for point in points:
            for key in point.neighbours:
                self.followers[key].append(point)
        self.running: dict[Future[Result], _Attempt] = {}
        self.finished: dict[str, Outcome] = {}
        self.plans: dict[str, Plan] = {}
        self.attempts: Counter[str] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.last = self.trouble = ""

    def outcomes(self) -> list[Outcome]:
        """The outcomes, once every point has come to its end or the sweep to its own."""
        self._take_what_is_kept()
        try:
            while self.waiting or self.running:
                if self.stop.is_set():
                    self._interrupt()
                    break
                self._submit()
                self._collect(REFRESH)
                self._give_up_overdue()
                self._report()
        except EngineError as lost:
            self._collect(0)
            self._fail_the_rest(str(lost))
        finally:
            for future in self.running:
                self.engine.abandon(future)
        self._report()
        return [self.finished[point.key] for point in self.points]

    # -- beginning points --------------------------------------------------------------------------------------

    def _take_what_is_kept(self) -> None:
        """Points finished in an earlier sweep; of those that it cut short, the plans they had come to."""
        results = ((point, self.kept.result(point)) for point in self.points) if self.kept else ()
        found = [(point, result) for point, result in results if result is not None]
        for point, result in found:
            if result.stopped_by != "user":
                del self.waiting[point.key]
                self.finished[point.key] = Outcome(point.key, result)
        for point, result in found:  # only now is it known who waits for a plan
            self._offer(point, result.plan)
        self._report()

    def _submit(self) -> None:
        while len(self.running) < self.engine.capacity() and self.waiting:  # asked also to learn that all is lost
            key, point = next(iter((self.promising or self.waiting).items()))
            future = self.engine.submit(solve_point, point, self._start_from(point))
            del self.waiting[key]
            self.promising.pop(key, None)
            self.attempts[key] += 1
            self.running[future] = _Attempt(point, time.monotonic())

    def _offer(self, point: Point, plan: Plan | None) -> None:
        """A plan to start from, for the point itself if it is begun again, and for its neighbours, whose turn it is."""
        if plan is not None:
            self.plans[point.key] = plan
            self.promising |= {p.key: p for p in self.followers[point.key] if p.key in self.waiting}

    def _start_from(self, point: Point) -> tuple[Plan, ...]:
        """Plans of the point's own and its neighbours'; none after a failure, to which they may have led."""
        if self.attempts[point.key]:
            return ()
        found = (self.plans[key] for key in (point.key, *point.neighbours) if key in self.plans)
        return (*point.start_from, *found)

    # -- their ends --------------------------------------------------------------------------------------------

    def _collect(self, seconds: float) -> None:
        """Wait so long for any point to come to its end, and note all that have."""
        for future in wait(self.running, timeout=seconds, return_when=FIRST_COMPLETED).done:
            attempt = self._ended(future)
            error = CallLost("it was cancelled") if future.cancelled() else future.exception()
            if error is None:
                self._succeeded(attempt.point, future.result())
            else:
                self._failed(attempt.point, _told(error))

    def _ended(self, future: Future[Result]) -> _Attempt:
        attempt = self.running.pop(future)
        self.seconds[attempt.point.key] += time.monotonic() - attempt.began
        return attempt

    def _succeeded(self, point: Point, answer: Result) -> None:
        result = replace(answer, problem=point.problem)  # the very problem that was asked, not its copy
        if result.plan is None and result.stopped_by == "user":
            self._note(point, None, INTERRUPTED)
            return
        self._offer(point, result.plan)
        self._note(point, result, "")
        try:
            if self.kept:
                self.kept.keep(point, result)
        except HireplanError as error:
            self.trouble = str(error)

    def _failed(self, point: Point, why: str) -> None:
        if self.attempts[point.key] <= self.retries and not self.stop.is_set():
            self.waiting[point.key] = point
        else:
            self._note(point, None, INTERRUPTED if self.stop.is_set() else why)

    def _note(self, point: Point, result: Result | None, failure: str) -> None:
        attempts, seconds = self.attempts[point.key], self.seconds[point.key]
        self.finished[point.key] = Outcome(point.key, result, failure, attempts, seconds)
        self.last = point.key

    def _give_up_overdue(self) -> None:
        now = time.monotonic()
        overdue = now - OVERDUE_FACTOR * self.longest - OVERDUE_SECONDS
        for future in [future for future, attempt in self.running.items() if attempt.began < overdue]:
            self.engine.abandon(future)
            attempt = self._ended(future)
            self._failed(attempt.point, f"it did not come back within {now - attempt.began:.0f} seconds")

    # -- the sweep's own end -----------------------------------------------------------------------------------

    def _interrupt(self) -> None:
        """Let the points that run come to an end with what they have; the others never begin."""
        self.engine.stop()
        until = time.monotonic() + GRACE
        while self.running and time.monotonic() < until:
            self._collect(REFRESH)
            self._report()
        self._fail_the_rest(INTERRUPTED)

    def _fail_the_rest(self, why: str) -> None:
        for future in list(self.running):
            self.engine.abandon(future)
            self._note(self._ended(future).point, None, why)
        for point in self.waiting.values():
            self._note(point, None, why)
        self.waiting = {}

    def _report(self) -> None:
        if self.on_progress is not None:
            failed = sum(1 for outcome in self.finished.values() if outcome.failure)
            self.on_progress(
                SweepProgress(
                    total=len(self.points),
                    done=len(self.finished) - failed,
                    running=len(self.running),
                    failed=failed,
                    elapsed=time.monotonic() - self.began,
                    last=self.last,
                    trouble=self.trouble,
                )
            )


def _told(error: BaseException) -> str:
    """An error in one line."""
    text = str(error) if isinstance(error, CallLost | CallFailed) else f"{type(error).__name__}: {error}"
    return " ".join(text.split())
