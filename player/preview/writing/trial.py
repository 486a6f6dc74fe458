"""Whether a package would still load with another text in it; nothing of it is changed for that."""

import tempfile
from pathlib import Path

from player.preview.desk import Look
from scenarios.errors import Problem
from scenarios.load.files import read_text
from scenarios.load.findings import Findings
from scenarios.load.images import misplaced
from scenarios.load.keys import read_keys
from scenarios.load.reading import read_package
from scenarios.model import Package


def faults_of(folder: Path, file: str, text: str, look: Look) -> tuple[Problem, ...]:
    """What would be wrong with a package that is not wrong with it now.

    Args:
        folder: the package.
        file: path in it.
        text: what that file would hold.
        look: the package as it is now.
    """
    known = {_kind(problem) for problem in look.draft.problems}
    with tempfile.TemporaryDirectory(prefix="sonocase-preview-") as elsewhere:
        copy = Path(elsewhere, folder.name)
        _copy_texts(folder, copy)
        (copy / file).write_text(text, encoding="utf-8", newline="")
        found = _problems(copy, look.draft.package)
    return tuple(problem for problem in found if _kind(problem) not in known)


def _kind(problem: Problem) -> tuple[str, str, str]:
    """A problem, wherever it has moved."""
    return problem.file, problem.field, problem.what


def _copy_texts(folder: Path, copy: Path) -> None:
    for path in (*folder.glob("*.yaml"), *folder.glob("*.jinja"), *folder.glob("*/*.yaml")):
        relative = path.relative_to(folder)
        text = read_text(folder, str(relative))
        if isinstance(text, str):
            (copy / relative).parent.mkdir(parents=True, exist_ok=True)
            (copy / relative).write_text(text, encoding="utf-8", newline="")


def _problems(folder: Path, now: Package | None) -> tuple[Problem, ...]:
    """What is wrong with the texts in a folder, held against the exhibits that are built now."""
    findings = Findings()
    package = read_package(folder, findings)
    images = {case.id: case.sidecars for case in (now.cases if now else ())}
    cases = [
        case.model_copy(update={"sidecars": images.get(case.id, {})})
        for case in (package.cases if package else ())
    ]
    for case in cases:
        document = Findings().document(folder, f"{case.id}/case.yaml")
        findings.problems += misplaced(document, case) if document else ()
    read_keys(folder, cases, findings)
    return tuple(sorted(set(findings.problems)))
