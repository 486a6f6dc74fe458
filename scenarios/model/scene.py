"""A scene: who is seen, what is said, and where it holds for a question."""

import itertools
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
    model_validator,
)

from scenarios.model.text import Frozen, Id, Ids, RelativePath, Text, single_entry, stated

Sound = Literal[
    "monitor beep",
    "monitor alarm",
    "curtain",
    "door",
    "footsteps",
    "telephone",
    "trolley",
    "cough",
    "laboured breathing",
    "gel bottle",
    "paging tone",
]
"""Sounds that the media tools can make; each is captioned in brackets."""

BodyRegion = Literal[
    "parasternal",
    "apical",
    "subcostal",
    "anterior-chest-right",
    "anterior-chest-left",
    "lateral-chest-right",
    "lateral-chest-left",
    "posterolateral-chest-right",
    "posterolateral-chest-left",
    "right-upper-quadrant",
    "left-upper-quadrant",
    "epigastric",
    "umbilical",
    "suprapubic",
    "right-flank",
    "left-flank",
    "right-lower-quadrant",
    "right-groin",
    "left-groin",
    "right-popliteal",
    "left-popliteal",
    "forearm",
    "calf",
]
Transducer = Literal["phased", "curvilinear", "linear", "endocavitary"]
TRANSDUCERS: Mapping[Transducer, str] = {
    "phased": "Phased array",
    "curvilinear": "Curvilinear",
    "linear": "Linear",
    "endocavitary": "Endocavitary",
}
"""What people call them, in the order in which they are offered."""


class Monitor(Frozen):
    """What the bedside monitor shows; blood pressure in mmHg, rates per minute, saturation in %."""

    hr: Annotated[int, Field(ge=0, le=300)]
    bp: Annotated[str, Field(pattern=r"^\d{2,3}/\d{2,3}$")]
    spo2: Annotated[int, Field(ge=0, le=100)]
    rr: Annotated[int, Field(ge=0, le=80)] | None = None


class ProbePlacement(Frozen):
    """A transducer on the body, with the direction of its marker in words."""

    transducer: Transducer
    region: BodyRegion
    marker: Text | None = None


class Picture(Frozen):
    """What a scene shows; drawn by `media_tools` in one flat style.

    `people` are members of the cast, from left to right. With `exhibit` the ultrasound
    clip of that name fills the frame.
    """

    place: Literal["resuscitation", "emergency-bay", "ward", "clinic", "office"] = "emergency-bay"
    people: tuple[Id, ...] = ()
    monitor: Monitor | None = None
    probe: ProbePlacement | None = None
    exhibit: Id | None = None


class Speech(Frozen):
    """Words of a member of the cast."""

    speaker: Id
    text: Text


class SoundCue(Frozen):
    """A sound that matters."""

    sound: Sound


class Ask(Frozen):
    """A timepoint: the media holds here, and these items open one after the other."""

    ask: Ids


class Pause(Frozen):
    """Silence, in seconds."""

    pause: Annotated[float, Field(gt=0, le=30)]


class Show(Frozen):
    """From here on the scene shows another picture."""

    show: Picture


class Seen(Frozen):
    """What can be seen and is not said: for the script and the track of descriptions."""

    seen: Text


_MARKS = ("sound", "ask", "pause", "show", "seen")
RESERVED = frozenset(_MARKS)
"""Words that begin a line and so cannot name a member of the cast."""

SpeakerName = Annotated[
    Id,
    WithJsonSchema({"type": "string", "pattern": rf"^(?!({'|'.join(_MARKS)})$)[a-z][a-z0-9-]{{0,47}}$"}),
]
"""What a member of the cast may be called, for editors."""


def _spelled_out(value: object) -> object:
    """`patient: I feel faint.` is short for `speaker: patient` and `text: I feel faint.`."""
    if isinstance(value, Frozen) or (isinstance(value, dict) and set(value) == set(Speech.model_fields)):
        return value
    name, content = single_entry(value, "a line")
    return {name: content} if name in RESERVED else {"speaker": name, "text": content}


def _kind(value: object) -> str:
    """Which mark a spelled-out line begins with; `speech` where it is none."""
    names = (
        value if isinstance(value, dict) else type(value).model_fields if isinstance(value, Frozen) else ()
    )
    return next((mark for mark in _MARKS if mark in names), "speech")


Line = Annotated[
    Annotated[Speech, Tag("speech")]
    | Annotated[SoundCue, Tag("sound")]
    | Annotated[Ask, Tag("ask")]
    | Annotated[Pause, Tag("pause")]
    | Annotated[Show, Tag("show")]
    | Annotated[Seen, Tag("seen")],
    Discriminator(_kind),
    BeforeValidator(
        _spelled_out,
        json_schema_input_type=Annotated[Mapping[SpeakerName, Text], Field(min_length=1, max_length=1)]
        | Speech
        | SoundCue
        | Ask
        | Pause
        | Show
        | Seen,
    ),
]


