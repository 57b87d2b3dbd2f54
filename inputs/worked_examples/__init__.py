"""The worked examples that `hireplan init --example NAME` writes, as data."""

from __future__ import annotations

from collections.abc import Callable

from inputs.worked_examples.blank import blank
from inputs.worked_examples.example import Example
from inputs.worked_examples.first_team import first_team
from inputs.worked_examples.operating_models import operating_models
from inputs.worked_examples.portfolio import portfolio
from inputs.worked_examples.retail_bank import retail_bank
from models.errors import HireplanError

EXAMPLES: dict[str, Callable[[], Example]] = {
    "first-team": first_team,
    "retail-bank": retail_bank,
    "portfolio": portfolio,
    "operating-models": operating_models,
}


def example_called(name: str | None) -> Example:
    """The worked example of that name; without a name what a blank workbook starts from."""
    if name is None:
        return blank()
    if name not in EXAMPLES:
        raise HireplanError(f"there is no example called {name}; there are {', '.join(EXAMPLES)}")
    return EXAMPLES[name]()
