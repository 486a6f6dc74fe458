"""What changed between two published versions, in words, and which sign-offs go over from one to the other.

Of keys it names what changed and never what is right, so that it can be read aloud in an office.
"""

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from player.engine.form import Form, FormCase, FormExhibit
from player.publish.material import Material, SceneMaterial, SourceText
from player.signoff.digest import Place, scene_digests, scenes_of
from scenarios.model.key import Keys

MOST = 8
"""Changed lines of one text that are told; of more their number."""
LONG = 90
"""Characters of a value from which on it is cut."""
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Copy:
    """A published version; `material` is missing of one that was published before there were reviews."""

    form: Form
    keys: Keys
    material: Material | None


@dataclass(frozen=True, order=True)
class Kept:
    """Whether a sign-off of a scene goes over to the later version; `why` it does not, in words."""

    place: Place
    holds: bool
    why: str


def changes(old: Copy, new: Copy) -> Iterator[tuple[str, str]]:
    """Where something changed, and what: `one, item depth`, and `stem was "How deep?" and is "How wide?"`."""
    yield from (("package", what) for what in _package(old, new))
    before, after = ({case.id: case for case in copy.form.cases} for copy in (old, new))
    yield from _comings_and_goings("package", "case", before, after)
    for name in (name for name in after if name in before):
        for where, what in _case(old, new, name):
            yield ", ".join(filter(None, (name, where))), what


def sign_offs(old: Copy, new: Copy) -> list[Kept]:
    """For each scene of the later version whether a sign-off of the earlier one holds for it."""
    if new.material is None:
        return []
    before = scene_digests(old.form, old.material) if old.material else {}
    return [
        Kept(place, holds=before.get(place) == digest, why=_why(place, old, before))
        for place, digest in scene_digests(new.form, new.material).items()
    ]


def _why(place: Place, old: Copy, before: Mapping[Place, str]) -> str:
    if old.material is None:
        return "the earlier version was published before there were reviews"
    return "what is reviewed of it has changed" if place in before else "it is new"


def _package(old: Copy, new: Copy) -> Iterator[str]:
    before, after = (copy.form.model_dump(mode="json", exclude={"cases", "format"}) for copy in (old, new))
    yield from _fields(before, after)
    if old.material and new.material:
        authors = [{"authors": list(material.authors)} for material in (old.material, new.material)]
        yield from _fields(authors[0], authors[1])


def _comings_and_goings(
    where: str, kind: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    yield from ((where, f"the {kind} {name} is gone") for name in before if name not in after)
    yield from ((where, f"the {kind} {name} is new") for name in after if name not in before)
    stayed = [name for name in before if name in after]
    if stayed != [name for name in after if name in before]:
        yield where, f"the order of the {kind}s is another"


def _case(old: Copy, new: Copy, name: str) -> Iterator[tuple[str, str]]:
    before, after = (_of(copy.form, name) for copy in (old, new))
    told = {"title", "patient", "setting", "seconds", "phases"}
    facts = [case.model_dump(mode="json", include=told) for case in (before, after)]
    yield from (("", what) for what in _fields(facts[0], facts[1]))
    scenes = [dict.fromkeys(scenes_of(case)) for case in (before, after)]
    yield from _comings_and_goings("", "scene", *scenes)
    for scene in (scene for scene in scenes[1] if scene in scenes[0]):
        yield from ((f"scene {scene}", what) for what in _scene(old, new, name, scene))
    yield from _parts(
        "exhibit", *({of: _exhibit(x) for of, x in c.exhibits.items()} for c in (before, after))
    )
    yield from _parts("item", *(_items(case) for case in (before, after)))
    yield from _keys(old.keys.get(name, {}), new.keys.get(name, {}))


def _of(form: Form, name: str) -> FormCase:
    return next(case for case in form.cases if case.id == name)


def _items(case: FormCase) -> dict[str, Any]:
    return {name: item.model_dump(mode="json", exclude_defaults=True) for name, item in case.items.items()}


def _exhibit(exhibit: FormExhibit) -> dict[str, Any]:
    said = exhibit.model_dump(mode="json", exclude={"renditions"})
    return {**said, "medium": exhibit.renditions[0].digest}


def _parts(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _comings_and_goings("", kind, before, after)
    for name in (name for name in after if name in before):
        yield from ((f"{kind} {name}", what) for what in _fields(before[name], after[name]))


def _scene(old: Copy, new: Copy, case: str, scene: str) -> Iterator[str]:
    before, after = (_presented(_of(copy.form, case), scene) for copy in (old, new))
    yield from _fields(before, after)
    if old.material and new.material:
        yield from _material(old.material.cases[case][scene], new.material.cases[case][scene])


def _presented(case: FormCase, scene: str) -> dict[str, Any]:
    segments = [segment for segment in case.segments if segment.scene == scene]
    asked = [list(segment.asks) for segment in segments if segment.asks]
    return {"title": segments[0].title, "phase": segments[0].phase, "kind": segments[0].kind, "asks": asked}


def _material(before: SceneMaterial, after: SceneMaterial) -> Iterator[str]:
    facts = [{"medium": one.medium.digest, "timepoints": list(one.timepoints)} for one in (before, after)]
    yield from _fields(facts[0], facts[1])
    for kind in ("captions", "scripts", "descriptions"):
        texts = [getattr(one, kind) for one in (before, after)]
        for language in dict.fromkeys((*texts[0], *texts[1])):
            yield from _text(f"{kind} ({language})", *(text.get(language) for text in texts))


def _text(name: str, before: SourceText | None, after: SourceText | None) -> Iterator[str]:
    if before is None or after is None:
        yield f"{name} are {'new' if before is None else 'gone'}"
        return
    told = list(_lines(before.text.splitlines(), after.text.splitlines()))
    yield from (f"{name}, {what}" for what in told[:MOST])
    if len(told) > MOST:
        yield f"{name}: {len(told) - MOST} further changes"
    if not told and before.text != after.text:
        yield f"{name}: other line ends or blanks"


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Lines that changed, by their number in the later text."""
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for i in range(max(i2 - i1, j2 - j1)):
            was, now = (
                lines[at + i] if at + i < end else None
                for lines, at, end in ((before, i1, i2), (after, j1, j2))
            )
            yield f"line {j1 + i + 1 if now is not None else j2 + 1}: {_turn(was, now)}"


def _keys(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Names of fields alone: what is right stays on the server."""
    for name in (name for name in after if name in before and before[name] != after[name]):
        was, now = (keys[name].model_dump(mode="json") for keys in (before, after))
        named = [field for field in dict.fromkeys((*was, *now)) if was.get(field) != now.get(field)]
        yield f"key of {name}", f"{' and '.join(named)} changed"


def _fields(before: Mapping[str, Any], after: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Every field that is another, dotted; where only the order of names changed, that."""
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name), after.get(name)
        if isinstance(was, Mapping) and isinstance(now, Mapping):
            yield from _fields(was, now, f"{path}{name}.")
        elif was != now:
            yield f"{path}{name} {'is another' if name in {'medium', 'digest'} else _turn(was, now)}"
    if set(before) == set(after) and list(before) != list(after) and path:
        yield f"the order of {path.removesuffix('.')} is another"


def _turn(was: Any, now: Any) -> str:
    if was is None:
        return f"is now {_shown(now)}"
    return f"was {_shown(was)} and is gone" if now is None else f"was {_shown(was)} and is {_shown(now)}"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONG else f"{text[: LONG - 1]}…"
