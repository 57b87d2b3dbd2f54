"""The same examples in every run: a test that fails for one reader fails for all."""

import pytest
from hypothesis import settings

settings.register_profile("same for all", derandomize=True)
settings.load_profile("same for all")

LONG = "readme_runs"
"""In the name of a test that is begun first, since the others can be run beside it but nothing after it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONG not in item.name)
