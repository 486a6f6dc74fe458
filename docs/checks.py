"""What `sonocase check` looks for, as tables: every check, and where the profiles differ."""

from collections.abc import Iterator

from media_tools.check.finding import Check, checks
from media_tools.check.limits import limit
from media_tools.check.profile import DEFAULT, Profile, profiles


def checks_table() -> str:
    """Every check with its weight, its threshold under the default profile, and the source of that."""
    profile = profiles()[DEFAULT]
    rows = (
        f"| `{name}` | {check.severity} | {check.holds} | {limit(check, profile)} | {check.sourced(profile)} |"
        for name, check in checks().items()
    )
    return "\n".join(["| check | weight | what holds | threshold | source |", "|---|---|---|---|---|", *rows])


def profiles_table() -> str:
    """What each profile asks where they differ."""
    names = list(profiles())
    head = ["check", *(f"`{name}`" for name in names)]
    rows = (f"| `{name}` | {' | '.join(_limits(check))} |" for name, check in checks().items() if check.house)
    return "\n".join([f"| {' | '.join(head)} |", "|---" * len(head) + "|", *rows])


def sources_table() -> str:
    """Where the figures of the other profiles come from."""
    rows = (
        f"| `{profile.name}` | {section} | {source} |"
        for profile in profiles().values()
        if profile.name != DEFAULT
        for section, source in _sources(profile)
    )
    return "\n".join(["| profile | what | source |", "|---|---|---|", *rows])


def _limits(check: Check) -> Iterator[str]:
    return (limit(check, profile) or "not checked" for profile in profiles().values())


def _sources(profile: Profile) -> Iterator[tuple[str, str]]:
    sections = dict.fromkeys(check.section for check in checks().values() if check.house and check.section)
    return ((section, getattr(profile, section).source) for section in sections)
