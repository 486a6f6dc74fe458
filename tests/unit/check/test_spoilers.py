"""Answers that are told before their questions are found, and never repeated."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from tracks import WEB

from media_tools.captions.model import Cue
from media_tools.check.finding import Finding
from media_tools.check.spoilers import check_spoilers
from media_tools.check.subject import Subject, read_subject
from scenarios.load import load_keys, load_package
from scenarios.model import Case, ChoiceItem, ChoiceKey, Key, NumericItem, NumericKey
from scenarios.model.key import TextKey

ROOT = Path(__file__).parents[3] / "scenarios"
AREAS = ("cardiac", "lung")
Told = tuple[Case, dict[str, Key], list[Subject]]


@cache
def bundled(area: str) -> Told:
    """The first case of a package, its keys, and its scenes as they stand on disk."""
    package = load_package(ROOT / area)
    case = package.cases[0]
    scenes = [
        read_subject(ROOT / area / case.id, case, scene.scene, package.about.languages)
        for scene in case.encounter.scenes
    ]
    return case, dict(load_keys(ROOT / area, package)[case.id]), scenes


def found(told: Told) -> list[Finding]:
    return list(check_spoilers(*told, WEB))


def saying(told: Told, scene: str, text: str, at: float = 0.0) -> Told:
    """The same case with a caption more."""
    case, keys, scenes = told

    def more(subject: Subject) -> Subject:
        track = subject.tracks[0]
        return replace(subject, tracks=(replace(track, cues=(*track.cues, Cue(at, at + 2, (text,)))),))

    return case, keys, [more(one) if one.scene == scene else one for one in scenes]


def single_choices(area: str) -> list[str]:
    case, keys, _ = bundled(area)
    return [
        name
        for name, item in case.items.items()
        if isinstance(item, ChoiceItem) and isinstance(keys[name], ChoiceKey) and item.max == 1
    ]


CHOICES = [(area, name) for area in AREAS for name in single_choices(area)]


@pytest.mark.parametrize("area", AREAS)
def test_bundled_cases_give_nothing_away(area: str) -> None:
    assert found(bundled(area)) == []


@pytest.mark.parametrize(("area", "name"), CHOICES)
def test_a_caption_that_says_the_right_choice_is_found_and_not_repeated(area: str, name: str) -> None:
    case, keys, scenes = bundled(area)
    item, key = case.items[name], keys[name]
    assert isinstance(item, ChoiceItem)
    assert isinstance(key, ChoiceKey)
    answer = item.options[key.correct[0]]
    first = scenes[0]
    about = [
        one for one in found(saying((case, keys, scenes), first.scene, answer)) if f"'{name}'" in one.what
    ]
    (one,) = about
    assert (one.file, one.time, one.severity) == (first.tracks[0].captions, 0.0, "warning")
    shown = str(one).casefold().replace(name, "").replace(one.file, "")
    assert not [word for word in answer.casefold().split() if len(word) > 7 and word in shown]


@pytest.mark.parametrize(("area", "name"), CHOICES)
def test_what_is_said_after_the_question_gives_nothing_away(area: str, name: str) -> None:
    case, keys, scenes = bundled(area)
    item, key = case.items[name], keys[name]
    assert isinstance(item, ChoiceItem)
    assert isinstance(key, ChoiceKey)
    told = saying((case, keys, scenes), scenes[-1].scene, item.options[key.correct[0]])
    assert found(told) == []


def test_a_timepoint_parts_what_is_told_from_what_is_not() -> None:
    case, keys, scenes = bundled("cardiac")
    asking = next(one for one in scenes if one.scene == "first-reading")
    answer = "Pericardial effusion."
    before = saying((case, keys, scenes), asking.scene, answer, asking.timepoints[0] - 1)
    after = saying((case, keys, scenes), asking.scene, answer, asking.timepoints[0])
    assert [one.what for one in found(before) if "plax-finding" in one.what]
    assert not [one.what for one in found(after) if "plax-finding" in one.what]


def test_the_wrong_choices_words_give_nothing_away() -> None:
    assert found(saying(bundled("cardiac"), "briefing", "A left pleural effusion, or fat.")) == []


def test_a_number_is_given_away_with_its_unit_alone() -> None:
    case, keys, scenes = bundled("cardiac")
    item, key = case.items["plax-depth"], keys["plax-depth"]
    assert isinstance(item, NumericItem)
    assert isinstance(key, NumericKey)
    value = f"{key.value:g}"
    said = saying((case, keys, scenes), "briefing", f"It was {value} {item.unit} deep.")
    assert [one.what for one in found(said) if "plax-depth" in one.what]
    assert value not in found(said)[0].what
    assert found(saying((case, keys, scenes), "briefing", f"He is in bed {value}.")) == []


def test_a_few_words_are_given_away_by_any_answer_that_is_accepted() -> None:
    case, keys, scenes = bundled("lung")
    key = TextKey(rationale="It is so.", accepted=("Obstructive shock", "Mechanical standstill"))
    written = {**keys, "base-landmark": key}
    said = saying((case, written, scenes), "briefing", "He is in obstructive shock.")
    assert "'base-landmark'" in "".join(one.what for one in found(said))
    assert "obstructive" not in "".join(map(str, found(said)))
    assert found(saying((case, written, scenes), "briefing", "He is in the room.")) == []


PLANTED = {
    "an order": (
        "cardiac",
        "next-steps",
        "We find where it is deepest, then clean and drape. Numb the tissue, then advance the needle.",
    ),
    "a part of an order": (
        "cardiac",
        "next-steps",
        "We clean and drape. Numb the tissue. The needle is advanced.",
    ),
    "a pair": ("lung", "response", "With fewer B-lines and more A-lines the treatment works."),
    "a transducer": ("cardiac", "placement", "The phased array is at hand."),
    "a direction": ("cardiac", "placement", "The marker points to his shoulder."),
    "a weighing": ("lung", "second-thoughts", "That makes cardiogenic pulmonary oedema less likely."),
    "a diameter": ("cardiac", "ivc-size", "It was 26 mm wide last week."),
    "a diameter in another unit": ("cardiac", "ivc-size", "It was 2.6 cm wide last week."),
    "a collapse": ("cardiac", "ivc-size", "It collapses by 11 %."),
    "a depth in another unit": ("cardiac", "plax-depth", "It was 2.2 cm deep."),
}
HARMLESS = {
    "another order": ("cardiac", "next-steps", "Needle and tissue, drape and skin: where is it deepest?"),
    "a label alone": ("lung", "response", "There are fewer B-lines, and more A-lines."),
    "a target alone": ("lung", "response", "The treatment works."),
    "a pair in two sentences": ("lung", "response", "Fewer B-lines, more A-lines. The treatment works."),
    "another transducer": ("cardiac", "placement", "The linear one, or the curvilinear one."),
    "the marker of the screen": ("cardiac", "placement", "The marker dot is on the right of the screen."),
    "another weighing": ("lung", "second-thoughts", "That makes cardiogenic pulmonary oedema more likely."),
    "another hypothesis": ("lung", "second-thoughts", "That makes pneumonia less likely."),
    "a number of something else": ("cardiac", "ivc-size", "He is in bed 26 since 11."),
}


def told_of(area: str, item: str, text: str) -> list[str]:
    """What is found of an item when a caption says something at the very beginning."""
    told = found(saying(bundled(area), "briefing", text))
    assert all(text not in str(one) for one in told)
    return [one.what for one in told if f"'{item}'" in one.what]


@pytest.mark.parametrize(("area", "item", "text"), PLANTED.values(), ids=PLANTED)
def test_what_gives_an_answer_of_any_type_away_is_found(area: str, item: str, text: str) -> None:
    assert told_of(area, item, text)


@pytest.mark.parametrize(("area", "item", "text"), HARMLESS.values(), ids=HARMLESS)
def test_what_only_sounds_like_it_is_not(area: str, item: str, text: str) -> None:
    assert not told_of(area, item, text)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The right ventricle lies nearest to the probe.", True),
        ("The right ventricle and all other chambers are seen.", False),
        ("The clip loops. On the left is the chest wall.", False),
    ],
)
def test_a_description_that_says_where_a_label_belongs_is_found(words: str, *, told: bool) -> None:
    case, keys, scenes = bundled("cardiac")
    exhibit = case.exhibits["subcostal"].model_copy(update={"description": words})
    described = case.model_copy(update={"exhibits": {**case.exhibits, "subcostal": exhibit}})
    about = [one for one in found((described, keys, scenes)) if "'chambers'" in one.what]
    assert bool(about) is told
    assert all(one.field == "exhibits.subcostal.description" for one in about)


def test_titles_and_descriptions_are_read_too() -> None:
    case, keys, scenes = bundled("cardiac")
    titled = case.model_copy(update={"title": "A pericardial effusion"})
    assert {one.field for one in found((titled, keys, scenes))} >= {"title"}
    exhibit = case.exhibits["plax"].model_copy(update={"description": "It shows a pericardial effusion."})
    described = case.model_copy(update={"exhibits": {**case.exhibits, "plax": exhibit}})
    assert "exhibits.plax.description" in {one.field for one in found((described, keys, scenes))}
