"""Forms of one question each, on an image whose every pixel is known: a numbered clip, and a still of squares.

The clip shows its frame's number as `numbered` does, at the size of real clips, and its pixels are twice as wide
as high on the patient; so a length that took one axis for the other would show.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numbered
import numpy as np
from browser.small_form import Shelf
from PIL import Image

from media_tools.encode import Frame, write_video
from player.engine.form import Cue, Form, FormCase, FormExhibit, FormPhase, Segment
from scenarios.model.item import CaliperItem, Item, NumericItem, PointItem
from scenarios.model.key import CaliperKey, CaliperLine, Key, Keys, NumericKey, PointKey, Region
from scenarios.model.package import CutScore, Delivery, DeliveryRules, Domain

FRAMES, TAG, SIZE = 30, 77, (640, 480)
MM_PER_PX = (0.5, 0.25)
"""Millimetres for each pixel of the clip, across and down."""
SQUARE = 40
"""Pixels of the still's squares, dark and bright in turn; its calibration is 0.4 mm."""

CLIP: Mapping[str, Any] = {"domain": "seeing", "exhibit": "clip"}
STILL: Mapping[str, Any] = {"domain": "seeing", "exhibit": "still"}
_END: Mapping[str, Any] = {"value": 50, "tolerance": 5}

QUESTIONS: Mapping[str, tuple[Item, Key]] = {
    "look": (
        NumericItem(type="numeric", domain="seeing", stem="How many?", unit="mm", exhibits=("clip", "still")),
        NumericKey(value=3, tolerance=1, rationale="Counted."),
    ),
    "spot": (
        PointItem(type="point", stem="Where is the valve?", **CLIP),
        PointKey(regions=(Region(name="Valve", circle=(320, 240, 30)),), rationale="In the middle."),
    ),
    "spots": (
        PointItem(type="point", stem="Where are the lines?", min=2, max=3, frames=(10, 14), **CLIP),
        PointKey(regions=(Region(name="Lines", rectangle=(100, 100, 200, 200)),), rationale="On the left."),
    ),
    "squares": (
        PointItem(type="point", stem="Where are a bright and a dark square?", min=2, max=2, **STILL),
        PointKey(regions=(Region(name="Squares", rectangle=(100, 100, 200, 200)),), rationale="Anywhere."),
    ),
    "width": (
        CaliperItem(type="caliper", stem="How wide is it?", unit="mm", **CLIP),
        CaliperKey(lines=(CaliperLine(**_END),), rationale="From edge to edge."),
    ),
    "pair": (
        CaliperItem(
            type="caliper", stem="How much?", unit="cm", lines=2, names=("Widest", "Narrowest"), **STILL
        ),
        CaliperKey(lines=(CaliperLine(**_END), CaliperLine(**_END)), rationale="Both of them."),
    ),
}
"""Each question with its key; the form that asks it has its name."""


def make_form(shelf: Shelf, name: str) -> tuple[Form, Keys]:
    """The form that asks one question, and its key."""
    item, key = QUESTIONS[name]
    case = FormCase(
        id="one",
        title="One question",
        patient="Mrs Lund",
        setting="ward",
        seconds=None,
        phases=(FormPhase(id="interpretation", title="Interpretation"),),
        segments=(_segment(shelf, name),),
        items={name: item},
        exhibits={"clip": _clip(shelf), "still": _still(shelf)},
    )
    form = Form(
        area=name,
        title=name.capitalize(),
        version="1.0.0",
        simulated=True,
        languages=("en",),
        blueprint={"seeing": Domain(title="Image interpretation", weight=1)},
        cut_score=CutScore(
            percent=80, method="A value for tests.", decided="2026-01-05", panel="Nobody has met."
        ),
        modes=("practice",),
        delivery=Delivery(practice=DeliveryRules(replay="case")),
        cases=(case,),
    )
    return form, {"one": {name: key}}


def numbered_frames() -> Iterator[Frame]:
    """The frames of the clip."""
    for number in range(FRAMES):
        bits = numbered.frame(number, TAG)[::32, ::16]
        yield np.kron(bits, np.ones((SIZE[1] // 2, SIZE[0] // 8), np.uint8))


def _segment(shelf: Shelf, asks: str) -> Segment:
    if "look/0" not in shelf.made:
        shelf.made["look/0"] = shelf.sound("look/0", 0.6)
    return Segment(
        id="look/0",
        scene="look",
        phase="interpretation",
        title="The image",
        kind="audio",
        duration=0.6,
        renditions=(shelf.made["look/0"],),
        cues={"en": (Cue(start=0, end=0.6, text="Look here.", speaker=None),)},
        script={"en": ()},
        descriptions={},
        asks=(asks,),
    )


def _clip(shelf: Shelf) -> FormExhibit:
    if "clip" not in shelf.made:
        path = shelf.scratch / "clip.mp4"
        write_video(path, numbered_frames(), numbered.RATE, crf=12)
        shelf.made["clip"] = shelf._keep(path, "video/mp4")
    return FormExhibit(
        view="Numbered clip",
        description="Bright and dark fields that count the frames.",
        kind="cine",
        renditions=(shelf.made["clip"],),
        frames=FRAMES,
        rate=numbered.RATE,
        size=SIZE,
        mm_per_px=MM_PER_PX,
        marker="left",
        simulated=False,
        regions=((40, 20, 560, 440),),
    )


def _still(shelf: Shelf) -> FormExhibit:
    if "still" not in shelf.made:
        path = shelf.scratch / "still.png"
        rows, columns = np.ogrid[: SIZE[1], : SIZE[0]]
        Image.fromarray((((rows // SQUARE + columns // SQUARE) % 2) * 255).astype(np.uint8)).save(path)
        shelf.made["still"] = shelf._keep(path, "image/png")
    return FormExhibit(
        view="Squares",
        description="Bright and dark squares of 16 mm.",
        kind="still",
        renditions=(shelf.made["still"],),
        frames=1,
        rate=None,
        size=SIZE,
        mm_per_px=(0.4, 0.4),
        marker=None,
        simulated=False,
        regions=((0, 0, *SIZE),),
    )
