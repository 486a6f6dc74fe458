"""The threshold of a check in words, as a profile has it."""

from media_tools.check.finding import Check
from media_tools.check.profile import Profile


def limit(check: Check, profile: Profile) -> str:
    """The threshold of a check; empty where the profile has none, so that nothing is checked."""
    sections = {name: getattr(profile, name) for name in type(profile).model_fields}
    try:
        return check.limit.format(**sections)
    except TypeError:
        # a figure that this profile leaves out is None, which takes no format
        return ""
