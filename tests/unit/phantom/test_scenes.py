"""What holds for every scene of the catalogue."""

import json
import re
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from media_tools.phantom.catalogue import CATALOGUE
from media_tools.phantom.clip import Clip
from media_tools.phantom.overlay import LABEL_BOX
from media_tools.phantom.probe import HEIGHT, WIDTH, Beams
from media_tools.phantom.render import render as render_images
from media_tools.phantom.rhythm import Clock
from scenarios.model import Exhibit, ExhibitMedia

Render = Callable[..., Clip]
SCENES = sorted(CATALOGUE)
AREAS = {
    "cardiac",
    "lung",
    "aorta",
    "trauma",
    "venous",
    "biliary",
    "renal",
    "obstetric",
    "softtissue",
    "bowel",
}


def test_ten_content_areas_have_scenes() -> None:
    assert {name.split(".")[0] for name in SCENES} == AREAS


@pytest.mark.parametrize("name", SCENES)
def test_the_image_is_neither_blank_nor_burnt_out(name: str, render: Render) -> None:
    clip = render(name)
    x, y, width, height = clip.screen.region
    inside = np.stack(clip.greys)[:, y : y + height, x : x + width]
    assert 15 < inside.mean() < 110
    assert inside.std() > 20
    assert (inside > 250).mean() < 0.05


@pytest.mark.parametrize("name", SCENES)
def test_the_clip_loops_without_a_jump(name: str, render: Render) -> None:
    greys = np.stack(render(name).greys).astype(np.int16)
    steps = np.abs(greys - np.roll(greys, 1, axis=0)).mean(axis=(1, 2))
    around = max(steps[-2], steps[-1], steps[1], steps[2])
    assert 0.2 * around < steps[0] < 1.35 * around + 0.15


@pytest.mark.parametrize("name", SCENES)
def test_simulated_stands_on_its_face_and_covers_nothing(name: str, render: Render) -> None:
    clip = render(name)
    left, top, right, bottom = LABEL_BOX
    assert not any(grey[top:bottom, left:right].any() for grey in clip.greys)
    ink = next(clip.frames())[top:bottom, left:right].max(axis=2) > 120
    rows = np.nonzero(ink.any(axis=1))[0]
    # at least 7 px high where the clip is shown 360 px wide, and all of the word is there
    assert (rows[-1] - rows[0] + 1) * 360 / WIDTH >= 7
    drawn = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(drawn).text((2, 0), "Simulated", fill=255, font=ImageFont.load_default(18))
    word = np.asarray(drawn) > 140
    assert (word & ink).sum() > 0.9 * word.sum()
    assert ink.sum() < 1.5 * word.sum()


@pytest.mark.parametrize("name", SCENES)
def test_the_marker_stands_on_the_side_of_its_convention(name: str, render: Render) -> None:
    clip = render(name)
    frame = next(clip.frames()).astype(np.int16)
    blue = (frame[..., 2] - frame[..., 0]) > 100
    middle = np.nonzero(blue)[1].mean()
    x, _, width, _ = clip.screen.region
    assert CATALOGUE[name].marker == ("right" if name.startswith("cardiac.") else "left")
    assert (middle > x + width / 2) == (CATALOGUE[name].marker == "right")


@pytest.mark.parametrize("name", SCENES)
def test_the_depth_scale_agrees_with_the_calibration(name: str, render: Render) -> None:
    clip = render(name)
    ticks = np.nonzero(next(clip.frames())[:, WIDTH - 10].max(axis=1) > 100)[0]
    skin = clip.screen.to_px(0, 0)[1]
    shown = ticks[(ticks > skin - 3) & (ticks < (200 if "trace" in clip.truth else HEIGHT))]
    # a tick may be two pixels high
    places = [group.mean() for group in np.split(shown, np.nonzero(np.diff(shown) > 1)[0] + 1)]
    spacing = (places[-1] - places[0]) / (len(places) - 1)
    assert spacing == pytest.approx(10 / clip.screen.mm_per_px, abs=0.6)


@pytest.mark.parametrize("name", SCENES)
def test_the_truth_can_be_written_down_and_lies_in_the_clip(name: str, render: Render) -> None:
    clip = render(name)
    truth = json.loads(json.dumps(clip.truth))
    count = len(clip.greys)
    assert all(0 <= frame < count for frames in truth["moments"].values() for frame in frames)
    x, y, width, height = clip.screen.region
    for mark in truth["landmarks"].values():
        assert 0 <= mark["frame"] < count
        assert x <= mark["at"][0] <= x + width
        assert y <= mark["at"][1] <= y + height


@pytest.mark.parametrize("name", SCENES)
def test_every_caliper_of_every_example_finds_its_edges(name: str) -> None:
    from media_tools.phantom.clip import render_clip
    from media_tools.phantom.recipe import Recipe

    entry = CATALOGUE[name]
    for settings in list(entry.examples.values())[1:2] or [{}]:
        recipe = Recipe(name, settings, seconds=1.0, rate=10)
        asked = entry.make(settings, Clock(recipe.loop), recipe.seed).facts.calipers
        assert set(render_clip(recipe).truth["measurements"]) == set(asked)


@pytest.mark.parametrize("name", SCENES)
def test_the_highest_value_of_every_parameter_at_once_gives_an_image(name: str) -> None:
    entry = CATALOGUE[name]
    settings = {one.name: True if one.kind == "switch" else one.high for one in entry.parameters}
    scene = entry.make(settings, Clock(1.0), 1)
    beams = Beams(scene.probe, lines=64, samples=128)
    image = next(render_images(scene, beams, [0.4], 1))
    assert 10 < image.mean() < 150


@pytest.mark.parametrize("name", SCENES)
def test_names_fit_a_recipe_in_a_case(name: str) -> None:
    entry = CATALOGUE[name]
    assert re.fullmatch(r"[a-z]+\.[a-z0-9-]+", name)
    settings = {parameter.name: parameter.default for parameter in entry.parameters}
    exhibit = Exhibit(
        media="media/clip.mp4", view="a view", description="what is seen", synth={"scene": name, **settings}
    )
    assert exhibit.synth["scene"] == name


def test_every_parameter_is_described_and_its_default_is_in_range() -> None:
    for entry in CATALOGUE.values():
        for parameter in entry.parameters:
            assert len(parameter.says) > 8
            assert parameter.kind == "switch" or parameter.admits(parameter.default)
            assert parameter.unit or parameter.kind != "number"


def test_a_clip_fits_the_sidecar_of_an_exhibit(render: Render) -> None:
    clip = render("cardiac.plax")
    sidecar = ExhibitMedia(media="a.mp4", digest="0" * 64, frames=1, size=(WIDTH, HEIGHT), truth=clip.truth)
    assert ExhibitMedia.model_validate_json(sidecar.model_dump_json()) == sidecar
