"""What runs calls elsewhere: the one small interface behind which this machine and a cluster look alike."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from models.errors import HireplanError

Answer = TypeVar("Answer")
Call = Callable[..., Answer]
"""Called with a threading.Event, set once it should come to an end, and then its own arguments. A function of a module,
with arguments and an answer that can be pickled."""

ENGINES = ("local", "dask")
"""The names of the engines, the default first."""


class EngineError(HireplanError):
    """The engine cannot be opened, or is lost: no call that is still asked of it can be run."""


class EngineMisuse(EngineError):
    """An engine is asked for in a way that never makes sense; says what would do."""


class CallLost(Exception):
    """The process that ran a call is gone: it was killed, ran out of memory or crashed. Another one may do better."""


class CallFailed(Exception):
    """The call raised, in a process from which its exception cannot be brought along; says what it was."""


class Engine(Protocol):
    """Runs calls, as many at once as it has capacity for. Used from one thread."""

    threads_alone: int
    """threads that a call may use which runs by itself"""

    def capacity(self) -> int:
        """Calls to ask of it at once, as things stand: those that run, and some in hand where the way is long.

        Raises EngineError once the engine is lost.
        """

    def places(self) -> int:
        """Calls that run at once, as things stand; one at least. Raises EngineError as above."""

    def submit(self, call: Call[Answer], *arguments: Any) -> Future[Answer]:
        """Run a call. Its future fails with what the call raised, or with CallLost. Raises EngineError as above."""

    def abandon(self, future: Future[Any]) -> None:
        """Give up a call, as far as the engine can: its answer is not wanted any more."""

    def stop(self) -> None:
        """Ask all running calls to come to an end, by their events. No call is taken after that."""

    def close(self) -> None:
        """Give up whatever still runs, and let go of processes and connections."""

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it."""


def refuse_misuse(name: str, scheduler: str) -> None:
    """Raises EngineMisuse where a scheduler is missing, or one too many."""
    if name == "local" and scheduler:
        raise EngineMisuse(f"the engine 'local' has no scheduler; for {scheduler} use the engine 'dask'")
    if name == "dask" and not scheduler:
        raise EngineMisuse("the engine 'dask' needs the address of a scheduler, such as tcp://127.0.0.1:8786")
    if name not in ENGINES:
        raise EngineMisuse(f"there is no engine '{name}'; engines: {', '.join(ENGINES)}")


def open_engine(name: str = ENGINES[0], scheduler: str = "", processes: int | None = None) -> Engine:
    """The engine of a name: `local` with so many processes (default: as many as cores), `dask` at a scheduler.

    Raises EngineError where it cannot be had, and says what to do.
    """
    refuse_misuse(name, scheduler)
    if name == "dask":
        from hireplan.sweeps.cluster import Dask

        return Dask(scheduler)
    from hireplan.sweeps.local import Local

    return Local(processes)
