"""Words that give an answer away before its question is asked.

A choice is given away by a text that has half or more of the words which only the right choice has, none of
the wrong ones, or that has it word for word; a few words likewise; a number by that number with its unit. A finding says which question and where, and never
what is right: others than the author may read it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from media_tools.check.finding import Finding, finding
from media_tools.check.profile import Profile, Spoilers
from media_tools.check.subject import Subject, Track
from media_tools.tokens import read
from scenarios.model import Case, ChoiceItem, ChoiceKey, Item, Key, NumericItem, NumericKey
from scenarios.model.key import TextKey

_WORD = re.compile(r"\w[\w-]*")


@dataclass(frozen=True)
class Passage:
    """A piece of text that a candidate meets, and where it stands: a field, a line or a time of a file."""

    file: str
    text: str
    field: str = ""
    line: int = 0
    time: float | None = None


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
        secrets = list(_secrets(item, keys.get(name), profile.spoilers))
        for document in _told_before(case, name, scenes) if secrets else ():
            if passage := _giving_away(document, secrets, profile.spoilers):
                what = f"tells before the question '{name}' what only its answer says"
                at = {"line": passage.line, "field": passage.field}
                yield finding(
                    "answer-before-question", profile, passage.file, what, time=passage.time
                ).model_copy(update=at)


@dataclass(frozen=True)
class Secret:
    """What gives an answer away: its own words (of a number: it and its unit as one), and its whole text."""

    words: frozenset[str]
    whole: str = ""


def _secrets(item: Item, key: Key | None, rules: Spoilers) -> Iterator[Secret]:
    if isinstance(item, ChoiceItem) and isinstance(key, ChoiceKey):
        wrong: set[str] = set()
        for name, text in item.options.items():
            wrong |= set() if name in key.correct else _words(text, rules)
        for name in key.correct:
            text = item.options[name]
            whole = _plain(text) if len(text.split()) >= rules.verbatim else ""
            yield Secret(frozenset(_words(text, rules) - wrong), whole)
    if isinstance(item, NumericItem) and isinstance(key, NumericKey):
        yield Secret(frozenset([f"{key.value:g} {item.unit}"]))
    if isinstance(key, TextKey):
        for answer in key.accepted:
            whole = _plain(answer) if len(answer.split()) >= rules.verbatim else ""
            yield Secret(frozenset(_words(answer, rules)), whole)


def _words(text: str, rules: Spoilers) -> set[str]:
    """The words of a text that carry meaning, as stems; each number with its unit as one more."""
    common = set(rules.common.split())
    found = {
        word
        for word in _WORD.findall(text.casefold())
        if len(word) >= rules.letters and not word[0].isdigit()
    }
    return {word.removesuffix("s")[: rules.stem] for word in found - common}


def _numbers(text: str) -> set[str]:
    tokens = read([text])
    units = [after.text if after.kind == "unit" else "" for after in tokens[1:]]
    return {
        f"{token.text} {unit}"
        for token, unit in zip(tokens, [*units, ""], strict=False)
        if token.kind == "number"
    }


def _giving_away(document: Sequence[Passage], secrets: Sequence[Secret], rules: Spoilers) -> Passage | None:
    """The first passage of a document that has words of an answer, if the document has enough of them."""
    words = [_words(passage.text, rules) | _numbers(passage.text) for passage in document]
    everything = set().union(*words)
    for secret in secrets:
        if secret.words and len(secret.words & everything) >= rules.share * len(secret.words):
            return next(passage for passage, own in zip(document, words, strict=True) if own & secret.words)
        for passage in document:
            if secret.whole and f" {secret.whole} " in f" {_plain(passage.text)} ":
                return passage
    return None


def _plain(text: str) -> str:
    """A text as its words in small letters."""
    return " ".join(_WORD.findall(text.casefold()))


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
        [Passage(told, case.items[name].stem, f"items.{name}.stem")] for name in asked if name != item
    )
    for shown in dict.fromkeys(shown for name in asked for shown in case.items[name].exhibits):
        exhibit = case.exhibits[shown]
        yield [Passage(told, f"{exhibit.view}. {exhibit.description}", f"exhibits.{shown}.description")]


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
