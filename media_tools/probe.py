"""Reading media: the one place that opens files with PyAV."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from struct import unpack
from typing import Any, BinaryIO, NamedTuple

import av
import numpy as np
import numpy.typing as npt
from av.sidedata.sidedata import Type as SideData

from media_tools.encode import Frame
from media_tools.errors import UnreadableMedia

MAX_PIXELS = 4096 * 4096
"""Of one frame: more than any screen or ultrasound machine shows."""


@dataclass(frozen=True)
class VideoFacts:
    """The video of a file: pixels, frames a second, how many frames, and the times of its key frames.

    `pixels` is ffmpeg's name for how a pixel is stored, such as `yuv420p`.
    """

    codec: str
    pixels: str
    size: tuple[int, int]
    rate: float
    frames: int
    key_times: tuple[float, ...]
    constant_rate: bool
    pixel_aspect: Fraction


@dataclass(frozen=True)
class SoundFacts:
    """The sound of a file: its codec, sampling rate in Hz and channels."""

    codec: str
    rate: int
    channels: int


@dataclass(frozen=True)
class MediaFacts:
    """What a file holds; `duration` in seconds, as decoded from its first to its last frame.

    `container` is what ffmpeg calls its format, such as `mov,mp4,m4a,3gp,3g2,mj2`.
    """

    container: str
    duration: float
    video: VideoFacts | None
    sound: SoundFacts | None


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    try:
        with av.open(str(path)) as container:
            yield container
    except (av.error.FFmpegError, ValueError, OSError) as error:
        raise UnreadableMedia(f"{path.name}: cannot be read as media ({_reason(error)})") from None


def examine(path: Path) -> MediaFacts:
    """Decode a file from beginning to end and give what it holds.

    Raises:
        UnreadableMedia: it cannot be opened, breaks while it is decoded, or holds neither frame nor sound.
    """
    with _opened(path) as container:
        form = container.format.name
        video = _examine_video(container) if container.streams.video else None
        if container.streams.audio:
            container.seek(0)
        sound, sound_end = _examine_sound(container) if container.streams.audio else (None, 0.0)
    video_end = video.frames / video.rate if video and video.rate else 0.0
    duration = video_end if video else sound_end
    if duration <= 0:
        raise UnreadableMedia(f"{path.name}: holds neither a frame nor a sound")
    return MediaFacts(form, duration, video, sound)


def _examine_video(container: Any) -> VideoFacts:
    stream = _known(container.streams.video[0])
    # a small file can unfold to a frame that fills the memory: the decoder itself must refuse it
    stream.codec_context.options = {"max_pixels": str(MAX_PIXELS)}
    times, keys = [], []
    for frame in container.decode(stream):
        times.append(float(frame.pts * frame.time_base))
        if frame.key_frame:
            keys.append(times[-1] - times[0])
    gaps = np.diff(times)
    rate = float(stream.average_rate or 0) or (1 / float(np.median(gaps)) if len(gaps) else 0.0)
    return VideoFacts(
        codec=stream.codec_context.name,
        pixels=str(stream.codec_context.pix_fmt),
        size=(stream.codec_context.width, stream.codec_context.height),
        rate=rate,
        frames=len(times),
        key_times=tuple(keys),
        constant_rate=bool(len(gaps) < 2 or np.ptp(gaps) < 0.1 * float(np.median(gaps))),  # noqa: PLR2004 (two gaps to compare; a tenth of a frame is rounding)
        pixel_aspect=Fraction(stream.sample_aspect_ratio or 1),
    )


def _known(stream: Any) -> Any:
    if stream.codec_context is None:
        raise ValueError("it is coded in a way that is not known")
    return stream


def _examine_sound(container: Any) -> tuple[SoundFacts, float]:
    stream = _known(container.streams.audio[0])
    samples = sum(frame.samples for frame in container.decode(stream))
    facts = SoundFacts(
        stream.codec_context.name, stream.codec_context.sample_rate, stream.codec_context.channels
    )
    return facts, samples / facts.rate


def frames(path: Path, size: tuple[int, int] | None = None) -> Iterator[tuple[float, Frame]]:
    """Each frame of a video as (seconds from the first, RGB image), one at a time.

    Args:
        path: the video.
        size: width and height in pixels to which frames are averaged down; None for their own.

    Raises:
        UnreadableMedia: it cannot be opened or breaks while it is decoded.
    """
    smaller = {"width": size[0], "height": size[1], "interpolation": "AREA"} if size else {}
    with _opened(path) as container:
        start: float | None = None
        for frame in container.decode(container.streams.video[0]):
            time = float(frame.pts * frame.time_base)
            start = time if start is None else start
            yield time - start, frame.to_ndarray(format="rgb24", **smaller)


def sound(path: Path, rate: int = 16000) -> npt.NDArray[np.float32]:
    """The sound of a file as mono samples between -1 and 1 at `rate` Hz; empty where it has none.

    Raises:
        UnreadableMedia: it cannot be opened or breaks while it is decoded.
    """
    with _opened(path) as container:
        if not container.streams.audio:
            return np.zeros(0, np.float32)
        resampler = av.AudioResampler(format="flt", layout="mono", rate=rate)
        pieces = [
            out.to_ndarray().reshape(-1)
            for frame in (*container.decode(container.streams.audio[0]), None)
            for out in resampler.resample(frame)
        ]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


class Shot(NamedTuple):
    """A frame of a foreign video, upright: seconds on the container's clock, None where it has none."""

    time: float | None
    image: Frame


