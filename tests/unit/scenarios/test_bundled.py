"""The bundled packages as an editor checks them: whole, neutral, consistent, and giving nothing away."""

import math
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, combinations
from pathlib import Path

import pytest
from asked import NAMES as TYPES
from truths import TRUTHS, right_answer

from player.engine.measure import read_off
from player.engine.response import calibration_of, fits
from player.engine.scoring import score_item
from scenarios.load import load_keys, load_package, load_sources
from scenarios.model import (
    Case,
    ChoiceItem,
    ChoiceKey,
    Exhibit,
    Item,
    Key,
    Keys,
    NumericItem,
    NumericKey,
    Package,
    Picture,
    Seen,
    Show,
    Speech,
)
from scenarios.model.key import CaliperKey, ConcordanceKey
from scenarios.model.scene import Ask, Line, Monitor, Scene

ROOT = Path(__file__).parents[3] / "scenarios"
AREAS = ("cardiac", "lung")
PHASES = 8
MOST_MEDIA = 4_000_000
"""Bytes of all media of a case, so that a repository can carry it and a slow line can play it."""
COMMON = {"this", "that", "with", "from", "have", "does", "what", "which", "there", "than", "then", "into"}
SIDES = {"left", "right"}
"""Laterality names half of all structures: alone it gives nothing away."""


@cache
def package(area: str) -> Package:
    return load_sources(ROOT / area)


@cache
def keys(area: str) -> Keys:
    return load_keys(ROOT / area, package(area))


@cache
def built(area: str) -> Package:
    """A package with its media, and what their sidecars know."""
    return load_package(ROOT / area)


CASES = [(area, name) for area in AREAS for name in package(area).about.cases]
ITEMS = [(*where, item) for where in CASES for item in package(where[0]).case(where[1]).items]
MEASURED = ("numeric", "labelling", "point", "caliper")
"""Types whose answers are read off an image."""


def parts(area: str, name: str, item: str) -> tuple[Case, Item, Key]:
    case = package(area).case(name)
    return case, case.items[item], keys(area)[name][item]


def spoken(scene: Scene) -> Iterator[Speech]:
    return (line for line in scene.lines or () if isinstance(line, Speech))


def words(text: str) -> set[str]:
    """The words that carry meaning: without plurals, cut to stems of 7 letters."""
    found = re.findall(r"[a-z][a-z-]{3,}", text.casefold())
    return {word.removesuffix("s")[:7] for word in found if word not in COMMON | SIDES}


def distinctive(item: ChoiceItem, key: ChoiceKey) -> dict[str, set[str]]:
    """Each correct choice with the words that no wrong choice shares."""
    wrong = set().union(*(words(text) for name, text in item.options.items() if name not in key.correct))
    return {item.options[name]: words(item.options[name]) - wrong for name in key.correct}


def told_of(exhibit: Exhibit) -> str:
    return f"{exhibit.view} {exhibit.description}"


def told_by(picture: Picture | None, case: Case) -> str:
    if picture is None:
        return ""
    marker = picture.probe.marker if picture.probe else None
    return " ".join((marker or "", told_of(case.exhibits[picture.exhibit]) if picture.exhibit else ""))


def told_in(line: Line, case: Case) -> str:
    """What a candidate hears or reads in a line, and in what it shows or asks."""
    if isinstance(line, Speech):
        return line.text
    if isinstance(line, Seen):
        return line.seen
    if isinstance(line, Show):
        return told_by(line.show, case)
    if isinstance(line, Ask):
        return " ".join(case.items[name].stem for name in line.ask)
    return ""


def told_before(case: Case, item: str) -> str:
    """Everything that was said, seen, described and asked before an item opens."""
    told = [case.title, case.setting]
    for scene in case.encounter.scenes:
        told += [scene.title or "", told_by(scene.picture, case)]
        for line in scene.lines or ():
            if isinstance(line, Ask) and item in line.ask:
                earlier = line.ask[: line.ask.index(item)]
                return "\n".join((*told, *(case.items[name].stem for name in earlier)))
            told.append(told_in(line, case))
    raise AssertionError(f"{item} is never asked")


def given_away(text: str, item: ChoiceItem, key: ChoiceKey) -> set[str]:
    """Correct choices that stand in a text word for word, or with half of their distinctive words or more."""
    return {
        choice
        for choice, own in distinctive(item, key).items()
        if choice.casefold() in text.casefold() or (own and 2 * len(own & words(text)) >= len(own))
    }


@pytest.mark.parametrize("area", AREAS)
def test_package_is_labelled_and_its_pass_mark_is_provisional(area: str) -> None:
    about = package(area).about
    assert about.simulated
    assert "rovisional" in about.cut_score.method
    assert "No standard-setting panel" in about.cut_score.panel
    assert about.delivery.practice.item_seconds is about.delivery.practice.case_seconds is None
    assert about.delivery.exam.item_seconds
    assert about.delivery.exam.case_seconds


