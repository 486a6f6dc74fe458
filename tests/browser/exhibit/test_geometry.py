"""Image coordinates and screen coordinates: the modules themselves, in the browser that runs them."""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from browser.site import Site
from playwright.sync_api import Browser

from scenarios.model.key import reading

LOAD = """async () => {
  const load = name => import(`/static/js/exhibit/${name}.js`);
  Object.assign(window, ...await Promise.all(['geometry', 'use', 'words'].map(load)));
}"""
Run = Callable[[str, Sequence[Any]], list[Any]]


@pytest.fixture(scope="module")
def run(browser: Browser, site: Site) -> Iterator[Run]:
    """Runs a function of the modules, written in JavaScript, for each of many arguments."""
    page = browser.new_page()
    page.goto(f"{site.url}/sign-in")
    page.evaluate(LOAD)
    yield lambda function, many: page.evaluate(f"many => many.map({function})", many)
    page.close()


def sights(count: int) -> list[dict[str, Any]]:
    """Images in boxes of any shape, zoomed and moved anyhow, with a point and a place on the screen."""
    chance = random.Random(7)  # noqa: S311 (a fixed draw of test cases, no secret)
    between = chance.uniform
    made = []
    for _ in range(count):
        size, box = [chance.randint(16, 1920) for _ in "xy"], [between(50, 2000) for _ in "xy"]
        view = {"zoom": between(0.5, 12), "middle": [between(-100, 2000), between(-100, 2000)]}
        inside = [between(0, side) for side in size]
        anchor = [between(0, side) for side in box]
        made.append({"size": size, "box": box, "view": view, "point": inside, "anchor": anchor})
    return made


def test_a_point_comes_back_from_the_screen_as_it_went(run: Run) -> None:
    cases = sights(300)
    there = """({size, box, view, point}) => {
      const place = lie(size, box, hold(size, box, view));
      return toImage(place, toScreen(place, point));
    }"""
    for case, point in zip(cases, run(there, cases), strict=True):
        assert point == pytest.approx(case["point"], abs=1e-6)


def test_the_whole_image_lies_in_the_middle_of_its_box_with_bars_on_one_pair_of_sides(run: Run) -> None:
    cases = sights(300)
    places = run("({size, box}) => lie(size, box, whole(size))", cases)
    for case, place in zip(cases, places, strict=True):
        width, height = (side * place["scale"] for side in case["size"])
        assert 2 * place["left"] == pytest.approx(case["box"][0] - width, abs=1e-6)
        assert 2 * place["top"] == pytest.approx(case["box"][1] - height, abs=1e-6)
        assert min(place["left"], place["top"]) == pytest.approx(0, abs=1e-6)


def test_no_view_leaves_room_that_the_image_could_fill(run: Run) -> None:
    cases = sights(300)
    places = run("({size, box, view}) => lie(size, box, hold(size, box, view))", cases)
    for case, place in zip(cases, places, strict=True):
        for axis, near in enumerate((place["left"], place["top"])):
            room, length = case["box"][axis], case["size"][axis] * place["scale"]
            if length <= room:
                assert near == pytest.approx((room - length) / 2, abs=1e-6)
            else:
                assert near <= 1e-6
                assert near + length >= room - 1e-6


def test_the_point_under_the_pointer_stays_there_while_the_image_grows(run: Run) -> None:
    cases = [case for case in sights(600) if is_on_image(case)]
    assert len(cases) > 200
    stays = """({size, box, anchor}) => [2, 3, 8].map(zoom => {
      const before = toImage(lie(size, box, whole(size)), anchor);
      return [before, toImage(lie(size, box, zoomAt(size, box, whole(size), zoom, anchor)), anchor)];
    })"""
    for case, steps in zip(cases, run(stays, cases), strict=True):
        for zoom, (before, after) in zip((2, 3, 8), steps, strict=True):
            fits = [
                length * zoom * fit_of(case) <= room
                for length, room in zip(case["size"], case["box"], strict=True)
            ]
            # along an axis that is still all in sight, the image stays in the middle instead
            for axis in (0, 1):
                assert fits[axis] or near_edge(case, axis) or after[axis] == pytest.approx(before[axis])


def fit_of(case: dict[str, Any]) -> float:
    return min(room / length for room, length in zip(case["box"], case["size"], strict=True))


def near_edge(case: dict[str, Any], axis: int) -> bool:
    """Whether a bar of the whole image lies along this axis: there the image first has to fill it."""
    return bool(case["size"][axis] * fit_of(case) < case["box"][axis] - 1e-9)


def is_on_image(case: dict[str, Any]) -> bool:
    fit = fit_of(case)
    return all(
        abs(place - room / 2) < length * fit / 2
        for place, room, length in zip(case["anchor"], case["box"], case["size"], strict=True)
    )


