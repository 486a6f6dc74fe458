"""Scores of every type of item: worked examples of published rules, tolerance edges, and what must hold for any answer."""

from typing import Any

import pytest
from asked import IMAGES, RIGHT, answers, every_type, key_of, of_type, right_to
from hypothesis import assume, given
from hypothesis import strategies as st

from player.engine.measure import read_off
from player.engine.response import check_response, fits
from player.engine.scoring import score_item, waits
from scenarios.model.item import Item
from scenarios.model.key import Key, faults, key_model

EVERY = every_type()


def key(item: Item, **fields: Any) -> Key:
    """A key that can score an item."""
    made = key_model(item).model_validate({**fields, "rationale": "r"})
    assert faults(item, made, IMAGES) == ()
    return made


def score(item: Item, made: Key, raw: dict[str, Any]) -> float:
    """What an answer that fits earns."""
    check_response(item, raw, IMAGES)
    return score_item(item, made, raw, read_off(item, raw, IMAGES))


# --- orders ---

STEPS = EVERY["steps"]


@pytest.mark.parametrize(
    ("given_order", "exact", "absolute", "adjacent"),
    [
        ("abcd", 1, 1, 1),
        ("abdc", 0, 2 / 4, 1 / 3),
        ("bcda", 0, 0, 2 / 3),
        ("dabc", 0, 0, 2 / 3),
        ("dcba", 0, 0, 0),
        ("acbd", 0, 2 / 4, 0),
        ("cdab", 0, 0, 2 / 3),
    ],
)
def test_an_order_is_scored_whole_by_places_or_by_neighbours(
    given_order: str, exact: float, absolute: float, adjacent: float
) -> None:
    for scoring, fraction in (("exact", exact), ("absolute", absolute), ("adjacent", adjacent)):
        made = key(STEPS, order=list("abcd"), scoring=scoring)
        assert score(STEPS, made, {"order": list(given_order)}) == pytest.approx(fraction)


# --- pairs ---

# QTI 3's example match: characters of Shakespeare and their plays
PLAYS = of_type(
    "matching",
    "one",
    "plays",
    labels={"capulet": "Capulet", "demetrius": "Demetrius", "lysander": "Lysander", "prospero": "Prospero"},
    targets={"dream": "A Midsummer-Night's Dream", "romeo": "Romeo and Juliet", "tempest": "The Tempest"},
    max_per_target=4,
)
PAIRS = {"capulet": "romeo", "demetrius": "dream", "lysander": "dream", "prospero": "tempest"}


@pytest.mark.parametrize(
    ("given_pairs", "fraction"),
    [
        ("capulet romeo, demetrius dream, lysander dream, prospero tempest", 1),
        ("capulet romeo, demetrius dream, lysander tempest, prospero tempest", 0.75),
        ("demetrius dream, lysander dream", 0.5),
        ("capulet tempest", 0),
    ],
)
def test_pairs_are_mapped_as_qti_maps_directed_pairs(given_pairs: str, fraction: float) -> None:
    raw = {"pairs": [pair.split() for pair in given_pairs.split(", ")]}
    assert score(PLAYS, key(PLAYS, pairs=PAIRS), raw) == fraction
    assert score(PLAYS, key(PLAYS, pairs=PAIRS, scoring="exact"), raw) == float(fraction == 1)


def test_a_pair_that_is_not_right_takes_away_what_the_key_says_but_never_more_than_there_is() -> None:
    made = key(PLAYS, pairs=PAIRS, wrong=0.5)
    right, wrong = ["capulet", "romeo"], ["prospero", "romeo"]
    assert score(PLAYS, made, {"pairs": [right, wrong]}) == 0.125
    assert score(PLAYS, made, {"pairs": [wrong]}) == 0


# --- few words ---

WORDS = EVERY["finding"]
CREPE = key(
    WORDS,
    accepted=["crème brûlée sign", "Crohn's disease"],
    synonyms={"crème brûlée": ["custard", "burnt cream"], "sign": ["phenomenon"]},
)


@pytest.mark.parametrize(
    "text",
    [
        "crème brûlée sign",
        "CREME BRULEE SIGN",
        "  creme   brûlée\tsign. ",
        "creme-brulee sign",
        "“Creme brulee” sign!",
        "cre\u0300me bru\u0302le\u0301e sign",
        "custard sign",
        "burnt cream phenomenon",
        "ｃｒｅｍｅ　ｂｒｕｌｅｅ　ｓｉｇｎ",
        "crohns disease",
        "Crohn’s Disease",
        "creme\u2011brulee sign",
        "cre\u00adme bru\u200blee sign\ufeff",
    ],
)
def test_words_are_accepted_however_they_are_written(text: str) -> None:
    assert score(WORDS, CREPE, {"text": text}) == 1
    assert not waits(CREPE, {"text": text})


