"""The queue: what waits for review, of the version that is offered of each area."""

from collections import Counter
from typing import Any

from flask import render_template

from media_tools.check.finding import SEVERITIES
from player.review.desk import VersionFile
from player.review.pages.access import blueprint, desk, may_act, reader
from player.review.scenes import ReviewedScene, of_no_scene
from player.services import services
from player.store import User


@blueprint.get("")
def queue() -> str:
    """Every version that is offered, those that wait first, with its scenes and what the check found in them."""
    user = reader()
    files = sorted(desk().offered(), key=lambda file: file.standing.complete)
    return render_template("review/queue.html", rows=[_row(file, user) for file in files])


def _row(file: VersionFile, user: User) -> dict[str, Any]:
    cases = {case.id: case.title for case in services().library.form(file.version.id).cases}
    by_case: dict[str, list[dict[str, Any]]] = {name: [] for name in cases}
    for scene in file.scenes:
        by_case[scene.of.id].append(_scene(scene, file))
    loose = of_no_scene(file.scenes, services().library.examined(file.version.id)) if file.scenes else []
    return {
        "file": file,
        "cases": [{"title": cases[name], "scenes": scenes} for name, scenes in by_case.items()],
        "loose": loose,
        "mine": not may_act(user, file.authors) and user.role == "reviewer",
    }


def _scene(scene: ReviewedScene, file: VersionFile) -> dict[str, Any]:
    counts = Counter(found.severity for found in scene.findings)
    return {
        "scene": scene,
        "standing": file.standing.scenes[scene.place],
        "counts": {severity: counts[severity] for severity in SEVERITIES if counts[severity]},
    }
