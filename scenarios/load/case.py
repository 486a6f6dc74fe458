"""From `case.yaml` to a case: words filled in, templates rendered, everything held against everything."""

from pathlib import Path
from typing import Any

from scenarios.load.consistency import contradictions
from scenarios.load.findings import Findings
from scenarios.load.layout import lay_out
from scenarios.load.words import context, fill
from scenarios.model.case import Case, CaseSource, Encounter
from scenarios.model.package import PackageSource


def load_case(folder: Path, name: str, package: PackageSource | None, findings: Findings) -> Case | None:
    """One case, laid out but without its media; None with the problems noted.

    Where the package itself is not valid, the case is read all the same, so that its author hears of
    everything at once; what can only be held against the package is left out.
    """
    document = findings.document(folder, f"{name}/case.yaml")
    if document is None:
        return None
    words = context(document.data, package.model_dump() if package else None)
    document, problems = fill(document, words)
    findings.problems += problems
    _name_patient(document.data)
    source = findings.validated(document, CaseSource)
    encounter = lay_out(folder, document, words, findings)
    if source is None or encounter is None or package is None or problems:
        return None
    found_here = list(contradictions(document, source, encounter, package))
    findings.problems += found_here
    return None if found_here else _case(name, source, encounter, package)


def _name_patient(data: Any) -> None:
    """In the cast the patient needs no name: it stands under `patient`, and is checked there."""
    if not isinstance(data, dict) or not isinstance(data.get("cast"), dict):
        return
    member, patient = data["cast"].get("patient"), data.get("patient")
    if isinstance(member, dict):
        name = patient.get("name") if isinstance(patient, dict) else None
        member.setdefault("name", name if name and isinstance(name, str) else "patient")


def _case(name: str, source: CaseSource, encounter: Encounter, package: PackageSource) -> Case:
    kept = {
        field: getattr(source, field)
        for field in ("title", "patient", "setting", "seconds", "exhibits", "items")
    }
    return Case(id=name, cast={**package.cast, **source.cast}, encounter=encounter, **kept)
