"""What the pictures of the documents show: which question of the bundled cases, with what entered, in which window."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Shot:
    """A picture.

    Attributes:
        target: the file, below `docs`.
        area, item: the question.
        draft: what has been entered, with the author's names; nothing where it is empty.
        window: CSS pixels, across and down.
        scale: pixels of the picture for each of them.
        quality: of the JPEG.
        frame: at which the clip is held.
    """

    target: str
    area: str
    item: str
    draft: Mapping[str, Any] | None = None
    window: tuple[int, int] = (1080, 880)
    scale: float = 0.8
    quality: int = 58
    frame: int = 0

    @property
    def path(self) -> Path:
        """Where it is written."""
        return FOLDER / self.target


SHOTS = (
    Shot("screenshot.jpg", "cardiac", "plax-depth", window=(1200, 760), scale=1, quality=82),
    Shot("items/choice.jpg", "cardiac", "plax-finding", {"choices": ["a"]}),
    Shot(
        "items/ordering.jpg",
        "cardiac",
        "next-steps",
        {"order": ["site", "skin", "numb", "needle", "saline", "wire"]},
    ),
    Shot(
        "items/matching.jpg",
        "lung",
        "response",
        {"pairs": [["drier", "works"], ["same", "waits"], ["lost", "leak"]]},
    ),
    Shot(
        "items/labelling.jpg",
        "cardiac",
        "chambers",
        {"pairs": [["la", "one"], ["fluid", "two"], ["rv", "three"]]},
    ),
    Shot("items/numeric.jpg", "lung", "front-count", {"value": 5, "unit": ""}),
    Shot("items/text.jpg", "lung", "base-landmark", {"text": "diaphragm"}),
    Shot("items/point.jpg", "lung", "focus-level", {"points": [{"x": 310.5, "y": 147, "frame": 0}]}),
    Shot(
        "items/caliper.jpg",
        "cardiac",
        "ivc-size",
        {"lines": [{"x1": 256.5, "y1": 213.9, "x2": 256.5, "y2": 290.7, "frame": 0}, None]},
    ),
    Shot(
        "items/probe.jpg",
        "cardiac",
        "placement",
        {"at": [349, 246], "direction": 310, "transducer": "phased"},
    ),
    Shot("items/concordance.jpg", "lung", "second-thoughts", {"value": -1}),
)
"""The picture of the README, and one for each type of question."""
