"""What points form in the preview: texts that a package and `sonocase media import` take, for points anywhere on an image."""

import math
import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from browser.site import Site
from playwright.sync_api import Browser

from media_tools.importing.options import BoxType, PolygonType, ScaleType
from media_tools.importing.shapes import rectangle
from scenarios.load.document import Document, parse
from scenarios.model.shape import Shape

WIDTH, HEIGHT = 640, 480
Points = list[list[float]]
Form = Callable[[str, Sequence[Points]], list[Any]]
CORNERS: Points = [[0, 0], [WIDTH, HEIGHT], [WIDTH, 0], [0, HEIGHT]]


@pytest.fixture(scope="module")
def formed(browser: Browser, site: Site) -> Iterator[Form]:
    """What a form makes of many lists of points."""
    page = browser.new_page()
    page.goto(f"{site.url}/sign-in")
    page.evaluate("import('/static/js/preview/forms.js').then(forms => { window.forms = forms })")
    script = """([name, many, size]) => many.map(points => forms.FORMS[name].of(points, { size }, 10))"""
    yield lambda name, many: page.evaluate(script, [name, many, [WIDTH, HEIGHT]])
    page.close()


def lists(least: int, most: int) -> list[Points]:
    """Lists of points on an image, as they are set: to a tenth of a pixel; among them its corners."""
    chance = random.Random(11)  # noqa: S311 (a fixed draw of test cases, no secret)
    drawn = [
        [
            [round(chance.uniform(0, side), 1) for side in (WIDTH, HEIGHT)]
            for _ in range(chance.randint(least, most))
        ]
        for _ in range(60)
    ]
    return [*drawn, CORNERS[: max(least, 2)], CORNERS[:most]]


def text_of(found: Any) -> str:
    """The one text that a form gives."""
    (row,) = found["rows"]
    return str(row["text"])


@pytest.mark.parametrize(
    ("form", "least", "most"), [("circle", 2, 2), ("rectangle", 2, 4), ("polygon", 3, 40)]
)
def test_a_shape_is_drawn_written_and_sent_as_one_and_the_same(
    formed: Form, form: str, least: int, most: int
) -> None:
    for points, found in zip(many := lists(least, most), formed(form, many), strict=True):
        (row,), (drawn,) = found["rows"], found["shapes"]
        read = parse("key.yaml", row["text"])
        assert isinstance(read, Document)
        assert read.data == row["given"]["shape"]
        shape = Shape.model_validate(read.data)
        if form == "circle":
            assert (drawn["at"], drawn["radius"]) == (read.data["circle"][:2], read.data["circle"][2])
            assert not shape.contains((-1000, -1000))
        else:
            at = drawn.get("corners") or [drawn["from"], drawn["to"]]
            assert [one for point in at for one in point] == [
                one for part in read.data[form] for one in (part if isinstance(part, list) else [part])
            ]
        assert all(shape.contains((x, y)) for x, y in points[:1])


def test_spots_have_names_and_twelve_at_most(formed: Form) -> None:
    for points, found in zip(many := lists(1, 15), formed("spots", many), strict=True):
        read = parse("case.yaml", text_of(found))
        assert isinstance(read, Document)
        assert list(read.data["spots"].values()) == points[:12] == found["rows"][0]["given"]["spots"]


def test_a_mask_lies_inside_the_frame_and_is_what_an_import_takes(formed: Form) -> None:
    for points, found in zip(many := lists(2, 12), formed("keep", many), strict=True):
        name, text = re.fullmatch(r"--keep-(rect|polygon) '?([^']+)'?", text_of(found)).groups()  # type: ignore[union-attr]
        assert name == ("rect" if len(points) == 2 else "polygon")
        outline = rectangle(BoxType().parse(text)) if name == "rect" else PolygonType().parse(text)
        assert all(0 <= x < WIDTH and 0 <= y < HEIGHT for x, y in outline)
        assert found["rows"][0]["hint"]
        assert "given" not in found["rows"][0], "an import is never written into a file"
        for axis, side in enumerate((WIDTH, HEIGHT)):
            # JavaScript rounds halves up
            whole = [min(math.floor(point[axis] + 0.5), side - 1) for point in points]
            kept = [point[axis] for point in outline]
            assert kept == whole if name == "polygon" else {*kept} == {*whole}


def test_a_scale_is_what_an_import_takes(formed: Form) -> None:
    for points, found in zip(many := lists(2, 3), formed("scale", many), strict=True):
        ends, mm = ScaleType().parse(text_of(found).removeprefix("--scale "))
        assert [*ends] == [*points[0], *points[1]]
        assert mm == 10


@pytest.mark.parametrize(("form", "points"), [
    ("circle", []), ("circle", [[1, 2]]), ("rectangle", [[1, 2]]), ("polygon", [[1, 2], [3, 4]]), ("spots", []), ("keep", [[1, 2]]),
    ("keep", [[1, 2], [1, 9]]), ("scale", [[1, 2]]),
])  # fmt: skip
def test_too_few_points_give_nothing(formed: Form, form: str, points: Points) -> None:
    assert formed(form, [points])[0]["rows"] == []
