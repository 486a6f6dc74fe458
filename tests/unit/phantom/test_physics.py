"""What a scanner's image has to be like: speckle, shadows, enhancement, points in their place."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.phantom.canvas import Canvas, within
from media_tools.phantom.catalogue import find
from media_tools.phantom.images import Floats
from media_tools.phantom.probe import Beams, Probe, Screen, curved, linear, phased
from media_tools.phantom.render import Renderer, render
from media_tools.phantom.rhythm import Clock
from media_tools.phantom.scene import Layer, Optics, Scene
from media_tools.phantom.shapes import ellipse

PLAIN = Optics(streaks=0, fade=0, haze=0, noise=-120, crisp=0, persistence=0)
PROBES = {"phased": phased(150), "curved": curved(130), "linear": linear(40)}


def envelope(probe: Probe, paint: Any, optics: Optics = PLAIN, seed: int = 1) -> tuple[Beams, Floats]:
    canvas = Canvas(probe, seed, looks=optics.looks)
    paint(canvas)
    scene = Scene(probe, optics, (Layer(canvas.bake()),))
    beams = Beams(probe)
    return beams, Renderer(beams, optics, seed).envelope(scene.echo(beams, 0.0))


def even(level: float) -> Any:
    def paint(canvas: Canvas) -> None:
        canvas.level[:] = level

    return paint


@pytest.mark.parametrize(("looks", "ratio"), [(1, 1.913), (2, 2.705)])
@pytest.mark.parametrize("probe", PROBES)
def test_speckle_of_even_tissue_follows_rayleigh(probe: Any, looks: int, ratio: float) -> None:
    optics = Optics(**{**vars(PLAIN), "looks": looks, "axial": PROBES[probe].depth / 400})
    _, image = envelope(PROBES[probe], even(-30), optics)
    middle = image[80:-40, 30:-30]
    # mean over deviation: sqrt(pi / (4 - pi)) = 1.913 for one look, times sqrt(2) for two
    assert middle.mean() / middle.std() == pytest.approx(ratio, rel=0.10)


def test_the_share_of_dark_speckle_is_rayleigh_s() -> None:
    _, image = envelope(PROBES["curved"], even(-30))
    middle = image[80:-40, 30:-30]
    for share in (0.25, 0.5, 1.5):
        expected = 1 - np.exp(-np.pi / 4 * share**2)
        assert (middle < share * middle.mean()).mean() == pytest.approx(expected, abs=0.03)


@pytest.mark.parametrize("probe", PROBES)
@pytest.mark.parametrize("level", [-45, -20])
def test_even_tissue_is_as_bright_as_it_was_painted_at_every_depth(probe: Any, level: float) -> None:
    _, image = envelope(PROBES[probe], even(level))
    for part in np.array_split(image[40:-10], 4):
        assert 20 * np.log10(part[:, 20:-20].mean()) == pytest.approx(level, abs=1.2)


def test_a_stone_casts_a_shadow_and_a_cyst_brightens_what_lies_behind() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.level[:] = -30
        for x, loss in ((-15, 8.0), (15, -0.3)):
            canvas.absorb(canvas.raster.inside(ellipse((x, 50), 6, 6)), loss)

    beams, image = envelope(PROBES["curved"], paint)
    column = {x: round(beams.locate(x * 1.55, 95)[0]) for x in (-15, 0, 15)}
    behind = {x: image[380:430, at - 4 : at + 5].mean() for x, at in column.items()}
    assert 20 * np.log10(behind[-15] / behind[0]) < -30
    assert 2 < 20 * np.log10(behind[15] / behind[0]) < 6


@given(lateral=st.floats(-0.8, 0.8), share=st.floats(0.15, 0.9), kind=st.sampled_from(sorted(PROBES)))
def test_millimetres_and_pixels_are_each_other_s_inverse(lateral: float, share: float, kind: str) -> None:
    probe = PROBES[kind]
    screen, beams = Screen(probe), Beams(probe)
    x, z = probe.place(lateral, share * probe.depth)
    assert screen.to_mm(*screen.to_px(x, z)) == pytest.approx((x, z), abs=1e-6)
    column, row = beams.locate(x, z)
    assert column == pytest.approx((lateral + 1) / 2 * 255, abs=1e-3)
    assert row == pytest.approx(share * 511, abs=1e-3)


@pytest.mark.parametrize("probe", PROBES)
@pytest.mark.parametrize(("lateral", "share"), [(0.0, 0.5), (-0.55, 0.4), (0.6, 0.75)])
def test_a_small_bright_target_is_shown_where_it_lies(probe: Any, lateral: float, share: float) -> None:
    probe = PROBES[probe]
    place = probe.place(lateral, share * probe.depth)
    size = probe.depth / 100

    def paint(canvas: Canvas) -> None:
        canvas.mirror[:] = 0.5 * within(canvas.raster.inside(ellipse(place, size, size)), 0.3)

    canvas = Canvas(probe, 1)
    paint(canvas)
    scene = Scene(probe, PLAIN, (Layer(canvas.bake()),))
    beams, screen = Beams(probe), Screen(probe)
    image = screen.converter(beams)(next(render(scene, beams, [0.0], 1))).astype(float)
    rows, columns = np.nonzero(image > 0.6 * image.max())
    assert (columns.mean(), rows.mean()) == pytest.approx(screen.to_px(*place), abs=1.5)


def test_an_even_image_shows_streaks_fading_and_noise_only_where_they_are_asked_for() -> None:
    optics = Optics(**{**vars(PLAIN), "fade": 20})
    _, image = envelope(PROBES["curved"], even(-30), optics)
    assert image[100:, :4].mean() < 0.2 * image[100:, 120:136].mean()


def test_another_seed_is_another_patient_and_the_same_seed_the_same() -> None:
    def one(seed: int) -> Floats:
        return envelope(PROBES["linear"], even(-30), seed=seed)[1]

    assert np.array_equal(one(3), one(3))
    assert abs(np.corrcoef(one(3).ravel(), one(4).ravel())[0, 1]) < 0.1


def test_what_lies_still_is_laid_once_and_kept_clean() -> None:
    entry = find("lung.a-lines")
    scene, beams = entry.make({}, Clock(5.0), 1), Beams(curved(120, field=62, radius=55))
    moments = (0.0, 1.2, 0.0)
    shown = [renderer_of(scene, beams).envelope(scene.echo(beams, at)) for at in moments]
    alone = [
        renderer_of(scene, beams).envelope(entry.make({}, Clock(5.0), 1).echo(beams, at)) for at in moments
    ]
    for image, fresh in zip(shown, alone, strict=True):
        # to the last bit only with the limits of `process`
        np.testing.assert_allclose(image, fresh, rtol=1e-5)
    assert not np.allclose(shown[0], shown[1], rtol=1e-2)

    narrow = Beams(scene.probe, lines=64)
    assert scene.echo(narrow, 0.0).field.shape[1] == 64


def renderer_of(scene: Scene, beams: Beams) -> Renderer:
    return Renderer(beams, scene.optics, 1)
