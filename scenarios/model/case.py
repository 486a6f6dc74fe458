"""A case: one patient, one clinical problem, and the encounter it becomes."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, JsonValue

from scenarios.model.item import Item
from scenarios.model.scene import RESERVED, Scene, SceneMedia, SpeakerName
from scenarios.model.text import Frozen, Id, RelativePath, Text, Word

PhaseId = Literal[
    "briefing",
    "presentation",
    "indication",
    "preparation",
    "acquisition",
    "interpretation",
    "decision",
    "closing",
]
"""The phases of every encounter, in their order; the standard template gives them their titles."""


class Patient(Frozen):
    """Who the case is about; age in years."""

    name: Word
    age: Annotated[int, Field(ge=0, le=120)]
    sex: Literal["female", "male"]


class Look(Frozen):
    """How a member of the cast is drawn: skin tone from 1 (lightest) to 6, hair, and what is worn."""

    skin: Annotated[int, Field(ge=1, le=6)] = 3
    hair: Literal["short", "long", "bun", "bald", "curly", "headscarf", "braids", "receding"] = "short"
    hair_colour: Literal["black", "brown", "fair", "red", "grey", "white"] = "brown"
    beard: bool = False
    glasses: bool = False
    build: Literal["slim", "medium", "heavy"] = "medium"
    wears: Literal["gown", "scrubs-teal", "scrubs-navy", "scrubs-plum", "coat", "shirt", "jumper"] = "shirt"


class Voice(Frozen):
    """A synthetic voice: its engine and name, with rate and pitch as factors of the voice's own."""

    engine: Literal["espeak", "flite", "festival", "piper"] = "flite"
    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9+_-]{1,40}$")]
    rate: Annotated[float, Field(ge=0.5, le=2)] = 1.0
    pitch: Annotated[float, Field(ge=0.5, le=2)] = 1.0


ShortVoice = Annotated[str, Field(pattern=r"^((espeak|flite|festival|piper)?/)?[A-Za-z0-9+_-]{1,40}$")]
"""`espeak/en-us+f3`, or the name of a voice of flite alone."""


def _voice(value: object) -> object:
    if not isinstance(value, str):
        return value
    engine, _, name = value.rpartition("/")
    return {"engine": engine or "flite", "name": name}


class CastMember(Frozen):
    """Someone who speaks; `name` is what captions and the script call them."""

    name: Text
    voice: Annotated[Voice, BeforeValidator(_voice, json_schema_input_type=ShortVoice | Voice)]
    look: Look = Look()


def _no_reserved(value: object) -> object:
    if isinstance(value, Mapping) and (taken := sorted(RESERVED & set(value))):
        raise ValueError(f"'{taken[0]}' begins a line of its own and cannot name a speaker")
    return value


Cast = Annotated[
    Mapping[Id, CastMember],
    BeforeValidator(_no_reserved, json_schema_input_type=Mapping[SpeakerName, CastMember]),
]


class Exhibit(Frozen):
    """Ultrasound media shown with items: a cine clip or a still.

    Attributes:
        media: file in the case's folder; its sidecar (`.json`) lies beside it.
        view: the standard name of the view.
        description: the described alternative, for those who cannot see the image.
        synth: the recipe of a simulated clip (scene and parameters); None for imported media.
    """

    media: RelativePath
    view: Text
    description: Text
    synth: Mapping[Id, JsonValue] | None = None

    @property
    def kind(self) -> Literal["cine", "still"]:
        """Whether it moves."""
        return "still" if self.media.endswith((".png", ".jpg", ".jpeg")) else "cine"


