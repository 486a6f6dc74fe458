"""A new package: what its cases share, and a first case."""

import json
from datetime import date
from pathlib import Path

from media_tools.new.case import case_texts
from media_tools.new.written import NewRefused, checked_name, filled, write_folder

DOMAINS = ("indication", "interpretation")
"""Those of the blueprint in the template."""


def add_package(folder: Path, case: str, scene: str | None, today: date) -> None:
    """Write a new package with one case.

    Args:
        folder: where; its name is the content area's.
        case: the name of the first case.
        scene: the synthetic ultrasound that the case shows; None for one of the area.
        today: the day on which its provisional cut score is set.

    Raises:
        NewRefused: a name is none, or the folder is there already.
        SynthesisRefused: there is no such synthetic ultrasound.
    """
    area = checked_name(folder.name, "a content area")
    checked_name(case, "a case")
    if not folder.absolute().parent.is_dir():
        raise NewRefused(f"{folder.parent} is no folder: make it first")
    values = {
        "area": area,
        "title": json.dumps(area.replace("-", " ").capitalize()),
        "today": today.isoformat(),
        "case": case,
    }
    texts = {"package.yaml": filled("package.yaml", folder, values)}
    texts["encounter.yaml.jinja"] = filled("encounter.yaml.jinja", folder, {})
    below = case_texts(folder / case, area, DOMAINS, scene)
    write_folder(folder, texts | {f"{case}/{name}": text for name, text in below.items()})