@pytest.mark.parametrize(
    "text", ["brulee creme sign", "creme brulee", "creme brulee signs", "no creme brulee sign", "sign", "x"]
)
def test_any_other_words_earn_nothing_yet_and_wait_for_a_marker(text: str) -> None:
    assert score(WORDS, CREPE, {"text": text}) == 0
    assert waits(CREPE, {"text": text})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rh-", "Rh+"),
        ("-5", "5"),
        ("5", "–5"),
        ("Rh", "Rh\u2212"),
        ("50%", "50"),
        ("A and B", "A or B"),
        ("कि", "की"),
        ("10⁹", "109"),
        ("10⁻³", "10³"),
        ("10⁻³", "10-3"),
        ("2½", "21/2"),
    ],
)
def test_what_means_something_else_is_never_the_same(one: str, other: str) -> None:
    assert score(WORDS, key(WORDS, accepted=one), {"text": one}) == 1
    assert score(WORDS, key(WORDS, accepted=one), {"text": other}) == 0


@pytest.mark.parametrize("dash", "-\u2010\u2011\u2013\u2212\uff0d")
def test_a_sign_is_the_same_whichever_dash_it_is_written_with(dash: str) -> None:
    for accepted in ("-5", "Rh-"):
        assert score(WORDS, key(WORDS, accepted=accepted), {"text": accepted.replace("-", dash)}) == 1


@pytest.mark.parametrize(
    ("accepted", "text"),
    [
        ("œdema", "oedema"),
        ("hæmothorax", "HAEMOTHORAX"),
        ("Œdema", "ŒDEMA"),
        ("ﬁbrin", "fibrin"),
        ("ǽ", "ae"),
        ("10⁹", "10^9"),
        ("10⁻³", "10 ^ \u22123"),
        ("10¹²/l", "10^12 / l"),
        ("5 cm²", "5 cm2"),
        ("CO₂", "CO2"),
        ("2½", "2 1/2"),
        ("½", "1/2"),
    ],
)
def test_one_word_or_number_is_the_same_in_either_of_its_spellings(accepted: str, text: str) -> None:
    for one, other in ((accepted, text), (text, accepted)):
        assert score(WORDS, key(WORDS, accepted=one), {"text": other}) == 1


@pytest.mark.parametrize("text", ["\u200b", "\ufeff \u00ad", "\u0000", "–", "..."])
def test_what_nobody_sees_is_no_answer(text: str) -> None:
    assert not fits(WORDS, {"text": text}, IMAGES)


# --- points ---


def regions(*shapes: dict[str, Any], most: int = 3, **fields: Any) -> tuple[Item, Key]:
    """Points anywhere on a still, and their key."""
    item = of_type("point", "one", "spot", exhibit="still", frames=None, max=most)
    return item, key(item, regions=list(shapes), **fields)


def at(*points: tuple[float, float], frame: int = 0) -> dict[str, Any]:
    return {"points": [{"x": x, "y": y, "frame": frame} for x, y in points]}


LEFT = {"circle": [100, 100, 10], "value": 1}
RIGHT_HAND = {"rectangle": [200, 90, 220, 110], "value": 1}


def test_a_region_counts_once_however_many_points_lie_in_it() -> None:
    item, made = regions(LEFT, RIGHT_HAND, default=-0.5)
    assert score(item, made, at((100, 100))) == 0.5
    assert score(item, made, at((100, 100), (101, 101), (99, 99))) == 0.5
    assert score(item, made, at((100, 100), (101, 101), (210, 100))) == 1


def test_overlapping_regions_each_count_for_a_point_in_both() -> None:
    item, made = regions(
        {"circle": [100, 100, 40], "value": 0.25}, {"circle": [100, 100, 10], "value": 0.75}, most=1
    )
    assert [score(item, made, at(point)) for point in ((100, 100), (130, 100), (160, 100))] == [1, 0.25, 0]


