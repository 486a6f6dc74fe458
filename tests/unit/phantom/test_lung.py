"""Lung signs: what moves, what does not, and what an M-mode makes of it."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pytest

from media_tools.phantom.clip import Clip
from media_tools.phantom.mmode import TRACE_BOX
from media_tools.phantom.recipe import Recipe

Render = Callable[..., Clip]
Picture = npt.NDArray[np.float64]


def trace(clip: Clip) -> Picture:
    x, y, width, height = TRACE_BOX
    # the bar blanks its first columns in the first frame
    return clip.greys[0][y : y + height, x + 12 : x + width].astype(float)


def unrest(picture: Picture, top: float, bottom: float, depth: float = 50) -> float:
    """Mean change from column to column between two depths in mm, relative to the brightness there."""
    rows = slice(round(top / depth * len(picture)), round(bottom / depth * len(picture)))
    part = picture[rows]
    return np.abs(np.diff(part, axis=1)).mean() / part.mean()


def test_the_seashore_is_granular_below_the_pleura_and_the_barcode_is_not(render: Render) -> None:
    shore, code = trace(render("lung.m-mode")), trace(render("lung.m-mode", "barcode"))
    assert unrest(shore, 21, 34) > 3 * unrest(shore, 4, 14)
    assert unrest(shore, 21, 34) > 1.5 * unrest(code, 21, 34)
    assert unrest(code, 4, 14) == pytest.approx(unrest(shore, 4, 14), rel=0.3)


def test_the_trace_is_what_the_clip_shows_over_time(render: Render) -> None:
    clip = render("lung.m-mode", "pulse", 2.0)
    widths = [
        np.nonzero(np.asarray(grey)[TRACE_BOX[1] + 60, TRACE_BOX[0] : TRACE_BOX[0] + TRACE_BOX[2]] == 0)[0]
        for grey in clip.greys
    ]
    starts = [columns[0] for columns in widths[1:-2]]
    # the bar runs once across the trace in a loop
    assert np.diff(starts) == pytest.approx(TRACE_BOX[2] / len(clip.greys), abs=1.01)
    assert clip.truth["trace"]["seconds_per_px"] * TRACE_BOX[2] == pytest.approx(2.0, rel=1e-3)


@pytest.mark.parametrize("scene", ["lung.sliding", "lung.a-lines"])
def test_a_lung_that_slides_moves_below_the_pleura_and_not_above(scene: str, render: Render) -> None:
    def stir(clip: Clip, top: float, bottom: float) -> float:
        rows = [round(clip.screen.to_px(0, z)[1]) for z in (top, bottom)]
        columns = [round(clip.screen.to_px(x, 20)[0]) for x in (-9, 9)]
        return (
            np.stack(clip.greys)[:, rows[0] : rows[1], columns[0] : columns[1]]
            .astype(float)
            .std(axis=0)
            .mean()
        )

    sliding, still = render(scene), render(scene, "still")
    pleura = sliding.screen.to_mm(*sliding.truth["landmarks"]["pleural-line"]["at"])[1]
    below, above = (pleura + 2, 1.6 * pleura), (0.4 * pleura, 0.7 * pleura)
    assert stir(sliding, *below) > 1.8 * stir(still, *below)
    assert stir(sliding, *above) == pytest.approx(stir(still, *above), rel=0.2)


def test_at_the_lung_point_one_side_slides_and_the_other_never_does(render: Render) -> None:
    clip = render("lung.point")
    greys = np.stack(clip.greys).astype(float)
    top, bottom = (round(clip.screen.to_px(0, z)[1]) for z in (21, 30))

    def stir(left: float, right: float) -> float:
        columns = slice(*(round(clip.screen.to_px(x, 20)[0]) for x in (left, right)))
        return greys[:, top:bottom, columns].std(axis=0).mean()

    marks = clip.truth["landmarks"]
    out, into = (marks[f"lung-point-{phase}"]["at"][0] for phase in ("expiration", "inspiration"))
    assert into < out
    assert stir(8, 12) > 1.5 * stir(-12, -8)


def test_a_lines_lie_at_multiples_of_the_pleura_s_depth_and_b_lines_erase_them(render: Render) -> None:
    dry, wet = render("lung.a-lines"), render("lung.b-lines", "confluent")
    marks = dry.truth["landmarks"]

    def contrast(clip: Clip, at: Sequence[float]) -> float:
        column, row = (round(place) for place in at)
        line = np.stack(clip.greys)[:, row - 2 : row + 3, column - 20 : column + 21].mean()
        beside = np.stack(clip.greys)[:, row + 12 : row + 22, column - 20 : column + 21].mean()
        return line / beside

    for order in (1, 2):
        at = marks[f"a-line-{order}"]["at"]
        assert contrast(dry, at) > 1.4
        assert contrast(wet, at) < 1.25


def test_without_fluid_a_curtain_of_air_comes_down(render: Render) -> None:
    clip = render("lung.effusion", "dry", 2.0)
    expiration, inspiration = (
        clip.truth["moments"][f"end-{phase}"][0] for phase in ("expiration", "inspiration")
    )
    row = round(clip.screen.to_px(0, 70)[1])
    columns = slice(*(round(clip.screen.to_px(x, 70)[0]) for x in (4, 14)))
    open_, hidden = (
        clip.greys[frame][row - 20 : row + 20, columns].mean() for frame in (expiration, inspiration)
    )
    assert open_ > 1.4 * hidden
    assert clip.truth["findings"]["curtain-sign"] is True


def test_more_b_lines_make_a_brighter_lung() -> None:
    from media_tools.phantom.clip import render_clip

    levels = []
    for count in (0, 4, 10):
        clip = render_clip(Recipe("lung.b-lines", {"b-lines": count, "sliding": 0}, seconds=1.0, rate=10))
        top, bottom = (round(clip.screen.to_px(0, z)[1]) for z in (50, 110))
        columns = slice(*(round(clip.screen.to_px(x, 60)[0]) for x in (-20, 20)))
        levels.append(clip.greys[0][top:bottom, columns].mean())
    assert levels[0] < 0.75 * levels[1] < 0.6 * levels[2]
