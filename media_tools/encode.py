"""Writing media: the one place that runs ffmpeg.

Everything is written beside its target under another name and moved into place when it is whole.
The same input gives the same bytes on any x86-64 processor: one thread, no metadata, and no
algorithm that is picked by processor.
"""

import platform
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count, takewhile, zip_longest
from pathlib import Path
from typing import Any

import ffmpeg
import imageio_ffmpeg
import numpy as np
import numpy.typing as npt

from media_tools.errors import EncodingFailed

Frame = npt.NDArray[np.uint8]
"""An image: height x width (grey) or height x width x 3 (RGB)."""
Samples = npt.NDArray[np.int16]
"""Mono sound, full scale at +-32767."""

_SAME_BYTES: dict[str, Any] = {"threads": 1, "fflags": "+bitexact", "map_metadata": -1}
_CPU = ("-cpuflags", "sse4.2") if platform.machine() in {"x86_64", "AMD64"} else ()
_STILL: dict[str, Any] = {"tune": "animation", "g": 750}
"""For pictures in which little moves: flat areas, and few key frames, which weigh most."""
_SCALER = "accurate_rnd+bitexact+full_chroma_int"


@dataclass(frozen=True)
class Loudness:
    """Loudness after EBU R 128: integrated in LUFS, true peak in dBTP."""

    integrated: float
    true_peak: float


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A path to write to, moved to `target` when the block ends well; else it goes, and folders made for it too."""
    missing = [folder for folder in target.parents if not folder.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=".part-", dir=target.parent) as folder:
            part = Path(folder) / target.name
            yield part
            part.replace(target)
    except BaseException:
        for made in missing:
            with suppress(OSError):  # something else has been put there
                made.rmdir()
        raise


def write_video(
    target: Path,
    frames: Iterable[Frame],
    rate: float,
    *,
    sound: tuple[Samples, int] | None = None,
    key_times: Sequence[float] = (),
    crf: int = 23,
    still: bool = False,
) -> None:
    """Write H.264 (and AAC) as a web-ready MP4, with key frames forced at `key_times`.

    Args:
        target: the MP4 file.
        frames: images of one size, with even width and height; read one at a time.
        rate: frames a second.
        sound: samples and their rate in Hz; None for a silent clip.
        key_times: seconds at which a frame has to be a key frame.
        crf: x264's quality; lower is better and larger.
        still: most of the picture does not move (illustrations).

    Raises:
        EncodingFailed: ffmpeg refused, or there was no frame.
    """
    images = iter(frames)
    first = next(images, None)
    if first is None:
        raise EncodingFailed(f"{target.name}: there is no frame to write")
    height, width = first.shape[:2]
    source = ffmpeg.input(
        "pipe:",
        format="rawvideo",
        pix_fmt="gray" if first.ndim == 2 else "rgb24",  # noqa: PLR2004 (a grey image has two axes)
        s=f"{width}x{height}",
        framerate=rate,
    )
    options = {
        **_SAME_BYTES,
        "vcodec": "libx264",
        "preset": "medium",
        "crf": crf,
        "pix_fmt": "yuv420p",
        "flags:v": "+bitexact",
        "sws_flags": _SCALER,
        "x264-params": "cpu-independent=1",
        "movflags": "+faststart",
        **(_STILL if still else {}),
    }
    if key_times:
        # a quarter of a frame early, so that rounding never moves the key frame to the next one
        options["force_key_frames"] = ",".join(f"{max(0, t - 0.25 / rate):.6f}" for t in key_times)
    with whole(target) as part, _wav(sound) as wave:
        streams = [source.filter("setsar", 1)]
        if wave:
            streams.append(ffmpeg.input(str(wave)).audio)
            options |= _AAC
        _feed(ffmpeg.output(*streams, str(part), **options), first, images)


_AAC: dict[str, Any] = {"acodec": "aac", "audio_bitrate": "48k", "ac": 1, "ar": 44100, "flags:a": "+bitexact"}


def write_sound(target: Path, samples: Samples, rate: int) -> None:
    """Write mono AAC as an M4A file; `rate` in Hz.

    Raises:
        EncodingFailed: ffmpeg refused.
    """
    with whole(target) as part, _wav((samples, rate)) as wave:
        run(
            ffmpeg.input(str(wave)).output(
                str(part), **_SAME_BYTES, **_AAC, movflags="+faststart", format="mp4"
            )
        )


def write_webm(source: Path, target: Path) -> None:
    """Write VP9 and Opus as WebM from an MP4 or M4A, for browsers without H.264.

    Raises:
        EncodingFailed: ffmpeg refused.
    """
    options: dict[str, Any] = {
        **_SAME_BYTES,
        "vcodec": "libvpx-vp9",
        "crf": 33,
        "b:v": 0,
        "deadline": "good",
        "cpu-used": 4,
        "acodec": "libopus",
        "audio_bitrate": "40k",
        "flags:v": "+bitexact",
        "flags:a": "+bitexact",
    }
    with whole(target) as part:
        run(ffmpeg.input(str(source)).output(str(part), **options))


def measure_loudness(path: Path) -> Loudness:
    """The loudness of a file's sound after EBU R 128.

    Raises:
        EncodingFailed: the file cannot be read or has no sound.
    """
    said = run(
        ffmpeg.input(str(path)).audio.filter("ebur128", peak="true").output("-", format="null"), level="info"
    )
    integrated = re.findall(r"I:\s+(-?[\d.]+|-inf) LUFS", said)
    peak = re.findall(r"Peak:\s+(-?[\d.]+|-inf) dBFS", said)
    if not integrated or not peak:
        raise EncodingFailed(f"{path.name}: its loudness cannot be measured; does it have sound?")
    return Loudness(float(integrated[-1]), float(peak[-1]))


def cut(path: Path, times: Sequence[float], folder: Path, *, video: bool) -> list[Path]:
    """Cut a file at media times without encoding it again; each piece ends just before the next begins.

    Picture and sound are cut apart and then put together again: in the file the sound of the last frames
    before a key frame may lie behind it, because frames are stored ahead of their time, and would be lost.

    Args:
        path: an MP4 or M4A whose video has key frames at `times`.
        times: rising media times in seconds; none gives the whole file as one piece.
        folder: where the pieces go, named `0.mp4`, `1.mp4`, ...
        video: whether it has pictures; they are exact, sound is to one frame of its codec (AAC: 23 ms).

    Returns:
        The pieces in order, one more than there are times.

    Raises:
        EncodingFailed: ffmpeg refused, or the number of pieces is not right.
    """
    pieces = [folder / f"{i}.mp4" for i in range(len(times) + 1)]
    with tempfile.TemporaryDirectory(prefix="sonocase-") as made:
        tracks = [_split(path, kind, times, Path(made)) for kind in (("v", "a") if video else ("a",))]
        # sound may end before the pictures do
        if len(tracks[0]) != len(pieces) or max(map(len, tracks)) > len(pieces):
            raise EncodingFailed(f"{path.name}: cannot be cut at {', '.join(f'{t:.3f}' for t in times)} s")
        for piece, parts in zip(pieces, zip_longest(*tracks), strict=True):
            _join([part for part in parts if part], piece)
    return pieces


_COPY: dict[str, Any] = {"c": "copy", "map_metadata": -1, "fflags": "+bitexact"}


def _split(path: Path, kind: str, times: Sequence[float], folder: Path) -> list[Path]:
    """One track of a file, cut at media times."""
    options: dict[str, Any] = {
        "map": f"0:{kind}:0",
        "format": "segment",
        "segment_format": "mp4",
        "segment_time_delta": 0.005,
        "reset_timestamps": 1,
        # without times the muxer would cut every two seconds
        **({"segment_times": ",".join(f"{t:.6f}" for t in times)} if times else {"segment_time": 1e6}),
    }
    run(ffmpeg.input(str(path)).output(str(folder / f"{kind}%d.mp4"), **_COPY, **options))
    numbered = (folder / f"{kind}{i}.mp4" for i in count())
    return list(takewhile(Path.exists, numbered))


def _join(parts: Sequence[Path], target: Path) -> None:
    """The tracks of one piece in one file, from 0 s on."""
    tracks = [ffmpeg.input(str(part)) for part in parts]
    run(ffmpeg.output(*tracks, str(target), **_COPY, movflags="+faststart"))


def run(stream: Any, level: str = "error") -> str:
    """Run one ffmpeg command and give what it says.

    Raises:
        EncodingFailed: with ffmpeg's last line.
    """
    try:
        _, said = ffmpeg.run(
            stream.global_args(*_globals(level)),
            cmd=imageio_ffmpeg.get_ffmpeg_exe(),
            capture_stdout=True,
            capture_stderr=True,
            overwrite_output=True,
        )
    except ffmpeg.Error as error:
        raise EncodingFailed(_last_line(error.stderr)) from None
    return bytes(said).decode(errors="replace")


def _feed(stream: Any, first: Frame, rest: Iterable[Frame]) -> None:
    process = ffmpeg.run_async(
        stream.global_args(*_globals("error")),
        cmd=imageio_ffmpeg.get_ffmpeg_exe(),
        pipe_stdin=True,
        pipe_stderr=True,
        overwrite_output=True,
    )
    try:
        process.stdin.write(np.ascontiguousarray(first))
        for image in rest:
            process.stdin.write(np.ascontiguousarray(image))
        process.stdin.close()
    except BrokenPipeError:
        pass  # ffmpeg has stopped, and says why
    except BaseException:
        process.kill()
        process.wait()
        raise
    said = process.stderr.read()
    if process.wait() != 0:
        raise EncodingFailed(_last_line(said))


def _globals(level: str) -> tuple[str, ...]:
    return ("-hide_banner", "-nostdin", "-nostats", "-loglevel", level, *_CPU)


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return f"ffmpeg: {lines[-1]}" if lines else "ffmpeg stopped without a word"


@contextmanager
def _wav(sound: tuple[Samples, int] | None) -> Iterator[Path | None]:
    if sound is None:
        yield None
        return
    import wave

    samples, rate = sound
    with tempfile.TemporaryDirectory(prefix="sonocase-") as folder:
        path = Path(folder) / "sound.wav"
        with wave.open(str(path), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(rate)
            out.writeframes(np.ascontiguousarray(samples, dtype="<i2").tobytes())
        yield path
