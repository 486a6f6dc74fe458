"""The page of a scene: everything that is reviewed of it, each thing a key away from its moment."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template, request

from media_tools.check.report.timeline import WAVE, WIDTH, Heard, drawn
from player.review.compare import side_by_side
from player.review.desk import SceneFile
from player.review.pages.access import blueprint, desk, may_act, reader
from player.review.scenes import ReviewedScene
from player.review.telling import announcements, holds_of, told_cues, told_items
from player.review.texts import source_of, track_of
from player.signoff.checklist import POINTS
from player.signoff.digest import Place
from player.signoff.entry import ENTRY, Decision, Entry, Observation, Suggestion, Withdrawal
from player.signoff.review import key_of, to_mend, undecided
from player.store import ReviewEntry, User

TO_REVIEW = ("waiting", "demonstration")
"""Scenes that no reviewer has judged yet."""
WORDS = {"error": "Error", "warning": "Warning", "note": "Note"}


@blueprint.get("/<version>/<case>/<scene>")
def scene(version: str, case: str, scene: str) -> Any:
    """The page as it is now."""
    user = reader()
    return show(desk().look(version, (case, scene)), user)


def show(
    file: SceneFile, user: User, *, problems: Sequence[str] = (), typed: Mapping[str, str] | None = None
) -> Any:
    """The page; with problems, it is the answer to a form that was not taken."""
    languages = list(file.scene.material.captions)
    language = request.args.get("language", "")
    language = language if language in languages else languages[0]
    page = render_template(
        "review/scene.html",
        file=file,
        scene=file.scene,
        problems=problems,
        typed=typed or {},
        acts=may_act(user, file.authors),
        words=WORDS,
        points=POINTS,
        width=WIDTH,
        wave=WAVE,
        language=language,
        languages=languages,
        before_and_after=_neighbours(file),
        further=_next_to_review(file),
        offered=desk().is_offered(file.version),
        history=_history(file),
        **_findings(file),
        **_texts(file, language),
    )
    return (page, 400) if problems else page


def _findings(file: SceneFile) -> dict[str, Any]:
    concerns = file.concerns
    return {
        "concerns": concerns,
        "told": {key_of(found): found for found in file.scene.findings},
        "undecided": undecided(concerns),
        "amiss": to_mend(concerns),
    }


def _history(file: SceneFile) -> list[tuple[ReviewEntry, Entry, str]]:
    """Everything that was said, the last first, each with what it is about; empty where that says itself."""
    said = [ENTRY.validate_json(entry.body) for entry in file.entries]
    about = {key_of(found): found.what for found in file.scene.findings}
    about |= {one.key: one.what for one in said if isinstance(one, Observation)}
    about |= {one.key: one.after for one in said if isinstance(one, Suggestion)}
    return [
        (entry, one, about.get(_spoken_of(one), ""))
        for entry, one in reversed(list(zip(file.entries, said, strict=True)))
    ]


def _spoken_of(said: Entry) -> str:
    """The key of what an entry is about, beside itself."""
    match said:
        case Decision():
            return said.finding
        case Withdrawal():
            return said.key
        case _:
            return ""


def _texts(file: SceneFile, language: str) -> dict[str, Any]:
    track, material = track_of(file.scene.material, language), file.scene.material
    source, cues = source_of(material, "captions", language), [cue for cue, _ in track.cues]
    sound = file.scene.sound
    heard = Heard(material.duration, sound.outline, sound.speech, material.timepoints)
    return {
        "cues": told_cues(track, file.concerns, source.file if source else ""),
        "track": track,
        "rows": side_by_side([line for line, _ in track.script], cues),
        "line": drawn(heard, cues, file.concerns),
        "holds": holds_of(file.scene),
        "announced": announcements(file.scene, track),
        "items": told_items(file.scene),
    }


def _neighbours(file: SceneFile) -> tuple[Place | None, Place | None]:
    places = list(desk().version(file.version.id).standing.scenes)
    at = places.index(file.scene.place)
    return places[at - 1] if at else None, places[at + 1] if at + 1 < len(places) else None


def _next_to_review(file: SceneFile) -> ReviewedScene | None:
    """The next scene that waits for a reviewer, from here to the end and round; what was sent back waits for its author."""
    whole = desk().version(file.version.id)
    at = [scene.place for scene in whole.scenes].index(file.scene.place)
    others = (*whole.scenes[at + 1 :], *whole.scenes[:at])
    return next((one for one in others if whole.standing.scenes[one.place].state in TO_REVIEW), None)
