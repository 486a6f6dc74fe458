"""What is reviewed of a scene, as one digest: a sign-off is bound to it, and holds for it in every version.

In it is what a candidate sees, hears and reads in the scene: its medium, captions, scripts and descriptions to the byte,
when it holds, and the items that open there with the exhibits they show. Not in it is what is scored: keys stand
elsewhere, and the domain and the points of an item are left out.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from player.engine.form import Form, FormCase, FormExhibit
from player.publish.material import Material, SceneMaterial, SourceText

FORMAT = 1
"""Of the digest; whoever changes what is in it takes every sign-off back."""
SCORED = frozenset(["domain", "points"])
"""Fields of an item that no candidate sees: they only score."""

Place = tuple[str, str]
"""A case and one of its scenes."""


def scene_digests(form: Form, material: Material) -> dict[Place, str]:
    """The digest of each scene of a version, in the order in which a candidate meets them."""
    return {
        (case.id, scene): scene_digest(case, scene, material.cases[case.id][scene])
        for case in form.cases
        for scene in scenes_of(case)
    }


def scenes_of(case: FormCase) -> list[str]:
    """The scenes of a case in their order."""
    return list(dict.fromkeys(segment.scene for segment in case.segments))


def scene_digest(case: FormCase, scene: str, material: SceneMaterial) -> str:
    """SHA-256, hexadecimal, of what is reviewed of a scene.

    Args:
        case: the case as it is presented.
        scene: the scene.
        material: what it was made from.
    """
    segments = [segment for segment in case.segments if segment.scene == scene]
    asked = [name for segment in segments for name in segment.asks]
    reviewed = {
        "format": FORMAT,
        "title": segments[0].title,
        "phase": segments[0].phase,
        "medium": material.medium.digest,
        "holds": [[at, list(asks)] for at, asks in _holds(material, [s.asks for s in segments if s.asks])],
        "captions": _sorted(material.captions),
        "scripts": _sorted(material.scripts),
        "descriptions": _sorted(material.descriptions),
        "items": {name: _item(case, name) for name in asked},
        "exhibits": {name: _exhibit(case.exhibits[name]) for name in exhibits_of(case, asked)},
    }
    # the order of a mapping is the order of presentation, so it counts
    return hashlib.sha256(json.dumps(reviewed, ensure_ascii=False).encode()).hexdigest()


def exhibits_of(case: FormCase, items: Iterable[str]) -> list[str]:
    """The exhibits that items show, each once."""
    return list(dict.fromkeys(shown for name in items for shown in case.items[name].exhibits))


def _holds(
    material: SceneMaterial, asks: Iterable[tuple[str, ...]]
) -> Iterator[tuple[float, tuple[str, ...]]]:
    return zip(material.timepoints, asks, strict=False)


def _sorted(texts: Mapping[str, SourceText]) -> list[tuple[str, str]]:
    return sorted((language, source.text) for language, source in texts.items())


def _item(case: FormCase, name: str) -> dict[str, Any]:
    """An item as it is put; a field that a later Sonocase adds changes no digest as long as nobody uses it."""
    return case.items[name].model_dump(mode="json", exclude=set(SCORED), exclude_defaults=True)


def _exhibit(exhibit: FormExhibit) -> dict[str, str]:
    first = exhibit.renditions[0]
    return {"view": exhibit.view, "description": exhibit.description, "medium": first.digest}
