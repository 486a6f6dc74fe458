"""A spoken scene: its sound or video, its captions, descriptions and script, and its sidecar."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import chain
from pathlib import Path

from media_tools.build.jobs import Job
from media_tools.captions.descriptions import describe_scene
from media_tools.captions.segment import cut
from media_tools.captions.write import write_vtt
from media_tools.check.integrity import file_digest
from media_tools.encode import Frame, write_sound, write_video
from media_tools.illustrate import describe, frames
from media_tools.illustrate.equipment.machine import Clip
from media_tools.narrate import FRAME_RATE, Narration, Shown, narrate
from media_tools.probe import examine
from media_tools.probe import frames as clip_frames
from media_tools.script import render
from scenarios.model import Case, Package, Scene, SceneMedia

CRF = 29
"""x264's quality for illustrations, most of which stand still."""


def make_scene(folder: Path, package: Package, case: Case, job: Job, target: Path) -> None:
    """Make all files of a spoken scene.

    Args:
        folder: the package, for the clips that the scene shows.
        package: what the case belongs to.
        case: what the scene belongs to.
        job: the scene.
        target: the folder that stands for the case's.

    Raises:
        MediaError: a voice is missing, or a medium cannot be made.
    """
    scene = next(scene for scene in case.encounter.scenes if scene.scene == job.name)
    narration = narrate(scene, case.cast, package.about.pronounce)
    media = target / job.files[0]
    times = [float(point.at) for point in narration.timepoints]
    if scene.pictures:
        images = _frames(folder / case.id, case, narration)
        sound = (narration.samples, narration.rate)
        write_video(media, images, FRAME_RATE, sound=sound, key_times=times, crf=CRF, still=True)
    else:
        write_sound(media, narration.samples, narration.rate)
    _write_texts(target, package, case, scene, narration)
    _write_sidecar(target / job.files[-1], media, job, narration)


def _frames(below: Path, case: Case, narration: Narration) -> Iterator[Frame]:
    return chain.from_iterable(_shown(below, case, narration, shown) for shown in narration.shown)


def _shown(below: Path, case: Case, narration: Narration, shown: Shown) -> Iterator[Frame]:
    exhibit = case.exhibits[shown.picture.exhibit] if shown.picture.exhibit else None
    clip = _clip(below / exhibit.media) if exhibit else None
    return frames(
        shown.picture,
        case.cast,
        case.patient,
        shown.end - shown.start,
        FRAME_RATE,
        speaking=partial(_speaker_at, narration),
        clip=clip,
        start=shown.start,
    )


def _clip(path: Path) -> Clip:
    video = examine(path).video
    return Clip([image for _, image in clip_frames(path)], video.rate if video else FRAME_RATE)


def _speaker_at(narration: Narration, seconds: float) -> str | None:
    return next((said.speaker for said in narration.said if said.start <= seconds < said.end), None)


def _write_texts(target: Path, package: Package, case: Case, scene: Scene, narration: Narration) -> None:
    language = package.about.languages[0]
    times = [float(point.at) for point in narration.timepoints]
    texts = {
        case.captions_path(scene.scene, language): write_vtt(cut(narration.heard, times, narration.duration)),
        case.script_path(scene.scene, language): render(scene, case.cast, case.patient, describe),
    }
    if described := describe_scene(narration, case.cast, case.patient, describe):
        texts[case.descriptions_path(scene.scene, language)] = write_vtt(described)
    for relative, text in texts.items():
        path = target / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _write_sidecar(path: Path, media: Path, job: Job, narration: Narration) -> None:
    facts = examine(media)
    sidecar = SceneMedia(
        media=job.files[0],
        digest=file_digest(media),
        kind="video" if facts.video else "audio",
        duration=Decimal(repr(round(narration.duration, 3))),
        rate=facts.video.rate if facts.video else None,
        size=facts.video.size if facts.video else None,
        timepoints=narration.timepoints,
        sources=job.sources,
    )
    path.write_text(sidecar.model_dump_json(indent=1) + "\n", encoding="utf-8")
