"""The same examples in every run: a test that fails for one reader fails for all."""

from hypothesis import settings

settings.register_profile("same for all", derandomize=True)
settings.load_profile("same for all")
