"""What every reader of a foreign file gives: a Source, whose frames can be read more than once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from media_tools.importing.shapes import Box, Size
from media_tools.probe import Shot


@dataclass(frozen=True)
class Limits:
    """What is read at most, checked before anything is decoded: a small file can ask for terabytes.

    Attributes:
        pixels: of one frame.
        frames: of one clip; also of the clip that is written.
        total_pixels: of all frames together.
        seconds: that a clip may last.
    """

    pixels: int = 4096 * 2304
    frames: int = 12_000
    total_pixels: int = 20_000_000_000
    seconds: float = 1800.0


@dataclass(frozen=True)
class Region:
    """An ultrasound region of a DICOM header (PS3.3 C.8.5.5).

    Attributes:
        box: in pixels of the frame that the header has in mind, which need not be this one.
        two_dimensional: an image of tissue (spatial format 1), not a spectrum, a trace or a graph.
        centimetres: both axes are in centimetres (units 3).
        delta: physical size of a pixel horizontally and vertically, in the region's units.
    """

    box: Box
    two_dimensional: bool
    centimetres: bool
    delta: tuple[float, float]

    def fits(self, size: Size) -> bool:
        """Whether it lies in a frame of this size; some machines count the last pixel one too far."""
        x, y, width, height = self.box
        return (
            x >= 0
            and y >= 0
            and width > 1
            and height > 1
            and x + width <= size[0] + 1
            and y + height <= size[1] + 1
        )


@dataclass(frozen=True)
class Clock:
    """Frame times as a header gives them: either a rate in frames a second, or a time in seconds for each frame.

    Attributes:
        said: where they come from, for people.
    """

    said: str
    rate: float | None = None
    times: tuple[float, ...] | None = None


@dataclass(frozen=True)
class Source:
    """A file that was recognised and found fit to be read.

    Attributes:
        path: the file.
        kind: what it is, for people: `DICOM ultrasound, JPEG Baseline`.
        size: of its frames as decoded and upright.
        pixel_aspect: a pixel's width divided by its height.
        shots: reads all frames from the beginning, RGB, one at a time.
        clock: times from a header, which go before those of the frames; None where it gives none.
        regions: calibrated regions from a header.
    """

    path: Path
    kind: str
    size: Size
    pixel_aspect: Fraction
    shots: Callable[[], Iterator[Shot]]
    clock: Clock | None = None
    regions: tuple[Region, ...] = ()

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return self.path.name
