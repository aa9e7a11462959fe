"""Properties are tried on the same examples each time, so that a failure stays one.

`pytest --hypothesis-profile=searching` looks at other examples, and keeps those that fail.
"""

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.register_profile("searching", deadline=None)
settings.load_profile("repeatable")
