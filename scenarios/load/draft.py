"""A package while it is being written: what can be read of it, and everything that is wrong or not built yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scenarios.errors import Problem
from scenarios.load.findings import Findings
from scenarios.load.images import misplaced
from scenarios.load.keys import read_keys
from scenarios.load.media import add_media
from scenarios.load.reading import read_package
from scenarios.model.key import Key
from scenarios.model.package import Package


@dataclass(frozen=True)
class Draft:
    """What there is of a package.

    Attributes:
        package: the cases that can be read, with the media that are there; None where package.yaml cannot be read.
        keys: case -> item -> key, as far as they can score.
        problems: what is wrong with its texts, in the order of files and lines.
        unbuilt: media, captions and scripts that are missing or not of this text.
    """

    package: Package | None
    keys: Mapping[str, Mapping[str, Key]]
    problems: tuple[Problem, ...]
    unbuilt: tuple[Problem, ...]


def load_draft(folder: Path) -> Draft:
    """Read as much of a package as can be read; nothing is raised."""
    findings, media = Findings(), Findings()
    package = read_package(folder, findings)
    if package is None:
        return Draft(None, {}, _sorted(findings), ())
    languages = package.about.languages
    cases = tuple(add_media(folder, case, languages, media) for case in package.cases)
    for case in cases:
        document = Findings().document(folder, f"{case.id}/case.yaml")
        findings.problems += misplaced(document, case) if document else ()
    keys = read_keys(folder, cases, findings)
    return Draft(package.model_copy(update={"cases": cases}), keys, _sorted(findings), _sorted(media))


def _sorted(findings: Findings) -> tuple[Problem, ...]:
    return tuple(sorted(set(findings.problems)))
