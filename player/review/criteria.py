"""Which criterion of WCAG 2.2 a check or a point of the checklist speaks to.

Here are the criteria that the content of a package can break. How the player itself is built (colours, focus, zoom) is the
same for every package and stands in no package's report.
"""

from dataclasses import dataclass
from typing import Literal

from player.signoff.checklist import POINTS


@dataclass(frozen=True)
class Criterion:
    """A success criterion: its number, name and level, and the checks that measure something of it."""

    number: str
    name: str
    level: Literal["A", "AA"]
    checks: tuple[str, ...] = ()

    @property
    def points(self) -> tuple[str, ...]:
        """The points of the checklist that speak to it."""
        return tuple(name for name, point in POINTS.items() if self.number in point.criteria)


_OF_CAPTIONS = (
    "caption-critical", "caption-word", "caption-sound", "sound-brackets", "speaker-unnamed", "speaker-differs",
    "line-length", "line-count", "cue-short", "cue-long", "cue-gap", "cue-overlap", "reading-characters",
    "reading-words", "reading-calm", "sync-in", "sync-out", "speech-uncovered", "cue-unheard",
)  # fmt: skip
_OF_DESCRIPTIONS = ("descriptions-missing", "description-critical")

CRITERIA = (
    Criterion("1.1.1", "Non-text Content", "A", ("answer-before-question",)),
    Criterion("1.2.1", "Audio-only and Video-only (Prerecorded)", "A", ("playable",)),
    Criterion("1.2.2", "Captions (Prerecorded)", "A", _OF_CAPTIONS),
    Criterion("1.2.3", "Audio Description or Media Alternative (Prerecorded)", "A", _OF_DESCRIPTIONS),
    Criterion("1.2.5", "Audio Description (Prerecorded)", "AA", _OF_DESCRIPTIONS),
    Criterion("1.3.1", "Info and Relationships", "A", ("speaker-unnamed", "speaker-differs")),
    Criterion("2.1.1", "Keyboard", "A"),
    Criterion("2.1.2", "No Keyboard Trap", "A"),
    Criterion("2.3.1", "Three Flashes or Below Threshold", "A", ("flash-general", "flash-red")),
    Criterion("2.4.7", "Focus Visible", "AA"),
)
"""By number (https://www.w3.org/TR/WCAG22/)."""
