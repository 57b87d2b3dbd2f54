"""Why a plan is as it is, or why there is none: conflicts, repairs, prices, reasons for hires. Solved, not guessed."""

from hireplan.explaining.explain import SECONDS, explain
from hireplan.explaining.hires import Reasoned, reasons
from hireplan.explaining.prices import Priced, prices, remeasured

__all__ = ["SECONDS", "Priced", "Reasoned", "explain", "prices", "reasons", "remeasured"]
