"""What an attempt presents: a published version as the engine sees it.

A form is made once, by publishing, and never changes. It holds no scoring key.
"""

from collections.abc import Mapping
from typing import Literal

from scenarios.model.case import PhaseId
from scenarios.model.item import Item
from scenarios.model.package import EXAM_ALONE, CutScore, Delivery, DeliveryRules, Domain, Mode, Modes
from scenarios.model.text import Frozen


class Rendition(Frozen):
    """One encoding of a medium: where its bytes are (SHA-256), what they are, and how many."""

    digest: str
    mime: str
    size: int


class Cue(Frozen):
    """A caption; times in seconds from the start of its segment."""

    start: float
    end: float
    text: str
    speaker: str | None = None


class ScriptLine(Frozen):
    """A paragraph of the written script; `start` in seconds from the start of its segment."""

    kind: Literal["speech", "sound", "seen"]
    text: str
    start: float
    speaker: str | None = None


class Segment(Frozen):
    """A piece of a scene between two timepoints: the unit of release.

    Attributes:
        id: `scene/number`, unique in its case.
        duration: seconds.
        cues, script, descriptions: by language.
        asks: the items that open, one after the other, when its end has been reached.
    """

    id: str
    scene: str
    phase: PhaseId
    title: str | None
    kind: Literal["audio", "video"]
    duration: float
    renditions: tuple[Rendition, ...]
    cues: Mapping[str, tuple[Cue, ...]]
    script: Mapping[str, tuple[ScriptLine, ...]]
    descriptions: Mapping[str, tuple[Cue, ...]]
    asks: tuple[str, ...]


class FormExhibit(Frozen):
    """Ultrasound media as a candidate may know it: without the truth behind a simulated image."""

    view: str
    description: str
    kind: Literal["cine", "still"]
    renditions: tuple[Rendition, ...]
    frames: int
    rate: float | None
    size: tuple[int, int]
    mm_per_px: tuple[float, float] | None
    marker: Literal["left", "right"] | None
    simulated: bool
    regions: tuple[tuple[int, int, int, int], ...]
    zero_depth: float | None = None


class FormPhase(Frozen):
    """A phase that the encounter passes."""

    id: PhaseId
    title: str


class FormCase(Frozen):
    """A case, cut into segments."""

    id: str
    title: str
    patient: str
    setting: str
    seconds: int | None
    phases: tuple[FormPhase, ...]
    segments: tuple[Segment, ...]
    items: Mapping[str, Item]
    exhibits: Mapping[str, FormExhibit]

    @property
    def images(self) -> Mapping[str, FormExhibit]:
        """Its exhibits, for what is asked on them."""
        return self.exhibits


class Form(Frozen):
    """The ordered cases that an attempt presents, with the rules they are presented under."""

    format: Literal[1] = 1
    area: str
    title: str
    version: str
    simulated: bool
    languages: tuple[str, ...]
    blueprint: Mapping[str, Domain]
    cut_score: CutScore
    modes: Modes = EXAM_ALONE
    delivery: Delivery
    cases: tuple[FormCase, ...]

    def rules(self, mode: Mode) -> DeliveryRules:
        """How a mode is delivered."""
        return self.delivery.exam if mode == "exam" else self.delivery.practice
