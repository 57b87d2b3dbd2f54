"""The problem as a plain linear program with integers, for any solver, and a solver's answer as a plan.

Written from docs/semantics.md and from nothing of the optimizer: it is what the optimizer is measured on, and one more
opinion on what a problem means. Nothing in it is there to be quick: a column for each decision and for what follows
from it, a row for each sentence of the definitions, a binary with a big M for each condition. It shares with the judge
what no decision touches: what a head costs and gives, what a unit of a use case needs, the idle course.
"""

from models.plain.statement import Stated, level_called, plan_of, state

__all__ = ["Stated", "level_called", "plan_of", "state"]
