"""The body outlines: each is drawn, in the units in which placements are scored, and holds nothing but lines."""

from xml.etree import ElementTree as ET

import pytest
from documents import ROOT

from scenarios.model.outline import HEIGHT, OUTLINES, WIDTH

FOLDER = ROOT / "static" / "outlines"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", OUTLINES)
def test_an_outline_is_drawn_in_its_own_units_and_in_the_colour_of_the_text(name: str) -> None:
    root = ET.fromstring((FOLDER / f"{name}.svg").read_text(encoding="utf-8"))  # noqa: S314 (a file of ours)
    assert root.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    (group,) = root.findall(f"{SVG}g")
    assert (group.get("id"), group.get("stroke"), group.get("fill")) == ("outline", "currentColor", "none")
    assert {child.tag.removeprefix(SVG) for child in root.iter()} == {"svg", "title", "g", "path"}
    assert not [
        value for child in root.iter() for value in child.attrib if value.startswith("on") or value == "style"
    ]


def test_there_is_no_picture_that_no_question_can_name() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(OUTLINES)
