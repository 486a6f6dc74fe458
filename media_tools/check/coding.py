"""Whether browsers play a file as it is, and whether its frames are where a candidate looks for them."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from media_tools.probe import MediaFacts, VideoFacts
from scenarios.errors import Problem

_PLAYED = ("yuv420p", "yuvj420p")
"""How every browser with H.264 takes its pixels: 8 bits, colour at half the resolution."""
_STILLS = {".png": "png", ".jpg": "mjpeg", ".jpeg": "mjpeg"}
_MP4 = "mp4"
_RATE_TOLERANCE = 0.01
"""Share by which a stated frame rate may be rounded."""
_EXPORT = "export it as MP4 with H.264 and AAC"
_IMPORT = "import it again with 'sonocase media import'"


def scene_coding(shown: str, facts: MediaFacts) -> Iterator[Problem]:
    """Why browsers would not play a scene."""
    if facts.video:
        yield from _h264(shown, facts.video, _EXPORT)
    if facts.sound and facts.sound.codec != "aac":
        what = f"its sound is coded as {facts.sound.codec}, which not every browser plays"
        yield Problem(shown, 0, "", what, _EXPORT)


def exhibit_coding(shown: str, facts: MediaFacts, video: VideoFacts) -> Iterator[Problem]:
    """Why browsers would not show an exhibit, or not as it is."""
    still = _STILLS.get(PurePosixPath(shown).suffix)
    if still and video.codec != still:
        yield Problem(shown, 0, "", f"is not what its name says, but {video.codec}", _IMPORT)
    if still:
        return
    yield from _h264(shown, video, _IMPORT)
    if _MP4 not in facts.container.split(","):
        yield Problem(shown, 0, "", f"is no MP4, but {facts.container}", _IMPORT)
    if video.pixel_aspect != 1:
        what = "its pixels are not square, so that nothing in it can be measured"
        yield Problem(shown, 0, "", what, _IMPORT)
    if not video.constant_rate:
        what = "its frames do not follow each other at one rate, so that they cannot be stepped through"
        yield Problem(shown, 0, "", what, _IMPORT)


def same_rate(stated: float | None, video: VideoFacts) -> bool:
    """Whether a clip runs as fast as is stated; a still has no rate."""
    return stated is None or abs(stated - video.rate) <= _RATE_TOLERANCE * video.rate


def _h264(shown: str, video: VideoFacts, fix: str) -> Iterator[Problem]:
    if video.codec != "h264" or video.pixels not in _PLAYED:
        what = f"is coded as {video.codec} with {video.pixels}, which not every browser plays"
        yield Problem(shown, 0, "", what, fix)
