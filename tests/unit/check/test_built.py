"""What was changed since it was built is told, each scene and clip by its name; the bundled packages are as they were built."""

from pathlib import Path

import pytest

from media_tools.check.built import check_built
from media_tools.check.profile import DEFAULT, profiles
from scenarios.load import load_package
from scenarios.model import Package

FOLDER = Path(__file__).parents[3] / "scenarios" / "lung"
PROFILE = profiles()[DEFAULT]


@pytest.fixture(scope="module")
def package() -> Package:
    return load_package(FOLDER)


def told(package: Package) -> list[str]:
    """The places that are named."""
    found = list(check_built(FOLDER, package, PROFILE))
    assert {one.id for one in found} <= {"not-built"}
    assert {one.file for one in found} <= {f"{case.id}/case.yaml" for case in package.cases}
    return [one.field for one in found]


def test_what_was_built_from_what_stands_there_is_nothing_to_tell(package: Package) -> None:
    assert told(package) == []


def test_another_recipe_is_told_of_its_clip(package: Package) -> None:
    (case,) = package.cases
    name = next(name for name, exhibit in case.exhibits.items() if exhibit.synth)
    other = case.exhibits[name].model_copy(update={"synth": {**case.exhibits[name].synth, "seconds": 1}})  # type: ignore[dict-item]
    changed = case.model_copy(update={"exhibits": {**case.exhibits, name: other}})
    places = told(package.model_copy(update={"cases": (changed,)}))
    assert places[0] == f"exhibits.{name}"
    # a scene that shows the clip was made from it too, and no other was
    showing = {
        scene.scene for scene in case.encounter.scenes if name in {one.exhibit for one in scene.pictures}
    }
    assert set(places[1:]) == showing


def test_what_all_scenes_are_spoken_with_is_told_of_each(package: Package) -> None:
    (case,) = package.cases
    about = package.about.model_copy(update={"pronounce": {"pleura": "ploo rah"}})
    places = told(package.model_copy(update={"about": about}))
    assert places == [scene.scene for scene in case.encounter.scenes]


def test_media_that_say_nothing_of_where_they_come_from_are_let_be(package: Package, tmp_path: Path) -> None:
    (case,) = package.cases
    media = tmp_path / case.id / "media"
    media.mkdir(parents=True)
    for scene in case.encounter.scenes:
        (media / f"{scene.scene}.json").write_text("{}")
    assert list(check_built(tmp_path, package, PROFILE)) == []
