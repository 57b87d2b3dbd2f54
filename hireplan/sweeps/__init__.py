"""Many problems solved at once, on this machine or on a cluster: one call, one outcome for each point.

>>> from hireplan.sweeps import Point, open_engine, sweep
>>> with open_engine("local") as engine:  # doctest: +SKIP
...     outcomes = sweep([Point("80%", problem), Point("90%", other, neighbours=("80%",))], engine)
"""

from hireplan.sweeps.engine import ENGINES, Engine, EngineError, EngineMisuse, open_engine, refuse_misuse
from hireplan.sweeps.point import INTERRUPTED, Outcome, Point
from hireplan.sweeps.sweeping import SweepProgress, sweep

__all__ = [
    "ENGINES",
    "INTERRUPTED",
    "Engine",
    "EngineError",
    "EngineMisuse",
    "Outcome",
    "Point",
    "SweepProgress",
    "open_engine",
    "refuse_misuse",
    "sweep",
]
