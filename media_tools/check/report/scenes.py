"""What the page shows of a scene or an exhibit."""

import base64
import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from media_tools.check.finding import SEVERITIES, Finding, Severity
from media_tools.check.inspect import Inspection
from media_tools.check.report.timeline import Timeline, timeline
from media_tools.check.run import Checked
from media_tools.check.subject import Track

EMBEDDED = 800_000
"""Bytes up to which a clip stands in the page itself; of a larger one its first picture does."""
_TYPES = {
    ".mp4": "video/mp4",
    ".m4a": "audio/mp4",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


@dataclass(frozen=True)
class Shown:
    """A finding, and the picture at its time as an address of its own data; empty where there is none."""

    finding: Finding
    picture: str


@dataclass(frozen=True)
class Card:
    """A scene or an exhibit on the page.

    Attributes:
        title, about: what it is called, and what else is known of it.
        worst: the gravest severity among its findings; None where there is none.
        media: its clip as an address of its own data; empty where it is too large.
        form: what kind of element plays it: `video`, `audio` or `image`.
        poster: its first picture, likewise; empty for sound.
        captions: its captions, likewise.
        language: of the captions.
        line: its time line.
        tracks: its texts.
    """

    anchor: str
    title: str
    kind: str
    file: str
    about: str
    worst: Severity | None
    findings: tuple[Shown, ...]
    media: str
    form: str
    poster: str
    captions: str
    language: str
    line: Timeline | None
    tracks: tuple[Track, ...]


def cards(checked: Checked, number: int) -> dict[str, list[Card]]:
    """The cards of a package by case; `number` keeps the anchors of several packages apart."""
    made: dict[str, list[Card]] = {}
    for at, seen in enumerate(checked.inspections):
        own = findings_of(seen, checked.findings)
        made.setdefault(seen.job.case.id, []).append(_card(seen, own, f"p{number}-{at}"))
    return made


def loose(checked: Checked) -> list[Finding]:
    """Findings that belong to no scene and no exhibit: of the package, a case, its keys."""
    housed = {id(one) for seen in checked.inspections for one in findings_of(seen, checked.findings)}
    return [one for one in checked.findings if id(one) not in housed]


def findings_of(seen: Inspection, findings: Iterable[Finding]) -> list[Finding]:
    """The findings about a scene's or an exhibit's own files."""
    tracks = seen.subject.tracks if seen.subject else ()
    files = {
        seen.job.file,
        *(name for track in tracks for name in (track.captions, track.script, track.descriptions)),
    }
    fallback = {(one.file, one.what) for one in seen.findings}
    return [one for one in findings if one.file in files or (one.file, one.what) in fallback]


def worst_of(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity."""
    found = {one.severity for one in findings}
    return next((severity for severity in SEVERITIES if severity in found), None)


def data_address(content: bytes, kind: str) -> str:
    """An address that is its own content."""
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _card(seen: Inspection, findings: Sequence[Finding], anchor: str) -> Card:
    job, subject = seen.job, seen.subject
    size = job.path.stat().st_size if job.path.is_file() else 0
    kind = _TYPES.get(job.path.suffix.lower(), "")
    here = bool(size) and size <= EMBEDDED and bool(kind)
    track = subject.tracks[0] if subject else None
    return Card(
        anchor=anchor,
        title=_title(seen),
        kind="Scene" if job.kind == "scene" else "Exhibit",
        file=job.file,
        about=_about(seen, size),
        worst=worst_of(findings),
        findings=tuple(Shown(one, _picture(seen, one)) for one in findings),
        media=data_address(job.path.read_bytes(), kind) if here else "",
        form="audio" if subject and not subject.pictured else kind.partition("/")[0],
        poster=data_address(seen.stills[0.0], "image/jpeg") if 0.0 in seen.stills else "",
        captions=_captions(job.folder / track.captions) if track and here else "",
        language=track.language if track else "",
        line=timeline(seen, findings),
        tracks=subject.tracks if subject else (),
    )


def _captions(path: Path) -> str:
    return data_address(path.read_bytes(), "text/vtt")


def _title(seen: Inspection) -> str:
    case, name = seen.job.case, seen.job.name
    if seen.job.kind == "exhibit":
        return case.exhibits[name].view
    return next((scene.title for scene in case.encounter.scenes if scene.scene == name and scene.title), name)


def _about(seen: Inspection, size: int) -> str:
    job = seen.job
    seconds = [f"{job.seconds:.1f} s"] if job.seconds else []
    cues = (
        [f"{len(track.cues)} captions ({track.language})" for track in seen.subject.tracks]
        if seen.subject
        else []
    )
    return " · ".join([*seconds, f"{max(1, round(size / 1000))} KB", *cues])


def _picture(seen: Inspection, finding: Finding) -> str:
    """The frame that is seen at a finding's time."""
    times = sorted(seen.stills)
    if finding.time is None or not times:
        return ""
    at = max(0, bisect.bisect_right(times, finding.time) - 1)
    return data_address(seen.stills[times[at]], "image/jpeg")
