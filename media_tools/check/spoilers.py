"""Words that give an answer away before its question is asked.

What gives an answer away stands in `answers`, for each type of question. A finding says which question and where, and never
what is right: others than the author may read it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from media_tools.check.answers import secrets_of
from media_tools.check.finding import Finding, finding
from media_tools.check.profile import Profile
from media_tools.check.secrets import Passage
from media_tools.check.subject import Subject, Track
from scenarios.model import Case, Item, Key
from scenarios.model.item import ConcordanceItem


def check_spoilers(
    case: Case, keys: Mapping[str, Key], subjects: Sequence[Subject], profile: Profile
) -> Iterator[Finding]:
    """Texts of a case that give an answer away before its question.

    Args:
        case: the case.
        keys: of its items; nothing of them is in what is given.
        subjects: its scenes, in the order in which a candidate meets them.
        profile: the rules.
    """
    scenes = {subject.scene: subject for subject in subjects}
    for name, item in case.items.items():
        secrets = list(secrets_of(item, keys.get(name), profile.spoilers))
        for document in _told_before(case, name, scenes) if secrets else ():
            given = (secret.told_in(document, profile.spoilers) for secret in secrets)
            if passage := next(filter(None, given), None):
                what = f"tells before the question '{name}' what only its answer says"
                at = {"line": passage.line, "field": passage.field}
                yield finding(
                    "answer-before-question", profile, passage.file, what, time=passage.time
                ).model_copy(update=at)


def _told_before(case: Case, item: str, scenes: Mapping[str, Subject]) -> Iterator[list[Passage]]:
    """Every document that a candidate has met when an item opens, as far as it has been met."""
    told = f"{case.id}/case.yaml"
    yield [Passage(told, case.title, "title")]
    yield [Passage(told, case.setting, "setting")]
    asked: list[str] = []
    for scene in case.encounter.scenes:
        yield [Passage(told, scene.title or "", scene.scene)]
        until, names = _until(case, scene.scene, item)
        subject = scenes.get(scene.scene)
        for track in subject.tracks if subject else ():
            yield from _texts(track, until[0], until[1])
        asked += names
        if item in names:
            break
    yield from (
        [Passage(told, _asked(case.items[name]), f"items.{name}.stem")] for name in asked if name != item
    )
    for shown in dict.fromkeys(shown for name in asked for shown in case.items[name].exhibits):
        exhibit = case.exhibits[shown]
        yield [Passage(told, f"{exhibit.view}. {exhibit.description}", f"exhibits.{shown}.description")]


def _asked(item: Item) -> str:
    """What a question says before its answers."""
    return (
        f"{item.hypothesis}. {item.finding}. {item.stem}" if isinstance(item, ConcordanceItem) else item.stem
    )


def _until(case: Case, scene: str, item: str) -> tuple[tuple[float, int], list[str]]:
    """How far a scene is met when an item opens: its time and how many timepoints before; and what it asks by then."""
    asked: list[str] = []
    for number, point in enumerate(case.media[scene].timepoints):
        if item in point.ask:
            return (float(point.at), number), [*asked, *point.ask[: point.ask.index(item) + 1]]
        asked += point.ask
    return (float("inf"), len(case.media[scene].timepoints)), asked


def _texts(track: Track, until: float, timepoints: int) -> Iterator[list[Passage]]:
    """The texts of a scene in one language up to a time."""
    yield [Passage(track.captions, cue.text, time=cue.start) for cue in track.cues if cue.start < until]
    marks = [at for at, line in enumerate(track.lines) if line.kind == "timepoint"]
    end = marks[timepoints] if timepoints < len(marks) else len(track.lines)
    lines = (line for line in track.lines[:end] if line.kind != "timepoint")
    yield [Passage(track.script, line.text, line=line.line) for line in lines]
    described = takewhile(lambda cue: cue.start < until, track.described or ())
    yield [Passage(track.descriptions, cue.text, time=cue.start) for cue in described]
