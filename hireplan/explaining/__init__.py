"""Why a plan is as it is, or why there is none: conflicts, repairs, prices, reasons for hires. Solved, not guessed."""

from hireplan.explaining.explain import explain
from hireplan.explaining.hires import Reasoned, reasons
from hireplan.explaining.prices import Priced, prices, remeasured

__all__ = ["Priced", "Reasoned", "explain", "prices", "reasons", "remeasured"]
