"""What the page of a scene tells: captions with their speed, what a screen reader is told, what has been said so far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from media_tools.captions.model import Cue
from player.review.scenes import ReviewedScene
from player.review.texts import Passage, Track
from player.signoff.entry import Concern
from scenarios.model.item import Item

_UNSAID = frozenset(["stem", "domain", "points", "seconds", "exhibit", "exhibits", "type", "confidence"])
"""Fields of an item that are no words of its answer."""
_TICK = 0.001


@dataclass(frozen=True)
class ToldCue:
    """A caption on the page: characters a second, and what was found at it."""

    number: int
    cue: Cue
    passage: Passage
    speed: float
    concerns: tuple[Concern, ...]


@dataclass(frozen=True)
class Announcement:
    """What a screen reader is told at a moment, and what it is: `caption`, `description` or `question`."""

    time: float
    kind: str
    says: str


@dataclass(frozen=True)
class Hold:
    """A timepoint, and the stems of what opens there."""

    time: float
    stems: tuple[str, ...]


@dataclass(frozen=True)
class ToldItem:
    """An item as it is read: its stem, the words that can be chosen or filled in, and what its pictures are described as."""

    name: str
    kind: str
    stem: str
    words: tuple[str, ...]
    pictures: tuple[tuple[str, str], ...]


def told_cues(track: Track, concerns: Sequence[Concern], file: str) -> list[ToldCue]:
    """The captions of a track, each with what was found while it stands."""
    ours = [one for one in concerns if one.time is not None and one.file in {file, ""}]
    told = []
    for number, (cue, passage) in enumerate(track.cues):
        at = tuple(one for one in ours if one.time is not None and cue.start <= one.time < cue.end)
        speed = sum(map(len, cue.lines)) / max(cue.duration, _TICK)
        told.append(ToldCue(number, cue, passage, speed, at))
    return told


def announcements(scene: ReviewedScene, track: Track) -> list[Announcement]:
    """What a screen reader is told of a scene in one language, in time."""
    told = [
        *(Announcement(cue.start, "caption", _said(cue)) for cue, _ in track.cues),
        *(Announcement(cue.start, "description", cue.text) for cue, _ in track.described),
        *(Announcement(hold.time, "question", stem) for hold in holds_of(scene) for stem in hold.stems),
    ]
    return sorted(told, key=lambda one: one.time)


def holds_of(scene: ReviewedScene) -> list[Hold]:
    """Where a scene holds for a candidate, in time."""
    asks = [s.asks for s in scene.of.segments if s.scene == scene.name and s.asks]
    return [
        Hold(time, tuple(scene.of.items[name].stem for name in names))
        for time, names in zip(scene.material.timepoints, asks, strict=False)
    ]


def told_items(scene: ReviewedScene) -> list[ToldItem]:
    """The items that open in a scene, as they are read."""
    shown = dict(scene.exhibits)
    return [
        ToldItem(
            name,
            item.type,
            item.stem,
            tuple(_words_of(item)),
            tuple((shown[of].view, shown[of].description) for of in item.exhibits),
        )
        for name, item in scene.asked
    ]


def _said(cue: Cue) -> str:
    return f"{cue.speaker}: {cue.text}" if cue.speaker else cue.text


def _words_of(item: Item) -> Iterator[str]:
    """Every text that an item shows beside its stem, whatever its type."""
    for field, value in item.model_dump(exclude=set(_UNSAID), exclude_defaults=True).items():
        yield from _texts(value, field)


def _texts(value: Any, field: str) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner, field)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, field)
