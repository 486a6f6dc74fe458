"""What is reviewed of a scene: every byte of it counts, and nothing else does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from forms import case as case_of
from forms import choice, exhibit, form, rendition, two_cases
from hypothesis import given
from hypothesis import strategies as st
from materials import material_of

from player.engine.form import Form, FormCase
from player.publish.material import Material, SceneMaterial, SourceText
from player.signoff.digest import Place, exhibits_of, scene_digests
from scenarios.model.item import ItemBase

FORM = two_cases()
MATERIAL = material_of(FORM)
DIGESTS = scene_digests(FORM, MATERIAL)
TEXTS = ("captions", "scripts", "descriptions")


def test_every_scene_has_a_digest_of_its_own_that_is_always_the_same() -> None:
    assert list(DIGESTS) == [("one", "arrival"), ("one", "scan"), ("two", "arrival"), ("two", "end")]
    assert len(set(DIGESTS.values())) == len(DIGESTS)
    again = Form.model_validate_json(FORM.model_dump_json())
    kept = Material.model_validate_json(MATERIAL.model_dump_json())
    assert scene_digests(again, kept) == DIGESTS


def changed(form: Form = FORM, material: Material = MATERIAL) -> set[Place]:
    """The scenes whose digest is another than before."""
    return {place for place, digest in scene_digests(form, material).items() if digest != DIGESTS[place]}


def texts_of(place: Place, kind: str) -> Mapping[str, SourceText]:
    """The texts of a scene of one kind, by language."""
    found: Mapping[str, SourceText] = getattr(MATERIAL.cases[place[0]][place[1]], kind)
    return found


def with_scene(place: Place, **fields: Any) -> Material:
    """The material with another scene in a place."""
    case, scene = place
    given: SceneMaterial = MATERIAL.cases[case][scene].model_copy(update=fields)
    return MATERIAL.model_copy(
        update={"cases": {**MATERIAL.cases, case: {**MATERIAL.cases[case], scene: given}}}
    )


def with_case(name: str, change: Callable[[FormCase], FormCase]) -> Form:
    """The form with another case."""
    return FORM.model_copy(
        update={"cases": tuple(change(case) if case.id == name else case for case in FORM.cases)}
    )


def with_item(case: str, name: str, **fields: Any) -> Form:
    """The form with another item."""

    def change(of: FormCase) -> FormCase:
        item: ItemBase = of.items[name].model_copy(update=fields)
        return of.model_copy(update={"items": {**of.items, name: item}})

    return with_case(case, change)


@dataclass(frozen=True)
class Edit:
    """One character of a text taken away, put in or put in the place of another."""

    at: int
    char: str
    kind: str

    def __call__(self, text: str) -> str:
        at = self.at % len(text)
        rest = text[at if self.kind == "in" else at + 1 :]
        return text[:at] + ("" if self.kind == "out" else self.char) + rest


EDITS = st.builds(
    Edit,
    st.integers(0, 10_000),
    st.characters(codec="utf-8", exclude_characters="\0"),
    st.sampled_from(["in", "out", "over"]),
)
PLACES = st.sampled_from(sorted(DIGESTS))


@given(PLACES, st.sampled_from(TEXTS), EDITS)
def test_one_byte_of_captions_script_or_descriptions_changes_that_scene_alone(
    place: Place, kind: str, edit: Edit
) -> None:
    text = texts_of(place, kind)["en"].text
    edited = edit(text)
    material = with_scene(place, **{kind: {"en": SourceText(file="elsewhere", text=edited)}})
    assert changed(material=material) == ({place} if edited != text else set())


@given(PLACES, st.sampled_from(TEXTS), st.sampled_from(["fr", "de"]))
def test_a_text_in_another_language_counts_and_the_order_of_languages_does_not(
    place: Place, kind: str, language: str
) -> None:
    both = {**texts_of(place, kind), language: SourceText(file="x", text="")}
    one = with_scene(place, **{kind: both})
    other = with_scene(place, **{kind: dict(reversed(both.items()))})
    assert changed(material=one) == {place}
    assert scene_digests(FORM, one) == scene_digests(FORM, other)
    assert changed(material=with_scene(place, **{kind: {}})) == {place}


@given(PLACES)
def test_another_medium_or_another_moment_of_a_question_changes_that_scene_alone(place: Place) -> None:
    before = MATERIAL.cases[place[0]][place[1]]
    assert changed(material=with_scene(place, medium=rendition("another"))) == {place}
    later = tuple(at + 0.001 for at in before.timepoints)
    assert changed(material=with_scene(place, timepoints=later)) == ({place} if later else set())


@given(EDITS)
def test_one_byte_of_what_is_asked_changes_the_scene_in_which_it_is_asked(edit: Edit) -> None:
    item: Any = FORM.cases[0].items["why"]
    stem = edit(item.stem)
    assert changed(with_item("one", "why", stem=stem)) == (
        {("one", "arrival")} if stem != item.stem else set()
    )
    words = {**item.choices, "b": edit(item.choices["b"])}
    assert changed(with_item("one", "why", choices=words)) == (
        {("one", "arrival")} if words != item.choices else set()
    )
    turned = dict(reversed(item.choices.items()))
    assert changed(with_item("one", "why", choices=turned)) == {("one", "arrival")}


@given(EDITS, st.sampled_from(["view", "description"]))
def test_an_exhibit_counts_in_every_scene_that_shows_it(edit: Edit, field: str) -> None:
    def described(name: str) -> Form:
        shown = exhibit("one", name)
        other = shown.model_copy(update={field: edit(getattr(shown, field))})
        return with_case("one", lambda of: of.model_copy(update={"exhibits": {**of.exhibits, name: other}}))

    same = edit(getattr(exhibit("one", "plax"), field)) == getattr(exhibit("one", "plax"), field)
    assert changed(described("plax")) == (set() if same else {("one", "arrival"), ("one", "scan")})
    same = edit(getattr(exhibit("one", "a4c"), field)) == getattr(exhibit("one", "a4c"), field)
    assert changed(described("a4c")) == (set() if same else {("one", "scan")})


@given(st.sampled_from(["why", "depth", "side"]), st.floats(0.5, 100), st.sampled_from(["x", "y"]))
def test_what_only_scores_changes_nothing(name: str, points: float, domain: str) -> None:
    assert changed(with_item("one", name, points=points)) == set()
    assert changed(with_item("one", name, domain=domain)) == set()


def test_another_cut_score_another_version_and_other_authors_change_nothing() -> None:
    score = FORM.cut_score.model_copy(update={"percent": 99.0})
    form = FORM.model_copy(update={"cut_score": score, "version": "2.0.0", "title": "Another"})
    assert changed(form, MATERIAL.model_copy(update={"authors": ("Somebody Else",)})) == set()


@pytest.mark.parametrize("field", ["title", "asks"])
def test_a_title_and_what_is_asked_when_count(field: str) -> None:
    value = {"title": "Another", "asks": ("side", "depth")}[field]

    def change(of: FormCase) -> FormCase:
        segments = tuple(
            one.model_copy(update={field: value}) if one.id == "scan/1" else one for one in of.segments
        )
        return of.model_copy(update={"segments": segments})

    assert changed(with_case("one", change)) == {("one", "scan")}


def test_scenes_of_the_same_content_in_two_versions_share_a_digest_whatever_is_beside_them() -> None:
    alone = form(FORM.cases[0])
    assert scene_digests(alone, material_of(alone)).items() <= DIGESTS.items()


def test_exhibits_are_named_once_in_the_order_in_which_they_are_shown() -> None:
    items = {"a": choice("x", "a", exhibits=("p", "q")), "b": choice("x", "b", exhibits=("q", "r"))}
    assert exhibits_of(case_of("x", {"s/1": ["a", "b"]}, items), ["a", "b"]) == ["p", "q", "r"]