_TIMESTAMP = re.compile(r"(([0-9]{1,2}:)?[0-9]{1,4}:[0-9]{1,2}|[0-9]{1,4})(\.[0-9]{1,3})?")


def _timestamp(value: object) -> object:
    """`[HH:]MM:SS.mmm`, or seconds, as exact seconds."""
    if not isinstance(value, str):
        return value
    if not _TIMESTAMP.fullmatch(value):
        raise ValueError(f"{value[:20]!r} is no media time: write 00:00:21.480")
    parts = value.split(":")
    seconds = Decimal(0)
    for part in parts:
        seconds = seconds * 60 + Decimal(part)
    return seconds


Seconds = Annotated[
    Decimal,
    BeforeValidator(_timestamp),
    Field(ge=0, le=7200),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 7200},
                {"type": "string", "pattern": f"^({_TIMESTAMP.pattern})$"},
            ]
        }
    ),
]
"""A media time from the start of a scene, in seconds, exact to the millisecond."""


class Timepoint(Frozen):
    """A marked media time at which the media holds and items open."""

    at: Seconds
    ask: Annotated[tuple[Id, ...], Field(min_length=1)]


def _rising(timepoints: tuple[Timepoint, ...]) -> tuple[Timepoint, ...]:
    for before, after in itertools.pairwise(timepoints):
        if after.at <= before.at:
            raise ValueError(f"{after.at} does not come after {before.at}: list timepoints in rising order")
    return timepoints


Timepoints = Annotated[tuple[Timepoint, ...], AfterValidator(_rising)]


_SPOKEN: dict[str, Any] = {
    **stated("lines"),
    "not": {
        "anyOf": [
            stated("media"),
            stated("duration"),
            {"required": ["timepoints"], "properties": {"timepoints": {"minItems": 1}}},
        ]
    },
}
_RECORDED: dict[str, Any] = {"allOf": [stated("media"), stated("duration")], "not": stated("lines")}
"""The two kinds of scenes, for editors."""


class Scene(Frozen):
    """One stretch of audio or video.

    A spoken scene has `lines`, from which its media, captions and script are made. A recorded
    scene has `media`, its `duration` and `timepoints`, and brings its captions and script along.
    """

    model_config = ConfigDict(json_schema_extra={"oneOf": [_SPOKEN, _RECORDED]})

    scene: Id
    title: Text | None = None
    picture: Picture | None = None
    lines: Annotated[tuple[Line, ...], Field(min_length=1)] | None = None
    media: RelativePath | None = None
    duration: Seconds | None = None
    timepoints: Timepoints = ()

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.lines is None) == (self.media is None):
            raise ValueError("has to have either 'lines' (spoken) or 'media' (recorded), and not both")
        if self.lines is not None and (self.duration is not None or self.timepoints):
            raise ValueError(
                "'duration' and 'timepoints' belong to recorded media: in 'lines' write '- ask: ...'"
            )
        if self.media is not None and self.duration is None:
            raise ValueError("recorded media has to state its 'duration', such as 00:01:42.400")
        if self.duration is not None and self.timepoints and self.timepoints[-1].at > self.duration:
            raise ValueError(
                f"the timepoint at {self.timepoints[-1].at} s lies behind the end at {self.duration} s: correct one"
            )
        return self

    @property
    def asks(self) -> tuple[str, ...]:
        """The items that this scene opens, in their order."""
        if self.lines is None:
            return tuple(item for point in self.timepoints for item in point.ask)
        return tuple(item for line in self.lines if isinstance(line, Ask) for item in line.ask)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture that the scene shows, in their order."""
        shown = (line.show for line in self.lines or () if isinstance(line, Show))
        return (*((self.picture,) if self.picture else ()), *shown)

    @property
    def speakers(self) -> frozenset[str]:
        """The members of the cast who speak in this scene."""
        return frozenset(line.speaker for line in self.lines or () if isinstance(line, Speech))


class SceneMedia(Frozen):
    """The built facts of a scene, kept as `media/<scene>.json` beside its media.

    Attributes:
        media: path in the case's folder.
        digest: SHA-256 of the media file, hexadecimal.
        kind: whether there is anything to see.
        duration: seconds, as decoded.
        rate: frames a second; None for audio.
        size: width and height in pixels; None for audio.
        timepoints: media times in seconds at which the media holds.
        sources: SHA-256 of everything the media was made from; None for recorded media.
        seal: SHA-256 over the captions, descriptions and script that were made with it, and over all fields above.
    """

    media: RelativePath
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    kind: Literal["audio", "video"]
    duration: Seconds
    rate: float | None = None
    size: tuple[int, int] | None = None
    timepoints: Timepoints = ()
    sources: str | None = None
    seal: str | None = None
