"""Package folder -> models: the only parser of package files.

    load_sources   what authors wrote, laid out; the media tools build from this
    load_package   the same with the facts of the built media; what is published and played
    load_keys      the scoring keys, apart from everything else

Each gives a whole, frozen value, or raises `PackageError` with every problem it found.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from scenarios.errors import KeyLoadError, PackageError, Problem
from scenarios.load.case import load_case
from scenarios.load.files import strays
from scenarios.load.findings import Findings
from scenarios.load.images import misplaced
from scenarios.load.keys import Asking, read_keys
from scenarios.load.media import add_media
from scenarios.model.key import Keys
from scenarios.model.package import Package, PackageSource
from scenarios.model.text import Id


def load_sources(folder: Path) -> Package:
    """A package as its authors wrote it, without the facts of its media.

    Raises:
        PackageError: with all problems of all its text files.
    """
    findings = Findings()
    package = _load(folder, findings)
    if findings.problems or package is None:
        raise PackageError(findings.problems)
    return package


def load_package(folder: Path) -> Package:
    """A package with its built media, as far as text can tell; whether media decode, `media_tools` checks.

    Raises:
        PackageError: with all problems of all its text files and sidecars, its keys included.
    """
    findings = Findings()
    package = _load(folder, findings)
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


def _load(folder: Path, findings: Findings) -> Package | None:
    if not folder.is_dir():
        findings.problems.append(Problem(folder.name, 0, "", "is no folder", "name the folder of a package"))
        return None
    findings.problems += strays(folder)
    document = findings.document(folder, "package.yaml")
    if document is None:
        return None
    about = findings.validated(document, PackageSource)
    if about is None:
        for name in _cases_named(document.data):
            load_case(folder, name, None, findings)
        return None
    if about.area != folder.resolve().name:
        what = f"'{about.area}' is not the name of the folder, '{folder.resolve().name}'"
        findings.problems.append(document.problem(("area",), what, "rename one of the two"))
    cases = [load_case(folder, name, about, findings) for name in about.cases]
    return Package(about=about, cases=tuple(case for case in cases if case))


def _cases_named(data: Any) -> list[str]:
    """The cases of a package whose other fields are wrong."""
    try:
        return TypeAdapter(list[Id]).validate_python(data["cases"])
    except (ValidationError, KeyError, TypeError):
        return []
