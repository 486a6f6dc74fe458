"""The documentation of scenes: complete, and as the code has it."""

from pathlib import Path

import pytest

from media_tools.phantom.catalogue import CATALOGUE
from media_tools.phantom.reference import BEGIN, END, renew, write_reference

FOLDER = Path(__file__).parents[3] / "docs" / "phantom"
PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")


def test_the_reference_is_what_the_code_says() -> None:
    _, _, rest = PAGE.partition(BEGIN)
    assert rest.partition(END)[0].strip() == write_reference().strip()


def test_every_scene_is_judged_in_words() -> None:
    judged = PAGE.partition("## Judgement")[2].partition("## How it is made")[0]
    assert [name for name in CATALOGUE if f"`{name}`" not in judged] == []


def test_every_area_has_its_contact_sheet_and_all_of_them_are_small() -> None:
    areas = {name.split(".")[0] for name in CATALOGUE}
    assert {path.stem for path in FOLDER.glob("*.jpg")} == areas
    assert all(f"({area}.jpg)" in PAGE for area in areas)
    assert sum(path.stat().st_size for path in FOLDER.glob("*.jpg")) < 2.5e6


def test_a_page_without_its_marks_is_refused_and_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("nothing", encoding="utf-8")
    with pytest.raises(ValueError, match="stands between"):
        renew(page)
    assert page.read_text(encoding="utf-8") == "nothing"
