"""What changed between two versions is told in words, nothing of a key is given away, and sign-offs go over where they may."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from forms import keys_of, rendition, two_cases
from hypothesis import given
from hypothesis import strategies as st
from materials import material_of

from player.engine.form import FormCase
from player.publish.material import SourceText
from player.signoff.changes import MOST, Copy, changes, sign_offs
from scenarios.model.key import ChoiceKey
from scenarios.model.package import CutScore

FORM = two_cases()
MATERIAL = material_of(FORM)
COPY = Copy(FORM, keys_of(FORM), MATERIAL)
SCENES = [kept.place for kept in sign_offs(COPY, COPY)]


def told(new: Copy, old: Copy = COPY) -> list[str]:
    return [f"{where}: {what}" for where, what in changes(old, new)]


def lost(new: Copy, old: Copy = COPY) -> list[tuple[str, str]]:
    return [kept.place for kept in sign_offs(old, new) if not kept.holds]


def with_case(number: int, **fields: Any) -> Copy:
    cases = list(FORM.cases)
    cases[number] = cases[number].model_copy(update=fields)
    return replace(COPY, form=FORM.model_copy(update={"cases": tuple(cases)}))


def with_item(name: str, **fields: Any) -> Copy:
    items = FORM.cases[0].items
    return with_case(0, items={**items, name: items[name].model_copy(update=fields)})


def with_scene(scene: str, **fields: Any) -> Copy:
    one: Mapping[str, Any] = MATERIAL.cases["one"]
    changed = {**one, scene: one[scene].model_copy(update=fields)}
    return replace(COPY, material=MATERIAL.model_copy(update={"cases": {**MATERIAL.cases, "one": changed}}))


def test_of_the_same_version_nothing_is_told_and_every_sign_off_goes_over() -> None:
    assert (told(COPY), lost(COPY)) == ([], [])
    assert len(SCENES) == 4


def test_the_facts_of_a_package_are_told_and_cost_no_sign_off() -> None:
    cut = CutScore(percent=75, method="Angoff", decided=FORM.cut_score.decided, panel="Seven clinicians")
    form = FORM.model_copy(update={"version": "1.1.0", "cut_score": cut, "languages": ("en", "fr")})
    material = MATERIAL.model_copy(update={"authors": ("Ada", "Bo")})
    new = replace(COPY, form=form, material=material)
    assert told(new) == [
        'package: version was "1.0.0" and is "1.1.0"',
        'package: languages was ["en"] and is ["en", "fr"]',
        "package: cut_score.percent was 60.0 and is 75.0",
        'package: cut_score.method was "Provisional" and is "Angoff"',
        'package: cut_score.panel was "None yet" and is "Seven clinicians"',
        'package: authors was ["Ada Vale <ada@example.org>"] and is ["Ada", "Bo"]',
    ]
    assert lost(new) == []


def test_a_text_is_told_line_by_line_and_costs_its_own_scene_alone() -> None:
    captions = MATERIAL.cases["one"]["arrival"].captions["en"]
    lines = captions.text.splitlines()
    lines[2] = "00:00.500 --> 00:03.000"
    new = with_scene(
        "arrival", captions={"en": SourceText(file=captions.file, text="\n".join([*lines, "new"]))}
    )
    said = told(new)
    assert (
        said[0]
        == f'one, scene arrival: captions (en), line 3: was "{captions.text.splitlines()[2]}" and is "00:00.500 --> 00:03.000"'
    )
    assert said[1] == f'one, scene arrival: captions (en), line {len(lines) + 1}: is now "new"'
    assert lost(new) == [("one", "arrival")]


def test_a_text_that_is_all_another_is_told_by_its_beginning() -> None:
    captions = MATERIAL.cases["one"]["arrival"].captions["en"]
    new = with_scene(
        "arrival", captions={"en": SourceText(file=captions.file, text="\n".join(map(str, range(100))))}
    )
    assert len(told(new)) == MOST + 1
    assert told(new)[-1] == f"one, scene arrival: captions (en): {100 - MOST} further changes"


@pytest.mark.parametrize("kind", ["captions", "scripts", "descriptions"])
def test_a_language_that_comes_or_goes_and_a_line_end_that_changes_are_told(kind: str) -> None:
    texts = getattr(MATERIAL.cases["one"]["scan"], kind)
    more = with_scene("scan", **{kind: {**texts, "fr": SourceText(file="x", text="y")}})
    assert told(more) == [f"one, scene scan: {kind} (fr) are new"]
    assert told(COPY, more) == [f"one, scene scan: {kind} (fr) are gone"]
    ends = SourceText(file="x", text=texts["en"].text.replace("\n", "\r\n"))
    other = with_scene("scan", **{kind: {"en": ends}})
    assert told(other) == [f"one, scene scan: {kind} (en): other line ends or blanks"]
    assert [lost(new) for new in (more, other)] == [[("one", "scan")]] * 2


def test_another_medium_and_other_timepoints_are_told() -> None:
    new = with_scene("scan", medium=rendition("other"), timepoints=(9.5,))
    assert told(new) == [
        "one, scene scan: medium is another",
        "one, scene scan: timepoints was [10.0] and is [9.5]",
    ]
    assert lost(new) == [("one", "scan")]


def test_what_is_asked_costs_the_scenes_that_ask_it_and_what_is_only_scored_costs_none() -> None:
    assert told(with_item("why", stem="Why?"))[0].startswith('one, item why: stem was "')
    assert lost(with_item("why", stem="Why?")) == [("one", "arrival")]
    assert told(with_item("depth", points=2.0)) == ["one, item depth: points is now 2.0"]
    assert lost(with_item("depth", points=2.0)) == []
    choices = dict(reversed(FORM.cases[0].items["why"].choices.items()))  # type: ignore[attr-defined]
    assert told(with_item("why", choices=choices)) == ["one, item why: the order of choices is another"]


def test_an_exhibit_costs_every_scene_that_shows_it() -> None:
    exhibits = FORM.cases[0].exhibits
    plax = exhibits["plax"].model_copy(update={"description": "Another.", "renditions": (rendition("x"),)})
    new = with_case(0, exhibits={**exhibits, "plax": plax})
    assert [line.split(" was")[0] for line in told(new)] == [
        "one, exhibit plax: description", "one, exhibit plax: medium is another",
    ]  # fmt: skip
    assert lost(new) == [("one", "arrival"), ("one", "scan")]


def test_a_changed_key_is_named_without_what_is_right_and_costs_no_sign_off() -> None:
    secret = "Because of a thing that nobody may read."
    one = {**COPY.keys["one"], "why": ChoiceKey(correct=("c",), rationale=secret)}
    new = replace(COPY, keys={**COPY.keys, "one": one})
    assert told(new) == ["one, key of why: rationale and correct changed"]
    assert secret not in json.dumps(told(new))
    assert lost(new) == []


def test_cases_scenes_and_items_that_come_go_or_change_places_are_told() -> None:
    other = replace(COPY, form=FORM.model_copy(update={"cases": FORM.cases[::-1]}))
    assert told(other) == ["package: the order of the cases is another"]
    fewer = replace(COPY, form=FORM.model_copy(update={"cases": FORM.cases[:1]}))
    assert told(fewer) == ["package: the case two is gone"]
    assert told(COPY, fewer) == ["package: the case two is new"]
    assert [kept.why for kept in sign_offs(fewer_material(fewer), COPY) if not kept.holds] == [
        "it is new"
    ] * 2
    first: FormCase = FORM.cases[0]
    scenes = with_case(0, segments=tuple(s for s in first.segments if s.scene != "scan"))
    assert told(scenes) == ["one: the scene scan is gone"]


def fewer_material(copy: Copy) -> Copy:
    return replace(copy, material=material_of(copy.form))


def test_a_version_of_before_there_were_reviews_has_nothing_that_could_go_over() -> None:
    old = replace(COPY, material=None)
    assert told(COPY, old) == []
    assert {kept.why for kept in sign_offs(old, COPY)} == {
        "the earlier version was published before there were reviews"
    }
    assert lost(COPY, old) == SCENES
    assert sign_offs(COPY, old) == []


@given(text=st.text(max_size=200), at=st.integers(0, 10_000))
def test_a_text_that_differs_is_always_told_and_always_costs_the_sign_off(text: str, at: int) -> None:
    script = MATERIAL.cases["one"]["scan"].scripts["en"]
    place = at % (len(script.text) + 1)
    other = script.text[:place] + text + script.text[place:]
    new = with_scene("scan", scripts={"en": SourceText(file=script.file, text=other)})
    assert bool(told(new)) == (other != script.text)
    assert lost(new) == ([("one", "scan")] if other != script.text else [])
    assert all("\n" not in line and "\r" not in line for line in told(new))
