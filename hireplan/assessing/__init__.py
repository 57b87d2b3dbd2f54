"""Today's team against the portfolio: gaps that block and gaps that do not, by solving."""

from hireplan.assessing.team import SECONDS, assess

__all__ = ["SECONDS", "assess"]
