"""A small form with real, tiny media, for tests of the player in a browser.

Every frame shows its number and the tag of its clip (see `numbered`), and every segment lasts about a
second. Nothing here is shuffled, and each text stands in one place only, so that a test can search for it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numbered

from media_tools.encode import write_sound, write_video
from player.engine.form import Cue, Form, FormCase, FormExhibit, FormPhase, Rendition, ScriptLine, Segment
from scenarios.model.item import ChoiceItem, NumericItem
from scenarios.model.key import ChoiceKey, Keys, NumericKey
from scenarios.model.package import CutScore, Delivery, DeliveryRules, Domain, ExamRules

FRAMES = 20
"""Frames of the clip that is an exhibit."""
TAGS = {"arrival/0": 1, "arrival/1": 2, "leave/0": 3, "visit/0": 4, "clip": 9}
SECONDS = {"arrival/0": 1.2, "arrival/1": 0.8, "call/0": 6.0, "leave/0": 0.8, "visit/0": 0.8}


@dataclass
class Shelf:
    """Makes media and puts them where an instance keeps them."""

    instance: Path
    scratch: Path
    made: dict[str, Rendition] = field(default_factory=dict)

    def video(self, name: str, seconds: float) -> Rendition:
        """A numbered clip with a tone."""
        path = self.scratch / f"{name.replace('/', '-')}.mp4"
        sound = numbered.tones((0, seconds), (440,))
        write_video(
            path, numbered.clip(seconds, TAGS[name]), numbered.RATE, sound=(sound, numbered.HERTZ), crf=12
        )
        return self._keep(path, "video/mp4")

    def sound(self, name: str, seconds: float) -> Rendition:
        """A tone alone."""
        path = self.scratch / f"{name.replace('/', '-')}.m4a"
        write_sound(path, numbered.tones((0, seconds), (550,)), numbered.HERTZ)
        return self._keep(path, "audio/mp4")

    def clip(self) -> Rendition:
        """The silent clip of an exhibit."""
        path = self.scratch / "clip.mp4"
        frames = (numbered.frame(number, TAGS["clip"]) for number in range(FRAMES))
        write_video(path, frames, numbered.RATE, crf=12)
        return self._keep(path, "video/mp4")

    def _keep(self, path: Path, mime: str) -> Rendition:
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        target = self.instance / "blobs" / digest[:2] / digest
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return Rendition(digest=digest, mime=mime, size=len(data))


def make_form(shelf: Shelf, area: str, delivery: Delivery) -> Form:
    """The form, under a name and under rules."""
    return Form(
        area=area,
        title=area.capitalize(),
        version="1.0.0",
        simulated=True,
        languages=("en", "de"),
        blueprint={
            "seeing": Domain(title="Image interpretation", weight=2),
            "deciding": Domain(title="Clinical decision", weight=1),
        },
        cut_score=CutScore(
            percent=80, method="A value for tests.", decided=date(2026, 1, 5), panel="Nobody has met."
        ),
        modes=("practice", "exam"),
        delivery=delivery,
        cases=(_first_case(shelf), _second_case(shelf)),
    )


PRACTICE = DeliveryRules(replay="case")
EXAM = ExamRules(replay="scene", item_seconds=120, case_seconds=1500, suspended_clock="stops", attempts=None)
RULES: Mapping[str, Delivery] = {
    "small": Delivery(practice=PRACTICE, exam=EXAM),
    "once": Delivery(
        practice=DeliveryRules(replay="none", suspended_clock="runs", item_seconds=90), exam=EXAM
    ),
}


def _first_case(shelf: Shelf) -> FormCase:
    return FormCase(
        id="one",
        title="Breathless on the ward",
        patient="Mrs Lund",
        setting="ward",
        seconds=None,
        phases=(
            FormPhase(id="presentation", title="Presentation and history"),
            FormPhase(id="interpretation", title="Interpretation"),
            FormPhase(id="closing", title="Closing"),
        ),
        segments=(
            _segment(shelf, "arrival/0", "presentation", "On arrival", asks=("cause",)),
            _segment(shelf, "arrival/1", "presentation", "On arrival"),
            _segment(shelf, "call/0", "interpretation", "A telephone call", asks=("depth", "signs")),
            _segment(shelf, "leave/0", "closing", "Leaving"),
        ),
        items={
            "cause": ChoiceItem(
                type="choice",
                domain="deciding",
                stem="What is the most likely cause?",
                confidence=True,
                choices={"a": "Fluid around the lung", "b": "A blood clot", "c": "Air around the lung"},
            ),
            "depth": NumericItem(
                type="numeric",
                domain="seeing",
                stem="How deep is the fluid?",
                unit="mm",
                units=("cm",),
                exhibits=("clip",),
            ),
            "signs": ChoiceItem(
                type="choice",
                domain="seeing",
                stem="Which signs does the clip show?",
                exhibits=("clip", "still"),
                min=1,
                max=2,
                undetermined=True,
                choices={"a": "A moving lung edge", "b": "A still pleura", "c": "A rib shadow"},
            ),
        },
        exhibits={"clip": _clip(shelf), "still": _still(shelf)},
    )


def _second_case(shelf: Shelf) -> FormCase:
    return FormCase(
        id="two",
        title="A second visit",
        patient="Mr Amir",
        setting="clinic",
        seconds=None,
        phases=(FormPhase(id="decision", title="Clinical decision"),),
        segments=(_segment(shelf, "visit/0", "decision", "Next morning", asks=("next",)),),
        items={
            "next": ChoiceItem(
                type="choice",
                domain="deciding",
                stem="What comes next?",
                choices={"a": "Go home", "b": "Stay"},
            )
        },
        exhibits={},
    )


KEYS: Keys = {
    "one": {
        "cause": ChoiceKey(correct=("a",), rationale="The base is dull and dark."),
        "depth": NumericKey(value=30, tolerance=5, rationale="Three marks of the scale."),
        "signs": ChoiceKey(correct=("a", "c"), rationale="Both are on the clip."),
    },
    "two": {"next": ChoiceKey(correct=("a",), rationale="All is well.")},
}

WORDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "arrival/0": (("Nurse", "This is Mrs Lund."), ("Mrs Lund", "I am so short of breath.")),
    "arrival/1": (("Nurse", "I fetch the ultrasound machine."),),
    "call/0": (("Dr Berg", "Berg speaking."), ("Nurse", "We have a picture for you.")),
    "leave/0": (("Mrs Lund", "Thank you, I feel better."),),
    "visit/0": (("Mr Amir", "Good morning again."),),
}
"""What is said in each segment, speaker by speaker."""
SEEN = "A woman sits upright and holds the rail."
"""What is seen and not said in the first segment."""


def _segment(shelf: Shelf, name: str, phase: str, title: str, asks: tuple[str, ...] = ()) -> Segment:
    seconds, kind = SECONDS[name], "audio" if name.startswith("call") else "video"
    if name not in shelf.made:
        shelf.made[name] = shelf.sound(name, seconds) if kind == "audio" else shelf.video(name, seconds)
    first = name == "arrival/0"
    seen = (Cue(start=0.1, end=0.4, text=SEEN),) if first else ()
    return Segment(
        id=name,
        scene=name.partition("/")[0],
        phase=phase,
        title=title,
        kind=kind,
        duration=seconds,
        renditions=(shelf.made[name],),
        cues={"en": _cues(name), "de": _german(name)},
        script={"en": _script(name, first=first), "de": ()},
        descriptions={"en": seen} if seen else {},
        asks=asks,
    )


def _cues(name: str) -> tuple[Cue, ...]:
    step = SECONDS[name] / len(WORDS[name])
    return tuple(
        Cue(start=i * step, end=(i + 1) * step, text=text, speaker=speaker)
        for i, (speaker, text) in enumerate(WORDS[name])
    )


def _german(name: str) -> tuple[Cue, ...]:
    return (Cue(start=0, end=SECONDS[name], text=f"Deutsch {name}", speaker=None),)


def _script(name: str, *, first: bool) -> tuple[ScriptLine, ...]:
    seen = (ScriptLine(kind="seen", text=SEEN, start=0),) if first else ()
    said = (
        ScriptLine(kind="speech", text=cue.text, start=cue.start, speaker=cue.speaker) for cue in _cues(name)
    )
    return (*seen, *said)


def _clip(shelf: Shelf) -> FormExhibit:
    if "clip" not in shelf.made:
        shelf.made["clip"] = shelf.clip()
    return FormExhibit(
        view="Right lower chest",
        description="Liver on the right of the image, lung on the left, a dark layer between them.",
        kind="cine",
        renditions=(shelf.made["clip"],),
        frames=FRAMES,
        rate=numbered.RATE,
        size=numbered.SIZE,
        mm_per_px=(1.0, 1.0),
        marker="left",
        simulated=True,
        regions=((0, 0, *numbered.SIZE),),
    )


def _still(shelf: Shelf) -> FormExhibit:
    from PIL import Image

    if "still" not in shelf.made:
        path = shelf.scratch / "still.png"
        Image.fromarray(numbered.frame(7, 8)).save(path)
        shelf.made["still"] = shelf._keep(path, "image/png")
    return FormExhibit(
        view="Pleura, close",
        description="The pleural line between two ribs.",
        kind="still",
        renditions=(shelf.made["still"],),
        frames=1,
        rate=None,
        size=numbered.SIZE,
        mm_per_px=None,
        marker=None,
        simulated=True,
        regions=(),
    )
