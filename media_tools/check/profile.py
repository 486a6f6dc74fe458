"""What media and captions are held against: `profiles.toml`, read into frozen models.

A profile that has a misspelt setting, a figure that cannot hold or no source is refused as a whole.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

DEFAULT = "web"
"""The profile that packages are held against where nobody names another."""

Positive = Annotated[float, Field(gt=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Pair = tuple[Positive, Positive]


class Settings(BaseModel):
    """A value: it cannot be changed, knows every field that it may have, and holds finite numbers only."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Sourced(Settings):
    """Thresholds, and who set them."""

    source: Annotated[str, Field(min_length=3)]


class Lines(Sourced):
    """How long a line of a caption may be, in characters, and how many lines there may be."""

    characters: Annotated[int, Field(ge=10, le=120)]
    count: Annotated[int, Field(ge=1, le=4)]


class Duration(Sourced):
    """How long a caption is shown, in seconds."""

    shortest: Positive
    longest: Positive | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.longest is not None and self.longest <= self.shortest:
            raise ValueError("'longest' has to be more than 'shortest'")
        return self


class Nearness(Sourced):
    """A time that is stated in frames of the video, or in seconds."""

    frames: Annotated[int, Field(ge=1)] | None = None
    seconds: Positive | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.frames is None) == (self.seconds is None):
            raise ValueError("is stated either in 'frames' or in 'seconds'")
        return self

    def span(self, frame: float) -> float:
        """The time in seconds, for frames of `frame` seconds."""
        return self.seconds if self.seconds is not None else (self.frames or 0) * frame

    def __str__(self) -> str:
        """The time as it is stated."""
        return f"{self.frames} frames" if self.frames is not None else f"{self.seconds:g} s"


class Sync(Nearness):
    """How far a caption may begin from its speech, and how long it may stay behind it, in seconds."""

    linger: Positive


class Reading(Sourced):
    """How fast a caption has to be read.

    Attributes:
        characters: a second, at most; spaces count.
        calm_words, words: a minute, easily read and at most.
        over: seconds of text over which words are counted; 0 for each caption by itself.
    """

    characters: Positive | None = None
    calm_words: Positive | None = None
    words: Positive | None = None
    over: Annotated[float, Field(ge=0)] = 0.0

    @model_validator(mode="after")
    def _some(self) -> Self:
        if self.characters is None and self.words is None:
            raise ValueError("states neither 'characters' nor 'words'")
        return self


class LoudnessTarget(Sourced):
    """Integrated loudness in LUFS with its tolerance in LU, and the highest true peak in dBTP."""

    target: Annotated[float, Field(ge=-40, le=-5)]
    tolerance: Positive
    true_peak: Annotated[float, Field(ge=-20, le=0)]


class Flashes(Sourced):
    """The general and red flash thresholds of WCAG; see `media_tools.check.flashes`.

    Attributes:
        per_second: flashes in any second, at most.
        change: of relative luminance, from which two opposing changes are a flash ...
        darker_below: ... where the darker of them lies below this.
        red_change: of (R - G - B) x 320, likewise for a saturated red ...
        red_share: ... which is R / (R + G + B) from here on.
        area: share of the field that has to flash at a time.
        field, screen: width and height in pixels of 10 degrees, and of the screen that the picture fills.
    """

    per_second: Annotated[int, Field(ge=1)]
    change: Share
    darker_below: Share
    red_change: Positive
    red_share: Share
    area: Share
    field: Pair
    screen: Pair


class Speech(Sourced):
    """How speech is told from other sound, and when captions are said to miss it; see `media_tools.check.speech`.

    Attributes:
        band, low_band: in Hz, where speech is looked for, and where most of its strength lies.
        above_floor, below_peak: in dB, how far sound stands above the quietest and may lie under the loudest.
        join, shortest: seconds of silence that part nothing, and of sound that count.
        tone_change, tone_spread: what changes less in its spectrum (decades) and pitch (Hz) is a tone.
        low_share: of its strength that speech has in the low band, at least.
        accuracy: seconds by which a start or an end that was heard may be wrong.
        uncovered: seconds of speech that have to have a caption.
        near: seconds around a caption that it covers too.
    """

    band: Pair
    low_band: Pair
    above_floor: Positive
    below_peak: Positive
    join: Positive
    shortest: Positive
    tone_change: Positive
    tone_spread: Positive
    low_share: Share
    accuracy: Positive
    uncovered: Positive
    near: Positive


class Burned(Sourced):
    """What looks like text in a picture; see `media_tools.check.burned`.

    Attributes:
        margin: share of width and height that is near an edge.
        contrast: grey levels between a glyph and what is around it.
        height: of a glyph, least and most, as shares of the picture's.
        row: glyphs in a line that make text.
    """

    margin: Share
    contrast: Annotated[int, Field(ge=1, le=255)]
    height: Pair
    row: Annotated[int, Field(ge=2)]


class Spoilers(Sourced):
    """When words give an answer away; see `media_tools.check.spoilers`.

    Attributes:
        share: of the words that only the right choice has, from which a text gives it away.
        letters, stem: what a word has at least, and after how many letters words are taken as one.
        verbatim: words from which a choice that stands there word for word is given away.
        common: words that tell nothing.
        places, directions: words that say where in an image something lies, and where a probe's marker points.
    """

    share: Share
    letters: Annotated[int, Field(ge=2)]
    stem: Annotated[int, Field(ge=4)]
    verbatim: Annotated[int, Field(ge=1)]
    common: str
    places: str
    directions: str


class Profile(Settings):
    """One house's rules, with those that hold for every house."""

    name: str
    title: str
    about: str
    lines: Lines
    duration: Duration
    gap: Nearness
    reading: Reading
    sync: Sync
    loudness: LoudnessTarget
    flashes: Flashes
    speech: Speech
    burned: Burned
    spoilers: Spoilers


def parse(text: str) -> dict[str, Profile]:
    """The profiles of a TOML text, by name.

    Raises:
        ValueError: it is no TOML, or a profile has a setting that is missing, unknown or impossible.
    """
    tables: dict[str, Any] = tomllib.loads(text)
    every = tables.pop("every", {})
    return {name: Profile.model_validate({"name": name, **every, **table}) for name, table in tables.items()}


@cache
def profiles() -> dict[str, Profile]:
    """The profiles that come with Sonocase, the default first."""
    return parse(Path(__file__).with_name("profiles.toml").read_text(encoding="utf-8"))
