"""What is asked on an image can be asked there: told with its line, before anybody sits it."""

from dataclasses import dataclass
from typing import Any

import pytest
from asked import NAMES
from types_package import CASE, SOURCES

from scenarios.load import load_keys, load_sources
from scenarios.load.document import Document, parse
from scenarios.load.findings import Findings
from scenarios.load.images import misplaced
from scenarios.load.keys import read_keys
from scenarios.model import Case, ExhibitMedia, Package

FILE = f"{CASE}/case.yaml"
STILL: dict[str, Any] = {"media": "media/across.jpg", "digest": "0" * 64, "frames": 1, "size": (640, 480), "mm_per_px": (0.4, 0.4)}  # fmt: skip
CLIP = {**STILL, "media": "media/cava.mp4", "frames": 100, "rate": 25}


@pytest.fixture(scope="module")
def package() -> Package:
    """The package of all types, as it is written."""
    return load_sources(SOURCES)


def document() -> Document:
    """Its case."""
    read = parse(FILE, (SOURCES / FILE).read_text())
    assert isinstance(read, Document)
    return read


def with_images(package: Package, across: dict[str, Any], cava: dict[str, Any]) -> Case:
    """The case with sidecars."""
    sidecars = {"across": ExhibitMedia(**across), "cava": ExhibitMedia(**cava)}
    return package.case(CASE).model_copy(update={"sidecars": sidecars})


@dataclass(frozen=True)
class Wrong:
    """Facts of an image that an item does not go with, and what has to be told."""

    across: dict[str, Any]
    cava: dict[str, Any]
    item: str
    field: str
    words: str


WRONG = [
    Wrong({"mm_per_px": None}, {}, "diameter", "exhibit", "no calibration"),
    Wrong({}, {"mm_per_px": None}, "collapse", "exhibit", "no calibration"),
    Wrong({"size": (320, 240)}, {}, "structures", "spots", "outside the image"),
    Wrong({"frames": 25}, {}, "structures", "frame", "is missing"),
    Wrong({}, {"frames": 12}, "opening", "frames", "12 is no frame"),
    Wrong({}, {"frames": 1}, "opening", "frames", "frames of a still"),
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.item} {wrong.words}")
def test_an_item_that_its_image_cannot_bear_is_told(package: Package, wrong: Wrong) -> None:
    case = with_images(package, STILL | wrong.across, CLIP | wrong.cava)
    found = [problem for problem in misplaced(document(), case) if wrong.words in problem.what]
    assert {problem.field for problem in found} == {f"items.{wrong.item}.{wrong.field}"}
    lines = (SOURCES / FILE).read_text().splitlines()
    assert all(
        wrong.item in lines[problem.line - 1] or wrong.field in lines[problem.line - 1] for problem in found
    )


@pytest.mark.parametrize(
    ("frame", "frames", "words"), [(3, 1, "a frame of a still"), (30, 30, "30 is no frame"), (29, 30, "")]
)
def test_a_held_frame_is_one_of_the_clip(package: Package, frame: int, frames: int, words: str) -> None:
    case = with_images(package, {**STILL, "frames": frames}, CLIP)
    item = case.items["structures"].model_copy(update={"frame": frame})
    case = case.model_copy(update={"items": {**case.items, "structures": item}})
    told = [problem.what for problem in misplaced(document(), case)]
    assert [words in one for one in told] == [True] * bool(words)


def test_what_goes_with_its_images_is_no_problem(package: Package) -> None:
    assert list(misplaced(document(), with_images(package, STILL, CLIP))) == []
    assert list(misplaced(document(), package.case(CASE))) == []


def test_a_key_is_held_against_the_image_where_that_is_built(package: Package) -> None:
    assert set(load_keys(SOURCES, package)[CASE]) == set(package.case(CASE).items)
    for across, wrong in (({}, set[str]()), ({"size": (300, 300)}, {"front-wall", "diameter"})):
        findings = Findings()
        read_keys(SOURCES, [with_images(package, STILL | across, CLIP)], findings)
        assert {problem.field for problem in findings.problems} == wrong
        assert all("outside the image" in problem.what for problem in findings.problems)


def test_the_examples_ask_every_type_there_is(package: Package) -> None:
    assert {item.type for item in package.case(CASE).items.values()} == set(NAMES)
