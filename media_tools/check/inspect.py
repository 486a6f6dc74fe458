"""One scene or one exhibit of a package under every check that opens its media: the work of one process."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from media_tools.check.finding import Finding, clock, finding, told
from media_tools.check.integrity import exhibit_problems, scene_problems
from media_tools.check.profile import Profile
from media_tools.check.subject import Subject, read_subject
from media_tools.check.wording import check_wording
from media_tools.script import ScriptRefused
from scenarios.model import Case

Scope = Literal["all", "gate"]
"""Everything, or only what can stop a package from being published."""
Kind = Literal["scene", "exhibit"]


@dataclass(frozen=True)
class Job:
    """What is looked at: a scene or an exhibit, where it lies, and what it is held against.

    Attributes:
        folder: the package's.
        seconds: how long it plays.
        pictures: whether a report shall show moments of it.
    """

    folder: Path
    case: Case
    kind: Kind
    name: str
    languages: tuple[str, ...]
    profile: Profile
    scope: Scope
    pictures: bool = False

    @property
    def seconds(self) -> float:
        """How long it plays, as is stated."""
        if self.kind == "scene":
            return float(self.case.media[self.name].duration)
        facts = self.case.sidecars[self.name]
        return facts.frames / facts.rate if facts.rate else 0.0

    @property
    def path(self) -> Path:
        """Its medium."""
        facts = self.case.media if self.kind == "scene" else self.case.sidecars
        return self.folder / self.case.id / facts[self.name].media

    @property
    def file(self) -> str:
        """Its medium's name inside the package."""
        return self.path.relative_to(self.folder).as_posix()


@dataclass(frozen=True)
class Inspection:
    """What was found in a scene or an exhibit, and what a report shows of it.

    Attributes:
        subject: the scene as it was read; None for an exhibit, and for a scene that cannot be played.
        speech: where somebody speaks, as (start, end) in seconds.
        outline: the loudest of the sound from beginning to end, from 0 to 1.
        stills: JPEG pictures by media time; the first is of the beginning.
    """

    job: Job
    findings: tuple[Finding, ...]
    subject: Subject | None = None
    speech: tuple[tuple[float, float], ...] = ()
    outline: tuple[float, ...] = ()
    stills: dict[float, bytes] = field(default_factory=dict)


def inspect(job: Job) -> Inspection:
    """Look at a scene or an exhibit.

    Raises:
        MediaError: something broke that had decoded a moment before.
    """
    return _inspect_scene(job) if job.kind == "scene" else _inspect_exhibit(job)


def _inspect_scene(job: Job) -> Inspection:
    below = job.folder / job.case.id
    found = [told("playable", one) for one in scene_problems(below, job.case, job.name, job.languages)]
    if any(one.file == job.file for one in found):
        return Inspection(job, tuple(found))
    try:
        subject = read_subject(below, job.case, job.name, job.languages)
    except ScriptRefused:
        return Inspection(job, tuple(found))  # its faults are among what was found
    found += _gate_of_scene(job, subject)
    if job.scope == "gate":
        return Inspection(job, tuple(found), subject)
    return _listened(job, subject, found)


def _gate_of_scene(job: Job, subject: Subject) -> Iterator[Finding]:
    for track in subject.tracks:
        yield from check_wording(track, job.profile)
    if subject.pictured:
        yield from _flashes(job)


def _listened(job: Job, subject: Subject, found: list[Finding]) -> Inspection:
    """The scene with everything that text and sound tell of it."""
    from media_tools.check.cues import check_cues
    from media_tools.check.loudness import check_loudness
    from media_tools.check.pictures import outline, stills_at
    from media_tools.check.speakers import check_speakers
    from media_tools.check.speech import RATE, listen
    from media_tools.check.sync import check_sync, check_timepoints
    from media_tools.check.wording import check_brackets, check_descriptions
    from media_tools.probe import sound

    samples, profile = sound(job.path, RATE), job.profile
    speech = listen(samples, profile.speech).speech
    for number, track in enumerate(subject.tracks):
        found += check_cues(track, subject.frame, profile)
        found += check_speakers(track, profile)
        found += check_brackets(track, profile)
        found += check_descriptions(subject, track, profile)
        # the sound is in the first language; other captions are translations with times of their own
        found += check_sync(subject, track, speech, profile) if number == 0 else ()
    found += check_timepoints(subject, speech, profile)
    found += check_loudness(job.path, subject.file, profile)
    shown = tuple((stretch.start, stretch.end) for stretch in speech)
    times = [one.time for one in found if one.time is not None]
    stills = stills_at(job.path, times, subject.duration) if job.pictures and subject.pictured else {}
    return Inspection(job, tuple(found), subject, shown, outline(samples), stills)


def _inspect_exhibit(job: Job) -> Inspection:
    from media_tools.check.pictures import stills_at

    problems = list(exhibit_problems(job.folder / job.case.id, job.case, job.name))
    if problems:
        return Inspection(job, tuple(told("playable", problem) for problem in problems))
    exhibit = job.case.exhibits[job.name]
    found = list(_flashes(job)) if exhibit.kind == "cine" else []
    if job.scope == "all" and not job.case.sidecars[job.name].simulated:
        found += _burned(job)
    times = [one.time for one in found if one.time is not None]
    return Inspection(
        job, tuple(found), stills=stills_at(job.path, times, job.seconds) if job.pictures else {}
    )


def _flashes(job: Job) -> Iterator[Finding]:
    from media_tools.check.flashes import hazards, sample_size
    from media_tools.probe import frames

    rules = job.profile.flashes
    facts = job.case.media[job.name] if job.kind == "scene" else job.case.sidecars[job.name]
    small = sample_size(facts.size or (1, 1), rules)
    for hazard in hazards(frames(job.path, small), rules):
        kind = "in saturated red " if hazard.red else ""
        what = (
            f"flashes {kind}more than {rules.per_second} times in a second until {clock(hazard.end)}, "
            f"over {min(1.0, hazard.share):.0%} of a field of 10 degrees"
        )
        yield finding(
            "flash-red" if hazard.red else "flash-general", job.profile, job.file, what, time=hazard.start
        )


def _burned(job: Job) -> Iterator[Finding]:
    from media_tools.check.burned import rows_of_text
    from media_tools.probe import frames

    for x, y, width, height in rows_of_text((frame for _, frame in frames(job.path)), job.profile.burned):
        what = f"something like text stands at {x},{y} ({width} x {height} pixels) and never moves"
        yield finding("burned-text", job.profile, job.file, what, time=0.0)
