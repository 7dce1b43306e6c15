"""How Hypothesis draws in unit tests: the same at every run, and without a look at the clock."""

from hypothesis import settings

drawn = settings(derandomize=True, database=None, deadline=None)
