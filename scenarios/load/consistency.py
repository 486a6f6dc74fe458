"""What has to agree inside a case: who speaks, what is asked, shown and measured."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import get_args

from scenarios.errors import Problem
from scenarios.load.document import Document
from scenarios.load.template import STANDARD
from scenarios.model.case import CaseSource, CastMember, Encounter, PhaseId
from scenarios.model.package import PackageSource
from scenarios.model.scene import Scene

Place = tuple[str | int, ...]


def contradictions(
    document: Document, source: CaseSource, encounter: Encounter, package: PackageSource
) -> Iterator[Problem]:
    """Every way in which a case contradicts itself or its package."""
    scenes = list(encounter.scenes)
    places = dict(_places(source))
    for name, count in Counter(scene.scene for scene in scenes).items():
        if count > 1:
            yield _at(document, places.get(name), f"the scene '{name}' is there {count} times", "rename one")
    cast = {**package.cast, **source.cast}
    for scene in scenes:
        for what, fix in _in_scene(scene, source, cast):
            yield _at(document, places.get(scene.scene), f"in the scene '{scene.scene}' {what}", fix)
    for place, what, fix in _in_items(source, scenes, package):
        yield document.problem(("items", *place), what, fix)


def _at(document: Document, place: Place | None, what: str, fix: str) -> Problem:
    """A problem of a scene: in `case.yaml`, or in the area's template where the case has no such scene."""
    return document.problem(place, what, fix) if place else Problem(STANDARD, 0, "", what, fix)


def _places(source: CaseSource) -> Iterator[tuple[str, Place]]:
    for phase in get_args(PhaseId):
        yield from ((scene.scene, (phase, i)) for i, scene in enumerate(getattr(source, phase)))


def _in_scene(scene: Scene, source: CaseSource, cast: Mapping[str, CastMember]) -> Iterator[tuple[str, str]]:
    people = {name for picture in scene.pictures for name in picture.people}
    for name in sorted((scene.speakers | people) - set(cast)):
        yield (
            f"there is '{name}', who is not in the cast",
            f"add '{name}' under 'cast', or use one of {', '.join(cast)}",
        )
    for name in sorted(
        {picture.exhibit for picture in scene.pictures if picture.exhibit} - set(source.exhibits)
    ):
        yield f"the exhibit '{name}' is shown, which the case has not", "add it under 'exhibits'"
    for name in scene.asks:
        if name not in source.items:
            yield (
                f"'{name}' is asked, which is no item",
                f"add it under 'items', or ask one of {', '.join(source.items)}",
            )


def _in_items(
    source: CaseSource, scenes: list[Scene], package: PackageSource
) -> Iterator[tuple[Place, str, str]]:
    asked = Counter(name for scene in scenes for name in scene.asks)
    for name, item in source.items.items():
        if asked[name] != 1:
            what = f"is asked {asked[name]} times" if asked[name] else "is never asked"
            yield (name,), what, f"write '- ask: {name}' at one timepoint of the encounter"
        if item.domain not in package.blueprint:
            what = f"'{item.domain}' is no domain of the blueprint"
            yield (name, "domain"), what, f"use one of {', '.join(package.blueprint)}"
        for exhibit in sorted(set(item.exhibits) - set(source.exhibits)):
            yield (name, "exhibits"), f"shows '{exhibit}', which the case has not", "add it under 'exhibits'"