@dataclass(frozen=True)
class StreamFacts:
    """What a foreign video says of itself and its first frame, upright: pixels, and a pixel's width by its height."""

    codec: str
    size: tuple[int, int]
    pixel_aspect: Fraction


def look(stream: BinaryIO, form: str, name: str, max_pixels: int) -> StreamFacts:
    """Read the header and the first frame of a video that nobody vouches for.

    Args:
        stream: the file, opened for reading and able to seek.
        form: ffmpeg's name of the container (`mov`, `avi`, ...); no other is tried.
        name: what messages call the file.
        max_pixels: a frame with more pixels is refused before it is decoded.

    Raises:
        UnreadableMedia: it cannot be opened, has no frame, or its frames are too large.
    """
    with _foreign(stream, form, name, max_pixels) as (container, video):
        first = next(container.decode(video), None)
        if first is None:
            raise UnreadableMedia(f"{name}: holds no frame; export the clip again")
        aspect = Fraction(video.sample_aspect_ratio or 1)
        turned = _axes(first, name).turned
        return StreamFacts(
            codec=video.codec_context.name,
            size=(first.height, first.width) if turned else (first.width, first.height),
            pixel_aspect=1 / aspect if turned else aspect,
        )


def shots(stream: BinaryIO, form: str, name: str, max_pixels: int) -> Iterator[Shot]:
    """Each frame of a video that nobody vouches for, one at a time; arguments as for `look`.

    Raises:
        UnreadableMedia: it cannot be opened, its frames are too large, or one of them is damaged.
    """
    with _foreign(stream, form, name, max_pixels) as (container, video):
        count = 0
        for packet in container.demux(video):
            for frame in packet.decode():
                if packet.is_corrupt or frame.is_corrupt:
                    raise UnreadableMedia(
                        f"{name}: damaged or cut off at frame {count + 1}; export the clip again"
                    )
                count += 1
                yield Shot(frame.time, _axes(frame, name).upright(frame.to_ndarray(format="rgb24")))


@contextmanager
def _foreign(stream: BinaryIO, form: str, name: str, max_pixels: int) -> Iterator[tuple[Any, Any]]:
    try:
        with av.open(stream, format=form, metadata_errors="ignore") as container:
            video = next((v for v in container.streams.video if not v.disposition & _COVER), None)
            if video is None:
                raise UnreadableMedia(f"{name}: holds no video; give a file with moving pictures")
            if video.codec_context is None:
                raise UnreadableMedia(
                    f"{name}: its video is coded in a way that is not known; export it as H.264"
                )
            width, height = video.codec_context.width, video.codec_context.height
            if width * height > max_pixels:
                raise UnreadableMedia(
                    f"{name}: a frame of {width} x {height} pixels is too large; export it at screen size"
                )
            # a frame may be larger than the header says: the decoder itself must refuse it
            video.codec_context.options = {"max_pixels": str(max_pixels)}
            yield container, video
    except (av.error.FFmpegError, ValueError, OSError, EOFError) as error:
        raise UnreadableMedia(
            f"{name}: cut off or damaged ({_reason(error)}); export the clip again"
        ) from None


_COVER = av.stream.Disposition.attached_pic


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


class _Axes(NamedTuple):
    """How a frame is to be shown: its axes exchanged, then its columns and its rows the other way round."""

    turned: bool
    mirrored: bool
    upended: bool

    def upright(self, image: Frame) -> Frame:
        """The frame as it is to be shown."""
        image = image.transpose(1, 0, 2) if self.turned else image
        return image[:: -1 if self.upended else 1, :: -1 if self.mirrored else 1]


def _axes(frame: Any, name: str) -> _Axes:
    """What the display matrix of a frame says: tablets film on their side, and cameras mirror (ISO/IEC 14496-12, 6.2.2).

    Raises:
        UnreadableMedia: the frame is to be shown at an angle or squeezed, which would change what is measured on it.
    """
    matrix = frame.side_data.get(_MATRIX)
    if matrix is None:
        return _Axes(turned=False, mirrored=False, upended=False)
    across, down, _, across_y, down_y, *_ = unpack("=9i", bytes(matrix)[:36])
    straight, turned = (across, down_y), (down, across_y)
    if not any(turned) and all(abs(part) == _ONE for part in straight):
        return _Axes(turned=False, mirrored=across < 0, upended=down_y < 0)
    if not any(straight) and all(abs(part) == _ONE for part in turned):
        return _Axes(turned=True, mirrored=across_y < 0, upended=down < 0)
    raise UnreadableMedia(f"{name}: is to be shown at an angle or squeezed; export it upright")


_MATRIX = SideData.DISPLAYMATRIX
_ONE = 1 << 16
"""In the fixed-point numbers of a display matrix."""