def test_each_point_in_no_region_counts_the_default_and_the_sum_is_held_in_its_bounds() -> None:
    item, made = regions(LEFT, RIGHT_HAND, default=-0.5)
    assert score(item, made, at((100, 100), (210, 100), (5, 5))) == 0.75
    assert score(item, made, at((100, 100), (5, 5), (6, 6))) == 0
    assert score(item, made, at((5, 5), (6, 6), (7, 7))) == 0
    item, made = regions(LEFT, RIGHT_HAND, most=2, default=-0.5, upper=1)
    assert score(item, made, at((100, 100))) == score(item, made, at((100, 100), (210, 100))) == 1


def test_a_trap_takes_away() -> None:
    item, made = regions(LEFT, {"rectangle": [0, 0, 50, 50], "value": -1}, default=-0.5)
    assert score(item, made, at((100, 100), (20, 20))) == 0


SQUARE = {"polygon": [[10, 10], [20, 10], [20, 20], [10, 20]]}
ARROW = {"polygon": [[0, 0], [40, 0], [20, 10], [40, 20], [0, 20]]}


@pytest.mark.parametrize(
    ("shape", "inside", "outside"),
    [
        ({"circle": [100, 100, 10]}, [(110, 100), (100, 90), (107.07, 107.07)], [(110.01, 100), (107.2, 107.2)]),
        ({"rectangle": [20, 30, 10, 10]}, [(10, 10), (20, 30), (15, 30), (20, 11.5)], [(9.99, 10), (20.01, 30), (15, 30.01)]),
        (SQUARE, [(10, 10), (20, 20), (15, 10), (20, 15), (15, 15)], [(9.99, 15), (15, 20.01), (20.01, 10)]),
        (ARROW, [(0, 0), (40, 0), (10, 10), (20, 10), (30, 5)], [(30, 10), (20.1, 10), (40, 10)]),
    ],
)  # fmt: skip
def test_edges_and_corners_belong_to_their_shape(
    shape: dict[str, Any], inside: list[tuple[float, float]], outside: list[tuple[float, float]]
) -> None:
    item, made = regions(shape, most=1)
    assert [score(item, made, at(point)) for point in inside] == [1] * len(inside)
    assert [score(item, made, at(point)) for point in outside] == [0] * len(outside)


def test_a_region_may_be_there_in_some_frames_only() -> None:
    item = of_type("point", "one", "spot", frames=[0, 20], max=1)
    made = key(item, regions=[{**LEFT, "frames": [4, 8]}])
    assert [score(item, made, at((100, 100), frame=frame)) for frame in (3, 4, 8, 9)] == [0, 1, 1, 0]


# --- calipers: 0.25 mm for each pixel across, 0.5 mm down ---


def line(x1: float, y1: float, x2: float, y2: float, frame: int = 0) -> dict[str, Any]:
    return {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "frame": frame}


ONE = of_type("caliper", "one", "width", unit="mm", lines=1, names=[])
TWO = of_type("caliper", "one", "width", unit="mm")


@pytest.mark.parametrize(
    ("given_line", "right"),
    [
        (line(100, 100, 140, 100), True),
        (line(100, 100, 100, 120), True),
        (line(0, 0, 24, 16), True),
        (line(24, 16, 0, 0), True),
        (line(100, 100, 144, 100), True),
        (line(100, 100, 136, 100), True),
        (line(100, 100, 144.3, 100), False),
        (line(100, 100, 135.7, 100), False),
        (line(100, 100, 100, 140), False),
    ],
)
def test_a_distance_is_measured_on_each_axis_with_its_own_scale(
    given_line: dict[str, Any], right: object
) -> None:
    made = key(ONE, value=10, tolerance=1)
    assert score(ONE, made, {"lines": [given_line]}) == float(right is True)
    centimetres = of_type("caliper", "one", "width", unit="cm", lines=1, names=[])
    assert score(centimetres, key(centimetres, value=1, tolerance=0.1), {"lines": [given_line]}) == float(
        right is True
    )


@pytest.mark.parametrize(
    ("pixels", "shown", "right"),
    [
        # 0.25 mm for each pixel: 11 mm is the bound
        (44.1, 11.0, True),
        (44.19, 11.0, True),
        (44.2, 11.1, False),
        (35.8, 9.0, True),
        (35.79, 8.9, False),
        # halves in floating point: 0.1 is no binary fraction, and 44.2 - 0.0 is not 310.3 - 266.1
        (310.3 - 266.1, 11.1, False),
    ],
)
def test_what_is_scored_of_a_distance_is_what_is_shown(pixels: float, shown: float, *, right: bool) -> None:
    raw = {"lines": [line(0, 0, pixels, 0)]}
    assert read_off(ONE, raw, IMAGES).lengths == (shown,)
    assert score(ONE, key(ONE, value=10, tolerance=1), raw) == float(right)
    centimetres = of_type("caliper", "one", "width", unit="cm", lines=1, names=[])
    assert read_off(centimetres, raw, IMAGES).lengths == (round(shown / 10, 2),)
    assert score(centimetres, key(centimetres, value=1, tolerance=0.1), raw) == float(right)


