"""A recorded scene: nothing is made, but its sidecar says what the recording is."""

from pathlib import Path

from media_tools.build.jobs import Job
from media_tools.check.integrity import DURATION_TOLERANCE, file_digest
from media_tools.errors import UnreadableMedia
from media_tools.probe import examine
from scenarios.model import Case, SceneMedia


def describe_recording(below: Path, case: Case, job: Job, target: Path) -> None:
    """Write the sidecar of a recorded scene.

    Args:
        below: the case's folder, with the recording.
        case: the case.
        job: the scene.
        target: the folder that stands for the case's.

    Raises:
        UnreadableMedia: the recording is missing, cannot be read, or lasts longer or shorter than case.yaml says.
    """
    scene = next(scene for scene in case.encounter.scenes if scene.scene == job.name)
    if scene.media is None or scene.duration is None or not (below / scene.media).is_file():
        raise UnreadableMedia(f"{case.id}/{scene.media}: does not exist; put the recording there")
    facts = examine(below / scene.media)
    if abs(facts.duration - float(scene.duration)) > DURATION_TOLERANCE:
        raise UnreadableMedia(
            f"{case.id}/{scene.media}: lasts {facts.duration:.3f} s and case.yaml states {scene.duration} s; correct 'duration'"
        )
    sidecar = SceneMedia(
        media=scene.media,
        digest=file_digest(below / scene.media),
        kind="video" if facts.video else "audio",
        duration=scene.duration,
        rate=facts.video.rate if facts.video else None,
        size=facts.video.size if facts.video else None,
        timepoints=scene.timepoints,
        sources=job.sources,
    )
    path = target / job.files[-1]
    path.write_text(sidecar.model_dump_json(indent=1) + "\n", encoding="utf-8")
