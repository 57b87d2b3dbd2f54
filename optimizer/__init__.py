"""Problem to Result: the constraint model and what is built on solving it."""

from optimizer.solve import Progress, solve

__all__ = ["Progress", "solve"]
