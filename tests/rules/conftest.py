"""Settings of the tests of the rules: the first call loads a policy and may take its time."""

from hypothesis import settings

settings.register_profile("rules", deadline=None)
settings.load_profile("rules")
