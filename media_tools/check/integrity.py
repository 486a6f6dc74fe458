"""What must hold for a package to be playable at all.

Media decode and are what their sidecars say; timepoints lie inside them, on a key frame and inside no
cue; captions are WebVTT; a script has a part for each segment.
"""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from media_tools.captions.vtt import parse as parse_vtt
from media_tools.check.coding import exhibit_coding, same_rate, scene_coding
from media_tools.errors import MediaError
from media_tools.probe import MediaFacts, examine
from media_tools.script import ScriptRefused
from media_tools.script import parse as parse_script
from scenarios.errors import Problem
from scenarios.model import Case, SceneMedia

DURATION_TOLERANCE = 0.06
"""Seconds by which decoded media may differ from what is stated: an AAC frame and a video frame."""
MIN_SEGMENT = 0.1
"""Seconds between two timepoints: less cannot be cut, and nobody could see or hear it."""


def file_digest(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def scene_problems(below: Path, case: Case, name: str, languages: Sequence[str]) -> Iterator[Problem]:
    """Every reason why a scene cannot be played.

    Args:
        below: the case's folder.
        case: as `scenarios.load.load_package` gave it.
        name: the scene.
        languages: of the package.
    """
    stated = case.media[name]
    shown = f"{case.id}/{stated.media}"
    facts = _opened(below / stated.media, shown, stated.digest)
    if isinstance(facts, Problem):
        yield facts
    else:
        yield from _length(shown, stated, facts)
        yield from scene_coding(shown, facts)
        yield from _timepoints(shown, stated, facts)
        yield from _apart(shown, stated, facts)
    times = [float(point.at) for point in stated.timepoints]
    for language in languages:
        yield from _captions(below, case, case.captions_path(name, language), times)
        yield from _script(below, case, case.script_path(name, language), len(times))
        if (below / case.descriptions_path(name, language)).is_file():
            yield from _captions(below, case, case.descriptions_path(name, language), times)


def _opened(path: Path, shown: str, digest: str) -> MediaFacts | Problem:
    try:
        facts = examine(path)
    except MediaError as error:
        return Problem(shown, 0, "", f"does not decode: {error}", "build or import it again")
    if file_digest(path) != digest:
        return Problem(shown, 0, "", "is not the file that its sidecar describes", "build or import it again")
    return facts


def _length(shown: str, stated: SceneMedia, facts: MediaFacts) -> Iterator[Problem]:
    if abs(facts.duration - float(stated.duration)) > DURATION_TOLERANCE:
        what = f"lasts {facts.duration:.3f} s and is stated to last {stated.duration} s"
        yield Problem(shown, 0, "duration", what, "correct 'duration', or build the media again")
    if (facts.video is not None) != (stated.kind == "video"):
        yield Problem(shown, 0, "kind", f"is stated to be {stated.kind} and is not", "build the media again")
    if facts.sound is None:
        yield Problem(shown, 0, "", "has no sound", "a scene needs a sound track, if only a silent one")


def _timepoints(shown: str, stated: SceneMedia, facts: MediaFacts) -> Iterator[Problem]:
    for point in stated.timepoints:
        at = float(point.at)
        if at > facts.duration + DURATION_TOLERANCE or at <= 0:
            what = f"the timepoint {point.at} s lies outside the media, which lasts {facts.duration:.3f} s"
            yield Problem(shown, 0, "timepoints", what, "move it inside")
        elif facts.video and not _at_end(at, facts) and not _on_key_frame(at, facts):
            what = f"the timepoint {point.at} s is not on a key frame"
            yield Problem(
                shown, 0, "timepoints", what, "build the media, which forces key frames at timepoints"
            )


def _apart(shown: str, stated: SceneMedia, facts: MediaFacts) -> Iterator[Problem]:
    """A timepoint needs something before it to be played, and something behind it unless it is the end."""
    edges = [(0.0, "the beginning")]
    edges += [(float(point.at), f"the timepoint {point.at} s") for point in stated.timepoints]
    if not _at_end(edges[-1][0], facts):
        edges.append((facts.duration, "the end"))
    for (before, this), (at, that) in pairwise(edges):
        if 0 < at - before < MIN_SEGMENT:
            what = f"only {at - before:.3f} s lie between {this} and {that}"
            yield Problem(
                shown, 0, "timepoints", what, "let items that belong together open at one timepoint"
            )


def _at_end(at: float, facts: MediaFacts) -> bool:
    return at >= facts.duration - DURATION_TOLERANCE


def _on_key_frame(at: float, facts: MediaFacts) -> bool:
    video = facts.video
    return video is not None and any(abs(key - at) <= 0.5 / video.rate for key in video.key_times)


def _captions(below: Path, case: Case, relative: str, times: Sequence[float]) -> Iterator[Problem]:
    shown = f"{case.id}/{relative}"
    track = parse_vtt((below / relative).read_bytes())
    yield from (Problem(shown, fault.line, "", fault.what, fault.fix) for fault in track.deviations)
    for cue, at in ((cue, at) for cue in track.cues for at in times if cue.start < at < cue.end):
        what = f"the cue at {cue.start:.3f} s goes on over the timepoint at {at:.3f} s"
        yield Problem(shown, 0, "", what, "end the cue before the timepoint")


def _script(below: Path, case: Case, relative: str, timepoints: int) -> Iterator[Problem]:
    shown = f"{case.id}/{relative}"
    try:
        lines = parse_script((below / relative).read_text(encoding="utf-8"), shown)
    except ScriptRefused as error:
        yield from (Problem(shown, fault.line, "", fault.what, fault.fix) for fault in error.deviations)
        return
    marks = sum(line.kind == "timepoint" for line in lines)
    if marks != timepoints:
        what = f"has {marks} lines '---' and the scene has {timepoints} timepoints"
        yield Problem(shown, 0, "", what, "write one line '---' where the media holds for questions")


def exhibit_problems(below: Path, case: Case, name: str) -> Iterator[Problem]:
    """Every reason why an exhibit cannot be shown as it is; arguments as for `scene_problems`."""
    stated = case.sidecars[name]
    shown = f"{case.id}/{stated.media}"
    facts = _opened(below / stated.media, shown, stated.digest)
    if isinstance(facts, Problem):
        yield facts
        return
    video = facts.video
    if video is None:
        yield Problem(shown, 0, "", "shows nothing", "an exhibit is a clip or a still")
        return
    yield from exhibit_coding(shown, facts, video)
    same = (
        video.frames == stated.frames and video.size == tuple(stated.size) and same_rate(stated.rate, video)
    )
    if not same:
        yield Problem(shown, 0, "", "has other frames than its sidecar states", "build or import it again")
    for x, y, width, height in stated.regions:
        if not (0 <= x <= x + width <= video.size[0] and 0 <= y <= y + height <= video.size[1]):
            what = f"a region of {width} x {height} pixels at {x}, {y} does not lie inside the picture"
            yield Problem(shown, 0, "regions", what, "import it again, and confirm where the image is")