def test_moving_the_image_moves_every_point_as_far(run: Run) -> None:
    (moved,) = run(
        """({size, box}) => {
          const view = {zoom: 4, middle: [320, 240]};
          const on = view => toScreen(lie(size, box, view), [300, 200]);
          return [on(view), on(moveBy(size, box, view, [30, -20]))];
        }""",
        [{"size": [640, 480], "box": [800, 600]}],
    )
    assert [b - a for a, b in zip(*moved, strict=True)] == pytest.approx([30, -20])


def test_a_length_counts_each_axis_by_its_own_pixels(run: Run) -> None:
    lengths = run(
        "([from, to, scale]) => millimetres(from, to, scale)",
        [
            [[10, 10], [13, 14], [1, 1]],
            [[10, 10], [40, 10], [0.5, 0.25]],
            [[10, 10], [10, 50], [0.5, 0.25]],
            [[0, 0], [6, 16], [0.5, 0.25]],
        ],
    )
    assert lengths == pytest.approx([5, 15, 10, 5])


def test_lengths_are_told_in_the_unit_of_the_question(run: Run) -> None:
    told = run("([mm, unit]) => lengthWords(mm, unit)", [[21.44, "mm"], [21.46, "cm"], [0.04, "mm"]])
    assert told == ["21.4\u00a0mm", "2.15\u00a0cm", "0.0\u00a0mm"]


def test_a_point_beside_the_image_becomes_the_nearest_on_its_edge(run: Run) -> None:
    held = run(
        "point => onImage([640, 480], point)", [[-3, 10], [640.4, 480.1], [12.345, 99.96], [320, 5000]]
    )
    assert held == [[0, 10], [640, 480], [12.3, 100], [320, 480]]


def test_the_depth_scale_has_a_mark_for_each_centimetre_of_the_region(run: Run) -> None:
    (marks,) = run("([region, mm]) => centimetres(region, mm)", [[[12, 21, 584, 440], 0.41116]])
    assert [mark["centimetre"] for mark in marks] == list(range(19))
    assert marks[0]["y"] == 21
    assert marks[18]["y"] == pytest.approx(21 + 180 / 0.41116)
    assert marks[18]["y"] <= 21 + 440
    (counted,) = run(
        "([region, mm, zero]) => centimetres(region, mm, zero)", [[[12, 34, 584, 414], 0.30867, 59.3]]
    )
    assert [mark["centimetre"] for mark in counted] == list(range(13))
    assert counted[0]["y"] == 59.3
    assert counted[12]["y"] == pytest.approx(59.3 + 120 / 0.30867)


def test_the_steps_of_the_zoom_lead_up_and_down_from_anywhere(run: Run) -> None:
    steps = run(
        "([zoom, by]) => nextZoom(zoom, by)",
        [[1, 1], [1, -1], [1.7, 1], [1.7, -1], [8, 1], [8, -1], [2.999, 1]],
    )
    assert steps == [1.5, 1, 2, 1.5, 8, 6, 4]


def test_frames_become_ranges_that_hold_each_of_them_and_no_more_than_a_note_takes(run: Run) -> None:
    chance = random.Random(3)  # noqa: S311 (a fixed draw of test cases, no secret)
    seen = [chance.sample(range(300), chance.randint(0, 120)) for _ in range(100)]
    for frames, found in zip(seen, run("frames => ranges(frames)", seen), strict=True):
        covered = {frame for first, last in found for frame in range(first, last + 1)}
        assert len(found) <= 40
        assert set(frames) <= covered
        if exact(frames) <= 40:
            assert set(frames) == covered
            assert len(found) == exact(frames)
    assert run("frames => ranges(frames)", [[5, 3, 4, 9, 9]]) == [[[3, 5], [9, 9]]]


def exact(frames: list[int]) -> int:
    """How many runs without a gap there are."""
    return sum(frame - 1 not in frames for frame in frames)


def test_the_functions_know_no_infinity_of_an_empty_box(run: Run) -> None:
    (place,) = run("({size, box}) => lie(size, box, whole(size))", [{"size": [640, 480], "box": [1, 1]}])
    assert all(math.isfinite(value) for value in place.values())


def test_a_length_is_shown_as_the_server_reads_it(run: Run) -> None:
    # every half of a tenth, itself and beside it, and halves that floating point has missed
    halves = [n / 20 + off for n in range(400) for off in (-0.001, 0, 1e-12, 0.001)]
    lengths = [*map(abs, halves), (310.3 - 266.1) * 0.25, 11.025]
    told = run("mm => [lengthWords(mm, 'mm'), lengthWords(mm, 'cm')]", lengths)
    assert told == [
        [f"{reading(mm, 'mm'):.1f}\u00a0mm", f"{reading(mm / 10, 'cm'):.2f}\u00a0cm"] for mm in lengths
    ]
