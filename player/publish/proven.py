"""Packages that have been held against every check already: those that come with Sonocase, as long as nobody changes a byte.

To check them again takes most of the time of a first start. `proven/` has, for each, the digest of its sources and what the
check found; a test holds both against the packages. Whoever changes a bundled package writes it anew:

    python -m player.publish.proven
"""

from pathlib import Path

from player.publish.material import Examined, examined
from player.publish.sources import source_digest
from scenarios.errors import PackageError
from scenarios.model.text import Frozen

BUNDLED = Path(__file__).parents[2] / "scenarios"
PROVEN = Path(__file__).with_name("proven")


class Proof(Frozen):
    """What was checked, as a digest of its sources, and what was found."""

    source: str
    examined: Examined


def bundled_packages() -> list[Path]:
    """The folders of the packages that come with Sonocase."""
    return sorted(path.parent for path in BUNDLED.glob("*/package.yaml"))


def proofs() -> dict[str, Proof]:
    """The recorded proofs, by the folder of their package."""
    return {path.stem: _read(path) for path in sorted(PROVEN.glob("*.json"))}


def proven(source: str) -> Examined | None:
    """What was found in sources with this digest; None where nobody has checked them."""
    return next((proof.examined for proof in proofs().values() if proof.source == source), None)


def prove(folder: Path) -> Proof:
    """The proof of a package.

    Raises:
        PackageError: it may not be published.
    """
    from media_tools.check.profile import DEFAULT, profiles
    from media_tools.check.run import examine, problems_of
    from scenarios.load import load_package

    checked = examine(folder, load_package(folder), profiles()[DEFAULT])
    if problems := problems_of(checked.findings):
        raise PackageError(problems)
    return Proof(source=source_digest(folder, webm=False), examined=examined(checked, DEFAULT))


def _read(path: Path) -> Proof:
    return Proof.model_validate_json(path.read_bytes())


def _write() -> None:
    """Write the proof of every bundled package, and remove those of packages that are gone."""
    PROVEN.mkdir(exist_ok=True)
    for path in PROVEN.glob("*.json"):
        path.unlink()
    for folder in bundled_packages():
        (PROVEN / f"{folder.name}.json").write_text(prove(folder).model_dump_json() + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
