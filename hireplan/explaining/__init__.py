"""Why a plan is as it is: what every rule and limit costs, and what each hire is good for. Solved, not guessed."""

from hireplan.explaining.hires import Reasoned, reasons
from hireplan.explaining.prices import Priced, prices, remeasured

__all__ = ["Priced", "Reasoned", "prices", "reasons", "remeasured"]