class ExhibitMedia(Frozen):
    """The sidecar of an exhibit: what is known of the file.

    Attributes:
        media: path in the case's folder.
        digest: SHA-256 of the media file, hexadecimal.
        frames: number of frames; 1 for a still.
        rate: frames a second; None for a still.
        size: width and height in pixels, square pixels.
        mm_per_px: millimetres for each pixel, horizontally and vertically; None where it is not known.
        zero_depth: y in pixels at which the depth scale reads 0, the middle of the probe's face; None where it is not
            known: the scale then counts from the region's upper edge.
        marker: the side of the image on which the probe's marker is drawn.
        simulated: whether the image was rendered and shows no patient.
        regions: rectangles (x, y, width, height in pixels) inside which the calibration holds.
        truth: what the renderer knows of its own image; for authors, never sent to a candidate.
        sources: SHA-256 of everything the media was made from; None for imported media.
        seal: SHA-256 over all other fields; None for imported media.
        mask: for imported media, outlines (x, y in pixels) inside which the recording's pixels were kept, by the
            even-odd rule; everything else is black.
        source_timing: for imported media, where the frame times come from and whether they were resampled.
    """

    media: RelativePath
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    frames: Annotated[int, Field(ge=1)]
    rate: Annotated[float, Field(gt=0)] | None = None
    size: tuple[int, int]
    mm_per_px: tuple[float, float] | None = None
    zero_depth: Annotated[float, Field(ge=-10_000, le=10_000)] | None = None
    marker: Literal["left", "right"] | None = None
    simulated: bool = False
    regions: tuple[tuple[int, int, int, int], ...] = ()
    truth: Mapping[str, JsonValue] = {}
    sources: str | None = None
    seal: str | None = None
    mask: tuple[tuple[tuple[int, int], ...], ...] = ()
    source_timing: Text | None = None


class CaseSource(Frozen):
    """`case.yaml` as an author writes it. The scenes stand under the phase they belong to."""

    title: Text
    patient: Patient
    setting: Word
    cast: Cast
    exhibits: Mapping[Id, Exhibit] = {}
    items: Annotated[Mapping[Id, Item], Field(min_length=1)]
    seconds: Annotated[int, Field(ge=60, le=7200)] | None = None
    briefing: tuple[Scene, ...] = ()
    presentation: tuple[Scene, ...] = ()
    indication: tuple[Scene, ...] = ()
    preparation: tuple[Scene, ...] = ()
    acquisition: tuple[Scene, ...] = ()
    interpretation: tuple[Scene, ...] = ()
    decision: tuple[Scene, ...] = ()
    closing: tuple[Scene, ...] = ()


class Phase(Frozen):
    """A phase of the encounter."""

    phase: PhaseId
    title: Text
    scenes: Annotated[tuple[Scene, ...], BeforeValidator(lambda value: value or ())]


def _with_scenes(phases: tuple[Phase, ...]) -> tuple[Phase, ...]:
    return tuple(phase for phase in phases if phase.scenes)


class Encounter(Frozen):
    """The time line of a case, as the templates lay it out; a phase without scenes is left out."""

    phases: Annotated[tuple[Phase, ...], AfterValidator(_with_scenes), Field(min_length=1)]

    @property
    def scenes(self) -> Iterator[Scene]:
        """All scenes, in the order in which a candidate meets them."""
        return (scene for phase in self.phases for scene in phase.scenes)


class Case(Frozen):
    """A case, checked and laid out; `media` and `sidecars` are empty before its media are built.

    Attributes:
        media: scene -> the facts of its medium.
        sidecars: exhibit -> the facts of its medium.
    """

    id: Id
    title: Text
    patient: Patient
    setting: Text
    seconds: int | None
    cast: Mapping[Id, CastMember]
    exhibits: Mapping[Id, Exhibit]
    items: Mapping[Id, Item]
    encounter: Encounter
    media: Mapping[Id, SceneMedia] = {}
    sidecars: Mapping[Id, ExhibitMedia] = {}

    @property
    def images(self) -> Mapping[str, ExhibitMedia]:
        """The facts of its exhibits, as far as they are built."""
        return self.sidecars

    def captions_path(self, scene: str, language: str) -> str:
        """Where the captions of a scene lie in the case's folder."""
        return f"captions/{scene}.{language}.vtt"

    def descriptions_path(self, scene: str, language: str) -> str:
        """Where the described-video text track of a scene lies; a scene need not have one."""
        return f"captions/{scene}.{language}.descriptions.vtt"

    def script_path(self, scene: str, language: str) -> str:
        """Where the written script of a scene lies in the case's folder."""
        return f"scripts/{scene}.{language}.md"
