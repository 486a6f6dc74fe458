"""A new case: data that plays at once, for its author to change piece by piece."""

import json
from collections.abc import Collection
from pathlib import Path

from media_tools.new.entered import enter_case
from media_tools.new.written import NewRefused, checked_name, filled, write_folder
from media_tools.phantom.catalogue import CATALOGUE, find
from media_tools.phantom.entry import Entry
from scenarios.errors import PackageError
from scenarios.load.findings import Findings
from scenarios.model.package import PackageSource


def add_case(package: Path, name: str, scene: str | None) -> Path:
    """Write a new case and enter it into its package.

    Args:
        package: the package's folder.
        name: the case's.
        scene: the synthetic ultrasound that it shows; None for one of the area.

    Returns:
        The folder of the case.

    Raises:
        NewRefused: the name is none, or taken.
        SynthesisRefused: there is no such synthetic ultrasound.
        PackageError: package.yaml cannot be used.
    """
    case = package / checked_name(name, "a case")
    about = _about(package)
    if name in about.cases:
        raise NewRefused(f"{package / 'package.yaml'} names a case {name!r} already: choose another name")
    texts = case_texts(case, about.area, about.blueprint, scene)
    changed = enter_case(package, name)
    write_folder(case, texts)
    changed()
    return case


def case_texts(case: Path, area: str, domains: Collection[str], scene: str | None) -> dict[str, str]:
    """The files of a new case, by their names.

    Args:
        case: its folder, which need not be there.
        area: the content area, by which its ultrasound is chosen.
        domains: those of the blueprint.
        scene: the synthetic ultrasound; None for one of the area.
    """
    entry = find(scene) if scene else _scene_of(area)
    values = {
        "title": json.dumps(case.name.replace("-", " ").capitalize()),
        "first": _domain(domains, "indication", 0),
        "second": _domain(domains, "interpretation", -1),
        "scene": entry.name,
        "shows": json.dumps(f"A simulated clip that shows {entry.says}."),
    }
    return {name: filled(name, case, values) for name in ("case.yaml", "key.yaml")}


def _about(package: Path) -> PackageSource:
    findings = Findings()
    document = findings.document(package, "package.yaml")
    about = findings.validated(document, PackageSource) if document else None
    if about is None:
        raise PackageError(findings.problems)
    return about


def _scene_of(area: str) -> Entry:
    """The first scene whose name begins like the area; where there is none, the first of all."""
    own = (entry for name, entry in CATALOGUE.items() if name.split(".")[0] in area.split("-"))
    return next(own, next(iter(CATALOGUE.values())))


def _domain(domains: Collection[str], wanted: str, otherwise: int) -> str:
    return wanted if wanted in domains else list(domains)[otherwise]