@pytest.mark.parametrize(("area", "name"), CASES)
def test_encounter_is_whole(area: str, name: str) -> None:
    case = package(area).case(name)
    scenes = list(case.encounter.scenes)
    assert len(case.encounter.phases) == PHASES
    assert sum(bool(scene.pictures) for scene in scenes) >= 5
    assert sum(not scene.pictures for scene in scenes) >= 1
    assert len({line.speaker for scene in scenes for line in spoken(scene)}) >= 5
    assert (
        sum(bool(phase.scenes) and any(s.asks for s in phase.scenes) for phase in case.encounter.phases) >= 5
    )
    assert {"patient", "clinician", "nurse", "narrator"} <= set().union(*(s.speakers for s in scenes))


@pytest.mark.parametrize(("area", "name"), CASES)
def test_encounter_lasts_2_to_4_minutes_of_speech(area: str, name: str) -> None:
    lines = chain.from_iterable(spoken(scene) for scene in package(area).case(name).encounter.scenes)
    assert 300 <= sum(len(line.text.split()) for line in lines) <= 520


@pytest.mark.parametrize(("area", "name"), CASES)
def test_encounter_lasts_2_to_4_minutes(area: str, name: str) -> None:
    scenes = built(area).case(name).media.values()
    assert 120 <= sum(facts.duration for facts in scenes) <= 240


@pytest.mark.parametrize(("area", "name"), CASES)
def test_the_media_of_a_case_are_light(area: str, name: str) -> None:
    case = built(area).case(name)
    files = [ROOT / area / name / facts.media for facts in (*case.media.values(), *case.sidecars.values())]
    assert len(files) == len(case.media) + len(case.exhibits)
    assert 1_000_000 < sum(file.stat().st_size for file in files) < MOST_MEDIA


@pytest.mark.parametrize(("area", "name"), CASES)
def test_sentences_are_short_enough_to_caption(area: str, name: str) -> None:
    for scene in package(area).case(name).encounter.scenes:
        for line in spoken(scene):
            assert all(len(s.split()) <= 20 for s in re.split(r"(?<=[.?!])\s", line.text)), line.text


@pytest.mark.parametrize(("area", "name"), CASES)
def test_items_cover_the_blueprint_and_the_kinds(area: str, name: str) -> None:
    about, case = package(area).about, package(area).case(name)
    items = case.items.values()
    assert {item.domain for item in items} == set(about.blueprint)
    assert len(items) >= 6
    assert sum(item.type in MEASURED for item in items) >= 2
    assert len({item.type for item in items}) >= 5
    assert any(isinstance(item, ChoiceItem) and item.undetermined for item in items)
    assert any(item.confidence for item in items)
    several = [n for n, item in case.items.items() if isinstance(item, ChoiceItem) and item.max > 1]
    assert several
    for item in several:
        key = keys(area)[name][item]
        assert isinstance(key, ChoiceKey)
        assert key.map


def test_every_type_of_item_has_a_real_use() -> None:
    used = {package(area).case(name).items[item].type for area, name, item in ITEMS}
    assert used == set(TYPES)


@pytest.mark.parametrize(("area", "name"), CASES)
def test_exhibits_move_are_simulated_and_are_asked_about(area: str, name: str) -> None:
    case = package(area).case(name)
    assert len(case.exhibits) >= 3
    assert all(exhibit.kind == "cine" and exhibit.synth for exhibit in case.exhibits.values())
    assert set().union(*(item.exhibits for item in case.items.values())) == set(case.exhibits)


@pytest.mark.parametrize(("area", "name"), CASES)
def test_every_item_stands_after_its_exhibits_were_acquired(area: str, name: str) -> None:
    case = package(area).case(name)
    for item, asked in case.items.items():
        told = told_before(case, item)
        assert all(told_of(case.exhibits[exhibit]) in told for exhibit in asked.exhibits), item


@pytest.mark.parametrize(("area", "name"), CASES)
def test_what_a_candidate_can_name_is_neutral(area: str, name: str) -> None:
    case = package(area).case(name)
    scenes = (f"{scene.scene} {scene.title or ''}" for scene in case.encounter.scenes)
    media = (exhibit.media for exhibit in case.exhibits.values())
    named = " ".join((case.title, case.id, *case.items, *case.exhibits, *media, *scenes)).replace("-", " ")
    for item, key in keys(area)[name].items():
        if case.items[item].domain in {"interpretation", "decision"} and isinstance(key, ChoiceKey):
            choice = case.items[item]
            assert isinstance(choice, ChoiceItem)
            assert not set().union(*distinctive(choice, key).values()) & words(named), item


@pytest.mark.parametrize(("area", "name", "item"), ITEMS)
def test_nothing_before_an_item_gives_its_answer_away(area: str, name: str, item: str) -> None:
    case, asked, key = parts(area, name, item)
    told = "\n".join((told_before(case, item), *(told_of(case.exhibits[e]) for e in asked.exhibits)))
    if isinstance(asked, ChoiceItem) and isinstance(key, ChoiceKey):
        assert not given_away(told, asked, key)
        assert not set().union(*distinctive(asked, key).values()) & words(asked.stem), (
            "the stem echoes the key"
        )
    if isinstance(asked, NumericItem) and isinstance(key, NumericKey):
        number = (
            rf"(?<![\d/.]){key.value:g}\s?{asked.unit}\b"
            if asked.unit
            else rf"(?<![\d/.]){key.value:g}(?![\d/.])"
        )
        assert not re.search(number, f"{told}\n{asked.stem}")


