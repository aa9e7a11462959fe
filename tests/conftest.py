"""Properties are tried on the same examples each time, so that a failure stays one.

`pytest --hypothesis-profile=searching` looks at other examples, and keeps those that fail.
"""

import pytest
from hypothesis import settings

pytest.register_assert_rewrite("tests.e2e", "tests.world")  # helpers say what they found, too

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.register_profile("searching", deadline=None)
settings.load_profile("repeatable")
