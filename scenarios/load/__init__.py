"""Package folder -> models: the only parser of package files.

    load_sources   what authors wrote, laid out; the media tools build from this
    load_package   the same with the facts of the built media; what is published and played
    load_keys      the scoring keys, apart from everything else

Each gives a whole, frozen value, or raises `PackageError` with every problem it found. `draft` has what can be read of a
package that is not whole yet.
"""

from collections.abc import Sequence
from pathlib import Path

from scenarios.errors import KeyLoadError, PackageError
from scenarios.load.findings import Findings
from scenarios.load.images import misplaced
from scenarios.load.keys import Asking, read_keys
from scenarios.load.media import add_media
from scenarios.load.reading import read_package
from scenarios.model.key import Keys
from scenarios.model.package import Package


def load_sources(folder: Path) -> Package:
    """A package as its authors wrote it, without the facts of its media.

    Raises:
        PackageError: with all problems of all its text files.
    """
    findings = Findings()
    package = read_package(folder, findings)
    if findings.problems or package is None:
        raise PackageError(findings.problems)
    return package


def load_package(folder: Path) -> Package:
    """A package with its built media, as far as text can tell; whether media decode, `media_tools` checks.

    Raises:
        PackageError: with all problems of all its text files and sidecars, its keys included.
    """
    findings = Findings()
    package = read_package(folder, findings)
    if package is None:
        raise PackageError(findings.problems)
    languages = package.about.languages
    cases = tuple(add_media(folder, case, languages, findings) for case in package.cases)
    for case in cases:
        document = Findings().document(folder, f"{case.id}/case.yaml")
        findings.problems += misplaced(document, case) if document else ()
    read_keys(folder, cases, findings)
    if findings.problems:
        raise PackageError(findings.problems)
    return package.model_copy(update={"cases": cases})


def load_keys(folder: Path, cases: Package | Sequence[Asking]) -> Keys:
    """The scoring keys of a package.

    Args:
        folder: the package.
        cases: what the keys have to score: the package itself, or cases that were published from it.

    Raises:
        KeyLoadError: with all problems; none repeats what a key holds.
    """
    findings = Findings()
    keys = read_keys(folder, cases.cases if isinstance(cases, Package) else cases, findings)
    if findings.problems:
        raise KeyLoadError(findings.problems)
    return keys
