"""How Hypothesis searches: the same examples in every run, unless `--hypothesis-profile=search` asks for new ones."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=1000, deadline=None, print_blob=True)
settings.load_profile("steady")
