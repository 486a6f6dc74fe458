"""What the small package of the tests holds: two cases of recorded scenes, whose words are all marks.

The first case asks at two timepoints of a video, in the middle of a sound and at the very end of
another video; the second asks once. `packages` builds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

AREA = "tiny"
DEPTH = 14.387
"""The right depth in millimetres: a number that stands nowhere else."""
LANGUAGES = ("en", "fr")


_LETTERS = str.maketrans("0123456789", "abcdefghij")
"""A word with a digit in it is a number to who compares captions with scripts."""


def mark(kind: str, *where: object) -> str:
    """A word that stands nowhere else, and that no format escapes."""
    said = "".join(c for part in (kind, *where) for c in str(part) if c.isalnum()).translate(_LETTERS)
    return f"zq{said}qz"


@dataclass(frozen=True)
class Take:
    """A scene: how long it is in seconds, what it asks when, and whether there is anything to see."""

    name: str
    seconds: float
    asks: Mapping[float, tuple[str, ...]] = field(default_factory=dict)
    video: bool = False
    phase: str = ""
    """Where it is a recording of the case; empty for a scene of the standard encounter."""

    @property
    def edges(self) -> list[float]:
        """Where its segments begin and end, in seconds."""
        return [0.0, *(at for at in self.asks if at < self.seconds), self.seconds]


_BRIEFING, _READY, _CLOSING = (Take(name, 0.4) for name in ("briefing", "ready", "closing"))
TAKES = {
    "one": (
        _BRIEFING,
        Take("arrival", 3.0, {1.0: ("why",), 2.0: ("depth", "side")}, video=True, phase="presentation"),
        Take("history", 1.2, {0.6: ("told",)}, phase="indication"),
        _READY,
        Take("scan", 1.0, {1.0: ("seen",)}, video=True, phase="acquisition"),
        _CLOSING,
    ),
    "two": (_BRIEFING, Take("arrival", 0.8, {0.4: ("why",)}, phase="presentation"), _READY, _CLOSING),
}
"""The scenes of each case, in the order of the encounter."""


def _choice(case: str, name: str, **fields: Any) -> dict[str, Any]:
    choices = {option: mark("choice", case, name, option) for option in "abc"}
    stem = mark("stem", case, name)
    return {"domain": "indication", "type": "choice", "stem": stem, "choices": choices, **fields}


ITEMS: dict[str, dict[str, dict[str, Any]]] = {
    "one": {
        "why": _choice("one", "why", exhibits=["plax"], shuffle=True, undetermined=True, points=2),
        "depth": {
            "domain": "interpretation",
            "type": "numeric",
            "stem": mark("stem", "one", "depth"),
            "unit": "mm",
            "units": ["cm"],
            "exhibits": ["plax", "still"],
        },
        "side": _choice("one", "side", min=0, max=2),
        "told": _choice("one", "told", confidence=True),
        "seen": _choice("one", "seen", exhibits=["late"]),
    },
    "two": {"why": _choice("two", "why", exhibits=["plax"])},
}
EXHIBITS = {
    "one": {"plax": "media/plax.mp4", "late": "media/late.mp4", "still": "media/still.png"},
    "two": {"plax": "media/plax.mp4"},
}


def key_of(case: str, name: str) -> dict[str, Any]:
    """The key of an item: its first choice, or the depth."""
    rationale = mark("rationale", case, name)
    if ITEMS[case][name]["type"] == "numeric":
        return {"value": DEPTH, "tolerance": 3, "rationale": rationale}
    return {"correct": "a", "rationale": rationale}


def right(case: str, name: str) -> dict[str, Any]:
    """The right answer to an item, as a browser sends it."""
    if ITEMS[case][name]["type"] == "numeric":
        return {"value": 1.4, "unit": "cm"}
    return {"choices": ["a"]}
