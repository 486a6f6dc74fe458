"""Packages that have been held against every check already: those that come with Sonocase, as long as nobody changes a byte.

To check them again takes most of the time of a first start. `proven.json` has the digest of each; a test holds it against
the packages, and the packages against the checks. Whoever changes a bundled package writes it anew:

    python -m player.publish.proven
"""

import json
from pathlib import Path

BUNDLED = Path(__file__).parents[2] / "scenarios"
PROVEN = Path(__file__).with_name("proven.json")


def bundled_packages() -> list[Path]:
    """The folders of the packages that come with Sonocase."""
    return sorted(path.parent for path in BUNDLED.glob("*/package.yaml"))


def is_proven(source: str) -> bool:
    """Whether a digest of sources is one that was checked."""
    return source in json.loads(PROVEN.read_text(encoding="utf-8")).values()


def prove() -> dict[str, str]:
    """The digest of each bundled package, by its folder.

    Raises:
        PackageError: one of them may not be published.
    """
    from media_tools.check.run import refusals
    from player.publish.publishing import source_digest
    from scenarios.errors import PackageError
    from scenarios.load import load_package

    found = {}
    for folder in bundled_packages():
        if problems := refusals(folder, load_package(folder)):
            raise PackageError(problems)
        found[folder.name] = source_digest(folder, webm=False)
    return found


if __name__ == "__main__":
    PROVEN.write_text(json.dumps(prove(), indent=2) + "\n", encoding="utf-8")