@pytest.mark.parametrize(
    ("of", "bound", "second", "told"),
    [("collapse", 55, 36.1, 55), ("collapse", 55, 35.8, 55), ("collapse", 55, 35, 56)],
)
def test_what_is_scored_of_a_ratio_is_what_is_told(of: str, bound: float, second: float, told: float) -> None:
    made = key(TWO, ratio={"of": of, "value": 50, "tolerance": bound - 50})
    raw = {"lines": [line(0, 0, 80, 0), line(0, 9, second, 9)]}
    measured = read_off(TWO, raw, IMAGES)
    assert measured.ratio(made.ratio) == told
    assert score(TWO, made, raw) == float(told <= bound)


def test_the_ends_of_a_line_lie_in_their_regions_one_in_each_in_either_order() -> None:
    made = key(ONE, value=10, tolerance=5, ends=[{"circle": [100, 100, 5]}, {"circle": [140, 100, 5]}])
    assert score(ONE, made, {"lines": [line(101, 100, 139, 100)]}) == 1
    assert score(ONE, made, {"lines": [line(139, 100, 101, 100)]}) == 1
    assert score(ONE, made, {"lines": [line(101, 110, 139, 110)]}) == 0
    assert score(ONE, made, {"lines": [line(100, 97, 101, 105)]}) == 0


@pytest.mark.parametrize(
    ("of", "value", "first", "second", "right"),
    [
        ("quotient", 0.5, 40, 80, True),
        ("quotient", 0.5, 80, 40, False),
        ("collapse", 50, 80, 40, True),
        ("collapse", 50, 40, 80, False),
        ("collapse", 55, 80, 40, True),
        ("collapse", 56, 80, 40, False),
    ],
)
def test_a_ratio_is_calculated_from_the_two_lengths_as_they_were_measured(
    of: str, value: float, first: float, second: float, *, right: bool
) -> None:
    made = key(TWO, ratio={"of": of, "value": value, "tolerance": 0.1 if of == "quotient" else 5})
    raw = {"lines": [line(0, 0, first, 0), line(0, 9, second, 9)]}
    assert score(TWO, made, raw) == float(right)


def test_distances_count_all_or_each_its_share() -> None:
    lines = [{"value": 20, "tolerance": 2}, {"value": 10, "tolerance": 2}]
    ratio = {"of": "collapse", "value": 50, "tolerance": 5}
    raw = {"lines": [line(0, 0, 80, 0), line(0, 0, 20, 0)]}
    assert score(TWO, key(TWO, lines=lines, ratio=ratio, scoring="parts"), raw) == pytest.approx(1 / 3)
    assert score(TWO, key(TWO, lines=lines, scoring="parts"), raw) == 0.5
    assert score(TWO, key(TWO, lines=lines), raw) == 0


# --- a transducer on the body ---

PLACE = EVERY["place"]
PLACED = {
    "position": {"rectangle": [100, 100, 200, 200]},
    "direction": {"degrees": 350, "tolerance": 20},
    "transducer": ["phased"],
}


@pytest.mark.parametrize(
    ("degrees", "right"),
    [
        (350, True),
        (330, True),
        (10, True),
        (9.99, True),
        (10.01, False),
        (329, False),
        (170, False),
        (0, True),
    ],
)
def test_a_direction_is_right_by_the_shorter_way_round(degrees: float, right: object) -> None:
    raw = {"at": [150, 150], "direction": degrees, "transducer": "phased"}
    assert score(PLACE, key(PLACE, **PLACED), raw) == float(right is True)


def test_the_edge_of_a_direction_is_right_however_the_arithmetic_rounds() -> None:
    made = key(PLACE, **PLACED | {"direction": {"degrees": 0.3, "tolerance": 10.3}})
    assert score(PLACE, made, {"at": [150, 150], "direction": 350, "transducer": "phased"}) == 1