@pytest.mark.parametrize(("area", "name", "item"), ITEMS)
def test_the_check_for_leaks_finds_a_planted_one(area: str, name: str, item: str) -> None:
    _, asked, key = parts(area, name, item)
    if isinstance(asked, ChoiceItem) and isinstance(key, ChoiceKey):
        for choice in key.correct:
            assert given_away(f"And {asked.options[choice].upper()}, as we see.", asked, key)


@pytest.mark.parametrize(("area", "name", "item"), ITEMS)
def test_neither_length_nor_place_tells_the_correct_choice(area: str, name: str, item: str) -> None:
    _, asked, key = parts(area, name, item)
    if isinstance(asked, ChoiceItem) and isinstance(key, ChoiceKey):
        assert asked.shuffle
        wrong = [len(text) for choice, text in asked.choices.items() if choice not in key.correct]
        for choice in key.correct:
            assert 0.5 * min(wrong) <= len(asked.options[choice]) <= 1.35 * max(wrong), asked.options[choice]


@pytest.mark.parametrize(("area", "name", "item"), ITEMS)
def test_rationale_teaches_in_a_few_sentences(area: str, name: str, item: str) -> None:
    _, _, key = parts(area, name, item)
    assert 2 <= len(re.findall(r"[.!?](?:\s|$)", key.rationale)) <= 4


def said_beside_a_monitor(case: Case) -> Iterator[tuple[Monitor, str]]:
    for scene in case.encounter.scenes:
        if scene.picture and scene.picture.monitor:
            yield from ((scene.picture.monitor, line.text) for line in spoken(scene))


@pytest.mark.parametrize(("area", "name"), CASES)
def test_spoken_vital_signs_are_those_on_the_monitor(area: str, name: str) -> None:
    pressures = 0
    for monitor, text in said_beside_a_monitor(package(area).case(name)):
        said = re.findall(r"\b\d{2,3}/\d{2,3}\b", text)
        pressures += len(said)
        assert set(said) <= {monitor.bp}
        assert set(re.findall(r"(?i)heart rate (\d+)", text)) <= {str(monitor.hr)}
        assert set(re.findall(r"(?i)saturation (\d+)%", text)) <= {str(monitor.spo2)}
    assert pressures


@pytest.mark.parametrize(("area", "name", "item"), ITEMS)
def test_what_is_right_earns_everything_and_the_key_agrees_with_the_image(
    area: str, name: str, item: str
) -> None:
    case = built(area).case(name)
    asked, key = case.items[item], keys(area)[name][item]
    assert (item in TRUTHS) == (asked.type in MEASURED)
    answer = right_answer(case, item, key)
    assert fits(asked, answer, case.sidecars)
    assert score_item(asked, key, answer, read_off(asked, answer, case.sidecars)) == 1


@pytest.mark.parametrize(("area", "name", "item"), ITEMS)
def test_what_was_measured_lies_well_inside_the_tolerance(area: str, name: str, item: str) -> None:
    case = built(area).case(name)
    key = keys(area)[name][item]
    targets = [key] if isinstance(key, NumericKey) else key.lines if isinstance(key, CaliperKey) else ()
    shown = right_answer(case, item, key)
    found = [shown["value"]] if isinstance(key, NumericKey) else lengths(case, item, shown)
    assert len(found) == len(targets)
    for target, value in zip(targets, found, strict=True):
        assert abs(value - target.value) <= target.width / 2


def lengths(case: Case, item: str, answer: dict[str, list[dict[str, float]]]) -> list[float]:
    """Millimetres of the lines of an answer; none where it has no lines."""
    scale = calibration_of(case.items[item], case.sidecars)
    if scale is None:
        return []
    return [
        math.hypot((line["x2"] - line["x1"]) * scale[0], (line["y2"] - line["y1"]) * scale[1])
        for line in answer["lines"]
    ]


def test_a_panel_that_was_never_asked_is_called_so() -> None:
    for area, name, item in ITEMS:
        key = keys(area)[name][item]
        if isinstance(key, ConcordanceKey):
            assert "made up" in key.rationale
            assert "no clinicians were asked" in key.rationale


@pytest.mark.parametrize(("area", "name"), CASES)
def test_voices_in_a_scene_can_be_told_apart(area: str, name: str) -> None:
    case = package(area).case(name)
    for scene in case.encounter.scenes:
        for one, other in combinations(sorted(scene.speakers), 2):
            a, b = case.cast[one].voice, case.cast[other].voice
            assert a.name != b.name or abs(a.pitch - b.pitch) >= 0.1, (scene.scene, one, other)
