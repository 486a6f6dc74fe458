"""The texts of a package, read together: everything that its authors wrote but the keys."""

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from scenarios.errors import Problem
from scenarios.load.case import load_case
from scenarios.load.files import strays
from scenarios.load.findings import Findings
from scenarios.model.package import Package, PackageSource
from scenarios.model.text import Id


def read_package(folder: Path, findings: Findings) -> Package | None:
    """A package with those of its cases that can be read; None where it cannot. Problems are noted."""
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