@pytest.mark.parametrize(
    ("at_place", "degrees", "transducer", "together", "shares", "weighed"),
    [
        ([150, 150], 350, "phased", 1, 1, 1),
        ([150, 150], 350, "linear", 0, 2 / 3, 3 / 4),
        ([250, 150], 350, "phased", 0, 2 / 3, 2 / 4),
        ([150, 150], 90, "linear", 0, 1 / 3, 2 / 4),
        ([250, 150], 90, "linear", 0, 0, 0),
    ],
)  # fmt: skip
def test_a_placement_counts_together_or_in_parts(  # noqa: PLR0917 (columns of a table)
    at_place: list[float], degrees: float, transducer: str, together: float, shares: float, weighed: float
) -> None:
    raw = {"at": at_place, "direction": degrees, "transducer": transducer}
    assert score(PLACE, key(PLACE, **PLACED), raw) == together
    assert score(PLACE, key(PLACE, **PLACED, scoring="parts"), raw) == pytest.approx(shares)
    weights = {"position": 2}
    assert score(PLACE, key(PLACE, **PLACED, scoring="parts", weights=weights), raw) == weighed


def test_what_is_not_asked_of_a_placement_does_not_count() -> None:
    item = of_type("probe", "one", "place", transducers=[], direction=False)
    raw = {"at": [150, 150], "direction": None, "transducer": None}
    assert score(item, key(item, position=[PLACED["position"]], scoring="parts"), raw) == 1


# --- script concordance ---


@pytest.mark.parametrize(("value", "fraction"), [(-2, 0), (-1, 0.2), (0, 0.5), (1, 1), (2, 0.8)])
def test_an_answer_earns_its_share_of_the_panels_most_frequent_one(value: int, fraction: float) -> None:
    # a panel of 25: nobody, 2, 5, 10, 8
    item = EVERY["doubt"]
    made = key(item, panel={"-2": 0, "-1": 2, "0": 5, "+1": 10, "+2": 8})
    assert score(item, made, {"value": value}) == fraction


def test_an_answer_that_no_one_of_the_panel_gave_may_be_left_out() -> None:
    item = EVERY["doubt"]
    assert score(item, key(item, panel={"1": 3}), {"value": -2}) == 0


# --- what must hold for every type and every answer ---

NAMES = sorted(EVERY)


@given(name=st.sampled_from(NAMES), data=st.data())
def test_every_answer_that_fits_is_scored_between_nothing_and_everything(
    name: str, data: st.DataObject
) -> None:
    item = EVERY[name]
    raw = data.draw(answers(item))
    check_response(item, raw, IMAGES)
    assert 0 <= score_item(item, key_of("one", name, item), raw, read_off(item, raw, IMAGES)) <= 1


@pytest.mark.parametrize("name", NAMES)
def test_the_right_answer_earns_everything_and_none_nothing(name: str) -> None:
    made = key_of("one", name, EVERY[name])
    assert faults(EVERY[name], made, IMAGES) == ()
    assert score(EVERY[name], made, right_to(EVERY[name], made)) == 1
    assert score_item(EVERY[name], made, None) == 0


LISTED = {"why": "choices", "sides": "pairs", "parts": "pairs", "spot": "points"}


@given(name=st.sampled_from(sorted(LISTED)), data=st.data())
def test_the_order_of_what_has_none_never_matters(name: str, data: st.DataObject) -> None:
    item, made, field = EVERY[name], key_of("one", name, EVERY[name]), LISTED[name]
    raw = data.draw(answers(item))
    again = data.draw(st.permutations(raw[field]))
    assert score(item, made, raw) == score(item, made, {field: again})


@given(name=st.sampled_from(["sides", "parts", "spot"]), data=st.data())
def test_one_more_wrong_part_never_helps(name: str, data: st.DataObject) -> None:
    item, made, field = EVERY[name], key_of("one", name, EVERY[name]), LISTED[name]
    raw = data.draw(answers(item))
    alone = data.draw(answers(item))[field][:1]
    assume(score_item(item, made, {field: alone}) == 0)
    assert score_item(item, made, {field: [*raw[field], *alone]}) <= score_item(item, made, raw)


@given(data=st.data())
def test_turning_a_caliper_round_changes_nothing(data: st.DataObject) -> None:
    item, made = EVERY["width"], key_of("one", "width", EVERY["width"])
    raw = data.draw(answers(item))
    turned = {"lines": [line(of["x2"], of["y2"], of["x1"], of["y1"], of["frame"]) for of in raw["lines"]]}
    assert score(item, made, raw) == score(item, made, turned)


def test_there_is_a_right_answer_for_each_type_to_test_with() -> None:
    assert {item.type for item in EVERY.values()} - {"choice"} == set(RIGHT)
